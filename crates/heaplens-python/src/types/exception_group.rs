//! Exception groups, and what `except*` does with them. Source: Objects/exceptions.c @ v3.11.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::frame::Slot;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `BaseExceptionGroup`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__str__", 0, str),
    Def::method("derive", Arity::One, derive),
    Def::method("split", Arity::One, split),
    Def::method("subgroup", Arity::One, subgroup),
];

const MESSAGE: u32 = exc_field::OWN;
const EXCEPTIONS: u32 = exc_field::OWN + 1;

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut id = vm.heap.type_id_of(args.this());
    let [_, message, given] = *args.pos else {
        let text = format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.pos.len() - 1
        );
        return Err(vm.type_error(&text));
    };
    if !vm.heap.info_of(message).has(flags::UNICODE_SUBCLASS) {
        let text = format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            vm.type_name(message)
        );
        return Err(vm.type_error(&text));
    }
    let getitem = vm.names.getitem;
    let is_sequence = vm.is_a(given, TypeId::LIST)
        || vm.is_a(given, TypeId::TUPLE)
        || (vm.lookup_special(given, getitem).is_some() && !vm.is_a(given, TypeId::DICT));
    if !is_sequence {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.collect_items(given)?;
    let tuple = vm.heap.tuple_from(&items);
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let (base, plain) = (vm.exc.id(Exc::BaseException), vm.exc.id(Exc::Exception));
    let mut has_base = false;
    for (index, &item) in items.iter().enumerate() {
        if !vm.is_a(item, base) {
            let text = format!("Item {index} of second argument (exceptions) is not an exception");
            return Err(vm.value_error(&text));
        }
        has_base |= !vm.is_a(item, plain);
    }
    if id == vm.exc.id(Exc::BaseExceptionGroup) {
        if !has_base {
            id = vm.exc.id(Exc::ExceptionGroup);
        }
    } else if has_base && id == vm.exc.id(Exc::ExceptionGroup) {
        return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if has_base && vm.heap.is_subtype(id, plain) {
        let text = format!("Cannot nest BaseExceptions in '{}'", vm.heap.info(id).name);
        return Err(vm.type_error(&text));
    }
    let group = vm.new_exception(id, &args.pos[1..]);
    vm.store_field(group.get(), MESSAGE, message);
    vm.store_field(group.get(), EXCEPTIONS, tuple.get());
    Ok(group)
}

fn str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let message = vm.heap.field(args.this(), MESSAGE);
    let count = vm.heap.tuple_len(vm.heap.field(args.this(), EXCEPTIONS));
    let message = vm.str_of(message)?;
    let text = format!(
        "{} ({count} sub-exception{})",
        vm.heap.text(message.get()),
        if count == 1 { "" } else { "s" }
    );
    Ok(vm.heap.str(&text))
}

fn derive(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let class = vm.exc_class(Exc::BaseExceptionGroup);
    let message = vm.heap.field(args.pos[0], MESSAGE);
    vm.call(class, &[message, args.pos[1]])
}

/// What takes an exception out of a group.
enum Matcher {
    /// These classes.
    Classes(Vec<Ref>),
    /// A function says.
    Predicate(Ref),
    /// These exceptions themselves.
    Leaves(Vec<Ref>),
}

fn matcher(vm: &mut Vm, given: Ref) -> Res<Matcher> {
    if vm.is_exception_class(given) {
        return Ok(Matcher::Classes(vec![given]));
    }
    if vm.heap.info_of(given).has(flags::TUPLE_SUBCLASS) {
        let items = vm.heap.tuple_items(given);
        if items.iter().all(|&item| vm.is_exception_class(item)) {
            return Ok(Matcher::Classes(items));
        }
    } else if vm.is_callable(given) && !vm.heap.info_of(given).has(flags::TYPE_SUBCLASS)
        || vm.version.minor() >= 12 && vm.is_callable(given)
    {
        return Ok(Matcher::Predicate(given));
    }
    Err(vm.type_error(if vm.version.minor() >= 12 {
        "expected an exception type, a tuple of exception types, or a callable (other than a class)"
    } else {
        "expected a function, exception type or tuple of exception types"
    }))
}

