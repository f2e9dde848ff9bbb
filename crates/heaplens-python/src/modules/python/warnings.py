"""Warnings: what filters them and how they are shown."""

import sys
from _warnings import filters, warn, warn_explicit
from _warnings import _defaultaction as defaultaction
from _warnings import _onceregistry as onceregistry

if sys.version_info >= (3, 14):
    from _warnings import _filters_mutated_lock_held as _filters_mutated
else:
    from _warnings import _filters_mutated

__all__ = ["warn", "warn_explicit", "showwarning",
           "formatwarning", "filterwarnings", "simplefilter",
           "resetwarnings", "catch_warnings"]
if sys.version_info >= (3, 13):
    __all__.append("deprecated")


class WarningMessage(object):
    """A warning on its way to being shown."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file",
                        "line", "source")

    def __init__(self, message, category, filename, lineno, file=None,
                 line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, "
                "line : %r}" % (self.message, self._category_name,
                                self.filename, self.lineno, self.line))

    if sys.version_info >= (3, 14):
        def __repr__(self):
            return f'<{type(self).__qualname__} {self}>'


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, sys.stderr by default."""
    msg = WarningMessage(message, category, filename, lineno, file, line)
    _showwarnmsg_impl(msg)


def formatwarning(message, category, filename, lineno, line=None):
    """A warning as text."""
    msg = WarningMessage(message, category, filename, lineno, None, line)
    return _formatwarnmsg_impl(msg)


def _showwarnmsg_impl(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            return
    text = _formatwarnmsg(msg)
    try:
        file.write(text)
    except OSError:
        pass


def _formatwarnmsg_impl(msg):
    category = msg.category.__name__
    text = f"{msg.filename}:{msg.lineno}: {category}: {msg.message}\n"
    line = msg.line
    if line is None:
        import linecache
        line = linecache.getline(msg.filename, msg.lineno)
    if line:
        line = line.strip()
        text += "  %s\n" % line
    if msg.source is not None:
        text += (f'{category}: Enable tracemalloc to get the object '
                 f'allocation traceback\n')
    return text


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    """Show a warning by showwarning(), if the program has put its own there."""
    if showwarning is not _showwarning_orig:
        if not callable(showwarning):
            raise TypeError("warnings.showwarning() must be set to a "
                            "function or method")
        showwarning(msg.message, msg.category, msg.filename, msg.lineno,
                    msg.file, msg.line)
        return
    _showwarnmsg_impl(msg)


def _formatwarnmsg(msg):
    if formatwarning is not _formatwarning_orig:
        return formatwarning(msg.message, msg.category, msg.filename,
                             msg.lineno, msg.line)
    return _formatwarnmsg_impl(msg)


_ACTIONS = ("error", "ignore", "always", "default", "module", "once")
if sys.version_info >= (3, 14):
    _ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")


def _check(action):
    if action not in _ACTIONS:
        if sys.version_info >= (3, 12):
            raise ValueError(f"invalid action: {action!r}")
        raise AssertionError("invalid action: %r" % (action,))


def filterwarnings(action, message="", category=Warning, module="", lineno=0,
                   append=False):
    """Put a filter before the others (or behind them)."""
    _check(action)
    if not isinstance(message, str):
        raise (TypeError if sys.version_info >= (3, 12) else AssertionError)(
            "message must be a string")
    if sys.version_info >= (3, 12):
        if not isinstance(category, type) or not issubclass(category, Warning):
            raise TypeError("category must be a Warning subclass, not "
                            "'{}'".format(type(category).__name__))
    else:
        assert isinstance(category, type), "category must be a class"
        assert issubclass(category, Warning), \
            "category must be a Warning subclass"
    if not isinstance(lineno, int):
        raise (TypeError if sys.version_info >= (3, 12) else AssertionError)(
            "lineno must be an int" if sys.version_info >= (3, 12)
            else "lineno must be an int >= 0")
    if lineno < 0:
        raise (ValueError if sys.version_info >= (3, 12) else AssertionError)(
            "lineno must be an int >= 0")
    if message or module:
        import re
        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    else:
        message = module = None
    _add_filter(action, message, category, module, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Put a filter that looks at the class alone before the others."""
    _check(action)
    if sys.version_info >= (3, 12):
        if not isinstance(lineno, int):
            raise TypeError("lineno must be an int")
        if lineno < 0:
            raise ValueError("lineno must be an int >= 0")
    else:
        assert isinstance(lineno, int) and lineno >= 0, \
            "lineno must be an int >= 0"
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if not append:
        try:
            filters.remove(item)
        except ValueError:
            pass
        filters.insert(0, item)
    elif item not in filters:
        filters.append(item)
    _filters_mutated()


def resetwarnings():
    """Take all filters away."""
    filters[:] = []
    _filters_mutated()


class catch_warnings(object):
    """Keep the filters and what shows a warning, and put them back."""

    def __init__(self, *, record=False, module=None, action=None,
                 category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules['warnings'] if module is None else module
        self._entered = False
        if action is None:
            self._filter = None
        else:
            self._filter = (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules['warnings']:
            args.append("module=%r" % self._module)
        name = type(self).__name__
        return "%s(%s)" % (name, ", ".join(args))

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        self._filters = self._module.filters
        self._module.filters = self._filters[:]
        self._module._filters_mutated()
        self._showwarning = self._module.showwarning
        self._showwarnmsg_impl = self._module._showwarnmsg_impl
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            self._module._showwarnmsg_impl = log.append
            self._module.showwarning = self._module._showwarning_orig
            return log
        return None

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        self._module.filters = self._filters
        self._module._filters_mutated()
        self._module.showwarning = self._showwarning
        self._module._showwarnmsg_impl = self._showwarnmsg_impl


if sys.version_info >= (3, 13):
    class deprecated:
        """Mark a class, function or overload as deprecated."""

        def __init__(self, message, /, *, category=DeprecationWarning,
                     stacklevel=1):
            if not isinstance(message, str):
                raise TypeError(f"Expected an object of type str for "
                                f"'message', not {type(message).__name__!r}")
            self.message = message
            self.category = category
            self.stacklevel = stacklevel

        def __call__(self, arg, /):
            import functools
            msg, category = self.message, self.category
            stacklevel = self.stacklevel
            if category is None:
                arg.__deprecated__ = msg
                return arg
            if isinstance(arg, type):
                original_new = arg.__new__

                @functools.wraps(original_new)
                def __new__(cls, /, *args, **kwargs):
                    if cls is arg:
                        warn(msg, category=category, stacklevel=stacklevel + 1)
                    if original_new is not object.__new__:
                        return original_new(cls, *args, **kwargs)
                    if cls.__init__ is object.__init__ and (args or kwargs):
                        raise TypeError(f"{cls.__name__}() takes no arguments")
                    return original_new(cls)

                arg.__new__ = staticmethod(__new__)
                arg.__deprecated__ = __new__.__deprecated__ = msg
                return arg
            if callable(arg):
                @functools.wraps(arg)
                def wrapper(*args, **kwargs):
                    warn(msg, category=category, stacklevel=stacklevel + 1)
                    return arg(*args, **kwargs)

                arg.__deprecated__ = wrapper.__deprecated__ = msg
                return wrapper
            raise TypeError("@deprecated decorator with non-None category must "
                            "be applied to a class or callable, not "
                            f"{arg!r}")
