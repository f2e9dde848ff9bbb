//! From a view to a scene: folds, measures, places, and joins by arrows.

mod dots;
mod edges;

use crate::column::{Column, GAP, Grid, MARGIN};
use crate::content::{self, CAPTION, Draft, News};
use crate::fold::{Folded, fold};
use crate::placement::{BoxKey, Places, Placing, Spot, Wish};
use crate::scene::{Place, Scene, SceneBox, SceneOptions};
use edges::Edges;
use heaplens_session::wire::{Change, ObjectId, Step, View};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The memory of a picture: where each object was, so that it keeps its place while it lives, and is
/// found there again by who steps back.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    places: Places,
    options: SceneOptions,
}

/// A drafted box, before its dots.
pub(crate) struct Placed {
    key: BoxKey,
    draft: Draft,
    place: Place,
    /// `None` for the names.
    column: Option<usize>,
}

impl Layout {
    /// The scene of `view`, with whatever was in the last scene left in its place.
    pub fn arrange(&mut self, view: &View, options: &SceneOptions) -> Scene {
        if self.options != *options {
            self.options = options.clone();
            self.places.forget_steps();
        }
        let grid = Grid::for_width(options.width);
        let known = self.places.present().filter_map(|key| match key {
            BoxKey::Stack(owner, type_name) => Some((*owner, type_name.clone())),
            BoxKey::Names(_) | BoxKey::EvaluationStack(_) | BoxKey::Object(_) => None,
        });
        let folded = fold(view, options, &known.collect());
        let mut placed = place_names(view, &folded, &grid);
        let mut drafts = draft_objects(view, &folded, &grid);
        draft_ghosts(view, options, &grid, &self.places, &mut drafts);
        let edges = Edges::of(view, &folded);
        edges.give_ports(&mut drafts);
        self.place_objects(view.step, &grid, &edges, drafts, &mut placed);
        finish(view, &grid, &edges, placed)
    }

    /// Gives each drafted box its place: the known ones theirs, the new ones beside what holds them.
    fn place_objects(
        &mut self,
        step: Step,
        grid: &Grid,
        edges: &Edges,
        drafts: Vec<(BoxKey, Draft)>,
        placed: &mut Vec<Placed>,
    ) {
        let living: Vec<_> = drafts
            .iter()
            .map(|(key, draft)| (key.clone(), draft.width, draft.height))
            .collect();
        let drafts: BTreeMap<&BoxKey, &Draft> =
            drafts.iter().map(|(key, draft)| (key, draft)).collect();
        let mut placing = self.places.begin(step, grid, &living);
        let mut walk = Walk {
            seen: BTreeSet::new(),
            open: VecDeque::new(),
        };
        for names in placed.iter() {
            walk.children(
                edges,
                &drafts,
                &names.key,
                &names.draft,
                names.place.y,
                0,
                &mut placing,
            );
        }
        // What nothing drawn holds (garbage, ghosts, objects held from outside) starts chains of its own.
        for (key, ..) in &living {
            walk.from(edges, &drafts, &mut placing);
            walk.visit(&drafts, key, 0, MARGIN, &mut placing);
        }
        walk.from(edges, &drafts, &mut placing);
        for (key, _, _) in &living {
            let spot = placing.spot(key).expect("every living box was visited");
            let draft = drafts[key].clone();
            let place = place_of(grid, spot, &draft);
            placed.push(Placed {
                key: key.clone(),
                draft,
                place,
                column: Some(spot.column),
            });
        }
        placing.finish();
    }
}

/// Walks from the names outwards, giving places on the way.
struct Walk {
    seen: BTreeSet<BoxKey>,
    open: VecDeque<BoxKey>,
}

type Drafts<'d> = BTreeMap<&'d BoxKey, &'d Draft>;

impl Walk {
    fn visit(
        &mut self,
        drafts: &Drafts<'_>,
        key: &BoxKey,
        column: usize,
        top: f32,
        placing: &mut Placing<'_>,
    ) {
        let Some(draft) = drafts.get(key) else { return };
        if !self.seen.insert(key.clone()) {
            return;
        }
        if placing.spot(key).is_none() {
            let wish = Wish {
                key: key.clone(),
                width: draft.width,
                height: draft.height,
                column,
                top,
            };
            placing.place(wish);
        }
        self.open.push_back(key.clone());
    }

    /// Visits what `holder`, standing with its top at `y`, holds: in `column`, each at its port's height.
    #[expect(
        clippy::too_many_arguments,
        reason = "one step of a walk over parts that others own"
    )]
    fn children(
        &mut self,
        edges: &Edges,
        drafts: &Drafts<'_>,
        holder: &BoxKey,
        draft: &Draft,
        y: f32,
        column: usize,
        placing: &mut Placing<'_>,
    ) {
        for edge in edges.from(holder) {
            let port = draft
                .port(edge.row, edge.of_label)
                .map_or(dots::FIRST_DOT, |port| port.y);
            self.visit(
                drafts,
                &edge.to,
                column,
                y + port - dots::FIRST_DOT,
                placing,
            );
        }
    }

    /// Goes on until nothing is open.
    fn from(&mut self, edges: &Edges, drafts: &Drafts<'_>, placing: &mut Placing<'_>) {
        while let Some(holder) = self.open.pop_front() {
            let (Some(draft), Some(spot)) = (drafts.get(&holder), placing.spot(&holder)) else {
                continue;
            };
            self.children(
                edges,
                drafts,
                &holder,
                draft,
                spot.top,
                spot.column + 1,
                placing,
            );
        }
    }
}

