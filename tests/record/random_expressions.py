"""Writes programs of random expressions on built-in types: `python random_expressions.py SEED COUNT > program.py`.

What the real Python prints for one is kept beside it as `NAME.out`, under `tests/programs/expressions`.
"""
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
r = random.Random(seed)
INTS = ["0", "1", "-1", "2", "3", "7", "10", "-13", "255", "256", "1000", "-1000", "2**31", "-2**63", "2**64+1", "10**20", "-10**18", "True", "False"]
FLOATS = ["0.0", "-0.0", "1.5", "-2.25", "0.1", "1e16", "1e-7", "123456.789", "float('inf')", "float('-inf')", "float('nan')", "1e308", "5e-324", "2.5", "-3.5", "1e22"]
STRS = ["''", "'a'", "'abc'", "'Hello World'", "'  x y '", "'ABCabc123'", "'é'", "'ß'", "'日本'", "'a,b,,c'", "'line\\nbreak\\r\\nend'", "'123'", "'-4.5'", "'\\t'", "'\\U0001f600'", "'aAbB'", "'x'*5", "'İ'", "'ǆ'", "'0x1f'"]
BYTES = ["b''", "b'a'", "b'abc'", "b'\\xff\\x00'", "b'A b'", "bytearray(b'xyz')", "bytearray()", "b'1,2'"]
COMPLEX = ["1j", "(1+2j)", "(-0.5-1j)", "0j", "(3-4j)"]
def num(): return r.choice([*INTS, *FLOATS]) if r.random() < .9 else r.choice(COMPLEX)
def small(): return r.choice(["0", "1", "-1", "2", "3", "5", "-2", "None", "10", "-10"])
def text(): return r.choice(STRS)
def atom(): return r.choice([num, num, text, text, lambda: r.choice(BYTES), lambda: "None", lambda: r.choice(["True", "False"]), cont])()
def items(n=4): return ", ".join(atom_h() for _ in range(r.randrange(n)))
def atom_h(): return r.choice([num, text, lambda: "None", lambda: "(1, 2)", lambda: "True", lambda: r.choice(["b'a'", "''"])])()
def small_ints(): return ", ".join(str(r.randrange(-5, 10)) for _ in range(r.randrange(6)))
def cont(): return r.choice([
    lambda: f"[{small_ints()}]", lambda: f"[{items()}]", lambda: f"(1, {items()})" if r.random() < .5 else f"tuple([{small_ints()}])",
    lambda: f"set([{small_ints()}])", lambda: f"frozenset([{small_ints()}])",
    lambda: "{" + ", ".join(f"{atom_h()}: {atom_h()}" for _ in range(r.randrange(4))) + "}", lambda: f"range({r.randrange(-5, 10)}, {r.randrange(-5, 15)}, {r.choice([1, 2, -1, -3, 5])})",
    lambda: "'abc'", lambda: f"dict.fromkeys([{small_ints()}], {atom_h()})", lambda: f"dict(a=1, b={atom_h()}).{r.choice(['keys', 'values', 'items'])}()"])()
