# How large the process is after each line of a function: the part of the package memory_profiler that programs call.

import functools
import linecache
import sys

import _memory_profiler

__version__ = '0.61.0'

_ROW = '{0:>6} {1:>12} {2:>12}  {3:>10}   {4:<}'


def _block(code):
    # The numbers of the function's lines: from its first decorator to the last line that is indented deeper.
    start = code.co_firstlineno
    lines = linecache.getlines(code.co_filename)
    depth = last = None
    for number in range(start, len(lines) + 1):
        text = lines[number - 1]
        body = text.strip()
        indent = len(text) - len(text.lstrip())
        if depth is None:
            last = number
            if body.startswith(('def ', 'async def ')) or 'lambda' in body:
                depth = indent
        elif body and (indent > depth or body.startswith((')', ']', '}')) and indent == depth):
            last = number
        elif body:
            break
    return range(start, (last or start) + 1), lines


class LineProfiler:
    def __init__(self, **kw):
        self.functions = []
        self.code_map = {}

    def __call__(self, func=None, precision=1):
        if func is None:
            return functools.partial(self.__call__, precision=precision)
        self.add_function(func)
        return self.wrap_function(func)

    def add_function(self, func):
        code = func.__code__
        if code not in self.functions:
            self.functions.append(code)
            _memory_profiler.add(code)

    def wrap_function(self, func):
        @functools.wraps(func)
        def f(*args, **kwargs):
            _memory_profiler.begin(func.__code__)
            try:
                return func(*args, **kwargs)
            finally:
                _memory_profiler.end()
                self.code_map[func.__code__] = _memory_profiler.table(func.__code__)
        return f


def show_results(prof, stream=None, precision=1):
    if stream is None:
        stream = sys.stdout
    amount = '{0:%d.%df} MiB' % (precision + 4, precision)
    for code in prof.functions:
        numbers, lines = _block(code)
        header = _ROW.format('Line #', 'Mem usage', 'Increment', 'Occurrences', 'Line Contents')
        stream.write('Filename: ' + code.co_filename + '\n\n')
        stream.write(header + '\n')
        stream.write('=' * len(header) + '\n')
        measures = prof.code_map.get(code, {})
        for number in numbers:
            grew = size = times = ''
            if number in measures:
                grew, size, times = measures[number]
                grew, size = amount.format(grew), amount.format(size)
            stream.write(_ROW.format(number, size, grew, times, lines[number - 1]))
        stream.write('\n\n')


def profile(func=None, stream=None, precision=1, backend='psutil'):
    if func is None:
        return functools.partial(profile, stream=stream, precision=precision, backend=backend)
    if not hasattr(func, '__code__'):
        _memory_profiler.not_here('measuring what is no function')

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        prof = LineProfiler(backend=backend)
        value = prof(func)(*args, **kwargs)
        show_results(prof, stream=stream, precision=precision)
        return value
    return wrapper


def memory_usage(proc=-1, interval=.1, timeout=None, **kw):
    if proc != -1 or timeout is not None or kw:
        _memory_profiler.not_here('memory_usage of anything but this process, now')
    return [_memory_profiler.memory()]


def __getattr__(name):
    if name in ('TimeStamper', 'CodeMap', 'LogFile', 'choose_backend', 'exec_with_profiler', 'run_module_with_profiler'):
        _memory_profiler.not_here('memory_profiler.' + name)
    raise AttributeError("module 'memory_profiler' has no attribute %r" % name)
