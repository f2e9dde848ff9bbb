//! `str`.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::text::methods::case;
use crate::text::methods::pad::{self, Side};
use crate::text::methods::predicates::{self, Is};
use crate::text::methods::search::{self, From};
use crate::text::methods::strip::{self, Ends};
use crate::text::methods::{Characters, split};
use crate::text::{PyText, TextRef, repr as text_repr};
use crate::types::object::decline;
use crate::vm::compare::holds;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `str`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__str__", 0, itself),
    Def::slot("__hash__", 0, |vm, args| {
        let hash = vm.heap.str_hash(args.this());
        Ok(vm.heap.int(hash))
    }),
    Def::slot("__len__", 0, |vm, args| {
        let length = vm.heap.str_len(args.this());
        Ok(vm.heap.int_of_size(length as i64))
    }),
    Def::slot("__iter__", 0, iter),
    Def::slot("__contains__", 1, contains),
    Def::slot("__getitem__", 1, getitem),
    Def::slot("__add__", 1, add),
    Def::slot("__mul__", 1, mul),
    Def::slot("__rmul__", 1, mul),
    Def::slot("__mod__", 1, super::str_format::percent),
    Def::slot("__rmod__", 1, |vm, args| {
        if !vm.is_str(args.pos[1]) {
            return decline(vm);
        }
        super::str_format::percent(
            vm,
            &Args {
                pos: &[args.pos[1], args.pos[0]],
                ..*args
            },
        )
    }),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
    Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
    Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
    Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
    Def::method("__format__", Arity::One, super::str_format::format_spec),
    Def::method("format", Arity::Free, super::str_format::format),
    Def::method("format_map", Arity::One, super::str_format::format_map),
    Def::method("upper", Arity::None, |vm, args| map(vm, args, case::upper)),
    Def::method("lower", Arity::None, |vm, args| map(vm, args, case::lower)),
    Def::method("swapcase", Arity::None, |vm, args| {
        map(vm, args, case::swapcase)
    }),
    Def::method("capitalize", Arity::None, |vm, args| {
        map(vm, args, case::capitalize)
    }),
    Def::method("title", Arity::None, |vm, args| map(vm, args, case::title)),
    Def::method("casefold", Arity::None, casefold),
    Def::method("strip", Arity::Range(0, 1), |vm, args| {
        stripped(vm, args, Ends::Both, "strip")
    }),
    Def::method("lstrip", Arity::Range(0, 1), |vm, args| {
        stripped(vm, args, Ends::Left, "lstrip")
    }),
    Def::method("rstrip", Arity::Range(0, 1), |vm, args| {
        stripped(vm, args, Ends::Right, "rstrip")
    }),
    Def::method("removeprefix", Arity::One, |vm, args| {
        removed(vm, args, "removeprefix", strip::remove_prefix)
    })
    .since(9),
    Def::method("removesuffix", Arity::One, |vm, args| {
        removed(vm, args, "removesuffix", strip::remove_suffix)
    })
    .since(9),
    Def::method("split", Arity::Free, |vm, args| {
        split_by(vm, args, From::Left)
    }),
    Def::method("rsplit", Arity::Free, |vm, args| {
        split_by(vm, args, From::Right)
    }),
    Def::method("splitlines", Arity::Free, splitlines),
    Def::method("partition", Arity::One, |vm, args| {
        partition(vm, args, From::Left)
    }),
    Def::method("rpartition", Arity::One, |vm, args| {
        partition(vm, args, From::Right)
    }),
    Def::method("join", Arity::One, join),
    Def::method("find", Arity::Range(1, 3), |vm, args| {
        found(vm, args, From::Left, false)
    }),
    Def::method("rfind", Arity::Range(1, 3), |vm, args| {
        found(vm, args, From::Right, false)
    }),
    Def::method("index", Arity::Range(1, 3), |vm, args| {
        found(vm, args, From::Left, true)
    }),
    Def::method("rindex", Arity::Range(1, 3), |vm, args| {
        found(vm, args, From::Right, true)
    }),
    Def::method("count", Arity::Range(1, 3), count),
    Def::method("startswith", Arity::Range(1, 3), |vm, args| {
        tail(vm, args, "startswith", search::starts_with)
    }),
    Def::method("endswith", Arity::Range(1, 3), |vm, args| {
        tail(vm, args, "endswith", search::ends_with)
    }),
    Def::method("replace", Arity::Free, replace),
    Def::method("center", Arity::Range(1, 2), |vm, args| {
        justify(vm, args, Side::Center, "center")
    }),
    Def::method("ljust", Arity::Range(1, 2), |vm, args| {
        justify(vm, args, Side::Left, "ljust")
    }),
    Def::method("rjust", Arity::Range(1, 2), |vm, args| {
        justify(vm, args, Side::Right, "rjust")
    }),
    Def::method("encode", Arity::Free, |vm, args| {
        let [encoding, errors] = args.bind(vm, "encode", 1, ["encoding", "errors"], 0)?;
        let encoding = vm.coding_name(encoding, "encode", "'encoding'")?;
        let errors = vm.coding_name(errors, "encode", "'errors'")?;
        vm.encode_text(
            args.this(),
            encoding.as_deref().unwrap_or("utf-8"),
            errors.as_deref(),
        )
    }),
    Def::method("translate", Arity::One, super::str_translate::translate),
    Def::fixed(
        "maketrans",
        Arity::Range(1, 3),
        super::str_translate::maketrans,
    ),
    Def::method("__getnewargs__", Arity::None, |vm, args| {
        let text = vm.py_text(args.this());
        let copy = vm.new_text(&text);
        Ok(vm.heap.tuple_from(&[copy.into_ref()]))
    }),
    Def::method("zfill", Arity::One, zfill),
    Def::method("expandtabs", Arity::Free, expandtabs),
    Def::method("isalpha", Arity::None, |vm, args| is(vm, args, Is::Alpha)),
    Def::method("isalnum", Arity::None, |vm, args| is(vm, args, Is::Alnum)),
    Def::method("isascii", Arity::None, |vm, args| is(vm, args, Is::Ascii)),
    Def::method("isdecimal", Arity::None, |vm, args| {
        is(vm, args, Is::Decimal)
    }),
    Def::method("isdigit", Arity::None, |vm, args| is(vm, args, Is::Digit)),
    Def::method("isidentifier", Arity::None, |vm, args| {
        is(vm, args, Is::Identifier)
    }),
    Def::method("islower", Arity::None, |vm, args| is(vm, args, Is::Lower)),
    Def::method("isnumeric", Arity::None, |vm, args| {
        is(vm, args, Is::Numeric)
    }),
    Def::method("isprintable", Arity::None, |vm, args| {
        is(vm, args, Is::Printable)
    }),
    Def::method("isspace", Arity::None, |vm, args| is(vm, args, Is::Space)),
    Def::method("istitle", Arity::None, |vm, args| is(vm, args, Is::Title)),
    Def::method("isupper", Arity::None, |vm, args| is(vm, args, Is::Upper)),
];

