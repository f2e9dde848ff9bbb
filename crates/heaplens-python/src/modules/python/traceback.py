"""Extract, format and print information about Python stack traces."""

import _traceback
import sys

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list',
           'format_stack', 'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last',
           'print_stack', 'print_tb', 'clear_frames', 'FrameSummary', 'StackSummary', 'TracebackException',
           'walk_stack', 'walk_tb', 'print_list']

_MINOR = sys.version_info[1]
_sentinel = object()
_HEADING = 'Traceback (most recent call last):\n'
_CAUSE, _CONTEXT = ('\n%s exception%s:\n\n' % words for words in (
    ('The above', ' was the direct cause of the following exception'),
    ('During handling of the above', ', another exception occurred')))


# Walking

def _tracebacks(tb):
    while tb is not None:
        yield tb
        tb = tb.tb_next


def walk_tb(tb):
    """Yield each frame of a traceback and its line."""
    for entry in _tracebacks(tb):
        yield entry.tb_frame, entry.tb_lineno


def walk_stack(f):
    """Yield each frame and its line, from f (or the caller) outwards."""
    frame = sys._getframe().f_back.f_back if f is None else f
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def clear_frames(tb):
    """Clear the locals of all frames of a traceback."""
    for entry in _tracebacks(tb):
        try:
            entry.tb_frame.clear()
        except RuntimeError:
            continue


def _cut(items, limit):
    """The first items up to a limit, or the last ones with a limit below 0."""
    return items if limit is None else items[:limit] if limit >= 0 else items[limit:]


def _limited(items, limit):
    if limit is None:
        limit = getattr(sys, 'tracebacklimit', None)
        if limit is not None:
            limit = max(limit, 0)
    return _cut(list(items), limit)


# Entries

class FrameSummary:
    """One entry of a traceback: file, line, function, and its source line."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', '_line', 'locals')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None):
        self.filename, self.name, self._line = filename, name, line
        self.lineno, self.end_lineno = lineno, end_lineno if end_lineno is not None else lineno
        self.colno, self.end_colno = colno, end_colno
        if lookup_line:
            self.line
        if locals is not None:
            locals = {variable: repr(locals[variable]) for variable in locals}
        self.locals = locals

    @property
    def line(self):
        text = self._line
        if text is None:
            if self.lineno is None:
                return None
            text = self._line = _traceback.source_line(self.filename, self.lineno)
        return text.strip()

    def __len__(self):
        return 4

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, pos):
        return tuple(self)[pos]

    def __eq__(self, other):
        if isinstance(other, tuple):
            return tuple(self) == other
        if not isinstance(other, FrameSummary):
            return NotImplemented
        return all(getattr(self, field) == getattr(other, field)
                   for field in ('filename', 'lineno', 'name', 'locals'))

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def _entry_text(entry):
    """The text of an entry that the built-in formatter knows too little of."""
    text = f'  File "{entry.filename}", line {entry.lineno}, in {entry.name}\n'
    if entry.line:
        text += f'    {entry.line}\n'
    if entry.locals:
        text += ''.join(f'    {variable} = {shown}\n' for variable, shown in sorted(entry.locals.items()))
    return text


def _format_frames(frames):
    done, waiting = [], []
    for entry in frames:
        source = _traceback.source_line(entry.filename, entry.lineno or 0).strip()
        if entry.locals is not None or source != (entry.line or ''):
            done.extend(_traceback.entries(waiting))
            done.append(_entry_text(entry))
            waiting = []
        else:
            waiting.append((entry.filename, entry.lineno, entry.name,
                            entry.end_lineno, entry.colno, entry.end_colno))
    done.extend(_traceback.entries(waiting))
    return done


def _summary(frame, lineno, capture_locals, **rest):
    code = frame.f_code
    variables = frame.f_locals if capture_locals else None
    return FrameSummary(code.co_filename, lineno, code.co_name, locals=variables, **rest)


class StackSummary(list):
    """A list of FrameSummary objects, outermost first."""

    @classmethod
    def from_list(klass, a_list):
        stack = StackSummary()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            stack.append(entry)
        return stack

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        stack = klass()
        for frame, lineno in _limited(frame_gen, limit):
            stack.append(_summary(frame, lineno, capture_locals, lookup_line=lookup_lines))
        return stack

    def format(self):
        return _format_frames(self)

    def format_frame_summary(self, frame_summary):
        return ''.join(_format_frames((frame_summary,)))


# Stacks and tracebacks: extract, format, print

def _print(lines, file):
    out = file if file is not None else sys.stderr
    for text in lines:
        print(text, end='', file=out)


def _extract(tb, limit=None, capture_locals=False):
    stack = StackSummary()
    for entry in _limited(_tracebacks(tb), limit):
        end_lineno, colno, end_colno = _traceback.positions(entry)
        stack.append(_summary(entry.tb_frame, entry.tb_lineno, capture_locals,
                              end_lineno=end_lineno, colno=colno, end_colno=end_colno))
    return stack


def extract_stack(f=None, limit=None):
    """A StackSummary of the current stack, or of the frame f's."""
    start = sys._getframe().f_back if f is None else f
    found = _cut(list(walk_stack(start)), limit)
    stack = StackSummary.extract(found, limit=len(found))
    stack.reverse()
    return stack


