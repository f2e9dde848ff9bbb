//! The recogniser: runs a grammar's program over the tokens.
//!
//! It does what pegen's generated parser does, in the same order, since the order in which alternatives are tried
//! decides how far the text is read and which complaint comes first: ordered choice, results kept for the rules
//! that keep them, left recursion by growing a seed.

use std::collections::BTreeMap;

use super::super::error::SyntaxError;
use super::fstrings::Nested;
use super::grammar::program::{Op, Program, Word};
use super::nodes::{Node, NodeId, Nodes, Shape};
use super::rules::Rules;
use super::tokenizer::Tokenizer;
use super::tokens::{Kind, Token};

/// Rules within each other (`MAXSTACK` of pegen).
const MAX_DEPTH: usize = 6000;
/// Steps after which a text is given up: pegen takes exponential time on some.
const MAX_STEPS: u64 = 30_000_000;

/// Why recognition ended early.
#[derive(Clone, Debug)]
pub(super) enum Stop {
    /// With an error.
    Error(Box<SyntaxError>),
    /// Rules are nested too deeply for CPython.
    TooDeep,
    /// It takes too long here.
    TooLong,
}

/// A rule that is being applied.
#[derive(Clone, Copy, Debug)]
struct Frame {
    rule: u16,
    /// Where to go on.
    back: u32,
    mark: usize,
    /// Heights of the stacks when it began.
    values: usize,
    choices: usize,
    role: Role,
}

/// What is to be done at the end of a rule.
#[derive(Clone, Copy, Debug)]
enum Role {
    Plain,
    /// Keep the result.
    Memo,
    /// Grow the seed, which reaches to `reach`.
    Seed {
        best: Option<NodeId>,
        reach: usize,
    },
    /// Try again what is only for wrong texts, if that was so before.
    Quiet(bool),
}

/// Where to go on if something fails.
#[derive(Clone, Copy, Debug)]
enum Choice {
    At {
        target: u32,
        mark: usize,
        values: usize,
        frames: usize,
    },
    /// The end of a rule with a role.
    Frame(usize),
}

/// The recogniser.
pub(super) struct Machine<'a> {
    pub(super) program: &'a Program,
    pub(super) rules: &'a Rules,
    pub(super) tokenizer: Tokenizer<'a>,
    pub(super) tokens: Vec<Token>,
    words: Vec<Option<Word>>,
    pub(super) nodes: Nodes,
    pub(super) mark: usize,
    pub(super) wrong: bool,
    values: Vec<NodeId>,
    frames: Vec<Frame>,
    choices: Vec<Choice>,
    memo: BTreeMap<(usize, u16), (Option<NodeId>, usize)>,
    nothing: NodeId,
    steps: u64,
    /// 3.8: the literal that is checked; what is wrong with it is told of its place.
    pub(super) literal: Option<Token>,
    /// Set for the text of an expression in an f-string (up to 3.11).
    pub(super) nested: Option<Nested>,
}

impl<'a> Machine<'a> {
    /// A recogniser at the start of the tokens.
    pub(super) fn new(program: &'a Program, rules: &'a Rules, tokenizer: Tokenizer<'a>) -> Self {
        let mut nodes = Nodes::default();
        let nothing = nodes.bare(Shape::Nothing, Vec::new());
        Machine {
            program,
            rules,
            tokenizer,
            tokens: Vec::new(),
            words: Vec::new(),
            nodes,
            mark: 0,
            wrong: false,
            values: Vec::new(),
            frames: Vec::new(),
            choices: Vec::new(),
            memo: BTreeMap::new(),
            nothing,
            steps: 0,
            literal: None,
            nested: None,
        }
    }

    /// Goes back to the first token, now with the alternatives for wrong texts.
    pub(super) fn again(&mut self) {
        self.mark = 0;
        self.wrong = true;
        self.memo.clear();
        self.values.clear();
        self.frames.clear();
        self.choices.clear();
    }

