//! `zlib`: bytes made smaller, by `miniz_oxide`. Source: Modules/zlibmodule.c.
//!
//! What is compressed can be larger or smaller by a few bytes than what the C library makes of it. A stream gathers what
//! it is given until it is flushed.

use heaplens_heap::Ref;
use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::Layout;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress as inflate};

use super::binascii::{crc32, start_value};
use crate::modules::ModuleDef;
use crate::modules::native_class::{NativeClass, no_new};
use crate::vm::exceptions::Exc;
use crate::vm::native::{Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "zlib",
    functions: &[FUNCTIONS],
    classes: &[
        NativeClass::record("zlib.Compress", BuiltinType::ZlibCompress, &[], &[COMPRESS])
            .layout(Layout::Holding { refs: 0, blocks: 1 })
            .private(),
        NativeClass::record(
            "zlib.Decompress",
            BuiltinType::ZlibDecompress,
            &["unused_data", "unconsumed_tail"],
            &[DECOMPRESS],
        )
        .layout(Layout::Holding { refs: 2, blocks: 1 })
        .private(),
    ],
    fill,
};

/// Halves behind the block of a `Compress`: level, bits of the window.
const LEVEL: u32 = 2;
const WINDOW: u32 = 3;
/// Halves behind the block of a `Decompress`: bits of the window, whether it is at the end, how much was given out.
const IN_WINDOW: u32 = 4;
const AT_END: u32 = 5;
const GIVEN: u32 = 6;

const COMPRESS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, no_new),
    Def::method("compress", Arity::One, |vm, args| {
        let content = vm.bytes_like(args.pos[1])?;
        gather(vm, args.this(), &content);
        Ok(vm.heap.bytes(b""))
    }),
    Def::method("flush", Arity::Range(0, 1), |vm, args| {
        let r = args.this();
        if let Some(mode) = args.get(1)
            && vm.int_argument(mode)? != 4
        {
            return Err(vm.unsupported("flushing a part of a compressed stream"));
        }
        let content = gathered(vm, r);
        let level = vm.heap.raw_half(r, LEVEL) as i32;
        let window = vm.heap.raw_half(r, WINDOW) as i32;
        let out = deflated(vm, &content, i64::from(level), i64::from(window))?;
        vm.heap.hold_block(r, 0, 0);
        Ok(vm.heap.bytes(&out))
    }),
];

const DECOMPRESS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, no_new),
    Def::method("decompress", Arity::Range(1, 2), |vm, args| {
        let r = args.this();
        let content = vm.bytes_like(args.pos[1])?;
        if let Some(most) = args.get(2)
            && vm.ssize_argument(most)? != 0
        {
            return Err(vm.unsupported("decompress() with max_length"));
        }
        if vm.heap.raw_half(r, AT_END) != 0 {
            let old = vm.heap.field(r, 0);
            let mut unused = vm.heap.bytes_value(old).to_vec();
            unused.extend(content);
            let unused = vm.heap.bytes(&unused);
            vm.store_field(r, 0, unused.get());
            return Ok(vm.heap.bytes(b""));
        }
        gather(vm, r, &content);
        let all = gathered(vm, r);
        let window = vm.heap.raw_half(r, IN_WINDOW) as i32;
        let given = vm.heap.raw_half(r, GIVEN) as usize;
        let inflated = inflated(&all, i64::from(window)).map_err(|fault| raise(vm, fault))?;
        vm.heap.set_raw_half(r, GIVEN, inflated.out.len() as u32);
        if inflated.is_whole {
            vm.heap.set_raw_half(r, AT_END, 1);
            let unused = vm.heap.bytes(&all[inflated.read..]);
            vm.store_field(r, 0, unused.get());
        }
        Ok(vm.heap.bytes(&inflated.out[given..]))
    }),
    Def::method("flush", Arity::Range(0, 1), |vm, _| Ok(vm.heap.bytes(b""))),
    Def::getter("unused_data", |vm, args| {
        Ok(vm.field_or_none(args.this(), 0))
    }),
    Def::getter("unconsumed_tail", |vm, args| {
        Ok(vm.field_or_none(args.this(), 1))
    }),
    Def::getter("eof", |vm, args| {
        let value = vm.heap.raw_half(args.this(), AT_END) != 0;
        vm.bool_of(value)
    }),
];

