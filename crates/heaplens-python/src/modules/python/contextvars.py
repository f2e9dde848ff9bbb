# Variables of a context: all of it lies in `_contextvars`, which CPython has in C.

from _contextvars import Context, ContextVar, Token, copy_context

__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')
