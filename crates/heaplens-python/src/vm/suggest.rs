//! What an uncaught error's message suggests: which names there are, as Python/suggestions.c (3.10 to 3.12) and
//! Lib/traceback.py (`_compute_suggestion_error`, from 3.13 on) look for them.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::report::suggestions::{
    attribute_hint, closest, did_you_mean, name_hint, nearest_attribute, nearest_name,
    other_language_hint,
};
use crate::report::{ReportRules, stdlib_names};
use crate::text::{PyText, TextRef};
use crate::vm::exceptions::{Exc, exc_field, tb_field};
use crate::vm::{Raised, Vm};

/// How many attributes are looked into (`_check_for_nested_attribute`).
const MOST_NESTED: usize = 20;

impl Vm {
    /// Another text for the message of an exception, if the printer has one, and what stands behind it.
    pub(crate) fn suggestion(&mut self, exception: Ref) -> (Option<PyText>, PyText) {
        let rules = ReportRules::of(self.version);
        let kinds = [Exc::AttributeError, Exc::NameError, Exc::ImportError];
        let kind = kinds.into_iter().find(|&kind| {
            let id = self.exc.id(kind);
            match rules.suggestions.wants_exact_class {
                true => self.heap.type_of(exception) == id,
                false => self.is_a(exception, id),
            }
        });
        let hint = match kind {
            _ if !rules.suggestions.is_there => None,
            Some(Exc::AttributeError) => self.attribute_suggestion(exception, rules),
            Some(Exc::NameError) => self.name_suggestion(exception, rules),
            Some(Exc::ImportError) if rules.suggestions.for_imports => {
                return self.import_suggestion(exception, rules);
            }
            _ => None,
        };
        (None, hint.unwrap_or_default())
    }

    /// What stands behind the message on an unknown keyword argument of a native function (3.13 on).
    pub(crate) fn keyword_hint(&self, name: &str, known: &[&str]) -> String {
        let known: Vec<PyText> = known
            .iter()
            .filter(|known| !known.is_empty())
            .map(|&known| PyText::from(known))
            .collect();
        let refs: Vec<TextRef<'_>> = known.iter().map(PyText::as_ref).collect();
        match closest(&refs, PyText::from(name).as_ref()) {
            Some(at) => format!(". Did you mean '{}'?", refs[at].to_string_lossy()),
            None => String::new(),
        }
    }

    /// A field of an exception that is a str.
    fn name_field(&self, exception: Ref, at: u32) -> Option<Ref> {
        let name = self.heap.field(exception, exc_field::OWN + at).some()?;
        self.is_str(name).then_some(name)
    }

    /// `dir(object)`, its strs.
    fn names_in(&mut self, object: Ref) -> Option<Vec<PyText>> {
        match self.dir_list(object) {
            Ok(list) => {
                let items = self.heap.list_items(list.get());
                let names = items.into_iter().filter(|&r| self.is_str(r));
                Some(names.map(|r| self.py_text(r)).collect())
            }
            Err(Raised) => {
                self.swallow();
                None
            }
        }
    }

    /// The frame where an exception came up.
    fn innermost_frame(&self, exception: Ref) -> Option<Ref> {
        let mut entry = self.heap.field(exception, exc_field::TRACEBACK).some()?;
        while let Some(next) = self.heap.field(entry, tb_field::NEXT).some() {
            entry = next;
        }
        self.heap.field(entry, tb_field::FRAME).some()
    }

    /// The value of `self` in a frame.
    fn self_of(&self, frame: Ref) -> Option<Ref> {
        let variables = self.frame_variables(frame);
        let found = variables
            .into_iter()
            .find(|&(name, _)| self.text_ref(name) == *"self");
        found.map(|(_, value)| value)
    }

