//! An uncaught exception as Lib/traceback.py prints it, from 3.13 on (`TracebackException.format`).

use super::frames::within_limit;
use super::groups::{self, Content};
use super::{
    CAUSE, CONTEXT, Exception, ExceptionId, GROUP_DEPTH, GROUP_HEADING, HEADING, Notes, Options,
    ReportRules, Shown, Sources, frames, keyword_typos,
};
use crate::text::PyText;
use crate::text::methods::Characters;
use crate::text::methods::split::split_lines;
use std::collections::BTreeSet;

pub(super) fn print(
    exceptions: &[Exception],
    top: ExceptionId,
    sources: &dyn Sources,
    rules: &'static ReportRules,
    options: Options,
) -> PyText {
    let mut printer = LibraryPrinter {
        exceptions,
        links: links(exceptions, top),
        sources,
        rules,
        options,
        depth: 0,
        needs_close: false,
        out: PyText::new(),
    };
    printer.run(top);
    printer.out
}

/// Which exception is shown before another, and with which words.
type Links = Vec<Option<(ExceptionId, &'static str)>>;

/// The chains as `TracebackException.__init__` cuts them where an exception has been met.
fn links(exceptions: &[Exception], top: ExceptionId) -> Links {
    let mut links: Links = vec![None; exceptions.len()];
    let mut seen = BTreeSet::from([top]);
    let mut queue = vec![top];
    while let Some(id) = queue.pop() {
        let exception = &exceptions[id.0];
        let cause = exception.cause.filter(|&cause| seen.insert(cause));
        let needs_context = cause.is_none() && !exception.suppress_context;
        let context = exception
            .context
            .filter(|&context| needs_context && seen.insert(context));
        links[id.0] = cause
            .map(|cause| (cause, CAUSE))
            .or(context.map(|context| (context, CONTEXT)));
        let members = exception.members.as_deref().unwrap_or_default();
        seen.extend(members);
        queue.extend(cause);
        queue.extend(context);
        queue.extend(members);
    }
    links
}

/// `_ExceptionPrintContext`.
struct LibraryPrinter<'a> {
    exceptions: &'a [Exception],
    links: Links,
    sources: &'a dyn Sources,
    rules: &'static ReportRules,
    options: Options,
    depth: usize,
    needs_close: bool,
    out: PyText,
}

/// What is still to be done, the next one last.
enum Work {
    /// An exception with those before it.
    Chain(ExceptionId),
    /// The exception itself, behind these words.
    Alone(ExceptionId, Option<&'static str>),
    /// A member of a group, by its place there.
    Member(ExceptionId, usize),
    /// What follows a member: whether it was the last.
    AfterMember(bool),
    /// The end of the outermost group.
    AfterTop,
}

impl LibraryPrinter<'_> {
    fn run(&mut self, top: ExceptionId) {
        let mut work = vec![Work::Chain(top)];
        while let Some(next) = work.pop() {
            match next {
                Work::Chain(id) => {
                    let mut at = id;
                    loop {
                        match self.links[at.0] {
                            Some((before, words)) => {
                                work.push(Work::Alone(at, Some(words)));
                                at = before;
                            }
                            None => {
                                work.push(Work::Alone(at, None));
                                break;
                            }
                        }
                    }
                }
                Work::Alone(id, words) => self.alone(id, words, &mut work),
                Work::Member(id, at) => self.member(id, at, &mut work),
                Work::AfterMember(is_last) => {
                    if is_last && self.needs_close {
                        self.indent();
                        self.out.push_str(groups::CLOSING);
                        self.needs_close = false;
                    }
                    self.depth -= 1;
                }
                Work::AfterTop => self.depth = 0,
            }
        }
    }

