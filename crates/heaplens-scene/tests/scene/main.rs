//! Pictures made from hand-made views: what holds for all of them, how each looks, how fast they come.

mod heap_map;
mod laws;
mod pictures;
mod snapshots;
mod speed;