    /// The text of a token.
    pub(super) fn text(&self, token: &Token) -> &'a str {
        std::str::from_utf8(&self.tokenizer.text[token.start..token.end]).unwrap_or("")
    }

    /// Reads tokens up to the one at `mark`.
    pub(super) fn fill(&mut self) -> Result<(), Stop> {
        while self.tokens.len() <= self.mark {
            let mut token = self.tokenizer.token();
            if let Some(nested) = &self.nested {
                nested.place(&mut token, self.tokenizer.line);
            }
            let word = match token.kind {
                Kind::Name | Kind::Mark => self.program.words.get(self.text(&token)).copied(),
                _ => None,
            };
            self.tokens.push(token);
            self.words.push(word);
            if token.kind == Kind::Error {
                return Err(Stop::Error(Box::new(self.tokenizer_error())));
            }
        }
        Ok(())
    }

    /// Applies a rule from the current token. None if it fails.
    pub(super) fn run(&mut self, rule: u16) -> Result<Option<NodeId>, Stop> {
        const END: u32 = u32::MAX;
        self.steps = 0;
        let mut pc = END;
        self.call(rule, &mut pc)?;
        while pc != END {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return Err(Stop::TooLong);
            }
            let op = self.program.ops[pc as usize];
            pc += 1;
            let fits = match op {
                Op::Call(rule) => self.call(rule, &mut pc)?,
                Op::Word(word) => {
                    self.fill()?;
                    self.words[self.mark] == Some(word) && self.take(Shape::Token)
                }
                Op::Kind(kind) => self.take_kind(kind)?,
                Op::Soft(number) => self.is_soft(number)? && self.take(Shape::Name),
                Op::AnySoft => {
                    self.fill()?;
                    let token = self.tokens[self.mark];
                    let soft = self.rules.soft_keywords.contains(&self.text(&token));
                    token.kind == Kind::Name && soft && self.take(Shape::Name)
                }
                Op::Choice(target) => {
                    self.choices.push(Choice::At {
                        target,
                        mark: self.mark,
                        values: self.values.len(),
                        frames: self.frames.len(),
                    });
                    true
                }
                Op::Commit(target) => {
                    self.choices.pop();
                    pc = target;
                    true
                }
                Op::Return(target) => {
                    self.restore_choice();
                    pc = target;
                    true
                }
                Op::FailTwice => {
                    self.restore_choice();
                    false
                }
                Op::Fail => false,
                Op::Cut => {
                    if let Some(Choice::At { target, .. }) = self.choices.last_mut() {
                        *target = self.program.fail_rule;
                    }
                    true
                }
                Op::FailRule => {
                    let frame = *self.frames.last().expect("a rule is being applied");
                    self.choices.truncate(frame.choices);
                    if let Role::Plain = frame.role {
                        self.frames.pop();
                    }
                    false
                }
                Op::UnlessWrong(target) => {
                    if !self.wrong {
                        pc = target;
                    }
                    true
                }
                Op::Row => {
                    let row = self.nodes.bare(Shape::Seq, Vec::new());
                    self.values.push(row);
                    true
                }
                Op::Add => {
                    let item = self.values.pop().expect("an item");
                    let row = *self.values.last().expect("a row");
                    self.nodes.push(row, item);
                    true
                }
                Op::Drop => self.values.pop().is_some(),
                Op::NotEmpty => {
                    let row = *self.values.last().expect("a row");
                    !self.nodes.get(row).items.is_empty()
                }
                Op::Nothing => {
                    self.values.push(self.nothing);
                    true
                }
                Op::Missing(word) => return Err(self.missing(word)?),
                Op::Make(number) => {
                    let value = self.make(number)?;
                    self.finish(value, &mut pc)?
                }
            };
            if !fits && !self.fail(&mut pc)? {
                return Ok(None);
            }
        }
        Ok(self.values.pop())
    }

    /// The values of the alternative that ends now.
    pub(super) fn items(&self) -> &[NodeId] {
        let base = self.frames.last().map_or(0, |frame| frame.values);
        &self.values[base..]
    }

    /// The first token of the rule that ends now.
    pub(super) fn first_token(&self) -> Token {
        self.tokens[self.frames.last().map_or(0, |frame| frame.mark)]
    }

    fn take(&mut self, shape: Shape) -> bool {
        let node = self.nodes.token(shape, self.mark, &self.tokens[self.mark]);
        self.values.push(node);
        self.mark += 1;
        true
    }

    fn take_kind(&mut self, kind: Kind) -> Result<bool, Stop> {
        self.fill()?;
        let token = self.tokens[self.mark];
        if token.kind != kind || kind == Kind::Name && self.words[self.mark].is_some() {
            return Ok(false);
        }
        let shape = match kind {
            Kind::Name => Shape::Name,
            Kind::Number => Shape::Literal,
            _ => Shape::Token,
        };
        self.take(shape);
        if kind == Kind::Number {
            self.check_number(&token)?;
        }
        Ok(true)
    }

    fn is_soft(&mut self, number: u16) -> Result<bool, Stop> {
        self.fill()?;
        let token = self.tokens[self.mark];
        // A mark may be asked for in this way too.
        let fits = matches!(token.kind, Kind::Name | Kind::Mark);
        Ok(fits && self.text(&token) == self.program.soft[number as usize])
    }

    /// Begins a rule, or takes its kept result.
    fn call(&mut self, rule: u16, pc: &mut u32) -> Result<bool, Stop> {
        self.fill()?;
        let entry = &self.program.entries[rule as usize];
        let keeps = entry.memo || entry.left_recursive;
        if keeps && let Some((value, mark)) = self.memo.get(&(self.mark, rule)) {
            self.mark = *mark;
            self.values.extend(*value);
            return Ok(value.is_some());
        }
        if self.frames.len() >= MAX_DEPTH {
            return Err(Stop::TooDeep);
        }
        let mut role = Role::Plain;
        if entry.left_recursive {
            self.memo.insert((self.mark, rule), (None, self.mark));
            role = Role::Seed {
                best: None,
                reach: self.mark,
            };
        } else if entry.memo {
            role = Role::Memo;
        } else if entry.quiet {
            role = Role::Quiet(self.wrong);
            self.wrong = false;
        }
        if !matches!(role, Role::Plain) {
            self.choices.push(Choice::Frame(self.frames.len()));
        }
        self.frames.push(Frame {
            rule,
            back: *pc,
            mark: self.mark,
            values: self.values.len(),
            choices: self.choices.len(),
            role,
        });
        *pc = entry.start;
        Ok(true)
    }

    /// Ends a rule with a value, or with a failure that leaves no way back into it.
    fn finish(&mut self, value: Option<NodeId>, pc: &mut u32) -> Result<bool, Stop> {
        let frame = *self.frames.last().expect("a rule is being applied");
        self.choices.truncate(frame.choices);
        self.values.truncate(frame.values);
        let Some(value) = value else {
            if let Role::Plain = frame.role {
                self.frames.pop();
            }
            return Ok(false);
        };
        let key = (frame.mark, frame.rule);
        match frame.role {
            Role::Plain => {}
            Role::Memo => {
                self.memo.insert(key, (Some(value), self.mark));
                self.choices.pop();
            }
            Role::Quiet(before) => {
                self.wrong = before;
                self.choices.pop();
            }
            Role::Seed { reach, .. } if self.mark > reach => {
                // It grew: try once more with the longer seed.
                self.memo.insert(key, (Some(value), self.mark));
                let top = self.frames.last_mut().expect("a rule is being applied");
                top.role = Role::Seed {
                    best: Some(value),
                    reach: self.mark,
                };
                self.mark = frame.mark;
                *pc = self.program.entries[frame.rule as usize].start;
                return Ok(true);
            }
            Role::Seed { best, reach } => {
                self.choices.pop();
                return Ok(self.end_seed(frame, best, reach, pc));
            }
        }
        self.frames.pop();
        self.values.push(value);
        *pc = frame.back;
        Ok(true)
    }

    /// Ends a left-recursive rule with the longest that it found.
    fn end_seed(&mut self, frame: Frame, best: Option<NodeId>, reach: usize, pc: &mut u32) -> bool {
        self.frames.pop();
        self.values.truncate(frame.values);
        self.mark = reach;
        *pc = frame.back;
        self.values.extend(best);
        best.is_some()
    }

    /// Goes back to the last choice; false if there is none.
    fn fail(&mut self, pc: &mut u32) -> Result<bool, Stop> {
        loop {
            match self.choices.pop() {
                None => return Ok(false),
                Some(Choice::At {
                    target,
                    mark,
                    values,
                    frames,
                }) => {
                    self.mark = mark;
                    self.values.truncate(values);
                    self.frames.truncate(frames);
                    *pc = target;
                    return Ok(true);
                }
                Some(Choice::Frame(index)) => {
                    let frame = self.frames[index];
                    self.frames.truncate(index + 1);
                    self.values.truncate(frame.values);
                    match frame.role {
                        Role::Plain => {}
                        Role::Memo => {
                            let key = (frame.mark, frame.rule);
                            self.memo.insert(key, (None, frame.mark));
                        }
                        Role::Quiet(before) => self.wrong = before,
                        Role::Seed { best, reach } => {
                            if self.end_seed(frame, best, reach, pc) {
                                return Ok(true);
                            }
                            continue;
                        }
                    }
                    self.frames.truncate(index);
                }
            }
        }
    }

    /// Takes the last choice away and goes back to where it was made.
    fn restore_choice(&mut self) {
        if let Some(Choice::At {
            mark,
            values,
            frames,
            ..
        }) = self.choices.pop()
        {
            self.mark = mark;
            self.values.truncate(values);
            self.frames.truncate(frames);
        }
    }

    /// A node over the tokens of the rule that ends now (`EXTRA`).
    pub(super) fn spanning(&mut self, shape: Shape, items: Vec<NodeId>) -> NodeId {
        let first = self.frames.last().map_or(0, |frame| frame.mark);
        let start = self.tokens[first];
        let last = self.tokens[..self.mark]
            .iter()
            .rev()
            .find(|token| !token.kind.is_layout())
            .unwrap_or(&start);
        self.nodes.add(Node {
            shape,
            token: first as u32,
            line: start.line,
            column: start.column,
            end_line: last.end_line,
            end_column: last.end_column,
            items,
        })
    }
}
