"""Regular expressions."""

import sys as _sys
import _sre
from _sre import Pattern, Match
import enum
import functools

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
           "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
           "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError"]

_MINOR = _sys.version_info[1]

if _MINOR >= 11:
    @enum.global_enum
    class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
        NOFLAG = 0
        ASCII = A = 256
        IGNORECASE = I = 2
        LOCALE = L = 4
        UNICODE = U = 32
        MULTILINE = M = 8
        DOTALL = S = 16
        VERBOSE = X = 64
        if _MINOR <= 12:
            TEMPLATE = T = 1
        DEBUG = 128
        __str__ = object.__str__
        _numeric_repr_ = hex
else:
    class RegexFlag(enum.IntFlag):
        ASCII = A = 256
        IGNORECASE = I = 2
        LOCALE = L = 4
        UNICODE = U = 32
        MULTILINE = M = 8
        DOTALL = S = 16
        VERBOSE = X = 64
        TEMPLATE = T = 1
        DEBUG = 128

        def __repr__(self):
            if self._name_ is not None:
                return f're.{self._name_}'
            value = self._value_
            is_negative = value < 0
            if is_negative:
                value = ~value
            names = []
            for member in type(self):
                if value & member._value_:
                    value &= ~member._value_
                    names.append(f're.{member._name_}')
            if value:
                names.append(hex(value))
            text = '|'.join(names)
            if is_negative:
                text = f'~({text})' if len(names) > 1 else f'~{text}'
            return text

        __str__ = object.__str__

    globals().update(RegexFlag.__members__)


class error(Exception):
    """A pattern that is none; knows the place where it isn't."""

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = '%s at position %d' % (msg, pos)
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = '%s (line %d, column %d)' % (msg, self.lineno, self.colno)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


if _MINOR >= 13:
    error.__name__ = error.__qualname__ = 'PatternError'
    PatternError = error

_cache = {}


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    flags & (NOFLAG if 11 <= _MINOR <= 12 else 0)
    made = _sre.compile(pattern, flags)
    if not flags & DEBUG:
        if len(_cache) >= 512:
            del _cache[next(iter(_cache))]
        _cache[type(pattern), pattern, flags] = made
    return made


def match(pattern, string, flags=0):
    return _compile(pattern, flags).match(string)


if _MINOR >= 15:
    def prefixmatch(pattern, string, flags=0):
        return _compile(pattern, flags).match(string)

    match = prefixmatch


def fullmatch(pattern, string, flags=0):
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    return _compile(pattern, flags)


def purge():
    _cache.clear()


_special = {i: '\\' + chr(i) for i in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, 'latin1').translate(_special).encode('latin1')
