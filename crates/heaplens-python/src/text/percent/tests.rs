//! printf-style formatting against what CPython 3.11 said (tests/record/percent_cases.py), and 3.15's messages against
//! the recordings of goldens/language (strformat).

use super::*;
use crate::number::int_float::{to_float, truncated};
use crate::number::int_text::DEFAULT_MAX_DIGITS;
use crate::number::{float_repr, int_text};
use crate::text::ExcClass;
use crate::text::recorded::rows;
use crate::text::repr::{ascii, repr, repr_bytes};
use heaplens_heap::Version;

const RECORDED: &str = include_str!("../../../../../tests/recorded/percent_cases.tsv");

/// A stand-in for a guest's object.
#[derive(Clone, Debug)]
enum Value {
    Int(BigInt),
    Float(f64),
    Str(PyText),
    Bytes(Vec<u8>),
    None,
}

impl Value {
    fn read(text: TextRef<'_>) -> Value {
        let rest = text.slice(1..text.len());
        let string = rest.to_string_lossy();
        match char::from_u32(text.at(0)).unwrap() {
            'i' => Value::Int(string.parse().unwrap()),
            'f' => Value::Float(crate::number::float_hex::from_hex(string.as_bytes()).unwrap()),
            's' => Value::Str(rest.to_text()),
            'b' => Value::Bytes(rest.iter().map(|cp| cp as u8).collect()),
            _ => Value::None,
        }
    }

    fn names(&self) -> TypeNames {
        TypeNames::from(match self {
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::Bytes(_) => "bytes",
            Value::None => "NoneType",
        })
    }

    fn repr(&self, rules: &TextRules) -> Result<PyText, Raise> {
        Ok(match self {
            Value::Int(n) => int_text::to_decimal(n, rules, DEFAULT_MAX_DIGITS)?.into(),
            Value::Float(x) => float_repr::repr(*x).into(),
            Value::Str(text) => repr(text.as_ref(), rules.unicode),
            Value::Bytes(bytes) => repr_bytes(bytes),
            Value::None => "None".into(),
        })
    }
}

/// What the VM will do.
fn run(
    format: TextRef<'_>,
    target: Target,
    arguments: Option<&[Value]>,
    whole: Value,
    rules: &'static TextRules,
) -> Result<PyText, Raise> {
    let is_mapping = matches!(&whole, Value::None) && arguments.is_none();
    let names = match (arguments, is_mapping) {
        (Some(_), _) => TypeNames::from("tuple"),
        (None, true) => TypeNames::from("dict"),
        (None, false) => whole.names(),
    };
    let shape = match arguments {
        Some(items) => Arguments::Tuple(items.len()),
        None => Arguments::One {
            is_mapping: is_mapping || (target == Target::Str && matches!(whole, Value::Bytes(_))),
        },
    };
    let mut whole = whole;
    let mut reader = Percent::new(format, shape, target, rules);
    let mut out = PyText::new();
    let fetch = |source: Source, whole: &Value| match source {
        Source::Item(at) => arguments.unwrap()[at].clone(),
        Source::Whole => whole.clone(),
    };
    loop {
        match reader.step(&|| names.clone())? {
            Step::Literal(text) => out.push_text(text),
            Step::Key(key) => whole = look_up(key, target, is_mapping, rules)?,
            Step::Star(source) => match fetch(source, &whole) {
                Value::Int(n) => reader.star(Ok(&n))?,
                other => reader.star(Err(other.names()))?,
            },
            Step::Convert(directive, source) => {
                let value = fetch(source, &whole);
                // In place of a dict, the stand-in has nothing to show.
                if is_mapping && whole_is_dict(&value) && directive.key.is_none() {
                    return Err(Raise::type_error("dict"));
                }
                out.push_text(convert(&directive, &value, target, rules)?.as_ref());
            }
            Step::Done => return Ok(out),
        }
    }
}

fn whole_is_dict(value: &Value) -> bool {
    matches!(value, Value::None)
}

fn look_up(
    key: TextRef<'_>,
    target: Target,
    is_mapping: bool,
    rules: &TextRules,
) -> Result<Value, Raise> {
    if !is_mapping {
        return Err(Raise::type_error(
            "byte indices must be integers or slices, not str",
        ));
    }
    let shown = match (target, key) {
        (Target::Bytes, TextRef::Ucs1(bytes)) => repr_bytes(bytes),
        _ => repr(key, rules.unicode),
    };
    match key.to_string_lossy().as_str() {
        "a" => Ok(Value::Int(1.into())),
        "b" => Ok(Value::Float(2.5)),
        "c(d)" => Ok(Value::Str("x".into())),
        "" => Ok(Value::None),
        _ => Err(Raise::new(ExcClass::KeyError, shown)),
    }
}

