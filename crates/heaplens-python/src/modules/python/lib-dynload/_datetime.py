# Dates and times on the proleptic Gregorian calendar: what CPython has in C.
#
# This is long because a module of the library is one file, as `import` finds it and as tracebacks name it.

import sys
import time as _time
from _engine import static_type

MINYEAR, MAXYEAR = 1, 9999
datetime_CAPI = None

_version = sys.version_info
_unset = object()
_month_days = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_day_names = 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'
_month_names = ('', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
_max_ordinal = 3652059
_day_us = 86400 * 10 ** 6


# The calendar.

def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year, month):
    return 29 if month == 2 and _is_leap(year) else _month_days[month]


def _days_before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _day_of_year(year, month, day):
    return sum(_month_days[1:month]) + day + (month > 2 and _is_leap(year))


def _ordinal(year, month, day):
    return _days_before_year(year) + _day_of_year(year, month, day)


def _of_ordinal(number):
    # A first guess at the year is never too late, and at most one too early.
    year = number * 400 // 146097 + 1
    while _days_before_year(year) >= number:
        year -= 1
    rest = number - _days_before_year(year)
    month = 1
    while rest > _days_in(year, month):
        rest -= _days_in(year, month)
        month += 1
    return year, month, rest


def _iso_week_one(year):
    # The ordinal of the Monday of a year's first ISO week.
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _of_iso(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        if _version >= (3, 14):
            raise ValueError(f'year must be in {MINYEAR}..{MAXYEAR}, not {year}')
        raise ValueError(f'Year is out of range: {year}')
    if not 0 < week < 53 and not (week == 53 and _iso_week_one(year + 1) - _iso_week_one(year) == 371):
        raise ValueError(f'Invalid week: {week}')
    if not 0 < day < 8:
        raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
    return _of_ordinal(_iso_week_one(year) + (week - 1) * 7 + day - 1)


# Arguments.

def _index(value):
    if isinstance(value, int):
        return value
    try:
        return value.__index__()
    except AttributeError:
        if _version < (3, 10) and isinstance(value, float):
            raise TypeError('integer argument expected, got float') from None
        kind = type(value).__name__
        if _version < (3, 10) and not hasattr(value, '__int__'):
            raise TypeError(f'an integer is required (got type {kind})') from None
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer") from None


def _required(name, place):
    raise TypeError(f"function missing required argument '{name}' (pos {place})")


def _check_date(year, month, day):
    if not MINYEAR <= year <= MAXYEAR:
        if _version >= (3, 14):
            raise ValueError(f'year must be in {MINYEAR}..{MAXYEAR}, not {year}')
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12' + (f', not {month}' if _version >= (3, 14) else ''))
    last = _days_in(year, month)
    if not 1 <= day <= last:
        if _version >= (3, 14):
            raise ValueError(f'day {day} must be in range 1..{last} for month {month} in year {year}')
        raise ValueError('day is out of range for month')


def _check_time(hour, minute, second, microsecond, fold):
    for name, value, last in (('hour', hour, 23), ('minute', minute, 59), ('second', second, 59),
                              ('microsecond', microsecond, 999999)):
        if not 0 <= value <= last:
            raise ValueError(f'{name} must be in 0..{last}' + (f', not {value}' if _version >= (3, 14) else ''))
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1' + (f', not {fold}' if _version >= (3, 14) else ''))


def _check_tzinfo(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(zone).__name__)


def _half_even(top, bottom):
    whole, rest = divmod(top, bottom)
    rest *= 2
    if bottom < 0:
        rest, bottom = -rest, -bottom
    if rest > bottom or rest == bottom and whole % 2:
        whole += 1
    return whole


def _type_name(value):
    # `tp_name`: with the module where the class is one of these.
    kind = type(value)
    if kind.__module__ == 'datetime' and kind in _own:
        return 'datetime.' + kind.__name__
    return kind.__name__


# Spans of time.

class timedelta:
    __slots__ = '_days', '_seconds', '_microseconds', '__weakref__'
    __module__ = 'datetime'

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        if type(days) is int is type(seconds) is type(microseconds) is type(milliseconds) is type(minutes):
            if type(hours) is int is type(weeks):
                total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
                return _delta(cls, total * 10 ** 6 + milliseconds * 1000 + microseconds)
        total, left = 0, 0.0
        for name, value, unit in (('microseconds', microseconds, 1), ('milliseconds', milliseconds, 1000),
                                  ('seconds', seconds, 10 ** 6), ('minutes', minutes, 60 * 10 ** 6),
                                  ('hours', hours, 3600 * 10 ** 6), ('days', days, _day_us),
                                  ('weeks', weeks, 7 * _day_us)):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = int(value)
                total += whole * unit
                part = (value - whole) * unit
                total += int(part)
                left += part - int(part)
            else:
                raise TypeError(f'unsupported type for timedelta {name} component: {_type_name(value)}')
        if left:
            # To the nearest; of two, so that the sum is even.
            odd = total % 2
            total += 2 * round((left + odd) * 0.5) - odd if abs(round(left) - left) == 0.5 else round(left)
        return _delta(cls, total)

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def _us(self):
        return (self._days * 86400 + self._seconds) * 10 ** 6 + self._microseconds

    def total_seconds(self):
        return self._us() / 10 ** 6

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (('days', self._days), ('seconds', self._seconds),
                                                       ('microseconds', self._microseconds)) if value]
        return f"{_type_name(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02}:{seconds:02}'
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, " + text
        if self._microseconds:
            text += f'.{self._microseconds:06}'
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, self._us() + other._us())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, self._us() - other._us())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, other._us() - self._us())
        return NotImplemented

    def __neg__(self):
        return _delta(timedelta, -self._us())

    def __pos__(self):
        return _delta(timedelta, self._us())

    def __abs__(self):
        return _delta(timedelta, abs(self._us()))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(timedelta, self._us() * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _delta(timedelta, _half_even(self._us() * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // _divisor(other._us())
        if isinstance(other, int):
            return _delta(timedelta, self._us() // _divisor(other))
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / _true_divisor(other._us())
        if isinstance(other, int):
            return _delta(timedelta, _half_even(self._us(), _divisor(other)))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _delta(timedelta, _half_even(self._us() * bottom, _divisor(top)))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, self._us() % _divisor(other._us()))
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            whole, rest = divmod(self._us(), _divisor(other._us()))
            return whole, _delta(timedelta, rest)
        return NotImplemented

    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us() < other._us() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us() <= other._us() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us() > other._us() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us() >= other._us() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._us() != 0

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


def _divisor(value):
    if value == 0:
        raise ZeroDivisionError('division by zero' if _version >= (3, 14)
                                else 'integer division or modulo by zero')
    return value


def _true_divisor(value):
    if value == 0:
        raise ZeroDivisionError('division by zero')
    return value


def _delta(cls, total):
    days, rest = divmod(total, _day_us)
    if not -2 ** 31 <= days < 2 ** 31:
        raise OverflowError('Python int too large to convert to C int')
    if not -999999999 <= days <= 999999999:
        raise OverflowError(f'days={days}; must have magnitude <= 999999999')
    made = object.__new__(cls)
    made._days = days
    made._seconds, made._microseconds = divmod(rest, 10 ** 6)
    return made


# Zones.

class tzinfo:
    __slots__ = ('__dict__', '__weakref__')
    __module__ = 'datetime'

    def tzname(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError('fromutc: non-None utcoffset() result required')
        summer = dt.dst()
        if summer is None:
            raise ValueError('fromutc: non-None dst() result required')
        standard = offset - summer
        if standard:
            dt = dt + standard
            summer = dt.dst()
            if summer is None:
                raise ValueError('fromutc: tz.dst() gave inconsistent results; cannot convert')
        return dt + summer

    def __reduce__(self):
        arguments = self.__getinitargs__() if hasattr(self, '__getinitargs__') else ()
        return self.__class__, arguments, self.__dict__ or None


class timezone(tzinfo):
    __slots__ = '_offset', '_name'
    __module__ = 'datetime'

    def __new__(cls, offset, name=_unset):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not %s" % _type_name(offset))
        if name is _unset:
            if not offset and cls is timezone and 'utc' in cls.__dict__:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError('timezone() argument 2 must be str, not %s' % _type_name(name))
        if not abs(offset._us()) < _day_us:
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                             f'timedelta(hours=24), not {offset!r}' + ('.' if _version < (3, 15) else ''))
        made = tzinfo.__new__(cls)
        made._offset, made._name = offset, name
        return made

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        name = '' if self._name is None else f', {self._name!r}'
        return f'{_type_name(self)}({self._offset!r}{name})'

    def __str__(self):
        return self.tzname(None)

    def _check(self, dt, method):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f'{method}(dt) argument must be a datetime instance or None, not {_type_name(dt)}')

    def utcoffset(self, dt):
        self._check(dt, 'utcoffset')
        return self._offset

    def tzname(self, dt):
        self._check(dt, 'tzname')
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset, ':') if self._offset else 'UTC'

    def dst(self, dt):
        self._check(dt, 'dst')
        return None

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime instance')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset


def _offset_text(offset, separator):
    if offset is None:
        return ''
    total = offset._us()
    sign = '-' if total < 0 else '+'
    seconds, microseconds = divmod(abs(total), 10 ** 6)
    minutes, seconds = divmod(seconds, 60)
    text = f'{sign}{minutes // 60:02}{separator}{minutes % 60:02}'
    if seconds or microseconds:
        text += f'{separator}{seconds:02}'
    if microseconds:
        text += f'.{microseconds:06}'
    return text


def _ask_zone(zone, method, moment):
    if zone is None:
        return None
    offset = getattr(zone, method)(moment)
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{method}() must return None or a timedelta, not '{_type_name(offset)}'")
    if not abs(offset._us()) < _day_us:
        raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                         f'timedelta(hours=24).')
    return offset


