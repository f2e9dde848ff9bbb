//! Showing objects: `repr`, `str`, `format`; `print` at the prompt.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Conversion;
use crate::vm::exceptions::Exc;
use crate::vm::frame::Slot;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// `repr(r)`, a str.
    pub fn repr(&mut self, r: Ref) -> Res<Owned> {
        let name = self.names.repr;
        self.enter_native()?;
        let result = self.call_special(r, name, &[]);
        self.native_depth -= 1;
        let Some(result) = result else {
            let text = format!("<{} object>", self.type_name(r));
            return Ok(self.heap.str(&text));
        };
        let result = result?;
        if !self.heap.info_of(result.get()).has(flags::UNICODE_SUBCLASS) {
            return Err(self.not_a_str(r, result.get(), "__repr__"));
        }
        Ok(result)
    }

    /// The error of a special method that was to give a str.
    #[cold]
    fn not_a_str(&mut self, r: Ref, result: Ref, method: &str) -> Raised {
        let text = if self.version.minor() >= 15 {
            format!(
                "{}.{method}() must return a str, not {}",
                self.type_name(r),
                self.type_name(result)
            )
        } else {
            format!(
                "{method} returned non-string (type {})",
                self.type_name(result)
            )
        };
        self.type_error(&text)
    }

    /// `str(r)`, a str.
    pub fn str_of(&mut self, r: Ref) -> Res<Owned> {
        if self.heap.type_of(r) == TypeId::STR {
            return Ok(self.heap.own(r));
        }
        let name = self.names.str;
        self.enter_native()?;
        let result = self.call_special(r, name, &[]);
        self.native_depth -= 1;
        let Some(result) = result else {
            return self.repr(r);
        };
        let result = result?;
        if !self.heap.info_of(result.get()).has(flags::UNICODE_SUBCLASS) {
            return Err(self.not_a_str(r, result.get(), "__str__"));
        }
        Ok(result)
    }

    /// `repr(r)` as text for a message; a failing one is shown by its type.
    pub fn repr_text(&mut self, r: Ref) -> String {
        let saved = self.take_raised();
        let text = match self.repr(r) {
            Ok(text) => self.heap.text(text.get()),
            Err(Raised) => {
                drop(self.take_raised());
                format!("<{} object>", self.type_name(r))
            }
        };
        if let Some(saved) = saved {
            self.set_raised(saved);
        }
        text
    }

    /// `repr(type(r))` as text.
    pub fn repr_type(&mut self, r: Ref) -> String {
        let class = self.heap.info_of(r).object;
        self.repr_text(class)
    }

    /// `format(r, spec)`.
    pub fn format(&mut self, r: Ref, spec: Ref) -> Res<Owned> {
        if self.heap.str_len(spec) == 0 && matches!(self.heap.type_of(r), TypeId::STR | TypeId::INT)
        {
            return self.str_of(r);
        }
        let name = self.names.format;
        let Some(result) = self.call_special(r, name, &[spec]) else {
            let text = format!("Type {} doesn't define __format__", self.type_name(r));
            return Err(self.type_error(&text));
        };
        let result = result?;
        if !self.heap.info_of(result.get()).has(flags::UNICODE_SUBCLASS) {
            let text = format!(
                "__format__ must return a str, not {}",
                self.type_name(result.get())
            );
            return Err(self.type_error(&text));
        }
        Ok(result)
    }

    pub(crate) fn convert_value(&mut self, how: u32) -> Res<()> {
        let r = self.stack[self.stack.len() - 1].get();
        let text = match how {
            how if how == Conversion::Repr as u32 => self.repr(r)?,
            how if how == Conversion::Str as u32 => self.str_of(r)?,
            _ => self.ascii(r)?,
        };
        self.drop_top();
        self.stack.push(Slot::counted(text.into_ref()));
        Ok(())
    }

    /// `ascii(r)`.
    pub fn ascii(&mut self, r: Ref) -> Res<Owned> {
        let text = self.repr(r)?;
        if self.heap.chars(text.get()).ascii().is_some() {
            return Ok(text);
        }
        let mut escaped = String::new();
        for point in self.heap.chars(text.get()).iter() {
            match point {
                0..=0x7f => escaped.push(point as u8 as char),
                0x80..=0xff => escaped.push_str(&format!("\\x{point:02x}")),
                0x100..=0xffff => escaped.push_str(&format!("\\u{point:04x}")),
                _ => escaped.push_str(&format!("\\U{point:08x}")),
            }
        }
        Ok(self.heap.str(&escaped))
    }

    pub(crate) fn format_simple(&mut self) -> Res<()> {
        let r = self.stack[self.stack.len() - 1].get();
        if self.heap.type_of(r) == TypeId::STR {
            return Ok(());
        }
        let spec = self.heap.str("");
        let text = self.format(r, spec.get())?;
        self.drop_top();
        self.stack.push(Slot::counted(text.into_ref()));
        Ok(())
    }

    pub(crate) fn format_with_spec(&mut self) -> Res<()> {
        let top = self.stack.len();
        let (r, spec) = (self.stack[top - 2].get(), self.stack[top - 1].get());
        let text = self.format(r, spec)?;
        self.drop_top();
        self.drop_top();
        self.stack.push(Slot::counted(text.into_ref()));
        Ok(())
    }

    /// `PRINT_EXPR`: `sys.displayhook`.
    pub(crate) fn print_expr(&mut self) -> Res<()> {
        let value = self.stack[self.stack.len() - 1].get();
        match self.replaced_displayhook() {
            Some(hook) => {
                let done = self.call(hook.get(), &[value])?;
                self.release(done);
            }
            None => self.display(value)?,
        }
        self.drop_top();
        Ok(())
    }

    /// Writes to standard output; the limit of output ends the run.
    pub fn write_stdout(&mut self, bytes: &[u8]) -> Res<()> {
        let written = self.sunk + self.output.stdout.len() as u64;
        let room = self.limits.output.saturating_sub(written);
        let fits = &bytes[..bytes.len().min(usize::try_from(room).unwrap_or(usize::MAX))];
        match &mut self.sink {
            Some(sink) => {
                sink(fits);
                self.sunk += fits.len() as u64;
            }
            None => self.output.stdout.extend_from_slice(fits),
        }
        if fits.len() < bytes.len() {
            self.stop = Some(crate::vm::stop::Stop::Output);
            return Err(Raised);
        }
        Ok(())
    }

    /// The name of a native function or method.
    pub fn builtin_name(&self, r: Ref) -> String {
        let number = self.heap.raw_half(r, super::call::builtin_field::NUMBER);
        self.natives[number as usize].name.to_owned()
    }

    /// Whether the exception on its way is `SystemExit`, and the status it asks for.
    pub fn system_exit_status(&mut self, exception: Ref) -> Option<(i32, Option<String>)> {
        if !self.is_a(exception, self.exc.id(Exc::SystemExit)) {
            return None;
        }
        let code = self
            .heap
            .field(exception, super::exceptions::exc_field::OWN);
        if code.is_null() || code == self.heap.known.none {
            return Some((0, None));
        }
        if self.heap.info_of(code).has(flags::LONG_SUBCLASS) {
            return Some((
                self.small_value(code).map_or(-1, |value| value as i32),
                None,
            ));
        }
        let text = match self.str_of(code) {
            Ok(text) => self.heap.text(text.get()),
            Err(Raised) => String::new(),
        };
        Some((1, Some(text)))
    }
}
