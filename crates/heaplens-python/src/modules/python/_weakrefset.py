# WeakSet: a set of weak references that drops what has died.

import sys
from _weakref import ref

__all__ = ['WeakSet']

_SUBSCRIPTABLE = sys.version_info >= (3, 9)
if _SUBSCRIPTABLE:
    from types import GenericAlias


def _drained(stack):
    # Pops until nothing is left, whoever else pops meanwhile.
    while True:
        try:
            top = stack.pop()
        except IndexError:
            return
        yield top
        del top


def _settled(owner):
    # The table of a container, without what died during an iteration.
    if owner._pending_removals:
        owner._commit_removals()
    return owner.data


def _ref_or_none(thing):
    try:
        return ref(thing)
    except TypeError:
        return None


def _refset(things):
    return set(map(ref, things))


def _one_after_the_other(first, second):
    yield from first
    yield from second


class _IterationGuard:
    # While one of these is entered, dead references are only noted.

    def __init__(self, weakcontainer):
        self.weakcontainer = ref(weakcontainer)

    def __enter__(self):
        if (guarded := self.weakcontainer()) is not None:
            guarded._iterating.add(self)
        return self

    def __exit__(self, e, t, b):
        guarded = self.weakcontainer()
        if guarded is None:
            return
        others = guarded._iterating
        others.remove(self)
        if not others:
            guarded._commit_removals()


class WeakSet:
    if _SUBSCRIPTABLE:
        __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, data=None):
        def _remove(item, selfref=ref(self)):
            if (owner := selfref()) is not None:
                note = owner._pending_removals.append if owner._iterating else owner.data.discard
                note(item)

        self.data = set()
        self._remove = _remove
        self._pending_removals, self._iterating = [], set()
        if data is not None:
            self.update(data)

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        return self.__class__, (list(self),), getattr(self, '__dict__', None)

    def _commit_removals(self):
        table = self.data
        for dead in _drained(self._pending_removals):
            table.discard(dead)

    # What it holds

    def __len__(self):
        noted = len(self._pending_removals)
        return len(self.data) - noted

    def __contains__(self, item):
        # None is never in the table
        return _ref_or_none(item) in self.data

    def __iter__(self):
        with _IterationGuard(self):
            for entry in self.data:
                if (item := entry()) is not None:
                    yield item

    # One element at a time

    def add(self, item):
        _settled(self).add(ref(item, self._remove))

    def discard(self, item):
        _settled(self).discard(ref(item))

    def remove(self, item):
        _settled(self).remove(ref(item))

    def pop(self):
        table = _settled(self)
        item = None
        try:
            while item is None:
                item = table.pop()()
        except KeyError:
            raise KeyError('pop from empty WeakSet') from None
        return item

    def clear(self):
        _settled(self).clear()

    # Comparisons

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return self.data == _refset(other)
        return NotImplemented

    def __lt__(self, other):
        return self.data < _refset(other)

    def __gt__(self, other):
        return self.data > _refset(other)

    def issubset(self, other):
        return self.data.issubset(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(map(ref, other))

    def isdisjoint(self, other):
        return not len(self.intersection(other))

    __le__, __ge__ = issubset, issuperset

    # Changes in place: the operators do the work

    def __iand__(self, other):
        _settled(self).intersection_update(map(ref, other))
        return self

    def __isub__(self, other):
        table = _settled(self)
        if other is self:
            table.clear()
        else:
            table.difference_update(map(ref, other))
        return self

    def __ixor__(self, other):
        table = _settled(self)
        if other is self:
            table.clear()
        else:
            table.symmetric_difference_update(ref(each, self._remove) for each in other)
        return self

    def update(self, other):
        _settled(self)
        for each in other:
            self.add(each)

    def __ior__(self, other):
        self.update(other)
        return self

    def intersection_update(self, other):
        self.__iand__(other)

    def difference_update(self, other):
        self.__isub__(other)

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    # New sets

    def copy(self):
        return self.__class__(self)

    def union(self, other):
        return self.__class__(_one_after_the_other(self, other))

    def intersection(self, other):
        return self.__class__(each for each in other if each in self)

    def difference(self, other):
        rest = self.copy()
        rest.difference_update(other)
        return rest

    def symmetric_difference(self, other):
        rest = self.copy()
        rest.symmetric_difference_update(other)
        return rest

    __or__, __and__ = union, intersection
    __sub__, __xor__ = difference, symmetric_difference
