//! Making the interpreter: types with their methods, exceptions, built-ins.

use std::collections::BTreeMap;
use std::rc::Rc;

use heaplens_heap::fixed::field_offset;
use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::{FIXED_TYPES, Layout, TypeInfo, flags};
use heaplens_heap::{Heap, Ref, TypeId, Version};

use crate::vm::call::descr_field;
use crate::vm::classes::type_field;
use crate::vm::exceptions::{EXCEPTIONS, Exc, ExcTypes, exc_field};
use crate::vm::lookup::MethodCache;
use crate::vm::names::Names;
use crate::vm::native::{Def, Kind, Native};
use crate::vm::packing::is_packed;
use crate::vm::stop::Limits;
use crate::vm::{Inputs, Output, Vm};

impl Vm {
    /// A fresh interpreter of a version.
    pub fn new(version: Version, limits: Limits, inputs: Inputs) -> Vm {
        let mut heap = Heap::new(version);
        let names = Rc::new(Names::new(&mut heap));
        let mut vm = Vm {
            heap,
            version,
            frames: Vec::new(),
            stack: Vec::with_capacity(4096),
            codes: Vec::new(),
            natives: Rc::new(Vec::new()),
            names,
            exc: Rc::new(ExcTypes(Vec::new())),
            builtins: Ref::NULL,
            modules: Ref::NULL,
            main: Ref::NULL,
            raised: Ref::NULL,
            handled: vec![Ref::NULL],
            stop: None,
            time: 0,
            native_called_at: u64::MAX - 1,
            limits,
            output: Output::default(),
            inputs,
            native_depth: 0,
            states: crate::modules::States::default(),
            cache: MethodCache::default(),
            line_hook: None,
            gc_hook: None,
            instruction_hook: None,
            held_fuel: None,
            sink: None,
            stdin_reader: None,
            sunk: 0,
            program: "<program>".into(),
            sources: BTreeMap::new(),
        };
        let mut natives = Vec::new();
        vm.make_types(&mut natives);
        vm.make_exceptions(&mut natives);
        vm.make_builtins(&mut natives);
        crate::modules::register(&mut vm, &mut natives);
        vm.natives = Rc::new(natives);
        crate::modules::site_builtins::bind(&mut vm);
        vm.find_known();
        vm.heap.settle();
        vm.reap();
        vm.heap.end_static();
        vm.type_modified();
        vm
    }

    fn make_types(&mut self, natives: &mut Vec<Native>) {
        for number in 1..FIXED_TYPES {
            let id = TypeId(number);
            let dict = self.heap.dict().into_ref();
            self.heap.info_mut(id).dict = dict;
        }
        for number in 1..FIXED_TYPES {
            self.fill_type_object(TypeId(number));
        }
        for &(id, defs) in crate::types::TABLES
            .iter()
            .chain(crate::types::containers::TABLES)
        {
            self.define(id, defs, natives);
        }
        let (none, object_dict) = (self.heap.known.none, self.heap.info(TypeId::OBJECT).dict);
        self.bind(object_dict, "__doc__", none);
        for (id, module) in [
            (TypeId::TEMPLATE, "string.templatelib"),
            (TypeId::INTERPOLATION, "string.templatelib"),
            (TypeId::TYPEVAR, "typing"),
            (TypeId::PARAMSPEC, "typing"),
            (TypeId::TYPEVARTUPLE, "typing"),
            (TypeId::TYPE_ALIAS, "typing"),
            (TypeId::SIMPLENAMESPACE, "types"),
            (TypeId::GENERIC_ALIAS, "types"),
        ] {
            let (dict, module) = (self.heap.info(id).dict, self.heap.static_str(module));
            self.bind(dict, "__module__", module);
        }
        if self.version.minor() >= 10 {
            for id in [
                TypeId::WEAKREF,
                TypeId::WEAKPROXY,
                TypeId::WEAKCALLABLEPROXY,
            ] {
                let (dict, module) = (self.heap.info(id).dict, self.heap.static_str("weakref"));
                self.bind(dict, "__module__", module);
            }
        }
        let union_home = if self.version.minor() >= 14 {
            "typing"
        } else {
            "types"
        };
        let (dict, module) = (
            self.heap.info(TypeId::UNION).dict,
            self.heap.static_str(union_home),
        );
        self.bind(dict, "__module__", module);
        for &(id, until) in crate::types::containers::UNHASHABLE {
            if self.version.minor() <= until {
                let (dict, none) = (self.heap.info(id).dict, self.heap.known.none);
                self.bind(dict, "__hash__", none);
            }
        }
        for number in 1..FIXED_TYPES {
            let id = TypeId(number);
            let bases = self.heap.info(id).base;
            if id != TypeId::OBJECT {
                let object = self.heap.info(id).object;
                self.add_subclass(bases, object);
            }
        }
    }

