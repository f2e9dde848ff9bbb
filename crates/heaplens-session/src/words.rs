//! What happened at a step and why, in one or two plain sentences, from the same changes as the picture.

use crate::wire::{
    Cause, Change, FrameId, ObjectId, Pause, Reference, Sentence, Strength, View, Word,
};

/// The most clauses of a sentence: more is a list that nobody reads.
const MOST_CLAUSES: usize = 4;
/// The most characters of a statement that is quoted.
const MOST_QUOTED: usize = 60;

/// The words of the step that led from `before` to `after`. `source` is the program's text, `printed` what the step
/// wrote on standard output.
#[must_use]
pub fn words_of(before: Option<&View>, after: &View, source: &str, printed: &str) -> Vec<Sentence> {
    let Some(before) = before else {
        return vec![opening(after)];
    };
    let mut clauses = Vec::new();
    let teller = Teller { before, after };
    for change in &after.changes {
        clauses.extend(teller.clause(change));
    }
    clauses.sort_by_key(|(rank, _)| *rank);
    let more = clauses.len().saturating_sub(MOST_CLAUSES);
    let mut words = head(after, source);
    let has_clauses = !clauses.is_empty();
    for (at, (_, clause)) in clauses.into_iter().take(MOST_CLAUSES).enumerate() {
        if at > 0 {
            words.push(text("; "));
        }
        words.extend(clause);
    }
    if more > 0 {
        words.push(text(if more == 1 {
            "; and one more change"
        } else {
            "; and "
        }));
        if more > 1 {
            words.push(Word::Number(more.to_string()));
            words.push(text(" more changes"));
        }
    }
    if !has_clauses && printed.is_empty() {
        words.push(text("nothing changes in the heap"));
    }
    if !printed.is_empty() {
        words.push(text(if has_clauses {
            "; it prints "
        } else {
            "it prints "
        }));
        words.push(Word::Code(quote(printed.trim_end_matches('\n'))));
    }
    words.push(text("."));
    let mut sentences = vec![Sentence { words }];
    sentences.extend(ending(after));
    sentences
}

/// Each change that led from `before` to `after`, as a sentence of its own.
#[must_use]
pub fn clauses_of(before: &View, after: &View) -> Vec<Sentence> {
    let teller = Teller { before, after };
    let mut clauses: Vec<_> = after
        .changes
        .iter()
        .filter_map(|change| teller.clause(change))
        .collect();
    clauses.sort_by_key(|(rank, _)| *rank);
    clauses
        .into_iter()
        .map(|(_, mut words)| {
            words.push(text("."));
            Sentence { words }
        })
        .collect()
}

fn opening(view: &View) -> Sentence {
    let words = match (&view.pause, view.line) {
        (Pause::Ended, _) => vec![text("There is nothing to run.")],
        (_, line) => vec![
            text("Nothing has run yet: line "),
            Word::Number(line.to_string()),
            text(" comes first."),
        ],
    };
    Sentence { words }
}

fn ending(view: &View) -> Option<Sentence> {
    let words = match &view.pause {
        Pause::Ended => vec![text("The program has ended; its names are still there.")],
        Pause::Stopped => vec![text("A limit stopped the run here.")],
        Pause::Raising(exception) => vec![
            Word::Code(exception.text.clone()),
            text(" is on its way out."),
        ],
        Pause::Returning(value) => vec![
            text("The call gives back "),
            Word::Code(value.text.clone()),
            text("."),
        ],
        Pause::Line => return None,
    };
    Some(Sentence { words })
}

/// `Line 5, ` and the statement.
fn head(after: &View, source: &str) -> Vec<Word> {
    let line = after.previous_line;
    if line == 0 {
        return Vec::new();
    }
    let statement = source
        .lines()
        .nth(line as usize - 1)
        .map(statement_of)
        .unwrap_or_default();
    let mut words = vec![text("Line "), Word::Number(line.to_string())];
    if !statement.is_empty() {
        words.push(text(", "));
        words.push(Word::Code(quote(statement)));
    }
    words.push(text(": "));
    words
}

