//! What holds for every picture, over random lives of random objects.

use crate::pictures::{Picture, atom, instance, list};
use heaplens_scene::{Arrow, DotStyle, Layout, Role, Scene, SceneBox, SceneOptions, Transition};
use heaplens_session::wire::{Count, View};

/// A small generator: the tests need variety, not randomness.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// A heap that changes a little from step to step.
struct Heap {
    /// For each living object its number and those that it holds.
    objects: Vec<(u64, Vec<u64>)>,
    next: u64,
}

impl Heap {
    fn step(&mut self, dice: &mut Dice) {
        match dice.roll(4) {
            0 if self.objects.len() > 3 => {
                let gone = self
                    .objects
                    .remove(dice.roll(self.objects.len() as u64) as usize)
                    .0;
                for (_, held) in &mut self.objects {
                    held.retain(|id| *id != gone);
                }
            }
            1 | 2 => {
                let at = dice.roll(self.objects.len() as u64) as usize;
                let to = self.objects[dice.roll(self.objects.len() as u64) as usize].0;
                self.objects[at].1.push(to);
            }
            _ => {
                self.objects.push((self.next, Vec::new()));
                self.next += 1;
            }
        }
    }

    fn view(&self, step: u64) -> View {
        let mut picture = Picture::new(step);
        for (at, (id, held)) in self.objects.iter().enumerate() {
            if at % 3 == 0 {
                picture = picture.name(&format!("name{id}"), *id);
            }
            picture = picture.with(match id % 3 {
                0 => list(*id, held),
                1 if held.is_empty() => atom(*id, "float", "1.5"),
                _ => {
                    let names: Vec<String> = (0..held.len()).map(|at| format!("a{at}")).collect();
                    let rows: Vec<(&str, u64)> = names
                        .iter()
                        .map(String::as_str)
                        .zip(held.iter().copied())
                        .collect();
                    instance(*id, "Node", &rows)
                }
            });
        }
        picture.view()
    }
}

fn lives(seed: u64, steps: u64, mut each: impl FnMut(&View, &Scene, &Scene)) {
    let mut dice = Dice(seed);
    let mut heap = Heap {
        objects: vec![(1, vec![])],
        next: 2,
    };
    let mut layout = Layout::default();
    let mut before = Scene::default();
    for step in 0..steps {
        heap.step(&mut dice);
        let view = heap.view(step);
        let scene = layout.arrange(&view, &SceneOptions::default());
        each(&view, &before, &scene);
        before = scene;
    }
}

fn boxes_by_key(scene: &Scene) -> Vec<&SceneBox> {
    let mut boxes: Vec<_> = scene.boxes.iter().collect();
    boxes.sort_by(|a, b| a.key.cmp(&b.key));
    boxes
}

#[test]
fn no_two_boxes_overlap() {
    for seed in 0..20 {
        lives(seed, 120, |_, _, scene| {
            for (at, one) in scene.boxes.iter().enumerate() {
                for other in &scene.boxes[at + 1..] {
                    assert!(
                        !one.place.overlaps(&other.place),
                        "seed {seed}: {} on {}",
                        one.key,
                        other.key
                    );
                }
                assert!(one.place.right() <= scene.width && one.place.bottom() <= scene.height);
            }
        });
    }
}

#[test]
fn an_object_keeps_its_column_and_moves_only_when_pushed_down() {
    for seed in 0..20 {
        lives(seed, 120, |_, before, scene| {
            let mut pushed: Vec<f32> = Vec::new();
            for now in scene.boxes.iter().filter(|one| one.role == Role::Object) {
                let Some(was) = before.boxes.iter().find(|one| one.key == now.key) else {
                    continue;
                };
                assert_eq!(was.place.x, now.place.x, "seed {seed}: {}", now.key);
                assert!(
                    now.place.y >= was.place.y,
                    "seed {seed}: {} went up",
                    now.key
                );
                if now.place.y > was.place.y {
                    pushed.push(now.place.x);
                }
            }
            // Who is pushed is pushed by one that grew in the same column.
            for x in pushed {
                let grew = scene.boxes.iter().any(|now| {
                    let was = before.boxes.iter().find(|one| one.key == now.key);
                    now.place.x == x && was.is_some_and(|was| was.place.height < now.place.height)
                });
                assert!(grew, "seed {seed}: something moved for nothing");
            }
        });
    }
}

