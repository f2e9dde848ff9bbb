//! Integers, floats and complex numbers.
//!
//! ```text
//! int      word 1  the value, where it is below 2^60 in size (one or two digits of 30 bits, Include/longintrepr.h);
//!                  else BIG | sign << 1 | number of 64-bit limbs << 2, and the limbs (or their blob) from word 2 on
//! float    word 1  the bits
//! complex  word 1  the real part's bits, word 2 the imaginary part's
//! ```

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

use crate::heap::Heap;
use crate::obmalloc::SMALL_REQUEST_THRESHOLD;
use crate::reference::{Owned, Ref};
use crate::types::{TypeId, flags};

/// Values of smaller size than this lie in one word.
pub const COMPACT_LIMIT: i64 = 1 << 60;
const BIG: u64 = 1 << 63;
const BIG_MARK: u64 = 0b101 << 61;
const MARK_BITS: u64 = 0b111 << 61;
const NEGATIVE: u64 = 1;

/// An integer's value, read out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntValue {
    /// It fits in 61 bits.
    Small(i64),
    /// It doesn't.
    Big(BigInt),
}

#[inline]
fn compact(word: u64) -> Option<i64> {
    let value = word as i64;
    if value.wrapping_add(COMPACT_LIMIT) as u64 <= 2 * COMPACT_LIMIT as u64 {
        Some(value)
    } else {
        None
    }
}

/// How many digits of 30 bits a value has; 0 has none.
pub fn digits_of_bits(bits: u64) -> u64 {
    bits.div_ceil(30)
}

impl Heap {
    /// The value of the int (or bool) `r` where it lies in one word.
    #[inline]
    pub fn int_small(&self, r: Ref) -> Option<i64> {
        compact(self.memory.word(r.0 + 1))
    }

    /// The value of the int (or bool) `r`.
    pub fn int_value(&self, r: Ref) -> IntValue {
        match self.int_small(r) {
            Some(value) => IntValue::Small(value),
            None => IntValue::Big(self.int_big(r)),
        }
    }

    /// The value of the int `r` as a big integer, whatever its size.
    pub fn int_big(&self, r: Ref) -> BigInt {
        let word = self.memory.word(r.0 + 1);
        if let Some(value) = compact(word) {
            return BigInt::from(value);
        }
        let limbs = (word >> 2 & 0x3fff_ffff) as u32;
        let sign = if word & NEGATIVE != 0 {
            Sign::Minus
        } else {
            Sign::Plus
        };
        let bytes: Vec<u8> = if word & 2 != 0 {
            self.blobs.get(self.memory.word(r.0 + 2) as u32).to_vec()
        } else {
            (0..limbs)
                .flat_map(|limb| self.memory.word(r.0 + 2 + limb).to_le_bytes())
                .collect()
        };
        BigInt::from_bytes_le(sign, &bytes)
    }

