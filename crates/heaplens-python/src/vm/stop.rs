//! Why a run ends before its program does.

/// How much a run may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Instructions.
    pub fuel: u64,
    /// Modelled bytes.
    pub memory: u64,
    /// Bytes of output.
    pub output: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            fuel: u64::MAX,
            memory: u64::MAX,
            output: u64::MAX,
        }
    }
}

/// What stopped a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The limit of instructions.
    Fuel,
    /// The limit of memory.
    Memory,
    /// The limit of output.
    Output,
    /// The watcher asked for it. Only outside of native calls can the run go on from there.
    Watcher {
        /// No native function was in the middle of a call.
        can_go_on: bool,
    },
    /// Another thread's turn has come: the driver goes on with it, and nobody else sees this.
    Switch,
    /// The program needs something that the engine does not know.
    Unsupported(String),
}
