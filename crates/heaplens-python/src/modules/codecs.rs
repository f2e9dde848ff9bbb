//! `_codecs`: text to bytes and back by name, and the few codecs that go from bytes to bytes or from text to text.
//! Source: Modules/_codecsmodule.c; Lib/encodings for `rot_13`, `hex` and `base64`. Left out: codecs and error handlers
//! that the program registers, and incremental coders.

use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::text::PyText;
use crate::text::codecs::Codec;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_codecs",
    functions: &[FUNCTIONS],
    classes: &[],
    fill: |_, _| Ok(()),
};

const FUNCTIONS: &[Def] = &[
    Def::method("encode", Arity::Free, |vm, args| code(vm, args, "encode")),
    Def::method("decode", Arity::Free, |vm, args| code(vm, args, "decode")),
    // The name that the library has for a codec, or LookupError.
    Def::method("_known_name", Arity::One, |vm, args| {
        let name = vm.str_argument(args.pos[0], "lookup", "1")?;
        match standard_name(&name) {
            Some(known) => Ok(vm.heap.str(known)),
            None => {
                // What is elsewhere is not supported, what is nowhere is unknown.
                let nothing = vm.heap.str("");
                vm.encode_text(nothing.get(), &name, None)
            }
        }
    }),
    Def::method("register_error", Arity::Range(2, 2), |vm, _| {
        Err(vm.unsupported("codecs.register_error()"))
    }),
    Def::method("register", Arity::One, |vm, _| {
        Err(vm.unsupported("codecs.register()"))
    }),
];

/// A codec's own name, as `CodecInfo.name` has it.
fn standard_name(name: &str) -> Option<&'static str> {
    use crate::text::codecs::Order;
    let order = |order, names: [&'static str; 3]| match order {
        Order::Marked => names[0],
        Order::Little => names[1],
        Order::Big => names[2],
    };
    Some(match Codec::named(name) {
        Some(Codec::Utf8) => "utf-8",
        Some(Codec::Utf8Sig) => "utf-8-sig",
        Some(Codec::Utf16(mark)) => order(mark, ["utf-16", "utf-16-le", "utf-16-be"]),
        Some(Codec::Utf32(mark)) => order(mark, ["utf-32", "utf-32-le", "utf-32-be"]),
        Some(Codec::Latin1) => "iso8859-1",
        Some(Codec::Ascii) => "ascii",
        Some(Codec::UnicodeEscape) => "unicode-escape",
        Some(Codec::RawUnicodeEscape) => "raw-unicode-escape",
        Some(Codec::Charmap(map)) => crate::text::codecs::CHARMAPS[usize::from(map)].name,
        None => other_codec(name)?,
    })
}

/// The codecs that are none of text to bytes.
fn other_codec(name: &str) -> Option<&'static str> {
    Some(match &*name.to_lowercase().replace(['-', ' '], "_") {
        "rot13" | "rot_13" => "rot13",
        "hex" | "hex_codec" => "hex",
        "base64" | "base_64" | "base64_codec" => "base64",
        _ => return None,
    })
}

fn code(vm: &mut Vm, args: &Args<'_>, function: &str) -> Res<Owned> {
    let [object, encoding, errors] =
        args.bind(vm, function, 0, ["obj", "encoding", "errors"], 1)?;
    let object = object.unwrap_or_default();
    let encoding = match encoding {
        Some(encoding) => vm.str_argument(encoding, function, "'encoding'")?,
        None => "utf-8".to_owned(),
    };
    let errors = match errors {
        Some(errors) => Some(vm.str_argument(errors, function, "'errors'")?),
        None => None,
    };
    let encodes = function == "encode";
    if let Some(codec) = other_codec(&encoding) {
        return other(vm, object, codec, encodes);
    }
    if encodes {
        if !vm.is_str(object) {
            let name = standard_name(&encoding)
                .unwrap_or(&encoding)
                .replace('-', "_");
            let text = format!(
                "{name}_encode() argument 1 must be str, not {}",
                vm.argument_type(object)
            );
            return Err(vm.type_error(&text));
        }
        return vm.encode_text(object, &encoding, errors.as_deref());
    }
    let content = vm.bytes_like(object)?;
    vm.decode_bytes(&content, &encoding, errors.as_deref())
}

fn other(vm: &mut Vm, object: Ref, codec: &str, encodes: bool) -> Res<Owned> {
    if codec == "rot13" {
        if !vm.is_str(object) {
            return Err(vm.raise_text(Exc::AttributeError, "rot13 wants text"));
        }
        let mut out = PyText::with_capacity(vm.heap.str_len(object));
        for point in vm.text_ref(object).iter() {
            out.push(match point {
                0x41..=0x5a => (point - 0x41 + 13) % 26 + 0x41,
                0x61..=0x7a => (point - 0x61 + 13) % 26 + 0x61,
                other => other,
            });
        }
        return Ok(vm.new_text(&out));
    }
    let module = vm.import_module("binascii")?;
    let name = match (codec, encodes) {
        ("hex", true) => "hexlify",
        ("hex", false) => "unhexlify",
        (_, true) => "b2a_base64",
        (_, false) => "a2b_base64",
    };
    if codec == "base64" && encodes {
        // In lines of 76 characters.
        let content = vm.bytes_like(object)?;
        let mut out = Vec::new();
        for part in content.chunks(57) {
            let part = vm.heap.bytes(part);
            let line = vm.call_named(module.get(), name, &[part.get()])?;
            out.extend_from_slice(vm.heap.bytes_value(line.get()));
        }
        return Ok(vm.heap.bytes(&out));
    }
    vm.call_named(module.get(), name, &[object])
}
