//! What runs across crates: the recordings of real CPython, held against the engine.

pub mod engine;
pub mod facts;
pub mod literal;
pub mod questions;
pub mod real_python;
pub mod recordings;
pub mod scoreboard;