fn characters(vm: &Vm) -> Characters {
    Characters::Unicode(vm.text_rules().unicode)
}

fn itself(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    unchanged(vm, args.this())
}

/// The str itself, or one of exactly that type with its content.
fn unchanged(vm: &mut Vm, r: Ref) -> Res<Owned> {
    if vm.heap.type_of(r) == TypeId::STR {
        return Ok(vm.heap.own(r));
    }
    let text = vm.py_text(r);
    Ok(vm.new_text(&text))
}

/// Fails unless `r` is a str; `place` is `replace() argument 1`.
fn want_str(vm: &mut Vm, r: Ref, place: &str) -> Res<()> {
    if vm.is_str(r) {
        return Ok(());
    }
    let text = format!("{place} must be str, not {}", vm.argument_type(r));
    Err(vm.type_error(&text))
}

/// Fails unless `r`, which is looked for, is a str (`ensure_unicode` of Objects/unicodeobject.c).
fn want_part(vm: &mut Vm, r: Ref) -> Res<()> {
    if vm.is_str(r) {
        return Ok(());
    }
    let text = format!("must be str, not {}", vm.type_name(r));
    Err(vm.type_error(&text))
}

/// The bounds of a search by `function` for argument 1, which must be a str: from 3.13 on that is seen first.
fn search_bounds(vm: &mut Vm, args: &Args<'_>, function: &str) -> Res<(i64, i64)> {
    if vm.version.minor() >= 13 {
        want_str(vm, args.pos[1], &format!("{function}() argument 1"))?;
        return bounds(vm, args);
    }
    let bounds = bounds(vm, args)?;
    want_part(vm, args.pos[1])?;
    Ok(bounds)
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let [object, encoding, errors] =
        args.bind(vm, "str", 1, ["object", "encoding", "errors"], 0)?;
    let made = match object {
        None => vm.heap.str(""),
        Some(_) if encoding.is_some() || errors.is_some() => {
            return decoded(vm, id, object.unwrap_or_default(), encoding, errors);
        }
        Some(object) => vm.str_of(object)?,
    };
    of_class(vm, id, made)
}

