# Locks between tasks.

import collections
import sys

from . import events, exceptions

__all__ = ['Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore']

_version = sys.version_info


class _OfLoop:
    _loop = None

    def _get_loop(self):
        loop = events.get_running_loop() if _version >= (3, 10) else events.get_event_loop()
        if self._loop is None:
            self._loop = loop
        elif loop is not self._loop:
            raise RuntimeError(f'{self!r} is bound to a different event loop')
        return loop


class _Entered:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


def _shown(thing, extra, waiters):
    text = object.__repr__(thing)
    if waiters:
        extra = f'{extra}, waiters:{len(waiters)}'
    return f'<{text[1:-1]} [{extra}]>'


class Lock(_Entered, _OfLoop):
    def __init__(self):
        self._waiters, self._locked = collections.deque(), False

    def __repr__(self):
        return _shown(self, 'locked' if self._locked else 'unlocked', self._waiters)

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all(waiter.cancelled() for waiter in self._waiters):
            self._locked = True
            return True
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except exceptions.CancelledError:
            if not self._locked:
                self._wake_first()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake_first()

    def _wake_first(self):
        waiter = next(iter(self._waiters), None)
        if waiter is not None and not waiter.done():
            waiter.set_result(True)


class Event(_OfLoop):
    def __init__(self):
        self._waiters, self._value = collections.deque(), False

    def __repr__(self):
        return _shown(self, 'set' if self._value else 'unset', self._waiters)

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)


class Condition(_Entered, _OfLoop):
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release
        self._waiters = collections.deque()

    def __repr__(self):
        return _shown(self, 'locked' if self.locked() else 'unlocked', self._waiters)

    async def wait(self):
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = self._get_loop().create_future()
        self.release()
        try:
            self._waiters.append(waiter)
            try:
                await waiter
                return True
            finally:
                self._waiters.remove(waiter)
        finally:
            interrupted = None
            while True:
                try:
                    await self.acquire()
                    break
                except exceptions.CancelledError as error:
                    interrupted = error
            if interrupted is not None:
                raise interrupted

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        woken = 0
        for waiter in self._waiters:
            if woken >= n:
                break
            if not waiter.done():
                woken += 1
                waiter.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Entered, _OfLoop):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._waiters, self._value = collections.deque(), value

    def __repr__(self):
        return _shown(self, 'locked' if self.locked() else f'unlocked, value:{self._value}', self._waiters)

    def locked(self):
        if _version >= (3, 11):
            return self._value == 0 or any(not waiter.cancelled() for waiter in self._waiters)
        return self._value == 0

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except exceptions.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._value += 1
                self._wake_next()
            raise
        if self._value > 0:
            self._wake_next()
        return True

    def release(self):
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        for waiter in self._waiters:
            if not waiter.done():
                self._value -= 1
                waiter.set_result(True)
                return


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


if _version >= (3, 11):
    __all__.append('Barrier')

    class Barrier(_OfLoop):
        def __init__(self, parties):
            if parties < 1:
                raise ValueError('parties must be >= 1')
            self._cond = Condition()
            self._parties, self._count, self._state = parties, 0, 'filling'

        def __repr__(self):
            extra = f'{self._state}, waiters:{self.n_waiting}/{self.parties}' if not self.broken else self._state
            return f'<{object.__repr__(self)[1:-1]} [{extra}]>'

        parties = property(lambda self: self._parties)
        n_waiting = property(lambda self: self._count if self._state == 'filling' else 0)
        broken = property(lambda self: self._state == 'broken')

        async def __aenter__(self):
            return await self.wait()

        async def __aexit__(self, *args):
            pass

        async def wait(self):
            async with self._cond:
                while self._state in ('draining', 'resetting'):
                    await self._cond.wait()
                self._check()
                index = self._count
                self._count += 1
                try:
                    if index + 1 == self._parties:
                        self._state = 'draining'
                        self._cond.notify_all()
                    else:
                        while self._state == 'filling':
                            await self._cond.wait()
                        if self._state in ('broken', 'resetting'):
                            raise exceptions.BrokenBarrierError('Abort or reset of barrier')
                    return index
                except exceptions.CancelledError:
                    self._state = 'broken'
                    self._cond.notify_all()
                    raise
                finally:
                    self._count -= 1
                    if self._count == 0:
                        if self._state in ('resetting', 'draining'):
                            self._state = 'filling'
                        self._cond.notify_all()

        def _check(self):
            if self._state == 'broken':
                raise exceptions.BrokenBarrierError('Barrier aborted')

        async def reset(self):
            async with self._cond:
                if self._count > 0:
                    if self._state != 'resetting':
                        self._state = 'resetting'
                else:
                    self._state = 'filling'
                self._cond.notify_all()

        async def abort(self):
            async with self._cond:
                self._state = 'broken'
                self._cond.notify_all()