def _ask_name(zone, moment):
    if zone is None:
        return None
    name = zone.tzname(moment)
    if name is not None and not isinstance(name, str):
        raise TypeError(f"tzinfo.tzname() must return None or a string, not '{_type_name(name)}'")
    return name


# Formats.

def _formatted(moment, pattern, parts, has_zone):
    out = []
    at = 0
    while at < len(pattern):
        mark = pattern[at:at + 2]
        if mark == '%f':
            out.append(f"{getattr(moment, 'microsecond', 0):06}")
        elif mark == '%z':
            out.append(_offset_text(moment.utcoffset(), '') if has_zone else '')
        elif mark == '%Z':
            out.append(((moment.tzname() or '') if has_zone else '').replace('%', '%%'))
        elif mark == '%:' and pattern[at + 2:at + 3] == 'z' and _version >= (3, 12):
            out.append(_offset_text(moment.utcoffset(), ':') if has_zone else '')
            at += 1
        elif mark[:1] == '%':
            if mark in ('%Y', '%G') and _version >= (3, 14) and parts[0] < 1000:
                year = parts[0] if mark == '%Y' else int(_time.strftime('%G', parts))
                out.append(f'{year:04}')
            else:
                out.append(mark)
        else:
            out.append(pattern[at])
            at += 1
            continue
        at += 2
    return _time.strftime(''.join(out), parts)


