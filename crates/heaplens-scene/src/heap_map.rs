//! The map of a whole heap as a picture of dots: arenas, the pools in them, the blocks in those.
//!
//! Each pool is a square tile. Where its blocks have room enough each of them is a cell of its own; where they haven't,
//! they run through the tile row by row, and a dot has the mean colour of the blocks that fall on it. A pool that was
//! never used is an empty frame; whole rows of such pools are left out, for they say nothing.

use heaplens_session::memory::{ArenaMap, MemoryMap, Spot};
use heaplens_session::wire::{BlockUse, Kind};

/// A tile is never larger, at one dot for each pixel of the page.
const MOST_TILE: u32 = 80;
/// From this side on a block is a cell of its own.
const LEAST_CELL: u32 = 3;
/// The numbers of columns that an arena's pools may be laid out in.
const SHAPES: [u32; 7] = [64, 32, 20, 16, 12, 10, 8];

/// A picture: four bytes (red, green, blue, opacity) for each dot, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dots {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
    /// Arenas that there was no room for, even at the smallest.
    pub arenas_left_out: u64,
}

/// Where everything is in a picture of so many dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapLayout {
    /// The side of a pool's tile, and the room between two.
    tile: u32,
    gap: u32,
    /// Pools in a row of an arena, and rows of them.
    columns: u32,
    rows: u32,
    /// Arenas in a row of the picture, and in all.
    across: u32,
    shown: usize,
    /// Room between two arenas.
    aisle: u32,
}

type Ink = [u8; 3];

struct Inks {
    free: Ink,
    empty: Ink,
    kept: Ink,
    part: Ink,
    mark: Ink,
    /// By kind, in the order of its variants.
    kinds: [Ink; 10],
}

/// The hues of the page's kinds.
const LIGHT: Inks = Inks {
    free: [0xe9, 0xe6, 0xdf],
    empty: [0xf3, 0xf1, 0xec],
    kept: [0xb5, 0xae, 0x9f],
    part: [0x8b, 0x93, 0x9e],
    mark: [0x1d, 0x21, 0x26],
    kinds: [
        [0x00, 0x72, 0xb2],
        [0x00, 0x9e, 0x73],
        [0xd5, 0x5e, 0x00],
        [0xc0, 0x63, 0x9a],
        [0xa0, 0x82, 0x00],
        [0xa0, 0x82, 0x00],
        [0x2f, 0x8c, 0xc0],
        [0x5b, 0x62, 0x6c],
        [0xa0, 0x82, 0x00],
        [0x5b, 0x62, 0x6c],
    ],
};

const DARK: Inks = Inks {
    free: [0x2b, 0x31, 0x39],
    empty: [0x1b, 0x1f, 0x25],
    kept: [0x55, 0x50, 0x46],
    part: [0x6d, 0x77, 0x84],
    mark: [0xff, 0xff, 0xff],
    kinds: [
        [0x4a, 0xa8, 0xe0],
        [0x33, 0xc0, 0x96],
        [0xee, 0x8a, 0x44],
        [0xdd, 0x96, 0xc1],
        [0xd3, 0xb5, 0x3a],
        [0xd3, 0xb5, 0x3a],
        [0x7f, 0xc8, 0xf0],
        [0xa0, 0xa7, 0xb1],
        [0xd3, 0xb5, 0x3a],
        [0xa0, 0xa7, 0xb1],
    ],
};

impl Inks {
    fn of(&self, used_for: BlockUse) -> Ink {
        match used_for {
            BlockUse::Free => self.free,
            BlockUse::Kept => self.kept,
            BlockUse::Part => self.part,
            BlockUse::Object(kind) => self.kinds[kind_index(kind)],
        }
    }
}

fn kind_index(kind: Kind) -> usize {
    match kind {
        Kind::Number => 0,
        Kind::Text => 1,
        Kind::Container => 2,
        Kind::Instance => 3,
        Kind::Class => 4,
        Kind::Function => 5,
        Kind::Buffer => 6,
        Kind::Frame => 7,
        Kind::Module => 8,
        Kind::Other => 9,
    }
}

