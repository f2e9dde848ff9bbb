"""Step 2 of 2: from what dump.mjs printed, the Rust tables of crates/heaplens-python/src/text/unicode/tables.rs.

Usage: pip install unicodedata2==17.0.0; python3 tables.py ucd.json > tables.rs
unicodedata2 gives the numeric types, which the npm packages leave out. The newest version is stored whole; an older
one is the newest with the code points that came later taken away, and with the few patches listed at the end. That
this gives back each older version exactly is asserted here, property by property.
"""
import json
import sys

import unicodedata2

VERSIONS = ["12.1.0", "13.0.0", "14.0.0", "15.0.0", "15.1.0", "16.0.0", "17.0.0"]
CATEGORIES = {
    "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt", "Modifier_Letter": "Lm",
    "Other_Letter": "Lo", "Nonspacing_Mark": "Mn", "Spacing_Mark": "Mc", "Enclosing_Mark": "Me",
    "Decimal_Number": "Nd", "Letter_Number": "Nl", "Other_Number": "No", "Connector_Punctuation": "Pc",
    "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps", "Close_Punctuation": "Pe", "Initial_Punctuation": "Pi",
    "Final_Punctuation": "Pf", "Other_Punctuation": "Po", "Math_Symbol": "Sm", "Currency_Symbol": "Sc",
    "Modifier_Symbol": "Sk", "Other_Symbol": "So", "Space_Separator": "Zs", "Line_Separator": "Zl",
    "Paragraph_Separator": "Zp", "Control": "Cc", "Format": "Cf", "Surrogate": "Cs", "Private_Use": "Co",
    "Unassigned": "Cn",
}
SHORT = list(CATEGORIES.values())
ALTERNATING = {("Lu", "Ll"): 30, ("Ll", "Lu"): 31}
LAST = 0x110000
# Ranges that weren't wide before 16.0: measured with unicodedata2 15.0.0, 15.1.0 and 16.0.0.
WIDE_SINCE_16 = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D356), (0x1D360, 0x1D376))
# Code points that had no numeric value before: measured with unicodedata2 15.0.0, 15.1.0 and 16.0.0.
NUMERIC_SINCE = {
    "15.1.0": (0x4E24, 0x4EAC, 0x4FE9, 0x5006, 0x62D0, 0x6D1E, 0x7695, 0x79ED, 0x920E, 0x94A9),
    "17.0.0": (0x12038, 0x12039, 0x12079, 0x12226, 0x1222B, 0x1230B, 0x1230D, 0x12399),
}
assert unicodedata2.unidata_version == VERSIONS[-1]


def read(path):
    with open(path) as file:
        raw = json.load(file)
    out = []
    for version in VERSIONS:
        one = raw[version]
        case = {}
        for kind in ("Uppercase", "Lowercase", "Titlecase"):
            full = {c: (to,) for c, to in one["simple" + kind]}
            full.update({c: tuple(to) for c, to in one["special" + kind]})
            case[kind] = {c: to for c, to in full.items() if to != (c,)}
        # UnicodeData leaves the title case out where it is the upper case; the special ones are all listed.
        fold = {c: (to,) for c, to in one["foldC"]}
        fold.update({c: tuple(to) for c, to in one["foldF"]})
        out.append({
            "category": [CATEGORIES[name] for name in one["category"]],
            "upper": case["Uppercase"], "lower": case["Lowercase"], "title": case["Titlecase"], "fold": fold,
            **{key: set(one[key]) for key in ("Uppercase", "Lowercase", "Case_Ignorable", "XID_Start", "XID_Continue")},
        })
    return out


def ranges(points):
    out = []
    for c in sorted(points):
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return out


def category_runs(category):
    runs, c = [], 0
    while c < LAST:
        pair = (category[c], category[c + 1]) if c + 1 < LAST else None
        if pair in ALTERNATING:
            end = c
            while end + 1 < LAST and (category[end + 1], category[end]) == (pair[1 - (end - c) % 2], pair[(end - c) % 2]):
                end += 1
            # Two equal neighbours end the alternation: the last of it belongs to the run that follows.
            if end - c >= 3:
                stop = end if end + 1 < LAST and category[end + 1] == category[end] else end + 1
                runs.append((c, ALTERNATING[pair]))
                c = stop
                continue
        end = c
        while end + 1 < LAST and category[end + 1] == category[c]:
            end += 1
        runs.append((c, SHORT.index(category[c])))
        c = end + 1
    return runs


def delta_runs(mapping):
    """One-to-one mappings as (first, count, stride, delta)."""
    single = {c: to[0] - c for c, to in mapping.items() if len(to) == 1}
    todo, out = sorted(single), []
    while todo:
        first = todo[0]
        best = [first]
        for stride in (1, 2):
            run = [first]
            while run[-1] + stride in single and single[run[-1] + stride] == single[first] and len(run) < 60000:
                run.append(run[-1] + stride)
            if stride == 2 and any(c + 1 in single and single[c + 1] == single[first] for c in run[:-1]):
                continue
            if len(run) > len(best):
                best = run
        stride = best[1] - best[0] if len(best) > 1 else 1
        out.append((first, len(best), stride, single[first]))
        taken = set(best)
        todo = [c for c in todo if c not in taken]
    return sorted(out)