    fn attribute_suggestion(
        &mut self,
        exception: Ref,
        rules: &'static ReportRules,
    ) -> Option<PyText> {
        let name = self.name_field(exception, 0)?;
        let wrong = self.py_text(name);
        let object = self.heap.field(exception, exc_field::OWN + 1).some()?;
        let object = self.heap.own(object);
        let names = self.names_in(object.get())?;
        let frame = self.innermost_frame(exception);
        let is_own = frame.and_then(|frame| self.self_of(frame)) == Some(object.get());
        let refs: Vec<TextRef<'_>> = names.iter().map(PyText::as_ref).collect();
        let db = rules.text.unicode;
        if let Some(found) = nearest_attribute(&refs, wrong.as_ref(), is_own, &rules.suggestions) {
            let hint = attribute_hint(found.as_ref(), wrong.as_ref(), &rules.suggestions, db);
            return Some(hint);
        }
        if !rules.suggestions.looks_further {
            return None;
        }
        if let Some(found) = self.nested_attribute(object.get(), name, &names) {
            let hint = attribute_hint(found.as_ref(), wrong.as_ref(), &rules.suggestions, db);
            return Some(hint);
        }
        let class = self.heap.type_of(object.get());
        let is_known = [TypeId::LIST, TypeId::TUPLE, TypeId::STR, TypeId::DICT].contains(&class);
        if !is_known {
            return None;
        }
        let class = self.type_name(object.get());
        other_language_hint(&class, &wrong.as_ref().to_string_lossy()).map(PyText::from)
    }

    /// `attribute.name`, where an attribute of the object has the name that the object lacks.
    fn nested_attribute(&mut self, object: Ref, name: Ref, names: &[PyText]) -> Option<PyText> {
        let shown = names
            .iter()
            .filter(|name| name.as_ref().get(0) != Some(u32::from(b'_')));
        for outer in shown.take(MOST_NESTED) {
            let key = self.new_text(outer);
            let in_class = self.lookup(self.heap.type_of(object), key.get());
            let get = self.names.get;
            if let Some(found) = in_class
                && self.lookup(self.heap.type_of(found), get).is_some()
            {
                continue;
            }
            let Ok(value) = self.get_attribute(object, key.get()) else {
                self.swallow();
                continue;
            };
            if self.has_static_attribute(value.get(), name) {
                let mut out = outer.clone();
                out.push_str(".");
                out.push_text(self.text_ref(name));
                return Some(out);
            }
        }
        None
    }

    /// Whether an attribute is there without anything being run to get it (`inspect.getattr_static`).
    fn has_static_attribute(&mut self, object: Ref, name: Ref) -> bool {
        let is_class = self
            .heap
            .info_of(object)
            .has(heaplens_heap::types::flags::TYPE_SUBCLASS);
        self.lookup(self.heap.type_of(object), name).is_some()
            || self.heap.attribute(object, name).is_some()
            || (is_class && self.lookup(self.heap.type_id_of(object), name).is_some())
    }

    fn name_suggestion(&mut self, exception: Ref, rules: &'static ReportRules) -> Option<PyText> {
        let name = self.name_field(exception, 0)?;
        let wrong = self.py_text(name);
        let suggested = self
            .innermost_frame(exception)
            .and_then(|frame| self.nearest_in_frame(frame, name, rules));
        let is_module = stdlib_names::is_known(&wrong.as_ref().to_string_lossy(), self.version);
        let hint = name_hint(
            suggested.as_ref().map(PyText::as_ref),
            wrong.as_ref(),
            is_module,
            &rules.suggestions,
            rules.text.unicode,
        );
        Some(hint)
    }

