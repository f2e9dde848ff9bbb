//! `int.to_bytes` and `int.from_bytes` (Objects/longobject.c).

use heaplens_heap::{Owned, Ref, TypeId};

use crate::number::int_bytes::{self, ByteOrder};
use crate::vm::native::Args;
use crate::vm::{Res, Vm};

/// Takes `signed`, by keyword alone, out of the arguments.
fn signed_of(vm: &mut Vm, args: &Args<'_>) -> Res<(bool, Vec<(Ref, Ref)>)> {
    let mut rest = args.kw.to_vec();
    let at = rest
        .iter()
        .position(|&(name, _)| vm.heap.str_is(name, "signed"));
    match at {
        Some(at) => {
            let (_, value) = rest.remove(at);
            Ok((vm.truth(value)?, rest))
        }
        None => Ok((false, rest)),
    }
}

fn order_of(vm: &mut Vm, r: Option<Ref>, function: &str) -> Res<ByteOrder> {
    let Some(r) = r else {
        return Ok(ByteOrder::Big);
    };
    if !vm.is_str(r) {
        let text = format!(
            "{function}() argument 'byteorder' must be str, not {}",
            vm.argument_type(r)
        );
        return Err(vm.type_error(&text));
    }
    let order = ByteOrder::named(&vm.heap.text(r));
    vm.pure(order)
}

/// `int.to_bytes(length, byteorder, *, signed)`; both have defaults from 3.11 on.
pub fn to_bytes(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (is_signed, kw) = signed_of(vm, args)?;
    let args = Args { kw: &kw, ..*args };
    let required = if vm.version.minor() >= 11 { 0 } else { 2 };
    let [length, order] = args.bind(vm, "to_bytes", 1, ["length", "byteorder"], required)?;
    let length = match length {
        Some(r) => vm.exact_count(r)?,
        None => 1,
    };
    let order = order_of(vm, order, "to_bytes")?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    if length > 1 << 30 {
        return Err(vm.memory_error());
    }
    let bytes = int_bytes::to_bytes(&vm.heap.int_big(args.this()), length, order, is_signed);
    let bytes = vm.pure(bytes)?;
    Ok(vm.heap.bytes(&bytes))
}

/// `int.from_bytes(bytes, byteorder, *, signed)`; the order has a default from 3.11 on.
pub fn from_bytes(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (is_signed, kw) = signed_of(vm, args)?;
    let args = Args { kw: &kw, ..*args };
    let required = if vm.version.minor() >= 11 { 1 } else { 2 };
    let [source, order] = args.bind(vm, "from_bytes", 1, ["bytes", "byteorder"], required)?;
    let order = order_of(vm, order, "from_bytes")?;
    let bytes = vm.heap.info(TypeId::BYTES).object;
    let source = source.unwrap_or_default();
    let content = match vm.buffer_content(source)? {
        Some(content) => content,
        None => {
            if vm.is_str(source) || vm.has_index(source) {
                let text = format!("cannot convert '{}' object to bytes", vm.type_name(source));
                return Err(vm.type_error(&text));
            }
            let made = vm.call(bytes, &[source])?;
            vm.heap.bytes_value(made.get()).to_vec()
        }
    };
    let value = int_bytes::from_bytes(&content, order, is_signed);
    let value = vm.heap.int_from_big(&value);
    let class = args.this();
    if vm.heap.type_id_of(class) == TypeId::INT {
        return Ok(value);
    }
    vm.call(class, &[value.get()])
}
