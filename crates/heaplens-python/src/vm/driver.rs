//! Running a program piece by piece, so that it can be left at a line and gone on with, and so that keyframes
//! know where the program was.

use std::rc::Rc;

use heaplens_heap::Ref;

use crate::code;
use crate::compile::{CompileError, Mode};
use crate::vm::program::{Outcome, Unit};
use crate::vm::stop::Stop;
use crate::vm::{Raised, Res, Vm};

/// A program on its way. Cloned with each keyframe.
#[derive(Clone)]
pub struct Driver {
    unit: Unit,
    /// What is compiled: the whole, or one piece for each top-level statement.
    pieces: Rc<[Rc<code::Unit>]>,
    /// The piece to run next.
    next: usize,
    /// The guest's code object that runs; one count is held.
    code: Ref,
    phase: Phase,
}

#[derive(Clone, PartialEq, Eq)]
enum Phase {
    /// Between two pieces.
    Between,
    /// In the middle of one.
    InPiece,
    /// The main thread has ended, and others go on; then comes what is in the box.
    Threads(Box<Phase>),
    /// All has run; the interpreter is still there.
    Over { status: i32 },
    /// The interpreter is gone, or was stopped for good.
    Ended(Outcome),
}

/// How far [`Vm::advance`] came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advance {
    /// The watcher of lines asked for a pause, before a line that it was told of: the next call goes on there.
    Paused,
    /// The program has run; the next call takes the interpreter down.
    Over,
    /// There is nothing left.
    Ended(Outcome),
}

impl Vm {
    /// Makes `__main__` and compiles the program. What is wrong with it comes out when it is advanced.
    pub fn begin(&mut self, source: &str, file: &str, unit: Unit) -> Driver {
        if self.main.is_null() {
            self.prepare_main(file);
        }
        self.sources.insert(file.into(), source.into());
        let compiled = match unit {
            Unit::Script => crate::compile::compile(source, file, Mode::Script, self.version)
                .map(|compiled| vec![compiled]),
            Unit::Repl => crate::compile::statements(source, file, self.version),
        };
        let mut driver = Driver {
            unit,
            pieces: Rc::from([]),
            next: 0,
            code: Ref::NULL,
            phase: Phase::Between,
        };
        match compiled {
            Ok(compiled) => {
                for piece in &compiled {
                    if self.warn_of_source(&piece.warnings, file).is_err() {
                        driver.phase = self.uncaught();
                        return driver;
                    }
                }
                driver.pieces = compiled
                    .into_iter()
                    .map(|piece| Rc::new(piece.unit))
                    .collect();
            }
            Err(error) => {
                let Raised = match error {
                    CompileError::Syntax(error) => self.raise_syntax_error(&error, file),
                    CompileError::Unsupported { what, position } => {
                        self.unsupported(&format!("{what} (line {})", position.line))
                    }
                };
                driver.phase = self.uncaught();
            }
        }
        // What a warning about the text has made and nobody keeps.
        self.settle();
        driver
    }

    /// Goes on until the watcher pauses it, the program is over, or nothing is left.
    pub fn advance(&mut self, driver: &mut Driver) -> Advance {
        // The queue of dropped owners is the thread's: another machine of this thread must find it empty. A pause is
        // nothing to the program, so what is in it then waits; after a stop nothing may run any more, no finaliser either.
        self.heap.take_up_dropped();
        let advance = self.advance_driver(driver);
        match advance {
            Advance::Paused => self.heap.put_by_dropped(),
            Advance::Over => self.settle(),
            Advance::Ended(_) => self.heap.settle(),
        }
        advance
    }

    fn advance_driver(&mut self, driver: &mut Driver) -> Advance {
        loop {
            match driver.phase.clone() {
                Phase::Between => match driver.pieces.get(driver.next).map(Rc::clone) {
                    Some(piece) => {
                        driver.next += 1;
                        driver.code = self.load(&piece).into_ref();
                        // What the loader made and nobody kept.
                        self.settle();
                        self.push_main_frame(driver.code);
                        driver.phase = Phase::InPiece;
                    }
                    None => {
                        driver.phase = Phase::Over { status: 0 };
                        return Advance::Over;
                    }
                },
                Phase::InPiece => {
                    let result = self.run(0);
                    if self.is_paused(&result) {
                        return Advance::Paused;
                    }
                    if self.stop == Some(Stop::Switch) {
                        self.stop = None;
                        if self.switch_thread().is_err() {
                            driver.phase = self.end_piece(driver, Err(Raised));
                        }
                        continue;
                    }
                    if self.stop.is_none() && self.current_thread() != 0 {
                        self.end_thread(result);
                        if self.switch_thread().is_err() {
                            driver.phase = self.end_piece(driver, Err(Raised));
                        }
                        continue;
                    }
                    driver.phase = self.end_piece(driver, result);
                    let is_last = match driver.phase {
                        Phase::Over { .. } => true,
                        _ => driver.phase == Phase::Between && driver.next >= driver.pieces.len(),
                    };
                    if is_last && self.has_threads_to_join() {
                        self.leave_main_thread();
                        let then = std::mem::replace(&mut driver.phase, Phase::Between);
                        driver.phase = Phase::Threads(Box::new(then));
                        if self.begin_other_threads(driver) {
                            continue;
                        }
                    }
                    if let Phase::Over { .. } = driver.phase {
                        return Advance::Over;
                    }
                }
                Phase::Threads(then) => {
                    let result = self.run(0);
                    if self.is_paused(&result) {
                        return Advance::Paused;
                    }
                    match self.stop.take() {
                        Some(Stop::Switch) => {}
                        Some(stop) => {
                            driver.phase = Phase::Ended(self.stopped(stop));
                            continue;
                        }
                        None => self.end_thread(result),
                    }
                    if !self.has_threads_to_join() {
                        self.end_threads();
                        self.native_depth = 1;
                        driver.phase = *then;
                        if let Phase::Over { .. } = driver.phase {
                            return Advance::Over;
                        }
                        continue;
                    }
                    self.begin_other_threads(driver);
                }
                Phase::Over { status } => driver.phase = Phase::Ended(self.finish(status)),
                Phase::Ended(outcome) => return Advance::Ended(outcome),
            }
        }
    }

