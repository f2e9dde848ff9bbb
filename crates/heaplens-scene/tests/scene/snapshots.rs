//! Every kind of picture as an SVG, to be looked at and held.
//!
//! `HEAPLENS_BLESS=1 cargo test -p heaplens-scene --test scene` writes them anew: look at what changed.

use heaplens_scene::{Layout, SceneOptions, Theme, svg};
use std::path::Path;

#[test]
fn each_case_draws_its_snapshot() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let bless = std::env::var_os("HEAPLENS_BLESS").is_some();
    let mut differing = Vec::new();
    for (name, view) in crate::pictures::cases::all() {
        let scene = Layout::default().arrange(&view, &SceneOptions::default());
        let drawn = svg(&scene, Theme::Auto);
        let file = folder.join(format!("{name}.svg"));
        if bless {
            std::fs::write(&file, &drawn).unwrap();
        }
        if std::fs::read_to_string(&file).ok().as_deref() != Some(drawn.as_str()) {
            differing.push(name);
        }
    }
    assert!(
        differing.is_empty(),
        "these pictures differ from their snapshots: {differing:?}"
    );
}
