//! Questions made from a run: the answers are the run's own, the wrong ones come from known misconceptions.

use crate::session::Session;
use crate::wire::{
    Cause, Change, Choice, Count, Layer, ObjectView, Problem, Question, QuestionKind, Sentence,
    Step, Stream, Variable, View, ViewOptions, Word,
};

/// The most steps that questions are made of.
const MOST_STEPS: u64 = 250;
/// The most questions of one kind.
const MOST_OF_A_KIND: usize = 3;
/// The longest output that is asked for.
const MOST_PRINTED: usize = 40;

impl Session {
    /// Questions about the run, in the order of its steps.
    ///
    /// # Errors
    /// While the run is going.
    pub fn questions(&mut self) -> Result<Vec<Question>, Problem> {
        self.check_step(Step(0))?;
        let steps = self.summary()?.steps.min(MOST_STEPS);
        let options = ViewOptions::default();
        let mut questions = Vec::new();
        let mut before = self.view(Step(0), &options)?;
        for step in 1..steps {
            let after = self.view(Step(step), &options)?;
            self.ask_printed(&before, &after, &mut questions)?;
            ask_counts(&before, &after, &mut questions);
            ask_same(&before, &after, &mut questions);
            ask_freed(&before, &after, &mut questions);
            ask_generation(&before, &after, &mut questions);
            before = after;
        }
        self.ask_collected(&mut questions);
        questions.sort_by_key(|question| question.step);
        Ok(questions)
    }

    fn ask_printed(
        &self,
        before: &View,
        after: &View,
        questions: &mut Vec<Question>,
    ) -> Result<(), Problem> {
        let summary = self.summary()?;
        let printed: String = summary
            .output
            .iter()
            .filter(|chunk| chunk.step == before.step && chunk.stream == Stream::Stdout)
            .map(|chunk| chunk.text.as_str())
            .collect();
        let printed = printed.trim_end().to_owned();
        if printed.is_empty() || printed.contains('\n') || printed.chars().count() > MOST_PRINTED {
            return Ok(());
        }
        let mut wrong: Vec<(String, &str)> = Vec::new();
        match printed.as_str() {
            "True" => wrong.push((
                "False".to_owned(),
                "who thinks that equal values are always two objects says so",
            )),
            "False" => wrong.push(("True".to_owned(), "who takes equal for identical says so")),
            text => {
                if let Ok(number) = text.parse::<i64>() {
                    wrong.push((
                        (number - 1).to_string(),
                        "that leaves out the reference that asking itself takes",
                    ));
                    wrong.push((
                        (number + 1).to_string(),
                        "that counts one reference too many",
                    ));
                }
            }
        }
        for chunk in &summary.output {
            let other = chunk.text.trim_end();
            if wrong.len() < 3
                && other != printed
                && !other.is_empty()
                && !other.contains('\n')
                && other.chars().count() <= MOST_PRINTED
                && wrong.iter().all(|(text, _)| text != other)
            {
                wrong.push((other.to_owned(), "another line prints that"));
            }
        }
        if wrong.is_empty() {
            return Ok(());
        }
        let right = (printed, "the run prints it");
        push(
            questions,
            QuestionKind::Prints,
            before,
            after,
            None,
            vec![
                text("What does line "),
                number(u64::from(after.previous_line)),
                text(" print?"),
            ],
            right,
            wrong,
        );
        Ok(())
    }

    fn ask_collected(&mut self, questions: &mut Vec<Question>) {
        let last = self.recorder.borrow().frontier.saturating_sub(1);
        let asked: Vec<_> = self
            .collections()
            .into_iter()
            .filter(|mark| !mark.by_threshold && mark.step.0 < MOST_STEPS && mark.step.0 < last)
            .take(MOST_OF_A_KIND)
            .collect();
        for mark in asked {
            let right = mark.collected;
            let mut wrong: Vec<(String, &str)> = Vec::new();
            let mut add = |count: u64, why: &'static str| {
                if count != right && wrong.iter().all(|(text, _)| *text != count.to_string()) {
                    wrong.push((count.to_string(), why));
                }
            };
            add(0, "who thinks that counting alone frees everything says so");
            add(
                right / 2,
                "the dict of an instance is an object too, where the version makes one",
            );
            add(
                right + 1,
                "that takes something that is still reachable for garbage",
            );
            add(
                right * 2,
                "not every part of an object is tracked by itself",
            );
            questions.push(Question {
                kind: QuestionKind::Collected,
                step: mark.step,
                line: mark.line,
                answer_step: Step((mark.step.0 + 1).min(last)),
                text: Sentence {
                    words: vec![
                        text("How many objects does the collection on line "),
                        number(u64::from(mark.line)),
                        text(" find unreachable?"),
                    ],
                },
                choices: choices((right.to_string(), "the run counts them"), wrong),
                object: None,
            });
        }
    }
}

