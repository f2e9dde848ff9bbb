//! How long a piece of work took. The model has no clock; a tool for people may look at one.

use std::fmt;

/// Runs from when it is made.
#[expect(
    clippy::disallowed_types,
    reason = "tells a person how long they waited; nothing depends on it"
)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts.
    pub fn start() -> Self {
        #[expect(clippy::disallowed_types, reason = "see Stopwatch")]
        Self(std::time::Instant::now())
    }
}

/// The time since the start, to be read by people: `0.4 s`, `42 s`, `3 min 05 s`.
impl fmt::Display for Stopwatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.elapsed().as_secs_f64();
        if seconds < 10.0 {
            write!(out, "{seconds:.1} s")
        } else if seconds < 60.0 {
            write!(out, "{seconds:.0} s")
        } else {
            write!(
                out,
                "{:.0} min {:02.0} s",
                (seconds / 60.0).floor(),
                (seconds % 60.0).floor()
            )
        }
    }
}
