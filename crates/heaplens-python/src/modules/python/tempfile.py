# Files and folders for a while.

import io as _io
import os as _os
import shutil as _shutil
import sys as _sys
import weakref as _weakref
from random import Random as _Random

if _sys.version_info >= (3, 9):
    import types as _types

__all__ = [
    'NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', 'TemporaryDirectory', 'mkstemp',
    'mkdtemp', 'mktemp', 'TMP_MAX', 'gettempprefix', 'tempdir', 'gettempdir', 'gettempprefixb',
    'gettempdirb',
]

TMP_MAX = 10000
template = 'tmp'
tempdir = None


class _RandomNameSequence:
    characters = 'abcdefghijklmnopqrstuvwxyz0123456789_'

    def __init__(self):
        self.rng = _Random(int.from_bytes(_os.urandom(8), 'little'))

    def __iter__(self):
        return self

    def __next__(self):
        return ''.join(self.rng.choices(self.characters, k=8))


_names = None


def _candidates():
    global _names
    if _names is None:
        _names = _RandomNameSequence()
    return _names


def gettempprefix():
    return template


def gettempprefixb():
    return template.encode()


def gettempdir():
    global tempdir
    if tempdir is None:
        for name in ('TMPDIR', 'TEMP', 'TMP'):
            folder = _os.environ.get(name)
            if folder and _os.path.isdir(folder):
                tempdir = _os.path.abspath(folder)
                break
        else:
            tempdir = '/tmp'
    return tempdir


def gettempdirb():
    return _os.fsencode(gettempdir())


def _sane(prefix, suffix, dir):
    kinds = {type(part) for part in (prefix, suffix, dir) if isinstance(part, (str, bytes))}
    if len(kinds) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    is_bytes = kinds == {bytes}
    empty = b'' if is_bytes else ''
    if suffix is None:
        suffix = empty
    if prefix is None:
        prefix = gettempprefixb() if is_bytes else gettempprefix()
    if dir is None:
        dir = gettempdirb() if is_bytes else gettempdir()
    return prefix, suffix, dir, is_bytes


def _new_path(prefix, suffix, dir, is_bytes):
    middle = next(_candidates())
    if is_bytes:
        middle = middle.encode()
    return _os.path.join(dir, prefix + middle + suffix)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    prefix, suffix, dir, is_bytes = _sane(prefix, suffix, dir)
    for _ in range(TMP_MAX):
        path = _os.path.abspath(_new_path(prefix, suffix, dir, is_bytes))
        try:
            return _os.open(path, _os.O_RDWR | _os.O_CREAT | _os.O_EXCL, 0o600), path
        except FileExistsError:
            continue
    raise FileExistsError(17, 'No usable temporary file name found')


def mkdtemp(suffix=None, prefix=None, dir=None):
    prefix, suffix, dir, is_bytes = _sane(prefix, suffix, dir)
    for _ in range(TMP_MAX):
        path = _new_path(prefix, suffix, dir, is_bytes)
        try:
            _os.mkdir(path, 0o700)
        except FileExistsError:
            continue
        return _os.path.abspath(path) if _sys.version_info >= (3, 12) else path
    raise FileExistsError(17, 'No usable temporary directory name found')


def mktemp(suffix='', prefix=template, dir=None):
    if dir is None:
        dir = gettempdir()
    for _ in range(TMP_MAX):
        path = _os.path.join(dir, prefix + next(_candidates()) + suffix)
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(17, 'No usable temporary filename found')


class _TemporaryFileCloser:
    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete
        self.close_called = False

    def close(self):
        if not self.close_called:
            self.close_called = True
            try:
                self.file.close()
            finally:
                if self.delete:
                    _os.unlink(self.name)

    def __del__(self):
        self.close()


