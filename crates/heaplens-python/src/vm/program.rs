//! Running a whole program, as `python FILE` and as the prompt does.

use std::rc::Rc;

use heaplens_heap::{Owned, Ref};

use crate::compile::{CompileError, Mode, SyntaxError};
use crate::vm::driver::Advance;
use crate::vm::exceptions::Exc;
use crate::vm::stop::Stop;
use crate::vm::{Raised, Res, Vm};

/// How a program is compiled and run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// One code object: `python FILE`.
    Script,
    /// Statement by statement, as at the prompt.
    Repl,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With this exit status.
    Exit(i32),
    /// A limit, the watcher, or something unknown to the engine stopped it, at this line of this file.
    Stopped {
        /// Why.
        stop: Stop,
        /// The line, or 0.
        line: u32,
    },
}

impl Vm {
    /// Makes `__main__` and what a script finds in it; the heap then stands as at a fresh interpreter's first line.
    pub fn prepare_main(&mut self, file: &str) {
        let module = self.new_module("__main__");
        let dict = self.heap.field(module.get(), 0);
        let builtins_module = {
            let key = self.names.builtins_module;
            let modules = self.modules;
            self.heap.dict_get_str(modules, key).unwrap_or_default()
        };
        let (builtins_key, file_key, annotations_key, cached_key) = (
            self.names.builtins,
            self.names.file,
            self.names.annotations,
            self.names.cached,
        );
        if self.version.minor() <= 13 {
            let annotations = self.heap.dict();
            self.heap.dict_set_str(dict, annotations_key, annotations);
        }
        let value = self.heap.own(builtins_module);
        self.heap.dict_set_str(dict, builtins_key, value);
        let value = self.heap.str(file);
        self.heap.dict_set_str(dict, file_key, value);
        let value = self.none();
        self.heap.dict_set_str(dict, cached_key, value);
        self.add_module("__main__", module.get());
        self.main = module.get();
        self.program = file.into();
        drop(module);
        self.settle();
        self.heap.move_in();
    }

    /// Compiles the text of a file to a guest's code object; a syntax error is raised.
    pub fn compile_text(&mut self, source: &str, file: &str, mode: Mode) -> Res<Owned> {
        self.sources.insert(file.into(), source.into());
        self.compile_unnamed(source, file, mode)
    }

    /// Compiles text that no traceback can show, though it is given a file's name.
    pub fn compile_unnamed(&mut self, source: &str, file: &str, mode: Mode) -> Res<Owned> {
        match crate::compile::compile(source, file, mode, self.version) {
            Ok(compiled) => {
                self.warn_of_source(&compiled.warnings, file)?;
                Ok(self.load(&compiled.unit))
            }
            Err(CompileError::Syntax(mut error)) => {
                if error.is_of_file && !self.sources.contains_key(file) {
                    error.text = None;
                }
                Err(self.raise_syntax_error(&error, file))
            }
            Err(CompileError::Unsupported { what, position }) => {
                Err(self.unsupported(&format!("{what} (line {})", position.line)))
            }
        }
    }

    /// Raises a `SyntaxError` (or what the compiler says instead) with its details.
    pub fn raise_syntax_error(&mut self, error: &SyntaxError, file: &str) -> Raised {
        use crate::compile::SyntaxErrorKind as K;
        let kind = match error.kind {
            K::SyntaxError => Exc::SyntaxError,
            K::IndentationError => Exc::IndentationError,
            K::TabError => Exc::TabError,
            K::MemoryError => Exc::MemoryError,
            K::RecursionError => Exc::RecursionError,
            K::ValueError => Exc::ValueError,
            K::OverflowError => Exc::OverflowError,
        };
        let message = self.heap.str(&error.msg);
        if !matches!(
            kind,
            Exc::SyntaxError | Exc::IndentationError | Exc::TabError
        ) {
            return self.raise_with(kind, &[message.get()]);
        }
        let number = |vm: &mut Vm, value: Option<i64>| match value {
            Some(value) => vm.heap.int(value),
            None => vm.none(),
        };
        let file = self.heap.str(file);
        let (lineno, offset) = (number(self, error.lineno), number(self, error.offset));
        let text = match &error.text {
            Some(text) => self.heap.str(text),
            None => self.none(),
        };
        let mut details = vec![file, lineno, offset, text];
        if self.version.minor() >= 10 {
            details.push(number(self, error.end_lineno));
            details.push(number(self, error.end_offset));
        }
        let details: Vec<Ref> = details.into_iter().map(Owned::into_ref).collect();
        let details = self.heap.tuple_from(&details);
        self.raise_with(kind, &[message.get(), details.get()])
    }

