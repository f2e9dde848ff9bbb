//! The way of an arrow: out of the right of a port, into a dot from the left, around what stands between.
//!
//! Arrows run level through the gaps of the columns that they cross and bend in the gutters alone. All
//! but a few cross one gutter and are one S; one that goes back, or to its own column, turns at its
//! right, runs below or above its box, and turns again.

use crate::column::{Column, Grid};

/// Where an arrow starts.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    pub x: f32,
    pub y: f32,
    /// The column of its box; `None` for the names.
    pub column: Option<usize>,
}

/// Where an arrow ends: just left of a dot.
#[derive(Debug, Clone, Copy)]
pub struct End {
    pub x: f32,
    pub y: f32,
    pub column: usize,
}

/// The boxes of a picture, as obstacles.
pub struct Router<'a> {
    pub grid: &'a Grid,
    pub columns: &'a [Column],
    /// For each column its boxes' extents, from top to bottom: top, bottom, right edge.
    pub edges: &'a [Vec<(f32, f32, f32)>],
}

impl Router<'_> {
    /// The curve from `start` to `end`. `lane`, from -2 to 2, keeps arrows apart that share a gutter.
    pub fn route(&self, start: Start, end: End, lane: f32) -> Vec<f32> {
        let mut pen = Pen::at(start.x, start.y);
        match start.column {
            Some(from) if from >= end.column => self.back(&mut pen, from, end, lane),
            from => self.forward(&mut pen, from, end, lane),
        }
        pen.points
    }

    fn forward(&self, pen: &mut Pen, from: Option<usize>, end: End, lane: f32) {
        let (first_y, mut column) = (pen.y, from.map_or(0, |column| column + 1));
        let columns_to_cross = end.column.saturating_sub(column);
        let mut crossed = 0;
        let mut leaving = from;
        while column < end.column {
            crossed += 1;
            let share = crossed as f32 / (columns_to_cross + 1) as f32;
            let y = self.channel(column, first_y + (end.y - first_y) * share, lane);
            self.leave(pen, leaving, y);
            pen.bend(self.grid.left(column) - 4.0, y, lane);
            pen.line(self.grid.right(column), y);
            leaving = None;
            column += 1;
        }
        self.leave(pen, leaving, end.y);
        pen.bend(end.x, end.y, lane);
    }

    /// Goes straight until nothing of the own column stands in the way of a bend towards `y`.
    fn leave(&self, pen: &mut Pen, column: Option<usize>, y: f32) {
        let Some(edges) = column.and_then(|column| self.edges.get(column)) else {
            return;
        };
        let (low, high) = (pen.y.min(y), pen.y.max(y));
        let first = edges.partition_point(|(_, bottom, _)| *bottom < low);
        let inside = edges[first..].iter().take_while(|(top, ..)| *top <= high);
        let right = inside.map(|(.., right)| *right).fold(pen.x, f32::max);
        if right > pen.x {
            pen.line(right, pen.y);
        }
    }

    fn back(&self, pen: &mut Pen, from: usize, end: End, lane: f32) {
        let reach = self.grid.gutter * 0.45 + lane * 3.0;
        // Below its own box when the way leads down or around itself, above it when it leads up.
        let own = &self.columns[from];
        let y = own.beside(pen.y, end.y < pen.y - 60.0) + lane * 3.5;
        self.leave(pen, Some(from), y);
        pen.turn(reach, pen.x, y);
        pen.line(self.grid.left(from) - 4.0, y);
        for column in (end.column..from).rev() {
            let y = self.channel(column, y + (end.y - y) * 0.5, lane);
            pen.bend(self.grid.right(column), y, lane);
            pen.line(self.grid.left(column) - 4.0, y);
        }
        pen.turn(-reach, end.x, end.y);
    }

    fn channel(&self, column: usize, y: f32, lane: f32) -> f32 {
        let free = self
            .columns
            .get(column)
            .map_or(y, |column| column.channel(y));
        if free == y { y } else { free + lane * 3.5 }
    }
}

/// Draws a curve piece by piece.
struct Pen {
    x: f32,
    y: f32,
    points: Vec<f32>,
}

impl Pen {
    fn at(x: f32, y: f32) -> Self {
        Self {
            x,
            y,
            points: vec![round(x), round(y)],
        }
    }

