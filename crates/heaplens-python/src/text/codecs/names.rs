//! Names of characters, for `\N{…}` and `namereplace`, from the crate unicode_names2 (Unicode 16).

use crate::text::unicode::{Category, Unicode};

/// The name of a code point, as `unicodedata.name` gives it.
pub fn name_of(cp: u32) -> Option<String> {
    unicode_names2::name(char::from_u32(cp)?).map(|name| name.to_string())
}

/// The character of that name, if the database knows it.
pub fn character_named(name: &str, db: Unicode) -> Option<u32> {
    let cp = u32::from(unicode_names2::character(name)?);
    (db.category(cp) != Category::Cn).then_some(cp)
}
