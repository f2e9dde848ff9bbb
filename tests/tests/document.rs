//! The document's blocks, as they stand and prepared, in every version and mode.

use heaplens_tests::recordings::{cases, differences};
use heaplens_tests::scoreboard;

/// The first chapter (blocks 01 to 06) prints exactly what CPython prints.
#[test]
fn first_chapter() {
    let chapter: Vec<_> = cases("document", "document/blocks")
        .into_iter()
        .filter(|case| &case.name[..2] <= "06")
        .collect();
    assert_eq!(
        chapter.len(),
        6 * 2 * 8,
        "six blocks, two modes, eight versions"
    );
    let failed: Vec<String> = differences(&chapter)
        .into_iter()
        .map(|(case, why)| format!("{} {:?} {}: {why}", case.name, case.unit, case.version))
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

/// All blocks: the scoreboard says which run already.
#[test]
fn blocks() {
    scoreboard::hold("document", &cases("document", "document/blocks"));
}

/// The blocks that need a file, a name or a sort key, with that added.
#[test]
fn prepared_blocks() {
    scoreboard::hold("prepared", &cases("prepared", "document/prepared"));
}