    fn cubic(&mut self, [ax, ay, bx, by, x, y]: [f32; 6]) {
        self.points.extend([ax, ay, bx, by, x, y].map(round));
        (self.x, self.y) = (x, y);
    }

    /// Straight ahead.
    fn line(&mut self, x: f32, y: f32) {
        let (dx, dy) = (x - self.x, y - self.y);
        self.cubic([
            self.x + dx / 3.0,
            self.y + dy / 3.0,
            x - dx / 3.0,
            y - dy / 3.0,
            x,
            y,
        ]);
    }

    /// An S that leaves and arrives level.
    fn bend(&mut self, x: f32, y: f32, lane: f32) {
        let middle = self.x + (x - self.x) * (0.5 + lane * 0.05);
        self.cubic([middle, self.y, middle, y, x, y]);
    }

    /// A U that reaches out by `reach` and arrives level, going the other way.
    fn turn(&mut self, reach: f32, x: f32, y: f32) {
        let out = if reach > 0.0 {
            self.x.max(x)
        } else {
            self.x.min(x)
        } + reach;
        self.cubic([out, self.y, out, y, x, y]);
    }
}

/// To half a pixel: shorter on the wire, and nobody sees the difference.
fn round(value: f32) -> f32 {
    (value * 2.0).round() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::MARGIN;

    fn crosses(curve: &[f32], left: f32, right: f32, top: f32, bottom: f32) -> bool {
        let (mut x0, mut y0) = (curve[0], curve[1]);
        for [a, b, c, d, x, y] in curve[2..].as_chunks::<6>().0 {
            for at in 0..=40 {
                let t = at as f32 / 40.0;
                let u = 1.0 - t;
                let mix = |p0: f32, p1: f32, p2: f32, p3: f32| {
                    u * u * u * p0 + 3.0 * u * u * t * p1 + 3.0 * u * t * t * p2 + t * t * t * p3
                };
                let (px, py) = (mix(x0, *a, *c, *x), mix(y0, *b, *d, *y));
                if px > left && px < right && py > top && py < bottom {
                    return true;
                }
            }
            (x0, y0) = (*x, *y);
        }
        false
    }

    #[test]
    fn an_arrow_over_a_column_passes_between_its_boxes() {
        let grid = Grid::for_width(1400.0);
        let mut columns = vec![Column::default(), Column::default()];
        let mut edges = vec![Vec::new(), Vec::new()];
        for at in 0..6 {
            let top = MARGIN + at as f32 * 110.0;
            columns[0].take(top, 80.0);
            edges[0].push((top, top + 80.0, grid.right(0)));
        }
        let router = Router {
            grid: &grid,
            columns: &columns,
            edges: &edges,
        };
        for (y, end_y) in [(60.0, 60.0), (60.0, 500.0), (500.0, 40.0), (333.0, 333.0)] {
            for lane in [-2.0, 0.0, 2.0] {
                let start = Start {
                    x: MARGIN + 100.0,
                    y,
                    column: None,
                };
                let end = End {
                    x: grid.left(1) - 6.0,
                    y: end_y,
                    column: 1,
                };
                let curve = router.route(start, end, lane);
                for (top, bottom, right) in &edges[0] {
                    assert!(
                        !crosses(&curve, grid.left(0), *right, *top, *bottom),
                        "{y} to {end_y}, lane {lane}"
                    );
                }
                assert_eq!(curve[curve.len() - 2..], [round(end.x), end_y]);
            }
        }
    }

    #[test]
    fn an_arrow_to_its_own_box_goes_around_it() {
        let grid = Grid::for_width(1400.0);
        let mut column = Column::default();
        column.take(100.0, 90.0);
        let edges = [vec![(100.0, 190.0, grid.left(0) + 150.0)]];
        let columns = [column];
        let router = Router {
            grid: &grid,
            columns: &columns,
            edges: &edges,
        };
        let start = Start {
            x: grid.left(0) + 150.0,
            y: 145.0,
            column: Some(0),
        };
        let curve = router.route(
            start,
            End {
                x: grid.left(0) - 6.0,
                y: 120.0,
                column: 0,
            },
            0.0,
        );
        assert!(!crosses(
            &curve,
            grid.left(0),
            grid.left(0) + 150.0,
            100.0,
            190.0
        ));
    }
}
