//! Items and slices: `r[i]`, `r[i] = v`, `del r[i]`; and the instructions that build containers.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::call::{Called, method_field};
use crate::vm::exceptions::Exc;
use crate::vm::frame::{FrameKind, Slot};
use crate::vm::{Raised, Res, Vm};

impl Vm {
    fn top_refs<const N: usize>(&self) -> [Ref; N] {
        let from = self.stack.len() - N;
        std::array::from_fn(|index| self.stack[from + index].get())
    }

    fn drop_tops(&mut self, count: usize) {
        for _ in 0..count {
            self.drop_top();
        }
    }

    pub(crate) fn binary_subscr(&mut self) -> Res<()> {
        let [object, index] = self.top_refs();
        let item = self.get_item(object, index)?;
        self.drop_tops(2);
        self.stack.push(Slot::counted(item.into_ref()));
        Ok(())
    }

    pub(crate) fn store_subscr(&mut self) -> Res<()> {
        let [value, object, index] = self.top_refs();
        self.set_item(object, index, value)?;
        self.drop_tops(3);
        Ok(())
    }

    pub(crate) fn delete_subscr(&mut self) -> Res<()> {
        let [object, index] = self.top_refs();
        self.delete_item(object, index)?;
        self.drop_tops(2);
        Ok(())
    }

    pub(crate) fn build_slice(&mut self, count: u32) {
        let step = if count == 3 {
            self.pop_owned()
        } else {
            self.none()
        };
        let stop = self.pop_owned();
        let start = self.pop_owned();
        let slice = self.new_slice(start.get(), stop.get(), step.get());
        for part in [start, stop, step] {
            self.release(part);
        }
        self.stack.push(Slot::counted(slice.into_ref()));
    }

    pub(crate) fn binary_slice(&mut self) -> Res<()> {
        let [object, start, stop] = self.top_refs();
        let none = self.heap.known.none;
        let slice = self.new_slice(start, stop, none);
        let item = self.get_item(object, slice.get());
        self.release(slice);
        let item = item?;
        self.drop_tops(3);
        self.stack.push(Slot::counted(item.into_ref()));
        Ok(())
    }

    pub(crate) fn store_slice(&mut self) -> Res<()> {
        let [value, object, start, stop] = self.top_refs();
        let none = self.heap.known.none;
        let slice = self.new_slice(start, stop, none);
        let done = self.set_item(object, slice.get(), value);
        self.release(slice);
        done?;
        self.drop_tops(4);
        Ok(())
    }

    /// `object[index]`.
    pub fn get_item(&mut self, object: Ref, index: Ref) -> Res<Owned> {
        let id = self.heap.type_of(object);
        match id {
            TypeId::LIST | TypeId::TUPLE if self.heap.type_of(index) == TypeId::INT => {
                let length = if id == TypeId::LIST {
                    self.heap.list_len(object)
                } else {
                    self.heap.tuple_len(object)
                };
                if let Some(at) = self.heap.int_small(index) {
                    let at = if at < 0 { at + i64::from(length) } else { at };
                    if at >= 0 && at < i64::from(length) {
                        let item = if id == TypeId::LIST {
                            self.heap.list_item(object, at as u32)
                        } else {
                            self.heap.tuple_item(object, at as u32)
                        };
                        return Ok(self.heap.own(item));
                    }
                }
            }
            TypeId::DICT => {
                return match self.dict_get(object, index)? {
                    Some(value) => Ok(self.heap.own(value)),
                    None => Err(self.key_error(index)),
                };
            }
            _ => {}
        }
        let name = self.names.getitem;
        if let Some(result) = self.call_special(object, name, &[index]) {
            return result;
        }
        if self.heap.info(id).has(flags::TYPE_SUBCLASS) {
            let class_getitem = self.names.class_getitem;
            let of = self.heap.type_id_of(object);
            if let Some(method) = self.lookup(of, class_getitem) {
                let bound = self.descriptor_get(method, Ref::NULL, object)?;
                let result = self.call(bound.get(), &[index]);
                self.release(bound);
                return result;
            }
            if of == TypeId::TYPE && self.version.minor() >= 9 {
                return Ok(self.generic_alias(object, index));
            }
            let text = if self.version.minor() >= 12 || self.version.minor() == 11 {
                format!("type '{}' is not subscriptable", self.heap.info(of).name)
            } else {
                "'type' object is not subscriptable".to_owned()
            };
            return Err(self.type_error(&text));
        }
        let text = format!("'{}' object is not subscriptable", self.type_name(object));
        Err(self.type_error(&text))
    }

