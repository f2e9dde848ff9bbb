//! Matching: a program of instructions, run with a stack of what to try next. Compiler and run share the steps, so
//! they share the file.

use super::parse::{At, Greed, Item, MANY, Node, flag, width};
use crate::text::unicode::Unicode;

/// A test of one character.
#[derive(Clone, Debug)]
pub enum Test {
    /// This one.
    Literal(u32),
    /// One of these, which are the same without regard to case.
    Folded(u32, bool),
    /// Anything, line ends too or not.
    Any(bool),
    /// One of a set, or none of it.
    Set(Vec<Item>, bool, u32),
}

/// One instruction.
#[derive(Clone, Debug)]
pub enum Step {
    /// One character.
    One(Test),
    /// Many of one kind, at once.
    Many(Test, u32, u32, Greed),
    /// First the one, then the other place.
    Split(usize, usize),
    /// Go on there.
    Jump(usize),
    /// Keep the present place.
    Save(usize),
    /// Ask the place.
    Assert(At, u32),
    /// What a group matched.
    Reference(u32, u32),
    /// Match the steps up to the place given, ahead or so far behind, and go on there if that is as wanted.
    Look(usize, Option<u32>, bool),
    /// Match the steps up to the place given once and for all.
    Atomic(usize),
    /// Go on there unless the group matched.
    Unless(u32, usize),
    /// A loop begins a round: its place is kept.
    Round(usize),
    /// Leave the loop where the round matched nothing.
    Progress(usize, usize),
    /// Matched.
    End,
}

/// A compiled expression.
#[derive(Debug)]
pub struct Program {
    steps: Vec<Step>,
    /// Groups.
    pub groups: u32,
    rounds: usize,
    is_text: bool,
}

/// Where each group begins and ends; -1 for one that matched nothing.
pub type Marks = Vec<i64>;

struct Compiler {
    steps: Vec<Step>,
    rounds: usize,
}

/// What can't be compiled.
pub enum Refusal {
    /// The words of CPython.
    Wrong(&'static str),
    /// Too large for this engine.
    TooLarge,
}

/// Compiles an expression.
pub fn compile(node: &Node, groups: u32, is_text: bool) -> Result<Program, Refusal> {
    let mut compiler = Compiler {
        steps: Vec::new(),
        rounds: 0,
    };
    compiler.node(node)?;
    compiler.steps.push(Step::End);
    Ok(Program {
        steps: compiler.steps,
        groups,
        rounds: compiler.rounds,
        is_text,
    })
}

fn test_of(node: &Node) -> Option<Test> {
    Some(match node {
        Node::Literal(point, flags) if flags & flag::I != 0 => {
            Test::Folded(*point, flags & flag::U != 0)
        }
        Node::Literal(point, _) => Test::Literal(*point),
        Node::Any(flags) => Test::Any(flags & flag::S != 0),
        Node::Set(items, is_negated, flags) => Test::Set(items.clone(), *is_negated, *flags),
        Node::Group(0, inner) => return test_of(inner),
        Node::Sequence(nodes) if nodes.len() == 1 => return test_of(&nodes[0]),
        _ => return None,
    })
}

impl Compiler {
    fn node(&mut self, node: &Node) -> Result<(), Refusal> {
        if self.steps.len() > 200_000 {
            return Err(Refusal::TooLarge);
        }
        if let Some(test) = test_of(node) {
            self.steps.push(Step::One(test));
            return Ok(());
        }
        match node {
            Node::Literal(..) | Node::Any(_) | Node::Set(..) => {}
            Node::Sequence(nodes) => {
                for node in nodes {
                    self.node(node)?;
                }
            }
            Node::Branch(nodes) => {
                let mut jumps = Vec::new();
                for (at, node) in nodes.iter().enumerate() {
                    if at + 1 < nodes.len() {
                        let split = self.steps.len();
                        self.steps.push(Step::Split(split + 1, 0));
                        self.node(node)?;
                        jumps.push(self.steps.len());
                        self.steps.push(Step::Jump(0));
                        let next = self.steps.len();
                        self.steps[split] = Step::Split(split + 1, next);
                    } else {
                        self.node(node)?;
                    }
                }
                let end = self.steps.len();
                for jump in jumps {
                    self.steps[jump] = Step::Jump(end);
                }
            }
            Node::Repeat(inner, low, high, greed) => self.repeat(inner, *low, *high, *greed)?,
            Node::Group(0, inner) => self.node(inner)?,
            Node::Group(group, inner) => {
                self.steps.push(Step::Save(2 * *group as usize));
                self.node(inner)?;
                self.steps.push(Step::Save(2 * *group as usize + 1));
            }
            Node::Reference(group, flags) => self.steps.push(Step::Reference(*group, *flags)),
            Node::Assertion(at, flags) => self.steps.push(Step::Assert(*at, *flags)),
            Node::Look(inner, is_ahead, is_wanted) => {
                let behind = if *is_ahead {
                    None
                } else {
                    let (low, high) = width(inner);
                    if low != high {
                        return Err(Refusal::Wrong("look-behind requires fixed-width pattern"));
                    }
                    Some(low)
                };
                let at = self.steps.len();
                self.steps.push(Step::Look(0, behind, *is_wanted));
                self.node(inner)?;
                self.steps.push(Step::End);
                let end = self.steps.len();
                self.steps[at] = Step::Look(end, behind, *is_wanted);
            }
            Node::Atomic(inner) => {
                let at = self.steps.len();
                self.steps.push(Step::Atomic(0));
                self.node(inner)?;
                self.steps.push(Step::End);
                let end = self.steps.len();
                self.steps[at] = Step::Atomic(end);
            }
            Node::Conditional(group, yes, no) => {
                let at = self.steps.len();
                self.steps.push(Step::Unless(*group, 0));
                self.node(yes)?;
                let jump = self.steps.len();
                self.steps.push(Step::Jump(0));
                self.steps[at] = Step::Unless(*group, jump + 1);
                self.node(no)?;
                let end = self.steps.len();
                self.steps[jump] = Step::Jump(end);
            }
        }
        Ok(())
    }

    fn repeat(&mut self, inner: &Node, low: u32, high: u32, greed: Greed) -> Result<(), Refusal> {
        if let Some(test) = test_of(inner) {
            self.steps.push(Step::Many(test, low, high, greed));
            return Ok(());
        }
        if greed == Greed::Possessive {
            let greedy = Node::Repeat(Box::new(inner.clone()), low, high, Greed::Greedy);
            return self.node(&Node::Atomic(Box::new(greedy)));
        }
        for _ in 0..low {
            self.node(inner)?;
        }
        let order = |first: usize, second: usize| {
            if greed == Greed::Lazy {
                Step::Split(second, first)
            } else {
                Step::Split(first, second)
            }
        };
        if high == MANY {
            let round = self.rounds;
            self.rounds += 1;
            let split = self.steps.len();
            self.steps.push(Step::End);
            self.steps.push(Step::Round(round));
            self.node(inner)?;
            let progress = self.steps.len();
            self.steps.push(Step::Progress(round, progress + 2));
            self.steps.push(Step::Jump(split));
            self.steps[split] = order(split + 1, progress + 2);
            return Ok(());
        }
        let mut splits = Vec::new();
        for _ in low..high {
            splits.push(self.steps.len());
            self.steps.push(Step::End);
            self.node(inner)?;
        }
        let end = self.steps.len();
        for split in splits {
            self.steps[split] = order(split + 1, end);
        }
        Ok(())
    }
}

enum Retry {
    /// Go on at this step and place.
    At(usize, usize),
    /// A run that may end sooner: step behind it, least and present end.
    Shrink(usize, usize, usize),
    /// A run that may go on: its step, present end, how many more.
    Grow(usize, usize, u32),
    /// A mark's former value.
    Mark(usize, i64),
    /// A loop's former place.
    Round(usize, usize),
}

/// A run over a subject.
pub struct Run<'a> {
    program: &'a Program,
    subject: &'a [u32],
    end: usize,
    db: Unicode,
    /// Groups' ends.
    pub marks: Marks,
    rounds: Vec<usize>,
    /// Where the whole may not match the empty string.
    barred: Option<usize>,
    /// Steps left to take.
    pub fuel: u64,
}

fn lower(db: Unicode, point: u32, by_unicode: bool) -> u32 {
    if point < 128 {
        return u32::from((point as u8).to_ascii_lowercase());
    }
    if !by_unicode {
        return point;
    }
    match db.to_lower(point).points() {
        [one] => *one,
        _ => point,
    }
}

fn is_word(db: Unicode, point: u32, by_unicode: bool) -> bool {
    if point < 128 {
        return point == 95 || (point as u8).is_ascii_alphanumeric();
    }
    by_unicode && db.is_alnum(point)
}

fn is_space(point: u32, by_unicode: bool) -> bool {
    if point < 128 {
        return matches!(point, 9..=13 | 32) || by_unicode && matches!(point, 28..=31);
    }
    by_unicode && char::from_u32(point).is_some_and(char::is_whitespace)
}

impl<'a> Run<'a> {
    /// Over `subject`, up to a place of it.
    pub fn new(program: &'a Program, subject: &'a [u32], end: usize, db: Unicode) -> Run<'a> {
        Run {
            program,
            subject,
            end,
            db,
            marks: vec![-1; 2 * program.groups as usize + 2],
            rounds: vec![usize::MAX; program.rounds],
            barred: None,
            fuel: 50_000_000,
        }
    }

    /// Matches at a place; at the whole of the subject where `is_full`.
    pub fn at(&mut self, place: usize, is_full: bool) -> bool {
        self.marks.fill(-1);
        match self.steps(0, place, is_full) {
            Some(end) => {
                self.marks[0] = place as i64;
                self.marks[1] = end as i64;
                true
            }
            None => false,
        }
    }

    /// Matches at the first place from `place` on where it can.
    pub fn search(&mut self, place: usize) -> bool {
        let first = match self.program.steps.first() {
            Some(Step::One(Test::Literal(point))) => Some(*point),
            _ => None,
        };
        for at in place..=self.end {
            if self.fuel == 0 {
                return false;
            }
            if first.is_some_and(|point| at >= self.end || self.subject[at] != point) {
                continue;
            }
            if self.at(at, false) {
                return true;
            }
        }
        false
    }

    /// The same, but an empty match may not be at `at`: one was there.
    pub fn search_not_empty(&mut self, place: usize, at: usize) -> bool {
        self.barred = Some(at);
        let found = self.search(place);
        self.barred = None;
        found
    }

    fn passes(&self, test: &Test, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let point = self.subject[at];
        match test {
            Test::Literal(wanted) => point == *wanted,
            Test::Folded(wanted, by_unicode) => {
                lower(self.db, point, *by_unicode) == lower(self.db, *wanted, *by_unicode)
            }
            Test::Any(all) => *all || point != 10,
            Test::Set(items, is_negated, flags) => {
                let by_unicode = self.program.is_text && flags & flag::U != 0;
                let mut found = items.iter().any(|item| self.is_in(item, point, by_unicode));
                if !found && flags & flag::I != 0 {
                    let small = lower(self.db, point, by_unicode);
                    found = items.iter().any(|item| self.is_in(item, small, by_unicode));
                    if !found && (by_unicode || point < 128) {
                        let mapped = self.db.to_upper(small);
                        if let [great] = mapped.points() {
                            found = items
                                .iter()
                                .any(|item| self.is_in(item, *great, by_unicode));
                        }
                    }
                }
                found != *is_negated
            }
        }
    }

    fn is_in(&self, item: &Item, point: u32, by_unicode: bool) -> bool {
        match item {
            Item::Range(low, high) => (*low..=*high).contains(&point),
            Item::Category(c) => {
                let is = match c.to_ascii_lowercase() {
                    'd' if point < 128 => (48..58).contains(&point),
                    'd' => by_unicode && self.db.decimal(point).is_some(),
                    'w' => is_word(self.db, point, by_unicode),
                    _ => is_space(point, by_unicode),
                };
                is != c.is_ascii_uppercase()
            }
        }
    }

    fn asserts(&self, at: At, flags: u32, place: usize) -> bool {
        match at {
            At::Start => place == 0,
            At::LineStart => place == 0 || self.subject[place - 1] == 10,
            At::End => place == self.end,
            At::LastEnd => place == self.end || place + 1 == self.end && self.subject[place] == 10,
            At::LineEnd => place == self.end || self.subject[place] == 10,
            At::Boundary | At::NoBoundary => {
                let by_unicode = self.program.is_text && flags & flag::U != 0;
                let before = place > 0 && is_word(self.db, self.subject[place - 1], by_unicode);
                let behind = place < self.end && is_word(self.db, self.subject[place], by_unicode);
                let is = before != behind;
                is == (at == At::Boundary)
            }
        }
    }

    /// Runs steps from one on, until their end; gives the place there.
    fn steps(&mut self, from: usize, place: usize, is_full: bool) -> Option<usize> {
        let program = self.program;
        let mut retries: Vec<Retry> = Vec::new();
        let (mut step, mut at) = (from, place);
        loop {
            if self.fuel == 0 {
                return None;
            }
            self.fuel -= 1;
            let goes_on = match &program.steps[step] {
                Step::One(test) => {
                    let passes = self.passes(test, at);
                    step += 1;
                    at += 1;
                    passes
                }
                Step::Many(test, low, high, greed) => {
                    let mut end = at;
                    let wanted = if *greed == Greed::Lazy { *low } else { *high };
                    let most = at.saturating_add(wanted as usize);
                    while end < most && self.passes(test, end) {
                        end += 1;
                    }
                    let least = at + *low as usize;
                    if end < least {
                        false
                    } else {
                        match greed {
                            Greed::Greedy if end > least => {
                                retries.push(Retry::Shrink(step + 1, least, end));
                            }
                            Greed::Lazy if high > low => {
                                retries.push(Retry::Grow(step, end, high - low));
                            }
                            _ => {}
                        }
                        at = end;
                        step += 1;
                        true
                    }
                }
                Step::Split(first, second) => {
                    retries.push(Retry::At(*second, at));
                    step = *first;
                    true
                }
                Step::Jump(to) => {
                    step = *to;
                    true
                }
                Step::Save(mark) => {
                    retries.push(Retry::Mark(*mark, self.marks[*mark]));
                    self.marks[*mark] = at as i64;
                    step += 1;
                    true
                }
                Step::Assert(what, flags) => {
                    step += 1;
                    self.asserts(*what, *flags, at)
                }
                Step::Reference(group, flags) => {
                    let group = 2 * *group as usize;
                    let (low, high) = (self.marks[group], self.marks[group + 1]);
                    step += 1;
                    if low < 0 || high < low {
                        false
                    } else {
                        let length = (high - low) as usize;
                        let same = at + length <= self.end
                            && (0..length).all(|offset| {
                                let a = self.subject[low as usize + offset];
                                let b = self.subject[at + offset];
                                a == b
                                    || flags & flag::I != 0
                                        && lower(self.db, a, flags & flag::U != 0)
                                            == lower(self.db, b, flags & flag::U != 0)
                            });
                        at += length;
                        same
                    }
                }
                Step::Look(end, behind, is_wanted) => {
                    let kept = self.marks.clone();
                    let begin = at.checked_sub(behind.unwrap_or(0) as usize);
                    let found =
                        begin.is_some_and(|begin| self.steps(step + 1, begin, false).is_some());
                    if found && *is_wanted {
                        for (mark, &old) in kept.iter().enumerate() {
                            if self.marks[mark] != old {
                                retries.push(Retry::Mark(mark, old));
                            }
                        }
                    } else {
                        self.marks = kept;
                    }
                    step = *end;
                    found == *is_wanted
                }
                Step::Atomic(end) => {
                    let kept = self.marks.clone();
                    match self.steps(step + 1, at, false) {
                        Some(place) => {
                            for (mark, &old) in kept.iter().enumerate() {
                                if self.marks[mark] != old {
                                    retries.push(Retry::Mark(mark, old));
                                }
                            }
                            at = place;
                            step = *end;
                            true
                        }
                        None => {
                            self.marks = kept;
                            false
                        }
                    }
                }
                Step::Unless(group, to) => {
                    let is_there = self.marks[2 * *group as usize + 1] >= 0;
                    step = if is_there { step + 1 } else { *to };
                    true
                }
                Step::Round(round) => {
                    retries.push(Retry::Round(*round, self.rounds[*round]));
                    self.rounds[*round] = at;
                    step += 1;
                    true
                }
                Step::Progress(round, leave) => {
                    step = if self.rounds[*round] == at {
                        *leave
                    } else {
                        step + 1
                    };
                    true
                }
                Step::End => {
                    let is_barred = from == 0 && at == place && self.barred == Some(at);
                    if !is_barred && (!is_full || at == self.end) {
                        return Some(at);
                    }
                    false
                }
            };
            if goes_on {
                continue;
            }
            loop {
                match retries.pop()? {
                    Retry::At(to, place) => {
                        (step, at) = (to, place);
                        break;
                    }
                    Retry::Shrink(to, least, end) => {
                        let end = end - 1;
                        if end > least {
                            retries.push(Retry::Shrink(to, least, end));
                        }
                        (step, at) = (to, end);
                        break;
                    }
                    Retry::Grow(of, end, left) => {
                        if let Step::Many(test, ..) = &program.steps[of]
                            && self.passes(test, end)
                        {
                            if left > 1 {
                                let left = if left == MANY { left } else { left - 1 };
                                retries.push(Retry::Grow(of, end + 1, left));
                            }
                            (step, at) = (of + 1, end + 1);
                            break;
                        }
                    }
                    Retry::Mark(mark, old) => self.marks[mark] = old,
                    Retry::Round(round, old) => self.rounds[round] = old,
                }
            }
        }
    }

    /// The last group that matched, as `lastindex` has it: the one that was closed last.
    pub fn last_group(&self) -> i64 {
        let mut last = -1;
        let mut best = (-1, i64::MAX);
        for group in 1..=self.program.groups as usize {
            let (low, high) = (self.marks[2 * group], self.marks[2 * group + 1]);
            if high >= 0 && (high > best.0 || high == best.0 && low < best.1) {
                best = (high, low);
                last = group as i64;
            }
        }
        last
    }
}
