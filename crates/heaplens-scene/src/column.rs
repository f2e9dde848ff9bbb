//! The columns in which boxes stand, and what is free in them.
//!
//! Column 0 and on hold objects; the names stand to the left of them and are not a column here. A
//! column is as wide as the widest box may be, and between two columns lies a gutter in which arrows
//! bend. Boxes of a column keep a gap, through which arrows pass.

/// The margin around everything, in px.
pub const MARGIN: f32 = 24.0;
/// The least distance between two boxes of a column, in px.
pub const GAP: f32 = 24.0;

/// Where the columns stand, for a picture of a given width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// The width of the names' boxes.
    pub names_width: f32,
    /// The distance from one column's left edge to the next one's.
    pub pitch: f32,
    /// The width of a gutter.
    pub gutter: f32,
}

impl Grid {
    /// As many columns as fit into `width`, each wide enough for a full foot line; one at least.
    pub fn for_width(width: f32) -> Self {
        let narrow = width < 560.0;
        let (names_width, gutter) = if narrow { (104.0, 44.0) } else { (156.0, 68.0) };
        let rest = width - 2.0 * MARGIN - names_width;
        let least = if narrow {
            204.0 + gutter
        } else {
            232.0 + gutter
        };
        let columns = (rest / least).floor().max(1.0);
        let pitch = (rest / columns).clamp(least.min(rest.max(160.0)), 300.0 + gutter);
        Self {
            names_width,
            pitch: pitch.floor(),
            gutter,
        }
    }

    /// The left edge of a column.
    pub fn left(&self, column: usize) -> f32 {
        MARGIN + self.names_width + self.gutter + column as f32 * self.pitch
    }

    /// The right edge of a column's widest boxes.
    pub fn right(&self, column: usize) -> f32 {
        self.left(column) + self.box_width()
    }

    /// The width of the widest box.
    pub fn box_width(&self) -> f32 {
        self.pitch - self.gutter
    }
}

/// What is taken in one column: intervals from top to bottom, apart and in order.
#[derive(Debug, Clone, Default)]
pub struct Column {
    taken: Vec<(f32, f32)>,
}

impl Column {
    /// Takes `top` to `top + height`, whoever is there.
    pub fn take(&mut self, top: f32, height: f32) {
        let at = self.taken.partition_point(|interval| interval.0 < top);
        self.taken.insert(at, (top, top + height));
    }

    /// Whether a box of that height can stand at `top` with its gaps kept.
    pub fn is_free(&self, top: f32, height: f32) -> bool {
        let at = self
            .taken
            .partition_point(|interval| interval.1 + GAP <= top);
        top >= MARGIN
            && self
                .taken
                .get(at)
                .is_none_or(|next| top + height + GAP <= next.0)
    }

