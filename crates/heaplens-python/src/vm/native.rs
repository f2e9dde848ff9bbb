//! Native functions: how they are declared, and how they take their arguments.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref};

use crate::vm::{Raised, Res, Vm};

/// A native function. A method's first argument is its object; a module's function gets its arguments alone; a
/// `__new__` gets the class first.
pub type NativeFn = fn(&mut Vm, &Args<'_>) -> Res<Owned>;

/// The arguments of a native call; all borrowed from the caller for the time of the call.
#[derive(Clone, Copy, Debug)]
pub struct Args<'a> {
    /// Positional arguments, the object of a method first.
    pub pos: &'a [Ref],
    /// Keyword arguments: name (a str) and value.
    pub kw: &'a [(Ref, Ref)],
    /// The native function's number, for its name in messages.
    pub native: u32,
}

/// How many arguments a native function takes, its object not counted. Decides CPython's wording of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// None: `METH_NOARGS`.
    None,
    /// Exactly one: `METH_O`.
    One,
    /// So many, positional only: `METH_FASTCALL`.
    Range(u8, u8),
    /// A wrapper of a slot (`__add__` …): exactly so many.
    Slot(u8),
    /// A wrapper of a slot that can go without its last arguments (`__pow__`, `__get__`): from so many to so many.
    Slots(u8, u8),
    /// The function sorts it out by itself, keywords too.
    Free,
}

/// What kind of object a declared native becomes in a type's dict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A `method_descriptor` (in a type) or `builtin_function_or_method` (in a module).
    Method,
    /// A `wrapper_descriptor`: a special method.
    Wrapper,
    /// A `classmethod_descriptor`: gets the class first.
    Class,
    /// A static method: `__new__` and `maketrans`.
    Static,
    /// A `getset_descriptor` without setter.
    Getter,
    /// Sets what the getter declared before it (same name) gets: called with object and value, or with the object
    /// alone to delete.
    Setter,
}

/// A declaration: a row of a type's or module's table.
#[derive(Clone, Copy, Debug)]
pub struct Def {
    /// The Python name.
    pub name: &'static str,
    /// What it becomes.
    pub kind: Kind,
    /// How many arguments.
    pub arity: Arity,
    /// The function.
    pub function: NativeFn,
    /// The first version that has it, as the minor number; 0 for all.
    pub since: u8,
    /// The last version that has it; 255 for all.
    pub until: u8,
}

impl Def {
    const fn new(name: &'static str, kind: Kind, arity: Arity, function: NativeFn) -> Def {
        Def {
            name,
            kind,
            arity,
            function,
            since: 0,
            until: 255,
        }
    }

    /// A method or function.
    pub const fn method(name: &'static str, arity: Arity, function: NativeFn) -> Def {
        Def::new(name, Kind::Method, arity, function)
    }

    /// A special method with `count` arguments.
    pub const fn slot(name: &'static str, count: u8, function: NativeFn) -> Def {
        Def::new(name, Kind::Wrapper, Arity::Slot(count), function)
    }

    /// A special method with `least` to `most` arguments.
    pub const fn slot_range(name: &'static str, least: u8, most: u8, function: NativeFn) -> Def {
        Def::new(name, Kind::Wrapper, Arity::Slots(least, most), function)
    }

    /// A special method that sorts its arguments out by itself (`__init__`, `__call__`).
    pub const fn slot_free(name: &'static str, function: NativeFn) -> Def {
        Def::new(name, Kind::Wrapper, Arity::Free, function)
    }

    /// A class method.
    pub const fn class(name: &'static str, arity: Arity, function: NativeFn) -> Def {
        Def::new(name, Kind::Class, arity, function)
    }

    /// A static method.
    pub const fn fixed(name: &'static str, arity: Arity, function: NativeFn) -> Def {
        Def::new(name, Kind::Static, arity, function)
    }

    /// A computed attribute.
    pub const fn getter(name: &'static str, function: NativeFn) -> Def {
        Def::new(name, Kind::Getter, Arity::Free, function)
    }

    /// The setter of the computed attribute declared before it.
    pub const fn setter(name: &'static str, function: NativeFn) -> Def {
        Def::new(name, Kind::Setter, Arity::Free, function)
    }

    /// Only from version 3.`minor` on.
    pub const fn since(mut self, minor: u8) -> Def {
        self.since = minor;
        self
    }

    /// Only up to version 3.`minor`.
    pub const fn until(mut self, minor: u8) -> Def {
        self.until = minor;
        self
    }
}