def emit(name, kind, doc, rows, per_line):
    print(f"\n/// {doc}\npub(super) static {name}: &[{kind}] = &[")
    for at in range(0, len(rows), per_line):
        print("    " + " ".join(f"{row}," for row in rows[at:at + per_line]))
    print("];")


def show_ranges(points):
    return [f"({a:#x}, {b:#x})" for a, b in ranges(points)]


def main():
    data = read(sys.argv[1])
    new = data[-1]
    category = new["category"]
    age = {}
    for index in range(1, len(VERSIONS)):
        before, now = data[index - 1]["category"], data[index]["category"]
        for c in range(LAST):
            if before[c] == "Cn" and now[c] != "Cn":
                age[c] = index
            assert not (before[c] != "Cn" and now[c] == "Cn")
    then = []
    for index in range(len(VERSIONS) - 1):
        before, now = data[index]["category"], data[index + 1]["category"]
        then += [(c, index, before[c]) for c in range(LAST) if before[c] not in ("Cn", now[c])]
    letters = ("Lu", "Ll", "Lt", "Lm", "Lo", "Nl")
    carrying = letters + ("Mn", "Mc", "Nd", "Pc")
    implied = {
        "Uppercase": ("Lu",), "Lowercase": ("Ll",), "Case_Ignorable": ("Mn", "Me", "Cf", "Lm", "Sk"),
        "XID_Start": letters, "XID_Continue": carrying,
    }
    extra, lacking, since = {}, {}, {}
    for key, cats in implied.items():
        has = {c for c in range(LAST) if category[c] in cats}
        extra[key], lacking[key] = new[key] - has, has - new[key]
        # A property given to an old code point by a later version, beyond what its category implies.
        for index in range(len(VERSIONS) - 1):
            old = data[index]
            for c in range(LAST):
                if old["category"][c] == "Cn":
                    assert c not in old[key], (key, hex(c))
                    continue
                now = (old["category"][c] in cats or c in extra[key]) and c not in lacking[key]
                if now != (c in old[key]):
                    assert now and c in extra[key], (key, hex(c), VERSIONS[index])
                    since.setdefault(key, {})[c] = index + 1
    assert not lacking["Uppercase"] and not lacking["Lowercase"] and not lacking["Case_Ignorable"]
    for index in range(len(VERSIONS)):
        old = data[index]
        for key in ("upper", "lower", "title", "fold"):
            known = old["category"]
            gated = {c: to for c, to in new[key].items() if known[c] != "Cn" and all(known[t] != "Cn" for t in to)}
            gated = {c: to for c, to in gated.items() if to != (c,)}
            actual = {c: to for c, to in old[key].items() if to != (c,)}
            differing = {hex(c) for c in set(gated) | set(actual) if gated.get(c) != actual.get(c)}
            assert not differing, (VERSIONS[index], key, differing)
    upper, lower, title, fold = new["upper"], new["lower"], new["title"], new["fold"]
    identity = lambda c: (c,)
    titles = {c: title.get(c, identity(c)) for c in set(upper) | set(title)}
    titles = {c: to for c, to in titles.items() if to != upper.get(c, identity(c))}
    folds = {c: fold.get(c, identity(c)) for c in set(lower) | set(fold)}
    folds = {c: to for c, to in folds.items() if to != lower.get(c, identity(c))}
    digits, outside = [], []
    for c in range(LAST):
        ch, cat = chr(c), category[c]
        decimal, digit, numeric = (getattr(unicodedata2, f)(ch, None) for f in ("decimal", "digit", "numeric"))
        assert (decimal is not None) == (cat == "Nd")
        if digit is not None and decimal is None:
            if digits and digits[-1][0] + digits[-1][1] == c and digits[-1][2] + digits[-1][1] == digit:
                digits[-1][1] += 1
            else:
                digits.append([c, 1, digit])
        assert numeric is not None or cat not in ("Nd", "Nl", "No"), hex(c)
        if numeric is not None and cat not in ("Nd", "Nl", "No"):
            outside.append(c)
    for a, b in ranges(c for c in range(LAST) if category[c] == "Nd"):
        assert (b - a + 1) % 10 == 0 and all(unicodedata2.decimal(chr(c)) == (c - a) % 10 for c in range(a, b + 1))

    print("//! Flat tables of the Unicode Character Database 17.0.0, with what older versions lack of it.")
    print("//! Generated by tests/record/unicode/tables.py from the npm packages @unicode/unicode-* and the PyPI package")
    print("//! unicodedata2; not edited by hand. A version's number is its index: 12.1, 13, 14, 15, 15.1, 16, 17.")
    runs = category_runs(category)
    emit("CATEGORY", "u32", "Where each run of one general category starts: code point << 5 | category; 30 and 31 are runs that\n/// alternate between capital and small letters, starting with a capital (30) or a small one (31).",
         [f"{c << 5 | cat:#x}" for c, cat in runs], 10)
    by_age = []
    for c in sorted(age):
        if by_age and by_age[-1][1] == c - 1 and by_age[-1][2] == age[c]:
            by_age[-1][1] = c
        else:
            by_age.append([c, c, age[c]])
    emit("ASSIGNED_SINCE", "(u32, u32, u8)", "Ranges (first, last, version) that were unassigned in 12.1.", [f"({a:#x}, {b:#x}, {v})" for a, b, v in by_age], 5)
    emit("CATEGORY_UNTIL", "(u32, u8, u8)", "(code point, last version, its category up to then) where a category changed.", [f"({c:#x}, {v}, {SHORT.index(cat)})" for c, v, cat in then], 5)
    for name, mapping in (("UPPER", upper), ("LOWER", lower)):
        emit(name, "(u32, u16, u8, i32)", f"One-to-one {name.lower()} case: (first, how many, stride, difference).", [f"({a:#x}, {n}, {s}, {d})" for a, n, s, d in delta_runs(mapping)], 4)
    for name, mapping in (("TITLE", titles), ("FOLD", folds)):
        of = "title case where it isn't the upper case" if name == "TITLE" else "case folding where it isn't the lower case"
        keep = {c: to for c, to in mapping.items() if len(to) == 1}
        emit(name, "(u32, u16, u8, i32)", f"One-to-one {of}: (first, how many, stride, difference).", [f"({a:#x}, {n}, {s}, {d})" for a, n, s, d in delta_runs(keep)], 4)
    for name, mapping in (("UPPER", upper), ("LOWER", lower), ("TITLE", titles), ("FOLD", folds)):
        rows = [(c, to) for c, to in sorted(mapping.items()) if len(to) > 1]
        emit(name + "_LONG", "(u32, [u32; 3])", f"As {name}, to two or three code points (0: none).", ["({:#x}, [{}])".format(c, ", ".join(f"{t:#x}" for t in (to + (0, 0))[:3])) for c, to in rows], 3)
    emit("OTHER_UPPERCASE", "(u32, u32)", "Uppercase without being of category Lu.", show_ranges(extra["Uppercase"]), 6)
    emit("OTHER_LOWERCASE", "(u32, u32)", "Lowercase without being of category Ll.", show_ranges(extra["Lowercase"]), 6)
    emit("OTHER_CASE_IGNORABLE", "(u32, u32)", "Case_Ignorable without being of category Mn, Me, Cf, Lm or Sk.", show_ranges(extra["Case_Ignorable"]), 6)
    emit("OTHER_XID_START", "(u32, u32)", "XID_Start without being a letter or Nl.", show_ranges(extra["XID_Start"]), 6)
    emit("NOT_XID_START", "(u32, u32)", "Letters and Nl that aren't XID_Start.", show_ranges(lacking["XID_Start"]), 6)
    emit("OTHER_XID_CONTINUE", "(u32, u32)", "XID_Continue without being a letter, Nl, Mn, Mc, Nd or Pc.", show_ranges(extra["XID_Continue"]), 6)
    emit("NOT_XID_CONTINUE", "(u32, u32)", "Letters, Nl, Mn, Mc, Nd and Pc that aren't XID_Continue.", show_ranges(lacking["XID_Continue"]), 6)
    for key, name in (("Lowercase", "LOWERCASE"), ("Case_Ignorable", "CASE_IGNORABLE"), ("XID_Continue", "XID_CONTINUE")):
        emit(name + "_SINCE", "(u32, u8)", f"(code point, version) from which an older code point is {key}.", [f"({c:#x}, {v})" for c, v in sorted(since.pop(key).items())], 6)
    assert not since, since
    emit("DIGIT", "(u32, u8, u8)", "Digits that aren't decimal: (first, how many, value of the first).", [f"({a:#x}, {n}, {v})" for a, n, v in digits], 6)
    numeric = sorted((c, VERSIONS.index(v)) for v, points in NUMERIC_SINCE.items() for c in points)
    assert {c for c, _ in numeric} <= set(outside)
    emit("NUMERIC_SINCE", "(u32, u8)", "(code point, version) from which an older code point has a numeric value.", [f"({c:#x}, {v})" for c, v in numeric], 6)
    wide = [c for c in range(LAST) if unicodedata2.east_asian_width(chr(c)) in "WF"]
    emit("WIDE", "(u32, u32)", "East_Asian_Width W or F: two columns.", show_ranges(wide), 6)
    emit("WIDE_SINCE_16", "(u32, u32)", "Of these, what had one column before 16.0.", [f"({a:#x}, {b:#x})" for a, b in WIDE_SINCE_16], 6)
    emit("OTHER_NUMERIC", "(u32, u32)", "With a numeric value, outside of Nd, Nl and No.", show_ranges(outside), 6)


main()
