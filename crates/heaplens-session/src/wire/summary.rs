//! What is known of a run as a whole: how it ended, what it printed, and where its marks lie in time.

use super::{Problem, Step};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A finished (or stopped) run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RunSummary {
    pub outcome: Outcome,
    /// How many moments can be looked at: steps `0` to `steps - 1`. At least one, unless nothing ran.
    pub steps: u64,
    /// Instructions that the virtual machine carried out.
    pub instructions: u64,
    /// Everything printed, in order, each piece with the step that printed it.
    pub output: Vec<OutputChunk>,
}

/// Where a run is that has been given some of its fuel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// Nothing is left to run: the summary can be asked for.
    pub done: bool,
    /// Line steps so far.
    pub steps: u64,
    /// Instructions so far.
    pub instructions: u64,
    /// The line of the person's program that runs now; 0 before the first.
    pub line: u32,
    /// Bytes of the modelled heap in use now.
    pub live_bytes: u64,
    /// What was printed since the last report.
    pub output: Vec<OutputChunk>,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Outcome {
    /// It came to its end.
    Finished,
    /// `SystemExit` left with this status.
    Exited { status: i32 },
    /// An exception that nobody caught.
    Raised {
        /// The whole traceback, as this version of CPython lays it out.
        traceback: String,
        /// Its last line: type and message.
        message: String,
        /// The type's name.
        exception: String,
        /// Where it was raised, outermost call first: those lines that lie in the person's own files.
        lines: Vec<TracebackLine>,
    },
    /// The text is not Python of this version.
    SyntaxError(SyntaxProblem),
    /// Python that the engine doesn't know: what is missing, and where.
    Unsupported {
        what: String,
        file: String,
        line: u32,
        column: Option<u32>,
    },
    /// A limit stopped it; what ran until there can be looked at.
    Stopped { limit: Limit, line: u32 },
    /// The engine failed. Never the program's fault.
    Failed(Problem),
}

/// One level of a traceback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TracebackLine {
    pub file: String,
    pub line: u32,
    /// The function's name, or `<module>`.
    pub name: String,
}

/// A `SyntaxError` (or `IndentationError`, `TabError`) and its place, in CPython's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyntaxProblem {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    pub exception: String,
    /// CPython's own message, without the type.
    pub message: String,
    pub file: String,
    pub line: u32,
    /// Where the mark starts, counted from 0.
    pub column: u32,
    /// Where the mark ends; equal to `line` and `column` if CPython gives only a point.
    pub end_line: u32,
    pub end_column: u32,
    /// The line of the program that it speaks of.
    pub text: String,
    /// All that CPython prints for it on standard error.
    pub traceback: String,
}

/// What stopped a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// The fuel was used up.
    Steps,
    /// The modelled heap would have grown past its bound.
    Memory,
    /// More was printed than is kept.
    Output,
    /// Calls nested deeper than the engine carries.
    Recursion,
    /// A person, or a clock outside of the model, said stop.
    Time,
}

/// A piece of output, and the moment it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutputChunk {
    pub stream: Stream,
    /// The step that was running when it was written.
    pub step: Step,
    /// The line of the person's program that wrote it; 0 if none did (a finaliser at the end).
    pub line: u32,
    pub text: String,
}

/// Which of the two outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stream {
    Stdout,
    Stderr,
}

/// The run's shape in time, as columns: one entry for each mark, at most some thousands of them.
///
/// Mark `i` stands for the steps from `i * steps_per_mark` on; in a short run each step has its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Marks {
    /// How many steps one mark stands for.
    pub steps_per_mark: u64,
    /// The line that the mark's first step is about to run; 0 for the last step of a run that ended.
    #[ts(type = "Uint32Array")]
    pub line: Vec<u32>,
    /// The deepest call depth within it: 0 in the module itself.
    #[ts(type = "Uint16Array")]
    pub depth: Vec<u16>,
    /// What happened within it: bits of `MarkKinds`.
    #[ts(type = "Uint8Array")]
    pub kinds: Vec<u8>,
    /// Objects that came into being within it.
    #[ts(type = "Uint32Array")]
    pub allocations: Vec<u32>,
    /// Objects that were freed within it.
    #[ts(type = "Uint32Array")]
    pub frees: Vec<u32>,
    /// The most bytes of the modelled heap that were in use at the start of one of its steps.
    #[ts(type = "Float64Array")]
    pub bytes: Vec<u64>,
    /// The most objects born since the program began that were alive at the start of one of its steps.
    #[ts(type = "Uint32Array")]
    pub alive: Vec<u32>,
}

/// The bits of [`Marks::kinds`], sent along so that no reader has to know them by heart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MarkKinds {
    /// A call of the person's own function began.
    pub call: u8,
    /// One returned.
    pub returned: u8,
    /// Something was printed.
    pub print: u8,
    /// An exception was raised.
    pub exception: u8,
    /// The collector ran.
    pub collection: u8,
}

impl MarkKinds {
    /// The bits that this version of the engine uses.
    pub const BITS: Self = Self {
        call: 1,
        returned: 2,
        print: 4,
        exception: 8,
        collection: 16,
    };
}
