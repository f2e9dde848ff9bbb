//! What JavaScript sees of the engine, in a real browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_version_is_the_one_in_the_manifest() {
    assert_eq!(heaplens_wasm::version(), env!("CARGO_PKG_VERSION"));
}
