# Coroutines on their way, and waiting for several of them.

import concurrent.futures
import contextvars
import inspect
import itertools
import sys
import types
import weakref

from . import coroutines, events, exceptions, futures

__all__ = ['Task', 'create_task', 'current_task', 'all_tasks', 'gather', 'shield', 'sleep', 'wait', 'wait_for',
           'as_completed', 'ensure_future', 'run_coroutine_threadsafe', 'FIRST_COMPLETED', 'FIRST_EXCEPTION',
           'ALL_COMPLETED']

FIRST_COMPLETED = concurrent.futures.FIRST_COMPLETED
FIRST_EXCEPTION = concurrent.futures.FIRST_EXCEPTION
ALL_COMPLETED = concurrent.futures.ALL_COMPLETED

_version = sys.version_info
_numbers = itertools.count(1)
_alive = weakref.WeakSet()
_current = {}


def current_task(loop=None):
    return _current.get(events.get_running_loop() if loop is None else loop)


def all_tasks(loop=None):
    loop = events.get_running_loop() if loop is None else loop
    return {task for task in list(_alive) if task.get_loop() is loop and not task.done()}


class Task(futures.Future):
    __module__ = '_asyncio'
    _log_destroy_pending = True

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__(loop=loop)
        if not coroutines.iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        self._name = f'Task-{next(_numbers)}' if name is None else str(name)
        self._coro = coro
        self._must_cancel, self._fut_waiter = False, None
        self._num_cancels_requested = 0
        self._context = contextvars.copy_context() if context is None else context
        if eager_start and self._loop.is_running():
            self._start_now()
        else:
            self._loop.call_soon(self.__step, context=self._context)
            _alive.add(self)

    def _start_now(self):
        before = _current.get(self._loop)
        _current[self._loop] = self
        try:
            self._context.run(self.__advance, None)
        finally:
            if before is None:
                _current.pop(self._loop, None)
            else:
                _current[self._loop] = before
        if not self.done():
            _alive.add(self)

    def __del__(self):
        if self._state == futures._PENDING and self._log_destroy_pending:
            self._loop.call_exception_handler({'task': self, 'message': 'Task was destroyed but it is pending!'})
        super().__del__()

    def _parts(self):
        parts = super()._parts()
        if self._must_cancel:
            parts[0] = 'cancelling'
        elif self._num_cancels_requested and self._state == futures._PENDING and _version >= (3, 11):
            parts[0] = 'cancelling'
        parts.insert(1, f'name={self._name!r}')
        coro = f'coro=<{coroutines._shown(self._coro)}>'
        if self._fut_waiter is not None and _version < (3, 11):
            parts.insert(2, f'wait_for={self._fut_waiter!r}')
        elif self._fut_waiter is not None:
            parts.insert(2, coro)
            parts.insert(3, f'wait_for={self._fut_waiter!r}')
            return parts
        parts.insert(2, coro)
        return parts

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def get_stack(self, *, limit=None):
        frame = getattr(self._coro, 'cr_frame', None)
        return [] if frame is None else [frame]

    def cancel(self, msg=None):
        self._log_traceback = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            return True
        self._must_cancel, self._cancel_message = True, msg
        return True

    if _version >= (3, 11):
        def cancelling(self):
            return self._num_cancels_requested

        def uncancel(self):
            if self._num_cancels_requested > 0:
                self._num_cancels_requested -= 1
                if self._num_cancels_requested == 0 and _version >= (3, 13):
                    self._must_cancel = False
            return self._num_cancels_requested

    def __step(self, error=None):
        if self.done():
            raise exceptions.InvalidStateError(f'_step(): already done: {self!r}, {error!r}')
        before = _current.get(self._loop)
        _current[self._loop] = self
        try:
            self.__advance(error)
        finally:
            if before is None:
                _current.pop(self._loop, None)
            else:
                _current[self._loop] = before
            self = None

    def __advance(self, error):
        if self._must_cancel:
            if not isinstance(error, exceptions.CancelledError):
                error = self._make_cancelled_error()
            self._must_cancel = False
        coro, self._fut_waiter = self._coro, None
        try:
            result = coro.send(None) if error is None else coro.throw(error)
        except StopIteration as end:
            if self._must_cancel:
                self._must_cancel = False
                super().cancel(msg=self._cancel_message)
            else:
                super().set_result(end.value)
        except exceptions.CancelledError as end:
            self._cancelled_by = end
            if end.args and self._cancel_message is None:
                self._cancel_message = end.args[0]
            super().cancel(msg=self._cancel_message)
        except (KeyboardInterrupt, SystemExit) as end:
            super().set_exception(end)
            raise
        except BaseException as end:
            super().set_exception(end)
        else:
            self.__wait_for(result)
        finally:
            self = None

    def __wait_for(self, result):
        blocking = getattr(result, '_asyncio_future_blocking', None)
        if blocking is None:
            if result is None:
                self._loop.call_soon(self.__step, context=self._context)
                return
            what = ('yield was used instead of yield from in task {!r} with {!r}' if inspect.isgenerator(result)
                    else 'Task got bad yield: {1!r}')
            problem = RuntimeError(what.format(self, result))
        elif result.get_loop() is not self._loop:
            problem = RuntimeError(f'Task {self!r} got Future {result!r} attached to a different loop')
        elif not blocking:
            problem = RuntimeError(f'yield was used instead of yield from in task {self!r} with {result!r}')
        elif result is self:
            problem = RuntimeError(f'Task cannot await on itself: {self!r}')
        else:
            result._asyncio_future_blocking = False
            result.add_done_callback(self.task_wakeup, context=self._context)
            self._fut_waiter = result
            if self._must_cancel and result.cancel(msg=self._cancel_message):
                self._must_cancel = False
            return
        self._loop.call_soon(self.__step, problem, context=self._context)

    def task_wakeup(self, future):
        try:
            future.result()
        except BaseException as error:
            self.__step(error)
        else:
            self.__step()
        self = None

    task_wakeup.__qualname__ = 'Task.task_wakeup'


