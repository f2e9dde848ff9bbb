//! What an object holds: every counted reference in it, by its place, in the order in which a box shows them.

use heaplens_heap::types::{Layout, flags};
use heaplens_heap::{Heap, Ref, TypeId};

/// A place in an object that holds a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// An element of a list or a tuple.
    Item(u32),
    /// An element of a set.
    Element,
    /// The key of a dict's entry; its value follows.
    Key,
    /// The value that belongs to this key.
    Value(Ref),
    /// An attribute of an instance, by its name (a str), held through the instance's own dict.
    Attribute(Ref),
    /// A member that `__slots__` names: the type that adds it, and which of that type's.
    Slot(TypeId, u32),
    /// A field of a built-in record.
    Field(&'static str),
    /// The instance's `__dict__`, where it is an object that others hold too.
    OwnDict,
    /// A local or temporary of a generator's frame.
    Saved(u32),
    /// The object's type, where it is counted.
    Type,
}

/// What is held somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    pub spot: Spot,
    pub object: Ref,
}

/// Every counted reference of `r`. Of a container with more than `at_most` items the first and the last of them
/// are given; the answer is how many were left out, and after how many holdings.
#[must_use]
pub fn visit(heap: &Heap, r: Ref, at_most: usize) -> Inside {
    let mut inside = Inside::default();
    let info = heap.info_of(r);
    match info.layout {
        Layout::List => items(&mut inside, heap.list_len(r), at_most, |at| {
            heap.list_item(r, at)
        }),
        Layout::Tuple => items(&mut inside, heap.tuple_len(r), at_most, |at| {
            heap.tuple_item(r, at)
        }),
        Layout::Dict | Layout::OrderedDict => {
            if info.layout == Layout::OrderedDict {
                for key in heap.odict_keys(r) {
                    inside.push(Spot::Field("node"), key);
                }
            } else {
                for (at, name) in info.fields.iter().enumerate() {
                    inside.push(Spot::Field(name), heap.field(r, 10 + at as u32));
                }
            }
            entries(&mut inside, heap, r, at_most);
        }
        Layout::Set => elements(&mut inside, heap, r, at_most),
        Layout::Deque => items(&mut inside, heap.deque_len(r), at_most, |at| {
            heap.deque_item(r, at)
        }),
        Layout::Record { refs } | Layout::Holding { refs, .. } => {
            for at in 0..u32::from(refs) {
                let name = info.fields.get(at as usize).copied().unwrap_or("field");
                // The instance's own dict is shown by its entries, below.
                if heap.dict_offset(r) != Some(heaplens_heap::fixed::field_offset(at)) {
                    inside.push(Spot::Field(name), heap.field(r, at));
                }
            }
        }
        Layout::Run { refs } => run(&mut inside, heap, r, u32::from(refs)),
        Layout::Type => type_object(&mut inside, heap, r, at_most),
        Layout::Int
        | Layout::Float
        | Layout::Complex
        | Layout::Str
        | Layout::Bytes
        | Layout::Buffer => {}
    }
    if info.layout != Layout::Type {
        slots(&mut inside, heap, r);
        attributes(&mut inside, heap, r, at_most);
    }
    if info.has(flags::HEAPTYPE) {
        inside.push(Spot::Type, info.object);
    }
    inside
}

/// What [`visit`] finds.
#[derive(Debug, Clone, Default)]
pub struct Inside {
    pub holdings: Vec<Holding>,
    /// Items that were left out.
    pub left_out: u64,
    /// How many holdings come before those left out.
    pub cut_at: usize,
    /// How many items there are in all: elements, entries, attributes.
    pub items: u64,
    /// A dict that is folded into its instance (or class, or module): not an object of the picture.
    pub folded_dict: Option<Ref>,
}

impl Inside {
    fn push(&mut self, spot: Spot, object: Ref) {
        if !object.is_null() {
            self.holdings.push(Holding { spot, object });
        }
    }

    /// Notes the gap between the first and the last of `count` items where they are more than `at_most`; gives the
    /// numbers of those that are shown.
    fn bounds(&mut self, count: usize, at_most: usize) -> (usize, usize) {
        self.items += count as u64;
        if count <= at_most {
            return (count, count);
        }
        let first = at_most.div_ceil(2);
        self.left_out = (count - at_most) as u64;
        (first, count - (at_most - first))
    }
}

/// Fields of functions that say something about memory; the others are the same for all functions.
const FUNCTION_FIELDS: [&str; 3] = ["__defaults__", "__kwdefaults__", "__closure__"];

/// Whether a field of a built-in record has a row of its own, and leads on to what it holds.
#[must_use]
pub fn is_field_shown(id: TypeId, name: &str) -> bool {
    match id {
        TypeId::FUNCTION => FUNCTION_FIELDS.contains(&name),
        TypeId::BUILTIN_FUNCTION => name == "__self__",
        TypeId::MODULE | TypeId::RANGE | TypeId::SLICE => false,
        _ => true,
    }
}

/// Whether an attribute has a row of its own, and leads on to what it holds: of a class's or a module's special
/// names those that the program wrote, its methods.
#[must_use]
pub fn is_attribute_shown(heap: &Heap, r: Ref, name: Ref, value: Ref) -> bool {
    if heap.type_of(name) != TypeId::STR {
        return false;
    }
    let name = heap.text(name);
    let is_special = name.starts_with("__") && name.ends_with("__");
    let is_definition =
        heap.info_of(r).has(flags::TYPE_SUBCLASS) || heap.type_of(r) == TypeId::MODULE;
    !is_special || !is_definition || heap.type_of(value) == TypeId::FUNCTION
}

