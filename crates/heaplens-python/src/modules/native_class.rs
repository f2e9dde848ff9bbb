//! Types of library modules: declared in tables, made when their module is imported or an object of theirs is needed.
//!
//! Sizes, offsets and the collector's part come from `rules.sizes` (what each version's own type object says). The
//! natives of all types get their numbers at boot, so that they are the same whatever is imported, and when.

use std::rc::Rc;

use heaplens_heap::rules::sizes::{BuiltinType, Place};
use heaplens_heap::types::{Layout, TypeInfo, flags};
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::MODULES;
use crate::vm::call::descr_field;
use crate::vm::classes::type_field;
use crate::vm::native::{Args, Def, Kind, Native};
use crate::vm::{Res, Vm};

/// `tp_iternext`: the next item, or `None` at the end.
pub type NextFn = fn(&mut Vm, Ref) -> Res<Option<Owned>>;

/// A type of a library module.
pub struct NativeClass {
    /// `tp_name`, with its module: `itertools.count`.
    pub name: &'static str,
    /// Which type's measures it has.
    pub measures: BuiltinType,
    /// How its payload lies.
    pub layout: Layout,
    /// Names of its references, for the ledger.
    pub fields: &'static [&'static str],
    /// The type that it extends.
    pub base: Option<&'static str>,
    /// May be a base class.
    pub is_base: bool,
    /// Has a `tp_clear`, so that the collector can break cycles at it.
    pub has_clear: bool,
    /// Whether the module has it by name.
    pub is_public: bool,
    /// Its methods.
    pub methods: &'static [&'static [Def]],
    /// `tp_iternext`.
    pub next: Option<NextFn>,
    /// The first minor version that has it.
    pub since: u8,
}

impl NativeClass {
    /// A record of these references, with nothing else.
    pub const fn record(
        name: &'static str,
        measures: BuiltinType,
        fields: &'static [&'static str],
        methods: &'static [&'static [Def]],
    ) -> NativeClass {
        NativeClass {
            name,
            measures,
            layout: Layout::Record {
                refs: fields.len() as u8,
            },
            fields,
            base: None,
            is_base: false,
            has_clear: true,
            is_public: true,
            methods,
            next: None,
            since: 0,
        }
    }

    /// An iterator: may be extended, and has no `tp_clear`, as those of `itertools`.
    pub const fn iterator(mut self, next: NextFn) -> NativeClass {
        self.next = Some(next);
        self.has_clear = false;
        self
    }

    /// May be extended.
    pub const fn base(mut self) -> NativeClass {
        self.is_base = true;
        self
    }

    /// Isn't bound in its module.
    pub const fn private(mut self) -> NativeClass {
        self.is_public = false;
        self
    }

    /// From 3.`minor` on.
    pub const fn since(mut self, minor: u8) -> NativeClass {
        self.since = minor;
        self
    }

    /// Its payload lies so.
    pub const fn layout(mut self, layout: Layout) -> NativeClass {
        self.layout = layout;
        self
    }

    /// Extends this type, a class of a module or (by a plain name) a built-in one.
    pub const fn extends(mut self, base: &'static str) -> NativeClass {
        self.base = Some(base);
        self
    }

    fn short_name(&self) -> &'static str {
        match self.name.rsplit_once('.') {
            Some((_, last)) => last,
            None => self.name,
        }
    }
}

/// `__new__` of a type that programs can't make instances of.
pub fn no_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = vm
        .heap
        .info(vm.heap.type_id_of(args.this()))
        .name
        .to_string();
    Err(vm.type_error(&format!("cannot create '{name}' instances")))
}

/// Numbers the natives of a class.
pub(super) fn register(vm: &Vm, class: &NativeClass, natives: &mut Vec<Native>) {
    let minor = vm.version.minor();
    for def in class.methods.iter().flat_map(|table| table.iter()) {
        if minor < def.since || minor > def.until {
            continue;
        }
        natives.push(Native {
            name: def.name,
            owner: if matches!(def.kind, Kind::Wrapper) {
                ""
            } else {
                class.short_name()
            },
            arity: def.arity,
            has_self: !matches!(def.kind, Kind::Static),
            function: def.function,
            is_packed: false,
        });
    }
}

