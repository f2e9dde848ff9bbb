//! Not asked yet.

use super::Question;

pub fn question(_name: &str) -> Option<Question> {
    None
}
