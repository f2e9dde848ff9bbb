# Whole files and folders copied, moved and removed.

import collections
import fnmatch
import os
import stat
import sys

__all__ = [
    'copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2', 'copytree', 'move',
    'rmtree', 'Error', 'SpecialFileError', 'ignore_patterns', 'get_terminal_size', 'which',
    'disk_usage', 'SameFileError',
]


class Error(OSError):
    pass


class SameFileError(Error):
    pass


class SpecialFileError(OSError):
    pass


_Usage = collections.namedtuple('usage', 'total used free')


def copyfileobj(fsrc, fdst, length=0):
    length = length or 64 * 1024
    while True:
        part = fsrc.read(length)
        if not part:
            return
        fdst.write(part)


def _is_same(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    if _is_same(src, dst):
        raise SameFileError('{!r} and {!r} are the same file'.format(src, dst))
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as fsrc:
        with open(dst, 'wb') as fdst:
            copyfileobj(fsrc, fdst)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    st = os.stat(src)
    os.utime(dst, ns=(st.st_atime_ns, st.st_mtime_ns))
    os.chmod(dst, stat.S_IMODE(st.st_mode))


def _target(src, dst):
    if os.path.isdir(dst):
        return os.path.join(dst, os.path.basename(src))
    return dst


def copy(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    def chosen(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return chosen


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2,
             ignore_dangling_symlinks=False, dirs_exist_ok=False):
    with os.scandir(src) as found:
        entries = list(found)
    left_out = ignore(os.fspath(src), [entry.name for entry in entries]) if ignore else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for entry in entries:
        if entry.name in left_out:
            continue
        inner_src = os.path.join(src, entry.name)
        inner_dst = os.path.join(dst, entry.name)
        try:
            if entry.is_symlink() and symlinks:
                os.symlink(os.readlink(inner_src), inner_dst)
            elif entry.is_dir():
                copytree(inner_src, inner_dst, symlinks, ignore, copy_function,
                         ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(inner_src, inner_dst)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((inner_src, inner_dst, str(error)))
    copystat(src, dst)
    if errors:
        raise Error(errors)
    return dst


def _remove_below(path, report):
    try:
        with os.scandir(path) as found:
            entries = list(found)
    except OSError as error:
        report(os.scandir, path, error)
        entries = []
    for entry in entries:
        inner = os.path.join(path, entry.name)
        if entry.is_dir(follow_symlinks=False):
            _remove_below(inner, report)
            continue
        try:
            os.unlink(inner)
        except OSError as error:
            report(os.unlink, inner, error)
    try:
        os.rmdir(path)
    except OSError as error:
        report(os.rmdir, path, error)


def _rmtree(path, ignore_errors, onerror, onexc):
    def report(function, name, error):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, name, error)
        elif onerror is not None:
            onerror(function, name, (type(error), error, error.__traceback__))
        else:
            raise error

    try:
        st = os.lstat(path)
    except OSError as error:
        report(os.lstat, path, error)
        return
    if stat.S_ISLNK(st.st_mode):
        report(os.path.islink, path, OSError('Cannot call rmtree on a symbolic link'))
        return
    if not stat.S_ISDIR(st.st_mode):
        try:
            os.scandir(path)
        except OSError as error:
            report(os.scandir, path, error)
        return
    _remove_below(path, report)


if sys.version_info >= (3, 12):
    def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
        _rmtree(path, ignore_errors, onerror, onexc)
else:
    def rmtree(path, ignore_errors=False, onerror=None):
        _rmtree(path, ignore_errors, onerror, None)


def move(src, dst, copy_function=copy2):
    real_dst = dst
    if os.path.isdir(dst):
        if _is_same(src, dst):
            os.rename(src, dst)
            return None
        real_dst = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
        if os.path.exists(real_dst):
            raise Error("Destination path '%s' already exists" % (real_dst,))
    if os.path.isdir(src):
        inside = os.path.abspath(dst) + '/'
        if inside.startswith(os.path.abspath(src) + '/'):
            raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
    os.rename(src, real_dst)
    return real_dst


def disk_usage(path):
    os.stat(path)
    total = 1 << 30
    used = 0
    for folder, _, names in os.walk('/'):
        used += sum(os.lstat(os.path.join(folder, name)).st_size for name in names)
    return _Usage(total, used, total - used)


def get_terminal_size(fallback=(80, 24)):
    sizes = []
    for name, other in zip(('COLUMNS', 'LINES'), fallback):
        try:
            size = int(os.environ[name])
        except (KeyError, ValueError):
            size = 0
        sizes.append(size if size > 0 else other)
    return os.terminal_size(sizes)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    if os.path.dirname(cmd):
        return cmd if os.path.isfile(cmd) else None
    for folder in (os.environ.get('PATH', os.defpath) if path is None else path).split(os.pathsep):
        name = os.path.join(folder, cmd)
        if os.path.isfile(name):
            return name
    return None
