//! The files that a program is given: its own text, what is mounted, and what lies beside it.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// How deep packages beside the program are looked through.
const DEEPEST: usize = 8;

/// A program's text and the name that tracebacks give it.
pub struct Program {
    pub text: Vec<u8>,
    pub name: String,
}

/// Reads FILE, or standard input for `-`.
///
/// # Errors
/// What the machine says, with the file's name.
pub fn read_program(file: &str) -> Result<Program, String> {
    if file == "-" {
        let mut text = Vec::new();
        std::io::stdin()
            .read_to_end(&mut text)
            .map_err(|error| format!("standard input: {error}"))?;
        return Ok(Program {
            text,
            name: "<stdin>".to_owned(),
        });
    }
    match std::fs::read(file) {
        Ok(text) => Ok(Program {
            text,
            name: file.to_owned(),
        }),
        Err(error) => Err(format!("can't read '{file}': {error}")),
    }
}

/// The Python files beside FILE, its own packages' too, by their path from its folder.
pub fn beside(file: &str) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    if file != "-" {
        let folder = Path::new(file)
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        gather(folder.unwrap_or(Path::new(".")), "", 0, &mut found);
    }
    found
}

/// Python files of a folder, and of the packages in it: folders with an `__init__.py`.
fn gather(folder: &Path, prefix: &str, depth: usize, found: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let inner = format!("{prefix}{name}");
        if path.is_dir() {
            if depth < DEEPEST && path.join("__init__.py").is_file() {
                gather(&path, &format!("{inner}/"), depth + 1, found);
            }
        } else if name.ends_with(".py")
            && let Ok(content) = std::fs::read(&path)
        {
            found.insert(inner, content);
        }
    }
}

/// Adds what `NAME=PATH` names: a file under that name, or a folder's files under it.
///
/// # Errors
/// If it isn't of that form, or the file can't be read.
pub fn mount(spec: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let Some((name, path)) = spec
        .split_once('=')
        .filter(|(name, path)| !name.is_empty() && !path.is_empty())
    else {
        return Err(format!("--mount wants NAME=PATH, not '{spec}'"));
    };
    let content = std::fs::read(path).map_err(|error| format!("can't read '{path}': {error}"))?;
    files.insert(name.to_owned(), content);
    Ok(())
}
