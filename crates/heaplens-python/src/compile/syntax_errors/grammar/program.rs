//! The grammar as a program for the recogniser.
//!
//! Each rule becomes a stretch of [`Op`]s; groups become rules of their own. The recogniser has no recursion, so
//! nested text can't exhaust the stack.

use std::collections::BTreeMap;

use super::super::tokens::Kind;
use super::notation::{Alternative, Item, Make, Rule};

/// A keyword or mark by its number.
pub(in super::super) type Word = u16;

/// An instruction of the recogniser. Every item leaves one value on the stack.
#[derive(Clone, Copy, Debug)]
pub(in super::super) enum Op {
    /// Takes a keyword or mark.
    Word(Word),
    /// Takes a name of that text.
    Soft(u16),
    /// Takes a soft keyword.
    AnySoft,
    /// Takes a token of a kind.
    Kind(Kind),
    /// Applies a rule.
    Call(u16),
    /// If what follows fails, goes on at the target.
    Choice(u32),
    /// What was tried succeeded: goes on at the target.
    Commit(u32),
    /// What was tried succeeded: forgets its value and place, goes on at the target.
    Return(u32),
    /// What must not follow does.
    FailTwice,
    Fail,
    /// The rule fails, whatever alternatives are left.
    Cut,
    /// Fails the whole rule.
    FailRule,
    /// Jumps unless the text is known to be wrong.
    UnlessWrong(u32),
    /// Puts an empty row on the stack.
    Row,
    /// Adds the top value to the row below it.
    Add,
    /// Forgets the top value.
    Drop,
    /// Fails unless the row on top has an item.
    NotEmpty,
    /// Puts nothing on the stack.
    Nothing,
    /// Complains that a word doesn't follow.
    Missing(Word),
    /// Makes the alternative's value and ends the rule.
    Make(u16),
}

/// A rule of the program.
#[derive(Clone, Debug)]
pub(in super::super) struct Entry {
    pub(in super::super) start: u32,
    pub(in super::super) memo: bool,
    pub(in super::super) left_recursive: bool,
    /// Doesn't try what is only for wrong texts.
    pub(in super::super) quiet: bool,
}

/// A grammar for one version.
#[derive(Debug)]
pub(in super::super) struct Program {
    pub(in super::super) ops: Vec<Op>,
    pub(in super::super) entries: Vec<Entry>,
    pub(in super::super) makes: Vec<Make>,
    pub(in super::super) words: BTreeMap<String, Word>,
    pub(in super::super) soft: Vec<String>,
    /// Where a rule fails.
    pub(in super::super) fail_rule: u32,
    names: BTreeMap<String, u16>,
}

impl Program {
    /// Builds the program of `rules`.
    pub(super) fn new(rules: &[Rule]) -> Program {
        let mut builder = Builder {
            program: Program {
                ops: vec![Op::FailRule],
                fail_rule: 0,
                entries: Vec::new(),
                makes: Vec::new(),
                words: BTreeMap::new(),
                soft: Vec::new(),
                names: BTreeMap::new(),
            },
            groups: Vec::new(),
        };
        for rule in rules {
            let id = builder.entry(rule.memo, is_left_recursive(rule, rules));
            builder.program.entries[id as usize].quiet = rule.name.ends_with("_quiet");
            let before = builder.program.names.insert(rule.name.clone(), id);
            assert!(before.is_none(), "{} twice", rule.name);
        }
        for rule in rules {
            let id = builder.program.names[&rule.name];
            builder.rule(id, &rule.alternatives);
        }
        while let Some((id, alternatives)) = builder.groups.pop() {
            builder.rule(id, &alternatives);
        }
        builder.program
    }

    /// A rule's number.
    pub(in super::super) fn rule(&self, name: &str) -> u16 {
        self.names[name]
    }

    /// The text of a word.
    pub(in super::super) fn text(&self, word: Word) -> &str {
        let found = self.words.iter().find(|(_, number)| **number == word);
        found.map_or("", |(text, _)| text)
    }
}

/// Whether a rule can come back to itself without taking a token, seen as pegen does: by the first items.
fn is_left_recursive(rule: &Rule, rules: &[Rule]) -> bool {
    fn first_rules<'a>(alternatives: &'a [Alternative], out: &mut Vec<&'a str>) {
        for alternative in alternatives {
            for item in &alternative.items {
                match item {
                    Item::Rule(name) => out.push(name),
                    Item::Group(group) => first_rules(group, out),
                    Item::Ahead(..) | Item::Cut => continue,
                    _ => {}
                }
                break;
            }
        }
    }
    // A rule begins with itself, or two begin with each other: then the first by name keeps the results.
    let mut first = Vec::new();
    first_rules(&rule.alternatives, &mut first);
    if first.contains(&rule.name.as_str()) {
        return true;
    }
    rules.iter().any(|other| {
        let mut back = Vec::new();
        first_rules(&other.alternatives, &mut back);
        other.name > rule.name
            && first.contains(&other.name.as_str())
            && back.contains(&rule.name.as_str())
    })
}

