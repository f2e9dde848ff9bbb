//! Who an object is: its number in the run, its name in the picture, its kind.

use crate::wire::{Badge, Count, Kind, Layer, ObjectId};
use heaplens_heap::types::{Layout, flags};
use heaplens_heap::watch::QUIET;
use heaplens_heap::{Heap, Ref, TypeId};

use super::value::{self, is_atom};

/// The bit of the numbers of objects that were there before the program: they go by their place.
pub const PRE_PROGRAM: u64 = 1 << 52;

/// An object's number: of its type and its place among those born of that type, or, where it was there before
/// the program began, of its place in the store, which such objects keep.
#[must_use]
pub fn id_of(heap: &Heap, r: Ref) -> ObjectId {
    match heap.ordinal(r) {
        0 => ObjectId(PRE_PROGRAM | u64::from(r.0)),
        ordinal => ObjectId(u64::from(heap.type_of(r).0) << 32 | u64::from(ordinal)),
    }
}

/// The number of an object that died, from what was written down of it; `None` if it had no ordinal.
#[must_use]
pub fn id_of_dead(type_id: TypeId, ordinal: u32) -> Option<ObjectId> {
    (ordinal != 0).then_some(ObjectId(u64::from(type_id.0) << 32 | u64::from(ordinal)))
}

/// The type and the ordinal that an object's number is made of.
#[must_use]
pub fn type_and_ordinal(object: ObjectId) -> (TypeId, u32) {
    if object.0 & PRE_PROGRAM != 0 {
        return (TypeId::NULL, 0);
    }
    (TypeId((object.0 >> 32) as u32), object.0 as u32)
}

/// Where an object that was there before the program lies.
#[must_use]
pub fn place_of_old(object: ObjectId) -> Ref {
    Ref(object.0 as u32)
}

/// What an object is, for its tint.
#[must_use]
pub fn kind_of(heap: &Heap, r: Ref) -> Kind {
    let info = heap.info_of(r);
    match info.layout {
        Layout::Int | Layout::Float | Layout::Complex => Kind::Number,
        Layout::Str | Layout::Bytes => Kind::Text,
        Layout::Tuple
        | Layout::List
        | Layout::Dict
        | Layout::OrderedDict
        | Layout::Set
        | Layout::Deque => Kind::Container,
        Layout::Buffer => Kind::Buffer,
        Layout::Type => Kind::Class,
        Layout::Record { .. } | Layout::Holding { .. } | Layout::Run { .. } => record_kind(heap, r),
    }
}

fn record_kind(heap: &Heap, r: Ref) -> Kind {
    let id = heap.type_of(r);
    if heap.info(id).has(flags::HEAPTYPE) || heap.info(id).has(flags::BASE_EXC_SUBCLASS) {
        return Kind::Instance;
    }
    match id {
        TypeId::FUNCTION
        | TypeId::BUILTIN_FUNCTION
        | TypeId::METHOD
        | TypeId::METHOD_DESCRIPTOR
        | TypeId::WRAPPER_DESCRIPTOR
        | TypeId::METHOD_WRAPPER
        | TypeId::CLASSMETHOD_DESCRIPTOR
        | TypeId::CLASSMETHOD
        | TypeId::STATICMETHOD
        | TypeId::PROPERTY => Kind::Function,
        TypeId::FRAME
        | TypeId::TRACEBACK
        | TypeId::GENERATOR
        | TypeId::COROUTINE
        | TypeId::ASYNC_GENERATOR => Kind::Frame,
        TypeId::MODULE => Kind::Module,
        TypeId::MEMORYVIEW => Kind::Buffer,
        TypeId::CELL
        | TypeId::MAPPINGPROXY
        | TypeId::DICT_KEYS
        | TypeId::DICT_VALUES
        | TypeId::DICT_ITEMS => Kind::Container,
        TypeId::OBJECT | TypeId::SIMPLENAMESPACE => Kind::Instance,
        _ => Kind::Other,
    }
}

