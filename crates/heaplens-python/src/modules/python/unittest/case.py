# Test cases: one class with all that a test may assert.

import collections
import contextlib
import re
import sys
import time
import traceback
import types
import warnings

from . import result
from .words import _common_shorten_repr, _count_diff, safe_repr, strclass

__unittest = True
_version = sys.version_info
DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'


class SkipTest(Exception):
    pass


class _ShouldStop(Exception):
    pass


class _UnexpectedSuccess(Exception):
    pass


def _id(obj):
    return obj


def skip(reason):
    def decorator(test_item):
        if not isinstance(test_item, type):
            import functools

            @functools.wraps(test_item)
            def skip_wrapper(*args, **kwargs):
                raise SkipTest(reason)

            test_item = skip_wrapper
        test_item.__unittest_skip__ = True
        test_item.__unittest_skip_why__ = reason
        return test_item

    if isinstance(reason, types.FunctionType):
        test_item, reason = reason, ''
        return decorator(test_item)
    return decorator


def skipIf(condition, reason):
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    return _id if condition else skip(reason)


def expectedFailure(test_item):
    test_item.__unittest_expecting_failure__ = True
    return test_item


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def doModuleCleanups():
    problems = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            problems.append(error)
    if problems:
        raise problems[0]


def enterModuleContext(cm):
    return _enter(cm, addModuleCleanup)


def _enter(cm, add_cleanup):
    cls = type(cm)
    try:
        enter, leave = cls.__enter__, cls.__exit__
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager "
                        'protocol') from None
    entered = enter(cm)
    add_cleanup(leave, cm, None, None, None)
    return entered


class _Expecting:
    # What `assertRaises` and its kin share: as a context, or with something to call.

    def __init__(self, expected, test_case, pattern=None):
        self.test_case, self.expected, self.msg = test_case, expected, None
        self.expected_regex = re.compile(pattern) if isinstance(pattern, (str, bytes)) else pattern
        self.obj_name = None

    def _fail(self, text):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, text))

    def handle(self, name, args, kwargs):
        try:
            base = self._base_type
            if not (isinstance(self.expected, type) and issubclass(self.expected, base) or
                    isinstance(self.expected, tuple) and all(
                        isinstance(one, type) and issubclass(one, base) for one in self.expected)):
                raise TypeError('%s() arg 1 must be %s' % (name, self._base_type_str))
            if not args:
                self.msg = kwargs.pop('msg', None)
                if kwargs:
                    raise TypeError('%r is an invalid keyword argument for this function' % (next(iter(kwargs)),))
                return self
            function, *args = args
            self.obj_name = getattr(function, '__name__', None) or str(function)
            with self:
                function(*args, **kwargs)
        finally:
            self = None

    def _names(self):
        try:
            return self.expected.__name__
        except AttributeError:
            return str(self.expected)


class _AssertRaisesContext(_Expecting):
    _base_type, _base_type_str = BaseException, 'an exception type or tuple of exception types'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            if self.obj_name:
                self._fail('{} not raised by {}'.format(self._names(), self.obj_name))
            self._fail('{} not raised'.format(self._names()))
        traceback.clear_frames(tb)
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(exc_value)):
            self._fail('"{}" does not match "{}"'.format(self.expected_regex.pattern, str(exc_value)))
        return True

    if _version >= (3, 9):
        __class_getitem__ = classmethod(types.GenericAlias)


class _AssertWarnsContext(_Expecting):
    _base_type, _base_type_str = Warning, 'a warning type or tuple of warning types'

    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}
        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self._catcher.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        first = None
        for given in self.warnings:
            if not isinstance(given.message, self.expected):
                continue
            if first is None:
                first = given.message
            if self.expected_regex is not None and not self.expected_regex.search(str(given.message)):
                continue
            self.warning, self.filename, self.lineno = given.message, given.filename, given.lineno
            return
        if first is not None:
            self._fail('"{}" does not match "{}"'.format(self.expected_regex.pattern, str(first)))
        if self.obj_name:
            self._fail('{} not triggered by {}'.format(self._names(), self.obj_name))
        self._fail('{} not triggered'.format(self._names()))


