//! One run of a hostile program: whatever it is, the engine answers with an outcome.

use heaplens_heap::Version;
use heaplens_python::vm::program::{Outcome, Unit};
use heaplens_python::vm::stop::Limits;
use heaplens_python::vm::{Inputs, Vm};

/// Enough for a program to get into trouble, and little enough for thousands of programs a minute.
const LIMITS: Limits = Limits {
    fuel: 30_000,
    memory: 32 << 20,
    output: 1 << 20,
};

/// The stack of a run, as the `heaplens` program has it: native functions that call back nest.
const STACK_BYTES: usize = 512 << 20;

/// How a text is run: its first line may say so, as `# Python 3.12 repl`; else as a script in 3.11.
pub fn manner(text: &str) -> (Version, Unit) {
    let head = text.lines().next().unwrap_or_default();
    let mut words = head
        .strip_prefix("# Python ")
        .unwrap_or("3.11")
        .split_whitespace();
    let version = words.next().and_then(|word| word.parse().ok());
    let unit = match words.next() {
        Some("repl") => Unit::Repl,
        _ => Unit::Script,
    };
    (version.unwrap_or(Version::V3_11), unit)
}

/// Runs a text within limits, on a thread with a stack of the usual size.
///
/// # Panics
/// If the engine does.
pub fn attempt(text: &str, version: Version, unit: Unit) -> Outcome {
    let text = text.to_owned();
    let run = move || {
        let mut vm = Vm::new(version, LIMITS, Inputs::default());
        vm.run_program(&text, "hostile.py", unit)
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
    let running = thread.spawn(run).expect("a thread can be started");
    running
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
