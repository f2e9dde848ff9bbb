//! `zip`, `map` and `filter` (Python/bltinmodule.c).

use heaplens_heap::{Owned, Ref, TypeId};

use crate::types::iterators;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `zip`.
pub const ZIP: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_zip),
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, iterators::next),
];

/// Methods of `map`.
pub const MAP: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_map),
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, iterators::next),
];

/// Methods of `filter`.
pub const FILTER: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_filter),
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, iterators::next),
];

/// Word of zip and map that says whether all iterables must end together.
const STRICT: u32 = 1;

/// The value of the keyword `strict`, the only one that there may be.
fn strict_flag(vm: &mut Vm, args: &Args<'_>, name: &str, since: u8) -> Res<bool> {
    if args.kw.is_empty() {
        return Ok(false);
    }
    if vm.version.minor() < since {
        let text = format!("{name}() takes no keyword arguments");
        return Err(vm.type_error(&text));
    }
    let keywords = Args {
        pos: &[],
        kw: args.kw,
        native: args.native,
    };
    match keywords.bind(vm, name, 0, ["strict"], 0)? {
        [Some(strict)] => vm.truth(strict),
        [None] => Ok(false),
    }
}

/// A tuple of iterators over the arguments.
fn iterators_of(vm: &mut Vm, iterables: &[Ref]) -> Res<Owned> {
    let mut iters = Vec::with_capacity(iterables.len());
    for &iterable in iterables {
        iters.push(vm.get_iter(iterable)?);
    }
    let refs: Vec<Ref> = iters.into_iter().map(Owned::into_ref).collect();
    Ok(vm.heap.tuple_from(&refs))
}

fn new_zip(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let is_strict = strict_flag(vm, args, "zip", 10)?;
    let iters = iterators_of(vm, &args.pos[1..])?;
    let none = vm.heap.known.none;
    let nones = vec![none; args.pos.len() - 1];
    let result = vm.heap.tuple_of(&nones);
    let zip = vm.new_pair_record(id, iters, result);
    vm.heap
        .set_raw_word(zip.get(), STRICT, u64::from(is_strict));
    Ok(zip)
}

fn new_map(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let is_strict = strict_flag(vm, args, "map", 14)?;
    if args.pos.len() < 3 {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iters = iterators_of(vm, &args.pos[2..])?;
    let function = vm.heap.own(args.pos[1]);
    let map = vm.new_pair_record(id, function, iters);
    if vm.version.minor() >= 14 {
        vm.heap
            .set_raw_word(map.get(), STRICT, u64::from(is_strict));
    }
    Ok(map)
}

fn new_filter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    args.no_keywords(vm, "filter")?;
    let [_, function, iterable] = args.pos else {
        let text = format!("filter expected 2 arguments, got {}", args.pos.len() - 1);
        return Err(vm.type_error(&text));
    };
    let iter = vm.get_iter(*iterable)?;
    let function = vm.heap.own(*function);
    Ok(vm.new_pair_record(id, function, iter))
}

impl Vm {
    /// A tracked record of type `id` whose first two references are these.
    fn new_pair_record(&mut self, id: TypeId, first: Owned, second: Owned) -> Owned {
        let bytes = u64::from(self.heap.info(id).basicsize);
        let r = self.heap.new_instance_block(id, bytes, 1);
        self.heap.set_field(r, 0, first.into_ref());
        self.heap.set_field(r, 1, second.into_ref());
        self.heap.track(r);
        Owned::adopt(r)
    }

    /// One item of each of a tuple's iterators; `None` where one is exhausted (and all are, if that is asked).
    fn next_of_each(&mut self, iters: Ref, is_strict: bool, name: &str) -> Res<Option<Vec<Owned>>> {
        let count = self.heap.tuple_len(iters);
        let mut items = Vec::with_capacity(count as usize);
        for at in 0..count {
            let iter = self.heap.tuple_item(iters, at);
            match self.next(iter)? {
                Some(item) => items.push(item),
                None => {
                    for item in items.into_iter().rev() {
                        self.release(item);
                    }
                    if is_strict {
                        self.check_strict(iters, at, name)?;
                    }
                    return Ok(None);
                }
            }
        }
        Ok(Some(items))
    }

