# Threads, and what they wait on.

import _thread
import functools
import sys
import _weakrefset
from _collections import deque as _deque
from itertools import count as _count
from time import monotonic as _time

_version = sys.version_info
__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX',
           'Event', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError',
           'Timer', 'ThreadError', 'setprofile', 'settrace', 'local', 'stack_size', 'excepthook', 'ExceptHookArgs',
           'get_native_id']
if _version >= (3, 10):
    __all__ += ['getprofile', 'gettrace']

_start_new_thread = _thread._start
_allocate_lock = _thread.allocate_lock
get_ident, get_native_id, stack_size = _thread.get_ident, _thread.get_native_id, _thread.stack_size
ThreadError, TIMEOUT_MAX = _thread.error, _thread.TIMEOUT_MAX
Lock = _thread.lock if _version >= (3, 13) else _allocate_lock
_CRLock = _thread.RLock
_profile_hook = _trace_hook = None


def setprofile(func):
    global _profile_hook
    _profile_hook = func


def getprofile():
    return _profile_hook


def settrace(func):
    global _trace_hook
    _trace_hook = func


def gettrace():
    return _trace_hook


def RLock(*args, **kwargs):
    return _CRLock(*args, **kwargs)


class local:
    # Attributes that each thread has for itself.

    __slots__ = '_dicts', '_arguments', '__dict__'
    __module__ = '_thread'
    __qualname__ = '_local'

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        made = object.__new__(cls)
        object.__setattr__(made, '_dicts', {get_ident(): {}})
        object.__setattr__(made, '_arguments', (args, kwargs))
        return made

    def __getattribute__(self, name):
        _use_own(self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == '__dict__':
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        _use_own(self)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name == '__dict__':
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        _use_own(self)
        object.__delattr__(self, name)


def _use_own(made):
    # Puts the running thread's attributes in; a thread that comes for the first time calls `__init__` again.
    dicts = object.__getattribute__(made, '_dicts')
    ident = get_ident()
    own = dicts.get(ident)
    if own is None:
        own = dicts[ident] = {}
        object.__setattr__(made, '__dict__', own)
        if type(made).__init__ is not object.__init__:
            args, kwargs = object.__getattribute__(made, '_arguments')
            type(made).__init__(made, *args, **kwargs)
    object.__setattr__(made, '__dict__', own)


local.__name__ = '_local'


class Condition:
    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self.acquire, self.release = lock.acquire, lock.release
        for name in ('_release_save', '_acquire_restore', '_is_owned', 'locked'):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return '<Condition(%s, %d)>' % (self._lock, len(self._waiters))

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = _allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        state = self._release_save()
        woken = False
        try:
            if timeout is None:
                waiter.acquire()
                woken = True
            else:
                woken = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return woken
        finally:
            self._acquire_restore(state)
            if not woken:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        end, left = None, timeout
        result = predicate()
        while not result:
            if left is not None:
                if end is None:
                    end = _time() + left
                else:
                    left = end - _time()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        while self._waiters and n > 0:
            waiter = self._waiters.popleft()
            try:
                waiter.release()
            except RuntimeError:
                continue
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        if _version >= (3, 10):
            import warnings
            warnings.warn('notifyAll() is deprecated, use notify_all() instead', DeprecationWarning, stacklevel=2)
        self.notify_all()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond, self._value = Condition(Lock()), value

    def __repr__(self):
        cls = self.__class__
        return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>'

    if _version < (3, 10):
        __repr__ = object.__repr__

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            if not blocking:
                got = self._value > 0
            else:
                got = self._cond.wait_for(lambda: self._value > 0, timeout)
            if got:
                self._value -= 1
        return bool(got)

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        cls = self.__class__
        return (f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: '
                f'value={self._value}/{self._initial_value}>')

    if _version < (3, 10):
        __repr__ = object.__repr__

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError('Semaphore released too many times')
            self._value += n
            self._cond.notify(n)


class Event:
    def __init__(self):
        self._cond, self._flag = Condition(Lock()), False

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {'set' if self._flag else 'unset'}>"

    if _version < (3, 10):
        __repr__ = object.__repr__

    def is_set(self):
        return self._flag

    def isSet(self):
        if _version >= (3, 10):
            import warnings
            warnings.warn('isSet() is deprecated, use is_set() instead', DeprecationWarning, stacklevel=2)
        return self.is_set()

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1 and _version >= (3, 12):
            raise ValueError('parties must be >= 1')
        self._cond, self._action, self._timeout = Condition(Lock()), action, timeout
        # Filling, draining, resetting or broken.
        self._parties, self._count, self._state = parties, 0, 'filling'

    def __repr__(self):
        cls = self.__class__
        if self.broken:
            return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: broken>'
        return (f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: '
                f'waiters={self.n_waiting}/{self.parties}>')

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._count if self._state == 'filling' else 0)
    broken = property(lambda self: self._state == 'broken')

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in ('draining', 'resetting'):
                self._cond.wait()
            if self._state == 'broken':
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._release()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ('resetting', 'draining'):
                    self._state = 'filling'
                    self._cond.notify_all()

    def _release(self):
        try:
            if self._action:
                self._action()
            self._state = 'draining'
            self._cond.notify_all()
        except BaseException:
            self._break()
            raise

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != 'filling', timeout):
            self._break()
            raise BrokenBarrierError
        if self._state in ('broken', 'resetting'):
            raise BrokenBarrierError

    def _break(self):
        self._state = 'broken'
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                self._state = 'resetting'
            else:
                self._state = 'filling'
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()