/// A line's statement: without its indent and without the comment behind it.
fn statement_of(line: &str) -> &str {
    let mut quote = None;
    let mut is_escaped = false;
    for (at, c) in line.char_indices() {
        match quote {
            _ if is_escaped => is_escaped = false,
            Some(_) if c == '\\' => is_escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '#' => return without_colon(&line[..at]),
            None if c == '"' || c == '\'' => quote = Some(c),
            None => {}
        }
    }
    without_colon(line)
}

/// Without its indent, and without the colon that opens a block.
fn without_colon(statement: &str) -> &str {
    let statement = statement.trim();
    statement.strip_suffix(':').map_or(statement, str::trim_end)
}

fn quote(code: &str) -> String {
    let one_line = code.replace('\n', "⏎");
    if one_line.chars().count() <= MOST_QUOTED {
        return one_line;
    }
    one_line
        .chars()
        .take(MOST_QUOTED - 1)
        .chain(['…'])
        .collect()
}

fn text(words: &str) -> Word {
    Word::Text(words.to_owned())
}

struct Teller<'v> {
    before: &'v View,
    after: &'v View,
}

impl Teller<'_> {
    /// A change as a clause, and how early it is told; `None` if another change tells it.
    fn clause(&self, change: &Change) -> Option<(u8, Vec<Word>)> {
        match change {
            Change::FrameEntered { frame } => Some((0, self.entered(*frame)?)),
            Change::FrameLeft { name, .. } => {
                Some((1, vec![Word::Code(name.clone()), text(" has returned")]))
            }
            Change::Name { name, from, to, .. } => {
                let from = from.as_ref().map(|held| self.held(held.object, &held.text));
                let to = to.as_ref().map(|held| self.held(held.object, &held.text));
                Some((2, name_clause(name, from, to)))
            }
            Change::Row { object, row } => self.row(*object, *row).map(|clause| (3, clause)),
            Change::Count { object, from, to } => Some((4, self.count(*object, *from, *to))),
            Change::Resized { object, from, to } => {
                let verb = if to > from {
                    " grows from "
                } else {
                    " shrinks from "
                };
                Some((
                    6,
                    vec![
                        self.object(*object),
                        text(verb),
                        number(*from),
                        text(" to "),
                        number(*to),
                        text(" bytes"),
                    ],
                ))
            }
            Change::Freed { object, cause } => {
                let why = match cause {
                    Cause::CountReachedZero { .. } => " is freed: its count reached 0",
                    Cause::Collected { .. } => " is freed by the collector",
                    Cause::InterpreterEnd => " is freed: the interpreter ends",
                };
                Some((5, vec![self.object(*object), text(why)]))
            }
            Change::BecameGarbage { object } => Some((
                5,
                vec![
                    self.object(*object),
                    text(" is garbage now: no name leads to it"),
                ],
            )),
            Change::Collection {
                generation,
                collected,
                by_threshold,
            } => {
                let by = if *by_threshold {
                    ", its threshold being passed"
                } else {
                    ""
                };
                let words = vec![
                    text("the collector runs on generation "),
                    number(u64::from(*generation)),
                    text(by),
                    text(" and finds "),
                    number(*collected),
                    text(" unreachable"),
                ];
                Some((4, words))
            }
            Change::Value { object } => {
                Some((3, vec![self.object(*object), text(" changes in place")]))
            }
            // Told by the name or the row that holds it, or of no weight.
            Change::Appeared { .. } | Change::Generation { .. } => None,
        }
    }

    fn entered(&self, frame: FrameId) -> Option<Vec<Word>> {
        let frame = self.after.frames.iter().find(|one| one.id == frame)?;
        let mut words = vec![
            text("the call of "),
            Word::Code(frame.name.clone()),
            text(" begins"),
        ];
        let given: Vec<_> = frame
            .variables
            .iter()
            .filter(|one| one.held.object.is_some())
            .collect();
        for (at, variable) in given.iter().enumerate().take(3) {
            words.push(text(if at == 0 { ", with " } else { ", " }));
            words.push(Word::Code(variable.name.clone()));
            words.push(text(" holding "));
            words.push(self.held(variable.held.object, &variable.held.text));
        }
        Some(words)
    }

    /// One row's change; of several rows of one object the first speaks for all.
    fn row(&self, object: ObjectId, row: Option<u32>) -> Option<Vec<Word>> {
        let is_row_of = |change: &&Change| matches!(change, Change::Row { object: other, .. } if *other == object);
        let of_object: Vec<&Change> = self.after.changes.iter().filter(is_row_of).collect();
        let is_first =
            matches!(of_object.first(), Some(Change::Row { row: first, .. }) if *first == row);
        if !is_first {
            return None;
        }
        let now = self.after.objects.iter().find(|one| one.id == object)?;
        let was = self.before.objects.iter().find(|one| one.id == object)?;
        let title = self.object(object);
        let rows = |count: u64| if count == 1 { " item" } else { " items" };
        if now.row_count > was.row_count {
            let more = now.row_count - was.row_count;
            return Some(vec![title, text(" gains "), number(more), text(rows(more))]);
        }
        if now.row_count < was.row_count {
            let less = was.row_count - now.row_count;
            return Some(vec![title, text(" loses "), number(less), text(rows(less))]);
        }
        let held = now.rows.get(row? as usize)?;
        let place = match &held.label {
            crate::wire::RowLabel::Index(index) => format!("[{index}]"),
            crate::wire::RowLabel::Key(key) => format!("[{key}]"),
            crate::wire::RowLabel::Attribute(name) => format!(".{name}"),
            crate::wire::RowLabel::Field(name) => name.clone(),
            crate::wire::RowLabel::Element => return Some(vec![title, text(" changes")]),
        };
        let to = self.held(held.held.object, &held.held.text);
        Some(vec![
            Word::Code(place),
            text(" of "),
            title,
            text(" now holds "),
            to,
        ])
    }

    fn count(&self, object: ObjectId, from: u64, to: u64) -> Vec<Word> {
        let mut words = vec![
            self.object(object),
            text(" goes from "),
            number(from),
            text(" to "),
            number(to),
        ];
        let holders: Vec<&Reference> = self
            .after
            .references
            .iter()
            .filter(|one| {
                one.to == object && matches!(one.strength, Strength::Lasting | Strength::Passing)
            })
            .collect();
        match holders.as_slice() {
            [only] if to == 1 => {
                words.extend([
                    text(", held now by "),
                    Word::Code(only.label.clone()),
                    text(" alone"),
                ]);
            }
            few @ [_, _] | few @ [_, _, _] if few.len() as u64 == to => {
                words.push(text(", held now by "));
                for (at, holder) in few.iter().enumerate() {
                    let last = at + 1 == few.len();
                    words.push(text(if at == 0 {
                        ""
                    } else if last {
                        " and "
                    } else {
                        ", "
                    }));
                    words.push(Word::Code(holder.label.clone()));
                }
            }
            _ => {}
        }
        words
    }

    fn object(&self, id: ObjectId) -> Word {
        let find = |view: &View| {
            view.objects
                .iter()
                .find(|one| one.id == id)
                .map(|one| one.title.clone())
        };
        match find(self.after).or_else(|| find(self.before)) {
            Some(title) => Word::Object { id, title },
            None => text("an object"),
        }
    }

    fn held(&self, object: Option<ObjectId>, held: &str) -> Word {
        match object {
            Some(id) if self.is_shown(id) => self.object(id),
            _ => Word::Code(held.to_owned()),
        }
    }

    fn is_shown(&self, id: ObjectId) -> bool {
        let has = |view: &View| view.objects.iter().any(|one| one.id == id);
        has(self.after) || has(self.before)
    }
}

fn name_clause(name: &str, from: Option<Word>, to: Option<Word>) -> Vec<Word> {
    let name = Word::Code(name.to_owned());
    match (from, to) {
        (None, Some(to)) => vec![name, text(" is bound to "), to],
        (Some(from), Some(to)) => vec![
            name,
            text(" is bound to "),
            to,
            text(", no longer to "),
            from,
        ],
        (_, None) => vec![text("the name "), name, text(" is gone")],
    }
}

fn number(number: u64) -> Word {
    Word::Number(number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_quoted_without_its_comment() {
        assert_eq!(statement_of("    x = 1  # one"), "x = 1");
        assert_eq!(
            statement_of("print('#', \"it's # not\")  # is"),
            "print('#', \"it's # not\")"
        );
        assert_eq!(statement_of(r"s = 'a\'#b' # c"), r"s = 'a\'#b'");
    }
}
