"""Lines of Python source files."""

import _traceback

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def clearcache():
    """Forget all files."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line of a file with its line break; '' where there is none."""
    if lineno < 1:
        return ''
    return _traceback.source_line(filename, lineno)


def getlines(filename, module_globals=None):
    """All lines of a file."""
    lines = []
    while True:
        line = _traceback.source_line(filename, len(lines) + 1)
        if not line:
            break
        lines.append(line)
    if lines and lines[-1] == '\n':
        lines.pop()
    return lines


def checkcache(filename=None):
    """Look whether files have changed: they can't here."""


def lazycache(filename, module_globals):
    """Say whether a file could be found later."""
    return False
