//! Formatting: `str.format`, `%`, `__format__` of a str.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::text::format_method::{
    self, Accessor, AutoNumber, FIELD_DEPTH, FieldStart, Markup, split_name,
};
use crate::text::percent::{Arguments, Directive, Percent, Source, Step, Target, TypeNames};
use crate::text::{PyText, Raise, TextRef};
use crate::vm::native::Args;
use crate::vm::plain_text::MAX_STR_DIGITS;
use crate::vm::{Res, Vm};

/// `str.__format__`.
pub fn format_spec(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, spec) = (args.pos[0], args.pos[1]);
    if !vm.is_str(spec) {
        let text = format!(
            "__format__() argument must be str, not {}",
            vm.argument_type(spec)
        );
        return Err(vm.type_error(&text));
    }
    if vm.heap.str_len(spec) == 0 {
        return vm.str_of(r);
    }
    let text = crate::text::format_spec::format_str(
        vm.text_ref(r),
        vm.text_ref(spec),
        &vm.class_text(r),
        vm.text_rules(),
    );
    let text = vm.pure(text)?;
    Ok(vm.new_text(&text))
}

/// What `str.format` takes its values from.
#[derive(Clone, Copy)]
struct Values<'a> {
    positional: &'a [Ref],
    named: &'a [(Ref, Ref)],
    /// The mapping of `format_map`, or null.
    mapping: Ref,
}

/// `str.format`.
pub fn format(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let values = Values {
        positional: &args.pos[1..],
        named: args.kw,
        mapping: Ref::NULL,
    };
    let template = vm.py_text(args.this());
    let text = fill(
        vm,
        template.as_ref(),
        values,
        &mut AutoNumber::default(),
        FIELD_DEPTH,
    )?;
    Ok(vm.new_text(&text))
}

/// `str.format_map`.
pub fn format_map(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let values = Values {
        positional: &[],
        named: &[],
        mapping: args.pos[1],
    };
    let template = vm.py_text(args.this());
    let text = fill(
        vm,
        template.as_ref(),
        values,
        &mut AutoNumber::default(),
        FIELD_DEPTH,
    )?;
    Ok(vm.new_text(&text))
}

fn fill(
    vm: &mut Vm,
    template: TextRef<'_>,
    values: Values<'_>,
    numbering: &mut AutoNumber,
    depth: u32,
) -> Res<PyText> {
    if depth == 0 {
        return Err(vm.raise_data(format_method::nested_too_deep()));
    }
    let mut out = PyText::new();
    for piece in Markup::new(template) {
        let piece = vm.pure(piece)?;
        out.push_text(piece.literal);
        let Some(field) = piece.field else { continue };
        let value = field_value(vm, field.name, values, numbering)?;
        let value = match field.conversion {
            None => value,
            Some(how) => match char::from_u32(how) {
                Some('r') => vm.repr(value.get())?,
                Some('s') => vm.str_of(value.get())?,
                Some('a') => vm.ascii(value.get())?,
                _ => return Err(vm.raise_data(format_method::unknown_conversion(how))),
            },
        };
        let spec = if field.spec_has_fields {
            fill(vm, field.spec, values, numbering, depth - 1)?
        } else {
            field.spec.to_text()
        };
        let spec = vm.new_text(&spec);
        let shown = vm.format(value.get(), spec.get())?;
        out.push_text(vm.text_ref(shown.get()));
    }
    Ok(out)
}

fn field_value(
    vm: &mut Vm,
    name: TextRef<'_>,
    values: Values<'_>,
    numbering: &mut AutoNumber,
) -> Res<Owned> {
    let split = split_name(name, Some(numbering), vm.text_rules().unicode);
    let (start, accessors) = vm.pure(split)?;
    let mut value = match start {
        FieldStart::Index(_) if !values.mapping.is_null() => {
            return Err(vm.raise_data(format_method::positional_in_map()));
        }
        FieldStart::Index(index) => match values.positional.get(index as usize) {
            Some(&r) => vm.heap.own(r),
            None => return Err(vm.raise_data(format_method::index_out_of_range(index))),
        },
        FieldStart::Name(name) => {
            let key = vm.new_text(&name.to_text());
            if values.mapping.is_null() {
                let found = values
                    .named
                    .iter()
                    .find(|(name, _)| vm.heap.str_eq(*name, key.get()));
                match found {
                    Some(&(_, r)) => vm.heap.own(r),
                    None => return Err(vm.key_error(key.get())),
                }
            } else {
                vm.get_item(values.mapping, key.get())?
            }
        }
    };
    for accessor in accessors {
        value = match vm.pure(accessor)? {
            Accessor::Attribute(name) => {
                let name = vm.new_text(&name.to_text());
                let name = vm.heap.intern(name);
                vm.get_attribute(value.get(), name.get())?
            }
            Accessor::Index(index) => {
                let index = vm.heap.int(index);
                vm.get_item(value.get(), index.get())?
            }
            Accessor::Key(key) => {
                let key = vm.new_text(&key.to_text());
                vm.get_item(value.get(), key.get())?
            }
        };
    }
    Ok(value)
}

