# Paths as POSIX systems write them.

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False

import os
import sys
import genericpath
import stat
from genericpath import (
    commonprefix, exists, getatime, getctime, getmtime, getsize, isdir, isfile,
    samefile, sameopenfile, samestat,
)

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename",
    "dirname", "commonprefix", "getsize", "getmtime", "getatime", "getctime",
    "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser",
    "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat",
    "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep",
    "devnull", "realpath", "supports_unicode_filenames", "relpath", "commonpath",
]

def _words(path):
    """The separator, the dot and the double dot of the path's own kind."""
    if isinstance(path, bytes):
        return b"/", b".", b".."
    return "/", ".", ".."


def normcase(s):
    return os.fspath(s)


def isabs(s):
    s = os.fspath(s)
    return s.startswith(_words(s)[0])


def join(a, *p):
    a = os.fspath(a)
    slash = _words(a)[0]
    path = a
    try:
        for part in map(os.fspath, p):
            if part.startswith(slash):
                path = part
            elif not path or path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", a, *p)
        raise
    return path


def split(p):
    p = os.fspath(p)
    slash = _words(p)[0]
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    if head and head.strip(slash):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    p = os.fspath(p)
    slash, dot, _ = _words(p)
    return genericpath._splitext(p, slash, None, dot)


def splitdrive(p):
    p = os.fspath(p)
    return p[:0], p


if sys.version_info >= (3, 12):
    __all__.append("splitroot")

    def splitroot(p):
        p = os.fspath(p)
        slash, empty = _words(p)[0], p[:0]
        if p[:1] != slash:
            return empty, empty, p
        if p[1:2] != slash or p[2:3] == slash:
            return empty, slash, p[1:]
        return empty, p[:2], p[2:]


def basename(p):
    p = os.fspath(p)
    return p[p.rfind(_words(p)[0]) + 1:]


def dirname(p):
    return split(p)[0]


def islink(path):
    try:
        st = os.lstat(path)
    except (OSError, ValueError, AttributeError):
        return False
    return stat.S_ISLNK(st.st_mode)


def lexists(path):
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


if sys.version_info >= (3, 12):
    __all__ += ["isjunction", "isdevdrive"]

    def isjunction(path):
        os.fspath(path)
        return False

    def isdevdrive(path):
        os.fspath(path)
        return False

if sys.version_info >= (3, 13):
    __all__.append("isreserved")

    def isreserved(path):
        os.fspath(path)
        return False


def ismount(path):
    path = os.fspath(path)
    try:
        here = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(here.st_mode):
        return False
    above = os.lstat(realpath(join(path, _words(path)[2])))
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def expanduser(path):
    path = os.fspath(path)
    is_bytes = isinstance(path, bytes)
    tilde, slash = (b"~", b"/") if is_bytes else ("~", "/")
    if not path.startswith(tilde):
        return path
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    if end != 1:
        return path
    home = os.environ.get("HOME", "/")
    if is_bytes:
        home = os.fsencode(home)
    return (home.rstrip(slash) + path[end:]) or slash


def expandvars(path):
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    out = []
    at = 0
    while at < len(path):
        if path[at] != "$":
            out.append(path[at])
            at += 1
            continue
        end = at + 1
        if path[end:end + 1] == "{":
            close = path.find("}", end)
            if close < 0:
                out.append(path[at:])
                break
            name, end = path[end + 1:close], close + 1
        else:
            while end < len(path) and (path[end] == "_" or path[end].isascii() and path[end].isalnum()):
                end += 1
            name = path[at + 1:end]
        if name and name in os.environ:
            out.append(os.environ[name])
        else:
            out.append(path[at:end])
        at = end
    return "".join(out)


def normpath(path):
    path = os.fspath(path)
    slash, dot, up = _words(path)
    if not path:
        return dot
    # Exactly two slashes at the start mean something of their own to POSIX.
    root = path[:0]
    if path.startswith(slash):
        root = slash
        if path.startswith(slash * 2) and not path.startswith(slash * 3):
            root = slash * 2
    kept = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part == up and kept and kept[-1] != up:
            kept.pop()
        elif part != up or not root:
            kept.append(part)
    return root + slash.join(kept) or dot


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        here = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(here, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    filename = os.fspath(filename)
    slash, dot, up = _words(filename)
    path = filename[:0]
    if isabs(filename):
        path = slash
    else:
        path = os.getcwdb() if isinstance(filename, bytes) else os.getcwd()
    rest = filename.split(slash)[::-1]
    followed = 0
    while rest:
        part = rest.pop()
        if not part or part == dot:
            continue
        if part == up:
            path = dirname(path)
            continue
        here = join(path, part)
        try:
            st = os.lstat(here)
        except OSError:
            if strict:
                raise
            path = here
            continue
        if not stat.S_ISLNK(st.st_mode):
            path = here
            continue
        followed += 1
        if followed > 40:
            if strict:
                os.stat(here)
            path = here
            continue
        target = os.readlink(here)
        if isabs(target):
            path = slash
        rest.extend(target.split(slash)[::-1])
    return path


def relpath(path, start=None):
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    slash, dot, up = _words(path)
    start = dot if start is None else os.fspath(start)
    try:
        origin = [part for part in abspath(start).split(slash) if part]
        target = [part for part in abspath(path).split(slash) if part]
        same = len(commonprefix([origin, target]))
        parts = [up] * (len(origin) - same) + target[same:]
        return join(*parts) if parts else dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError(
            "commonpath() arg is an empty iterable"
            if sys.version_info >= (3, 13) else "commonpath() arg is an empty sequence"
        )
    slash, dot, _ = _words(paths[0])
    try:
        rooted = {path.startswith(slash) for path in paths}
        if len(rooted) > 1:
            raise ValueError("Can't mix absolute and relative paths") from None
        parts = [[part for part in path.split(slash) if part and part != dot] for path in paths]
        root = slash if rooted.pop() else slash[:0]
        return root + slash.join(commonprefix(parts))
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise
