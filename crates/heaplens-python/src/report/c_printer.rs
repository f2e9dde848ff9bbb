//! An uncaught exception as Python/pythonrun.c prints it, up to 3.12.

use super::groups::{self, Content};
use super::{
    CAUSE, CONTEXT, Exception, ExceptionId, Frame, GROUP_DEPTH, GROUP_HEADING, HEADING, Notes,
    Options, ReportRules, Shown, Sources, frames,
};
use crate::text::methods::Characters;
use crate::text::methods::split::split_lines;
use crate::text::{PyText, TextRef};
use std::collections::BTreeSet;

pub(super) fn print(
    exceptions: &[Exception],
    top: ExceptionId,
    sources: &dyn Sources,
    rules: &'static ReportRules,
    options: Options,
) -> PyText {
    let mut printer = CPrinter {
        exceptions,
        sources,
        rules,
        options,
        seen: BTreeSet::new(),
        depth: 0,
        needs_close: false,
        out: PyText::new(),
    };
    printer.run(top);
    printer.out
}

/// `struct exception_print_context`.
struct CPrinter<'a> {
    exceptions: &'a [Exception],
    sources: &'a dyn Sources,
    rules: &'static ReportRules,
    options: Options,
    seen: BTreeSet<ExceptionId>,
    /// How many groups it is in.
    depth: usize,
    needs_close: bool,
    out: PyText,
}

/// What is still to be done, the next one last: chains may be longer than Rust's stack is deep.
enum Work {
    /// An exception with what it came from.
    Recursive(ExceptionId),
    /// The exception itself.
    Alone(ExceptionId),
    /// The words between two exceptions, and what `needs_close` was before the first.
    Between(&'static str, bool),
    /// A member of a group, by its place there.
    Member(ExceptionId, usize),
    /// What follows a member: whether it was the last.
    AfterMember(bool),
    /// The end of a group.
    AfterGroup,
}

impl CPrinter<'_> {
    fn run(&mut self, top: ExceptionId) {
        let mut work = vec![Work::Recursive(top)];
        while let Some(next) = work.pop() {
            match next {
                Work::Recursive(id) => self.recursive(id, &mut work),
                Work::Alone(id) => self.alone(id, &mut work),
                Work::Between(words, needs_close) => {
                    self.needs_close = needs_close;
                    for line in words.split_inclusive('\n') {
                        self.margin();
                        self.out.push_str(line);
                    }
                }
                Work::Member(id, at) => self.member(id, at, &mut work),
                Work::AfterMember(is_last) => {
                    if is_last && self.needs_close {
                        self.indent();
                        self.out.push_str(groups::CLOSING);
                        self.needs_close = false;
                    }
                    self.depth -= 1;
                }
                Work::AfterGroup => {
                    if self.depth == 1 {
                        self.depth = 0;
                    }
                }
            }
        }
    }

    /// `print_exception_recursive`: the cause or the context first.
    fn recursive(&mut self, id: ExceptionId, work: &mut Vec<Work>) {
        work.push(Work::Alone(id));
        self.seen.insert(id);
        let exception = &self.exceptions[id.0];
        let (before, words) = match (exception.cause, exception.context) {
            (Some(cause), _) => (cause, CAUSE),
            (None, Some(context)) if !exception.suppress_context => (context, CONTEXT),
            _ => return,
        };
        if !self.seen.contains(&before) {
            work.push(Work::Between(words, self.needs_close));
            work.push(Work::Recursive(before));
        }
    }

    fn alone(&mut self, id: ExceptionId, work: &mut Vec<Work>) {
        let exception = &self.exceptions[id.0];
        let Some(members) = &exception.members else {
            return self.exception(exception);
        };
        if self.depth > GROUP_DEPTH {
            self.margin();
            self.out
                .push_str(&format!("... (max_group_depth is {GROUP_DEPTH})\n"));
            return;
        }
        self.depth = self.depth.max(1);
        self.exception(exception);
        self.needs_close = false;
        work.push(Work::AfterGroup);
        let shown = groups::shown(members.len());
        work.extend((0..shown).rev().map(|at| Work::Member(id, at)));
    }

