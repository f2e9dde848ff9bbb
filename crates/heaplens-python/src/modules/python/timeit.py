# How long a small piece of a program takes, on the modelled clock.

import gc
import itertools
import time

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

dummy_src_name = '<timeit-src>'
default_number, default_repeat = 1000000, 5
default_timer = time.perf_counter
_globals = globals


def _indented(text, by):
    return text.replace('\n', '\n' + ' ' * by)


class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        space = {}
        outer = _globals() if globals is None else globals
        for text, name in ((setup, 'setup'), (stmt, 'stmt')):
            if isinstance(text, str):
                compile(text, dummy_src_name, 'exec')
            elif not callable(text):
                raise ValueError(f'{name} is neither a string nor callable')
        for text, name in ((setup, '_setup'), (stmt, '_stmt')):
            if not isinstance(text, str):
                space[name] = text
        given = ''.join(f', {name}={name}' for name in space)
        lines = [f'def inner(_it, _timer{given}):',
                 '    ' + (_indented(setup, 4) if isinstance(setup, str) else '_setup()'),
                 '    _t0 = _timer()', '    for _i in _it:',
                 '        ' + (_indented(stmt, 8) if isinstance(stmt, str) else '_stmt()'),
                 '        pass', '    _t1 = _timer()', '    return _t1 - _t0', '']
        self.src = '\n'.join(lines)
        exec(compile(self.src, dummy_src_name, 'exec'), outer, space)
        self.inner = space['inner']

    def print_exc(self, file=None):
        import traceback
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if was_enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        scale = 1
        while True:
            for step in (1, 2, 5):
                number = scale * step
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number,
           globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