OPS = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"]
CMP = ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is"]
STRM = ["upper()", "lower()", "title()", "swapcase()", "capitalize()", "casefold()", "strip()", "lstrip()", "rstrip('a ')", "split()", "split(',')", "split(None, 1)", "rsplit(',', 1)", "splitlines()", "splitlines(True)", "partition(',')", "rpartition('b')", "isalpha()", "isdigit()", "isalnum()", "isidentifier()", "isspace()", "istitle()", "isupper()", "isprintable()", "isnumeric()", "isdecimal()", "find('b')", "rfind('b')", "index('z')", "count('a')", "count('')", "replace('a', 'XY')", "replace('', '-')", "replace('b', '', 1)", "center(9, '*')", "ljust(6)", "rjust(6, '0')", "zfill(6)", "expandtabs(3)", "startswith('a')", "endswith(('c', 'd'))", "encode()", "encode('ascii', 'replace')", "encode('utf-16-le')", "join(['1', '2'])", "join('xyz')", "format(1, 2)", "removeprefix('a')", "removesuffix('c')", "translate({97: 'Z'})", "__len__()", "isascii()"]
INTM = ["bit_length()", "to_bytes(4, 'big')", "to_bytes(8, 'little', signed=True)", "as_integer_ratio()", "conjugate()", "bit_count()", "__index__()", "__neg__()", "real", "imag", "__round__(-1)", "numerator"]
FLM = ["is_integer()", "hex()", "as_integer_ratio()", "conjugate()", "__round__(1)", "__trunc__()", "__floor__()", "__ceil__()", "__int__()"]
LISTM = ["index(1)", "count(1)", "copy()", "__contains__(2)", "__len__()", "pop()", "pop(0)", "append(1)", "sort()", "reverse()", "remove(1)", "insert(1, 'x')", "extend('ab')", "clear()"]
SETM = ["union([1, 99])", "intersection([1, 2, 3])", "difference([1])", "symmetric_difference([0, 1])", "issubset([1, 2, 3])", "issuperset([1])", "isdisjoint([5])", "copy()"]
DICTM = ["keys()", "values()", "items()", "get(1)", "get('a', 'd')", "pop(1)", "pop(1, None)", "popitem()", "copy()", "setdefault(1, 2)", "update(a=1)", "__contains__(1)"]
FUNCS = ["len", "sum", "min", "max", "sorted", "list", "tuple", "set", "frozenset", "str", "repr", "ascii", "bool", "int", "float", "abs", "reversed", "any", "all", "round", "ord", "chr", "hex", "oct", "bin", "complex", "bytes", "bytearray", "iter", "type", "callable", "dict", "enumerate", "slice", "range", "divmod", "pow", "memoryview", "format", "zip", "map", "next"]
SPECS = ["", "d", "x", "#x", "08b", "+d", ",", "_", "n", "c", "e", ".3e", "f", ".2f", "g", ".3g", "%", ".1%", ">10", "<10", "^10", "*^12", "=+10", "010", "s", ".2", "#o", "-", " ", "z.1f", ",.2f", "_x", "10.3f", ">08", "E", "G", "#.3g", "X"]
PERC = ["%d", "%s", "%r", "%5d", "%-5d|", "%05d", "%x", "%#x", "%o", "%e", "%.2f", "%g", "%c", "%%", "%+d", "% d", "%10s|", "%-10s|", "%.2s", "%i", "%a", "%s %s", "%(a)s"]
def expression(depth=0):
    k = r.random()
    if k < .26:
        op = r.choice(OPS)
        left, right = (atom(), atom()) if r.random() < .35 else (num(), num())
        big = ("**", "20", "18", "1000", "255", "256")
        if op in ("**", "<<", "*") and any(b in left + right for b in big):
            op = "+"
        return f"({left}) {op} ({right})"
    if k < .38: return f"({atom()}) {r.choice(CMP)} ({atom()})"
    if k < .50: return f"({text()}).{r.choice(STRM)}"
    if k < .55: return f"({r.choice(INTS)}).{r.choice(INTM)}"
    if k < .59: return f"({r.choice(FLOATS)}).{r.choice(FLM)}"
    if k < .64: return f"list([{small_ints()}]).{r.choice(LISTM)}"
    if k < .68: return f"set([{small_ints()}]).{r.choice(SETM)}"
    if k < .71: return "{1: 'one', 'a': 2}." + r.choice(DICTM)
    if k < .80:
        f = r.choice(FUNCS)
        if f in ("bytes", "bytearray", "pow", "range"):
            return f"{f}({r.choice([text, cont, lambda: '5', lambda: '-1'])()})"
        return f"{f}({atom()})" if r.random() < .75 else f"{r.choice(FUNCS)}({atom()}, {atom()})"
    if k < .86: return f"format({atom()}, {r.choice(SPECS)!r})"
    if k < .90: return f"{r.choice(PERC)!r} % ({atom()})" if r.random() < .7 else f"{r.choice(PERC)!r} % ({atom()}, {atom()})"
    if k < .95: return f"({r.choice([text, cont, lambda: r.choice(BYTES)])()})[{small()}:{small()}:{small()}]" if r.random() < .6 else f"({cont()})[{small()}]"
    if k < .97: return f"({cont()}) {r.choice(['|', '&', '-', '^', '<=', '<', '==', '+'])} ({cont()})"
    return f"(-({atom()}), ~({r.choice(INTS)}), not ({atom()}))"
print('''def shown(value):
    if isinstance(value, (set, frozenset)):
        return f"{type(value).__name__}{sorted(map(shown, value))}"
    return cut(repr(value))


def cut(text):
    at = text.find(" at 0x")
    return text if at < 0 else text[:at]


def show(number, make):
    try:
        print(number, shown(make()))
    except Exception as error:
        print(number, type(error).__name__, cut(str(error)))

''')
for n in range(count):
    print(f"show({n}, lambda: {expression()})")
