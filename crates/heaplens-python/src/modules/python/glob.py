# Files whose paths match patterns of the shell.

import fnmatch
import os
import re
import sys

__all__ = ['escape', 'glob', 'iglob']
if sys.version_info >= (3, 13):
    __all__.append('translate')

_SPECIAL = re.compile('([*?[])')
_SPECIAL_BYTES = re.compile(b'([*?[])')


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive,
                      include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    root = pathname[:0] if root_dir is None else os.fspath(root_dir)
    found = _found(pathname, root, recursive, False, include_hidden)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        # The folder itself matches the empty path.
        found = (path for path in found if path)
    return iter(found)


def has_magic(s):
    if isinstance(s, bytes):
        return _SPECIAL_BYTES.search(s) is not None
    return _SPECIAL.search(s) is not None


def escape(pathname):
    if isinstance(pathname, bytes):
        return _SPECIAL_BYTES.sub(br'[\1]', pathname)
    return _SPECIAL.sub(r'[\1]', pathname)


def _is_recursive(pattern):
    return pattern in ('**', b'**')


def _is_hidden(name):
    return name[:1] in ('.', b'.')


def _at(root, path):
    return os.path.join(root, path) if root and path else root or path


def _found(pathname, root, recursive, folders_only, hidden):
    head, tail = os.path.split(pathname)
    if not has_magic(pathname):
        if tail:
            if os.path.lexists(_at(root, pathname)):
                yield pathname
        elif os.path.isdir(_at(root, head)):
            yield pathname
        return
    if head and head != pathname and has_magic(head):
        folders = _found(head, root, recursive, True, hidden)
    else:
        folders = [head]
    for folder in folders:
        for name in _names(_at(root, folder), tail, recursive, folders_only, hidden):
            yield os.path.join(folder, name)


def _names(folder, pattern, recursive, folders_only, hidden):
    if recursive and _is_recursive(pattern):
        if not folder or os.path.isdir(folder):
            yield pattern[:0]
        yield from _below(folder, folders_only, hidden, pattern[:0])
        return
    if not has_magic(pattern):
        if not pattern:
            if os.path.isdir(folder):
                yield pattern
        elif os.path.lexists(_at(folder, pattern)):
            yield pattern
        return
    names = _listed(folder, folders_only)
    if not (hidden or _is_hidden(pattern)):
        names = [name for name in names if not _is_hidden(name)]
    yield from fnmatch.filter(names, pattern)


def _listed(folder, folders_only):
    try:
        with os.scandir(folder or '.') as entries:
            return [entry.name for entry in entries if not folders_only or entry.is_dir()]
    except OSError:
        return []


def _below(folder, folders_only, hidden, empty):
    for name in _listed(folder, folders_only):
        if hidden or not _is_hidden(name):
            yield name
            path = _at(folder, name)
            if os.path.isdir(path):
                for inner in _below(path, folders_only, hidden, empty):
                    yield os.path.join(name, inner)


if sys.version_info < (3, 10):
    def glob(pathname, *, recursive=False):
        return list(iglob(pathname, recursive=recursive))

    def iglob(pathname, *, recursive=False):
        found = _found(pathname, pathname[:0], recursive, False, False)
        if recursive and _is_recursive(pathname[:2]):
            found = (path for path in found if path)
        return iter(found)