/// `str(bytes, encoding, errors)` (`PyUnicode_FromEncodedObject`).
fn decoded(
    vm: &mut Vm,
    id: TypeId,
    object: Ref,
    encoding: Option<Ref>,
    errors: Option<Ref>,
) -> Res<Owned> {
    let encoding = vm.coding_name(encoding, "str", "'encoding'")?;
    let errors = vm.coding_name(errors, "str", "'errors'")?;
    if vm.is_str(object) {
        return Err(vm.type_error("decoding str is not supported"));
    }
    let Some(content) = vm.buffer_content(object)? else {
        let text = format!(
            "decoding to str: need a bytes-like object, {} found",
            vm.type_name(object)
        );
        return Err(vm.type_error(&text));
    };
    let made = vm.decode_bytes(
        &content,
        encoding.as_deref().unwrap_or("utf-8"),
        errors.as_deref(),
    )?;
    of_class(vm, id, made)
}

fn of_class(vm: &mut Vm, id: TypeId, made: Owned) -> Res<Owned> {
    if id == TypeId::STR {
        return Ok(made);
    }
    let text = vm.py_text(made.get());
    let object = match &text {
        PyText::Ucs1(units) => vm.heap.str_from_raw(id, units, 1, units.is_ascii()),
        PyText::Ucs2(units) => vm
            .heap
            .str_from_raw(id, bytemuck::cast_slice(units), 2, false),
        PyText::Ucs4(units) => vm
            .heap
            .str_from_raw(id, bytemuck::cast_slice(units), 4, false),
    };
    if vm.heap.info(id).has(heaplens_heap::types::flags::HAVE_GC) {
        vm.heap.track(object.get());
    }
    Ok(object)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let text = text_repr::repr(vm.text_ref(args.this()), vm.text_rules().unicode);
    Ok(vm.new_text(&text))
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.is_str(a) || !vm.is_str(b) {
        return decline(vm);
    }
    let value = match op {
        Comparison::Eq => vm.heap.str_eq(a, b),
        Comparison::Ne => !vm.heap.str_eq(a, b),
        _ => holds(op, vm.heap.chars(a).iter().cmp(vm.heap.chars(b).iter())),
    };
    Ok(vm.heap.bool(value))
}

fn iter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let is_ascii = vm.heap.chars(args.this()).ascii().is_some();
    let id = if is_ascii && vm.version.minor() >= 11 {
        TypeId::STR_ASCII_ITERATOR
    } else {
        TypeId::STR_ITERATOR
    };
    Ok(vm.new_iterator(id, args.this(), 0))
}

