//! What a scene is made of. Everything is placed: a drawer needs no metrics and makes no decisions.
//!
//! Lengths are CSS pixels at zoom 1. A box's texts, dots, ports and marks are placed from its own
//! top left corner, so that a box that moves is one change; arrows are in the scene's coordinates.

use heaplens_session::wire::{Badge, Kind, ObjectId, Step, Strength};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a scene is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SceneOptions {
    /// The width that the picture is to fit if it can: the columns take their measure from it.
    pub width: f32,
    /// Objects whose folds are opened: each member of a stack of theirs is drawn by itself.
    pub opened: Vec<ObjectId>,
    /// How many leaves of one type one object must hold before they are drawn as a stack; 0 for never.
    pub fold_from: u32,
    /// Draw those that died lately.
    pub ghosts: bool,
}

impl Default for SceneOptions {
    fn default() -> Self {
        Self {
            width: 800.0,
            opened: Vec::new(),
            fold_from: 8,
            ghosts: true,
        }
    }
}

/// A picture of one moment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Scene {
    pub step: Step,
    /// The smallest rectangle from (0, 0) that holds everything, margins included.
    pub width: f32,
    pub height: f32,
    /// Names first, then objects in the order of the view, then stacks, then ghosts.
    pub boxes: Vec<SceneBox>,
    pub arrows: Vec<Arrow>,
}

/// A rectangle: its top left corner and its extent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Place {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Place {
    /// Its right edge.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Its lower edge.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// Whether two rectangles share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }
}

/// Anything with a place of its own: the names of a frame, an object, a stack of many, a ghost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SceneBox {
    /// What a drawer joins boxes by from scene to scene: `o12` an object (and its ghost), `f3` the names of a
    /// frame, `e3` its evaluation stack, `s12:float` the floats that object 12 holds.
    pub key: String,
    pub role: Role,
    /// The object that it is, or was; the holder for a stack.
    pub object: Option<ObjectId>,
    /// What it is, for the band at its head.
    pub kind: Option<Kind>,
    pub place: Place,
    /// The step made it or changed something of it: outlined.
    pub changed: bool,
    /// Nothing reaches it: dashed and paler.
    pub garbage: bool,
    /// The accessible name: everything that the box shows, as one sentence.
    pub label: String,
    pub texts: Vec<SceneText>,
    /// Rows that the step changed, to be marked behind their texts.
    pub highlights: Vec<Place>,
    /// Its references, on its left edge.
    pub dots: Vec<Dot>,
    /// Where its own arrows start.
    pub ports: Vec<Port>,
    pub marks: Vec<Mark>,
    /// Strokes of the generation at the foot: `generation + 1` of them, 0 for none.
    pub strokes: u8,
    /// Where the first stroke's lower end stands; the next ones follow to its right, 4 px apart.
    pub strokes_x: f32,
    pub strokes_y: f32,
}

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Names,
    EvaluationStack,
    Object,
    /// Many of a kind, folded.
    Stack,
    /// One that was freed lately.
    Ghost,
}

/// A run of text on one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SceneText {
    /// Where it starts or ends, by its anchor.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    pub text: String,
    pub style: TextStyle,
    pub anchor: Anchor,
    /// The row of the object (or the name's place in the frame) that it belongs to.
    pub row: Option<u32>,
}

/// How a text is set, which is also what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextStyle {
    /// Above a frame's names: whose they are.
    Caption,
    /// An object's name.
    Title,
    Address,
    /// An object's value, in the monospace.
    Value,
    /// A name, in the monospace.
    Name,
    /// An index, key or attribute, in the monospace and quiet.
    Label,
    /// What a row or a name holds, written out, in the monospace.
    Held,
    Size,
    Count,
    /// The same, and the step changed it.
    CountChanged,
    /// The word after the count.
    CountWord,
    Generation,
    /// Anything that is said about a box in quiet words.
    Note,
}

/// Which end of a text its `x` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    Start,
    End,
}

/// One reference to a box, or all of them if they are too many to draw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Dot {
    /// The arrow that ends here; a dot without one is held from outside of the picture.
    pub arrow: Option<String>,
    /// From the box's top; its centre is on the left edge.
    pub y: f32,
    pub radius: f32,
    pub style: DotStyle,
    /// The step made this reference.
    pub new: bool,
    /// Who holds it, in words.
    pub label: String,
    /// What stands in a pill: the count, or `∞`.
    pub text: Option<String>,
}

/// How firmly the reference holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DotStyle {
    /// Filled: there until somebody lets go.
    Lasting,
    /// A ring: there for an operation.
    Passing,
    /// A small open square: not counted (weak or borrowed).
    Uncounted,
    /// A pill that stands for all of them: more than eight, or never counted.
    All,
}

/// Where an arrow leaves a box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Port {
    pub x: f32,
    pub y: f32,
    /// Drawn as a ring (passing) and not filled.
    pub ring: bool,
    /// The step changed what it holds.
    pub new: bool,
    /// The row that it belongs to; `null` for the row that stands for those left out.
    pub row: Option<u32>,
    /// It belongs to the row's label (a dict's key), not to what the row holds.
    pub of_label: bool,
}

/// A small mark beside a title, with its words for hover.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Mark {
    pub badge: Badge,
    /// The top left corner of its 14 px square.
    pub x: f32,
    pub y: f32,
    /// One character.
    pub sign: String,
    pub label: String,
}

/// A reference, drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Arrow {
    /// What a drawer joins arrows by: the holder's key and place, and what it holds.
    pub key: String,
    /// The boxes that it joins.
    pub from: String,
    pub to: String,
    pub strength: Strength,
    /// The step made it.
    pub new: bool,
    /// Its holder is garbage, or what it holds is.
    pub garbage: bool,
    /// A start point and then three points for each cubic Bézier: `x, y` each.
    pub curve: Vec<f32>,
    /// `x holds list #1`.
    pub label: String,
}

impl Arrow {
    /// The curve as an SVG path.
    #[must_use]
    pub fn path(&self) -> String {
        use std::fmt::Write;
        let mut path = String::new();
        let Some(([x, y], rest)) = self.curve.split_first_chunk::<2>() else {
            return path;
        };
        let _ = write!(path, "M{x} {y}");
        for [a, b, c, d, e, f] in rest.as_chunks::<6>().0 {
            let _ = write!(path, "C{a} {b} {c} {d} {e} {f}");
        }
        path
    }
}
