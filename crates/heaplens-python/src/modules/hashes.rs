//! `_hashlib`: hashes of bytes, by crates that do nothing else. Source: Modules/_hashopenssl.c, Modules/_blake2.
//!
//! An object keeps what it was given and hashes it when it is asked to; what OpenSSL keeps in its place is not in
//! CPython's memory either.

use blake2::digest::{Digest, ExtendableOutput, Mac, Update, VariableOutput, XofReader};
use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::Layout;
use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::modules::native_class::{NativeClass, no_new};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_hashlib",
    functions: &[FUNCTIONS],
    classes: &[NativeClass::record(
        "_hashlib.HASH",
        BuiltinType::HashlibHash,
        &["name"],
        &[METHODS],
    )
    .layout(Layout::Holding { refs: 1, blocks: 1 })],
    fill: |_, _| Ok(()),
};

const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, no_new),
    Def::slot("__repr__", 0, |vm, args| {
        let class = if vm.version.minor() >= 9 {
            "_hashlib.HASH"
        } else {
            "HASH"
        };
        let (name, at) = (name(vm, args.this()), vm.heap.address(args.this()));
        let text = format!("<{name} {class} object @ {at:#x}>");
        Ok(vm.heap.str(&text))
    }),
    Def::getter("name", |vm, args| Ok(vm.field_or_none(args.this(), 0))),
    Def::getter("digest_size", |vm, args| {
        let (size, _) = sizes(&name(vm, args.this()));
        Ok(vm.heap.int(size as i64))
    }),
    Def::getter("block_size", |vm, args| {
        let (_, size) = sizes(&name(vm, args.this()));
        Ok(vm.heap.int(size as i64))
    }),
    Def::method("update", Arity::One, |vm, args| {
        let content = data(vm, args.pos[1])?;
        feed(vm, args.this(), &content);
        Ok(vm.none())
    }),
    Def::method("digest", Arity::Range(0, 1), |vm, args| {
        let content = result(vm, args)?;
        Ok(vm.heap.bytes(&content))
    }),
    Def::method("hexdigest", Arity::Range(0, 1), |vm, args| {
        let content = result(vm, args)?;
        Ok(vm.heap.str(&hex(&content)))
    }),
    Def::method("copy", Arity::None, |vm, args| {
        let class = vm.native_class("_hashlib.HASH");
        let name = vm.heap.field(args.this(), 0);
        let copy = vm.new_native(class, &[name]);
        let content = fed(vm, args.this());
        feed(vm, copy.get(), &content);
        Ok(copy)
    }),
];

const FUNCTIONS: &[Def] = &[
    Def::method("new", Arity::Free, |vm, args| {
        let [name, content, _] =
            args.bind(vm, "new", 0, ["name", "string", "usedforsecurity"], 1)?;
        let name = vm.str_argument(name.unwrap_or_default(), "new", "'name'")?;
        let name = name.to_lowercase().replace('-', "_");
        let name = name
            .strip_prefix("sha_")
            .map_or(name.clone(), |rest| format!("sha{rest}"));
        if sizes(&name).1 == 0 {
            return Err(unknown(vm, &name));
        }
        let class = vm.native_class("_hashlib.HASH");
        let name = vm.heap.intern_str(&name);
        let hash = vm.new_native(class, &[name.get()]);
        if let Some(content) = content {
            let content = data(vm, content)?;
            feed(vm, hash.get(), &content);
        }
        Ok(hash)
    }),
    Def::method("_digest", Arity::Range(2, 2), |vm, args| {
        let name = vm.str_argument(args.pos[0], "_digest", "1")?;
        let content = vm.bytes_like(args.pos[1])?;
        match digest(&name, &content, 0) {
            Some(content) => Ok(vm.heap.bytes(&content)),
            None => Err(unknown(vm, &name)),
        }
    }),
    // BLAKE2 of its own kind: which, data, size of the digest, key.
    Def::method("_blake2", Arity::Range(4, 4), |vm, args| {
        let name = vm.str_argument(args.pos[0], "_blake2", "1")?;
        let (content, key) = (vm.bytes_like(args.pos[1])?, vm.bytes_like(args.pos[3])?);
        let size = vm.int_argument(args.pos[2])? as usize;
        match blake(&name, &content, size, &key) {
            Some(content) => Ok(vm.heap.bytes(&content)),
            None => Err(vm.unsupported("BLAKE2 with a key and a digest that is cut short")),
        }
    }),
    Def::method("hmac_digest", Arity::Range(3, 3), |vm, args| {
        let (key, message) = (vm.bytes_like(args.pos[0])?, vm.bytes_like(args.pos[1])?);
        let name = vm.str_argument(args.pos[2], "hmac_digest", "3")?;
        match hmac(&name, &key, &message) {
            Some(content) => Ok(vm.heap.bytes(&content)),
            None => Err(unknown(vm, &name)),
        }
    }),
    Def::method("pbkdf2_hmac", Arity::Free, pbkdf2_hmac),
    Def::method("compare_digest", Arity::Range(2, 2), compare_digest),
];