fn contains(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !vm.is_str(args.pos[1]) {
        let text = format!(
            "'in <string>' requires string as left operand, not {}",
            vm.type_name(args.pos[1])
        );
        return Err(vm.type_error(&text));
    }
    let value = search::contains(vm.text_ref(args.pos[0]), vm.text_ref(args.pos[1]));
    Ok(vm.heap.bool(value))
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, index) = (args.pos[0], args.pos[1]);
    let length = vm.heap.str_len(r);
    if vm.heap.type_of(index) == TypeId::SLICE {
        let picked = vm.slice_parts(index)?.adjust(length as i64);
        let (start, step, count) = (picked.start, picked.step, i64::from(picked.count));
        if step == 1 {
            return if start == 0 && count == length as i64 {
                unchanged(vm, r)
            } else {
                Ok(vm
                    .heap
                    .str_slice(r, start as usize, (start + count) as usize))
            };
        }
        let text: PyText = (0..count)
            .map(|at| vm.heap.chars(r).at((start + at * step) as usize))
            .collect();
        return Ok(vm.new_text(&text));
    }
    let index_name = vm.names.index;
    if !vm.is_int(index) && vm.lookup_special(index, index_name).is_none() {
        let text = if vm.version.minor() >= 11 {
            format!(
                "string indices must be integers, not '{}'",
                vm.type_name(index)
            )
        } else {
            "string indices must be integers".to_owned()
        };
        return Err(vm.type_error(&text));
    }
    let Some(at) = vm.index_value(index)? else {
        let text = format!(
            "cannot fit '{}' into an index-sized integer",
            vm.type_name(index)
        );
        return Err(vm.index_error(&text));
    };
    let at = Some(if at < 0 { at + length as i64 } else { at });
    match at {
        Some(at) if at >= 0 && at < length as i64 => {
            Ok(vm.heap.str_slice(r, at as usize, at as usize + 1))
        }
        _ => Err(vm.index_error("string index out of range")),
    }
}

fn add(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.is_str(b) {
        let text = format!(
            "can only concatenate str (not \"{}\") to str",
            vm.type_name(b)
        );
        return Err(vm.type_error(&text));
    }
    if vm.heap.str_len(a) == 0 {
        return unchanged(vm, b);
    }
    if vm.heap.str_len(b) == 0 {
        return unchanged(vm, a);
    }
    let mut text = vm.py_text(a);
    text.push_text(vm.text_ref(b));
    Ok(vm.new_text(&text))
}

fn mul(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, times) = (args.pos[0], args.pos[1]);
    let index = vm.names.index;
    if !vm.is_int(times) && vm.lookup_special(times, index).is_none() {
        let text = format!(
            "can't multiply sequence by non-int of type '{}'",
            vm.type_name(times)
        );
        return Err(vm.type_error(&text));
    }
    let Some(times) = vm.index_value(times)? else {
        let text = "cannot fit 'int' into an index-sized integer";
        return Err(vm.overflow_error(text));
    };
    if times == 1 {
        return unchanged(vm, r);
    }
    let text = pad::repeat(vm.text_ref(r), times.max(0) as usize);
    let text = vm.pure(text)?;
    Ok(vm.new_text(&text))
}

fn map(vm: &mut Vm, args: &Args<'_>, op: fn(TextRef<'_>, Characters) -> PyText) -> Res<Owned> {
    let text = op(vm.text_ref(args.this()), characters(vm));
    Ok(vm.new_text(&text))
}

fn casefold(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let text = case::casefold(vm.text_ref(args.this()), vm.text_rules().unicode);
    Ok(vm.new_text(&text))
}

fn part(vm: &mut Vm, r: Ref, range: std::ops::Range<usize>) -> Owned {
    vm.heap.str_slice(r, range.start, range.end)
}