def _time_text(hour, minute, second, microsecond, timespec):
    if timespec == 'auto':
        timespec = 'microseconds' if microsecond else 'seconds'
    if timespec == 'hours':
        return f'{hour:02}'
    if timespec == 'minutes':
        return f'{hour:02}:{minute:02}'
    if timespec == 'seconds':
        return f'{hour:02}:{minute:02}:{second:02}'
    if timespec == 'milliseconds':
        return f'{hour:02}:{minute:02}:{second:02}.{microsecond // 1000:03}'
    if timespec == 'microseconds':
        return f'{hour:02}:{minute:02}:{second:02}.{microsecond:06}'
    raise ValueError('Unknown timespec value')


class _Bad(Exception):
    pass


def _number(text, width):
    if len(text) != width or not text.isascii() or not text.isdigit():
        raise _Bad
    return int(text)


def _parse_date(text):
    if _version < (3, 11):
        if len(text) != 10 or text[4] != '-' or text[7] != '-':
            raise _Bad
        return _number(text[:4], 4), _number(text[5:7], 2), _number(text[8:], 2)
    year = _number(text[:4], 4)
    separator = '-' if text[4:5] == '-' else ''
    rest = text[4 + len(separator):]
    if rest[:1] == 'W':
        week = _number(rest[1:3], 2)
        rest = rest[3:]
        day = 1
        if rest:
            if not rest.startswith(separator) or len(rest) != len(separator) + 1:
                raise _Bad
            day = _number(rest[len(separator):], 1)
        return _of_iso(year, week, day)
    month = _number(rest[:2], 2)
    rest = rest[2:]
    if not rest.startswith(separator):
        raise _Bad
    return year, month, _number(rest[len(separator):], 2)


