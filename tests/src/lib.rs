//! What runs across crates: the recordings of real CPython, held against the engine.

pub mod facts;
pub mod recordings;
pub mod scoreboard;
