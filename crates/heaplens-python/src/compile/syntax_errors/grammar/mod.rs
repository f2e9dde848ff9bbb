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

/// The grammar of 3.8's parser; read once.
pub(super) fn one_ahead() -> &'static Program {
    static GRAMMAR: OnceLock<Program> = OnceLock::new();
    GRAMMAR.get_or_init(|| Program::new(&notation::read(include_str!("v3_8.peg"), Version::V3_8)))
}

/// The grammar of a version; read once. That of 3.8 is 3.9's, for what is wrong in 3.8's trees.
pub(super) fn of(version: Version) -> &'static Program {
    static GRAMMARS: [OnceLock<Program>; Version::ALL.len()] =
        [const { OnceLock::new() }; Version::ALL.len()];
    GRAMMARS[version.index()].get_or_init(|| {
        let text = TEXTS.join("\n");
        Program::new(&notation::read(&text, version))
    })
}
