//! Attributes: getting, setting, deleting, and what descriptors do with them.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::call::{builtin_field, descr_field, method_field};
use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::frame::Slot;
use crate::vm::{Raised, Res, Vm};

/// A property's references.
#[expect(missing_docs, reason = "each is the attribute of that name")]
pub mod property_field {
    pub const FGET: u32 = 0;
    pub const FSET: u32 = 1;
    pub const FDEL: u32 = 2;
    pub const DOC: u32 = 3;
    pub const NAME: u32 = 4;
}

impl Vm {
    /// `getattr(object, name)`.
    pub fn get_attribute(&mut self, object: Ref, name: Ref) -> Res<Owned> {
        let id = self.heap.type_of(object);
        let hook = self.names.getattribute;
        let own = self.lookup(id, hook);
        if own == self.lookup(TypeId::OBJECT, hook) && id != TypeId::METHOD {
            let result = self.generic_getattribute(object, name);
            return self.getattr_fallback(object, name, result);
        }
        if let Some(method) = own
            && self.heap.type_of(method) != TypeId::WRAPPER_DESCRIPTOR
        {
            let result = self.call_method(method, object, &[name]);
            return self.getattr_fallback(object, name, result);
        }
        let result = if self.heap.info(id).has(flags::TYPE_SUBCLASS) {
            self.type_getattribute(object, name)
        } else if self.heap.is_subtype(id, TypeId::MODULE) {
            return self.module_getattribute(object, name);
        } else if self.heap.is_subtype(id, TypeId::SUPER) {
            self.super_getattribute(object, name)
        } else if id == TypeId::METHOD {
            self.method_getattribute(object, name)
        } else if self.heap.is_subtype(id, TypeId::GENERIC_ALIAS) {
            self.alias_getattribute(object, name)
        } else if self.is_proxy(object) {
            let target = self.proxy_target(object)?;
            return self.get_attribute(target.get(), name);
        } else {
            self.generic_getattribute(object, name)
        };
        self.getattr_fallback(object, name, result)
    }

    /// `__getattr__`, where the attribute wasn't found otherwise.
    fn getattr_fallback(&mut self, object: Ref, name: Ref, result: Res<Owned>) -> Res<Owned> {
        if result.is_ok() || !self.raised_is(Exc::AttributeError) {
            return result;
        }
        let hook = self.names.getattr;
        let Some(method) = self.lookup_special(object, hook) else {
            return result;
        };
        self.catch(Exc::AttributeError);
        self.call_method(method, object, &[name])
    }

