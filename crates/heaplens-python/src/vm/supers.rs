//! `super`: the object, and the instruction that makes none.

use std::rc::Rc;

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::classes::super_field;
use crate::vm::exceptions::Exc;
use crate::vm::frame::Slot;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// A `super` object.
    pub fn new_super(&mut self, class: Ref, object: Ref) -> Res<Owned> {
        let r = self.new_record(TypeId::SUPER, &[Ref::NULL; 3], 0);
        self.fill_super(r.get(), class, object)?;
        Ok(r)
    }

    /// `super.__init__`: makes `r` look behind `class` for `object`, or be unbound where that is null.
    pub fn fill_super(&mut self, r: Ref, class: Ref, object: Ref) -> Res<()> {
        if !self.heap.info_of(class).has(flags::TYPE_SUBCLASS) {
            let text = format!(
                "super() argument 1 must be a type, not {}",
                self.type_name(class)
            );
            return Err(self.type_error(&text));
        }
        let obj_type = if object.is_null() {
            Ref::NULL
        } else {
            self.super_check(class, object)?
        };
        for (at, value) in [
            (super_field::TYPE, class),
            (super_field::OBJ, object),
            (super_field::OBJ_TYPE, obj_type),
        ] {
            self.store_field(r, at, value);
        }
        Ok(())
    }

    fn super_check(&mut self, class: Ref, object: Ref) -> Res<Ref> {
        if !self.heap.info_of(class).has(flags::TYPE_SUBCLASS) {
            let text = format!(
                "super() argument 1 must be a type, not {}",
                self.type_name(class)
            );
            return Err(self.type_error(&text));
        }
        let id = self.heap.type_id_of(class);
        if self.heap.info_of(object).has(flags::TYPE_SUBCLASS)
            && self.heap.is_subtype(self.heap.type_id_of(object), id)
        {
            return Ok(object);
        }
        let of = self.heap.type_of(object);
        if self.heap.is_subtype(of, id) {
            return Ok(self.heap.info(of).object);
        }
        let text = if self.version.minor() >= 13 {
            format!(
                "super(type, obj): obj ({} {}) is not an instance or subtype of type ({}).",
                if self.heap.info_of(object).has(flags::TYPE_SUBCLASS) {
                    "type"
                } else {
                    "instance of"
                },
                if self.heap.info_of(object).has(flags::TYPE_SUBCLASS) {
                    self.heap
                        .info(self.heap.type_id_of(object))
                        .name
                        .to_string()
                } else {
                    self.type_name(object).to_string()
                },
                self.heap.info(id).name
            )
        } else {
            "super(type, obj): obj must be an instance or subtype of type".to_owned()
        };
        Err(self.type_error(&text))
    }

    /// An attribute of the classes behind `class` in the order of the object's type.
    fn super_lookup(&mut self, class: Ref, obj_type: Ref, name: Ref) -> Option<Ref> {
        let id = self.heap.type_id_of(class);
        let mro = Rc::clone(&self.heap.info(self.heap.type_id_of(obj_type)).mro);
        let at = mro.iter().position(|&base| base == id)?;
        mro[at + 1..].iter().find_map(|&base| {
            let dict = self.heap.info(base).dict;
            if dict.is_null() {
                None
            } else {
                self.heap.dict_get_str(dict, name)
            }
        })
    }

    pub(crate) fn super_getattribute(&mut self, r: Ref, name: Ref) -> Res<Owned> {
        let class = self.heap.field(r, super_field::TYPE);
        let object = self.heap.field(r, super_field::OBJ);
        let obj_type = self.heap.field(r, super_field::OBJ_TYPE);
        if !obj_type.is_null()
            && name != self.names.class
            && let Some(found) = self.super_lookup(class, obj_type, name)
        {
            let this = if object == obj_type {
                Ref::NULL
            } else {
                object
            };
            return self.descriptor_get(found, this, obj_type);
        }
        match self.generic_getattribute(r, name) {
            Err(Raised) if self.raised_is(Exc::AttributeError) => {
                self.catch(Exc::AttributeError);
                let text = format!("'super' object has no attribute '{}'", self.heap.text(name));
                Err(self.attribute_error(r, name, &text))
            }
            other => other,
        }
    }

    /// The class and the object of an argumentless `super()` in the frame on top.
    pub fn super_arguments(&mut self) -> Res<(Ref, Ref)> {
        let frame = self.top();
        let code = Rc::clone(&frame.code);
        let base = frame.base as usize;
        if code.body.argcount == 0 {
            return Err(self.raise_text(Exc::RuntimeError, "super(): no arguments"));
        }
        let mut first = self.stack[base].get();
        if !first.is_null()
            && self.heap.type_of(first) == TypeId::CELL
            && code.body.localsplus[0].kind.is_cell()
        {
            first = self.heap.field(first, 0);
        }
        if first.is_null() {
            return Err(self.raise_text(Exc::RuntimeError, "super(): arg[0] deleted"));
        }
        for slot in code.body.free_slots() {
            if self.heap.str_is(code.locals[slot], "__class__") {
                let cell = self.stack[base + slot].get();
                let class = self.heap.field(cell, 0);
                if class.is_null() {
                    return Err(self.raise_text(Exc::RuntimeError, "super(): empty __class__ cell"));
                }
                return Ok((class, first));
            }
        }
        Err(self.raise_text(Exc::RuntimeError, "super(): __class__ cell not found"))
    }

    /// `LOAD_SUPER_ATTR`: no `super` object is made.
    pub(crate) fn load_super_attr(
        &mut self,
        name: Ref,
        _has_two: bool,
        is_method: bool,
    ) -> Res<()> {
        let top = self.stack.len();
        let (super_type, class, object) = (
            self.stack[top - 3].get(),
            self.stack[top - 2].get(),
            self.stack[top - 1].get(),
        );
        if super_type != self.heap.info(TypeId::SUPER).object {
            let made = if _has_two {
                self.call(super_type, &[class, object])?
            } else {
                self.call(super_type, &[])?
            };
            let value = self.get_attribute(made.get(), name)?;
            self.release(made);
            for _ in 0..3 {
                self.drop_top();
            }
            self.stack.push(Slot::counted(value.into_ref()));
            if is_method {
                self.stack.push(Slot::NULL);
            }
            return Ok(());
        }
        let obj_type = self.super_check(class, object)?;
        let found = self.super_lookup(class, obj_type, name);
        let is_function = |vm: &Vm, r: Ref| {
            matches!(
                vm.heap.type_of(r),
                TypeId::FUNCTION | TypeId::METHOD_DESCRIPTOR
            )
        };
        if is_method
            && object != obj_type
            && let Some(method) = found
            && is_function(self, method)
        {
            self.heap.incref(method);
            let this = self.pop_owned();
            self.drop_top();
            self.drop_top();
            self.stack.push(Slot::counted(method));
            self.stack.push(Slot::counted(this.into_ref()));
            return Ok(());
        }
        let value = match found {
            Some(found) if name != self.names.class => {
                let this = if object == obj_type {
                    Ref::NULL
                } else {
                    object
                };
                self.descriptor_get(found, this, obj_type)?
            }
            _ => {
                let made = self.new_super(class, object)?;
                let value = self.super_getattribute(made.get(), name);
                self.release(made);
                value?
            }
        };
        for _ in 0..3 {
            self.drop_top();
        }
        self.stack.push(Slot::counted(value.into_ref()));
        if is_method {
            self.stack.push(Slot::NULL);
        }
        Ok(())
    }
}