fn text(words: &str) -> Word {
    Word::Text(words.to_owned())
}

fn number(number: u64) -> Word {
    Word::Number(number.to_string())
}

/// The right answer among the wrong ones, in an order that tells nothing: that of their texts.
fn choices(right: (String, &str), wrong: Vec<(String, &str)>) -> Vec<Choice> {
    let mut all: Vec<Choice> = wrong
        .into_iter()
        .take(3)
        .map(|(text, why)| Choice {
            text,
            correct: false,
            why: why.to_owned(),
        })
        .collect();
    all.push(Choice {
        text: right.0,
        correct: true,
        why: right.1.to_owned(),
    });
    all.sort_by(|a, b| {
        let as_number = |choice: &Choice| choice.text.parse::<i64>().ok();
        as_number(a)
            .cmp(&as_number(b))
            .then_with(|| a.text.cmp(&b.text))
    });
    all
}

#[expect(clippy::too_many_arguments, reason = "a question is made of that much")]
fn push(
    questions: &mut Vec<Question>,
    kind: QuestionKind,
    before: &View,
    after: &View,
    object: Option<crate::wire::ObjectId>,
    words: Vec<Word>,
    right: (String, &str),
    wrong: Vec<(String, &str)>,
) {
    let of_kind = questions.iter().filter(|one| one.kind == kind);
    let of_line = questions
        .iter()
        .any(|one| one.kind == kind && one.line == after.previous_line);
    if of_kind.count() >= MOST_OF_A_KIND || of_line || after.previous_line == 0 {
        return;
    }
    questions.push(Question {
        kind,
        step: before.step,
        line: after.previous_line,
        answer_step: after.step,
        text: Sentence { words },
        choices: choices(right, wrong),
        object,
    });
}

/// The variables of the frame that runs, with the objects they are bound to.
fn bound(view: &View) -> Vec<(&Variable, &ObjectView)> {
    let Some(frame) = view.frames.last() else {
        return Vec::new();
    };
    let objects = |variable: &Variable| {
        view.objects
            .iter()
            .find(|object| Some(object.id) == variable.held.object)
    };
    frame
        .variables
        .iter()
        .filter_map(|variable| objects(variable).map(|object| (variable, object)))
        .filter(|(_, object)| object.layer == Layer::Data)
        .collect()
}

fn ask_counts(before: &View, after: &View, questions: &mut Vec<Question>) {
    for change in &after.changes {
        let Change::Count { object, from, to } = change else {
            continue;
        };
        let of_name = bound(after).into_iter().find(|(_, one)| one.id == *object);
        let Some((variable, shown)) = of_name else {
            continue;
        };
        let Count::References(_) = shown.count else {
            continue;
        };
        let names = bound(after)
            .iter()
            .filter(|(_, one)| one.id == *object)
            .count() as u64;
        let mut wrong: Vec<(String, &str)> = Vec::new();
        let mut add = |count: u64, why: &'static str| {
            if count != *to && wrong.iter().all(|(text, _)| *text != count.to_string()) {
                wrong.push((count.to_string(), why));
            }
        };
        add(*from, "the line changes it");
        add(
            to + 1,
            "sys.getrefcount says that: its own argument is one more",
        );
        add(
            names,
            "containers and attributes hold references too, not names alone",
        );
        add(1, "an object can be held from many places");
        push(
            questions,
            QuestionKind::Count,
            before,
            after,
            Some(*object),
            vec![
                text("How many references are there to the object that "),
                Word::Code(variable.name.clone()),
                text(" names after line "),
                number(u64::from(after.previous_line)),
                text("?"),
            ],
            (to.to_string(), "the ledger names each of them"),
            wrong,
        );
    }
}

