# Paths as objects.

import fnmatch
import io
import os
import posixpath
import re
import sys
from _collections_abc import Sequence
from errno import ENOENT, ENOTDIR, EBADF, ELOOP
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG, S_ISSOCK

__all__ = ['PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path', 'PosixPath', 'WindowsPath']

if sys.version_info >= (3, 13):
    class UnsupportedOperation(NotImplementedError):
        pass

    __all__.insert(0, 'UnsupportedOperation')

_ABSENT = (ENOENT, ENOTDIR, EBADF, ELOOP)


class _Posix:
    sep = '/'
    altsep = ''
    is_posix = True

    @staticmethod
    def split_anchor(text):
        if text[:1] != '/':
            return '', '', text
        if text[:2] == '//' and text[2:3] != '/':
            return '', '//', text[2:]
        return '', '/', text.lstrip('/')

    @staticmethod
    def folded(text):
        return text

    reserved = frozenset()


class _Windows:
    sep = '\\'
    altsep = '/'
    is_posix = False

    @staticmethod
    def split_anchor(text):
        if text[:2] == '\\\\' and text[2:3] not in ('', '\\'):
            server, slash, rest = text[2:].partition('\\')
            share, slash2, rest = rest.partition('\\')
            if share:
                return f'\\\\{server}\\{share}', '\\', rest
            return '', '\\', text.lstrip('\\')
        drive = ''
        if text[1:2] == ':' and text[0].isalpha():
            drive, text = text[:2], text[2:]
        if text[:1] == '\\':
            return drive, '\\', text.lstrip('\\')
        return drive, '', text

    @staticmethod
    def folded(text):
        return text.lower()

    reserved = frozenset(
        ['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$']
        + [f'{port}{number}' for port in ('COM', 'LPT') for number in '123456789'])


class _Parents(Sequence):
    __slots__ = ('_path', '_drv', '_root', '_tail')

    def __init__(self, path):
        self._path = path
        self._drv = path.drive
        self._root = path.root
        self._tail = path._names

    def __len__(self):
        return len(self._tail)

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            if sys.version_info < (3, 10):
                raise TypeError("'<=' not supported between instances of 'slice' and 'int'")
            return tuple(self[i] for i in range(*idx.indices(len(self))))
        if sys.version_info < (3, 10) and idx < 0 or idx >= len(self) or idx < -len(self):
            raise IndexError(idx)
        if idx < 0:
            idx += len(self)
        return self._path._built(self._drv, self._root, self._tail[:-idx - 1])

    def __repr__(self):
        return '<{}.parents>'.format(type(self._path).__name__)