fn place_of(grid: &Grid, spot: Spot, draft: &Draft) -> Place {
    Place {
        x: grid.left(spot.column),
        y: spot.top,
        width: draft.width,
        height: draft.height,
    }
}

/// The names of the frames, one below the other, each with its evaluation stack.
fn place_names(view: &View, folded: &Folded<'_>, grid: &Grid) -> Vec<Placed> {
    let is_drawn = |id: ObjectId| folded.is_drawn.contains(&id);
    let mut placed = Vec::new();
    let mut y = MARGIN;
    let mut put = |key: BoxKey, draft: Draft| {
        let place = Place {
            x: MARGIN,
            y: y + CAPTION,
            width: draft.width,
            height: draft.height,
        };
        y = place.bottom() + GAP - 4.0;
        placed.push(Placed {
            key,
            draft,
            place,
            column: None,
        });
    };
    for (at, frame) in view.frames.iter().enumerate() {
        let is_current = at + 1 == view.frames.len();
        let names = content::names_box(frame, is_current, grid.names_width, &is_drawn);
        put(BoxKey::Names(frame.id), names);
        if !frame.stack.is_empty() {
            let stack = content::evaluation_stack_box(frame, grid.names_width, &is_drawn);
            put(BoxKey::EvaluationStack(frame.id), stack);
        }
    }
    placed
}

fn draft_objects(view: &View, folded: &Folded<'_>, grid: &Grid) -> Vec<(BoxKey, Draft)> {
    let is_drawn = |id: ObjectId| folded.is_drawn.contains(&id);
    let widest = grid.box_width();
    let news = news_of(view);
    let mut drafts = Vec::with_capacity(folded.drawn.len() + folded.stacks.len());
    for object in &folded.drawn {
        let news = news.get(&object.id).copied().unwrap_or_default();
        drafts.push((
            BoxKey::Object(object.id),
            content::object_box(object, news, widest, &is_drawn),
        ));
    }
    for stack in &folded.stacks {
        let owner = view
            .objects
            .iter()
            .find(|object| object.id == stack.owner)
            .map_or("", |object| &object.title);
        let changed = stack
            .members
            .iter()
            .any(|member| news.get(member).is_some_and(|news| news.changed));
        let draft = content::stack_box(stack, owner, changed, widest);
        drafts.push((BoxKey::Stack(stack.owner, stack.type_name.clone()), draft));
    }
    drafts
}

fn draft_ghosts(
    view: &View,
    options: &SceneOptions,
    grid: &Grid,
    places: &Places,
    drafts: &mut Vec<(BoxKey, Draft)>,
) {
    if !options.ghosts {
        return;
    }
    for ghost in &view.ghosts {
        let key = BoxKey::Object(ghost.id);
        let width = places.former_width(&key);
        drafts.push((key, content::ghost_box(ghost, width, grid.box_width())));
    }
}

/// Which objects the step made or changed.
fn news_of(view: &View) -> BTreeMap<ObjectId, News> {
    let mut news: BTreeMap<ObjectId, News> = BTreeMap::new();
    for change in &view.changes {
        match change {
            Change::Appeared { object }
            | Change::Resized { object, .. }
            | Change::Generation { object, .. }
            | Change::BecameGarbage { object }
            | Change::Value { object }
            | Change::Row { object, .. } => news.entry(*object).or_default().changed = true,
            Change::Count { object, .. } => {
                *news.entry(*object).or_default() = News {
                    changed: true,
                    count: true,
                };
            }
            Change::Freed { .. }
            | Change::Name { .. }
            | Change::FrameEntered { .. }
            | Change::FrameLeft { .. }
            | Change::Collection { .. } => {}
        }
    }
    news
}

/// Dots, arrows, and the scene's extent.
fn finish(view: &View, grid: &Grid, edges: &Edges, placed: Vec<Placed>) -> Scene {
    let columns = placed
        .iter()
        .filter_map(|one| one.column)
        .max()
        .map_or(0, |last| last + 1);
    let mut channels = vec![Column::default(); columns];
    let mut extents = vec![Vec::new(); columns];
    for one in &placed {
        if let Some(column) = one.column {
            channels[column].take(one.place.y, one.place.height);
            extents[column].push((one.place.y, one.place.bottom(), one.place.right()));
        }
    }
    for column in &mut extents {
        column.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    let router = crate::arrow::Router {
        grid,
        columns: &channels,
        edges: &extents,
    };
    let (dots, arrows) = dots::join(view, edges, &placed, &router);
    let right = placed
        .iter()
        .map(|one| one.place.right())
        .fold(0.0, f32::max);
    let turning = if columns > 0 { grid.gutter / 2.0 } else { 0.0 };
    let bottom = placed
        .iter()
        .map(|one| one.place.bottom())
        .fold(0.0, f32::max);
    let boxes = placed
        .into_iter()
        .zip(dots)
        .map(|(one, dots)| scene_box(one, dots))
        .collect();
    Scene {
        step: view.step,
        width: right + MARGIN.max(turning),
        height: bottom + MARGIN,
        boxes,
        arrows,
    }
}

fn scene_box(placed: Placed, dots: Vec<crate::scene::Dot>) -> SceneBox {
    let Placed {
        key,
        draft,
        place,
        column: _,
    } = placed;
    SceneBox {
        key: key.wire(),
        role: draft.role,
        object: draft.object,
        kind: draft.kind,
        place,
        changed: draft.changed,
        garbage: draft.garbage,
        label: draft.label,
        texts: draft.texts,
        highlights: draft.highlights,
        dots,
        ports: draft.ports,
        marks: draft.marks,
        strokes: draft.strokes,
        strokes_x: draft.strokes_x,
        strokes_y: draft.strokes_y,
    }
}
