//! Warnings: what the machine itself and `_warnings.warn` do with one. Source: Python/_warnings.c.
//!
//! While the module `warnings` isn't imported the first filters hold; once it is, its `filters` decide, and what is
//! shown goes through its `_showwarnmsg`.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::{EXCEPTIONS, Exc};
use crate::vm::{Res, Vm};

/// Where a warning is given.
pub(crate) struct WarnPlace {
    /// The file, a str.
    pub filename: Owned,
    /// The line.
    pub lineno: i64,
    /// The module's name, a str.
    pub module: Owned,
    /// `__warningregistry__`, a dict, or null.
    pub registry: Ref,
}

/// The first filters (`init_filters`): action, category, module; later ones where no earlier one matches.
pub(crate) const FIRST_FILTERS: [(&str, Exc, Option<&str>); 5] = [
    ("default", Exc::DeprecationWarning, Some("__main__")),
    ("ignore", Exc::DeprecationWarning, None),
    ("ignore", Exc::PendingDeprecationWarning, None),
    ("ignore", Exc::ImportWarning, None),
    ("ignore", Exc::ResourceWarning, None),
];

impl Vm {
    /// Warns of `text`; the line is that of the frame `level` from the top (1: the one that runs). An error where
    /// the program has made warnings errors.
    pub fn warn(&mut self, kind: Exc, text: &str, level: usize) -> Res<()> {
        let place = self.warn_place(level as i64)?;
        let (message, class) = (self.heap.str(text), self.exc_class(kind));
        self.warn_explicit(class, message.get(), place, Ref::NULL)
    }

    /// Gives the compiler's warnings on a file. They know no module, and no registry.
    pub(crate) fn warn_of_source(
        &mut self,
        warnings: &[crate::compile::SyntaxWarning],
        file: &str,
    ) -> Res<()> {
        for warning in warnings {
            let kind = match warning.category {
                "DeprecationWarning" => Exc::DeprecationWarning,
                _ => Exc::SyntaxWarning,
            };
            let module = file.strip_suffix(".py").unwrap_or(file);
            let place = WarnPlace {
                filename: self.heap.str(file),
                lineno: i64::from(warning.lineno),
                module: self.heap.str(module),
                registry: Ref::NULL,
            };
            let (message, class) = (self.heap.str(&warning.message), self.exc_class(kind));
            self.warn_explicit(class, message.get(), place, Ref::NULL)?;
        }
        Ok(())
    }

    /// The place `level` frames down (`setup_context`).
    pub(crate) fn warn_place(&mut self, level: i64) -> Res<WarnPlace> {
        let depth = self.frames.len() as i64;
        let index = depth - level.max(1);
        if index < 0 {
            let is_marked = self.version.minor() >= 13;
            let (file, lineno) = if is_marked { ("<sys>", 0) } else { ("sys", 1) };
            return Ok(WarnPlace {
                filename: self.heap.str(file),
                lineno,
                module: self.heap.str("sys"),
                registry: Ref::NULL,
            });
        }
        let frame = &self.frames[index as usize];
        let (lineno, globals) = (i64::from(frame.line()), frame.globals);
        let file = frame.code.body.filename.to_string();
        let name = self.names.name;
        let module = match self.heap.dict_get_str(globals, name) {
            Some(name) if self.is_str(name) => self.heap.own(name),
            _ => self.heap.str("<string>"),
        };
        let key = self.heap.intern_str("__warningregistry__");
        let registry = match self.heap.dict_get_str(globals, key.get()) {
            Some(registry) => registry,
            None => {
                let made = self.heap.dict();
                let registry = made.get();
                self.heap.dict_set_str(globals, key.get(), made);
                registry
            }
        };
        Ok(WarnPlace {
            filename: self.heap.str(&file),
            lineno,
            module,
            registry,
        })
    }

