//! Python's numbers as pure functions on Rust values: what int, float and complex translate to.
//! It must not know the heap's objects, nor the VM.

pub mod complex;
pub(crate) mod exp_log;
#[rustfmt::skip]
mod exp_log_tables;
pub mod float_arith;
pub mod float_hex;
pub mod float_parse;
pub mod float_repr;
pub mod hash;
pub mod int_arith;
pub mod int_bytes;
pub mod int_float;
pub mod int_text;
pub mod packed;
#[cfg(test)]
mod tests;
