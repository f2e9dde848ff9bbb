//! The loop over instructions.

use std::rc::Rc;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::{BinaryOperator, Comparison, Instr, Op};
use crate::vm::call::Called;
use crate::vm::exceptions::Exc;
use crate::vm::frame::{FrameKind, Slot};
use crate::vm::load::Code;
use crate::vm::stop::Stop;
use crate::vm::{LineEvent, Raised, Res, Vm};

/// Where the loop goes after an instruction that isn't a plain one.
enum Next {
    /// On with the frame that is on top now.
    Frame,
    /// Out of the loop, with a value.
    Leave(Owned),
}

impl Vm {
    /// Runs until there are `floor` frames again, and gives the value that the last one returned.
    pub fn run(&mut self, floor: usize) -> Res<Owned> {
        loop {
            // What was stopped in a finaliser has left its frames behind.
            if self.stop.is_some() {
                return Err(Raised);
            }
            let code = Rc::clone(&self.top().code);
            match self.run_frame(&code) {
                Ok(Next::Frame) => {}
                Ok(Next::Leave(value)) => {
                    if self.heap.is_tracing() {
                        self.note_site();
                    }
                    return Ok(value);
                }
                // A generator resumed by a native function has ended: its frame is off the stack already.
                Err(Raised) if self.frames.len() <= floor => return Err(Raised),
                Err(Raised) => self.unwind(floor)?,
            }
        }
    }

    #[inline]
    pub(crate) fn top(&self) -> &crate::vm::frame::Frame {
        self.frames.last().expect("an instruction runs in a frame")
    }

    #[inline]
    pub(crate) fn top_mut(&mut self) -> &mut crate::vm::frame::Frame {
        self.frames
            .last_mut()
            .expect("an instruction runs in a frame")
    }

    #[inline]
    pub(crate) fn push(&mut self, owned: Owned) {
        self.stack.push(Slot::counted(owned.into_ref()));
    }

    #[inline]
    pub(crate) fn peek(&self, depth: usize) -> Ref {
        self.stack[self.stack.len() - depth].get()
    }

    /// What happens between two instructions now and then: a limit, a collection that is due.
    #[cold]
    fn attend(&mut self) -> Res<()> {
        if self.stop.is_some() {
            return Err(Raised);
        }
        self.attend_threads()?;
        if self.time >= self.held_fuel.unwrap_or(self.limits.fuel) {
            self.set_instruction_hook(None);
            self.stop = Some(Stop::Fuel);
            return Err(Raised);
        }
        if self.heap.is_tracing() {
            self.note_site();
        }
        if self.states.profiler.is_on() {
            self.note_profile();
        }
        if let Some(mut hook) = self.instruction_hook.take() {
            let hook = hook(self).then_some(hook);
            self.set_instruction_hook(hook);
        }
        if self.heap.bytes_in_use > self.limits.memory {
            self.stop = Some(Stop::Memory);
            return Err(Raised);
        }
        Ok(())
    }

    #[cold]
    fn line_event(&mut self, code: &Code, at: usize) -> Res<()> {
        if self.stop.is_some() {
            return Err(Raised);
        }
        let line = code.line(at as u32);
        let frame = self.top_mut();
        let is_backward = (at as u32) < frame.pc;
        if line == frame.last_line && !is_backward {
            return Ok(());
        }
        frame.last_line = line;
        frame.pc = at as u32 + 1;
        let event = LineEvent {
            line,
            depth: self.frames.len() as u32,
            time: self.time,
        };
        let Some(mut hook) = self.line_hook.take() else {
            return Ok(());
        };
        let goes_on = hook(self, event);
        self.line_hook = Some(hook);
        if goes_on {
            Ok(())
        } else {
            self.stop = Some(Stop::Watcher {
                can_go_on: self.can_keep(),
            });
            Err(Raised)
        }
    }