fn split(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let matcher = matcher(vm, args.pos[1])?;
    let (matched, rest) = vm.split_group(args.pos[0], &matcher)?;
    let none = vm.heap.known.none;
    let parts = [&matched, &rest].map(|part| part.as_ref().map_or(none, Owned::get));
    Ok(vm.heap.tuple_of(&parts))
}

fn subgroup(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let matcher = matcher(vm, args.pos[1])?;
    let (matched, _) = vm.split_group(args.pos[0], &matcher)?;
    match matched {
        Some(matched) => Ok(matched),
        None => Ok(vm.none()),
    }
}

impl Vm {
    fn is_group(&self, r: Ref) -> bool {
        self.has_exception(Exc::BaseExceptionGroup)
            && self.is_a(r, self.exc.id(Exc::BaseExceptionGroup))
    }

    fn matches(&mut self, exception: Ref, matcher: &Matcher) -> Res<bool> {
        match matcher {
            Matcher::Classes(classes) => Ok(classes
                .iter()
                .any(|&class| self.is_a(exception, self.heap.type_id_of(class)))),
            Matcher::Predicate(function) => {
                let result = self.call(*function, &[exception])?;
                self.truth(result.get())
            }
            Matcher::Leaves(leaves) => Ok(!self.is_group(exception) && leaves.contains(&exception)),
        }
    }

    /// The part of an exception that matches, and the rest (`exceptiongroup_split_recursive`).
    fn split_group(
        &mut self,
        exception: Ref,
        matcher: &Matcher,
    ) -> Res<(Option<Owned>, Option<Owned>)> {
        if self.matches(exception, matcher)? {
            return Ok((Some(self.heap.own(exception)), None));
        }
        if !self.is_group(exception) {
            return Ok((None, Some(self.heap.own(exception))));
        }
        self.enter_native()?;
        let (mut matched, mut rest): (Vec<Owned>, Vec<Owned>) = (Vec::new(), Vec::new());
        for item in self
            .heap
            .tuple_items(self.heap.field(exception, EXCEPTIONS))
        {
            let (yes, no) = match self.split_group(item, matcher) {
                Ok(parts) => parts,
                Err(raised) => {
                    self.native_depth -= 1;
                    return Err(raised);
                }
            };
            matched.extend(yes);
            rest.extend(no);
        }
        self.native_depth -= 1;
        let matched = self.group_subset(exception, matched)?;
        let rest = self.group_subset(exception, rest)?;
        Ok((matched, rest))
    }

    /// A group like `group` of some of its exceptions (`exceptiongroup_subset`).
    fn group_subset(&mut self, group: Ref, items: Vec<Owned>) -> Res<Option<Owned>> {
        if items.is_empty() {
            return Ok(None);
        }
        let items: Vec<Ref> = items.into_iter().map(Owned::into_ref).collect();
        let list = self.heap.list_from(&items);
        let name = self.heap.intern_str("derive");
        let part = self.call_attribute(group, name.get(), &[list.get()])?;
        if !self.is_group(part.get()) {
            return Err(self.type_error("derive must return an instance of BaseExceptionGroup"));
        }
        for at in [exc_field::TRACEBACK, exc_field::CONTEXT, exc_field::CAUSE] {
            let value = self.heap.field(group, at);
            self.store_field(part.get(), at, value);
        }
        let suppress = self.heap.raw_half(group, exc_field::SUPPRESS);
        self.heap
            .set_raw_half(part.get(), exc_field::SUPPRESS, suppress);
        let notes = self.names.notes;
        if let Some(notes_of) = self.find_attribute(group, notes)?
            && self.is_a(notes_of.get(), TypeId::LIST)
        {
            let items = self.collect_items(notes_of.get())?;
            let copy = self.heap.list_from(&items);
            self.set_attribute(part.get(), notes, copy.get())?;
        }
        Ok(Some(part))
    }

