//! Reads the notation that the grammar is written in.
//!
//! A rule is its name, `:` (before it `(memo)` if results are kept), then alternatives, each on a line that begins
//! with `|`. After the bar: `?` for an alternative that is only tried once the text is known to be wrong, and
//! `@3.9-3.11`, `@-3.9` or `@3.12-` for the versions that have it. Items: `'reserved'`, `"soft keyword"`, `NAME` and
//! other kinds of token, rules, `( … | … )`, `[ … ]`, `x?`, `x*`, `x+`, `','.x+`, `&x`, `!x`, `~` (no way back),
//! `&&x` (must follow). `a=x` names an item's value. After `->` stands what the alternative makes (see [`Make`]).
//! Between `%with A=x B=y` lines and `%end`, text is read once for each such line with `$A` and `$B` replaced.

use std::str::FromStr;

use heaplens_heap::Version;

use super::super::nodes::Shape;
use super::super::tokens::Kind;

/// An item of an alternative.
#[derive(Clone, Debug)]
pub(in super::super) enum Item {
    /// A keyword or mark.
    Word(String),
    /// A name that is special only here.
    Soft(String),
    /// Any token of a kind.
    Kind(Kind),
    /// Any name that is a soft keyword somewhere.
    AnySoft,
    Rule(String),
    Group(Vec<Alternative>),
    Optional(Box<Item>),
    /// Any number, at least one if true.
    Many(Box<Item>, bool),
    /// At least one, with something between.
    Separated(Box<Item>, Box<Item>),
    /// Follows (or doesn't) without being taken.
    Ahead(Box<Item>, bool),
    Cut,
    /// Must follow.
    Forced(Box<Item>),
}

/// Where an error points.
#[derive(Clone, Debug)]
pub(in super::super) enum Place {
    /// At the last token that was read.
    Last,
    /// At the token that comes next.
    Next,
    /// At the rule's first token.
    Start,
    /// From a node to another's end.
    Range(Path, Path),
    /// From a node to where reading stands.
    From(Path),
    /// The last byte of a node to nowhere.
    BeforeEnd(Path),
}

/// A node by an item's name, and steps down its first or last items.
#[derive(Clone, Debug)]
pub(in super::super) struct Path {
    pub(in super::super) item: usize,
    /// True for the last item, false for the first.
    pub(in super::super) steps: Vec<bool>,
}

/// What an alternative makes.
#[derive(Clone, Debug)]
pub(in super::super) enum Make {
    /// The value of its only item, or of several in a row.
    Default,
    /// `-> a`: an item's value.
    Value(usize),
    /// `-> Shape(a b)`.
    Node(Shape, Vec<usize>),
    /// `-> error "…" at a`, `at a..b`, `from a`, `at last`, `at next`; `-> indent "…"`.
    Error {
        indentation: bool,
        msg: String,
        place: Place,
        /// The named items, for `{a.kind}`, `{a.line}`, `{a.text}` in the message.
        names: Vec<(String, usize)>,
    },
    /// `-> do what(a b)`: an action that has a program of its own.
    Do(String, Vec<usize>),
}

/// An alternative.
#[derive(Clone, Debug)]
pub(in super::super) struct Alternative {
    pub(in super::super) only_when_wrong: bool,
    pub(in super::super) items: Vec<Item>,
    pub(in super::super) make: Make,
}

/// A rule.
#[derive(Clone, Debug)]
pub(in super::super) struct Rule {
    pub(in super::super) name: String,
    pub(in super::super) memo: bool,
    pub(in super::super) alternatives: Vec<Alternative>,
}

/// The rules in `text` that `version` has.
pub(in super::super) fn read(text: &str, version: Version) -> Vec<Rule> {
    let text = repeated(text);
    let mut rules: Vec<Rule> = Vec::new();
    for line in logical_lines(&text) {
        if line.starts_with('|') {
            let mut reader = Reader::new(&line, version);
            let alternatives = reader.alternatives(true);
            assert!(reader.at_end(), "rest of {line:?}");
            let rule = rules.last_mut().expect("a rule before its alternatives");
            rule.alternatives.extend(alternatives);
        } else {
            let name = line.strip_suffix(':').expect("a colon after a rule's name");
            let (name, memo) = match name.strip_suffix("(memo)") {
                Some(name) => (name, true),
                None => (name, false),
            };
            rules.push(Rule {
                name: name.trim().to_owned(),
                memo,
                alternatives: Vec::new(),
            });
        }
    }
    rules
}