    /// Iterator `at` was exhausted: all others must be.
    fn check_strict(&mut self, iters: Ref, at: u32, name: &str) -> Res<()> {
        let others = |at: u32| match at {
            1 => " ".to_owned(),
            _ => format!("s 1-{at}"),
        };
        if at > 0 {
            let plural = if at == 1 { " 1".to_owned() } else { others(at) };
            let text = format!(
                "{name}() argument {} is shorter than argument{plural}",
                at + 1
            );
            return Err(self.value_error(&text));
        }
        for next in 1..self.heap.tuple_len(iters) {
            let iter = self.heap.tuple_item(iters, next);
            if let Some(item) = self.next(iter)? {
                self.release(item);
                let plural = if next == 1 {
                    " 1".to_owned()
                } else {
                    others(next)
                };
                let text = format!(
                    "{name}() argument {} is longer than argument{plural}",
                    next + 1
                );
                return Err(self.value_error(&text));
            }
        }
        Ok(())
    }

    /// The next tuple of a `zip`: its own result tuple, if nobody else holds that.
    pub fn next_zip(&mut self, zip: Ref) -> Res<Option<Owned>> {
        let iters = self.heap.field(zip, 0);
        if self.heap.tuple_len(iters) == 0 {
            return Ok(None);
        }
        let result = self.heap.field(zip, 1);
        let is_strict = self.heap.raw_word(zip, STRICT) != 0;
        if self.heap.refcount(result) != 1 {
            let Some(items) = self.next_of_each(iters, is_strict, "zip")? else {
                return Ok(None);
            };
            let refs: Vec<Ref> = items.into_iter().map(Owned::into_ref).collect();
            return Ok(Some(self.heap.tuple_from(&refs)));
        }
        // Each item takes the place of its predecessor at once.
        self.heap.incref(result);
        let held = Owned::adopt(result);
        for at in 0..self.heap.tuple_len(iters) {
            let iter = self.heap.tuple_item(iters, at);
            match self.next(iter)? {
                Some(item) => {
                    let old = self.heap.tuple_item(result, at);
                    self.heap.set_tuple_item(result, at, item.into_ref());
                    self.drop_ref(old);
                }
                None => {
                    self.release(held);
                    if is_strict {
                        self.check_strict(iters, at, "zip")?;
                    }
                    return Ok(None);
                }
            }
        }
        if !self.heap.is_tracked(result) {
            self.heap.track(result);
        }
        Ok(Some(held))
    }

    /// The next result of a `map`.
    pub fn next_map(&mut self, map: Ref) -> Res<Option<Owned>> {
        let (function, iters) = (self.heap.field(map, 0), self.heap.field(map, 1));
        let is_strict = self.version.minor() >= 14 && self.heap.raw_word(map, STRICT) != 0;
        let Some(items) = self.next_of_each(iters, is_strict, "map")? else {
            return Ok(None);
        };
        let refs: Vec<Ref> = items.iter().map(Owned::get).collect();
        let result = self.call(function, &refs);
        for item in items {
            self.release(item);
        }
        result.map(Some)
    }

    /// The next item of a `filter` that passes.
    pub fn next_filter(&mut self, filter: Ref) -> Res<Option<Owned>> {
        let (function, iter) = (self.heap.field(filter, 0), self.heap.field(filter, 1));
        let by_truth =
            function == self.heap.known.none || function == self.heap.info(TypeId::BOOL).object;
        while let Some(item) = self.next(iter)? {
            let passes = if by_truth {
                self.truth(item.get())?
            } else {
                let result = self.call(function, &[item.get()])?;
                let value = self.truth(result.get())?;
                self.release(result);
                value
            };
            if passes {
                return Ok(Some(item));
            }
            self.release(item);
        }
        Ok(None)
    }
}
