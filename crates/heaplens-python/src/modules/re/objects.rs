//! `re.Match`.

use heaplens_heap::{Owned, Ref};

use super::{compiled, subject};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, crate::modules::native_class::no_new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__getitem__", 1, |vm, args| {
        let group = group_number(vm, args.pos[0], args.pos[1])?;
        let none = vm.heap.known.none;
        part(vm, args.pos[0], group, none)
    }),
    Def::method("group", Arity::Free, group),
    Def::method("groups", Arity::Free, groups),
    Def::method("groupdict", Arity::Free, groupdict),
    Def::method("start", Arity::Range(0, 1), |vm, args| bound(vm, args, 0)),
    Def::method("end", Arity::Range(0, 1), |vm, args| bound(vm, args, 1)),
    Def::method("span", Arity::Range(0, 1), |vm, args| {
        let group = chosen(vm, args)?;
        let span = span(vm, args.this(), group);
        Ok(pair(vm, span))
    }),
    Def::method("expand", Arity::One, |vm, args| {
        let pattern = vm.heap.field(args.this(), 1);
        let pieces = super::template::parse(vm, pattern, args.pos[1])?;
        super::template::fill(vm, &pieces, args.this())
    }),
    Def::method("__copy__", Arity::None, |vm, args| {
        Ok(vm.heap.own(args.this()))
    }),
    Def::method("__deepcopy__", Arity::One, |vm, args| {
        Ok(vm.heap.own(args.this()))
    }),
    Def::getter("string", |vm, args| Ok(vm.field_or_none(args.this(), 0))),
    Def::getter("re", |vm, args| Ok(vm.field_or_none(args.this(), 1))),
    Def::getter("pos", |vm, args| {
        let value = vm.heap.raw_word(args.this(), POS);
        Ok(vm.heap.int(value as i64))
    }),
    Def::getter("endpos", |vm, args| {
        let value = vm.heap.raw_word(args.this(), ENDPOS);
        Ok(vm.heap.int(value as i64))
    }),
    Def::getter("lastindex", |vm, args| {
        let last = vm.heap.raw_word(args.this(), LAST) as i64;
        Ok(if last < 0 {
            vm.none()
        } else {
            vm.heap.int(last)
        })
    }),
    Def::getter("lastgroup", |vm, args| {
        let last = vm.heap.raw_word(args.this(), LAST) as i64;
        let pattern = vm.heap.field(args.this(), 1);
        let compiled = compiled(vm, pattern);
        let name = compiled
            .names
            .iter()
            .find(|(_, number)| i64::from(**number) == last);
        Ok(match name {
            Some((name, _)) => vm.heap.intern_str(name),
            None => vm.none(),
        })
    }),
    Def::getter("regs", |vm, args| {
        let count = vm.heap.held_bytes(args.this(), 0) / 16;
        let mut spans = Vec::new();
        for group in 0..count {
            let span = span(vm, args.this(), group);
            spans.push(pair(vm, span));
        }
        Ok(vm.tuple_owned(spans))
    }),
];

const POS: u32 = 2;
const ENDPOS: u32 = 3;
const LAST: u32 = 4;

/// A Match of a pattern with a subject.
pub fn new_match(
    vm: &mut Vm,
    pattern: Ref,
    string: Ref,
    marks: &[i64],
    bounds: (usize, usize),
    last: i64,
) -> Owned {
    let id = vm.native_class("re.Match");
    let made = vm.new_native(id, &[string, pattern]);
    let r = made.get();
    vm.heap.hold_block(r, 0, 8 * marks.len() as u32);
    for (at, &mark) in marks.iter().enumerate() {
        vm.heap.set_held_word(r, 0, at as u32, mark as u64);
    }
    vm.heap.set_raw_word(r, POS, bounds.0 as u64);
    vm.heap.set_raw_word(r, ENDPOS, bounds.1 as u64);
    vm.heap.set_raw_word(r, LAST, last as u64);
    made
}

/// Where a group matched; (-1, -1) if it didn't.
pub fn span(vm: &Vm, this: Ref, group: u32) -> (i64, i64) {
    let end = vm.heap.held_word(this, 0, 2 * group + 1) as i64;
    if end < 0 {
        return (-1, -1);
    }
    (vm.heap.held_word(this, 0, 2 * group) as i64, end)
}

