# Coroutines that take turns on one loop.

import sys

from .events import *
from .coroutines import *
from .exceptions import *
from .futures import *
from .tasks import *
from .locks import *
from .queues import *
from .runners import *
from . import coroutines, events, exceptions, futures, locks, queues, runners, tasks

if sys.version_info >= (3, 9):
    from .threads import *
if sys.version_info >= (3, 11):
    from .taskgroups import *
    from .timeouts import *

__all__ = [name for name in globals() if name[:1] != '_' and name != 'sys']
