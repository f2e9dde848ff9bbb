"""Extract, format and print information about Python stack traces."""

import sys
import _traceback

__all__ = ['extract_stack', 'extract_tb', 'format_exception',
           'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception',
           'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException',
           'walk_stack', 'walk_tb', 'print_list']

_HEADING = 'Traceback (most recent call last):\n'
_CAUSE = ('\nThe above exception was the direct cause of the following '
          'exception:\n\n')
_CONTEXT = ('\nDuring handling of the above exception, another exception '
            'occurred:\n\n')
_sentinel = object()


class FrameSummary:
    """One entry of a traceback: file, line, function, and its source line."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno',
                 'name', '_line', 'locals')

    def __init__(self, filename, lineno, name, *, lookup_line=True,
                 locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._line = line
        if lookup_line:
            self.line
        self.locals = None if locals is None else {
            key: repr(value) for key, value in locals.items()}

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and
                    self.lineno == other.lineno and
                    self.name == other.name and
                    self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return "<FrameSummary file {filename}, line {lineno} in {name}>".format(
            filename=self.filename, lineno=self.lineno, name=self.name)

    def __len__(self):
        return 4

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = _traceback.source_line(self.filename, self.lineno)
        return self._line.strip()


def walk_stack(f):
    """Yield each frame and its line, from f (or the caller) outwards."""
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Yield each frame of a traceback and its line."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _limited(items, limit):
    if limit is None:
        limit = getattr(sys, 'tracebacklimit', None)
        if limit is not None and limit < 0:
            limit = 0
    items = list(items)
    if limit is None:
        return items
    if limit >= 0:
        return items[:limit]
    return items[limit:]


class StackSummary(list):
    """A list of FrameSummary objects, outermost first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True,
                capture_locals=False):
        result = klass()
        for frame, lineno in _limited(frame_gen, limit):
            code = frame.f_code
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name,
                lookup_line=lookup_lines,
                locals=frame.f_locals if capture_locals else None))
        return result

    @classmethod
    def from_list(klass, a_list):
        result = StackSummary()
        for frame in a_list:
            if isinstance(frame, FrameSummary):
                result.append(frame)
            else:
                filename, lineno, name, line = frame
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame_summary):
        return ''.join(_format_frames([frame_summary]))

    def format(self):
        return _format_frames(self)


def _format_frames(frames):
    texts = []
    run = []
    for frame in frames:
        known = _traceback.source_line(frame.filename, frame.lineno or 0)
        if frame.locals is None and known.strip() == (frame.line or ''):
            run.append((frame.filename, frame.lineno, frame.name,
                        frame.end_lineno, frame.colno, frame.end_colno))
            continue
        texts += _traceback.entries(run)
        run = []
        text = '  File "{}", line {}, in {}\n'.format(
            frame.filename, frame.lineno, frame.name)
        if frame.line:
            text += '    {}\n'.format(frame.line)
        for name, value in sorted((frame.locals or {}).items()):
            text += '    {} = {}\n'.format(name, value)
        texts.append(text)
    return texts + _traceback.entries(run)


def _extract(tb, limit=None, capture_locals=False):
    entries = []
    while tb is not None:
        entries.append(tb)
        tb = tb.tb_next
    summary = StackSummary()
    for entry in _limited(entries, limit):
        code = entry.tb_frame.f_code
        end_lineno, colno, end_colno = _traceback.positions(entry)
        summary.append(FrameSummary(
            code.co_filename, entry.tb_lineno, code.co_name,
            end_lineno=end_lineno, colno=colno, end_colno=end_colno,
            locals=entry.tb_frame.f_locals if capture_locals else None))
    return summary


def extract_tb(tb, limit=None):
    """A StackSummary of a traceback."""
    return _extract(tb, limit)


def extract_stack(f=None, limit=None):
    """A StackSummary of the current stack, or of the frame f's."""
    if f is None:
        f = sys._getframe().f_back
    if limit is None or limit >= 0:
        found = list(walk_stack(f))[:limit]
    else:
        found = list(walk_stack(f))[limit:]
    stack = StackSummary.extract(found, limit=len(found))
    stack.reverse()
    return stack