fn unknown(vm: &mut Vm, name: &str) -> Raised {
    vm.value_error(&format!("unsupported hash type {name}"))
}

/// What is hashed: bytes, but no text.
fn data(vm: &mut Vm, r: Ref) -> Res<Vec<u8>> {
    if vm.is_str(r) {
        let what = if vm.version.minor() >= 9 {
            "Strings"
        } else {
            "Unicode-objects"
        };
        let text = format!("{what} must be encoded before hashing");
        return Err(vm.type_error(&text));
    }
    match vm.buffer_content(r)? {
        Some(content) => Ok(content),
        None => Err(vm.type_error("object supporting the buffer API required")),
    }
}

fn name(vm: &Vm, r: Ref) -> String {
    vm.heap.text(vm.heap.field(r, 0))
}

fn fed(vm: &Vm, r: Ref) -> Vec<u8> {
    match vm.heap.held_bytes(r, 0) {
        0 => Vec::new(),
        count => vm.heap.held_part(r, 0, 0, count),
    }
}

fn feed(vm: &mut Vm, r: Ref, content: &[u8]) {
    if !content.is_empty() {
        let old = vm.heap.held_bytes(r, 0);
        vm.heap.resize_held(r, 0, old + content.len() as u32);
        vm.heap.set_held_part(r, 0, old, content);
    }
}

fn result(vm: &mut Vm, args: &Args<'_>) -> Res<Vec<u8>> {
    let name = name(vm, args.this());
    let length = match args.get(1) {
        Some(length) => vm.ssize_argument(length)?.max(0) as usize,
        None if name.starts_with("shake") => {
            let text = "digest() missing required argument 'length' (pos 1)";
            return Err(vm.type_error(text));
        }
        None => 0,
    };
    let content = fed(vm, args.this());
    digest(&name, &content, length).ok_or_else(|| unknown(vm, &name))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes of the digest and of a block; 0 for what isn't there.
fn sizes(name: &str) -> (usize, usize) {
    match name {
        "md5" => (16, 64),
        "sha1" => (20, 64),
        "sha224" => (28, 64),
        "sha256" => (32, 64),
        "sha384" => (48, 128),
        "sha512" => (64, 128),
        "sha512_224" => (28, 128),
        "sha512_256" => (32, 128),
        "sha3_224" => (28, 144),
        "sha3_256" => (32, 136),
        "sha3_384" => (48, 104),
        "sha3_512" => (64, 72),
        "shake_128" => (0, 168),
        "shake_256" => (0, 136),
        "blake2b" => (64, 128),
        "blake2s" => (32, 64),
        _ => (0, 0),
    }
}

/// The digest of that name; `length` bytes where the hash leaves that open.
fn digest(name: &str, content: &[u8], length: usize) -> Option<Vec<u8>> {
    fn of<D: Digest>(content: &[u8]) -> Vec<u8> {
        D::digest(content).to_vec()
    }
    fn open<D: Default + Update + ExtendableOutput>(content: &[u8], length: usize) -> Vec<u8> {
        let mut hash = D::default();
        hash.update(content);
        let mut out = vec![0; length];
        hash.finalize_xof().read(&mut out);
        out
    }
    Some(match name {
        "md5" => of::<md5::Md5>(content),
        "sha1" => of::<sha1::Sha1>(content),
        "sha224" => of::<sha2::Sha224>(content),
        "sha256" => of::<sha2::Sha256>(content),
        "sha384" => of::<sha2::Sha384>(content),
        "sha512" => of::<sha2::Sha512>(content),
        "sha512_224" => of::<sha2::Sha512_224>(content),
        "sha512_256" => of::<sha2::Sha512_256>(content),
        "sha3_224" => of::<sha3::Sha3_224>(content),
        "sha3_256" => of::<sha3::Sha3_256>(content),
        "sha3_384" => of::<sha3::Sha3_384>(content),
        "sha3_512" => of::<sha3::Sha3_512>(content),
        "shake_128" => open::<sha3::Shake128>(content, length),
        "shake_256" => open::<sha3::Shake256>(content, length),
        "blake2b" => of::<blake2::Blake2b512>(content),
        "blake2s" => of::<blake2::Blake2s256>(content),
        _ => return None,
    })
}

fn blake(name: &str, content: &[u8], size: usize, key: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0; size];
    match (name, key.is_empty()) {
        ("blake2b", true) => {
            let mut hash = blake2::Blake2bVar::new(size).ok()?;
            hash.update(content);
            hash.finalize_variable(&mut out).ok()?;
        }
        ("blake2s", true) => {
            let mut hash = blake2::Blake2sVar::new(size).ok()?;
            hash.update(content);
            hash.finalize_variable(&mut out).ok()?;
        }
        // With a key the crate has the whole length alone.
        ("blake2b", false) if size == 64 => {
            let mut hash = blake2::Blake2bMac512::new_from_slice(key).ok()?;
            Mac::update(&mut hash, content);
            out = hash.finalize().into_bytes().to_vec();
        }
        ("blake2s", false) if size == 32 => {
            let mut hash = blake2::Blake2sMac256::new_from_slice(key).ok()?;
            Mac::update(&mut hash, content);
            out = hash.finalize().into_bytes().to_vec();
        }
        _ => return None,
    }
    Some(out)
}