fn convert(
    directive: &Directive,
    value: &Value,
    target: Target,
    rules: &TextRules,
) -> Result<PyText, Raise> {
    let code = char::from_u32(directive.code).unwrap();
    let wrong = || Err(directive.wrong_type(&value.names()));
    match (code, value) {
        ('s' | 'b', Value::Bytes(bytes)) if target == Target::Bytes => {
            directive.text(TextRef::Ucs1(bytes))
        }
        ('s' | 'b', _) if target == Target::Bytes => wrong(),
        ('s', Value::Str(text)) => directive.text(text.as_ref()),
        ('s', _) => directive.text(value.repr(rules)?.as_ref()),
        ('r', _) if target == Target::Str => directive.text(value.repr(rules)?.as_ref()),
        ('r' | 'a', _) => directive.text(ascii(value.repr(rules)?.as_ref()).as_ref()),
        ('c', Value::Str(text)) if target == Target::Str => {
            directive.character_of_text(text.as_ref())
        }
        ('c', Value::Bytes(bytes)) if target == Target::Bytes => {
            directive.character_of_bytes(bytes, "bytes")
        }
        ('c', Value::Int(n)) => directive.character_of_int(n),
        ('d' | 'i' | 'u' | 'o' | 'x' | 'X', Value::Int(n)) => directive.int(n, DEFAULT_MAX_DIGITS),
        ('d' | 'i' | 'u', Value::Float(x)) => directive.int(&truncated(*x)?, DEFAULT_MAX_DIGITS),
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Value::Float(x)) => directive.float(*x),
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Value::Int(n)) => directive.float(to_float(n)?),
        _ => wrong(),
    }
}

#[test]
fn formats_as_in_cpython_3_11() {
    let rules = TextRules::of(Version::V3_11);
    let mut held = 0;
    for row in rows(RECORDED) {
        let target = match row.operation().as_str() {
            "str" => Target::Str,
            _ => Target::Bytes,
        };
        let values: Vec<Value> = (2..row.arguments())
            .map(|at| Value::read(row.text(at)))
            .collect();
        let outcome = match row.text(1).to_string_lossy().as_str() {
            "tuple" => run(row.text(0), target, Some(&values), Value::None, rules),
            "one" => {
                // A lone None would be taken for the dict.
                if matches!(values[0], Value::None) {
                    continue;
                }
                run(row.text(0), target, None, values[0].clone(), rules)
            }
            _ => run(row.text(0), target, None, Value::None, rules),
        };
        if matches!(&outcome, Err(raise) if raise.message == "dict") {
            continue;
        }
        row.expect(outcome);
        held += 1;
    }
    assert!(held > 5500, "only {held} rows");
}

/// Recordings: goldens/language, messages strformat/01 to 26.
#[test]
fn messages_of_each_version() {
    let fail = |version, format: &str, value: Value| {
        let format = PyText::from(format);
        let rules = TextRules::of(version);
        let raise = run(format.as_ref(), Target::Str, None, value, rules).unwrap_err();
        raise.message.as_ref().to_string_lossy()
    };
    let text = |s: &str| Value::Str(s.into());
    use Version::{V3_8, V3_9, V3_10, V3_13, V3_14, V3_15};
    for (version, format, value, expect) in [
        (
            V3_9,
            "%d",
            text("a"),
            "%d format: a number is required, not str",
        ),
        (
            V3_10,
            "%d",
            text("a"),
            "%d format: a real number is required, not str",
        ),
        (
            V3_15,
            "%d",
            text("a"),
            "format argument: %d requires a real number, not str",
        ),
        (
            V3_8,
            "%o",
            text("a"),
            "%o format: an integer is required, not str",
        ),
        (
            V3_15,
            "%o",
            text("a"),
            "format argument: %o requires an integer, not str",
        ),
        (V3_14, "%f", text("a"), "must be real number, not str"),
        (
            V3_15,
            "%f",
            text("a"),
            "format argument: %f requires a real number, not str",
        ),
        (V3_13, "%c", text("ab"), "%c requires int or char"),
        (
            V3_14,
            "%c",
            text("ab"),
            "%c requires an int or a unicode character, not a string of length 2",
        ),
        (
            V3_15,
            "%c",
            text("ab"),
            "format argument: %c requires an integer or a unicode character, not a string of length 2",
        ),
        (
            V3_15,
            "%c",
            Value::Int((-1).into()),
            "format argument: %c argument not in range(0x110000)",
        ),
        (V3_15, "%", Value::Int(1.into()), "stray % at position 0"),
        (
            V3_15,
            "%(a)s",
            Value::Int(1.into()),
            "format requires a mapping, not int",
        ),
    ] {
        assert_eq!(
            fail(version, format, value),
            expect,
            "{format} in {version}"
        );
    }
    let tuple = |format: &str, items: &[Value]| {
        let format = PyText::from(format);
        let rules = TextRules::of(V3_15);
        let raise = run(
            format.as_ref(),
            Target::Str,
            Some(items),
            Value::None,
            rules,
        );
        raise.unwrap_err().message.as_ref().to_string_lossy()
    };
    let one = [Value::Int(1.into())];
    assert_eq!(
        tuple("a", &one),
        "not all arguments converted during string formatting (required 0, got 1)"
    );
    assert_eq!(
        tuple("%.*f", &one),
        "not enough arguments for format string (got 1)"
    );
    assert_eq!(
        tuple("%s", &[]),
        "not enough arguments for format string (got 0)"
    );
}