def format_list(extracted_list):
    """The text of each entry of a list of FrameSummary objects or tuples."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Print what format_list gives."""
    _print(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    """The text of each entry of a traceback."""
    return extract_tb(tb, limit=limit).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    _print(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    """The text of each entry of the current stack."""
    if f is None:
        f = sys._getframe().f_back
    return extract_stack(f, limit=limit).format()


def print_stack(f=None, limit=None, file=None):
    """Print the current stack."""
    if f is None:
        f = sys._getframe().f_back
    _print(extract_stack(f, limit=limit).format(), file)


def _print(lines, file):
    if file is None:
        file = sys.stderr
    for line in lines:
        print(line, file=file, end='')


def _value_and_tb(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _sentinel:
        if exc is None:
            return None, None
        if not isinstance(exc, BaseException):
            raise TypeError("Exception expected for value, {} found".format(
                type(exc).__name__))
        return exc, exc.__traceback__
    return value, tb


class TracebackException:
    """An exception as it was, ready to be formatted."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None,
                 lookup_lines=True, capture_locals=False, compact=False,
                 max_group_width=15, max_group_depth=10, _seen=None, **_):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.exc_type = exc_type
        self.stack = _extract(exc_traceback, limit, capture_locals)
        self._has_traceback = exc_traceback is not None
        self.__cause__ = self.__context__ = self.exceptions = None
        self.__suppress_context__ = False
        self.__notes__ = getattr(exc_value, '__notes__', None)
        self._str = '' if exc_value is None else str(exc_value)
        self._whole = None
        if exc_value is None:
            self._only = ['NoneType: None\n']
            return
        self._only = _traceback.only(exc_value)
        self.__suppress_context__ = exc_value.__suppress_context__
        if issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            lineno = exc_value.lineno
            self.lineno = None if lineno is None else str(lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.msg = exc_value.msg
        cause, context = exc_value.__cause__, exc_value.__context__
        if cause is not None and id(cause) not in seen:
            self.__cause__ = TracebackException(
                type(cause), cause, cause.__traceback__, limit=limit,
                capture_locals=capture_locals, _seen=seen)
        if context is not None and id(context) not in seen:
            self.__context__ = TracebackException(
                type(context), context, context.__traceback__, limit=limit,
                capture_locals=capture_locals, _seen=seen)
        if sys.version_info >= (3, 11) and isinstance(
                exc_value, BaseExceptionGroup):
            self._whole = _traceback.whole(exc_value).splitlines(True)
            self.exceptions = [
                TracebackException(type(member), member, member.__traceback__,
                                   limit=limit, _seen=seen)
                for member in exc_value.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type_str(self):
        if self.exc_type is None:
            return None
        module, name = self.exc_type.__module__, self.exc_type.__qualname__
        if module in ('__main__', 'builtins'):
            return name
        return module + '.' + name

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, **_):
        yield from self._only

    def format(self, *, chain=True, **_):
        if self._whole is not None:
            yield from self._whole
            return
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain)
                yield _CAUSE
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(chain=chain)
                yield _CONTEXT
        if self._has_traceback:
            yield _HEADING
            yield from self.stack.format()
        yield from self._only

    def print(self, *, file=None, chain=True, **_):
        _print(self.format(chain=chain), file)


if sys.version_info >= (3, 10):
    def print_exception(exc, value=_sentinel, tb=_sentinel, limit=None,
                        file=None, chain=True, **_):
        """Print an exception with its traceback."""
        value, tb = _value_and_tb(exc, value, tb)
        te = TracebackException(type(value), value, tb, limit=limit)
        te.print(file=file, chain=chain)

    def format_exception(exc, value=_sentinel, tb=_sentinel, limit=None,
                         chain=True, **_):
        """The text of an exception with its traceback, as a list."""
        value, tb = _value_and_tb(exc, value, tb)
        te = TracebackException(type(value), value, tb, limit=limit)
        return list(te.format(chain=chain))

    def format_exception_only(exc, value=_sentinel, **_):
        """The lines of an exception without its traceback."""
        if value is _sentinel:
            value = exc
        te = TracebackException(type(value), value, None)
        return list(te.format_exception_only())
else:
    def print_exception(etype, value, tb, limit=None, file=None, chain=True):
        """Print an exception with its traceback."""
        te = TracebackException(type(value), value, tb, limit=limit)
        te.print(file=file, chain=chain)

    def format_exception(etype, value, tb, limit=None, chain=True):
        """The text of an exception with its traceback, as a list."""
        te = TracebackException(type(value), value, tb, limit=limit)
        return list(te.format(chain=chain))

    def format_exception_only(etype, value):
        """The lines of an exception without its traceback."""
        te = TracebackException(type(value), value, None)
        return list(te.format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    kind, value, tb = sys.exc_info()
    print_exception(kind, value, tb, limit, file, chain)


def format_exc(limit=None, chain=True):
    """The text of the exception that is being handled."""
    kind, value, tb = sys.exc_info()
    return ''.join(format_exception(kind, value, tb, limit, chain))


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody caught."""
    if not hasattr(sys, 'last_exc') and not hasattr(sys, 'last_type'):
        raise ValueError('no last exception')
    value = getattr(sys, 'last_exc', None) or sys.last_value
    print_exception(type(value), value, value.__traceback__, limit, file,
                    chain)


def clear_frames(tb):
    """Clear the locals of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next