fn stripped(vm: &mut Vm, args: &Args<'_>, ends: Ends, name: &str) -> Res<Owned> {
    let r = args.this();
    let range = match args.get(1).filter(|&chars| chars != vm.heap.known.none) {
        None => strip::strip_spaces(vm.text_ref(r), ends, characters(vm)),
        Some(chars) => {
            if !vm.is_str(chars) {
                let text = format!("{name} arg must be None or str");
                return Err(vm.type_error(&text));
            }
            strip::strip(vm.text_ref(r), vm.text_ref(chars), ends)
        }
    };
    Ok(part(vm, r, range))
}

type Cut = fn(TextRef<'_>, TextRef<'_>) -> std::ops::Range<usize>;

fn removed(vm: &mut Vm, args: &Args<'_>, name: &str, cut: Cut) -> Res<Owned> {
    want_str(vm, args.pos[1], &format!("{name}() argument"))?;
    let range = cut(vm.text_ref(args.pos[0]), vm.text_ref(args.pos[1]));
    Ok(part(vm, args.pos[0], range))
}

/// How many items the list of a split at most `most` times has room for from the start (`PREALLOC_SIZE` of
/// Objects/stringlib/split.h).
pub fn split_room(most: i64) -> u32 {
    u32::try_from(most).map_or(12, |most| most.saturating_add(1).min(12))
}

fn list_of(vm: &mut Vm, r: Ref, ranges: Vec<std::ops::Range<usize>>, room: u32) -> Owned {
    let list = Owned::adopt(vm.heap.new_list(TypeId::LIST));
    if room > 0 {
        vm.heap.list_reallocate(list.get(), room);
    }
    for range in ranges {
        let item = part(vm, r, range);
        vm.heap.list_append(list.get(), item.into_ref());
    }
    list
}

fn split_by(vm: &mut Vm, args: &Args<'_>, from: From) -> Res<Owned> {
    let name = if from == From::Left {
        "split"
    } else {
        "rsplit"
    };
    let [separator, most] = args.bind(vm, name, 1, ["sep", "maxsplit"], 0)?;
    let most = match most {
        Some(most) => vm.index_value(most)?.unwrap_or(i64::MAX),
        None => -1,
    };
    let r = args.this();
    let separator = separator.filter(|&r| r != vm.heap.known.none);
    // From 3.12 on by how many parts there can be (`split` of Objects/unicodeobject.c).
    let mut room = if most < 0 && vm.version.minor() >= 12 {
        let length = vm.text_ref(r).len() as i64;
        split_room(match separator.filter(|&r| vm.is_str(r)) {
            None => (length - 1) / 2 + 1,
            Some(separator) => length / (vm.text_ref(separator).len() as i64).max(1) + 1,
        })
    } else {
        split_room(most)
    };
    let ranges = match separator {
        None => split::split_spaces(vm.text_ref(r), most, from, characters(vm)),
        Some(separator) => {
            if !vm.is_str(separator) {
                let text = format!("must be str or None, not {}", vm.type_name(separator));
                return Err(vm.type_error(&text));
            }
            let (text, separator) = (vm.text_ref(r), vm.text_ref(separator));
            if separator.len() > text.len() || separator.width() > text.width() {
                room = 1;
            }
            let ranges = split::split_at(text, separator, most, from);
            vm.pure(ranges)?
        }
    };
    Ok(list_of(vm, r, ranges, room))
}

fn splitlines(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [keepends] = args.bind(vm, "splitlines", 1, ["keepends"], 0)?;
    let keeps = vm.flag_argument(keepends)?;
    let ranges = split::split_lines(vm.text_ref(args.this()), keeps, characters(vm));
    Ok(list_of(vm, args.this(), ranges, 0))
}

