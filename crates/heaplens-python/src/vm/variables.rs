//! Variables: globals, names, cells.

use std::rc::Rc;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::CommonConstant;
use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::frame::Slot;
use crate::vm::functions::field;
use crate::vm::load::Code;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    fn push_known(&mut self, r: Ref) {
        self.heap.incref(r);
        self.stack.push(Slot::counted(r));
    }

    pub(crate) fn load_global(&mut self, name: Ref) -> Res<()> {
        let frame = self.top();
        let (globals, builtins) = (frame.globals, frame.builtins);
        let found = match self.heap.dict_get_str(globals, name) {
            Some(r) => Some(r),
            None => self.heap.dict_get_str(builtins, name),
        };
        match found {
            Some(r) => {
                self.push_known(r);
                Ok(())
            }
            None => Err(self.name_error(name)),
        }
    }

    pub(crate) fn load_name(&mut self, name: Ref) -> Res<()> {
        let locals = self.top().locals;
        if self.heap.type_of(locals) == TypeId::DICT {
            if let Some(r) = self.heap.dict_get_str(locals, name) {
                self.push_known(r);
                return Ok(());
            }
        } else if let Some(value) = self.mapping_get(locals, name)? {
            self.stack.push(Slot::counted(value.into_ref()));
            return Ok(());
        }
        self.load_global(name)
    }

    /// `mapping[key]`, or `None` where that is a `KeyError`.
    pub(crate) fn mapping_get(&mut self, mapping: Ref, key: Ref) -> Res<Option<Owned>> {
        match self.get_item(mapping, key) {
            Ok(value) => Ok(Some(value)),
            Err(Raised) if self.catch(Exc::KeyError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    pub(crate) fn store_name(&mut self, name: Ref) -> Res<()> {
        let locals = self.top().locals;
        if self.heap.type_of(locals) == TypeId::DICT {
            let value = self.pop_owned();
            if let Some(old) = self.heap.dict_set_str(locals, name, value) {
                self.release(old);
            }
            return Ok(());
        }
        let value = self.stack[self.stack.len() - 1].get();
        self.set_item(locals, name, value)?;
        self.drop_top();
        Ok(())
    }

    pub(crate) fn delete_name(&mut self, name: Ref) -> Res<()> {
        let locals = self.top().locals;
        if self.heap.type_of(locals) == TypeId::DICT {
            return if self.remove_str_key(locals, name) {
                Ok(())
            } else {
                Err(self.name_error(name))
            };
        }
        match self.delete_item(locals, name) {
            Err(Raised) if self.catch(Exc::KeyError) => Err(self.name_error(name)),
            other => other,
        }
    }

    /// Removes the entry of a str key; false where there is none.
    pub fn remove_str_key(&mut self, dict: Ref, key: Ref) -> bool {
        let hash = self.heap.str_hash(key);
        let heaplens_heap::dict::Lookup::Found(found) = self.heap.dict_lookup(dict, key, hash)
        else {
            return false;
        };
        let (key, value) = self.heap.dict_remove(dict, found);
        self.release(key);
        self.release(value);
        true
    }

    pub(crate) fn store_global(&mut self, name: Ref) {
        let globals = self.top().globals;
        let value = self.pop_owned();
        if let Some(old) = self.heap.dict_set_str(globals, name, value) {
            self.release(old);
        }
    }

    pub(crate) fn delete_global(&mut self, name: Ref) -> Res<()> {
        let globals = self.top().globals;
        if self.remove_str_key(globals, name) {
            Ok(())
        } else {
            Err(self.name_error(name))
        }
    }

    pub(crate) fn load_from_dict_or_globals(&mut self, name: Ref) -> Res<()> {
        let mapping = self.pop_owned();
        match self.mapping_get(mapping.get(), name)? {
            Some(value) => self.stack.push(Slot::counted(value.into_ref())),
            None => self.load_global(name)?,
        }
        self.release(mapping);
        Ok(())
    }

    /// Raises `NameError: name '…' is not defined`.
    pub fn name_error(&mut self, name: Ref) -> Raised {
        let text = format!("name '{}' is not defined", self.heap.text(name));
        let raised = self.raise_text(Exc::NameError, &text);
        if self.version.minor() >= 10 {
            let name = self.heap.own(name);
            self.heap.replace_field(self.raised, exc_field::OWN, name);
        }
        raised
    }

    pub(crate) fn load_build_class(&mut self) -> Res<()> {
        let builtins = self.top().builtins;
        let name = self.names.build_class;
        match self.heap.dict_get_str(builtins, name) {
            Some(r) => {
                self.push_known(r);
                Ok(())
            }
            None => Err(self.raise_text(Exc::NameError, "__build_class__ not found")),
        }
    }

    pub(crate) fn load_locals(&mut self) -> Res<()> {
        let locals = self.top().locals;
        if locals.is_null() {
            return Err(self.raise_text(Exc::SystemError, "no locals"));
        }
        self.push_known(locals);
        Ok(())
    }

    pub(crate) fn setup_annotations(&mut self) -> Res<()> {
        let locals = self.top().locals;
        let name = self.names.annotations;
        if self.heap.type_of(locals) == TypeId::DICT {
            if self.heap.dict_get_str(locals, name).is_none() {
                let dict = self.heap.dict();
                self.heap.dict_set_str(locals, name, dict);
            }
            return Ok(());
        }
        if self.mapping_get(locals, name)?.is_none() {
            let dict = self.heap.dict();
            self.set_item(locals, name, dict.get())?;
        }
        Ok(())
    }

    pub(crate) fn load_common_constant(&mut self, which: u32) {
        let known = Rc::clone(&self.heap.known);
        let r = match CommonConstant::from_arg(which) {
            CommonConstant::AssertionError => self.exc_class(Exc::AssertionError),
            CommonConstant::NotImplementedError => self.exc_class(Exc::NotImplementedError),
            CommonConstant::Tuple => self.heap.info(TypeId::TUPLE).object,
            CommonConstant::List => self.heap.info(TypeId::LIST).object,
            CommonConstant::Set => self.heap.info(TypeId::SET).object,
            CommonConstant::FrozenSet => self.heap.info(TypeId::FROZENSET).object,
            CommonConstant::All => self.builtin_called("all"),
            CommonConstant::Any => self.builtin_called("any"),
            CommonConstant::None => known.none,
            CommonConstant::True => known.true_,
            CommonConstant::False => known.false_,
            CommonConstant::EmptyStr => known
                .short_str(None)
                .expect("the empty str is made at the start"),
            CommonConstant::MinusOne => known.small_int(-1).expect("-1 is cached in every version"),
        };
        self.push_known(r);
    }

    /// A built-in function by its name, as the interpreter itself knows it.
    fn builtin_called(&mut self, name: &str) -> Ref {
        let name = self.heap.intern_str(name);
        let builtins = self.builtins;
        let found = self
            .heap
            .dict_get_str(builtins, name.get())
            .unwrap_or(self.heap.known.none);
        self.release(name);
        found
    }

    // --- cells ---

    /// A new cell that holds `content` (or nothing, if that is null).
    pub fn new_cell(&mut self, content: Ref) -> Owned {
        let bytes = u64::from(self.heap.info(TypeId::CELL).basicsize);
        let cell = self.heap.new_instance_block(TypeId::CELL, bytes, 1);
        self.heap.set_field(cell, 0, content);
        self.heap.track(cell);
        Owned::adopt(cell)
    }

    pub(crate) fn make_cell(&mut self, place: usize) {
        let slot = std::mem::take(&mut self.stack[place]);
        if slot.is_borrowed() {
            self.heap.incref(slot.get());
        }
        let cell = self.new_cell(slot.get());
        self.stack[place] = Slot::counted(cell.into_ref());
    }

    pub(crate) fn copy_free_vars(&mut self, base: usize, count: u32) {
        let frame = self.top();
        let total = frame.code.body.localsplus.len();
        let closure = self.heap.field(frame.function, field::CLOSURE);
        for index in 0..count {
            let cell = self.heap.tuple_item(closure, index);
            self.heap.incref(cell);
            self.stack[base + total - count as usize + index as usize] = Slot::counted(cell);
        }
    }

    fn empty_cell(&mut self, code: &Rc<Code>, slot: u32) -> Raised {
        let name = self.heap.text(code.locals[slot as usize]);
        let is_free = code.body.localsplus[slot as usize].kind.is_free();
        if is_free {
            let text = if self.version.minor() >= 11 {
                format!(
                    "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
                )
            } else {
                format!("free variable '{name}' referenced before assignment in enclosing scope")
            };
            self.raise_text(Exc::NameError, &text)
        } else {
            let text = if self.version.minor() >= 11 {
                format!(
                    "cannot access local variable '{name}' where it is not associated with a value"
                )
            } else {
                format!("local variable '{name}' referenced before assignment")
            };
            self.raise_text(Exc::UnboundLocalError, &text)
        }
    }

    pub(crate) fn load_deref(&mut self, code: &Rc<Code>, base: usize, slot: u32) -> Res<()> {
        let cell = self.stack[base + slot as usize].get();
        let content = self.heap.field(cell, 0);
        if content.is_null() {
            return Err(self.empty_cell(code, slot));
        }
        self.push_known(content);
        Ok(())
    }

    pub(crate) fn store_deref(&mut self, base: usize, slot: u32) {
        let value = self.pop_owned();
        let cell = self.stack[base + slot as usize].get();
        let old = self.heap.field(cell, 0);
        self.heap.set_field(cell, 0, value.into_ref());
        if !old.is_null() {
            self.drop_ref(old);
        }
    }

    pub(crate) fn delete_deref(&mut self, code: &Rc<Code>, base: usize, slot: u32) -> Res<()> {
        let cell = self.stack[base + slot as usize].get();
        let old = self.heap.field(cell, 0);
        if old.is_null() {
            return Err(self.empty_cell(code, slot));
        }
        self.heap.set_field(cell, 0, Ref::NULL);
        self.drop_ref(old);
        Ok(())
    }

    pub(crate) fn load_from_dict_or_deref(
        &mut self,
        code: &Rc<Code>,
        base: usize,
        slot: u32,
    ) -> Res<()> {
        let mapping = self.pop_owned();
        let name = code.locals[slot as usize];
        let found = self.mapping_get(mapping.get(), name)?;
        self.release(mapping);
        match found {
            Some(value) => {
                self.stack.push(Slot::counted(value.into_ref()));
                Ok(())
            }
            None => self.load_deref(code, base, slot),
        }
    }
}