    /// `warn_explicit`: filters, remembers and shows a warning. `message` is a str, or a Warning itself.
    pub(crate) fn warn_explicit(
        &mut self,
        category: Ref,
        message: Ref,
        place: WarnPlace,
        source: Ref,
    ) -> Res<()> {
        let is_warning = self.is_a(message, self.exc.id(Exc::Warning));
        let (text, category, message) = if is_warning {
            let class = self.heap.info_of(message).object;
            (self.str_of(message)?, class, self.heap.own(message))
        } else {
            let text = self.heap.own(message);
            (text, category, self.call(category, &[message])?)
        };
        let lineno = self.heap.int(place.lineno);
        let key = self.heap.tuple_of(&[text.get(), category, lineno.get()]);
        let registry = place.registry;
        if !registry.is_null() && self.already_warned(registry, key.get(), false)? {
            return Ok(());
        }
        let action = self.warning_action(category, text.get(), place.lineno, place.module.get())?;
        if action == "error" {
            return Err(self.raise(message));
        }
        if action == "ignore" {
            return Ok(());
        }
        let mut is_known = false;
        if action != "always" && action != "all" {
            if !registry.is_null() {
                let yes = self.heap.known.true_;
                self.dict_set(registry, key.get(), yes)?;
            }
            match action.as_str() {
                "once" => {
                    let once = match registry.some() {
                        Some(registry) => self.heap.own(registry),
                        None => self.once_registry()?,
                    };
                    let key = self.heap.tuple_of(&[text.get(), category]);
                    is_known = self.already_warned(once.get(), key.get(), true)?;
                }
                "module" if !registry.is_null() => {
                    let key = self.heap.tuple_of(&[text.get(), category]);
                    is_known = self.already_warned(registry, key.get(), true)?;
                }
                "module" | "default" => {}
                _ => {
                    let text =
                        format!("Unrecognized action ('{action}') in warnings.filters:\n None");
                    return Err(self.raise_text(Exc::RuntimeError, &text));
                }
            }
        }
        if is_known {
            return Ok(());
        }
        self.show_warning(message.get(), category, &place, text.get(), source)
    }

    /// Whether a registry has the key; where the filters have changed since it was written it is emptied first.
    fn already_warned(&mut self, registry: Ref, key: Ref, remembers: bool) -> Res<bool> {
        let name = self.heap.str("version");
        let version = self.heap.int(self.states.warnings_version);
        let known = self.heap.dict_get_str(registry, name.get());
        let is_current = known.is_some_and(|known| {
            self.is_int(known) && self.small_value(known) == Some(self.states.warnings_version)
        });
        if !is_current {
            let clear = self.heap.intern_str("clear");
            let done = self.call_attribute(registry, clear.get(), &[])?;
            self.release(done);
            self.dict_set(registry, name.get(), version.get())?;
        } else if let Some(found) = self.dict_get(registry, key)? {
            let found = self.heap.own(found);
            if self.truth(found.get())? {
                return Ok(true);
            }
        }
        if remembers {
            let yes = self.heap.known.true_;
            self.dict_set(registry, key, yes)?;
        }
        Ok(false)
    }

    /// An attribute of the module `warnings`, if that has been imported.
    fn warnings_attribute(&mut self, name: &str) -> Res<Option<Owned>> {
        let key = self.heap.intern_str("warnings");
        let modules = self.modules;
        let Some(module) = self.heap.dict_get_str(modules, key.get()) else {
            return Ok(None);
        };
        if module == self.heap.known.none {
            return Ok(None);
        }
        let module = self.heap.own(module);
        let name = self.heap.intern_str(name);
        self.find_attribute(module.get(), name.get())
    }

    fn once_registry(&mut self) -> Res<Owned> {
        match self.warnings_attribute("onceregistry")? {
            Some(registry) => Ok(registry),
            None => Ok(self.heap.dict()),
        }
    }

