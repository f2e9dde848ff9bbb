//! `_sha2` and its kin: MD5, SHA-1 and SHA-2 as one function, `_digest(name, data)`, for `hashlib` and for the seeds of
//! `random`. The tables of constants are computed from what the standards define them by (roots of primes, sines).

use heaplens_heap::Owned;
use num_bigint::BigUint;

use crate::modules::ModuleDef;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_hashes",
    functions: &[&[Def::method("_digest", Arity::Range(2, 2), digest)]],
    classes: &[],
    fill: |_, _| Ok(()),
};

fn digest(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = vm.str_argument(args.pos[0], "_digest", "1")?;
    let data = vm.bytes_like(args.pos[1])?;
    let result = match &*name {
        "md5" => md5(&data),
        "sha1" => sha1(&data),
        "sha224" => sha256(&data, true),
        "sha256" => sha256(&data, false),
        "sha384" => sha512(&data, true),
        "sha512" => sha512(&data, false),
        _ => {
            let text = format!("unsupported hash type {name}");
            return Err(vm.value_error(&text));
        }
    };
    Ok(vm.heap.bytes(&result))
}

/// The message with its padding: a bit, zeros, and the length in bits.
fn padded(data: &[u8], block: usize, is_big: bool) -> Vec<u8> {
    let mut all = data.to_vec();
    let length_bytes = block / 8;
    all.push(0x80);
    while all.len() % block != block - length_bytes {
        all.push(0);
    }
    let bits = data.len() as u64 * 8;
    if is_big {
        all.resize(all.len() + length_bytes - 8, 0);
        all.extend(bits.to_be_bytes());
    } else {
        all.extend(bits.to_le_bytes());
    }
    all
}

fn primes(count: usize) -> Vec<u64> {
    let mut found: Vec<u64> = Vec::new();
    let mut next = 2;
    while found.len() < count {
        if found.iter().all(|prime| next % prime != 0) {
            found.push(next);
        }
        next += 1;
    }
    found
}

/// The first 64 bits of the fraction of a prime's root.
fn root_bits(prime: u64, degree: u32) -> u64 {
    let scaled = BigUint::from(prime) << (64 * degree);
    let root = scaled.nth_root(degree);
    root.iter_u64_digits().next().unwrap_or(0)
}

