//! A search, guided by what code a program reaches, for a program that makes the compiler or the VM panic.
//!
//! `cargo xtask fuzz` builds and runs it. Inputs are Python texts: `corpus/` holds those that are kept, and the
//! ordinary tests run each of them in every version. Random bytes rarely get past the parser, so most changes are made
//! in pieces of Python: lines, words, and expressions that lie in wait (`pieces.rs`).
#![no_main]

mod attempt;
mod changes;
mod pieces;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (version, unit) = attempt::manner(&text);
    attempt::attempt(&text, version, unit);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    // One change in six is libFuzzer's own, with the comparisons that it saw.
    if seed.is_multiple_of(6) {
        return fuzzer_mutate(data, size, max_size);
    }
    let text = String::from_utf8_lossy(&data[..size]).into_owned();
    let changed = changes::changed(&text, u64::from(seed));
    let bytes = changed.as_bytes();
    if bytes.is_empty() || bytes.len() > max_size {
        return fuzzer_mutate(data, size, max_size);
    }
    data[..bytes.len()].copy_from_slice(bytes);
    bytes.len()
});
