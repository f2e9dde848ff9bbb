//! Reading a regular expression, with the errors that CPython's `re._parser` gives and their places. What stands in
//! parentheses is read in `groups`; the rest is one grammar, and one file.

use std::collections::BTreeMap;

/// Flags, as `re` numbers them.
pub mod flag {
    /// Ignore case.
    pub const I: u32 = 2;
    /// Locale, which is C's here.
    pub const L: u32 = 4;
    /// `^` and `$` at lines.
    pub const M: u32 = 8;
    /// The dot matches line ends.
    pub const S: u32 = 16;
    /// By Unicode.
    pub const U: u32 = 32;
    /// With blanks and comments.
    pub const X: u32 = 64;
    /// Debug.
    pub const DEBUG: u32 = 128;
    /// ASCII only.
    pub const A: u32 = 256;
}

/// What one character may be.
#[derive(Clone, Debug)]
pub enum Item {
    /// From one to the other.
    Range(u32, u32),
    /// A category: `d`, `D`, `w`, `W`, `s`, `S`.
    Category(char),
}

/// What is asked of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// `\A`, and `^` outside of lines.
    Start,
    /// `^` at lines.
    LineStart,
    /// `\Z`.
    End,
    /// `$` outside of lines.
    LastEnd,
    /// `$` at lines.
    LineEnd,
    /// `\b`.
    Boundary,
    /// `\B`.
    NoBoundary,
}

/// How a repetition goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Greed {
    /// As often as it can.
    Greedy,
    /// As seldom.
    Lazy,
    /// As often as it can, for good.
    Possessive,
}

/// A piece of an expression; `u32` beside a character's test are the flags there.
#[derive(Clone, Debug)]
pub enum Node {
    /// A character.
    Literal(u32, u32),
    /// The dot.
    Any(u32),
    /// A set of characters, or of all others.
    Set(Vec<Item>, bool, u32),
    /// One behind the other.
    Sequence(Vec<Node>),
    /// One of them.
    Branch(Vec<Node>),
    /// Repeated.
    Repeat(Box<Node>, u32, u32, Greed),
    /// A group with its number; 0 for one that isn't kept.
    Group(u32, Box<Node>),
    /// What a group matched.
    Reference(u32, u32),
    /// A place.
    Assertion(At, u32),
    /// Ahead (or behind), or not so.
    Look(Box<Node>, bool, bool),
    /// Matched once and for all.
    Atomic(Box<Node>),
    /// One or the other by whether a group matched.
    Conditional(u32, Box<Node>, Box<Node>),
}

/// No bound.
pub const MANY: u32 = u32::MAX;

/// What is wrong, and where, if it has a place.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// In words.
    pub text: String,
    /// The index of a code point.
    pub at: Option<usize>,
}

/// The result of reading.
#[derive(Debug)]
pub struct Parsed {
    /// The expression.
    pub node: Node,
    /// Flags, those written in it among them.
    pub flags: u32,
    /// How many groups.
    pub groups: u32,
    /// Names of groups.
    pub names: BTreeMap<String, u32>,
}

/// Reads an expression.
pub fn parse(pattern: &[u32], flags: u32, is_text: bool, minor: u8) -> Result<Parsed, Wrong> {
    let mut flags = flags;
    loop {
        let mut parser = Parser {
            pattern,
            at: 0,
            flags,
            is_text,
            minor,
            groups: 0,
            names: BTreeMap::new(),
            open: Vec::new(),
            widths: vec![(0, MANY)],
            depth: 0,
            lookbehind: None,
        };
        if is_text && flags & flag::A == 0 {
            parser.flags |= flag::U;
        }
        let was_verbose = parser.flags & flag::X;
        let node = parser.alternatives(parser.flags)?;
        if parser.at < pattern.len() {
            return Err(parser.wrong("unbalanced parenthesis", parser.at));
        }
        if parser.flags & flag::X != was_verbose {
            flags = parser.flags;
            continue;
        }
        if !is_text && parser.flags & flag::U != 0 {
            return Err(Wrong {
                text: "cannot use UNICODE flag with a bytes pattern".to_owned(),
                at: None,
            });
        }
        return Ok(Parsed {
            node,
            flags: parser.flags,
            groups: parser.groups,
            names: parser.names,
        });
    }
}