    /// `__bases__`, `__mro__`, names of a type object that was made by the heap.
    fn fill_type_object(&mut self, id: TypeId) {
        let info = Rc::clone(&self.heap.types[id.0 as usize]);
        let mro: Vec<Ref> = info
            .mro
            .iter()
            .map(|&base| self.heap.info(base).object)
            .collect();
        let mro_tuple = self.heap.tuple_of(&mro);
        let bases = if id == TypeId::OBJECT {
            self.heap.tuple_of(&[])
        } else {
            let base = self.heap.info(info.base).object;
            self.heap.tuple_of(&[base])
        };
        let short = info
            .name
            .rsplit_once('.')
            .map_or(&*info.name, |(_, last)| last);
        let name = self.heap.static_str(short);
        self.heap
            .set_field(info.object, type_field::BASES, bases.into_ref());
        self.heap
            .set_field(info.object, type_field::MRO, mro_tuple.into_ref());
        self.heap.set_field(info.object, type_field::NAME, name);
        self.heap.set_field(info.object, type_field::QUALNAME, name);
    }

    /// Puts declared natives into a type's dict.
    pub fn define(&mut self, id: TypeId, defs: &'static [Def], natives: &mut Vec<Native>) {
        let minor = self.version.minor();
        let owner = intern_static(&self.heap.info(id).name);
        for def in defs {
            if minor < def.since || minor > def.until {
                continue;
            }
            let number = natives.len() as u32;
            natives.push(Native {
                name: def.name,
                owner: if matches!(def.kind, Kind::Wrapper) {
                    ""
                } else {
                    owner
                },
                arity: def.arity,
                has_self: !matches!(def.kind, Kind::Static),
                function: def.function,
                is_packed: is_packed(owner, def.name, minor),
            });
            let name = self.heap.static_str(def.name);
            let dict = self.heap.info(id).dict;
            let kind = match def.kind {
                Kind::Method => TypeId::METHOD_DESCRIPTOR,
                Kind::Wrapper => TypeId::WRAPPER_DESCRIPTOR,
                Kind::Class => TypeId::CLASSMETHOD_DESCRIPTOR,
                Kind::Getter => TypeId::GETSET_DESCRIPTOR,
                Kind::Static => {
                    let class = self.heap.info(id).object;
                    let function = self.new_builtin(number, class, Ref::NULL, false);
                    // __new__ is a plain built-in function; other static methods are wrapped.
                    let function = if def.name == "__new__" {
                        function
                    } else {
                        let wrapped = self.wrap_function(TypeId::STATICMETHOD, function.get());
                        drop(function);
                        wrapped
                    };
                    self.heap.dict_set_str(dict, name, function);
                    continue;
                }
                Kind::Setter => {
                    if let Some(getter) = self.heap.dict_get_str(dict, name) {
                        self.heap
                            .set_raw_half(getter, descr_field::SETTER, number + 1);
                    }
                    continue;
                }
            };
            let descriptor = self.new_descriptor(kind, id, name);
            self.heap
                .set_raw_half(descriptor.get(), descr_field::NUMBER, number);
            self.heap.dict_set_str(dict, name, descriptor);
        }
    }

    /// A built-in type beyond the fixed ones, with its methods: for library modules written in Rust.
    pub fn make_type(&mut self, name: &'static str, template: TypeInfo) -> TypeId {
        let id = self.heap.add_type(template);
        let object = self.heap.new_static(TypeId::TYPE, 8);
        self.heap.set_raw_word(object, 0, u64::from(id.0));
        let base = self.heap.info(id).base;
        let mut mro = vec![id];
        mro.extend(self.heap.info(base).mro.iter().copied());
        let dict = self.heap.dict().into_ref();
        let info = self.heap.info_mut(id);
        info.name = name.into();
        info.object = object;
        info.mro = mro.into();
        info.dict = dict;
        self.fill_type_object(id);
        self.add_subclass(base, object);
        id
    }

