//! Python functions: making them, and giving a call its frame.

use std::rc::Rc;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::code::co_flags;
use crate::opcode::make_function;
use crate::vm::exceptions::Exc;
use crate::vm::frame::{Frame, FrameKind, Slot};
use crate::vm::load::{Code, code_field};
use crate::vm::{Res, Vm};

/// A function's references, by field.
#[expect(missing_docs, reason = "each is the attribute of that name")]
pub mod field {
    pub const GLOBALS: u32 = 0;
    pub const BUILTINS: u32 = 1;
    pub const NAME: u32 = 2;
    pub const QUALNAME: u32 = 3;
    pub const CODE: u32 = 4;
    pub const DEFAULTS: u32 = 5;
    pub const KWDEFAULTS: u32 = 6;
    pub const CLOSURE: u32 = 7;
    pub const DOC: u32 = 8;
    pub const MODULE: u32 = 9;
    pub const ANNOTATIONS: u32 = 10;
    pub const DICT: u32 = 11;
    pub const ANNOTATE: u32 = 12;
    pub const TYPE_PARAMS: u32 = 13;
}

impl Vm {
    /// `MAKE_FUNCTION`: pops the code and what belongs to it, pushes the function.
    pub fn make_function(&mut self, bits: u32) {
        let code_object = self.pop_owned();
        let mut take = |bit: u32| (bits & bit != 0).then(|| self.pop_owned());
        let closure = take(make_function::CLOSURE);
        let annotate = take(make_function::ANNOTATE);
        let annotations = take(make_function::ANNOTATIONS);
        let kwdefaults = take(make_function::KWDEFAULTS);
        let defaults = take(make_function::DEFAULTS);
        let globals = self.top().globals;
        let function = self.new_function(code_object.get(), globals).into_ref();
        for (at, value) in [
            (field::DEFAULTS, defaults),
            (field::KWDEFAULTS, kwdefaults),
            (field::CLOSURE, closure),
            (field::ANNOTATIONS, annotations),
            (field::ANNOTATE, annotate),
        ] {
            self.heap
                .set_field(function, at, value.map_or(Ref::NULL, Owned::into_ref));
        }
        self.release(code_object);
        self.stack.push(Slot::counted(function));
    }

    /// A function of this code with these globals, without defaults and closure (`PyFunction_New`).
    pub fn new_function(&mut self, code_object: Ref, globals: Ref) -> Owned {
        let code = self.code_of(code_object);
        let builtins = self.globals_builtins(globals);
        let basic = u64::from(self.heap.info(TypeId::FUNCTION).basicsize);
        let function = self.heap.new_instance_block(TypeId::FUNCTION, basic, 9);
        let name = self.heap.field(code_object, code_field::NAME);
        let qualname = self.heap.field(code_object, code_field::QUALNAME);
        let doc = match code.body.docstring {
            Some(id) => {
                let at = code.body.consts.iter().position(|&other| other == id);
                at.map_or(self.heap.known.none, |at| code.consts[at])
            }
            None => self.heap.known.none,
        };
        let module_name = self.names.name;
        let module = self
            .heap
            .dict_get_str(globals, module_name)
            .unwrap_or(self.heap.known.none);
        for (at, value) in [
            (field::GLOBALS, globals),
            (field::NAME, name),
            (field::QUALNAME, qualname),
            (field::DOC, doc),
            (field::MODULE, module),
            (field::CODE, code_object),
        ] {
            self.heap.incref(value);
            self.heap.set_field(function, at, value);
        }
        if self.version.minor() >= 10 {
            self.heap.incref(builtins);
            self.heap.set_field(function, field::BUILTINS, builtins);
        }
        self.heap.track(function);
        Owned::adopt(function)
    }

    /// Pushes a frame for the Python function whose call begins at `start`.
    pub fn push_function_frame(&mut self, start: usize, names: Ref, kind: FrameKind) -> Res<()> {
        self.check_depth()?;
        let function = self.stack[start].get();
        let mut first = if self.stack[start + 1].is_null() {
            start + 2
        } else {
            start + 1
        };
        // A call from C lends its arguments, and has its own hold on them.
        if self.keeps_arguments() && kind != FrameKind::Entry {
            // Up to 3.10 the caller's stack holds the arguments too: the frame gets copies. The instance that
            // `type.__call__` makes is lent to `__init__`.
            let from = first;
            first = self.stack.len();
            for at in from..first {
                let slot = self.stack[at];
                if kind == FrameKind::Init && at == from {
                    self.stack[at] = Slot::NULL;
                } else {
                    self.heap.incref(slot.get());
                }
                self.stack.push(Slot::counted(slot.get()));
            }
        } else {
            self.count_borrowed(first);
        }
        self.enter_function(start, function, first, names, kind)
    }

    /// `RecursionError` where one more frame would be too deep.
    pub(crate) fn check_depth(&mut self) -> Res<()> {
        if self.frames.len() >= self.states.recursion_limit.0 {
            return Err(self.raise_text(Exc::RecursionError, "maximum recursion depth exceeded"));
        }
        Ok(())
    }

