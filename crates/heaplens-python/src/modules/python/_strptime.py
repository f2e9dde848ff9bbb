# Reading dates by a pattern, in the C locale.

import sys
import time

_version = sys.version_info
_days = 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'
_months = ('january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october',
           'november', 'december')

# What each directive takes: at least one and at most so many digits, and up to which number.
_numbers = {'d': (1, 31, 2), 'H': (0, 23, 2), 'I': (1, 12, 2), 'j': (1, 366, 3), 'm': (1, 12, 2),
            'M': (0, 59, 2), 'S': (0, 61, 2), 'U': (0, 53, 2), 'W': (0, 53, 2), 'V': (1, 53, 2), 'w': (0, 6, 1),
            'u': (1, 7, 1)}
_whole = {'y': 2, 'Y': 4, 'G': 4}
_wide = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S', 'T': '%H:%M:%S', 'D': '%m/%d/%y',
         'R': '%H:%M', 'F': '%Y-%m-%d'}




def _expand(pattern):
    # Directives and texts, one by one; runs of blanks are one entry.
    pieces = []
    at = 0
    while at < len(pattern):
        mark = pattern[at]
        at += 1
        if mark.isspace():
            if pieces[-1:] != [' ']:
                pieces.append(' ')
        elif mark != '%':
            pieces.append(mark)
        elif at == len(pattern):
            raise IndexError
        else:
            code = pattern[at]
            at += 1
            if code == ':' and pattern[at:at + 1] == 'z' and _version >= (3, 15):
                code = ':z'
                at += 1
            if code in 'cxX' or code in 'TDRF' and _version >= (3, 14):
                pieces.extend(_expand(_wide[code]))
            elif code == '%':
                pieces.append('%')
            elif code in _numbers or code in _whole or code in ('a', 'A', 'b', 'B', 'p', 'f', 'z', 'Z', ':z') \
                    or code == 'e' and _version >= (3, 15):
                pieces.append('%' + ('d' if code == 'e' else code))
            else:
                raise KeyError(code)
    return pieces


def _digits(text, at, most):
    end = at
    while end < len(text) and end - at < most and text[end].isdigit():
        end += 1
    return end


def _choices(code, text, at):
    # The values that a directive may take here, each with where it ends, the best first.
    if code in _whole:
        end = _digits(text, at, _whole[code])
        if end - at == _whole[code]:
            yield int(text[at:end]), end
        return
    if code in _numbers:
        low, high, most = _numbers[code]
        for end in range(_digits(text, at, most), at, -1):
            if low <= int(text[at:end]) <= high:
                yield int(text[at:end]), end
        if code == 'd' and text[at:at + 1] == ' ' and text[at + 1:at + 2] in tuple('123456789'):
            yield int(text[at + 1]), at + 2
        return
    if code == 'f':
        for end in range(_digits(text, at, 6), at, -1):
            yield int(text[at:end].ljust(6, '0')), end
        return
    if code in ('a', 'A', 'b', 'B'):
        names = _days if code in 'aA' else _months
        for number, name in enumerate(names):
            name = name[:3] if code in 'ab' else name
            if text[at:at + len(name)].lower() == name:
                yield number, at + len(name)
        return
    if code == 'p':
        if text[at:at + 2].lower() in ('am', 'pm'):
            yield text[at:at + 2].lower(), at + 2
        return
    if code == 'Z':
        if text[at:at + 3].lower() in ('utc', 'gmt'):
            yield text[at:at + 3], at + 3
        return
    yield from _offsets(text, at, code == ':z')


def _offsets(text, at, needs_colon):
    if text[at:at + 1] in ('Z', 'z') and text[at:at + 1]:
        yield 0, at + 1
        return
    sign = text[at:at + 1]
    if not sign or sign not in '+-':
        return
    hours_end = at + 3
    if _digits(text, at + 1, 2) != hours_end:
        return
    place = hours_end
    has_colon = text[place:place + 1] == ':'
    if needs_colon and not has_colon:
        return
    place += has_colon
    if _digits(text, place, 2) != place + 2 or text[place] not in '012345':
        return
    total = int(text[at + 1:hours_end]) * 3600 + int(text[place:place + 2]) * 60
    place += 2
    rest = place + has_colon
    if _digits(text, rest, 2) == rest + 2 and (not has_colon or text[place:place + 1] == ':'):
        total += int(text[rest:rest + 2])
        place = rest + 2
    yield (-total if sign == '-' else total), place


