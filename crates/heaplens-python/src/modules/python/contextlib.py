# Tools for with statements.

import _collections_abc
import abc
import sys
from functools import wraps
from types import MethodType

_VERSION = sys.version_info[:2]

if _VERSION >= (3, 9):
    from types import GenericAlias

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'nullcontext',
           'AbstractContextManager', 'AbstractAsyncContextManager', 'AsyncExitStack',
           'ContextDecorator', 'ExitStack', 'redirect_stdout', 'redirect_stderr', 'suppress']
if _VERSION >= (3, 10):
    __all__ += ['aclosing', 'AsyncContextDecorator']
if _VERSION >= (3, 11):
    __all__.append('chdir')


class AbstractContextManager(abc.ABC):
    if _VERSION >= (3, 13):
        __slots__ = ()
    if _VERSION >= (3, 9):
        __class_getitem__ = classmethod(GenericAlias)

    @classmethod
    def __subclasshook__(cls, C):
        if cls is not AbstractContextManager:
            return NotImplemented
        return _collections_abc._check_methods(C, '__enter__', '__exit__')

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        pass

    def __enter__(self):
        return self


class AbstractAsyncContextManager(abc.ABC):
    if _VERSION >= (3, 13):
        __slots__ = ()
    if _VERSION >= (3, 9):
        __class_getitem__ = classmethod(GenericAlias)

    @classmethod
    def __subclasshook__(cls, C):
        if cls is not AbstractAsyncContextManager:
            return NotImplemented
        return _collections_abc._check_methods(C, '__aenter__', '__aexit__')

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        pass

    async def __aenter__(self):
        return self


# Managers as decorators.

class ContextDecorator(object):
    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return wraps(func)(inner)

    def _recreate_cm(self):
        return self


class AsyncContextDecorator(object):
    def __call__(self, func):
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return wraps(func)(inner)

    def _recreate_cm(self):
        return self


# Generators as managers.

def contextmanager(func):
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return wraps(func)(helper)


def asynccontextmanager(func):
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return wraps(func)(helper)


def _after_throw(raised, thrown, traceback, *ends):
    # What the exit returns when `thrown` went into the generator and `raised` came out of it;
    # None where `raised` is to go on. ends: how this kind of generator says that it's over,
    # then all that it can't let out but as the cause of a RuntimeError.
    if isinstance(raised, ends[0]):
        return raised is not thrown
    if raised is not thrown:
        disguised = isinstance(raised, RuntimeError) and isinstance(thrown, ends)
        if not disguised or raised.__cause__ is not thrown:
            return None
    if _VERSION >= (3, 10):
        thrown.__traceback__ = traceback
    return False


class _GeneratorContextManagerBase:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func = func
        self.args = args
        self.kwds = kwds
        text = getattr(func, '__doc__', None)
        self.__doc__ = type(self).__doc__ if text is None else text

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)


class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        # Nothing but the generator needs to hold these from now on.
        del self.args, self.kwds, self.func
        try:
            first = next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None
        return first

    def __exit__(self, typ, value, traceback):
        complaint = "generator didn't stop"
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
        else:
            complaint += ' after throw()'
            if value is None:
                value = typ()
            try:
                if _VERSION < (3, 12):
                    self.gen.throw(typ, value, traceback)
                else:
                    self.gen.throw(value)
            except BaseException as raised:
                answer = _after_throw(raised, value, traceback, StopIteration)
                if answer is None:
                    raise
                return answer
        # It has yielded once more.
        try:
            raise RuntimeError(complaint)
        finally:
            if _VERSION >= (3, 12):
                self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager,
                                    AsyncContextDecorator):
    async def __aenter__(self):
        # Nothing but the generator needs to hold these from now on.
        del self.args, self.kwds, self.func
        try:
            first = await self.gen.__anext__()
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None
        return first

    async def __aexit__(self, typ, value, traceback):
        complaint = "generator didn't stop"
        if typ is None:
            try:
                await self.gen.__anext__()
            except StopAsyncIteration:
                return False
        else:
            complaint += ' after athrow()'
            if value is None:
                value = typ()
            try:
                if _VERSION < (3, 12):
                    await self.gen.athrow(typ, value, traceback)
                else:
                    await self.gen.athrow(value)
            except BaseException as raised:
                answer = _after_throw(raised, value, traceback, StopAsyncIteration, StopIteration)
                if answer is None:
                    raise
                return answer
        try:
            raise RuntimeError(complaint)
        finally:
            if _VERSION >= (3, 12):
                await self.gen.aclose()


# Small managers.

class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __exit__(self, *excinfo):
        return None

    def __enter__(self):
        return self.enter_result

    if _VERSION >= (3, 10):
        async def __aexit__(self, *excinfo):
            return None

        async def __aenter__(self):
            return self.enter_result


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *exc_info):
        self.thing.close()

    def __enter__(self):
        return self.thing


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()

    async def __aenter__(self):
        return self.thing


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        wanted = self._exceptions
        if issubclass(exctype, wanted):
            return True
        if _VERSION < (3, 12) or not issubclass(exctype, BaseExceptionGroup):
            return False
        others = excinst.split(wanted)[1]
        if others is not None:
            raise others
        return True


class _RedirectStream(AbstractContextManager):
    _stream = None      # the name in sys

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []      # one for each time that it's entered

    def __exit__(self, exctype, excinst, exctb):
        former = self._old_targets.pop()
        setattr(sys, self._stream, former)

    def __enter__(self):
        target, name = self._new_target, self._stream
        self._old_targets.append(getattr(sys, name))
        setattr(sys, name, target)
        return target


class redirect_stderr(_RedirectStream):
    _stream = 'stderr'


class redirect_stdout(_RedirectStream):
    _stream = 'stdout'