/// Writes out the parts between `%with` and `%end`.
fn repeated(text: &str) -> String {
    let mut out = String::new();
    let mut settings: Vec<&str> = Vec::new();
    let mut body = String::new();
    for line in text.lines() {
        if let Some(setting) = line.strip_prefix("%with") {
            settings.push(setting);
        } else if line == "%end" {
            for setting in settings.drain(..) {
                let mut copy = body.clone();
                for pair in setting.split_whitespace() {
                    let (name, value) = pair.split_once('=').expect("NAME=value");
                    copy = copy.replace(
                        &format!("${name}"),
                        &value.replace('_', " ").replace("  ", "_"),
                    );
                }
                out.push_str(&copy);
            }
            body.clear();
        } else {
            let target = if settings.is_empty() {
                &mut out
            } else {
                &mut body
            };
            target.push_str(line);
            target.push('\n');
        }
    }
    out
}

/// Lines without comments; a line that begins with four spaces and no bar goes on the one before.
fn logical_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let continues = line.starts_with(' ') && !content.starts_with('|');
        match lines.last_mut() {
            Some(last) if continues => {
                last.push(' ');
                last.push_str(content);
            }
            _ => lines.push(content.to_owned()),
        }
    }
    lines
}

/// Reads items from a line.
struct Reader<'a> {
    rest: &'a str,
    version: Version,
    /// Names of the items of the alternative that is being read.
    names: Vec<(String, usize)>,
    /// Values that its items leave.
    values: usize,
}

impl<'a> Reader<'a> {
    fn new(line: &'a str, version: Version) -> Reader<'a> {
        Reader {
            rest: line,
            version,
            names: Vec::new(),
            values: 0,
        }
    }

    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn at_end(&mut self) -> bool {
        self.skip();
        self.rest.is_empty()
    }

    fn take(&mut self, text: &str) -> bool {
        self.skip();
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, text: &str) {
        assert!(self.take(text), "{text} expected at {:?}", self.rest);
    }

    fn word(&mut self) -> &'a str {
        self.skip();
        let length = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }

    /// Text up to a quote.
    fn quoted(&mut self, quote: char) -> &'a str {
        let (text, rest) = self.rest.split_once(quote).expect("a closing quote");
        self.rest = rest;
        text
    }

    /// Alternatives with bars between (and one before the first, if `leading`), those of this version.
    fn alternatives(&mut self, leading: bool) -> Vec<Alternative> {
        if leading {
            self.expect("|");
        }
        let mut alternatives = Vec::new();
        loop {
            let (names, values) = (std::mem::take(&mut self.names), self.values);
            self.values = 0;
            if let Some(alternative) = self.alternative() {
                alternatives.push(alternative);
            }
            (self.names, self.values) = (names, values);
            if !self.take("|") {
                return alternatives;
            }
        }
    }

    fn alternative(&mut self) -> Option<Alternative> {
        let mut only_when_wrong = self.take("?");
        let here = self.guard();
        only_when_wrong |= self.take("?");
        let mut items = Vec::new();
        loop {
            self.skip();
            if self.rest.is_empty()
                || self.rest.starts_with(['|', ')', ']'])
                || self.rest.starts_with("->")
            {
                break;
            }
            items.push(self.named_item());
        }
        let make = if self.take("->") {
            self.make()
        } else {
            Make::Default
        };
        here.then_some(Alternative {
            only_when_wrong,
            items,
            make,
        })
    }

    /// `@3.9-3.11`: whether this version is meant.
    fn guard(&mut self) -> bool {
        if !self.take("@") {
            return true;
        }
        let length = self.rest.find(' ').expect("items after a guard");
        let (guard, rest) = self.rest.split_at(length);
        self.rest = rest;
        let (first, last) = guard.split_once('-').unwrap_or((guard, guard));
        let version = |text: &str| Version::from_str(text).expect("a version");
        (first.is_empty() || version(first) <= self.version)
            && (last.is_empty() || self.version <= version(last))
    }

    fn named_item(&mut self) -> Item {
        self.skip();
        let before = self.rest;
        let name = self.word();
        let is_name = !name.is_empty() && self.rest.starts_with('=');
        if is_name {
            self.rest = &self.rest[1..];
        } else {
            self.rest = before;
        }
        let item = self.item();
        if !matches!(item, Item::Ahead(..) | Item::Cut) {
            if is_name {
                self.names.push((name.to_owned(), self.values));
            }
            self.values += 1;
        }
        item
    }

    fn item(&mut self) -> Item {
        if self.take("&&") {
            return Item::Forced(Box::new(self.repeated_atom()));
        }
        if self.take("&") {
            return Item::Ahead(Box::new(self.atom()), true);
        }
        if self.take("!") {
            return Item::Ahead(Box::new(self.atom()), false);
        }
        if self.take("~") {
            return Item::Cut;
        }
        self.repeated_atom()
    }

    fn repeated_atom(&mut self) -> Item {
        let atom = self.atom();
        if let Some(rest) = self.rest.strip_prefix('.')
            && !rest.starts_with('.')
        {
            self.rest = rest;
            let item = self.atom();
            self.expect("+");
            return Item::Separated(Box::new(atom), Box::new(item));
        }
        for (mark, many) in [('?', None), ('*', Some(false)), ('+', Some(true))] {
            if let Some(rest) = self.rest.strip_prefix(mark) {
                self.rest = rest;
                return match many {
                    None => Item::Optional(Box::new(atom)),
                    Some(one) => Item::Many(Box::new(atom), one),
                };
            }
        }
        atom
    }

    fn atom(&mut self) -> Item {
        if self.take("'") {
            return Item::Word(self.quoted('\'').to_owned());
        }
        if self.take("\"") {
            return Item::Soft(self.quoted('"').to_owned());
        }
        if self.take("(") {
            let group = self.alternatives(false);
            self.expect(")");
            return Item::Group(group);
        }
        if self.take("[") {
            let group = self.alternatives(false);
            self.expect("]");
            return Item::Optional(Box::new(Item::Group(group)));
        }
        let before = self.rest;
        let word = self.word();
        assert!(!word.is_empty(), "an item expected at {before:?}");
        match word {
            "NAME" => Item::Kind(Kind::Name),
            "NUMBER" => Item::Kind(Kind::Number),
            "STRING" => Item::Kind(Kind::String),
            "NEWLINE" => Item::Kind(Kind::Newline),
            "INDENT" => Item::Kind(Kind::Indent),
            "DEDENT" => Item::Kind(Kind::Dedent),
            "ENDMARKER" => Item::Kind(Kind::End),
            "FSTART" => Item::Kind(Kind::FStart),
            "FMIDDLE" => Item::Kind(Kind::FMiddle),
            "FEND" => Item::Kind(Kind::FEnd),
            "TSTART" => Item::Kind(Kind::TStart),
            "TMIDDLE" => Item::Kind(Kind::TMiddle),
            "TEND" => Item::Kind(Kind::TEnd),
            "SOFT" => Item::AnySoft,
            _ => Item::Rule(word.to_owned()),
        }
    }

    fn make(&mut self) -> Make {
        let word = self.word();
        match word {
            "error" | "indent" => {
                self.expect("\"");
                let msg = self.quoted('"').replace('`', "\"");
                let place = if self.take("from") {
                    Place::From(self.path())
                } else if self.take("before end of") {
                    Place::BeforeEnd(self.path())
                } else if self.take("at next") {
                    Place::Next
                } else if self.take("at start") {
                    Place::Start
                } else if self.take("at last") {
                    Place::Last
                } else if self.take("at") {
                    let start = self.path();
                    let end = if self.take("..") {
                        self.path()
                    } else {
                        start.clone()
                    };
                    Place::Range(start, end)
                } else {
                    Place::Last
                };
                Make::Error {
                    indentation: word == "indent",
                    msg,
                    place,
                    names: self.names.clone(),
                }
            }
            "do" => {
                let name = self.word().to_owned();
                Make::Do(name, self.arguments())
            }
            _ if self.rest.starts_with('(') => {
                let shape = Shape::named(word).unwrap_or_else(|| panic!("no shape {word}"));
                Make::Node(shape, self.arguments())
            }
            _ => Make::Value(self.named(word)),
        }
    }

    fn named(&self, name: &str) -> usize {
        let found = self.names.iter().rev().find(|(known, _)| known == name);
        found.unwrap_or_else(|| panic!("no item {name}")).1
    }

    fn arguments(&mut self) -> Vec<usize> {
        self.expect("(");
        let mut arguments = Vec::new();
        while !self.take(")") {
            let name = self.word();
            arguments.push(self.named(name));
        }
        arguments
    }

    fn path(&mut self) -> Path {
        let word = self.word();
        let item = self.named(word);
        let mut steps = Vec::new();
        while self.rest.starts_with(".first") || self.rest.starts_with(".last") {
            self.rest = &self.rest[1..];
            steps.push(self.word() == "last");
        }
        Path { item, steps }
    }
}
