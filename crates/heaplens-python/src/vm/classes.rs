//! Classes: the class statement, `type()`, what a new class gets, instances.

use std::rc::Rc;

use heaplens_heap::classes::NewClass;
use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::call::descr_field;
use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::frame::{Frame, FrameKind, Slot};
use crate::vm::functions::field;
use crate::vm::{Raised, Res, Vm};

/// References of a type object beside its dict.
pub mod type_field {
    /// `__bases__`, a tuple.
    pub const BASES: u32 = 2;
    /// `__mro__`, a tuple.
    pub const MRO: u32 = 3;
    /// `__qualname__`
    pub const QUALNAME: u32 = 4;
    /// `__name__`
    pub const NAME: u32 = 5;
}

/// References of a `super` object.
pub mod super_field {
    /// `__thisclass__`
    pub const TYPE: u32 = 0;
    /// `__self__`
    pub const OBJ: u32 = 1;
    /// `__self_class__`
    pub const OBJ_TYPE: u32 = 2;
}

impl Vm {
    /// `__build_class__(function, name, *bases, metaclass=…, **kwds)`.
    pub fn build_class(&mut self, pos: &[Ref], kw: &[(Ref, Ref)]) -> Res<Owned> {
        let [function, name, given_bases @ ..] = pos else {
            return Err(self.type_error("__build_class__: not enough arguments"));
        };
        let (function, name) = (*function, *name);
        let bases = self.resolve_bases(given_bases)?;
        let base_items = self.heap.tuple_items(bases.get());
        let metaclass_name = self.names.metaclass;
        let mut keywords: Vec<(Ref, Ref)> = Vec::new();
        let mut meta = None;
        for &(key, value) in kw {
            if self.heap.str_eq(key, metaclass_name) {
                meta = Some(value)
            } else {
                keywords.push((key, value))
            }
        }
        let mut meta = match meta {
            Some(meta) => meta,
            None => match base_items.first() {
                Some(&base) => {
                    let id = self.heap.type_of(base);
                    self.heap.info(id).object
                }
                None => self.heap.info(TypeId::TYPE).object,
            },
        };
        let is_type = self.heap.info_of(meta).has(flags::TYPE_SUBCLASS);
        if is_type {
            meta = self.winning_metaclass(meta, &base_items)?;
        }
        let namespace = match self.prepare_namespace(meta, name, bases.get(), &keywords)? {
            Some(namespace) => namespace,
            None => self.heap.dict(),
        };
        let cell = self.run_class_body(function, namespace.get())?;
        if base_items.len() != given_bases.len() || base_items != given_bases {
            let orig = self.heap.tuple_of(given_bases);
            let key = self.names.orig_bases;
            self.set_item(namespace.get(), key, orig.get())?;
        }
        let class = self.call_with(meta, &[name, bases.get(), namespace.get()], &keywords)?;
        if self.heap.type_of(cell.get()) == TypeId::CELL
            && self.heap.info_of(class.get()).has(flags::TYPE_SUBCLASS)
        {
            let content = self.heap.field(cell.get(), 0);
            if content.is_null() {
                let text = format!(
                    "__class__ not set defining {} as {}. Was __classcell__ propagated to type.__new__?",
                    self.repr_text(name),
                    self.repr_text(class.get())
                );
                return Err(self.raise_text(Exc::RuntimeError, &text));
            }
            if content != class.get() {
                let text = format!(
                    "__class__ set to {} defining {} as {}",
                    self.repr_text(content),
                    self.repr_text(name),
                    self.repr_text(class.get())
                );
                return Err(self.type_error(&text));
            }
        }
        self.release(cell);
        self.release(namespace);
        self.release(bases);
        Ok(class)
    }

