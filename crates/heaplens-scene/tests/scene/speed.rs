//! Speed, optimised and on a quiet machine: 1,000 boxes are laid out in 10 ms and 5,000 in 50 ms; the map of a million
//! blocks is painted thirty times a second.

use crate::heap_map::map;
use heaplens_scene::heap_map::{MapLayout, paint};
use heaplens_scene::{Layout, SceneOptions, Transition};
use std::hint::black_box;
#[expect(
    clippy::disallowed_types,
    reason = "a test of speed has a clock; the model has none"
)]
use std::time::Instant;

/// The best of some runs, in ms.
#[expect(
    clippy::disallowed_types,
    reason = "a test of speed has a clock; the model has none"
)]
fn best_ms(mut work: impl FnMut()) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..7 {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
    }
    best
}

#[test]
fn a_thousand_boxes_take_ten_milliseconds_and_five_thousand_fifty() {
    // Unoptimised code is slower by more than tenfold, and the machine is shared.
    let patience = if cfg!(debug_assertions) { 40.0 } else { 3.0 };
    for (count, allowed) in [(1000, 10.0), (5000, 50.0)] {
        let view = crate::pictures::cases::tree(count);
        let options = SceneOptions::default();
        let fresh = best_ms(|| {
            black_box(Layout::default().arrange(&view, &options));
        });
        let mut layout = Layout::default();
        let first = layout.arrange(&view, &options);
        let again = best_ms(|| {
            let scene = layout.arrange(&view, &options);
            black_box(Transition::between(&first, &scene));
        });
        println!("{count} boxes: {fresh:.1} ms anew, {again:.1} ms again");
        assert!(
            fresh < allowed * patience,
            "{count} boxes took {fresh:.1} ms anew"
        );
        assert!(
            again < allowed * patience,
            "{count} boxes took {again:.1} ms again"
        );
    }
}

#[test]
fn a_million_blocks_are_painted_thirty_times_a_second() {
    let patience = if cfg!(debug_assertions) { 40.0 } else { 3.0 };
    let map = map(31, 64, 32);
    let pools = map.arenas.iter().flat_map(|arena| &arena.pools);
    assert!(pools.map(|pool| pool.blocks.len()).sum::<usize>() > 1_000_000);
    let took = best_ms(|| {
        let layout = MapLayout::fit(&map, 1560, 432, 2);
        black_box(paint(&map, &layout, 1560, false));
    });
    println!("a million blocks: {took:.1} ms");
    assert!(took < 33.0 * patience, "a million blocks took {took:.1} ms");
}
