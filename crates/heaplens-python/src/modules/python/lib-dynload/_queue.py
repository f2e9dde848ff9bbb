# The simple queue, which CPython has in C.

import types
from _engine import static_type
from _thread import allocate_lock
from collections import deque
from time import monotonic


class Empty(Exception):
    __module__ = '_queue'


class SimpleQueue:
    __slots__ = '_items', '_waiting', '__weakref__'
    __module__ = '_queue'

    def __init__(self):
        self._items, self._waiting = deque(), deque()

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        if self._waiting:
            self._waiting.popleft().release()

    def put_nowait(self, item):
        self.put(item)

    def get(self, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = None if timeout is None else monotonic() + timeout
        while not self._items:
            left = -1 if end is None else end - monotonic()
            if not block or end is not None and left <= 0:
                raise Empty
            lock = allocate_lock()
            lock.acquire()
            self._waiting.append(lock)
            if not lock.acquire(True, left):
                if lock in self._waiting:
                    self._waiting.remove(lock)
                if not self._items:
                    raise Empty
        return self._items.popleft()

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)

    __class_getitem__ = classmethod(getattr(types, 'GenericAlias', lambda cls, item: cls))


static_type(SimpleQueue)
