//! `string.templatelib`: what t-strings make (Objects/templateobject.c, Objects/interpolationobject.c @ v3.14.0).
//!
//! Left out: `TemplateIter` is an iterator over a tuple here; `convert`.

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::opcode::Conversion;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module (3.14+).
pub const MODULE: ModuleDef = ModuleDef {
    name: "string.templatelib",
    functions: &[],
    classes: &[
        NativeClass::record(
            "string.templatelib.Interpolation",
            BuiltinType::StringTemplatelibInterpolation,
            &["value", "expression", "conversion", "format_spec"],
            &[INTERPOLATION],
        )
        .since(14),
        NativeClass::record(
            "string.templatelib.Template",
            BuiltinType::StringTemplatelibTemplate,
            &["strings", "interpolations"],
            &[TEMPLATE],
        )
        .since(14),
    ],
    fill: |_, _| Ok(()),
};

const STRINGS: u32 = 0;
const INTERPOLATIONS: u32 = 1;

const VALUE: u32 = 0;

const TEMPLATE: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_template),
    Def::slot("__repr__", 0, repr_template),
    Def::slot("__iter__", 0, |vm, args| {
        let parts = parts(vm, args.this());
        let parts = vm.heap.tuple_of(&parts);
        vm.get_iter(parts.get())
    }),
    Def::slot("__add__", 1, add),
    Def::getter("strings", |vm, args| Ok(field(vm, args.this(), STRINGS))),
    Def::getter("interpolations", |vm, args| {
        Ok(field(vm, args.this(), INTERPOLATIONS))
    }),
    Def::getter("values", |vm, args| {
        let interpolations = vm.heap.field(args.this(), INTERPOLATIONS);
        let items = vm.heap.tuple_items(interpolations);
        let values: Vec<Ref> = items
            .iter()
            .map(|item| vm.heap.field(*item, VALUE))
            .collect();
        Ok(vm.heap.tuple_of(&values))
    }),
];

const INTERPOLATION: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_interpolation),
    Def::slot("__repr__", 0, repr_interpolation),
    Def::class(
        "__class_getitem__",
        Arity::One,
        crate::types::generic_alias::class_getitem,
    ),
    Def::getter("value", |vm, args| Ok(field(vm, args.this(), VALUE))),
    Def::getter("expression", |vm, args| Ok(field(vm, args.this(), 1))),
    Def::getter("conversion", |vm, args| Ok(field(vm, args.this(), 2))),
    Def::getter("format_spec", |vm, args| Ok(field(vm, args.this(), 3))),
];

fn field(vm: &mut Vm, r: Ref, at: u32) -> Owned {
    let value = vm.heap.field(r, at);
    vm.heap.own(value)
}

fn is_template(vm: &mut Vm, r: Ref) -> bool {
    let id = vm.native_class("string.templatelib.Template");
    vm.heap.type_of(r) == id
}

/// Strings that aren't empty and interpolations, in their order.
fn parts(vm: &Vm, template: Ref) -> Vec<Ref> {
    let strings = vm.heap.tuple_items(vm.heap.field(template, STRINGS));
    let mut fields = vm
        .heap
        .tuple_items(vm.heap.field(template, INTERPOLATIONS))
        .into_iter();
    let mut parts = Vec::new();
    for string in strings {
        if vm.heap.str_len(string) > 0 {
            parts.push(string);
        }
        parts.extend(fields.next());
    }
    parts
}

/// A template of strings and interpolations in any order: strings side by side become one.
fn from_parts(vm: &mut Vm, parts: &[Ref]) -> Res<Owned> {
    let interpolation = vm.native_class("string.templatelib.Interpolation");
    let (mut strings, mut interpolations): (Vec<Owned>, Vec<Ref>) = (Vec::new(), Vec::new());
    for &part in parts {
        if vm.heap.type_of(part) == interpolation {
            if strings.len() == interpolations.len() {
                strings.push(vm.heap.str(""));
            }
            interpolations.push(part);
        } else if strings.len() > interpolations.len() {
            let before = strings.pop().map_or(Ref::NULL, |s| s.get());
            let joined = vm.text_of_both(before, part);
            strings.push(joined);
        } else {
            strings.push(vm.heap.own(part));
        }
    }
    if strings.len() == interpolations.len() {
        strings.push(vm.heap.str(""));
    }
    let strings: Vec<Ref> = strings.iter().map(Owned::get).collect();
    let strings = vm.heap.tuple_of(&strings);
    let interpolations = vm.heap.tuple_of(&interpolations);
    let id = vm.native_class("string.templatelib.Template");
    Ok(vm.new_native(id, &[strings.get(), interpolations.get()]))
}

