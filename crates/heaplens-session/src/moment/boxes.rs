//! The objects of a picture as they cross the boundary, and every reference to each of them.

use super::frames::{FrameNow, frame_id, is_module_name_shown};
use super::walk::{Reached, Walk};
use crate::holders::ledger::{Baseline, the_rest};
use crate::holders::naming::{Namer, saved_name};
use crate::holders::{By, Census, RefSet};
use crate::look::identity::{badges_of, count_of};
use crate::look::inside::{Inside, is_attribute_shown, is_field_shown};
use crate::look::{Spot, id_of, kind_of, layer_of, short_text, title_of, value_of};
use crate::wire::{
    Count, FrameId, Held, Holder, HolderKind, ObjectId, ObjectView, Reference, Row, RowLabel,
    Strength, ViewOptions,
};
use heaplens_heap::holds::Place;
use heaplens_heap::{Heap, Ref, TypeId};
use heaplens_python::vm::Vm;
use heaplens_python::vm::roots::Root;
use std::collections::BTreeMap;

/// The most references that the interpreter's own tables are drawn with; beyond that the count alone speaks.
const MOST_PADDING: u64 = 64;
/// The most holders out of the picture that are named for one object.
const MOST_NAMED: usize = 256;

/// The boxes in the order of the walk, and all references to them: frames' first, then objects' in that order.
pub fn objects_and_references(
    vm: &Vm,
    walk: &Walk,
    frames: &[FrameNow],
    garbage: &[Ref],
    baseline: &Baseline,
    options: &ViewOptions,
) -> (Vec<ObjectView>, Vec<Reference>) {
    let mut maker = Maker {
        vm,
        walk,
        options,
        references: Vec::new(),
        listed: BTreeMap::new(),
        titles: BTreeMap::new(),
    };
    for frame in frames {
        maker.frame_references(frame);
    }
    let mut objects = Vec::with_capacity(walk.objects.len());
    for reached in &walk.objects {
        objects.push(maker.object(reached, garbage));
    }
    maker.name_the_rest(&objects, frames, baseline);
    (objects, maker.references)
}

struct Maker<'m> {
    vm: &'m Vm,
    walk: &'m Walk,
    options: &'m ViewOptions,
    references: Vec<Reference>,
    /// Counted references so far, by object.
    listed: BTreeMap<ObjectId, u64>,
    titles: BTreeMap<Ref, String>,
}