    /// The bases with each `__mro_entries__` asked.
    fn resolve_bases(&mut self, given: &[Ref]) -> Res<Owned> {
        let mut bases: Vec<Ref> = Vec::new();
        let name = self.names.mro_entries;
        let mut original = None;
        for &base in given {
            if self.heap.info_of(base).has(flags::TYPE_SUBCLASS) {
                self.heap.incref(base);
                bases.push(base);
                continue;
            }
            // An attribute of the object itself will do: a function has it, say.
            let method = match self.get_attribute(base, name) {
                Ok(method) => method,
                Err(Raised) if self.catch(Exc::AttributeError) => {
                    self.heap.incref(base);
                    bases.push(base);
                    continue;
                }
                Err(raised) => return Err(raised),
            };
            if original.is_none() {
                original = Some(self.heap.tuple_of(given));
            }
            let argument = original.as_ref().map_or(Ref::NULL, Owned::get);
            let entries = self.call(method.get(), &[argument])?;
            self.release(method);
            if self.heap.type_of(entries.get()) != TypeId::TUPLE {
                return Err(self.type_error("__mro_entries__ must return a tuple"));
            }
            for entry in self.heap.tuple_items(entries.get()) {
                self.heap.incref(entry);
                bases.push(entry);
            }
            self.release(entries);
        }
        Ok(self.heap.tuple_from(&bases))
    }