const FUNCTIONS: &[Def] = &[
    Def::method("compress", Arity::Free, |vm, args| {
        let [data, level, window] = args.bind(vm, "compress", 0, ["", "level", "wbits"], 1)?;
        let content = vm.bytes_like(data.unwrap_or_default())?;
        let level = number(vm, level, -1)?;
        let window = number(vm, window, 15)?;
        let out = deflated(vm, &content, level, window)?;
        Ok(vm.heap.bytes(&out))
    }),
    Def::method("decompress", Arity::Free, |vm, args| {
        let [data, window, _] = args.bind(vm, "decompress", 0, ["", "wbits", "bufsize"], 1)?;
        let content = vm.bytes_like(data.unwrap_or_default())?;
        let window = number(vm, window, 15)?;
        let inflated = inflated(&content, window).map_err(|fault| raise(vm, fault))?;
        if !inflated.is_whole {
            let text = "Error -5 while decompressing data: incomplete or truncated stream";
            return Err(raise(vm, text));
        }
        Ok(vm.heap.bytes(&inflated.out))
    }),
    Def::method("compressobj", Arity::Free, |vm, args| {
        let [level, _, window, ..] = args.bind(
            vm,
            "compressobj",
            0,
            ["level", "method", "wbits", "memLevel", "strategy", "zdict"],
            0,
        )?;
        let (level, window) = (number(vm, level, -1)?, number(vm, window, 15)?);
        let class = vm.native_class("zlib.Compress");
        let object = vm.new_native(class, &[]);
        vm.heap.set_raw_half(object.get(), LEVEL, level as u32);
        vm.heap.set_raw_half(object.get(), WINDOW, window as u32);
        Ok(object)
    }),
    Def::method("decompressobj", Arity::Free, |vm, args| {
        let [window, _] = args.bind(vm, "decompressobj", 0, ["wbits", "zdict"], 0)?;
        let window = number(vm, window, 15)?;
        let class = vm.native_class("zlib.Decompress");
        let empty = vm.heap.bytes(b"");
        let object = vm.new_native(class, &[empty.get(), empty.get()]);
        vm.heap.set_raw_half(object.get(), IN_WINDOW, window as u32);
        Ok(object)
    }),
    Def::method("crc32", Arity::Range(1, 2), |vm, args| {
        let content = vm.bytes_like(args.pos[0])?;
        let start = start_value(vm, args.get(1), 0)?;
        Ok(vm.heap.int(i64::from(crc32(&content, start))))
    }),
    Def::method("adler32", Arity::Range(1, 2), |vm, args| {
        let content = vm.bytes_like(args.pos[0])?;
        let start = start_value(vm, args.get(1), 1)?;
        let (mut low, mut high) = (start & 0xffff, start >> 16);
        for byte in content {
            low = (low + u32::from(byte)) % 65_521;
            high = (high + low) % 65_521;
        }
        Ok(vm.heap.int(i64::from(high << 16 | low)))
    }),
];

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    let error = vm.new_exception_class("zlib", "error", Exc::Exception)?;
    vm.module_value(dict, "error", error);
    for (name, value) in [
        ("MAX_WBITS", 15),
        ("DEFLATED", 8),
        ("DEF_MEM_LEVEL", 8),
        ("DEF_BUF_SIZE", 16384),
        ("Z_BEST_COMPRESSION", 9),
        ("Z_BEST_SPEED", 1),
        ("Z_DEFAULT_COMPRESSION", -1),
        ("Z_NO_COMPRESSION", 0),
        ("Z_DEFAULT_STRATEGY", 0),
        ("Z_FINISH", 4),
        ("Z_SYNC_FLUSH", 2),
        ("Z_FULL_FLUSH", 3),
        ("Z_NO_FLUSH", 0),
    ] {
        vm.module_int(dict, name, value);
    }
    vm.module_text(dict, "ZLIB_VERSION", "1.3.1");
    vm.module_text(dict, "ZLIB_RUNTIME_VERSION", "1.3.1");
    Ok(())
}

fn raise(vm: &mut Vm, text: &str) -> Raised {
    vm.raise_of_module("zlib", "error", text)
}

fn number(vm: &mut Vm, r: Option<Ref>, default: i64) -> Res<i64> {
    match r {
        Some(r) => vm.int_argument(r),
        None => Ok(default),
    }
}