    /// Pushes the frame of `function`, whose arguments lie from `first` on and become its own; what lies between
    /// `start` and them is given back when it returns.
    pub(crate) fn enter_function(
        &mut self,
        start: usize,
        function: Ref,
        first: usize,
        names: Ref,
        kind: FrameKind,
    ) -> Res<()> {
        let code = self.code_of(self.heap.field(function, field::CODE));
        let given = self.stack.len() - first;
        let body = &code.body;
        let is_simple = names.is_null()
            && body.kwonlyargcount == 0
            && body.flags & (co_flags::VARARGS | co_flags::VARKEYWORDS) == 0
            && given == body.argcount as usize;
        let slots = body.localsplus.len() as u32 + body.co_stacksize;
        let block = self.heap.take_frame(code.object, slots);
        if !is_simple && let Err(raised) = self.bind_arguments(function, &code, first, given, names)
        {
            self.heap.give_frame(code.object, block);
            return Err(raised);
        }
        let base = first as u32;
        self.stack.resize(first + body.localsplus.len(), Slot::NULL);
        let globals = self.heap.field(function, field::GLOBALS);
        let builtins = self.builtins_of(function, globals);
        self.frames.push(Frame {
            pc: 0,
            base,
            start: start as u32,
            kind,
            function,
            globals,
            builtins,
            locals: Ref::NULL,
            last_line: 0,
            object: Ref::NULL,
            generator: Ref::NULL,
            block,
            called_at: self.time,
            reraised_from: None,
            code,
        });
        Ok(())
    }

    /// Whether the caller's stack keeps the arguments during a call of a Python function (up to 3.10).
    #[inline]
    pub fn keeps_arguments(&self) -> bool {
        self.version.minor() <= 10
    }

    /// Makes the borrowed places from `first` on counted: a frame owns its locals, except that from 3.14 on it
    /// may borrow an argument from the caller that is sure to outlive it.
    fn count_borrowed(&mut self, first: usize) {
        for at in first..self.stack.len() {
            let slot = self.stack[at];
            if slot.is_borrowed() {
                // `_PyEvalFramePushAndInit` keeps borrowed arguments borrowed: the caller's frame outlives this.
                continue;
            }
        }
    }

    fn builtins_of(&mut self, function: Ref, globals: Ref) -> Ref {
        let known = self.heap.field(function, field::BUILTINS);
        if !known.is_null() {
            return known;
        }
        let _ = globals;
        self.builtins
    }