#[test]
fn the_dots_are_the_count() {
    for seed in 0..20 {
        lives(seed, 120, |view, _, scene| {
            for object in &view.objects {
                let key = format!("o{}", object.id.0);
                let Some(one) = scene.boxes.iter().find(|one| one.key == key) else {
                    continue;
                };
                let Count::References(count) = object.count else {
                    continue;
                };
                let counted = one
                    .dots
                    .iter()
                    .filter(|dot| matches!(dot.style, DotStyle::Lasting | DotStyle::Passing));
                match one.dots.iter().find(|dot| dot.style == DotStyle::All) {
                    Some(pill) => {
                        assert_eq!(pill.text.as_deref(), Some(count.to_string().as_str()))
                    }
                    None => assert_eq!(counted.count() as u64, count, "seed {seed}: {key}"),
                }
            }
        });
    }
}

#[test]
fn every_arrow_leaves_a_port_and_ends_at_the_edge_of_its_box() {
    lives(7, 200, |_, _, scene| {
        for arrow in &scene.arrows {
            let find = |key: &String| {
                scene
                    .boxes
                    .iter()
                    .find(|one| one.key == *key)
                    .expect("the arrow's box")
            };
            let (from, to) = (find(&arrow.from), find(&arrow.to));
            let (x, y) = (arrow.curve[0], arrow.curve[1]);
            let near = |a: f32, b: f32| (a - b).abs() <= 0.5;
            let leaves = |port: &heaplens_scene::Port| {
                near(from.place.x + port.x, x) && near(from.place.y + port.y, y)
            };
            assert!(
                from.ports.iter().any(leaves),
                "{} starts at no port",
                arrow.key
            );
            let [.., end_x, end_y] = arrow.curve[..] else {
                panic!("an arrow has a curve")
            };
            assert!(
                end_x < to.place.x && end_x > to.place.x - 30.0,
                "{}",
                arrow.key
            );
            assert!(
                to.dots.iter().any(|dot| near(to.place.y + dot.y, end_y)),
                "{} ends at no dot",
                arrow.key
            );
        }
        let mut keys: Vec<&str> = scene
            .arrows
            .iter()
            .map(|arrow| arrow.key.as_str())
            .collect();
        keys.dedup();
        assert_eq!(keys.len(), scene.arrows.len(), "two arrows bear one key");
    });
}

#[test]
fn a_transition_applied_gives_the_scene() {
    lives(3, 200, |_, before, scene| {
        let applied = Transition::between(before, scene).apply(before);
        assert_eq!(boxes_by_key(&applied), boxes_by_key(scene));
        let mut arrows: Vec<&Arrow> = scene.arrows.iter().collect();
        arrows.sort_by(|a, b| a.key.cmp(&b.key));
        assert_eq!(applied.arrows.iter().collect::<Vec<_>>(), arrows);
        assert_eq!(
            (applied.width, applied.height, applied.step),
            (scene.width, scene.height, scene.step)
        );
    });
}

#[test]
fn the_same_view_again_changes_nothing() {
    for (name, view) in crate::pictures::cases::all() {
        let mut layout = Layout::default();
        let first = layout.arrange(&view, &SceneOptions::default());
        let again = layout.arrange(&view, &SceneOptions::default());
        let nothing = Transition {
            step: again.step,
            width: again.width,
            height: again.height,
            ..Transition::default()
        };
        assert_eq!(Transition::between(&first, &again), nothing, "{name}");
    }
}

#[test]
fn who_steps_back_finds_the_same_picture() {
    let mut dice = Dice(11);
    let mut heap = Heap {
        objects: vec![(1, vec![])],
        next: 2,
    };
    let mut layout = Layout::default();
    let mut views = Vec::new();
    for step in 0..60 {
        heap.step(&mut dice);
        views.push(heap.view(step));
    }
    let first: Vec<Scene> = views
        .iter()
        .map(|view| layout.arrange(view, &SceneOptions::default()))
        .collect();
    let back: Vec<Scene> = views
        .iter()
        .rev()
        .map(|view| layout.arrange(view, &SceneOptions::default()))
        .collect();
    for (was, now) in first.iter().zip(back.iter().rev()) {
        assert_eq!(was, now);
    }
}

#[test]
fn each_case_fits_a_phone_in_width_of_boxes() {
    let options = SceneOptions {
        width: 390.0,
        ..SceneOptions::default()
    };
    for (name, view) in crate::pictures::cases::all() {
        let scene = Layout::default().arrange(&view, &options);
        for one in &scene.boxes {
            assert!(one.place.width <= 230.0, "{name}: {}", one.key);
            for text in &one.texts {
                assert!(
                    text.x >= 0.0 && text.x <= one.place.width,
                    "{name}: {:?}",
                    text
                );
            }
        }
    }
}