/// Why somebody might not want to see an object.
#[must_use]
pub fn layer_of(heap: &Heap, r: Ref) -> Layer {
    let id = heap.type_of(r);
    match id {
        TypeId::MODULE => return Layer::Module,
        TypeId::NONE | TypeId::ELLIPSIS | TypeId::NOT_IMPLEMENTED | TypeId::BOOL => {
            return Layer::Shared;
        }
        TypeId::CODE
        | TypeId::FRAME
        | TypeId::TRACEBACK
        | TypeId::GETSET_DESCRIPTOR
        | TypeId::MEMBER_DESCRIPTOR
        | TypeId::METHOD_DESCRIPTOR
        | TypeId::WRAPPER_DESCRIPTOR
        | TypeId::METHOD_WRAPPER
        | TypeId::CLASSMETHOD_DESCRIPTOR => return Layer::Machinery,
        TypeId::BUILTIN_FUNCTION => {
            // A bound method of an object is the program's own, a function of a module isn't.
            let of = field_of(heap, r, "__self__");
            let is_bound = of.is_some_and(|of| {
                heap.type_of(of) != TypeId::MODULE && !heap.info_of(of).has(flags::TYPE_SUBCLASS)
            });
            return if is_bound {
                Layer::Data
            } else {
                Layer::Machinery
            };
        }
        TypeId::FUNCTION | TypeId::CLASSMETHOD | TypeId::STATICMETHOD | TypeId::PROPERTY => {
            return Layer::Definition;
        }
        _ => {}
    }
    if heap.info(id).has(flags::TYPE_SUBCLASS) {
        let is_own = heap.info(heap.type_id_of(r)).has(flags::HEAPTYPE);
        return if is_own {
            Layer::Definition
        } else {
            Layer::Machinery
        };
    }
    // What was there before the program and is one for all: small integers, single characters, `()`.
    if heap.ordinal(r) == 0 && (is_atom(heap, r) || id == TypeId::TUPLE || id == TypeId::FROZENSET)
    {
        return Layer::Shared;
    }
    Layer::Data
}

/// The name that an object keeps for its life: `list #1`, `function process`, `int 1000`.
#[must_use]
pub fn title_of(heap: &Heap, r: Ref) -> String {
    let id = heap.type_of(r);
    let info = heap.info(id);
    let named = |what: &str, field: &str| match field_of(heap, r, field) {
        Some(name) if heap.info_of(name).has(flags::UNICODE_SUBCLASS) => {
            Some(format!("{what} {}", heap.text(name)))
        }
        _ => None,
    };
    let title = match id {
        TypeId::FUNCTION => named("function", "__qualname__"),
        TypeId::CODE => named("code", "co_name"),
        TypeId::MODULE => named("module", "__name__"),
        TypeId::METHOD => {
            let function = field_of(heap, r, "__func__");
            let name = function.and_then(|function| field_of(heap, function, "__qualname__"));
            name.filter(|name| heap.info_of(*name).has(flags::UNICODE_SUBCLASS))
                .map(|name| format!("method {}", heap.text(name)))
        }
        TypeId::NONE | TypeId::ELLIPSIS | TypeId::NOT_IMPLEMENTED | TypeId::BOOL => {
            value::atom_text(heap, r, 24)
        }
        _ if info.has(flags::TYPE_SUBCLASS) => {
            Some(format!("class {}", heap.info(heap.type_id_of(r)).name))
        }
        _ if is_atom(heap, r) => {
            value::atom_text(heap, r, value::SHORT).map(|text| format!("{} {text}", info.name))
        }
        _ => None,
    };
    title.unwrap_or_else(|| match heap.ordinal(r) {
        0 => info.name.to_string(),
        quiet if quiet & QUIET != 0 => info.name.to_string(),
        ordinal => format!("{} #{ordinal}", info.name),
    })
}

/// A record's reference by its field's name.
#[must_use]
pub fn field_of(heap: &Heap, r: Ref, name: &str) -> Option<Ref> {
    let at = heap
        .info_of(r)
        .fields
        .iter()
        .position(|field| *field == name)?;
    heap.field(r, at as u32).some()
}

/// The count as the picture says it. `immortal` is the number that this version shows for immortals.
#[must_use]
pub fn count_of(heap: &Heap, r: Ref, immortal: u64) -> Count {
    if heap.is_immortal(r) {
        Count::Immortal(immortal)
    } else {
        Count::References(u64::from(heap.refcount(r)))
    }
}

/// What there is to know about an object at a glance.
#[must_use]
pub fn badges_of(heap: &Heap, r: Ref) -> Vec<Badge> {
    let info = heap.info_of(r);
    let mut badges = Vec::new();
    if info.has(flags::HAVE_GC) {
        badges.push(if heap.is_tracked(r) {
            Badge::Tracked
        } else {
            Badge::Untracked
        });
    }
    if heap.is_immortal(r) {
        badges.push(Badge::Immortal);
    }
    if info.layout == Layout::Str && heap.is_interned(r) {
        badges.push(Badge::Interned);
    }
    if layer_of(heap, r) == Layer::Shared {
        badges.push(Badge::Cached);
    }
    if !heap.first_weak(r).is_null() {
        badges.push(Badge::WeaklyReferenced);
    }
    if info.layout == Layout::Buffer && heap.buffer_exports(r) > 0 {
        badges.push(Badge::Exported);
    }
    badges
}