    fn alone(&mut self, id: ExceptionId, words: Option<&str>, work: &mut Vec<Work>) {
        if let Some(words) = words {
            self.emit(&PyText::from(words));
        }
        let exception = &self.exceptions[id.0];
        let frames = exception.traceback.as_deref().unwrap_or_default();
        let has_frames = !within_limit(frames, self.options).is_empty();
        let Some(members) = &exception.members else {
            if has_frames {
                self.emit(&PyText::from(HEADING));
                self.entries(exception);
            }
            return self.exception_only(exception);
        };
        if self.depth > GROUP_DEPTH {
            let line = format!("... (max_group_depth is {GROUP_DEPTH})\n");
            return self.emit(&PyText::from(line));
        }
        let is_top = self.depth == 0;
        if is_top {
            self.depth = 1;
            work.push(Work::AfterTop);
        }
        if has_frames {
            self.indent();
            self.out.push_str(if is_top { "+ " } else { "| " });
            self.out.push_str(GROUP_HEADING);
            self.entries(exception);
        }
        self.exception_only(exception);
        self.needs_close = false;
        let shown = groups::shown(members.len());
        work.extend((0..shown).rev().map(|at| Work::Member(id, at)));
    }

    fn entries(&mut self, exception: &Exception) {
        let frames = exception.traceback.as_deref().unwrap_or_default();
        for entry in frames::lines(frames, self.sources, self.rules, self.options) {
            self.emit(&entry);
        }
    }

    fn member(&mut self, group: ExceptionId, at: usize, work: &mut Vec<Work>) {
        let members = self.exceptions[group.0]
            .members
            .as_deref()
            .unwrap_or_default();
        let member = groups::member(members, at);
        self.needs_close |= member.is_last;
        self.indent();
        self.out.push_str(&member.heading);
        self.depth += 1;
        work.push(Work::AfterMember(member.is_last));
        match member.shown {
            Content::Exception(id) => work.push(Work::Chain(id)),
            Content::Rest(rest) => self.emit(&PyText::from(rest)),
        }
    }

    /// `format_exception_only`.
    fn exception_only(&mut self, exception: &Exception) {
        match &exception.syntax {
            None => {
                let mut line = exception.message_line(self.rules);
                line.push_str("\n");
                self.emit(&line);
            }
            Some(details) => {
                let mended = keyword_typos::mended(details, self.sources, self.rules);
                let (details, message) = match &mended {
                    Some(mended) => (&mended.details, Some(&mended.message)),
                    None => (details, details.msg.as_ref()),
                };
                let (lines, behind) = details.library_lines(self.rules);
                lines.iter().for_each(|line| self.emit(line));
                let mut line = exception.type_name(self.rules);
                line.push_str(": ");
                match message {
                    Some(message) if !message.is_empty() => line.push_text(message.as_ref()),
                    _ => line.push_str("<no detail available>"),
                }
                line.push_text(behind.as_ref());
                line.push_str("\n");
                self.emit(&line);
            }
        }
        match &exception.notes {
            Notes::None => {}
            Notes::Each(notes) => {
                for note in notes {
                    self.note(note, "<note str() failed>");
                }
            }
            Notes::Str(text) => {
                let shown = crate::text::repr::repr(text.as_ref(), self.rules.text.unicode);
                self.note(&Shown::Text(shown), "");
            }
            Notes::Other(shown) => self.note(shown, "<__notes__ repr() failed>"),
        }
    }

    fn note(&mut self, note: &Shown, failed: &str) {
        let text = match note {
            Shown::Text(text) => text.clone(),
            Shown::Failed => failed.into(),
        };
        let mut line = PyText::new();
        for cp in text.as_ref().iter().chain([0x0a]) {
            line.push(cp);
            if cp == 0x0a {
                self.emit(&std::mem::take(&mut line));
            }
        }
    }

    /// Each line of a text behind the margin, as `textwrap.indent` finds lines.
    fn emit(&mut self, text: &PyText) {
        if self.depth == 0 {
            return self.out.push_text(text.as_ref());
        }
        let text = text.as_ref();
        for line in split_lines(text, true, Characters::Unicode(self.rules.text.unicode)) {
            self.indent();
            self.out.push_str("| ");
            self.out.push_text(text.slice(line));
        }
    }

    fn indent(&mut self) {
        self.out.push_repeated(b' '.into(), 2 * self.depth);
    }
}