struct Builder {
    program: Program,
    groups: Vec<(u16, Vec<Alternative>)>,
}

impl Builder {
    fn entry(&mut self, memo: bool, left_recursive: bool) -> u16 {
        self.program.entries.push(Entry {
            start: 0,
            memo,
            left_recursive,
            quiet: false,
        });
        self.program.entries.len() as u16 - 1
    }

    fn here(&self) -> u32 {
        self.program.ops.len() as u32
    }

    fn emit(&mut self, op: Op) -> usize {
        self.program.ops.push(op);
        self.program.ops.len() - 1
    }

    /// Points a jump at what comes next.
    fn land(&mut self, at: usize) {
        let here = self.here();
        match &mut self.program.ops[at] {
            Op::Choice(target)
            | Op::Commit(target)
            | Op::Return(target)
            | Op::UnlessWrong(target) => {
                *target = here;
            }
            _ => unreachable!("only jumps are landed"),
        }
    }

    fn rule(&mut self, id: u16, alternatives: &[Alternative]) {
        self.program.entries[id as usize].start = self.here();
        for alternative in alternatives {
            let skip = alternative
                .only_when_wrong
                .then(|| self.emit(Op::UnlessWrong(0)));
            let choice = self.emit(Op::Choice(0));
            for item in &alternative.items {
                self.item(item);
            }
            self.program.makes.push(alternative.make.clone());
            let make = self.program.makes.len() as u16 - 1;
            self.emit(Op::Make(make));
            self.land(choice);
            if let Some(skip) = skip {
                self.land(skip);
            }
        }
        self.emit(Op::FailRule);
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Word(text) => {
                let word = self.word(text);
                self.emit(Op::Word(word));
            }
            Item::Soft(text) => {
                let known = self.program.soft.iter().position(|soft| soft == text);
                let number = known.unwrap_or_else(|| {
                    self.program.soft.push(text.clone());
                    self.program.soft.len() - 1
                });
                self.emit(Op::Soft(number as u16));
            }
            Item::AnySoft => {
                self.emit(Op::AnySoft);
            }
            Item::Kind(kind) => {
                self.emit(Op::Kind(*kind));
            }
            Item::Rule(name) => {
                let known = self.program.names.get(name).copied();
                let rule = known.unwrap_or_else(|| panic!("no rule {name}"));
                self.emit(Op::Call(rule));
            }
            Item::Group(alternatives) => {
                let id = self.entry(false, false);
                self.groups.push((id, alternatives.clone()));
                self.emit(Op::Call(id));
            }
            Item::Optional(item) => {
                let choice = self.emit(Op::Choice(0));
                self.item(item);
                let commit = self.emit(Op::Commit(0));
                self.land(choice);
                self.emit(Op::Nothing);
                self.land(commit);
            }
            Item::Many(item, one) => {
                self.emit(Op::Row);
                self.more(None, item);
                if *one {
                    self.emit(Op::NotEmpty);
                }
            }
            Item::Separated(separator, item) => {
                self.emit(Op::Row);
                self.item(item);
                self.emit(Op::Add);
                self.more(Some(separator), item);
            }
            Item::Ahead(item, true) => {
                let choice = self.emit(Op::Choice(0));
                self.item(item);
                let back = self.emit(Op::Return(0));
                self.land(choice);
                self.emit(Op::Fail);
                self.land(back);
            }
            Item::Ahead(item, false) => {
                let choice = self.emit(Op::Choice(0));
                self.item(item);
                self.emit(Op::FailTwice);
                self.land(choice);
            }
            Item::Cut => {
                self.emit(Op::Cut);
            }
            Item::Forced(item) => {
                let Item::Word(text) = item.as_ref() else {
                    panic!("only words are forced");
                };
                let word = self.word(text);
                let choice = self.emit(Op::Choice(0));
                self.emit(Op::Word(word));
                let commit = self.emit(Op::Commit(0));
                self.land(choice);
                self.emit(Op::Missing(word));
                self.land(commit);
            }
        }
    }

    /// Takes items into the row on the stack as long as there are any.
    fn more(&mut self, separator: Option<&Item>, item: &Item) {
        let start = self.here();
        let choice = self.emit(Op::Choice(0));
        if let Some(separator) = separator {
            self.item(separator);
            self.emit(Op::Drop);
        }
        self.item(item);
        self.emit(Op::Add);
        self.emit(Op::Commit(start));
        self.land(choice);
    }

    fn word(&mut self, text: &str) -> Word {
        let next = self.program.words.len() as Word;
        *self.program.words.entry(text.to_owned()).or_insert(next)
    }
}
