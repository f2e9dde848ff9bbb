//! The `heaplens` program: everything of the engine without a browser.

fn main() {}
