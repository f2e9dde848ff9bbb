//! The kept programs of the coverage-guided search (`cargo xtask fuzz`): none makes the engine panic, in any version.

use std::path::Path;

use heaplens_heap::Version;

#[path = "../fuzz/src/attempt.rs"]
mod attempt;

#[test]
fn no_kept_program_makes_the_engine_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let entries = std::fs::read_dir(folder).expect("the corpus is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut panicked = Vec::new();
    for path in &paths {
        let bytes = std::fs::read(path).expect("a program can be read");
        let text = String::from_utf8_lossy(&bytes);
        let (_, unit) = attempt::manner(&text);
        for version in Version::ALL {
            if std::panic::catch_unwind(|| attempt::attempt(&text, version, unit)).is_err() {
                panicked.push(format!("{} in {version}", path.display()));
            }
        }
    }
    assert!(panicked.is_empty(), "{}", panicked.join("\n"));
}
