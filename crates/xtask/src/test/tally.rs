//! Counting tests: what each kind of runner prints, read.

use std::fmt;
use std::ops::Add;

use serde_json::Value;

/// How many tests passed, failed, and weren't run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    /// Not in the last line, but in the table above it.
    pub skipped: u64,
}

impl Tally {
    /// A check that is one thing and passed.
    pub const ONE_PASSED: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    /// A check that failed, or a runner that couldn't be run.
    pub const ONE_FAILED: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    /// Reads the line that ends each binary of `cargo test` and each suite of wasm-bindgen's runner; others count nothing:
    /// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.02s`.
    pub fn of_test_result(line: &str) -> Self {
        let Some(counts) = line.strip_prefix("test result: ") else {
            return Self::default();
        };
        let count = |what: &str| {
            let words: Vec<&str> = counts.split([' ', ';']).collect();
            words
                .windows(2)
                .find(|pair| pair[1] == what)
                .and_then(|pair| pair[0].parse().ok())
                .unwrap_or(0)
        };
        Self {
            passed: count("passed"),
            failed: count("failed"),
            skipped: count("ignored"),
        }
    }

    /// Reads a line at the end of Node's TAP report: `# pass 12`, `# fail 0`, `# skipped 1`; others count nothing.
    pub fn of_tap(line: &str) -> Self {
        let count = |what: &str| {
            line.strip_prefix(what)
                .and_then(|rest| rest.trim().parse().ok())
                .unwrap_or(0)
        };
        Self {
            passed: count("# pass "),
            failed: count("# fail ") + count("# cancelled "),
            skipped: count("# skipped ") + count("# todo "),
        }
    }

    /// Reads Playwright's JSON report; `None` for anything else. A test that passed only when tried again has failed.
    pub fn of_playwright(report: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(report).ok()?;
        let stats = report.get("stats")?;
        let count = |what: &str| stats.get(what)?.as_u64();
        Some(Self {
            passed: count("expected")?,
            failed: count("unexpected")? + count("flaky")?,
            skipped: count("skipped")?,
        })
    }

    /// The tally of a runner that has ended: one that failed without a failed test, or had no test, counts as a failure.
    pub fn ended(self, success: bool) -> Self {
        if self.passed + self.failed == 0 {
            println!("No test was run.");
            Self { failed: 1, ..self }
        } else if !success && self.failed == 0 {
            println!("The runner failed, though no test did.");
            Self { failed: 1, ..self }
        } else {
            self
        }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

/// `12 passed, 0 failed`.
impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn cargo_and_wasm_bindgen_report_in_one_line() {
        let cargo = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.02s";
        assert_eq!(Tally::of_test_result(cargo), tally(12, 0, 1));
        let failed = "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(Tally::of_test_result(failed), tally(1, 2, 0));
        let wasm =
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.01s";
        assert_eq!(Tally::of_test_result(wasm), tally(3, 0, 0));
        assert_eq!(
            Tally::of_test_result("test heap::frees ... ok"),
            Tally::default()
        );
    }

    #[test]
    fn node_reports_in_several_lines() {
        let lines = [
            "ok 1 - # pass 9",
            "# tests 15",
            "# pass 12",
            "# fail 1",
            "# cancelled 1",
            "# skipped 1",
            "# todo 0",
        ];
        assert_eq!(
            lines
                .map(Tally::of_tap)
                .into_iter()
                .fold(Tally::default(), Add::add),
            tally(12, 2, 1)
        );
    }

    #[test]
    fn playwright_reports_in_json() {
        let report = r#"{"suites": [], "stats": {"expected": 4, "skipped": 1, "unexpected": 2, "flaky": 1}}"#;
        assert_eq!(Tally::of_playwright(report), Some(tally(4, 3, 1)));
        assert_eq!(Tally::of_playwright("{}"), None);
        assert_eq!(Tally::of_playwright("Error: no tests found"), None);
    }

    #[test]
    fn nothing_run_and_a_crash_are_failures() {
        assert_eq!(Tally::default().ended(true).failed, 1);
        assert_eq!(tally(5, 0, 0).ended(false).failed, 1);
        assert_eq!(tally(5, 2, 0).ended(false).failed, 2);
        assert_eq!(tally(5, 0, 3).ended(true), tally(5, 0, 3));
    }
}
