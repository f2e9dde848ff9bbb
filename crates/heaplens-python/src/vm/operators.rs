//! Operators: the fast ways of the built-in numbers and strings, and the dance of the special methods.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::{BinaryOperator, Op};
use crate::vm::frame::Slot;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// `left OP right`.
    #[inline]
    pub fn binary_op(
        &mut self,
        left: Ref,
        right: Ref,
        operator: BinaryOperator,
        is_inplace: bool,
    ) -> Res<Owned> {
        let (tl, tr) = (self.heap.type_of(left), self.heap.type_of(right));
        if tl == TypeId::INT && tr == TypeId::INT {
            if let Some(result) = self.int_op(left, right, operator) {
                return Ok(result);
            }
        } else if tl == TypeId::FLOAT
            && tr == TypeId::FLOAT
            && let Some(result) = self.float_op(left, right, operator)
        {
            return Ok(result);
        }
        self.binary_op_slow(left, right, operator, is_inplace)
    }

    #[inline]
    fn int_op(&mut self, left: Ref, right: Ref, operator: BinaryOperator) -> Option<Owned> {
        let (a, b) = (self.heap.int_small(left)?, self.heap.int_small(right)?);
        let value = match operator {
            BinaryOperator::Add => a + b,
            BinaryOperator::Subtract => a - b,
            BinaryOperator::Multiply => a.checked_mul(b)?,
            BinaryOperator::FloorDivide if b != 0 => {
                let quotient = a / b;
                if a % b != 0 && (a < 0) != (b < 0) {
                    quotient - 1
                } else {
                    quotient
                }
            }
            BinaryOperator::Remainder if b != 0 => {
                let remainder = a % b;
                if remainder != 0 && (remainder < 0) != (b < 0) {
                    remainder + b
                } else {
                    remainder
                }
            }
            BinaryOperator::And => a & b,
            BinaryOperator::Or => a | b,
            BinaryOperator::Xor => a ^ b,
            BinaryOperator::Rshift if (0..64).contains(&b) => a >> b,
            BinaryOperator::Lshift if (0..32).contains(&b) && a.unsigned_abs() < 1 << 29 => a << b,
            _ => return None,
        };
        if (a.unsigned_abs() | b.unsigned_abs()) >> 30 != 0 {
            let size = |value: i64| {
                (
                    64 - u64::from(value.unsigned_abs().leading_zeros()),
                    value < 0,
                )
            };
            let room = crate::types::int::room_of_result(operator, size(a), size(b));
            return Some(self.heap.word_with_room(value, room));
        }
        Some(self.heap.int(value))
    }

    #[inline]
    fn float_op(&mut self, left: Ref, right: Ref, operator: BinaryOperator) -> Option<Owned> {
        let (a, b) = (self.heap.float_value(left), self.heap.float_value(right));
        let value = match operator {
            BinaryOperator::Add => a + b,
            BinaryOperator::Subtract => a - b,
            BinaryOperator::Multiply => a * b,
            BinaryOperator::TrueDivide if b != 0.0 => a / b,
            _ => return None,
        };
        Some(self.heap.float(value))
    }

    fn binary_op_slow(
        &mut self,
        left: Ref,
        right: Ref,
        operator: BinaryOperator,
        is_inplace: bool,
    ) -> Res<Owned> {
        let (name, reflected) = self.operator_names(operator);
        if matches!(operator, BinaryOperator::Add | BinaryOperator::Multiply)
            && let Some(result) = self.ask_right_of_sequence(left, right, name, reflected)?
        {
            return Ok(result);
        }
        if is_inplace {
            let name = self.inplace_name(operator);
            if let Some(result) = self.call_special(left, name, &[right]) {
                let result = result?;
                if result.get() != self.heap.known.not_implemented {
                    return Ok(result);
                }
                self.release(result);
            }
        }
        if let Some(result) = self.try_binary(left, right, name, reflected)? {
            return Ok(result);
        }
        Err(self.operand_error(left, right, operator, is_inplace))
    }

    /// `+` and `*` of a built-in sequence are no number's: the right operand's method comes first (`PyNumber_Add`).
    fn ask_right_of_sequence(
        &mut self,
        left: Ref,
        right: Ref,
        name: Ref,
        reflected: Ref,
    ) -> Res<Option<Owned>> {
        let (tl, tr) = (self.heap.type_of(left), self.heap.type_of(right));
        if tl == tr || !self.concatenates_natively(tl, name) {
            return Ok(None);
        }
        let inplace = if name == self.names.add {
            self.names.iadd
        } else {
            self.names.imul
        };
        if let Some(method) = self.lookup(tl, inplace)
            && self.heap.type_of(method) != TypeId::WRAPPER_DESCRIPTOR
        {
            return Ok(None);
        }
        let Some(method) = self.lookup(tr, reflected) else {
            return Ok(None);
        };
        if self.heap.type_of(method) == TypeId::WRAPPER_DESCRIPTOR {
            return Ok(None);
        }
        let result = self.call_method(method, right, &[left])?;
        if result.get() != self.heap.known.not_implemented {
            return Ok(Some(result));
        }
        self.release(result);
        Ok(None)
    }

    /// Whether instances of `id` are built-in sequences whose `+` or `*` no class of the program has replaced.
    fn concatenates_natively(&mut self, id: TypeId, name: Ref) -> bool {
        let info = self.heap.info(id);
        let is_sequence = info.flags
            & (flags::LIST_SUBCLASS
                | flags::TUPLE_SUBCLASS
                | flags::UNICODE_SUBCLASS
                | flags::BYTES_SUBCLASS)
            != 0
            || info.layout == heaplens_heap::types::Layout::Buffer;
        is_sequence
            && self
                .lookup(id, name)
                .is_some_and(|method| self.heap.type_of(method) == TypeId::WRAPPER_DESCRIPTOR)
    }

    /// The two special methods of a binary operator, in CPython's order; `None` where both decline.
    pub fn try_binary(
        &mut self,
        left: Ref,
        right: Ref,
        name: Ref,
        reflected: Ref,
    ) -> Res<Option<Owned>> {
        let (tl, tr) = (self.heap.type_of(left), self.heap.type_of(right));
        let first = self.lookup(tl, name);
        let second = if tl == tr {
            None
        } else {
            self.lookup(tr, reflected)
        };
        let not_implemented = self.heap.known.not_implemented;
        if let Some(second) = second
            && self.heap.is_subtype(tr, tl)
            && self.lookup(tl, reflected) != Some(second)
        {
            let result = self.call_method(second, right, &[left])?;
            if result.get() != not_implemented {
                return Ok(Some(result));
            }
            self.release(result);
            if let Some(first) = first {
                let result = self.call_method(first, left, &[right])?;
                if result.get() != not_implemented {
                    return Ok(Some(result));
                }
                self.release(result);
            }
            return Ok(None);
        }
        if let Some(first) = first {
            let result = self.call_method(first, left, &[right])?;
            if result.get() != not_implemented {
                return Ok(Some(result));
            }
            self.release(result);
        }
        if let Some(second) = second {
            let result = self.call_method(second, right, &[left])?;
            if result.get() != not_implemented {
                return Ok(Some(result));
            }
            self.release(result);
        }
        Ok(None)
    }

    fn operator_names(&self, operator: BinaryOperator) -> (Ref, Ref) {
        let names = &self.names;
        match operator {
            BinaryOperator::Add => (names.add, names.radd),
            BinaryOperator::And => (names.and, names.rand),
            BinaryOperator::FloorDivide => (names.floordiv, names.rfloordiv),
            BinaryOperator::Lshift => (names.lshift, names.rlshift),
            BinaryOperator::MatrixMultiply => (names.matmul, names.rmatmul),
            BinaryOperator::Multiply => (names.mul, names.rmul),
            BinaryOperator::Remainder => (names.mod_, names.rmod),
            BinaryOperator::Or => (names.or, names.ror),
            BinaryOperator::Power => (names.pow, names.rpow),
            BinaryOperator::Rshift => (names.rshift, names.rrshift),
            BinaryOperator::Subtract => (names.sub, names.rsub),
            BinaryOperator::TrueDivide => (names.truediv, names.rtruediv),
            BinaryOperator::Xor => (names.xor, names.rxor),
        }
    }

    fn inplace_name(&self, operator: BinaryOperator) -> Ref {
        let names = &self.names;
        match operator {
            BinaryOperator::Add => names.iadd,
            BinaryOperator::And => names.iand,
            BinaryOperator::FloorDivide => names.ifloordiv,
            BinaryOperator::Lshift => names.ilshift,
            BinaryOperator::MatrixMultiply => names.imatmul,
            BinaryOperator::Multiply => names.imul,
            BinaryOperator::Remainder => names.imod,
            BinaryOperator::Or => names.ior,
            BinaryOperator::Power => names.ipow,
            BinaryOperator::Rshift => names.irshift,
            BinaryOperator::Subtract => names.isub,
            BinaryOperator::TrueDivide => names.itruediv,
            BinaryOperator::Xor => names.ixor,
        }
    }

    fn operand_error(
        &mut self,
        left: Ref,
        right: Ref,
        operator: BinaryOperator,
        is_inplace: bool,
    ) -> Raised {
        let (tl, tr) = (self.type_name(left), self.type_name(right));
        // A sequence that can't do it says so itself, where the other side has nothing to say.
        let is_sequence = |vm: &Vm, r: Ref| {
            let info = vm.heap.info_of(r);
            if operator == BinaryOperator::Multiply
                && info.layout == heaplens_heap::types::Layout::Buffer
            {
                return true;
            }
            info.flags
                & (flags::LIST_SUBCLASS
                    | flags::TUPLE_SUBCLASS
                    | flags::UNICODE_SUBCLASS
                    | flags::BYTES_SUBCLASS)
                != 0
        };
        if operator == BinaryOperator::Add && is_sequence(self, left) {
            let id = self.heap.type_of(left);
            let base = [TypeId::LIST, TypeId::TUPLE, TypeId::STR, TypeId::BYTES]
                .into_iter()
                .find(|&base| self.heap.is_subtype(id, base));
            let text = match base {
                Some(TypeId::BYTES) => format!("can't concat {tr} to bytes"),
                Some(base) => {
                    let name = self.heap.info(base).name.to_string();
                    format!("can only concatenate {name} (not \"{tr}\") to {name}")
                }
                None => String::new(),
            };
            return self.type_error(&text);
        }
        // `*=` looks at the right operand only where the left's type has no methods of sequences at all, and every
        // class of a program has their table (`PyNumber_InPlaceMultiply`).
        let asks_right = !is_inplace || !self.heap.info_of(left).has(flags::HEAPTYPE);
        if operator == BinaryOperator::Multiply
            && (is_sequence(self, left) || is_sequence(self, right) && asks_right)
        {
            let other = if is_sequence(self, left) { tr } else { tl };
            return self.type_error(&format!(
                "can't multiply sequence by non-int of type '{other}'"
            ));
        }
        let symbol = match operator {
            BinaryOperator::Power if !is_inplace => "** or pow()".to_owned(),
            _ => format!("{}{}", operator.symbol(), if is_inplace { "=" } else { "" }),
        };
        let mut text = format!("unsupported operand type(s) for {symbol}: '{tl}' and '{tr}'");
        if operator == BinaryOperator::Rshift
            && self.heap.type_of(left) == TypeId::BUILTIN_FUNCTION
            && self.version.minor() < 14
            && self.builtin_name(left) == "print"
        {
            text.push_str(". Did you mean \"print(<message>, file=<output_stream>)\"?");
        }
        self.type_error(&text)
    }

    pub(crate) fn unary_on_stack(&mut self, op: Op) -> Res<()> {
        let r = self.stack[self.stack.len() - 1].get();
        let result = self.unary(r, op)?;
        self.drop_top();
        self.stack.push(Slot::counted(result.into_ref()));
        Ok(())
    }

    /// `-r`, `+r`, `~r`.
    pub fn unary(&mut self, r: Ref, op: Op) -> Res<Owned> {
        if op == Op::UnaryNegative {
            match self.heap.type_of(r) {
                TypeId::INT => {
                    if let Some(value) = self.heap.int_small(r) {
                        return Ok(self.heap.int(-value));
                    }
                }
                TypeId::FLOAT => {
                    let value = self.heap.float_value(r);
                    return Ok(self.heap.float(-value));
                }
                _ => {}
            }
        }
        let (name, symbol) = match op {
            Op::UnaryNegative => (self.names.neg, "-"),
            Op::UnaryInvert => (self.names.invert, "~"),
            _ => (self.names.pos, "+"),
        };
        match self.call_special(r, name, &[]) {
            Some(result) => result,
            None => {
                let text = format!(
                    "bad operand type for unary {symbol}: '{}'",
                    self.type_name(r)
                );
                Err(self.type_error(&text))
            }
        }
    }

    /// `bool(r)`.
    pub fn truth(&mut self, r: Ref) -> Res<bool> {
        let id = self.heap.type_of(r);
        Ok(match id {
            TypeId::BOOL | TypeId::INT => self.heap.int_small(r) != Some(0),
            TypeId::NONE => false,
            TypeId::FLOAT => self.heap.float_value(r) != 0.0,
            TypeId::STR => self.heap.str_len(r) != 0,
            TypeId::LIST => self.heap.list_len(r) != 0,
            TypeId::TUPLE => self.heap.tuple_len(r) != 0,
            TypeId::DICT => self.heap.dict_len(r) != 0,
            TypeId::SET | TypeId::FROZENSET => self.heap.set_len(r) != 0,
            _ => return self.truth_slow(r),
        })
    }

    fn truth_slow(&mut self, r: Ref) -> Res<bool> {
        let (bool_name, len_name) = (self.names.bool, self.names.len);
        if let Some(result) = self.call_special(r, bool_name, &[]) {
            let result = result?;
            if self.heap.type_of(result.get()) != TypeId::BOOL {
                let text = if self.version.minor() >= 15 {
                    format!(
                        "{}.__bool__() must return a bool, not {}",
                        self.type_name(r),
                        self.type_name(result.get())
                    )
                } else {
                    format!(
                        "__bool__ should return bool, returned {}",
                        self.type_name(result.get())
                    )
                };
                return Err(self.type_error(&text));
            }
            let value = result.get() == self.heap.known.true_;
            self.release(result);
            return Ok(value);
        }
        if self.lookup_special(r, len_name).is_some() {
            return Ok(self.length(r)? != 0);
        }
        Ok(true)
    }

    /// `len(r)`.
    pub fn length(&mut self, r: Ref) -> Res<u64> {
        let id = self.heap.type_of(r);
        Ok(match id {
            TypeId::STR => self.heap.str_len(r) as u64,
            TypeId::LIST => u64::from(self.heap.list_len(r)),
            TypeId::TUPLE => u64::from(self.heap.tuple_len(r)),
            TypeId::DICT => u64::from(self.heap.dict_len(r)),
            TypeId::SET | TypeId::FROZENSET => u64::from(self.heap.set_len(r)),
            _ => {
                let name = self.names.len;
                let Some(result) = self.call_special(r, name, &[]) else {
                    let text = format!("object of type '{}' has no len()", self.type_name(r));
                    return Err(self.type_error(&text));
                };
                let result = result?;
                let value = self.index_value(result.get())?;
                self.release(result);
                match value {
                    Some(value) if value >= 0 => value as u64,
                    Some(_) => return Err(self.value_error("__len__() should return >= 0")),
                    None => {
                        return Err(
                            self.overflow_error("cannot fit 'int' into an index-sized integer")
                        );
                    }
                }
            }
        })
    }

    /// The value of an int, or of what `__index__` gives; `None` where it doesn't fit in 64 bits.
    pub fn index_value(&mut self, r: Ref) -> Res<Option<i64>> {
        if self.heap.info_of(r).has(flags::LONG_SUBCLASS) {
            return Ok(self.small_value(r));
        }
        let name = self.names.index;
        let Some(result) = self.call_special(r, name, &[]) else {
            let text = format!(
                "'{}' object cannot be interpreted as an integer",
                self.type_name(r)
            );
            return Err(self.type_error(&text));
        };
        let result = result?;
        if !self.heap.info_of(result.get()).has(flags::LONG_SUBCLASS) {
            return Err(self.bad_index_result(r, result.get()));
        }
        let value = self.small_value(result.get());
        self.release(result);
        Ok(value)
    }
}
