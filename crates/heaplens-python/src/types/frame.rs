//! `frame` and `traceback`. Sources: Objects/frameobject.c, Python/traceback.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::{Exc, tb_field};
use crate::vm::frames::frame_field;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `frame`.
pub const FRAME: &[Def] = &[
    Def::slot("__repr__", 0, repr),
    Def::getter("f_back", back),
    Def::getter("f_code", code),
    Def::getter("f_globals", globals),
    Def::getter("f_builtins", builtins),
    Def::getter("f_locals", locals),
    Def::getter("f_lineno", lineno),
    Def::getter("f_lasti", lasti),
    Def::getter("f_trace", trace),
    Def::setter("f_trace", set_trace),
    Def::getter("f_trace_lines", yes),
    Def::getter("f_trace_opcodes", no),
    Def::getter("f_generator", generator).since(14),
    Def::method("clear", Arity::None, clear),
];

/// Methods of `traceback`.
pub const TRACEBACK: &[Def] = &[
    Def::fixed("__new__", Arity::Free, tb_new),
    Def::getter("tb_next", tb_next),
    Def::setter("tb_next", set_tb_next),
    Def::getter("tb_frame", tb_frame),
    Def::getter("tb_lasti", tb_lasti),
    Def::getter("tb_lineno", tb_lineno),
];

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let code = vm.frame_code(r);
    let text = format!(
        "<frame at {:#x}, file '{}', line {}, code {}>",
        vm.heap.address(r),
        code.body.filename,
        vm.frame_line(r),
        code.body.name
    );
    Ok(vm.heap.str(&text))
}

fn back(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if let Some(index) = vm.frame_index(args.this()) {
        // A generator's frame is under whoever resumed it now.
        return match index {
            0 => Ok(vm.none()),
            index => {
                let back = vm.frame_object(index - 1);
                Ok(vm.heap.own(back))
            }
        };
    }
    Ok(vm.field_or_none(args.this(), frame_field::BACK))
}

fn code(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), frame_field::CODE))
}

fn globals(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), frame_field::GLOBALS))
}

fn builtins(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), frame_field::BUILTINS))
}

fn locals(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.frame_locals(args.this())
}

fn lineno(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match vm.frame_line(args.this()) {
        0 => Ok(vm.none()),
        line => Ok(vm.heap.int(i64::from(line))),
    }
}

fn lasti(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let at = match vm.frame_index(args.this()) {
        Some(index) => 2 * i64::from(vm.frames[index].last_pc()),
        None => {
            let generator = vm.frame_generator(args.this());
            if generator.is_null() {
                -1
            } else {
                vm.generator_lasti(generator)
            }
        }
    };
    Ok(vm.heap.int(at))
}

fn trace(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), frame_field::TRACE))
}

fn set_trace(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = args.get(1).unwrap_or_default();
    vm.store_field(args.this(), frame_field::TRACE, value);
    Ok(vm.none())
}

fn yes(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.bool_of(true)
}

fn no(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.bool_of(false)
}

fn generator(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let generator = match vm.frame_index(args.this()) {
        Some(index) => vm.frames[index].generator,
        None => vm.frame_generator(args.this()),
    };
    match generator.some() {
        Some(generator) => Ok(vm.heap.own(generator)),
        None => Ok(vm.none()),
    }
}

fn clear(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.frame_index(args.this()).is_some() {
        return Err(vm.raise_text(Exc::RuntimeError, "cannot clear an executing frame"));
    }
    let generator = vm.frame_generator(args.this());
    if !generator.is_null() {
        if vm.version.minor() >= 13 {
            return Err(vm.raise_text(Exc::RuntimeError, "cannot clear a suspended frame"));
        }
        let generator = vm.heap.own(generator);
        vm.finalize_generator(generator.get());
        return Ok(vm.none());
    }
    vm.clear_frame_object(args.this());
    Ok(vm.none())
}

fn tb_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [next, frame, lasti, lineno] = args.bind(
        vm,
        "traceback",
        1,
        ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"],
        4,
    )?;
    let none = vm.heap.known.none;
    let next = next.filter(|&next| next != none).unwrap_or_default();
    if !next.is_null() && vm.heap.type_of(next) != TypeId::TRACEBACK {
        let text = format!(
            "expected traceback object or None, got '{}'",
            vm.type_name(next)
        );
        return Err(vm.type_error(&text));
    }
    let frame = frame.unwrap_or_default();
    if vm.heap.type_of(frame) != TypeId::FRAME {
        let text = format!(
            "traceback() argument 'tb_frame' must be frame, not {}",
            vm.type_name(frame)
        );
        return Err(vm.type_error(&text));
    }
    let lasti = vm.index_value(lasti.unwrap_or_default())?.unwrap_or(0);
    let line = vm.index_value(lineno.unwrap_or_default())?.unwrap_or(0);
    let made = vm.new_record(TypeId::TRACEBACK, &[next, frame], 2);
    vm.heap
        .set_raw_half(made.get(), tb_field::LASTI, lasti.max(0) as u32 / 2);
    vm.heap
        .set_raw_half(made.get(), tb_field::LINENO, line as u32);
    Ok(made)
}

fn tb_next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), tb_field::NEXT))
}

fn set_tb_next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(value) = args.get(1) else {
        return Err(vm.type_error("can't delete tb_next attribute"));
    };
    if value == vm.heap.known.none {
        vm.store_field(args.this(), tb_field::NEXT, Ref::NULL);
        return Ok(vm.none());
    }
    if vm.heap.type_of(value) != TypeId::TRACEBACK {
        let text = format!("expected traceback object, got '{}'", vm.type_name(value));
        return Err(vm.type_error(&text));
    }
    let mut at = value;
    while !at.is_null() {
        if at == args.this() {
            return Err(vm.value_error("traceback loop detected"));
        }
        at = vm.heap.field(at, tb_field::NEXT);
    }
    vm.store_field(args.this(), tb_field::NEXT, value);
    Ok(vm.none())
}

fn tb_frame(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), tb_field::FRAME))
}

fn tb_lasti(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let at = vm.heap.raw_half(args.this(), tb_field::LASTI);
    Ok(vm.heap.int(2 * i64::from(at)))
}

fn tb_lineno(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let line = vm.heap.raw_half(args.this(), tb_field::LINENO);
    Ok(vm.heap.int(i64::from(line)))
}