    fn run_frame(&mut self, code: &Rc<Code>) -> Res<Next> {
        let instrs: &[Instr] = &code.body.instrs;
        let base = self.top().base as usize;
        let mut pc = self.top().pc as usize;
        let watches = self.line_hook.is_some();
        /// Runs something that may raise or look at the frame: the frame learns where it is first.
        macro_rules! here {
            ($body:expr) => {{
                self.top_mut().pc = pc as u32;
                $body
            }};
        }
        loop {
            let Instr { op, arg } = instrs[pc];
            if watches && code.line_starts[pc] {
                self.line_event(code, pc)?;
            }
            pc += 1;
            self.time += 1;
            if self.time >= self.limits.fuel
                || self.heap.gc.is_due
                || self.heap.bytes_in_use > self.limits.memory
            {
                here!(self.attend())?;
                if self.heap.gc.is_due && self.may_collect_now(op, arg, pc) {
                    here!(self.collect_due());
                }
            }
            match op {
                Op::Nop => {}
                Op::PopTop => self.drop_top(),
                Op::Copy => {
                    let slot = self.stack[self.stack.len() - arg as usize];
                    if !slot.is_null() && !slot.is_borrowed() {
                        self.heap.incref(slot.get());
                    }
                    self.stack.push(slot);
                }
                Op::Swap => {
                    let top = self.stack.len() - 1;
                    self.stack.swap(top, top + 1 - arg as usize);
                }
                Op::PushNull => self.stack.push(Slot::NULL),
                Op::LoadConst => {
                    let r = code.consts[arg as usize];
                    self.heap.incref(r);
                    self.stack.push(Slot::counted(r));
                }
                Op::LoadSmallInt => {
                    let value = self.heap.int(i64::from(arg));
                    self.push(value);
                }
                Op::LoadCommonConstant => here!(self.load_common_constant(arg)),
                Op::LoadFast => {
                    let slot = self.stack[base + arg as usize];
                    if slot.is_null() {
                        return here!(Err(self.unbound_local(code, arg)));
                    }
                    self.heap.incref(slot.get());
                    self.stack.push(Slot::counted(slot.get()));
                }
                Op::LoadFastCheck => {
                    let slot = self.stack[base + arg as usize];
                    if slot.is_null() {
                        return here!(Err(self.unbound_local(code, arg)));
                    }
                    self.heap.incref(slot.get());
                    self.stack.push(Slot::counted(slot.get()));
                }
                Op::LoadFastBorrow => {
                    let slot = self.stack[base + arg as usize];
                    if slot.is_null() {
                        return here!(Err(self.unbound_local(code, arg)));
                    }
                    self.stack.push(Slot::borrowed(slot.get()));
                }
                Op::LoadFastAndClear => {
                    let slot = std::mem::take(&mut self.stack[base + arg as usize]);
                    self.stack.push(slot);
                }
                Op::StoreFast => {
                    let slot = self.stack.pop().unwrap_or_default();
                    if slot.is_borrowed() {
                        self.heap.incref(slot.get());
                    }
                    let old = std::mem::replace(
                        &mut self.stack[base + arg as usize],
                        Slot::counted(slot.get()),
                    );
                    if !old.is_null() && !old.is_borrowed() {
                        here!(self.drop_ref(old.get()));
                    }
                }
                Op::DeleteFast => {
                    let old = std::mem::take(&mut self.stack[base + arg as usize]);
                    if old.is_null() {
                        return here!(Err(self.unbound_local(code, arg)));
                    }
                    if !old.is_borrowed() {
                        here!(self.drop_ref(old.get()));
                    }
                }
                Op::MakeCell => self.make_cell(base + arg as usize),
                Op::CopyFreeVars => self.copy_free_vars(base, arg),
                Op::LoadDeref => here!(self.load_deref(code, base, arg))?,
                Op::StoreDeref => here!(self.store_deref(base, arg)),
                Op::DeleteDeref => here!(self.delete_deref(code, base, arg))?,
                Op::LoadFromDictOrDeref => here!(self.load_from_dict_or_deref(code, base, arg))?,
                Op::LoadName => here!(self.load_name(code.names[arg as usize]))?,
                Op::StoreName => here!(self.store_name(code.names[arg as usize]))?,
                Op::DeleteName => here!(self.delete_name(code.names[arg as usize]))?,
                Op::LoadGlobal => here!(self.load_global(code.names[arg as usize]))?,
                Op::StoreGlobal => here!(self.store_global(code.names[arg as usize])),
                Op::DeleteGlobal => here!(self.delete_global(code.names[arg as usize]))?,
                Op::LoadFromDictOrGlobals => {
                    here!(self.load_from_dict_or_globals(code.names[arg as usize]))?
                }
                Op::LoadBuildClass => here!(self.load_build_class())?,
                Op::LoadLocals => here!(self.load_locals())?,
                Op::SetupAnnotations => here!(self.setup_annotations())?,
                Op::LoadAttr => {
                    here!(self.load_attr(code.names[arg as usize]))?;
                    // A property's getter may have pushed nothing: it ran nested.
                }
                Op::LoadMethod => here!(self.load_method(code.names[arg as usize]))?,
                Op::LoadSuperAttr => here!(self.load_super_attr(
                    code.names[(arg >> 1) as usize],
                    arg & 1 == 1,
                    false
                ))?,
                Op::LoadSuperMethod => here!(self.load_super_attr(
                    code.names[(arg >> 1) as usize],
                    arg & 1 == 1,
                    true
                ))?,
                Op::LoadSpecial => here!(self.load_special(arg))?,
                Op::StoreAttr => here!(self.store_attr_op(code.names[arg as usize]))?,
                Op::DeleteAttr => here!(self.delete_attr_op(code.names[arg as usize]))?,
                Op::BinarySubscr => here!(self.binary_subscr())?,
                Op::StoreSubscr => here!(self.store_subscr())?,
                Op::DeleteSubscr => here!(self.delete_subscr())?,
                Op::BinarySlice => here!(self.binary_slice())?,
                Op::StoreSlice => here!(self.store_slice())?,
                Op::BuildSlice => here!(self.build_slice(arg)),
                Op::BinaryOp => here!(self.binary_op_on_stack(arg, code, pc))?,
                Op::UnaryNegative | Op::UnaryInvert | Op::UnaryPositive => {
                    here!(self.unary_on_stack(op))?
                }
                Op::UnaryNot => {
                    let value = here!(self.truth(self.peek(1)))?;
                    self.drop_top();
                    let result = self.heap.bool(!value);
                    self.push(result);
                }
                Op::CompareOp => {
                    let (left, right) = (self.peek(2), self.peek(1));
                    let result = here!(self.compare(left, right, Comparison::from_arg(arg)))?;
                    self.drop_top();
                    self.drop_top();
                    self.push(result);
                }
                Op::IsOp => {
                    let is_same = self.peek(2) == self.peek(1);
                    self.drop_top();
                    self.drop_top();
                    let result = self.heap.bool(is_same != (arg == 1));
                    self.push(result);
                }
                Op::ContainsOp => {
                    let (item, container) = (self.peek(2), self.peek(1));
                    let is_in = here!(self.contains(container, item))?;
                    self.drop_top();
                    self.drop_top();
                    let result = self.heap.bool(is_in != (arg == 1));
                    self.push(result);
                }
                Op::Jump => pc = self.jump(pc, arg),
                Op::PopJumpIfFalse | Op::PopJumpIfTrue => {
                    let r = self.peek(1);
                    let value = if r == self.heap.known.true_ {
                        true
                    } else if r == self.heap.known.false_ {
                        false
                    } else {
                        here!(self.truth(r))?
                    };
                    self.drop_top();
                    if value == (op == Op::PopJumpIfTrue) {
                        pc = self.jump(pc, arg);
                    }
                }
                Op::PopJumpIfNone | Op::PopJumpIfNotNone => {
                    let is_none = self.peek(1) == self.heap.known.none;
                    here!(self.drop_top());
                    if is_none == (op == Op::PopJumpIfNone) {
                        pc = self.jump(pc, arg);
                    }
                }
                Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => {
                    let value = here!(self.truth(self.peek(1)))?;
                    if value == (op == Op::JumpIfTrueOrPop) {
                        pc = self.jump(pc, arg);
                    } else {
                        here!(self.drop_top());
                    }
                }
                Op::GetIter => {
                    let of = self.peek(1);
                    let stays =
                        arg == 1 && matches!(self.heap.type_of(of), TypeId::LIST | TypeId::TUPLE);
                    if !stays {
                        let iter = here!(self.get_iter(of))?;
                        here!(self.drop_top());
                        self.push(iter);
                    }
                }
                Op::GetYieldFromIter => here!(self.get_yield_from_iter())?,
                Op::ForIter => {
                    let iter = self.peek(1);
                    if self.heap.type_of(iter) == TypeId::GENERATOR {
                        here!(self.resume_for_loop(iter))?;
                        return Ok(Next::Frame);
                    }
                    match here!(self.next(iter))? {
                        Some(value) => self.push(value),
                        None => {
                            here!(self.drop_top());
                            pc = arg as usize;
                        }
                    }
                }
                Op::ReturnGenerator => {
                    return here!(self.return_generator()).map(Self::after_leave);
                }
                Op::YieldValue => return here!(self.yield_value(arg)).map(Self::after_leave),
                Op::Send => {
                    if here!(self.send_op())? {
                        return Ok(Next::Frame);
                    }
                    pc = self.top().pc as usize;
                }
                Op::EndSend => {
                    let result = self.stack.pop().unwrap_or_default();
                    here!(self.drop_top());
                    self.stack.push(result);
                }
                Op::CleanupThrow => here!(self.cleanup_throw())?,
                Op::GetAwaitable => here!(self.get_awaitable(arg))?,
                Op::GetAiter => here!(self.get_aiter())?,
                Op::GetAnext => here!(self.get_anext())?,
                Op::EndAsyncFor => here!(self.end_async_for())?,
                Op::AsyncGenWrap => here!(self.async_gen_wrap())?,
                Op::StopIterationError => here!(self.stop_iteration_error())?,
                Op::BuildTuple => {
                    let tuple = self.take_stack(arg, |vm, items| vm.heap.tuple_from(items));
                    self.push(tuple);
                }
                Op::BuildList => {
                    let list = self.take_stack(arg, |vm, items| vm.heap.list_from(items));
                    self.push(list);
                }
                Op::BuildSet => here!(self.build_set(arg))?,
                Op::BuildMap => here!(self.build_map(arg))?,
                Op::BuildConstKeyMap => here!(self.build_const_key_map(arg))?,
                Op::BuildString => here!(self.build_string(arg)),
                Op::ListAppend => {
                    let item = self.pop_owned();
                    let list = self.peek(arg as usize);
                    self.heap.list_append(list, item.into_ref());
                }
                Op::SetAdd => here!(self.set_add_op(arg))?,
                Op::MapAdd => here!(self.map_add_op(arg))?,
                Op::ListExtend => here!(self.list_extend_op(arg))?,
                Op::SetUpdate => here!(self.set_update_op(arg))?,
                Op::DictUpdate => here!(self.dict_update_op(arg))?,
                Op::DictMerge => here!(self.dict_merge_op(arg))?,
                Op::ListToTuple => {
                    let items = self.heap.list_items(self.peek(1));
                    let tuple = self.heap.tuple_of(&items);
                    self.drop_top();
                    self.push(tuple);
                }
                Op::ConvertValue => here!(self.convert_value(arg))?,
                Op::FormatSimple => here!(self.format_simple())?,
                Op::FormatWithSpec => here!(self.format_with_spec())?,
                Op::UnpackSequence => here!(self.unpack_sequence(arg))?,
                Op::UnpackEx => here!(self.unpack_ex(arg))?,
                Op::MakeFunction => here!(self.make_function(arg)),
                Op::Call => {
                    if here!(self.call_on_stack(arg, Ref::NULL, FrameKind::Call))? == Called::Frame
                    {
                        return Ok(Next::Frame);
                    }
                }
                Op::CallKw => {
                    let names = self.pop_owned();
                    let called = here!(self.call_on_stack(arg, names.get(), FrameKind::Call))?;
                    self.release(names);
                    if called == Called::Frame {
                        return Ok(Next::Frame);
                    }
                }
                Op::CallFunctionEx => {
                    if here!(self.call_function_ex(arg))? == Called::Frame {
                        return Ok(Next::Frame);
                    }
                }
                Op::ReturnValue => return here!(self.return_value()).map(Self::after_leave),
                Op::ImportName => here!(self.import_name(code.names[arg as usize]))?,
                Op::ImportFrom => here!(self.import_from(code.names[arg as usize]))?,
                Op::ImportStar => here!(self.import_star())?,
                Op::RaiseVarargs => return here!(Err(self.raise_varargs(arg))),
                Op::Reraise => return here!(Err(self.reraise(arg))),
                Op::PushExcInfo => self.push_exc_info(),
                Op::PopExcept => here!(self.pop_except()),
                Op::CheckExcMatch => here!(self.check_exc_match())?,
                Op::CheckEgMatch => here!(self.check_eg_match())?,
                Op::PrepReraiseStar => here!(self.prep_reraise_star())?,
                Op::BeforeWith => here!(self.before_with())?,
                Op::BeforeAsyncWith => here!(self.before_async_with())?,
                Op::WithExceptStart => here!(self.with_except_start(arg))?,
                Op::MatchMapping | Op::MatchSequence => here!(self.match_kind(op))?,
                Op::MatchKeys => here!(self.match_keys())?,
                Op::MatchClass => here!(self.match_class(arg))?,
                Op::GetLen => {
                    let length = here!(self.length(self.peek(1)))?;
                    let length = self.heap.int(length as i64);
                    self.push(length);
                }
                Op::PrintExpr => here!(self.print_expr())?,
                Op::BuildTemplate => here!(self.build_template()),
                Op::BuildInterpolation => here!(self.build_interpolation(arg)),
                Op::TypeVar
                | Op::TypeVarWithBound
                | Op::TypeVarWithConstraints
                | Op::ParamSpec
                | Op::TypeVarTuple
                | Op::SetTypeparamDefault
                | Op::SubscriptGeneric
                | Op::SetFunctionTypeParams
                | Op::TypeAlias => here!(self.type_parameter_op(op))?,
            }
        }
    }

