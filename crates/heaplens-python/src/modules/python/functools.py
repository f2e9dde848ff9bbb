# Tools for functions.

import sys
from abc import get_cache_token

_VERSION = sys.version_info[:2]
if _VERSION >= (3, 9):
    from types import GenericAlias

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES',
           'total_ordering', 'cmp_to_key', 'lru_cache', 'reduce',
           'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod', 'cached_property']
if _VERSION >= (3, 9):
    __all__.append('cache')
if _VERSION >= (3, 14):
    __all__.append('Placeholder')


def _arguments(func, args, keywords):
    """The text of a partial's arguments."""
    words = [repr(func)]
    words += [repr(value) for value in args]
    words += [f'{key}={keywords[key]!r}' for key in keywords]
    return ', '.join(words)


# What is native replaces what stands here, as in CPython: the first garbage that a program finds is of these.

_initial_missing = object()


def reduce(function, sequence, initial=_initial_missing, /):
    items = iter(sequence)
    result = next(items, _initial_missing) if initial is _initial_missing else initial
    if result is _initial_missing:
        kind = 'iterable' if _VERSION >= (3, 11) else 'sequence'
        raise TypeError(f'reduce() of empty {kind} with no initial value')
    for item in items:
        result = function(result, item)
    return result


def cmp_to_key(mycmp):
    class K:
        __slots__ = ['obj']
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __eq__(self, other): return mycmp(self.obj, other.obj) == 0
        def __ge__(self, other): return mycmp(self.obj, other.obj) >= 0
        def __gt__(self, other): return mycmp(self.obj, other.obj) > 0
        def __le__(self, other): return mycmp(self.obj, other.obj) <= 0
        def __lt__(self, other): return mycmp(self.obj, other.obj) < 0

    return K


class partial:
    __slots__ = 'func', 'args', 'keywords', '__dict__', '__weakref__'

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        new = super().__new__(cls)
        if isinstance(func, partial):
            new.func, new.args, new.keywords = func.func, func.args + args, {**func.keywords, **keywords}
        else:
            new.func, new.args, new.keywords = func, args, keywords
        return new

    def __repr__(self):
        return f'functools.{type(self).__name__}({_arguments(self.func, self.args, self.keywords)})'

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})


from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
if _VERSION >= (3, 14):
    from _functools import Placeholder


# Wrappers.

WRAPPER_UPDATES = '__dict__',
WRAPPER_ASSIGNMENTS = '__module__', '__name__', '__qualname__', '__doc__'
WRAPPER_ASSIGNMENTS += ('__annotate__' if _VERSION >= (3, 14) else '__annotations__'),
if _VERSION >= (3, 12):
    WRAPPER_ASSIGNMENTS += '__type_params__',


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    nothing = object()
    for name in assigned:
        found = getattr(wrapped, name, nothing)
        if found is not nothing:
            setattr(wrapper, name, found)
    for name in updated:
        target = getattr(wrapper, name)
        target.update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# Orderings. Each comparison comes from one other: as its opposite, or with the help of equality.


def _ge_from_lt(self, other):
    known = type(self).__lt__(self, other)
    return known if known is NotImplemented else not known


def _gt_from_le(self, other):
    known = type(self).__le__(self, other)
    return known if known is NotImplemented else not known


def _le_from_gt(self, other):
    known = type(self).__gt__(self, other)
    return known if known is NotImplemented else not known


def _lt_from_ge(self, other):
    known = type(self).__ge__(self, other)
    return known if known is NotImplemented else not known


def _le_from_lt(self, other):
    known = type(self).__lt__(self, other)
    return known if known is NotImplemented else known or self == other


def _ge_from_gt(self, other):
    known = type(self).__gt__(self, other)
    return known if known is NotImplemented else known or self == other


def _ge_from_le(self, other):
    known = type(self).__le__(self, other)
    return known if known is NotImplemented else not known or self == other


def _le_from_ge(self, other):
    known = type(self).__ge__(self, other)
    return known if known is NotImplemented else not known or self == other


def _lt_from_le(self, other):
    known = type(self).__le__(self, other)
    return known if known is NotImplemented else known and self != other


def _gt_from_ge(self, other):
    known = type(self).__ge__(self, other)
    return known if known is NotImplemented else known and self != other


def _gt_from_lt(self, other):
    known = type(self).__lt__(self, other)
    return known if known is NotImplemented else not known and self != other


def _lt_from_gt(self, other):
    known = type(self).__gt__(self, other)
    return known if known is NotImplemented else not known and self != other


