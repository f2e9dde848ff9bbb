//! Formats of `struct`: what each letter stands for, and where it lies.

use crate::number::packed::{Form, native};

/// How the items of a format lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    /// The items, those of padding left out.
    pub codes: Vec<Code>,
    /// All bytes.
    pub size: usize,
    /// The number's highest byte comes first.
    pub is_big: bool,
    /// The machine's own sizes and places.
    pub is_native: bool,
}

/// Items of one kind, one behind the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its letter.
    pub letter: u8,
    /// Where the first one lies.
    pub offset: usize,
    /// Bytes of each one.
    pub size: usize,
    /// How many there are; 1 for a string.
    pub count: usize,
}

impl Format {
    /// Takes a format apart (`prepare_s`).
    ///
    /// # Errors
    /// What `struct.error` says of it.
    pub fn parse(text: &[u8]) -> Result<Format, &'static str> {
        const TOO_LONG: &str = "total struct size too long";
        let (order, letters) = match text.first() {
            Some(b'<' | b'>' | b'!' | b'=' | b'@') => (text[0], &text[1..]),
            _ => (b'@', text),
        };
        let is_native = order == b'@';
        let mut format = Format {
            codes: Vec::new(),
            size: 0,
            is_big: matches!(order, b'>' | b'!'),
            is_native,
        };
        let mut at = 0;
        while at < letters.len() {
            if letters[at].is_ascii_whitespace() {
                at += 1;
                continue;
            }
            let mut count: Option<usize> = None;
            while at < letters.len() && letters[at].is_ascii_digit() {
                let digit = usize::from(letters[at] - b'0');
                let value = count
                    .unwrap_or(0)
                    .checked_mul(10)
                    .and_then(|old| old.checked_add(digit));
                count = Some(
                    value
                        .filter(|&value| value <= i64::MAX as usize)
                        .ok_or(TOO_LONG)?,
                );
                at += 1;
            }
            let Some(&letter) = letters.get(at) else {
                return Err("repeat count given without format specifier");
            };
            at += 1;
            let unit = item_size(letter, is_native).ok_or("bad char in struct format")?;
            let count = count.unwrap_or(1);
            let (size, repeat) = match letter {
                b's' | b'p' => (count, 1),
                _ => (unit, count),
            };
            if is_native && unit > 1 {
                format.size = format.size.next_multiple_of(unit);
            }
            let whole = size
                .checked_mul(repeat)
                .and_then(|bytes| bytes.checked_add(format.size))
                .filter(|&bytes| bytes <= i64::MAX as usize)
                .ok_or(TOO_LONG)?;
            if letter != b'x' && repeat > 0 {
                format.codes.push(Code {
                    letter,
                    offset: format.size,
                    size,
                    count: repeat,
                });
            }
            format.size = whole;
        }
        Ok(format)
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.codes.iter().map(|code| code.count).sum()
    }
}

fn item_size(letter: u8, is_native: bool) -> Option<usize> {
    match letter {
        b'x' | b's' | b'p' | b'c' | b'?' => Some(1),
        b'n' | b'N' | b'P' if is_native => Some(8),
        b'n' | b'N' | b'P' => None,
        b'l' | b'L' if !is_native => Some(4),
        b'b' | b'B' | b'h' | b'H' | b'i' | b'I' | b'l' | b'L' | b'q' | b'Q' | b'e' | b'f'
        | b'd' => native(letter).map(|(_, size)| size as usize),
        _ => None,
    }
}

/// How the bits of an item of this letter are read.
pub fn form(letter: u8) -> Form {
    match letter {
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => Form::Signed,
        b'e' | b'f' | b'd' => Form::Float,
        _ => Form::Unsigned,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_aligned_natively_alone() {
        let size = |text: &str| Format::parse(text.as_bytes()).map(|format| format.size);
        assert_eq!(size("bhilq"), Ok(24));
        assert_eq!(size(">bhilq"), Ok(19));
        assert_eq!(size("i0q"), Ok(8));
        assert_eq!(size("3s2x"), Ok(5));
        assert_eq!(size("<n"), Err("bad char in struct format"));
        assert_eq!(
            size("2x3"),
            Err("repeat count given without format specifier")
        );
        assert_eq!(
            size("9223372036854775807i"),
            Err("total struct size too long")
        );
    }
}