fn new_template(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("Template.__new__ only accepts *args arguments"));
    }
    let interpolation = vm.native_class("string.templatelib.Interpolation");
    for &part in &args.pos[1..] {
        let fits = vm.heap.type_of(part) == interpolation
            || vm.heap.info_of(part).has(flags::UNICODE_SUBCLASS);
        if !fits {
            let name = vm.type_name(part);
            return Err(vm.type_error(&format!(
                "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {name}"
            )));
        }
    }
    from_parts(vm, &args.pos[1..])
}

fn new_interpolation(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let names = ["value", "expression", "conversion", "format_spec"];
    let [value, expression, conversion, spec] = args.bind(vm, "Interpolation", 1, names, 1)?;
    let (empty, none) = (vm.heap.str(""), vm.none());
    let conversion = conversion.unwrap_or(none.get());
    if conversion != none.get() {
        let fits = vm.heap.info_of(conversion).has(flags::UNICODE_SUBCLASS)
            && matches!(vm.heap.text(conversion).as_str(), "s" | "r" | "a");
        if !fits {
            let text =
                "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'".to_owned();
            return Err(vm.value_error(&text));
        }
    }
    let id = vm.heap.type_id_of(args.this());
    let fields = [
        value.unwrap_or(none.get()),
        expression.unwrap_or(empty.get()),
        conversion,
        spec.unwrap_or(empty.get()),
    ];
    Ok(vm.new_native(id, &fields))
}

fn add(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (left, right) = (args.pos[0], args.pos[1]);
    if is_template(vm, left) && is_template(vm, right) {
        let mut all = parts(vm, left);
        all.extend(parts(vm, right));
        return from_parts(vm, &all);
    }
    let other = if is_template(vm, left) { right } else { left };
    let name = vm.type_name(other);
    Err(vm.type_error(&format!(
        "can only concatenate string.templatelib.Template (not \"{name}\") to string.templatelib.Template"
    )))
}

fn repr_template(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (strings, interpolations) = (
        field(vm, args.this(), STRINGS),
        field(vm, args.this(), INTERPOLATIONS),
    );
    let strings = vm.repr(strings.get())?;
    let interpolations = vm.repr(interpolations.get())?;
    let text = format!(
        "Template(strings={}, interpolations={})",
        vm.heap.text(strings.get()),
        vm.heap.text(interpolations.get())
    );
    Ok(vm.heap.str(&text))
}

fn repr_interpolation(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut shown = Vec::new();
    for at in 0..4 {
        let value = field(vm, args.this(), at);
        let repr = vm.repr(value.get())?;
        shown.push(vm.heap.text(repr.get()));
    }
    let text = format!("Interpolation({})", shown.join(", "));
    Ok(vm.heap.str(&text))
}

impl Vm {
    /// Two strings in one.
    fn text_of_both(&mut self, left: Ref, right: Ref) -> Owned {
        let both = format!("{}{}", self.heap.text(left), self.heap.text(right));
        self.heap.str(&both)
    }

    /// `BUILD_TEMPLATE`.
    pub(crate) fn build_template(&mut self) {
        let interpolations = self.pop_owned();
        let strings = self.pop_owned();
        let id = self.native_class("string.templatelib.Template");
        let template = self.new_native(id, &[strings.get(), interpolations.get()]);
        self.push(template);
    }

    /// `BUILD_INTERPOLATION`.
    pub(crate) fn build_interpolation(&mut self, arg: u32) {
        let spec = if arg & 1 != 0 {
            self.pop_owned()
        } else {
            self.heap.str("")
        };
        let text = self.pop_owned();
        let value = self.pop_owned();
        let conversion = match Conversion::from_arg(arg >> 2) {
            Conversion::None => self.none(),
            Conversion::Str => self.heap.intern_str("s"),
            Conversion::Repr => self.heap.intern_str("r"),
            Conversion::Ascii => self.heap.intern_str("a"),
        };
        let id = self.native_class("string.templatelib.Interpolation");
        let fields = [value.get(), text.get(), conversion.get(), spec.get()];
        let interpolation = self.new_native(id, &fields);
        self.push(interpolation);
    }
}