fn partition(vm: &mut Vm, args: &Args<'_>, from: From) -> Res<Owned> {
    let (r, separator) = (args.pos[0], args.pos[1]);
    want_part(vm, separator)?;
    let at = split::partition(vm.text_ref(r), vm.text_ref(separator), from);
    let length = vm.heap.str_len(r);
    let items = match vm.pure(at)? {
        Some(at) => {
            let end = at + vm.heap.str_len(separator);
            let before = part(vm, r, 0..at);
            let middle = vm.heap.own(separator);
            let after = part(vm, r, end..length);
            [before, middle, after]
        }
        None => {
            let (whole, a, b) = (vm.heap.own(r), vm.heap.str(""), vm.heap.str(""));
            if from == From::Left {
                [whole, a, b]
            } else {
                [a, b, whole]
            }
        }
    };
    let items = items.map(Owned::into_ref);
    Ok(vm.heap.tuple_from(&items))
}

fn join(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let separator = args.pos[0];
    let items = match vm.collect_items(args.pos[1]) {
        Ok(items) => items,
        Err(raised) => {
            let iter = vm.names.iter;
            if vm.raised_is(crate::vm::exceptions::Exc::TypeError)
                && vm.lookup_special(args.pos[1], iter).is_none()
            {
                vm.catch(crate::vm::exceptions::Exc::TypeError);
                return Err(vm.type_error("can only join an iterable"));
            }
            return Err(raised);
        }
    };
    let items: Vec<Owned> = items.into_iter().map(Owned::adopt).collect();
    for (at, item) in items.iter().enumerate() {
        if !vm.is_str(item.get()) {
            let text = format!(
                "sequence item {at}: expected str instance, {} found",
                vm.type_name(item.get())
            );
            return Err(vm.type_error(&text));
        }
    }
    if let [one] = items.as_slice()
        && vm.heap.type_of(one.get()) == TypeId::STR
    {
        return Ok(vm.heap.own(one.get()));
    }
    let mut text = PyText::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push_text(vm.text_ref(separator));
        }
        text.push_text(vm.text_ref(item.get()));
    }
    Ok(vm.new_text(&text))
}

/// The bounds of a search: arguments 2 and 3, where they are given.
pub fn bounds(vm: &mut Vm, args: &Args<'_>) -> Res<(i64, i64)> {
    let mut values = [0, i64::MAX];
    for (at, value) in values.iter_mut().enumerate() {
        let Some(r) = args.get(at + 2).filter(|&r| r != vm.heap.known.none) else {
            continue;
        };
        let index = vm.names.index;
        if !vm.is_int(r) && vm.lookup_special(r, index).is_none() {
            return Err(
                vm.type_error("slice indices must be integers or None or have an __index__ method")
            );
        }
        let is_negative = vm.is_int(r) && vm.heap.int_big(r).sign() == num_bigint::Sign::Minus;
        *value = vm
            .index_value(r)?
            .unwrap_or(if is_negative { i64::MIN / 2 } else { i64::MAX });
    }
    Ok((values[0], values[1]))
}

fn found(vm: &mut Vm, args: &Args<'_>, from: From, must: bool) -> Res<Owned> {
    let function = match (from, must) {
        (From::Left, false) => "find",
        (From::Right, false) => "rfind",
        (From::Left, true) => "index",
        (From::Right, true) => "rindex",
    };
    let (start, end) = search_bounds(vm, args, function)?;
    match search::find(
        vm.text_ref(args.pos[0]),
        vm.text_ref(args.pos[1]),
        start,
        end,
        from,
    ) {
        Some(at) => Ok(vm.heap.int_of_size(at as i64)),
        None if must => Err(vm.value_error("substring not found")),
        None => Ok(vm.heap.int(-1)),
    }
}

fn count(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (start, end) = search_bounds(vm, args, "count")?;
    let count = search::count(
        vm.text_ref(args.pos[0]),
        vm.text_ref(args.pos[1]),
        start,
        end,
    );
    Ok(vm.heap.int_of_size(count as i64))
}

