//! `object.__reduce_ex__`, `__getstate__` and `__dir__`. Source: Objects/typeobject.c.

use std::rc::Rc;

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// More methods of `object`.
pub const METHODS: &[Def] = &[
    Def::method("__dir__", Arity::None, dir),
    Def::method("__reduce__", Arity::None, reduce),
    Def::method("__reduce_ex__", Arity::One, reduce_ex),
    Def::method("__getstate__", Arity::None, getstate).since(11),
];

/// Names in the instance's dict and in its class (`object___dir__`).
fn dir(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let names = vm.heap.dict();
    let (dict_name, class_name) = (vm.names.dict, vm.names.class);
    if let Some(dict) = vm.find_attribute(args.this(), dict_name)?
        && vm.is_a(dict.get(), TypeId::DICT)
    {
        vm.dict_merge(names.get(), dict.get())?;
    }
    if let Some(class) = vm.find_attribute(args.this(), class_name)? {
        vm.merge_class_names(names.get(), class.get())?;
    }
    vm.keys_list(names.get())
}

fn reduce(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.reduce_old(args.this(), 0)
}

fn reduce_ex(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let protocol = vm.index_value(args.pos[1])?.unwrap_or(0);
    let name = vm.heap.intern_str("__reduce__");
    let own = vm.lookup(vm.heap.type_of(this), name.get());
    let plain = vm.lookup(TypeId::OBJECT, name.get());
    if own != plain {
        return vm.call_attribute(this, name.get(), &[]);
    }
    if protocol >= 2 {
        vm.reduce_new(this)
    } else {
        vm.reduce_old(this, protocol)
    }
}

fn getstate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.object_state(args.this())
}

impl Vm {
    fn copyreg(&mut self, name: &str) -> Res<Owned> {
        let module = self.import_module("copyreg")?;
        let name = self.heap.intern_str(name);
        self.get_attribute(module.get(), name.get())
    }

    /// Protocols 0 and 1: `copyreg._reduce_ex`.
    fn reduce_old(&mut self, this: Ref, protocol: i64) -> Res<Owned> {
        let function = self.copyreg("_reduce_ex")?;
        let protocol = self.heap.int(protocol);
        self.call(function.get(), &[this, protocol.get()])
    }

    /// Names of the slots that a class and its bases add, dict and weak references apart (`copyreg._slotnames`).
    fn slot_names(&self, id: TypeId) -> Vec<Rc<str>> {
        let mro = Rc::clone(&self.heap.info(id).mro);
        let mut names: Vec<Rc<str>> = Vec::new();
        for &base in mro.iter() {
            if self.heap.info(base).has(flags::HEAPTYPE) {
                for member in self.heap.info(base).members.iter() {
                    if !names.contains(&member.name) {
                        names.push(Rc::clone(&member.name));
                    }
                }
            }
        }
        names
    }

    /// `object.__getstate__()`: the dict, with the slots beside it where there are any; None for nothing.
    fn object_state(&mut self, this: Ref) -> Res<Owned> {
        let key = self.names.dict;
        let dict = match self.find_attribute(this, key)? {
            Some(dict) if self.is_a(dict.get(), TypeId::DICT) => {
                if self.heap.dict_len(dict.get()) == 0 {
                    self.none()
                } else {
                    dict
                }
            }
            _ => self.none(),
        };
        let slots = self.slot_names(self.heap.type_of(this));
        if slots.is_empty() {
            return Ok(dict);
        }
        let values = self.heap.dict();
        for slot in slots {
            let name = self.heap.intern_str(&slot);
            if let Some(value) = self.attribute_or_null(this, name.get())? {
                self.dict_set(values.get(), name.get(), value.get())?;
            }
        }
        if self.heap.dict_len(values.get()) == 0 {
            return Ok(dict);
        }
        Ok(self.heap.tuple_of(&[dict.get(), values.get()]))
    }

    /// Protocol 2 and up (`reduce_newobj`).
    fn reduce_new(&mut self, this: Ref) -> Res<Owned> {
        let id = self.heap.type_of(this);
        let class = self.heap.info(id).object;
        let is_ours = self.heap.info(id).has(flags::HEAPTYPE);
        let name = self.names.new;
        if !is_ours && self.lookup(id, name) == Some(self.states.object_new) && id != TypeId::OBJECT
            || self.lookup(id, name).is_none()
        {
            let text = format!("cannot pickle '{}' object", self.heap.info(id).name);
            return Err(self.type_error(&text));
        }
        let (args, kwargs) = self.new_arguments(this)?;
        let state_name = self.heap.intern_str("__getstate__");
        let state = match self.find_attribute(this, state_name.get())? {
            Some(method) => self.call(method.get(), &[])?,
            None => self.object_state(this)?,
        };
        let items = if self.is_a(this, TypeId::LIST) {
            self.get_iter(this)?
        } else {
            self.none()
        };
        let pairs = if self.is_a(this, TypeId::DICT) {
            let name = self.names.items;
            let view = self.call_attribute(this, name, &[])?;
            self.get_iter(view.get())?
        } else {
            self.none()
        };
        let (function, arguments) = match kwargs {
            Some(kwargs) if self.heap.dict_len(kwargs.get()) > 0 => {
                let function = self.copyreg("__newobj_ex__")?;
                let args = self.heap.tuple_of(&args);
                let arguments = self.heap.tuple_of(&[class, args.get(), kwargs.get()]);
                (function, arguments)
            }
            _ => {
                let function = self.copyreg("__newobj__")?;
                let mut all = vec![class];
                all.extend(&args);
                (function, self.heap.tuple_of(&all))
            }
        };
        for arg in args {
            self.heap.decref(arg);
        }
        Ok(self.heap.tuple_of(&[
            function.get(),
            arguments.get(),
            state.get(),
            items.get(),
            pairs.get(),
        ]))
    }

    /// What `__getnewargs_ex__` or `__getnewargs__` say, or what a subclass of a built-in needs: arguments (counted)
    /// and keywords.
    fn new_arguments(&mut self, this: Ref) -> Res<(Vec<Ref>, Option<Owned>)> {
        let name = self.heap.intern_str("__getnewargs_ex__");
        if let Some(method) = self.find_attribute(this, name.get())? {
            let result = self.call(method.get(), &[])?;
            let is_pair =
                self.is_a(result.get(), TypeId::TUPLE) && self.heap.tuple_len(result.get()) == 2;
            if !is_pair {
                let text = format!(
                    "__getnewargs_ex__ should return a tuple, not '{}'",
                    self.type_name(result.get())
                );
                return Err(self.type_error(&text));
            }
            let (args, kwargs) = (
                self.heap.tuple_item(result.get(), 0),
                self.heap.tuple_item(result.get(), 1),
            );
            let items = self.collect_items(args)?;
            return Ok((items, Some(self.heap.own(kwargs))));
        }
        let name = self.heap.intern_str("__getnewargs__");
        if let Some(method) = self.find_attribute(this, name.get())? {
            let result = self.call(method.get(), &[])?;
            if !self.is_a(result.get(), TypeId::TUPLE) {
                let text = format!(
                    "__getnewargs__ should return a tuple, not '{}'",
                    self.type_name(result.get())
                );
                return Err(self.type_error(&text));
            }
            let items = self.collect_items(result.get())?;
            return Ok((items, None));
        }
        Ok((Vec::new(), None))
    }
}
