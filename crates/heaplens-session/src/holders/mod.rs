//! Who holds whom, over the whole heap and the machine: ledgers, chains, sizes.

pub mod census;
pub mod chain;
pub mod ledger;
pub mod naming;
pub mod sizes;

pub use census::{By, Census, RefSet};