    /// `object[index] = value`.
    pub fn set_item(&mut self, object: Ref, index: Ref, value: Ref) -> Res<()> {
        match self.heap.type_of(object) {
            TypeId::DICT => return self.dict_set(object, index, value),
            TypeId::LIST if self.heap.type_of(index) == TypeId::INT => {
                let length = i64::from(self.heap.list_len(object));
                if let Some(at) = self.heap.int_small(index) {
                    let at = if at < 0 { at + length } else { at };
                    if at >= 0 && at < length {
                        let old = self.heap.list_item(object, at as u32);
                        self.heap.incref(value);
                        self.heap.set_list_item(object, at as u32, value);
                        self.drop_ref(old);
                        return Ok(());
                    }
                }
            }
            _ => {}
        }
        let name = self.names.setitem;
        match self.call_special(object, name, &[index, value]) {
            Some(result) => {
                let result = result?;
                self.release(result);
                Ok(())
            }
            None => {
                let text = format!(
                    "'{}' object does not support item assignment",
                    self.type_name(object)
                );
                Err(self.type_error(&text))
            }
        }
    }

    /// `del object[index]`.
    pub fn delete_item(&mut self, object: Ref, index: Ref) -> Res<()> {
        if self.heap.type_of(object) == TypeId::DICT {
            return match self.dict_delete(object, index)? {
                Some(value) => {
                    self.release(value);
                    Ok(())
                }
                None => Err(self.key_error(index)),
            };
        }
        let name = self.names.delitem;
        match self.call_special(object, name, &[index]) {
            Some(result) => {
                let result = result?;
                self.release(result);
                Ok(())
            }
            None => {
                // What has the protocol of sequences says it of its items, the others of any key (`PyObject_DelItem`).
                let does_not = if self.is_sequence_type(object) && self.has_index(index) {
                    "doesn't"
                } else {
                    "does not"
                };
                let text = format!(
                    "'{}' object {does_not} support item deletion",
                    self.type_name(object)
                );
                Err(self.type_error(&text))
            }
        }
    }

    /// Whether the type has `tp_as_sequence`: classes do, and these of the built-in types without `__delitem__`.
    fn is_sequence_type(&self, object: Ref) -> bool {
        const BUILT_IN: [TypeId; 8] = [
            TypeId::STR,
            TypeId::TUPLE,
            TypeId::BYTES,
            TypeId::RANGE,
            TypeId::SET,
            TypeId::FROZENSET,
            TypeId::DICT_KEYS,
            TypeId::DICT_ITEMS,
        ];
        let id = self.heap.type_of(object);
        self.heap.info(id).has(flags::HEAPTYPE)
            || BUILT_IN.iter().any(|&base| self.heap.is_subtype(id, base))
    }

    // --- building ---

    pub(crate) fn build_set(&mut self, count: u32) -> Res<()> {
        let set = Owned::adopt(self.heap.new_set(TypeId::SET));
        let from = self.stack.len() - count as usize;
        for at in from..self.stack.len() {
            let key = self.stack[at].get();
            let hash = self.hash_element(key)?;
            let key = self.heap.own(key);
            self.set_add_key(set.get(), key, hash)?;
        }
        self.drop_stack_to(from);
        self.stack.push(Slot::counted(set.into_ref()));
        Ok(())
    }

    pub(crate) fn build_map(&mut self, count: u32) -> Res<()> {
        let dict = self.heap.dict();
        let from = self.stack.len() - 2 * count as usize;
        if let Some(log2) = self.heap.growth().dict.presized_log2(u64::from(count)) {
            let is_str = (0..count as usize)
                .all(|pair| self.heap.type_of(self.stack[from + 2 * pair].get()) == TypeId::STR);
            self.heap.dict_presize(dict.get(), log2, is_str);
        }
        for pair in 0..count as usize {
            let (key, value) = (
                self.stack[from + 2 * pair].get(),
                self.stack[from + 2 * pair + 1].get(),
            );
            self.dict_set(dict.get(), key, value)?;
        }
        self.drop_stack_to(from);
        self.stack.push(Slot::counted(dict.into_ref()));
        Ok(())
    }

