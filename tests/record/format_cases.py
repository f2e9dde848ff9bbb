"""What CPython's format() makes of values and specifications. tests/recorded/format_cases.tsv keeps the rows of 3.11.7.

Usage: python3 format_cases.py [TIMES [SEED]] > format_cases.tsv
"""
import random
import sys

from table import row

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 8)
INF, NAN = float("inf"), float("nan")


def random_spec():
    """Mostly well-formed, with any part at hand."""
    maybe = lambda odds, *choices: rnd.choice(choices) if rnd.random() < odds else ""
    spec = maybe(0.4, *(fill + align for fill in ("", "*", "0", "\u20ac", "<", "\U0001f600", "\ud800") for align in "<>^="))
    spec += maybe(0.3, "+", "-", " ") + maybe(0.1, "z") + maybe(0.2, "#") + maybe(0.3, "0")
    spec += maybe(0.6, "1", "5", "8", "12", "20", "30", "\u0665") + maybe(0.3, ",", "_")
    spec += maybe(0.4, ".0", ".1", ".2", ".3", ".10", ".25", ".") + maybe(0.8, *"bcdeEfFgGnosxX%")
    if rnd.random() < 0.05:
        at = rnd.randrange(len(spec) + 1)
        spec = spec[:at] + rnd.choice(",_.#0zq \u00e9\t+") + spec[at:]
    return spec


def any_float():
    return rnd.choice([0.0, -0.0, 1.0, -1.0, 0.5, 2.5, 1234567.891, -1234.5, 1e16, 1e-7, 1.5e300, 5e-324, 0.1, 999999.5, 99.95, 123456789.0, INF, -INF, NAN,
                       rnd.uniform(-1000, 1000), rnd.uniform(-1, 1) * 10**rnd.randint(-20, 20), -0.0001, 0.00012345])


def any_int():
    return rnd.choice([0, 1, -1, 65, 255, 8364, 1114111, 1114112, 1234567, -1234567, 10**20, -(2**70), 2**64, rnd.randint(-10**9, 10**9), rnd.randint(0, 3000), 10**400])


def h(x):
    return x.hex()


for _ in range(900 * TIMES):
    spec, value = random_spec(), rnd.choice(["", "a", "abc", "hello world", "\u20ac", "\U0001f600x", "\ud800", "x" * 25])
    row("str", value, spec, call=lambda: format(value, spec))
for _ in range(1500 * TIMES):
    spec, value = random_spec(), any_int()
    if spec:
        row("int", value, spec, call=lambda: format(value, spec))
for _ in range(2000 * TIMES):
    spec, value = random_spec(), any_float()
    if spec:
        row("float", h(value), spec, call=lambda: format(value, spec))
for _ in range(700 * TIMES):
    spec, value = random_spec(), complex(any_float(), any_float())
    if spec:
        row("complex", h(value.real), h(value.imag), spec, call=lambda: format(value, spec))
for spec in ["99999999999999999999", ".99999999999999999999", "9223372036854775807d", ".2147483648f", ".2147483648", "5.5.5", "<<<", "abc", ",", "_", ",_", "_,", "__", ",,", ".", ".x", ".,", "._2", "=", "0=", "z", "zz",
             "#", " ", "+", "010", "0<10", "<010", "-", "\x00", "\x7f", "\u0660", "1\u0661", "%", "5%", "#%", "#.0f", "#.0e", "#.0g", "#g", "020,", "021,", "022,", "023,", "024,", "020,.2f", "021,.2f", "022_x", "023_b", "0=30_d", "c", "5c", "05c", "=5c", "^5c", ",c", "+c", "#c"]:
    row("str", "ab", spec, call=lambda: format("ab", spec))
    for value in (65, -12345678):
        row("int", value, spec, call=lambda: format(value, spec))
    for value in (1.0, -12345678.25, INF, NAN):
        row("float", h(value), spec, call=lambda: format(value, spec))
    row("complex", h(1.5), h(-2.0), spec, call=lambda: format(1.5 - 2j, spec))
