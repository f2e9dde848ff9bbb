"""Warnings: what filters them and how they are shown."""

import sys
import _warnings
from _warnings import filters, warn, warn_explicit

_MINOR = sys.version_info[1]

defaultaction, onceregistry = _warnings._defaultaction, _warnings._onceregistry
_filters_mutated = (_warnings._filters_mutated if _MINOR < 14
                    else _warnings._filters_mutated_lock_held)

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter",
           "resetwarnings", "catch_warnings"] + ["deprecated"] * (_MINOR > 12)


class WarningMessage(object):
    """A warning on its way to being shown."""

    _WARNING_DETAILS = tuple("message category filename lineno file line source".split())

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category = message, category
        self.filename, self.lineno = filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = None if not category else category.__name__

    def __str__(self):
        shown = (f"message : {self.message!r}", f"category : {self._category_name!r}",
                 f"filename : {self.filename!r}", f"lineno : {self.lineno!s}", f"line : {self.line!r}")
        return "{" + ", ".join(shown) + "}"

    if _MINOR > 13:
        def __repr__(self):
            return "<%s %s>" % (type(self).__qualname__, self)


# Texts of warnings

def formatwarning(message, category, filename, lineno, line=None):
    """A warning as text."""
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, line=line))


def _formatwarnmsg_impl(msg):
    name, line = msg.category.__name__, msg.line
    parts = ["%s:%s: %s: %s\n" % (msg.filename, msg.lineno, name, msg.message)]
    if line is None:
        from linecache import getline
        line = getline(msg.filename, msg.lineno)
    if line:
        parts.append(f"  {line.strip()}\n")
    if msg.source is not None:
        parts.append(name + ": Enable tracemalloc to get the object allocation traceback\n")
    return "".join(parts)


_formatwarning_orig = formatwarning


def _formatwarnmsg(msg):
    if formatwarning is _formatwarning_orig:
        return _formatwarnmsg_impl(msg)
    return formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line)


# Showing

def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, sys.stderr by default."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def _showwarnmsg_impl(msg):
    out = sys.stderr if msg.file is None else msg.file
    if out is not None:
        text = _formatwarnmsg(msg)
        try:
            out.write(text)
        except OSError:
            pass


_showwarning_orig = showwarning


def _showwarnmsg(msg):
    """Show a warning by showwarning(), if the program has put its own there."""
    if showwarning is _showwarning_orig:
        _showwarnmsg_impl(msg)
    elif callable(showwarning):
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
    else:
        raise TypeError("warnings.showwarning() must be set to a function or method")


# Filters

_ACTIONS = {"always", "default", "error", "ignore", "module", "once"}
if _MINOR > 13:
    _ACTIONS.add("all")


def _fault(kind, text):
    """What to raise for a wrong argument, and its text: all were assertions before 3.12."""
    return kind if _MINOR > 11 else AssertionError, text


def _wrong_action(action):
    if isinstance(action, str) and action in _ACTIONS:
        return None
    return _fault(ValueError, "invalid action: %r" % (action,))


def _wrong_lineno(lineno):
    if not isinstance(lineno, int):
        return _fault(TypeError, "lineno must be an int" if _MINOR > 11 else "lineno must be an int >= 0")
    return _fault(ValueError, "lineno must be an int >= 0") if lineno < 0 else None


def _wrong_category(category):
    is_class = isinstance(category, type)
    if is_class and issubclass(category, Warning):
        return None
    if _MINOR > 11:
        return TypeError, f"category must be a Warning subclass, not '{type(category).__name__}'"
    return AssertionError, "category must be a Warning subclass" if is_class else "category must be a class"


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Put a filter that looks at the class alone before the others."""
    wrong = _wrong_action(action) or _wrong_lineno(lineno)
    if wrong:
        raise wrong[0](wrong[1])
    _add_filter(action, None, category, None, lineno, append=append)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Put a filter before the others (or behind them)."""
    wrong = _wrong_action(action)
    if not wrong and not isinstance(message, str):
        wrong = _fault(TypeError, "message must be a string")
    wrong = wrong or _wrong_category(category) or _wrong_lineno(lineno)
    if wrong:
        raise wrong[0](wrong[1])
    texts = modules = None
    if message or module:
        import re
        if message:
            texts = re.compile(message, re.I)
        if module:
            modules = re.compile(module)
    _add_filter(action, texts, category, modules, lineno, append=append)


def resetwarnings():
    """Take all filters away."""
    filters.clear()
    _filters_mutated()


class catch_warnings(object):
    """Keep the filters and what shows a warning, and put them back."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._module = record, module if module is not None else sys.modules['warnings']
        self._entered = False
        self._filter = action if action is None else (action, category, lineno, append)

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        home = self._module
        self._filters = home.filters
        home.filters = self._filters[:]
        home._filters_mutated()
        self._showwarning, self._showwarnmsg_impl = home.showwarning, home._showwarnmsg_impl
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        caught = []
        home.showwarning, home._showwarnmsg_impl = home._showwarning_orig, caught.append
        return caught

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        home = self._module
        home.filters = self._filters
        home._filters_mutated()
        home.showwarning, home._showwarnmsg_impl = self._showwarning, self._showwarnmsg_impl

    def __repr__(self):
        shown = ["record=True"] if self._record else []
        if self._module is not sys.modules['warnings']:
            shown.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(shown)})"


if _MINOR > 12:
    def _deprecated_new(kind, mark, warning):
        """A __new__ for a deprecated class, which leaves its subclasses alone."""
        from functools import wraps
        before = kind.__new__

        @wraps(before)
        def __new__(cls, /, *args, **kwargs):
            if cls is kind:
                warn(mark, **warning)
            if before is object.__new__:
                if (args or kwargs) and cls.__init__ is object.__init__:
                    raise TypeError(cls.__name__ + "() takes no arguments")
                return before(cls)
            return before(cls, *args, **kwargs)

        return __new__

    def _deprecated_call(func, mark, warning):
        from functools import wraps

        @wraps(func)
        def wrapper(*args, **kwargs):
            warn(mark, **warning)
            return func(*args, **kwargs)

        return wrapper

    class deprecated:
        """Mark a class, function or overload as deprecated."""

        def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
            if not isinstance(message, str):
                found = type(message).__name__
                raise TypeError(f"Expected an object of type str for 'message', not {found!r}")
            self.message, self.category, self.stacklevel = message, category, stacklevel

        def __call__(self, arg, /):
            mark, result = self.message, arg
            if self.category is not None:
                warning = {"category": self.category, "stacklevel": self.stacklevel + 1}
                if isinstance(arg, type):
                    made = _deprecated_new(arg, mark, warning)
                    made.__deprecated__ = mark
                    arg.__new__ = staticmethod(made)
                elif callable(arg):
                    result = _deprecated_call(arg, mark, warning)
                    result.__deprecated__ = mark
                else:
                    raise TypeError("@deprecated decorator with non-None category must be applied to a class or "
                                    f"callable, not {arg!r}")
            arg.__deprecated__ = mark
            return result
