# What is a coroutine to asyncio.

import collections.abc
import inspect
import sys
import types

__all__ = ['iscoroutine', 'iscoroutinefunction']

_is_coroutine = object()


def iscoroutinefunction(func):
    if inspect.iscoroutinefunction(func) or getattr(func, '_is_coroutine', None) is _is_coroutine:
        return True
    return False


def iscoroutine(obj):
    if isinstance(obj, (types.CoroutineType, collections.abc.Coroutine)):
        return True
    return sys.version_info < (3, 12) and isinstance(obj, types.GeneratorType)


def _shown(coro):
    # A coroutine as a task shows it: what runs, and where.
    name = getattr(coro, '__qualname__', None) or getattr(coro, '__name__', None) or type(coro).__name__
    code = getattr(coro, 'cr_code', None) or getattr(coro, 'gi_code', None)
    name = f'{name}()'
    if code is None:
        return name
    running = getattr(coro, 'cr_running', None) or getattr(coro, 'gi_running', None)
    frame = getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None)
    if running or frame is not None:
        line = frame.f_lineno if frame is not None and frame.f_lineno is not None else code.co_firstlineno
        return f'{name} running at {code.co_filename}:{line}'
    return f'{name} done, defined at {code.co_filename}:{code.co_firstlineno}'