    fn after_leave(value: Option<Owned>) -> Next {
        match value {
            Some(value) => Next::Leave(value),
            None => Next::Frame,
        }
    }

    #[inline]
    fn jump(&mut self, pc: usize, target: u32) -> usize {
        let target = target as usize;
        if target < pc {
            // Remembered, so that the watcher of lines sees that the loop came round.
            self.top_mut().pc = pc as u32;
        }
        target
    }

    /// Takes the top `count` places off the stack, their counts given to `make`.
    fn take_stack(&mut self, count: u32, make: impl FnOnce(&mut Vm, &[Ref]) -> Owned) -> Owned {
        let from = self.stack.len() - count as usize;
        for at in from..self.stack.len() {
            if self.stack[at].is_borrowed() {
                let r = self.stack[at].get();
                self.heap.incref(r);
            }
        }
        let mut kept = [Ref::NULL; 16];
        if count <= 16 {
            for (to, slot) in kept.iter_mut().zip(&self.stack[from..]) {
                *to = slot.get();
            }
            self.stack.truncate(from);
            return make(self, &kept[..count as usize]);
        }
        let items: Vec<Ref> = self.stack[from..].iter().map(|slot| slot.get()).collect();
        self.stack.truncate(from);
        make(self, &items)
    }

    /// Leaves the top frame with the value on top of the stack. `None`: the caller goes on in the loop.
    fn return_value(&mut self) -> Res<Option<Owned>> {
        let value = self.pop_owned();
        let frame = self.top();
        if !frame.generator.is_null() {
            return self.generator_returned(value);
        }
        let kind = frame.kind;
        self.pop_frame();
        match kind {
            FrameKind::Call => {
                self.push(value);
                Ok(None)
            }
            FrameKind::Init => {
                if value.get() != self.heap.known.none {
                    let text = format!(
                        "__init__() should return None, not '{}'",
                        self.type_name(value.get())
                    );
                    return Err(self.type_error(&text));
                }
                // The instance lies on the stack already, where the class was.
                self.release(value);
                Ok(None)
            }
            _ => Ok(Some(value)),
        }
    }

