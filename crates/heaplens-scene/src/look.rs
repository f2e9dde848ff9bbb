//! A moment and its picture together, told by what the same engine gave last: what a page asks for at each step.

use crate::scene::{Arrow, Scene, SceneBox};
use heaplens_session::wire::{Part, View, ViewPatch, parts};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A view and its scene.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Look {
    pub view: ViewPatch,
    pub scene: ScenePatch,
}

/// A scene, told by the one that the same engine gave last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ScenePatch {
    /// All of it but its boxes and arrows, which are empty here.
    pub rest: Scene,
    pub boxes: Vec<Part<SceneBox>>,
    pub arrows: Vec<Part<Arrow>>,
}

impl Look {
    /// A view and its scene, told by those before.
    #[must_use]
    pub fn between(before: Option<(&View, &Scene)>, view: &View, scene: &Scene) -> Self {
        let (boxes, arrows) = before.map_or((&[][..], &[][..]), |(_, scene)| {
            (&scene.boxes, &scene.arrows)
        });
        Self {
            view: ViewPatch::between(before.map(|(view, _)| view), view),
            scene: ScenePatch {
                rest: Scene {
                    step: scene.step,
                    width: scene.width,
                    height: scene.height,
                    ..Scene::default()
                },
                boxes: parts(boxes, &scene.boxes),
                arrows: parts(arrows, &scene.arrows),
            },
        }
    }
}