def _parse_clock(text):
    # Hour, minute, second, microsecond of hh[:mm[:ss[.fff[fff]]]].
    parts = [0, 0, 0, 0]
    has_colons = text[2:3] == ':'
    for at in range(3):
        parts[at] = _number(text[:2], 2)
        text = text[2:]
        if not text:
            return parts
        if at == 2:
            break
        if has_colons or _version < (3, 11):
            if text[0] != ':':
                if _version >= (3, 11) and at == 2:
                    break
                raise _Bad
            text = text[1:]
        elif text[0] == ':':
            raise _Bad
    if text[0] != '.' and not (text[0] == ',' and _version >= (3, 11)):
        raise _Bad
    digits = text[1:]
    if not digits or _version < (3, 11) and len(digits) not in (3, 6):
        raise _Bad
    if not digits.isascii() or not digits.isdigit():
        raise _Bad
    parts[3] = int(digits[:6].ljust(6, '0'))
    return parts


def _parse_time(text):
    # The four parts and the zone.
    place = 0
    for mark in '+-Z' if _version >= (3, 11) else '+-':
        found = text.find(mark)
        if found >= 0:
            place = found
            break
    else:
        return _parse_clock(text) + [None]
    parts = _parse_clock(text[:place])
    if text[place] == 'Z':
        if place != len(text) - 1:
            raise _Bad
        return parts + [timezone.utc]
    hour, minute, second, microsecond = _parse_clock(text[place + 1:])
    if _version < (3, 11) and len(text) - place < 6:
        raise _Bad
    offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microsecond)
    if text[place] == '-':
        offset = -offset
    return parts + [timezone.utc if not offset else timezone(offset)]


def _parse_datetime(text):
    # Where the date ends depends on how it is written.
    if _version < (3, 11):
        end = 10
    elif text[4:5] == '-':
        end = 8 if text[5:6] == 'W' else 10
        if text[5:6] == 'W' and text[8:9] == '-' and text[9:10].isdigit():
            end = 10
    elif text[4:5] == 'W':
        end = 7
        while end < len(text) and text[end].isdigit():
            end += 1
        if end > 8:
            # Digits may be the separator's too: an odd number of them has the day.
            end = 7 if end % 2 == 0 else 8
    else:
        end = 8
    day = _parse_date(text[:end])
    rest = text[end:]
    if not rest:
        return day, [0, 0, 0, 0, None]
    if len(rest) == 1:
        raise _Bad
    return day, _parse_time(rest[1:])


def _own_text(text, method):
    if not isinstance(text, str):
        raise TypeError(f'{method}: argument must be str')


class IsoCalendarDate(tuple):
    __slots__ = ()
    __module__ = 'datetime'

    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f'{_type_name(self)}(year={self[0]}, week={self[1]}, weekday={self[2]})'

    def __reduce__(self):
        return tuple, (tuple(self),)


# Dates.