fn items(inside: &mut Inside, length: u32, at_most: usize, item: impl Fn(u32) -> Ref) {
    let (first, last) = inside.bounds(length as usize, at_most);
    for at in 0..first as u32 {
        inside.push(Spot::Item(at), item(at));
    }
    inside.cut_at = inside.holdings.len();
    for at in last as u32..length {
        inside.push(Spot::Item(at), item(at));
    }
}

fn entries(inside: &mut Inside, heap: &Heap, r: Ref, at_most: usize) {
    keyed(inside, heap, r, at_most, |inside, key, value| {
        inside.push(Spot::Key, key);
        inside.push(Spot::Value(key), value);
    });
}

/// Gives the entries of the dict `dict` to `each`, cut in the middle.
fn keyed(
    inside: &mut Inside,
    heap: &Heap,
    dict: Ref,
    at_most: usize,
    mut each: impl FnMut(&mut Inside, Ref, Ref),
) {
    if heap.dict_len(dict) as usize <= at_most {
        // Whole, and in the order of a split table too.
        inside.bounds(heap.dict_len(dict) as usize, at_most);
        for (_, key, value) in heap.dict_entries(dict) {
            each(inside, key, value);
        }
        return;
    }
    let count = heap.dict_nentries(dict);
    let (first, last) = inside.bounds(heap.dict_len(dict) as usize, at_most);
    let mut entry = 0;
    let mut taken = 0;
    while taken < first && entry < count {
        if let Some((_, key, value)) = heap.dict_entry(dict, entry) {
            each(inside, key, value);
            taken += 1;
        }
        entry += 1;
    }
    inside.cut_at = inside.holdings.len();
    let mut tail = Vec::new();
    let mut back = count;
    while tail.len() < (heap.dict_len(dict) as usize).saturating_sub(last) && back > entry {
        back -= 1;
        if let Some((_, key, value)) = heap.dict_entry(dict, back) {
            tail.push((key, value));
        }
    }
    for (key, value) in tail.into_iter().rev() {
        each(inside, key, value);
    }
}

fn elements(inside: &mut Inside, heap: &Heap, r: Ref, at_most: usize) {
    let (first, last) = inside.bounds(heap.set_len(r) as usize, at_most);
    let tail = (heap.set_len(r) as usize).saturating_sub(last);
    let slots = 0..=heap.set_mask(r);
    for (_, key) in slots
        .clone()
        .filter_map(|slot| heap.set_slot(r, slot))
        .take(first)
    {
        inside.push(Spot::Element, key);
    }
    inside.cut_at = inside.holdings.len();
    let mut last: Vec<Ref> = slots
        .rev()
        .filter_map(|slot| heap.set_slot(r, slot))
        .map(|(_, key)| key)
        .take(tail)
        .collect();
    last.reverse();
    for key in last {
        inside.push(Spot::Element, key);
    }
}

fn slots(inside: &mut Inside, heap: &Heap, r: Ref) {
    let info = heap.info_of(r);
    if !info.has(flags::HEAPTYPE) {
        return;
    }
    for id in info.mro.iter().rev() {
        for (at, member) in heap.info(*id).members.iter().enumerate() {
            let held = heap.ref_at(r, member.offset as i32);
            if !held.is_null() {
                inside.items += 1;
                inside.push(Spot::Slot(*id, at as u32), held);
            }
        }
    }
}

/// The attributes of an instance: by name where its dict is its own affair, else the dict as an object.
fn attributes(inside: &mut Inside, heap: &Heap, r: Ref, at_most: usize) {
    let Some(offset) = heap.dict_offset(r) else {
        return;
    };
    let dict = heap.ref_at(r, offset);
    if dict.is_null() {
        // The values lie beside the instance or in it, and no dict has been made yet (3.11 on).
        let attributes = heap.attributes(r);
        let (first, last) = inside.bounds(attributes.len(), at_most);
        for (at, (key, value)) in attributes.into_iter().enumerate() {
            if at == first {
                inside.cut_at = inside.holdings.len();
            }
            if at < first || at >= last {
                inside.push(Spot::Attribute(key), value);
            }
        }
        return;
    }
    if heap.refcount(dict) == 1 || heap.type_of(r) == TypeId::MODULE {
        inside.folded_dict = Some(dict);
        keyed(inside, heap, dict, at_most, |inside, key, value| {
            inside.push(Spot::Attribute(key), value)
        });
    } else {
        inside.push(Spot::OwnDict, dict);
    }
}

fn run(inside: &mut Inside, heap: &Heap, r: Ref, fixed: u32) {
    let fields = heap.info_of(r).fields;
    for at in 0..fixed {
        inside.push(
            Spot::Field(fields.get(at as usize).copied().unwrap_or("field")),
            heap.field(r, at),
        );
    }
    let count = heap.raw_half(r, fixed);
    for at in 0..count {
        inside.push(Spot::Saved(at), heap.field(r, fixed + 1 + at));
    }
}

/// A class: its attributes, and what hangs on the type object itself.
fn type_object(inside: &mut Inside, heap: &Heap, r: Ref, at_most: usize) {
    let info = heap.info(heap.type_id_of(r));
    if !info.dict.is_null() {
        inside.folded_dict = Some(info.dict);
        keyed(inside, heap, info.dict, at_most, |inside, key, value| {
            inside.push(Spot::Attribute(key), value)
        });
    }
}