    /// Takes the top frame off: its locals, its evaluation stack and what the call held are given back.
    pub fn pop_frame(&mut self) {
        let frame = self.top();
        let (base, start) = (frame.base as usize, frame.start as usize);
        let (object, locals) = (frame.object, frame.locals);
        if !object.is_null() {
            self.detach_frame_object();
        }
        // The evaluation stack from the top down, then the locals in their order, as CPython clears them.
        let values = self.top().values();
        let first_down = if self.heap.rules.eval.locals_go_last_first {
            base
        } else {
            values
        };
        while self.stack.len() > first_down {
            self.drop_top();
        }
        for at in base..values.min(self.stack.len()) {
            let slot = std::mem::take(&mut self.stack[at]);
            if !slot.is_null() && !slot.is_borrowed() {
                self.drop_ref(slot.get());
            }
        }
        self.stack.truncate(base);
        if let Some(frame) = self.frames.pop() {
            self.heap.give_frame(frame.code.object, frame.block);
        }
        if !locals.is_null() {
            self.drop_ref(locals);
        }
        self.drop_stack_to(start);
    }

    #[cold]
    fn unbound_local(&mut self, code: &Code, slot: u32) -> Raised {
        let name = self.heap.text(code.locals[slot as usize]);
        let text = if self.version.minor() >= 11 {
            format!("cannot access local variable '{name}' where it is not associated with a value")
        } else {
            format!("local variable '{name}' referenced before assignment")
        };
        self.raise_text(Exc::UnboundLocalError, &text)
    }

