//! What exceptions with fields of their own say: `OSError`, `SyntaxError`, `ImportError`, the Unicode errors.
//! Source: Objects/exceptions.c.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `OSError`.
pub const OS_ERROR: &[Def] = &[
    Def::fixed("__new__", Arity::Free, os_new),
    Def::slot("__str__", 0, os_str),
];
/// Methods of `ImportError`.
pub const IMPORT_ERROR: &[Def] = &[Def::slot("__str__", 0, import_str)];
/// Methods of `SyntaxError`.
pub const SYNTAX_ERROR: &[Def] = &[
    Def::slot("__str__", 0, syntax_str),
    Def::getter("end_lineno", end_lineno).since(10),
    Def::setter("end_lineno", set_end_lineno).since(10),
    Def::getter("end_offset", end_offset).since(10),
    Def::setter("end_offset", set_end_offset).since(10),
];
/// Methods of `UnicodeDecodeError`.
pub const DECODE_ERROR: &[Def] = &[
    Def::slot_free("__init__", decode_init),
    Def::slot("__str__", 0, decode_str),
];
/// Methods of `UnicodeEncodeError`.
pub const ENCODE_ERROR: &[Def] = &[
    Def::slot_free("__init__", encode_init),
    Def::slot("__str__", 0, encode_str),
];
/// Methods of `UnicodeTranslateError`.
pub const TRANSLATE_ERROR: &[Def] = &[
    Def::slot_free("__init__", translate_init),
    Def::slot("__str__", 0, translate_str),
];

fn own(vm: &Vm, r: Ref, at: u32) -> Ref {
    vm.heap.field(r, exc_field::OWN + at)
}

fn shown(vm: &mut Vm, r: Ref) -> Res<String> {
    if r.is_null() {
        return Ok("None".to_owned());
    }
    let text = vm.str_of(r)?;
    Ok(vm.heap.text(text.get()))
}

fn quoted(vm: &mut Vm, r: Ref) -> Res<String> {
    let text = vm.repr(r)?;
    Ok(vm.heap.text(text.get()))
}

/// The subclass of `OSError` that an error number names (`errnomap`).
fn by_errno(errno: i64) -> Option<Exc> {
    Some(match errno {
        11 | 114 | 115 => Exc::BlockingIOError,
        32 | 108 => Exc::BrokenPipeError,
        10 => Exc::ChildProcessError,
        103 => Exc::ConnectionAbortedError,
        111 => Exc::ConnectionRefusedError,
        104 => Exc::ConnectionResetError,
        17 => Exc::FileExistsError,
        2 => Exc::FileNotFoundError,
        21 => Exc::IsADirectoryError,
        20 => Exc::NotADirectoryError,
        4 => Exc::InterruptedError,
        1 | 13 => Exc::PermissionError,
        3 => Exc::ProcessLookupError,
        110 => Exc::TimeoutError,
        _ => return None,
    })
}

fn os_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut id = vm.heap.type_id_of(args.this());
    let given = &args.pos[1..];
    if id == vm.exc.id(Exc::OSError)
        && (2..=5).contains(&given.len())
        && vm.is_a(given[0], TypeId::INT)
        && let Some(kind) = vm.small_value(given[0]).and_then(by_errno)
    {
        id = vm.exc.id(kind);
    }
    Ok(vm.new_exception(id, given))
}

fn os_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let [errno, message, file, other] = [0, 1, 2, 3].map(|at| own(vm, r, at));
    if errno.is_null() && message.is_null() {
        return super::exceptions::base_str(vm, args);
    }
    let mut text = format!("[Errno {}] {}", shown(vm, errno)?, shown(vm, message)?);
    let none = vm.heap.known.none;
    if !file.is_null() && file != none {
        text.push_str(&format!(": {}", quoted(vm, file)?));
        if !other.is_null() && other != none {
            text.push_str(&format!(" -> {}", quoted(vm, other)?));
        }
    }
    Ok(vm.heap.str(&text))
}

fn import_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let message = own(vm, args.this(), 0);
    if !message.is_null() && vm.heap.type_of(message) == TypeId::STR {
        return Ok(vm.heap.own(message));
    }
    super::exceptions::base_str(vm, args)
}

fn syntax_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let [message, file, line] = [0, 1, 2].map(|at| own(vm, r, at));
    let message = shown(vm, message)?;
    let is_text = |vm: &Vm, r: Ref| !r.is_null() && vm.heap.info_of(r).has(flags::UNICODE_SUBCLASS);
    let file = is_text(vm, file).then(|| {
        let path = vm.heap.text(file);
        path.rsplit('/').next().unwrap_or(&path).to_owned()
    });
    let line = if !line.is_null() && vm.heap.type_of(line) == TypeId::INT {
        vm.small_value(line)
    } else {
        None
    };
    let text = match (file, line) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    };
    Ok(vm.heap.str(&text))
}

/// The two ends share a field: a pair, or nothing.
fn end_part(vm: &mut Vm, r: Ref, which: u32) -> Owned {
    let pair = own(vm, r, 6);
    if pair.is_null() {
        return vm.none();
    }
    let part = vm.heap.tuple_item(pair, which);
    vm.heap.own(part)
}

