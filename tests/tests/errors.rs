//! Whole tracebacks, and the messages of exceptions, in the words of each version.

use heaplens_tests::recordings::language_cases;
use heaplens_tests::scoreboard;

/// Every traceback of `recorded/language/tracebacks.json`, to the character, as the scoreboard says.
#[test]
fn tracebacks() {
    scoreboard::hold("tracebacks", &language_cases("tracebacks"));
}

/// Every message of `recorded/language/messages.json` as the scoreboard says.
#[test]
fn messages() {
    scoreboard::hold("messages", &language_cases("messages"));
}
