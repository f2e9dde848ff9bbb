//! Everyday programs as eight versions ran them; and the project's own programs, each on one feature: what they print is what python3.11 printed (`NAME.out`),
//! or the version that their first line names (`# Python 3.12`).

use std::path::{Path, PathBuf};

use heaplens_python::vm::program::Unit;
use heaplens_python::vm::stop::Limits;
use heaplens_python::vm::{Inputs, Vm};
use heaplens_tests::recordings::language_cases;
use heaplens_tests::scoreboard;

fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of programs is there")
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "py") {
            found.push(path);
        }
    }
}

/// Every program prints what the real version printed.
#[test]
fn own_programs_print_what_python_printed() {
    let mut found = Vec::new();
    programs(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("programs"),
        &mut found,
    );
    assert!(!found.is_empty());
    let mut wrong = Vec::new();
    for path in found {
        let source = std::fs::read_to_string(&path).expect("a program is text");
        let expected =
            std::fs::read_to_string(path.with_extension("out")).expect("each has its output");
        let named = source.lines().next().unwrap_or_default();
        let version = named.strip_prefix("# Python ").unwrap_or("3.11");
        let version = version.parse().expect("a known version");
        let mut vm = Vm::new(version, Limits::default(), Inputs::default());
        let name = path.to_string_lossy().into_owned();
        vm.run_program(&source, &name, Unit::Script);
        let printed = String::from_utf8_lossy(&vm.output.stdout).into_owned();
        if printed != expected {
            let at = printed
                .lines()
                .zip(expected.lines())
                .position(|(a, b)| a != b);
            wrong.push(format!("{name}: differs at line {at:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every program of `recorded/language/programs.json` as the scoreboard says.
#[test]
fn everyday_programs() {
    scoreboard::hold("everyday", &language_cases("programs"));
}
