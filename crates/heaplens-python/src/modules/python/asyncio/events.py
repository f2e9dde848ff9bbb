# The loop: what is to be called next, and what later. It waits on the modelled clock, and for nothing outside.

import contextvars
import functools
import heapq
import reprlib
import sys
import time
import traceback
from collections import deque
from _engine import unsupported
from _thread import get_ident

__all__ = ['AbstractEventLoop', 'AbstractServer', 'Handle', 'TimerHandle', 'BaseEventLoop', 'SelectorEventLoop',
           'EventLoop', 'get_event_loop', 'get_running_loop', 'new_event_loop', 'set_event_loop',
           '_get_running_loop', '_set_running_loop', 'DefaultEventLoopPolicy', 'get_event_loop_policy',
           'set_event_loop_policy']

_version = sys.version_info
_running = {}


def _source(function):
    function = getattr(function, '__wrapped__', function)
    while isinstance(function, functools.partial):
        function = function.func
    code = getattr(function, '__code__', None)
    return None if code is None else (code.co_filename, code.co_firstlineno)


def _described(function, args=()):
    # A callback as its handle or future shows it.
    shown = '(' + ', '.join(map(reprlib.repr, args)) + ')'
    if isinstance(function, functools.partial):
        return _described(function.func, function.args) + shown
    name = getattr(function, '__qualname__', None) or getattr(function, '__name__', None) or repr(function)
    text = name + shown
    source = _source(function)
    return f'{text} at {source[0]}:{source[1]}' if source else text


class AbstractEventLoop:
    pass


class AbstractServer:
    pass


class Handle:
    __slots__ = '_callback', '_args', '_cancelled', '_loop', '_context', '__weakref__'

    def __init__(self, callback, args, loop, context=None):
        self._callback, self._args, self._loop = callback, args, loop
        self._cancelled = False
        self._context = contextvars.copy_context() if context is None else context

    def _parts(self):
        parts = [type(self).__name__]
        if self._cancelled:
            parts.append('cancelled')
        if self._callback is not None:
            parts.append(_described(self._callback, self._args))
        return parts

    def __repr__(self):
        return '<{}>'.format(' '.join(self._parts()))

    def get_context(self):
        return self._context

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._loop.call_exception_handler({
                'message': 'Exception in callback ' + _described(self._callback, self._args),
                'exception': error, 'handle': self})


class TimerHandle(Handle):
    __slots__ = '_when', '_scheduled'

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when, self._scheduled = when, False

    def _parts(self):
        parts = super()._parts()
        parts.insert(2 if self._cancelled else 1, f'when={self._when}')
        return parts

    def when(self):
        return self._when

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when

    def __le__(self, other):
        return self._when <= other._when

    def __gt__(self, other):
        return self._when > other._when

    def __ge__(self, other):
        return self._when >= other._when

    def __eq__(self, other):
        return self is other


