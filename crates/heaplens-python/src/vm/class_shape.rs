//! The shape of a new class: which base decides the layout, the order of resolution (C3), `__slots__`.

use std::rc::Rc;

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::classes::mangle;
use crate::vm::{Res, Vm};

/// What `__slots__` says: the names, if it is there; whether a dict, a list of weak references is among them.
pub(crate) type Slots = (Option<Vec<Rc<str>>>, bool, bool);

impl Vm {
    /// The base that decides the layout: the one whose solid base is most derived.
    pub(crate) fn best_base(&mut self, bases: &[TypeId]) -> Res<TypeId> {
        let mut winner: Option<(TypeId, TypeId)> = None;
        for &base in bases {
            let solid = self.solid_base(base);
            winner = match winner {
                None => Some((base, solid)),
                Some((_, best)) if self.heap.is_subtype(best, solid) => winner,
                Some((_, best)) if self.heap.is_subtype(solid, best) => Some((base, solid)),
                Some(_) => {
                    return Err(self.type_error("multiple bases have instance lay-out conflict"));
                }
            };
        }
        Ok(winner.map_or(TypeId::OBJECT, |(base, _)| base))
    }

    /// The nearest base that adds something to the layout, dict and weak references apart (`solid_base`).
    fn solid_base(&self, id: TypeId) -> TypeId {
        let mut id = id;
        loop {
            let info = self.heap.info(id);
            if id == TypeId::OBJECT || !info.has(flags::HEAPTYPE) || !info.members.is_empty() {
                if !info.has(flags::HEAPTYPE) && id != TypeId::OBJECT {
                    let base = self.heap.info(info.base);
                    if base.layout == info.layout
                        && base.basicsize == info.basicsize
                        && info.base != TypeId::OBJECT
                    {
                        id = info.base;
                        continue;
                    }
                }
                return id;
            }
            id = info.base;
        }
    }

    /// C3: the order of resolution of a class with these bases, itself left out.
    pub fn linearise(&mut self, bases: &[TypeId]) -> Res<Vec<TypeId>> {
        for (at, base) in bases.iter().enumerate() {
            if bases[..at].contains(base) {
                let text = format!("duplicate base class {}", self.heap.info(*base).name);
                return Err(self.type_error(&text));
            }
        }
        let mut lists: Vec<Vec<TypeId>> = bases
            .iter()
            .map(|&base| self.heap.info(base).mro.to_vec())
            .collect();
        lists.push(bases.to_vec());
        let mut result = Vec::new();
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(result);
            }
            let next = lists
                .iter()
                .map(|list| list[0])
                .find(|head| lists.iter().all(|list| !list[1..].contains(head)));
            let Some(next) = next else {
                let names: Vec<String> = {
                    let mut seen: Vec<TypeId> = Vec::new();
                    for list in &lists {
                        if !seen.contains(&list[0]) {
                            seen.push(list[0]);
                        }
                    }
                    seen.iter()
                        .map(|&id| self.heap.info(id).name.to_string())
                        .collect()
                };
                // The message had a line break in it up to 3.12.
                let gap = if self.version.minor() <= 12 {
                    "\n"
                } else {
                    " "
                };
                let text = format!(
                    "Cannot create a consistent method resolution{gap}order (MRO) for bases {}",
                    names.join(", ")
                );
                return Err(self.type_error(&text));
            };
            result.push(next);
            for list in &mut lists {
                if list[0] == next {
                    list.remove(0);
                }
            }
        }
    }

    /// What `__slots__` says: the slots' names, mangled and sorted; whether a dict, a list of weak references is
    /// among them.
    pub(crate) fn class_slots(
        &mut self,
        namespace: Ref,
        base: TypeId,
        class_name: Ref,
    ) -> Res<Slots> {
        let key = self.names.slots;
        let Some(slots) = self.heap.dict_get_str(namespace, key) else {
            return Ok((None, false, false));
        };
        let items = if self.heap.info_of(slots).has(flags::UNICODE_SUBCLASS) {
            vec![self.heap.own(slots).into_ref()]
        } else {
            self.collect_items(slots)?
        };
        let items: Vec<Owned> = items.into_iter().map(Owned::adopt).collect();
        let info = self.heap.info(base);
        if !items.is_empty() && info.itemsize != 0 {
            let kind = if self.version.minor() >= 15 {
                "arbitrary"
            } else {
                "nonempty"
            };
            let text = format!(
                "{kind} __slots__ not supported for subtype of '{}'",
                self.heap.info(base).name
            );
            return Err(self.type_error(&text));
        }
        let (may_dict, may_weak) = (info.dictoffset == 0, info.weaklistoffset == 0);
        let (mut wants_dict, mut wants_weak) = (false, false);
        let mut names: Vec<Rc<str>> = Vec::new();
        let class_text = self.heap.text(class_name);
        for item in &items {
            let r = item.get();
            if !self.heap.info_of(r).has(flags::UNICODE_SUBCLASS) {
                let text = format!(
                    "__slots__ items must be strings, not '{}'",
                    self.type_name(r)
                );
                return Err(self.type_error(&text));
            }
            let text = self.heap.text(r);
            let is_identifier = text
                .chars()
                .next()
                .is_some_and(|c| c == '_' || c.is_alphabetic())
                && text.chars().all(|c| c == '_' || c.is_alphanumeric());
            if !is_identifier {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            match text.as_str() {
                "__dict__" if !may_dict || wants_dict => {
                    return Err(self.type_error("__dict__ slot disallowed: we already got one"));
                }
                "__dict__" => wants_dict = true,
                "__weakref__" if !may_weak || wants_weak => {
                    let text = if self.version.minor() >= 12 {
                        "__weakref__ slot disallowed: we already got one"
                    } else {
                        "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0"
                    };
                    return Err(self.type_error(text));
                }
                "__weakref__" => wants_weak = true,
                _ => {
                    let mangled = mangle(&class_text, &text);
                    let key = self.heap.str(&mangled);
                    let conflicts = self.heap.dict_get_str(namespace, key.get()).is_some();
                    let special = ["__qualname__", "__classcell__", "__classdictcell__"]
                        .contains(&mangled.as_str());
                    if conflicts && !special {
                        let text = format!(
                            "{} in __slots__ conflicts with class variable",
                            self.repr_text(r)
                        );
                        return Err(self.value_error(&text));
                    }
                    names.push(mangled.into());
                }
            }
        }
        names.sort();
        names.dedup();
        Ok((Some(names), wants_dict, wants_weak))
    }
}
