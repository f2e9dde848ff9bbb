//! The frames of the person's own code, with their names and temporaries.

use super::OwnFiles;
use crate::look::{id_of, layer_of, short_text};
use crate::wire::{
    FrameId, FrameKind, FrameView, Held, Layer, StackRole, StackSlot, Strength, Variable,
    VariableKind, ViewOptions,
};
use heaplens_heap::types::flags;
use heaplens_heap::{Heap, Ref, TypeId};
use heaplens_python::code::{SlotKind, co_flags};
use heaplens_python::vm::Vm;
use heaplens_python::vm::frame::{Frame, Slot};

/// A frame as it is on the stack.
pub struct FrameNow {
    pub id: FrameId,
    pub name: String,
    pub kind: FrameKind,
    pub line: u32,
    pub file: String,
    pub names: Vec<Name>,
    pub stack: Vec<Temporary>,
}

/// A name that is bound.
pub struct Name {
    pub name: String,
    pub kind: VariableKind,
    pub object: Ref,
    pub strength: Strength,
}

/// A place of the evaluation stack that holds something.
pub struct Temporary {
    pub role: StackRole,
    pub object: Ref,
    pub strength: Strength,
}

/// The number of the frame that stands for the main module between and after its statements.
const MAIN_FRAME: FrameId = FrameId(0);
/// The bit of the numbers of generators' frames, which keep theirs from resumption to resumption.
const OF_A_GENERATOR: u64 = 1 << 51;

/// The frames now, outermost first. The main module's is always there once it is made.
pub fn frames_now(vm: &Vm, own: &OwnFiles) -> Vec<FrameNow> {
    let mut frames = Vec::new();
    for (at, frame) in vm.frames.iter().enumerate() {
        if own.contains(&*frame.code.body.filename) {
            frames.push(frame_now(vm, at, frame));
        }
    }
    let has_main = frames.first().is_some_and(|frame| frame.id == MAIN_FRAME);
    if !has_main && !vm.main.is_null() {
        let dict = vm.heap.field(vm.main, 0);
        let main = FrameNow {
            id: MAIN_FRAME,
            name: "<module>".to_owned(),
            kind: FrameKind::Module,
            line: 0,
            file: vm.program.to_string(),
            names: dict_names(&vm.heap, dict),
            stack: Vec::new(),
        };
        frames.insert(0, main);
    }
    frames
}

/// The number of frame `at`.
#[must_use]
pub fn frame_id(vm: &Vm, at: usize, frame: &Frame) -> FrameId {
    let heap = &vm.heap;
    let is_main = at == 0 && !vm.main.is_null() && frame.globals == heap.field(vm.main, 0);
    if is_main && &*frame.code.body.name == "<module>" {
        MAIN_FRAME
    } else if frame.generator.is_null() {
        FrameId(frame.called_at << 10 | at as u64 & 1023)
    } else {
        FrameId(OF_A_GENERATOR | id_of(heap, frame.generator).0)
    }
}

fn frame_now(vm: &Vm, at: usize, frame: &Frame) -> FrameNow {
    let heap = &vm.heap;
    let body = &frame.code.body;
    let names = if frame.locals.is_null() {
        slot_names(vm, frame)
    } else {
        dict_names(heap, frame.locals)
    };
    FrameNow {
        id: frame_id(vm, at, frame),
        name: body.qualname.to_string(),
        kind: kind_of(frame),
        line: frame.line(),
        file: body.filename.to_string(),
        names,
        stack: temporaries(vm, at, frame),
    }
}

fn kind_of(frame: &Frame) -> FrameKind {
    let body = &frame.code.body;
    match &*body.name {
        "<module>" => FrameKind::Module,
        "<listcomp>" | "<setcomp>" | "<dictcomp>" => FrameKind::Comprehension,
        _ if body.flags & co_flags::COROUTINE != 0 => FrameKind::Coroutine,
        _ if !frame.generator.is_null() => FrameKind::Generator,
        _ if !frame.locals.is_null() => FrameKind::ClassBody,
        _ => FrameKind::Function,
    }
}

/// The names of a module or a class body, which lie in a dict.
fn dict_names(heap: &Heap, dict: Ref) -> Vec<Name> {
    if dict.is_null() || !heap.info_of(dict).has(flags::DICT_SUBCLASS) {
        return Vec::new();
    }
    let entries = heap
        .dict_entries(dict)
        .into_iter()
        .filter(|(_, key, _)| heap.type_of(*key) == TypeId::STR);
    entries
        .map(|(_, key, value)| (heap.text(key), value))
        .filter(|(name, _)| is_module_name_shown(name))
        .map(|(name, object)| Name {
            name,
            kind: VariableKind::Global,
            object,
            strength: Strength::Lasting,
        })
        .collect()
}

/// Whether a module's name is the person's own: not one that every module has.
#[must_use]
pub fn is_module_name_shown(name: &str) -> bool {
    !(name.starts_with("__") && name.ends_with("__"))
}

/// The names of a function, which lie in the frame itself.
fn slot_names(vm: &Vm, frame: &Frame) -> Vec<Name> {
    let base = frame.base as usize;
    let slots = frame.code.body.localsplus.iter().enumerate();
    slots
        .filter_map(|(at, slot)| {
            let place = vm
                .stack
                .get(base + at)
                .copied()
                .filter(|place| !place.is_null())?;
            Some(Name {
                name: slot.name.to_string(),
                kind: variable_kind(slot.kind),
                object: place.get(),
                strength: strength_of(place, Strength::Lasting),
            })
        })
        .collect()
}

fn variable_kind(kind: SlotKind) -> VariableKind {
    if kind.is_free() {
        VariableKind::Free
    } else if kind.is_cell() {
        VariableKind::Cell
    } else {
        VariableKind::Local
    }
}

fn strength_of(slot: Slot, counted: Strength) -> Strength {
    if slot.is_borrowed() {
        Strength::Borrowed
    } else {
        counted
    }
}

/// What lies on the evaluation stack of frame `at`: up to where the next frame's locals begin.
fn temporaries(vm: &Vm, at: usize, frame: &Frame) -> Vec<Temporary> {
    let next = vm.frames.get(at + 1);
    let end = next.map_or(vm.stack.len(), |next| next.base as usize);
    let call = next.map_or(end, |next| next.start as usize);
    let slots = vm
        .stack
        .get(frame.values()..end.max(frame.values()))
        .unwrap_or_default();
    let places = slots.iter().enumerate().filter(|(_, slot)| !slot.is_null());
    places
        .map(|(index, slot)| {
            let place = frame.values() + index;
            let role = if place == call {
                StackRole::Callee
            } else if place > call {
                StackRole::Argument
            } else {
                operand_role(&vm.heap, slot.get())
            };
            Temporary {
                role,
                object: slot.get(),
                strength: strength_of(*slot, Strength::Passing),
            }
        })
        .collect()
}

/// What a temporary is there for, by what it is.
#[must_use]
pub fn operand_role(heap: &Heap, r: Ref) -> StackRole {
    let info = heap.info_of(r);
    if info.has(flags::BASE_EXC_SUBCLASS) {
        StackRole::Exception
    } else if info.name.ends_with("iterator")
        || matches!(
            info.id,
            TypeId::ENUMERATE | TypeId::ZIP | TypeId::MAP | TypeId::FILTER | TypeId::REVERSED
        )
    {
        StackRole::Iterator
    } else {
        StackRole::Operand
    }
}

impl FrameNow {
    /// It as it crosses the boundary: of a module's names those whose layer is shown.
    pub fn view(&self, vm: &Vm, options: &ViewOptions) -> FrameView {
        let heap = &vm.heap;
        let held = |r: Ref| Held {
            object: Some(id_of(heap, r)),
            text: short_text(heap, r),
        };
        let (shown, left_out): (Vec<&Name>, Vec<&Name>) = self
            .names
            .iter()
            .partition(|name| is_name_shown(heap, name, options));
        let variables = |names: Vec<&Name>| {
            let variable = |name: &Name| Variable {
                name: name.name.clone(),
                kind: name.kind,
                held: held(name.object),
                changed: false,
            };
            names.into_iter().map(variable).collect()
        };
        FrameView {
            id: self.id,
            name: self.name.clone(),
            kind: self.kind,
            line: self.line,
            file: self.file.clone(),
            variables: variables(shown),
            left_out: variables(left_out),
            stack: self
                .stack
                .iter()
                .map(|slot| StackSlot {
                    role: slot.role,
                    held: held(slot.object),
                    strength: slot.strength,
                })
                .collect(),
        }
    }
}

/// Whether a name stands in the picture: a global is left out with the layer of what it is bound to.
fn is_name_shown(heap: &Heap, name: &Name, options: &ViewOptions) -> bool {
    if name.kind != VariableKind::Global {
        return true;
    }
    match layer_of(heap, name.object) {
        Layer::Data | Layer::Shared => true,
        Layer::Definition => options.definitions,
        Layer::Module => options.modules,
        Layer::Machinery => options.machinery,
    }
}
