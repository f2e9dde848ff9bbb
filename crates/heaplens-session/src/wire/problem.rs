//! What can go wrong with a question put to the engine. A guest's own exception is never one of these.

use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// A question that has no answer, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Problem {
    /// The version asked for is not modelled; those that are.
    UnknownVersion { asked: String, known: Vec<String> },
    /// The value that crossed the boundary is not of the form that was agreed.
    Malformed { what: String, message: String },
    /// The run has not come that far, or ends before.
    NoSuchStep { asked: u64, last: u64 },
    /// Nothing in the run bears this number, or not at that step.
    NoSuchObject { asked: u64 },
    /// The question needs a finished run, and it is still going.
    StillRunning,
    /// The engine itself is at fault: what it said, to be reported.
    Engine { message: String },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownVersion { asked, known } => {
                write!(
                    f,
                    "Python {asked} is not modelled; there are {}",
                    known.join(", ")
                )
            }
            Self::Malformed { what, message } => write!(f, "{what} could not be read: {message}"),
            Self::NoSuchStep { asked, last } => {
                write!(f, "there is no step {asked}; the last one is {last}")
            }
            Self::NoSuchObject { asked } => write!(f, "there is no object {asked} at this step"),
            Self::StillRunning => f.write_str("the run has not ended yet"),
            Self::Engine { message } => write!(f, "the engine failed: {message}"),
        }
    }
}

impl std::error::Error for Problem {}
