//! printf-style formatting: `str % args` and `bytes % args`, read step by step.
//!
//! Modelled: `PyUnicode_Format` (Objects/unicodeobject.c, from 3.15 Objects/unicode_format.c) and `_PyBytes_FormatEx`
//! (Objects/bytesobject.c). The reader counts the arguments and says which one is wanted next; the VM fetches it,
//! converts it and gives the result to the `Directive`, so that what conversion does comes in CPython's order.

mod convert;
mod errors;
#[cfg(test)]
mod tests;

pub use convert::Directive;
pub use errors::TypeNames;

use super::{PyText, Raise, TextRef, TextRules};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

/// What is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// `str % args`.
    Str,
    /// `bytes % args` or `bytearray % args`.
    Bytes,
}

/// The right-hand side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// A tuple of so many.
    Tuple(usize),
    /// Any other object, which is the only argument.
    One {
        /// Whether names may be looked up in it: it has `__getitem__` and is neither a tuple nor text (nor bytes).
        is_mapping: bool,
    },
}

/// Where an argument comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The tuple's item at this index.
    Item(usize),
    /// The right-hand side itself, or what the last `Step::Key` found in it.
    Whole,
}

/// What the reader wants next.
#[derive(Clone, Debug)]
pub enum Step<'a> {
    /// Show this text.
    Literal(TextRef<'a>),
    /// Look this key up in the right-hand side: a str, or for bytes a bytes object of the same code points.
    Key(TextRef<'a>),
    /// A `*`: fetch the argument and call `star`.
    Star(Source),
    /// Fetch the argument, convert it as the directive says, and show the result.
    Convert(Directive, Source),
    /// The end; every argument has been used.
    Done,
}

/// The reader of one format.
pub struct Percent<'a> {
    format: TextRef<'a>,
    at: usize,
    target: Target,
    rules: &'static TextRules,
    is_mapping: bool,
    /// `arglen` and `argidx`: for one argument these start at -1 and -2, after a key (3.15) at -3 and -4.
    count: i64,
    taken: i64,
    stage: Stage,
    directive: Directive,
}

/// Where in a directive the reader stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Text,
    Key,
    Flags,
    Width,
    /// Behind the width, or behind a `*` there.
    Point,
    Precision,
    /// Behind the precision, or behind a `*` there.
    Code,
}

