//! Making guest objects of what the compiler gives: constants, names, code objects.

use std::rc::Rc;

use heaplens_heap::scalars::IntValue;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::code::{CodeBody, Const, ConstId, Unit, Wtf8};
use crate::opcode::Instr;
use crate::vm::Vm;

/// The code object's references, by field.
pub mod code_field {
    /// `co_consts`
    pub const CONSTS: u32 = 0;
    /// `co_names`
    pub const NAMES: u32 = 1;
    /// The names of all local variables, `co_localsplusnames`.
    pub const LOCALSPLUSNAMES: u32 = 2;
    /// `co_filename`
    pub const FILENAME: u32 = 3;
    /// `co_name`
    pub const NAME: u32 = 4;
    /// `co_qualname`
    pub const QUALNAME: u32 = 5;
    /// The number of the code in the machine's table (not a reference).
    pub const NUMBER: u32 = 6;
}

/// A code object as the machine runs it. Its references are held by the guest's code object.
#[derive(Debug)]
pub struct Code {
    /// What the compiler made.
    pub body: Rc<CodeBody>,
    /// The guest's code object.
    pub object: Ref,
    /// `co_consts`
    pub consts: Box<[Ref]>,
    /// `co_names`, interned.
    pub names: Box<[Ref]>,
    /// The names of the local variables, interned.
    pub locals: Box<[Ref]>,
    /// Per instruction: whether it begins a line.
    pub line_starts: Box<[bool]>,
    /// The number in the machine's table.
    pub number: u32,
    /// It is written in C in CPython, and so in no traceback.
    pub stands_for_c: bool,
}

impl Code {
    /// The instructions.
    #[inline]
    pub fn instrs(&self) -> &[Instr] {
        &self.body.instrs
    }

    /// The line of an instruction, or 0.
    pub fn line(&self, pc: u32) -> u32 {
        self.body
            .positions
            .get(pc as usize)
            .map_or(0, |position| position.line)
    }
}

