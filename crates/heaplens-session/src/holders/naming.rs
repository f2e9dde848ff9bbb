//! Names of holders: what a person would call the place that holds a reference.

use super::census::{By, Census};
use crate::look::identity::field_of;
use crate::look::{id_of, short_text, title_of};
use crate::moment::frames::{frame_id, operand_role};
use crate::wire::{Holder, HolderKind, StackRole, Strength};
use heaplens_heap::holds::Place;
use heaplens_heap::types::{Layout, flags};
use heaplens_heap::{Heap, Ref, TypeId};
use heaplens_python::vm::Vm;
use heaplens_python::vm::roots::Root;
use std::collections::BTreeMap;

/// How far holders of holders are looked up: a cell's tuple's function.
const OWNERS_FAR: usize = 3;

/// A holder with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub kind: HolderKind,
    pub holder: Holder,
    /// The object that holds, where one does.
    pub by: Option<Ref>,
    pub label: String,
    pub strength: Strength,
}

/// Names holders. Knows who owns the dicts, tuples and cells among them.
pub struct Namer<'v> {
    vm: &'v Vm,
    owners: BTreeMap<Ref, Vec<By>>,
}

impl<'v> Namer<'v> {
    /// For the holders `all`.
    #[must_use]
    pub fn new<'b>(census: &Census<'v>, all: impl Iterator<Item = &'b By>) -> Self {
        let heap = census.heap();
        let mut owners: BTreeMap<Ref, Vec<By>> = BTreeMap::new();
        let mut open = parts(heap, all);
        for _ in 0..OWNERS_FAR {
            open.retain(|r| !owners.contains_key(r));
            if open.is_empty() {
                break;
            }
            let found = census.holders_of(&open);
            open = parts(heap, found.values().flatten());
            owners.extend(found);
        }
        Self {
            vm: census.vm,
            owners,
        }
    }

    /// The name of a holder.
    #[must_use]
    pub fn name(&self, by: By) -> Named {
        match by {
            By::Root(root) => self.root(root),
            By::Object(r, place) => self.object(r, place),
            By::Table(keys) => {
                let heap = &self.vm.heap;
                let class = heap.types.iter().find(|info| info.cached_keys == keys);
                let of = class.map_or_else(|| "a class".to_owned(), |info| info.name.to_string());
                plain(
                    HolderKind::Interpreter,
                    format!("attribute name shared by instances of {of}"),
                )
            }
        }
    }

    fn root(&self, root: Root) -> Named {
        match root {
            Root::Stack { frame, place } => self.stack(frame, place),
            Root::Namespace { frame } => plain(
                HolderKind::Field,
                format!("names of {}", self.frame_name(frame)),
            ),
            Root::FrameObject { frame } => plain(
                HolderKind::Field,
                format!("frame of {}", self.frame_name(frame)),
            ),
            Root::Raised => plain(HolderKind::Exception, "the exception on its way".to_owned()),
            Root::Handled => plain(
                HolderKind::Exception,
                "the exception that is being handled".to_owned(),
            ),
            Root::Program => plain(HolderKind::Interpreter, "the program that runs".to_owned()),
            Root::Kept(name) => plain(
                HolderKind::Interpreter,
                format!("{name} of the interpreter"),
            ),
        }
    }

    fn frame_name(&self, frame: usize) -> String {
        self.vm.frames.get(frame).map_or_else(
            || "<module>".to_owned(),
            |frame| frame.code.body.qualname.to_string(),
        )
    }

    fn stack(&self, at: usize, place: usize) -> Named {
        let vm = self.vm;
        let name = self.frame_name(at);
        let Some(frame) = vm.frames.get(at) else {
            return plain(HolderKind::Operand, "the evaluation stack".to_owned());
        };
        let base = frame.base as usize;
        let id = frame_id(vm, at, frame);
        if place >= base && place < frame.values() {
            let slot = &frame.code.body.localsplus[place - base];
            let holds_cell = slot.kind.is_cell() || slot.kind.is_free();
            let is_parameter = place - base < frame.code.body.argcount as usize;
            return Named {
                kind: if holds_cell {
                    HolderKind::Cell
                } else if is_parameter {
                    HolderKind::Parameter
                } else {
                    HolderKind::Name
                },
                holder: Holder::Variable {
                    frame: id,
                    name: slot.name.to_string(),
                },
                by: None,
                label: format!("{} in {name}", slot.name),
                strength: Strength::Lasting,
            };
        }
        let index = place.saturating_sub(frame.values()) as u32;
        let next = vm.frames.get(at + 1);
        let held = vm.stack.get(place).map_or(Ref::NULL, |slot| slot.get());
        let (kind, label) = match next.map(|next| (next, next.start as usize)) {
            Some((next, start)) if place == start => (
                HolderKind::Callee,
                format!("callable {} on the stack of {name}", next.code.body.name),
            ),
            Some((next, start)) if place > start => {
                // Callable, self or nothing, then the arguments.
                let has_self = vm.stack.get(start + 1).is_some_and(|slot| !slot.is_null());
                let first = if has_self { start + 1 } else { start + 2 };
                let parameter = next.code.body.localsplus.get(place.wrapping_sub(first));
                let argument = parameter.map_or_else(
                    || "argument".to_owned(),
                    |slot| format!("argument {}", slot.name),
                );
                (
                    HolderKind::Argument,
                    format!(
                        "{argument} of {}, on the stack of {name}",
                        next.code.body.qualname
                    ),
                )
            }
            _ => match operand_role(&vm.heap, held) {
                StackRole::Iterator => (
                    HolderKind::Iterator,
                    format!("iterator on the stack of {name}"),
                ),
                StackRole::Exception => (
                    HolderKind::Exception,
                    format!("exception on the stack of {name}"),
                ),
                _ => (HolderKind::Operand, format!("evaluation stack of {name}")),
            },
        };
        Named {
            kind,
            holder: Holder::Stack { frame: id, index },
            by: None,
            label,
            strength: Strength::Passing,
        }
    }

    fn object(&self, r: Ref, place: Place) -> Named {
        let heap = &self.vm.heap;
        let title = title_of(heap, r);
        let (kind, label) = match place {
            Place::Item(index) => self
                .item_of_part(r, index)
                .unwrap_or_else(|| (HolderKind::Item, format!("{title}[{index}]"))),
            Place::Element => (HolderKind::Element, format!("element of {title}")),
            Place::Key(_) => (HolderKind::Key, self.key_label(r, &title)),
            Place::Value(key) => return self.value_named(r, key, &title),
            Place::Attribute(name) => (HolderKind::Attribute, attribute(heap, &title, name)),
            Place::Slot(id, at) => (
                HolderKind::Attribute,
                match heap.info(id).members.get(at as usize) {
                    Some(member) => format!("{title}.{}", member.name),
                    None => format!("slot of {title}"),
                },
            ),
            Place::Field("cell_contents") => (HolderKind::Cell, self.cell_label(r)),
            Place::Field(name) => (HolderKind::Field, format!("{name} of {title}")),
            Place::Dict | Place::ClassDict => (HolderKind::Dict, format!("__dict__ of {title}")),
            Place::Saved(at) => (
                HolderKind::Suspended,
                format!("{} of {title}", saved_name(self.vm, r, at)),
            ),
            Place::Type => (HolderKind::Class, format!("type of {title}")),
            Place::SharedKey => (HolderKind::Key, format!("key shared by {title}")),
        };
        Named {
            kind,
            holder: Holder::Inside {
                object: id_of(heap, r),
            },
            by: Some(r),
            label,
            strength: Strength::Lasting,
        }
    }

    /// The owner of a part, and which part of it that is.
    fn owner(&self, part: Ref) -> Option<(Ref, Place)> {
        let holders = self.owners.get(&part)?;
        let mut found = holders.iter().filter_map(|by| match by {
            By::Object(owner, place) => Some((*owner, *place)),
            _ => None,
        });
        let is_owning = |place: &Place| {
            matches!(
                place,
                Place::Dict
                    | Place::ClassDict
                    | Place::Field("__dict__" | "__closure__" | "co_consts" | "co_names")
            )
        };
        let all: Vec<(Ref, Place)> = found.by_ref().collect();
        all.iter()
            .find(|(_, place)| is_owning(place))
            .or_else(|| all.first())
            .copied()
    }

    /// An item of a tuple that is a part of a code object, a function or a class.
    fn item_of_part(&self, tuple: Ref, index: u32) -> Option<(HolderKind, String)> {
        let heap = &self.vm.heap;
        if heap.info_of(tuple).layout != Layout::Tuple {
            return None;
        }
        let (owner, Place::Field(field)) = self.owner(tuple)? else {
            return None;
        };
        let of = |owner: Ref| code_name(heap, owner).unwrap_or_else(|| title_of(heap, owner));
        Some(match field {
            "co_consts" => (HolderKind::Constant, format!("constant of {}", of(owner))),
            "co_names" | "localsplusnames" => {
                (HolderKind::Constant, format!("name used in {}", of(owner)))
            }
            "__closure__" => {
                let code = field_of(heap, owner, "__code__");
                let name = code.and_then(|code| self.free_name(code, index));
                let title = title_of(heap, owner);
                (
                    HolderKind::Cell,
                    match name {
                        Some(name) => format!("{name} in the closure of {title}"),
                        None => format!("closure of {title}"),
                    },
                )
            }
            "__defaults__" => (
                HolderKind::Field,
                format!("default of {}", title_of(heap, owner)),
            ),
            _ => (
                HolderKind::Field,
                format!("{field} of {}", title_of(heap, owner)),
            ),
        })
    }

    fn free_name(&self, code: Ref, index: u32) -> Option<String> {
        let code = self.vm.code_of(code);
        let mut free = code
            .body
            .localsplus
            .iter()
            .filter(|slot| slot.kind.is_free());
        free.nth(index as usize).map(|slot| slot.name.to_string())
    }

    fn cell_label(&self, cell: Ref) -> String {
        let holders = self.owners.get(&cell).map_or(&[][..], Vec::as_slice);
        for by in holders {
            match *by {
                By::Root(Root::Stack { frame, place }) => {
                    let named = self.stack(frame, place);
                    if let Holder::Variable { name, .. } = named.holder {
                        return format!("{name} in {} (a cell)", self.frame_name(frame));
                    }
                }
                By::Object(tuple, Place::Item(index)) => {
                    if let Some((_, label)) = self.item_of_part(tuple, index) {
                        return label;
                    }
                }
                By::Object(generator, Place::Saved(at)) => {
                    let title = title_of(&self.vm.heap, generator);
                    return format!("{} of {title}", saved_name(self.vm, generator, at));
                }
                _ => {}
            }
        }
        format!("contents of {}", title_of(&self.vm.heap, cell))
    }

    fn value_named(&self, dict: Ref, key: Ref, title: &str) -> Named {
        let heap = &self.vm.heap;
        let name = (heap.type_of(key) == TypeId::STR).then(|| heap.text(key));
        let mut named = Named {
            kind: HolderKind::Value,
            holder: Holder::Inside {
                object: id_of(heap, dict),
            },
            by: Some(dict),
            label: format!("{title}[{}]", short_text(heap, key)),
            strength: Strength::Lasting,
        };
        let Some(name) = name else { return named };
        let frame = self
            .vm
            .frames
            .iter()
            .enumerate()
            .find(|(_, frame)| frame.locals == dict && frame.locals != frame.globals);
        if let Some((at, frame)) = frame {
            named.kind = HolderKind::Name;
            named.holder = Holder::Variable {
                frame: frame_id(self.vm, at, frame),
                name: name.clone(),
            };
            named.label = format!("{name} in {}", frame.code.body.qualname);
            return named;
        }
        let Some((owner, Place::Dict | Place::ClassDict | Place::Field("__dict__"))) =
            self.owner(dict)
        else {
            return named;
        };
        named.by = Some(owner);
        named.holder = Holder::Inside {
            object: id_of(heap, owner),
        };
        if owner == self.vm.main {
            named.kind = HolderKind::Name;
            named.holder = Holder::Variable {
                frame: crate::wire::FrameId(0),
                name: name.clone(),
            };
            named.label = format!("{name} in <module>");
        } else if heap.type_of(owner) == TypeId::MODULE {
            named.kind = HolderKind::Name;
            named.label = format!("{name} in {}", title_of(heap, owner));
        } else {
            named.kind = HolderKind::Attribute;
            named.label = format!("{}.{name}", title_of(heap, owner));
        }
        named
    }

    fn key_label(&self, dict: Ref, title: &str) -> String {
        let heap = &self.vm.heap;
        match self.owner(dict) {
            Some((owner, Place::Dict | Place::ClassDict | Place::Field("__dict__"))) => {
                if owner == self.vm.main {
                    "key of the names of <module>".to_owned()
                } else {
                    format!("key of the __dict__ of {}", title_of(heap, owner))
                }
            }
            _ if dict == self.vm.modules => "key of sys.modules".to_owned(),
            _ => format!("key of {title}"),
        }
    }
}

fn plain(kind: HolderKind, label: String) -> Named {
    Named {
        kind,
        holder: Holder::Native,
        by: None,
        label,
        strength: Strength::Lasting,
    }
}

fn attribute(heap: &Heap, title: &str, name: Ref) -> String {
    if heap.type_of(name) == TypeId::STR {
        format!("{title}.{}", heap.text(name))
    } else {
        format!("attribute of {title}")
    }
}

/// The qualified name of a code object; `None` of other objects.
fn code_name(heap: &Heap, r: Ref) -> Option<String> {
    if heap.type_of(r) != TypeId::CODE {
        return None;
    }
    let name = field_of(heap, r, "co_qualname").or_else(|| field_of(heap, r, "co_name"))?;
    heap.info_of(name)
        .has(flags::UNICODE_SUBCLASS)
        .then(|| heap.text(name))
}

/// The name of a suspended frame's local, or that it is a temporary.
#[must_use]
pub fn saved_name(vm: &Vm, r: Ref, at: u32) -> String {
    let heap = &vm.heap;
    let code = ["gi_code", "cr_code", "ag_code", "f_code", "code"]
        .into_iter()
        .find_map(|field| field_of(heap, r, field))
        .filter(|code| heap.type_of(*code) == TypeId::CODE);
    let name = code.and_then(|code| {
        let code = vm.code_of(code);
        let slot = code.body.localsplus.get(at as usize)?;
        Some(slot.name.to_string())
    });
    name.unwrap_or_else(|| format!("temporary {at}"))
}

/// The holders among `all` that are but parts of something else: dicts, tuples, cells.
fn parts<'b>(heap: &Heap, all: impl Iterator<Item = &'b By>) -> Vec<Ref> {
    let mut found: Vec<Ref> = all
        .filter_map(|by| match by {
            By::Object(r, _) => Some(*r),
            _ => None,
        })
        .filter(|r| {
            heap.info_of(*r).layout == Layout::Dict
                || matches!(heap.type_of(*r), TypeId::TUPLE | TypeId::CELL)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
