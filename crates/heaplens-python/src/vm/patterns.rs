//! `match`: mappings, sequences, classes. Source: Python/ceval.c @ v3.11 (`match_keys`, `match_class`).

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Op;
use crate::vm::frame::Slot;
use crate::vm::{Res, Vm};

impl Vm {
    /// `MATCH_MAPPING`, `MATCH_SEQUENCE`: whether the subject on top is such a thing (`Py_TPFLAGS_MAPPING`,
    /// `Py_TPFLAGS_SEQUENCE`: the built-in ones, and classes registered with the abstract ones).
    pub(crate) fn match_kind(&mut self, op: Op) -> Res<()> {
        let subject = self.stack[self.stack.len() - 1].get();
        let value = if op == Op::MatchMapping {
            self.is_a(subject, TypeId::DICT)
                || self.is_a(subject, TypeId::MAPPINGPROXY)
                || self.is_abstract_instance(subject, "Mapping")?
        } else {
            let is_text = self.heap.info_of(subject).has(flags::UNICODE_SUBCLASS)
                || self.heap.info_of(subject).has(flags::BYTES_SUBCLASS)
                || self.is_a(subject, TypeId::BYTEARRAY);
            !is_text
                && ([
                    TypeId::LIST,
                    TypeId::TUPLE,
                    TypeId::RANGE,
                    TypeId::MEMORYVIEW,
                ]
                .iter()
                .any(|&id| self.is_a(subject, id))
                    || self.is_abstract_instance(subject, "Sequence")?)
        };
        let value = self.heap.bool(value);
        self.stack.push(Slot::counted(value.into_ref()));
        Ok(())
    }

    /// Whether a thing is an instance of an abstract class of `collections.abc`, as far as that is imported.
    fn is_abstract_instance(&mut self, r: Ref, name: &str) -> Res<bool> {
        if !self.heap.info_of(r).has(flags::HEAPTYPE)
            && self.heap.type_of(r).0 < heaplens_heap::types::FIXED_TYPES
        {
            return Ok(false);
        }
        let modules = self.modules;
        for module in ["_collections_abc", "collections.abc"] {
            let key = self.heap.str(module);
            let Some(module) = self.heap.dict_get_str(modules, key.get()) else {
                continue;
            };
            if self.heap.type_of(module) != TypeId::MODULE {
                continue;
            }
            let dict = self.heap.field(module, 0);
            let key = self.heap.intern_str(name);
            if let Some(class) = self.heap.dict_get_str(dict, key.get()) {
                return self.is_instance(r, class);
            }
        }
        Ok(false)
    }

    /// `MATCH_KEYS`: `subject keys -- subject keys values|None`.
    pub(crate) fn match_keys(&mut self) -> Res<()> {
        let top = self.stack.len();
        let (subject, keys) = (self.stack[top - 2].get(), self.stack[top - 1].get());
        let keys = self.heap.tuple_items(keys);
        let mut values: Vec<Owned> = Vec::new();
        let mut seen: Vec<Ref> = Vec::new();
        let mut is_match = true;
        let get = self.heap.intern_str("get");
        let missing = self.new_instance(TypeId::OBJECT);
        for key in keys {
            for &other in &seen {
                if self.equal(other, key)? {
                    let text = format!(
                        "mapping pattern checks duplicate key ({})",
                        self.repr_text(key)
                    );
                    return Err(self.value_error(&text));
                }
            }
            seen.push(key);
            let value = if self.heap.type_of(subject) == TypeId::DICT {
                match self.dict_get(subject, key)? {
                    Some(value) => self.heap.own(value),
                    None => self.heap.own(missing.get()),
                }
            } else {
                self.call_attribute(subject, get.get(), &[key, missing.get()])?
            };
            if value.get() == missing.get() {
                is_match = false;
                break;
            }
            values.push(value);
        }
        let result = if is_match {
            let refs: Vec<Ref> = values.iter().map(Owned::get).collect();
            self.heap.tuple_of(&refs)
        } else {
            self.none()
        };
        self.stack.push(Slot::counted(result.into_ref()));
        Ok(())
    }

