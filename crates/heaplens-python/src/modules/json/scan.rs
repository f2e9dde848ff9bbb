//! Reading JSON.

use heaplens_heap::{Owned, Ref};

use super::decode_error;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of the scanner.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__call__", call),
    Def::getter("strict", |vm, args| {
        Ok(vm.field_or_none(args.this(), STRICT))
    }),
    Def::getter("object_hook", |vm, args| {
        Ok(vm.field_or_none(args.this(), OBJECT_HOOK))
    }),
    Def::getter("object_pairs_hook", |vm, args| {
        Ok(vm.field_or_none(args.this(), PAIRS_HOOK))
    }),
    Def::getter("parse_float", |vm, args| {
        Ok(vm.field_or_none(args.this(), PARSE_FLOAT))
    }),
    Def::getter("parse_int", |vm, args| {
        Ok(vm.field_or_none(args.this(), PARSE_INT))
    }),
    Def::getter("parse_constant", |vm, args| {
        Ok(vm.field_or_none(args.this(), PARSE_CONSTANT))
    }),
];

const OBJECT_HOOK: u32 = 0;
const PAIRS_HOOK: u32 = 1;
const PARSE_FLOAT: u32 = 2;
const PARSE_INT: u32 = 3;
const PARSE_CONSTANT: u32 = 4;
const STRICT: u32 = 5;

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [context] = args.bind(vm, "make_scanner", 1, ["context"], 1)?;
    let context = context.unwrap_or_default();
    let mut values = Vec::new();
    for name in [
        "object_hook",
        "object_pairs_hook",
        "parse_float",
        "parse_int",
        "parse_constant",
        "strict",
    ] {
        values.push(vm.attribute(context, name)?);
    }
    let id = vm.heap.type_id_of(args.this());
    let fields: Vec<Ref> = values.iter().map(Owned::get).collect();
    Ok(vm.new_native(id, &fields))
}

struct Scan {
    this: Ref,
    document: Ref,
    points: Vec<u32>,
    strict: bool,
    memo: Owned,
}

fn call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [document, index] = args.bind(vm, "scan_once", 1, ["string", "idx"], 2)?;
    let document = document.unwrap_or_default();
    if !vm.is_str(document) {
        let text = format!(
            "first argument must be a string, not {}",
            vm.type_name(document)
        );
        return Err(vm.type_error(&text));
    }
    let index = vm.ssize_argument(index.unwrap_or_default())?;
    if index < 0 {
        return Err(vm.value_error("idx cannot be negative"));
    }
    let strict = vm.heap.field(args.this(), STRICT);
    let strict = vm.truth(strict)?;
    let points = vm.heap.chars(document).iter().collect();
    let memo = vm.heap.dict();
    let mut scan = Scan {
        this: args.this(),
        document,
        points,
        strict,
        memo,
    };
    let (value, end) = scan.once(vm, index as usize)?;
    let end = vm.heap.int(end as i64);
    Ok(vm.tuple_owned(vec![value, end]))
}

/// `scanstring(string, end, strict=True)`: from behind the opening quote.
pub fn scanstring(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let document = args.pos[0];
    if !vm.is_str(document) {
        let text = format!(
            "first argument must be a string, not {}",
            vm.type_name(document)
        );
        return Err(vm.type_error(&text));
    }
    let start = vm.ssize_argument(args.pos[1])?;
    let strict = match args.get(2) {
        Some(strict) => vm.truth(strict)?,
        None => true,
    };
    let points: Vec<u32> = vm.heap.chars(document).iter().collect();
    if start < 0 || start as usize > points.len() {
        return Err(vm.value_error("end is out of bounds"));
    }
    let (value, end) = string(vm, document, &points, start as usize, strict)?;
    let end = vm.heap.int(end as i64);
    Ok(vm.tuple_owned(vec![value, end]))
}

fn hex4(points: &[u32], at: usize) -> Option<u32> {
    let digits = points.get(at..at + 4)?;
    digits.iter().try_fold(0, |value, &digit| {
        Some(value * 16 + char::from_u32(digit)?.to_digit(16)?)
    })
}

