//! Sentences about a step, as runs of words that know what they speak of.

use super::ObjectId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One plain sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sentence {
    pub words: Vec<Word>,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Word {
    /// Ordinary words.
    Text(String),
    /// Something of the program's text: a name, a statement, a value.
    Code(String),
    /// An object, by the name that it bears in the picture.
    Object { id: ObjectId, title: String },
    /// A number that the sentence is about.
    Number(String),
}

impl Sentence {
    /// The sentence as one line of text, for a live region or a terminal.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut line = String::new();
        for word in &self.words {
            line.push_str(match word {
                Word::Text(text) | Word::Code(text) | Word::Number(text) => text,
                Word::Object { title, .. } => title,
            });
        }
        line
    }
}
