//! The methods that bytes and bytearray share (Objects/bytes_methods.c, Objects/stringlib/).

use std::ops::Range;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::text::methods::pad::{self, Side};
use crate::text::methods::predicates::{self, Is};
use crate::text::methods::search::{self, From};
use crate::text::methods::strip::{self, Ends};
use crate::text::methods::{Characters, case, hex, split, translate};
use crate::text::{PyText, TextRef};
use crate::types::str::{bounds, split_room};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The methods.
pub const METHODS: &[Def] = &[
    Def::method("decode", Arity::Free, decode),
    Def::method("hex", Arity::Free, |vm, args| {
        let content = vm.bytes_like(args.this())?;
        to_hex(vm, args, &content)
    }),
    Def::class("fromhex", Arity::One, from_hex),
    Def::fixed("maketrans", Arity::Range(2, 2), maketrans),
    Def::method("translate", Arity::Free, translated),
    Def::method("upper", Arity::None, |vm, args| map(vm, args, case::upper)),
    Def::method("lower", Arity::None, |vm, args| map(vm, args, case::lower)),
    Def::method("swapcase", Arity::None, |vm, args| {
        map(vm, args, case::swapcase)
    }),
    Def::method("capitalize", Arity::None, |vm, args| {
        map(vm, args, case::capitalize)
    }),
    Def::method("title", Arity::None, |vm, args| map(vm, args, case::title)),
    Def::method("strip", Arity::Range(0, 1), |vm, args| {
        stripped(vm, args, Ends::Both)
    }),
    Def::method("lstrip", Arity::Range(0, 1), |vm, args| {
        stripped(vm, args, Ends::Left)
    }),
    Def::method("rstrip", Arity::Range(0, 1), |vm, args| {
        stripped(vm, args, Ends::Right)
    }),
    Def::method("removeprefix", Arity::One, |vm, args| {
        removed(vm, args, strip::remove_prefix)
    })
    .since(9),
    Def::method("removesuffix", Arity::One, |vm, args| {
        removed(vm, args, strip::remove_suffix)
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
    Def::method("replace", Arity::Range(2, 3), replace),
    Def::method("center", Arity::Range(1, 2), |vm, args| {
        justify(vm, args, Side::Center, "center")
    }),
    Def::method("ljust", Arity::Range(1, 2), |vm, args| {
        justify(vm, args, Side::Left, "ljust")
    }),
    Def::method("rjust", Arity::Range(1, 2), |vm, args| {
        justify(vm, args, Side::Right, "rjust")
    }),
    Def::method("zfill", Arity::One, zfill),
    Def::method("expandtabs", Arity::Free, expandtabs),
    Def::method("isalpha", Arity::None, |vm, args| is(vm, args, Is::Alpha)),
    Def::method("isalnum", Arity::None, |vm, args| is(vm, args, Is::Alnum)),
    Def::method("isascii", Arity::None, |vm, args| is(vm, args, Is::Ascii)),
    Def::method("isdigit", Arity::None, |vm, args| is(vm, args, Is::Digit)),
    Def::method("islower", Arity::None, |vm, args| is(vm, args, Is::Lower)),
    Def::method("isspace", Arity::None, |vm, args| is(vm, args, Is::Space)),
    Def::method("istitle", Arity::None, |vm, args| is(vm, args, Is::Title)),
    Def::method("isupper", Arity::None, |vm, args| is(vm, args, Is::Upper)),
];

fn units(text: &PyText) -> &[u8] {
    match text {
        PyText::Ucs1(units) => units,
        _ => &[],
    }
}

/// The content of the method's object.
fn own(vm: &mut Vm, args: &Args<'_>) -> Res<Vec<u8>> {
    vm.bytes_like(args.this())
}

/// What a method gives where nothing changes: bytes themselves, a copy of a bytearray.
fn unchanged(vm: &mut Vm, r: Ref, content: &[u8]) -> Owned {
    if vm.heap.type_of(r) == TypeId::BYTES {
        vm.heap.own(r)
    } else {
        vm.bytes_as(r, content)
    }
}

fn part(vm: &mut Vm, r: Ref, content: &[u8], range: Range<usize>) -> Owned {
    if range.len() == content.len() {
        unchanged(vm, r, content)
    } else {
        vm.bytes_as(r, &content[range])
    }
}

fn decode(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [encoding, errors] = args.bind(vm, "decode", 1, ["encoding", "errors"], 0)?;
    let encoding = vm.coding_name(encoding, "decode", "'encoding'")?;
    let errors = vm.coding_name(errors, "decode", "'errors'")?;
    let content = own(vm, args)?;
    vm.decode_bytes(
        &content,
        encoding.as_deref().unwrap_or("utf-8"),
        errors.as_deref(),
    )
}

/// `hex(sep, bytes_per_sep)` of this content (`_Py_strhex_impl`, Python/pystrhex.c).
pub fn to_hex(vm: &mut Vm, args: &Args<'_>, content: &[u8]) -> Res<Owned> {
    let [separator, group] = args.bind(vm, "hex", 1, ["sep", "bytes_per_sep"], 0)?;
    let group = match group {
        Some(r) => vm.index_value(r)?.unwrap_or(0),
        None => 1,
    };
    let separator = match separator {
        None => None,
        Some(r) => {
            let points: Vec<u32> = if vm.is_str(r) {
                vm.heap.chars(r).iter().collect()
            } else if vm.is_a(r, TypeId::BYTES) {
                vm.heap.bytes_value(r).iter().map(|&b| b.into()).collect()
            } else {
                if vm.length(r)? != 1 {
                    return Err(vm.value_error("sep must be length 1."));
                }
                return Err(vm.type_error("sep must be str or bytes."));
            };
            match points[..] {
                [point] if point < 128 => Some(point as u8),
                [_] => return Err(vm.value_error("sep must be ASCII.")),
                _ => return Err(vm.value_error("sep must be length 1.")),
            }
        }
    };
    let text = hex::hex(content, separator, group);
    Ok(vm.new_text(&text))
}

fn from_hex(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (class, text) = (args.pos[0], args.pos[1]);
    let content = if vm.is_str(text) {
        let content = hex::from_hex(vm.text_ref(text), vm.text_rules());
        vm.pure(content)?
    } else if vm.version.minor() >= 14 && vm.has_buffer(text) {
        let bytes = vm.bytes_like(text)?;
        let content = hex::from_hex(TextRef::Ucs1(&bytes), vm.text_rules());
        vm.pure(content)?
    } else {
        let wanted = if vm.version.minor() >= 14 {
            "str or bytes-like"
        } else {
            "str"
        };
        let name = vm.argument_type(text);
        let text = format!("fromhex() argument must be {wanted}, not {name}");
        return Err(vm.type_error(&text));
    };
    let id = vm.heap.type_id_of(class);
    match id {
        TypeId::BYTES => Ok(vm.heap.bytes(&content)),
        TypeId::BYTEARRAY => Ok(vm.new_bytearray(id, &content)),
        _ => {
            let bytes = vm.heap.bytes(&content);
            vm.call(class, &[bytes.get()])
        }
    }
}

fn maketrans(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (from, to) = (vm.bytes_like(args.pos[0])?, vm.bytes_like(args.pos[1])?);
    let table = translate::maketrans_bytes(&from, &to);
    let table = vm.pure(table)?;
    Ok(vm.heap.bytes(&table))
}

fn translated(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [table, delete] = args.bind(vm, "translate", 1, ["", "delete"], 1)?;
    let table = match table.filter(|&r| r != vm.heap.known.none) {
        Some(r) => Some(vm.bytes_like(r)?),
        None => None,
    };
    let delete = match delete {
        Some(r) => vm.bytes_like(r)?,
        None => Vec::new(),
    };
    let content = own(vm, args)?;
    let made = translate::translate_bytes(&content, table.as_deref(), &delete);
    let made = vm.pure(made)?;
    if made == content {
        return Ok(unchanged(vm, args.this(), &content));
    }
    Ok(vm.bytes_as(args.this(), &made))
}

fn map(vm: &mut Vm, args: &Args<'_>, op: fn(TextRef<'_>, Characters) -> PyText) -> Res<Owned> {
    let content = own(vm, args)?;
    let made = op(TextRef::Ucs1(&content), Characters::Bytes);
    Ok(vm.bytes_as(args.this(), units(&made)))
}

fn stripped(vm: &mut Vm, args: &Args<'_>, ends: Ends) -> Res<Owned> {
    let content = own(vm, args)?;
    let text = TextRef::Ucs1(&content);
    let range = match args.get(1).filter(|&r| r != vm.heap.known.none) {
        None => strip::strip_spaces(text, ends, Characters::Bytes),
        Some(r) => {
            let these = vm.bytes_like(r)?;
            strip::strip(text, TextRef::Ucs1(&these), ends)
        }
    };
    Ok(part(vm, args.this(), &content, range))
}

type Cut = fn(TextRef<'_>, TextRef<'_>) -> Range<usize>;

fn removed(vm: &mut Vm, args: &Args<'_>, cut: Cut) -> Res<Owned> {
    let these = vm.bytes_like(args.pos[1])?;
    let content = own(vm, args)?;
    let range = cut(TextRef::Ucs1(&content), TextRef::Ucs1(&these));
    Ok(part(vm, args.this(), &content, range))
}

fn list_of(vm: &mut Vm, r: Ref, content: &[u8], ranges: Vec<Range<usize>>, room: u32) -> Owned {
    let list = Owned::adopt(vm.heap.new_list(TypeId::LIST));
    if room > 0 {
        vm.heap.list_reallocate(list.get(), room);
    }
    for range in ranges {
        let item = part(vm, r, content, range);
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
        Some(most) => vm.exact_count(most)?,
        None => -1,
    };
    let content = own(vm, args)?;
    let text = TextRef::Ucs1(&content);
    let ranges = match separator.filter(|&r| r != vm.heap.known.none) {
        None => split::split_spaces(text, most, from, Characters::Bytes),
        Some(separator) => {
            let separator = vm.bytes_like(separator)?;
            let ranges = split::split_at(text, TextRef::Ucs1(&separator), most, from);
            vm.pure(ranges)?
        }
    };
    Ok(list_of(vm, args.this(), &content, ranges, split_room(most)))
}

fn splitlines(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [keepends] = args.bind(vm, "splitlines", 1, ["keepends"], 0)?;
    let keeps = vm.flag_argument(keepends)?;
    let content = own(vm, args)?;
    let ranges = split::split_lines(TextRef::Ucs1(&content), keeps, Characters::Bytes);
    Ok(list_of(vm, args.this(), &content, ranges, 0))
}

fn partition(vm: &mut Vm, args: &Args<'_>, from: From) -> Res<Owned> {
    let r = args.pos[0];
    let separator = vm.bytes_like(args.pos[1])?;
    let content = own(vm, args)?;
    let at = split::partition(TextRef::Ucs1(&content), TextRef::Ucs1(&separator), from);
    let items = match vm.pure(at)? {
        Some(at) => {
            let before = vm.bytes_as(r, &content[..at]);
            let middle =
                if vm.heap.type_of(args.pos[1]) == TypeId::BYTES && vm.is_a(r, TypeId::BYTES) {
                    vm.heap.own(args.pos[1])
                } else {
                    vm.bytes_as(r, &separator)
                };
            let after = vm.bytes_as(r, &content[at + separator.len()..]);
            [before, middle, after]
        }
        None => {
            let whole = unchanged(vm, r, &content);
            let (a, b) = (vm.bytes_as(r, &[]), vm.bytes_as(r, &[]));
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
    let (iter, getitem) = (vm.names.iter, vm.names.getitem);
    let iterable = args.pos[1];
    if vm.lookup_special(iterable, iter).is_none() && vm.lookup_special(iterable, getitem).is_none()
    {
        return Err(vm.type_error("can only join an iterable"));
    }
    let items = vm.collect_items(iterable)?;
    let items: Vec<Owned> = items.into_iter().map(Owned::adopt).collect();
    if let [one] = items.as_slice()
        && vm.heap.type_of(one.get()) == TypeId::BYTES
        && vm.is_a(args.this(), TypeId::BYTES)
    {
        return Ok(vm.heap.own(one.get()));
    }
    let separator = own(vm, args)?;
    let mut content = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            content.extend_from_slice(&separator);
        }
        match vm.buffer_content(item.get())? {
            Some(bytes) => content.extend(bytes),
            None => {
                let text = format!(
                    "sequence item {at}: expected a bytes-like object, {} found",
                    vm.type_name(item.get())
                );
                return Err(vm.type_error(&text));
            }
        }
    }
    Ok(vm.bytes_as(args.this(), &content))
}

/// What is searched for: a byte's value or bytes (`parse_args_finds_byte`).
fn needle(vm: &mut Vm, r: Ref) -> Res<Vec<u8>> {
    if vm.has_buffer(r) {
        return vm.bytes_like(r);
    }
    if !vm.has_index(r) {
        let text = format!(
            "argument should be integer or bytes-like object, not '{}'",
            vm.type_name(r)
        );
        return Err(vm.type_error(&text));
    }
    Ok(vec![vm.byte_value(r, "byte must be in range(0, 256)")?])
}

fn found(vm: &mut Vm, args: &Args<'_>, from: From, must: bool) -> Res<Owned> {
    let (start, end) = bounds(vm, args)?;
    let part = needle(vm, args.pos[1])?;
    let content = own(vm, args)?;
    let at = search::find(
        TextRef::Ucs1(&content),
        TextRef::Ucs1(&part),
        start,
        end,
        from,
    );
    match at {
        Some(at) => Ok(vm.heap.int(at as i64)),
        None if must => Err(vm.value_error("subsection not found")),
        None => Ok(vm.heap.int(-1)),
    }
}

fn count(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (start, end) = bounds(vm, args)?;
    let part = needle(vm, args.pos[1])?;
    let content = own(vm, args)?;
    let count = search::count(TextRef::Ucs1(&content), TextRef::Ucs1(&part), start, end);
    Ok(vm.heap.int(count as i64))
}

type Tail = fn(TextRef<'_>, TextRef<'_>, i64, i64) -> bool;

fn tail(vm: &mut Vm, args: &Args<'_>, name: &str, has: Tail) -> Res<Owned> {
    let (start, end) = bounds(vm, args)?;
    let content = own(vm, args)?;
    let parts = if vm.is_a(args.pos[1], TypeId::TUPLE) {
        vm.heap.tuple_items(args.pos[1])
    } else {
        if !vm.has_buffer(args.pos[1]) {
            let text = format!(
                "{name} first arg must be bytes or a tuple of bytes, not {}",
                vm.type_name(args.pos[1])
            );
            return Err(vm.type_error(&text));
        }
        vec![args.pos[1]]
    };
    for r in parts {
        let part = vm.bytes_like(r)?;
        if has(TextRef::Ucs1(&content), TextRef::Ucs1(&part), start, end) {
            return Ok(vm.heap.bool(true));
        }
    }
    Ok(vm.heap.bool(false))
}

fn replace(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (old, new) = (vm.bytes_like(args.pos[1])?, vm.bytes_like(args.pos[2])?);
    let most = match args.get(3) {
        Some(r) => vm.exact_count(r)?,
        None => -1,
    };
    let content = own(vm, args)?;
    let text = search::replace(
        TextRef::Ucs1(&content),
        TextRef::Ucs1(&old),
        TextRef::Ucs1(&new),
        most,
        vm.text_rules(),
    );
    match vm.pure(text)? {
        Some(made) => Ok(vm.bytes_as(args.this(), units(&made))),
        None => Ok(unchanged(vm, args.this(), &content)),
    }
}

fn justify(vm: &mut Vm, args: &Args<'_>, side: Side, name: &str) -> Res<Owned> {
    let width = vm.exact_count(args.pos[1])?;
    let fill = match args.get(2) {
        None => b' ',
        Some(r) => {
            let one = if vm.is_a(r, TypeId::BYTES) || vm.is_a(r, TypeId::BYTEARRAY) {
                Some(vm.bytes_like(r)?)
            } else {
                None
            };
            match one.as_deref() {
                Some(&[byte]) => byte,
                Some(many) if vm.version.minor() >= 14 => {
                    let text = format!(
                        "{name}(): argument 2 must be a byte string of length 1, not a {} object of length {}",
                        vm.type_name(r),
                        many.len()
                    );
                    return Err(vm.type_error(&text));
                }
                _ => {
                    let text = format!(
                        "{name}() argument 2 must be a byte string of length 1, not {}",
                        vm.argument_type(r)
                    );
                    return Err(vm.type_error(&text));
                }
            }
        }
    };
    let content = own(vm, args)?;
    let text = pad::justify(TextRef::Ucs1(&content), width, fill.into(), side);
    match vm.pure(text)? {
        Some(made) => Ok(vm.bytes_as(args.this(), units(&made))),
        None => Ok(unchanged(vm, args.this(), &content)),
    }
}

fn zfill(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let width = vm.exact_count(args.pos[1])?;
    let content = own(vm, args)?;
    let text = pad::zero_fill(TextRef::Ucs1(&content), width);
    match vm.pure(text)? {
        Some(made) => Ok(vm.bytes_as(args.this(), units(&made))),
        None => Ok(unchanged(vm, args.this(), &content)),
    }
}

fn expandtabs(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [size] = args.bind(vm, "expandtabs", 1, ["tabsize"], 0)?;
    let size = match size {
        Some(r) => vm.index_value(r)?.unwrap_or(i64::MAX),
        None => 8,
    };
    let content = own(vm, args)?;
    let text = pad::expand_tabs(TextRef::Ucs1(&content), size);
    let made = vm.pure(text)?;
    let made = made.as_ref().map_or(content.as_slice(), units);
    Ok(vm.bytes_as(args.this(), made))
}

fn is(vm: &mut Vm, args: &Args<'_>, question: Is) -> Res<Owned> {
    let content = own(vm, args)?;
    let value = predicates::is(question, TextRef::Ucs1(&content), Characters::Bytes);
    Ok(vm.heap.bool(value))
}
