//! The boundary to JavaScript, and nothing else: it translates requests and views, and knows no Python and no layout.
//! The only crate that knows JavaScript.

mod canvas;
mod carry;
mod engine;
mod utf16;

pub use engine::Engine;

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes a panic readable in the browser's console; runs once, when the module is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// The version of the engine, as in its Cargo.toml: `"0.1.0"`.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