# The first of these that a class has is the one the others come from.
_convert = {
    '__lt__': {'__gt__': _gt_from_lt, '__le__': _le_from_lt, '__ge__': _ge_from_lt},
    '__le__': {'__ge__': _ge_from_le, '__lt__': _lt_from_le, '__gt__': _gt_from_le},
    '__gt__': {'__lt__': _lt_from_gt, '__ge__': _ge_from_gt, '__le__': _le_from_gt},
    '__ge__': {'__le__': _le_from_ge, '__gt__': _gt_from_ge, '__lt__': _lt_from_ge},
}


def total_ordering(cls):
    present = [name for name in _convert if getattr(cls, name, None) is not getattr(object, name, None)]
    if not present:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    for name, derived in _convert[present[0]].items():
        if name in present:
            continue
        derived.__name__ = name
        setattr(cls, name, derived)
    return cls


# Methods.

_NOT_FOUND = object()

def _check_method(func):
    return callable(func) or hasattr(func, '__get__')


def _is_abstract(method):
    return getattr(method.func, '__isabstractmethod__', False)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not _check_method(func):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        if isinstance(func, partialmethod):
            keywords = {**func.keywords, **keywords}
            func, args = func.func, func.args + args
        self.func, self.args, self.keywords = func, args, keywords

    if _VERSION >= (3, 9):
        __class_getitem__ = classmethod(GenericAlias)

    __isabstractmethod__ = property(_is_abstract)

    def __get__(self, obj, cls=None):
        bind = None if isinstance(self.func, partial) else getattr(self.func, '__get__', None)
        bound = self.func if bind is None else bind(obj, cls)
        if bound is self.func:
            return self._make_unbound_method().__get__(obj, cls)
        result = partial(bound, *self.args, **self.keywords)
        owner = getattr(bound, '__self__', _NOT_FOUND)
        if owner is not _NOT_FOUND:
            result.__self__ = owner
        return result

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        setattr(_method, '__partialmethod__' if _VERSION >= (3, 13) else '_partialmethod', self)
        return _method

    def __repr__(self):
        kind = type(self)
        if _VERSION >= (3, 13):
            inside = _arguments(self.func, self.args, self.keywords)
        else:
            positional = ', '.join([repr(value) for value in self.args])
            named = ', '.join([f'{key}={value!r}' for key, value in self.keywords.items()])
            inside = f'{self.func}, {positional}, {named}'
        return f'{kind.__module__}.{kind.__qualname__}({inside})'


class cached_property:
    def __init__(self, func):
        self.func, self.attrname, self.__doc__ = func, None, func.__doc__
        if _VERSION >= (3, 13):
            self.__module__ = func.__module__

    if _VERSION >= (3, 9):
        __class_getitem__ = classmethod(GenericAlias)

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        if self.attrname != name:
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name, kind = self.attrname, type(instance).__name__
        if name is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            attributes = instance.__dict__
        except AttributeError:
            message = f"No '__dict__' attribute on {kind!r} instance to cache {name!r} property."
            raise TypeError(message) from None
        found = attributes.get(name, _NOT_FOUND)
        if found is not _NOT_FOUND:
            return found
        made = self.func(instance)
        try:
            attributes[name] = made
        except TypeError:
            message = (f"The '__dict__' attribute on {kind!r} instance does not support "
                       f'item assignment for caching {name!r} property.')
            raise TypeError(message) from None
        return made


# Caches.

_CacheInfo = None


class _HashedSeq(list):
    __slots__ = 'hashvalue'

    def __init__(self, tup, hash=hash):
        self.extend(tup)
        self.hashvalue = hash(tup)

    def __hash__(self): return self.hashvalue