    /// Whether the watcher paused the run before a line: the line has not begun, and its first instruction is run
    /// when it goes on.
    fn is_paused(&mut self, result: &Res) -> bool {
        if result.is_err() && self.stop == Some(Stop::Watcher { can_go_on: true }) {
            self.stop = None;
            self.top_mut().pc -= 1;
            return true;
        }
        false
    }

    /// Goes on with a thread while the main one has none; whether there is one.
    fn begin_other_threads(&mut self, driver: &mut Driver) -> bool {
        self.native_depth = 1;
        if self.switch_thread().is_ok() {
            return true;
        }
        if let Some(stop) = self.stop.take() {
            driver.phase = Phase::Ended(self.stopped(stop));
        }
        false
    }

    /// A frame at the bottom for the main module's code.
    fn push_main_frame(&mut self, code: Ref) {
        let dict = self.heap.field(self.main, 0);
        self.push_code_frame(code, dict, dict);
        self.native_depth = 1;
    }

    /// What comes after a piece that has run.
    fn end_piece(&mut self, driver: &mut Driver, result: Res) -> Phase {
        // Also where the last thing to run was a finaliser, from which no error comes back.
        if let Some(stop) = self.stop.take() {
            return Phase::Ended(self.stopped(stop));
        }
        self.heap.decref(std::mem::take(&mut driver.code));
        match (result, driver.unit) {
            (Ok(value), _) => {
                self.output.uncaught = None;
                self.release(value);
                self.settle();
                Phase::Between
            }
            (Err(Raised), Unit::Script) => self.uncaught(),
            (Err(Raised), Unit::Repl) => match self.report_and_go_on() {
                Some(status) => Phase::Over { status },
                None => {
                    self.settle();
                    Phase::Between
                }
            },
        }
    }

    /// Reports an exception that nobody caught; the program is over.
    fn uncaught(&mut self) -> Phase {
        match self.end_by_exception() {
            Ok(status) => Phase::Over { status },
            Err(outcome) => Phase::Ended(outcome),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Version;
    use crate::vm::Inputs;
    use crate::vm::stop::Limits;

    const PROGRAM: &str = "\
def f(n):
    if n == 0:
        return 'done'
    return f(n - 1)

i = 0
while i < 3:
    print(i, f(i))
    i = i + 1
try:
    missing
except NameError as e:
    print('caught')
a = []
b = [a]
a = None
print(len(b))
raise ValueError('the end')
";

    fn output(vm: &Vm) -> (String, String) {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&vm.output.stdout), text(&vm.output.stderr))
    }

    #[test]
    fn a_program_that_is_paused_at_each_line_prints_what_an_unpaused_one_does() {
        for version in Version::ALL {
            for unit in [Unit::Script, Unit::Repl] {
                let mut plain = Vm::new(version, Limits::default(), Inputs::default());
                let outcome = plain.run_program(PROGRAM, "main.py", unit);
                let mut paused = Vm::new(version, Limits::default(), Inputs::default());
                paused.set_line_hook(Some(Box::new(|_, _| false)));
                let mut driver = paused.begin(PROGRAM, "main.py", unit);
                let mut pauses = 0;
                let end = loop {
                    match paused.advance(&mut driver) {
                        Advance::Paused => pauses += 1,
                        Advance::Over => {}
                        Advance::Ended(outcome) => break outcome,
                    }
                };
                assert_eq!(
                    (end, output(&paused)),
                    (outcome, output(&plain)),
                    "{version} {unit:?}"
                );
                assert_eq!(paused.time, plain.time, "{version} {unit:?}");
                assert!(pauses > 20, "{version} {unit:?}: {pauses} pauses");
            }
        }
    }

    #[test]
    fn a_keyframe_at_each_pause_can_be_gone_back_to() {
        let mut vm = Vm::new(Version::V3_13, Limits::default(), Inputs::default());
        vm.set_line_hook(Some(Box::new(|_, _| false)));
        let mut driver = vm.begin(PROGRAM, "main.py", Unit::Script);
        let mut kept = Vec::new();
        let outcome = loop {
            match vm.advance(&mut driver) {
                Advance::Paused | Advance::Over => kept.push((vm.keep(), driver.clone())),
                Advance::Ended(outcome) => break outcome,
            }
        };
        let whole = vm.output.clone();
        for at in [5, 0, kept.len() - 1, 3, 17, 2] {
            let (keyframe, mut driver) = kept[at].clone();
            vm.go_to(&keyframe, &whole);
            let again = loop {
                if let Advance::Ended(outcome) = vm.advance(&mut driver) {
                    break outcome;
                }
            };
            assert_eq!(again, outcome);
            assert_eq!(vm.output.stdout, whole.stdout, "from keyframe {at}");
        }
    }
}