if _VERSION >= (3, 11):
    class chdir(AbstractContextManager):
        def __init__(self, path):
            self.path = path
            self._old_cwd = []

        def __exit__(self, *excinfo):
            from os import chdir as go
            go(self._old_cwd.pop())

        def __enter__(self):
            import os
            here = os.getcwd()
            self._old_cwd.append(here)
            os.chdir(self.path)


# Stacks of managers.

_NO_PROTOCOL = "'%s.%s' object does not support the %scontext manager protocol"


class _Unwinding:
    # How far the exits of a stack have come: `current` is the exception on its way.
    __slots__ = ('current', 'outside', 'came_with_one', 'swallowed', 'replaced')

    def __init__(self, current):
        self.current = current
        self.outside = sys.exc_info()[1]
        self.came_with_one = current is not None
        self.swallowed = self.replaced = False

    def details(self):
        exc = self.current
        return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)

    def swallow(self):
        self.current = None
        self.swallowed = True
        self.replaced = False

    def replace(self, fresh):
        # Nested with statements would have chained the fresh one to the one before it;
        # so the end of its chain, which is whatever was handled outside, gives way to that.
        link, before = fresh, self.current
        while True:
            following = link.__context__
            if following is None or following is before:
                break
            if following is self.outside:
                link.__context__ = before
                break
            link = following
        self.current = fresh
        self.replaced = True


class _BaseExitStack:
    def __init__(self):
        from collections import deque
        self._exit_callbacks = deque()

    # Entries are pairs: whether it's a plain function (not a coroutine's), and the function.

    def _push_exit_callback(self, callback, is_sync=True):
        self._exit_callbacks.append((is_sync, callback))

    def _push_cm_exit(self, cm, cm_exit):
        bound = self._create_exit_wrapper(cm, cm_exit)
        self._push_exit_callback(bound, True)

    @staticmethod
    def _create_exit_wrapper(cm, cm_exit):
        return MethodType(cm_exit, cm)

    def enter_context(self, cm):
        kind = type(cm)
        if _VERSION < (3, 11):
            leave, enter = kind.__exit__, kind.__enter__
        else:
            try:
                enter, leave = kind.__enter__, kind.__exit__
            except AttributeError:
                raise TypeError(_NO_PROTOCOL % (kind.__module__, kind.__qualname__, '')) from None
        entered = enter(cm)
        self._push_cm_exit(cm, leave)
        return entered

    def callback(self, callback, /, *args, **kwds):
        entry = self._create_cb_wrapper(callback, *args, **kwds)
        entry.__wrapped__ = callback
        self._push_exit_callback(entry)
        return callback

    @staticmethod
    def _create_cb_wrapper(callback, /, *args, **kwds):
        def _exit_wrapper(kind, exc, traceback):
            callback(*args, **kwds)
        return _exit_wrapper

    def push(self, exit):
        try:
            leave = type(exit).__exit__
        except AttributeError:
            # No manager, so a function that takes what an __exit__ takes.
            leave = None
        if leave is None:
            self._push_exit_callback(exit)
        else:
            self._push_cm_exit(exit, leave)
        return exit

    def pop_all(self):
        heir = type(self)()
        mine = self._exit_callbacks
        heir._exit_callbacks, self._exit_callbacks = mine, type(mine)()
        return heir


class ExitStack(_BaseExitStack, AbstractContextManager):
    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            plain, leave = self._exit_callbacks.pop()
            assert plain
            try:
                if leave(*state.details()):
                    state.swallow()
            except BaseException as fresh:
                state.replace(fresh)
        if not state.replaced:
            return state.came_with_one and state.swallowed
        last = state.current
        context = last.__context__
        try:
            raise last
        finally:
            last.__context__ = context      # raising may have set another

    def __enter__(self):
        return self


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    @staticmethod
    def _create_async_exit_wrapper(cm, cm_exit):
        return MethodType(cm_exit, cm)

    def _push_async_cm_exit(self, cm, cm_exit):
        bound = self._create_async_exit_wrapper(cm, cm_exit)
        self._push_exit_callback(bound, False)

    async def enter_async_context(self, cm):
        kind = type(cm)
        if _VERSION < (3, 11):
            leave, enter = kind.__aexit__, kind.__aenter__
        else:
            try:
                enter, leave = kind.__aenter__, kind.__aexit__
            except AttributeError:
                raise TypeError(_NO_PROTOCOL % (kind.__module__, kind.__qualname__,
                                                'asynchronous ')) from None
        entered = await enter(cm)
        self._push_async_cm_exit(cm, leave)
        return entered

    def push_async_callback(self, callback, /, *args, **kwds):
        entry = self._create_async_cb_wrapper(callback, *args, **kwds)
        entry.__wrapped__ = callback
        self._push_exit_callback(entry, False)
        return callback

    @staticmethod
    def _create_async_cb_wrapper(callback, /, *args, **kwds):
        async def _exit_wrapper(kind, exc, traceback):
            await callback(*args, **kwds)
        return _exit_wrapper

    def push_async_exit(self, exit):
        try:
            leave = type(exit).__aexit__
        except AttributeError:
            leave = None
        if leave is None:
            self._push_exit_callback(exit, False)
        else:
            self._push_async_cm_exit(exit, leave)
        return exit

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            plain, leave = self._exit_callbacks.pop()
            try:
                answer = leave(*state.details())
                if not plain:
                    answer = await answer
                if answer:
                    state.swallow()
            except BaseException as fresh:
                state.replace(fresh)
        if not state.replaced:
            return state.came_with_one and state.swallowed
        last = state.current
        context = last.__context__
        try:
            raise last
        finally:
            last.__context__ = context

    async def __aenter__(self):
        return self
