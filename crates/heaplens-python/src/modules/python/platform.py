# What is known of the machine: a 64-bit Linux, as modelled. Its name and its kernel are nobody's, so nothing tells them.

import sys

__all__ = ['architecture', 'machine', 'processor', 'python_branch', 'python_implementation',
           'python_revision', 'python_version', 'python_version_tuple', 'system']

_UNKNOWN = ('freedesktop_os_release', 'java_ver', 'libc_ver', 'mac_ver', 'node', 'platform',
            'python_build', 'python_compiler', 'release', 'uname', 'version', 'win32_ver')


def system():
    return 'Linux'


def machine():
    return 'x86_64'


def processor():
    return ''


def architecture(executable=sys.executable, bits='', linkage=''):
    return bits or '64bit', linkage or 'ELF'


def python_implementation():
    return 'CPython'


def python_version():
    return '.'.join(python_version_tuple())


def python_version_tuple():
    return tuple(str(part) for part in sys.version_info[:3])


def python_branch():
    return ''


def python_revision():
    return ''


def __getattr__(name):
    if name in _UNKNOWN:
        import _ctypes
        _ctypes.not_here('platform.' + name)
    raise AttributeError("module 'platform' has no attribute %r" % name)
