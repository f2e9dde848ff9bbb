# Tests: cases, suites of them, and programs that run them.

import sys

from .result import TestResult
from .case import (FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups, expectedFailure, skip,
                   skipIf, skipUnless)
from .suite import BaseTestSuite, TestSuite
from .loader import TestLoader, defaultTestLoader
from .main import TestProgram, main
from .runner import TextTestResult, TextTestRunner

__unittest = True
__all__ = ['TestResult', 'TestCase', 'IsolatedAsyncioTestCase', 'TestSuite', 'TextTestRunner', 'TestLoader',
           'FunctionTestCase', 'main', 'defaultTestLoader', 'SkipTest', 'skip', 'skipIf', 'skipUnless',
           'expectedFailure', 'TextTestResult', 'addModuleCleanup', 'doModuleCleanups']

if sys.version_info >= (3, 11):
    from .case import enterModuleContext
    __all__.append('enterModuleContext')


def __getattr__(name):
    if name == 'IsolatedAsyncioTestCase':
        from .async_case import IsolatedAsyncioTestCase
        globals()[name] = IsolatedAsyncioTestCase
        return IsolatedAsyncioTestCase
    if name == 'mock':
        from _engine import unsupported
        unsupported('unittest.mock')
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