impl<'a> Percent<'a> {
    /// The reader of a format for these arguments.
    pub fn new(
        format: TextRef<'a>,
        arguments: Arguments,
        target: Target,
        rules: &'static TextRules,
    ) -> Percent<'a> {
        let (count, taken, is_mapping) = match arguments {
            Arguments::Tuple(count) => (count as i64, 0, false),
            Arguments::One { is_mapping } => (-1, -2, is_mapping),
        };
        Percent {
            format,
            at: 0,
            target,
            rules,
            is_mapping,
            count,
            taken,
            stage: Stage::Text,
            directive: Directive::new(target, rules),
        }
    }

    /// The next step; `type_of_arguments` names the type of the right-hand side where a message needs it.
    ///
    /// # Errors
    /// ValueError for a malformed format, TypeError where arguments are missing or left over.
    pub fn step(&mut self, type_of_arguments: &dyn Fn() -> TypeNames) -> Result<Step<'a>, Raise> {
        loop {
            match self.stage {
                Stage::Text => {
                    if let Some(step) = self.text()? {
                        return Ok(step);
                    }
                }
                Stage::Key => {
                    self.stage = Stage::Flags;
                    if self.peek() == Some('(') {
                        return self.key(type_of_arguments);
                    }
                    if self.count < -1 && self.rules.percent.is_detailed {
                        return Err(self.directive.key_missing());
                    }
                }
                Stage::Flags => {
                    while self.peek().is_some_and(|c| self.directive.take_flag(c)) {
                        self.at += 1;
                    }
                    self.stage = Stage::Width;
                }
                Stage::Width => {
                    self.stage = Stage::Point;
                    if self.peek() == Some('*') {
                        return self.wants_star();
                    }
                    self.directive.width = self.digits(i64::MAX, |d| d.width_too_big())?;
                }
                Stage::Point => {
                    self.stage = Stage::Code;
                    if self.peek() == Some('.') {
                        self.at += 1;
                        self.directive.is_after_digits = false;
                        self.directive.precision = Some(0);
                        self.stage = Stage::Precision;
                    }
                }
                Stage::Precision => {
                    self.stage = Stage::Code;
                    if self.peek() == Some('*') {
                        return self.wants_star();
                    }
                    let most = i64::from(i32::MAX);
                    let found = self.digits(most, |d| d.precision_too_big())?;
                    self.directive.precision = Some(found.unwrap_or(0));
                }
                Stage::Code => {
                    self.stage = Stage::Text;
                    return self.code();
                }
            }
        }
    }

    /// What a `*` has fetched: an int, or the type that it should have been one.
    ///
    /// # Errors
    /// TypeError for another type, OverflowError for an int that is too great.
    pub fn star(&mut self, value: Result<&BigInt, TypeNames>) -> Result<(), Raise> {
        let value = value.map_err(|names| self.directive.star_wants_int(&names))?;
        if self.stage == Stage::Point {
            let width = value
                .to_i64()
                .ok_or_else(|| self.directive.star_too_big_for_width())?;
            if width < 0 {
                self.directive.flags.left = true;
            }
            self.directive.width = Some(super::saturated(width.unsigned_abs()));
        } else {
            if value.to_i32().is_none() {
                return Err(self.directive.star_too_big_for_precision());
            }
            let precision = if value.is_negative() {
                0
            } else {
                value.to_usize().unwrap_or(0)
            };
            self.directive.precision = Some(precision);
        }
        Ok(())
    }

    fn peek(&self) -> Option<char> {
        self.format.get(self.at).and_then(char::from_u32)
    }

    /// Literal text, the end, or the start of a directive (`None`).
    fn text(&mut self) -> Result<Option<Step<'a>>, Raise> {
        let start = self.at;
        if start >= self.format.len() {
            if self.taken < self.count && !self.is_mapping {
                return Err(self.directive.not_all_converted(self.count, self.taken));
            }
            return Ok(Some(Step::Done));
        }
        if self.peek() != Some('%') {
            while self.at < self.format.len() && self.peek() != Some('%') {
                self.at += 1;
            }
            return Ok(Some(Step::Literal(self.format.slice(start..self.at))));
        }
        self.at += 1;
        if self.peek() == Some('%') {
            self.at += 1;
            return Ok(Some(Step::Literal(self.format.slice(start..start + 1))));
        }
        self.directive = Directive {
            start,
            ..Directive::new(self.target, self.rules)
        };
        self.stage = Stage::Key;
        Ok(None)
    }

    /// `(key)`, brackets inside balanced.
    fn key(&mut self, type_of_arguments: &dyn Fn() -> TypeNames) -> Result<Step<'a>, Raise> {
        if !self.is_mapping {
            return Err(self.directive.mapping_required(&type_of_arguments()));
        }
        let start = self.at + 1;
        let mut depth = 0;
        while let Some(cp) = self.format.get(self.at) {
            self.at += 1;
            match char::from_u32(cp) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let key = self.format.slice(start..self.at - 1);
                self.directive.key = Some(key.to_text());
                (self.count, self.taken) = if self.rules.percent.is_detailed {
                    (-3, -4)
                } else {
                    (-1, -2)
                };
                return Ok(Step::Key(key));
            }
        }
        Err(self.directive.incomplete_key())
    }

    fn wants_star(&mut self) -> Result<Step<'a>, Raise> {
        self.at += 1;
        let detailed = self.rules.percent.is_detailed;
        if detailed && self.count < -1 {
            return Err(self.directive.star_with_key());
        }
        self.argument(!detailed).map(Step::Star)
    }

    /// The next argument; a lone one counts for a `*` only before 3.15.
    fn argument(&mut self, lone_one_counts: bool) -> Result<Source, Raise> {
        if self.taken >= self.count || (self.count < 0 && !lone_one_counts) {
            return Err(self.directive.not_enough(self.count));
        }
        let index = self.taken;
        self.taken += 1;
        self.directive.argument = usize::try_from(self.taken).ok();
        Ok(usize::try_from(index).map_or(Source::Whole, Source::Item))
    }

    fn digits(
        &mut self,
        most: i64,
        too_big: impl Fn(&Directive) -> Raise,
    ) -> Result<Option<usize>, Raise> {
        let mut value: Option<i64> = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let digit = i64::from(digit);
            let before = value.unwrap_or(0);
            if before > (most - digit) / 10 {
                return Err(too_big(&self.directive));
            }
            value = Some(before * 10 + digit);
            self.at += 1;
        }
        self.directive.is_after_digits = value.is_some();
        Ok(value.map(|n| super::saturated(n.unsigned_abs())))
    }

    /// The conversion's character, behind an `h`, `l` or `L` that means nothing.
    fn code(&mut self) -> Result<Step<'a>, Raise> {
        if let Some('h' | 'l' | 'L') = self.peek() {
            self.at += 1;
            self.directive.is_after_digits = false;
        }
        let Some(code) = self.format.get(self.at) else {
            return Err(self.directive.incomplete());
        };
        self.at += 1;
        self.directive.code = code;
        let source = self.argument(true)?;
        let known = match char::from_u32(code) {
            Some('b') => self.target == Target::Bytes,
            Some(c) => "srcaidouxXeEfFgG".contains(c),
            None => false,
        };
        if !known {
            return Err(self.directive.unsupported(self.at - 1));
        }
        let directive = self.directive.clone();
        Ok(Step::Convert(directive, source))
    }
}

impl From<&str> for TypeNames {
    /// A built-in type, which is named the same everywhere.
    fn from(name: &str) -> TypeNames {
        TypeNames {
            name: PyText::from(name),
            full_name: PyText::from(name),
        }
    }
}
