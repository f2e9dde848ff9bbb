# The exceptions of asyncio.

import sys

__all__ = ['CancelledError', 'InvalidStateError', 'TimeoutError', 'IncompleteReadError', 'LimitOverrunError',
           'SendfileNotAvailableError']


class CancelledError(BaseException):
    pass


if sys.version_info >= (3, 11):
    TimeoutError = TimeoutError
    __all__.append('BrokenBarrierError')

    class BrokenBarrierError(RuntimeError):
        pass
else:
    class TimeoutError(Exception):
        pass


class InvalidStateError(Exception):
    pass


class SendfileNotAvailableError(RuntimeError):
    pass


class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        wanted = 'undefined' if expected is None else repr(expected)
        super().__init__(f'{len(partial)} bytes read on a total of {wanted} expected bytes')
        self.partial, self.expected = partial, expected


class LimitOverrunError(Exception):
    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed
