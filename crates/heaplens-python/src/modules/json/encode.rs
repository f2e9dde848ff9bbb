//! Writing JSON.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::number::float_repr;
use crate::text::PyText;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of the encoder.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__call__", call),
];

const MARKERS: u32 = 0;
const DEFAULT: u32 = 1;
const ENCODER: u32 = 2;
const INDENT: u32 = 3;
const KEY_SEPARATOR: u32 = 4;
const ITEM_SEPARATOR: u32 = 5;
const SORT_KEYS: u32 = 6;
const SKIPKEYS: u32 = 7;
const ALLOW_NAN: u32 = 8;

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let names = [
        "markers",
        "default",
        "encoder",
        "indent",
        "key_separator",
        "item_separator",
        "sort_keys",
        "skipkeys",
        "allow_nan",
    ];
    let values = args.bind(vm, "make_encoder", 1, names, 9)?;
    let fields = values.map(Option::unwrap_or_default);
    let none = vm.heap.known.none;
    if fields[0] != none && !vm.is_a(fields[0], TypeId::DICT) {
        let text = format!(
            "make_encoder() argument 1 must be dict or None, not {}",
            vm.type_name(fields[0])
        );
        return Err(vm.type_error(&text));
    }
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_native(id, &fields))
}

struct Encode {
    this: Ref,
    is_ascii: Option<bool>,
    indent: Option<PyText>,
    key_separator: PyText,
    item_separator: PyText,
    sort_keys: bool,
    skipkeys: bool,
    allow_nan: bool,
    out: PyText,
}

fn call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [object, level] = args.bind(vm, "_iterencode", 1, ["obj", "_current_indent_level"], 2)?;
    let level = vm.ssize_argument(level.unwrap_or_default())?;
    let this = args.this();
    let mut flags = [false; 3];
    for (flag, at) in flags.iter_mut().zip([SORT_KEYS, SKIPKEYS, ALLOW_NAN]) {
        let value = vm.heap.field(this, at);
        *flag = vm.truth(value)?;
    }
    let encoder = vm.heap.field(this, ENCODER);
    let is_ascii = match &*native_name(vm, encoder) {
        "encode_basestring_ascii" => Some(true),
        "encode_basestring" => Some(false),
        _ => None,
    };
    let indent = vm.heap.field(this, INDENT);
    let indent = if indent == vm.heap.known.none {
        None
    } else {
        Some(vm.py_text(indent))
    };
    let mut encode = Encode {
        this,
        is_ascii,
        indent,
        key_separator: vm.py_text(vm.heap.field(this, KEY_SEPARATOR)),
        item_separator: vm.py_text(vm.heap.field(this, ITEM_SEPARATOR)),
        sort_keys: flags[0],
        skipkeys: flags[1],
        allow_nan: flags[2],
        out: PyText::new(),
    };
    encode.value(vm, object.unwrap_or_default(), level)?;
    let text = vm.str_from_text(&encode.out);
    Ok(vm.tuple_owned(vec![text]))
}

/// The name of a built-in function; empty for anything else.
fn native_name(vm: &Vm, r: Ref) -> String {
    if vm.heap.type_of(r) != TypeId::BUILTIN_FUNCTION {
        return String::new();
    }
    let number = vm.heap.raw_half(r, crate::vm::call::builtin_field::NUMBER);
    vm.natives[number as usize].name.to_owned()
}

/// `encode_basestring(string)`, and its twin for ASCII.
pub fn basestring(vm: &mut Vm, args: &Args<'_>, is_ascii: bool) -> Res<Owned> {
    let r = args.this();
    if !vm.is_str(r) {
        let text = format!("first argument must be a string, not {}", vm.type_name(r));
        return Err(vm.type_error(&text));
    }
    let mut out = PyText::new();
    quote(vm, r, is_ascii, &mut out);
    Ok(vm.str_from_text(&out))
}