    /// `MATCH_CLASS`: `subject cls names -- values|None`.
    pub(crate) fn match_class(&mut self, count: u32) -> Res<()> {
        let top = self.stack.len();
        let [subject, class, names] = [3, 2, 1].map(|depth| self.stack[top - depth].get());
        let result = self.match_class_attributes(subject, class, names, count as usize)?;
        for _ in 0..3 {
            self.drop_top();
        }
        let result = match result {
            Some(values) => {
                let refs: Vec<Ref> = values.iter().map(Owned::get).collect();
                self.heap.tuple_of(&refs)
            }
            None => self.none(),
        };
        self.stack.push(Slot::counted(result.into_ref()));
        Ok(())
    }

    fn match_class_attributes(
        &mut self,
        subject: Ref,
        class: Ref,
        names: Ref,
        count: usize,
    ) -> Res<Option<Vec<Owned>>> {
        if !self.heap.info_of(class).has(flags::TYPE_SUBCLASS) {
            let text = match self.version.minor() {
                ..=11 => "called match pattern must be a type",
                12..=14 => "called match pattern must be a class",
                _ => "class pattern must refer to a class",
            };
            return Err(self.type_error(text));
        }
        if !self.is_instance(subject, class)? {
            return Ok(None);
        }
        let class_name = self.heap.info(self.heap.type_id_of(class)).name.to_string();
        let mut values: Vec<Owned> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        if count > 0 {
            let key = self.names.match_args;
            let found = self.find_attribute(class, key)?;
            let mut matches_itself = false;
            let positional = match &found {
                Some(args) => {
                    if self.heap.type_of(args.get()) != TypeId::TUPLE {
                        let text = format!(
                            "{class_name}.__match_args__ must be a tuple (got {})",
                            self.type_name(args.get())
                        );
                        return Err(self.type_error(&text));
                    }
                    self.heap.tuple_items(args.get())
                }
                None => {
                    matches_itself = self.matches_itself(class);
                    Vec::new()
                }
            };
            let allowed = if matches_itself { 1 } else { positional.len() };
            if count > allowed {
                let plural = if allowed == 1 { "" } else { "s" };
                let text = format!(
                    "{class_name}() accepts {allowed} positional sub-pattern{plural} ({count} given)"
                );
                return Err(self.type_error(&text));
            }
            if matches_itself {
                values.push(self.heap.own(subject));
            } else {
                for &name in &positional[..count] {
                    if !self.is_a(name, TypeId::STR) {
                        let text = format!(
                            "__match_args__ elements must be strings (got {})",
                            self.type_name(name)
                        );
                        return Err(self.type_error(&text));
                    }
                    match self.match_attribute(subject, &class_name, name, &mut seen)? {
                        Some(value) => values.push(value),
                        None => return Ok(None),
                    }
                }
            }
        }
        for name in self.heap.tuple_items(names) {
            match self.match_attribute(subject, &class_name, name, &mut seen)? {
                Some(value) => values.push(value),
                None => return Ok(None),
            }
        }
        Ok(Some(values))
    }

    fn match_attribute(
        &mut self,
        subject: Ref,
        class: &str,
        name: Ref,
        seen: &mut Vec<String>,
    ) -> Res<Option<Owned>> {
        let text = self.heap.text(name);
        if seen.contains(&text) {
            let shown = self.repr_text(name);
            let text = format!("{class}() got multiple sub-patterns for attribute {shown}");
            return Err(self.type_error(&text));
        }
        seen.push(text);
        self.find_attribute(subject, name)
    }

    /// Whether a positional pattern of this class stands for the subject itself (`_Py_TPFLAGS_MATCH_SELF`).
    fn matches_itself(&self, class: Ref) -> bool {
        let id = self.heap.type_id_of(class);
        [
            TypeId::BOOL,
            TypeId::BYTEARRAY,
            TypeId::BYTES,
            TypeId::DICT,
            TypeId::FLOAT,
            TypeId::FROZENSET,
            TypeId::INT,
            TypeId::LIST,
            TypeId::SET,
            TypeId::STR,
            TypeId::TUPLE,
        ]
        .iter()
        .any(|&of| self.heap.is_subtype(id, of))
    }
}
