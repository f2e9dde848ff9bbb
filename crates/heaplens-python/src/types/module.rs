//! `module`. Source: Objects/moduleobject.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `module`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr),
    Def::slot("__getattribute__", 1, getattribute),
    Def::method("__dir__", Arity::None, dir),
    Def::getter("__dict__", dict),
    Def::getter("__annotations__", annotations).since(10),
    Def::setter("__annotations__", set_annotations).since(10),
];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let dict = vm.heap.dict();
    Ok(vm.new_record(id, &[dict.get(), Ref::NULL], 0))
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [name, doc] = args.bind(vm, "module", 1, ["name", "doc"], 1)?;
    let name = name.unwrap_or_default();
    if !vm.is_a(name, TypeId::STR) {
        let text = format!(
            "module() argument 'name' must be str, not {}",
            vm.type_name(name)
        );
        return Err(vm.type_error(&text));
    }
    let dict = vm.heap.field(args.this(), 0);
    let none = vm.heap.known.none;
    for (key, value) in [
        (vm.names.name, name),
        (vm.names.doc, doc.unwrap_or(none)),
        (vm.names.package, none),
        (vm.names.loader, none),
        (vm.names.spec, none),
    ] {
        let value = vm.heap.own(value);
        if let Some(old) = vm.heap.dict_set_str(dict, key, value) {
            vm.release(old);
        }
    }
    vm.store_field(args.this(), 1, name);
    Ok(vm.none())
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = vm.heap.field(args.this(), 0);
    let (name_key, file_key, loader_key) = (vm.names.name, vm.names.file, vm.names.loader);
    let name = match vm.heap.dict_get_str(dict, name_key) {
        Some(name) => {
            let shown = vm.repr(name)?;
            vm.heap.text(shown.get())
        }
        None => "'?'".to_owned(),
    };
    let text = match vm.heap.dict_get_str(dict, file_key) {
        Some(file) => {
            let shown = vm.repr(file)?;
            format!("<module {name} from {}>", vm.heap.text(shown.get()))
        }
        None => {
            let loader = vm.heap.dict_get_str(dict, loader_key);
            let plain = name.trim_matches('\'');
            if crate::modules::is_native(plain) {
                format!("<module {name} (built-in)>")
            } else {
                match loader.filter(|&loader| loader != vm.heap.known.none) {
                    Some(loader) => {
                        let shown = vm.repr(loader)?;
                        format!("<module {name} ({})>", vm.heap.text(shown.get()))
                    }
                    None => format!("<module {name}>"),
                }
            }
        }
    };
    Ok(vm.heap.str(&text))
}

fn getattribute(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.module_getattribute(args.pos[0], args.pos[1])
}

fn dict(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), 0))
}

fn dir(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = vm.heap.field(args.this(), 0);
    let key = vm.heap.intern_str("__dir__");
    if let Some(function) = vm.heap.dict_get_str(dict, key.get()) {
        return vm.call(function, &[]);
    }
    let keys: Vec<Ref> = vm
        .heap
        .dict_entries(dict)
        .into_iter()
        .map(|(_, key, _)| vm.heap.own(key).into_ref())
        .collect();
    Ok(vm.heap.list_from(&keys))
}

fn annotations(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = vm.heap.field(args.this(), 0);
    vm.lazy_annotations(dict, "__annotate__")
}

fn set_annotations(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = vm.heap.field(args.this(), 0);
    let key = vm.names.annotations;
    match args.get(1) {
        Some(value) => vm.dict_set(dict, key, value)?,
        None => {
            if !vm.remove_str_key(dict, key) {
                return Err(vm.no_attribute(args.this(), key));
            }
        }
    }
    Ok(vm.none())
}

impl Vm {
    /// `__annotations__` in the dict of a module or class, made where it is missing: by what `__annotate__` says
    /// (3.14 on), else empty.
    pub fn lazy_annotations(&mut self, dict: Ref, annotate: &str) -> Res<Owned> {
        let key = self.names.annotations;
        if let Some(known) = self.heap.dict_get_str(dict, key) {
            return Ok(self.heap.own(known));
        }
        let mut made = None;
        if self.version.minor() >= 14 {
            let cache = self.heap.intern_str("__annotations_cache__");
            if let Some(known) = self.heap.dict_get_str(dict, cache.get()) {
                return Ok(self.heap.own(known));
            }
            for name in [annotate, "__annotate__"] {
                let name = self.heap.intern_str(name);
                if let Some(function) = self.heap.dict_get_str(dict, name.get())
                    && function != self.heap.known.none
                {
                    made = Some(self.call_annotate(function)?);
                    break;
                }
            }
        }
        let made = match made {
            Some(made) => made,
            None => self.heap.dict(),
        };
        let key = if self.version.minor() >= 14 && annotate != "__annotate__" {
            self.heap.intern_str("__annotations_cache__")
        } else {
            self.heap.own(key)
        };
        self.dict_set(dict, key.get(), made.get())?;
        Ok(made)
    }

    /// Raises what a module without such an attribute raises; the name of a module that is being imported, or
    /// that shadows one of the library, is said in versions that do (kept simple: the plain text).
    pub fn module_attribute_error(&mut self, module: Ref, name: Ref) -> Raised {
        let dict = self.heap.field(module, 0);
        let key = self.names.name;
        let text = match self.heap.dict_get_str(dict, key) {
            Some(its) if self.is_a(its, TypeId::STR) => format!(
                "module '{}' has no attribute '{}'",
                self.heap.text(its),
                self.heap.text(name)
            ),
            _ => format!("module has no attribute '{}'", self.heap.text(name)),
        };
        self.catch(Exc::AttributeError);
        self.attribute_error(module, name, &text)
    }
}