    pub(crate) fn build_const_key_map(&mut self, count: u32) -> Res<()> {
        let dict = self.heap.dict();
        let keys = self.stack[self.stack.len() - 1].get();
        let from = self.stack.len() - 1 - count as usize;
        if let Some(log2) = self.heap.growth().dict.presized_log2(u64::from(count)) {
            let is_str = (0..count)
                .all(|at| self.heap.type_of(self.heap.tuple_item(keys, at)) == TypeId::STR);
            self.heap.dict_presize(dict.get(), log2, is_str);
        }
        for index in 0..count {
            let key = self.heap.tuple_item(keys, index);
            let value = self.stack[from + index as usize].get();
            self.dict_set(dict.get(), key, value)?;
        }
        self.drop_stack_to(from);
        self.stack.push(Slot::counted(dict.into_ref()));
        Ok(())
    }

    pub(crate) fn build_string(&mut self, count: u32) {
        let from = self.stack.len() - count as usize;
        let parts: Vec<Ref> = self.stack[from..].iter().map(|slot| slot.get()).collect();
        let joined = self.join_strs(&parts);
        self.drop_stack_to(from);
        self.stack.push(Slot::counted(joined.into_ref()));
    }

    /// The strs joined without anything between.
    pub fn join_strs(&mut self, parts: &[Ref]) -> Owned {
        if let [one] = parts {
            return self.heap.own(*one);
        }
        if parts
            .iter()
            .all(|&part| self.heap.chars(part).ascii().is_some())
        {
            let mut bytes = Vec::new();
            for &part in parts {
                bytes.extend_from_slice(self.heap.str_raw(part));
            }
            return self.heap.str_from_latin1(&bytes, true);
        }
        let points: Vec<u32> = parts
            .iter()
            .flat_map(|&part| self.heap.chars(part).iter().collect::<Vec<_>>())
            .collect();
        self.heap.str_from_points(&points)
    }

    fn below(&self, depth: u32) -> Ref {
        self.stack[self.stack.len() - depth as usize].get()
    }

    pub(crate) fn set_add_op(&mut self, depth: u32) -> Res<()> {
        let [key] = self.top_refs();
        let hash = self.hash_element(key)?;
        let key = self.pop_owned();
        let set = self.below(depth);
        self.set_add_key(set, key, hash)?;
        Ok(())
    }

    pub(crate) fn map_add_op(&mut self, depth: u32) -> Res<()> {
        let [key, value] = self.top_refs();
        let dict = self.below(depth + 2);
        self.dict_set(dict, key, value)?;
        self.drop_tops(2);
        Ok(())
    }

    pub(crate) fn list_extend_op(&mut self, depth: u32) -> Res<()> {
        let [iterable] = self.top_refs();
        let list = self.below(depth + 1);
        match self.list_extend(list, iterable) {
            Err(Raised)
                if self.version.minor() >= 9
                    && self.raised_is(Exc::TypeError)
                    && self.is_not_iterable(iterable) =>
            {
                self.catch(Exc::TypeError);
                let text = format!(
                    "Value after * must be an iterable, not {}",
                    self.type_name(iterable)
                );
                return Err(self.type_error(&text));
            }
            other => other?,
        }
        self.drop_top();
        Ok(())
    }

    fn is_not_iterable(&mut self, r: Ref) -> bool {
        let (iter, getitem) = (self.names.iter, self.names.getitem);
        self.lookup_special(r, iter).is_none() && self.lookup_special(r, getitem).is_none()
    }

    pub(crate) fn set_update_op(&mut self, depth: u32) -> Res<()> {
        let [iterable] = self.top_refs();
        let set = self.below(depth + 1);
        self.set_update(set, iterable)?;
        self.drop_top();
        Ok(())
    }

