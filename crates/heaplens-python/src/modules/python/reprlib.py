# Shortened representations, and a guard for those that contain themselves.

import builtins
import sys
from itertools import islice

__all__ = ['Repr', 'repr', 'recursive_repr']

_VERSION = sys.version_info[:2]

# What the guard takes over from the function it stands for; and what that may
# lack, with what makes the value used in its stead.
_CARRIED = ('__module__', '__doc__', '__name__', '__qualname__')
_CARRIED_IF_THERE = {}
if _VERSION < (3, 14):
    _CARRIED_IF_THERE['__annotations__'] = dict
else:
    _CARRIED_IF_THERE['__annotate__'] = type(None)
if _VERSION >= (3, 12):
    _CARRIED_IF_THERE['__type_params__'] = tuple


def recursive_repr(fillvalue='...'):
    def decorating_function(user_function):
        busy = set()

        def wrapper(self):
            ident = id(self)
            if ident not in busy:
                busy.add(ident)
                try:
                    return user_function(self)
                finally:
                    busy.discard(ident)
            return fillvalue

        for name in _CARRIED:
            setattr(wrapper, name, getattr(user_function, name))
        for name, substitute in _CARRIED_IF_THERE.items():
            setattr(wrapper, name, getattr(user_function, name, substitute()))
        if _VERSION < (3, 13):
            return wrapper
        wrapper.__wrapped__ = user_function
        return wrapper

    return decorating_function


def _middle_out(text, room, filler):
    ends = max(0, room - 3)
    head = max(0, (room - 3) // 2)
    tail = max(0, ends - head)
    return text[:head] + filler + text[len(text) - tail:]


def _shorten(text, room, filler):
    return text if len(text) <= room else _middle_out(text, room, filler)


def _possibly_sorted(x):
    try:
        ordered = sorted(x)
    except Exception:
        ordered = list(x)
    return ordered


class Repr:
    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4,
                 maxset=6, maxfrozenset=6, maxdeque=6, maxstring=30, maxlong=40,
                 maxother=30, fillvalue='...', indent=None):
        self.maxlevel, self.maxtuple, self.maxlist = maxlevel, maxtuple, maxlist
        self.maxarray, self.maxdict, self.maxset = maxarray, maxdict, maxset
        self.maxfrozenset, self.maxdeque = maxfrozenset, maxdeque
        self.maxstring, self.maxlong, self.maxother = maxstring, maxlong, maxother
        self.fillvalue, self.indent = fillvalue, indent

    def repr1(self, x, level):
        special = getattr(self, 'repr_' + '_'.join(type(x).__name__.split()), None)
        return self.repr_instance(x, level) if special is None else special(x, level)

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    # Text and numbers: the middle is left out.

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:
            return '<%s instance at %#x>' % (x.__class__.__name__, id(x))
        return _shorten(text, self.maxother, self.fillvalue)

    def repr_int(self, x, level):
        return _shorten(builtins.repr(x), self.maxlong, self.fillvalue)

    def repr_str(self, x, level):
        room = self.maxstring
        text = builtins.repr(x[:room])
        if len(text) <= room:
            return text
        # Quotes and escapes count too, so what's left is shortened once more.
        return _middle_out(builtins.repr(_middle_out(x, room, '')), room, self.fillvalue)

    # Containers: only the first members are shown.

    def repr_dict(self, x, level):
        size = len(x)
        if not size:
            return '{}'
        if level <= 0:
            return '{' + self.fillvalue + '}'
        shown = []
        for key in islice(_possibly_sorted(x), self.maxdict):
            name = self.repr1(key, level - 1)
            shown.append('%s: %s' % (name, self.repr1(x[key], level - 1)))
        if self.maxdict < size:
            shown.append(self.fillvalue)
        return '{' + self._join(shown, level) + '}'

    def repr_list(self, x, level):
        return self._repr_iterable(x, level, '[', ']', self.maxlist)

    def repr_tuple(self, x, level):
        return self._repr_iterable(x, level, '(', ')', self.maxtuple, trail=',')

    def repr_deque(self, x, level):
        return self._repr_iterable(x, level, 'deque([', '])', self.maxdeque)

    def repr_array(self, x, level):
        start = "array('%s'" % x.typecode
        if x:
            return self._repr_iterable(x, level, start + ', [', '])', self.maxarray)
        return start + ')'

    def repr_frozenset(self, x, level):
        if x:
            return self._repr_iterable(_possibly_sorted(x), level, 'frozenset({', '})',
                                       self.maxfrozenset)
        return 'frozenset()'

    def repr_set(self, x, level):
        if x:
            return self._repr_iterable(_possibly_sorted(x), level, '{', '}', self.maxset)
        return 'set()'

    def _repr_iterable(self, x, level, left, right, maxiter, trail=''):
        size = len(x)
        if size and level <= 0:
            return '%s%s%s' % (left, self.fillvalue, right)
        shown = [self.repr1(member, level - 1) for member in islice(x, maxiter)]
        if maxiter < size:
            shown.append(self.fillvalue)
        middle = self._join(shown, level)
        if size != 1 or self.indent is not None:
            trail = ''
        return ''.join((left, middle, trail, right))

    def _join(self, pieces, level):
        unit = self.indent
        if unit is None:
            return ', '.join(pieces)
        if not pieces:
            return ''
        if isinstance(unit, int):
            if unit < 0:
                raise ValueError(f'Repr.indent cannot be negative int (was {unit!r})')
            unit = ' ' * unit
        try:
            newline = '\n' + unit * (self.maxlevel - level + 1)
        except TypeError as why:
            raise TypeError(f'Repr.indent must be a str, int or None, not {type(unit)}') from why
        # The closing bracket stands one step to the left of the members.
        lines = (',' + newline).join(['', *pieces, ''])
        return lines[1:-len(unit) or None]


aRepr = Repr()
repr = aRepr.repr