    /// What is to be done with a warning (`get_filter`).
    fn warning_action(
        &mut self,
        category: Ref,
        text: Ref,
        lineno: i64,
        module: Ref,
    ) -> Res<String> {
        let Some(filters) = self.warnings_attribute("filters")? else {
            if self.inputs.ignores_warnings {
                return Ok("ignore".to_owned());
            }
            let module = self.heap.text(module);
            let found = FIRST_FILTERS.iter().find(|(_, kind, wanted)| {
                self.heap
                    .is_subtype(self.heap.type_id_of(category), self.exc.id(*kind))
                    && wanted.is_none_or(|wanted| wanted == module)
            });
            return Ok(found.map_or("default", |(action, ..)| action).to_owned());
        };
        if !self.is_a(filters.get(), TypeId::LIST) {
            return Err(self.value_error("_warnings.filters must be a list"));
        }
        let mut at = 0;
        while at < self.heap.list_len(filters.get()) {
            let item = self.heap.list_item(filters.get(), at);
            let item = self.heap.own(item);
            if !self.is_a(item.get(), TypeId::TUPLE) || self.heap.tuple_len(item.get()) != 5 {
                let text = format!("_warnings.filters item {at} isn't a 5-tuple");
                return Err(self.value_error(&text));
            }
            let parts = self.heap.tuple_items(item.get());
            let wanted_line = self.index_value(parts[4])?.unwrap_or(0);
            if self.filter_matches(parts[1], text)?
                && self.is_subclass(category, parts[2])?
                && self.filter_matches(parts[3], module)?
                && (wanted_line == 0 || wanted_line == lineno)
            {
                return Ok(self.heap.text(parts[0]));
            }
            at += 1;
        }
        match self.warnings_attribute("defaultaction")? {
            Some(action) if self.is_str(action.get()) => Ok(self.heap.text(action.get())),
            _ => Ok("default".to_owned()),
        }
    }

    /// `check_matched`: None matches all, a str itself, a pattern what it matches.
    fn filter_matches(&mut self, pattern: Ref, text: Ref) -> Res<bool> {
        if pattern == self.heap.known.none {
            return Ok(true);
        }
        if self.heap.type_of(pattern) == TypeId::STR {
            return self.equal(pattern, text);
        }
        let name = self.heap.intern_str("match");
        let found = self.call_attribute(pattern, name.get(), &[text])?;
        self.truth(found.get())
    }

    fn show_warning(
        &mut self,
        message: Ref,
        category: Ref,
        place: &WarnPlace,
        text: Ref,
        source: Ref,
    ) -> Res<()> {
        if let Some(show) = self.warnings_attribute("_showwarnmsg")?
            && let Some(class) = self.warnings_attribute("WarningMessage")?
        {
            let none = self.heap.known.none;
            let lineno = self.heap.int(place.lineno);
            let source = source.some().unwrap_or(none);
            let fields = [
                message,
                category,
                place.filename.get(),
                lineno.get(),
                none,
                none,
                source,
            ];
            let given = self.call(class.get(), &fields)?;
            let done = self.call(show.get(), &[given.get()])?;
            self.release(done);
            return Ok(());
        }
        let file = self.heap.text(place.filename.get());
        let name = self.heap.text(
            self.heap
                .field(category, crate::vm::classes::type_field::NAME),
        );
        let text = self.heap.text(text);
        let mut shown = format!("{file}:{}: {name}: {text}\n", place.lineno);
        if let Some(line) = self.source_line(&file, place.lineno) {
            shown.push_str(&format!("  {line}\n"));
        }
        // `warnings` is imported for these, and asks whether the coroutine's making was traced: not at the end.
        if text.ends_with("was never awaited") && !self.main.is_null() {
            let kind = EXCEPTIONS[Exc::RuntimeWarning as usize].0;
            shown.push_str(&format!(
                "{kind}: Enable tracemalloc to get the object allocation traceback\n"
            ));
        }
        self.write_stderr(&shown)
    }

    /// A line of a file that the machine has compiled, without what is white at its ends; none if nothing is left.
    pub(crate) fn source_line(&self, file: &str, lineno: i64) -> Option<String> {
        if file.starts_with('<') && file.ends_with('>') {
            return None;
        }
        let source = self.sources.get(file)?;
        let at = usize::try_from(lineno).ok()?.checked_sub(1)?;
        let line = source.split('\n').nth(at)?.trim();
        (!line.is_empty()).then(|| line.to_owned())
    }
}