fn string(
    vm: &mut Vm,
    document: Ref,
    points: &[u32],
    start: usize,
    strict: bool,
) -> Res<(Owned, usize)> {
    let begin = start.wrapping_sub(1);
    let unterminated = "Unterminated string starting at";
    let mut out: Vec<u32> = Vec::new();
    let mut at = start;
    loop {
        let Some(&point) = points.get(at) else {
            return Err(decode_error(vm, unterminated, document, begin));
        };
        match point {
            0x22 => break,
            0x5c => {
                let Some(&escape) = points.get(at + 1) else {
                    return Err(decode_error(vm, unterminated, document, begin));
                };
                let plain = match escape {
                    0x22 | 0x5c | 0x2f => escape,
                    0x62 => 8,
                    0x66 => 12,
                    0x6e => 10,
                    0x72 => 13,
                    0x74 => 9,
                    0x75 => {
                        let wrong = "Invalid \\uXXXX escape";
                        let has_room = at + 6 < points.len();
                        let Some(mut value) = hex4(points, at + 2).filter(|_| has_room) else {
                            return Err(decode_error(vm, wrong, document, at + 1));
                        };
                        at += 6;
                        if (0xd800..0xdc00).contains(&value)
                            && points.get(at) == Some(&0x5c)
                            && points.get(at + 1) == Some(&0x75)
                            && at + 6 < points.len()
                        {
                            match hex4(points, at + 2) {
                                Some(low) if (0xdc00..0xe000).contains(&low) => {
                                    value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
                                    at += 6;
                                }
                                Some(_) => {}
                                None => {
                                    return Err(decode_error(vm, wrong, document, at + 1));
                                }
                            }
                        }
                        out.push(value);
                        continue;
                    }
                    _ => return Err(decode_error(vm, "Invalid \\escape", document, at)),
                };
                out.push(plain);
                at += 2;
            }
            _ => {
                if strict && point <= 0x1f {
                    let text = "Invalid control character at";
                    return Err(decode_error(vm, text, document, at));
                }
                out.push(point);
                at += 1;
            }
        }
    }
    Ok((vm.heap.str_from_points(&out), at + 1))
}

impl Scan {
    fn is(&self, at: usize, c: char) -> bool {
        self.points.get(at) == Some(&u32::from(c))
    }

    fn spaces(&self, mut at: usize) -> usize {
        while matches!(self.points.get(at), Some(0x20 | 0x09 | 0x0a | 0x0d)) {
            at += 1;
        }
        at
    }

    fn says(&self, at: usize, text: &str) -> bool {
        let end = at + text.len();
        end <= self.points.len()
            && text
                .bytes()
                .zip(&self.points[at..end])
                .all(|(byte, &point)| u32::from(byte) == point)
    }

    fn error(&self, vm: &mut Vm, text: &str, at: usize) -> Raised {
        decode_error(vm, text, self.document, at)
    }

    /// One value; a `StopIteration` with the index where there is none (`scan_once_unicode`).
    fn once(&mut self, vm: &mut Vm, at: usize) -> Res<(Owned, usize)> {
        let Some(&point) = self.points.get(at) else {
            return Err(self.stop(vm, at));
        };
        match point {
            0x22 => string(vm, self.document, &self.points, at + 1, self.strict),
            0x7b | 0x5b => {
                vm.enter_native()?;
                let result = if point == 0x7b {
                    self.object(vm, at + 1)
                } else {
                    self.array(vm, at + 1)
                };
                vm.native_depth -= 1;
                result
            }
            _ if self.says(at, "null") => Ok((vm.none(), at + 4)),
            _ if self.says(at, "true") => Ok((vm.heap.bool(true), at + 4)),
            _ if self.says(at, "false") => Ok((vm.heap.bool(false), at + 5)),
            _ if self.says(at, "NaN") => self.constant(vm, at, "NaN"),
            _ if self.says(at, "Infinity") => self.constant(vm, at, "Infinity"),
            _ if self.says(at, "-Infinity") => self.constant(vm, at, "-Infinity"),
            _ => self.number(vm, at),
        }
    }

    fn stop(&self, vm: &mut Vm, at: usize) -> Raised {
        let at = vm.heap.int(at as i64);
        vm.stop_iteration(at.get())
    }

    fn constant(&mut self, vm: &mut Vm, at: usize, text: &str) -> Res<(Owned, usize)> {
        let function = vm.heap.field(self.this, PARSE_CONSTANT);
        let argument = vm.heap.str(text);
        let value = vm.call(function, &[argument.get()])?;
        Ok((value, at + text.len()))
    }

