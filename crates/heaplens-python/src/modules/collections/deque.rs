//! `deque`: its ends, its making, how it compares and is shown; its iterators.

use heaplens_heap::deque::End;
use heaplens_heap::{Owned, Ref};

use super::is_of;
use crate::opcode::Comparison;
use crate::text::PyText;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

macro_rules! comparison {
    ($name:literal, $op:ident) => {
        Def::slot($name, 1, |vm, args| compare(vm, args, Comparison::$op))
    };
}

/// Methods.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr),
    Def::slot("__len__", 0, |vm, args| {
        let length = vm.heap.deque_len(args.this());
        Ok(vm.heap.int(i64::from(length)))
    }),
    Def::slot("__iter__", 0, |vm, args| {
        iterator(vm, args.this(), "_collections._deque_iterator")
    }),
    Def::method("__reversed__", Arity::None, |vm, args| {
        iterator(vm, args.this(), "_collections._deque_reverse_iterator")
    }),
    comparison!("__eq__", Eq),
    comparison!("__ne__", Ne),
    comparison!("__lt__", Lt),
    comparison!("__le__", Le),
    comparison!("__gt__", Gt),
    comparison!("__ge__", Ge),
    Def::getter("maxlen", |vm, args| {
        let maxlen = vm.heap.deque_maxlen(args.this());
        Ok(if maxlen < 0 {
            vm.none()
        } else {
            vm.heap.int(maxlen)
        })
    }),
    Def::method("append", Arity::One, |vm, args| push(vm, args, End::Right)),
    Def::method("appendleft", Arity::One, |vm, args| {
        push(vm, args, End::Left)
    }),
    Def::method("pop", Arity::None, |vm, args| pop(vm, args, End::Right)),
    Def::method("popleft", Arity::None, |vm, args| pop(vm, args, End::Left)),
    Def::method("extend", Arity::One, |vm, args| {
        extend(vm, args.pos[0], args.pos[1], End::Right)?;
        Ok(vm.none())
    }),
    Def::method("extendleft", Arity::One, |vm, args| {
        extend(vm, args.pos[0], args.pos[1], End::Left)?;
        Ok(vm.none())
    }),
    Def::method("clear", Arity::None, |vm, args| {
        vm.heap.deque_clear(args.this());
        Ok(vm.none())
    }),
    Def::method("copy", Arity::None, |vm, args| copy(vm, args.this())),
    Def::method("__copy__", Arity::None, |vm, args| copy(vm, args.this())),
    Def::method("__reduce__", Arity::None, reduce),
    Def::class(
        "__class_getitem__",
        Arity::One,
        crate::types::generic_alias::class_getitem,
    )
    .since(9),
];

/// What the iterators have besides.
pub const HINT: &[Def] = &[Def::method("__length_hint__", Arity::None, |vm, args| {
    let left = vm.heap.raw_word(args.this(), LEFT);
    Ok(vm.heap.int(left as i64))
})];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    Ok(Owned::adopt(vm.heap.new_deque(id, -1)))
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [iterable, maxlen] = args.bind(vm, "deque", 1, ["iterable", "maxlen"], 0)?;
    let this = args.this();
    let none = vm.heap.known.none;
    let mut most = -1;
    if let Some(maxlen) = maxlen.filter(|&maxlen| maxlen != none) {
        if !vm.is_int(maxlen) {
            return Err(vm.type_error("an integer is required"));
        }
        most = vm.ssize_argument(maxlen)?;
        if most < 0 {
            return Err(vm.value_error("maxlen must be non-negative"));
        }
    }
    vm.heap.set_deque_maxlen(this, most);
    if vm.heap.deque_len(this) > 0 {
        vm.heap.deque_clear(this);
    }
    if let Some(iterable) = iterable {
        extend(vm, this, iterable, End::Right)?;
    }
    Ok(vm.none())
}

/// Puts an item, whose count is given away, at an end; the other end gives where the deque is full.
pub(super) fn push_item(vm: &mut Vm, this: Ref, end: End, item: Ref) {
    vm.heap.deque_push(this, end, item);
    let most = vm.heap.deque_maxlen(this);
    if most >= 0 && i64::from(vm.heap.deque_len(this)) > most {
        let other = if end == End::Right {
            End::Left
        } else {
            End::Right
        };
        if let Some(old) = vm.heap.deque_pop(this, other) {
            vm.drop_ref(old);
        }
    }
}

fn push(vm: &mut Vm, args: &Args<'_>, end: End) -> Res<Owned> {
    let item = args.pos[1];
    vm.heap.incref(item);
    push_item(vm, args.this(), end, item);
    Ok(vm.none())
}

