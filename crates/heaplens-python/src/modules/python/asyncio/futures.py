# Results that are not there yet. CPython has the class in C.

import contextvars
import reprlib
import sys
import types

from . import events, exceptions
from .events import _described

__all__ = ['Future', 'wrap_future', 'isfuture']

_version = sys.version_info
_PENDING, _CANCELLED, _FINISHED = 'PENDING', 'CANCELLED', 'FINISHED'


def isfuture(obj):
    return hasattr(type(obj), '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


class Future:
    __module__ = '_asyncio'
    _asyncio_future_blocking = False
    _log_traceback = False
    _cancel_message = None

    def __init__(self, *, loop=None):
        self._state = _PENDING
        self._result = self._exception = None
        self._exception_tb = None
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []

    def _parts(self):
        parts = [self._state.lower()]
        if self._state == _FINISHED:
            if self._exception is not None:
                parts.append(f'exception={self._exception!r}')
            else:
                parts.append(f'result={reprlib.repr(self._result)}')
        if self._callbacks:
            shown = [_described(callback) for callback, _ in self._callbacks]
            if len(shown) > 2:
                shown = [shown[0], f'<{len(shown) - 2} more>', shown[-1]]
            parts.append(f"cb=[{', '.join(shown)}]")
        return parts

    def __repr__(self):
        return '<{} {}>'.format(type(self).__name__, ' '.join(self._parts()))

    def __del__(self):
        if self._log_traceback:
            self._loop.call_exception_handler({
                'message': f'{type(self).__name__} exception was never retrieved',
                'exception': self._exception, 'future': self})

    if _version >= (3, 9):
        __class_getitem__ = classmethod(types.GenericAlias)

    def get_loop(self):
        return self._loop

    def _make_cancelled_error(self):
        if self._cancel_message is None:
            return exceptions.CancelledError()
        return exceptions.CancelledError(self._cancel_message)

    def cancel(self, msg=None):
        self._log_traceback = False
        if self._state != _PENDING:
            return False
        self._state, self._cancel_message = _CANCELLED, msg
        self._schedule_callbacks()
        return True

    def _schedule_callbacks(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def cancelled(self):
        return self._state == _CANCELLED

    def done(self):
        return self._state != _PENDING

    def _check_done(self, what):
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError(what)
        self._log_traceback = False

    def result(self):
        self._check_done('Result is not set.')
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        self._check_done('Exception is not set.')
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        if context is None:
            context = contextvars.copy_context()
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        kept = [pair for pair in self._callbacks if pair[0] != fn]
        removed = len(self._callbacks) - len(kept)
        self._callbacks[:] = kept
        return removed

    def _check_pending(self):
        if self._state != _PENDING:
            raise exceptions.InvalidStateError('invalid state')

    def set_result(self, result):
        self._check_pending()
        self._result, self._state = result, _FINISHED
        self._schedule_callbacks()

    def set_exception(self, exception):
        self._check_pending()
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration or _version >= (3, 12) and isinstance(exception, StopIteration):
            text = ('StopIteration interacts badly with generators and cannot be raised into a Future')
            if _version < (3, 12):
                raise TypeError(text)
            cause, exception = exception, RuntimeError(text)
            exception.__cause__ = exception.__context__ = cause
        self._exception, self._exception_tb = exception, exception.__traceback__
        self._state = _FINISHED
        self._schedule_callbacks()
        self._log_traceback = True

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


def _settle(source, target):
    # Gives a future what another one got.
    if target.done():
        return
    if source.cancelled():
        target.cancel()
    elif source.exception() is not None:
        target.set_exception(source.exception())
    else:
        target.set_result(source.result())


def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    loop = events.get_event_loop() if loop is None else loop
    made = loop.create_future()

    def give_back(source):
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, source, made)

    def cancel_source(target):
        if target.cancelled():
            future.cancel()

    made.add_done_callback(cancel_source)
    future.add_done_callback(give_back)
    return made