class BaseEventLoop(AbstractEventLoop):
    def __init__(self):
        self._ready, self._scheduled = deque(), []
        self._stopping = self._closed = self._debug = False
        self._thread_id = None
        self._exception_handler = self._task_factory = self._default_executor = None
        self._asyncgens = set()

    def __repr__(self):
        return (f'<_UnixSelectorEventLoop running={self.is_running()} closed={self.is_closed()} '
                f'debug={self.get_debug()}>')

    def time(self):
        return time.monotonic()

    def is_running(self):
        return self._thread_id is not None

    def is_closed(self):
        return self._closed

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    # Callbacks.

    def _check_callback(self, callback, method):
        from . import coroutines
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError(f'coroutines cannot be used with {method}()')
        if not callable(callback):
            raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError('delay must not be None')
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError('when cannot be None')
        self._check_closed()
        handle = TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._scheduled, handle)
        handle._scheduled = True
        return handle

    # Futures and tasks.

    def create_future(self):
        from . import futures
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, **kwargs):
        from . import tasks
        self._check_closed()
        if self._task_factory is None:
            return tasks.Task(coro, loop=self, name=name, context=context, **kwargs)
        if context is not None:
            kwargs['context'] = context
        task = self._task_factory(self, coro, **kwargs)
        if name is not None:
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def run_in_executor(self, executor, func, *args):
        from . import futures
        self._check_closed()
        if executor is None:
            executor = self._default_executor
            if executor is None:
                from concurrent.futures import ThreadPoolExecutor
                executor = self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        self._default_executor = executor

    # Running.

    def run_forever(self):
        self._check_closed()
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        self._thread_id = get_ident()
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._asyncgen_first, finalizer=self._asyncgen_end)
        _set_running_loop(self)
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread_id = None
            _set_running_loop(None)
            sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        from . import futures, tasks
        self._check_closed()
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        is_new = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if is_new:
            future._log_destroy_pending = False
        future.add_done_callback(_stop_loop_of)
        try:
            self.run_forever()
        except BaseException:
            if is_new and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_stop_loop_of)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def stop(self):
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self._closed:
            return
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def _run_once(self):
        while self._scheduled and self._scheduled[0]._cancelled:
            heapq.heappop(self._scheduled)._scheduled = False
        if not self._ready and not self._stopping:
            if self._scheduled:
                self._wait(max(0.0, self._scheduled[0]._when - self.time()))
            else:
                self._wait(None)
        end = self.time() + 1e-9
        while self._scheduled and self._scheduled[0]._when < end:
            handle = heapq.heappop(self._scheduled)
            handle._scheduled = False
            self._ready.append(handle)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                handle._run()
        handle = None

    def _wait(self, seconds):
        # Other threads may put something in; nobody else does.
        import threading
        if threading.active_count() > 1:
            end = None if seconds is None else self.time() + seconds
            while not self._ready and (end is None or self.time() < end):
                if threading.active_count() == 1 and end is None:
                    break
                time.sleep(0.001 if end is None else max(min(0.001, end - self.time()), 0))
        elif seconds is None:
            unsupported('an event loop that nothing will ever wake')
        else:
            time.sleep(seconds)

    # Asynchronous generators.

    def _asyncgen_first(self, generator):
        import weakref
        self._asyncgens.add(weakref.ref(generator))

    def _asyncgen_end(self, generator):
        if not self._closed:
            self.call_soon(self.create_task, generator.aclose())

    async def shutdown_asyncgens(self):
        from . import tasks
        alive = [generator for generator in (ref() for ref in self._asyncgens) if generator is not None]
        self._asyncgens.clear()
        if alive:
            results = await tasks.gather(*[generator.aclose() for generator in alive], return_exceptions=True)
            for result, generator in zip(results, alive):
                if isinstance(result, Exception):
                    self.call_exception_handler({
                        'message': 'an error occurred during closing of asynchronous generator '
                                   f'{generator!r}',
                        'exception': result, 'asyncgen': generator})

    async def shutdown_default_executor(self, timeout=None):
        if self._default_executor is not None:
            self._default_executor.shutdown(wait=True)

    # What goes wrong in callbacks.

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        lines = [context.get('message') or 'Unhandled exception in event loop']
        for key in sorted(context):
            if key not in ('message', 'exception'):
                lines.append(f'{key}: {context[key]!r}')
        sys.stderr.write('\n'.join(lines) + '\n')
        error = context.get('exception')
        if error is not None:
            traceback.print_exception(type(error), error, error.__traceback__)

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self.default_exception_handler(context)
        else:
            self._exception_handler(self, context)

    def add_signal_handler(self, sig, callback, *args):
        unsupported('signals')

    def __getattr__(self, name):
        if name in ('create_connection', 'create_server', 'sock_recv', 'sock_sendall', 'add_reader', 'add_writer',
                    'connect_read_pipe', 'connect_write_pipe', 'subprocess_exec', 'subprocess_shell',
                    'getaddrinfo', 'create_datagram_endpoint', 'create_unix_connection'):
            unsupported(f'the network in asyncio ({name})')
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')


SelectorEventLoop = EventLoop = BaseEventLoop


def _stop_loop_of(future):
    if not future.cancelled():
        error = future.exception()
        if isinstance(error, (SystemExit, KeyboardInterrupt)):
            return
    future.get_loop().stop()


def _get_running_loop():
    return _running.get(get_ident())


def _set_running_loop(loop):
    if loop is None:
        _running.pop(get_ident(), None)
    else:
        _running[get_ident()] = loop


def get_running_loop():
    loop = _get_running_loop()
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def new_event_loop():
    return get_event_loop_policy().new_event_loop()


class DefaultEventLoopPolicy:
    def __init__(self):
        self._loops, self._was_set = {}, set()

    def new_event_loop(self):
        return BaseEventLoop()

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        self._was_set.add(get_ident())
        self._loops[get_ident()] = loop

    def get_event_loop(self):
        import threading
        is_main = threading.current_thread() is threading.main_thread()
        if self._loops.get(get_ident()) is None and get_ident() not in self._was_set and is_main:
            if _version < (3, 14):
                if _version >= (3, 12):
                    import warnings
                    warnings.warn('There is no current event loop', DeprecationWarning, stacklevel=3)
                self.set_event_loop(self.new_event_loop())
        loop = self._loops.get(get_ident())
        if loop is None:
            raise RuntimeError('There is no current event loop in thread %r.' % threading.current_thread().name)
        return loop


_policy = None


def get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = DefaultEventLoopPolicy()
    return _policy


def set_event_loop_policy(policy):
    global _policy
    _policy = policy


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)


def get_event_loop():
    running = _get_running_loop()
    return get_event_loop_policy().get_event_loop() if running is None else running
