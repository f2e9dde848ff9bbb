//! Where each part of a formatted number goes: `calc_number_widths`, `fill_number` and
//! `_PyUnicode_InsertThousandsGrouping`.

use super::{Align, FormatSpec, Grouping, SignOption};
use crate::text::{PyText, Raise, TextRef, check_length};

/// A number's text, taken apart.
#[derive(Clone, Copy)]
pub(super) struct NumberParts<'a> {
    pub negative: bool,
    /// `0x` and its kin.
    pub prefix: &'a str,
    /// The digits before the point.
    pub whole: &'a str,
    pub has_point: bool,
    /// The digits after the point.
    pub fraction: &'a str,
    /// What follows: an exponent, `%`, `inf`, or the character of `c`.
    pub rest: TextRef<'a>,
}

impl<'a> NumberParts<'a> {
    /// Takes apart what `PyOS_double_to_string` wrote (`parse_number`).
    pub fn of_float(text: &'a str) -> NumberParts<'a> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (whole, after) = text.split_at(digits(text));
        let (has_point, after) = match after.strip_prefix('.') {
            Some(rest) => (true, rest),
            None => (false, after),
        };
        let (fraction, rest) = after.split_at(digits(after));
        NumberParts {
            negative,
            prefix: "",
            whole,
            has_point,
            fraction,
            rest: TextRef::Ucs1(rest.as_bytes()),
        }
    }

    /// The number in full, padded to the width.
    pub fn lay_out(self, spec: &FormatSpec) -> Result<PyText, Raise> {
        let sign = match (self.negative, spec.sign) {
            (true, _) => "-",
            (false, Some(SignOption::Plus)) => "+",
            (false, Some(SignOption::Space)) => " ",
            (false, _) => "",
        };
        let point = if self.has_point { "." } else { "" };
        let fraction = grouped_forward(self.fraction, spec.fraction_grouping);
        let fixed = sign.len() + self.prefix.len() + point.len() + fraction.len() + self.rest.len();
        let width = spec.width.unwrap_or(0);
        check_length(width)?;
        let least = if spec.fill == u32::from(b'0') && spec.align == Align::AfterSign {
            width.saturating_sub(fixed)
        } else {
            0
        };
        let whole = if self.whole.is_empty() {
            String::new()
        } else {
            grouped(self.whole, least, spec.grouping)
        };
        let padding = width.saturating_sub(fixed + whole.len());
        let (before, between, after) = match spec.align {
            Align::Left => (0, 0, padding),
            Align::Right => (padding, 0, 0),
            Align::Center => (padding / 2, 0, padding - padding / 2),
            Align::AfterSign => (0, padding, 0),
        };
        let mut out = PyText::with_capacity(fixed + whole.len() + padding);
        out.push_repeated(spec.fill, before);
        out.push_str(sign);
        out.push_str(self.prefix);
        out.push_repeated(spec.fill, between);
        out.push_str(&whole);
        out.push_str(point);
        out.push_str(&fraction);
        out.push_text(self.rest);
        out.push_repeated(spec.fill, after);
        Ok(out)
    }
}

/// Digits in groups from the right, with zeros before them up to the least width, separators included. Where the width
/// would end on a separator it is one more.
fn grouped(digits: &str, least: usize, grouping: Option<Grouping>) -> String {
    let Some(grouping) = grouping else {
        return "0".repeat(least.saturating_sub(digits.len())) + digits;
    };
    let (group, separator) = (grouping.group(), grouping.separator() as u8);
    let mut backward = Vec::with_capacity(least.max(digits.len() * 4 / 3 + 1));
    let mut left = digits.bytes().rev();
    let (mut remaining, mut least) = (digits.len(), least as isize);
    loop {
        let count = group.min(remaining.max(least.max(1) as usize));
        backward.extend((0..count).map(|_| left.next().unwrap_or(b'0')));
        remaining = remaining.saturating_sub(count);
        least -= count as isize;
        if remaining == 0 && least <= 0 {
            break;
        }
        backward.push(separator);
        least -= 1;
    }
    backward.reverse();
    String::from_utf8(backward).expect("digits and separators are ASCII")
}

/// Digits in groups from the left.
fn grouped_forward(digits: &str, grouping: Option<Grouping>) -> String {
    let Some(grouping) = grouping else {
        return digits.to_owned();
    };
    let groups: Vec<&str> = (0..digits.len())
        .step_by(grouping.group())
        .map(|at| &digits[at..digits.len().min(at + grouping.group())])
        .collect();
    groups.join(&grouping.separator().to_string())
}