    fn nearest_in_frame(
        &mut self,
        frame: Ref,
        name: Ref,
        rules: &'static ReportRules,
    ) -> Option<PyText> {
        let frame = self.heap.own(frame);
        if rules.suggestions.knows_self
            && let Some(object) = self.self_of(frame.get())
        {
            let object = self.heap.own(object);
            match self.get_attribute(object.get(), name) {
                Ok(value) => {
                    self.release(value);
                    let mut out = PyText::from("self.");
                    out.push_text(self.text_ref(name));
                    return Some(out);
                }
                Err(Raised) => self.swallow(),
            }
        }
        let code = self.frame_code(frame.get());
        let locals: Vec<PyText> = if rules.suggestions.names_in_stages {
            let count = code.body.nlocals as usize;
            let names = code.locals.iter().take(count);
            names.map(|&r| self.py_text(r)).collect()
        } else {
            let locals = self
                .heap
                .field(frame.get(), crate::vm::frames::frame_field::LOCALS);
            match locals.some() {
                Some(locals) if self.is_a(locals, TypeId::DICT) => self.dict_names(locals),
                _ => {
                    let variables = self.frame_variables(frame.get());
                    variables.iter().map(|&(r, _)| self.py_text(r)).collect()
                }
            }
        };
        let globals = self
            .heap
            .field(frame.get(), crate::vm::frames::frame_field::GLOBALS);
        let builtins = self
            .heap
            .field(frame.get(), crate::vm::frames::frame_field::BUILTINS);
        let (globals, builtins) = (self.dict_names(globals), self.dict_names(builtins));
        let refs = [&locals, &globals, &builtins].map(|names| {
            names
                .iter()
                .map(PyText::as_ref)
                .collect::<Vec<TextRef<'_>>>()
        });
        let wrong = self.py_text(name);
        nearest_name(
            [&refs[0], &refs[1], &refs[2]],
            wrong.as_ref(),
            &rules.suggestions,
        )
    }

    /// The strs among the keys of a dict.
    fn dict_names(&self, dict: Ref) -> Vec<PyText> {
        if dict.is_null() {
            return Vec::new();
        }
        let entries = self.heap.dict_entries(dict);
        let keys = entries.into_iter().map(|(_, key, _)| key);
        keys.filter(|&key| self.is_str(key))
            .map(|key| self.py_text(key))
            .collect()
    }

    fn import_suggestion(
        &mut self,
        exception: Ref,
        rules: &'static ReportRules,
    ) -> (Option<PyText>, PyText) {
        let nothing = (None, PyText::new());
        let Some(wrong) = self.name_field(exception, 3) else {
            return match self.name_field(exception, 1) {
                Some(name) if self.is_a(exception, self.exc.id(Exc::ModuleNotFoundError)) => {
                    let name = self.heap.text(name);
                    self.module_suggestion(&name, rules)
                }
                _ => nothing,
            };
        };
        let wrong = self.py_text(wrong);
        let Some(module) = self.name_field(exception, 1) else {
            return nothing;
        };
        let Some(module) = self.heap.dict_get_str(self.modules, module) else {
            return nothing;
        };
        let module: Owned = self.heap.own(module);
        let Some(names) = self.names_in(module.get()) else {
            return nothing;
        };
        let refs: Vec<TextRef<'_>> = names.iter().map(PyText::as_ref).collect();
        let found = nearest_attribute(&refs, wrong.as_ref(), false, &rules.suggestions);
        let hint =
            found.map(|found| did_you_mean(found.as_ref(), &rules.suggestions, rules.text.unicode));
        (None, hint.unwrap_or_default())
    }

    /// What is said of a module that isn't there.
    fn module_suggestion(
        &mut self,
        name: &str,
        rules: &'static ReportRules,
    ) -> (Option<PyText>, PyText) {
        if !rules.suggestions.looks_further {
            return (None, PyText::new());
        }
        if stdlib_names::is_known(name, self.version) {
            let text = format!("Standard library module '{name}' was not found");
            return (Some(PyText::from(text)), PyText::new());
        }
        let names = stdlib_names::all(self.version);
        let texts: Vec<PyText> = names.iter().map(|&name| PyText::from(name)).collect();
        let refs: Vec<TextRef<'_>> = texts.iter().map(PyText::as_ref).collect();
        let found = closest(&refs, PyText::from(name).as_ref());
        let hint = found.map(|at| did_you_mean(refs[at], &rules.suggestions, rules.text.unicode));
        (None, hint.unwrap_or_default())
    }
}
