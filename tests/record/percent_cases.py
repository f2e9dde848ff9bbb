"""What CPython makes of printf-style formats. tests/recorded/percent_cases.tsv keeps the rows of 3.11.7.

Usage: python3 percent_cases.py [TIMES [SEED]] > percent_cases.tsv
A row has the target (str or bytes), the format, the kind of the right-hand side (tuple, one or dict) and its values, each
with a letter for its type; the dict is always DICT.
"""
import random
import sys

from table import row

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 5)
DICT = {"a": 1, "b": 2.5, "c(d)": "x", "": None}


def spec():
    maybe = lambda odds, *choices: rnd.choice(choices) if rnd.random() < odds else ""
    text = "%" + maybe(0.12, "(a)", "(b)", "(c(d))", "()", "(z)", "(a") + "".join(rnd.choice("-+ #0") for _ in range(rnd.choice([0, 0, 1, 1, 2, 3])))
    text += maybe(0.4, "5", "1", "12", "*", "30") + maybe(0.3, ".2", ".0", ".", ".10", ".*", ".25") + maybe(0.05, "l", "h", "L")
    return text + rnd.choice("sssrradiouxXeEfFgGc%bcq\u20ac" if rnd.random() < 0.97 else ["", "\x00", "'", "\xe9", "n"])


def value(kinds="iiiffsbn"):
    kind = rnd.choice(kinds)
    return {
        "i": lambda: rnd.choice([0, 1, -1, 65, 255, 256, -255, 8364, 1114112, 10**20, -(10**20), rnd.randint(-1000, 1000), 2**70]),
        "f": lambda: rnd.choice([0.0, -0.0, 1.5, -2.25, 1e100, 1e-5, float("inf"), float("-inf"), float("nan"), 3.7, rnd.uniform(-1000, 1000)]),
        "s": lambda: rnd.choice(["", "a", "hello", "\u20ac", "it's", "\n\xe9", "\U0001f600x"]),
        "b": lambda: rnd.choice([b"", b"a", b"hello", b"\xff'", b"\x00"]),
        "n": lambda: None,
    }[kind]()


def letter(item):
    if item is None:
        return "n"
    if isinstance(item, float):
        return "f" + item.hex()
    return {int: "i", str: "s", bytes: "b"}[type(item)] + (item.decode("latin-1") if isinstance(item, bytes) else str(item))


def record(target, text, kind, values):
    args = tuple(values) if kind == "tuple" else values[0] if kind == "one" else {k.encode(): v for k, v in DICT.items()} if target == "bytes" else DICT
    form = text if target == "str" else text.encode("latin-1")
    try:
        if len(form % args) > 2000:
            return
    except Exception:
        pass
    row(target, text, kind, *map(letter, values), call=lambda: form % args)


for _ in range(6000 * TIMES):
    text = "".join(rnd.choice(["x", "", "%%", "\xe9"]) + spec() for _ in range(rnd.choice([1, 1, 1, 2, 3])))
    kind = "dict" if "(" in text and rnd.random() < 0.8 else rnd.choice(["tuple", "tuple", "one"])
    wanted = text.count("%") - 2 * text.count("%%") + text.count("*")
    values = {"dict": [], "one": [value()], "tuple": [value() for _ in range(max(0, wanted + rnd.choice([0, 0, 0, 0, 1, -1])))]}[kind]
    target = "str" if rnd.random() < 0.7 or "\u20ac" in text else "bytes"
    record(target, text, kind, values)
for text in ["%", "%%", "%5%", "a%", "%(a", "%(a)", "%(a)%", "%(a)s%", "%99999999999999999999d", "%.99999999999d", "%.2147483648d", "%.2147483645d", "%-", "%.", "%.*", "%*", "%l", "%ld", "%lld", "%\x7f", "%(a)s %s", "%s %(a)s", "%(a)*d", "", "abc"]:
    for target in ("str", "bytes"):
        record(target, text, "dict", [])
        for values in ([], [5], [5, 6], [2**40, 5]):
            record(target, text, "tuple", values)
        record(target, text, "one", [5])
        record(target, text, "one", ["s"])