class PurePath:
    __slots__ = ('_raw', '_drv', '_root', '_names', '_str', '_hash')
    _flavour = _Posix

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        self = object.__new__(cls)
        if sys.version_info < (3, 12):
            self._parse(args)
        return self

    if sys.version_info >= (3, 12):
        def __init__(self, *args):
            self._parse(args)

    def with_segments(self, *pathsegments):
        return type(self)(*pathsegments)

    def _parse(self, args):
        flavour = self._flavour
        sep = flavour.sep
        texts = []
        for arg in args:
            if isinstance(arg, PurePath):
                if sys.version_info < (3, 12) or arg._flavour is flavour:
                    arg = str(arg) if arg._names or arg._drv or arg._root else ''
                else:
                    arg = arg.as_posix()
            else:
                try:
                    arg = os.fspath(arg)
                except TypeError:
                    if sys.version_info >= (3, 12):
                        raise TypeError(
                            'argument should be a str or an os.PathLike object where __fspath__ '
                            f'returns a str, not {type(arg).__name__!r}') from None
                    raise
                if not isinstance(arg, str):
                    if sys.version_info >= (3, 12):
                        raise TypeError(
                            'argument should be a str or an os.PathLike object where __fspath__ '
                            f'returns a str, not {type(arg).__name__!r}')
                    raise TypeError(
                        'argument should be a str object or an os.PathLike '
                        f'object returning str, not {type(arg)!r}')
            if flavour.altsep:
                arg = arg.replace(flavour.altsep, sep)
            texts.append(arg)
        drive = root = ''
        names = []
        for text in texts:
            new_drive, new_root, rest = flavour.split_anchor(text)
            if new_drive and flavour.folded(new_drive) != flavour.folded(drive):
                drive, root, names = new_drive, new_root, []
            elif new_root:
                drive, root, names = new_drive or drive, new_root, []
            names += [name for name in rest.split(sep) if name and name != '.']
        self._drv, self._root, self._names = drive, root, names

    def _built(self, drive, root, names):
        made = self.with_segments(self._shown(drive, root, names))
        return made

    @classmethod
    def _shown(cls, drive, root, names):
        sep = cls._flavour.sep
        if drive or root:
            return drive + root + sep.join(names)
        return sep.join(names)

    def __reduce__(self):
        if sys.version_info >= (3, 14):
            return type(self), (str(self),)
        return type(self), tuple(self.parts)

    def __str__(self):
        try:
            return self._str
        except AttributeError:
            self._str = self._shown(self._drv, self._root, self._names) or '.'
            return self._str

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self).replace(self._flavour.sep, '/')

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return '{}({!r})'.format(type(self).__name__, self.as_posix())

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote_from_bytes
        text = self.as_posix()
        if self._flavour.is_posix:
            return 'file://' + quote_from_bytes(os.fsencode(text))
        drive = self.drive
        if len(drive) == 2:
            return 'file:///' + drive + quote_from_bytes(text[2:].encode('utf-8'))
        return 'file:' + quote_from_bytes(text.encode('utf-8'))

    @property
    def _key(self):
        fold = self._flavour.folded
        return fold(self._drv), fold(self._root), [fold(name) for name in self._names]

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._flavour is other._flavour and self._key == other._key

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self._flavour.folded(str(self)))
            return self._hash

    def _order(self):
        fold = self._flavour.folded
        return [fold(part) for part in self.parts]

    def __lt__(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return self._order() < other._order()

    def __le__(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return self._order() <= other._order()

    def __gt__(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return self._order() > other._order()

    def __ge__(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return self._order() >= other._order()

    if sys.version_info >= (3, 9):
        def __class_getitem__(cls, type):
            return cls

    @property
    def drive(self):
        return self._drv

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._drv + self._root

    @property
    def name(self):
        return self._names[-1] if self._names else ''

    @property
    def suffix(self):
        name = self.name
        if sys.version_info >= (3, 14):
            name = name.lstrip('.')
            at = name.rfind('.')
            return name[at:] if at > 0 else ''
        at = name.rfind('.')
        return name[at:] if 0 < at < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.') and sys.version_info < (3, 14):
            return []
        return ['.' + part for part in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        name, suffix = self.name, self.suffix
        return name[:len(name) - len(suffix)]

    def with_name(self, name):
        if not self.name:
            raise ValueError('%r has an empty name' % (self,))
        flavour = self._flavour
        if (not name or flavour.sep in name or flavour.altsep and flavour.altsep in name
                or name == '.'):
            raise ValueError('Invalid name %r' % (name,))
        return self._built(self._drv, self._root, self._names[:-1] + [name])

    if sys.version_info >= (3, 9):
        def with_stem(self, stem):
            if sys.version_info >= (3, 13):
                if not stem and self.suffix:
                    raise ValueError(f'{self!r} has a non-empty suffix')
            return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        flavour = self._flavour
        if flavour.sep in suffix or flavour.altsep and flavour.altsep in suffix:
            raise ValueError('Invalid suffix %r' % (suffix,))
        if suffix and not suffix.startswith('.') or suffix == '.' and sys.version_info < (3, 14):
            raise ValueError('Invalid suffix %r' % (suffix,))
        if not self.name:
            raise ValueError('%r has an empty name' % (self,))
        return self.with_name(self.stem + suffix)

    def _relative_to(self, other, walk_up):
        if not other:
            if sys.version_info >= (3, 12):
                raise TypeError("PurePath.relative_to() missing 1 required positional argument: 'other'")
            raise TypeError('need at least one argument')
        base = self.with_segments(*other)
        ups = 0
        while True:
            count = len(base._names)
            same_anchor = base._key[:2] == self._key[:2]
            if same_anchor and self._key[2][:count] == base._key[2]:
                return self._built('', '', ['..'] * ups + self._names[count:])
            if not walk_up:
                if sys.version_info < (3, 9):
                    raise ValueError('{!r} does not start with {!r}'.format(str(self), str(base)))
                raise ValueError(
                    f'{str(self)!r} is not in the subpath of {str(base)!r}'
                    if sys.version_info >= (3, 12) else
                    '{!r} is not in the subpath of {!r} OR one path is relative and the other is absolute.'
                    .format(str(self), str(base)))
            if not count:
                raise ValueError(f'{str(self)!r} and {str(self.with_segments(*other))!r} have different anchors')
            if base.name == '..':
                raise ValueError(f"'..' segment in {str(base)!r} cannot be walked")
            base = base.parent
            ups += 1

    if sys.version_info >= (3, 12):
        def relative_to(self, *other, walk_up=False):
            return self._relative_to(other, walk_up)
    else:
        def relative_to(self, *other):
            return self._relative_to(other, False)

    if sys.version_info >= (3, 9):
        def is_relative_to(self, *other):
            try:
                self.relative_to(*other)
            except ValueError:
                return False
            return True

    @property
    def parts(self):
        anchor = self.anchor
        return (anchor, *self._names) if anchor else tuple(self._names)

    def joinpath(self, *pathsegments):
        return self.with_segments(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    @property
    def parent(self):
        if not self._names:
            return self
        return self._built(self._drv, self._root, self._names[:-1])

    @property
    def parents(self):
        return _Parents(self)

    def is_absolute(self):
        if self._flavour.is_posix:
            return bool(self._root)
        return bool(self._drv and self._root)

    def is_reserved(self):
        if self._flavour.is_posix or not self._names or self._drv.startswith('\\\\'):
            return False
        return self.name.partition('.')[0].partition(':')[0].rstrip(' ').upper() in self._flavour.reserved

    def match(self, path_pattern, *, case_sensitive=None):
        pattern = path_pattern if isinstance(path_pattern, PurePath) else self.with_segments(path_pattern)
        if not pattern._names and not pattern.anchor:
            raise ValueError('empty pattern')
        if case_sensitive is None:
            case_sensitive = self._flavour.is_posix
        flags = 0 if case_sensitive else re.IGNORECASE
        wanted, have = pattern.parts[::-1], self.parts[::-1]
        if len(have) < len(wanted) or pattern.anchor and len(have) != len(wanted):
            return False
        for glob, part in zip(wanted, have):
            if not re.match(fnmatch.translate(glob), part, flags):
                return False
        return True

    if sys.version_info >= (3, 13):
        def full_match(self, pattern, *, case_sensitive=None):
            if not isinstance(pattern, PurePath):
                pattern = self.with_segments(pattern)
            if case_sensitive is None:
                case_sensitive = self._flavour.is_posix
            return _whole_match(pattern.parts, self.parts, 0 if case_sensitive else re.IGNORECASE)

        @property
        def parser(self):
            return posixpath


def _whole_match(pattern, parts, flags):
    if not pattern:
        return not parts
    if pattern[0] == '**':
        return any(_whole_match(pattern[1:], parts[at:], flags) for at in range(len(parts) + 1))
    return (bool(parts) and bool(re.match(fnmatch.translate(pattern[0]), parts[0], flags))
            and _whole_match(pattern[1:], parts[1:], flags))


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    __slots__ = ()
    _flavour = _Posix


class PureWindowsPath(PurePath):
    __slots__ = ()
    _flavour = _Windows


def _is_absent(error):
    return getattr(error, 'errno', None) in _ABSENT


class Path(PurePath):
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        if not cls._flavour.is_posix:
            if sys.version_info >= (3, 13):
                raise UnsupportedOperation(f'cannot instantiate {cls.__name__!r} on your system')
            raise NotImplementedError('cannot instantiate %r on your system' % (cls.__name__,))
        self = object.__new__(cls)
        if sys.version_info < (3, 12):
            self._parse(args)
        return self

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls('~').expanduser()

    if sys.version_info >= (3, 13):
        @classmethod
        def from_uri(cls, uri):
            from urllib.parse import unquote
            if not uri.startswith('file:'):
                raise ValueError(f"URI does not start with 'file:': {uri!r}")
            text = uri[5:]
            if text[:3] == '///':
                text = text[2:]
            elif text[:12] == '//localhost/':
                text = text[11:]
            path = cls(unquote(text))
            if not path.is_absolute():
                raise ValueError(f'URI is not absolute: {uri!r}')
            return path

    if sys.version_info < (3, 13):
        def __enter__(self):
            return self

        def __exit__(self, t, v, tb):
            pass

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def _mode(self, follow_symlinks=True):
        try:
            return os.stat(self, follow_symlinks=follow_symlinks).st_mode
        except OSError as error:
            if not _is_absent(error):
                raise
        except ValueError:
            pass
        return 0

    if sys.version_info >= (3, 12):
        def exists(self, *, follow_symlinks=True):
            return self._mode(follow_symlinks) != 0
    else:
        def exists(self):
            return self._mode() != 0

    if sys.version_info >= (3, 13):
        def is_dir(self, *, follow_symlinks=True):
            return S_ISDIR(self._mode(follow_symlinks))

        def is_file(self, *, follow_symlinks=True):
            return S_ISREG(self._mode(follow_symlinks))
    else:
        def is_dir(self):
            return S_ISDIR(self._mode())

        def is_file(self):
            return S_ISREG(self._mode())

    def is_symlink(self):
        return S_ISLNK(self._mode(False))

    def is_block_device(self):
        return S_ISBLK(self._mode())

    def is_char_device(self):
        return S_ISCHR(self._mode())

    def is_fifo(self):
        return S_ISFIFO(self._mode())

    def is_socket(self):
        return S_ISSOCK(self._mode())

    def is_mount(self):
        return os.path.ismount(self)

    if sys.version_info >= (3, 12):
        def is_junction(self):
            return False

    def samefile(self, other_path):
        if not hasattr(other_path, 'stat'):
            other_path = self.with_segments(other_path)
        return os.path.samestat(self.stat(), other_path.stat())

    def absolute(self):
        if self.is_absolute():
            return self
        return self.with_segments(os.getcwd(), self)

    def resolve(self, strict=False):
        return self.with_segments(os.path.realpath(self, **{'strict': strict}))

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open(mode='rb') as f:
            return f.read()

    if sys.version_info >= (3, 13):
        def read_text(self, encoding=None, errors=None, newline=None):
            with self.open(mode='r', encoding=encoding, errors=errors, newline=newline) as f:
                return f.read()
    else:
        def read_text(self, encoding=None, errors=None):
            with self.open(mode='r', encoding=encoding, errors=errors) as f:
                return f.read()

    def write_bytes(self, data):
        view = memoryview(data)
        with self.open(mode='wb') as f:
            return f.write(view)

    if sys.version_info >= (3, 10):
        def write_text(self, data, encoding=None, errors=None, newline=None):
            if not isinstance(data, str):
                raise TypeError('data must be str, not %s' % data.__class__.__name__)
            with self.open(mode='w', encoding=encoding, errors=errors, newline=newline) as f:
                return f.write(data)
    else:
        def write_text(self, data, encoding=None, errors=None):
            if not isinstance(data, str):
                raise TypeError('data must be str, not %s' % data.__class__.__name__)
            with self.open(mode='w', encoding=encoding, errors=errors) as f:
                return f.write(data)

    def iterdir(self):
        names = os.listdir(self)
        return (self / name for name in names)

    def _glob(self, pattern, starts):
        if not pattern:
            if sys.version_info >= (3, 13):
                pattern = self.with_segments(pattern)
            raise ValueError('Unacceptable pattern: {!r}'.format(pattern))
        wanted = PurePosixPath(pattern)
        if wanted.anchor:
            if sys.version_info >= (3, 13):
                raise UnsupportedOperation('Non-relative patterns are unsupported')
            raise NotImplementedError('Non-relative patterns are unsupported')
        parts = starts + list(wanted._names)
        for part in parts:
            if '**' in part and part != '**' and sys.version_info < (3, 13):
                raise ValueError("Invalid pattern: '**' can only be an entire path component")
        folders_only = str(pattern).endswith('/') and sys.version_info >= (3, 11)
        folders_only = folders_only or parts[-1:] == ['**'] and sys.version_info < (3, 13)
        seen = set()
        for found in self._selected(parts, folders_only):
            text = str(found)
            if text not in seen:
                seen.add(text)
                yield found

    def _selected(self, parts, folders_only):
        if not parts:
            if not folders_only or self.is_dir():
                yield self
            return
        first, rest = parts[0], parts[1:]
        if first == '**':
            yield from self._selected(rest, folders_only)
            for entry in self._entries():
                inner = self / entry.name
                if entry.is_dir() and not entry.is_symlink():
                    yield from inner._selected(parts, folders_only)
                elif not rest and not folders_only:
                    yield inner
        elif first == '..' or not any(char in first for char in '*?['):
            inner = self / first
            if inner._mode(False):
                yield from inner._selected(rest, folders_only)
        else:
            match = re.compile(fnmatch.translate(first)).match
            for entry in self._entries():
                if match(entry.name) and (not rest or entry.is_dir()):
                    yield from (self / entry.name)._selected(rest, folders_only)

    def _entries(self):
        try:
            with os.scandir(self) as entries:
                return list(entries)
        except OSError:
            return []

    def glob(self, pattern, **options):
        return self._glob(pattern, [])

    def rglob(self, pattern, **options):
        return self._glob(pattern, ['**'])

    if sys.version_info >= (3, 12):
        def walk(self, top_down=True, on_error=None, follow_symlinks=False):
            try:
                with os.scandir(self) as entries:
                    entries = list(entries)
            except OSError as error:
                if on_error is not None:
                    on_error(error)
                return
            folders = [entry.name for entry in entries if entry.is_dir(follow_symlinks=follow_symlinks)]
            files = [entry.name for entry in entries if entry.name not in folders]
            if top_down:
                yield self, folders, files
            for folder in folders:
                yield from (self / folder).walk(top_down, on_error, follow_symlinks)
            if not top_down:
                yield self, folders, files

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        if exist_ok:
            try:
                os.utime(self, None)
                return
            except OSError:
                pass
        flags = os.O_CREAT | os.O_WRONLY
        if not exist_ok:
            flags |= os.O_EXCL
        os.close(os.open(self, flags, mode))

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        os.replace(self, target)
        return self.with_segments(target)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)

    if sys.version_info >= (3, 10):
        def hardlink_to(self, target):
            os.link(target, self)

    if sys.version_info >= (3, 9):
        def readlink(self):
            return self.with_segments(os.readlink(self))

    if sys.version_info < (3, 12):
        def link_to(self, target):
            os.link(self, target)

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def owner(self):
        return os.getlogin()

    group = owner

    def expanduser(self):
        if not self.anchor and self._names and self._names[0][:1] == '~':
            home = os.path.expanduser(self._names[0])
            if home[:1] == '~':
                raise RuntimeError('Could not determine home directory.')
            return self.with_segments(home, *self._names[1:])
        return self

    if sys.version_info >= (3, 14):
        def copy(self, target, **options):
            import shutil
            target = self.with_segments(target)
            if self.is_dir():
                shutil.copytree(self, target)
            else:
                shutil.copyfile(self, target)
            return target

        def copy_into(self, target_dir, **options):
            return self.copy(self.with_segments(target_dir) / self.name)

        def move(self, target):
            return self.replace(target)

        def move_into(self, target_dir):
            return self.move(self.with_segments(target_dir) / self.name)


class PosixPath(Path, PurePosixPath):
    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    __slots__ = ()
    _flavour = _Windows
