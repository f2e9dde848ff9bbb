//! The corpus: programs about sizes, growth, identity, reference counts, collection and so on.

use heaplens_tests::recordings::cases;
use heaplens_tests::scoreboard;

/// Every program of the corpus in every version and mode, as the scoreboard says.
#[test]
fn corpus() {
    scoreboard::hold("corpus", &cases("corpus", "corpus"));
}
