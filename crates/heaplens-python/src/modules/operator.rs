//! `_operator`: the operators as functions, and the getters (Modules/_operator.c).

mod getters;

pub(super) use getters::pairs;

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::opcode::{BinaryOperator, Comparison, Op};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_operator",
    functions: &[FUNCTIONS],
    classes: getters::CLASSES,
    fill: |_, _| Ok(()),
};

macro_rules! binary {
    ($name:literal, $op:ident) => {
        Def::method($name, Arity::Range(2, 2), |vm, args| {
            vm.binary_op(args.pos[0], args.pos[1], BinaryOperator::$op, false)
        })
    };
}
macro_rules! inplace {
    ($name:literal, $op:ident) => {
        Def::method($name, Arity::Range(2, 2), |vm, args| {
            vm.binary_op(args.pos[0], args.pos[1], BinaryOperator::$op, true)
        })
    };
}
macro_rules! compare {
    ($name:literal, $op:ident) => {
        Def::method($name, Arity::Range(2, 2), |vm, args| {
            vm.compare(args.pos[0], args.pos[1], Comparison::$op)
        })
    };
}
macro_rules! unary {
    ($name:literal, $op:ident) => {
        Def::method($name, Arity::One, |vm, args| vm.unary(args.this(), Op::$op))
    };
}

