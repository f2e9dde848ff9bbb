//! `enumerate` and `reversed` (Objects/enumobject.c).

use heaplens_heap::{Owned, Ref, TypeId};
use num_bigint::BigInt;

use crate::types::iterators;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `enumerate`.
pub const ENUMERATE: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_enumerate),
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, iterators::next),
];

/// Methods of `reversed`.
pub const REVERSED: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_reversed),
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, iterators::next),
    Def::method("__length_hint__", Arity::None, |vm, args| {
        let iter = args.this();
        let seq = vm.heap.field(iter, 0);
        if seq.is_null() {
            return Ok(vm.heap.int(0));
        }
        let left = vm.heap.raw_word(iter, 1) as i64 + 1;
        let length = vm.length(seq)? as i64;
        Ok(vm.heap.int(if length < left { 0 } else { left }))
    }),
];

/// `en_longindex`: the count as an int once it no longer fits in a word.
const LONG_INDEX: u32 = 2;
/// `en_index`, in word 2.
const INDEX: u32 = 2;

fn new_enumerate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    if args.pos.len() == 1 && args.kw.is_empty() {
        let place = if vm.version.minor() >= 11 {
            ""
        } else {
            " (pos 1)"
        };
        let text = format!("enumerate() missing required argument 'iterable'{place}");
        return Err(vm.type_error(&text));
    }
    let [iterable, start] = args.bind(vm, "enumerate", 1, ["iterable", "start"], 1)?;
    let start = match start {
        Some(start) => Some(vm.index_object(start)?),
        None => None,
    };
    let sit = vm.get_iter(iterable.unwrap_or_default())?;
    let bytes = u64::from(vm.heap.info(id).basicsize);
    let iter = Owned::adopt(vm.heap.new_instance_block(id, bytes, 3));
    let r = iter.get();
    if let Some(start) = start {
        match vm.small_value(start.get()) {
            Some(value) => vm.heap.set_raw_word(r, INDEX, value as u64),
            None => {
                vm.heap.set_raw_word(r, INDEX, i64::MAX as u64);
                vm.heap.set_field(r, LONG_INDEX, start.into_ref());
            }
        }
    }
    let none = vm.heap.known.none;
    let result = vm.heap.tuple_of(&[none, none]);
    vm.heap.set_field(r, 0, sit.into_ref());
    vm.heap.set_field(r, 1, result.into_ref());
    vm.heap.track(r);
    Ok(iter)
}

impl Vm {
    /// The next pair of an `enumerate`.
    pub fn next_enumerate(&mut self, iter: Ref) -> Res<Option<Owned>> {
        let sit = self.heap.field(iter, 0);
        let Some(item) = self.next(sit)? else {
            return Ok(None);
        };
        let at = self.heap.raw_word(iter, INDEX) as i64;
        let long = self.heap.field(iter, LONG_INDEX);
        let index = if at == i64::MAX || !long.is_null() {
            let value = if long.is_null() {
                BigInt::from(i64::MAX)
            } else {
                self.heap.int_big(long)
            };
            let index = self.heap.int_from_big(&value);
            let next = self.heap.int_from_big(&(value + 1));
            self.heap.replace_field(iter, LONG_INDEX, next);
            index
        } else {
            self.heap.set_raw_word(iter, INDEX, (at + 1) as u64);
            self.heap.int_of_size(at)
        };
        Ok(Some(self.reuse_pair(iter, index, item)))
    }

    /// `reversed(seq)`.
    pub fn reversed(&mut self, id: TypeId, seq: Ref) -> Res<Owned> {
        let (name, getitem) = (self.names.reversed, self.names.getitem);
        if let Some(method) = self.lookup_special(seq, name) {
            if method == self.heap.known.none {
                let text = format!("'{}' object is not reversible", self.type_name(seq));
                return Err(self.type_error(&text));
            }
            return self.call_method(method, seq, &[]);
        }
        let is_sequence = self.lookup_special(seq, getitem).is_some()
            && !self.is_a(seq, TypeId::DICT)
            && self.heap.type_of(seq) != TypeId::MAPPINGPROXY;
        if !is_sequence {
            let text = format!("'{}' object is not reversible", self.type_name(seq));
            return Err(self.type_error(&text));
        }
        let length = self.length(seq)?;
        let bytes = u64::from(self.heap.info(id).basicsize);
        let iter = self.heap.new_instance_block(id, bytes, 2);
        self.heap.incref(seq);
        self.heap.set_field(iter, 0, seq);
        self.heap.set_raw_word(iter, 1, (length as i64 - 1) as u64);
        self.heap.track(iter);
        Ok(Owned::adopt(iter))
    }

    /// The next item of a `reversed` object.
    pub fn next_reversed(&mut self, iter: Ref) -> Res<Option<Owned>> {
        let at = self.heap.raw_word(iter, 1) as i64;
        let seq = self.heap.field(iter, 0);
        if seq.is_null() {
            return Ok(None);
        }
        if at >= 0 {
            let index = self.heap.int(at);
            let result = self.get_item(seq, index.get());
            self.release(index);
            match result {
                Ok(item) => {
                    self.heap.set_raw_word(iter, 1, (at - 1) as u64);
                    return Ok(Some(item));
                }
                Err(Raised) if self.catch(Exc::IndexError) || self.catch(Exc::StopIteration) => {}
                Err(raised) => return Err(raised),
            }
        }
        self.heap.set_raw_word(iter, 1, u64::MAX);
        self.exhaust(iter, seq);
        Ok(None)
    }
}

fn new_reversed(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    args.no_keywords(vm, "reversed")?;
    let [_, seq] = args.pos else {
        let text = format!("reversed expected 1 argument, got {}", args.pos.len() - 1);
        return Err(vm.type_error(&text));
    };
    vm.reversed(id, *seq)
}
