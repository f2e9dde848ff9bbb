//! The box of a living object: head, value or rows, foot.

use super::figure::{bytes, grouped, plural, short_address};
use super::rows::Rows;
use super::{Draft, LEFT, RIGHT, ROW, settle_width};
use crate::metrics;
use crate::scene::{Mark, Role, TextStyle};
use heaplens_session::wire::{Badge, Count, Kind, ObjectId, ObjectView, Value, View};

/// What of a box is new with this step.
#[derive(Debug, Clone, Copy, Default)]
pub struct News {
    pub changed: bool,
    pub count: bool,
}

/// The box of `object`, at most `widest` wide. `is_drawn` says which objects have boxes of their own.
pub fn object_box(
    object: &ObjectView,
    news: News,
    widest: f32,
    is_drawn: &dyn Fn(ObjectId) -> bool,
) -> Draft {
    let head = Head::of(object);
    let foot = Foot::of(object);
    let rows = Rows::of(object, is_drawn);
    let needed = head
        .width()
        .max(foot.width())
        .max(rows.width())
        .max(value_width(object, &head));
    let mut draft = Draft::new(Role::Object, settle_width(needed, widest), label(object));
    draft.object = Some(object.id);
    draft.kind = Some(object.kind);
    draft.changed = news.changed;
    draft.garbage = object.garbage;
    let mut y = head.put(&mut draft, object);
    if let Some(earlier) = &object.same_address_as {
        let note = metrics::fit_sans(
            &format!("same address as {earlier}"),
            draft.width - LEFT - RIGHT,
        );
        draft.text(LEFT, y + 13.0, note, TextStyle::Note);
        y += 18.0;
    }
    y = put_value(&mut draft, object, &head, y);
    y = rows.put(&mut draft, y);
    foot.put(&mut draft, news, y);
    draft
}

/// The first line: the title, its marks, the address.
struct Head {
    title: String,
    /// The value, if it is short enough to stand beside the type.
    beside: Option<String>,
    address: String,
    marks: Vec<(Badge, &'static str, &'static str)>,
}

impl Head {
    fn of(object: &ObjectView) -> Self {
        let beside = match &object.value {
            Value::Text(slice) if slice.parts.len() == 1 && object.rows.is_empty() => {
                let value = &slice.parts[0];
                let said = object
                    .title
                    .strip_prefix(object.type_name.as_str())
                    .is_some_and(|rest| rest.trim() == *value);
                said.then(|| value.clone())
            }
            _ => None,
        };
        let title = if beside.is_some() {
            object.type_name.clone()
        } else {
            object.title.clone()
        };
        let marks = object
            .badges
            .iter()
            .filter_map(|badge| sign(*badge))
            .collect();
        Self {
            title,
            beside,
            address: short_address(object.address),
            marks,
        }
    }

    fn width(&self) -> f32 {
        let value = self
            .beside
            .as_ref()
            .map_or(0.0, |value| 8.0 + metrics::mono(value));
        let marks = self.marks.len() as f32 * 18.0;
        LEFT + metrics::title(&self.title)
            + value
            + marks
            + 16.0
            + metrics::sans(&self.address)
            + RIGHT
    }

    /// Writes the line; gives the height below which the next one goes.
    fn put(&self, draft: &mut Draft, object: &ObjectView) -> f32 {
        const BASELINE: f32 = 23.0;
        let address_width = metrics::sans(&self.address);
        let marks_width = self.marks.len() as f32 * 18.0;
        let room = draft.width - LEFT - RIGHT - 12.0 - address_width - marks_width;
        let title = metrics::fit_title(&short_title(&self.title, room), room);
        let mut x = LEFT + metrics::title(&title);
        draft.text(LEFT, BASELINE, title, TextStyle::Title);
        if let Some(value) = &self.beside {
            let value = metrics::fit_mono(value, (LEFT + room - x - 8.0).max(24.0));
            draft.text(x + 8.0, BASELINE, value.clone(), TextStyle::Value);
            x += 8.0 + metrics::mono(&value);
        }
        for (badge, sign, words) in &self.marks {
            let mark = Mark {
                badge: *badge,
                x: super::half(x + 6.0),
                y: 11.0,
                sign: (*sign).to_owned(),
                label: (*words).to_owned(),
            };
            draft.marks.push(mark);
            x += 18.0;
        }
        draft.text_at_right(RIGHT, BASELINE, self.address.clone(), TextStyle::Address);
        if object.rows.is_empty() && self.beside.is_some() {
            32.0
        } else {
            34.0
        }
    }
}

/// A qualified name that is too long gives up all but its last part: `function …add`.
fn short_title(title: &str, room: f32) -> String {
    match (title.split_once(' '), title.rsplit_once('.')) {
        (Some((what, _)), Some((_, last))) if metrics::title(title) > room => {
            format!("{what} …{last}")
        }
        _ => title.to_owned(),
    }
}

/// The marks that stand beside a title; what the foot says in words has none.
fn sign(badge: Badge) -> Option<(Badge, &'static str, &'static str)> {
    let (sign, words) = match badge {
        Badge::Interned => ("i", "interned: one string for all that are spelled alike"),
        Badge::Cached => ("c", "cached: made once, shared by all"),
        Badge::WeaklyReferenced => ("w", "weakly referenced"),
        Badge::Exported => ("b", "its buffer is exported: it can't be resized"),
        Badge::Frozen => ("f", "frozen: the collector leaves it alone"),
        Badge::Finalized => ("d", "its finaliser has run"),
        Badge::Tracked | Badge::Untracked | Badge::Immortal | Badge::Constant => return None,
    };
    Some((badge, sign, words))
}

