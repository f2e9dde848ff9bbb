//! The count as dots on a box's left edge, and the arrows that end in them.

use super::Placed;
use super::edges::{Edge, Edges};
use crate::arrow::{End, Router, Start};
use crate::content::Draft;
use crate::metrics;
use crate::placement::BoxKey;
use crate::scene::{Arrow, Dot, DotStyle};
use heaplens_session::wire::{Count, ObjectId, ObjectView, Strength, View};
use std::collections::BTreeMap;

/// How far below a box's top its first dot stands: at the middle of the title.
pub const FIRST_DOT: f32 = 19.0;
/// More references than this are a number.
const MOST_DOTS: usize = 8;
const RADIUS: f32 = 4.5;

/// The dots of each placed box, in their order, and all arrows.
pub fn join(
    view: &View,
    edges: &Edges,
    placed: &[Placed],
    router: &Router<'_>,
) -> (Vec<Vec<Dot>>, Vec<Arrow>) {
    let at: BTreeMap<&BoxKey, &Placed> = placed.iter().map(|one| (&one.key, one)).collect();
    let objects: BTreeMap<ObjectId, &ObjectView> = view
        .objects
        .iter()
        .map(|object| (object.id, object))
        .collect();
    let mut incoming: BTreeMap<&BoxKey, Vec<Incoming<'_>>> = BTreeMap::new();
    for edge in edges.all() {
        let Some(start) = at.get(&edge.from).and_then(|from| start_of(from, edge)) else {
            continue;
        };
        if at.contains_key(&edge.to) {
            incoming
                .entry(&edge.to)
                .or_default()
                .push(Incoming { edge, start });
        }
    }
    let mut lanes = Lanes::default();
    let mut arrows = Vec::with_capacity(edges.all().len());
    let mut dots = Vec::with_capacity(placed.len());
    for one in placed {
        let mut here = incoming.remove(&one.key).unwrap_or_default();
        here.sort_by(|a, b| {
            a.start
                .y
                .total_cmp(&b.start.y)
                .then(a.start.x.total_cmp(&b.start.x))
        });
        let object = one
            .draft
            .object
            .and_then(|id| objects.get(&id))
            .filter(|_| matches!(one.key, BoxKey::Object(_)));
        let box_dots = dots_of(one, object.copied(), &here, edges);
        let Some(column) = one.column else {
            dots.push(Vec::new());
            continue;
        };
        for (incoming, dot) in here.iter().zip(box_dots.ends) {
            let end = End {
                x: one.place.x - dot.reach - 2.0,
                y: one.place.y + dot.y,
                column,
            };
            let lane = lanes.next(incoming.start, end);
            arrows.push(arrow(
                incoming,
                one,
                at[&incoming.edge.from],
                end,
                lane,
                router,
            ));
        }
        dots.push(box_dots.dots);
    }
    arrows.sort_by(|a, b| a.key.cmp(&b.key));
    (dots, arrows)
}

/// An edge that has found its start.
struct Incoming<'e> {
    edge: &'e Edge,
    start: Start,
}

fn start_of(from: &Placed, edge: &Edge) -> Option<Start> {
    let port = from.draft.port(edge.row, edge.of_label)?;
    Some(Start {
        x: from.place.x + port.x,
        y: from.place.y + port.y,
        column: from.column,
    })
}

/// A box's dots, and where each of its incoming arrows ends.
struct BoxDots {
    dots: Vec<Dot>,
    ends: Vec<DotEnd>,
}

/// The height of a dot and how far it stands out of the box.
#[derive(Clone, Copy)]
struct DotEnd {
    y: f32,
    reach: f32,
}

