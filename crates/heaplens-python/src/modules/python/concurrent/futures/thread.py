# A pool of threads.

import itertools
import sys
import threading
from queue import Empty, SimpleQueue
from . import _base

_version = sys.version_info


class BrokenThreadPool(_base.BrokenExecutor):
    pass


class ThreadPoolExecutor(_base.Executor):
    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=(), **ctxkwargs):
        if max_workers is None:
            max_workers = 5 if _version < (3, 14) else 8
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers, self._work_queue = max_workers, SimpleQueue()
        self._idle, self._threads = 0, set()
        self._broken, self._shutdown = False, False
        self._lock = threading.Lock()
        self._thread_name_prefix = thread_name_prefix or 'ThreadPoolExecutor-%d' % self._counter()
        self._initializer, self._initargs = initializer, initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')
            future = _base.Future()
            self._work_queue.put((future, fn, args, kwargs))
            if self._idle > 0:
                self._idle -= 1
            elif len(self._threads) < self._max_workers:
                name = '%s_%d' % (self._thread_name_prefix, len(self._threads))
                # The program's end doesn't wait for a pool that nobody shut down.
                thread = threading.Thread(name=name, target=self._work, daemon=True)
                thread.start()
                self._threads.add(thread)
            return future

    def _work(self):
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException:
                self._broken = ('A thread initializer failed, the thread pool is not usable anymore')
                while True:
                    try:
                        item = self._work_queue.get_nowait()
                    except Empty:
                        return
                    if item is not None:
                        item[0].set_exception(BrokenThreadPool(self._broken))
        while True:
            try:
                item = self._work_queue.get_nowait()
            except Empty:
                self._idle += 1
                item = self._work_queue.get()
            if item is None:
                self._work_queue.put(None)
                return
            future, fn, args, kwargs = item
            if future.set_running_or_notify_cancel():
                try:
                    result = fn(*args, **kwargs)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)
            del item, future, fn, args, kwargs

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._shutdown = True
            if cancel_futures:
                while True:
                    try:
                        item = self._work_queue.get_nowait()
                    except Empty:
                        break
                    if item is not None:
                        item[0].cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