/// A native function as the machine keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Native {
    /// The Python name.
    pub name: &'static str,
    /// The type that it is a method of, or the module; empty for a plain function.
    pub owner: &'static str,
    /// How many arguments.
    pub arity: Arity,
    /// Whether the first argument is the object (or the class).
    pub has_self: bool,
    /// The function.
    pub function: NativeFn,
    /// Whether it gets its arguments in a tuple.
    pub is_packed: bool,
}

impl<'a> Args<'a> {
    /// The object of a method, or the first argument.
    #[inline]
    pub fn this(&self) -> Ref {
        self.pos[0]
    }

    /// Positional argument `index`, if given.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Ref> {
        self.pos.get(index).copied()
    }

    /// Takes the arguments apart by their names: those behind `skip` positional ones (the object of a method)
    /// go by position or keyword into `N` places; the first `required` must be there. Names that are empty are
    /// positional-only. Errors are worded as Argument Clinic's.
    pub fn bind<const N: usize>(
        &self,
        vm: &mut Vm,
        function: &str,
        skip: usize,
        names: [&str; N],
        required: usize,
    ) -> Res<[Option<Ref>; N]> {
        let mut places = [None; N];
        let given = self.pos.len().saturating_sub(skip);
        if given + self.kw.len() > N {
            let plural = if N == 1 { "" } else { "s" };
            let bound = if required == N { "exactly" } else { "at most" };
            let kind = if self.kw.is_empty() && given > 0 {
                ""
            } else {
                "keyword "
            };
            let kind = if self.kw.len() == given + self.kw.len() {
                kind
            } else {
                ""
            };
            return Err(vm.type_error(&format!(
                "{function}() takes {bound} {N} {kind}argument{plural} ({} given)",
                given + self.kw.len()
            )));
        }
        for (place, &arg) in places.iter_mut().zip(&self.pos[self.pos.len().min(skip)..]) {
            *place = Some(arg);
        }
        for &(name, value) in self.kw {
            let at = names
                .iter()
                .position(|known| !known.is_empty() && vm.heap.str_is(name, known));
            match at {
                Some(at) if places[at].is_none() => places[at] = Some(value),
                Some(at) => {
                    return Err(vm.type_error(&format!(
                        "argument for {function}() given by name ('{}') and position ({})",
                        names[at],
                        at + 1
                    )));
                }
                None => {
                    let name = vm.heap.text(name);
                    let text = if vm.version.minor() >= 13 {
                        let hint = vm.keyword_hint(&name, &names);
                        format!("{function}() got an unexpected keyword argument '{name}'{hint}")
                    } else {
                        format!("'{name}' is an invalid keyword argument for {function}()")
                    };
                    return Err(vm.type_error(&text));
                }
            }
        }
        for (at, name) in names.iter().enumerate().take(required) {
            if places[at].is_none() {
                if name.is_empty() {
                    return Err(vm.type_error(&format!(
                        "{function}() takes at least {required} positional argument{} ({given} given)",
                        if required == 1 { "" } else { "s" }
                    )));
                }
                return Err(vm.type_error(&format!(
                    "{function}() missing required argument '{name}' (pos {})",
                    at + 1
                )));
            }
        }
        Ok(places)
    }

    /// Fails unless there are `least` to `most` arguments behind `skip`, none by keyword (`_PyArg_CheckPositional`).
    pub fn check_count(
        &self,
        vm: &mut Vm,
        function: &str,
        skip: usize,
        least: usize,
        most: usize,
    ) -> Res<()> {
        self.no_keywords(vm, function)?;
        let given = self.pos.len() - skip;
        let (bound, number) = if given < least {
            ("least", least)
        } else if given > most {
            ("most", most)
        } else {
            return Ok(());
        };
        let plural = if number == 1 { "" } else { "s" };
        Err(vm.type_error(&format!(
            "{function} expected at {bound} {number} argument{plural}, got {given}"
        )))
    }

    /// Fails where there are keyword arguments.
    pub fn no_keywords(&self, vm: &mut Vm, function: &str) -> Res<()> {
        if self.kw.is_empty() {
            Ok(())
        } else {
            Err(vm.type_error(&format!("{function}() takes no keyword arguments")))
        }
    }
}

impl Vm {
    /// Calls native function `number` with arguments that the caller holds.
    pub fn call_native(&mut self, number: u32, pos: &[Ref], kw: &[(Ref, Ref)]) -> Res<Owned> {
        let native = self.natives[number as usize];
        self.check_arity(&native, pos.len(), kw.len(), Ref::NULL)?;
        self.run_native(number, &native, pos, kw)
    }