type Tail = fn(TextRef<'_>, TextRef<'_>, i64, i64) -> bool;

fn tail(vm: &mut Vm, args: &Args<'_>, name: &str, has: Tail) -> Res<Owned> {
    let (start, end) = bounds(vm, args)?;
    let parts = if vm.is_a(args.pos[1], TypeId::TUPLE) {
        vm.heap.tuple_items(args.pos[1])
    } else {
        vec![args.pos[1]]
    };
    for r in parts {
        if !vm.is_str(r) {
            let text = if r == args.pos[1] {
                format!(
                    "{name} first arg must be str or a tuple of str, not {}",
                    vm.type_name(r)
                )
            } else {
                format!(
                    "tuple for {name} must only contain str, not {}",
                    vm.type_name(r)
                )
            };
            return Err(vm.type_error(&text));
        }
        if has(vm.text_ref(args.pos[0]), vm.text_ref(r), start, end) {
            return Ok(vm.heap.bool(true));
        }
    }
    Ok(vm.heap.bool(false))
}

fn replace(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let names = if vm.version.minor() >= 13 {
        ["", "", "count"]
    } else {
        args.check_count(vm, "replace", 1, 2, 3)?;
        ["", "", ""]
    };
    let [old, new, most] = args.bind(vm, "replace", 1, names, 2)?;
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    for (at, r) in [(1, old), (2, new)] {
        want_str(vm, r, &format!("replace() argument {at}"))?;
    }
    let most = match most {
        Some(r) => vm.index_value(r)?.unwrap_or(i64::MAX),
        None => -1,
    };
    let text = search::replace(
        vm.text_ref(args.this()),
        vm.text_ref(old),
        vm.text_ref(new),
        most,
        vm.text_rules(),
    );
    match vm.pure(text)? {
        Some(text) => Ok(vm.new_text(&text)),
        None => unchanged(vm, args.this()),
    }
}

fn justify(vm: &mut Vm, args: &Args<'_>, side: Side, name: &str) -> Res<Owned> {
    let width = vm.index_value(args.pos[1])?.unwrap_or(i64::MAX);
    let fill = match args.get(2) {
        None => u32::from(b' '),
        Some(r) if vm.is_str(r) && vm.heap.str_len(r) == 1 => vm.heap.chars(r).at(0),
        Some(r) if vm.is_str(r) => {
            return Err(vm.type_error("The fill character must be exactly one character long"));
        }
        Some(r) => {
            let text = format!(
                "The fill character must be a unicode character, not {}",
                vm.type_name(r)
            );
            return Err(vm.type_error(&text));
        }
    };
    let _ = name;
    let text = pad::justify(vm.text_ref(args.this()), width, fill, side);
    match vm.pure(text)? {
        Some(text) => Ok(vm.new_text(&text)),
        None => unchanged(vm, args.this()),
    }
}

fn zfill(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let width = vm.index_value(args.pos[1])?.unwrap_or(i64::MAX);
    let text = pad::zero_fill(vm.text_ref(args.this()), width);
    match vm.pure(text)? {
        Some(text) => Ok(vm.new_text(&text)),
        None => unchanged(vm, args.this()),
    }
}

fn expandtabs(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [size] = args.bind(vm, "expandtabs", 1, ["tabsize"], 0)?;
    let size = match size {
        Some(r) => vm.index_value(r)?.unwrap_or(i64::MAX),
        None => 8,
    };
    let text = pad::expand_tabs(vm.text_ref(args.this()), size);
    match vm.pure(text)? {
        Some(text) => Ok(vm.new_text(&text)),
        None => unchanged(vm, args.this()),
    }
}

fn is(vm: &mut Vm, args: &Args<'_>, question: Is) -> Res<Owned> {
    let value = predicates::is(question, vm.text_ref(args.this()), characters(vm));
    Ok(vm.heap.bool(value))
}
