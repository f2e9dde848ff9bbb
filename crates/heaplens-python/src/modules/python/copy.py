# Shallow and deep copies.

import sys
import types
import weakref
from copyreg import dispatch_table

_VERSION = sys.version_info[:2]

__all__ = ['Error', 'copy', 'deepcopy'] + (['replace'] if _VERSION >= (3, 13) else [])


class Error(Exception):
    pass


error = Error

# Types whose instances are their own copy; shallow copies have some more.
_atomic_types = {bool, int, float, complex, str, bytes, range, type, property,
                 types.FunctionType, types.BuiltinFunctionType, types.CodeType, weakref.ref}
_atomic_types.update(map(type, (None, Ellipsis, NotImplemented)))
_copy_atomic_types = _atomic_types | {tuple, frozenset, slice, super}
_copy_builtin_containers = {bytearray, dict, list, set}


def _way_to_reduce(x, kind):
    # The function that takes x apart and its arguments, for the caller to call; or None.
    registered = dispatch_table.get(kind)
    if registered is not None:
        return registered, (x,)
    extended = getattr(x, '__reduce_ex__', None)
    if extended is not None:
        return extended, (4,)
    plain = getattr(x, '__reduce__', None)
    return (plain, ()) if plain else None


def copy(x):
    kind = type(x)
    if kind in _copy_builtin_containers:
        return kind.copy(x)
    if kind in _copy_atomic_types or issubclass(kind, type):
        return x
    own = getattr(kind, '__copy__', None)
    if own is not None:
        return own(x)
    way = _way_to_reduce(x, kind)
    if way is None:
        raise Error('un(shallow)copyable object of type %s' % kind)
    reduce, given = way
    parts = reduce(*given)
    return x if isinstance(parts, str) else _reconstruct(x, None, *parts)


def deepcopy(x, memo=None, _nil=[]):
    kind = type(x)
    if _VERSION >= (3, 12) and kind in _atomic_types:
        return x
    if memo is None:
        memo = {}
    else:
        earlier = memo.get(id(x), _nil)
        if earlier is not _nil:
            return earlier

    special = _deepcopy_dispatch.get(kind)
    if special is not None:
        result = special(x, memo)
    elif kind in _atomic_types or issubclass(kind, type):
        return x
    else:
        own = getattr(x, '__deepcopy__', None)
        if own is not None:
            result = own(memo)
        else:
            way = _way_to_reduce(x, kind)
            if way is None:
                raise Error('un(deep)copyable object of type %s' % kind)
            reduce, given = way
            parts = reduce(*given)
            if isinstance(parts, str):
                return x
            result = _reconstruct(x, memo, *parts)

    if result is not x:
        memo[id(x)] = result
        _keep_alive(x, memo)
    return result


def _keep_alive(x, memo):
    # The memo knows the original by its id, so the original must not die before it.
    memo.setdefault(id(memo), []).append(x)


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None, *, deepcopy=deepcopy):
    if memo is None:
        deep = False
        result = func(*args)
    else:
        deep = True
        result = func(*(deepcopy(given, memo) for given in args)) if args else func(*args)
        memo[id(x)] = result

    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(result, '__setstate__'):
            result.__setstate__(state)
        else:
            # Either what goes into __dict__, or a pair of that and of what goes into slots.
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                result.__dict__.update(state)
            for name, entry in () if slots is None else slots.items():
                setattr(result, name, entry)

    for item in () if listiter is None else listiter:
        result.append(deepcopy(item, memo) if deep else item)

    for name, entry in () if dictiter is None else dictiter:
        if not deep:
            result[name] = entry
            continue
        name = deepcopy(name, memo)
        result[name] = deepcopy(entry, memo)
    return result


def _deepcopy_dict(x, memo, deepcopy=deepcopy):
    result = memo[id(x)] = {}
    for name, entry in x.items():
        result[deepcopy(name, memo)] = deepcopy(entry, memo)
    return result


def _deepcopy_list(x, memo, deepcopy=deepcopy):
    result = memo[id(x)] = []
    for member in x:
        result.append(deepcopy(member, memo))
    return result


def _deepcopy_tuple(x, memo, deepcopy=deepcopy):
    members = [deepcopy(member, memo) for member in x]
    # Where the tuple contains itself, its members have made its copy already.
    earlier = memo.get(id(x), members)
    if earlier is not members:
        return earlier
    for old, new in zip(x, members):
        if new is not old:
            return tuple(members)
    return x


def _deepcopy_method(x, memo):
    target = deepcopy(x.__self__, memo)
    return type(x)(x.__func__, target)


_deepcopy_dispatch = {dict: _deepcopy_dict, list: _deepcopy_list, tuple: _deepcopy_tuple,
                      types.MethodType: _deepcopy_method}


if _VERSION >= (3, 13):
    def replace(obj, /, **changes):
        kind = obj.__class__
        method = getattr(kind, '__replace__', None)
        if method is not None:
            return method(obj, **changes)
        raise TypeError(f'replace() does not support {kind.__name__} objects')