    fn make_exceptions(&mut self, natives: &mut Vec<Native>) {
        let mut ids: Vec<TypeId> = vec![TypeId::BASE_EXCEPTION];
        let root = Rc::clone(&self.heap.types[TypeId::BASE_EXCEPTION.0 as usize]);
        for &(name, base, own, since) in &EXCEPTIONS[1..] {
            let base = ids[base as usize];
            if self.version.minor() < since {
                // Kept as a type that nothing names, so that the table stays aligned.
                ids.push(base);
                continue;
            }
            let base_info = Rc::clone(&self.heap.types[base.0 as usize]);
            let Layout::Record { refs } = base_info.layout else {
                continue;
            };
            let mut template = TypeInfo::clone(&root);
            template.base = base;
            template.flags = root.flags | flags::STATIC;
            template.layout = Layout::Record {
                refs: refs + own.len() as u8,
            };
            template.basicsize = BuiltinType::from_name(&format!("builtins.{name}"))
                .and_then(|builtin| self.heap.rules.sizes.layout(builtin))
                .map_or(base_info.basicsize, |layout| layout.basicsize as u32);
            let id = self.make_type(name, template);
            for (index, field) in own.iter().enumerate() {
                // Kept for the machine alone: the two ends of a syntax error, what was written.
                if matches!(*field, "end" | "written")
                    && name != "UnicodeError"
                    && !name.starts_with("Unicode")
                {
                    continue;
                }
                let name = self.heap.static_str(field);
                let descriptor = self.new_descriptor(TypeId::MEMBER_DESCRIPTOR, id, name);
                let offset = field_offset(u32::from(refs) + index as u32) as u32;
                self.heap
                    .set_raw_half(descriptor.get(), descr_field::OFFSET, offset);
                // 2: an empty field reads as None.
                self.heap
                    .set_raw_half(descriptor.get(), descr_field::SETTER, 2);
                let dict = self.heap.info(id).dict;
                self.heap.dict_set_str(dict, name, descriptor);
            }
            ids.push(id);
        }
        self.exc = Rc::new(ExcTypes(ids));
        self.give_group_two_bases();
        for &(kind, defs) in crate::types::exceptions::TABLES {
            if !self.has_exception(kind) {
                continue;
            }
            let id = self.exc.id(kind);
            self.define(id, defs, natives);
        }
        debug_assert_eq!(exc_field::OWN, 6);
    }

    /// `ExceptionGroup` is a group and an `Exception`.
    fn give_group_two_bases(&mut self) {
        if !self.has_exception(Exc::ExceptionGroup) {
            return;
        }
        let [id, group, plain] = [Exc::ExceptionGroup, Exc::BaseExceptionGroup, Exc::Exception]
            .map(|kind| self.exc.id(kind));
        let mro = [id, group, plain, TypeId::BASE_EXCEPTION, TypeId::OBJECT];
        let objects = mro.map(|id| self.heap.info(id).object);
        let (mro_tuple, bases) = (
            self.heap.tuple_of(&objects),
            self.heap.tuple_of(&objects[1..3]),
        );
        self.heap.info_mut(id).mro = mro.into();
        self.store_field(objects[0], type_field::MRO, mro_tuple.get());
        self.store_field(objects[0], type_field::BASES, bases.get());
        self.add_subclass(plain, objects[0]);
    }

    /// The type of a built-in exception that this version may lack.
    pub fn has_exception(&self, kind: Exc) -> bool {
        self.version.minor() >= EXCEPTIONS[kind as usize].3
    }

