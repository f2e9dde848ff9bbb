//! Everyday programs, by topic: what they print is what each version printed.

use heaplens_tests::recordings::language_cases;
use heaplens_tests::scoreboard;

/// Every program of `recorded/language/programs.json` as the scoreboard says.
#[test]
fn everyday_programs() {
    scoreboard::hold("everyday", &language_cases("programs"));
}