def _match(pieces, text, number, at, found):
    # Tries the pieces one by one, and goes back where a later one doesn't fit.
    if number == len(pieces):
        return at
    piece = pieces[number]
    if piece == ' ':
        end = at
        while end < len(text) and text[end].isspace():
            end += 1
        least = at + 1
        for place in range(end, least - 1, -1):
            result = _match(pieces, text, number + 1, place, found)
            if result is not None:
                return result
        return None
    if len(piece) == 1:
        if text[at:at + 1].lower() != piece.lower():
            return None
        return _match(pieces, text, number + 1, at + 1, found)
    for value, end in _choices(piece[1:], text, at):
        result = _match(pieces, text, number + 1, end, found)
        if result is not None:
            found[piece[1:].lstrip(':')] = value
            return result
    return None


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    for place, value in enumerate((data_string, format)):
        if not isinstance(value, str):
            raise TypeError(f'strptime() argument {place} must be str, not {type(value)}')
    try:
        pieces = _expand(format)
    except KeyError as error:
        code = error.args[0]
        raise ValueError(f"'{code}' is a bad directive in format '{format}'") from None
    except IndexError:
        raise ValueError(f"stray %% in format '{format}'" if _version < (3, 13)
                         else f"stray % in format '{format}'") from None
    if _version >= (3, 15) and '%d' in pieces and not {'%y', '%Y', '%G'} & set(pieces):
        raise ValueError("Day of month directive '%d' may not be used without a year directive. Parsing dates "
                         'involving a day of month without a year is ambiguous and fails to parse leap day. Add a '
                         'year to the input and format. See https://github.com/python/cpython/issues/70647.')
    found = {}
    end = _match(pieces, data_string, 0, 0, found)
    if end is None:
        raise ValueError('time data %r does not match format %r' % (data_string, format))
    if end != len(data_string):
        what = data_string[end:]
        raise ValueError('unconverted data remains: ' + what)
    return _resolved(found)


def _resolved(found):
    year = found.get('Y')
    if 'y' in found:
        year = found['y'] + (2000 if found['y'] <= 68 else 1900)
    month = found.get('m', 1)
    for code in 'bB':
        if code in found:
            month = found[code] + 1
    day = found.get('d', 1)
    hour = found.get('H', 0)
    if 'I' in found:
        hour = found['I'] % 12 + (12 if found.get('p') == 'pm' else 0)
    weekday = None
    for code in 'aA':
        if code in found:
            weekday = found[code]
    if 'w' in found:
        weekday = (found['w'] - 1) % 7
    if 'u' in found:
        weekday = found['u'] - 1
    julian = found.get('j')
    iso_year, iso_week = found.get('G'), found.get('V')
    if iso_year is not None:
        if julian is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                             "Use '%Y' instead.")
        if iso_week is None or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
    elif iso_week is not None:
        if year is None or weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year "
                         "'%G' instead.")
    is_leap_day = year is None and month == 2 and day == 29
    if is_leap_day:
        # 1900 is none: a leap year until it is put in at the end.
        year = 1904
    elif year is None:
        year = 1900
    from datetime import date
    if julian is None and weekday is not None:
        week = found.get('U', found.get('W'))
        if week is not None:
            starts_on_sunday = 'U' in found
            first = date(year, 1, 1).weekday()
            day_of_week = weekday
            if starts_on_sunday:
                first = (first + 1) % 7
                day_of_week = (weekday + 1) % 7
            days_of_week_zero = (7 - first) % 7
            if week == 0:
                julian = 1 + day_of_week - first
            else:
                julian = 1 + days_of_week_zero + 7 * (week - 1) + day_of_week
        elif iso_week is not None:
            moment = date.fromisocalendar(iso_year, iso_week, weekday + 1)
            year, month, day = moment.year, moment.month, moment.day
        if julian is not None and julian <= 0:
            year -= 1
            julian += 366 if _is_leap(year) else 365
    if julian is None:
        julian = date(year, month, day).toordinal() - date(year, 1, 1).toordinal() + 1
    else:
        moment = date.fromordinal(julian - 1 + date(year, 1, 1).toordinal())
        year, month, day = moment.year, moment.month, moment.day
    if weekday is None:
        weekday = date(year, month, day).weekday()
    if is_leap_day:
        year = 1900
    summer = 0 if found.get('Z') else -1
    parts = (year, month, day, hour, found.get('M', 0), found.get('S', 0), weekday, julian, summer)
    return parts, found.get('f', 0), found.get('z'), found.get('Z')


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    from datetime import timedelta, timezone
    parts, microsecond, offset, name = _strptime(data_string, format)
    arguments = parts[:6] + (microsecond,)
    if offset is not None:
        offset = timedelta(seconds=offset)
        arguments += (timezone(offset, name) if name else timezone(offset)),
    return cls(*arguments)


_strptime_datetime_datetime = _strptime_datetime


def _strptime_datetime_date(cls, data_string, format='%a %b %d %Y'):
    return cls(*_strptime(data_string, format)[0][:3])


def _strptime_datetime_time(cls, data_string, format='%H:%M:%S'):
    from datetime import timedelta, timezone
    parts, microsecond, offset, name = _strptime(data_string, format)
    arguments = parts[3:6] + (microsecond,)
    if offset is not None:
        offset = timedelta(seconds=offset)
        arguments += (timezone(offset, name) if name else timezone(offset)),
    return cls(*arguments)