fn is_name(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl Vm {
    /// Makes the guest's code object of a compiled unit.
    pub fn load(&mut self, unit: &Unit) -> Owned {
        let mut made: Vec<Option<Ref>> = vec![None; unit.consts.len()];
        let code = self.load_code(unit, &unit.code, &mut made);
        for r in made.into_iter().flatten() {
            self.heap.decref(r);
        }
        code
    }

    fn load_code(
        &mut self,
        unit: &Unit,
        body: &Rc<CodeBody>,
        made: &mut Vec<Option<Ref>>,
    ) -> Owned {
        // Inner code objects first, one loop for each level: the depth is that of the source's nesting, which the
        // parser limits.
        let consts: Vec<Ref> = body
            .consts
            .iter()
            .map(|&id| self.load_const(unit, id, made))
            .collect();
        let names: Vec<Ref> = body
            .names
            .iter()
            .map(|name| self.heap.intern_str(name).into_ref())
            .collect();
        let locals: Vec<Ref> = body
            .localsplus
            .iter()
            .map(|slot| self.heap.intern_str(&slot.name).into_ref())
            .collect();
        let fields = [
            self.heap.tuple_of(&consts),
            self.heap.tuple_from(&names),
            self.heap.tuple_from(&locals),
            self.heap.str(&body.filename),
            self.heap.intern_str(&body.name),
            self.heap.intern_str(&body.qualname),
        ];
        let units = u64::from(body.co_code_bytes.unwrap_or(body.instrs.len() as u32 * 2) / 2);
        let rules = &self.heap.rules.sizes.frames;
        let held = rules.code_items(units) * rules.code_unit_bytes;
        let bytes = u64::from(self.heap.info(TypeId::CODE).basicsize) + held;
        let object = self.heap.new_instance_block(TypeId::CODE, bytes, 5);
        for (field, value) in fields.into_iter().enumerate() {
            self.heap.set_field(object, field as u32, value.into_ref());
        }
        let number = self.codes.len() as u32;
        self.heap.set_raw_half(object, code_field::NUMBER, number);
        let behind = heaplens_heap::dealloc::CODE_BYTES;
        self.heap.set_raw_half(object, behind, held as u32);
        self.codes.push(Rc::new(Code {
            line_starts: line_starts(body),
            body: Rc::clone(body),
            object,
            consts: consts.into(),
            names: names.into(),
            locals: locals.into(),
            number,
            stands_for_c: crate::modules::python::stands_for_c(&body.filename),
        }));
        Owned::adopt(object)
    }

    /// The object of a constant; the table of made ones holds the count.
    fn load_const(&mut self, unit: &Unit, id: ConstId, made: &mut Vec<Option<Ref>>) -> Ref {
        if let Some(r) = made[id.0 as usize] {
            return r;
        }
        let known = std::rc::Rc::clone(&self.heap.known);
        let object = match unit.constant(id) {
            Const::None => self.heap.own(known.none),
            Const::Ellipsis => self.heap.own(known.ellipsis),
            Const::True => self.heap.own(known.true_),
            Const::False => self.heap.own(known.false_),
            Const::Int(value) => self.heap.int_from_big(value),
            Const::Float(value) => self.heap.float(*value),
            Const::Complex { re, im } => self.heap.complex_of(TypeId::COMPLEX, *re, *im),
            Const::Str(text) => {
                let is_interned = text.as_str().is_some_and(is_name);
                let object = self.str_from_wtf8(text);
                if is_interned {
                    self.heap.intern(object)
                } else {
                    object
                }
            }
            Const::Bytes(content) => self.heap.bytes(content),
            Const::Tuple(items) => {
                let items: Vec<Ref> = items
                    .iter()
                    .map(|&item| self.load_const(unit, item, made))
                    .collect();
                let tuple = self.heap.tuple_of(&items);
                if !items.is_empty() && items.iter().all(|&item| !self.heap.may_be_tracked(item)) {
                    self.heap.untrack(tuple.get());
                }
                tuple
            }
            Const::FrozenSet(items) => {
                let items: Vec<Ref> = items
                    .iter()
                    .map(|&item| self.load_const(unit, item, made))
                    .collect();
                self.frozenset_of_constants(&items)
            }
            Const::Slice { start, stop, step } => {
                let parts = [*start, *stop, *step].map(|part| self.load_const(unit, part, made));
                self.new_slice(parts[0], parts[1], parts[2])
            }
            Const::Code(body) => {
                let body = Rc::clone(body);
                self.load_code(unit, &body, made)
            }
        };
        let r = object.into_ref();
        made[id.0 as usize] = Some(r);
        r
    }

    /// A str of WTF-8 text.
    pub fn str_from_wtf8(&mut self, text: &Wtf8) -> Owned {
        match text.as_str() {
            Some(text) => self.heap.str(text),
            None => {
                let points: Vec<u32> = text.code_points().collect();
                self.heap.str_from_points(&points)
            }
        }
    }

    fn frozenset_of_constants(&mut self, items: &[Ref]) -> Owned {
        let set = self.heap.new_set(TypeId::FROZENSET);
        for &item in items {
            // Constants hash and compare without the guest's help.
            if let Ok(hash) = self.hash(item) {
                let item = self.heap.own(item);
                let _ = self.set_add_key(set, item, hash);
            }
        }
        Owned::adopt(set)
    }

    /// A slice object.
    pub fn new_slice(&mut self, start: Ref, stop: Ref, step: Ref) -> Owned {
        let bytes = u64::from(self.heap.info(TypeId::SLICE).basicsize);
        let slice = self.heap.new_instance_block(TypeId::SLICE, bytes, 2);
        for (field, part) in [start, stop, step].into_iter().enumerate() {
            self.heap.incref(part);
            self.heap.set_field(slice, field as u32, part);
        }
        self.heap.track(slice);
        Owned::adopt(slice)
    }

    /// The body of the guest's code object `r`.
    pub fn code_of(&self, r: Ref) -> Rc<Code> {
        Rc::clone(&self.codes[self.heap.raw_half(r, code_field::NUMBER) as usize])
    }

    /// The value of an int as `i64`, if it fits.
    pub fn small_value(&self, r: Ref) -> Option<i64> {
        match self.heap.int_value(r) {
            IntValue::Small(value) => Some(value),
            IntValue::Big(big) => i64::try_from(big).ok(),
        }
    }
}

fn line_starts(body: &CodeBody) -> Box<[bool]> {
    let mut last = 0;
    let mut starts: Vec<bool> = body
        .positions
        .iter()
        .map(|position| {
            let is_start = position.line != 0 && position.line != last;
            if position.line != 0 {
                last = position.line;
            }
            is_start
        })
        .collect();
    // What is jumped to may begin its line anew.
    for instr in &body.instrs {
        if let Some(target) = jump_target(*instr)
            && let Some(position) = body.positions.get(target as usize)
        {
            starts[target as usize] |= position.line != 0;
        }
    }
    for entry in &body.exceptions {
        if let Some(start) = starts.get_mut(entry.target as usize) {
            *start |= body.positions[entry.target as usize].line != 0;
        }
    }
    starts.into()
}

fn jump_target(instr: Instr) -> Option<u32> {
    use crate::opcode::Op;
    match instr.op {
        Op::Jump
        | Op::PopJumpIfFalse
        | Op::PopJumpIfTrue
        | Op::PopJumpIfNone
        | Op::PopJumpIfNotNone
        | Op::JumpIfFalseOrPop
        | Op::JumpIfTrueOrPop
        | Op::ForIter
        | Op::Send => Some(instr.arg),
        _ => None,
    }
}
