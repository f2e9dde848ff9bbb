# Tables as lines of text with commas.

import re
import sys
import types
from io import StringIO

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'Error', 'Dialect',
           'excel', 'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect',
           'get_dialect', 'list_dialects', 'Sniffer', 'unregister_dialect', 'DictReader',
           'DictWriter', 'unix_dialect']

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_QUOTINGS = 4
if sys.version_info >= (3, 12):
    QUOTE_STRINGS, QUOTE_NOTNULL = 4, 5
    _QUOTINGS = 6
    __all__ += ['QUOTE_STRINGS', 'QUOTE_NOTNULL']

__version__ = '1.0'


class Error(Exception):
    pass


Error.__module__ = '_csv'

_dialects = {}
_limit = 131072


def field_size_limit(*new):
    global _limit
    old = _limit
    if new:
        if not isinstance(new[0], int):
            raise TypeError('limit must be an integer')
        _limit = new[0]
    return old


class _Dialect:
    # The settings of a reader or writer, checked.
    def __init__(self, dialect, options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        known = dict(delimiter=',', doublequote=True, escapechar=None, lineterminator='\r\n',
                     quotechar='"', quoting=QUOTE_MINIMAL, skipinitialspace=False, strict=False)
        for name in known:
            if dialect is not None and hasattr(dialect, name):
                known[name] = getattr(dialect, name)
        for name, value in options.items():
            if name not in known:
                if sys.version_info >= (3, 13):
                    raise TypeError(f"this function got an unexpected keyword argument '{name}'")
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
            known[name] = value
        for name in 'delimiter', 'escapechar', 'quotechar':
            self._check_char(name, known[name])
        if not isinstance(known['quoting'], int) or isinstance(known['quoting'], bool):
            raise TypeError('"quoting" must be an integer')
        if not 0 <= known['quoting'] < _QUOTINGS:
            raise TypeError('bad "quoting" value')
        if known['quotechar'] is None and 'quoting' not in options:
            known['quoting'] = QUOTE_NONE
        if known['quoting'] != QUOTE_NONE and known['quotechar'] is None:
            raise TypeError('quotechar must be set if quoting enabled')
        if known['lineterminator'] is None:
            raise TypeError('lineterminator must be set')
        if not isinstance(known['lineterminator'], str):
            raise TypeError('"lineterminator" must be a string')
        for name in 'doublequote', 'skipinitialspace', 'strict':
            known[name] = bool(known[name])
        for name, value in known.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        raise AttributeError("attribute '%s' of '_csv.Dialect' objects is not writable" % name)

    @staticmethod
    def _check_char(name, value):
        wanted, or_none = 'string', ''
        if sys.version_info >= (3, 14):
            wanted = 'a unicode character'
        if sys.version_info >= (3, 9) and name != 'delimiter':
            or_none = ' or None'
        if value is None:
            if name != 'delimiter':
                return
            if sys.version_info < (3, 9):
                raise TypeError('"delimiter" must be a 1-character string')
            raise TypeError(f'"delimiter" must be {wanted}, not NoneType')
        if not isinstance(value, str):
            raise TypeError(f'"{name}" must be {wanted}{or_none}, not {type(value).__name__}')
        if len(value) != 1:
            if not value and name != 'delimiter' and sys.version_info < (3, 11):
                return
            if sys.version_info >= (3, 14):
                raise TypeError(f'"{name}" must be {wanted}{or_none}, not a string of length {len(value)}')
            raise TypeError(f'"{name}" must be a 1-character string')
        if sys.version_info >= (3, 13) and value in '\r\n':
            raise ValueError(f'bad {name} value')


_Dialect.__name__ = _Dialect.__qualname__ = 'Dialect'
_Dialect.__module__ = '_csv'


class Dialect:
    _name = ''
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Dialect(self, {})
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    if isinstance(dialect, type):
        dialect = dialect()
    _dialects[name] = _Dialect(dialect, fmtparams)


def unregister_dialect(name):
    try:
        del _dialects[name]
    except (KeyError, TypeError):
        raise Error('unknown dialect') from None


def get_dialect(name):
    try:
        return _dialects[name]
    except (KeyError, TypeError):
        raise Error('unknown dialect') from None


def list_dialects():
    return list(_dialects)


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)
register_dialect('unix', unix_dialect)

_START_RECORD, _START_FIELD, _IN_FIELD, _IN_QUOTES, _ESCAPED, _ESCAPED_IN_QUOTES, \
    _QUOTE_IN_QUOTES, _EAT_NEWLINE, _AFTER_ESCAPED_NEWLINE = range(9)


