"""What CPython makes of numbers: text, arithmetic, hashes. tests/recorded/number_cases.tsv keeps the rows of 3.11.7.

Usage: PYTHONHASHSEED=0 python3 number_cases.py [TIMES [SEED]] > number_cases.tsv
TIMES multiplies the random cases, for a longer run than the one that is kept.
"""
import random
import struct
import sys

from table import row

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 4)
NAN, INF = float("nan"), float("inf")


def some(count):
    return range(count * TIMES)


def any_float():
    kind = rnd.randrange(6)
    if kind == 0:
        return struct.unpack("d", struct.pack("Q", rnd.getrandbits(64)))[0]
    if kind == 1:
        return float(rnd.randint(-10**rnd.randint(1, 25), 10**rnd.randint(1, 25)))
    if kind == 2:
        return rnd.randint(-10**6, 10**6) / 10**rnd.randint(0, 9)
    if kind == 3:
        return rnd.choice([0.0, -0.0, 1.0, -1.0, 0.5, 2.5, 1e16, 1e22, 1e23, 5e-324, 1.7976931348623157e308, INF, -INF, NAN])
    if kind == 4:
        return rnd.uniform(-1, 1) * 10**rnd.randint(-320, 300)
    return rnd.randint(-10**4, 10**4) / 2**rnd.randint(0, 12)


def any_int(bits=200):
    size = rnd.choice([2, 8, 30, 53, 54, 60, 63, 64, 65, bits])
    return rnd.choice([1, -1]) * rnd.getrandbits(rnd.randint(1, size))


def h(x):
    return x.hex()


def power(a, b):
    """The real power; a complex one is only named."""
    return "complex" if -INF < a < 0 and abs(b) < INF and b != int(b) else h(a ** b)


