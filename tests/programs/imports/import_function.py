import sys

for arguments in [(1,), ('',), ('sys', None, None, None, -1), ('x', {}, None, None, 1), ('x', 'globals', None, (), 1),
                  ('nothing_here',), ('sys', 'globals'), ('collections.abc',), ('collections.abc', None, None, ['Sized']),
                  ('sys', None, None, True)]:
    try:
        print(__import__(*arguments).__name__)
    except Exception as error:
        print(type(error).__name__, error)


class Module:
    x = 'class'
    _hidden = 1


sys.modules['pretended'] = Module
from pretended import *

print(x, '_hidden' in globals())
Module.__all__ = ['_hidden', 'x']
from pretended import *

print(_hidden)
for wrong in (['missing'], [1], 5):
    Module.__all__ = wrong
    try:
        exec('from pretended import *')
    except Exception as error:
        print(type(error).__name__, error)
sys.modules['nothing'] = 1
try:
    from nothing import *
except ImportError as error:
    print(error)
sys.modules['halted'] = None
try:
    import halted
except ModuleNotFoundError as error:
    print(error)
