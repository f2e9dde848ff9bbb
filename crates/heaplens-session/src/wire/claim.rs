//! Claims that comments make about results, questions made from a run, and comparisons of runs.

use super::{ObjectId, Sentence, Step};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A comment that states a result, and how it fares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Claim {
    /// The line of the text that it stands on.
    pub line: u32,
    /// Where the comment begins, in code points.
    pub column: u32,
    /// The statement that it is about.
    pub code: String,
    /// The claim as it is written, without the `#`.
    pub text: String,
    pub expects: Expectation,
    /// One verdict for each version asked for, oldest first.
    pub verdicts: Vec<Verdict>,
    /// All of them in a few words: `holds`, `holds in 3.8 to 3.10 only`, `never holds`.
    pub summary: String,
}

/// What a claim says will be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Expectation {
    /// Exactly this text.
    Text(String),
    /// This number.
    Number(i64),
    /// About this number (`~`): within a tenth.
    About(i64),
    /// `True` or `False`.
    Truth(bool),
    /// Output that contains this (`Data(42) deleted`).
    Says(String),
    /// This exception.
    Raises(String),
    /// So much more than the number printed before (`+1 for parameter`).
    More(i64),
    /// The same object as that name's (`same as a`).
    SameAs(String),
    /// The line frees its object (`Object is deleted`).
    Frees,
    /// The line runs (`OK`).
    Fine,
}

/// How a claim fares in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Verdict {
    pub version: String,
    pub outcome: VerdictKind,
    /// What was printed (or is the value) instead.
    pub printed: Option<String>,
    /// Why, where it is known.
    pub why: Option<String>,
}

/// A verdict's sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// As claimed.
    Holds,
    /// Otherwise than claimed.
    Fails,
    /// The line never ran, or printed nothing.
    NotReached,
    /// The program can't run in this version (or in the engine).
    CannotRun,
}

/// A question made from a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Question {
    pub kind: QuestionKind,
    /// The moment at which it is put: the pause before the line that it asks about.
    pub step: Step,
    /// The line that it asks about.
    pub line: u32,
    /// The moment that shows the answer.
    pub answer_step: Step,
    pub text: Sentence,
    /// Each is another; one is right.
    pub choices: Vec<Choice>,
    /// The object that it is about.
    pub object: Option<ObjectId>,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    Prints,
    Count,
    Same,
    Freed,
    Generation,
    Collected,
}

/// A possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Choice {
    pub text: String,
    pub correct: bool,
    /// Why it is right, or what who gives it takes for granted.
    pub why: String,
}

/// Two runs side by side, until they part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// What the two runs are called: `3.10 script`.
    pub names: [String; 2],
    /// Steps in which both agree.
    pub common_steps: u64,
    /// Where they part; `null` if they never do.
    pub parting: Option<Parting>,
}

/// Where two runs part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Parting {
    /// The first step at which they differ, in each.
    pub steps: [Step; 2],
    /// The line that led there.
    pub line: u32,
    /// What differs: `what is printed`, `the size of list #1`.
    pub what: String,
    /// It, in each.
    pub values: [String; 2],
    /// The fact about CPython that explains it, where one is known.
    pub fact: Option<String>,
}