fn quote(vm: &Vm, r: Ref, is_ascii: bool, out: &mut PyText) {
    out.push_str("\"");
    for point in vm.heap.chars(r).iter() {
        match point {
            0x22 => out.push_str("\\\""),
            0x5c => out.push_str("\\\\"),
            0x0a => out.push_str("\\n"),
            0x0d => out.push_str("\\r"),
            0x09 => out.push_str("\\t"),
            0x0c => out.push_str("\\f"),
            0x08 => out.push_str("\\b"),
            0..=0x1f => out.push_str(&format!("\\u{point:04x}")),
            0x80..=0xffff if is_ascii => {
                out.push_str(&format!("\\u{point:04x}"));
            }
            0x10000.. if is_ascii => {
                let rest = point - 0x10000;
                let (high, low) = (0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
                out.push_str(&format!("\\u{high:04x}\\u{low:04x}"));
            }
            _ => out.push(point),
        }
    }
    out.push_str("\"");
}

impl Encode {
    fn string(&mut self, vm: &mut Vm, r: Ref) -> Res<()> {
        match self.is_ascii {
            Some(is_ascii) => quote(vm, r, is_ascii, &mut self.out),
            None => {
                let encoder = vm.heap.field(self.this, ENCODER);
                let text = vm.call(encoder, &[r])?;
                if !vm.is_str(text.get()) {
                    let text = format!(
                        "encoder() must return a string, not {}",
                        vm.type_name(text.get())
                    );
                    return Err(vm.type_error(&text));
                }
                let text = vm.py_text(text.get());
                self.out.push_text(text.as_ref());
            }
        }
        Ok(())
    }

    fn float_text(&self, vm: &mut Vm, r: Ref) -> Res<String> {
        let x = vm.heap.float_value(r);
        if x.is_finite() {
            return Ok(float_repr::repr(x));
        }
        if !self.allow_nan {
            let mut text = "Out of range float values are not JSON compliant".to_owned();
            if vm.version.minor() >= 12 {
                text.push_str(&format!(": {}", float_repr::repr(x)));
            }
            return Err(vm.value_error(&text));
        }
        Ok(if x.is_nan() {
            "NaN"
        } else if x > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned())
    }

    fn int_text(vm: &mut Vm, r: Ref) -> Res<String> {
        let name = vm.names.repr;
        let method = vm.lookup(TypeId::INT, name).unwrap_or_default();
        let text = vm.call(method, &[r])?;
        Ok(vm.heap.text(text.get()))
    }

    fn constant(vm: &Vm, r: Ref) -> Option<&'static str> {
        let known = &vm.heap.known;
        if r == known.none {
            Some("null")
        } else if r == known.true_ {
            Some("true")
        } else if r == known.false_ {
            Some("false")
        } else {
            None
        }
    }

    fn value(&mut self, vm: &mut Vm, r: Ref, level: i64) -> Res<()> {
        vm.enter_native()?;
        let result = self.value_inside(vm, r, level);
        vm.native_depth -= 1;
        result
    }

    fn value_inside(&mut self, vm: &mut Vm, r: Ref, level: i64) -> Res<()> {
        let bits = vm.heap.info_of(r).flags;
        if let Some(text) = Self::constant(vm, r) {
            self.out.push_str(text);
        } else if bits & flags::UNICODE_SUBCLASS != 0 {
            self.string(vm, r)?;
        } else if bits & flags::LONG_SUBCLASS != 0 {
            let text = Self::int_text(vm, r)?;
            self.out.push_str(&text);
        } else if vm.is_a(r, TypeId::FLOAT) {
            let text = self.float_text(vm, r)?;
            self.out.push_str(&text);
        } else if bits & (flags::LIST_SUBCLASS | flags::TUPLE_SUBCLASS) != 0 {
            return self.marked(vm, r, |this, vm| this.list(vm, r, level));
        } else if bits & flags::DICT_SUBCLASS != 0 {
            return self.marked(vm, r, |this, vm| this.dict(vm, r, level));
        } else {
            return self.marked(vm, r, |this, vm| {
                let default = vm.heap.field(this.this, DEFAULT);
                let value = vm.call(default, &[r])?;
                this.value(vm, value.get(), level).inspect_err(|_| {
                    let of = vm.type_name(r);
                    Self::note(vm, &format!("when serializing {of} object"));
                })
            });
        }
        Ok(())
    }

    /// From 3.14 on an error says on which way it was met.
    fn note(vm: &mut Vm, text: &str) {
        if vm.version.minor() < 14 || vm.stop.is_some() {
            return;
        }
        if let Some(error) = vm.take_raised() {
            let text = vm.heap.str(text);
            if let Ok(done) = vm.call_named(error.get(), "add_note", &[text.get()]) {
                vm.release(done);
            } else {
                drop(vm.take_raised());
            }
            vm.set_raised(error);
        }
    }

    fn marked(
        &mut self,
        vm: &mut Vm,
        r: Ref,
        write: impl FnOnce(&mut Self, &mut Vm) -> Res<()>,
    ) -> Res<()> {
        let markers = vm.heap.field(self.this, MARKERS);
        if markers == vm.heap.known.none {
            return write(self, vm);
        }
        let key = vm.heap.address(r);
        let key = vm.heap.int(key as i64);
        if vm.dict_get(markers, key.get())?.is_some() {
            return Err(vm.value_error("Circular reference detected"));
        }
        vm.dict_set(markers, key.get(), r)?;
        write(self, vm)?;
        vm.dict_delete(markers, key.get())?;
        Ok(())
    }

    fn new_line(&mut self, level: i64) {
        if let Some(indent) = &self.indent {
            self.out.push_str("\n");
            for _ in 0..level {
                self.out.push_text(indent.as_ref());
            }
        }
    }

    fn list(&mut self, vm: &mut Vm, r: Ref, level: i64) -> Res<()> {
        let items = vm.collect_items(r)?;
        let items = vm.heap.list_from(&items);
        let count = vm.heap.list_len(items.get());
        if count == 0 {
            self.out.push_str("[]");
            return Ok(());
        }
        self.out.push_str("[");
        for at in 0..count {
            if at > 0 {
                self.out.push_text(self.item_separator.as_ref());
            }
            self.new_line(level + 1);
            let item = vm.heap.list_item(items.get(), at);
            self.value(vm, item, level + 1).inspect_err(|_| {
                let of = vm.type_name(r);
                Self::note(vm, &format!("when serializing {of} item {at}"));
            })?;
        }
        self.new_line(level);
        self.out.push_str("]");
        Ok(())
    }

    /// The text of a key, quoted; `None` where it is skipped.
    fn key(&mut self, vm: &mut Vm, key: Ref) -> Res<Option<Owned>> {
        let text = if vm.is_str(key) {
            return Ok(Some(vm.heap.own(key)));
        } else if let Some(text) = Self::constant(vm, key) {
            text.to_owned()
        } else if vm.is_a(key, TypeId::FLOAT) {
            self.float_text(vm, key)?
        } else if vm.is_int(key) {
            Self::int_text(vm, key)?
        } else if self.skipkeys {
            return Ok(None);
        } else {
            let text = format!(
                "keys must be str, int, float, bool or None, not {}",
                vm.type_name(key)
            );
            return Err(vm.type_error(&text));
        };
        Ok(Some(vm.heap.str(&text)))
    }

    fn dict(&mut self, vm: &mut Vm, r: Ref, level: i64) -> Res<()> {
        if vm.length(r)? == 0 {
            self.out.push_str("{}");
            return Ok(());
        }
        let items = vm.call_named(r, "items", &[])?;
        let items = vm.list_from_iterable(items.get())?;
        if self.sort_keys {
            let sorted = vm.call_named(items.get(), "sort", &[])?;
            vm.release(sorted);
        }
        self.out.push_str("{");
        let mut is_first = true;
        for at in 0..vm.heap.list_len(items.get()) {
            let pair = vm.heap.list_item(items.get(), at);
            if !vm.is_a(pair, TypeId::TUPLE) || vm.heap.tuple_len(pair) != 2 {
                return Err(vm.value_error("items must return 2-tuples"));
            }
            let (key, value) = (vm.heap.tuple_item(pair, 0), vm.heap.tuple_item(pair, 1));
            let Some(text) = self.key(vm, key)? else {
                continue;
            };
            if !is_first {
                self.out.push_text(self.item_separator.as_ref());
            }
            is_first = false;
            self.new_line(level + 1);
            self.string(vm, text.get())?;
            self.out.push_text(self.key_separator.as_ref());
            self.value(vm, value, level + 1).inspect_err(|_| {
                let of = vm.type_name(r);
                if vm.version.minor() >= 14 {
                    let shown = vm.repr_text(key);
                    Self::note(vm, &format!("when serializing {of} item {shown}"));
                }
            })?;
        }
        if !is_first {
            self.new_line(level);
        }
        self.out.push_str("}");
        Ok(())
    }
}
