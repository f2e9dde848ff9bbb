# A program's main coroutine.

import contextvars
import inspect
import sys

from . import coroutines, events, tasks

__all__ = ['run']
_version = sys.version_info


def _cancel_all_tasks(loop):
    left = tasks.all_tasks(loop)
    if not left:
        return
    for task in left:
        task.cancel()
    loop.run_until_complete(tasks.gather(*left, return_exceptions=True))
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({'message': 'unhandled exception during asyncio.run() shutdown',
                                         'exception': task.exception(), 'task': task})


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._state, self._debug, self._loop_factory = 'created', debug, loop_factory
        self._loop = self._context = None
        self._sets_loop = False

    def __enter__(self):
        self._lazy_init()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def close(self):
        if self._state != 'initialized':
            return
        try:
            loop = self._loop
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            if _version >= (3, 9):
                loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            if self._sets_loop:
                events.set_event_loop(None)
            loop.close()
            self._loop, self._state = None, 'closed'

    def get_loop(self):
        self._lazy_init()
        return self._loop

    def run(self, coro, *, context=None):
        if events._get_running_loop() is not None and _version >= (3, 13):
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        if not coroutines.iscoroutine(coro):
            if _version >= (3, 14) and inspect.isawaitable(coro):
                coro = tasks._awaiting(coro)
            elif _version >= (3, 14):
                raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
            else:
                raise ValueError('a coroutine was expected, got {!r}'.format(coro))
        if events._get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        self._lazy_init()
        task = self._loop.create_task(coro, context=self._context if context is None else context)
        return self._loop.run_until_complete(task)

    def _lazy_init(self):
        if self._state == 'closed':
            raise RuntimeError('Runner is closed')
        if self._state == 'initialized':
            return
        if self._loop_factory is None:
            self._loop = events.new_event_loop()
            if not self._sets_loop:
                events.set_event_loop(self._loop)
                self._sets_loop = True
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = contextvars.copy_context()
        self._state = 'initialized'


def run(main, *, debug=None, **kwargs):
    if events._get_running_loop() is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running event loop')
    if _version < (3, 12) and not coroutines.iscoroutine(main):
        raise ValueError('a coroutine was expected, got {!r}'.format(main))
    runner = Runner(debug=debug, **kwargs)
    with runner:
        return runner.run(main)


if _version >= (3, 11):
    __all__.append('Runner')
