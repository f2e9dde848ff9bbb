//! `int.to_bytes`, `int.from_bytes`, `bit_length`, `bit_count`.
//!
//! Modelled: `_PyLong_AsByteArray`, `_PyLong_FromByteArray`, `int_bit_count_impl` (Objects/longobject.c).

use crate::text::Raise;
use num_bigint::{BigInt, Sign};

/// The order of an integer's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// The most significant first.
    Big,
    /// The least significant first.
    Little,
}

impl ByteOrder {
    /// The order of that name.
    ///
    /// # Errors
    /// ValueError if there is none.
    pub fn named(name: &str) -> Result<ByteOrder, Raise> {
        match name {
            "big" => Ok(ByteOrder::Big),
            "little" => Ok(ByteOrder::Little),
            _ => Err(Raise::value_error(
                "byteorder must be either 'little' or 'big'",
            )),
        }
    }
}

/// `x.to_bytes(length, order, signed=signed)`.
///
/// # Errors
/// OverflowError if the number is negative without `signed`, or needs more bytes.
pub fn to_bytes(
    x: &BigInt,
    length: usize,
    order: ByteOrder,
    signed: bool,
) -> Result<Vec<u8>, Raise> {
    if x.sign() == Sign::Minus && !signed {
        return Err(Raise::overflow("can't convert negative int to unsigned"));
    }
    let too_big = || Raise::overflow("int too big to convert");
    if x.sign() == Sign::NoSign {
        return Ok(vec![0; length]);
    }
    let mut bytes = if signed {
        x.to_signed_bytes_le()
    } else {
        x.magnitude().to_bytes_le()
    };
    // -1 has no bit that differs from its sign: no byte is enough for it.
    if bytes.len() > length && !(length == 0 && bytes == [0xff] && signed) {
        return Err(too_big());
    }
    bytes.resize(length, if x.sign() == Sign::Minus { 0xff } else { 0 });
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, order, signed=signed)`.
pub fn from_bytes(bytes: &[u8], order: ByteOrder, signed: bool) -> BigInt {
    match (order, signed) {
        (ByteOrder::Big, true) => BigInt::from_signed_bytes_be(bytes),
        (ByteOrder::Little, true) => BigInt::from_signed_bytes_le(bytes),
        (ByteOrder::Big, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
        (ByteOrder::Little, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
    }
}

/// `x.bit_count()`: the ones in the number's size.
pub fn bit_count(x: &BigInt) -> u64 {
    x.magnitude().count_ones()
}