fn md5(data: &[u8]) -> Vec<u8> {
    const SHIFTS: [[u32; 4]; 4] = [
        [7, 12, 17, 22],
        [5, 9, 14, 20],
        [4, 11, 16, 23],
        [6, 10, 15, 21],
    ];
    let table: Vec<u32> = (1..=64)
        .map(|at| (libm::sin(f64::from(at)).abs() * 4_294_967_296.0) as u32)
        .collect();
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in padded(data, 64, false).chunks_exact(64) {
        let words: Vec<u32> = block
            .chunks_exact(4)
            .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
            .collect();
        let [mut a, mut b, mut c, mut d] = state;
        for at in 0..64 {
            let (mix, word) = match at / 16 {
                0 => (b & c | !b & d, at),
                1 => (d & b | !d & c, (5 * at + 1) % 16),
                2 => (b ^ c ^ d, (3 * at + 5) % 16),
                _ => (c ^ (b | !d), 7 * at % 16),
            };
            let sum = a
                .wrapping_add(mix)
                .wrapping_add(table[at])
                .wrapping_add(words[word]);
            a = d;
            d = c;
            c = b;
            b = b.wrapping_add(sum.rotate_left(SHIFTS[at / 16][at % 4]));
        }
        for (value, add) in state.iter_mut().zip([a, b, c, d]) {
            *value = value.wrapping_add(add);
        }
    }
    state.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn sha1(data: &[u8]) -> Vec<u8> {
    let mut state = [
        0x6745_2301u32,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ];
    for block in padded(data, 64, true).chunks_exact(64) {
        let mut words: Vec<u32> = block
            .chunks_exact(4)
            .map(|word| u32::from_be_bytes([word[0], word[1], word[2], word[3]]))
            .collect();
        for at in 16..80 {
            let mix = words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16];
            words.push(mix.rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (at, &word) in words.iter().enumerate() {
            let (mix, add) = match at / 20 {
                0 => (b & c | !b & d, 0x5a82_7999),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6u32),
            };
            let sum = a
                .rotate_left(5)
                .wrapping_add(mix)
                .wrapping_add(e)
                .wrapping_add(add)
                .wrapping_add(word);
            e = d;
            d = c;
            c = b.rotate_left(30);
            b = a;
            a = sum;
        }
        for (value, add) in state.iter_mut().zip([a, b, c, d, e]) {
            *value = value.wrapping_add(add);
        }
    }
    state.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn sha256(data: &[u8], is_short: bool) -> Vec<u8> {
    let primes = primes(64);
    let table: Vec<u32> = primes
        .iter()
        .map(|&prime| (root_bits(prime, 3) >> 32) as u32)
        .collect();
    let mut state: Vec<u32> = if is_short {
        primes[8..16]
            .iter()
            .map(|&prime| root_bits(prime, 2) as u32)
            .collect()
    } else {
        primes[..8]
            .iter()
            .map(|&prime| (root_bits(prime, 2) >> 32) as u32)
            .collect()
    };
    for block in padded(data, 64, true).chunks_exact(64) {
        let mut words: Vec<u32> = block
            .chunks_exact(4)
            .map(|word| u32::from_be_bytes([word[0], word[1], word[2], word[3]]))
            .collect();
        for at in 16..64 {
            let (x, y) = (words[at - 15], words[at - 2]);
            let low = x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
            let high = y.rotate_right(17) ^ y.rotate_right(19) ^ (y >> 10);
            let word = words[at - 16]
                .wrapping_add(low)
                .wrapping_add(words[at - 7])
                .wrapping_add(high);
            words.push(word);
        }
        let mut s = state.clone();
        for (word, constant) in words.iter().zip(&table) {
            let (a, e) = (s[0], s[4]);
            let high = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let low = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let first = s[7]
                .wrapping_add(high)
                .wrapping_add(e & s[5] ^ !e & s[6])
                .wrapping_add(*constant)
                .wrapping_add(*word);
            let second = low.wrapping_add(a & s[1] ^ a & s[2] ^ s[1] & s[2]);
            s.rotate_right(1);
            s[4] = s[4].wrapping_add(first);
            s[0] = first.wrapping_add(second);
        }
        for (value, add) in state.iter_mut().zip(s) {
            *value = value.wrapping_add(add);
        }
    }
    let bytes = state.iter().flat_map(|word| word.to_be_bytes());
    bytes.take(if is_short { 28 } else { 32 }).collect()
}

fn sha512(data: &[u8], is_short: bool) -> Vec<u8> {
    let primes = primes(80);
    let table: Vec<u64> = primes.iter().map(|&prime| root_bits(prime, 3)).collect();
    let first = if is_short { 8 } else { 0 };
    let mut state: Vec<u64> = primes[first..first + 8]
        .iter()
        .map(|&prime| root_bits(prime, 2))
        .collect();
    for block in padded(data, 128, true).chunks_exact(128) {
        let mut words: Vec<u64> = block
            .chunks_exact(8)
            .map(|word| {
                word.iter()
                    .fold(0, |value, &byte| value << 8 | u64::from(byte))
            })
            .collect();
        for at in 16..80 {
            let (x, y) = (words[at - 15], words[at - 2]);
            let low = x.rotate_right(1) ^ x.rotate_right(8) ^ (x >> 7);
            let high = y.rotate_right(19) ^ y.rotate_right(61) ^ (y >> 6);
            let word = words[at - 16]
                .wrapping_add(low)
                .wrapping_add(words[at - 7])
                .wrapping_add(high);
            words.push(word);
        }
        let mut s = state.clone();
        for (word, constant) in words.iter().zip(&table) {
            let (a, e) = (s[0], s[4]);
            let high = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
            let low = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
            let first = s[7]
                .wrapping_add(high)
                .wrapping_add(e & s[5] ^ !e & s[6])
                .wrapping_add(*constant)
                .wrapping_add(*word);
            let second = low.wrapping_add(a & s[1] ^ a & s[2] ^ s[1] & s[2]);
            s.rotate_right(1);
            s[4] = s[4].wrapping_add(first);
            s[0] = first.wrapping_add(second);
        }
        for (value, add) in state.iter_mut().zip(s) {
            *value = value.wrapping_add(add);
        }
    }
    let bytes = state.iter().flat_map(|word| word.to_be_bytes());
    bytes.take(if is_short { 48 } else { 64 }).collect()
}