    /// The same for a method that was bound to its first argument before, whose type words of errors then name.
    pub fn call_bound_native(&mut self, number: u32, pos: &[Ref], kw: &[(Ref, Ref)]) -> Res<Owned> {
        let native = self.natives[number as usize];
        let bound = if native.has_self { pos[0] } else { Ref::NULL };
        self.check_arity(&native, pos.len(), kw.len(), bound)?;
        self.run_native(number, &native, pos, kw)
    }

    #[inline]
    fn run_native(
        &mut self,
        number: u32,
        native: &Native,
        pos: &[Ref],
        kw: &[(Ref, Ref)],
    ) -> Res<Owned> {
        let args = Args {
            pos,
            kw,
            native: number,
        };
        if native.is_packed {
            let own = usize::from(native.has_self && !pos.is_empty());
            let packed = self.pack(&pos[own..], kw);
            let result = (native.function)(self, &args);
            self.unpack(packed);
            return result;
        }
        (native.function)(self, &args)
    }

    fn check_arity(
        &mut self,
        native: &Native,
        given: usize,
        keywords: usize,
        bound: Ref,
    ) -> Res<()> {
        let count = given - usize::from(native.has_self && given > 0);
        let is_ok = match native.arity {
            Arity::Free => return Ok(()),
            _ if keywords > 0 => false,
            Arity::None => count == 0,
            Arity::One => count == 1,
            Arity::Slot(wanted) => count == wanted as usize,
            Arity::Range(least, most) | Arity::Slots(least, most) => {
                count >= least as usize && count <= most as usize
            }
        };
        if is_ok {
            Ok(())
        } else {
            Err(self.arity_error(native, count, keywords, bound))
        }
    }

    #[cold]
    fn arity_error(
        &mut self,
        native: &Native,
        count: usize,
        keywords: usize,
        bound: Ref,
    ) -> Raised {
        let Native {
            name, owner, arity, ..
        } = *native;
        // Up to 3.8 the type of a method isn't named.
        let full = if owner.is_empty() || self.version.minor() < 9 {
            name.to_owned()
        } else if bound.is_null() {
            format!("{owner}.{name}")
        } else {
            // `meth_get__qualname__`: by the type of what it is bound to.
            let kind = if self.heap.info_of(bound).has(flags::TYPE_SUBCLASS) {
                self.heap.info(self.heap.type_id_of(bound)).name.to_string()
            } else {
                self.type_name(bound).to_string()
            };
            format!("{}.{name}", kind.rsplit('.').next().unwrap_or(&kind))
        };
        if keywords > 0 {
            let text = if matches!(arity, Arity::Slot(_) | Arity::Slots(..)) {
                format!("wrapper {name}() takes no keyword arguments")
            } else {
                format!("{full}() takes no keyword arguments")
            };
            return self.type_error(&text);
        }
        // Up to 3.13 a wrapper names itself by nothing, and a space (Objects/typeobject.c).
        let unnamed = self.version.minor() < 14;
        let text = match arity {
            Arity::None => format!("{full}() takes no arguments ({count} given)"),
            Arity::One => format!("{full}() takes exactly one argument ({count} given)"),
            Arity::Slot(wanted @ (0 | 1)) => {
                let plural = if wanted == 1 { "" } else { "s" };
                format!("expected {wanted} argument{plural}, got {count}")
            }
            Arity::Slot(wanted) => {
                let who = if unnamed { "" } else { name };
                format!("{who} expected {wanted} arguments, got {count}")
            }
            // `wrap_ternaryfunc`, the others being wrappers of `tp_descr_get`.
            Arity::Slots(least, most) if !unnamed && name != "__get__" => {
                format!("expected {least} or {most} arguments, got {count}")
            }
            Arity::Range(least, most) | Arity::Slots(least, most) => {
                let (bound, number) = if least == most {
                    ("", least)
                } else if count < least as usize {
                    ("at least ", least)
                } else {
                    ("at most ", most)
                };
                let plural = if number == 1 { "" } else { "s" };
                let who = if unnamed && matches!(arity, Arity::Slots(..)) {
                    ""
                } else {
                    name
                };
                format!("{who} expected {bound}{number} argument{plural}, got {count}")
            }
            Arity::Free => String::new(),
        };
        self.type_error(&text)
    }
}
