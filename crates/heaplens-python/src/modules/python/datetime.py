# Dates and times: all of it lies in `_datetime`, which CPython has in C.

import sys
from _datetime import (MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone, tzinfo,
                       datetime_CAPI)

__all__ = ('date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR')

if sys.version_info >= (3, 11):
    from _datetime import UTC
    __all__ += ('UTC',)