def floats():
    edges = [1e15, 1e16, 1e17, 9007199254740993.0, 0.1, 1e-4, 1e-5, 123456789012345680.0, 2.0**70, 1e22, 9.5e22, 1e-7, 0.30000000000000004]
    for x in [*edges, *(any_float() for _ in some(500))]:
        row("repr", h(x), call=lambda: repr(float(x)))
    for _ in some(700):
        x, code, places = any_float(), rnd.choice("efgEFG"), rnd.choice([0, 1, 2, 3, 6, 12, 17, 20, 40])
        flags = rnd.choice(["", "", "#", "+", "#+"])
        row("percent", code, places, flags, h(x), call=lambda: f"%{flags}.{places}{code}" % x)
    for _ in some(600):
        x, places = any_float(), rnd.choice([0, 1, 2, 3, 5, 10, 22, 300, 324, -1, -2, -3, -5, -15, -20, -22, -308, -309])
        row("round", h(x), places, call=lambda: h(round(x, places)))
    for x in [0.5, 1.5, 2.5, 2.675, 1.005, 15.0, 25.0, 35.0, 5.0, 4.9, 1.7976931348623157e308]:
        for places in (0, 1, 2, -1, -2, -308):
            row("round", h(x), places, call=lambda: h(round(x, places)))
    for _ in some(200):
        x = any_float()
        row("hex", h(x), call=lambda: x.hex())
        row("ratio", h(x), call=lambda: "{} {}".format(*x.as_integer_ratio()))
        row("trunc", h(x), call=lambda: int(x))
        row("rint", h(x), call=lambda: round(x))
    for text in ["0x1p-1075", "0x1.8p-1075", "0x1.000001p-1075", "0x.8", "1.", ".", "", "0x", "0xap3", "  0x1P+3\n", "-InF", "nan", "0x1p1024",
                 "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x1.00000000000008p0", "0x1.00000000000018p0", "0x1.000000000000081p0", "1p", "1p+", "p1",
                 "0x1.8p+1x", "0x1..8", "0x1_0", "0x0p99999999999999999999", "0x1p99999999999999999999", "0x1p-99999999999999999999", "infinit", "+nan", "0x1.0p0p0", "\xe9"]:
        row("fromhex", text, call=lambda: h(float.fromhex(text)))
    for _ in some(150):
        digits = "".join(rnd.choice("0123456789abcdefABCDEF") for _ in range(rnd.randint(1, 20)))
        at = rnd.randrange(len(digits) + 1)
        text = rnd.choice(["", "-", "+"]) + rnd.choice(["", "0x"]) + digits[:at] + rnd.choice(["", "."]) + digits[at:] + rnd.choice(["", f"p{rnd.randint(-1100, 1050)}"])
        row("fromhex", text, call=lambda: h(float.fromhex(text)))
    words = ["1", "1.5", " 1.5 ", "\t1e5\n", "1e", "1e+", "e5", ".", ".5", "5.", "", " ", "+1", "-1", "--1", "+-1", "1_0", "1__0", "_1", "1_", "1_.5", "1._5",
             "1_e5", "1e_5", "1e5_0", "inf", "-inf", "+Infinity", "iNf", "infin", "nan", "-nan", "NaN", "nanx", "1 2", "1\x00", "0x10", "1e400", "-1e400", "1e-400",
             "\u0661\u0662.\u0663", "\u00a01\u3000", "\u0661_\u0662", "\u20ac1", "1\u20ac", "\x1c1\x1c", "\x1c1\u00a0", "\uff11e\uff15", "1" * 400, "0." + "3" * 400,
             "9007199254740993", "2.2250738585072011e-308", "4.9e-324", "2.4e-324", "1j", "1,5", "\ud800", "\U0001d7ce", "1d5", "1E5", "1e5.0", "'", "it's \"x\""]
    for text in words:
        row("float", text, call=lambda: h(float(text)))
    for text in [b"1.5", b" 1_0 ", b"x", b"", b"\xff", b"1\x00", b"nan"]:
        row("float_bytes", text, call=lambda: h(float(text)))
    for _ in some(300):
        text = f"{rnd.choice(['', '-'])}{rnd.getrandbits(rnd.randint(1, 90))}{rnd.choice(['', '.'])}{rnd.getrandbits(rnd.randint(1, 60))}e{rnd.randint(-330, 310)}"
        row("float", text, call=lambda: h(float(text)))
    for name, op in (("ffloor", lambda a, b: h(a // b)), ("fmod", lambda a, b: h(a % b)), ("fdiv", lambda a, b: h(a / b)), ("fdivmod", lambda a, b: "{} {}".format(*map(h, divmod(a, b))))):
        for _ in some(120):
            a, b = any_float(), any_float()
            row(name, h(a), h(b), call=lambda: op(a, b))
    whole = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, 1.5, -1.5, INF, -INF, NAN, 1e300, -1e300, 1e-300, 123.456]
    for a in whole:
        for b in whole:
            row("fpow", h(a), h(b), call=lambda: power(a, b))
    for _ in some(300):
        a, b = abs(any_float()), rnd.choice([rnd.uniform(-5, 5), rnd.randint(-12, 12), 0.5, rnd.uniform(-100, 100)])
        row("fpow", h(a), h(float(b)), call=lambda: power(a, float(b)))


def ints():
    for _ in some(150):
        n = any_int(400)
        for name, op in (("str", str), ("bin", bin), ("oct", oct), ("hexint", hex), ("tofloat", lambda n: h(float(n))), ("hash", hash)):
            row(name, n, call=lambda: op(n))
    for n in (10**4299, -10**4299, 10**4300, -10**4300, 10**5000):
        row("str", hex(n), call=lambda: len(str(n)))
    for n in (2**1023, 2**1024, 2**1024 - 2**970, 2**1024 - 2**970 - 1, 2**54 + 1, 2**54 + 3, 2**64 + 2**11, 2**64 + 2**11 + 1, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), 10**400):
        row("tofloat", n, call=lambda: h(float(n)))
    texts = [("1", 10), ("-1", 10), (" 12 ", 10), ("1_000", 10), ("1__0", 10), ("_1", 10), ("1_", 10), ("", 10), (" ", 10), ("+", 10), ("x", 10), ("12x", 10), ("1 2", 10),
             ("0x1f", 16), ("0X1F", 0), ("1f", 16), ("0b101", 2), ("0b101", 0), ("0o17", 8), ("017", 0), ("00", 0), ("0", 0), ("0_0", 0), ("0_1", 0), ("0x_1f", 0), ("0x_1f", 16), ("0x__1", 0), ("0x", 0),
             ("0x", 16), ("0b", 16), ("0b1", 16), ("z", 36), ("Zz", 36), ("9", 8), ("2", 2), ("\u0661\u0662", 10), ("\u00a05\u3000", 10), ("\u20ac", 10), ("\uff11", 2), ("1\x00", 10), ("--1", 10), ("+ 1", 10),
             ("1.5", 10), ("1e5", 10), ("\x1c1", 10), ("'", 10), ("a" * 300, 10), ("it's", 10), ("\ud800", 10), ("1" * 4300, 10), ("1" * 4301, 10), ("1" * 5000, 16), ("1" * 5000, 3), ("1" * 5000, 0), ("-" + "1_" * 4400 + "1", 10),
             ("0o1_7", 0), ("0b1__0", 0), ("0x_", 16), ("-0x1f", 16), ("- 1", 10), ("12\n", 10), ("\n\t12\x0b\x0c\r", 10), ("0xg", 16), ("0_7", 10), ("007", 10)]
    for text, base in texts:
        row("int", text, base, call=lambda: int(text, base))
    for text in (b"12", b" 12 ", b"1_2", b"x", b"\xff", b"1\x00", b""):
        row("int_bytes", text, call=lambda: int(text))
    for base in (-1, 1, 37, 0, 2, 36):
        row("base", base, call=lambda: int("0", base))
    for _ in some(100):
        base = rnd.choice([2, 3, 8, 10, 16, 36])
        digits = "".join(rnd.choice("0123456789abcdefghijklmnopqrstuvwxyz"[:base]) for _ in range(rnd.randint(1, 60)))
        row("int", digits, base, call=lambda: int(digits, base))
    two = (("floor", lambda a, b: a // b), ("mod", lambda a, b: a % b), ("divmod", lambda a, b: "{} {}".format(*divmod(a, b))), ("true", lambda a, b: h(a / b)),
           ("and", lambda a, b: a & b), ("or", lambda a, b: a | b), ("xor", lambda a, b: a ^ b))
    for name, op in two:
        for _ in some(120):
            a, b = any_int(), rnd.choice([any_int(), any_int(), any_int(1200), 0])
            row(name, a, b, call=lambda: op(a, b))
    for a, b in ((2**1024, 1), (2**1024 - 1, 1), (2**2000, 2**976), (2**2000, 2**977), (1, 2**1074), (1, 2**1075), (3, 2**1075), (1, 2**1076), (2**53 + 1, 1), (2**54 + 2, 2),
                 (10**400, 10**399 * 3), (-1, 3), (0, -5), (-10**400, 3), (1, 10**400), (2**1075 + 1, 2**2150), (2**60 + 1, 2**1134)):
        row("true", a, b, call=lambda: h(a / b))
    for _ in some(120):
        a, b = any_int(60), rnd.choice([rnd.randint(0, 12), rnd.randint(-12, 40), 0])
        row("pow", a, b, call=lambda: h(a ** b) if b < 0 else a ** b)
    for a, b in ((0, -1), (0, 0), (1, 10**30), (-1, 10**30), (-1, 10**30 + 1), (0, 10**30), (10**400, -1), (2, -1075), (-2, -3), (10, -400)):
        row("pow", a, b, call=lambda: h(a ** b) if b < 0 else a ** b)
    for _ in some(150):
        a, b, m = any_int(80), rnd.choice([any_int(30), rnd.randint(0, 50), -1]), rnd.choice([any_int(60), 0, 1, -1, 7, 1000000007])
        row("pow3", a, b, m, call=lambda: pow(a, b, m))
    for _ in some(120):
        a, b = any_int(), rnd.choice([rnd.randint(0, 200), -1, 10**30])
        row("rshift", a, b, call=lambda: a >> b)
        if b < 1000 or a == 0:
            row("lshift", a, b, call=lambda: a << b)
    row("lshift", 1, 1 << 70, call=lambda: 1 << (1 << 70))
    for _ in some(200):
        x = any_float()
        n = rnd.choice([any_int(), int(x) if x == x and abs(x) != INF else 3])
        row("cmp", n, h(x), call=lambda: "lt" if n < x else "gt" if n > x else "eq" if n == x else "none")
    for n in (2**53 + 1, 2**53, -(2**53) - 1, 10**400, -10**400):
        for x in (2.0**53, -(2.0**53), INF, -INF, NAN, 0.0):
            row("cmp", n, h(x), call=lambda: "lt" if n < x else "gt" if n > x else "eq" if n == x else "none")


def hashes():
    for x in [0.0, -0.0, 1.0, -1.0, -2.0, 0.5, 1.5, 1e300, -1e300, 5e-324, INF, -INF, 2.0**61 - 1, 2.0**61, 2.0**122, *(any_float() for _ in some(200))]:
        if x == x:
            row("fhash", h(x), call=lambda: hash(x))
    for _ in some(60):
        z = complex(any_float(), any_float())
        if z == z:
            row("chash", h(z.real), h(z.imag), call=lambda: hash(z))
    import fractions
    for _ in some(60):
        f = fractions.Fraction(any_int(), any_int() or 1)
        row("qhash", f.numerator, f.denominator, call=lambda: hash(f))
    row("qhash", 1, 2**61 - 1, call=lambda: hash(fractions.Fraction(1, 2**61 - 1)))
    row("qhash", -1, 2**61 - 1, call=lambda: hash(fractions.Fraction(-1, 2**61 - 1)))
    for text in ["", "a", "ab", "abc", "abcdefg", "abcdefgh", "abcdefghi", "x" * 100, "\xe9", "\xe9" * 9, "\u20ac", "\u20acuro", "\U0001f600!", "\ud800", "\x00", "__init__"]:
        row("shash", text, call=lambda: hash(text))
    for data in [b"", b"a", b"\x00", bytes(range(256)), b"abcdefgh"]:
        row("bhash", data, call=lambda: hash(data))
    for items in [(), (1,), (1, 2), (-1,), (0,), (1, 2, 3, 4, 5), (-1, -1), tuple(range(50)), (2**61 - 1, -2**61)]:
        row("thash", " ".join(map(str, items)), call=lambda: hash(items))
        row("zhash", " ".join(map(str, items)), call=lambda: hash(frozenset(items)))


def complexes():
    show = lambda z: f"{h(z.real)} {h(z.imag)}"
    parts = [0.0, -0.0, 1.0, -1.5, 2.0, 1e16, 1e-5, INF, -INF, NAN]
    for real in parts:
        for imag in parts:
            row("crepr", h(real), h(imag), call=lambda: repr(complex(real, imag)))
    for text in ["1", "1j", "j", "+j", "-J", "1+2j", "1-2j", "1+j", "1-j", " 1+2j ", "(1+2j)", " ( 1+2j ) ", "(1+2j", "1+2j)", "1 + 2j", "1+2", "", "()", "1+2jj", "1e5j", "inf-nanj",
                 "nan+infj", "1_0+2_0j", "1__0j", "_1j", "1_j", "x", "1j+2", "+1+-2j", "1++2j", "\u0661j", "\u00a01j", "1\x00", "infinityj", "1.5e-3-.5j", "((1j))", "\u20acj"]:
        row("complex", text, call=lambda: show(complex(text)))
    some_z = lambda: complex(rnd.choice([any_float(), rnd.uniform(-9, 9), float(rnd.randint(-9, 9))]), rnd.choice([any_float(), rnd.uniform(-9, 9), float(rnd.randint(-9, 9))]))
    for name, op in (("cadd", lambda a, b: a + b), ("csub", lambda a, b: a - b), ("cmul", lambda a, b: a * b), ("cdiv", lambda a, b: a / b)):
        for _ in some(100):
            a, b = some_z(), some_z()
            row(name, h(a.real), h(a.imag), h(b.real), h(b.imag), call=lambda: show(op(a, b)))
    for _ in some(100):
        a, n = some_z(), rnd.choice([rnd.randint(-5, 12), 100, 0])
        row("cpow", h(a.real), h(a.imag), h(float(n)), h(0.0), call=lambda: show(a ** n))
        row("cabs", h(a.real), h(a.imag), call=lambda: h(abs(a)))
    for a, b in ((0j, -1), (0j, 1j), (0j, 2.5), (1e200 + 1e200j, 3), (0j, 0), (0j, 0j)):
        a, b = complex(a), complex(b)
        row("cpow", h(a.real), h(a.imag), h(b.real), h(b.imag), call=lambda: show(a ** b))


def byte_orders():
    for _ in some(120):
        n, length, order, signed = any_int(60), rnd.randint(0, 12), rnd.choice(["big", "little", "middle"]), rnd.random() < 0.5
        row("to_bytes", n, length, order, signed, call=lambda: n.to_bytes(length, order, signed=signed))
        data = bytes(rnd.randrange(256) for _ in range(length))
        row("from_bytes", data, order, signed, call=lambda: int.from_bytes(data, order, signed=signed))
        row("bit_count", n, call=lambda: n.bit_count())
    for n in (127, 128, 255, 256, -128, -129, 0, 32767, 32768, -32768, -32769):
        for length in (0, 1, 2):
            for signed in (True, False):
                row("to_bytes", n, length, "big", signed, call=lambda: n.to_bytes(length, "big", signed=signed))


floats()
ints()
complexes()
byte_orders()
hashes()
