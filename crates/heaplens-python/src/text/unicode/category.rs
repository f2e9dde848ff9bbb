//! General categories: the newest database's runs, seen from an older version.

use super::{last_starting_at, tables};

/// The general category of a code point, under the two-letter names of the Unicode Standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// A capital letter.
    Lu,
    /// A small letter.
    Ll,
    /// A digraph whose first part is a capital.
    Lt,
    /// A modifier letter.
    Lm,
    /// Any other letter.
    Lo,
    /// A mark without width.
    Mn,
    /// A mark with width.
    Mc,
    /// An enclosing mark.
    Me,
    /// A decimal digit.
    Nd,
    /// A numeral that is a letter.
    Nl,
    /// Any other number.
    No,
    /// Connecting punctuation, such as the underscore.
    Pc,
    /// A dash.
    Pd,
    /// An opening bracket.
    Ps,
    /// A closing bracket.
    Pe,
    /// An opening quotation mark.
    Pi,
    /// A closing quotation mark.
    Pf,
    /// Any other punctuation.
    Po,
    /// A mathematical symbol.
    Sm,
    /// A currency sign.
    Sc,
    /// A modifier symbol.
    Sk,
    /// Any other symbol.
    So,
    /// A space.
    Zs,
    /// U+2028 alone.
    Zl,
    /// U+2029 alone.
    Zp,
    /// A control character.
    Cc,
    /// A format character.
    Cf,
    /// A surrogate.
    Cs,
    /// For private use.
    Co,
    /// Not assigned (yet).
    Cn,
}

use Category::*;

/// By the number that the tables use.
const BY_NUMBER: [Category; 30] = [
    Lu, Ll, Lt, Lm, Lo, Mn, Mc, Me, Nd, Nl, No, Pc, Pd, Ps, Pe, Pi, Pf, Po, Sm, Sc, Sk, So, Zs, Zl,
    Zp, Cc, Cf, Cs, Co, Cn,
];

/// The category of `cp` in the database with the index `version`.
pub(super) fn category(version: u8, cp: u32) -> Category {
    let (start, number) = run(cp);
    let newest = match number {
        30 => [Lu, Ll][(cp - start) as usize % 2],
        31 => [Ll, Lu][(cp - start) as usize % 2],
        n => BY_NUMBER[n as usize],
    };
    if version == NEWEST || cp < FIRST_CHANGED || newest == Cn {
        return newest;
    }
    if let Some((_, last, since)) = last_starting_at(tables::ASSIGNED_SINCE, cp, |row| row.0)
        && cp <= last
        && version < since
    {
        return Cn;
    }
    match tables::CATEGORY_UNTIL.iter().find(|row| row.0 == cp) {
        Some(&(_, until, number)) if version <= until => BY_NUMBER[number as usize],
        _ => newest,
    }
}

/// The value of a decimal digit: category Nd comes in runs of ten, zero first.
pub(super) fn decimal(version: u8, cp: u32) -> Option<u32> {
    (category(version, cp) == Nd).then(|| (cp - run(cp).0) % 10)
}

/// The index of the newest database.
const NEWEST: u8 = 6;

/// Below this nothing differs between the versions.
const FIRST_CHANGED: u32 = 0x295;

/// The run that `cp` lies in, as its first code point and the number of its category.
fn run(cp: u32) -> (u32, u32) {
    let packed = last_starting_at(tables::CATEGORY, cp, |row| row >> 5)
        .expect("the first run starts at zero");
    (packed >> 5, packed & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_between_versions() {
        for (cp, version, expect) in [
            (0x295, 5, Ll),
            (0x295, 6, Lo),
            (0x1734, 1, Mn),
            (0x1734, 2, Mc),
            (0x323b0, 5, Cn),
            (0x323b0, 6, Lo),
            (0xa7d2, 5, Cn),
            (0xa7d2, 6, Lu),
            (0xa7d3, 2, Ll),
            (0x101, 0, Ll),
            (0x100, 0, Lu),
            (0xd800, 0, Cs),
            (0x10ffff, 6, Cn),
            (0x10fffd, 6, Co),
        ] {
            assert_eq!(category(version, cp), expect, "{cp:#x} in {version}");
        }
    }

    #[test]
    fn nothing_below_the_first_change_is_in_the_deltas() {
        let first = tables::ASSIGNED_SINCE[0].0;
        let patched = tables::CATEGORY_UNTIL.iter().map(|row| row.0).min();
        assert_eq!(patched.map(|cp| cp.min(first)), Some(FIRST_CHANGED));
    }
}
