# Futures of threads: results that other threads wait for.

import sys
import threading
import time
import types
from collections import namedtuple

_version = sys.version_info
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'
PENDING, RUNNING, CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED = (
    'PENDING', 'RUNNING', 'CANCELLED', 'CANCELLED_AND_NOTIFIED', 'FINISHED')
DoneAndNotDoneFutures = namedtuple('DoneAndNotDoneFutures', 'done not_done')


class Error(Exception):
    pass


class CancelledError(Error):
    pass


if _version >= (3, 11):
    TimeoutError = TimeoutError
else:
    class TimeoutError(Error):
        pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


class Future:
    def __init__(self):
        self._condition = threading.Condition()
        self._state, self._result, self._exception = PENDING, None, None
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            text = f'{self.__class__.__name__} at {id(self):#x} state={self._state.split("_")[0].lower()}'
            if self._state == FINISHED:
                if self._exception:
                    text += f' raised {self._exception.__class__.__name__}'
                else:
                    text += f' returned {self._result.__class__.__name__}'
            return f'<{text}>'

    if _version >= (3, 9):
        __class_getitem__ = classmethod(types.GenericAlias)

    def cancel(self):
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            try:
                callback(self)
            except Exception:
                import traceback
                sys.stderr.write(f'exception calling callback for {self!r}\n' + traceback.format_exc())

    def add_done_callback(self, fn):
        with self._condition:
            if self._state not in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
                self._done_callbacks.append(fn)
                return
        self._done_callbacks, before = [fn], self._done_callbacks
        try:
            self._invoke_callbacks()
        finally:
            self._done_callbacks = before

    def _wait(self, timeout):
        # Waits for the end, under the condition.
        ended = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)
        if self._state not in ended:
            self._condition.wait_for(lambda: self._state in ended, timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        try:
            with self._condition:
                self._wait(timeout)
                if self._exception:
                    raise self._exception
                return self._result
        finally:
            # An exception's traceback would hold the future.
            self = None

    def exception(self, timeout=None):
        with self._condition:
            self._wait(timeout)
            return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                self._condition.notify_all()
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            raise RuntimeError('Future in unexpected state')

    def _settle(self, result, exception):
        with self._condition:
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
                raise InvalidStateError('{}: {!r}'.format(self._state, self))
            self._result, self._exception, self._state = result, exception, FINISHED
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_result(self, result):
        self._settle(result, None)

    def set_exception(self, exception):
        self._settle(None, exception)


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, **more):
        end = None if timeout is None else timeout + time.monotonic()
        waiting = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                waiting.reverse()
                while waiting:
                    future = waiting.pop()
                    try:
                        value = future.result() if end is None else future.result(end - time.monotonic())
                    finally:
                        future.cancel()
                        del future
                    yield value
            finally:
                for future in waiting:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


class _Watch:
    # Collects futures as they end.

    def __init__(self, fs):
        self.condition, self.ended = threading.Condition(), []
        for future in fs:
            future.add_done_callback(self.add)

    def add(self, future):
        with self.condition:
            self.ended.append(future)
            self.condition.notify_all()


def as_completed(fs, timeout=None):
    end = None if timeout is None else timeout + time.monotonic()
    fs = set(fs)
    total = len(fs)
    finished = [future for future in fs if future.done()]
    watch = _Watch(fs.difference(finished))
    given = 0
    for future in finished:
        given += 1
        yield future
    at = 0
    while given < total:
        with watch.condition:
            left = None if end is None else max(0, end - time.monotonic())
            if not watch.condition.wait_for(lambda: len(watch.ended) > at, left):
                raise TimeoutError('%d (of %d) futures unfinished' % (total - given, total))
            future = watch.ended[at]
            at += 1
        given += 1
        yield future


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError('Invalid return condition: %r' % return_when)
    watch = _Watch(fs)

    def is_enough():
        if len(watch.ended) == len(fs) or return_when == FIRST_COMPLETED and watch.ended:
            return True
        return return_when == FIRST_EXCEPTION and any(
            not future.cancelled() and future._exception is not None for future in watch.ended)

    with watch.condition:
        watch.condition.wait_for(is_enough, timeout)
        done = set(watch.ended)
    return DoneAndNotDoneFutures(done, fs - done)