    /// Bits of the magnitude of the int `r`.
    pub fn int_bits(&self, r: Ref) -> u64 {
        match self.int_small(r) {
            Some(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            None => self.int_big(r).bits(),
        }
    }

    /// An int of this value: the cached one where the version caches it, else a new one.
    #[inline]
    pub fn int(&mut self, value: i64) -> Owned {
        if let Some(r) = self.known.small_int(value) {
            return self.own(r);
        }
        self.new_int(value)
    }

    /// An int of a length, a hash or another word that CPython makes an int of by `PyLong_FromSsize_t`.
    #[inline]
    pub fn int_of_size(&mut self, value: i64) -> Owned {
        if let Some(r) = self.known.small_int(value) {
            return self.own(r);
        }
        let request = self.rules.sizes.text.size_int_request_bytes;
        self.new_int_requested(value, request)
    }

    /// A new int object, even where the value is cached.
    #[inline]
    pub fn new_int(&mut self, value: i64) -> Owned {
        let request = self.rules.sizes.text.word_int_request_bytes;
        self.new_int_requested(value, request)
    }

    /// The same; `request` is what is asked for where one digit is enough.
    #[inline]
    fn new_int_requested(&mut self, value: i64, request: u64) -> Owned {
        if value.unsigned_abs() >= COMPACT_LIMIT as u64 {
            return self.big_int_of(TypeId::INT, &BigInt::from(value));
        }
        let r = if value.unsigned_abs() >= 1 << 30 {
            self.new_object(TypeId::INT, 32, 1)
        } else {
            match self.freelists.ints.pop(&self.memory) {
                Some(place) => self.reuse_block(place, TypeId::INT),
                None => {
                    let r = self.new_object(TypeId::INT, 28, 1);
                    self.note_request(r.0, request);
                    r
                }
            }
        };
        self.memory.set_word(r.0 + 1, value as u64);
        Owned::adopt(r)
    }

    /// Like [`Heap::int_with_room`], for a result in one word.
    pub fn word_with_room(&mut self, value: i64, digits: u64) -> Owned {
        let bits = 64 - u64::from(value.unsigned_abs().leading_zeros());
        let own_digits = digits_of_bits(bits).max(1);
        if digits <= own_digits
            || value.unsigned_abs() >= COMPACT_LIMIT as u64
            || self.known.small_int(value).is_some()
        {
            return self.int(value);
        }
        let spare = 4 * (digits - own_digits);
        let r = self.new_object(TypeId::INT, 24 + 4 * digits, 1);
        self.bytes_in_use -= spare;
        self.memory.set_word(r.0 + 1, value as u64);
        Owned::adopt(r)
    }

    /// The result of arithmetic on ints of more than one digit, which asked for a block of so many digits before it
    /// knew how many it needs.
    pub fn int_with_room(&mut self, value: &BigInt, digits: u64) -> Owned {
        let own_digits = digits_of_bits(value.bits()).max(1);
        let small = value.to_i64().and_then(|value| self.known.small_int(value));
        if small.is_some() || digits <= own_digits {
            return self.int_from_big(value);
        }
        self.make_int(TypeId::INT, value, 4 * (digits - own_digits))
    }

    /// An int of this value: cached, small or large.
    pub fn int_from_big(&mut self, value: &BigInt) -> Owned {
        match value.to_i64() {
            Some(small) => self.int(small),
            None => self.big_int_of(TypeId::INT, value),
        }
    }

    /// An int from a value of either form.
    pub fn int_from(&mut self, value: &IntValue) -> Owned {
        match value {
            IntValue::Small(small) => self.int(*small),
            IntValue::Big(big) => self.int_from_big(big),
        }
    }

    /// A new object of int or a subclass with this value; never a cached one.
    pub fn big_int_of(&mut self, id: TypeId, value: &BigInt) -> Owned {
        self.make_int(id, value, 0)
    }

    /// The same, in a block with `spare` bytes more than it needs.
    fn make_int(&mut self, id: TypeId, value: &BigInt, spare: u64) -> Owned {
        let info = self.info(id);
        let (basic, trailer) = (
            u64::from(info.basicsize),
            info.dictoffset != 0 && info.dictoffset < 0,
        );
        let digits = digits_of_bits(value.bits()).max(1);
        let bytes = basic + 4 * digits + if trailer { 16 } else { 0 };
        let (sign, magnitude) = value.to_bytes_le();
        let limbs = magnitude.len().div_ceil(8) as u32;
        let is_large = bytes + u64::from(info.pre_bytes) > u64::from(SMALL_REQUEST_THRESHOLD);
        let r = self.new_object(
            id,
            bytes + spare,
            if is_large {
                (bytes / 8) as u32 + 3
            } else {
                1 + limbs.max(1)
            },
        );
        // What is given back some day is what it needs.
        self.bytes_in_use -= spare;
        if id != TypeId::INT {
            let room = if is_large { 1 } else { limbs.max(1) };
            self.memory.set_word(r.0 + 2 + room, 0);
        }
        let small = value
            .to_i64()
            .filter(|small| small.unsigned_abs() < COMPACT_LIMIT as u64);
        if let Some(small) = small {
            self.memory.set_word(r.0 + 1, small as u64);
            return Owned::adopt(r);
        }
        let mut word = BIG_MARK | u64::from(limbs) << 2;
        if sign == Sign::Minus {
            word |= NEGATIVE;
        }
        if is_large {
            word |= 2;
            let blob = self.blobs.add(magnitude);
            self.memory.set_word(r.0 + 2, u64::from(blob));
        } else {
            for (limb, chunk) in magnitude.chunks(8).enumerate() {
                let mut bytes = [0; 8];
                bytes[..chunk.len()].copy_from_slice(chunk);
                self.memory
                    .set_word(r.0 + 2 + limb as u32, u64::from_le_bytes(bytes));
            }
        }
        debug_assert!(word & MARK_BITS == BIG_MARK && word & BIG != 0);
        self.memory.set_word(r.0 + 1, word);
        Owned::adopt(r)
    }

    /// Where the dict of an instance of a class made from `int` lies: behind its digits.
    pub(crate) fn int_dict_offset(&self, r: Ref) -> i32 {
        let word = self.memory.word(r.0 + 1);
        let limbs = match compact(word) {
            None if word & 2 == 0 => (word >> 2 & 0x3fff_ffff) as i32,
            _ => 1,
        };
        8 * (2 + limbs.max(1))
    }

    /// The blob that the int `r` keeps its magnitude in, if it is a large one.
    pub(crate) fn int_blob(&self, r: Ref) -> Option<u32> {
        let word = self.memory.word(r.0 + 1);
        (compact(word).is_none() && word & 2 != 0).then(|| self.memory.word(r.0 + 2) as u32)
    }

    /// True or False.
    #[inline]
    pub fn bool(&mut self, value: bool) -> Owned {
        let r = if value {
            self.known.true_
        } else {
            self.known.false_
        };
        self.own(r)
    }

    /// The float `r`.
    #[inline]
    pub fn float_value(&self, r: Ref) -> f64 {
        f64::from_bits(self.memory.word(r.0 + 1))
    }

    /// A new float.
    #[inline]
    pub fn float(&mut self, value: f64) -> Owned {
        self.float_of(TypeId::FLOAT, value)
    }

    /// A new object of float or a subclass.
    pub fn float_of(&mut self, id: TypeId, value: f64) -> Owned {
        let r = if id == TypeId::FLOAT {
            self.new_listed(|lists| &mut lists.floats, id, 24, 1)
        } else {
            let bytes = self.info(id).basicsize;
            self.new_instance_block(id, u64::from(bytes), 1)
        };
        self.memory.set_word(r.0 + 1, value.to_bits());
        if self.info(id).has(flags::HAVE_GC) {
            self.track(r);
        }
        Owned::adopt(r)
    }

    /// The complex number `r`, as its parts.
    pub fn complex_value(&self, r: Ref) -> (f64, f64) {
        (
            f64::from_bits(self.memory.word(r.0 + 1)),
            f64::from_bits(self.memory.word(r.0 + 2)),
        )
    }

    /// A new complex number.
    pub fn complex_of(&mut self, id: TypeId, real: f64, imag: f64) -> Owned {
        let bytes = self.info(id).basicsize;
        let r = self.new_instance_block(id, u64::from(bytes), 2);
        self.memory.set_word(r.0 + 1, real.to_bits());
        self.memory.set_word(r.0 + 2, imag.to_bits());
        Owned::adopt(r)
    }
}
