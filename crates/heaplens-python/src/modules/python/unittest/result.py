# What came of the tests.

import sys
import traceback
from functools import wraps

__unittest = True


def failfast(method):
    @wraps(method)
    def inner(self, *args, **kw):
        if getattr(self, 'failfast', False):
            self.stop()
        return method(self, *args, **kw)
    return inner


class TestResult:
    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = self.shouldStop = self.buffer = self.tb_locals = False
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses, self.collectedDurations = [], [], []
        self.testsRun = 0

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def startTestRun(self):
        pass

    def stopTest(self, test):
        pass

    def stopTestRun(self):
        pass

    @failfast
    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if getattr(self, 'failfast', False):
                self.stop()
            found = self.failures if issubclass(err[0], test.failureException) else self.errors
            found.append((subtest, self._exc_info_to_string(err, test)))

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        kind, value, trail = err
        if sys.version_info >= (3, 11):
            self._clean(value, issubclass(kind, test.failureException), set())
            return ''.join(traceback.format_exception(kind, value, value.__traceback__))
        while trail and self._is_relevant_tb_level(trail):
            trail = trail.tb_next
        length = None
        if kind is test.failureException:
            length = 0
            level = trail
            while level and not self._is_relevant_tb_level(level):
                length += 1
                level = level.tb_next
        return ''.join(traceback.format_exception(kind, value, trail, limit=length))

    def _clean(self, value, is_failure, seen):
        # Leaves the frames of this package out of the tracebacks of an exception and of those behind it.
        if value is None or id(value) in seen:
            return
        seen.add(id(value))
        trail = value.__traceback__
        while trail and self._is_relevant_tb_level(trail):
            trail = trail.tb_next
        if is_failure:
            level, before = trail, None
            while level and not self._is_relevant_tb_level(level):
                before, level = level, level.tb_next
            if before is not None:
                before.tb_next = None
        value.__traceback__ = trail
        self._clean(value.__cause__, False, seen)
        self._clean(value.__context__, False, seen)

    def _is_relevant_tb_level(self, tb):
        return '__unittest' in tb.tb_frame.f_globals

    def __repr__(self):
        return '<%s.%s run=%i errors=%i failures=%i>' % (
            type(self).__module__, type(self).__qualname__, self.testsRun, len(self.errors), len(self.failures))
