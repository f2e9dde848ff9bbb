//! Numbers and addresses, as a box writes them.

/// `1234567` as `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A size: exact to the byte up to a megabyte, then in round decimal units.
pub fn bytes(size: u64) -> String {
    match size {
        0..1_000_000 => format!("{} B", grouped(size)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", size as f64 / 1e6),
        _ => format!("{:.1} GB", size as f64 / 1e9),
    }
}

/// The end of an address, which is what tells one object from another: `0x…2a40`.
pub fn short_address(address: u64) -> String {
    format!("0x…{:04x}", address & 0xffff)
}

/// `1 reference`, `3 references`.
pub fn plural(number: u64, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {one}{s}", grouped(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }

    #[test]
    fn a_size_is_exact_while_it_can_be_read() {
        assert_eq!(bytes(56), "56 B");
        assert_eq!(bytes(999_999), "999,999 B");
        assert_eq!(bytes(8_448_728), "8.4 MB");
    }
}
