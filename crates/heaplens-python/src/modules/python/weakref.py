# Weak references, and containers of them.

import itertools
import sys
import _collections_abc
from _weakref import (ref, proxy, getweakrefs, getweakrefcount, ReferenceType, ProxyType,
                      CallableProxyType, _remove_dead_weakref)
from _weakrefset import WeakSet, _IterationGuard, _drained, _ref_or_none

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary', 'ReferenceType',
           'ProxyType', 'CallableProxyType', 'ProxyTypes', 'WeakValueDictionary', 'WeakSet',
           'WeakMethod', 'finalize']

ProxyTypes = (ProxyType, CallableProxyType)

_HAS_UNION = sys.version_info >= (3, 9)
_NOTES_REMOVALS = sys.version_info < (3, 14)

(_collections_abc.MutableSet if _HAS_UNION else _collections_abc.Set).register(WeakSet)


# How the dictionaries get at their table. Up to 3.13 an iteration goes over the table itself, and
# what dies meanwhile is noted; from 3.14 on it goes over a copy.

if _NOTES_REMOVALS:
    from _weakrefset import _settled

    _guarded = _IterationGuard

    def _readable(owner):
        return owner.data

    def _shrinking(owner):
        owner._dirty_len = True
        return owner.data
else:
    class _NoGuard:
        def __enter__(self):
            return self

        def __exit__(self, *exc):
            return None

    _NO_GUARD = _NoGuard()

    def _guarded(owner):
        return _NO_GUARD

    def _settled(owner):
        return owner.data

    def _readable(owner):
        return owner.data.copy()

    _shrinking = _settled


def _referent(lookup, key):
    # Where the reference found for the key leads: None if there is none, or it is dead.
    try:
        found = lookup(key)
    except KeyError:
        return None
    return found()


def _as_mapping(source):
    if source is None:
        return {}
    return source if hasattr(source, 'items') else dict(source)


def _is_mapping(thing):
    return isinstance(thing, _collections_abc.Mapping)


def _filled(target, *sources):
    for source in sources:
        target.update(source)
    return target


