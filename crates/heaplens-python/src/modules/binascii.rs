//! `binascii`: bytes as text of hexadecimal digits or of base 64, and sums over them. Source: Modules/binascii.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "binascii",
    functions: &[FUNCTIONS],
    classes: &[],
    fill,
};

const FUNCTIONS: &[Def] = &[
    Def::method("hexlify", Arity::Free, |vm, args| {
        hexlify(vm, args, "hexlify")
    }),
    Def::method("b2a_hex", Arity::Free, |vm, args| {
        hexlify(vm, args, "b2a_hex")
    }),
    Def::method("unhexlify", Arity::One, unhexlify),
    Def::method("a2b_hex", Arity::One, unhexlify),
    Def::method("b2a_base64", Arity::Free, b2a_base64),
    Def::method("a2b_base64", Arity::Free, a2b_base64),
    Def::method("crc32", Arity::Range(1, 2), |vm, args| {
        let content = vm.bytes_like(args.pos[0])?;
        let start = start_value(vm, args.get(1), 0)?;
        Ok(vm.heap.int(i64::from(crc32(&content, start))))
    }),
    Def::method("crc_hqx", Arity::Range(2, 2), |vm, args| {
        let content = vm.bytes_like(args.pos[0])?;
        let mut crc = start_value(vm, args.get(1), 0)? & 0xffff;
        for byte in content {
            crc ^= u32::from(byte) << 8;
            for _ in 0..8 {
                crc = if crc & 0x8000 != 0 {
                    crc << 1 ^ 0x1021
                } else {
                    crc << 1
                } & 0xffff;
            }
        }
        Ok(vm.heap.int(i64::from(crc)))
    }),
];

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    for (name, base) in [("Error", Exc::ValueError), ("Incomplete", Exc::Exception)] {
        let class = vm.new_exception_class("binascii", name, base)?;
        vm.module_value(dict, name, class);
    }
    Ok(())
}

fn error(vm: &mut Vm, text: &str) -> Raised {
    vm.raise_of_module("binascii", "Error", text)
}

/// A checksum to go on from.
pub fn start_value(vm: &mut Vm, r: Option<Ref>, default: u32) -> Res<u32> {
    match r {
        None => Ok(default),
        Some(r) => {
            let index = vm.index_object(r)?;
            let bits = vm.heap.int_big(index.get()) & num_bigint::BigInt::from(u32::MAX);
            Ok(bits.iter_u32_digits().next().unwrap_or(0))
        }
    }
}

