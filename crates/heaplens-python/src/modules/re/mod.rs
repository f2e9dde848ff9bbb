//! `_sre`: regular expressions by a backtracking matcher of our own. Compiled programs lie beside the heap, found by
//! the number in their Pattern; what takes too many steps ends the run honestly.

mod groups;
mod matcher;
mod objects;
mod parse;
mod pattern;
mod template;

use std::collections::BTreeMap;
use std::rc::Rc;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::Layout;
use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_sre",
    functions: &[&[Def::method("compile", Arity::Range(2, 2), compile)]],
    classes: &[
        NativeClass::record(
            "re.Pattern",
            BuiltinType::RePattern,
            &["pattern", "groupindex", "flags"],
            &[pattern::METHODS],
        ),
        NativeClass::record(
            "re.Match",
            BuiltinType::ReMatch,
            &["string", "pattern"],
            &[objects::METHODS],
        )
        .layout(Layout::Holding { refs: 2, blocks: 1 }),
    ],
    fill: |_, _| Ok(()),
};

/// A compiled expression with what its objects say of it.
#[derive(Debug)]
pub struct Compiled {
    program: matcher::Program,
    names: BTreeMap<String, u32>,
    flags: u32,
    is_text: bool,
}

/// All that a run has compiled, by number.
pub type Patterns = Rc<Vec<Rc<Compiled>>>;

/// Word of a Pattern that numbers its program.
const NUMBER: u32 = 2;

/// The code points of a str, or the bytes of a bytes-like object; which of the two.
fn subject(vm: &mut Vm, r: Ref) -> Res<(Vec<u32>, bool)> {
    if vm.is_str(r) {
        return Ok((vm.heap.chars(r).iter().collect(), true));
    }
    if let Some(bytes) = vm.buffer_content(r)? {
        return Ok((bytes.into_iter().map(u32::from).collect(), false));
    }
    let mut text = "expected string or bytes-like object".to_owned();
    if vm.version.minor() >= 11 {
        text.push_str(&format!(", got '{}'", vm.type_name(r)));
    }
    Err(vm.type_error(&text))
}

/// Raises `re.error`.
fn raise_error(vm: &mut Vm, text: &str, pattern: Ref, at: Option<usize>) -> Raised {
    let made = || -> Res<Owned> {
        let module = vm.import_module("re")?;
        let class = vm.attribute(module.get(), "error")?;
        let text = vm.heap.str(text);
        let at = match at {
            Some(at) => vm.heap.int(at as i64),
            None => vm.none(),
        };
        let none = vm.heap.known.none;
        let pattern = if at.get() == none { none } else { pattern };
        vm.call(class.get(), &[text.get(), pattern, at.get()])
    };
    let mut made = made;
    match made() {
        Ok(error) => vm.raise(error),
        Err(raised) => raised,
    }
}

/// `compile(pattern, flags)`: a Pattern.
fn compile(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let pattern = args.pos[0];
    let given = vm.ssize_argument(args.pos[1])? as u32;
    let (points, is_text) = subject(vm, pattern)?;
    let minor = vm.version.minor();
    let parsed = match parse::parse(&points, given, is_text, minor) {
        Ok(parsed) => parsed,
        Err(wrong) if wrong.at.is_none() && wrong.text.starts_with("cannot use") => {
            return Err(vm.value_error(&wrong.text));
        }
        Err(wrong) => return Err(raise_error(vm, &wrong.text, pattern, wrong.at)),
    };
    let program = match matcher::compile(&parsed.node, parsed.groups, is_text) {
        Ok(program) => program,
        Err(matcher::Refusal::Wrong(text)) => return Err(raise_error(vm, text, pattern, None)),
        Err(matcher::Refusal::TooLarge) => {
            return Err(vm.unsupported("a regular expression of this size"));
        }
    };
    let names = vm.heap.dict();
    let mut by_number: Vec<(&String, &u32)> = parsed.names.iter().collect();
    by_number.sort_by_key(|(_, number)| **number);
    for (name, number) in by_number {
        let (name, number) = (vm.heap.intern_str(name), vm.heap.int(i64::from(*number)));
        vm.dict_set(names.get(), name.get(), number.get())?;
    }
    let flags = vm.heap.int(i64::from(parsed.flags));
    let id = vm.native_class("re.Pattern");
    let made = vm.new_native(id, &[pattern, names.get(), flags.get()]);
    let number = vm.states.patterns.len() as u64;
    Rc::make_mut(&mut vm.states.patterns).push(Rc::new(Compiled {
        program,
        names: parsed.names,
        flags: parsed.flags,
        is_text,
    }));
    vm.heap.set_raw_word(made.get(), NUMBER, number);
    Ok(made)
}

fn compiled(vm: &Vm, pattern: Ref) -> Rc<Compiled> {
    let number = vm.heap.raw_word(pattern, NUMBER) as usize;
    Rc::clone(&vm.states.patterns[number])
}