fn dots_of(
    one: &Placed,
    object: Option<&ObjectView>,
    here: &[Incoming<'_>],
    edges: &Edges,
) -> BoxDots {
    let Some(object) = object else {
        // A stack has one dot for all of its members, a ghost none, a name's box neither.
        let dots = here
            .iter()
            .map(|incoming| dot(incoming, FIRST_DOT, RADIUS))
            .collect();
        return BoxDots {
            dots,
            ends: vec![
                DotEnd {
                    y: FIRST_DOT,
                    reach: RADIUS
                };
                here.len()
            ],
        };
    };
    let none = Vec::new();
    let unseen = edges.unseen.get(&object.id).unwrap_or(&none);
    let counted = here
        .iter()
        .filter(|one| is_counted(one.edge.strength))
        .map(|one| one.edge.times)
        .sum::<usize>()
        + unseen.iter().filter(|one| is_counted(one.strength)).count();
    let all = match object.count {
        Count::Immortal(_) => Some("∞".to_owned()),
        Count::References(number) => {
            let adds_up = number == counted as u64;
            (!adds_up || counted > MOST_DOTS).then(|| number.to_string())
        }
    };
    match all {
        Some(text) => pill(text, object, here),
        None => single_dots(&one.draft, here, unseen),
    }
}

/// One pill for all counted references; the uncounted ones keep a square of their own.
fn pill(text: String, object: &ObjectView, here: &[Incoming<'_>]) -> BoxDots {
    let reach = ((metrics::sans(&text) + 8.0) / 2.0).max(9.0);
    let label = match object.count {
        Count::Immortal(number) => format!("immortal: its count stays {number}"),
        Count::References(number) => format!("{number} references"),
    };
    let new = here.iter().any(|one| one.edge.new);
    let all = Dot {
        arrow: None,
        y: FIRST_DOT,
        radius: reach,
        style: DotStyle::All,
        new,
        label,
        text: Some(text),
    };
    let mut dots = vec![all];
    let mut ends = Vec::with_capacity(here.len());
    let uncounted_y = FIRST_DOT + 17.0;
    for one in here {
        if is_counted(one.edge.strength) {
            ends.push(DotEnd {
                y: FIRST_DOT,
                reach,
            });
        } else {
            ends.push(DotEnd {
                y: uncounted_y,
                reach: RADIUS,
            });
            dots.push(dot(one, uncounted_y, RADIUS));
        }
    }
    BoxDots { dots, ends }
}

/// A dot for each reference: first those with arrows, from the top as they come in; then the unseen.
fn single_dots(draft: &Draft, here: &[Incoming<'_>], unseen: &[super::edges::Unseen]) -> BoxDots {
    let number = here.iter().map(|one| one.edge.times).sum::<usize>() + unseen.len();
    let room = draft.height - FIRST_DOT - 12.0;
    let apart = (room / number.saturating_sub(1).max(1) as f32).min(16.0);
    let radius = (apart * 0.42).clamp(2.0, RADIUS);
    let mut dots: Vec<Dot> = Vec::with_capacity(number);
    let mut ends = Vec::with_capacity(here.len());
    for one in here {
        let y = FIRST_DOT + dots.len() as f32 * apart;
        ends.push(DotEnd { y, reach: radius });
        for again in 0..one.edge.times {
            dots.push(dot(one, y + again as f32 * apart, radius));
        }
    }
    for one in unseen {
        let y = FIRST_DOT + dots.len() as f32 * apart;
        let style = style_of(one.strength);
        dots.push(Dot {
            arrow: None,
            y,
            radius,
            style,
            new: false,
            label: one.label.clone(),
            text: None,
        });
    }
    BoxDots { dots, ends }
}

fn dot(incoming: &Incoming<'_>, y: f32, radius: f32) -> Dot {
    let edge = incoming.edge;
    let style = style_of(edge.strength);
    Dot {
        arrow: Some(arrow_key(edge)),
        y,
        radius,
        style,
        new: edge.new,
        label: edge.label.clone(),
        text: None,
    }
}

fn style_of(strength: Strength) -> DotStyle {
    match strength {
        Strength::Lasting => DotStyle::Lasting,
        Strength::Passing => DotStyle::Passing,
        Strength::Weak | Strength::Borrowed => DotStyle::Uncounted,
    }
}

fn is_counted(strength: Strength) -> bool {
    matches!(strength, Strength::Lasting | Strength::Passing)
}

fn arrow_key(edge: &Edge) -> String {
    let place = match (edge.row, edge.of_label) {
        (Some(row), false) => row.to_string(),
        (Some(row), true) => format!("{row}k"),
        (None, _) => "all".to_owned(),
    };
    format!("{}.{place}>{}", edge.from.wire(), edge.to.wire())
}

fn arrow(
    incoming: &Incoming<'_>,
    to: &Placed,
    from: &Placed,
    end: End,
    lane: f32,
    router: &Router<'_>,
) -> Arrow {
    let edge = incoming.edge;
    let key = arrow_key(edge);
    Arrow {
        from: edge.from.wire(),
        to: edge.to.wire(),
        strength: edge.strength,
        new: edge.new,
        garbage: from.draft.garbage || to.draft.garbage,
        curve: router.route(incoming.start, end, lane),
        label: edge.label.clone(),
        key,
    }
}

/// Deals lanes out, so that arrows which share a gutter or a channel run side by side.
#[derive(Default)]
struct Lanes {
    dealt: BTreeMap<(Option<usize>, usize), usize>,
}

impl Lanes {
    /// The next lane, from -2 to 2, for arrows between these columns; the middle one first.
    fn next(&mut self, start: Start, end: End) -> f32 {
        let dealt = self.dealt.entry((start.column, end.column)).or_default();
        let lane = [0.0, 1.0, -1.0, 2.0, -2.0][*dealt % 5];
        *dealt += 1;
        lane
    }
}
