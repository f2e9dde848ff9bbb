"""What CPython's codecs give and say. tests/recorded/codec_cases.tsv keeps the rows of 3.11.7.

Usage: python3 codec_cases.py [TIMES [SEED]] > codec_cases.tsv
"""
import codecs
import random
import sys
import warnings

from table import row

warnings.simplefilter("ignore")
TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 2)
CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "latin-1", "ascii", "unicode_escape", "raw_unicode_escape"]
HANDLERS = ["strict", "strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace"]
ALPHABETS = ["ab", "a\xe9\xff\x80", "\u20ac\u0101a", "\U0001f600\U00010000a", "\ud800a", "\udc80\udcffa", "\ud800\udc00\udce9\xe9", "a\\\n\t\x00\x7f'\"", "\u0e00\u4e00\uac01\ue000\x81"]
BYTES = [b"ab\xc3\xa9", b"\xe2\x82\xac\x80\xc0", b"\xf0\x9f\x98\x80\xf5\xf4\x90", b"\xed\xa0\x80\xb0a", b"\xe0\x80\xa0\xc1\xff", b"\x00\xd8\xdc\x00a", b"\xff\xfe\x00\x00a", b"\x00\x00\xfe\xff\x11", b"a\x80\xff"]
ESCAPES = [b"\\n", b"\\x41", b"\\x4", b"\\xzz", b"\\u20ac", b"\\u20", b"\\U0001f600", b"\\U00110000", b"\\U0001", b"\\777", b"\\7", b"\\08", b"\\q", b"\\", b"\\\n", b"\\N{DIGIT ONE}", b"\\N{nope}", b"\\N{}", b"\\N{A", b"\\N", b"a", b"\xe9", b"\\\\", b"\\'", b'\\"', b"\\a\\b\\f\\v\\t\\r", b"\\Nx", b"\\ud800"]


def some(parts, most):
    return type(parts[0])().join(rnd.choice(parts) for _ in range(rnd.randint(0, most))) if not isinstance(parts, (bytes, bytearray)) else bytes(rnd.choice(parts) for _ in range(rnd.randint(0, most)))


def decode(data, codec, handler):
    """Without the layer that the registry puts around an error (its own exception up to 3.11, a note later)."""
    try:
        return data.decode(codec, handler)
    except TypeError as error:
        raise error.__cause__ or error


for _ in range(900 * TIMES):
    text, codec, handler = some(list(rnd.choice(ALPHABETS)), 7), rnd.choice(CODECS), rnd.choice(HANDLERS)
    row("encode", codec, handler, text, call=lambda: text.encode(codec, handler))
for _ in range(1600 * TIMES):
    codec, handler = rnd.choice(CODECS), rnd.choice(HANDLERS)
    data = some(rnd.choice(BYTES), 9)
    if "escape" in codec:
        data = some(ESCAPES, 4)
    elif rnd.random() < 0.3:
        data = some(list(rnd.choice(ALPHABETS)), 4).encode(codec, "replace")[:rnd.randint(0, 20)]
    row("decode", codec, handler, data, call=lambda: decode(data, codec, handler))
for escape in ESCAPES:
    for codec in ("unicode_escape", "raw_unicode_escape"):
        for data in (escape, b"a" + escape + b"b"):
            row("decode", codec, "strict", data, call=lambda: data.decode(codec))
for _ in range(150 * TIMES):
    data = some(ESCAPES, 4)
    row("bytes", data, call=lambda: codecs.escape_decode(data)[0])
for first in range(0, 256, 5):
    for second in (0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff):
        for rest in (b"", b"\x80", b"\x80\x80", b"a"):
            data = bytes([first, second]) + rest
            row("decode", "utf-8", "strict", data, call=lambda: data.decode("utf-8"))
for first in (0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5):
    for second in (0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf):
        for rest in (b"", b"\x80", b"\x80\x80", b"a", b"\x80a"):
            data = bytes([first, second]) + rest
            row("decode", "utf-8", "replace", data, call=lambda: data.decode("utf-8", "replace"))
for name in ["UTF8", "utf_8", "U8", "Latin-1", "iso 8859-1", "ISO-8859-1", "us-ascii", "646", "utf-16LE", "UTF 16", "utf--8", "-utf-8-", "latin", "L1", "nope", "", "cp1252x", "utf-8-sig", "ascii\u20ac"]:
    row("named", name, call=lambda: codecs.lookup(name).name and "yes")