    /// One turn of the loop of `print_exception_group`.
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
            Content::Exception(id) => work.push(Work::Recursive(id)),
            Content::Rest(rest) => {
                self.margin();
                self.out.push_str(&rest);
            }
        }
    }

    /// `print_exception`: traceback, place, message, notes.
    fn exception(&mut self, exception: &Exception) {
        if let Some(frames) = &exception.traceback {
            self.traceback(frames, exception.members.is_some());
        }
        let details = exception.syntax.as_ref();
        let place = details.and_then(|details| Some((details, details.c_lines(self.rules)?)));
        let message = match place {
            Some((details, lines)) => {
                self.margin();
                lines
                    .iter()
                    .for_each(|line| self.out.push_text(line.as_ref()));
                let message = details.msg.clone().unwrap_or_default();
                exception.line_with(&Shown::Text(message), self.rules)
            }
            None => exception.message_line(self.rules),
        };
        self.margin();
        self.out.push_text(message.as_ref());
        self.out.push_str("\n");
        if self.rules.has_notes {
            self.notes(&exception.notes);
        }
    }

    /// `_PyTraceBack_Print`.
    fn traceback(&mut self, frames: &[Frame], of_group: bool) {
        if self.options.limit.is_some_and(|limit| limit <= 0) {
            return;
        }
        if of_group {
            self.indent();
            self.out.push_str(if self.depth == 1 { "+ " } else { "| " });
            self.out.push_str(GROUP_HEADING);
        } else {
            self.margin();
            self.out.push_str(HEADING);
        }
        for entry in frames::lines(frames, self.sources, self.rules, self.options) {
            let entry = entry.as_ref();
            // The line that stands for repetitions goes without the margin.
            if starts_with(entry, "  [Previous line") {
                self.out.push_text(entry);
                continue;
            }
            for line in split_at_line_feeds(entry) {
                self.margin();
                self.out.push_text(line);
            }
        }
    }

    fn notes(&mut self, notes: &Notes) {
        match notes {
            Notes::None => {}
            Notes::Each(notes) => notes.iter().for_each(|note| self.note(note)),
            Notes::Str(text) if self.rules.notes_take_str_apart => {
                for cp in text.as_ref().iter() {
                    self.note(&Shown::Text(PyText::repeated(cp, 1)));
                }
            }
            Notes::Str(text) => {
                let shown = crate::text::repr::repr(text.as_ref(), self.rules.text.unicode);
                self.other_notes(&Shown::Text(shown));
            }
            Notes::Other(shown) => self.other_notes(shown),
        }
    }

    fn other_notes(&mut self, shown: &Shown) {
        self.margin();
        match shown {
            Shown::Text(text) => self.out.push_text(text.as_ref()),
            Shown::Failed => self.out.push_str("<__notes__ repr() failed>"),
        }
        if self.rules.other_notes_end_line {
            self.out.push_str("\n");
        }
    }

    fn note(&mut self, note: &Shown) {
        match note {
            Shown::Failed => self.out.push_str("<note str() failed>"),
            Shown::Text(text) => {
                let text = text.as_ref();
                let of = Characters::Unicode(self.rules.text.unicode);
                for line in split_lines(text, true, of) {
                    self.margin();
                    self.out.push_text(text.slice(line));
                }
            }
        }
        self.out.push_str("\n");
    }

    fn indent(&mut self) {
        self.out.push_repeated(b' '.into(), 2 * self.depth);
    }

    fn margin(&mut self) {
        self.indent();
        if self.depth > 0 {
            self.out.push_str("| ");
        }
    }
}

fn starts_with(text: TextRef<'_>, start: &str) -> bool {
    text.len() >= start.len() && text.slice(0..start.len()) == *start
}

/// The lines of a text with their line feeds.
fn split_at_line_feeds(text: TextRef<'_>) -> Vec<TextRef<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, cp) in text.iter().enumerate() {
        if cp == 0x0a {
            out.push(text.slice(start..at + 1));
            start = at + 1;
        }
    }
    if start < text.len() {
        out.push(text.slice(start..text.len()));
    }
    out
}