class date:
    __slots__ = '_year', '_month', '_day', '__weakref__'
    __module__ = 'datetime'

    def __new__(cls, year=_unset, month=_unset, day=_unset):
        if month is _unset and isinstance(year, bytes) and len(year) == 4 and 1 <= year[2] <= 12:
            return _new_date(cls, year[0] * 256 + year[1], year[2], year[3])
        if day is _unset:
            for place, (name, value) in enumerate((('year', year), ('month', month), ('day', day)), 1):
                if value is _unset:
                    _required(name, place)
        year, month, day = _index(year), _index(month), _index(day)
        _check_date(year, month, day)
        return _new_date(cls, year, month, day)

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        parts = _time.localtime(timestamp)
        return cls(parts.tm_year, parts.tm_mon, parts.tm_mday)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, ordinal, /):
        if ordinal < 1:
            raise ValueError('ordinal must be >= 1')
        if ordinal > _max_ordinal:
            raise ValueError(f'year {_days_year(ordinal)} is out of range' if _version < (3, 14)
                             else f'year must be in 1..9999, not {_days_year(ordinal)}')
        return cls(*_of_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, date_string, /):
        _own_text(date_string, 'fromisoformat')
        try:
            if _version >= (3, 11) and len(date_string) not in (7, 8, 10):
                raise _Bad
            parts = _parse_date(date_string)
        except _Bad:
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_of_iso(_index(year), _index(week), _index(day)))

    if _version >= (3, 14):
        @classmethod
        def strptime(cls, date_string, format, /):
            import _strptime
            return _strptime._strptime_datetime_date(cls, date_string, format)

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        return f'{_type_name(self)}({self._year}, {self._month}, {self._day})'

    def ctime(self):
        weekday = _day_names[self.toordinal() % 7 - 1]
        return f'{weekday} {_month_names[self._month]} {self._day:2} 00:00:00 {self._year:04}'

    def strftime(self, format):
        return _formatted(self, format, self.timetuple(), False)

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f'__format__() argument 1 must be str, not {_type_name(format)}')
        return self.strftime(format) if format else str(self)

    def isoformat(self):
        return f'{self._year:04}-{self._month:02}-{self._day:02}'

    __str__ = isoformat

    def timetuple(self):
        year, month, day = self._year, self._month, self._day
        return _time.struct_time((year, month, day, 0, 0, 0, self.weekday(), _day_of_year(year, month, day), -1))

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def replace(self, year=_unset, month=_unset, day=_unset):
        return type(self)(self._year if year is _unset else year, self._month if month is _unset else month,
                          self._day if day is _unset else day)

    if _version >= (3, 13):
        __replace__ = replace

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year = self._year
        today = self.toordinal()
        week, day = divmod(today - _iso_week_one(year), 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - _iso_week_one(year), 7)
        elif week >= 52 and today >= _iso_week_one(year + 1):
            year, week = year + 1, 0
        if _version < (3, 9):
            return year, week + 1, day + 1
        return IsoCalendarDate(year, week + 1, day + 1)

    def _data(self):
        return bytes([self._year // 256, self._year % 256, self._month, self._day])

    def _rank(self):
        return self._year, self._month, self._day

    def _order(self, other):
        # What both are compared by, or None.
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._rank(), other._rank()
        return None

    def __eq__(self, other):
        ranks = self._order(other)
        return NotImplemented if ranks is None else ranks[0] == ranks[1]

    def __lt__(self, other):
        ranks = self._order(other)
        return NotImplemented if ranks is None else ranks[0] < ranks[1]

    def __le__(self, other):
        ranks = self._order(other)
        return NotImplemented if ranks is None else ranks[0] <= ranks[1]

    def __gt__(self, other):
        ranks = self._order(other)
        return NotImplemented if ranks is None else ranks[0] > ranks[1]

    def __ge__(self, other):
        ranks = self._order(other)
        return NotImplemented if ranks is None else ranks[0] >= ranks[1]

    def __hash__(self):
        return hash(self._data())

    def __add__(self, other):
        if isinstance(other, timedelta):
            number = self.toordinal() + other._days
            if 0 < number <= _max_ordinal:
                return type(self)(*_of_ordinal(number))
            raise OverflowError('date value out of range')
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return self.__class__, (self._data(),)


def _days_year(ordinal):
    return _of_ordinal(ordinal)[0]


def _new_date(cls, year, month, day):
    made = object.__new__(cls)
    made._year, made._month, made._day = year, month, day
    return made


# Times of day.

class time:
    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold', '__weakref__'
    __module__ = 'datetime'

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, bytes) and len(hour) == 6:
            data, zone = hour, minute or None
            made = object.__new__(cls)
            made._hour, made._fold = data[0] % 128, data[0] // 128
            made._minute, made._second = data[1], data[2]
            made._microsecond, made._tzinfo = int.from_bytes(data[3:], 'big'), zone
            return made
        hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
        _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        made = object.__new__(cls)
        made._hour, made._minute, made._second, made._microsecond = hour, minute, second, microsecond
        made._tzinfo, made._fold = tzinfo, fold
        return made

    @classmethod
    def fromisoformat(cls, time_string, /):
        _own_text(time_string, 'fromisoformat')
        text = time_string
        if _version >= (3, 11) and text[:1] == 'T':
            text = text[1:]
        try:
            parts = _parse_time(text)
        except _Bad:
            raise ValueError(f'Invalid isoformat string: {time_string!r}') from None
        return cls(*parts)

    if _version >= (3, 14):
        @classmethod
        def strptime(cls, date_string, format, /):
            import _strptime
            return _strptime._strptime_datetime_time(cls, date_string, format)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        return _ask_zone(self._tzinfo, 'utcoffset', None)

    def dst(self):
        return _ask_zone(self._tzinfo, 'dst', None)

    def tzname(self):
        return _ask_name(self._tzinfo, None)

    def _parts(self):
        return self._hour, self._minute, self._second, self._microsecond

    def __repr__(self):
        parts = [self._hour, self._minute, self._second, self._microsecond]
        while len(parts) > 2 and not parts[-1]:
            parts.pop()
        text = ', '.join(map(str, parts))
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        if self._fold:
            text += ', fold=1'
        return f'{_type_name(self)}({text})'

    def isoformat(self, timespec='auto'):
        return _time_text(*self._parts(), timespec) + _offset_text(self.utcoffset(), ':')

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        parts = _time.struct_time((1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))
        return _formatted(self, format, parts, True)

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f'__format__() argument 1 must be str, not {_type_name(format)}')
        return self.strftime(format) if format else str(self)

    def replace(self, hour=_unset, minute=_unset, second=_unset, microsecond=_unset, tzinfo=_unset, *,
                fold=_unset):
        parts = [own if new is _unset else new for own, new in zip(
            (*self._parts(), self._tzinfo), (hour, minute, second, microsecond, tzinfo))]
        return type(self)(*parts, fold=self._fold if fold is _unset else fold)

    if _version >= (3, 13):
        __replace__ = replace

    def _us(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 10 ** 6 + self._microsecond

    def _order(self, other, is_equality=False):
        if not isinstance(other, time):
            return None
        mine, its = self.utcoffset(), other.utcoffset()
        if (mine is None) != (its is None):
            if is_equality:
                return 0, 1
            raise TypeError("can't compare offset-naive and offset-aware times")
        if mine is None or mine == its:
            return self._us(), other._us()
        return self._us() - mine._us(), other._us() - its._us()

    def __eq__(self, other):
        ranks = self._order(other, True)
        return NotImplemented if ranks is None else ranks[0] == ranks[1]

    def __lt__(self, other):
        ranks = self._order(other)
        return NotImplemented if ranks is None else ranks[0] < ranks[1]

    def __le__(self, other):
        ranks = self._order(other)
        return NotImplemented if ranks is None else ranks[0] <= ranks[1]

    def __gt__(self, other):
        ranks = self._order(other)
        return NotImplemented if ranks is None else ranks[0] > ranks[1]

    def __ge__(self, other):
        ranks = self._order(other)
        return NotImplemented if ranks is None else ranks[0] >= ranks[1]

    def _data(self, fold=0):
        return bytes([self._hour + 128 * fold, self._minute, self._second]) + self._microsecond.to_bytes(3, 'big')

    def __hash__(self):
        offset = self.utcoffset()
        if offset is None:
            return hash(self._data())
        return hash(timedelta(microseconds=self._us()) - offset)

    def __reduce__(self):
        return self._reduced(0)

    def __reduce_ex__(self, protocol):
        return self._reduced(self._fold if protocol > 3 else 0)

    def _reduced(self, fold):
        data = self._data(fold)
        return self.__class__, (data,) if self._tzinfo is None else (data, self._tzinfo)


# Both.

_naive_and_aware = "can't compare offset-naive and offset-aware datetimes"
# Under these names methods of the same name don't hide them.
_date, _time_of_day, _zone = date, time, tzinfo


class datetime(date):
    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold'
    __module__ = 'datetime'

    def __new__(cls, year=_unset, month=_unset, day=_unset, hour=0, minute=0, second=0, microsecond=0,
                tzinfo=None, *, fold=0):
        if isinstance(year, bytes) and len(year) == 10:
            data, zone = year, None if month is _unset else month
            return _new_datetime(cls, data[0] * 256 + data[1], data[2] % 128, *data[3:7],
                                 int.from_bytes(data[7:], 'big'), zone, data[2] // 128)
        if day is _unset:
            for place, (name, value) in enumerate((('year', year), ('month', month), ('day', day)), 1):
                if value is _unset:
                    _required(name, place)
        year, month, day = _index(year), _index(month), _index(day)
        hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        return _new_datetime(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def _from_seconds(cls, timestamp, zone):
        if isinstance(timestamp, float):
            top, bottom = timestamp.as_integer_ratio()
            total = _half_even(top * 10 ** 6, bottom)
        else:
            total = _index(timestamp) * 10 ** 6
        seconds, microsecond = divmod(total, 10 ** 6)
        days, seconds = divmod(seconds, 86400)
        number = days + 719163
        if not 0 < number <= _max_ordinal:
            year = 1970 + days * 400 // 146097
            raise ValueError(f'year {year} is out of range' if _version < (3, 14)
                             else f'year must be in 1..9999, not {year}')
        minutes, second = divmod(seconds, 60)
        return cls(*_of_ordinal(number), minutes // 60, minutes % 60, second, microsecond, zone)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_tzinfo(tz)
        made = cls._from_seconds(timestamp, tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        _warn_of_utc('utcfromtimestamp', 'fromtimestamp(timestamp, datetime.UTC)')
        return cls._from_seconds(timestamp, None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        _warn_of_utc('utcnow', 'now(datetime.UTC)')
        return cls._from_seconds(_time.time(), None)

    @classmethod
    def combine(cls, date, time, tzinfo=_unset):
        if not isinstance(date, _date):
            raise TypeError('combine() argument 1 must be datetime.date, not ' + _type_name(date))
        if not isinstance(time, _time_of_day):
            raise TypeError('combine() argument 2 must be datetime.time, not ' + _type_name(time))
        zone = time.tzinfo if tzinfo is _unset else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone,
                   fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        _own_text(date_string, 'fromisoformat')
        try:
            if len(date_string) < 7:
                raise _Bad
            day, clock = _parse_datetime(date_string)
        except _Bad:
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, date_string, format, /):
        import _strptime
        read = (_strptime._strptime_datetime_datetime if _version >= (3, 14)
                else _strptime._strptime_datetime)
        return read(cls, date_string, format)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        return _ask_zone(self._tzinfo, 'utcoffset', self)

    def dst(self):
        return _ask_zone(self._tzinfo, 'dst', self)

    def tzname(self):
        return _ask_name(self._tzinfo, self)

    def date(self):
        return _new_date(_date, self._year, self._month, self._day)

    def time(self):
        return _time_of_day(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return _time_of_day(self._hour, self._minute, self._second, self._microsecond, self._tzinfo,
                            fold=self._fold)

    def _tuple(self, summer):
        year, month, day = self._year, self._month, self._day
        return _time.struct_time((year, month, day, self._hour, self._minute, self._second, self.weekday(),
                                  _day_of_year(year, month, day), summer))

    def timetuple(self):
        summer = self.dst()
        return self._tuple(-1 if summer is None else int(bool(summer)))

    def utctimetuple(self):
        offset = self.utcoffset()
        return (self - offset if offset else self)._tuple(0)

    def timestamp(self):
        if self._tzinfo is None:
            return (self._us() - _epoch_us) / 10 ** 6
        return (self - _epoch).total_seconds()

    def _us(self):
        # Microseconds since the day before the first.
        return ((self.toordinal() * 24 + self._hour) * 60 + self._minute) * 60 * 10 ** 6 \
            + self._second * 10 ** 6 + self._microsecond

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        while len(parts) > 5 and not parts[-1]:
            parts.pop()
        text = ', '.join(map(str, parts))
        if self._fold:
            text += ', fold=1'
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        return f'{_type_name(self)}({text})'

    def ctime(self):
        weekday = _day_names[self.toordinal() % 7 - 1]
        return (f'{weekday} {_month_names[self._month]} {self._day:2} '
                f'{self._hour:02}:{self._minute:02}:{self._second:02} {self._year:04}')

    def isoformat(self, sep='T', timespec='auto'):
        if not isinstance(sep, str) or len(sep) != 1:
            kind = f'a string of length {len(sep)}' if isinstance(sep, str) else _type_name(sep)
            if _version < (3, 14):
                kind = _type_name(sep)
            raise TypeError(f'isoformat() argument 1 must be a unicode character, not {kind}')
        clock = _time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return (f'{self._year:04}-{self._month:02}-{self._day:02}{sep}{clock}'
                + _offset_text(self.utcoffset(), ':'))

    def __str__(self):
        return self.isoformat(' ')

    def strftime(self, format):
        return _formatted(self, format, self.timetuple(), True)

    def replace(self, year=_unset, month=_unset, day=_unset, hour=_unset, minute=_unset, second=_unset,
                microsecond=_unset, tzinfo=_unset, *, fold=_unset):
        parts = [own if new is _unset else new for own, new in zip(
            (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond,
             self._tzinfo),
            (year, month, day, hour, minute, second, microsecond, tzinfo))]
        return type(self)(*parts, fold=self._fold if fold is _unset else fold)

    if _version >= (3, 13):
        __replace__ = replace

    def astimezone(self, tz=None):
        if tz is None:
            # The machine's own zone is UTC.
            tz = timezone(timedelta(0), 'UTC')
        elif not isinstance(tz, _zone):
            raise TypeError('tzinfo argument must be None or of a tzinfo subclass, '
                            "not type '%s'" % type(tz).__name__)
        if tz is self._tzinfo:
            return self
        offset = self.utcoffset()
        moment = self if offset is None else self - offset
        return tz.fromutc(moment.replace(tzinfo=tz))

    def _order(self, other, is_equality=False):
        if not isinstance(other, datetime):
            if isinstance(other, _date) and _version < (3, 13):
                if is_equality:
                    return 0, 1
                raise TypeError(f"can't compare {_type_name(self)} to {_type_name(other)}")
            return None
        if self._tzinfo is other._tzinfo:
            return self._us(), other._us()
        mine, its = self.utcoffset(), other.utcoffset()
        if (mine is None) != (its is None):
            if is_equality:
                return 0, 1
            raise TypeError(_naive_and_aware)
        if mine is None:
            return self._us(), other._us()
        return self._us() - mine._us(), other._us() - its._us()

    def __eq__(self, other):
        ranks = self._order(other, True)
        return NotImplemented if ranks is None else ranks[0] == ranks[1]

    __lt__, __le__, __gt__, __ge__ = _date.__lt__, _date.__le__, _date.__gt__, _date.__ge__

    def _data(self, fold=0):
        clock = [self._hour, self._minute, self._second]
        day = [self._year // 256, self._year % 256, self._month + 128 * fold, self._day]
        return bytes(day + clock) + self._microsecond.to_bytes(3, 'big')

    def __hash__(self):
        offset = (self.replace(fold=0) if self._fold else self).utcoffset()
        if offset is None:
            return hash(self._data())
        return hash(timedelta(microseconds=self._us()) - offset)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._moved(other._us())

    __radd__ = __add__

    def _moved(self, by):
        number, rest = divmod(self._us() + by, _day_us)
        if not 0 < number <= _max_ordinal:
            raise OverflowError('date value out of range')
        seconds, microsecond = divmod(rest, 10 ** 6)
        minutes, second = divmod(seconds, 60)
        return type(self)(*_of_ordinal(number), minutes // 60, minutes % 60, second, microsecond, self._tzinfo)

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other._us())
        if not isinstance(other, datetime):
            return NotImplemented
        mine = its = None
        if self._tzinfo is not other._tzinfo:
            mine, its = self.utcoffset(), other.utcoffset()
            if (mine is None) != (its is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        passed = timedelta(microseconds=self._us() - other._us())
        return passed if mine is None or mine == its else passed + its - mine

    def __reduce__(self):
        return self._reduced(0)

    def __reduce_ex__(self, protocol):
        return self._reduced(self._fold if protocol > 3 else 0)

    def _reduced(self, fold):
        data = self._data(fold)
        return self.__class__, (data,) if self._tzinfo is None else (data, self._tzinfo)


def _new_datetime(cls, year, month, day, hour, minute, second, microsecond, zone, fold):
    made = _new_date(cls, year, month, day)
    made._hour, made._minute, made._second, made._microsecond = hour, minute, second, microsecond
    made._tzinfo, made._fold = zone, fold
    return made


def _warn_of_utc(name, instead):
    if _version >= (3, 12):
        import warnings
        warnings.warn(f'datetime.datetime.{name}() is deprecated and scheduled for removal in a future version. '
                      'Use timezone-aware objects to represent datetimes in UTC: '
                      f'datetime.datetime.{instead}.', DeprecationWarning, stacklevel=3)


_own = {timedelta, tzinfo, timezone, date, time, datetime, IsoCalendarDate}

timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)
timezone.utc = timezone(timedelta(0))
timezone.min = timezone(timedelta(minutes=-1439))
timezone.max = timezone(timedelta(minutes=1439))
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
time.min, time.max, time.resolution = time(0), time(23, 59, 59, 999999), timedelta(microseconds=1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
UTC = timezone.utc
_epoch = datetime(1970, 1, 1, tzinfo=UTC)
_epoch_us = datetime(1970, 1, 1)._us()

for _kind in _own:
    static_type(_kind)