    fn make_builtins(&mut self, natives: &mut Vec<Native>) {
        let module = self.new_module("builtins");
        let dict = self.heap.field(module.get(), 0);
        self.builtins = dict;
        let modules = self.heap.dict();
        self.modules = modules.into_ref();
        self.define_functions(dict, "builtins", crate::builtins::TABLES, natives);
        let known = Rc::clone(&self.heap.known);
        let mut values: Vec<(&str, Ref)> = vec![
            ("None", known.none),
            ("Ellipsis", known.ellipsis),
            ("NotImplemented", known.not_implemented),
            ("False", known.false_),
            ("True", known.true_),
            ("__debug__", known.true_),
        ];
        for &(name, id) in crate::builtins::TYPES {
            values.push((name, self.heap.info(id).object));
        }
        for (name, value) in values {
            self.bind(dict, name, value);
        }
        for (index, &(name, _, _, since)) in EXCEPTIONS.iter().enumerate() {
            if self.version.minor() >= since {
                let class = self.heap.info(self.exc.0[index]).object;
                self.bind(dict, name, class);
            }
        }
        for (name, kind) in [
            ("EnvironmentError", Exc::OSError),
            ("IOError", Exc::OSError),
        ] {
            let class = self.exc_class(kind);
            self.bind(dict, name, class);
        }
        self.add_module("builtins", module.get());
    }

    /// Binds a name in a dict.
    pub fn bind(&mut self, dict: Ref, name: &str, value: Ref) {
        let key = self.heap.static_str(name);
        let value = self.heap.own(value);
        let old = self.heap.dict_set_str(dict, key, value);
        drop(old);
    }

    /// Puts declared natives into a module's dict.
    pub fn define_functions(
        &mut self,
        dict: Ref,
        module: &'static str,
        tables: &[&'static [Def]],
        natives: &mut Vec<Native>,
    ) {
        let module_name = self.heap.static_str(module);
        for def in tables.iter().flat_map(|table| table.iter()) {
            if self.version.minor() < def.since || self.version.minor() > def.until {
                continue;
            }
            let number = natives.len() as u32;
            natives.push(Native {
                name: def.name,
                owner: "",
                arity: def.arity,
                has_self: false,
                function: def.function,
                is_packed: is_packed("", def.name, self.version.minor()),
            });
            let name = self.heap.static_str(def.name);
            let function = self.new_builtin(number, Ref::NULL, module_name, false);
            self.heap.dict_set_str(dict, name, function);
        }
    }

    fn find_known(&mut self) {
        let dict = self.heap.info(TypeId::OBJECT).dict;
        let new = self.names.new;
        self.states.object_new = self.heap.dict_get_str(dict, new).unwrap_or_default();
        let import_ = self.names.import_;
        let builtins = self.builtins;
        self.states.import_function = self
            .heap
            .dict_get_str(builtins, import_)
            .unwrap_or_default();
        for name in ["__dict__", "__weakref__"] {
            let key = self.heap.static_str(name);
            let dict = self.heap.info(TypeId::SIMPLENAMESPACE).dict;
            let _ = (key, dict);
        }
        let mut getsets = BTreeMap::new();
        for (number, native) in self.natives.iter().enumerate() {
            if native.owner == "instance" {
                let key = format!("instance.{}", native.name);
                let entry = getsets.entry(key).or_insert((0, 0));
                if entry.0 == 0 {
                    entry.0 = number as u32;
                } else {
                    entry.1 = number as u32 + 1;
                }
            }
        }
        self.states.getsets = Rc::new(getsets);
    }

    /// The numbers of a getter and (plus 1) its setter that every class with such a field shares.
    pub(crate) fn find_getset(&self, name: &str) -> Option<(u32, u32)> {
        self.states.getsets.get(name).copied()
    }

    /// Registers natives that belong to the instances of all classes.
    pub(crate) fn register_instance_getsets(
        &mut self,
        defs: &'static [Def],
        natives: &mut Vec<Native>,
    ) {
        for def in defs {
            natives.push(Native {
                name: def.name,
                owner: "instance",
                arity: def.arity,
                has_self: true,
                function: def.function,
                is_packed: false,
            });
        }
    }

    /// Remembers a subclass, weakly: `__subclasses__()`.
    pub fn add_subclass(&mut self, base: TypeId, class: Ref) {
        let id = self.heap.type_id_of(class);
        Rc::make_mut(&mut self.states.subclasses)
            .entry(base)
            .or_default()
            .push(id);
    }
}

/// The name of a type as a static text: names of built-in types live as long as the program.
fn intern_static(name: &Rc<str>) -> &'static str {
    use std::cell::RefCell;
    use std::collections::BTreeSet;
    thread_local! {
        static NAMES: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
    }
    NAMES.with_borrow_mut(|names| match names.get(&**name) {
        Some(known) => known,
        None => {
            let leaked: &'static str = Box::leak(name.to_string().into_boxed_str());
            names.insert(leaked);
            leaked
        }
    })
}
