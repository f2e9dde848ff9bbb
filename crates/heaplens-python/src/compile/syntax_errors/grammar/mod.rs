//! The grammar of each version, with what CPython says of wrong texts.

pub(super) mod notation;
pub(super) mod program;

use std::sync::OnceLock;

use heaplens_heap::Version;

use program::Program;

const TEXTS: [&str; 5] = [
    include_str!("statements.peg"),
    include_str!("blocks.peg"),
    include_str!("patterns.peg"),
    include_str!("parameters.peg"),
    include_str!("expressions.peg"),
];

/// The grammar of a version from 3.9 on; read once.
pub(super) fn of(version: Version) -> &'static Program {
    static GRAMMARS: [OnceLock<Program>; Version::ALL.len()] =
        [const { OnceLock::new() }; Version::ALL.len()];
    GRAMMARS[version.index()].get_or_init(|| {
        let text = TEXTS.join("\n");
        Program::new(&notation::read(&text, version.max(Version::V3_9)))
    })
}
