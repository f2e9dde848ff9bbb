//! Taking arguments apart as the C functions of library modules do.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref};

use crate::vm::native::Args;
use crate::vm::{Raised, Res, Vm};

impl Args<'_> {
    /// The arguments behind the class or object, when there are none by keyword and so many by position
    /// (`_PyArg_NoKeywords`, `_PyArg_CheckPositional`).
    pub fn positional(&self, vm: &mut Vm, name: &str, least: usize, most: usize) -> Res<&[Ref]> {
        self.no_keywords(vm, name)?;
        let rest = &self.pos[1..];
        check_count(vm, name, rest.len(), least, most)?;
        Ok(rest)
    }

    /// Only these keywords, all optional; positional arguments are the caller's.
    pub fn keywords<const N: usize>(
        &self,
        vm: &mut Vm,
        name: &str,
        names: [&str; N],
    ) -> Res<[Option<Ref>; N]> {
        let only = Args {
            pos: &[],
            kw: self.kw,
            native: self.native,
        };
        only.bind(vm, name, 0, names, 0)
    }
}

/// `_PyArg_CheckPositional`.
pub fn check_count(vm: &mut Vm, name: &str, given: usize, least: usize, most: usize) -> Res<()> {
    if (least..=most).contains(&given) {
        return Ok(());
    }
    let (bound, number) = if least == most {
        ("", least)
    } else if given < least {
        ("at least ", least)
    } else {
        ("at most ", most)
    };
    let plural = if number == 1 { "" } else { "s" };
    Err(vm.type_error(&format!(
        "{name} expected {bound}{number} argument{plural}, got {given}"
    )))
}

impl Vm {
    /// A C `Py_ssize_t` argument.
    pub fn ssize_argument(&mut self, r: Ref) -> Res<i64> {
        match self.index_value(r)? {
            Some(value) => Ok(value),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// A C `int` argument.
    pub fn int_argument(&mut self, r: Ref) -> Res<i64> {
        match self.index_value(r)? {
            Some(value) if i32::try_from(value).is_ok() => Ok(value),
            Some(value) => {
                let text = if value > 0 {
                    "signed integer is greater than maximum"
                } else {
                    "signed integer is less than minimum"
                };
                Err(self.overflow_error(text))
            }
            None => Err(self.overflow_error("Python int too large to convert to C int")),
        }
    }

    /// A flag that Argument Clinic took for a C `int` up to 3.12, and takes by its truth since; not given it is off.
    pub fn flag_argument(&mut self, r: Option<Ref>) -> Res<bool> {
        match r {
            None => Ok(false),
            Some(r) if self.version.minor() >= 13 => self.truth(r),
            Some(r) => Ok(self.int_argument(r)? != 0),
        }
    }

    /// The text of an argument that must be a str.
    pub fn str_argument(&mut self, r: Ref, function: &str, place: &str) -> Res<String> {
        if self.heap.info_of(r).has(flags::UNICODE_SUBCLASS) {
            return Ok(self.heap.text(r));
        }
        let kind = self.argument_type(r);
        Err(self.type_error(&format!(
            "{function}() argument {place} must be str, not {kind}"
        )))
    }

    /// The name of an argument's type, as Argument Clinic's messages have it: None is `None`.
    pub fn argument_type(&self, r: Ref) -> String {
        if r == self.heap.known.none {
            "None".to_owned()
        } else {
            self.type_name(r).to_string()
        }
    }

    /// Binds a Rust text in a module's dict.
    pub fn module_text(&mut self, dict: Ref, name: &str, value: &str) {
        let value = self.heap.intern_str(value);
        self.module_value(dict, name, value);
    }

    /// Binds an int in a module's dict.
    pub fn module_int(&mut self, dict: Ref, name: &str, value: i64) {
        let value = self.heap.int(value);
        self.module_value(dict, name, value);
    }

    /// A tuple of these, whose counts are given away.
    pub fn tuple_owned(&mut self, items: Vec<Owned>) -> Owned {
        let refs: Vec<Ref> = items.into_iter().map(Owned::into_ref).collect();
        self.heap.tuple_from(&refs)
    }

    /// A list of these, whose counts are given away.
    pub fn list_owned(&mut self, items: Vec<Owned>) -> Owned {
        let refs: Vec<Ref> = items.into_iter().map(Owned::into_ref).collect();
        self.heap.list_from(&refs)
    }

    /// What an attribute is, by a name that is only now made.
    pub fn attribute(&mut self, r: Ref, name: &str) -> Res<Owned> {
        let name = self.heap.intern_str(name);
        self.get_attribute(r, name.get())
    }

    /// Calls a method by its name.
    pub fn call_named(&mut self, r: Ref, name: &str, args: &[Ref]) -> Res<Owned> {
        let name = self.heap.intern_str(name);
        self.call_attribute(r, name.get(), args)
    }

    /// Calls a method by its name for what it does.
    pub fn do_named(&mut self, r: Ref, name: &str, args: &[Ref]) -> Res<()> {
        let done = self.call_named(r, name, args)?;
        self.release(done);
        Ok(())
    }

    /// The exception on its way, handed on.
    pub fn same_raised(&self) -> Raised {
        Raised
    }
}