    pub(crate) fn dict_update_op(&mut self, depth: u32) -> Res<()> {
        let [mapping] = self.top_refs();
        let dict = self.below(depth + 1);
        let keys = self.names.keys;
        if !self.heap.info_of(mapping).has(flags::DICT_SUBCLASS)
            && self.lookup_special(mapping, keys).is_none()
        {
            let text = format!("'{}' object is not a mapping", self.type_name(mapping));
            return Err(self.type_error(&text));
        }
        self.dict_merge(dict, mapping)?;
        self.drop_top();
        Ok(())
    }

    pub(crate) fn dict_merge_op(&mut self, depth: u32) -> Res<()> {
        let [mapping] = self.top_refs();
        let dict = self.below(depth + 1);
        let callable = self.below(depth + 4);
        let label = self.callable_label(callable);
        let keys_name = self.names.keys;
        if !self.heap.info_of(mapping).has(flags::DICT_SUBCLASS)
            && self.lookup_special(mapping, keys_name).is_none()
        {
            let class = self.type_name(mapping);
            let text = if self.version.minor() >= 15 {
                format!("Value after ** must be a mapping, not {class}")
            } else {
                format!("{label} argument after ** must be a mapping, not {class}")
            };
            return Err(self.type_error(&text));
        }
        let plain = if self.heap.type_of(mapping) == TypeId::DICT {
            self.heap.own(mapping)
        } else {
            let plain = self.heap.dict();
            self.dict_merge(plain.get(), mapping)?;
            plain
        };
        for (hash, key, value) in self.heap.dict_entries(plain.get()) {
            if !self.heap.info_of(key).has(flags::UNICODE_SUBCLASS) {
                return Err(self.type_error("keywords must be strings"));
            }
            if self.dict_find(dict, key, hash)?.is_some() {
                let text = format!(
                    "{label} got multiple values for keyword argument '{}'",
                    self.heap.text(key)
                );
                return Err(self.type_error(&text));
            }
            let (key, value) = (self.heap.own(key), self.heap.own(value));
            self.heap.dict_insert_new(dict, key, hash, value);
        }
        self.release(plain);
        self.drop_top();
        Ok(())
    }

    /// `CALL_FUNCTION_EX`: the arguments of a tuple and a dict are laid out as for a plain call.
    pub(crate) fn call_function_ex(&mut self, arg: u32) -> Res<Called> {
        if arg & 1 == 1 {
            self.copy_keywords_of_other_type()?;
        }
        let kwargs = (arg & 1 == 1).then(|| self.pop_owned());
        let [args] = self.top_refs();
        if self.heap.type_of(args) != TypeId::TUPLE {
            let start = self.stack.len() - 3;
            let callable = self.stack[start].get();
            if self.is_not_iterable(args) {
                let text = if self.version.minor() >= 15 {
                    format!(
                        "Value after * must be an iterable, not {}",
                        self.type_name(args)
                    )
                } else {
                    format!(
                        "{} argument after * must be an iterable, not {}",
                        self.callable_label(callable),
                        self.type_name(args)
                    )
                };
                return Err(self.type_error(&text));
            }
            let items = self.collect_items(args)?;
            let tuple = self.heap.tuple_from(&items);
            self.drop_top();
            self.stack.push(Slot::counted(tuple.into_ref()));
        }
        let args = self.pop_owned();
        if self.heap.rules.eval.star_call_keeps_tuple
            && let Some((function, this)) = self.function_of_star_call()
        {
            return self.call_keeping_arguments(function, this, args, kwargs);
        }
        let items = self.heap.tuple_items(args.get());
        for &item in &items {
            self.heap.incref(item);
            self.stack.push(Slot::counted(item));
        }
        let mut count = items.len() as u32;
        let mut names = None;
        if let Some(kwargs) = kwargs {
            let entries = self.heap.dict_entries(kwargs.get());
            for &(_, key, value) in &entries {
                if !self.heap.info_of(key).has(flags::UNICODE_SUBCLASS) {
                    return Err(self.type_error("keywords must be strings"));
                }
                self.heap.incref(value);
                self.stack.push(Slot::counted(value));
            }
            count += entries.len() as u32;
            if !entries.is_empty() {
                let keys: Vec<Ref> = entries.iter().map(|entry| entry.1).collect();
                names = Some(self.heap.tuple_of(&keys));
            }
            self.release(kwargs);
        }
        self.release(args);
        self.call_on_stack(
            count,
            names.as_ref().map_or(Ref::NULL, Owned::get),
            FrameKind::Call,
        )
    }