fn pair(vm: &mut Vm, span: (i64, i64)) -> Owned {
    let items = vec![vm.heap.int(span.0), vm.heap.int(span.1)];
    vm.tuple_owned(items)
}

/// A part of a str or of bytes.
pub fn slice(vm: &mut Vm, string: Ref, start: usize, end: usize) -> Res<Owned> {
    if vm.is_str(string) {
        return Ok(vm.heap.str_slice(string, start, end));
    }
    let (points, _) = subject(vm, string)?;
    let bytes: Vec<u8> = points[start..end]
        .iter()
        .map(|&point| point as u8)
        .collect();
    Ok(vm.heap.bytes(&bytes))
}

/// What a group matched, or `default`.
pub fn part(vm: &mut Vm, this: Ref, group: u32, default: Ref) -> Res<Owned> {
    let (start, end) = span(vm, this, group);
    if start < 0 {
        return Ok(vm.heap.own(default));
    }
    let string = vm.heap.field(this, 0);
    slice(vm, string, start as usize, end as usize)
}

/// A group by its number or name.
fn group_number(vm: &mut Vm, this: Ref, r: Ref) -> Res<u32> {
    let count = vm.heap.held_bytes(this, 0) / 16;
    let index = vm.names.index;
    let number = if vm.lookup_special(r, index).is_some() {
        vm.index_value(r)?
            .and_then(|value| u32::try_from(value).ok())
    } else if vm.is_str(r) {
        let pattern = vm.heap.field(this, 1);
        let name = vm.heap.text(r);
        compiled(vm, pattern).names.get(&name).copied()
    } else {
        None
    };
    match number.filter(|&number| number < count) {
        Some(number) => Ok(number),
        None => Err(vm.index_error("no such group")),
    }
}

fn chosen(vm: &mut Vm, args: &Args<'_>) -> Res<u32> {
    match args.get(1) {
        Some(group) => group_number(vm, args.this(), group),
        None => Ok(0),
    }
}

fn bound(vm: &mut Vm, args: &Args<'_>, which: u32) -> Res<Owned> {
    let group = chosen(vm, args)?;
    let span = span(vm, args.this(), group);
    Ok(vm.heap.int(if which == 0 { span.0 } else { span.1 }))
}

fn group(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "group")?;
    let none = vm.heap.known.none;
    let wanted = &args.pos[1..];
    if wanted.len() <= 1 {
        let group = chosen(vm, args)?;
        return part(vm, args.this(), group, none);
    }
    let mut parts = Vec::new();
    for &r in wanted {
        let group = group_number(vm, args.this(), r)?;
        parts.push(part(vm, args.this(), group, none)?);
    }
    Ok(vm.tuple_owned(parts))
}

fn groups(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [default] = args.bind(vm, "groups", 1, ["default"], 0)?;
    let default = default.unwrap_or(vm.heap.known.none);
    let count = vm.heap.held_bytes(args.this(), 0) / 16;
    let mut parts = Vec::new();
    for group in 1..count {
        parts.push(part(vm, args.this(), group, default)?);
    }
    Ok(vm.tuple_owned(parts))
}

fn groupdict(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [default] = args.bind(vm, "groupdict", 1, ["default"], 0)?;
    let default = default.unwrap_or(vm.heap.known.none);
    let pattern = vm.heap.field(args.this(), 1);
    let names = vm.heap.field(pattern, 1);
    let result = vm.heap.dict();
    for (_, name, number) in vm.heap.dict_entries(names) {
        let number = vm.small_value(number).unwrap_or(0) as u32;
        let value = part(vm, args.this(), number, default)?;
        vm.dict_set(result.get(), name, value.get())?;
    }
    Ok(result)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let (start, end) = span(vm, this, 0);
    let none = vm.heap.known.none;
    let found = part(vm, this, 0, none)?;
    let mut text = crate::text::PyText::new();
    text.push_str(&format!("<re.Match object; span=({start}, {end}), match="));
    vm.push_repr(&mut text, found.get())?;
    text.push_str(">");
    Ok(vm.str_from_text(&text))
}
