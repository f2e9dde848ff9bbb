//! `heaplens step`: a text file in, a text file out.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const PROGRAM: &str = "\
import gc
a = [1]
b = a
del a
for n in range(2):
    c = [b, n]
c = None
x = []
x.append(x)
del x
gc.collect()
def f(obj):
    return missing
f(b)
";

/// What the session answers to each command, by the command's line.
fn answers(session: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("step");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join("main.py");
    std::fs::write(&file, PROGRAM).expect("a file can be written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_heaplens"))
        .args(["step", "--python", "3.10"])
        .arg(&file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program can be run");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin
        .write_all(session.as_bytes())
        .expect("it reads commands");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("it prints UTF-8");
    let mut answers: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("> ") {
            Some(command) => answers.push((command.to_owned(), String::new())),
            None => {
                if let Some((_, answer)) = answers.last_mut() {
                    answer.push_str(line);
                    answer.push('\n');
                }
            }
        }
    }
    answers
}

/// Each command, and what its answer says.
const SESSION: &[(&str, &str)] = &[
    ("next 2", "before line 3"),
    ("who a", "a in <module>"),
    ("next", "list #1 goes from 1 to 2"),
    ("why a", "a in <module>"),
    ("next", "the name a is gone"),
    ("back", "before line 4"),
    ("line 6", "before line 6"),
    ("line 6", "before line 6"),
    ("line back 6", "before line 6"),
    ("line back 6", "there is none"),
    ("event b", "list #1 goes from 1 to 2"),
    ("gc", "collect"),
    // The interpreter's end collects once more.
    ("gc", "step 17"),
    ("gc back", "collect"),
    ("uncaught", "before line 13"),
    ("go 1", "before line 2"),
    ("i", "instruction 1 of line 2"),
    ("e", "is made at"),
    ("e back", "step 1"),
    ("i back", "step 1"),
    ("i back", "of line 1"),
    ("go line:6:2", "before line 6"),
    ("inside", "c"),
    ("size b", "bytes"),
    ("life b", "is made where line 2"),
    ("marks", "collection"),
    ("show", "list #1"),
    ("questions", "*"),
    ("nonsense", "is no command"),
    ("go 999", "there is no step 999"),
];

#[test]
fn each_command_of_a_session_has_its_answer() {
    let session: String = SESSION
        .iter()
        .map(|(command, _)| format!("{command}\n"))
        .collect();
    let session = format!("# A comment, and an empty line:\n\n{session}quit\nshow\n");
    let answers = answers(&session);
    assert_eq!(answers.len(), SESSION.len() + 1, "quit is the last");
    for ((command, says), (asked, answer)) in SESSION.iter().zip(&answers) {
        assert_eq!(command, asked);
        assert!(answer.contains(says), "{command}: {answer}");
    }
}