/// RFC 2104.
fn hmac(name: &str, key: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    let (_, block) = sizes(name);
    let mut key = if key.len() > block {
        digest(name, key, 0)?
    } else {
        key.to_vec()
    };
    key.resize(block, 0);
    let mut inner: Vec<u8> = key.iter().map(|byte| byte ^ 0x36).collect();
    inner.extend_from_slice(message);
    let mut outer: Vec<u8> = key.iter().map(|byte| byte ^ 0x5c).collect();
    outer.extend(digest(name, &inner, 0)?);
    digest(name, &outer, 0)
}

/// RFC 8018, 5.2.
fn pbkdf2_hmac(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [name, password, salt, rounds, length] = args.bind(
        vm,
        "pbkdf2_hmac",
        0,
        ["hash_name", "password", "salt", "iterations", "dklen"],
        4,
    )?;
    let name = vm.str_argument(name.unwrap_or_default(), "pbkdf2_hmac", "'hash_name'")?;
    let password = vm.bytes_like(password.unwrap_or_default())?;
    let salt = vm.bytes_like(salt.unwrap_or_default())?;
    let rounds = vm.ssize_argument(rounds.unwrap_or_default())?;
    if rounds < 1 {
        return Err(vm.value_error("iteration value must be greater than 0."));
    }
    let length = match length.filter(|&length| length != vm.heap.known.none) {
        Some(length) => vm.ssize_argument(length)?,
        None => sizes(&name).0 as i64,
    };
    if length < 1 {
        return Err(vm.value_error("key length must be greater than 0."));
    }
    let mut out = Vec::new();
    let mut block = 1u32;
    while (out.len() as i64) < length {
        let mut message = salt.clone();
        message.extend(block.to_be_bytes());
        let Some(mut last) = hmac(&name, &password, &message) else {
            return Err(unknown(vm, &name));
        };
        let mut sum = last.clone();
        for _ in 1..rounds {
            last = hmac(&name, &password, &last).unwrap_or_default();
            for (byte, other) in sum.iter_mut().zip(&last) {
                *byte ^= other;
            }
        }
        out.extend(sum);
        block += 1;
    }
    out.truncate(length as usize);
    Ok(vm.heap.bytes(&out))
}

fn compare_digest(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if vm.is_str(a) && vm.is_str(b) {
        let (a, b) = (vm.py_text(a), vm.py_text(b));
        if !a.as_ref().is_ascii() || !b.as_ref().is_ascii() {
            return Err(
                vm.type_error("comparing strings with non-ASCII characters is not supported")
            );
        }
        return vm.bool_of(a.as_ref().to_string_lossy() == b.as_ref().to_string_lossy());
    }
    match (vm.buffer_content(a)?, vm.buffer_content(b)?) {
        (Some(a), Some(b)) => vm.bool_of(a == b),
        _ => {
            let text = format!(
                "unsupported operand types(s) or combination of types: '{}' and '{}'",
                vm.type_name(a),
                vm.type_name(b)
            );
            Err(vm.type_error(&text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, content: &[u8]) -> String {
        digest(name, content, 8).map_or(String::new(), |content| hex(&content))
    }

    // From the standards' own examples (RFC 1321, FIPS 180-4, FIPS 202).
    #[test]
    fn known_digests() {
        assert_eq!(shown("md5", b"abc"), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(
            shown("sha1", b"abc"),
            "a9993e364706816aba3e25717850c26c9cd0d89d"
        );
        assert_eq!(
            shown("sha256", b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(&shown("sha3_256", b"abc")[..16], "3a985da74fe225b2");
        assert_eq!(shown("shake_128", b"abc"), "5881092dd818bf5c");
        assert_eq!(
            hmac("md5", b"k", b"m")
                .map(|content| hex(&content))
                .as_deref(),
            Some("ed7e724d3a91554aaa2043041d9c5305")
        );
    }
}