    fn binary_op_on_stack(&mut self, arg: u32, code: &Code, pc: usize) -> Res<()> {
        let (left, right) = (self.peek(2), self.peek(1));
        let (operator, is_inplace) = BinaryOperator::from_arg(arg);
        if operator == BinaryOperator::Add
            && self.heap.type_of(left) == TypeId::STR
            && self.heap.type_of(right) == TypeId::STR
            && self.concatenate_in_place(code, pc)
        {
            return Ok(());
        }
        let result = self.binary_op(left, right, operator, is_inplace)?;
        self.drop_top();
        self.drop_top();
        self.push(result);
        Ok(())
    }

    /// `s = s + t` and `s += t` for strings: where the result goes back to the variable that holds the left
    /// operand, the variable is emptied first, so that the string can grow in place (`unicode_concatenate`).
    fn concatenate_in_place(&mut self, code: &Code, pc: usize) -> bool {
        let left = self.peek(2);
        let right = self.peek(1);
        if self.heap.str_len(right) == 0 || self.heap.str_len(left) == 0 || left == right {
            return false;
        }
        let is_borrowed = self.stack[self.stack.len() - 2].is_borrowed();
        let next = code.body.instrs[pc];
        let wanted = if is_borrowed { 1 } else { 2 };
        if self.heap.refcount(left) != wanted {
            return false;
        }
        let frame = self.top();
        let base = frame.base as usize;
        let mut emptied = None;
        match next.op {
            Op::StoreFast if self.stack[base + next.arg as usize].get() == left => {
                emptied = Some(base + next.arg as usize);
            }
            Op::StoreName => {
                let dict = frame.locals;
                let name = code.names[next.arg as usize];
                if self.heap.type_of(dict) != TypeId::DICT
                    || self.heap.dict_get_str(dict, name) != Some(left)
                {
                    return false;
                }
                // The value's place in the dict is emptied and filled again by the store that follows; the entry
                // stays, so that its order does.
                let none = self.none();
                let old = self.heap.dict_set_str(dict, name, none);
                if let Some(old) = old {
                    let _ = old.into_ref();
                    self.heap.decref(left);
                }
            }
            _ => return false,
        }
        if let Some(place) = emptied {
            let slot = std::mem::take(&mut self.stack[place]);
            if !slot.is_borrowed() && !is_borrowed {
                self.heap.decref(left);
            }
        }
        match self.heap.str_append(left, right) {
            Some(grown) => {
                self.drop_top();
                self.stack.pop();
                self.stack.push(Slot::counted(grown));
                true
            }
            None => {
                if is_borrowed && emptied.is_some() {
                    // The only count was the variable's: it is the stack's now.
                    let at = self.stack.len() - 2;
                    self.stack[at] = Slot::counted(left);
                }
                false
            }
        }
    }
}
