# Bytes written in 16, 32, 64 or 85 characters.

import binascii
import sys

__all__ = [
    'encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode',
    'b32decode', 'b16encode', 'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode',
    'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode',
]
if sys.version_info >= (3, 10):
    __all__ += ['b32hexencode', 'b32hexdecode']
if sys.version_info >= (3, 13):
    __all__ += ['z85encode', 'z85decode']

MAXLINESIZE = 76
MAXBINSIZE = 57

_STANDARD = b'+/'
_URL_SAFE = b'-_'


def _ascii(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError('argument should be a bytes-like object or ASCII '
                        'string, not %r' % s.__class__.__name__) from None


def _bytes(s):
    return s if isinstance(s, (bytes, bytearray)) else memoryview(s).tobytes()


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(_STANDARD, altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _ascii(s)
    if altchars is not None:
        altchars = _ascii(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, _STANDARD))
    if validate and sys.version_info < (3, 11):
        import re
        if not re.fullmatch(b'[A-Za-z0-9+/]*={0,2}', s):
            raise binascii.Error('Non-base64 digit found')
    if sys.version_info >= (3, 11):
        return binascii.a2b_base64(s, strict_mode=validate)
    return binascii.a2b_base64(s)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, _URL_SAFE)


def urlsafe_b64decode(s):
    return b64decode(_ascii(s), _URL_SAFE)


_B32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_B32HEX = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'


def _b32encode(alphabet, s):
    s = _bytes(s)
    out = bytearray()
    for at in range(0, len(s), 5):
        part = s[at:at + 5]
        bits = int.from_bytes(part.ljust(5, b'\0'), 'big')
        digits = [alphabet[bits >> shift & 31] for shift in range(35, -1, -5)]
        used = (len(part) * 8 + 4) // 5
        out += bytes(digits[:used]) + b'=' * (8 - used)
    return bytes(out)


def _b32decode(alphabet, s, casefold=False, map01=None):
    s = _ascii(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        map01 = _ascii(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    kept = s.rstrip(b'=')
    pads = len(s) - len(kept)
    values = {digit: value for value, digit in enumerate(alphabet)}
    out = bytearray()
    for at in range(0, len(kept), 8):
        bits = 0
        for digit in kept[at:at + 8].ljust(8, alphabet[:1]):
            if digit not in values:
                raise binascii.Error('Non-base32 digit found') from None
            bits = bits << 5 | values[digit]
        out += bits.to_bytes(5, 'big')
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    if pads:
        del out[-5 + (43 - 5 * pads) // 8:]
    return bytes(out)


def b32encode(s):
    return _b32encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    return _b32decode(_B32, s, casefold, map01)


if sys.version_info >= (3, 10):
    def b32hexencode(s):
        return _b32encode(_B32HEX, s)

    def b32hexdecode(s, casefold=False):
        return _b32decode(_B32HEX, s, casefold)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _ascii(s)
    if casefold:
        s = s.upper()
    if bytes(s).translate(None, b'0123456789ABCDEF'):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


_B85 = (b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
        b'abcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~')
_A85 = bytes(range(33, 118))
_Z85 = (b'0123456789abcdefghijklmnopqrstuvwxyz'
        b'ABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#')


def _quads(b, alphabet, pad, zero=None, spaces=None):
    b = _bytes(b)
    missing = -len(b) % 4
    padded = bytes(b) + b'\0' * missing
    parts = []
    for at in range(0, len(padded), 4):
        quad = padded[at:at + 4]
        if zero and quad == b'\0\0\0\0':
            parts.append(zero)
        elif spaces and quad == b'    ':
            parts.append(spaces)
        else:
            value = int.from_bytes(quad, 'big')
            digits = []
            for _ in range(5):
                value, digit = divmod(value, 85)
                digits.append(alphabet[digit])
            parts.append(bytes(digits[::-1]))
    if missing and not pad:
        if parts[-1] == zero:
            parts[-1] = alphabet[:1] * 5
        parts[-1] = parts[-1][:-missing]
    return b''.join(parts)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    out = _quads(b, _A85, pad, b'z', b'y' if foldspaces else None)
    if adobe:
        out = b'<~' + out
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [out[at:at + wrapcol] for at in range(0, len(out), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b'')
        out = b'\n'.join(lines)
    if adobe:
        out += b'~>'
    return out


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    b = _ascii(b)
    if adobe:
        if not b.endswith(b'~>'):
            raise ValueError("Ascii85 encoded byte sequences must end with {!r}".format(b'~>'))
        b = b[2:-2] if b.startswith(b'<~') else b[:-2]
    out = bytearray()
    quad = []
    for digit in b + b'u' * 4:
        if 33 <= digit <= 117:
            quad.append(digit)
            if len(quad) == 5:
                value = 0
                for held in quad:
                    value = value * 85 + held - 33
                if value >= 1 << 32:
                    raise ValueError('Ascii85 overflow') from None
                out += value.to_bytes(4, 'big')
                quad.clear()
        elif digit == 122:
            if quad:
                raise ValueError('z inside Ascii85 5-tuple')
            out += b'\0\0\0\0'
        elif foldspaces and digit == 121:
            if quad:
                raise ValueError('y inside Ascii85 5-tuple')
            out += b'    '
        elif digit not in ignorechars:
            raise ValueError('Non-Ascii85 digit found: %c' % digit)
    extra = 4 - len(quad)
    if extra:
        del out[-extra:]
    return bytes(out)


def b85encode(b, pad=False):
    return _quads(b, _B85, pad)


def _b85decode(b, alphabet, name):
    b = _ascii(b)
    missing = -len(b) % 5
    values = {digit: value for value, digit in enumerate(alphabet)}
    padded = bytes(b) + alphabet[-1:] * missing
    out = bytearray()
    for at in range(0, len(padded), 5):
        value = 0
        for place, digit in enumerate(padded[at:at + 5]):
            if digit not in values:
                raise ValueError('bad %s character at position %d' % (name, at + place)) from None
            value = value * 85 + values[digit]
        if value >= 1 << 32:
            raise ValueError('%s overflow in hunk starting at byte %d' % (name, at)) from None
        out += value.to_bytes(4, 'big')
    if missing:
        del out[-missing:]
    return bytes(out)


def b85decode(b):
    return _b85decode(b, _B85, 'base85')


if sys.version_info >= (3, 13):
    def z85encode(s):
        return _quads(s, _Z85, False)

    def z85decode(s):
        return _b85decode(s, _Z85, 'z85')


def encode(input, output):
    while True:
        part = input.read(MAXBINSIZE)
        if not part:
            return
        output.write(binascii.b2a_base64(part))


def decode(input, output):
    for line in input:
        output.write(binascii.a2b_base64(line))


def _checked(s):
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError('expected bytes-like object, not %s' % s.__class__.__name__) from error
    if view.format not in ('c', 'b', 'B'):
        raise TypeError('expected single byte elements, not %r from %s'
                        % (view.format, s.__class__.__name__))


def encodebytes(s):
    _checked(s)
    return b''.join(binascii.b2a_base64(s[at:at + MAXBINSIZE])
                    for at in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    _checked(s)
    return binascii.a2b_base64(s)