fn gathered(vm: &Vm, r: Ref) -> Vec<u8> {
    match vm.heap.held_bytes(r, 0) {
        0 => Vec::new(),
        count => vm.heap.held_part(r, 0, 0, count),
    }
}

fn gather(vm: &mut Vm, r: Ref, content: &[u8]) {
    if !content.is_empty() {
        let old = vm.heap.held_bytes(r, 0);
        vm.heap.resize_held(r, 0, old + content.len() as u32);
        vm.heap.set_held_part(r, 0, old, content);
    }
}

fn deflated(vm: &mut Vm, content: &[u8], level: i64, window: i64) -> Res<Vec<u8>> {
    if !(-1..=9).contains(&level) {
        return Err(raise(vm, "Bad compression level"));
    }
    let level = if level < 0 { 6 } else { level as u8 };
    match window {
        9..=15 => Ok(miniz_oxide::deflate::compress_to_vec_zlib(content, level)),
        -15..=-9 => Ok(miniz_oxide::deflate::compress_to_vec(content, level)),
        25..=31 => {
            let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0];
            out.push(match level {
                9 => 2,
                1 => 4,
                _ => 0,
            });
            out.push(3);
            out.extend(miniz_oxide::deflate::compress_to_vec(content, level));
            out.extend(crc32(content, 0).to_le_bytes());
            out.extend((content.len() as u32).to_le_bytes());
            Ok(out)
        }
        _ => Err(vm.value_error("Invalid initialization option")),
    }
}

struct Inflated {
    out: Vec<u8>,
    read: usize,
    is_whole: bool,
}

const BAD_HEADER: &str = "Error -3 while decompressing data: incorrect header check";
const BAD_DATA: &str = "Error -3 while decompressing data: invalid stored block lengths";

/// How long the head of a gzip stream is; none where it isn't whole.
fn gzip_head(content: &[u8]) -> Option<usize> {
    let flags = *content.get(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        let length = u16::from_le_bytes([*content.get(at)?, *content.get(at + 1)?]);
        at += 2 + usize::from(length);
    }
    for bit in [8, 16] {
        if flags & bit != 0 {
            at += content.get(at..)?.iter().position(|&byte| byte == 0)? + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    (at <= content.len()).then_some(at)
}

fn inflated(content: &[u8], window: i64) -> Result<Inflated, &'static str> {
    let is_gzip = (25..=31).contains(&window)
        || (40..=47).contains(&window) && content.first() == Some(&0x1f);
    if is_gzip {
        if content.len() > 1 && content[..2] != [0x1f, 0x8b] {
            return Err(BAD_HEADER);
        }
        let Some(head) = gzip_head(content) else {
            return Ok(Inflated {
                out: Vec::new(),
                read: content.len(),
                is_whole: false,
            });
        };
        let mut inner = inflated(&content[head..], -15)?;
        inner.read += head + 8;
        inner.is_whole &= inner.read <= content.len();
        inner.read = inner.read.min(content.len());
        return Ok(inner);
    }
    let mut flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    if window >= 0 {
        flags |= TINFL_FLAG_PARSE_ZLIB_HEADER;
        if let [first, second, ..] = content
            && (u16::from(*first) * 256 + u16::from(*second)) % 31 != 0
        {
            return Err(BAD_HEADER);
        }
    }
    let mut state = DecompressorOxide::new();
    let mut out = vec![0; (content.len() * 4).max(256)];
    let (mut read, mut written) = (0, 0);
    loop {
        let (status, more_read, more_written) =
            inflate(&mut state, &content[read..], &mut out, written, flags);
        read += more_read;
        written += more_written;
        match status {
            TINFLStatus::HasMoreOutput => {
                let length = out.len() * 2;
                out.resize(length, 0);
            }
            TINFLStatus::Done
            | TINFLStatus::NeedsMoreInput
            | TINFLStatus::FailedCannotMakeProgress => {
                out.truncate(written);
                return Ok(Inflated {
                    out,
                    read,
                    is_whole: status == TINFLStatus::Done,
                });
            }
            TINFLStatus::Adler32Mismatch => {
                return Err("Error -3 while decompressing data: incorrect data check");
            }
            _ => return Err(BAD_DATA),
        }
    }
}