def _with_cache(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    if _VERSION >= (3, 9):
        wrapper.cache_parameters = lambda: dict(maxsize=maxsize, typed=typed)
    return update_wrapper(wrapper, function)


def lru_cache(maxsize=128, typed=False):
    global _CacheInfo
    if _CacheInfo is None:
        from collections import namedtuple
        _CacheInfo = namedtuple('CacheInfo', 'hits misses maxsize currsize')
    if maxsize is not None and not isinstance(maxsize, int):
        # Not a size, so the function itself: the decorator stands without parentheses.
        if callable(maxsize) and isinstance(typed, bool):
            return _with_cache(maxsize, 128, typed)
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    size = maxsize if maxsize is None or maxsize >= 0 else 0

    def decorating_function(user_function):
        return _with_cache(user_function, size, typed)

    return decorating_function


if _VERSION >= (3, 9):
    def cache(user_function, /):
        return lru_cache(None)(user_function)


# Dispatch on a class: its method resolution order, with the abstract classes it's registered with.

def _c3_merge(sequences):
    # Each line is kept back to front, so that its head is popped.
    lines = [line[::-1] for line in sequences if line]
    merged = []
    while lines:
        waiting = [cls for line in lines for cls in line[:-1]]
        free = [line[-1] for line in lines if line[-1] not in waiting]
        if not free:
            raise RuntimeError('Inconsistent hierarchy')
        merged.append(free[0])
        for line in lines:
            if line[-1] == free[0]:
                line.pop()
        lines = [line for line in lines if line]
    return merged


def _c3_mro(cls, abcs=None):
    direct = list(cls.__bases__)
    # The abstract classes go after the last direct base that is abstract itself.
    cut = max([place for place, base in enumerate(direct, 1) if hasattr(base, '__abstractmethods__')],
              default=0)
    own, left = [], []
    for abc in abcs or ():
        is_own = issubclass(cls, abc) and not any([issubclass(base, abc) for base in direct])
        (own if is_own else left).append(abc)
    groups = direct[:cut], own, direct[cut:]
    lines = [[cls]]
    for group in groups:
        lines += [_c3_mro(base, left) for base in group]
    lines += groups
    return _c3_merge(lines)


def _generic_alias_type():
    return () if _VERSION < (3, 9) else GenericAlias


def _compose_mro(cls, types):
    known = set(cls.__mro__)
    related = []
    for typ in types:
        if typ in known or not hasattr(typ, '__mro__') or isinstance(typ, _generic_alias_type()):
            continue
        if issubclass(cls, typ):
            related.append(typ)
    # Only the most derived ones count.
    leaves = [typ for typ in related
              if not any([typ in other.__mro__ for other in related if other != typ])]
    order = []
    for typ in leaves:
        paths = [[base for base in sub.__mro__ if base in leaves]
                 for sub in typ.__subclasses__() if sub not in known and issubclass(cls, sub)]
        if not paths:
            order.append(typ)
        for path in sorted(paths, key=len, reverse=True):
            order += [base for base in path if base not in order]
    return _c3_mro(cls, order)


def _find_impl(cls, registry):
    mro = _compose_mro(cls, registry.keys())
    places = [place for place, typ in enumerate(mro) if typ in registry]
    if not places:
        return registry.get(None)
    best = mro[places[0]]
    if len(places) > 1 and places[1] == places[0] + 1:
        rival = mro[places[1]]
        if not (rival in cls.__mro__ or best in cls.__mro__ or issubclass(best, rival)):
            raise RuntimeError(f'Ambiguous dispatch: {best} or {rival}')
    return registry.get(best)


def _is_union(typ):
    if _VERSION >= (3, 11):
        import types
        import typing
        return typing.get_origin(typ) in (typing.Union, types.UnionType)
    return False


def _can_dispatch(typ):
    if _is_union(typ):
        return all([isinstance(member, type) for member in typ.__args__])
    return isinstance(typ, type) and not isinstance(typ, _generic_alias_type())


def _bad_annotation(name, typ):
    problem = 'not all arguments are classes' if _is_union(typ) else 'is not a class'
    return f'Invalid annotation for {name!r}. {typ!r} {problem}.'


def singledispatch(func):
    from types import MappingProxyType
    import weakref

    registry = {object: func}
    remembered = weakref.WeakKeyDictionary()
    token = None
    title = getattr(func, '__name__', 'singledispatch function')

    def register(cls, func=None):
        nonlocal token
        if not _can_dispatch(cls):
            if func is not None:
                kinds = 'class or union type' if _VERSION >= (3, 11) else 'class'
                raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a {kinds}.')
            if not getattr(cls, '__annotations__', None):
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. Use either '
                                '`@register(some_class)` or plain `@register` on an annotated function.')
            from typing import get_type_hints
            func = cls
            name, cls = next(iter(get_type_hints(func).items()))
            if not _can_dispatch(cls):
                raise TypeError(_bad_annotation(name, cls))
        elif func is None:
            return lambda function: register(cls, function)
        registry.update(dict.fromkeys(cls.__args__ if _is_union(cls) else (cls,), func))
        if token is None and hasattr(cls, '__abstractmethods__'):
            token = get_cache_token()
        remembered.clear()
        return func

    def dispatch(cls):
        nonlocal token
        if token is not None:
            latest = get_cache_token()
            if latest != token:
                token = latest
                remembered.clear()
        try:
            return remembered[cls]
        except KeyError:
            pass
        chosen = registry[cls] if cls in registry else _find_impl(cls, registry)
        remembered[cls] = chosen
        return chosen

    def wrapper(*args, **kw):
        if args:
            return dispatch(args[0].__class__)(*args, **kw)
        raise TypeError(f'{title} requires at least 1 positional argument')

    wrapper.register, wrapper.dispatch = register, dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = remembered.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not _check_method(func):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher, self.func = singledispatch(func), func

    __isabstractmethod__ = property(_is_abstract)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            if _VERSION >= (3, 14) and not args:
                raise TypeError(f'{self.func.__name__} requires at least 1 positional argument')
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)
