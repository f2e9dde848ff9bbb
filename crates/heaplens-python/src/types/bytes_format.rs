//! `%` of bytes and bytearray (PEP 461; `_PyBytes_FormatEx`, Objects/bytesobject.c).

use heaplens_heap::{Owned, Ref, TypeId};

use crate::text::percent::{Arguments, Directive, Percent, Source, Step, Target};
use crate::text::{PyText, Raise, TextRef};
use crate::types::object::decline;
use crate::types::str_format::names_of;
use crate::vm::native::Args;
use crate::vm::plain_text::MAX_STR_DIGITS;
use crate::vm::{Raised, Res, Vm};

/// `arguments % bytes` where only the right one knows.
pub fn reflected(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let is_bytes = |vm: &Vm, r: Ref| vm.is_a(r, TypeId::BYTES) || vm.is_a(r, TypeId::BYTEARRAY);
    if !is_bytes(vm, args.pos[1]) {
        return decline(vm);
    }
    percent(
        vm,
        &Args {
            pos: &[args.pos[1], args.pos[0]],
            ..*args
        },
    )
}

/// `bytes % arguments`.
pub fn percent(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (format, right) = (args.pos[0], args.pos[1]);
    let template = vm.bytes_like(format)?;
    let getitem = vm.names.getitem;
    let arguments = if vm.is_a(right, TypeId::TUPLE) {
        Arguments::Tuple(vm.heap.tuple_len(right) as usize)
    } else {
        let is_text =
            vm.is_a(right, TypeId::BYTES) || vm.is_a(right, TypeId::BYTEARRAY) || vm.is_str(right);
        Arguments::One {
            is_mapping: !is_text && vm.lookup_special(right, getitem).is_some(),
        }
    };
    let mut reader = Percent::new(
        TextRef::Ucs1(&template),
        arguments,
        Target::Bytes,
        vm.text_rules(),
    );
    let right_names = names_of(vm, right);
    let mut whole = vm.heap.own(right);
    let mut out = PyText::new();
    loop {
        let step = reader.step(&|| right_names.clone());
        match vm.pure(step)? {
            Step::Literal(text) => out.push_text(text),
            Step::Key(key) => {
                let key: Vec<u8> = key.iter().map(|point| point as u8).collect();
                let key = vm.heap.bytes(&key);
                whole = vm.get_item(right, key.get())?;
            }
            Step::Star(source) => {
                let r = argument(vm, right, &whole, source);
                let value = if vm.is_int(r) {
                    let value = vm.heap.int_big(r);
                    reader.star(Ok(&value))
                } else {
                    reader.star(Err(names_of(vm, r)))
                };
                vm.pure(value)?;
            }
            Step::Convert(directive, source) => {
                let r = argument(vm, right, &whole, source);
                let r = vm.heap.own(r);
                let shown = convert(vm, &directive, r.get())?;
                out.push_text(shown.as_ref());
            }
            Step::Done => {
                let made: Vec<u8> = out.as_ref().iter().map(|point| point as u8).collect();
                return Ok(vm.bytes_as(format, &made));
            }
        }
    }
}

fn argument(vm: &Vm, right: Ref, whole: &Owned, source: Source) -> Ref {
    match source {
        Source::Item(index) => vm.heap.tuple_item(right, index as u32),
        Source::Whole => whole.get(),
    }
}

/// `%b` and `%s`: what shows bytes, or has `__bytes__` (`format_obj`).
fn content(vm: &mut Vm, r: Ref) -> Res<Vec<u8>> {
    if let Some(content) = vm.buffer_content(r)? {
        return Ok(content);
    }
    let name = vm.names.bytes;
    if let Some(result) = vm.call_special(r, name, &[]) {
        let result = result?;
        if vm.is_a(result.get(), TypeId::BYTES) {
            return Ok(vm.heap.bytes_value(result.get()).to_vec());
        }
        let text = format!(
            "__bytes__ returned non-bytes (type {})",
            vm.type_name(result.get())
        );
        return Err(vm.type_error(&text));
    }
    let text = format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
        vm.type_name(r)
    );
    Err(vm.type_error(&text))
}

fn convert(vm: &mut Vm, directive: &Directive, r: Ref) -> Res<PyText> {
    let shown: Result<PyText, Raise> = match char::from_u32(directive.code) {
        Some('s' | 'b') => {
            let content = content(vm, r)?;
            directive.text(TextRef::Ucs1(&content))
        }
        Some('r' | 'a') => {
            let text = vm.ascii(r)?;
            directive.text(vm.text_ref(text.get()))
        }
        Some('c') if vm.is_a(r, TypeId::BYTES) || vm.is_a(r, TypeId::BYTEARRAY) => {
            let content = vm.bytes_like(r)?;
            directive.character_of_bytes(&content, &vm.class_text(r))
        }
        Some('c') if vm.is_int(r) => directive.character_of_int(&vm.heap.int_big(r)),
        Some('c') if vm.has_index(r) => match vm.printed_integer(r, u32::from('x'))? {
            Some(value) => directive.character_of_int(&value),
            None => Err(directive.wrong_type(&names_of(vm, r))),
        },
        Some('d' | 'i' | 'u') if vm.is_a(r, TypeId::FLOAT) => {
            crate::number::int_float::truncated(vm.heap.float_value(r))
                .and_then(|value| directive.int(&value, MAX_STR_DIGITS))
        }
        Some('d' | 'i' | 'u' | 'o' | 'x' | 'X') if vm.is_int(r) => {
            directive.int(&vm.heap.int_big(r), MAX_STR_DIGITS)
        }
        Some('d' | 'i' | 'u' | 'o' | 'x' | 'X') => match vm.printed_integer(r, directive.code)? {
            Some(value) => directive.int(&value, MAX_STR_DIGITS),
            None => Err(directive.wrong_type(&names_of(vm, r))),
        },
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G') => match vm.float_of_number(r) {
            Ok(value) => directive.float(value),
            Err(Raised) if vm.catch(crate::vm::exceptions::Exc::TypeError) => {
                let text = format!("float argument required, not {}", vm.type_name(r));
                return Err(vm.type_error(&text));
            }
            Err(raised) => return Err(raised),
        },
        _ => Err(directive.wrong_type(&names_of(vm, r))),
    };
    vm.pure(shown)
}