/// The names of the type of `r`, for messages.
pub fn names_of(vm: &mut Vm, r: Ref) -> TypeNames {
    let id = vm.heap.type_of(r);
    let full = super::object::full_name(vm, id);
    let full = full.strip_prefix("__main__.").unwrap_or(&full).to_owned();
    TypeNames {
        name: PyText::from(vm.class_text(r)),
        full_name: PyText::from(full),
    }
}

/// `str % arguments`.
pub fn percent(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (format, right) = (args.pos[0], args.pos[1]);
    if !vm.is_str(format) {
        return super::object::decline(vm);
    }
    let template = vm.py_text(format);
    let is_tuple = vm.is_a(right, TypeId::TUPLE);
    let getitem = vm.names.getitem;
    let arguments = if is_tuple {
        Arguments::Tuple(vm.heap.tuple_len(right) as usize)
    } else {
        Arguments::One {
            is_mapping: !vm.is_str(right) && vm.lookup_special(right, getitem).is_some(),
        }
    };
    let mut reader = Percent::new(template.as_ref(), arguments, Target::Str, vm.text_rules());
    let right_names = names_of(vm, right);
    let mut whole = vm.heap.own(right);
    let mut out = PyText::new();
    loop {
        let step = reader.step(&|| right_names.clone());
        match vm.pure(step)? {
            Step::Literal(text) => out.push_text(text),
            Step::Key(key) => {
                let key = vm.new_text(&key.to_text());
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
            Step::Done => return Ok(vm.new_text(&out)),
        }
    }
}

fn argument(vm: &Vm, right: Ref, whole: &Owned, source: Source) -> Ref {
    match source {
        Source::Item(index) => vm.heap.tuple_item(right, index as u32),
        Source::Whole => whole.get(),
    }
}

fn convert(vm: &mut Vm, directive: &Directive, r: Ref) -> Res<PyText> {
    let shown: Result<PyText, Raise> = match char::from_u32(directive.code) {
        Some('s') => {
            let text = vm.str_of(r)?;
            directive.text(vm.text_ref(text.get()))
        }
        Some('r') => {
            let text = vm.repr(r)?;
            directive.text(vm.text_ref(text.get()))
        }
        Some('a') => {
            let text = vm.ascii(r)?;
            directive.text(vm.text_ref(text.get()))
        }
        Some('c') if vm.is_str(r) => directive.character_of_text(vm.text_ref(r)),
        Some('c') if vm.is_int(r) => directive.character_of_int(&vm.heap.int_big(r)),
        Some('c') if vm.has_index(r) => match vm.printed_integer(r, u32::from('x'))? {
            Some(value) => directive.character_of_int(&value),
            None => Err(directive.wrong_type(&names_of(vm, r))),
        },
        Some('d' | 'i' | 'u') if vm.is_a(r, TypeId::FLOAT) => {
            match crate::number::int_float::truncated(vm.heap.float_value(r)) {
                Ok(value) => directive.int(&value, MAX_STR_DIGITS),
                Err(raise) => Err(raise),
            }
        }
        Some('d' | 'i' | 'u' | 'o' | 'x' | 'X') if vm.is_int(r) => {
            directive.int(&vm.heap.int_big(r), MAX_STR_DIGITS)
        }
        Some('d' | 'i' | 'u' | 'o' | 'x' | 'X') => match vm.printed_integer(r, directive.code)? {
            Some(value) => directive.int(&value, MAX_STR_DIGITS),
            None => Err(directive.wrong_type(&names_of(vm, r))),
        },
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G') => {
            let value = vm.float_of_number(r)?;
            directive.float(value)
        }
        _ => Err(directive.wrong_type(&names_of(vm, r))),
    };
    vm.pure(shown)
}
