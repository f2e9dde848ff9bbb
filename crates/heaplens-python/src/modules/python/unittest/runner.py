# Running tests and telling about it.

import sys
import time
import warnings

from . import result

__unittest = True
_version = sys.version_info


class _WritelnDecorator:
    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        if name in ('stream', '__getstate__'):
            raise AttributeError(name)
        return getattr(self.stream, name)

    def writeln(self, arg=None):
        if arg:
            self.write(arg)
        self.write('\n')


class TextTestResult(result.TestResult):
    separator1, separator2 = '=' * 70, '-' * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions, self.durations = stream, descriptions, durations
        self.showAll, self.dots = verbosity > 1, verbosity == 1
        self._newline = True

    def getDescription(self, test):
        first = test.shortDescription()
        return '\n'.join((str(test), first)) if self.descriptions and first else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test))
            self.stream.write(' ... ')
            self.stream.flush()
            self._newline = False

    def _tell(self, word, mark):
        if self.showAll:
            self.stream.writeln(word)
            self._newline = True
        elif self.dots:
            self.stream.write(mark)
        self.stream.flush()

    def _tell_of(self, test, word, mark):
        # Of a subtest: on a line of its own.
        from .case import _SubTest
        if self.showAll and isinstance(test, _SubTest) or self.showAll and self._newline:
            if not self._newline:
                self.stream.writeln()
            if _version >= (3, 11):
                self.stream.write('  ' if isinstance(test, _SubTest) else '')
                self.stream.write(self.getDescription(test))
                self.stream.write(' ... ')
        self._tell(word, mark)

    def addSubTest(self, test, subtest, err):
        if err is not None and _version >= (3, 11):
            is_failure = issubclass(err[0], subtest.failureException)
            self._tell_of(subtest, 'FAIL' if is_failure else 'ERROR', 'F' if is_failure else 'E')
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell_of(test, 'ok', '.')

    def addError(self, test, err):
        super().addError(test, err)
        self._tell_of(test, 'ERROR', 'E')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._tell_of(test, 'FAIL', 'F')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell_of(test, 'skipped {0!r}'.format(reason), 's')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._tell('expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell('unexpected success', 'u')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList('ERROR', self.errors)
        self.printErrorList('FAIL', self.failures)
        if self.unexpectedSuccesses and _version >= (3, 11):
            self.stream.writeln(self.separator1)
            for test in self.unexpectedSuccesses:
                self.stream.writeln(f'UNEXPECTED SUCCESS: {self.getDescription(test)}')
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, err in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln('%s: %s' % (flavour, self.getDescription(test)))
            self.stream.writeln(self.separator2)
            self.stream.writeln('%s' % err)
            self.stream.flush()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions, self.verbosity, self.failfast = descriptions, verbosity, failfast
        self.buffer, self.tb_locals, self.warnings, self.durations = buffer, tb_locals, warnings, durations
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        found = self._makeResult()
        found.failfast, found.buffer, found.tb_locals = self.failfast, self.buffer, self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            began = time.perf_counter()
            start = getattr(found, 'startTestRun', None)
            if start is not None:
                start()
            try:
                test(found)
            finally:
                stop = getattr(found, 'stopTestRun', None)
                if stop is not None:
                    stop()
            taken = time.perf_counter() - began
        found.printErrors()
        if hasattr(found, 'separator2'):
            self.stream.writeln(found.separator2)
        run = found.testsRun
        self.stream.writeln('Ran %d test%s in %.3fs' % (run, '' if run == 1 else 's', taken))
        self.stream.writeln()
        counts = []
        word = 'OK'
        if not found.wasSuccessful():
            word = 'FAILED'
            for name, values in (('failures', found.failures), ('errors', found.errors)):
                if values:
                    counts.append('%s=%d' % (name, len(values)))
        elif run == 0 and not found.skipped and _version >= (3, 12):
            word = 'NO TESTS RAN'
        for name, values in (('skipped', found.skipped), ('expected failures', found.expectedFailures),
                             ('unexpected successes', found.unexpectedSuccesses)):
            if values:
                counts.append('%s=%d' % (name, len(values)))
        self.stream.write(word)
        self.stream.write(' (%s)\n' % ', '.join(counts) if counts else '\n')
        self.stream.flush()
        return found