class _TemporaryFileWrapper:
    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __getattr__(self, name):
        value = getattr(self.__dict__['file'], name)
        if callable(value):
            def call(*args, **kwargs):
                return value(*args, **kwargs)
            call.__name__ = name
            # The file lives as long as its method does.
            call._closer = self._closer
            value = call
        if not isinstance(value, int):
            setattr(self, name, value)
        return value

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self.close()
        return result

    def close(self):
        self._closer.close()

    def __iter__(self):
        for line in self.file:
            yield line


if _sys.version_info >= (3, 12):
    def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None,
                           prefix=None, dir=None, delete=True, *, errors=None,
                           delete_on_close=True):
        return _named(mode, buffering, encoding, newline, suffix, prefix, dir, delete, errors,
                      delete_on_close)
else:
    def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None,
                           prefix=None, dir=None, delete=True, *, errors=None):
        return _named(mode, buffering, encoding, newline, suffix, prefix, dir, delete, errors, True)


class _KeptWrapper(_TemporaryFileWrapper):
    # Removed at the end of its context, not when it is closed.
    def __init__(self, file, name):
        super().__init__(file, name, False)

    def __exit__(self, exc, value, tb):
        result = super().__exit__(exc, value, tb)
        _os.unlink(self.name)
        return result


def _named(mode, buffering, encoding, newline, suffix, prefix, dir, delete, errors, on_close):
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        file = _io.open(fd, mode, buffering=buffering, newline=newline, encoding=encoding,
                        errors=errors)
    except BaseException:
        _os.close(fd)
        _os.unlink(name)
        raise
    raw = getattr(file, 'buffer', file)
    raw = getattr(raw, 'raw', raw)
    raw.name = name
    if delete and not on_close:
        return _KeptWrapper(file, name)
    return _TemporaryFileWrapper(file, name, delete)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                  dir=None, *, errors=None):
    fd, name = mkstemp(suffix, prefix, dir)
    _os.unlink(name)
    return _io.open(fd, mode, buffering=buffering, newline=newline, encoding=encoding,
                    errors=errors)


class SpooledTemporaryFile:
    _rolled = False

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None,
                 suffix=None, prefix=None, dir=None, *, errors=None):
        if 'b' in mode:
            self._file = _io.BytesIO()
        else:
            self._file = _io.TextIOWrapper(_io.BytesIO(), encoding=encoding, errors=errors,
                                           newline=newline)
        self._max_size = max_size
        self._options = dict(mode=mode, buffering=buffering, encoding=encoding, newline=newline,
                             suffix=suffix, prefix=prefix, dir=dir, errors=errors)

    if _sys.version_info >= (3, 9):
        __class_getitem__ = classmethod(_types.GenericAlias)

    def rollover(self):
        if self._rolled:
            return
        old = self._file
        self._file = TemporaryFile(**self._options)
        at = old.tell()
        old.seek(0)
        self._file.write(old.read())
        self._file.seek(at)
        self._rolled = True

    def _grown(self, result):
        if self._max_size and not self._rolled and self._file.tell() > self._max_size:
            self.rollover()
        return result

    def write(self, s):
        return self._grown(self._file.write(s))

    def writelines(self, lines):
        return self._grown(self._file.writelines(lines))

    def __enter__(self):
        if self._file.closed:
            raise ValueError('Cannot enter context with closed file')
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return self._file.__iter__()

    def __getattr__(self, name):
        return getattr(self.__dict__['_file'], name)


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *,
                 delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._delete = delete
        self._finalizer = _weakref.finalize(
            self, self._cleanup, self.name,
            warn_message='Implicitly cleaning up {!r}'.format(self), delete=delete)

    @classmethod
    def _cleanup(cls, name, warn_message, delete=True):
        if delete:
            import warnings
            _shutil.rmtree(name)
            warnings.warn(warn_message, ResourceWarning)

    def __repr__(self):
        return '<{} {!r}>'.format(self.__class__.__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        if self._finalizer.detach() or _os.path.exists(self.name):
            _shutil.rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)

    if _sys.version_info >= (3, 9):
        __class_getitem__ = classmethod(_types.GenericAlias)