const FUNCTIONS: &[Def] = &[
    Def::method("truth", Arity::One, |vm, args| {
        let value = vm.truth(args.this())?;
        vm.bool_of(value)
    }),
    Def::method("not_", Arity::One, |vm, args| {
        let value = vm.truth(args.this())?;
        vm.bool_of(!value)
    }),
    Def::method("is_", Arity::Range(2, 2), |vm, args| {
        vm.bool_of(args.pos[0] == args.pos[1])
    }),
    Def::method("is_not", Arity::Range(2, 2), |vm, args| {
        vm.bool_of(args.pos[0] != args.pos[1])
    }),
    Def::method("is_none", Arity::One, |vm, args| {
        let value = args.this() == vm.heap.known.none;
        vm.bool_of(value)
    })
    .since(14),
    Def::method("is_not_none", Arity::One, |vm, args| {
        let value = args.this() != vm.heap.known.none;
        vm.bool_of(value)
    })
    .since(14),
    binary!("add", Add),
    binary!("sub", Subtract),
    binary!("mul", Multiply),
    binary!("matmul", MatrixMultiply),
    binary!("floordiv", FloorDivide),
    binary!("truediv", TrueDivide),
    binary!("mod", Remainder),
    binary!("lshift", Lshift),
    binary!("rshift", Rshift),
    binary!("and_", And),
    binary!("xor", Xor),
    binary!("or_", Or),
    binary!("pow", Power),
    inplace!("iadd", Add),
    inplace!("isub", Subtract),
    inplace!("imul", Multiply),
    inplace!("imatmul", MatrixMultiply),
    inplace!("ifloordiv", FloorDivide),
    inplace!("itruediv", TrueDivide),
    inplace!("imod", Remainder),
    inplace!("ilshift", Lshift),
    inplace!("irshift", Rshift),
    inplace!("iand", And),
    inplace!("ixor", Xor),
    inplace!("ior", Or),
    inplace!("ipow", Power),
    compare!("lt", Lt),
    compare!("le", Le),
    compare!("eq", Eq),
    compare!("ne", Ne),
    compare!("gt", Gt),
    compare!("ge", Ge),
    unary!("neg", UnaryNegative),
    unary!("pos", UnaryPositive),
    unary!("inv", UnaryInvert),
    unary!("invert", UnaryInvert),
    Def::method("abs", Arity::One, |vm, args| {
        let name = vm.names.abs;
        match vm.call_special(args.this(), name, &[]) {
            Some(result) => result,
            None => {
                let text = format!(
                    "bad operand type for abs(): '{}'",
                    vm.type_name(args.this())
                );
                Err(vm.type_error(&text))
            }
        }
    }),
    Def::method("index", Arity::One, |vm, args| {
        let index = vm.index_object(args.this())?;
        // An exact int from 3.10 on, for a bool too.
        if vm.version.minor() < 10 || vm.heap.type_of(index.get()) == TypeId::INT {
            return Ok(index);
        }
        let value = vm.heap.int_big(index.get());
        Ok(vm.heap.int_from_big(&value))
    }),
    Def::method("concat", Arity::Range(2, 2), |vm, args| {
        concat(vm, args, false)
    }),
    Def::method("iconcat", Arity::Range(2, 2), |vm, args| {
        concat(vm, args, true)
    }),
    Def::method("contains", Arity::Range(2, 2), |vm, args| {
        let value = vm.contains(args.pos[0], args.pos[1])?;
        vm.bool_of(value)
    }),
    Def::method("indexOf", Arity::Range(2, 2), |vm, args| {
        let at = position(vm, args.pos[0], args.pos[1], true)?;
        match at {
            Some(at) => Ok(vm.heap.int(at)),
            None => Err(vm.value_error("sequence.index(x): x not in sequence")),
        }
    }),
    Def::method("countOf", Arity::Range(2, 2), |vm, args| {
        let count = position(vm, args.pos[0], args.pos[1], false)?;
        Ok(vm.heap.int(count.unwrap_or(0)))
    }),
    Def::method("getitem", Arity::Range(2, 2), |vm, args| {
        vm.get_item(args.pos[0], args.pos[1])
    }),
    Def::method("setitem", Arity::Range(3, 3), |vm, args| {
        vm.set_item(args.pos[0], args.pos[1], args.pos[2])?;
        Ok(vm.none())
    }),
    Def::method("delitem", Arity::Range(2, 2), |vm, args| {
        vm.delete_item(args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
    Def::method("length_hint", Arity::Range(1, 2), length_hint),
    Def::method("call", Arity::Free, call).since(11),
    Def::method("_compare_digest", Arity::Range(2, 2), |vm, args| {
        vm.compare(args.pos[0], args.pos[1], Comparison::Eq)
    }),
];

fn concat(vm: &mut Vm, args: &Args<'_>, is_inplace: bool) -> Res<Owned> {
    let left = args.pos[0];
    let getitem = vm.names.getitem;
    let is_mapping = vm.heap.info_of(left).has(flags::DICT_SUBCLASS);
    if is_mapping || vm.lookup_special(left, getitem).is_none() {
        let text = format!("'{}' object can't be concatenated", vm.type_name(left));
        return Err(vm.type_error(&text));
    }
    vm.binary_op(left, args.pos[1], BinaryOperator::Add, is_inplace)
}

/// The first place of an item, or how often it is there.
fn position(vm: &mut Vm, iterable: Ref, item: Ref, is_first: bool) -> Res<Option<i64>> {
    let iter = match vm.get_iter(iterable) {
        Ok(iter) => iter,
        Err(raised) => {
            if vm.raised_is(crate::vm::exceptions::Exc::TypeError) {
                vm.catch(crate::vm::exceptions::Exc::TypeError);
                let text = format!(
                    "argument of type '{}' is not {}iterable",
                    vm.type_name(iterable),
                    if vm.version.minor() >= 14 {
                        "a container or "
                    } else {
                        ""
                    }
                );
                return Err(vm.type_error(&text));
            }
            return Err(raised);
        }
    };
    let (mut at, mut count) = (0, 0);
    while let Some(each) = vm.next(iter.get())? {
        let same = each.get() == item || vm.equal(each.get(), item)?;
        vm.release(each);
        if same {
            if is_first {
                return Ok(Some(at));
            }
            count += 1;
        }
        at += 1;
    }
    Ok((!is_first).then_some(count))
}

fn length_hint(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let default = match args.get(1) {
        Some(default) if !vm.is_int(default) => {
            let text = format!(
                "'{}' object cannot be interpreted as an integer",
                vm.type_name(default)
            );
            return Err(vm.type_error(&text));
        }
        Some(default) => vm.ssize_argument(default)?,
        None => 0,
    };
    let hint = vm.length_hint(args.pos[0], default as u64)?;
    Ok(vm.heap.int(hint as i64))
}

fn call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some((&callable, rest)) = args.pos.split_first() else {
        return Err(vm.type_error("call expected at least 1 argument, got 0"));
    };
    vm.call_with(callable, rest, args.kw)
}