impl Vm {
    /// The type `name` of a library module (`itertools.count`), made if it isn't there yet.
    pub fn native_class(&mut self, name: &'static str) -> TypeId {
        if let Some(&id) = self.states.classes.get(name) {
            return id;
        }
        let class = MODULES
            .iter()
            .flat_map(|module| module.classes)
            .find(|class| class.name == name)
            .expect("a native class that is asked for is declared");
        let was_quiet = self.heap.watch_quietly(true);
        let id = self.make_native_class(class);
        self.heap.watch_quietly(was_quiet);
        id
    }

    fn make_native_class(&mut self, class: &'static NativeClass) -> TypeId {
        let base = match class.base {
            Some("dict") => TypeId::DICT,
            Some("tuple") => TypeId::TUPLE,
            Some("dict_keys") => TypeId::DICT_KEYS,
            Some("dict_values") => TypeId::DICT_VALUES,
            Some("dict_items") => TypeId::DICT_ITEMS,
            Some(base) => self.native_class(base),
            None => TypeId::OBJECT,
        };
        let template = self.class_template(class, base);
        let id = self.make_type(class.name, template);
        Rc::make_mut(&mut self.states.classes).insert(class.name, id);
        if let Some(next) = class.next {
            Rc::make_mut(&mut self.states.nexts).insert(id, next);
        }
        let object = self.heap.info(id).object;
        let name = self.heap.intern_str(class.short_name()).into_ref();
        self.heap.set_field(object, type_field::NAME, name);
        self.heap.set_field(object, type_field::QUALNAME, name);
        let dict = self.heap.info(id).dict;
        let module = match class.name.rsplit_once('.') {
            Some((module, _)) => module,
            None => "builtins",
        };
        let key = self.names.module;
        let module = self.heap.intern_str(module);
        self.heap.dict_set_str(dict, key, module);
        self.add_native_methods(class, id);
        if self.heap.info(id).dictoffset != 0 && self.heap.info(base).dictoffset == 0 {
            let name = self.names.dict;
            self.add_getset(id, name, "instance.__dict__");
        }
        self.type_modified();
        id
    }

    fn class_template(&self, class: &NativeClass, base: TypeId) -> TypeInfo {
        let rules = &heaplens_heap::rules::rules(self.version).sizes;
        let measures = rules.layout(class.measures);
        // Where this version's type can't be reached, as that of the first one in which it can, but plain.
        let later = (self.version.minor()..=15)
            .filter_map(heaplens_heap::Version::from_minor)
            .find_map(|version| {
                heaplens_heap::rules::rules(version)
                    .sizes
                    .layout(class.measures)
            });
        let plain = later.map(|later| heaplens_heap::rules::sizes::Layout {
            is_gc: false,
            ..*later
        });
        let measures = measures.or(plain.as_ref());
        let base_info = self.heap.info(base);
        let mut bits = flags::IMMUTABLE | flags::STATIC | base_info.flags & 0xff00_0000;
        if class.is_base {
            bits |= flags::BASETYPE;
        }
        if !class.has_clear {
            bits |= flags::NO_CLEAR;
        }
        let has_del = class
            .methods
            .iter()
            .any(|table| table.iter().any(|def| def.name == "__del__"));
        if has_del || base_info.has(flags::HAS_DEL) {
            bits |= flags::HAS_DEL;
        }
        let (mut dictoffset, mut weaklistoffset) = (0, 0);
        let mut pre_bytes = 0;
        let (mut basicsize, mut itemsize) = (16, 0);
        if let Some(measures) = measures {
            basicsize = measures.basicsize as u32;
            itemsize = measures.itemsize as u32;
            if measures.is_gc {
                bits |= flags::HAVE_GC;
            }
            pre_bytes = rules.before_object(measures) as u32;
            dictoffset = match measures.dict {
                Place::At(offset) => offset as i32,
                Place::Managed => {
                    bits |= flags::MANAGED_DICT;
                    -32
                }
                Place::Nowhere => 0,
            };
            weaklistoffset = match measures.weakrefs {
                Place::At(offset) => offset as i32,
                Place::Managed => {
                    bits |= flags::MANAGED_WEAKREF;
                    -24
                }
                Place::Nowhere => 0,
            };
        }
        TypeInfo {
            name: class.name.into(),
            object: Ref::NULL,
            id: TypeId::NULL,
            base,
            mro: Rc::from([]),
            layout: class.layout,
            flags: bits,
            basicsize,
            itemsize,
            pre_bytes,
            dictoffset,
            weaklistoffset,
            members: Rc::from([]),
            cached_keys: 0,
            dict: Ref::NULL,
            fields: class.fields,
        }
    }

