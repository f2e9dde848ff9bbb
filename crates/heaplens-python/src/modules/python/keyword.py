# The words that can't be names.

import sys

__all__ = ['iskeyword', 'kwlist']

kwlist = ['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class',
          'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global',
          'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return',
          'try', 'while', 'with', 'yield']

if sys.version_info >= (3, 9):
    __all__ += ['issoftkeyword', 'softkwlist']
    if sys.version_info >= (3, 15):
        softkwlist = ['_', 'case', 'lazy', 'match', 'type']
    elif sys.version_info >= (3, 12):
        softkwlist = ['_', 'case', 'match', 'type']
    elif sys.version_info >= (3, 10):
        softkwlist = ['_', 'case', 'match']
    else:
        softkwlist = []
    issoftkeyword = frozenset(softkwlist).__contains__

iskeyword = frozenset(kwlist).__contains__