fn ask_same(before: &View, after: &View, questions: &mut Vec<Question>) {
    let now = bound(after);
    for (at, (one, of_one)) in now.iter().enumerate() {
        if !one.changed {
            continue;
        }
        for (other, of_other) in now
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != at)
            .map(|(_, b)| b)
        {
            let is_same = of_one.id == of_other.id;
            let is_alike = of_one.type_name == of_other.type_name
                && of_one.value == of_other.value
                && of_one.rows.len() == of_other.rows.len()
                && of_one
                    .rows
                    .iter()
                    .zip(&of_other.rows)
                    .all(|(a, b)| a.held.text == b.held.text);
            if !is_same && !is_alike {
                continue;
            }
            let (right, wrong) = if is_same {
                (
                    ("Yes", "both names lead to one object"),
                    ("No", "who thinks that an assignment copies says so"),
                )
            } else {
                (
                    ("No", "they are alike, and two objects"),
                    ("Yes", "who takes equal for identical says so"),
                )
            };
            push(
                questions,
                QuestionKind::Same,
                before,
                after,
                Some(of_one.id),
                vec![
                    text("After line "),
                    number(u64::from(after.previous_line)),
                    text(", are "),
                    Word::Code(one.name.clone()),
                    text(" and "),
                    Word::Code(other.name.clone()),
                    text(" the same object?"),
                ],
                (right.0.to_owned(), right.1),
                vec![(wrong.0.to_owned(), wrong.1)],
            );
            return;
        }
    }
}

fn ask_freed(before: &View, after: &View, questions: &mut Vec<Question>) {
    for change in &after.changes {
        let Change::Name {
            name,
            from: Some(from),
            ..
        } = change
        else {
            continue;
        };
        let was = before
            .objects
            .iter()
            .find(|object| Some(object.id) == from.object);
        let Some(was) = was.filter(|object| object.layer == Layer::Data) else {
            continue;
        };
        if let Count::Immortal(_) = was.count {
            continue;
        }
        let freed = after.changes.iter().find_map(|change| match change {
            Change::Freed { object, cause } if *object == was.id => Some(cause),
            _ => None,
        });
        let (right, wrong) = match freed {
            Some(Cause::Collected { .. }) => (
                ("Yes", "the collector finds it unreachable"),
                ("No", "nothing leads to it any more"),
            ),
            Some(_) => (
                ("Yes", "its last reference goes: the count reaches 0"),
                (
                    "No",
                    "who thinks that objects wait for the collector says so",
                ),
            ),
            None => (
                ("No", "something else still holds it"),
                ("Yes", "a name goes, not the object: others hold it"),
            ),
        };
        push(
            questions,
            QuestionKind::Freed,
            before,
            after,
            Some(was.id),
            vec![
                text("Is the object that "),
                Word::Code(name.clone()),
                text(" names freed on line "),
                number(u64::from(after.previous_line)),
                text("?"),
            ],
            (right.0.to_owned(), right.1),
            vec![(wrong.0.to_owned(), wrong.1)],
        );
    }
}

fn ask_generation(before: &View, after: &View, questions: &mut Vec<Question>) {
    for change in &after.changes {
        let Change::Generation {
            object,
            from: Some(from),
            to: Some(to),
        } = change
        else {
            continue;
        };
        let of_name = bound(after).into_iter().find(|(_, one)| one.id == *object);
        let Some((variable, _)) = of_name else {
            continue;
        };
        let wrong = (0..3_u8)
            .filter(|generation| generation != to)
            .map(|generation| {
                let why = if generation == *from {
                    "who survives a collection moves on"
                } else {
                    "it moves by one generation at a time, and no further than 2"
                };
                (generation.to_string(), why)
            });
        push(
            questions,
            QuestionKind::Generation,
            before,
            after,
            Some(*object),
            vec![
                text("In which generation is the object that "),
                Word::Code(variable.name.clone()),
                text(" names after line "),
                number(u64::from(after.previous_line)),
                text("?"),
            ],
            (to.to_string(), "it survived the collection"),
            wrong.collect(),
        );
    }
}