pub(super) struct Parser<'a> {
    pub(super) pattern: &'a [u32],
    pub(super) at: usize,
    pub(super) flags: u32,
    pub(super) is_text: bool,
    pub(super) minor: u8,
    pub(super) groups: u32,
    pub(super) names: BTreeMap<String, u32>,
    pub(super) open: Vec<u32>,
    pub(super) widths: Vec<(u32, u32)>,
    pub(super) depth: u32,
    pub(super) lookbehind: Option<u32>,
}

impl Parser<'_> {
    pub(super) fn wrong(&self, text: &str, at: usize) -> Wrong {
        Wrong {
            text: text.to_owned(),
            at: Some(at),
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.pattern
            .get(self.at)
            .map(|&point| char::from_u32(point).unwrap_or('\u{fffd}'))
    }

    pub(super) fn takes(&mut self, c: char) -> bool {
        let is = self.peek() == Some(c);
        self.at += usize::from(is);
        is
    }

    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.pattern[from..to.min(self.pattern.len())]
            .iter()
            .map(|&point| char::from_u32(point).unwrap_or('\u{fffd}'))
            .collect()
    }

    pub(super) fn alternatives(&mut self, flags: u32) -> Result<Node, Wrong> {
        self.depth += 1;
        if self.depth > 100 {
            return Err(Wrong {
                text: "the expression is nested too deeply for this engine".to_owned(),
                at: Some(self.at),
            });
        }
        let mut flags = flags;
        let start = self.at;
        let mut all = vec![self.sequence(&mut flags, start)?];
        while self.takes('|') {
            all.push(self.sequence(&mut flags, usize::MAX)?);
        }
        self.depth -= 1;
        Ok(if all.len() == 1 {
            all.remove(0)
        } else {
            Node::Branch(all)
        })
    }

    pub(super) fn sequence(&mut self, flags: &mut u32, _start: usize) -> Result<Node, Wrong> {
        let mut nodes: Vec<Node> = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | ')') {
                break;
            }
            let here = self.at;
            if *flags & flag::X != 0 {
                if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') {
                    self.at += 1;
                    continue;
                }
                if c == '#' {
                    while self.peek().is_some_and(|c| c != '\n') {
                        self.at += 1;
                    }
                    self.at += usize::from(self.at < self.pattern.len());
                    continue;
                }
            }
            if matches!(c, '*' | '+' | '?' | '{') {
                if let Some((low, high)) = self.repetition(here)? {
                    self.repeat(&mut nodes, here, low, high)?;
                } else {
                    nodes.push(Node::Literal(u32::from(c), *flags));
                }
                continue;
            }
            self.at += 1;
            let node = match c {
                '.' => Node::Any(*flags),
                '^' if *flags & flag::M != 0 => Node::Assertion(At::LineStart, *flags),
                '^' => Node::Assertion(At::Start, *flags),
                '$' if *flags & flag::M != 0 => Node::Assertion(At::LineEnd, *flags),
                '$' => Node::Assertion(At::LastEnd, *flags),
                '[' => self.set(here, *flags)?,
                '\\' => self.escape(here, *flags)?,
                '(' => match self.group(here, flags)? {
                    Some(node) => node,
                    None => continue,
                },
                _ => Node::Literal(self.pattern[here], *flags),
            };
            nodes.push(node);
        }
        Ok(Node::Sequence(nodes))
    }

    /// The bounds of a repetition at the present place; `None` where a brace is only a character.
    fn repetition(&mut self, here: usize) -> Result<Option<(u32, u32)>, Wrong> {
        let c = self.peek();
        self.at += 1;
        Ok(Some(match c {
            Some('*') => (0, MANY),
            Some('+') => (1, MANY),
            Some('?') => (0, 1),
            _ => {
                if self.peek() == Some('}') {
                    return Ok(None);
                }
                let low = self.digits();
                let high = if self.takes(',') {
                    self.digits()
                } else {
                    low.clone()
                };
                if !self.takes('}') {
                    self.at = here + 1;
                    return Ok(None);
                }
                let number = |digits: &str, default: u32| {
                    if digits.is_empty() {
                        default
                    } else {
                        digits.parse().unwrap_or(MANY)
                    }
                };
                let (low, high) = (number(&low, 0), number(&high, MANY));
                if high < low {
                    let text = "min repeat greater than max repeat";
                    return Err(self.wrong(text, here + 1));
                }
                (low, high)
            }
        }))
    }

    fn digits(&mut self) -> String {
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        self.text(from, self.at)
    }

    fn repeat(
        &mut self,
        nodes: &mut Vec<Node>,
        here: usize,
        low: u32,
        high: u32,
    ) -> Result<(), Wrong> {
        let item = match nodes.pop() {
            None | Some(Node::Assertion(..)) => return Err(self.wrong("nothing to repeat", here)),
            Some(Node::Repeat(..)) => return Err(self.wrong("multiple repeat", here)),
            Some(Node::Sequence(items)) if items.is_empty() => {
                return Err(self.wrong("nothing to repeat", here));
            }
            Some(Node::Atomic(inner)) if matches!(*inner, Node::Repeat(..)) && self.minor < 11 => {
                return Err(self.wrong("multiple repeat", here));
            }
            Some(item) => item,
        };
        let greed = if self.takes('?') {
            Greed::Lazy
        } else if self.minor >= 11 && self.takes('+') {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        nodes.push(Node::Repeat(Box::new(item), low, high, greed));
        Ok(())
    }

    fn hex(&mut self, here: usize, count: usize) -> Result<u32, Wrong> {
        let from = self.at;
        while self.at < from + count && self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
            self.at += 1;
        }
        if self.at - from != count {
            let text = format!("incomplete escape {}", self.text(here, self.at));
            return Err(self.wrong(&text, here));
        }
        Ok(u32::from_str_radix(&self.text(from, self.at), 16).unwrap_or(0))
    }

    /// An escape that is a character in sets and outside: its code, where it is one.
    fn character_escape(&mut self, here: usize, c: char) -> Result<Option<u32>, Wrong> {
        Ok(Some(match c {
            'a' => 7,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            '\\' => 92,
            'x' => self.hex(here, 2)?,
            'u' if self.is_text => self.hex(here, 4)?,
            'U' if self.is_text => {
                let point = self.hex(here, 8)?;
                if point > 0x10_ffff {
                    let text = format!("bad escape {}", self.text(here, self.at));
                    return Err(self.wrong(&text, here));
                }
                point
            }
            _ => return Ok(None),
        }))
    }

    fn bad_escape(&self, here: usize) -> Wrong {
        let text = format!("bad escape {}", self.text(here, self.at));
        self.wrong(&text, here)
    }

    fn escape(&mut self, here: usize, flags: u32) -> Result<Node, Wrong> {
        let Some(c) = self.peek() else {
            return Err(self.wrong("bad escape (end of pattern)", here));
        };
        self.at += 1;
        let node = match c {
            'A' => Node::Assertion(At::Start, flags),
            'Z' => Node::Assertion(At::End, flags),
            'z' if self.minor >= 14 => Node::Assertion(At::End, flags),
            'b' => Node::Assertion(At::Boundary, flags),
            'B' => Node::Assertion(At::NoBoundary, flags),
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => Node::Set(vec![Item::Category(c)], false, flags),
            '0' => {
                let from = self.at - 1;
                while self.at < from + 3 && self.peek().is_some_and(|c| c.is_digit(8)) {
                    self.at += 1;
                }
                let value = u32::from_str_radix(&self.text(from, self.at), 8).unwrap_or(0);
                Node::Literal(value, flags)
            }
            '1'..='9' => return self.reference(here, flags),
            _ => match self.character_escape(here, c)? {
                Some(point) => Node::Literal(point, flags),
                None if c.is_ascii_alphabetic() => return Err(self.bad_escape(here)),
                None => Node::Literal(self.pattern[self.at - 1], flags),
            },
        };
        Ok(node)
    }

    fn reference(&mut self, here: usize, flags: u32) -> Result<Node, Wrong> {
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
            let digits = self.text(here + 1, self.at);
            let is_octal =
                digits.chars().all(|c| c.is_digit(8)) && self.peek().is_some_and(|c| c.is_digit(8));
            if is_octal {
                self.at += 1;
                let digits = self.text(here + 1, self.at);
                let value = u32::from_str_radix(&digits, 8).unwrap_or(0);
                if value > 0o377 {
                    let text = format!("octal escape value \\{digits} outside of range 0-0o377");
                    return Err(self.wrong(&text, here));
                }
                return Ok(Node::Literal(value, flags));
            }
        }
        let group: u32 = self.text(here + 1, self.at).parse().unwrap_or(MANY);
        if group > self.groups {
            let text = format!("invalid group reference {group}");
            return Err(self.wrong(&text, here + 1));
        }
        if self.open.contains(&group) {
            return Err(self.wrong("cannot refer to an open group", here));
        }
        Ok(Node::Reference(group, flags))
    }

    fn set(&mut self, here: usize, flags: u32) -> Result<Node, Wrong> {
        let mut items = Vec::new();
        let is_negated = self.takes('^');
        let first = self.at;
        loop {
            let from = self.at;
            let Some(c) = self.peek() else {
                return Err(self.wrong("unterminated character set", here));
            };
            if c == ']' && self.at > first {
                self.at += 1;
                break;
            }
            let low = self.set_item()?;
            if self.peek() == Some('-') {
                self.at += 1;
                match self.peek() {
                    None => return Err(self.wrong("unterminated character set", here)),
                    Some(']') => {
                        self.at += 1;
                        items.push(low);
                        items.push(Item::Range(45, 45));
                        break;
                    }
                    Some(_) => {}
                }
                let high = self.set_item()?;
                let (Item::Range(a, _), Item::Range(b, _)) = (&low, &high) else {
                    let text = format!("bad character range {}", self.text(from, self.at));
                    return Err(self.wrong(&text, from));
                };
                if b < a {
                    let text = format!("bad character range {}", self.text(from, self.at));
                    return Err(self.wrong(&text, from));
                }
                items.push(Item::Range(*a, *b));
            } else {
                items.push(low);
            }
        }
        Ok(Node::Set(items, is_negated, flags))
    }

    fn set_item(&mut self) -> Result<Item, Wrong> {
        let here = self.at;
        let point = self.pattern[here];
        self.at += 1;
        if point != 92 {
            return Ok(Item::Range(point, point));
        }
        let Some(c) = self.peek() else {
            return Err(self.wrong("bad escape (end of pattern)", here));
        };
        self.at += 1;
        let point = match c {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => return Ok(Item::Category(c)),
            'b' => 8,
            '0'..='7' => {
                let from = self.at - 1;
                while self.at < from + 3 && self.peek().is_some_and(|c| c.is_digit(8)) {
                    self.at += 1;
                }
                u32::from_str_radix(&self.text(from, self.at), 8).unwrap_or(0)
            }
            _ => match self.character_escape(here, c)? {
                Some(point) => point,
                None if c.is_ascii_alphanumeric() => return Err(self.bad_escape(here)),
                None => self.pattern[self.at - 1],
            },
        };
        Ok(Item::Range(point, point))
    }
}

/// The least and the greatest number of characters that a piece matches.
pub fn width(node: &Node) -> (u32, u32) {
    match node {
        Node::Literal(..) | Node::Any(_) | Node::Set(..) => (1, 1),
        Node::Sequence(nodes) => nodes.iter().fold((0, 0), |(low, high), node| {
            let (a, b) = width(node);
            (low.saturating_add(a), high.saturating_add(b))
        }),
        Node::Branch(nodes) => nodes.iter().fold((MANY, 0), |(low, high), node| {
            let (a, b) = width(node);
            (low.min(a), high.max(b))
        }),
        Node::Repeat(node, low, high, _) => {
            let (a, b) = width(node);
            (a.saturating_mul(*low), b.saturating_mul(*high))
        }
        Node::Group(_, node) | Node::Atomic(node) => width(node),
        Node::Reference(..) => (0, MANY),
        Node::Assertion(..) | Node::Look(..) => (0, 0),
        Node::Conditional(_, yes, no) => {
            let ((a, b), (c, d)) = (width(yes), width(no));
            (a.min(c), b.max(d))
        }
    }
}