def format_stack(f=None, limit=None):
    """The text of each entry of the current stack."""
    start = sys._getframe().f_back if f is None else f
    return extract_stack(start, limit=limit).format()


def print_stack(f=None, limit=None, file=None):
    """Print the current stack."""
    start = sys._getframe().f_back if f is None else f
    _print(extract_stack(start, limit=limit).format(), file)


def extract_tb(tb, limit=None):
    """A StackSummary of a traceback."""
    return _extract(tb, limit)


def format_tb(tb, limit=None):
    """The text of each entry of a traceback."""
    return extract_tb(tb, limit=limit).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    _print(format_tb(tb, limit), file)


def format_list(extracted_list):
    """The text of each entry of a list of FrameSummary objects or tuples."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Print what format_list gives."""
    _print(format_list(extracted_list), file)


# Exceptions

class TracebackException:
    """An exception as it was, ready to be formatted."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None, **_):
        seen = _seen if _seen is not None else set()
        seen.add(id(exc_value))
        self.exc_type = exc_type
        self.stack = _extract(exc_traceback, limit, capture_locals)
        self._has_traceback = exc_traceback is not None
        self.__cause__ = self.__context__ = self.exceptions = None
        self.__suppress_context__ = False
        self.__notes__ = getattr(exc_value, '__notes__', None)
        if exc_value is None:
            self._str, self._whole, self._only = '', None, ['NoneType: None\n']
        else:
            self._str, self._whole, self._only = str(exc_value), None, _traceback.only(exc_value)
            self._take(exc_value, {'limit': limit, '_seen': seen}, capture_locals)

    def _take(self, value, options, capture_locals):
        """Note what belongs to the exception itself, and the exceptions that belong to it."""
        self.__suppress_context__ = value.__suppress_context__
        if issubclass(self.exc_type, SyntaxError):
            for field in ('filename', 'lineno', 'text', 'offset', 'msg'):
                found = getattr(value, field)
                setattr(self, field, str(found) if field == 'lineno' and found is not None else found)
        seen = options['_seen']
        for link in ('__cause__', '__context__'):
            other = getattr(value, link)
            if other is not None and id(other) not in seen:
                setattr(self, link, TracebackException.from_exception(
                    other, capture_locals=capture_locals, **options))
        if _MINOR > 10 and isinstance(value, BaseExceptionGroup):
            self._whole = _traceback.whole(value).splitlines(True)
            self.exceptions = [TracebackException.from_exception(member, **options)
                               for member in value.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type_str(self):
        kind = self.exc_type
        if kind is None:
            return None
        if kind.__module__ in {'builtins', '__main__'}:
            return kind.__qualname__
        return f'{kind.__module__}.{kind.__qualname__}'

    def __str__(self):
        return self._str

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, TracebackException) else NotImplemented

    def print(self, *, file=None, chain=True, **_):
        _print(self.format(chain=chain), file)

    def format(self, *, chain=True, **_):
        if self._whole is None:
            before, words = None, _CAUSE
            if chain:
                before = self.__cause__
                if before is None and not self.__suppress_context__:
                    before, words = self.__context__, _CONTEXT
            if before is not None:
                yield from before.format(chain=chain)
                yield words
            if self._has_traceback:
                yield _HEADING
                yield from self.stack.format()
            yield from self._only
        else:
            yield from self._whole

    def format_exception_only(self, **_):
        yield from self._only


def _captured(value, tb, limit=None):
    return TracebackException(type(value), value, tb, limit=limit)


def _only_lines(value):
    return list(_captured(value, None).format_exception_only())


def _value_and_tb(exc, value, tb):
    """What a call means by an exception alone, or by its class, value and traceback."""
    absent = (value is _sentinel) + (tb is _sentinel)
    if absent == 1:
        raise ValueError("Both or neither of value and tb must be given")
    if not absent:
        return value, tb
    if exc is not None and not isinstance(exc, BaseException):
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return exc, getattr(exc, '__traceback__', None)


if _MINOR < 10:
    def format_exception_only(etype, value):
        """The lines of an exception without its traceback."""
        return _only_lines(value)

    def format_exception(etype, value, tb, limit=None, chain=True):
        """The text of an exception with its traceback, as a list."""
        return list(_captured(value, tb, limit).format(chain=chain))

    def print_exception(etype, value, tb, limit=None, file=None, chain=True):
        """Print an exception with its traceback."""
        _captured(value, tb, limit).print(file=file, chain=chain)
else:
    def format_exception_only(exc, value=_sentinel, **_):
        """The lines of an exception without its traceback."""
        return _only_lines(exc if value is _sentinel else value)

    def format_exception(exc, value=_sentinel, tb=_sentinel, limit=None, chain=True, **_):
        """The text of an exception with its traceback, as a list."""
        return list(_captured(*_value_and_tb(exc, value, tb), limit).format(chain=chain))

    def print_exception(exc, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **_):
        """Print an exception with its traceback."""
        _captured(*_value_and_tb(exc, value, tb), limit).print(file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The text of the exception that is being handled."""
    return ''.join(format_exception(*sys.exc_info(), limit, chain))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(*sys.exc_info(), limit, file, chain)


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody caught."""
    if not (hasattr(sys, 'last_type') or hasattr(sys, 'last_exc')):
        raise ValueError('no last exception')
    last = getattr(sys, 'last_exc', None) or sys.last_value
    print_exception(type(last), last, last.__traceback__, limit, file, chain)
