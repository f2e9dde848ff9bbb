//! Escapes that don't decode, in the words of the codecs.

/// What is wrong with the first bad escape of a str literal's body (`_PyUnicode_DecodeUnicodeEscape`). Positions
/// count a character beyond ASCII as the ten bytes that it becomes on the way to the codec.
pub(super) fn bad_text_escape(body: &str) -> Option<String> {
    let mut spelled = Vec::with_capacity(body.len());
    let mut escaping = false;
    for c in body.chars() {
        if c.is_ascii() {
            spelled.push(c as u8);
            escaping = c == '\\' && !escaping;
        } else {
            if escaping {
                spelled.extend_from_slice(b"u005c");
            }
            spelled.extend_from_slice(format!("\\U{:08x}", u32::from(c)).as_bytes());
            escaping = false;
        }
    }
    if escaping {
        spelled.extend_from_slice(b"u005c");
    }
    let mut at = 0;
    while at < spelled.len() {
        if spelled[at] != b'\\' {
            at += 1;
            continue;
        }
        match escape(&spelled[at..]) {
            Ok(length) => at += length,
            Err((length, what)) => {
                let place = if length == 1 {
                    format!("byte 0x5c in position {at}")
                } else {
                    format!("bytes in position {at}-{}", at + length - 1)
                };
                return Some(format!(
                    "(unicode error) 'unicodeescape' codec can't decode {place}: {what}"
                ));
            }
        }
    }
    None
}

/// The length of the escape that `text` begins with, or how far it was read and what is wrong.
fn escape(text: &[u8]) -> Result<usize, (usize, &'static str)> {
    let (digits, what) = match text.get(1) {
        None => return Err((1, "\\ at end of string")),
        Some(b'x') => (2, "truncated \\xXX escape"),
        Some(b'u') => (4, "truncated \\uXXXX escape"),
        Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
        Some(b'N') => return named(text),
        Some(_) => return Ok(2),
    };
    let hex = |b: &&u8| b.is_ascii_hexdigit();
    let found = text[2..].iter().take(digits).take_while(hex).count();
    if found < digits {
        return Err((2 + found, what));
    }
    let value = std::str::from_utf8(&text[2..2 + digits])
        .ok()
        .and_then(|digits| u32::from_str_radix(digits, 16).ok());
    if value.is_none_or(|value| value > 0x10_ffff) {
        return Err((2 + digits, "illegal Unicode character"));
    }
    Ok(2 + digits)
}

fn named(text: &[u8]) -> Result<usize, (usize, &'static str)> {
    let malformed = "malformed \\N character escape";
    if text.get(2) != Some(&b'{') {
        return Err((2, malformed));
    }
    let Some(length) = text[3..].iter().position(|b| *b == b'}') else {
        return Err((text.len(), malformed));
    };
    if length == 0 {
        return Err((3, malformed));
    }
    let name = String::from_utf8_lossy(&text[3..3 + length]);
    if unicode_names2::character(&name).is_none() {
        return Err((4 + length, "unknown Unicode character name"));
    }
    Ok(4 + length)
}

/// What is wrong with the first bad escape of a bytes literal's body (`_PyBytes_DecodeEscape`).
pub(super) fn bad_bytes_escape(body: &[u8]) -> Option<String> {
    let mut at = 0;
    while at < body.len() {
        if body[at] != b'\\' {
            at += 1;
            continue;
        }
        if body.get(at + 1) == Some(&b'x') {
            let digits = body.get(at + 2..at + 4);
            if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
                return Some(format!("(value error) invalid \\x escape at position {at}"));
            }
        }
        at += 2;
    }
    None
}
