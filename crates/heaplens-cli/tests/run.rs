//! The contract of `heaplens run`: what it prints where, and how it exits.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("the test's set-up works");
    folder
}

fn heaplens(args: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_heaplens"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the test's set-up works");
    // A program that reads nothing may have ended already.
    let _closed = child
        .stdin
        .take()
        .expect("the test's set-up works")
        .write_all(stdin.as_bytes());
    child.wait_with_output().expect("the test's set-up works")
}

#[track_caller]
fn check(args: &[&str], stdin: &str, status: i32, stdout: &str, stderr: &str) {
    let output = heaplens(args, stdin);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let got = (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    );
    assert_eq!(got, (Some(status), stdout.to_owned(), stderr.to_owned()));
}

#[test]
fn a_program_prints_and_exits_with_its_own_status() {
    check(&["run", "-"], "print('one', 2)", 0, "one 2\n", "");
    check(
        &["run", "-"],
        "print(1)\nraise SystemExit(7)\n",
        7,
        "1\n",
        "",
    );
}

#[test]
fn an_uncaught_exception_is_a_traceback_and_status_1() {
    let file = folder("traceback").join("prog.py");
    std::fs::write(&file, "print('before')\nmissing\n").expect("the test's set-up works");
    let file = file.to_str().expect("the test's set-up works");
    let traceback = format!(
        "Traceback (most recent call last):\n  File \"{file}\", line 2, in <module>\n    missing\n\
         NameError: name 'missing' is not defined\n"
    );
    check(
        &["run", "--python", "3.10", file],
        "",
        1,
        "before\n",
        &traceback,
    );
}

#[test]
fn at_the_prompt_values_are_echoed_and_the_session_goes_on() {
    let output = heaplens(&["run", "--unit", "repl", "-"], "1 + 1\nmissing\n'after'\n");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2\n'after'\n");
    assert!(
        String::from_utf8_lossy(&output.stderr)
            .contains("NameError: name 'missing' is not defined")
    );
}

#[test]
fn bad_usage_and_an_unreadable_file_are_status_2() {
    check(
        &["run", "no-such-file.py"],
        "",
        2,
        "",
        "heaplens: can't read 'no-such-file.py': No such file or directory (os error 2)\n",
    );
    assert_eq!(heaplens(&["run"], "").status.code(), Some(2));
    assert_eq!(
        heaplens(&["run", "--unit", "other", "-"], "").status.code(),
        Some(2)
    );
    assert_eq!(
        heaplens(&["run", "--python", "3.7", "-"], "").status.code(),
        Some(2)
    );
    assert_eq!(
        heaplens(&["run", "--mount", "nothing", "-"], "")
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn a_limit_keeps_what_was_printed_and_names_itself_and_the_line() {
    let output = heaplens(
        &["run", "--fuel", "5000", "-"],
        "print('kept')\nwhile True:\n    x = 1\n",
    );
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "kept\n");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let names_it =
        stderr.starts_with("heaplens: stopped at the limit of steps (--fuel), in <stdin>, line ");
    assert!(
        names_it && stderr.trim_end().ends_with(['2', '3']),
        "{stderr}"
    );
    let output = heaplens(
        &["run", "--memory", "2000000", "-"],
        "x = []\nwhile True:\n    x = [x, x, x]\n",
    );
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("limit of memory"));
}

#[test]
fn modules_beside_the_program_and_mounted_ones_are_found() {
    let folder = folder("imports");
    std::fs::create_dir_all(folder.join("pack")).expect("the test's set-up works");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text).expect("the test's set-up works")
    };
    write("beside.py", "value = 'beside'\n");
    write("pack/__init__.py", "value = 'in a package'\n");
    write("elsewhere.txt", "value = 'mounted'\n");
    write(
        "prog.py",
        "import beside, pack, mounted\nprint(beside.value, pack.value, mounted.value)\n",
    );
    let path = |name: &str| {
        folder
            .join(name)
            .to_str()
            .expect("the test's set-up works")
            .to_owned()
    };
    let mount = format!("mounted.py={}", path("elsewhere.txt"));
    check(
        &["run", "--mount", &mount, &path("prog.py")],
        "",
        0,
        "beside in a package mounted\n",
        "",
    );
}

#[test]
fn what_comes_behind_the_file_is_the_programs() {
    check(
        &["run", "-", "a", "--fuel"],
        "import sys\nprint(sys.argv)\n",
        0,
        "['-', 'a', '--fuel']\n",
        "",
    );
}

#[test]
fn a_file_that_is_not_text_is_cpythons_syntax_error() {
    let file = folder("latin").join("prog.py");
    std::fs::write(&file, b"x = 1\ny = '\xe9'\n").expect("the test's set-up works");
    let output = heaplens(
        &["run", file.to_str().expect("the test's set-up works")],
        "",
    );
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        stderr.contains("SyntaxError: Non-UTF-8 code starting with '\\xe9'"),
        "{stderr}"
    );
}
