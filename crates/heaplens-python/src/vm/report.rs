//! What the machine knows of an exception that goes uncaught, gathered for the printer (module `report`).

use std::collections::BTreeMap;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::report::{
    self, Exception, ExceptionId, Frame, Notes, Options, ReportRules, Shown, Sources, Span,
    SyntaxDetails,
};
use crate::text::{PyText, TextRef};
use crate::vm::exceptions::{Exc, exc_field, tb_field};
use crate::vm::{Raised, Vm};

/// The exception that ended a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncaught {
    /// Its class, as it is printed.
    pub exception: String,
    /// What is printed of it below its traceback: class, message, notes.
    pub message: String,
    /// Where it came from, outermost first.
    pub lines: Vec<Place>,
    /// All that is printed, with what it came from.
    pub report: String,
}

/// A line of a traceback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The function.
    pub name: String,
}

/// Exceptions that hang together, as the printer wants them.
pub struct Gathered {
    /// All of them, each once.
    pub exceptions: Vec<Exception>,
    /// The one to print.
    pub top: ExceptionId,
}

/// The texts of the files that the machine has compiled.
pub(crate) struct Files<'a>(&'a Vm);

impl Sources for Files<'_> {
    fn line(&self, filename: TextRef<'_>, lineno: u32) -> Option<PyText> {
        let source = self.0.sources.get(filename.to_string_lossy().as_str())?;
        let line = source.split('\n').nth((lineno as usize).checked_sub(1)?)?;
        Some(PyText::from(line.strip_suffix('\r').unwrap_or(line)))
    }

    fn compiles(&self, source: &str) -> bool {
        crate::compile::compile(
            source,
            "<string>",
            crate::compile::Mode::Script,
            self.0.version,
        )
        .is_ok()
    }
}

impl Vm {
    /// What is printed of an uncaught exception: the traceback, in the words of the version.
    pub fn exception_report(&mut self, exception: Ref) -> String {
        let gathered = self.gather(exception);
        self.print_gathered(&gathered)
    }

    /// The same, with its parts for whoever doesn't want to read it.
    pub(crate) fn uncaught_exception(&mut self, exception: Ref) -> Uncaught {
        let gathered = self.gather(exception);
        let top = &gathered.exceptions[gathered.top.0];
        let rules = ReportRules::of(self.version);
        let frames = top.traceback.iter().flatten();
        let lines = frames.map(|frame| Place {
            file: frame.filename.as_ref().to_string_lossy(),
            line: frame.lineno,
            name: frame.name.as_ref().to_string_lossy(),
        });
        Uncaught {
            exception: top.type_name(rules).as_ref().to_string_lossy(),
            message: top.words(rules).as_ref().to_string_lossy(),
            lines: lines.collect(),
            report: self.print_gathered(&gathered),
        }
    }