fn value_width(object: &ObjectView, head: &Head) -> f32 {
    match &object.value {
        Value::Text(slice) if head.beside.is_none() => {
            LEFT + metrics::mono(&View::plain_slice(slice)).min(280.0) + RIGHT
        }
        _ => 0.0,
    }
}

/// The value on lines of its own: whole if it fits, else its head, middle and tail on one line each.
fn put_value(draft: &mut Draft, object: &ObjectView, head: &Head, y: f32) -> f32 {
    let Value::Text(slice) = &object.value else {
        return y;
    };
    if head.beside.is_some() {
        return y;
    }
    let room = draft.width - LEFT - RIGHT;
    let whole = View::plain_slice(slice);
    if slice.parts.len() == 1 || metrics::mono(&whole) <= room {
        draft.text(
            LEFT,
            y + 15.0,
            metrics::fit_mono(&whole, room),
            TextStyle::Value,
        );
        return y + ROW;
    }
    let last = slice.parts.len() - 1;
    for (at, part) in slice.parts.iter().enumerate() {
        let line = match at {
            0 => format!("{part}…"),
            _ if at == last => format!("…{part}"),
            _ => format!("…{part}…"),
        };
        draft.text(
            LEFT,
            y + 14.0 + at as f32 * 18.0,
            metrics::fit_mono(&line, room),
            TextStyle::Value,
        );
    }
    let below = y + 18.0 * slice.parts.len() as f32;
    draft.text(
        LEFT,
        below + 13.0,
        plural(slice.length, "character"),
        TextStyle::Note,
    );
    below + 22.0
}

/// The last line: size, count, generation.
struct Foot {
    size: String,
    count: String,
    word: &'static str,
    /// What stands at the right: the generation, or why there is none.
    end: String,
    strokes: u8,
}

impl Foot {
    fn of(object: &ObjectView) -> Self {
        let (count, word) = match object.count {
            Count::References(1) => ("1".to_owned(), "reference"),
            Count::References(number) => (grouped(number), "references"),
            Count::Immortal(_) => ("∞".to_owned(), "immortal"),
        };
        let has = |badge| object.badges.contains(&badge);
        let end = match object.generation {
            Some(generation) => format!("gen {generation}"),
            None if has(Badge::Untracked) => "untracked".to_owned(),
            None => String::new(),
        };
        let strokes = object.generation.map_or(0, |generation| generation + 1);
        Self {
            size: bytes(object.size),
            count,
            word,
            end,
            strokes,
        }
    }

    fn strokes_width(&self) -> f32 {
        if self.strokes == 0 {
            0.0
        } else {
            4.0 * f32::from(self.strokes) + 2.0
        }
    }

    fn width(&self) -> f32 {
        let count = metrics::title(&self.count) + 5.0 + metrics::sans(self.word);
        let end = if self.end.is_empty() {
            0.0
        } else {
            16.0 + metrics::sans(&self.end) + self.strokes_width()
        };
        LEFT + metrics::sans(&self.size) + 14.0 + count + end + RIGHT
    }

    fn put(&self, draft: &mut Draft, news: News, y: f32) {
        let baseline = y + 13.0;
        let x = LEFT + metrics::sans(&self.size) + 14.0;
        let number = metrics::title(&self.count);
        draft.text(LEFT, baseline, self.size.clone(), TextStyle::Size);
        let style = if news.count {
            TextStyle::CountChanged
        } else {
            TextStyle::Count
        };
        draft.text(x, baseline, self.count.clone(), style);
        // What doesn't fit gives way from the right: first the generation's word, then the count's.
        let strokes = self.strokes_width();
        let room = draft.width - RIGHT - x - number - 5.0;
        let word = metrics::sans(self.word);
        let end = metrics::sans(&self.end) + strokes;
        if word <= room {
            draft.text(x + number + 5.0, baseline, self.word, TextStyle::CountWord);
        }
        if !self.end.is_empty() && word + 10.0 + end <= room {
            draft.text_at_right(
                RIGHT + strokes,
                baseline,
                self.end.clone(),
                TextStyle::Generation,
            );
        }
        if self.strokes > 0 {
            draft.strokes = self.strokes;
            draft.strokes_x = draft.width - RIGHT - strokes + 5.0;
            draft.strokes_y = baseline + 1.0;
        }
        draft.height = y + 24.0;
    }
}

/// The box in one sentence, for who can't see it.
fn label(object: &ObjectView) -> String {
    let mut label = object.title.clone();
    if let Value::Text(slice) = &object.value {
        let value = View::plain_slice(slice);
        if !object.title.ends_with(&value) {
            label.push(' ');
            label.push_str(&value);
        }
    }
    label.push_str(&format!(", {}", plural(object.size, "byte")));
    label.push_str(&match object.count {
        Count::References(number) => format!(", {}", plural(number, "reference")),
        Count::Immortal(_) => ", immortal".to_owned(),
    });
    if let Some(generation) = object.generation {
        label.push_str(&format!(", generation {generation}"));
    }
    if object.kind == Kind::Container {
        label.push_str(&format!(", {}", plural(object.row_count, "item")));
    }
    for badge in &object.badges {
        if let Some((_, _, words)) = sign(*badge) {
            label.push_str(", ");
            label.push_str(words.split(':').next().unwrap_or(words));
        }
    }
    if object.garbage {
        label.push_str(", garbage: nothing reaches it");
    }
    label.push_str(&format!(", at {:#x}", object.address));
    label
}