fn set_end_part(vm: &mut Vm, args: &Args<'_>, which: usize) -> Res<Owned> {
    let mut parts = [end_part(vm, args.this(), 0), end_part(vm, args.this(), 1)];
    let value = args.get(1).unwrap_or(vm.heap.known.none);
    parts[which] = vm.heap.own(value);
    let pair = vm.heap.tuple_of(&[parts[0].get(), parts[1].get()]);
    vm.store_field(args.this(), exc_field::OWN + 6, pair.get());
    Ok(vm.none())
}

fn end_lineno(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(end_part(vm, args.this(), 0))
}

fn set_end_lineno(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    set_end_part(vm, args, 0)
}

fn end_offset(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(end_part(vm, args.this(), 1))
}

fn set_end_offset(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    set_end_part(vm, args, 1)
}

// --- Unicode errors: encoding, object, start, end, reason ---

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unicode {
    Decode,
    Encode,
    Translate,
}

fn unicode_init(vm: &mut Vm, args: &Args<'_>, kind: Unicode) -> Res<Owned> {
    let given = &args.pos[1..];
    let wanted = if kind == Unicode::Translate { 4 } else { 5 };
    if given.len() != wanted {
        let text = format!(
            "function takes exactly {wanted} arguments ({} given)",
            given.len()
        );
        return Err(vm.type_error(&text));
    }
    let is_str = |vm: &Vm, r: Ref| vm.heap.info_of(r).has(flags::UNICODE_SUBCLASS);
    for (at, &value) in given.iter().enumerate() {
        let at_from_end = wanted - at;
        let wanted = match at_from_end {
            5 | 1 if !is_str(vm, value) => "str",
            4 if kind == Unicode::Decode => {
                let is_bytes = vm.heap.info_of(value).has(flags::BYTES_SUBCLASS)
                    || vm.is_a(value, TypeId::BYTEARRAY);
                if is_bytes {
                    continue;
                }
                let text = format!(
                    "a bytes-like object is required, not '{}'",
                    vm.type_name(value)
                );
                return Err(vm.type_error(&text));
            }
            4 if !is_str(vm, value) => "str",
            2 | 3 => {
                let number = vm.index_value(value)?.unwrap_or(0);
                let number = vm.heap.int(number);
                let field = exc_field::OWN + if at_from_end == 3 { 2 } else { 3 };
                vm.store_field(args.this(), field, number.get());
                continue;
            }
            _ => continue,
        };
        let text = format!(
            "argument {} must be {wanted}, not {}",
            at + 1,
            vm.type_name(value)
        );
        return Err(vm.type_error(&text));
    }
    let this = args.this();
    let offset = usize::from(kind == Unicode::Translate);
    if kind != Unicode::Translate {
        vm.store_field(this, exc_field::OWN, given[0]);
    }
    vm.store_field(this, exc_field::OWN + 1, given[1 - offset]);
    vm.store_field(this, exc_field::OWN + 4, given[4 - offset]);
    let tuple = vm.heap.tuple_of(given);
    vm.heap.replace_field(this, exc_field::ARGS, tuple);
    Ok(vm.none())
}

fn decode_init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    unicode_init(vm, args, Unicode::Decode)
}

fn encode_init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    unicode_init(vm, args, Unicode::Encode)
}

fn translate_init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    unicode_init(vm, args, Unicode::Translate)
}

fn unicode_str(vm: &mut Vm, r: Ref, kind: Unicode) -> Res<Owned> {
    let [encoding, object, start, end, reason] = [0, 1, 2, 3, 4].map(|at| own(vm, r, at));
    if object.is_null() || start.is_null() || end.is_null() {
        return Ok(vm.heap.str(""));
    }
    let (start, end) = (
        vm.small_value(start).unwrap_or(0),
        vm.small_value(end).unwrap_or(0),
    );
    let reason = shown(vm, reason)?;
    let head = match kind {
        Unicode::Translate => "can't translate".to_owned(),
        Unicode::Decode => format!("'{}' codec can't decode", shown(vm, encoding)?),
        Unicode::Encode => format!("'{}' codec can't encode", shown(vm, encoding)?),
    };
    let point = if kind == Unicode::Decode {
        let bytes = if vm.is_a(object, TypeId::BYTEARRAY) {
            vm.heap.buffer_bytes(object)
        } else {
            vm.heap.bytes_value(object).to_vec()
        };
        bytes.get(start as usize).map(|&byte| u32::from(byte))
    } else if (start as usize) < vm.heap.str_len(object) {
        Some(vm.heap.chars(object).at(start as usize))
    } else {
        None
    };
    let text = match point {
        Some(point) if end == start + 1 => {
            let what = match (kind, point) {
                (Unicode::Decode, _) => format!("byte 0x{point:02x}"),
                (_, ..=0xff) => format!("character '\\x{point:02x}'"),
                (_, ..=0xffff) => format!("character '\\u{point:04x}'"),
                _ => format!("character '\\U{point:08x}'"),
            };
            format!("{head} {what} in position {start}: {reason}")
        }
        _ => {
            let what = if kind == Unicode::Decode {
                "bytes"
            } else {
                "characters"
            };
            format!("{head} {what} in position {start}-{}: {reason}", end - 1)
        }
    };
    Ok(vm.heap.str(&text))
}

fn decode_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    unicode_str(vm, args.this(), Unicode::Decode)
}

fn encode_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    unicode_str(vm, args.this(), Unicode::Encode)
}

fn translate_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    unicode_str(vm, args.this(), Unicode::Translate)
}
