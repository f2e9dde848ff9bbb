# Tests that are run together.

import sys

from . import case
from .words import strclass

__unittest = True


class BaseTestSuite:
    _cleanup = True

    def __init__(self, tests=()):
        self._tests, self._removed_tests = [], 0
        self.addTests(tests)

    def __repr__(self):
        return '<%s tests=%s>' % (strclass(self.__class__), list(self))

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, self.__class__) else NotImplemented

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError('{} is not callable'.format(repr(test)))
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for at, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            self._forget(at)
        return result

    def _forget(self, at):
        if self._cleanup:
            test = self._tests[at]
            if hasattr(test, 'countTestCases'):
                self._removed_tests += test.countTestCases()
            self._tests[at] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for test in self:
            test.debug()


class _ErrorHolder:
    # Stands for a class or module whose set-up or tear-down failed.

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return '<ErrorHolder description=%r>' % (self.description,)

    def __str__(self):
        return self.id()

    def run(self, result):
        pass

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


def _isnotsuite(test):
    try:
        iter(test)
    except TypeError:
        return True
    return False


class TestSuite(BaseTestSuite):
    def run(self, result, debug=False):
        is_top = not getattr(result, '_testRunEntered', False)
        if is_top:
            result._testRunEntered = True
        for at, test in enumerate(self):
            if result.shouldStop:
                break
            if _isnotsuite(test):
                self._leave_class(test.__class__, result)
                self._change_module(test.__class__, result)
                self._enter_class(test.__class__, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, '_classSetupFailed', False) or result._moduleSetUpFailed:
                    continue
            test(result)
            self._forget(at)
        if is_top:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def _report(self, result, method, holder):
        problem = sys.exc_info()
        if isinstance(problem[1], case.SkipTest):
            result.addSkip(_ErrorHolder(f'{method} ({holder})'), str(problem[1]))
        else:
            result.addError(_Holder(f'{method} ({holder})'), problem)

    def _enter_class(self, cls, result):
        if cls is result._previousTestClass or result._moduleSetUpFailed:
            return
        if getattr(cls, '__unittest_skip__', False):
            return
        try:
            cls._classSetupFailed = False
        except TypeError:
            pass
        if hasattr(cls, 'setUpClass'):
            try:
                cls.setUpClass()
            except Exception:
                cls._classSetupFailed = True
                self._report(result, 'setUpClass', strclass(cls))
                if hasattr(cls, 'doClassCleanups'):
                    cls.doClassCleanups()

    def _leave_class(self, following, result):
        cls = result._previousTestClass
        if cls is following or cls is None:
            return
        if (getattr(cls, '_classSetupFailed', False) or result._moduleSetUpFailed
                or getattr(cls, '__unittest_skip__', False)):
            return
        try:
            if hasattr(cls, 'tearDownClass'):
                cls.tearDownClass()
        except Exception:
            self._report(result, 'tearDownClass', strclass(cls))
        if hasattr(cls, 'doClassCleanups'):
            cls.doClassCleanups()

    def _change_module(self, cls, result):
        before = getattr(result._previousTestClass, '__module__', None)
        if cls.__module__ == before:
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(cls.__module__)
        set_up = getattr(module, 'setUpModule', None)
        if set_up is not None:
            try:
                set_up()
            except Exception:
                result._moduleSetUpFailed = True
                self._report(result, 'setUpModule', cls.__module__)

    def _leave_module(self, result):
        if result._previousTestClass is None or result._moduleSetUpFailed:
            return
        name = result._previousTestClass.__module__
        tear_down = getattr(sys.modules.get(name), 'tearDownModule', None)
        try:
            if tear_down is not None:
                tear_down()
            case.doModuleCleanups()
        except Exception:
            self._report(result, 'tearDownModule', name)


class _Holder(_ErrorHolder):
    failureException = AssertionError
