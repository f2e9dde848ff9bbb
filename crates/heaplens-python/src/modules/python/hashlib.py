# Hashes of bytes.

import sys
import _hashlib
from _hashlib import pbkdf2_hmac

algorithms_guaranteed = {
    'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s',
    'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256',
}
algorithms_available = algorithms_guaranteed | {'sha512_224', 'sha512_256'}

__all__ = sorted(algorithms_guaranteed) + [
    'new', 'algorithms_guaranteed', 'algorithms_available', 'pbkdf2_hmac']


class _Blake:
    MAX_DIGEST_SIZE = 0

    def __init__(self, data=b'', /, *, digest_size=None, key=b'', usedforsecurity=True):
        if digest_size is None:
            digest_size = self.MAX_DIGEST_SIZE
        if not 1 <= digest_size <= self.MAX_DIGEST_SIZE:
            raise ValueError(f'digest_size for {self.name} must be between 1 and {self.MAX_DIGEST_SIZE} bytes, '
                             f'here it is {digest_size}')
        if len(key) > self.MAX_KEY_SIZE:
            raise ValueError(f'maximum key length is {self.MAX_KEY_SIZE} bytes')
        self.digest_size = digest_size
        self._key = bytes(key)
        self._data = b''
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        try:
            self._data += memoryview(data).tobytes()
        except TypeError:
            raise TypeError('object supporting the buffer API required') from None

    def digest(self):
        return _hashlib._blake2(self.name, self._data, self.digest_size, self._key)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        made = type(self)(self._data, digest_size=self.digest_size, key=self._key)
        return made


class blake2b(_Blake):
    name = 'blake2b'
    block_size = 128
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 64
    SALT_SIZE = PERSON_SIZE = 16


class blake2s(_Blake):
    name = 'blake2s'
    block_size = 64
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 32
    SALT_SIZE = PERSON_SIZE = 8


blake2b.__module__ = blake2s.__module__ = '_blake2'


def __hash_new(name, data=b'', **kwargs):
    if name == 'blake2b':
        return blake2b(data, **kwargs)
    if name == 'blake2s':
        return blake2s(data, **kwargs)
    return _hashlib.new(name, data, **kwargs)


new = __hash_new


def _maker(name):
    def make(string=b'', *, usedforsecurity=True):
        return _hashlib.new(name, string)
    make.__name__ = make.__qualname__ = 'openssl_' + name
    return make


for _name in sorted(algorithms_guaranteed):
    if not _name.startswith('blake'):
        globals()[_name] = _maker(_name)
del _name

if sys.version_info >= (3, 11):
    __all__.append('file_digest')

    def file_digest(fileobj, digest, /, *, _bufsize=2**18):
        hashed = new(digest) if isinstance(digest, str) else digest()
        if hasattr(fileobj, 'getbuffer') and hasattr(fileobj, 'getvalue'):
            hashed.update(fileobj.getvalue()[fileobj.tell():])
            return hashed
        if not (hasattr(fileobj, 'readinto') and hasattr(fileobj, 'readable') and fileobj.readable()):
            raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
        while True:
            part = fileobj.read(_bufsize)
            if not part:
                return hashed
            hashed.update(part)
