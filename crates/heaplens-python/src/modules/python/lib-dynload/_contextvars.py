# Variables whose values belong to a context: a thread's, a task's. CPython has this in C.

import sys
import types
from _collections_abc import Mapping
from _engine import static_type
from _thread import get_ident

_current = {}
_none = object()


def _context():
    ident = get_ident()
    if ident not in _current:
        _current[ident] = Context()
    return _current[ident]


class Context:
    __slots__ = '_values', '_outer', '_entered', '__weakref__'
    __module__ = '_contextvars'

    def __init__(self):
        self._values, self._outer, self._entered = {}, None, False

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        ident = get_ident()
        outer = _context()
        self._entered = True
        _current[ident] = self
        try:
            return callable(*args, **kwargs)
        finally:
            _current[ident] = outer
            self._entered = False

    def copy(self):
        made = Context()
        made._values = self._values.copy()
        return made

    def __getitem__(self, var):
        _check(var)
        return self._values[var]

    def __contains__(self, var):
        _check(var)
        return var in self._values

    def get(self, var, default=None, /):
        _check(var)
        return self._values.get(var, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __repr__(self):
        return f'<_contextvars.Context object at {id(self):#x}>'


Mapping.register(Context)


def _check(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f"a ContextVar key was expected, got {var!r}")


class ContextVar:
    __slots__ = '_name', '_default', '__weakref__'
    __module__ = '_contextvars'

    def __init__(self, name, *, default=_none):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name, self._default = name, default

    name = property(lambda self: self._name)

    def get(self, default=_none, /):
        value = _context()._values.get(self, _none)
        if value is _none:
            value = self._default if default is _none else default
            if value is _none:
                raise LookupError(self)
        return value

    def set(self, value, /):
        context = _context()
        token = object.__new__(Token)
        token._var, token._context, token._used = self, context, False
        token._old = context._values.get(self, Token.MISSING)
        context._values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token._var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        context = _context()
        if token._context is not context:
            raise ValueError(f'{token!r} was created in a different Context')
        token._used = True
        if token._old is Token.MISSING:
            del context._values[self]
        else:
            context._values[self] = token._old

    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item) if sys.version_info >= (3, 9) else cls

    def __hash__(self):
        return object.__hash__(self)

    def __repr__(self):
        default = '' if self._default is _none else f' default={self._default!r}'
        return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'


class _Missing:
    def __repr__(self):
        return '<Token.MISSING>'


class Token:
    __slots__ = '_var', '_context', '_used', '_old', '__weakref__'
    __module__ = '_contextvars'
    MISSING = _Missing()

    def __new__(cls, *args, **kwargs):
        raise RuntimeError('Tokens can only be created by ContextVars')

    var = property(lambda self: self._var)
    old_value = property(lambda self: self._old)

    if sys.version_info >= (3, 9):
        __class_getitem__ = classmethod(types.GenericAlias)

    if sys.version_info >= (3, 14):
        def __enter__(self):
            return self

        def __exit__(self, *error):
            self._var.reset(self)

    __hash__ = None

    def __repr__(self):
        used = ' used' if self._used else ''
        return f'<Token{used} var={self._var!r} at {id(self):#x}>'


def copy_context():
    return _context().copy()


for _kind in (Context, ContextVar, Token):
    static_type(_kind)