    /// Runs a program to its end, or to a stop. Output lies in `output`.
    pub fn run_program(&mut self, source: &str, file: &str, unit: Unit) -> Outcome {
        let mut driver = self.begin(source, file, unit);
        loop {
            if let Advance::Ended(outcome) = self.advance(&mut driver) {
                return outcome;
            }
        }
    }

    /// Reports the exception on its way, which nobody caught: the exit status, or why the run was stopped.
    pub(crate) fn end_by_exception(&mut self) -> Result<i32, Outcome> {
        if let Some(stop) = self.stop.take() {
            return Err(self.stopped(stop));
        }
        self.settle();
        let Some(exception) = self.take_raised() else {
            return Ok(1);
        };
        if let Some((status, text)) = self.system_exit_status(exception.get()) {
            if let Some(text) = text
                && self.write_stderr(&format!("{text}\n")).is_err()
            {
                self.swallow();
            }
            drop(exception);
            self.settle();
            return Ok(status);
        }
        let uncaught = self.uncaught_exception(exception.get());
        if let Some(stop) = self.stop.take() {
            return Err(self.stopped(stop));
        }
        if !self.call_excepthook(exception.get()) && self.write_stderr(&uncaught.report).is_err() {
            self.swallow();
        }
        self.output.uncaught = Some(uncaught);
        drop(exception);
        self.settle();
        Ok(1)
    }

    pub(crate) fn stopped(&mut self, stop: Stop) -> Outcome {
        let program = Rc::clone(&self.program);
        let line = self
            .frames
            .iter()
            .rev()
            .find(|frame| frame.code.body.filename == program)
            .map_or(0, crate::vm::frame::Frame::line);
        Outcome::Stopped { stop, line }
    }

    /// Reports the exception that ended a statement at the prompt; the exit status if it was `SystemExit`.
    pub(crate) fn report_and_go_on(&mut self) -> Option<i32> {
        let exception = self.take_raised()?;
        let status = self
            .system_exit_status(exception.get())
            .map(|(status, _)| status);
        if status.is_none() {
            let summary = self.exception_summary(exception.get());
            self.output.errors.push(summary);
            let uncaught = self.uncaught_exception(exception.get());
            if !self.call_excepthook(exception.get())
                && self.write_stderr(&uncaught.report).is_err()
            {
                self.swallow();
            }
            self.output.uncaught = Some(uncaught);
        }
        drop(exception);
        status
    }

    /// The end of the interpreter: the main module's names go in CPython's order, then the rest.
    pub(crate) fn finish(&mut self, status: i32) -> Outcome {
        self.finalize_modules();
        if let Some(stop) = self.stop.take() {
            return self.stopped(stop);
        }
        Outcome::Exit(status)
    }

    /// An exception as `Type: message`.
    pub fn exception_summary(&mut self, exception: Ref) -> String {
        let name = self.type_name(exception);
        match self.str_of(exception) {
            Ok(text) if self.heap.str_len(text.get()) > 0 => {
                format!("{name}: {}", self.heap.text(text.get()))
            }
            Ok(_) => name.to_string(),
            Err(Raised) => {
                drop(self.take_raised());
                name.to_string()
            }
        }
    }
}