impl MapLayout {
    /// The largest tiles with which the map fits into so many dots; `scale` is the dots of one pixel of the page.
    #[must_use]
    pub fn fit(map: &MemoryMap, width: u32, height: u32, scale: u32) -> Self {
        let scale = scale.clamp(1, 4);
        let cut = map.arenas.iter().map(|arena| arena.pools.len() as u32);
        let pools = cut.max().unwrap_or(0).max(1);
        let arenas = map.arenas.len().max(1) as u32;
        for tile in (2..=MOST_TILE * scale).rev() {
            let fitting = SHAPES.iter().filter_map(|columns| {
                let layout = Self::of(tile, *columns, pools, arenas, width, scale)?;
                (layout.height() <= height).then_some(layout)
            });
            if let Some(layout) = fitting.min_by_key(|layout| layout.height()) {
                return layout;
            }
        }
        let mut least = Self::of(2, 8, pools, arenas, width.max(24), scale).unwrap_or(Self {
            tile: 2,
            gap: 0,
            columns: 8,
            rows: pools.div_ceil(8),
            across: 1,
            shown: map.arenas.len(),
            aisle: scale,
        });
        let rows_shown = (height + least.aisle) / (least.arena_height() + least.aisle);
        least.shown = least.shown.min((rows_shown * least.across) as usize);
        least
    }

    fn of(
        tile: u32,
        columns: u32,
        pools: u32,
        arenas: u32,
        width: u32,
        scale: u32,
    ) -> Option<Self> {
        let gap = if tile >= 12 * scale {
            2 * scale
        } else {
            u32::from(tile >= 5)
        };
        let mut layout = Self {
            tile,
            gap,
            columns,
            rows: pools.div_ceil(columns),
            across: 1,
            shown: arenas as usize,
            aisle: (tile / 4).clamp(2 * scale, 10 * scale),
        };
        let arena = layout.arena_width();
        if arena > width {
            return None;
        }
        layout.across = ((width + layout.aisle) / (arena + layout.aisle)).min(arenas);
        Some(layout)
    }

    fn arena_width(&self) -> u32 {
        self.columns * (self.tile + self.gap) - self.gap
    }

    fn arena_height(&self) -> u32 {
        self.rows * (self.tile + self.gap) - self.gap
    }

    /// Dots from the first row to the last.
    #[must_use]
    pub fn height(&self) -> u32 {
        let rows = (self.shown as u32).div_ceil(self.across).max(1);
        rows * (self.arena_height() + self.aisle) - self.aisle
    }

    /// The top left corner of a pool's tile.
    fn corner(&self, arena: usize, pool: usize) -> (u32, u32) {
        let (arena, pool) = (arena as u32, pool as u32);
        let step = self.tile + self.gap;
        (
            arena % self.across * (self.arena_width() + self.aisle) + pool % self.columns * step,
            arena / self.across * (self.arena_height() + self.aisle) + pool / self.columns * step,
        )
    }

    /// The block at a dot, if there is one.
    #[must_use]
    pub fn spot_at(&self, map: &MemoryMap, x: u32, y: u32) -> Option<Spot> {
        let (wide, high) = (
            self.arena_width() + self.aisle,
            self.arena_height() + self.aisle,
        );
        if x / wide >= self.across {
            return None;
        }
        let arena = (y / high * self.across + x / wide) as usize;
        let (x, y, step) = (x % wide, y % high, self.tile + self.gap);
        let is_between = x % step >= self.tile || y % step >= self.tile;
        if arena >= self.shown || is_between || x / step >= self.columns {
            return None;
        }
        let pool = (y / step * self.columns + x / step) as usize;
        let blocks = map.arenas.get(arena)?.pools.get(pool)?.blocks.len();
        let block = match Cells::of(self.tile, blocks) {
            Cells::Each { columns, rows } => {
                let column = (0..columns).rfind(|at| at * self.tile / columns <= x % step)?;
                let row = (0..rows).rfind(|at| at * self.tile / rows <= y % step)?;
                (row * columns + column) as usize
            }
            Cells::Run => first_of(self.tile, blocks, y % step * self.tile + x % step),
        };
        (block < blocks).then_some(Spot { arena, pool, block })
    }
}

/// How the blocks of a pool lie in its tile.
enum Cells {
    Each { columns: u32, rows: u32 },
    Run,
}

impl Cells {
    fn of(tile: u32, blocks: usize) -> Self {
        let blocks = blocks.max(1) as u32;
        let columns = (1..=blocks).find(|side| side * side >= blocks).unwrap_or(1);
        if tile / columns < LEAST_CELL {
            return Self::Run;
        }
        Self::Each {
            columns,
            rows: blocks.div_ceil(columns),
        }
    }
}

/// The first block of those that fall on a dot of a tile in which they run row by row.
fn first_of(tile: u32, blocks: usize, dot: u32) -> usize {
    (u64::from(dot) * blocks as u64 / u64::from(tile * tile)) as usize
}