fn pop(vm: &mut Vm, args: &Args<'_>, end: End) -> Res<Owned> {
    match vm.heap.deque_pop(args.this(), end) {
        Some(item) => Ok(Owned::adopt(item)),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

pub(super) fn extend(vm: &mut Vm, this: Ref, iterable: Ref, end: End) -> Res<()> {
    if iterable == this {
        let items = vm.heap.deque_items(this);
        for item in items {
            vm.heap.incref(item);
            push_item(vm, this, end, item);
        }
        return Ok(());
    }
    let iter = vm.get_iter(iterable)?;
    if vm.heap.deque_maxlen(this) == 0 {
        while let Some(item) = vm.next(iter.get())? {
            vm.release(item);
        }
        return Ok(());
    }
    vm.heap.deque_prepare_extend(this, end);
    while let Some(item) = vm.next(iter.get())? {
        push_item(vm, this, end, item.into_ref());
    }
    vm.release(iter);
    Ok(())
}

pub(super) fn copy(vm: &mut Vm, this: Ref) -> Res<Owned> {
    let id = vm.native_class("collections.deque");
    let most = vm.heap.deque_maxlen(this);
    if vm.heap.type_of(this) == id {
        let fresh = Owned::adopt(vm.heap.new_deque(id, most));
        extend(vm, fresh.get(), this, End::Right)?;
        return Ok(fresh);
    }
    let class = vm.heap.info_of(this).object;
    if most < 0 {
        return vm.call(class, &[this]);
    }
    let most = vm.heap.int(most);
    vm.call(class, &[this, most.get()])
}

fn reduce(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let class = vm.heap.info_of(this).object;
    let most = vm.heap.deque_maxlen(this);
    let arguments = if most < 0 {
        vm.heap.tuple_of(&[])
    } else {
        let empty = vm.heap.tuple_of(&[]);
        let most = vm.heap.int(most);
        vm.heap.tuple_of(&[empty.get(), most.get()])
    };
    let items = vm.get_iter(this)?;
    let none = vm.heap.known.none;
    Ok(vm
        .heap
        .tuple_of(&[class, arguments.get(), none, items.get()]))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    if vm.repr_enter(this) {
        return Ok(vm.heap.str("[...]"));
    }
    let list = vm.list_from_iterable(this);
    let shown = match list {
        Ok(list) => {
            let mut text = PyText::new();
            vm.push_repr(&mut text, list.get()).map(|()| text)
        }
        Err(raised) => Err(raised),
    };
    vm.repr_leave(this);
    let shown = shown?;
    let mut text = PyText::new();
    text.push_str(&format!("{}(", crate::modules::short_type_name(vm, this)));
    text.push_text(shown.as_ref());
    let most = vm.heap.deque_maxlen(this);
    if most >= 0 {
        text.push_str(&format!(", maxlen={most}"));
    }
    text.push_str(")");
    Ok(vm.str_from_text(&text))
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !is_of(vm, b, "collections.deque") {
        let declined = vm.heap.known.not_implemented;
        return Ok(vm.heap.own(declined));
    }
    let same_length = vm.heap.deque_len(a) == vm.heap.deque_len(b);
    if a == b && matches!(op, Comparison::Eq | Comparison::Ne) {
        return vm.bool_of(op == Comparison::Eq);
    }
    if !same_length && matches!(op, Comparison::Eq | Comparison::Ne) {
        return vm.bool_of(op == Comparison::Ne);
    }
    let (left, right) = (vm.get_iter(a)?, vm.get_iter(b)?);
    loop {
        let (x, y) = (vm.next(left.get())?, vm.next(right.get())?);
        match (x, y) {
            (Some(x), Some(y)) => {
                if vm.same_items(x.get(), y.get())? {
                    continue;
                }
                return match op {
                    Comparison::Eq => vm.bool_of(false),
                    Comparison::Ne => vm.bool_of(true),
                    _ => vm.compare(x.get(), y.get(), op),
                };
            }
            (x, y) => {
                let order = x.is_some().cmp(&y.is_some());
                let value = match op {
                    Comparison::Lt => order.is_lt(),
                    Comparison::Le => order.is_le(),
                    Comparison::Eq => order.is_eq(),
                    Comparison::Ne => order.is_ne(),
                    Comparison::Gt => order.is_gt(),
                    Comparison::Ge => order.is_ge(),
                };
                return vm.bool_of(value);
            }
        }
    }
}

/// How many items an iterator has left.
const LEFT: u32 = 1;
/// The state of the deque when the iterator was made.
const STATE: u32 = 2;
/// How many items it has given.
const GIVEN: u32 = 3;

fn iterator(vm: &mut Vm, deque: Ref, name: &'static str) -> Res<Owned> {
    let id = vm.native_class(name);
    let (length, state) = (vm.heap.deque_len(deque), vm.heap.deque_state(deque));
    let iter = vm.new_native(id, &[deque]);
    vm.heap.set_raw_word(iter.get(), LEFT, u64::from(length));
    vm.heap.set_raw_word(iter.get(), STATE, u64::from(state));
    Ok(iter)
}

fn step(vm: &mut Vm, iter: Ref, is_forward: bool) -> Res<Option<Owned>> {
    let deque = vm.heap.field(iter, 0);
    let left = vm.heap.raw_word(iter, LEFT);
    if vm.heap.raw_word(iter, STATE) != u64::from(vm.heap.deque_state(deque)) {
        vm.heap.set_raw_word(iter, LEFT, 0);
        return Err(vm.raise_text(Exc::RuntimeError, "deque mutated during iteration"));
    }
    if left == 0 {
        return Ok(None);
    }
    let given = vm.heap.raw_word(iter, GIVEN);
    let at = if is_forward { given } else { left - 1 };
    vm.heap.set_raw_word(iter, LEFT, left - 1);
    vm.heap.set_raw_word(iter, GIVEN, given + 1);
    let item = vm.heap.deque_item(deque, at as u32);
    Ok(Some(vm.heap.own(item)))
}

pub(super) fn next_forward(vm: &mut Vm, iter: Ref) -> Res<Option<Owned>> {
    step(vm, iter, true)
}

pub(super) fn next_backward(vm: &mut Vm, iter: Ref) -> Res<Option<Owned>> {
    step(vm, iter, false)
}
