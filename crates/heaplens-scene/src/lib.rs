//! From a view, and the scene before it, to placed boxes, arrows and words; and an SVG of that.
//! It must not know the virtual machine or the DOM.
//!
//! The way of a picture: [`Layout::arrange`] folds what is too many, measures every box by a model of
//! the text's widths, places the boxes in columns by their distance from the names, and routes one
//! arrow for each reference. The layout remembers where each object was, so that it keeps its place
//! while it lives. [`Transition::between`] says what differs between two scenes, [`svg`] draws one.

mod arrow;
mod column;
mod content;
mod fold;
pub mod heap_map;
mod layout;
mod look;
mod metrics;
mod placement;
mod scene;
mod svg;
mod transition;

pub use layout::Layout;
pub use look::{Look, ScenePatch};
pub use scene::{
    Anchor, Arrow, Dot, DotStyle, Mark, Place, Port, Role, Scene, SceneBox, SceneOptions,
    SceneText, TextStyle,
};
pub use svg::{Theme, svg};
pub use transition::{BoxUpdate, Transition};