    fn digits(&self, mut at: usize) -> usize {
        while matches!(self.points.get(at), Some(0x30..=0x39)) {
            at += 1;
        }
        at
    }

    fn number(&mut self, vm: &mut Vm, start: usize) -> Res<(Owned, usize)> {
        let mut at = start + usize::from(self.is(start, '-'));
        at = match self.points.get(at) {
            Some(0x31..=0x39) => self.digits(at),
            Some(0x30) => at + 1,
            _ => return Err(self.stop(vm, start)),
        };
        let mut is_float = false;
        if self.is(at, '.') && self.digits(at + 1) > at + 1 {
            is_float = true;
            at = self.digits(at + 1);
        }
        if self.is(at, 'e') || self.is(at, 'E') {
            let sign = usize::from(self.is(at + 1, '+') || self.is(at + 1, '-'));
            if self.digits(at + 1 + sign) > at + 1 + sign {
                is_float = true;
                at = self.digits(at + 1 + sign);
            }
        }
        let text = vm.heap.str_from_points(&self.points[start..at]);
        let field = if is_float { PARSE_FLOAT } else { PARSE_INT };
        let function = vm.heap.field(self.this, field);
        let value = vm.call(function, &[text.get()])?;
        Ok((value, at))
    }

    fn has_hook(&self, vm: &Vm, field: u32) -> Option<Ref> {
        let hook = vm.heap.field(self.this, field);
        (!hook.is_null() && hook != vm.heap.known.none).then_some(hook)
    }

    fn object(&mut self, vm: &mut Vm, start: usize) -> Res<(Owned, usize)> {
        let wanted = "Expecting property name enclosed in double quotes";
        let pairs_hook = self.has_hook(vm, PAIRS_HOOK);
        let result = if pairs_hook.is_some() {
            vm.heap.list_from(&[])
        } else {
            vm.heap.dict()
        };
        let mut at = self.spaces(start);
        if !self.is(at, '}') {
            loop {
                if !self.is(at, '"') {
                    return Err(self.error(vm, wanted, at));
                }
                let (key, end) = string(vm, self.document, &self.points, at + 1, self.strict)?;
                // Equal keys of one document are one object.
                let key = match vm.dict_get(self.memo.get(), key.get())? {
                    Some(known) => vm.heap.own(known),
                    None => {
                        vm.dict_set(self.memo.get(), key.get(), key.get())?;
                        key
                    }
                };
                at = self.spaces(end);
                if !self.is(at, ':') {
                    return Err(self.error(vm, "Expecting ':' delimiter", at));
                }
                at = self.spaces(at + 1);
                let (value, end) = self.once(vm, at)?;
                if pairs_hook.is_some() {
                    let pair = vm.tuple_owned(vec![key, value]);
                    vm.heap.list_append(result.get(), pair.into_ref());
                } else {
                    vm.dict_set(result.get(), key.get(), value.get())?;
                }
                at = self.spaces(end);
                if self.is(at, '}') {
                    break;
                }
                if !self.is(at, ',') {
                    return Err(self.error(vm, "Expecting ',' delimiter", at));
                }
                let comma = at;
                at = self.spaces(at + 1);
                if self.is(at, '}') && vm.version.minor() >= 13 {
                    let text = "Illegal trailing comma before end of object";
                    return Err(self.error(vm, text, comma));
                }
            }
        }
        let hook = pairs_hook.or_else(|| self.has_hook(vm, OBJECT_HOOK));
        let value = match hook {
            Some(hook) => vm.call(hook, &[result.get()])?,
            None => result,
        };
        Ok((value, at + 1))
    }

    fn array(&mut self, vm: &mut Vm, start: usize) -> Res<(Owned, usize)> {
        let list = vm.heap.list_from(&[]);
        let mut at = self.spaces(start);
        if !self.is(at, ']') {
            loop {
                let (value, end) = self.once(vm, at)?;
                vm.heap.list_append(list.get(), value.into_ref());
                at = self.spaces(end);
                if self.is(at, ']') {
                    break;
                }
                if !self.is(at, ',') {
                    return Err(self.error(vm, "Expecting ',' delimiter", at));
                }
                let comma = at;
                at = self.spaces(at + 1);
                if self.is(at, ']') && vm.version.minor() >= 13 {
                    let text = "Illegal trailing comma before end of array";
                    return Err(self.error(vm, text, comma));
                }
            }
        }
        Ok((list, at + 1))
    }
}
