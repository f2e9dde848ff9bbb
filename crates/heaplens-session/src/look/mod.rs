//! Looking at objects without touching them: no count changes, nothing is allotted, no guest code runs.

pub mod identity;
pub mod inside;
pub mod value;

pub use identity::{id_of, kind_of, layer_of, title_of};
pub use inside::{Spot, visit};
pub use value::{short_text, value_of};
