"""One checksum for each property over all code points that are in use: what CPython says, to hold the Rust tables against.

Usage: python3 digests.py                          the running interpreter's own answers
       python3 digests.py 3.8=path/unicodetype_db.h ...   those of a release's Objects/unicodetype_db.h
Prints tab-separated rows: version, property, CRC-32 of the property's bytes. tests/recorded/unicode_digests.tsv keeps
those of the headers of 3.8.20, 3.9.2, 3.11.2, 3.12.6 and 3.13.0rc2; on 3.11 both ways give the same.
"""
import re
import struct
import sys
import zlib

# The rest is unassigned or for private use in every version.
POINTS = [*range(0x33500), *range(0xE0000, 0xE0200), *range(0xEFF00, 0xF0100), *range(0x10FF00, 0x110000)]


def running():
    def cases(method):
        return lambda c: list(map(ord, method(chr(c))))
    import unicodedata
    flags = {
        "alpha": str.isalpha, "lower": str.islower, "upper": str.isupper, "title": lambda s: s.istitle() and not s.isupper(),
        "space": str.isspace, "line_break": lambda s: len((s + "b").splitlines()) == 2, "printable": str.isprintable,
        "numeric": str.isnumeric, "xid_start": lambda s: s != "_" and s.isidentifier(),
        "xid_continue": lambda s: ("a" + s).isidentifier(),
    }
    out = {name: bytes(bool(test(chr(c))) for c in POINTS) for name, test in flags.items()}
    out["decimal"] = bytes(unicodedata.decimal(chr(c), -1) + 1 for c in POINTS)
    out["digit"] = bytes(unicodedata.digit(chr(c), -1) + 1 for c in POINTS)
    maps = {"to_lower": str.lower, "to_upper": str.upper, "to_title": str.title, "to_folded": str.casefold}
    for name, method in maps.items():
        out[name] = pack(cases(method))
    return out


def pack(mapping):
    return b"".join(struct.pack(f"<B{len(to)}I", len(to), *to) for to in map(mapping, POINTS))


def header(path):
    text = open(path).read()
    numbers = lambda body: [int(n) for n in re.findall(r"-?\d+", body)]
    array = lambda name: numbers(re.search(name + r"\[[^\]]*\] = \{(.*?)\};", text, re.S).group(1))
    records = [numbers(row) for row in re.findall(r"\{([^{}]*)\},", re.search(r"TypeRecords\[\] = \{(.*?)\n\};", text, re.S).group(1))]
    extended, index1, index2 = array("_PyUnicode_ExtendedCase"), array("index1"), array("index2")
    shift = int(re.search(r"#define SHIFT (\d+)", text).group(1))
    record = [records[index2[(index1[c >> shift] << shift) + (c & (1 << shift) - 1)]] for c in range(0x110000)]
    mask = lambda bit: bytes(bool(record[c][5] & bit) for c in POINTS)
    out = {
        "alpha": mask(1), "lower": mask(8), "title": mask(0x40), "upper": mask(0x80), "xid_start": mask(0x100),
        "xid_continue": mask(0x200), "printable": mask(0x400), "numeric": mask(0x800), "case_ignorable": mask(0x1000),
        "cased": mask(0x2000),
        "decimal": bytes(record[c][3] + 1 if record[c][5] & 2 else 0 for c in POINTS),
        "digit": bytes(record[c][4] + 1 if record[c][5] & 4 else 0 for c in POINTS),
    }
    # The white space and the line breaks are switch statements of code points.
    for name, function in (("space", "_PyUnicode_IsWhitespace"), ("line_break", "_PyUnicode_IsLinebreak")):
        body = text[text.index(function):]
        points = {int(n, 16) for n in re.findall(r"case (0x[0-9A-F]+):", body[:body.index("return 0;")])}
        out[name] = bytes(c in points for c in POINTS)

    def case(field, full):
        def mapping(c):
            value, flags = record[c][field], record[c][5]
            if flags & 0x4000:
                return full(c, value)
            return [c + value]
        return mapping

    plain = lambda c, value: extended[value & 0xFFFF:][:value >> 24]
    out["to_upper"], out["to_lower"] = pack(case(0, plain)), pack(case(1, plain))
    out["to_title"] = pack(case(2, plain))

    def folded(c):
        value, flags = record[c][1], record[c][5]
        if flags & 0x4000 and value >> 20 & 7:
            return extended[(value & 0xFFFF) + (value >> 24):][:value >> 20 & 7]
        return case(1, plain)(c)
    out["to_folded"] = pack(folded)
    return out


def main():
    given = [arg.split("=", 1) for arg in sys.argv[1:]] or [["{}.{}".format(*sys.version_info), None]]
    for version, path in given:
        for name, data in sorted((header(path) if path else running()).items()):
            print(version, name, format(zlib.crc32(data), "08x"), sep="\t")


main()
