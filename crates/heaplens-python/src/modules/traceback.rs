//! `_traceback`: what our `traceback` (modules/python/traceback.py) asks the machine: the printer's lines, the places of
//! instructions, lines of source. CPython has no such module.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::report::{self, Frame, Options, ReportRules, Span};
use crate::text::PyText;
use crate::vm::exceptions::{Exc, tb_field};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_traceback",
    functions: &[FUNCTIONS],
    classes: &[],
    fill: |_, _| Ok(()),
};

const FUNCTIONS: &[Def] = &[
    Def::method("entries", Arity::One, entries),
    Def::method("positions", Arity::One, positions),
    Def::method("source_line", Arity::Range(2, 2), source_line),
    Def::method("only", Arity::One, only),
    Def::method("whole", Arity::One, whole),
];

fn list_of(vm: &mut Vm, texts: &[PyText]) -> Owned {
    let items: Vec<Ref> = texts
        .iter()
        .map(|text| vm.new_text(text).into_ref())
        .collect();
    vm.heap.list_from(&items)
}

fn number(vm: &Vm, r: Ref) -> Option<u32> {
    if !vm.is_int(r) {
        return None;
    }
    u32::try_from(vm.small_value(r)?).ok()
}

/// The text of each of a list of entries: file, line, function, last line, columns (or None).
fn entries(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut frames = Vec::new();
    for item in vm.heap.list_items(args.this()) {
        let parts = vm.heap.tuple_items(item);
        let [file, line, name, end_line, column, end_column] = parts[..] else {
            return Err(vm.value_error("an entry has six parts"));
        };
        let lineno = number(vm, line).unwrap_or(0);
        let span = match (
            number(vm, end_line),
            number(vm, column),
            number(vm, end_column),
        ) {
            (Some(end_lineno), Some(column), Some(end_column)) => Some(Span {
                lineno,
                end_lineno,
                column,
                end_column,
            }),
            _ => None,
        };
        frames.push(Frame {
            filename: vm.py_text(file),
            lineno,
            name: vm.py_text(name),
            span,
        });
    }
    let rules = ReportRules::of(vm.version);
    let texts = report::entries(&frames, &vm.files(), rules, Options::default());
    Ok(list_of(vm, &texts))
}

/// Last line, first and last column of the instruction that an entry of a traceback stands at; None where unknown.
fn positions(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let entry = args.this();
    if vm.heap.type_of(entry) != TypeId::TRACEBACK {
        return Err(vm.type_error("a traceback is wanted"));
    }
    let code = vm.frame_code(vm.heap.field(entry, tb_field::FRAME));
    let at = vm.heap.raw_half(entry, tb_field::LASTI);
    let position = code.body.positions.get(at as usize).copied();
    let known = position.and_then(|position| {
        let (column, end_column) = position.columns()?;
        Some([position.end_line, column, end_column])
    });
    let parts: Vec<Ref> = match known {
        Some(parts) if vm.version.minor() >= 11 => parts
            .iter()
            .map(|&part| vm.heap.int(i64::from(part)).into_ref())
            .collect(),
        _ => (0..3).map(|_| vm.none().into_ref()).collect(),
    };
    Ok(vm.heap.tuple_from(&parts))
}

/// A line of a file as it stands there; empty where it is not known.
fn source_line(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let file = vm.heap.text(args.pos[0]);
    let at = number(vm, args.pos[1]).unwrap_or(0) as usize;
    let found = vm
        .sources
        .get(file.as_str())
        .and_then(|source| source.split('\n').nth(at.checked_sub(1)?));
    let line = found.map_or(String::new(), |line| format!("{line}\n"));
    Ok(vm.heap.str(&line))
}

fn exception(vm: &mut Vm, r: Ref) -> Res<()> {
    if !vm.is_a(r, vm.exc.id(Exc::BaseException)) {
        return Err(vm.type_error("an exception is wanted"));
    }
    Ok(())
}

/// The lines below the traceback: class, message, notes.
fn only(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    exception(vm, args.this())?;
    let mut gathered = vm.gather(args.this());
    let top = &mut gathered.exceptions[gathered.top.0];
    (top.traceback, top.cause, top.context) = (None, None, None);
    let is_group = top.members.take().is_some();
    debug_assert!(!is_group || vm.version.minor() >= 11);
    let text = vm.print_gathered(&gathered);
    let lines: Vec<PyText> = text.split_inclusive('\n').map(PyText::from).collect();
    Ok(list_of(vm, &lines))
}

/// The whole report, with what the exception came from.
fn whole(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    exception(vm, args.this())?;
    let report = vm.exception_report(args.this());
    Ok(vm.heap.str(&report))
}
