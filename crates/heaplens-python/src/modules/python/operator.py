# The operators as functions.

import sys
from builtins import abs as _abs

_VERSION = sys.version_info[:2]

__all__ = ['abs', 'add', 'and_', 'attrgetter', 'concat', 'contains', 'countOf', 'delitem', 'eq',
           'floordiv', 'ge', 'getitem', 'gt', 'iadd', 'iand', 'iconcat', 'ifloordiv', 'ilshift',
           'imatmul', 'imod', 'imul', 'index', 'indexOf', 'inv', 'invert', 'ior', 'ipow',
           'irshift', 'is_', 'is_not', 'isub', 'itemgetter', 'itruediv', 'ixor', 'le',
           'length_hint', 'lshift', 'lt', 'matmul', 'methodcaller', 'mod', 'mul', 'ne', 'neg',
           'not_', 'or_', 'pos', 'pow', 'rshift', 'setitem', 'sub', 'truediv', 'truth', 'xor']
if _VERSION >= (3, 11):
    __all__.append('call')
if _VERSION >= (3, 14):
    __all__ += ['is_none', 'is_not_none']


# One operand.

def abs(a): return _abs(a)
def index(a): return a.__index__()
def inv(a): return ~a
def neg(a): return -a
def not_(a): return not a
def pos(a): return +a
def truth(a): return not not a


invert = inv


# Two operands, compared.

def eq(a, b): return a == b
def ge(a, b): return a >= b
def gt(a, b): return a > b
def is_(a, b): return a is b
def is_not(a, b): return a is not b
def le(a, b): return a <= b
def lt(a, b): return a < b
def ne(a, b): return a != b


if _VERSION >= (3, 14):
    def is_none(a): return a is None
    def is_not_none(a): return a is not None


# Two operands, each operator beside its in-place form.

def add(a, b): return a + b
def iadd(a, b): a += b; return a
def and_(a, b): return a & b
def iand(a, b): a &= b; return a
def floordiv(a, b): return a // b
def ifloordiv(a, b): a //= b; return a
def lshift(a, b): return a << b
def ilshift(a, b): a <<= b; return a
def matmul(a, b): return a @ b
def imatmul(a, b): a @= b; return a
def mod(a, b): return a % b
def imod(a, b): a %= b; return a
def mul(a, b): return a * b
def imul(a, b): a *= b; return a
def or_(a, b): return a | b
def ior(a, b): a |= b; return a
def pow(a, b): return a ** b
def ipow(a, b): a **= b; return a
def rshift(a, b): return a >> b
def irshift(a, b): a >>= b; return a
def sub(a, b): return a - b
def isub(a, b): a -= b; return a
def truediv(a, b): return a / b
def itruediv(a, b): a /= b; return a
def xor(a, b): return a ^ b
def ixor(a, b): a ^= b; return a


# Containers.

def _no_concat(obj):
    return "'%s' object can't be concatenated" % type(obj).__name__


def concat(a, b):
    if hasattr(a, '__getitem__'):
        return a + b
    raise TypeError(_no_concat(a))


def iconcat(a, b):
    if hasattr(a, '__getitem__'):
        a += b
        return a
    raise TypeError(_no_concat(a))


def getitem(a, b): return a[b]
def setitem(a, b, c): a[b] = c
def delitem(a, b): del a[b]
def contains(a, b): return b in a


def indexOf(a, b):
    place = 0
    for item in a:
        if item is b or item == b:
            return place
        place += 1
    raise ValueError('sequence.index(x): x not in sequence')


def countOf(a, b):
    found = 0
    for item in a:
        found += 1 if item is b or item == b else 0
    return found


def length_hint(obj, default=0):
    if not isinstance(default, int):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(default).__name__)
    try:
        return len(obj)
    except TypeError:
        pass
    ask = getattr(type(obj), '__length_hint__', None)
    try:
        answer = NotImplemented if ask is None else ask(obj)
    except TypeError:
        answer = NotImplemented
    if answer is NotImplemented:
        return default
    if isinstance(answer, int):
        if answer >= 0:
            return answer
        raise ValueError('__length_hint__() should return >= 0')
    raise TypeError('__length_hint__ must be an integer, not %s' % type(answer).__name__)


# Calls.

def call(obj, /, *args, **kwargs): return obj(*args, **kwargs)


def _shown(label, values, named=()):
    words = [repr(value) for value in values]
    words += ['%s=%r' % (key, named[key]) for key in named]
    return label + '(' + ', '.join(words) + ')'


class itemgetter:
    __slots__ = '_items', '_call'

    def __init__(self, item, /, *items):
        self._items = item, *items

    def __reduce__(self):
        return type(self), self._items

    def __repr__(self):
        kind = type(self)
        return _shown(kind.__module__ + '.' + kind.__name__, self._items)

    def __call__(self, obj, /):
        first, *others = self._items
        if not others:
            return obj[first]
        return tuple([obj[key] for key in self._items])


class attrgetter:
    __slots__ = '_attrs', '_call'

    def __init__(self, attr, /, *attrs):
        self._attrs = attr, *attrs
        if not all([isinstance(path, str) for path in self._attrs]):
            raise TypeError('attribute name must be a string')

    def __reduce__(self):
        return type(self), self._attrs

    def __repr__(self):
        kind = type(self)
        return _shown(kind.__module__ + '.' + kind.__qualname__, self._attrs)

    def __call__(self, obj, /):
        results = ()
        for path in self._attrs:
            reached = obj
            for step in path.split('.'):
                reached = getattr(reached, step)
            results += reached,
        return results if len(self._attrs) > 1 else reached


class methodcaller:
    __slots__ = '_name', '_args', '_kwargs'

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError('method name must be a string')
        self._name, self._args, self._kwargs = name, args, kwargs

    def __repr__(self):
        kind = type(self)
        return _shown(kind.__module__ + '.' + kind.__name__, (self._name, *self._args), self._kwargs)

    def __call__(self, obj, /):
        method = getattr(obj, self._name)
        return method(*self._args, **self._kwargs)


# What is native replaces what stands here, as in CPython: the first garbage that a program finds is of these.
from _operator import *

# The same functions under the names of the methods.
__abs__, __index__, __inv__, __invert__ = abs, index, inv, invert
__neg__, __not__, __pos__ = neg, not_, pos
__eq__, __ge__, __gt__, __le__, __lt__, __ne__ = eq, ge, gt, le, lt, ne
__add__, __iadd__, __sub__, __isub__ = add, iadd, sub, isub
__mul__, __imul__, __matmul__, __imatmul__ = mul, imul, matmul, imatmul
__truediv__, __itruediv__, __floordiv__, __ifloordiv__ = truediv, itruediv, floordiv, ifloordiv
__mod__, __imod__, __pow__, __ipow__ = mod, imod, pow, ipow
__lshift__, __ilshift__, __rshift__, __irshift__ = lshift, ilshift, rshift, irshift
__and__, __iand__, __or__, __ior__, __xor__, __ixor__ = and_, iand, or_, ior, xor, ixor
__concat__, __iconcat__, __contains__ = concat, iconcat, contains
__getitem__, __setitem__, __delitem__ = getitem, setitem, delitem