def create_task(coro, *, name=None, context=None, **kwargs):
    loop = events.get_running_loop()
    if context is not None:
        kwargs['context'] = context
    return loop.create_task(coro, name=name, **kwargs)


if _version >= (3, 12):
    __all__ += ['create_eager_task_factory', 'eager_task_factory']

    def create_eager_task_factory(custom_task_constructor):
        def factory(loop, coro, *, eager_start=True, **kwargs):
            return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **kwargs)
        return factory

    eager_task_factory = create_eager_task_factory(Task)


def ensure_future(coro_or_future, *, loop=None):
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError('The future belongs to a different loop than the one specified as the loop argument')
        return coro_or_future
    if not coroutines.iscoroutine(coro_or_future):
        if not inspect.isawaitable(coro_or_future):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        coro_or_future = _awaiting(coro_or_future)
    if loop is None:
        loop = events.get_event_loop()
    return loop.create_task(coro_or_future)


async def _awaiting(awaitable):
    return await awaitable


@types.coroutine
def _pass_on():
    yield


def _set_if_pending(future, result):
    if not future.cancelled():
        future.set_result(result)


async def sleep(delay, result=None):
    if delay <= 0:
        await _pass_on()
        return result
    if _version >= (3, 13) and delay != delay:
        raise ValueError('Invalid delay: NaN (not a number)')
    loop = events.get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, _set_if_pending, future, result)
    try:
        return await future
    finally:
        handle.cancel()


class _GatheringFuture(futures.Future):
    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children, self._cancel_requested = children, False

    def cancel(self, msg=None):
        if self.done():
            return False
        asked = False
        for child in self._children:
            if child.cancel(msg=msg):
                asked = True
        if asked:
            self._cancel_requested = True
        return asked


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        loop = events.get_event_loop()
        empty = loop.create_future()
        empty.set_result([])
        return empty
    loop = None
    by_argument, children, finished = {}, [], 0
    outer = None

    def _done_callback(future):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not future.cancelled():
                future.exception()
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._make_cancelled_error())
                return
            error = future.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if finished == len(by_argument):
            results = []
            for child in children:
                if child.cancelled():
                    results.append(exceptions.CancelledError(
                        '' if child._cancel_message is None else child._cancel_message))
                else:
                    error = child.exception()
                    results.append(child.result() if error is None else error)
            if outer._cancel_requested:
                outer.set_exception(future._make_cancelled_error())
            else:
                outer.set_result(results)

    for argument in coros_or_futures:
        if argument in by_argument:
            future = by_argument[argument]
        else:
            future = ensure_future(argument, loop=loop)
            if loop is None:
                loop = future.get_loop()
            if future is not argument:
                future._log_destroy_pending = False
            by_argument[argument] = future
            future.add_done_callback(_done_callback)
        children.append(future)
    outer = _GatheringFuture(children, loop=loop)
    return outer


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.' if _version >= (3, 11)
                         else 'Set of coroutines/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    fs = set(fs)
    if any(coroutines.iscoroutine(future) for future in fs):
        if _version >= (3, 11):
            raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
        fs = {ensure_future(future) for future in fs}
    loop = events.get_running_loop()
    return await _wait(fs, timeout, return_when, loop)


