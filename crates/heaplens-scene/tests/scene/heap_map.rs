//! The map of the memory: it fits, each block is found where it is painted.

use heaplens_scene::heap_map::{MapLayout, paint};
use heaplens_session::memory::{ArenaMap, MemoryMap, PoolMap, Spot};
use heaplens_session::wire::{BlockUse, Kind};

/// Arenas of 64 pools; every third block is free.
pub fn map(arenas: usize, pools: usize, block_bytes: u32) -> MemoryMap {
    let blocks = (16_384 - 48) / block_bytes;
    let used = |block: u32| match block % 3 {
        0 => BlockUse::Free,
        1 => BlockUse::Object(Kind::Number),
        _ => BlockUse::Part,
    };
    let pool = |number: usize| PoolMap {
        address: 0x7000_0000 + number as u64 * 16_384,
        block_bytes,
        blocks: (0..blocks).map(used).collect(),
    };
    let arena = |number: u64| ArenaMap {
        address: 0x7000_0000 + (number << 20),
        pools: (0..pools).map(pool).collect(),
        room: 64,
    };
    MemoryMap {
        arenas: (0..arenas as u64).map(arena).collect(),
        ..MemoryMap::default()
    }
}

#[test]
fn it_fits_wherever_there_is_room_for_a_dot_of_each_pool() {
    for (arenas, pools) in [(1, 1), (1, 9), (1, 64), (3, 64), (40, 64)] {
        for (width, height) in [(320, 200), (780, 216), (1560, 432), (2000, 300)] {
            let map = map(arenas, pools, 32);
            let layout = MapLayout::fit(&map, width, height, 1);
            let dots = paint(&map, &layout, width, false);
            assert!(
                dots.height <= height,
                "{arenas} arenas in {width} x {height}"
            );
            assert_eq!(dots.rgba.len(), (width * dots.height * 4) as usize);
            assert_eq!(
                dots.arenas_left_out, 0,
                "{arenas} arenas in {width} x {height}"
            );
        }
    }
}

#[test]
fn what_has_no_room_is_counted() {
    let map = map(2000, 64, 32);
    let layout = MapLayout::fit(&map, 320, 200, 1);
    let dots = paint(&map, &layout, 320, false);
    assert!(dots.height <= 200);
    assert!(dots.arenas_left_out > 0 && dots.arenas_left_out < 2000);
}

#[test]
fn a_block_is_found_where_it_is_painted() {
    for block_bytes in [16, 32, 64, 512] {
        let map = map(2, 30, block_bytes);
        let (width, height) = (780, 216);
        let layout = MapLayout::fit(&map, width, height, 1);
        let dots = paint(&map, &layout, width, true);
        let mut found = std::collections::BTreeSet::new();
        for y in 0..dots.height {
            for x in 0..width {
                let at = ((y * width + x) * 4) as usize;
                let Some(Spot { arena, pool, block }) = layout.spot_at(&map, x, y) else {
                    continue;
                };
                assert!(block < map.arenas[arena].pools[pool].blocks.len());
                if dots.rgba[at + 3] != 0 {
                    found.insert((arena, pool, block));
                }
            }
        }
        // Where blocks are smaller than a dot, some share one.
        let all = 60 * map.arenas[0].pools[0].blocks.len();
        let is_seen = if block_bytes >= 64 {
            found.len() == all
        } else {
            found.len() > 4000
        };
        assert!(is_seen, "{} of {all} blocks of {block_bytes}", found.len());
    }
}
