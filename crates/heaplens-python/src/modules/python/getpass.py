# Passwords, and who is there.

import os
import sys
import warnings

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None):
    # Nobody watches the terminal here: the line is read as it comes.
    stream = stream or sys.stderr
    warnings.warn('Can not control echo on the terminal.', GetPassWarning, stacklevel=2)
    print('Warning: Password input may be echoed.', file=stream)
    stream.write(str(prompt))
    stream.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line[:-1] if line[-1] == '\n' else line


def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        user = os.environ.get(name)
        if user:
            return user
    return os.getlogin()