    /// `object.__getattribute__` (`PyObject_GenericGetAttr`).
    pub fn generic_getattribute(&mut self, object: Ref, name: Ref) -> Res<Owned> {
        let id = self.heap.type_of(object);
        let found = self.lookup(id, name);
        if let Some(descriptor) = found
            && self.is_data_descriptor(descriptor)
        {
            let class = self.heap.info(id).object;
            return self.descriptor_get(descriptor, object, class);
        }
        if let Some(value) = self.heap.attribute(object, name) {
            return Ok(self.heap.own(value));
        }
        match found {
            Some(descriptor) => {
                let class = self.heap.info(id).object;
                self.descriptor_get(descriptor, object, class)
            }
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// Raises `AttributeError: 'T' object has no attribute 'name'`.
    pub fn no_attribute(&mut self, object: Ref, name: Ref) -> Raised {
        let text = if self.heap.info_of(object).has(flags::TYPE_SUBCLASS) {
            let id = self.heap.type_id_of(object);
            format!(
                "type object '{}' has no attribute '{}'",
                self.heap.info(id).name,
                self.heap.text(name)
            )
        } else {
            format!(
                "'{}' object has no attribute '{}'",
                self.type_name(object),
                self.heap.text(name)
            )
        };
        self.attribute_error(object, name, &text)
    }

    /// Raises an `AttributeError` that knows the object and the name (3.10 on).
    pub fn attribute_error(&mut self, object: Ref, name: Ref, text: &str) -> Raised {
        let raised = self.raise_text(Exc::AttributeError, text);
        if self.version.minor() >= 10 {
            let (name, object) = (self.heap.own(name), self.heap.own(object));
            let exception = self.raised;
            self.heap.replace_field(exception, exc_field::OWN, name);
            self.heap
                .replace_field(exception, exc_field::OWN + 1, object);
        }
        raised
    }

    /// `type.__getattribute__`.
    pub fn type_getattribute(&mut self, class: Ref, name: Ref) -> Res<Owned> {
        let meta = self.heap.type_of(class);
        let in_meta = self.lookup(meta, name);
        let meta_object = self.heap.info(meta).object;
        if let Some(descriptor) = in_meta
            && self.is_data_descriptor(descriptor)
        {
            return self.descriptor_get(descriptor, class, meta_object);
        }
        let id = self.heap.type_id_of(class);
        if let Some(found) = self.lookup(id, name) {
            return self.descriptor_get(found, Ref::NULL, class);
        }
        match in_meta {
            Some(descriptor) => self.descriptor_get(descriptor, class, meta_object),
            None => Err(self.no_attribute(class, name)),
        }
    }

    /// `module.__getattribute__`: its dict, then its `__getattr__`.
    pub fn module_getattribute(&mut self, module: Ref, name: Ref) -> Res<Owned> {
        match self.generic_getattribute(module, name) {
            Err(Raised) if self.raised_is(Exc::AttributeError) => {}
            other => return other,
        }
        let dict = self.heap.field(module, 0);
        let hook = self.names.getattr;
        if let Some(function) = self.heap.dict_get_str(dict, hook) {
            self.catch(Exc::AttributeError);
            return self.call(function, &[name]);
        }
        Err(self.module_attribute_error(module, name))
    }

    /// Whether a thing found in a type overrides what the instance has: it has `__set__` or `__delete__`.
    pub fn is_data_descriptor(&mut self, r: Ref) -> bool {
        match self.heap.type_of(r) {
            TypeId::PROPERTY | TypeId::GETSET_DESCRIPTOR | TypeId::MEMBER_DESCRIPTOR => true,
            id if id.0 < heaplens_heap::types::FIXED_TYPES => false,
            id => {
                let (set, delete) = (self.names.set, self.names.delete);
                self.lookup(id, set).is_some() || self.lookup(id, delete).is_some()
            }
        }
    }

    /// What a thing found in a type gives for an instance (or, where that is null, for the class alone).
    pub fn descriptor_get(&mut self, descriptor: Ref, object: Ref, class: Ref) -> Res<Owned> {
        match self.heap.type_of(descriptor) {
            TypeId::FUNCTION if object.is_null() => Ok(self.heap.own(descriptor)),
            TypeId::FUNCTION => Ok(self.new_method(descriptor, object)),
            TypeId::METHOD_DESCRIPTOR
            | TypeId::WRAPPER_DESCRIPTOR
            | TypeId::GETSET_DESCRIPTOR
            | TypeId::MEMBER_DESCRIPTOR
            | TypeId::PROPERTY
                if object.is_null() =>
            {
                Ok(self.heap.own(descriptor))
            }
            TypeId::METHOD_DESCRIPTOR => Ok(self.new_bound_builtin(descriptor, object)),
            TypeId::WRAPPER_DESCRIPTOR => Ok(self.new_method_wrapper(descriptor, object)),
            TypeId::CLASSMETHOD_DESCRIPTOR => Ok(self.new_bound_builtin(descriptor, class)),
            TypeId::GETSET_DESCRIPTOR => {
                let number = self.heap.raw_half(descriptor, descr_field::NUMBER);
                self.call_native(number, &[object], &[])
            }
            TypeId::MEMBER_DESCRIPTOR => self.member_get(descriptor, object),
            TypeId::PROPERTY => {
                let getter = self.heap.field(descriptor, property_field::FGET);
                if getter.is_null() || getter == self.heap.known.none {
                    return Err(self.property_error(
                        descriptor,
                        object,
                        "getter",
                        "unreadable attribute",
                    ));
                }
                self.call(getter, &[object])
            }
            TypeId::STATICMETHOD => {
                let function = self.heap.field(descriptor, 0);
                Ok(self.heap.own(function))
            }
            TypeId::CLASSMETHOD => {
                let function = self.heap.field(descriptor, 0);
                match self.heap.type_of(function) {
                    TypeId::FUNCTION => Ok(self.new_method(function, class)),
                    // A class has no `__get__` of its own, however it is found: it is bound as any callable.
                    id if self.heap.info(id).has(flags::TYPE_SUBCLASS) => {
                        Ok(self.new_method(function, class))
                    }
                    _ => {
                        let meta = self.heap.type_of(class);
                        let meta = self.heap.info(meta).object;
                        if (9..=12).contains(&self.version.minor()) {
                            self.descriptor_get(function, class, meta)
                        } else {
                            Ok(self.new_method(function, class))
                        }
                    }
                }
            }
            id if id.0 < heaplens_heap::types::FIXED_TYPES => Ok(self.heap.own(descriptor)),
            id => {
                let name = self.names.get;
                let Some(get) = self.lookup(id, name) else {
                    return Ok(self.heap.own(descriptor));
                };
                let object = if object.is_null() {
                    self.heap.known.none
                } else {
                    object
                };
                // `__get__` may itself be a descriptor of this kind.
                self.enter_native()?;
                let result = self.call_method(get, descriptor, &[object, class]);
                self.native_depth -= 1;
                result
            }
        }
    }

    /// Binds a special method found in the type of `object`.
    pub fn bind_special(&mut self, method: Ref, object: Ref) -> Res<Owned> {
        let id = self.heap.type_of(object);
        let class = self.heap.info(id).object;
        self.descriptor_get(method, object, class)
    }

    fn property_error(&mut self, property: Ref, object: Ref, what: &str, before: &str) -> Raised {
        let minor = self.version.minor();
        let name = self.heap.field(property, property_field::NAME);
        let name = if name.is_null() {
            None
        } else {
            Some(self.repr_text(name))
        };
        let class = self.heap.info_of(object).name.to_string();
        let text = match (minor, name) {
            (11.., Some(name)) => format!("property {name} of '{class}' object has no {what}"),
            (11.., None) => format!("property of '{class}' object has no {what}"),
            (10, Some(name)) => format!("{before} {name}"),
            _ => before.to_owned(),
        };
        self.raise_text(Exc::AttributeError, &text)
    }

    /// A bound method.
    pub fn new_method(&mut self, function: Ref, object: Ref) -> Owned {
        let bytes = u64::from(self.heap.info(TypeId::METHOD).basicsize);
        let method = self.heap.new_instance_block(TypeId::METHOD, bytes, 3);
        self.heap.incref(function);
        self.heap.incref(object);
        self.heap.set_field(method, method_field::FUNC, function);
        self.heap.set_field(method, method_field::SELF, object);
        self.heap.track(method);
        Owned::adopt(method)
    }

    /// A native method bound to its object.
    pub fn new_bound_builtin(&mut self, descriptor: Ref, object: Ref) -> Owned {
        let number = self.heap.raw_half(descriptor, descr_field::NUMBER);
        self.new_builtin(number, object, Ref::NULL, true)
    }

    /// A `builtin_function_or_method`; `module` is the name of its module, or null.
    pub fn new_builtin(&mut self, number: u32, this: Ref, module: Ref, passes_self: bool) -> Owned {
        let bytes = u64::from(self.heap.info(TypeId::BUILTIN_FUNCTION).basicsize);
        let builtin = self
            .heap
            .new_instance_block(TypeId::BUILTIN_FUNCTION, bytes, 3);
        for (at, value) in [(builtin_field::SELF, this), (builtin_field::MODULE, module)] {
            if !value.is_null() {
                self.heap.incref(value);
                self.heap.set_field(builtin, at, value);
            }
        }
        self.heap
            .set_raw_half(builtin, builtin_field::NUMBER, number);
        self.heap
            .set_raw_half(builtin, builtin_field::PASSES_SELF, u32::from(passes_self));
        self.heap.track(builtin);
        Owned::adopt(builtin)
    }

    fn new_method_wrapper(&mut self, descriptor: Ref, object: Ref) -> Owned {
        let bytes = u64::from(self.heap.info(TypeId::METHOD_WRAPPER).basicsize);
        let wrapper = self
            .heap
            .new_instance_block(TypeId::METHOD_WRAPPER, bytes, 2);
        self.heap.incref(descriptor);
        self.heap.incref(object);
        self.heap.set_field(wrapper, 0, descriptor);
        self.heap.set_field(wrapper, 1, object);
        self.heap.track(wrapper);
        Owned::adopt(wrapper)
    }

    fn member_get(&mut self, descriptor: Ref, object: Ref) -> Res<Owned> {
        let offset = self.heap.raw_half(descriptor, descr_field::OFFSET) as i32;
        match self.heap.ref_at(object, offset).some() {
            Some(value) => Ok(self.heap.own(value)),
            None if self.heap.raw_half(descriptor, descr_field::SETTER) == 2 => Ok(self.none()),
            None => {
                let name = self.heap.field(descriptor, descr_field::NAME);
                if self.version.minor() >= 10 {
                    Err(self.no_attribute(object, name))
                } else {
                    let text = self.heap.text(name);
                    Err(self.raise_text(Exc::AttributeError, &text))
                }
            }
        }
    }

    /// `setattr(object, name, value)`; `value` null: `delattr`.
    pub fn set_attribute(&mut self, object: Ref, name: Ref, value: Ref) -> Res<()> {
        let id = self.heap.type_of(object);
        let hook = if value.is_null() {
            self.names.delattr
        } else {
            self.names.setattr
        };
        if let Some(method) = self.lookup(id, hook)
            && self.heap.type_of(method) != TypeId::WRAPPER_DESCRIPTOR
        {
            let result = if value.is_null() {
                self.call_method(method, object, &[name])
            } else {
                self.call_method(method, object, &[name, value])
            }?;
            self.release(result);
            return Ok(());
        }
        if self.heap.info(id).has(flags::TYPE_SUBCLASS) {
            return self.type_set_attribute(object, name, value);
        }
        if self.is_proxy(object) {
            let target = self.proxy_target(object)?;
            return self.set_attribute(target.get(), name, value);
        }
        self.generic_set_attribute(object, name, value)
    }

    /// `object.__setattr__` (`PyObject_GenericSetAttr`); `value` null: delete.
    pub fn generic_set_attribute(&mut self, object: Ref, name: Ref, value: Ref) -> Res<()> {
        let id = self.heap.type_of(object);
        let found = self.lookup(id, name);
        if let Some(descriptor) = found
            && self.is_data_descriptor(descriptor)
        {
            return self.descriptor_set(descriptor, object, value);
        }
        if value.is_null() {
            if self.heap.remove_attribute(object, name) {
                self.settle();
                return Ok(());
            }
        } else {
            let owned = self.heap.own(value);
            match self.heap.set_attribute(object, name, owned) {
                Ok(()) => {
                    self.settle();
                    return Ok(());
                }
                Err(value) => drop(value),
            }
        }
        let (class, attribute) = (self.type_name(object), self.heap.text(name));
        let has_dict = self.heap.dict_offset(object).is_some();
        let text = match found {
            Some(_) if !has_dict => {
                format!("'{class}' object attribute '{attribute}' is read-only")
            }
            _ if self.version.minor() >= 13 && !has_dict => format!(
                "'{class}' object has no attribute '{attribute}' and no __dict__ for setting new attributes"
            ),
            _ if self.version.minor() >= 11 || !value.is_null() || !has_dict => {
                format!("'{class}' object has no attribute '{attribute}'")
            }
            _ => attribute,
        };
        Err(self.attribute_error(object, name, &text))
    }

    /// What a data descriptor does with a value (null: to delete).
    pub fn descriptor_set(&mut self, descriptor: Ref, object: Ref, value: Ref) -> Res<()> {
        match self.heap.type_of(descriptor) {
            TypeId::MEMBER_DESCRIPTOR => {
                let offset = self.heap.raw_half(descriptor, descr_field::OFFSET) as i32;
                let name = self.heap.field(descriptor, descr_field::NAME);
                if self.heap.raw_half(descriptor, descr_field::SETTER) == 1 {
                    return Err(self.raise_text(Exc::AttributeError, "readonly attribute"));
                }
                let old = self.heap.ref_at(object, offset);
                if value.is_null() && old.is_null() {
                    // `PyMember_SetOne` names it alone in every version.
                    let text = self.heap.text(name);
                    return Err(self.raise_text(Exc::AttributeError, &text));
                }
                if !value.is_null() {
                    self.heap.incref(value);
                }
                self.heap.set_ref_at(object, offset, value);
                if !old.is_null() {
                    self.drop_ref(old);
                }
                Ok(())
            }
            TypeId::GETSET_DESCRIPTOR => {
                let setter = self.heap.raw_half(descriptor, descr_field::SETTER);
                if setter == 0 {
                    let name = self.heap.field(descriptor, descr_field::NAME);
                    let owner = self.descriptor_owner(descriptor);
                    let name = self.heap.text(name);
                    // These are members of their structs in CPython, not pairs of functions.
                    let is_member = match &*owner {
                        "function" => matches!(name.as_str(), "__globals__" | "__closure__"),
                        "code" => name.starts_with("co_"),
                        _ => false,
                    };
                    let text = if is_member {
                        "readonly attribute".to_owned()
                    } else {
                        format!("attribute '{name}' of '{owner}' objects is not writable")
                    };
                    return Err(self.raise_text(Exc::AttributeError, &text));
                }
                let args = [object, value];
                let result = self.call_native(
                    setter - 1,
                    &args[..if value.is_null() { 1 } else { 2 }],
                    &[],
                )?;
                self.release(result);
                Ok(())
            }
            TypeId::PROPERTY => {
                let (at, what, before) = if value.is_null() {
                    (property_field::FDEL, "deleter", "can't delete attribute")
                } else {
                    (property_field::FSET, "setter", "can't set attribute")
                };
                let function = self.heap.field(descriptor, at);
                if function.is_null() || function == self.heap.known.none {
                    return Err(self.property_error(descriptor, object, what, before));
                }
                let args = [object, value];
                let result = self.call(function, &args[..if value.is_null() { 1 } else { 2 }])?;
                self.release(result);
                Ok(())
            }
            id => {
                let name = if value.is_null() {
                    self.names.delete
                } else {
                    self.names.set
                };
                let Some(method) = self.lookup(id, name) else {
                    let text = if value.is_null() {
                        "__delete__"
                    } else {
                        "__set__"
                    };
                    return Err(self.raise_text(Exc::AttributeError, text));
                };
                let args = [object, value];
                let result = self.call_method(
                    method,
                    descriptor,
                    &args[..if value.is_null() { 1 } else { 2 }],
                )?;
                self.release(result);
                Ok(())
            }
        }
    }

    /// The name of the class that a native descriptor belongs to.
    pub fn descriptor_owner(&self, descriptor: Ref) -> String {
        let class = self.heap.field(descriptor, descr_field::OBJCLASS);
        self.heap.info(self.heap.type_id_of(class)).name.to_string()
    }

    /// `type.__setattr__`; `value` null: delete.
    pub fn type_set_attribute(&mut self, class: Ref, name: Ref, value: Ref) -> Res<()> {
        let id = self.heap.type_id_of(class);
        if self.heap.info(id).has(flags::IMMUTABLE) {
            let class_name = self.heap.info(id).name.to_string();
            let text = if self.version.minor() >= 10 {
                format!(
                    "cannot set '{}' attribute of immutable type '{class_name}'",
                    self.heap.text(name)
                )
            } else {
                format!("can't set attributes of built-in/extension type '{class_name}'")
            };
            return Err(self.type_error(&text));
        }
        let meta = self.heap.type_of(class);
        if let Some(descriptor) = self.lookup(meta, name)
            && self.is_data_descriptor(descriptor)
        {
            self.descriptor_set(descriptor, class, value)?;
            self.type_modified();
            return Ok(());
        }
        let dict = self.heap.info(id).dict;
        if value.is_null() {
            if !self.remove_str_key(dict, name) {
                return Err(self.no_attribute(class, name));
            }
        } else {
            let interned = self.heap.own(name);
            let interned = self.heap.intern(interned);
            let owned = self.heap.own(value);
            let old = self.heap.dict_set_str(dict, interned.get(), owned);
            self.release(interned);
            if let Some(old) = old {
                self.release(old);
            }
        }
        self.type_modified();
        self.class_attribute_changed(id, name);
        Ok(())
    }

    // --- instructions ---

    pub(crate) fn load_attr(&mut self, name: Ref) -> Res<()> {
        let object = self.stack[self.stack.len() - 1].get();
        let value = self.get_attribute(object, name)?;
        self.drop_top();
        self.stack.push(Slot::counted(value.into_ref()));
        Ok(())
    }

    /// `LOAD_METHOD`: a function found in the type isn't bound, but pushed with its object.
    pub(crate) fn load_method(&mut self, name: Ref) -> Res<()> {
        let top = self.stack.len() - 1;
        let object = self.stack[top].get();
        let id = self.heap.type_of(object);
        let info = self.heap.info(id);
        let is_plain =
            !info.has(flags::TYPE_SUBCLASS) && id != TypeId::MODULE && id != TypeId::SUPER;
        if is_plain
            && let Some(method) = self.lookup(id, name)
            && matches!(
                self.heap.type_of(method),
                TypeId::FUNCTION | TypeId::METHOD_DESCRIPTOR
            )
            && self.has_generic_getattr(id)
            && self.heap.attribute(object, name).is_none()
        {
            self.heap.incref(method);
            let this = self.stack[top];
            self.stack[top] = Slot::counted(method);
            self.stack.push(this);
            return Ok(());
        }
        self.load_attr(name)?;
        self.stack.push(Slot::NULL);
        Ok(())
    }

    fn has_generic_getattr(&mut self, id: TypeId) -> bool {
        let hook = self.names.getattribute;
        self.lookup(id, hook)
            .is_none_or(|method| self.heap.type_of(method) == TypeId::WRAPPER_DESCRIPTOR)
    }

    pub(crate) fn store_attr_op(&mut self, name: Ref) -> Res<()> {
        let top = self.stack.len();
        let (value, object) = (self.stack[top - 2].get(), self.stack[top - 1].get());
        self.set_attribute(object, name, value)?;
        self.drop_top();
        self.drop_top();
        Ok(())
    }

    pub(crate) fn delete_attr_op(&mut self, name: Ref) -> Res<()> {
        let object = self.stack[self.stack.len() - 1].get();
        self.set_attribute(object, name, Ref::NULL)?;
        self.drop_top();
        Ok(())
    }

    /// `LOAD_SPECIAL`: a special method, looked up on the type alone (3.14 on).
    pub(crate) fn load_special(&mut self, which: u32) -> Res<()> {
        let name = match which {
            0 => self.names.enter,
            1 => self.names.exit,
            2 => self.names.aenter,
            _ => self.names.aexit,
        };
        let object = self.stack[self.stack.len() - 1].get();
        let Some(method) = self.lookup_special(object, name) else {
            return Err(self.no_context_manager(object, which));
        };
        if matches!(
            self.heap.type_of(method),
            TypeId::FUNCTION | TypeId::METHOD_DESCRIPTOR
        ) {
            self.heap.incref(method);
            let this = self.stack.pop().unwrap_or_default();
            let this = self.owned_of(this);
            self.stack.push(Slot::counted(method));
            self.stack.push(Slot::counted(this.into_ref()));
        } else {
            let bound = self.bind_special(method, object)?;
            self.drop_top();
            self.stack.push(Slot::counted(bound.into_ref()));
            self.stack.push(Slot::NULL);
        }
        Ok(())
    }
}
