//! Warnings that the machine itself gives (`PyErr_WarnEx`, Python/_warnings.c). While the module `warnings` isn't
//! imported its first filters hold; once it is, it decides.

use heaplens_heap::Ref;

use crate::vm::exceptions::Exc;
use crate::vm::{Res, Vm};

impl Vm {
    /// Warns of `text`; the line is that of the frame `level` from the top (1: the one that runs). An error where
    /// the program has made warnings errors.
    pub fn warn(&mut self, kind: Exc, text: &str, level: usize) -> Res<()> {
        let key = self.heap.intern_str("warnings");
        let modules = self.modules;
        if let Some(module) = self.heap.dict_get_str(modules, key.get())
            && module != self.heap.known.none
        {
            let module = self.heap.own(module);
            let name = self.heap.intern_str("warn");
            if let Some(function) = self.find_attribute(module.get(), name.get())? {
                let (message, class) = (self.heap.str(text), self.exc_class(kind));
                let level = self.heap.int(level as i64);
                let result = self.call(function.get(), &[message.get(), class, level.get()])?;
                self.release(result);
                return Ok(());
            }
        }
        let Some(index) = self.frames.len().checked_sub(level) else {
            self.print_warning("sys", 1, kind, text);
            return Ok(());
        };
        let frame = &self.frames[index];
        let (line, globals) = (frame.line(), frame.globals);
        let file = frame.code.body.filename.to_string();
        if self.is_warning_shown(kind, text, line, globals) {
            self.print_warning(&file, line, kind, text);
        }
        Ok(())
    }

    /// The first filters: deprecations are for `__main__`, some kinds for nobody; and each place is told once.
    fn is_warning_shown(&mut self, kind: Exc, text: &str, line: u32, globals: Ref) -> bool {
        let name = self.names.name;
        let module = match self.heap.dict_get_str(globals, name) {
            Some(name) if self.is_a(name, heaplens_heap::TypeId::STR) => self.heap.text(name),
            _ => "<string>".to_owned(),
        };
        let is_shown = match kind {
            Exc::DeprecationWarning => module == "__main__",
            Exc::PendingDeprecationWarning | Exc::ImportWarning | Exc::ResourceWarning => false,
            _ => true,
        };
        is_shown
            && std::rc::Rc::make_mut(&mut self.states.warned).insert((
                module,
                line,
                text.to_owned(),
            ))
    }

    fn print_warning(&mut self, file: &str, line: u32, kind: Exc, text: &str) {
        let name = crate::vm::exceptions::EXCEPTIONS[kind as usize].0;
        let mut shown = format!("{file}:{line}: {name}: {text}\n");
        if let Some(source) = self.sources.get(file)
            && let Some(line) = source.lines().nth((line as usize).saturating_sub(1))
            && !line.trim().is_empty()
        {
            shown.push_str(&format!("  {}\n", line.trim()));
        }
        if text.ends_with("was never awaited") {
            shown.push_str(&format!(
                "{name}: Enable tracemalloc to get the object allocation traceback\n"
            ));
        }
        if self.write_stderr(&shown).is_err() {
            self.swallow();
        }
    }
}
