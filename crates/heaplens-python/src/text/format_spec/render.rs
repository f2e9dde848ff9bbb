//! Values of each type in their specification: `format_string_internal`, `format_long_internal`,
//! `format_float_internal` and `format_complex_internal`.

use super::layout::NumberParts;
use super::{Align, Defaults, FormatSpec, SignOption, parse, unknown_code};
use crate::number::complex::Complex;
use crate::number::float_repr::{FloatFlags, FloatForm, to_text};
use crate::number::int_float::to_float;
use crate::number::int_text::to_decimal;
use crate::text::{PyText, Raise, TextRef, TextRules, check_length};
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// `str.__format__(text, spec)`; `class_name` is the value's class, for messages.
///
/// # Errors
/// ValueError for a specification that isn't for text.
pub fn format_str(
    text: TextRef<'_>,
    spec: TextRef<'_>,
    class_name: &str,
    rules: &TextRules,
) -> Result<PyText, Raise> {
    if spec.is_empty() {
        return Ok(text.to_text());
    }
    let defaults = Defaults {
        code: b's'.into(),
        align: Align::Left,
        class_name,
    };
    let spec = parse(spec, defaults, rules)?;
    if spec.code != u32::from(b's') {
        return Err(unknown_code(spec.code, class_name));
    }
    let refused = match spec {
        FormatSpec {
            sign: Some(SignOption::Space),
            ..
        } if rules.format.space_has_own_message => "Space not allowed in string format specifier",
        FormatSpec { sign: Some(_), .. } => "Sign not allowed in string format specifier",
        FormatSpec {
            no_negative_zero: true,
            ..
        } => "Negative zero coercion (z) not allowed in string format specifier",
        FormatSpec {
            alternate: true, ..
        } => "Alternate form (#) not allowed in string format specifier",
        FormatSpec {
            align: Align::AfterSign,
            ..
        } => "'=' alignment not allowed in string format specifier",
        _ => {
            let length = spec
                .precision
                .map_or(text.len(), |most| most.min(text.len()));
            return padded(text.slice(0..length), &spec);
        }
    };
    Err(Raise::value_error(refused))
}

/// Text in its width; `=` doesn't occur.
fn padded(text: TextRef<'_>, spec: &FormatSpec) -> Result<PyText, Raise> {
    let width = spec.width.unwrap_or(0);
    check_length(width)?;
    let padding = width.saturating_sub(text.len());
    let before = match spec.align {
        Align::Right => padding,
        Align::Center => padding / 2,
        Align::Left | Align::AfterSign => 0,
    };
    let mut out = PyText::with_capacity(text.len() + padding);
    out.push_repeated(spec.fill, before);
    out.push_text(text);
    out.push_repeated(spec.fill, padding - before);
    Ok(out)
}

/// `int.__format__(x, spec)` for a specification that isn't empty (then it is `str(x)`, which for a bool is its name);
/// `max_digits` as for `to_decimal`.
///
/// # Errors
/// ValueError for a specification that isn't for integers, OverflowError for what `c` or a float can't hold.
pub fn format_int(
    x: &BigInt,
    spec: TextRef<'_>,
    class_name: &str,
    rules: &TextRules,
    max_digits: usize,
) -> Result<PyText, Raise> {
    let defaults = Defaults {
        code: b'd'.into(),
        align: Align::Right,
        class_name,
    };
    let spec = parse(spec, defaults, rules)?;
    match char::from_u32(spec.code) {
        Some('b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n') => int_in(x, &spec, rules, max_digits),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => float_in(to_float(x)?, &spec),
        _ => Err(unknown_code(spec.code, class_name)),
    }
}

fn int_in(
    x: &BigInt,
    spec: &FormatSpec,
    rules: &TextRules,
    max_digits: usize,
) -> Result<PyText, Raise> {
    if spec.precision.is_some() {
        return Err(Raise::value_error(
            "Precision not allowed in integer format specifier",
        ));
    }
    if spec.no_negative_zero {
        return Err(Raise::value_error(
            "Negative zero coercion (z) not allowed in integer format specifier",
        ));
    }
    let code = spec.code as u8 as char;
    if code == 'c' {
        return character(x, spec);
    }
    let negative = x.sign() == Sign::Minus;
    let mut digits = match code {
        'b' => x.magnitude().to_str_radix(2),
        'o' => x.magnitude().to_str_radix(8),
        'x' | 'X' => x.magnitude().to_str_radix(16),
        _ => to_decimal(x, rules, max_digits)?,
    };
    if code == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = match code {
        'b' => "0b",
        'o' => "0o",
        'x' => "0x",
        'X' => "0X",
        _ => "",
    };
    NumberParts {
        negative,
        prefix: if spec.alternate { prefix } else { "" },
        whole: digits.trim_start_matches('-'),
        has_point: false,
        fraction: "",
        rest: TextRef::Ucs1(b""),
    }
    .lay_out(spec)
}