impl Maker<'_> {
    fn heap(&self) -> &Heap {
        &self.vm.heap
    }

    fn refer(&mut self, from: Holder, to: Ref, strength: Strength, label: String) {
        if !self.walk.has(to) {
            return;
        }
        let id = id_of(self.heap(), to);
        if matches!(strength, Strength::Lasting | Strength::Passing) {
            *self.listed.entry(id).or_default() += 1;
        }
        self.references.push(Reference {
            from,
            to: id,
            strength,
            label,
            since: None,
        });
    }

    fn frame_references(&mut self, frame: &FrameNow) {
        for name in &frame.names {
            let from = Holder::Variable {
                frame: frame.id,
                name: name.name.clone(),
            };
            self.refer(
                from,
                name.object,
                name.strength,
                format!("{} in {}", name.name, frame.name),
            );
        }
        for (index, slot) in frame.stack.iter().enumerate() {
            let from = Holder::Stack {
                frame: frame.id,
                index: index as u32,
            };
            self.refer(
                from,
                slot.object,
                slot.strength,
                format!("evaluation stack of {}", frame.name),
            );
        }
    }

    fn title(&mut self, r: Ref) -> String {
        if let Some(title) = self.titles.get(&r) {
            return title.clone();
        }
        let title = title_of(self.heap(), r);
        self.titles.insert(r, title.clone());
        title
    }

    fn object(&mut self, reached: &Reached, garbage: &[Ref]) -> ObjectView {
        let r = reached.object;
        let title = self.title(r);
        let id = id_of(self.heap(), r);
        let (rows, cut_after) = self.rows(id, &title, r, &reached.inside);
        if let Some(whole) = &reached.whole {
            self.references_beyond(id, &title, &reached.inside, whole);
        }
        let heap = self.heap();
        let info = heap.info_of(r);
        let value = value_of(heap, r, self.options.text_at_most as usize);
        ObjectView {
            id,
            type_name: info.name.to_string(),
            kind: kind_of(heap, r),
            layer: layer_of(heap, r),
            value,
            address: heap.address(r),
            size: heap.sizeof(r) + heap.bytes_before(r),
            count: count_of(heap, r, heap.rules.identity.immortal_refcount),
            generation: heap.generation(r).filter(|generation| *generation < 3),
            garbage: garbage.contains(&r),
            badges: badges_of(heap, r),
            row_count: rows.len() as u64 + reached.inside.left_out,
            rows,
            rows_cut_after: cut_after,
            same_address_as: None,
            title,
        }
    }

    /// The rows of an object, and after which of them some are left out. Its references are noted on the way.
    fn rows(
        &mut self,
        id: ObjectId,
        title: &str,
        r: Ref,
        inside: &Inside,
    ) -> (Vec<Row>, Option<u32>) {
        let mut rows: Vec<Row> = Vec::new();
        let mut cut_after = None;
        for (at, holding) in inside.holdings.iter().enumerate() {
            if inside.left_out > 0 && at == inside.cut_at && !rows.is_empty() {
                cut_after = Some(rows.len() as u32 - 1);
            }
            let row = rows.len() as u32;
            let held_by = self.place(title, r, holding.spot);
            let Some(label) = self.row_label(r, holding.spot, holding.object) else {
                self.refer(
                    Holder::Inside { object: id },
                    holding.object,
                    Strength::Lasting,
                    held_by,
                );
                continue;
            };
            if holding.spot == Spot::Key {
                // The value comes next and makes the row.
                self.refer(
                    Holder::RowLabel { object: id, row },
                    holding.object,
                    Strength::Lasting,
                    held_by,
                );
                continue;
            }
            self.refer(
                Holder::Row { object: id, row },
                holding.object,
                Strength::Lasting,
                held_by,
            );
            rows.push(self.row(label, holding.spot, holding.object, false));
        }
        if inside.left_out > 0 && cut_after.is_none() && !rows.is_empty() {
            cut_after = Some(rows.len() as u32 - 1);
        }
        self.weak_row(id, title, r, &mut rows);
        (rows, cut_after)
    }

    /// The row of what a weak reference is to, which it doesn't hold.
    fn weak_row(&mut self, id: ObjectId, title: &str, r: Ref, rows: &mut Vec<Row>) {
        let heap = self.heap();
        let is_weak = [
            TypeId::WEAKREF,
            TypeId::WEAKPROXY,
            TypeId::WEAKCALLABLEPROXY,
        ];
        if !is_weak
            .iter()
            .any(|weak| heap.is_subtype(heap.type_of(r), *weak))
        {
            return;
        }
        let to = heap.weak_object(r);
        let label = RowLabel::Field("wr_object".to_owned());
        if to.is_null() {
            let held = Held {
                object: None,
                text: "dead".to_owned(),
            };
            rows.push(Row {
                label,
                label_object: None,
                held,
                weak: true,
                changed: false,
            });
            return;
        }
        let from = Holder::Row {
            object: id,
            row: rows.len() as u32,
        };
        self.refer(from, to, Strength::Weak, format!("weakly by {title}"));
        rows.push(self.row(label, Spot::Field("wr_object"), to, true));
    }

    fn row(&self, label: RowLabel, spot: Spot, object: Ref, weak: bool) -> Row {
        let heap = self.heap();
        let label_object = match spot {
            Spot::Value(key) if self.walk.has(key) => Some(id_of(heap, key)),
            _ => None,
        };
        let held = Held {
            object: Some(id_of(heap, object)),
            text: short_text(heap, object),
        };
        Row {
            label,
            label_object,
            held,
            weak,
            changed: false,
        }
    }

    /// The label of a row; `None` for what has no row of its own.
    fn row_label(&self, r: Ref, spot: Spot, object: Ref) -> Option<RowLabel> {
        let heap = self.heap();
        match spot {
            Spot::Item(index) => Some(RowLabel::Index(u64::from(index))),
            Spot::Element => Some(RowLabel::Element),
            Spot::Key => Some(RowLabel::Key(String::new())),
            Spot::Value(key) => Some(RowLabel::Key(short_text(heap, key))),
            Spot::Attribute(name) => is_attribute_shown(heap, r, name, object)
                .then(|| RowLabel::Attribute(heap.text(name))),
            Spot::Slot(id, at) => {
                let member = heap.info(id).members.get(at as usize)?;
                Some(RowLabel::Attribute(member.name.to_string()))
            }
            Spot::Field(name) => {
                is_field_shown(heap.type_of(r), name).then(|| RowLabel::Field(name.to_owned()))
            }
            Spot::OwnDict => Some(RowLabel::Field("__dict__".to_owned())),
            Spot::Saved(at) => Some(RowLabel::Field(saved_name(self.vm, r, at))),
            Spot::Type => None,
        }
    }

    /// A place in an object, as the ledger says it: `list #1[0]`, `Node #2.left`, `__closure__ of function f`.
    fn place(&self, title: &str, r: Ref, spot: Spot) -> String {
        let heap = self.heap();
        match spot {
            Spot::Item(index) => format!("{title}[{index}]"),
            Spot::Element => format!("element of {title}"),
            Spot::Key => format!("key of {title}"),
            Spot::Value(key) => format!("{title}[{}]", short_text(heap, key)),
            Spot::Attribute(name) if heap.type_of(name) == TypeId::STR => {
                format!("{title}.{}", heap.text(name))
            }
            Spot::Attribute(_) => format!("attribute of {title}"),
            Spot::Slot(id, at) => match heap.info(id).members.get(at as usize) {
                Some(member) => format!("{title}.{}", member.name),
                None => format!("slot of {title}"),
            },
            Spot::Field(name) => format!("{name} of {title}"),
            Spot::OwnDict => format!("__dict__ of {title}"),
            Spot::Saved(at) => format!("{} of {title}", saved_name(self.vm, r, at)),
            Spot::Type => format!("type of {title}"),
        }
    }

    /// References from items that the rows leave out.
    fn references_beyond(&mut self, id: ObjectId, title: &str, shown: &Inside, whole: &Inside) {
        // The rows show the first `cut_at` holdings and as many of the last ones as come behind.
        let tail = shown.holdings.len() - shown.cut_at;
        let end = whole.holdings.len().saturating_sub(tail);
        for holding in whole.holdings.get(shown.cut_at..end).unwrap_or_default() {
            self.refer(
                Holder::Inside { object: id },
                holding.object,
                Strength::Lasting,
                title.to_owned(),
            );
        }
    }

    /// Names the holders outside of the picture: all of them, so that the references sum to the count.
    fn name_the_rest(&mut self, objects: &[ObjectView], frames: &[FrameNow], baseline: &Baseline) {
        let missing_of = |maker: &Self, object: &ObjectView| match object.count {
            Count::References(count) => {
                count.saturating_sub(maker.listed.get(&object.id).copied().unwrap_or(0))
            }
            Count::Immortal(_) => 0,
        };
        let refs = self.walk.objects.iter().map(|one| one.object);
        let wanting: Vec<(Ref, ObjectId, u64)> = refs
            .zip(objects)
            .map(|(r, object)| (r, object.id, missing_of(self, object)))
            .filter(|(_, _, missing)| *missing > 0)
            .collect();
        if wanting.is_empty() {
            return;
        }
        let census = Census::new(self.vm);
        let targets: Vec<Ref> = wanting.iter().map(|(r, _, _)| *r).collect();
        let listed = self.listed_holders(frames);
        let mut holders = census.holders_of(&targets);
        for all in holders.values_mut() {
            all.retain(|by| !listed.has(self.vm, by));
            all.truncate(MOST_NAMED);
        }
        let namer = Namer::new(&census, holders.values().flatten());
        for (r, id, missing) in wanting {
            let mut left = missing;
            for by in holders.get(&r).into_iter().flatten().take(missing as usize) {
                let named = namer.name(*by);
                let from = match named.kind {
                    HolderKind::Interpreter => Holder::Native,
                    _ => Holder::Elsewhere,
                };
                self.pad(id, from, named.strength, named.label);
                left -= 1;
            }
            for entry in the_rest(self.vm, baseline, r, left) {
                for _ in 0..entry.count.min(MOST_PADDING) {
                    self.pad(id, Holder::Native, entry.strength, entry.label.clone());
                }
            }
        }
    }

    /// Who is in the picture already.
    fn listed_holders(&self, frames: &[FrameNow]) -> Listed {
        let mut listed = Listed::default();
        for reached in &self.walk.objects {
            listed.objects.insert(reached.object);
            let inside = reached.whole.as_ref().unwrap_or(&reached.inside);
            if let Some(dict) = inside.folded_dict {
                listed.dicts.insert(dict);
            }
        }
        listed.frames = frames.iter().map(|frame| frame.id).collect();
        if let Some(main) = self.vm.main.some() {
            listed.namespaces.insert(self.heap().field(main, 0));
        }
        for frame in self
            .vm
            .frames
            .iter()
            .filter(|frame| !frame.locals.is_null())
        {
            listed.namespaces.insert(frame.locals);
        }
        listed
    }

    fn pad(&mut self, to: ObjectId, from: Holder, strength: Strength, label: String) {
        self.references.push(Reference {
            from,
            to,
            strength,
            label,
            since: None,
        });
    }
}

/// The holders that the picture shows, so that they aren't named again.
#[derive(Default)]
struct Listed {
    objects: RefSet,
    /// Dicts that are a part of their instance: its box shows their values, and not their keys.
    dicts: RefSet,
    /// Dicts whose entries are names of frames.
    namespaces: RefSet,
    frames: Vec<FrameId>,
}

impl Listed {
    fn has(&self, vm: &Vm, by: &By) -> bool {
        match *by {
            By::Root(Root::Stack { frame, place }) => vm.frames.get(frame).is_some_and(|at| {
                place >= at.values().min(at.base as usize)
                    && self.frames.contains(&frame_id(vm, frame, at))
            }),
            By::Root(_) | By::Table(_) => false,
            By::Object(r, place) if self.namespaces.has(r) => match place {
                Place::Value(key) => {
                    vm.heap.type_of(key) == TypeId::STR && is_module_name_shown(&vm.heap.text(key))
                }
                _ => false,
            },
            By::Object(r, place) if self.dicts.has(r) => matches!(place, Place::Value(_)),
            By::Object(r, _) => self.objects.has(r),
        }
    }
}
