//! Real interpreters to hold the questions against: each question in a forked process of one interpreter.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::questions::Question;

const DRIVER: &str = r#"
import sys, os, json
questions = json.load(sys.stdin)
answers = []
for setup, expr in questions:
    r, w = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(r)
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2): os.dup2(null, fd)
        ns = {"__name__": "__main__"}
        try:
            exec(compile(setup, "<setup>", "exec"), ns)
            out = repr(eval(compile(expr, "<expr>", "eval"), ns))
        except BaseException as e:
            out = "error:" + type(e).__name__
        data = out.encode("utf-8", "backslashreplace")
        while data:
            data = data[os.write(w, data):]
        os._exit(0)
    os.close(w)
    data = b""
    while True:
        part = os.read(r, 65536)
        if not part: break
        data += part
    os.close(r)
    os.waitpid(pid, 0)
    answers.append(data.decode("utf-8"))
sys.stdout.write(json.dumps(answers))
"#;

/// Asks one interpreter all questions; the answers in their order, each a `repr` or `error:Name`.
///
/// # Errors
/// When the interpreter can't be started, or says something that isn't the driver's answer.
pub fn ask(python: &Path, questions: &[Question]) -> Result<Vec<String>, String> {
    let pairs: Vec<[&str; 2]> = questions
        .iter()
        .map(|q| [q.setup.as_str(), q.expr.as_str()])
        .collect();
    let input = serde_json::to_vec(&pairs).map_err(|e| e.to_string())?;
    let mut child = Command::new(python)
        .args(["-S", "-W", "ignore", "-c", DRIVER])
        .env("PYTHONHASHSEED", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| format!("{}: {e}", python.display()))?;
    let mut stdin = child.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().map_err(|e| e.to_string())?;
    writer
        .join()
        .expect("the writer doesn't panic")
        .map_err(|e| e.to_string())?;
    let answers: Value = serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())?;
    serde_json::from_value(answers).map_err(|e| e.to_string())
}