/// Paints the map.
#[must_use]
pub fn paint(map: &MemoryMap, layout: &MapLayout, width: u32, dark: bool) -> Dots {
    let height = layout.height();
    let mut dots = Dots {
        width,
        height,
        rgba: vec![0; (width * height * 4) as usize],
        arenas_left_out: (map.arenas.len() - layout.shown.min(map.arenas.len())) as u64,
    };
    let inks = if dark { &DARK } else { &LIGHT };
    for (number, arena) in map.arenas.iter().enumerate().take(layout.shown) {
        paint_arena(&mut dots, layout, inks, number, arena);
    }
    for spot in map.lit.iter().chain(&map.marked) {
        mark(&mut dots, layout, inks, map, *spot);
    }
    dots
}

fn paint_arena(dots: &mut Dots, layout: &MapLayout, inks: &Inks, number: usize, arena: &ArenaMap) {
    let tile = layout.tile;
    let drawn = (layout.columns * layout.rows).min(arena.room) as usize;
    for pool in arena.pools.len()..drawn {
        let (x, y) = layout.corner(number, pool);
        dots.frame(x, y, tile, tile, inks.free);
    }
    for (at, pool) in arena.pools.iter().enumerate() {
        let (left, top) = layout.corner(number, at);
        if pool
            .blocks
            .iter()
            .all(|used_for| *used_for == BlockUse::Free)
        {
            dots.fill(left, top, tile, tile, inks.empty);
            dots.frame(left, top, tile, tile, inks.free);
            continue;
        }
        match Cells::of(tile, pool.blocks.len()) {
            Cells::Each { columns, rows } => {
                for (block, used_for) in (0..).zip(&pool.blocks) {
                    let (column, row) = (block % columns, block / columns);
                    let (x, y) = (column * tile / columns, row * tile / rows);
                    let right = (column + 1) * tile / columns - 1;
                    let bottom = (row + 1) * tile / rows - 1;
                    dots.fill(left + x, top + y, right - x, bottom - y, inks.of(*used_for));
                }
            }
            Cells::Run => {
                for dot in 0..tile * tile {
                    let first = first_of(tile, pool.blocks.len(), dot);
                    let end = first_of(tile, pool.blocks.len(), dot + 1).max(first + 1);
                    let ink = mean(&pool.blocks[first..end], inks);
                    dots.set(left + dot % tile, top + dot / tile, ink);
                }
            }
        }
    }
}

fn mean(blocks: &[BlockUse], inks: &Inks) -> Ink {
    if let [one] = blocks {
        return inks.of(*one);
    }
    let mut sums = [0_u32; 3];
    for used_for in blocks {
        for (sum, part) in sums.iter_mut().zip(inks.of(*used_for)) {
            *sum += u32::from(part);
        }
    }
    sums.map(|sum| (sum / blocks.len() as u32) as u8)
}

/// A frame around a block that was asked for; a wide one around the one that is meant alone.
fn mark(dots: &mut Dots, layout: &MapLayout, inks: &Inks, map: &MemoryMap, spot: Spot) {
    if spot.arena >= layout.shown {
        return;
    }
    let tile = layout.tile;
    let (left, top) = layout.corner(spot.arena, spot.pool);
    let blocks = map.arenas[spot.arena].pools[spot.pool].blocks.len();
    let block = spot.block as u32;
    let (x, y, width, height) = match Cells::of(tile, blocks) {
        Cells::Each { columns, rows } => {
            let (column, row) = (block % columns, block / columns);
            let (x, y) = (column * tile / columns, row * tile / rows);
            (
                x,
                y,
                (column + 1) * tile / columns - 1 - x,
                (row + 1) * tile / rows - 1 - y,
            )
        }
        Cells::Run => {
            let dot = (u64::from(tile * tile) * u64::from(block) / blocks.max(1) as u64) as u32;
            (dot % tile, dot / tile, 1, 1)
        }
    };
    let is_one = map.marked == Some(spot);
    for around in 1..=if is_one { 2 } else { 1 } {
        dots.frame(
            (left + x).saturating_sub(around),
            (top + y).saturating_sub(around),
            width + 2 * around,
            height + 2 * around,
            inks.mark,
        );
    }
}

impl Dots {
    fn set(&mut self, x: u32, y: u32, ink: Ink) {
        if x >= self.width || y >= self.height {
            return;
        }
        let at = ((y * self.width + x) * 4) as usize;
        self.rgba[at..at + 4].copy_from_slice(&[ink[0], ink[1], ink[2], 255]);
    }

    fn fill(&mut self, x: u32, y: u32, width: u32, height: u32, ink: Ink) {
        for row in y..y + height {
            for column in x..x + width {
                self.set(column, row, ink);
            }
        }
    }

    fn frame(&mut self, x: u32, y: u32, width: u32, height: u32, ink: Ink) {
        for column in x..x + width {
            self.set(column, y, ink);
            self.set(column, y + height - 1, ink);
        }
        for row in y..y + height {
            self.set(x, row, ink);
            self.set(x + width - 1, row, ink);
        }
    }
}