    /// The files that lines can be shown of.
    pub(crate) fn files(&self) -> Files<'_> {
        Files(self)
    }

    pub(crate) fn print_gathered(&mut self, gathered: &Gathered) -> String {
        let options = Options {
            limit: self.traceback_limit(),
        };
        let rules = ReportRules::of(self.version);
        let text = report::print(
            &gathered.exceptions,
            gathered.top,
            &Files(self),
            rules,
            options,
        );
        crate::modules::sys::streams::escaped(text.as_ref())
    }

    /// The traceback that follows `Exception ignored in`, and the exception's line; nothing of what it came from.
    pub(crate) fn ignored_report(&mut self, exception: Ref) -> String {
        let id = self.heap.type_of(exception);
        let name = self.exception_name(exception, id);
        let rules = ReportRules::of(self.version);
        let frames = self.traceback_frames(self.heap.field(exception, exc_field::TRACEBACK));
        let mut out = PyText::new();
        if let Some(frames) = &frames {
            let options = Options {
                limit: self.traceback_limit(),
            };
            let text = report::print_traceback(frames, &Files(self), rules, options);
            out.push_text(text.as_ref());
        }
        let mut shown = Exception {
            text: self.shown_text(exception),
            ..name
        };
        shown.hint = PyText::new();
        let line = shown.ignored_line(rules);
        out.push_text(line.as_ref());
        out.push_str("\n");
        crate::modules::sys::streams::escaped(out.as_ref())
    }

    /// `sys.tracebacklimit`, if it is an int.
    fn traceback_limit(&mut self) -> Option<i64> {
        let value = self.sys_attribute("tracebacklimit")?;
        self.is_int(value)
            .then(|| self.small_value(value).unwrap_or(i64::MAX))
    }

    /// An attribute of the module `sys`, borrowed, if the module is there.
    pub(crate) fn sys_attribute(&mut self, name: &str) -> Option<Ref> {
        let key = self.heap.intern_str("sys");
        let module = self.heap.dict_get_str(self.modules, key.get())?;
        if !self.is_a(module, TypeId::MODULE) {
            return None;
        }
        let key = self.heap.intern_str(name);
        self.heap
            .dict_get_str(self.heap.field(module, 0), key.get())
    }

    /// All that the printer wants to know of an exception and of those it hangs together with.
    pub fn gather(&mut self, exception: Ref) -> Gathered {
        let mut known = BTreeMap::from([(exception, ExceptionId(0))]);
        let mut order = vec![self.heap.own(exception)];
        let mut exceptions = Vec::new();
        while exceptions.len() < order.len() && self.stop.is_none() {
            let at = order[exceptions.len()].get();
            let mut made = self.described(at);
            let mut number = |vm: &mut Vm, r: Ref| {
                *known.entry(r).or_insert_with(|| {
                    order.push(vm.heap.own(r));
                    ExceptionId(order.len() - 1)
                })
            };
            let cause = self.heap.field(at, exc_field::CAUSE).some();
            made.cause = cause.map(|r| number(self, r));
            let context = self.heap.field(at, exc_field::CONTEXT).some();
            made.context = context.map(|r| number(self, r));
            if self.is_exception_group(at) {
                let members = self.heap.field(at, exc_field::OWN + 1);
                let members = if members.is_null() {
                    Vec::new()
                } else {
                    self.heap.tuple_items(members)
                };
                made.members = Some(members.into_iter().map(|r| number(self, r)).collect());
            }
            exceptions.push(made);
        }
        Gathered {
            exceptions,
            top: ExceptionId(0),
        }
    }

    fn is_exception_group(&self, exception: Ref) -> bool {
        self.version.minor() >= 11 && self.is_a(exception, self.exc.id(Exc::BaseExceptionGroup))
    }

    /// An exception by itself, without its links.
    fn described(&mut self, exception: Ref) -> Exception {
        let id = self.heap.type_of(exception);
        let mut made = self.exception_name(exception, id);
        made.text = self.shown_text(exception);
        made.traceback = self.traceback_frames(self.heap.field(exception, exc_field::TRACEBACK));
        made.suppress_context = self.heap.raw_half(exception, exc_field::SUPPRESS) != 0;
        let (text, hint) = self.suggestion(exception);
        if let Some(text) = text {
            made.text = Shown::Text(text);
        }
        made.hint = hint;
        if ReportRules::of(self.version).has_notes {
            made.notes = self.notes(exception);
        }
        if self.is_a(exception, self.exc.id(Exc::SyntaxError)) {
            made.syntax = Some(self.syntax_details(exception));
        }
        made
    }

    fn exception_name(&mut self, exception: Ref, id: TypeId) -> Exception {
        let class = self.heap.info(id).object;
        let module = crate::types::class::module_name(self, id).map(PyText::from);
        let qualname = self
            .heap
            .field(class, crate::vm::classes::type_field::QUALNAME);
        let qualname = qualname.some().map(|r| self.py_text(r));
        Exception {
            module,
            qualname,
            name: PyText::from(&*self.type_name(exception)),
            text: Shown::Failed,
            hint: PyText::new(),
            traceback: None,
            cause: None,
            context: None,
            suppress_context: false,
            notes: Notes::None,
            syntax: None,
            members: None,
        }
    }

    /// `str` of an object; an error of it is swallowed.
    fn shown_text(&mut self, r: Ref) -> Shown {
        match self.str_of(r) {
            Ok(text) => Shown::Text(self.py_text(text.get())),
            Err(Raised) => {
                self.swallow();
                Shown::Failed
            }
        }
    }

    fn shown_repr(&mut self, r: Ref) -> Shown {
        match self.repr(r) {
            Ok(text) => Shown::Text(self.py_text(text.get())),
            Err(Raised) => {
                self.swallow();
                Shown::Failed
            }
        }
    }

    /// Lets the exception on its way go at once.
    pub(crate) fn swallow(&mut self) {
        if let Some(raised) = self.take_raised() {
            self.release(raised);
        }
    }

    /// An attribute; an error of looking for it is swallowed.
    pub(crate) fn quiet_attribute(&mut self, r: Ref, name: &str) -> Option<Owned> {
        let key = self.heap.intern_str(name);
        let (id, hook) = (self.heap.type_of(r), self.names.getattribute);
        let is_plain = self.lookup(id, hook) == self.lookup(TypeId::OBJECT, hook);
        if is_plain
            && self.lookup(id, key.get()).is_none()
            && self.lookup_special(r, self.names.getattr).is_none()
        {
            // Nothing but its own dict can have it: no exception needs to be made to find out.
            return self
                .heap
                .attribute(r, key.get())
                .map(|value| self.heap.own(value));
        }
        match self.get_attribute(r, key.get()) {
            Ok(value) => Some(value),
            Err(Raised) => {
                self.swallow();
                None
            }
        }
    }

    fn notes(&mut self, exception: Ref) -> Notes {
        let Some(notes) = self.quiet_attribute(exception, "__notes__") else {
            return Notes::None;
        };
        let r = notes.get();
        if r == self.heap.known.none {
            return Notes::None;
        }
        if self.is_str(r) {
            return Notes::Str(self.py_text(r));
        }
        let is_sequence = self.is_a(r, TypeId::LIST) || self.is_a(r, TypeId::TUPLE);
        if !is_sequence {
            return Notes::Other(self.shown_repr(r));
        }
        let Ok(items) = self.collect_items(r) else {
            self.swallow();
            return Notes::Other(self.shown_repr(r));
        };
        let items: Vec<Owned> = items.into_iter().map(Owned::adopt).collect();
        Notes::Each(items.iter().map(|r| self.shown_text(r.get())).collect())
    }

    /// The frames of a traceback, outermost first.
    pub(crate) fn traceback_frames(&self, traceback: Ref) -> Option<Vec<Frame>> {
        let mut entry = traceback.some()?;
        let mut frames = Vec::new();
        loop {
            let frame = self.heap.field(entry, tb_field::FRAME);
            let code = self.frame_code(frame);
            let at = self.heap.raw_half(entry, tb_field::LASTI);
            let lineno = self.heap.raw_half(entry, tb_field::LINENO);
            let position = code.body.positions.get(at as usize).copied();
            let span = position.and_then(|position| {
                let (column, end_column) = position.columns()?;
                (position.line > 0 && position.end_line > 0).then_some(Span {
                    lineno: position.line,
                    end_lineno: position.end_line,
                    column,
                    end_column,
                })
            });
            frames.push(Frame {
                filename: PyText::from(&*code.body.filename),
                lineno,
                name: PyText::from(&*code.body.name),
                span,
            });
            match self.heap.field(entry, tb_field::NEXT).some() {
                Some(next) => entry = next,
                None => return Some(frames),
            }
        }
    }

    fn syntax_details(&mut self, exception: Ref) -> SyntaxDetails {
        let none = self.heap.known.none;
        let value = |vm: &mut Vm, name: &str| {
            vm.quiet_attribute(exception, name)
                .filter(|value| value.get() != none)
        };
        let text = |vm: &mut Vm, name: &str| {
            let value = value(vm, name)?;
            vm.is_str(value.get()).then(|| vm.py_text(value.get()))
        };
        let (filename, line_text) = (text(self, "filename"), text(self, "text"));
        let number = |vm: &mut Vm, name: &str| {
            let value = value(vm, name)?;
            if !vm.is_int(value.get()) {
                return None;
            }
            vm.small_value(value.get())
        };
        let [lineno, offset, end_lineno, end_offset] =
            ["lineno", "offset", "end_lineno", "end_offset"].map(|name| number(self, name));
        let msg = self.quiet_attribute(exception, "msg");
        let msg = msg.and_then(|msg| match self.shown_text(msg.get()) {
            Shown::Text(text) => Some(text),
            Shown::Failed => None,
        });
        SyntaxDetails {
            is_exact: self.heap.type_of(exception) == self.exc.id(Exc::SyntaxError),
            msg,
            filename,
            lineno,
            offset,
            end_lineno,
            end_offset,
            text: line_text,
            typos: None,
        }
    }
}
