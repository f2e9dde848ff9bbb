# The operating system: here a small one, in memory.

import abc
import sys
import stat as st
import posixpath as path
import posix
from _collections_abc import MutableMapping
from posix import *
from posix import _exit

if sys.version_info >= (3, 9):
    from types import GenericAlias

__all__ = [
    "altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name",
    "path", "devnull", "SEEK_SET", "SEEK_CUR", "SEEK_END", "fsencode", "fsdecode",
    "get_exec_path", "fdopen", "extsep", "_exit",
]
__all__ += [_name for _name in dir(posix) if not _name.startswith("_")]

name = "posix"
linesep = "\n"
sys.modules["os.path"] = path
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

supports_dir_fd = set()
supports_fd = {posix.stat}
supports_follow_symlinks = {posix.stat}
supports_effective_ids = set()
supports_bytes_environ = True


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            return
        head, tail = path.split(head)


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


__all__ += ["makedirs", "removedirs", "renames"]


def walk(top, topdown=True, onerror=None, followlinks=False):
    yield from _walk(fspath(top), topdown, onerror, followlinks)


def _walk(top, topdown, onerror, followlinks):
    folders, files = [], []
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for entry in entries:
        (folders if entry.is_dir() else files).append(entry.name)
    if topdown:
        yield top, folders, files
    for folder in folders:
        inner = path.join(top, folder)
        if followlinks or not path.islink(inner):
            yield from _walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


__all__.append("walk")


class _Environ(MutableMapping):
    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        self._data[key] = self.encodevalue(value)

    def __delitem__(self, key):
        try:
            del self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        if sys.version_info >= (3, 9):
            shown = ", ".join(f"{key!r}: {value!r}" for key, value in self.items())
            return f"environ({{{shown}}})"
        return "environ({{{}}})".format(", ".join(f"{key!r}: {value!r}" for key, value in self.items()))

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    if sys.version_info >= (3, 9):
        def __ior__(self, other):
            self.update(other)
            return self

        def __or__(self, other):
            if not isinstance(other, Mapping):
                return NotImplemented
            return {**self, **other}

        def __ror__(self, other):
            if not isinstance(other, Mapping):
                return NotImplemented
            return {**other, **self}


from _collections_abc import Mapping


def _encoded(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode("utf-8", "surrogateescape")


def _decoded(value):
    return value.decode("utf-8", "surrogateescape")


def _bytes_only(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ(posix.environ, _encoded, _decoded, _encoded, _decoded)
environb = _Environ(posix.environ, _bytes_only, bytes, _bytes_only, bytes)


def getenv(key, default=None):
    return environ.get(key, default)


def getenvb(key, default=None):
    return environb.get(key, default)


def putenv(name, value):
    environ[name] = value


def unsetenv(name):
    environ.pop(name, None)


__all__ += ["environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"]


def fsencode(filename):
    filename = fspath(filename)
    if isinstance(filename, str):
        return filename.encode("utf-8", "surrogateescape")
    return filename


def fsdecode(filename):
    filename = fspath(filename)
    if isinstance(filename, bytes):
        return filename.decode("utf-8", "surrogateescape")
    return filename


def get_exec_path(env=None):
    if env is None:
        env = environ
    return env.get("PATH", defpath).split(pathsep)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    import io
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


if sys.version_info >= (3, 13):
    def process_cpu_count():
        return cpu_count()

    __all__.append("process_cpu_count")


def sched_getaffinity(pid):
    return {0}


def getlogin():
    return environ.get("LOGNAME", "reader")


class PathLike(abc.ABC):
    """What has a path of its own in the file system."""

    if sys.version_info >= (3, 13):
        __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """The path in the file system."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            for base in subclass.__mro__:
                if "__fspath__" in base.__dict__:
                    return base.__dict__["__fspath__"] is not None or NotImplemented
        return NotImplemented

    if sys.version_info >= (3, 9):
        __class_getitem__ = classmethod(GenericAlias)


__all__ += ["PathLike", "fspath"]