    fn add_native_methods(&mut self, class: &NativeClass, id: TypeId) {
        let minor = self.version.minor();
        let mut number = self
            .states
            .class_numbers
            .get(class.name)
            .copied()
            .unwrap_or(0);
        let dict = self.heap.info(id).dict;
        for def in class.methods.iter().flat_map(|table| table.iter()) {
            if minor < def.since || minor > def.until {
                continue;
            }
            let name = self.heap.intern_str(def.name);
            let kind = match def.kind {
                Kind::Method => TypeId::METHOD_DESCRIPTOR,
                Kind::Wrapper => TypeId::WRAPPER_DESCRIPTOR,
                Kind::Class => TypeId::CLASSMETHOD_DESCRIPTOR,
                Kind::Getter => TypeId::GETSET_DESCRIPTOR,
                Kind::Static => {
                    let of = self.heap.info(id).object;
                    let mut function = self.new_builtin(number, of, Ref::NULL, false);
                    if def.name != "__new__" {
                        function = self.wrap_function(TypeId::STATICMETHOD, function.get());
                    }
                    drop(self.heap.dict_set_str(dict, name.get(), function));
                    number += 1;
                    continue;
                }
                Kind::Setter => {
                    if let Some(getter) = self.heap.dict_get_str(dict, name.get()) {
                        self.heap
                            .set_raw_half(getter, descr_field::SETTER, number + 1);
                    }
                    number += 1;
                    continue;
                }
            };
            let descriptor = self.new_descriptor(kind, id, name.get());
            self.heap
                .set_raw_half(descriptor.get(), descr_field::NUMBER, number);
            drop(self.heap.dict_set_str(dict, name.get(), descriptor));
            number += 1;
        }
        // Objects that compare but don't hash say so.
        let (eq, hash) = (self.names.eq, self.names.hash);
        if self.heap.dict_get_str(dict, eq).is_some()
            && self.heap.dict_get_str(dict, hash).is_none()
        {
            let none = self.none();
            self.heap.dict_set_str(dict, hash, none);
        }
    }

    /// The `tp_iternext` of a native class, for an object of it or of a class that extends it.
    pub fn native_next(&self, r: Ref) -> Option<NextFn> {
        let id = self.heap.type_of(r);
        if let Some(next) = self.states.nexts.get(&id) {
            return Some(*next);
        }
        self.heap
            .info(id)
            .mro
            .iter()
            .find_map(|base| self.states.nexts.get(base).copied())
    }

    /// A new object of a native class (or one that extends it) with these references, each counted once more; null
    /// ones stay empty. The words behind them are 0. Tracked, if the collector knows the class.
    pub fn new_native(&mut self, id: TypeId, fields: &[Ref]) -> Owned {
        let bytes = u64::from(self.heap.info(id).basicsize);
        let words = (bytes / 8) as u32 - 1;
        let r = self.heap.new_instance_block(id, bytes, words);
        for (at, &value) in fields.iter().enumerate() {
            if !value.is_null() {
                self.heap.incref(value);
                self.heap.set_field(r, at as u32, value);
            }
        }
        if self.heap.info(id).has(flags::HAVE_GC) {
            self.heap.track(r);
        }
        Owned::adopt(r)
    }

    /// Binds a value in a module's dict.
    pub fn module_value(&mut self, dict: Ref, name: &str, value: Owned) {
        let key = self.heap.intern_str(name);
        drop(self.heap.dict_set_str(dict, key.get(), value));
    }
}