class reader:
    def __init__(self, iterable, /, dialect=None, **fmtparams):
        self._lines = iter(iterable)
        self.dialect = _Dialect(dialect, fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def _finish_field(self):
        text = ''.join(self._field)
        self._field = []
        if not self._quoted:
            if self.dialect.quoting == QUOTE_NONNUMERIC:
                text = float(text)
            elif self.dialect.quoting == 5 and not text:
                text = None
            elif self.dialect.quoting == 4:
                text = float(text) if text else None
        self._quoted = False
        self._row.append(text)

    def _add(self, char):
        if len(self._field) >= _limit:
            raise Error('field larger than field limit (%d)' % _limit)
        self._field.append(char)

    def __next__(self):
        dialect = self.dialect
        delimiter, quote, escape = dialect.delimiter, dialect.quotechar, dialect.escapechar
        self._row = []
        self._field = []
        self._quoted = False
        state = _START_RECORD
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or state in (_IN_QUOTES, _ESCAPED_IN_QUOTES):
                    if dialect.strict:
                        raise Error('unexpected end of data') from None
                    self._finish_field()
                    return self._row
                raise
            if not isinstance(line, str):
                raise Error('iterator should return strings, not %s (%s)' % (
                    type(line).__name__,
                    'the file should be opened in text mode' if sys.version_info >= (3, 10)
                    else 'did you open the file in text mode?'))
            self.line_num += 1
            if sys.version_info < (3, 11) and '\0' in line:
                raise Error('line contains NUL')
            for char in line:
                state = self._step(state, char, dialect, delimiter, quote, escape)
            state = self._end_of_line(state, dialect)
            if state == _START_RECORD:
                return self._row

    def _step(self, state, char, dialect, delimiter, quote, escape):
        if state == _START_RECORD:
            if char in '\r\n':
                return _EAT_NEWLINE
            state = _START_FIELD
        elif state == _AFTER_ESCAPED_NEWLINE:
            state = _IN_FIELD
        if state == _START_FIELD:
            if char in '\r\n':
                self._finish_field()
                return _EAT_NEWLINE
            if char == quote and dialect.quoting != QUOTE_NONE:
                self._quoted = True
                return _IN_QUOTES
            if char == escape:
                return _ESCAPED
            if char == ' ' and dialect.skipinitialspace:
                return _START_FIELD
            if char == delimiter:
                self._finish_field()
                return _START_FIELD
            self._add(char)
            return _IN_FIELD
        if state == _ESCAPED:
            self._add(char)
            return _AFTER_ESCAPED_NEWLINE if char in '\r\n' else _IN_FIELD
        if state == _IN_FIELD:
            if char in '\r\n':
                self._finish_field()
                return _EAT_NEWLINE
            if char == escape:
                return _ESCAPED
            if char == delimiter:
                self._finish_field()
                return _START_FIELD
            self._add(char)
            return _IN_FIELD
        if state == _IN_QUOTES:
            if char == escape:
                return _ESCAPED_IN_QUOTES
            if char == quote and dialect.quoting != QUOTE_NONE:
                return _QUOTE_IN_QUOTES if dialect.doublequote else _IN_FIELD
            self._add(char)
            return _IN_QUOTES
        if state == _ESCAPED_IN_QUOTES:
            self._add(char)
            return _IN_QUOTES
        if state == _QUOTE_IN_QUOTES:
            if dialect.quoting != QUOTE_NONE and char == quote:
                self._add(char)
                return _IN_QUOTES
            if char == delimiter:
                self._finish_field()
                return _START_FIELD
            if char in '\r\n':
                self._finish_field()
                return _EAT_NEWLINE
            if dialect.strict:
                raise Error("'%s' expected after '%s'" % (delimiter, quote))
            self._add(char)
            return _IN_FIELD
        if char in '\r\n':
            return _EAT_NEWLINE
        if sys.version_info >= (3, 13):
            raise Error("new-line character seen in unquoted field - "
                        "do you need to open the file with newline=''?")
        raise Error('new-line character seen in unquoted field - '
                    'do you need to open the file in universal-newline mode?')

    def _end_of_line(self, state, dialect):
        if state in (_START_RECORD, _EAT_NEWLINE):
            return _START_RECORD
        if state in (_START_FIELD, _IN_FIELD, _QUOTE_IN_QUOTES):
            self._finish_field()
            return _START_RECORD
        if state == _ESCAPED:
            self._add('\n')
            return _IN_FIELD
        if state == _ESCAPED_IN_QUOTES:
            self._add('\n')
            return _IN_QUOTES
        if state == _AFTER_ESCAPED_NEWLINE:
            return _IN_FIELD
        return state


class writer:
    def __init__(self, fileobj, /, dialect=None, **fmtparams):
        self.dialect = _Dialect(dialect, fmtparams)
        try:
            self._write = fileobj.write
        except AttributeError:
            raise TypeError('argument 1 must have a "write" method') from None

    def _shown(self, field, is_only):
        dialect = self.dialect
        quoting = dialect.quoting
        quoted = False
        if isinstance(field, str):
            text = field
            quoted = quoting in (QUOTE_ALL, QUOTE_NONNUMERIC, 4) or quoting == 5
        elif field is None:
            text = ''
            quoted = quoting in (QUOTE_ALL, QUOTE_NONNUMERIC)
        else:
            text = str(field)
            is_number = isinstance(field, (int, float)) or hasattr(field, '__float__') or hasattr(field, '__index__')
            quoted = quoting in (QUOTE_ALL, 5) or quoting == QUOTE_NONNUMERIC and not is_number
        out = []
        for char in text:
            special = (char == dialect.delimiter or char == dialect.escapechar
                       or char == dialect.quotechar or char in '\r\n' or char in dialect.lineterminator)
            if special:
                if quoting == QUOTE_NONE:
                    escapes = True
                elif char == dialect.quotechar:
                    escapes = not dialect.doublequote
                    if not escapes:
                        out.append(char)
                        quoted = True
                else:
                    escapes = char == dialect.escapechar
                if escapes:
                    if dialect.escapechar is None:
                        raise Error('need to escape, but no escapechar set')
                    out.append(dialect.escapechar)
                elif char != dialect.quotechar:
                    quoted = True
            elif char == ' ' and dialect.skipinitialspace and sys.version_info >= (3, 13) and not out:
                quoted = quoting != QUOTE_NONE
            out.append(char)
        if is_only and not out and not quoted:
            if quoting == QUOTE_NONE or (quoting in (4, 5) and field is None):
                raise Error('single empty field record must be quoted')
            quoted = True
        text = ''.join(out)
        return dialect.quotechar + text + dialect.quotechar if quoted else text

    def writerow(self, row, /):
        try:
            row = list(row)
        except TypeError:
            raise Error('iterable expected, not %.200s' % type(row).__name__) from None
        is_only = len(row) == 1
        line = self.dialect.delimiter.join(self._shown(field, is_only) for field in row)
        return self._write(line + self.dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


reader.__module__ = writer.__module__ = '_csv'


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        found = dict(zip(self.fieldnames, row))
        names, values = len(self.fieldnames), len(row)
        if names < values:
            found[self.restkey] = row[names:]
        elif names > values:
            for name in self.fieldnames[values:]:
                found[name] = self.restval
        return found

    if sys.version_info >= (3, 12):
        __class_getitem__ = classmethod(types.GenericAlias)


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: '
                                 + ', '.join(repr(name) for name in wrong))
        return (rowdict.get(name, self.restval) for name in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))

    if sys.version_info >= (3, 12):
        __class_getitem__ = classmethod(types.GenericAlias)