    /// `CHECK_EG_MATCH`: `exc type -- rest match`.
    pub(crate) fn check_eg_match(&mut self) -> Res<()> {
        let top = self.stack.len();
        let (exception, wanted) = (self.stack[top - 2].get(), self.stack[top - 1].get());
        let classes = if self.heap.info_of(wanted).has(flags::TUPLE_SUBCLASS) {
            self.heap.tuple_items(wanted)
        } else {
            vec![wanted]
        };
        if !classes.iter().all(|&class| self.is_exception_class(class)) {
            return Err(self.type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            ));
        }
        let group = self.exc.id(Exc::BaseExceptionGroup);
        if classes
            .iter()
            .any(|&class| self.heap.is_subtype(self.heap.type_id_of(class), group))
        {
            return Err(self.type_error(
                "catching ExceptionGroup with except* is not allowed. Use except instead.",
            ));
        }
        let none = self.heap.known.none;
        let (matched, rest) = if exception == none {
            (None, None)
        } else if !self.is_group(exception) {
            let matcher = Matcher::Classes(classes);
            if self.matches(exception, &matcher)? {
                let held = self.heap.own(exception);
                let list = self.heap.list_from(&[held.into_ref()]);
                let message = self.heap.str("");
                let class = self.exc_class(Exc::BaseExceptionGroup);
                let wrapped = self.call(class, &[message.get(), list.get()])?;
                (Some(wrapped), None)
            } else {
                (None, Some(self.heap.own(exception)))
            }
        } else {
            self.split_group(exception, &Matcher::Classes(classes))?
        };
        if let Some(matched) = &matched {
            self.heap.incref(matched.get());
            let old = match self.handled.last_mut() {
                Some(now) => std::mem::replace(now, matched.get()),
                None => Ref::NULL,
            };
            if !old.is_null() {
                self.drop_ref(old);
            }
        }
        self.drop_top();
        self.drop_top();
        for part in [rest, matched] {
            let part = match part {
                Some(part) => part,
                None => self.none(),
            };
            self.stack.push(Slot::counted(part.into_ref()));
        }
        Ok(())
    }

    /// `PREP_RERAISE_STAR`: `orig excs -- exc|None` (`_PyExc_PrepReraiseStar`).
    pub(crate) fn prep_reraise_star(&mut self) -> Res<()> {
        let top = self.stack.len();
        let (original, list) = (self.stack[top - 2].get(), self.stack[top - 1].get());
        let none = self.heap.known.none;
        let items: Vec<Ref> = self.heap.list_items(list);
        let result = if items.is_empty() {
            None
        } else if !self.is_group(original) {
            Some(self.heap.own(items[0]))
        } else {
            self.reraised_of(original, &items)?
        };
        let result = match result {
            Some(result) => result,
            None => self.heap.own(none),
        };
        self.drop_top();
        self.drop_top();
        self.stack.push(Slot::counted(result.into_ref()));
        Ok(())
    }

    fn reraised_of(&mut self, original: Ref, items: &[Ref]) -> Res<Option<Owned>> {
        let none = self.heap.known.none;
        let (mut raised, mut leaves): (Vec<Owned>, Vec<Ref>) = (Vec::new(), Vec::new());
        for &item in items {
            if item == none {
                continue;
            }
            if self.has_same_metadata(item, original) {
                self.collect_leaves(item, &mut leaves);
            } else {
                raised.push(self.heap.own(item));
            }
        }
        let reraised = if leaves.is_empty() {
            None
        } else {
            self.split_group(original, &Matcher::Leaves(leaves))?.0
        };
        if raised.is_empty() {
            return Ok(reraised);
        }
        raised.extend(reraised);
        if raised.len() == 1 && self.version.minor() >= 12 {
            return Ok(raised.pop());
        }
        let items: Vec<Ref> = raised.into_iter().map(Owned::into_ref).collect();
        let list = self.heap.list_from(&items);
        let message = self.heap.str("");
        let class = self.exc_class(Exc::BaseExceptionGroup);
        Ok(Some(self.call(class, &[message.get(), list.get()])?))
    }

    fn has_same_metadata(&mut self, a: Ref, b: Ref) -> bool {
        if !self.is_group(a) || !self.is_group(b) {
            return false;
        }
        [exc_field::TRACEBACK, exc_field::CONTEXT, exc_field::CAUSE]
            .iter()
            .all(|&at| self.heap.field(a, at) == self.heap.field(b, at))
    }

    fn collect_leaves(&self, exception: Ref, leaves: &mut Vec<Ref>) {
        if self.is_group(exception) {
            for item in self
                .heap
                .tuple_items(self.heap.field(exception, EXCEPTIONS))
            {
                self.collect_leaves(item, leaves);
            }
        } else {
            leaves.push(exception);
        }
    }
}