class _Outcome:
    def __init__(self, result=None):
        self.result, self.success, self.skipped, self.expecting_failure = result, True, [], False
        self.expectedFailure, self.errors = None, []

    @contextlib.contextmanager
    def testPartExecutor(self, test_case, subTest=False):
        before, self.success = self.success, True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as error:
            self.success = False
            self.result.addSkip(test_case, str(error))
        except _ShouldStop:
            pass
        except BaseException:
            problem = sys.exc_info()
            if self.expecting_failure:
                self.expectedFailure = problem
            else:
                self.success = False
                if subTest:
                    self.result.addSubTest(test_case.test_case, test_case, problem)
                elif issubclass(problem[0], test_case.failureException):
                    self.result.addFailure(test_case, problem)
                else:
                    self.result.addError(test_case, problem)
            problem = None
        else:
            if subTest and self.success:
                self.result.addSubTest(test_case.test_case, test_case, None)
        finally:
            self.success = self.success and before


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2 ** 16
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName='runTest'):
        self._testMethodName, self._outcome, self._testMethodDoc = methodName, None, 'No test'
        try:
            method = getattr(self, methodName)
        except AttributeError:
            if methodName != 'runTest':
                raise ValueError('no such test method in %s: %s' % (self.__class__, methodName))
        else:
            self._testMethodDoc = method.__doc__
        self._cleanups, self._subtest = [], None
        self._type_equality_funcs = {dict: 'assertDictEqual', list: 'assertListEqual', tuple: 'assertTupleEqual',
                                     set: 'assertSetEqual', frozenset: 'assertSetEqual',
                                     str: 'assertMultiLineEqual'}

    def addTypeEqualityFunc(self, typeobj, function):
        self._type_equality_funcs[typeobj] = function

    # Before and after.

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        return _enter(cm, self.addCleanup)

    @classmethod
    def enterClassContext(cls, cm):
        return _enter(cm, cls.addClassCleanup)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return result.TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split('\n')[0].strip() if doc else None

    def id(self):
        return '%s.%s' % (strclass(self.__class__), self._testMethodName)

    def __eq__(self, other):
        return self._testMethodName == other._testMethodName if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        if _version >= (3, 11):
            return '%s (%s.%s)' % (self._testMethodName, strclass(self.__class__), self._testMethodName)
        return '%s (%s)' % (self._testMethodName, strclass(self.__class__))

    def __repr__(self):
        return '<%s testMethod=%s>' % (strclass(self.__class__), self._testMethodName)

    @contextlib.contextmanager
    def subTest(self, msg=_id, **params):
        if self._outcome is None:
            yield
            return
        outer = self._subtest
        shown = collections.ChainMap(params, {} if outer is None else outer.params)
        self._subtest = _SubTest(self, msg, shown)
        try:
            with self._outcome.testPartExecutor(self._subtest, subTest=True):
                yield
            if not self._outcome.success:
                if self._outcome.result is not None and self._outcome.result.failfast:
                    raise _ShouldStop
            elif self._outcome.expectedFailure:
                raise _ShouldStop
        finally:
            self._subtest = outer

    # Running.

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        if method() is not None and _version >= (3, 11):
            warnings.warn('It is deprecated to return a value that is not None from a test case '
                          f'({method})', DeprecationWarning, stacklevel=3)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        is_own = result is None
        if is_own:
            result = self.defaultTestResult()
            start = getattr(result, 'startTestRun', None)
            if start is not None:
                start()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            for holder in (self.__class__, method):
                if getattr(holder, '__unittest_skip__', False):
                    result.addSkip(self, getattr(self.__class__, '__unittest_skip_why__', '')
                                   or getattr(method, '__unittest_skip_why__', ''))
                    return result
            expecting = (getattr(self, '__unittest_expecting_failure__', False)
                         or getattr(method, '__unittest_expecting_failure__', False))
            outcome = _Outcome(result)
            began = time.perf_counter()
            try:
                self._outcome = outcome
                with outcome.testPartExecutor(self):
                    self._callSetUp()
                if outcome.success:
                    outcome.expecting_failure = expecting
                    with outcome.testPartExecutor(self):
                        self._callTestMethod(method)
                    outcome.expecting_failure = False
                    with outcome.testPartExecutor(self):
                        self._callTearDown()
                self.doCleanups()
                if _version >= (3, 12):
                    result.addDuration(self, time.perf_counter() - began)
                if outcome.success:
                    if expecting:
                        if outcome.expectedFailure:
                            result.addExpectedFailure(self, outcome.expectedFailure)
                        else:
                            result.addUnexpectedSuccess(self)
                    else:
                        result.addSuccess(self)
                return result
            finally:
                outcome.expectedFailure = None
                self._outcome = outcome = None
        finally:
            result.stopTest(self)
            if is_own:
                stop = getattr(result, 'stopTestRun', None)
                if stop is not None:
                    stop()

    def doCleanups(self):
        outcome = self._outcome or _Outcome()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.testPartExecutor(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        self._callSetUp()
        self._callTestMethod(getattr(self, self._testMethodName))
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    # Assertions.

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return '%s : %s' % (standardMsg, msg)
        except UnicodeDecodeError:
            return '%s : %s' % (safe_repr(standardMsg), safe_repr(msg))

    def _fail_with(self, msg, text):
        raise self.failureException(self._formatMessage(msg, text))

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail_with(msg, '%s is not false' % safe_repr(expr))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail_with(msg, '%s is not true' % safe_repr(expr))

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _AssertRaisesContext(expected_exception, self)
        try:
            return context.handle('assertRaises', args, kwargs)
        finally:
            context = None

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _AssertRaisesContext(expected_exception, self, expected_regex).handle(
            'assertRaisesRegex', args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _AssertWarnsContext(expected_warning, self).handle('assertWarns', args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _AssertWarnsContext(expected_warning, self, expected_regex).handle('assertWarnsRegex', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=False)

    if _version >= (3, 10):
        def assertNoLogs(self, logger=None, level=None):
            from ._log import _AssertLogsContext
            return _AssertLogsContext(self, logger, level, no_logs=True)

    def _getAssertEqualityFunc(self, first, second):
        if type(first) == type(second):
            found = self._type_equality_funcs.get(type(first))
            if found is not None:
                return getattr(self, found) if isinstance(found, str) else found
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail_with(msg, '%s != %s' % _common_shorten_repr(first, second))

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail_with(msg, '%s == %s' % (safe_repr(first), safe_repr(second)))

    def _near(self, first, second, places, delta):
        # Whether both are near, and the words for it.
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        diff = abs(first - second)
        if delta is not None:
            return diff <= delta, '%s delta (%s difference)' % (safe_repr(delta), safe_repr(diff))
        places = 7 if places is None else places
        return round(diff, places) == 0, '%r places (%s difference)' % (places, safe_repr(diff))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        is_near, words = self._near(first, second, places, delta)
        if not is_near:
            self._fail_with(msg, '%s != %s within %s' % (safe_repr(first), safe_repr(second), words))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        is_near, words = self._near(first, second, places, delta)
        if delta is None:
            words = words.split(' (')[0]
        if first == second or is_near:
            self._fail_with(msg, '%s == %s within %s' % (safe_repr(first), safe_repr(second), words))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        kind = 'sequence'
        if seq_type is not None:
            kind = seq_type.__name__
            for place, value in (('First', seq1), ('Second', seq2)):
                if not isinstance(value, seq_type):
                    raise self.failureException('%s sequence is not a %s: %s' % (place, kind, safe_repr(value)))
        text = None
        sizes = []
        for place, value in (('First', seq1), ('Second', seq2)):
            try:
                sizes.append(len(value))
            except (TypeError, NotImplementedError):
                if text is None:
                    text = '%s %s has no length.    Non-sequence?' % (place, kind)
        if text is None:
            if seq1 == seq2:
                return
            text = '%ss differ: %s != %s\n' % ((kind.capitalize(),) + _common_shorten_repr(seq1, seq2))
            one, two = sizes
            for at in range(min(sizes)):
                try:
                    here, there = seq1[at], seq2[at]
                except (TypeError, IndexError, NotImplementedError):
                    text += '\nUnable to index element %d of %s\n' % (at, kind)
                    break
                if here != there:
                    text += '\nFirst differing element %d:\n%s\n%s\n' % ((at,) + _common_shorten_repr(here, there))
                    break
            else:
                if one == two and seq_type is None and type(seq1) != type(seq2):
                    return
            for longer, size, short, value in (('First', one, two, seq1), ('Second', two, one, seq2)):
                if size > short:
                    text += '\n%s %s contains %d additional elements.\n' % (longer, kind, size - short)
                    try:
                        text += 'First extra element %d:\n%s\n' % (short, safe_repr(value[short]))
                    except (TypeError, IndexError, NotImplementedError):
                        text += 'Unable to index element %d of %s %s\n' % (short, longer.lower(), kind)
        import pprint
        diff = '\n' + '\n'.join(_ndiff(pprint.pformat(seq1).splitlines(), pprint.pformat(seq2).splitlines()))
        self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + DIFF_OMITTED % len(diff)

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        only = []
        for one, two, place in ((set1, set2, 'first'), (set2, set1, 'second')):
            try:
                only.append(one.difference(two))
            except TypeError as error:
                self.fail('invalid type when attempting set difference: %s' % error)
            except AttributeError as error:
                self.fail('%s argument does not support set difference: %s' % (place, error))
        if not only[0] and not only[1]:
            return
        lines = []
        for values, place in zip(only, ('first', 'second')):
            if values:
                lines.append('Items in the %s set but not the %s:' % (place, 'second' if place == 'first'
                                                                     else 'first'))
                lines += [repr(value) for value in values]
        self._fail_with(msg, '\n'.join(lines))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail_with(msg, '%s not found in %s' % (safe_repr(member), safe_repr(container)))

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail_with(msg, '%s unexpectedly found in %s' % (safe_repr(member), safe_repr(container)))

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail_with(msg, '%s is not %s' % (safe_repr(expr1), safe_repr(expr2)))

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail_with(msg, 'unexpectedly identical: %s' % (safe_repr(expr1),))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            import pprint
            diff = '\n' + '\n'.join(_ndiff(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines()))
            text = '%s != %s' % _common_shorten_repr(d1, d2)
            self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def assertCountEqual(self, first, second, msg=None):
        differences = _count_diff(list(first), list(second))
        if differences:
            lines = ['First has %d, Second has %d:  %r' % difference for difference in differences]
            text = 'Element counts were not equal:\n' + '\n'.join(lines)
            self.fail(self._formatMessage(msg, self._truncateMessage('Element counts were not equal:\n',
                                                                     '\n'.join(lines)) if text else text))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, 'First argument is not a string')
        self.assertIsInstance(second, str, 'Second argument is not a string')
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        one, two = first, second
        if first and second and _version >= (3, 13) or _version < (3, 13):
            if len(first.splitlines()) == 1 and first.strip('\r\n') == first:
                one, two = first + '\n', second + '\n'
        lines = _ndiff(one.splitlines(keepends=True), two.splitlines(keepends=True))
        diff = '\n' + ''.join(lines)
        text = '%s != %s' % _common_shorten_repr(first, second)
        self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail_with(msg, '%s not less than %s' % (safe_repr(a), safe_repr(b)))

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail_with(msg, '%s not less than or equal to %s' % (safe_repr(a), safe_repr(b)))

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail_with(msg, '%s not greater than %s' % (safe_repr(a), safe_repr(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail_with(msg, '%s not greater than or equal to %s' % (safe_repr(a), safe_repr(b)))

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail_with(msg, '%s is not None' % (safe_repr(obj),))

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail_with(msg, 'unexpectedly None')

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            if _version >= (3, 14) and isinstance(cls, tuple):
                self._fail_with(msg, f'{safe_repr(obj)} is not an instance of any of {cls!r}')
            self._fail_with(msg, '%s is not an instance of %r' % (safe_repr(obj), cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail_with(msg, '%s is an instance of %r' % (safe_repr(obj), cls))

    def assertRegex(self, text, expected_regex, msg=None):
        if isinstance(expected_regex, (str, bytes)):
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            self._fail_with(msg, "Regex didn't match: %r not found in %r" % (expected_regex.pattern, text))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            self._fail_with(msg, 'Regex matched: %r matches %r in %r' % (
                text[match.start():match.end()], unexpected_regex.pattern, text))

    if _version >= (3, 14):
        def assertHasAttr(self, obj, name, msg=None):
            if not hasattr(obj, name):
                self._fail_with(msg, f'{type(obj).__name__!r} object has no attribute {name!r}')

        def assertNotHasAttr(self, obj, name, msg=None):
            if hasattr(obj, name):
                self._fail_with(msg, f'{type(obj).__name__!r} object has unexpected attribute {name!r}')

        def assertIsSubclass(self, cls, superclass, msg=None):
            if not issubclass(cls, superclass):
                self._fail_with(msg, f'{cls!r} is not a subclass of {superclass!r}')

        def assertStartsWith(self, s, prefix, msg=None):
            if not s.startswith(prefix):
                self._fail_with(msg, f"{safe_repr(s)} doesn't start with {safe_repr(prefix)}")

        def assertEndsWith(self, s, suffix, msg=None):
            if not s.endswith(suffix):
                self._fail_with(msg, f"{safe_repr(s)} doesn't end with {safe_repr(suffix)}")


if _version < (3, 12):
    def _old(new):
        def method(self, *args, **kwargs):
            warnings.warn('Please use {0} instead.'.format(new), DeprecationWarning, 2)
            return getattr(self, new)(*args, **kwargs)
        return method

    for _name, _new in (('assertEquals', 'assertEqual'), ('failUnlessEqual', 'assertEqual'),
                        ('assertNotEquals', 'assertNotEqual'), ('assert_', 'assertTrue'),
                        ('assertAlmostEquals', 'assertAlmostEqual'), ('assertRegexpMatches', 'assertRegex'),
                        ('assertRaisesRegexp', 'assertRaisesRegex')):
        setattr(TestCase, _name, _old(_new))


def _ndiff(one, two):
    import difflib
    return difflib.ndiff(one, two)


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc, self._tearDownFunc = setUp, tearDown
        self._testFunc, self._description = testFunc, description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def __str__(self):
        return '%s (%s)' % (strclass(self.__class__), self._testFunc.__name__)

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._testFunc.__doc__
        return doc and doc.split('\n')[0].strip() or None


class _SubTest(TestCase):
    def __init__(self, test_case, message, params):
        super().__init__()
        self._message, self.test_case, self.params = message, test_case, params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError('subtests cannot be run directly')

    def _subDescription(self):
        parts = []
        if self._message is not _id:
            parts.append('[{}]'.format(self._message))
        if self.params:
            parts.append('({})'.format(', '.join('{}={!r}'.format(*pair) for pair in self.params.items())))
        return ' '.join(parts) or '(<subtest>)'

    def id(self):
        return '{} {}'.format(self.test_case.id(), self._subDescription())

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return '{} {}'.format(self.test_case, self._subDescription())
