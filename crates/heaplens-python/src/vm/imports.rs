//! `import`: modules that are there already, native ones, files beside the program.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::frame::Slot;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// A module object with this name and a new dict.
    pub fn new_module(&mut self, name: &str) -> Owned {
        let bytes = u64::from(self.heap.info(TypeId::MODULE).basicsize);
        let module = self.heap.new_instance_block(TypeId::MODULE, bytes, 3);
        let dict = self.heap.dict();
        let name = self.heap.str(name);
        let none = self.heap.known.none;
        for (key, value) in [
            (self.names.name, name.get()),
            (self.names.doc, none),
            (self.names.package, none),
            (self.names.loader, none),
            (self.names.spec, none),
        ] {
            let value = self.heap.own(value);
            self.heap.dict_set_str(dict.get(), key, value);
        }
        self.heap.set_field(module, 0, dict.into_ref());
        self.heap.set_field(module, 1, name.into_ref());
        self.heap.track(module);
        Owned::adopt(module)
    }

    /// Puts a module into `sys.modules`.
    pub fn add_module(&mut self, name: &str, module: Ref) {
        let key = self.heap.intern_str(name);
        let module = self.heap.own(module);
        let modules = self.modules;
        let old = self.heap.dict_set_str(modules, key.get(), module);
        drop(old);
        self.release(key);
    }

    /// The module `name`, imported if it isn't there yet; parents first.
    pub fn import_module(&mut self, name: &str) -> Res<Owned> {
        let key = self.heap.str(name);
        let modules = self.modules;
        if let Some(module) = self.heap.dict_get_str(modules, key.get()) {
            if module == self.heap.known.none {
                let text = format!("import of {name} halted; None in sys.modules");
                return Err(self.import_error(Exc::ModuleNotFoundError, &text, name));
            }
            return Ok(self.heap.own(module));
        }
        drop(key);
        if let Some((parent, _)) = name.rsplit_once('.') {
            let parent = self.import_module(parent)?;
            self.release(parent);
            // The parent may have put it there itself, as `os` does with `os.path`.
            let key = self.heap.str(name);
            if let Some(module) = self.heap.dict_get_str(modules, key.get()) {
                return Ok(self.heap.own(module));
            }
        }
        if let Some(module) = crate::modules::make(self, name)? {
            self.add_module(name, module.get());
            crate::modules::bind_in_parent(self, name, module.get());
            return Ok(module);
        }
        if let Some((path, source, is_package)) = self.find_source(name) {
            let code = self.compile_text(&source, &path, crate::compile::Mode::Script)?;
            return self.run_module(name, &path, code, is_package);
        }
        if let Some(source) = crate::modules::python::find(name) {
            return self.run_library(source);
        }
        if let Some(package) = crate::modules::python::find_package(name, self.version) {
            return self.run_library(package);
        }
        if crate::modules::python::is_missing(name, self.version) {
            return Err(self.unsupported(&format!("the library module '{name}' is not here yet")));
        }
        let text = match name.rsplit_once('.') {
            Some((parent, _)) if !self.is_package(parent) => {
                format!("No module named '{name}'; '{parent}' is not a package")
            }
            _ => format!("No module named '{name}'"),
        };
        Err(self.import_error(Exc::ModuleNotFoundError, &text, name))
    }

    fn is_package(&mut self, name: &str) -> bool {
        let key = self.heap.str(name);
        let modules = self.modules;
        let found = self.heap.dict_get_str(modules, key.get());
        let path = self.names.path;
        found.is_some_and(|module| {
            self.heap.type_of(module) == TypeId::MODULE
                && self
                    .heap
                    .dict_get_str(self.heap.field(module, 0), path)
                    .is_some()
        })
    }

    /// Raises an import error that knows the module's name.
    pub fn import_error(&mut self, kind: Exc, text: &str, name: &str) -> Raised {
        let raised = self.raise_text(kind, text);
        let (text, name) = (self.heap.str(text), self.heap.str(name));
        let exception = self.raised;
        self.heap.replace_field(exception, exc_field::OWN, text);
        self.heap.replace_field(exception, exc_field::OWN + 1, name);
        raised
    }

    /// The text of a module among the mounted files: path, text, whether it is a package.
    fn find_source(&self, name: &str) -> Option<(String, String, bool)> {
        let path = name.replace('.', "/");
        for (file, is_package) in [
            (format!("{path}/__init__.py"), true),
            (format!("{path}.py"), false),
        ] {
            if let Some(content) = self.inputs.files.get(&file) {
                return Some((
                    file,
                    String::from_utf8_lossy(content).into_owned(),
                    is_package,
                ));
            }
        }
        None
    }

    /// Runs a module of the library that is written in Python: what it makes is none of the program's own objects.
    fn run_library(&mut self, source: &crate::modules::python::Source) -> Res<Owned> {
        let unit = match source.unit(self.version) {
            Ok(unit) => unit,
            Err(what) => return Err(self.unsupported(&what)),
        };
        let file = source.file(self.version);
        self.sources
            .insert(file.as_str().into(), source.text(self.version).into());
        let was_quiet = self.heap.watch_quietly(true);
        let mark =
            crate::modules::is_resident(source.name).then(|| self.heap.begin_resident_module());
        let code = self.load(&unit);
        let module = self.run_module(source.name, &file, code, source.is_package());
        if let Some(mark) = mark {
            self.settle();
            self.heap.end_resident_module(mark);
        }
        self.heap.watch_quietly(was_quiet);
        module
    }

    fn run_module(&mut self, name: &str, path: &str, code: Owned, is_package: bool) -> Res<Owned> {
        let module = self.new_module(name);
        let dict = self.heap.field(module.get(), 0);
        let (file_key, package_key, path_key, builtins_key) = (
            self.names.file,
            self.names.package,
            self.names.path,
            self.names.builtins,
        );
        let file = self.heap.str(path);
        let old = self.heap.dict_set_str(dict, file_key, file);
        drop(old);
        let package = if is_package {
            name
        } else {
            name.rsplit_once('.').map_or("", |(parent, _)| parent)
        };
        let package = self.heap.str(package);
        let old = self.heap.dict_set_str(dict, package_key, package);
        drop(old);
        if is_package {
            let folder = self.heap.str(path.trim_end_matches("/__init__.py"));
            let list = self.heap.list_from(&[folder.into_ref()]);
            self.heap.dict_set_str(dict, path_key, list);
        }
        let builtins = self.heap.own(self.builtins);
        self.heap.dict_set_str(dict, builtins_key, builtins);
        self.add_module(name, module.get());
        let result = self.run_code(code.get(), dict, dict);
        self.release(code);
        match result {
            Ok(value) => self.release(value),
            Err(raised) => {
                let key = self.heap.str(name);
                let modules = self.modules;
                self.remove_str_key(modules, key.get());
                return Err(raised);
            }
        }
        crate::modules::bind_in_parent(self, name, module.get());
        Ok(module)
    }

    /// `IMPORT_NAME`.
    pub(crate) fn import_name(&mut self, name: Ref) -> Res<()> {
        let top = self.stack.len();
        let (level, fromlist) = (self.stack[top - 2].get(), self.stack[top - 1].get());
        let text = self.heap.text(name);
        let builtins = self.top().builtins;
        let import_name = self.names.import_;
        let hook = self.heap.dict_get_str(builtins, import_name);
        let module = match hook {
            Some(hook) if hook != self.states.import_function => {
                let (globals, locals) = (self.top().globals, self.top().locals);
                let locals = if locals.is_null() {
                    self.heap.known.none
                } else {
                    locals
                };
                self.call(hook, &[name, globals, locals, fromlist, level])?
            }
            Some(_) => {
                let level = self.small_value(level).unwrap_or(0);
                let globals = self.top().globals;
                self.import_from_statement(&text, level, fromlist, globals)?
            }
            None => return Err(self.raise_text(Exc::ImportError, "__import__ not found")),
        };
        self.drop_top();
        self.drop_top();
        self.stack.push(Slot::counted(module.into_ref()));
        self.settle();
        Ok(())
    }

    /// What an import statement binds: the first part of a dotted name, or with a list of names the whole module.
    /// A relative name is one of the package that `globals` belong to.
    pub fn import_from_statement(
        &mut self,
        name: &str,
        level: i64,
        fromlist: Ref,
        globals: Ref,
    ) -> Res<Owned> {
        let full = if level > 0 {
            self.absolute_name(name, level, globals)?
        } else {
            name.to_owned()
        };
        let module = self.import_module(&full)?;
        let has_list = fromlist != self.heap.known.none && self.truth(fromlist)?;
        if !has_list {
            let Some((first, _)) = full.split_once('.') else {
                return Ok(module);
            };
            if level > 0 {
                return Ok(module);
            }
            self.release(module);
            return self.import_module(first);
        }
        // Submodules of a package that are named in the list are imported too.
        if !self.is_package(&full) {
            return Ok(module);
        }
        let items = self.collect_items(fromlist)?;
        for item in items {
            let item = Owned::adopt(item);
            if !self.is_str(item.get()) {
                let text = format!(
                    "Item in ``from list'' must be str, not {}",
                    self.type_name(item.get())
                );
                return Err(self.type_error(&text));
            }
            let part = self.heap.text(item.get());
            if part != "*" {
                match self.get_attribute(module.get(), item.get()) {
                    Ok(value) => self.release(value),
                    Err(Raised) if self.catch(Exc::AttributeError) => {
                        match self.import_module(&format!("{full}.{part}")) {
                            Ok(submodule) => self.release(submodule),
                            Err(Raised) if self.catch(Exc::ModuleNotFoundError) => {}
                            Err(raised) => return Err(raised),
                        }
                    }
                    Err(raised) => return Err(raised),
                }
            }
            self.release(item);
        }
        Ok(module)
    }

    fn absolute_name(&mut self, name: &str, level: i64, globals: Ref) -> Res<String> {
        let key = self.names.package;
        let package = self
            .heap
            .dict_get_str(globals, key)
            .filter(|&r| self.heap.type_of(r) == TypeId::STR);
        let package = package.map(|r| self.heap.text(r)).unwrap_or_default();
        if package.is_empty() {
            let name = self.names.name;
            if self.heap.dict_get_str(globals, name).is_none() {
                let text = self.heap.str("'__name__' not in globals");
                return Err(self.raise_with(Exc::KeyError, &[text.get()]));
            }
            return Err(self.raise_text(
                Exc::ImportError,
                "attempted relative import with no known parent package",
            ));
        }
        let mut parts: Vec<&str> = package.split('.').collect();
        for _ in 1..level {
            if parts.pop().is_none() || parts.is_empty() {
                return Err(self.raise_text(
                    Exc::ImportError,
                    "attempted relative import beyond top-level package",
                ));
            }
        }
        let base = parts.join(".");
        Ok(if name.is_empty() {
            base
        } else {
            format!("{base}.{name}")
        })
    }

    /// `IMPORT_FROM`.
    pub(crate) fn import_from(&mut self, name: Ref) -> Res<()> {
        let module = self.stack[self.stack.len() - 1].get();
        let value = match self.get_attribute(module, name) {
            Ok(value) => value,
            Err(Raised) if self.catch(Exc::AttributeError) => {
                let dict_name = self.names.name;
                let its = if self.heap.type_of(module) == TypeId::MODULE {
                    let dict = self.heap.field(module, 0);
                    self.heap
                        .dict_get_str(dict, dict_name)
                        .map(|r| self.heap.text(r))
                } else {
                    None
                };
                let its = its.unwrap_or_else(|| "<unknown module name>".to_owned());
                let submodule = format!("{its}.{}", self.heap.text(name));
                let key = self.heap.str(&submodule);
                let modules = self.modules;
                if let Some(found) = self.heap.dict_get_str(modules, key.get()) {
                    self.heap.own(found)
                } else {
                    let from = self.module_location(module);
                    let text = format!(
                        "cannot import name '{}' from '{its}' ({from})",
                        self.heap.text(name)
                    );
                    let raised = self.import_error(Exc::ImportError, &text, &its);
                    if self.version.minor() >= 12 {
                        let name = self.heap.own(name);
                        let exception = self.raised;
                        self.heap.replace_field(exception, exc_field::OWN + 3, name);
                    }
                    return Err(raised);
                }
            }
            Err(raised) => return Err(raised),
        };
        self.stack.push(Slot::counted(value.into_ref()));
        Ok(())
    }

    fn module_location(&mut self, module: Ref) -> String {
        if self.heap.type_of(module) != TypeId::MODULE {
            return "unknown location".to_owned();
        }
        let dict = self.heap.field(module, 0);
        let key = self.names.file;
        match self.heap.dict_get_str(dict, key) {
            Some(file) if self.heap.type_of(file) == TypeId::STR => self.heap.text(file),
            _ => "unknown location".to_owned(),
        }
    }

    /// The error of `from module import *` for a name that is no str.
    fn not_a_name(&mut self, module: Ref, name: Ref, is_key: bool) -> Raised {
        let key = self.names.name;
        let its = match self.get_attribute(module, key) {
            Ok(its) if self.is_str(its.get()) => self.heap.text(its.get()),
            Ok(its) => {
                let text = format!(
                    "module __name__ must be a string, not {}",
                    self.type_name(its.get())
                );
                return self.type_error(&text);
            }
            Err(raised) => return raised,
        };
        let (what, list) = if is_key {
            ("Key", "__dict__")
        } else {
            ("Item", "__all__")
        };
        let text = format!(
            "{what} in {its}.{list} must be str, not {}",
            self.type_name(name)
        );
        self.type_error(&text)
    }

    /// `IMPORT_STAR`.
    pub(crate) fn import_star(&mut self) -> Res<()> {
        let module = self.stack[self.stack.len() - 1].get();
        let locals = self.top().locals;
        let (all_name, dict_name) = (self.names.all, self.names.dict);
        let (names, skips_private) = match self.get_attribute(module, all_name) {
            Ok(all) => (all, false),
            Err(Raised) if self.catch(Exc::AttributeError) => {
                let dict = match self.get_attribute(module, dict_name) {
                    Ok(dict) => dict,
                    Err(Raised) if self.catch(Exc::AttributeError) => {
                        return Err(self.raise_text(
                            Exc::ImportError,
                            "from-import-* object has no __dict__ and no __all__",
                        ));
                    }
                    Err(raised) => return Err(raised),
                };
                let keys = self.call_named(dict.get(), "keys", &[])?;
                let keys = self.collect_items(keys.get())?;
                let list = self.heap.tuple_from(&keys);
                self.release(dict);
                (list, true)
            }
            Err(raised) => return Err(raised),
        };
        // `__all__` is read by index, not iterated over.
        let getitem = self.names.getitem;
        if self.lookup_special(names.get(), getitem).is_none() {
            let text = format!(
                "'{}' object does not support indexing",
                self.type_name(names.get())
            );
            return Err(self.type_error(&text));
        }
        for at in 0.. {
            let index = self.heap.int(at);
            let name = match self.get_item(names.get(), index.get()) {
                Ok(name) => name,
                Err(Raised) if self.catch(Exc::IndexError) => break,
                Err(raised) => return Err(raised),
            };
            if !self.is_str(name.get()) {
                return Err(self.not_a_name(module, name.get(), skips_private));
            }
            if skips_private && self.heap.text(name.get()).starts_with('_') {
                continue;
            }
            let value = self.get_attribute(module, name.get())?;
            self.set_item(locals, name.get(), value.get())?;
        }
        self.release(names);
        self.drop_top();
        Ok(())
    }
}