async def _wait(fs, timeout, return_when, loop):
    waiter = loop.create_future()
    timer = None if timeout is None else loop.call_later(timeout, _release_waiter, waiter)
    left = len(fs)

    def _on_completion(future):
        nonlocal left
        left -= 1
        if (left <= 0 or return_when == FIRST_COMPLETED
                or return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None):
            if timer is not None:
                timer.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for future in fs:
        future.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in fs:
            future.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for future in fs:
        (done if future.done() else pending).add(future)
    return done, pending


async def _cancel_and_wait(future):
    loop = events.get_running_loop()
    waiter = loop.create_future()

    def _release(_):
        _release_waiter(waiter)

    future.add_done_callback(_release)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(_release)


if _version >= (3, 12):
    async def wait_for(fut, timeout):
        from . import timeouts
        if fut is not None and not futures.isfuture(fut) and not coroutines.iscoroutine(fut):
            fut = ensure_future(fut)
        if timeout is not None and timeout <= 0:
            fut = ensure_future(fut)
            if fut.done():
                return fut.result()
            await _cancel_and_wait(fut)
            try:
                return fut.result()
            except exceptions.CancelledError as error:
                raise TimeoutError from error
        async with timeouts.timeout(timeout):
            return await fut
else:
    async def wait_for(fut, timeout):
        loop = events.get_running_loop()
        if timeout is None:
            return await fut
        if timeout <= 0:
            fut = ensure_future(fut, loop=loop)
            if fut.done():
                return fut.result()
            await _cancel_and_wait(fut)
            try:
                return fut.result()
            except exceptions.CancelledError as error:
                raise exceptions.TimeoutError() from error
        waiter = loop.create_future()
        timer = loop.call_later(timeout, _release_waiter, waiter)

        def _release(_):
            _release_waiter(waiter)

        fut = ensure_future(fut, loop=loop)
        fut.add_done_callback(_release)
        try:
            try:
                await waiter
            except exceptions.CancelledError:
                if fut.done():
                    return fut.result()
                fut.remove_done_callback(_release)
                await _cancel_and_wait(fut)
                raise
            if fut.done():
                return fut.result()
            fut.remove_done_callback(_release)
            await _cancel_and_wait(fut)
            try:
                return fut.result()
            except exceptions.CancelledError as error:
                raise exceptions.TimeoutError() from error
        finally:
            timer.cancel()


class _AsCompleted:
    def __init__(self, fs, timeout):
        from .queues import Queue
        self._done = Queue()
        loop = events.get_event_loop()
        self._waiting = {ensure_future(future, loop=loop) for future in fs}
        self._left, self._timer = len(self._waiting), None
        for future in self._waiting:
            future.add_done_callback(self._completed)
        if self._waiting and timeout is not None:
            self._timer = loop.call_later(timeout, self._expired)

    def _completed(self, future):
        if future not in self._waiting:
            return
        self._waiting.discard(future)
        self._done.put_nowait(future)
        if not self._waiting and self._timer is not None:
            self._timer.cancel()

    def _expired(self):
        for future in self._waiting:
            future.remove_done_callback(self._completed)
            self._done.put_nowait(None)
        self._waiting.clear()

    async def _next(self, unpacks=True):
        future = await self._done.get()
        if future is None:
            raise exceptions.TimeoutError
        return future.result() if unpacks else future

    def __iter__(self):
        return self

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._next()

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._next(False)


def as_completed(fs, *, timeout=None):
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f'expect an iterable of futures, not {type(fs).__name__}')
    return _AsCompleted(fs, timeout)


def run_coroutine_threadsafe(coro, loop):
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    future = concurrent.futures.Future()

    def start():
        task = ensure_future(coro, loop=loop)
        task.add_done_callback(lambda done: futures._settle(done, future))

    loop.call_soon_threadsafe(start)
    return future