    /// Sorts the arguments that lie from `first` on into the places of the function's parameters, with defaults,
    /// `*args` and `**kwargs` (`initialize_locals`, Python/ceval.c).
    fn bind_arguments(
        &mut self,
        function: Ref,
        code: &Rc<Code>,
        first: usize,
        given: usize,
        names: Ref,
    ) -> Res<()> {
        let body = Rc::clone(&code.body);
        let argcount = body.argcount as usize;
        let kwonly = body.kwonlyargcount as usize;
        let named = if names.is_null() {
            0
        } else {
            self.heap.tuple_len(names) as usize
        };
        let positional = given - named;
        let has_varargs = body.flags & co_flags::VARARGS != 0;
        let has_varkw = body.flags & co_flags::VARKEYWORDS != 0;
        let total = argcount + kwonly + usize::from(has_varargs) + usize::from(has_varkw);
        let args: Vec<Slot> = self.stack.split_off(first);
        let mut places = vec![Slot::NULL; total];
        let mut extra: Vec<Slot> = Vec::new();
        let (plain, keyword_values) = args.split_at(positional);
        for (at, &arg) in plain.iter().enumerate() {
            if at < argcount {
                places[at] = arg;
            } else {
                extra.push(arg);
            }
        }
        // From here on every place is on the stack, so that an error gives all of it back.
        let varkw = if has_varkw {
            Some(self.heap.dict())
        } else {
            None
        };
        let mut rest: Vec<Slot> = Vec::new();
        if has_varargs {
            let items: Vec<Ref> = extra
                .drain(..)
                .map(|slot| self.owned_of(slot).into_ref())
                .collect();
            let tuple = self.heap.tuple_from(&items);
            places[argcount + kwonly] = Slot::counted(tuple.into_ref());
        } else {
            rest.append(&mut extra);
        }
        let surplus = rest.len();
        let mut problem = None;
        let parameters = argcount + kwonly;
        let mut positional_only_given = Vec::new();
        for (index, &value) in keyword_values.iter().enumerate() {
            let key = self.heap.tuple_item(names, index as u32);
            let at = (body.posonlyargcount as usize..parameters).find(|&at| {
                let name = code.locals[at];
                name == key || self.heap.str_eq(name, key)
            });
            match (at, &varkw) {
                (Some(at), _) if places[at].is_null() => places[at] = value,
                (Some(_), _) => {
                    rest.push(value);
                    if problem.is_none() {
                        problem = Some(format!(
                            "got multiple values for argument '{}'",
                            self.heap.text(key)
                        ));
                    }
                }
                (None, Some(dict)) => {
                    let value = self.owned_of(value);
                    let old = self.heap.dict_set_str(dict.get(), key, value);
                    drop(old);
                }
                (None, None) => {
                    rest.push(value);
                    let posonly = (0..body.posonlyargcount as usize)
                        .any(|at| self.heap.str_eq(code.locals[at], key));
                    if posonly {
                        positional_only_given.push(self.heap.text(key));
                    } else if problem.is_none() {
                        problem = Some(self.unexpected_keyword(key));
                    }
                }
            }
        }
        if let Some(dict) = varkw {
            places[total - 1] = Slot::counted(dict.into_ref());
        }
        self.stack.extend(places);
        self.stack.extend(rest);
        if !positional_only_given.is_empty() {
            let text = format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                self.function_label(function),
                positional_only_given.join(", ")
            );
            return Err(self.type_error(&text));
        }
        if let Some(problem) = problem {
            let text = format!("{}() {problem}", self.function_label(function));
            return Err(self.type_error(&text));
        }
        if surplus > 0 {
            return Err(self.too_many_positional(function, code, positional, first));
        }
        self.fill_defaults(function, code, first, positional)
    }

    fn unexpected_keyword(&mut self, key: Ref) -> String {
        let name = self.heap.text(key);
        format!("got an unexpected keyword argument '{name}'")
    }

    /// The function's name as errors about its arguments have it: its code's up to 3.9, then its own, qualified.
    pub fn function_label(&self, function: Ref) -> String {
        let name = if self.version.minor() >= 10 {
            self.heap.field(function, field::QUALNAME)
        } else {
            let code = self.heap.field(function, field::CODE);
            self.heap.field(code, code_field::NAME)
        };
        self.heap.text(name)
    }

    fn fill_defaults(
        &mut self,
        function: Ref,
        code: &Rc<Code>,
        first: usize,
        positional: usize,
    ) -> Res<()> {
        let argcount = code.body.argcount as usize;
        let defaults = self.heap.field(function, field::DEFAULTS);
        let default_count = if defaults.is_null() {
            0
        } else {
            self.heap.tuple_len(defaults) as usize
        };
        let mut missing = Vec::new();
        for at in positional.min(argcount)..argcount {
            if !self.stack[first + at].is_null() {
                continue;
            }
            if at + default_count < argcount {
                missing.push(at);
                continue;
            }
            let value = self
                .heap
                .tuple_item(defaults, (at + default_count - argcount) as u32);
            self.heap.incref(value);
            self.stack[first + at] = Slot::counted(value);
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, code, &missing, "positional"));
        }
        let kwdefaults = self.heap.field(function, field::KWDEFAULTS);
        for at in argcount..argcount + code.body.kwonlyargcount as usize {
            if !self.stack[first + at].is_null() {
                continue;
            }
            let default = if kwdefaults.is_null() {
                None
            } else {
                self.heap.dict_get_str(kwdefaults, code.locals[at])
            };
            match default {
                Some(value) => {
                    self.heap.incref(value);
                    self.stack[first + at] = Slot::counted(value);
                }
                None => missing.push(at),
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(self.missing_arguments(function, code, &missing, "keyword-only"))
    }

    fn missing_arguments(
        &mut self,
        function: Ref,
        code: &Code,
        missing: &[usize],
        kind: &str,
    ) -> crate::vm::Raised {
        let names: Vec<String> = missing
            .iter()
            .map(|&at| format!("'{}'", self.heap.text(code.locals[at])))
            .collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [start @ .., last] => format!("{}, and {last}", start.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let text = format!(
            "{}() missing {} required {kind} argument{plural}: {list}",
            self.function_label(function),
            names.len()
        );
        self.type_error(&text)
    }

    fn too_many_positional(
        &mut self,
        function: Ref,
        code: &Code,
        given: usize,
        first: usize,
    ) -> crate::vm::Raised {
        let argcount = code.body.argcount as usize;
        let defaults = self.heap.field(function, field::DEFAULTS);
        let default_count = if defaults.is_null() {
            0
        } else {
            self.heap.tuple_len(defaults) as usize
        };
        let kwonly_given = (argcount..argcount + code.body.kwonlyargcount as usize)
            .filter(|&at| !self.stack[first + at].is_null())
            .count();
        let (takes, plural) = if default_count > 0 {
            (
                format!("from {} to {argcount}", argcount - default_count),
                true,
            )
        } else {
            (argcount.to_string(), argcount != 1)
        };
        let extra = if kwonly_given > 0 {
            format!(
                " positional argument{} (and {kwonly_given} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if kwonly_given == 1 { "" } else { "s" }
            )
        } else {
            String::new()
        };
        let text = format!(
            "{}() takes {takes} positional argument{} but {given}{extra} {} given",
            self.function_label(function),
            if plural { "s" } else { "" },
            if given == 1 && kwonly_given == 0 {
                "was"
            } else {
                "were"
            }
        );
        self.type_error(&text)
    }
}
