//! What differs between two scenes: all that a drawer has to touch.

use crate::scene::{Arrow, Scene, SceneBox};
use heaplens_session::wire::Step;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The way from one scene to another. Applied to the first it gives the second.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Transition {
    pub step: Step,
    /// The extent of the second scene.
    pub width: f32,
    pub height: f32,
    /// Boxes that are new: they grow in.
    pub enter: Vec<SceneBox>,
    /// Boxes that are in both and differ.
    pub update: Vec<BoxUpdate>,
    /// The keys of boxes that are gone: they fade.
    pub leave: Vec<String>,
    /// Arrows that are new: they are drawn from their start.
    pub arrows_enter: Vec<Arrow>,
    /// Arrows that are in both and differ.
    pub arrows_update: Vec<Arrow>,
    /// The keys of arrows that are gone.
    pub arrows_leave: Vec<String>,
}

/// A box that differs from what it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BoxUpdate {
    /// It as it is now, whole.
    #[serde(rename = "box")]
    pub now: SceneBox,
    /// Its place differs: it glides there.
    pub moved: bool,
    /// More than its place differs: its texts, dots, ports or marks.
    pub content: bool,
    /// Its role differs: a living object has become a ghost, or the other way round.
    pub role: bool,
}

impl Transition {
    /// What differs. Boxes and arrows are joined by key; those alike in all are left out.
    #[must_use]
    pub fn between(before: &Scene, after: &Scene) -> Self {
        let mut transition = Self {
            step: after.step,
            width: after.width,
            height: after.height,
            ..Self::default()
        };
        let mut old: BTreeMap<&str, &SceneBox> = before
            .boxes
            .iter()
            .map(|one| (one.key.as_str(), one))
            .collect();
        for now in &after.boxes {
            match old.remove(now.key.as_str()) {
                None => transition.enter.push(now.clone()),
                Some(was) if was == now => {}
                Some(was) => transition.update.push(BoxUpdate {
                    moved: was.place != now.place,
                    content: !same_content(was, now),
                    role: was.role != now.role,
                    now: now.clone(),
                }),
            }
        }
        transition.leave = old.into_keys().map(str::to_owned).collect();
        let mut old: BTreeMap<&str, &Arrow> = before
            .arrows
            .iter()
            .map(|one| (one.key.as_str(), one))
            .collect();
        for now in &after.arrows {
            match old.remove(now.key.as_str()) {
                None => transition.arrows_enter.push(now.clone()),
                Some(was) if was == now => {}
                Some(_) => transition.arrows_update.push(now.clone()),
            }
        }
        transition.arrows_leave = old.into_keys().map(str::to_owned).collect();
        transition
    }

    /// The scene that `before` becomes, its boxes and arrows in the order of their keys.
    #[must_use]
    pub fn apply(&self, before: &Scene) -> Scene {
        let mut boxes: BTreeMap<&str, &SceneBox> = before
            .boxes
            .iter()
            .map(|one| (one.key.as_str(), one))
            .collect();
        let mut arrows: BTreeMap<&str, &Arrow> = before
            .arrows
            .iter()
            .map(|one| (one.key.as_str(), one))
            .collect();
        for key in &self.leave {
            boxes.remove(key.as_str());
        }
        for key in &self.arrows_leave {
            arrows.remove(key.as_str());
        }
        boxes.extend(
            self.enter
                .iter()
                .chain(self.update.iter().map(|update| &update.now))
                .map(|one| (one.key.as_str(), one)),
        );
        arrows.extend(
            self.arrows_enter
                .iter()
                .chain(&self.arrows_update)
                .map(|one| (one.key.as_str(), one)),
        );
        Scene {
            step: self.step,
            width: self.width,
            height: self.height,
            boxes: boxes.into_values().cloned().collect(),
            arrows: arrows.into_values().cloned().collect(),
        }
    }
}

fn same_content(a: &SceneBox, b: &SceneBox) -> bool {
    let placed = SceneBox {
        place: b.place,
        ..a.clone()
    };
    placed == *b && a.place.width == b.place.width && a.place.height == b.place.height
}