    /// The most derived metaclass of the wanted one and those of the bases (`_PyType_CalculateMetaclass`).
    fn winning_metaclass(&mut self, meta: Ref, bases: &[Ref]) -> Res<Ref> {
        let mut winner = self.heap.type_id_of(meta);
        for &base in bases {
            let its = self.heap.type_of(base);
            if self.heap.is_subtype(winner, its) {
                continue;
            }
            if self.heap.is_subtype(its, winner) {
                winner = its;
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        Ok(self.heap.info(winner).object)
    }

    fn prepare_namespace(
        &mut self,
        meta: Ref,
        name: Ref,
        bases: Ref,
        kw: &[(Ref, Ref)],
    ) -> Res<Option<Owned>> {
        if meta == self.heap.info(TypeId::TYPE).object {
            return Ok(None);
        }
        let prepare = self.names.prepare;
        let function = match self.get_attribute(meta, prepare) {
            Ok(function) => function,
            Err(Raised) if self.catch(Exc::AttributeError) => return Ok(None),
            Err(raised) => return Err(raised),
        };
        let namespace = self.call_with(function.get(), &[name, bases], kw)?;
        self.release(function);
        Ok(Some(namespace))
    }

    /// Runs the class body's function in its namespace; gives what it returns (the `__class__` cell or None).
    fn run_class_body(&mut self, function: Ref, namespace: Ref) -> Res<Owned> {
        self.run_in_namespace(function, namespace)
    }

    /// Runs the code of a function with `namespace` as its locals.
    pub fn run_in_namespace(&mut self, function: Ref, namespace: Ref) -> Res<Owned> {
        let start = self.stack.len();
        self.heap.incref(function);
        self.stack.push(Slot::counted(function));
        self.stack.push(Slot::NULL);
        if let Err(raised) = self.enter_native() {
            self.drop_stack_to(start);
            return Err(raised);
        }
        if let Err(raised) = self.push_function_frame(start, Ref::NULL, FrameKind::Entry) {
            self.native_depth -= 1;
            return Err(raised);
        }
        self.heap.incref(namespace);
        self.top_mut().locals = namespace;
        let floor = self.frames.len() - 1;
        let result = self.run(floor);
        self.native_depth -= 1;
        result
    }

    /// Runs a module's or an `exec`'s code with these globals and locals.
    pub fn run_code(&mut self, code_object: Ref, globals: Ref, locals: Ref) -> Res<Owned> {
        self.enter_native()?;
        self.push_code_frame(code_object, globals, locals);
        let floor = self.frames.len() - 1;
        let result = self.run(floor);
        self.native_depth -= 1;
        result
    }

    /// Pushes a frame for a module's or an `exec`'s code.
    pub(crate) fn push_code_frame(&mut self, code_object: Ref, globals: Ref, locals: Ref) {
        let start = self.stack.len();
        let code = self.code_of(code_object);
        self.heap.incref(code_object);
        self.stack.push(Slot::counted(code_object));
        self.heap.incref(globals);
        self.stack.push(Slot::counted(globals));
        let base = self.stack.len();
        self.stack
            .resize(base + code.body.localsplus.len(), Slot::NULL);
        self.heap.incref(locals);
        let builtins = self.globals_builtins(globals);
        let slots = code.body.localsplus.len() as u32 + code.body.co_stacksize;
        let block = self.heap.take_frame(code_object, slots);
        self.frames.push(Frame {
            block,
            code,
            pc: 0,
            base: base as u32,
            start: start as u32,
            kind: FrameKind::Entry,
            function: Ref::NULL,
            globals,
            builtins,
            locals,
            last_line: 0,
            object: Ref::NULL,
            reraised_from: None,
            generator: Ref::NULL,
            called_at: self.time,
        });
    }

    /// The dict of built-ins that code with these globals sees.
    pub(crate) fn globals_builtins(&mut self, globals: Ref) -> Ref {
        let name = self.names.builtins;
        match self.heap.dict_get_str(globals, name) {
            Some(r) if self.heap.type_of(r) == TypeId::DICT => r,
            Some(r) if self.heap.is_subtype(self.heap.type_of(r), TypeId::MODULE) => {
                self.heap.field(r, 0)
            }
            _ => self.builtins,
        }
    }

    /// `type.__new__(meta, name, bases, namespace, **kwds)`.
    pub fn type_new(
        &mut self,
        meta: Ref,
        name: Ref,
        bases: Ref,
        namespace: Ref,
        kw: &[(Ref, Ref)],
    ) -> Res<Owned> {
        let mut base_items = self.heap.tuple_items(bases);
        let meta = self.winning_metaclass(meta, &base_items)?;
        if self.heap.chars(name).iter().any(|cp| cp == 0) {
            return Err(self.value_error("type name must not contain null characters"));
        }
        let object = self.heap.info(TypeId::OBJECT).object;
        let bases = if base_items.is_empty() {
            base_items.push(object);
            self.heap.tuple_of(&base_items)
        } else {
            self.heap.own(bases)
        };
        for &base in &base_items {
            if !self.heap.info_of(base).has(flags::TYPE_SUBCLASS) {
                return Err(self.type_error("bases must be types"));
            }
            let id = self.heap.type_id_of(base);
            if !self.heap.info(id).has(flags::BASETYPE) {
                let text = format!(
                    "type '{}' is not an acceptable base type",
                    self.heap.info(id).name
                );
                return Err(self.type_error(&text));
            }
        }
        let base_ids: Vec<TypeId> = base_items
            .iter()
            .map(|&base| self.heap.type_id_of(base))
            .collect();
        let base = self.best_base(&base_ids)?;
        let mro = self.linearise(&base_ids)?;
        let (slots, wants_dict, wants_weak) = self.class_slots(namespace, base, name)?;
        let has_slots = slots.is_some();
        let base_info = self.heap.info(base);
        // A type's own dict is the class's: `tp_dictoffset` of `type` isn't 0.
        let may_add_dict = base_info.dictoffset == 0 && !base_info.has(flags::TYPE_SUBCLASS);
        let may_add_weak = base_info.weaklistoffset == 0 && base_info.itemsize == 0;
        let type_name: Rc<str> = self.heap.text(name).into();
        let id = self.heap.new_class(NewClass {
            name: type_name,
            metatype: self.heap.type_id_of(meta),
            base,
            mro,
            slots: slots.unwrap_or_default(),
            adds_dict: may_add_dict && (!has_slots || wants_dict),
            adds_weaklist: may_add_weak && (!has_slots || wants_weak),
        });
        let class = self.heap.info(id).object;
        let dict = self.heap.dict_copy(namespace);
        self.heap.info_mut(id).dict = dict.into_ref();
        let class = Owned::adopt(class);
        self.fill_class(id, name, bases, namespace)?;
        self.type_modified();
        self.finish_class(id, kw)?;
        Ok(class)
    }

    fn fill_class(&mut self, id: TypeId, name: Ref, bases: Owned, namespace: Ref) -> Res<()> {
        let class = self.heap.info(id).object;
        let dict = self.heap.info(id).dict;
        let base_items = self.heap.tuple_items(bases.get());
        let mro: Vec<Ref> = self
            .heap
            .info(id)
            .mro
            .iter()
            .map(|&base| self.heap.info(base).object)
            .collect();
        let mro = self.heap.tuple_of(&mro);
        self.heap
            .set_field(class, type_field::BASES, bases.into_ref());
        self.heap.set_field(class, type_field::MRO, mro.into_ref());
        let name_owned = self.heap.own(name);
        self.heap
            .set_field(class, type_field::NAME, name_owned.into_ref());
        // __qualname__ moves out of the namespace.
        let qualname_key = self.names.qualname;
        let qualname = match self.heap.dict_get_str(dict, qualname_key) {
            Some(qualname) => {
                let qualname = self.heap.own(qualname);
                self.remove_str_key(dict, qualname_key);
                qualname
            }
            None => self.heap.own(name),
        };
        self.heap
            .set_field(class, type_field::QUALNAME, qualname.into_ref());
        let module_key = self.names.module;
        if self.heap.dict_get_str(dict, module_key).is_none() && !self.frames.is_empty() {
            let globals = self.top().globals;
            let name_key = self.names.name;
            if let Some(module) = self.heap.dict_get_str(globals, name_key) {
                let module = self.heap.own(module);
                self.heap.dict_set_str(dict, module_key, module);
            }
        }
        let doc_key = self.names.doc;
        if self.heap.dict_get_str(dict, doc_key).is_none() {
            let none = self.none();
            self.heap.dict_set_str(dict, doc_key, none);
        }
        // __new__ becomes a static method, __init_subclass__ and __class_getitem__ class methods.
        for (key, kind) in [
            (self.names.new, TypeId::STATICMETHOD),
            (self.names.init_subclass, TypeId::CLASSMETHOD),
            (self.names.class_getitem, TypeId::CLASSMETHOD),
        ] {
            if let Some(function) = self.heap.dict_get_str(dict, key)
                && self.heap.type_of(function) == TypeId::FUNCTION
            {
                let wrapped = self.wrap_function(kind, function);
                let old = self.heap.dict_set_str(dict, key, wrapped);
                drop(old);
            }
        }
        // __eq__ without __hash__ makes instances unhashable.
        let (eq, hash) = (self.names.eq, self.names.hash);
        if self.heap.dict_get_str(dict, eq).is_some()
            && self.heap.dict_get_str(dict, hash).is_none()
        {
            let none = self.none();
            self.heap.dict_set_str(dict, hash, none);
        }
        let del = self.names.del;
        let inherits = |vm: &Vm, base: &TypeId| vm.heap.info(*base).has(flags::HAS_DEL);
        let is_inherited = self
            .heap
            .info(id)
            .mro
            .iter()
            .skip(1)
            .any(|base| inherits(self, base));
        if is_inherited || self.heap.dict_get_str(dict, del).is_some() {
            self.heap.info_mut(id).flags |= flags::HAS_DEL;
        }
        let cell_key = self.names.classcell;
        if let Some(cell) = self.heap.dict_get_str(dict, cell_key) {
            if self.heap.type_of(cell) != TypeId::CELL {
                let text = format!(
                    "__classcell__ must be a nonlocal cell, not {}",
                    self.repr_type(cell)
                );
                return Err(self.type_error(&text));
            }
            let owned = self.heap.own(class);
            self.heap.replace_field(cell, 0, owned);
            self.remove_str_key(dict, cell_key);
        }
        // The cell that annotation scopes look names up in shows the class's own dict from now on.
        let cell_key = self.heap.intern_str("__classdictcell__");
        if let Some(cell) = self.heap.dict_get_str(dict, cell_key.get()) {
            if self.heap.type_of(cell) != TypeId::CELL {
                let text = format!(
                    "__classdictcell__ must be a nonlocal cell, not {}",
                    self.repr_type(cell)
                );
                return Err(self.type_error(&text));
            }
            let owned = self.heap.own(dict);
            self.heap.replace_field(cell, 0, owned);
            self.remove_str_key(dict, cell_key.get());
        }
        self.release(cell_key);
        for base in base_items {
            let base = self.heap.type_id_of(base);
            self.add_subclass(base, class);
        }
        self.add_members(id);
        let _ = namespace;
        Ok(())
    }

    /// Descriptors of the slots, of `__dict__` and `__weakref__`.
    fn add_members(&mut self, id: TypeId) {
        let members = Rc::clone(&self.heap.info(id).members);
        for member in members.iter() {
            let name = self.heap.intern_str(&member.name);
            let descriptor = self.new_descriptor(TypeId::MEMBER_DESCRIPTOR, id, name.get());
            self.heap
                .set_raw_half(descriptor.get(), descr_field::OFFSET, member.offset);
            let dict = self.heap.info(id).dict;
            let old = self.heap.dict_set_str(dict, name.get(), descriptor);
            drop(old);
            self.release(name);
        }
        let base = self.heap.info(id).base;
        let (adds_dict, adds_weak) = {
            let (info, base) = (self.heap.info(id), self.heap.info(base));
            (
                info.dictoffset != 0 && base.dictoffset == 0,
                info.weaklistoffset != 0 && base.weaklistoffset == 0,
            )
        };
        let dict_name = self.names.dict;
        let weak_name = self.names.weakref;
        if adds_dict {
            self.add_getset(id, dict_name, "instance.__dict__");
        }
        if adds_weak {
            self.add_getset(id, weak_name, "instance.__weakref__");
        }
    }

    pub(crate) fn add_getset(&mut self, id: TypeId, name: Ref, native: &str) {
        let Some((getter, setter)) = self.find_getset(native) else {
            return;
        };
        let descriptor = self.new_descriptor(TypeId::GETSET_DESCRIPTOR, id, name);
        self.heap
            .set_raw_half(descriptor.get(), descr_field::NUMBER, getter);
        self.heap
            .set_raw_half(descriptor.get(), descr_field::SETTER, setter);
        let dict = self.heap.info(id).dict;
        if self.heap.dict_get_str(dict, name).is_none() {
            self.heap.dict_set_str(dict, name, descriptor);
        }
    }

    /// A native descriptor for type `id`.
    pub fn new_descriptor(&mut self, kind: TypeId, id: TypeId, name: Ref) -> Owned {
        let bytes = u64::from(self.heap.info(kind).basicsize);
        let descriptor = self.heap.new_instance_block(kind, bytes, 4);
        let class = self.heap.info(id).object;
        self.heap.incref(class);
        self.heap.incref(name);
        self.heap
            .set_field(descriptor, descr_field::OBJCLASS, class);
        self.heap.set_field(descriptor, descr_field::NAME, name);
        self.heap.track(descriptor);
        Owned::adopt(descriptor)
    }

    /// A static or class method around a function.
    pub fn wrap_function(&mut self, kind: TypeId, function: Ref) -> Owned {
        let bytes = u64::from(self.heap.info(kind).basicsize);
        let wrapped = self.heap.new_instance_block(kind, bytes, 2);
        self.heap.incref(function);
        self.heap.set_field(wrapped, 0, function);
        self.heap.track(wrapped);
        Owned::adopt(wrapped)
    }

    /// `__set_name__` of the members, then `__init_subclass__` of the parents.
    fn finish_class(&mut self, id: TypeId, kw: &[(Ref, Ref)]) -> Res<()> {
        let class = self.heap.info(id).object;
        let dict = self.heap.info(id).dict;
        let set_name = self.names.set_name;
        for (_, key, value) in self.heap.dict_entries(dict) {
            if let Some(method) = self.lookup_special(value, set_name) {
                let held = (self.heap.own(key), self.heap.own(value));
                match self.call_method(method, value, &[class, key]) {
                    Ok(result) => self.release(result),
                    Err(Raised) if self.version.minor() < 12 => {
                        let text = format!(
                            "Error calling __set_name__ on '{}' instance {} in '{}'",
                            self.type_name(value),
                            self.repr_text(key),
                            self.heap.info(id).name
                        );
                        let cause = self.take_raised();
                        let raised = self.raise_text(Exc::RuntimeError, &text);
                        if let Some(cause) = cause {
                            let exception = self.raised;
                            self.heap.replace_field(exception, exc_field::CAUSE, cause);
                            self.heap.set_raw_half(exception, exc_field::SUPPRESS, 1);
                        }
                        return Err(raised);
                    }
                    Err(raised) => {
                        // From 3.12 on the error goes on, with a note.
                        let text = format!(
                            "Error calling __set_name__ on '{}' instance {} in '{}'",
                            self.type_name(value),
                            self.repr_text(key),
                            self.heap.info(id).name
                        );
                        self.add_note_to_raised(&text);
                        return Err(raised);
                    }
                }
                drop(held);
            }
        }
        let init_subclass = self.names.init_subclass;
        let mro = Rc::clone(&self.heap.info(id).mro);
        for &base in mro.iter().skip(1) {
            let base_dict = self.heap.info(base).dict;
            if base_dict.is_null() {
                continue;
            }
            let Some(found) = self.heap.dict_get_str(base_dict, init_subclass) else {
                continue;
            };
            let bound = self.descriptor_get(found, Ref::NULL, class)?;
            let result = self.call_with(bound.get(), &[], kw)?;
            self.release(result);
            self.release(bound);
            break;
        }
        Ok(())
    }

    /// A class attribute was set or deleted: what is kept of it beside the dict follows.
    pub(crate) fn class_attribute_changed(&mut self, id: TypeId, name: Ref) {
        if name == self.names.del || self.heap.str_eq(name, self.names.del) {
            let del = self.names.del;
            let has = self.lookup(id, del).is_some();
            let bits = self.heap.info(id).flags & !flags::HAS_DEL;
            self.heap.info_mut(id).flags = bits | if has { flags::HAS_DEL } else { 0 };
        }
    }

    /// A new, empty instance of a class (`object.__new__`), refused where it is abstract.
    pub fn new_instance_checked(&mut self, id: TypeId) -> Res<Owned> {
        let name = self.names.abstractmethods;
        let dict = self.heap.info(id).dict;
        if let Some(set) = self.heap.dict_get_str(dict, name)
            && self.truth(set)?
        {
            return Err(self.abstract_error(id, set));
        }
        Ok(self.new_instance(id))
    }

    fn abstract_error(&mut self, id: TypeId, set: Ref) -> Raised {
        let mut names: Vec<String> = match self.collect_items(set) {
            Ok(items) => items
                .into_iter()
                .map(|item| {
                    let text = self.heap.text(item);
                    self.heap.decref(item);
                    text
                })
                .collect(),
            Err(raised) => return raised,
        };
        names.sort();
        let class = self.heap.info(id).name.to_string();
        let plural = if names.len() == 1 { "" } else { "s" };
        let text = if self.version.minor() >= 12 {
            let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
            format!(
                "Can't instantiate abstract class {class} without an implementation for abstract method{plural} {}",
                quoted.join(", ")
            )
        } else {
            let plural = if self.version.minor() == 8 {
                "s"
            } else {
                plural
            };
            format!(
                "Can't instantiate abstract class {class} with abstract method{plural} {}",
                names.join(", ")
            )
        };
        self.type_error(&text)
    }

    /// A new, empty instance of a class made by the program, or of `object`.
    pub fn new_instance(&mut self, id: TypeId) -> Owned {
        let info = self.heap.info(id);
        let bytes = u64::from(info.basicsize);
        let is_gc = info.has(flags::HAVE_GC);
        let r = self.heap.new_instance_block(id, bytes, 1);
        if is_gc {
            self.heap.track(r);
        }
        Owned::adopt(r)
    }

    /// Whether `r` is `object.__new__` itself.
    pub(crate) fn is_object_new(&self, r: Ref) -> bool {
        r == self.states.object_new
    }

    /// `function.__code__` of a function.
    pub fn function_code(&self, function: Ref) -> Rc<crate::vm::load::Code> {
        self.code_of(self.heap.field(function, field::CODE))
    }
}

/// `_Py_Mangle`: a private name in a class.
pub fn mangle(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || class.is_empty() {
        return name.to_owned();
    }
    format!("_{class}{name}")
}
