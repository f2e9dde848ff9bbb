//! `str.translate` and `str.maketrans` (Objects/unicodeobject.c).

use heaplens_heap::{Owned, Ref, TypeId};

use crate::text::PyText;
use crate::text::methods::translate::{self as pure, Translated};
use crate::vm::exceptions::Exc;
use crate::vm::native::Args;
use crate::vm::{Raised, Res, Vm};

/// `text.translate(table)`.
pub fn translate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (text, table) = (vm.py_text(args.pos[0]), args.pos[1]);
    let made = pure::translate(text.as_ref(), |point| entry(vm, table, point))?;
    if made == text && vm.heap.type_of(args.pos[0]) == TypeId::STR {
        return Ok(vm.heap.own(args.pos[0]));
    }
    Ok(vm.new_text(&made))
}

/// What the table maps a code point to (`charmaptranslate_lookup`).
fn entry(vm: &mut Vm, table: Ref, point: u32) -> Res<Translated> {
    let key = vm.heap.int(i64::from(point));
    let found = match vm.get_item(table, key.get()) {
        Ok(found) => found,
        Err(Raised) if vm.catch(Exc::LookupError) => return Ok(Translated::Same),
        Err(raised) => return Err(raised),
    };
    let r = found.get();
    if r == vm.heap.known.none {
        return Ok(Translated::Deleted);
    }
    if vm.is_int(r) {
        return match vm.small_value(r) {
            Some(point @ 0..=0x10_ffff) => Ok(Translated::Point(point as u32)),
            _ => Err(vm.value_error("character mapping must be in range(0x110000)")),
        };
    }
    if vm.is_str(r) {
        return Ok(Translated::Text(vm.py_text(r)));
    }
    Err(vm.type_error("character mapping must return integer, None or str"))
}

/// `str.maketrans(x, y, z)`.
pub fn maketrans(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let made = vm.heap.dict();
    let first = args.pos[0];
    let set = |vm: &mut Vm, key: u32, value: Ref| {
        let key = vm.heap.int(i64::from(key));
        vm.dict_set(made.get(), key.get(), value)
    };
    let Some(to) = args.get(1) else {
        if vm.heap.type_of(first) != TypeId::DICT {
            return Err(
                vm.type_error("if you give only one argument to maketrans it must be a dict")
            );
        }
        let pairs: Vec<(Owned, Owned)> = vm
            .heap
            .dict_entries(first)
            .into_iter()
            .map(|(_, key, value)| (vm.heap.own(key), vm.heap.own(value)))
            .collect();
        for (key, value) in pairs {
            if vm.is_str(key.get()) {
                if vm.heap.str_len(key.get()) != 1 {
                    return Err(
                        vm.value_error("string keys in translate table must be of length 1")
                    );
                }
                let point = vm.heap.chars(key.get()).at(0);
                set(vm, point, value.get())?;
            } else if vm.is_int(key.get()) {
                vm.dict_set(made.get(), key.get(), value.get())?;
            } else {
                return Err(vm.type_error("keys in translate table must be strings or integers"));
            }
        }
        return Ok(made);
    };
    for (number, r) in [(2, Some(to)), (3, args.get(2))] {
        if let Some(r) = r
            && !vm.is_str(r)
        {
            let text = format!(
                "maketrans() argument {number} must be str, not {}",
                vm.argument_type(r)
            );
            return Err(vm.type_error(&text));
        }
    }
    if !vm.is_str(first) {
        return Err(vm.type_error(
            "first maketrans argument must be a string if there is a second argument",
        ));
    }
    let (from, to) = (vm.py_text(first), vm.py_text(to));
    let pairs = pure::maketrans(from.as_ref(), to.as_ref()).map(Iterator::collect::<Vec<_>>);
    for (from, to) in vm.pure(pairs)? {
        let to = vm.heap.int(i64::from(to));
        set(vm, from, to.get())?;
    }
    if let Some(gone) = args.get(2) {
        let gone: PyText = vm.py_text(gone);
        let none = vm.heap.known.none;
        for point in gone.as_ref().iter() {
            set(vm, point, none)?;
        }
    }
    Ok(made)
}
