//! `isinstance` and `issubclass`.

use heaplens_heap::types::flags;
use heaplens_heap::{Ref, TypeId};

use crate::vm::exceptions::Exc;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// `isinstance(r, classes)`.
    pub fn is_instance(&mut self, r: Ref, classes: Ref) -> Res<bool> {
        if self.heap.info_of(classes).has(flags::TUPLE_SUBCLASS) {
            for class in self.heap.tuple_items(classes) {
                if self.is_instance(r, class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let id = self.heap.type_of(r);
        if self.heap.info(id).object == classes {
            return Ok(true);
        }
        if self.heap.type_of(classes) == TypeId::TYPE {
            let of = self.heap.type_id_of(classes);
            return Ok(self.heap.is_subtype(id, of) || self.claims_class(r, of)?);
        }
        let name = self.names.instancecheck;
        if let Some(result) = self.call_special(classes, name, &[r]) {
            let result = result?;
            let value = self.truth(result.get());
            self.release(result);
            return value;
        }
        if self.heap.info_of(classes).has(flags::TYPE_SUBCLASS) {
            let of = self.heap.type_id_of(classes);
            return Ok(self.heap.is_subtype(id, of));
        }
        let text = if self.version.minor() >= 10 {
            "isinstance() arg 2 must be a type, a tuple of types, or a union"
        } else {
            "isinstance() arg 2 must be a type or tuple of types"
        };
        Err(self.type_error(text))
    }

    /// Whether the object's `__class__` says that it is an instance of `of`.
    fn claims_class(&mut self, r: Ref, of: TypeId) -> Res<bool> {
        let id = self.heap.type_of(r);
        if id.0 < heaplens_heap::types::FIXED_TYPES && !self.is_proxy(r) {
            return Ok(false);
        }
        let name = self.names.class;
        let class = match self.get_attribute(r, name) {
            Ok(class) => class,
            Err(Raised) if self.catch(Exc::AttributeError) => return Ok(false),
            Err(raised) => return Err(raised),
        };
        let is = self.heap.info_of(class.get()).has(flags::TYPE_SUBCLASS)
            && self.heap.is_subtype(self.heap.type_id_of(class.get()), of);
        self.release(class);
        Ok(is)
    }

    /// `issubclass(class, classes)`.
    pub fn is_subclass(&mut self, class: Ref, classes: Ref) -> Res<bool> {
        if self.heap.info_of(classes).has(flags::TUPLE_SUBCLASS) {
            for other in self.heap.tuple_items(classes) {
                if self.is_subclass(class, other)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if self.heap.type_of(classes) != TypeId::TYPE {
            let name = self.names.subclasscheck;
            if let Some(result) = self.call_special(classes, name, &[class]) {
                let result = result?;
                let value = self.truth(result.get());
                self.release(result);
                return value;
            }
        }
        if !self.heap.info_of(class).has(flags::TYPE_SUBCLASS) {
            return Err(self.type_error("issubclass() arg 1 must be a class"));
        }
        if !self.heap.info_of(classes).has(flags::TYPE_SUBCLASS) {
            let text = if self.version.minor() >= 10 {
                "issubclass() arg 2 must be a class, a tuple of classes, or a union"
            } else {
                "issubclass() arg 2 must be a class or tuple of classes"
            };
            return Err(self.type_error(text));
        }
        Ok(self
            .heap
            .is_subtype(self.heap.type_id_of(class), self.heap.type_id_of(classes)))
    }
}
