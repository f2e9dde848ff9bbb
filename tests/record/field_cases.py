"""How CPython takes the format strings of str.format apart. tests/recorded/field_cases.tsv keeps the rows of 3.11.7.

Usage: python3 field_cases.py [TIMES [SEED]] > field_cases.tsv
"""
import _string
import random
import sys

from table import row

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 3)


def pieces(text):
    out = ""
    for literal, name, spec, conversion in _string.formatter_parser(text):
        out += literal + "|"
        if name is not None:
            out += f"{name}|{spec}|{conversion or ''}"
        out += "\n"
    return out


def name(text):
    first, rest = _string.formatter_field_name_split(text)
    out = str(first) if isinstance(first, int) else "=" + first
    for is_attribute, key in rest:
        out += "|." + key if is_attribute else f"|{key}" if isinstance(key, int) else "|=" + key
    return out


def some(alphabet, most):
    return "".join(rnd.choice(alphabet) for _ in range(rnd.randint(0, most)))


for text in ["", "abc", "{}", "{{}}", "{{", "}}", "{", "}", "a{", "a}", "{a", "{a}b{c}", "{a!r}", "{a!r:>5}", "{a:{b}}", "{a:{b}", "{a!}", "{a!", "{a!r", "{a!rx}", "{a!r:", "{a:", "{a[}]}", "{a[:]}", "{a[!]!s}", "{a[", "{a{b}}",
             "{!r}", "{:x}", "{!!}", "{!}}", "{:}}", "{:{}}}", "}{", "{}}", "{{{}}}", "{a!{}", "\u20ac{\u20ac}\ud800"]:
    row("pieces", text, call=lambda: pieces(text))
for _ in range(600 * TIMES):
    text = some("{}[]!:.ab0\u0661", 9)
    row("pieces", text, call=lambda: pieces(text))
for text in ["", "0", "a", "a.b", "a[0]", "a[b]", "a.b[0].c[d]", "a.", "a[", "a[]", "a[0", "a]", "a[0]b", "a..b", ".a", "[0]", "0.a", "00", "\u0661", "99999999999999999999", "a[99999999999999999999]", "-1", "a[-1]", "a[ 1]", "1a", "a[0].", "9223372036854775807"]:
    row("name", text, call=lambda: name(text))
for _ in range(400 * TIMES):
    text = some("[].ab01\u0661", 8)
    row("name", text, call=lambda: name(text))
for _ in range(300 * TIMES):
    text = "".join(rnd.choice(["{}", "{}", "{0}", "{1}", "{a}", "x", "{7}", "{{"]) for _ in range(rnd.randint(1, 5)))
    row("numbers", text, call=lambda: text.format("0", "1", "2", "3", "4"))