_number = _count(1).__next__
_active, _dangling = {}, _weakrefset.WeakSet()


def _newname(template='Thread-%d'):
    return template % _number()


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, **more):
        if more and (set(more) - {'context'} or _version < (3, 14)):
            raise TypeError(f'Thread.__init__() got an unexpected keyword argument {next(iter(more))!r}')
        if group is not None:
            raise AssertionError('group argument must be None for now')
        if name:
            name = str(name)
        else:
            name = _newname()
            if target is not None and _version >= (3, 10):
                try:
                    name += f' ({target.__name__})'
                except AttributeError:
                    pass
        self._target, self._name, self._args = target, name, args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._context = more.get('context')
        self._ident = self._native_id = None
        self._done_lock = None
        self._started, self._is_stopped = Event(), False
        self._initialized = True
        _dangling.add(self)

    def __repr__(self):
        status = 'initial'
        if self._started.is_set():
            status = 'started'
        if self._is_stopped:
            status = 'stopped'
        if self._daemonic:
            status += ' daemon'
        if self._ident is not None:
            status += ' %s' % self._ident
        return '<%s(%s, %s)>' % (self.__class__.__name__, self._name, status)

    def start(self):
        if not self._initialized:
            raise RuntimeError('thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        if _version >= (3, 14) and self._context is None:
            flag = getattr(sys.flags, 'thread_inherit_context', 0)
            if flag:
                import _contextvars
                self._context = _contextvars.copy_context()
        self._done_lock = _allocate_lock()
        self._done_lock.acquire()
        _start_new_thread(self._bootstrap, (), self._daemonic)
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident, self._native_id = get_ident(), get_native_id()
        _active[self._ident] = self
        self._started.set()
        try:
            self._bootstrap_inner()
        finally:
            self._is_stopped = True
            _active.pop(self._ident, None)
            self._done_lock.release()

    def _bootstrap_inner(self):
        try:
            if self._context is None:
                self.run()
            else:
                self._context.run(self.run)
        except SystemExit as error:
            if _version < (3, 10):
                return
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        except BaseException as error:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread' if _version < (3, 13)
                               else 'Cannot join current thread')
        if self._is_stopped:
            return
        if timeout is None:
            got = self._done_lock.acquire()
        else:
            got = self._done_lock.acquire(True, max(timeout, 0)) if timeout > 0 else self._done_lock.acquire(False)
        if got:
            self._done_lock.release()

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._native_id

    def is_alive(self):
        return self._started.is_set() and not self._is_stopped

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    def isDaemon(self):
        _deprecated('isDaemon', 'get the daemon attribute')
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated('setDaemon', 'set the daemon attribute')
        self.daemon = daemonic

    def getName(self):
        _deprecated('getName', 'get the name attribute')
        return self.name

    def setName(self, name):
        _deprecated('setName', 'set the name attribute')
        self.name = name


def _deprecated(method, instead):
    if _version >= (3, 10):
        import warnings
        warnings.warn(f'{method}() is deprecated, {instead} instead', DeprecationWarning, stacklevel=3)


class _Hook(tuple):
    # What a hook for exceptions of threads is given.

    __slots__ = ()
    __module__ = '_thread'

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        return ('_thread._ExceptHookArgs(exc_type=%r, exc_value=%r, exc_traceback=%r, thread=%r)' % tuple(self))


_Hook.__name__ = _Hook.__qualname__ = '_ExceptHookArgs'
ExceptHookArgs = _Hook


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    import traceback
    name = args.thread.name if args.thread is not None else get_ident()
    lines = traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)
    sys.stderr.write(f'Exception in thread {name}:\n' + ''.join(lines))


__excepthook__ = excepthook


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name='MainThread', daemon=False)
        self._started._flag = True
        self._ident, self._native_id = get_ident(), get_native_id()
        _active[self._ident] = self


class _DummyThread(Thread):
    def __init__(self):
        Thread.__init__(self, name=_newname('Dummy-%d'), daemon=True)
        self._started._flag = True
        self._ident, self._native_id = get_ident(), get_native_id()
        _active[self._ident] = self

    def join(self, timeout=None):
        raise RuntimeError('cannot join a dummy thread' if _version >= (3, 13)
                           else 'cannot join current thread')


def current_thread():
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    _deprecated('currentThread', 'use current_thread()')
    return current_thread()


def active_count():
    return len(_active)


def activeCount():
    _deprecated('activeCount', 'use active_count()')
    return active_count()


def enumerate():
    return list(_active.values())


def main_thread():
    return _main_thread


_at_exit = []


def _register_atexit(func, *arg, **kwargs):
    _at_exit.append(functools.partial(func, *arg, **kwargs))


# The thread that imports this is taken to be the main one.
_main_thread = _MainThread()