/// The checksum of ISO 3309, going on from another.
pub fn crc32(content: &[u8], start: u32) -> u32 {
    let mut crc = !start;
    for &byte in content {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 != 0 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

fn hexlify(vm: &mut Vm, args: &Args<'_>, name: &str) -> Res<Owned> {
    let [data, sep, group] = args.bind(vm, name, 0, ["data", "sep", "bytes_per_sep"], 1)?;
    let content = vm.bytes_like(data.unwrap_or_default())?;
    let digits = content.iter().map(|byte| format!("{byte:02x}"));
    let Some(sep) = sep else {
        let text: String = digits.collect();
        return Ok(vm.heap.bytes(text.as_bytes()));
    };
    let sep = if vm.is_str(sep) {
        vm.heap.text(sep)
    } else {
        let sep = vm.bytes_like(sep)?;
        sep.iter().map(|&byte| char::from(byte)).collect()
    };
    if sep.chars().count() != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    if !sep.is_ascii() {
        return Err(vm.value_error("sep must be ASCII."));
    }
    let group = match group {
        Some(group) => vm.int_argument(group)?,
        None => 1,
    };
    let (mut text, count) = (String::new(), content.len() as i64);
    for (at, digits) in digits.enumerate() {
        // Groups are counted from the end, or from the start where the number is negative.
        let at = at as i64;
        let is_border = match group {
            0 => false,
            group if group > 0 => (count - at) % group == 0,
            group => at % -group == 0,
        };
        if at > 0 && is_border {
            text.push_str(&sep);
        }
        text.push_str(&digits);
    }
    Ok(vm.heap.bytes(text.as_bytes()))
}

/// Bytes, or text of ASCII.
fn ascii_argument(vm: &mut Vm, r: Ref) -> Res<Vec<u8>> {
    if vm.is_str(r) {
        let text = vm.py_text(r);
        if !text.as_ref().is_ascii() {
            return Err(vm.value_error("string argument should contain only ASCII characters"));
        }
        return Ok(text.as_ref().to_wtf8());
    }
    match vm.buffer_content(r)? {
        Some(content) => Ok(content),
        None => {
            let text = format!(
                "argument should be bytes, buffer or ASCII string, not '{}'",
                vm.type_name(r)
            );
            Err(vm.type_error(&text))
        }
    }
}

fn unhexlify(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let content = ascii_argument(vm, args.pos[0])?;
    if content.len() % 2 != 0 {
        return Err(error(vm, "Odd-length string"));
    }
    let mut out = Vec::with_capacity(content.len() / 2);
    for pair in content.chunks_exact(2) {
        let digits = (
            char::from(pair[0]).to_digit(16),
            char::from(pair[1]).to_digit(16),
        );
        let (Some(high), Some(low)) = digits else {
            return Err(error(vm, "Non-hexadecimal digit found"));
        };
        out.push((high * 16 + low) as u8);
    }
    Ok(vm.heap.bytes(&out))
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn b2a_base64(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [data, newline] = args.bind(vm, "b2a_base64", 0, ["", "newline"], 1)?;
    let content = vm.bytes_like(data.unwrap_or_default())?;
    let newline = match newline {
        Some(newline) => vm.truth(newline)?,
        None => true,
    };
    let mut out = Vec::with_capacity(content.len() * 4 / 3 + 4);
    for part in content.chunks(3) {
        let mut bits = 0u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(part.get(at).copied().unwrap_or(0));
        }
        for at in 0..4 {
            if at <= part.len() {
                out.push(DIGITS[(bits >> (18 - 6 * at) & 63) as usize]);
            } else {
                out.push(b'=');
            }
        }
    }
    if newline {
        out.push(b'\n');
    }
    Ok(vm.heap.bytes(&out))
}

fn a2b_base64(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [data, strict] = args.bind(vm, "a2b_base64", 0, ["", "strict_mode"], 1)?;
    let content = ascii_argument(vm, data.unwrap_or_default())?;
    let is_strict = match strict {
        Some(strict) => vm.truth(strict)?,
        None => false,
    };
    if is_strict && content.first() == Some(&b'=') {
        return Err(error(vm, "Leading padding not allowed"));
    }
    let mut out = Vec::with_capacity(content.len() / 4 * 3);
    let (mut quad, mut held, mut pads) = (0, 0u8, 0);
    for (at, &byte) in content.iter().enumerate() {
        if byte == b'=' {
            pads += 1;
            if quad >= 2 && quad + pads >= 4 {
                if is_strict && at + 1 < content.len() {
                    return Err(error(vm, "Excess data after padding"));
                }
                return Ok(vm.heap.bytes(&out));
            }
            if is_strict && quad == 0 {
                return Err(error(vm, "Discontinuous padding not allowed"));
            }
            continue;
        }
        let Some(value) = DIGITS.iter().position(|&digit| digit == byte) else {
            if is_strict {
                return Err(error(vm, "Only base64 data is allowed"));
            }
            continue;
        };
        if is_strict && pads > 0 {
            return Err(error(vm, "Discontinuous padding not allowed"));
        }
        pads = 0;
        let value = value as u8;
        match quad {
            0 => held = value,
            1 => {
                out.push(held << 2 | value >> 4);
                held = value & 15;
            }
            2 => {
                out.push(held << 4 | value >> 2);
                held = value & 3;
            }
            _ => out.push(held << 6 | value),
        }
        quad = (quad + 1) % 4;
    }
    match quad {
        0 => Ok(vm.heap.bytes(&out)),
        1 => {
            let text = format!(
                "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
                out.len() / 3 * 4 + 1
            );
            Err(error(vm, &text))
        }
        _ => Err(error(vm, "Incorrect padding")),
    }
}

impl Vm {
    /// A new class of exceptions, of a module.
    pub(in crate::modules) fn new_exception_class(
        &mut self,
        module: &str,
        name: &str,
        base: Exc,
    ) -> Res<Owned> {
        let base = self.exc_class(base);
        let bases = self.heap.tuple_of(&[base]);
        let namespace = Owned::adopt(self.heap.new_dict(TypeId::DICT));
        let (key, module) = (self.names.module, self.heap.intern_str(module));
        drop(self.heap.dict_set_str(namespace.get(), key, module));
        let name = self.heap.intern_str(name);
        let class = self.heap.info(TypeId::TYPE).object;
        self.call(class, &[name.get(), bases.get(), namespace.get()])
    }

    /// Raises an exception of a class that a native module has.
    pub(in crate::modules) fn raise_of_module(
        &mut self,
        module: &str,
        class: &str,
        text: &str,
    ) -> Raised {
        let class = match self.import_module(module) {
            Ok(module) => self.attribute(module.get(), class),
            Err(raised) => return raised,
        };
        let text = self.heap.str(text);
        match class.and_then(|class| self.call(class.get(), &[text.get()])) {
            Ok(exception) => self.raise(exception),
            Err(raised) => raised,
        }
    }
}