    /// The free top nearest to `ideal` for a box of that height that ends at or above `floor`; going up
    /// counts half as much again as going down. `None` if the column is full.
    pub fn nearest(&self, ideal: f32, height: f32, floor: f32) -> Option<f32> {
        let ideal = ideal.max(MARGIN);
        let here = self
            .taken
            .partition_point(|interval| interval.1 + GAP <= ideal);
        let mut best: Option<(f32, f32)> = None;
        let mut offer = |top: f32| {
            let cost = if top >= ideal {
                top - ideal
            } else {
                (ideal - top) * 1.5
            };
            if top + height <= floor && best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, top));
            }
            best.map(|(least, _)| least)
        };
        // Downwards from the gap that holds `ideal`, until going on can't pay.
        for at in here..=self.taken.len() {
            let above = if at == 0 {
                MARGIN
            } else {
                self.taken[at - 1].1 + GAP
            };
            let top = above.max(ideal);
            let fits = self
                .taken
                .get(at)
                .is_none_or(|next| top + height + GAP <= next.0);
            if fits {
                offer(top);
                break;
            }
        }
        // And upwards, as near as each gap allows.
        for at in (0..=here.min(self.taken.len().saturating_sub(1))).rev() {
            let Some(next) = self.taken.get(at) else {
                break;
            };
            let above = if at == 0 {
                MARGIN
            } else {
                self.taken[at - 1].1 + GAP
            };
            let top = (next.0 - GAP - height).min(ideal);
            if top >= above {
                offer(top);
                break;
            }
        }
        best.map(|(_, top)| top)
    }

    /// The first top from which everything below is free.
    pub fn end(&self) -> f32 {
        self.taken.last().map_or(MARGIN, |last| last.1 + GAP)
    }

    /// The height nearest to `y` at which a line can cross the column between its boxes.
    pub fn channel(&self, y: f32) -> f32 {
        const CLEAR: f32 = GAP / 2.0;
        let at = self
            .taken
            .partition_point(|interval| interval.1 + CLEAR < y);
        let Some(&(top, bottom)) = self.taken.get(at) else {
            return y;
        };
        if y < top - CLEAR {
            return y;
        }
        let (up, down) = (top - CLEAR, bottom + CLEAR);
        if y - up <= down - y { up } else { down }
    }

    /// The height of the gap right above (`true`) or below the box that covers `y`.
    pub fn beside(&self, y: f32, above: bool) -> f32 {
        let at = self.taken.partition_point(|interval| interval.1 < y);
        match self.taken.get(at) {
            Some(&(top, bottom)) if y >= top => {
                if above {
                    top - GAP / 2.0
                } else {
                    bottom + GAP / 2.0
                }
            }
            _ => y,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(boxes: &[(f32, f32)]) -> Column {
        let mut column = Column::default();
        for (top, height) in boxes {
            column.take(*top, *height);
        }
        column
    }

    #[test]
    fn an_empty_column_gives_what_is_asked_for() {
        assert_eq!(column(&[]).nearest(100.0, 50.0, 1000.0), Some(100.0));
        assert_eq!(column(&[]).nearest(0.0, 50.0, 1000.0), Some(MARGIN));
        assert_eq!(column(&[]).nearest(980.0, 50.0, 1000.0), None);
    }

    #[test]
    fn a_taken_place_moves_the_box_to_the_nearer_side() {
        let column = column(&[(100.0, 100.0)]);
        assert_eq!(column.nearest(190.0, 50.0, 1000.0), Some(200.0 + GAP));
        assert_eq!(
            column.nearest(101.0, 20.0, 1000.0),
            Some(100.0 - GAP - 20.0)
        );
        assert_eq!(column.nearest(150.0, 60.0, 250.0), None);
    }

    #[test]
    fn whatever_it_gives_is_free() {
        let column = column(&[(24.0, 60.0), (110.0, 40.0), (300.0, 10.0), (400.0, 300.0)]);
        for ideal in 0..800 {
            for height in [10.0, 40.0, 76.0, 100.0, 500.0] {
                if let Some(top) = column.nearest(ideal as f32, height, 5000.0) {
                    assert!(column.is_free(top, height), "{ideal} {height} gave {top}");
                }
            }
        }
    }

    #[test]
    fn a_channel_is_outside_of_every_box() {
        let column = column(&[(24.0, 60.0), (110.0, 40.0)]);
        for y in 0..300 {
            let at = column.channel(y as f32);
            assert!(
                column
                    .taken
                    .iter()
                    .all(|(top, bottom)| at < *top || at > *bottom)
            );
        }
        assert_eq!(column.channel(250.0), 250.0);
    }

    #[test]
    fn a_phone_has_room_for_a_box_and_a_desk_for_two_columns() {
        let phone = Grid::for_width(390.0);
        assert!(phone.right(0) <= 390.0 - 8.0, "{phone:?}");
        let desk = Grid::for_width(812.0);
        assert!(desk.right(1) <= 812.0, "{desk:?}");
        assert!(desk.box_width() >= 210.0, "{desk:?}");
    }
}