/// The character with that number.
fn character(x: &BigInt, spec: &FormatSpec) -> Result<PyText, Raise> {
    if spec.sign.is_some() {
        return Err(Raise::value_error(
            "Sign not allowed with integer format specifier 'c'",
        ));
    }
    if spec.alternate {
        return Err(Raise::value_error(
            "Alternate form (#) not allowed with integer format specifier 'c'",
        ));
    }
    let number = x
        .to_i64()
        .ok_or_else(|| Raise::overflow("Python int too large to convert to C long"))?;
    let cp = u32::try_from(number)
        .ok()
        .filter(|&cp| cp <= 0x10ffff)
        .ok_or_else(|| Raise::overflow("%c arg not in range(0x110000)"))?;
    NumberParts {
        negative: false,
        prefix: "",
        whole: "",
        has_point: false,
        fraction: "",
        rest: PyText::repeated(cp, 1).as_ref(),
    }
    .lay_out(spec)
}

/// `float.__format__(x, spec)` for a specification that isn't empty.
///
/// # Errors
/// ValueError for a specification that isn't for floats.
pub fn format_float(
    x: f64,
    spec: TextRef<'_>,
    class_name: &str,
    rules: &TextRules,
) -> Result<PyText, Raise> {
    let defaults = Defaults {
        code: 0,
        align: Align::Right,
        class_name,
    };
    let spec = parse(spec, defaults, rules)?;
    match char::from_u32(spec.code) {
        Some('\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => float_in(x, &spec),
        _ => Err(unknown_code(spec.code, class_name)),
    }
}

fn float_in(x: f64, spec: &FormatSpec) -> Result<PyText, Raise> {
    let percent = spec.code == u32::from(b'%');
    let (form, flags) = form_of(spec)?;
    let flags = FloatFlags {
        dot_zero: spec.code == 0,
        ..flags
    };
    let mut text = to_text(if percent { x * 100.0 } else { x }, form, flags);
    if percent {
        text.push('%');
    }
    NumberParts::of_float(&text).lay_out(spec)
}

/// What the digits are asked for by type and precision.
fn form_of(spec: &FormatSpec) -> Result<(FloatForm, FloatFlags), Raise> {
    let precision = match spec.precision {
        Some(precision) if precision > i32::MAX as usize => {
            return Err(Raise::value_error("precision too big"));
        }
        Some(precision) => {
            check_length(precision)?;
            Some(precision)
        }
        None => None,
    };
    let code = char::from_u32(spec.code).expect("the type has been checked");
    let form = match (code.to_ascii_lowercase(), precision) {
        ('\0', None) => FloatForm::Repr,
        ('e', _) => FloatForm::Exponent(precision.unwrap_or(6)),
        ('f' | '%', _) => FloatForm::Fixed(precision.unwrap_or(6)),
        _ => FloatForm::General(precision.unwrap_or(6)),
    };
    let flags = FloatFlags {
        alternate: spec.alternate,
        no_negative_zero: spec.no_negative_zero,
        upper: code.is_ascii_uppercase(),
        ..FloatFlags::default()
    };
    Ok((form, flags))
}

/// `complex.__format__(z, spec)` for a specification that isn't empty.
///
/// # Errors
/// ValueError for a specification that isn't for complex numbers.
pub fn format_complex(
    z: Complex,
    spec: TextRef<'_>,
    class_name: &str,
    rules: &TextRules,
) -> Result<PyText, Raise> {
    let defaults = Defaults {
        code: 0,
        align: Align::Right,
        class_name,
    };
    let spec = parse(spec, defaults, rules)?;
    if !matches!(
        char::from_u32(spec.code),
        Some('\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')
    ) {
        return Err(unknown_code(spec.code, class_name));
    }
    let (form, flags) = form_of(&spec)?;
    if spec.fill == u32::from(b'0') {
        return Err(Raise::value_error(
            "Zero padding is not allowed in complex format specifier",
        ));
    }
    if spec.align == Align::AfterSign {
        return Err(Raise::value_error(
            "'=' alignment flag is not allowed in complex format specifier",
        ));
    }
    let like_str = spec.code == 0;
    let imaginary_alone = like_str && z.real == 0.0 && z.real.is_sign_positive();
    let unpadded = FormatSpec {
        width: None,
        align: Align::Left,
        ..spec
    };
    let mut out = PyText::new();
    if like_str && !imaginary_alone {
        out.push_str("(");
    }
    let mut imaginary = unpadded;
    if !imaginary_alone {
        let real = to_text(z.real, form, flags);
        out.push_text(NumberParts::of_float(&real).lay_out(&unpadded)?.as_ref());
        imaginary.sign = Some(SignOption::Plus);
    }
    let imag = to_text(z.imag, form, flags);
    out.push_text(NumberParts::of_float(&imag).lay_out(&imaginary)?.as_ref());
    out.push_str("j");
    if like_str && !imaginary_alone {
        out.push_str(")");
    }
    padded(out.as_ref(), &spec)
}