    /// A mapping alone behind `**` goes to the call as it is where it is a dict, else as a dict made of it (3.8).
    fn copy_keywords_of_other_type(&mut self) -> Res<()> {
        let [mapping] = self.top_refs();
        if self.heap.type_of(mapping) == TypeId::DICT {
            return Ok(());
        }
        let dict = self.heap.dict();
        let slot = self.stack.pop().unwrap_or_default();
        self.stack.push(Slot::counted(dict.into_ref()));
        self.stack.push(slot);
        self.dict_merge_op(1)
    }

    /// The Python function on the stack's top that a call with `*args` is of, and its object.
    fn function_of_star_call(&self) -> Option<(Ref, Ref)> {
        let start = self.stack.len() - 2;
        if !self.stack[start + 1].is_null() {
            return None;
        }
        let callable = self.stack[start].get();
        match self.heap.type_of(callable) {
            TypeId::FUNCTION => Some((callable, Ref::NULL)),
            TypeId::METHOD => {
                let function = self.heap.field(callable, method_field::FUNC);
                (self.heap.type_of(function) == TypeId::FUNCTION)
                    .then(|| (function, self.heap.field(callable, method_field::SELF)))
            }
            _ => None,
        }
    }

    /// Calls a Python function with the tuple and the dict that the caller goes on holding; with keywords it
    /// holds an array of all arguments too (`_PyStack_UnpackDict`).
    fn call_keeping_arguments(
        &mut self,
        function: Ref,
        this: Ref,
        args: Owned,
        kwargs: Option<Owned>,
    ) -> Res<Called> {
        let start = self.stack.len() - 2;
        let mut given: Vec<Ref> = this.some().into_iter().collect();
        given.extend(self.heap.tuple_items(args.get()));
        self.stack.push(Slot::counted(args.into_ref()));
        let mut names = None;
        if let Some(kwargs) = kwargs {
            let entries = self.heap.dict_entries(kwargs.get());
            self.stack.push(Slot::counted(kwargs.into_ref()));
            let mut keys = Vec::with_capacity(entries.len());
            for &(_, key, value) in &entries {
                if !self.heap.info_of(key).has(flags::UNICODE_SUBCLASS) {
                    return Err(self.type_error("keywords must be strings"));
                }
                keys.push(key);
                given.push(value);
            }
            if !keys.is_empty() {
                names = Some(self.heap.tuple_of(&keys));
                for &item in &given {
                    self.heap.incref(item);
                    self.stack.push(Slot::counted(item));
                }
            }
        }
        let first = self.stack.len();
        for &item in &given {
            self.heap.incref(item);
            self.stack.push(Slot::counted(item));
        }
        let names = names.as_ref().map_or(Ref::NULL, Owned::get);
        self.check_depth()?;
        self.enter_function(start, function, first, names, FrameKind::Call)?;
        Ok(Called::Frame)
    }

    /// A callable as errors about its arguments name it: `f()`, or `__main__.f()` from 3.9 on.
    pub fn callable_label(&mut self, callable: Ref) -> String {
        match self.heap.type_of(callable) {
            TypeId::FUNCTION => {
                let name = self.function_label(callable);
                if self.version.minor() >= 9 {
                    let module = self.heap.field(callable, super::functions::field::MODULE);
                    if self.heap.type_of(module) == TypeId::STR
                        && !self.heap.str_is(module, "builtins")
                    {
                        let qualname = self.heap.field(callable, super::functions::field::QUALNAME);
                        return format!(
                            "{}.{}()",
                            self.heap.text(module),
                            self.heap.text(qualname)
                        );
                    }
                }
                format!("{name}()")
            }
            TypeId::BUILTIN_FUNCTION => format!("{}()", self.builtin_name(callable)),
            _ if self.version.minor() >= 9
                && self.heap.info_of(callable).has(flags::TYPE_SUBCLASS) =>
            {
                format!("{}()", self.heap.info(self.heap.type_id_of(callable)).name)
            }
            _ => format!("{} object", self.type_name(callable)),
        }
    }
}