class Sniffer:
    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        lines = [line for line in sample.splitlines() if line]
        best = None
        for char in delimiters or self.preferred + ['|']:
            counts = {line.count(char) for line in lines}
            if len(counts) == 1 and counts != {0}:
                best = char
                break
        if best is None:
            raise Error('Could not determine delimiter')

        class dialect(Dialect):
            _name = 'sniffed'
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL
            delimiter = best
            quotechar = "'" if sample.count("'") > sample.count('"') else '"'
            doublequote = re.search(r'""', sample) is not None
            skipinitialspace = all(line.count(best + ' ') == line.count(best) for line in lines)

        return dialect

    def has_header(self, sample):
        rows = list(reader(StringIO(sample), self.sniff(sample)))
        header, votes = rows[0], 0
        for at, name in enumerate(header):
            kinds = set()
            for row in rows[1:21]:
                if len(row) == len(header):
                    try:
                        complex(row[at])
                        kinds.add(complex)
                    except ValueError:
                        kinds.add(len(row[at]))
            if len(kinds) == 1:
                kind = kinds.pop()
                if kind is complex:
                    try:
                        complex(name)
                        votes -= 1
                    except ValueError:
                        votes += 1
                else:
                    votes += 1 if len(name) != kind else -1
        return votes > 0
