# The abstract classes, under their public name.

from _collections_abc import *
from _collections_abc import __all__
import sys

if sys.version_info >= (3, 9):
    from _collections_abc import _CallableGenericAlias
del sys