class WeakValueDictionary(_collections_abc.MutableMapping):
    def __init__(self, other=(), /, **kw):
        def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
            if (owner := selfref()) is not None:
                if _NOTES_REMOVALS and owner._iterating:
                    owner._pending_removals.append(wr.key)
                else:
                    _atomic_removal(owner.data, wr.key)

        self._remove = remove
        if _NOTES_REMOVALS:
            self._pending_removals, self._iterating = [], set()
        self.data = {}
        self.update(other, **kw)

    if _NOTES_REMOVALS:
        def _commit_removals(self, _atomic_removal=_remove_dead_weakref):
            table = self.data
            for key in _drained(self._pending_removals):
                _atomic_removal(table, key)

    def __repr__(self):
        return f'<{self.__class__.__name__} at {id(self):#x}>'

    def __len__(self):
        return len(_settled(self))

    # Looking up

    def __contains__(self, key):
        return _referent(_settled(self).__getitem__, key) is not None

    def __getitem__(self, key):
        if (value := _settled(self)[key]()) is None:
            raise KeyError(key)
        return value

    def get(self, key, default=None):
        value = _referent(_settled(self).__getitem__, key)
        return default if value is None else value

    # Going through

    def keys(self):
        _settled(self)
        with _guarded(self):
            for key, entry in _readable(self).items():
                if entry() is not None:
                    yield key

    __iter__ = keys

    def values(self):
        _settled(self)
        with _guarded(self):
            for entry in _readable(self).values():
                if (value := entry()) is not None:
                    yield value

    def items(self):
        _settled(self)
        with _guarded(self):
            for key, entry in _readable(self).items():
                if (value := entry()) is not None:
                    yield key, value

    def valuerefs(self):
        return list(_settled(self).values())

    def itervaluerefs(self):
        _settled(self)
        with _guarded(self):
            yield from _readable(self).values()

    # Changing

    def __setitem__(self, key, value):
        table = _settled(self)
        table[key] = KeyedRef(value, self._remove, key)

    def setdefault(self, key, default=None):
        value = _referent(self.data.__getitem__, key)
        if value is None:
            table = _settled(self)
            table[key] = KeyedRef(default, self._remove, key)
            value = default
        return value

    def update(self, other=None, /, **kwargs):
        table = _settled(self)
        other = _as_mapping(other)
        for source in (other, kwargs):
            for key, value in source.items():
                table[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del _settled(self)[key]

    def pop(self, key, *args):
        value = _referent(_settled(self).pop, key)
        if value is None:
            if not args:
                raise KeyError(key)
            value = args[0]
        return value

    def popitem(self):
        table = _settled(self)
        value = None
        while value is None:
            key, entry = table.popitem()
            value = entry()
        return key, value

    # New dictionaries

    def copy(self):
        _settled(self)
        return _filled(WeakValueDictionary(), self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        _settled(self)
        twin = self.__class__()
        for key, value in self.items():
            twin[deepcopy(key, memo)] = value
        return twin

    if _HAS_UNION:
        def __or__(self, other):
            return _filled(self.copy(), other) if _is_mapping(other) else NotImplemented

        def __ror__(self, other):
            return _filled(self.__class__(), other, self) if _is_mapping(other) else NotImplemented

        def __ior__(self, other):
            return _filled(self, other)


class KeyedRef(ref):
    # The reference of a WeakValueDictionary: it knows under which key it is kept.

    __slots__ = ('key',)

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)

    def __new__(type, ob, callback, key):
        made = ref.__new__(type, ob, callback)
        made.key = key
        return made


class WeakKeyDictionary(_collections_abc.MutableMapping):
    def __init__(self, dict=None):
        def remove(k, selfref=ref(self)):
            if (owner := selfref()) is not None:
                if _NOTES_REMOVALS and owner._iterating:
                    owner._pending_removals.append(k)
                else:
                    owner.data.pop(k, None)

        self.data = {}
        self._remove = remove
        if _NOTES_REMOVALS:
            self._pending_removals, self._iterating = [], set()
            self._dirty_len = False
        if dict is not None:
            self.update(dict)

    def __repr__(self):
        return f'<{self.__class__.__name__} at {id(self):#x}>'

    if _NOTES_REMOVALS:
        def __len__(self):
            if self._pending_removals and self._dirty_len:
                self._scrub_removals()
            return len(self.data) - len(self._pending_removals)

        def _scrub_removals(self):
            still_there = self.data.__contains__
            self._pending_removals = list(filter(still_there, self._pending_removals))
            self._dirty_len = False

        def _commit_removals(self):
            table = self.data
            for dead in _drained(self._pending_removals):
                table.pop(dead, None)
    else:
        def __len__(self):
            return len(self.data)

    # Looking up

    def __contains__(self, key):
        # None is never in the table
        return _ref_or_none(key) in self.data

    def __getitem__(self, key):
        return self.data[ref(key)]

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    # Going through

    def keys(self):
        with _guarded(self):
            for entry in _readable(self):
                if (key := entry()) is not None:
                    yield key

    __iter__ = keys

    def values(self):
        with _guarded(self):
            for entry, value in _readable(self).items():
                if entry() is not None:
                    yield value

    def items(self):
        with _guarded(self):
            for entry, value in _readable(self).items():
                if (key := entry()) is not None:
                    yield key, value

    def keyrefs(self):
        return list(self.data)

    # Changing

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        table = self.data
        source = _as_mapping(dict)
        for key, value in source.items():
            table[ref(key, self._remove)] = value
        if kwargs:
            self.update(kwargs)

    def __delitem__(self, key):
        del _shrinking(self)[ref(key)]

    def pop(self, key, *args):
        return _shrinking(self).pop(ref(key), *args)

    def popitem(self):
        table = _shrinking(self)
        key = None
        while key is None:
            entry, value = table.popitem()
            key = entry()
        return key, value

    # New dictionaries

    def copy(self):
        return _filled(WeakKeyDictionary(), self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        twin = self.__class__()
        for key, value in self.items():
            twin[key] = deepcopy(value, memo)
        return twin

    if _HAS_UNION:
        def __or__(self, other):
            return _filled(self.copy(), other) if _is_mapping(other) else NotImplemented

        def __ror__(self, other):
            return _filled(self.__class__(), other, self) if _is_mapping(other) else NotImplemented

        def __ior__(self, other):
            return _filled(self, other)


class WeakMethod(ref):
    # A weak reference to a bound method: it remembers object and function apart.

    __slots__ = '_func_ref', '_meth_type', '_alive', '__weakref__'

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(meth)}') from None

        def _cb(arg):
            # Whichever of the two dies first
            dying = self_wr()
            if not dying._alive:
                return
            dying._alive = False
            if callback is not None:
                callback(dying)

        made = ref.__new__(cls, owner, _cb)
        made._func_ref, made._meth_type = ref(function, _cb), type(meth)
        made._alive = True
        self_wr = ref(made)
        return made

    def __call__(self):
        owner, function = super().__call__(), self._func_ref()
        if owner is not None and function is not None:
            return self._meth_type(function, owner)

    __hash__ = ref.__hash__

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            if self._alive and other._alive:
                return ref.__eq__(self, other) and self._func_ref == other._func_ref
            return self is other
        return NotImplemented

    def __ne__(self, other):
        if isinstance(other, WeakMethod):
            if self._alive and other._alive:
                return ref.__ne__(self, other) or self._func_ref != other._func_ref
            return self is not other
        return NotImplemented


def _entry_and_object(finalizer):
    # What is registered for a finalizer and the object it waits for: None for what is gone.
    entry = finalizer._registry.get(finalizer)
    return entry, None if entry is None else entry.weakref()


def _due_at_exit(cls):
    # Newest first; a finalizer made meanwhile has the rest put in order again.
    queue = None
    while True:
        if finalize._dirty or queue is None:
            queue = cls._select_for_exit()
            finalize._dirty = False
        if not queue:
            return
        yield queue.pop()


class finalize:
    # Calls a function when an object dies, or at the latest when the interpreter ends.

    __slots__ = ()

    class _Info:
        __slots__ = ('weakref', 'func', 'args', 'kwargs', 'atexit', 'index')

    _registry = {}
    _index_iter = itertools.count()
    _registered_with_atexit = _dirty = _shutdown = False

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registered_with_atexit:
            from atexit import register
            register(self._exitfunc)
            finalize._registered_with_atexit = True
        entry = self._Info()
        entry.weakref = ref(obj, self)
        entry.index = next(self._index_iter)
        entry.atexit = True
        entry.func, entry.args, entry.kwargs = func, args, kwargs or None
        self._registry[self] = entry
        finalize._dirty = True

    def __repr__(self):
        obj = _entry_and_object(self)[1]
        fate = 'dead' if obj is None else f'for {type(obj).__name__!r} at {id(obj):#x}'
        return f'<{type(self).__name__} object at {id(self):#x}; {fate}>'

    def __call__(self, _=None):
        entry = self._registry.pop(self, None)
        if entry is None or self._shutdown:
            return None
        return entry.func(*entry.args, **(entry.kwargs or {}))

    def peek(self):
        entry, obj = _entry_and_object(self)
        if obj is None:
            return None
        return obj, entry.func, entry.args, entry.kwargs or {}

    def detach(self):
        entry, obj = _entry_and_object(self)
        if obj is None or self._registry.pop(self, None) is None:
            return None
        return obj, entry.func, entry.args, entry.kwargs or {}

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        entry = self._registry.get(self)
        return entry is not None and entry.atexit

    @atexit.setter
    def atexit(self, value):
        entry = self._registry.get(self)
        if entry is not None:
            entry.atexit = bool(value)

    @classmethod
    def _select_for_exit(cls):
        by_age = {entry.index: f for f, entry in cls._registry.items() if entry.atexit}
        return [by_age[index] for index in sorted(by_age)]

    @classmethod
    def _exitfunc(cls):
        turn_on = None
        try:
            if cls._registry:
                import gc
                if gc.isenabled():
                    turn_on = gc.enable
                    gc.disable()
                for due in _due_at_exit(cls):
                    try:
                        due()
                    except Exception:
                        sys.excepthook(*sys.exc_info())
                    assert due not in cls._registry
        finally:
            finalize._shutdown = True
            if turn_on is not None:
                turn_on()
