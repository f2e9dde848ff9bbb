//! Lines as characters, bytes and columns.

use super::ReportRules;
use crate::text::TextRef;
use crate::text::unicode::Category;

/// How many code points of a line start before this many bytes of its UTF-8.
pub(super) fn characters_before(line: TextRef<'_>, bytes: u32) -> usize {
    let mut at = 0;
    line.iter()
        .take_while(|&cp| {
            let before = at < bytes;
            at += utf8_length(cp);
            before
        })
        .count()
}

const fn utf8_length(cp: u32) -> u32 {
    match cp {
        0..=0x7f => 1,
        0x80..=0x7ff => 2,
        0x800..=0xffff => 3,
        _ => 4,
    }
}

/// How many columns the first code points of a line take on a terminal (`_display_width`).
pub(super) fn columns(line: TextRef<'_>, characters: usize, rules: &ReportRules) -> usize {
    if line.is_ascii() {
        return characters;
    }
    let db = rules.text.unicode;
    line.iter()
        .take(characters)
        .map(|cp| match db.category(cp) {
            Category::Mn | Category::Me | Category::Cf if rules.knows_zero_width => 0,
            _ if db.is_wide(cp) => 2,
            _ => 1,
        })
        .sum()
}

/// How many spaces, tabs and form feeds a line starts with.
pub(super) fn indentation(line: TextRef<'_>) -> usize {
    line.iter()
        .take_while(|&cp| matches!(cp, 0x20 | 0x09 | 0x0c))
        .count()
}
