"""What CPython's methods of str and bytes give. tests/recorded/method_cases.tsv keeps the rows of 3.11.7.

Usage: python3 method_cases.py [TIMES [SEED]] > method_cases.tsv
A row has the method, the type (str or bytes), the text and the arguments; lists are shown between bars.
"""
import random
import sys

from table import row, show

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 6)
ALPHABETS = ["ab", "ab ", "aAbB1 ", "a \t\n\r\x0b\x0c\x1c\x85\u2028", "\u03a3\u03c3a. '\u0301", "\xdf\ufb01\u0130\u01c5\u0149\u1f80\u0345aA", "\xe9\xff\xb5a", "\u20acab", "\U0001f600ab",
             "\U00010400\U00010428\u10d0\u1c90aA", "0\u0661\xb2\xbd\u2160\u4e00a", "\ud800a\udc00", "_a1\u00b7\u2118\xe9", "\u0101\u0100\u0101"]


def text(of, most=10):
    alphabet = rnd.choice(ALPHABETS)
    out = "".join(rnd.choice(alphabet) for _ in range(rnd.randint(0, most)))
    return out if of is str else bytes(ord(c) & 0xFF for c in out)


def part(whole):
    """Often one that occurs."""
    if whole and rnd.random() < 0.7:
        at = rnd.randrange(len(whole))
        return whole[at:at + rnd.randint(1, 3)]
    return text(type(whole), 2)


def bars(items):
    return "|".join(map(show, items)) + f"#{len(items)}"


def emit(method, whole, *args, call):
    row(method, type(whole).__name__, whole, *args, call=call)


def index():
    return rnd.choice([0, 0, 0, 1, 2, 3, 5, 9, 12, -1, -2, -4, -11, 99, -99, sys.maxsize])


PREDICATES = ["isalpha", "isalnum", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper"]
for _ in range(120 * TIMES):
    for of in (str, bytes):
        whole = text(of)
        for method in ["upper", "lower", "title", "capitalize", "swapcase"] + (["casefold"] if of is str else []):
            emit(method, whole, call=lambda: getattr(whole, method)())
        for method in rnd.sample(PREDICATES + (["isdecimal", "isidentifier", "isnumeric", "isprintable"] if of is str else []), 4):
            emit(method, whole, call=lambda: getattr(whole, method)())
for method in PREDICATES + ["isdecimal", "isidentifier", "isnumeric", "isprintable"]:
    for whole in ["", "a", "A", "1", "_", " ", "\u01c5", "\u01c5a", "Aa Bb", "Aa bB", "\x00", "\xa0", "a1_", "\u2160", "\u0345", "if", "1a", "\u2118", "\u00b7a", "a\u00b7"]:
        emit(method, whole, call=lambda: getattr(whole, method)())
for _ in range(250 * TIMES):
    of = rnd.choice([str, str, bytes])
    whole = text(of, 12)
    sub, start, end = part(whole), index(), rnd.choice([index(), sys.maxsize, sys.maxsize])
    for method in ["find", "rfind", "count", "startswith", "endswith"]:
        emit(method, whole, sub, start, end, call=lambda: getattr(whole, method)(sub, start, end))
    emit("contains", whole, sub, call=lambda: sub in whole)
    new, most = text(of, 3), rnd.choice([-1, -1, 0, 1, 2, 5])
    emit("replace", whole, sub, new, most, call=lambda: whole.replace(sub, new, most))
    for method in ["partition", "rpartition"]:
        emit(method, whole, sub, call=lambda: bars(getattr(whole, method)(sub)))
    for method in ["split", "rsplit"]:
        emit(method, whole, sub, most, call=lambda: bars(getattr(whole, method)(sub, most)))
        emit(method + "_spaces", whole, most, call=lambda: bars(getattr(whole, method)(None, most)))
    keep = rnd.random() < 0.5
    emit("splitlines", whole, keep, call=lambda: bars(whole.splitlines(keep)))
    for method in ["strip", "lstrip", "rstrip"]:
        emit(method, whole, sub, call=lambda: getattr(whole, method)(sub))
        emit(method + "_spaces", whole, call=lambda: getattr(whole, method)())
    for method in ["removeprefix", "removesuffix"]:
        emit(method, whole, sub, call=lambda: getattr(whole, method)(sub))
    width, fill = rnd.choice([-1, 0, 3, 5, 8, 11, 12, 15]), rnd.choice(["*", "\u20ac", " ", "\U0001f600"]) if of is str else rnd.choice([b"*", b" ", b"\xff"])
    for method in ["center", "ljust", "rjust"]:
        emit(method, whole, width, fill, call=lambda: getattr(whole, method)(width, fill))
    signed = rnd.choice([whole, *([("+" + whole), ("-" + whole)] if of is str else [b"-" + whole])])
    emit("zfill", signed, width, call=lambda: signed.zfill(width))
    size = rnd.choice([8, 8, 4, 1, 0, -3])
    emit("expandtabs", whole, size, call=lambda: whole.expandtabs(size))
    emit("repeat", whole, width, call=lambda: whole * width)
for whole in ["", "abc"]:
    for old in ["", "b", "abc"]:
        for most in (-1, 0, 1, 2, 9):
            emit("replace", whole, old, "xy", most, call=lambda: whole.replace(old, "xy", most))
for _ in range(80 * TIMES):
    whole = text(bytes, 12)
    group = rnd.choice([1, 2, 3, -1, -2, -3, 0, 20])
    emit("hex", whole, ":", group, call=lambda: whole.hex(":", group))
    digits = "".join(rnd.choice("0123456789abcdefABCDEF  \t\ng\u20ac") if rnd.random() < 0.2 else rnd.choice("0123456789af") for _ in range(rnd.randint(0, 9)))
    row("fromhex", "str", digits, call=lambda: bytes.fromhex(digits))
    table, delete = bytes(rnd.randrange(256) for _ in range(rnd.choice([256, 256, 256, 255]))), text(bytes, 2)
    row("translate", "bytes", whole, table, delete, call=lambda: whole.translate(table, delete))
    a, b = text(bytes, 3), text(bytes, 3)
    row("maketrans", "bytes", a, b, call=lambda: bytes.maketrans(a, b))
    a, b, whole = text(str, 3), text(str, 3), text(str, 10)
    row("translate", "str", whole, a, b, call=lambda: whole.translate(str.maketrans(a, b)))
for _ in range(120 * TIMES):
    whole = rnd.choice([text(str), text(str) + rnd.choice("'\"\\\n\r\t\x7f\x00")])
    row("repr", "str", whole, call=lambda: repr(whole))
    row("ascii", "str", whole, call=lambda: ascii(whole))
    data = text(bytes) + rnd.choice([b"", b"'", b'"', b"\\", b"'\""])
    row("repr", "bytes", data, call=lambda: repr(data))
    row("bytearray", "bytes", data, call=lambda: repr(bytearray(data)))
