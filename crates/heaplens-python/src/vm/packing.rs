//! Arguments in a tuple: what calls make that don't pass them as they lie on the stack.
//!
//! A native function of the old kind (`METH_VARARGS`), a type without a vectorcall of its own and an object whose class
//! has a `__call__` get their positional arguments in a tuple and those by name in a dict, which live as long as the
//! call does: they count among the holders of each argument, and the collector counts them when they are made
//! (`_PyObject_MakeTpCall`, Objects/call.c @ v3.12.6). Which built-ins do so was measured on 3.8 to 3.13 by what the
//! first call after a full collection adds to `gc.get_count()`, when no tuple of that length is kept.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::frame::{FrameKind, Slot};
use crate::vm::{Res, Vm};

/// Natives that get a tuple: type or module (empty: a built-in function), name, the last minor version that does.
const PACKED: &[(&str, &str, u8)] = &[
    ("", "max", 12),
    ("", "min", 12),
    ("", "dir", 255),
    ("", "vars", 255),
    ("gc", "set_threshold", 255),
    ("gc", "get_referents", 255),
    ("sys", "getsizeof", 255),
    ("_weakref", "proxy", 10),
    ("_functools", "reduce", 13),
    ("str", "find", 12),
    ("str", "rfind", 12),
    ("str", "index", 12),
    ("str", "rindex", 12),
    ("str", "count", 12),
    ("str", "startswith", 12),
    ("str", "endswith", 12),
    ("str", "format", 255),
    ("bytes", "find", 12),
    ("bytes", "rfind", 12),
    ("bytes", "index", 12),
    ("bytes", "rindex", 12),
    ("bytes", "count", 12),
    ("bytes", "startswith", 12),
    ("bytes", "endswith", 12),
    ("bytearray", "find", 12),
    ("bytearray", "rfind", 12),
    ("bytearray", "index", 12),
    ("bytearray", "rindex", 12),
    ("bytearray", "count", 12),
    ("bytearray", "startswith", 12),
    ("bytearray", "endswith", 12),
    ("dict", "update", 255),
    ("set", "union", 13),
    ("set", "update", 13),
    ("set", "intersection", 13),
    ("set", "intersection_update", 13),
    ("set", "difference", 13),
    ("set", "difference_update", 13),
    ("frozenset", "union", 13),
    ("frozenset", "intersection", 13),
    ("frozenset", "difference", 13),
    ("generator", "throw", 10),
];

/// Built-in types that don't get a tuple when they are called, from this minor version on.
const VECTORCALLS: &[(TypeId, u8)] = &[
    (TypeId::LIST, 9),
    (TypeId::TUPLE, 9),
    (TypeId::DICT, 9),
    (TypeId::SET, 9),
    (TypeId::FROZENSET, 9),
    (TypeId::RANGE, 9),
    (TypeId::FLOAT, 10),
    (TypeId::BOOL, 10),
    (TypeId::REVERSED, 10),
    (TypeId::MAP, 10),
    (TypeId::FILTER, 10),
    (TypeId::ENUMERATE, 11),
    (TypeId::SUPER, 11),
    (TypeId::STR, 13),
    (TypeId::INT, 13),
];

/// Whether the native function of this owner and name gets its arguments in a tuple.
pub fn is_packed(owner: &str, name: &str, minor: u8) -> bool {
    PACKED
        .iter()
        .any(|&(its, known, last)| its == owner && known == name && minor <= last)
}

/// The tuple and the dict that a call holds its arguments in.
#[derive(Default)]
pub struct Packed {
    tuple: Option<Owned>,
    dict: Option<Owned>,
}

impl Vm {
    /// Packs the arguments of a call; without arguments there is nothing to make.
    pub(crate) fn pack(&mut self, pos: &[Ref], kw: &[(Ref, Ref)]) -> Packed {
        let tuple = (!pos.is_empty()).then(|| self.heap.tuple_of(pos));
        let dict = (!kw.is_empty()).then(|| {
            let dict = self.heap.dict();
            for &(name, value) in kw {
                let value = self.heap.own(value);
                let old = self.heap.dict_set_str(dict.get(), name, value);
                debug_assert!(old.is_none(), "a name is given once");
            }
            dict
        });
        Packed { tuple, dict }
    }

    /// The arguments of a call of the type `id`, where it gets them in a tuple.
    pub(crate) fn pack_for_type(&mut self, id: TypeId, pos: &[Ref], kw: &[(Ref, Ref)]) -> Packed {
        let minor = self.version.minor();
        let has_vectorcall = VECTORCALLS
            .iter()
            .any(|&(known, since)| known == id && minor >= since);
        // An exception keeps the tuple as its own arguments: it makes it itself.
        if has_vectorcall || self.heap.info(id).has(flags::BASE_EXC_SUBCLASS) {
            return Packed::default();
        }
        self.pack(pos, kw)
    }

    /// The call is over.
    pub(crate) fn unpack(&mut self, packed: Packed) {
        for held in [packed.dict, packed.tuple].into_iter().flatten() {
            self.release(held);
        }
    }

    /// Enters the Python function `function`, a special method found in a type, called with `this` and the arguments
    /// that lie on the stack from `start` on: the caller's stack keeps them, a tuple and a dict hold them too, and with
    /// names so does an array of all of them (`_PyObject_Call_Prepend`). The function's count is taken over.
    pub(crate) fn enter_special(
        &mut self,
        start: usize,
        function: Ref,
        this: Ref,
        names: Ref,
        kind: FrameKind,
    ) -> Res<()> {
        self.check_depth()?;
        let (pos, kw) = self.split_arguments(start, names);
        let packed = self.pack(&pos, &kw);
        if kind == FrameKind::Entry {
            // What a native caller laid here it only lent.
            let first = start + 2;
            for at in first..self.stack.len() {
                let slot = std::mem::take(&mut self.stack[at]);
                if !slot.is_null() && !slot.is_borrowed() {
                    self.heap.decref(slot.get());
                }
            }
        }
        self.stack.push(Slot::counted(function));
        for held in [packed.tuple, packed.dict].into_iter().flatten() {
            self.stack.push(Slot::counted(held.into_ref()));
        }
        let copies = if kw.is_empty() { 1 } else { 2 };
        let mut first = 0;
        for _ in 0..copies {
            first = self.stack.len();
            let values = kw.iter().map(|&(_, value)| value);
            for item in std::iter::once(this)
                .chain(pos.iter().copied())
                .chain(values)
            {
                self.heap.incref(item);
                self.stack.push(Slot::counted(item));
            }
        }
        let names = (!kw.is_empty()).then(|| self.heap.own(names));
        let names_ref = names.as_ref().map_or(Ref::NULL, Owned::get);
        self.enter_function(start, function, first, names_ref, kind)
    }

    /// Whether a call of a class at the instruction that runs makes the instance and enters its `__init__` at once, as
    /// that instruction does when it ran before (`CALL_ALLOC_AND_ENTER_INIT`, 3.13 on): nothing holds the arguments
    /// but the new frame.
    pub(crate) fn inits_in_place(&mut self, init: Ref, names: Ref, given: usize) -> bool {
        if !self.heap.rules.eval.inits_in_place || !names.is_null() {
            return false;
        }
        let Some(frame) = self.frames.last() else {
            return false;
        };
        let site = (frame.code.object, frame.pc);
        if !self.states.class_calls.contains(&site) {
            std::rc::Rc::make_mut(&mut self.states.class_calls).insert(site);
            return false;
        }
        let code = self.heap.field(init, crate::vm::functions::field::CODE);
        let body = &self.code_of(code).body;
        body.kwonlyargcount == 0
            && body.flags & (crate::code::co_flags::VARARGS | crate::code::co_flags::VARKEYWORDS)
                == 0
            && body.argcount as usize == given + 1
    }
}
