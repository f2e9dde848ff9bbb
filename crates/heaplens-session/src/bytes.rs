//! The bytes of an object, with the fields of its C struct named: what lies where, and what it says.
//!
//! The structs are those of a 64-bit build: `Include/object.h`, `Include/cpython/{listobject,tupleobject,dictobject,
//! setobject,unicodeobject,bytesobject,bytearrayobject,floatobject,longintrepr}.h` and
//! `Include/internal/pycore_gc.h` @ v3.8.20, v3.11.9, v3.12.6 and v3.14.0. Of types whose struct isn't written down
//! here the rest is one field without a name: nothing is made up.

use crate::holders::Census;
use crate::look::{id_of, short_text, title_of};
use crate::session::Session;
use crate::wire::{ByteField, ObjectBytes, ObjectId, Problem, Step};
use heaplens_heap::types::{Layout, flags};
use heaplens_heap::{Heap, Ref, TypeId, Version};
use std::fmt::Write;

/// Elements of an array that are told one by one.
const MOST_ITEMS: u32 = 12;

impl Session {
    /// The memory of `object` at `step`, field by field.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step or object.
    pub fn bytes(&mut self, step: Step, object: ObjectId) -> Result<ObjectBytes, Problem> {
        self.ask(step, move |vm| {
            let census = Census::new(vm);
            let found = census
                .objects
                .iter()
                .find(|r| id_of(&vm.heap, **r) == object);
            let r = *found.ok_or(Problem::NoSuchObject { asked: object.0 })?;
            Ok(bytes_of(&vm.heap, r, step))
        })?
    }
}

/// Fields as they are written down, one behind the other.
struct Fields<'h> {
    heap: &'h Heap,
    r: Ref,
    /// Where the next one begins.
    at: i64,
    all: Vec<ByteField>,
}

impl Fields<'_> {
    fn add(&mut self, name: &str, c_type: &str, bytes: u64, value: String) {
        self.push(name, c_type, bytes, value, None);
    }

    fn push(
        &mut self,
        name: &str,
        c_type: &str,
        bytes: u64,
        value: String,
        object: Option<ObjectId>,
    ) {
        let offset = self.at;
        self.at += bytes as i64;
        let known = u64::try_from(offset)
            .ok()
            .and_then(|offset| self.heap.object_memory(self.r, offset, bytes.min(64)));
        self.all.push(ByteField {
            offset,
            bytes,
            name: name.to_owned(),
            c_type: c_type.to_owned(),
            memory: known.map(|known| hex(&known, bytes)),
            value,
            object,
        });
    }

    /// A word that counts something.
    fn size(&mut self, name: &str, count: u64) {
        self.add(name, "Py_ssize_t", 8, count.to_string());
    }

    /// A word that the model has nothing to say of.
    fn word(&mut self, name: &str, c_type: &str) {
        self.add(name, c_type, 8, String::new());
    }

    /// A pointer to an object.
    fn pointer(&mut self, name: &str, to: Ref) {
        if to.is_null() {
            self.add(name, "PyObject *", 8, "NULL".to_owned());
            return;
        }
        let (id, title) = (id_of(self.heap, to), title_of(self.heap, to));
        self.push(name, "PyObject *", 8, title, Some(id));
    }

    /// An array of pointers to objects.
    fn pointers(&mut self, name: &str, count: u32, item: impl Fn(u32) -> Ref) {
        for at in 0..count.min(MOST_ITEMS) {
            self.pointer(&format!("{name}[{at}]"), item(at));
        }
        let rest = count.saturating_sub(MOST_ITEMS);
        if rest > 0 {
            let name = format!("{name}[{MOST_ITEMS} …]");
            self.add(
                &name,
                "PyObject *",
                8 * u64::from(rest),
                format!("{rest} more"),
            );
        }
    }

    /// What lies between here and `end`, and isn't told apart.
    fn rest(&mut self, end: i64) {
        if self.at < end {
            let bytes = (end - self.at) as u64;
            self.add("…", "", bytes, String::new());
        }
    }
}

fn bytes_of(heap: &Heap, r: Ref, step: Step) -> ObjectBytes {
    let info = heap.info_of(r);
    let before = heap.bytes_before(r);
    let bytes = heap.object_bytes(r);
    let mut fields = Fields {
        heap,
        r,
        at: -(before as i64),
        all: Vec::new(),
    };
    headers(&mut fields, before);
    object_head(&mut fields);
    let struct_name = if info.has(flags::HEAPTYPE) && !is_var(info.layout) {
        instance(&mut fields)
    } else {
        body(&mut fields)
    };
    fields.rest(bytes as i64);
    ObjectBytes {
        step,
        object: id_of(heap, r),
        title: title_of(heap, r),
        address: heap.address(r),
        struct_name: struct_name.to_owned(),
        bytes,
        bytes_before: before,
        fields: fields.all,
    }
}

fn is_var(layout: Layout) -> bool {
    !matches!(layout, Layout::Record { .. } | Layout::Holding { .. })
}

/// What lies before the object: of the collector, and from 3.11 on the instance's own attributes.
fn headers(fields: &mut Fields<'_>, before: u64) {
    let heap = fields.heap;
    if before >= 32 {
        // Objects/object.c @ v3.12.6 (MANAGED_WEAKREF_OFFSET, MANAGED_DICT_OFFSET); v3.11.9 has the values there.
        let is_first = heap.version == Version::V3_11;
        let (first, second) = if is_first {
            ("values", "dict")
        } else {
            ("weakrefs", "dict")
        };
        fields.rest(-32);
        fields.word(
            first,
            if is_first {
                "PyDictValues *"
            } else {
                "PyObject *"
            },
        );
        fields.word(second, "PyObject *");
    }
    if before >= 16 {
        let lane = heap.generation(fields.r);
        let lane = lane.map_or("not tracked".to_owned(), |lane| {
            format!("in the list of generation {lane}")
        });
        fields.rest(-16);
        fields.add("_gc_next", "uintptr_t", 8, lane);
        fields.word("_gc_prev", "uintptr_t");
    }
    fields.rest(0);
}

/// `PyObject`.
fn object_head(fields: &mut Fields<'_>) {
    let (heap, r) = (fields.heap, fields.r);
    let is_immortal = heap.is_immortal(r);
    let count = if is_immortal {
        "immortal".to_owned()
    } else {
        heap.refcount(r).to_string()
    };
    if heap.rules.identity.has_refcount_flags {
        fields.add("ob_refcnt", "uint32_t", 4, count);
        fields.add("ob_overflow", "uint16_t", 2, String::new());
        let flags = if is_immortal { "immortal" } else { "" };
        fields.add("ob_flags", "uint16_t", 2, flags.to_owned());
    } else {
        fields.add("ob_refcnt", "Py_ssize_t", 8, count);
    }
    let class = heap.info_of(r).object;
    let (id, title) = (id_of(heap, class), title_of(heap, class));
    fields.push("ob_type", "PyTypeObject *", 8, title, Some(id));
}

/// An instance of a class: its slots, and up to 3.10 its dict and its weak references.
fn instance(fields: &mut Fields<'_>) -> &'static str {
    let (heap, r) = (fields.heap, fields.r);
    let mut known: Vec<(i32, String, Ref)> = Vec::new();
    let mut id = heap.type_of(r);
    loop {
        let info = heap.info(id);
        for member in info.members.iter() {
            let held = heap.ref_at(r, member.offset as i32);
            known.push((member.offset as i32, member.name.to_string(), held));
        }
        if info.base == id {
            break;
        }
        id = info.base;
    }
    if let Some(offset) = heap.dict_offset(r).filter(|offset| *offset > 0) {
        known.push((offset, "__dict__".to_owned(), heap.ref_at(r, offset)));
    }
    if let Some(offset) = heap.weaklist_offset(r).filter(|offset| *offset > 0) {
        known.push((offset, "__weakref__".to_owned(), heap.ref_at(r, offset)));
    }
    known.sort_by_key(|one| one.0);
    for (offset, name, held) in known {
        if i64::from(offset) < fields.at {
            continue;
        }
        fields.rest(i64::from(offset));
        fields.pointer(&name, held);
    }
    "PyObject, and the class's own fields"
}

/// The structs of built-in types.
fn body(fields: &mut Fields<'_>) -> &'static str {
    let (heap, r) = (fields.heap, fields.r);
    let version = heap.version;
    let basic = i64::from(heap.info_of(r).basicsize);
    match heap.info_of(r).layout {
        Layout::List => {
            fields.size("ob_size", u64::from(heap.list_len(r)));
            let items = match heap.list_place(r) {
                0 => "NULL".to_owned(),
                place => format!("the items' block at 0x{:x}", heap.block_address(place)),
            };
            fields.add("ob_item", "PyObject **", 8, items);
            fields.size("allocated", u64::from(heap.list_allocated(r)));
            "PyListObject"
        }
        Layout::Tuple => {
            fields.size("ob_size", u64::from(heap.tuple_len(r)));
            if i64::from(heap.info(TypeId::TUPLE).basicsize) > fields.at {
                fields.word("ob_hash", "Py_hash_t");
            }
            fields.pointers("ob_item", heap.tuple_len(r), |at| heap.tuple_item(r, at));
            "PyTupleObject"
        }
        Layout::Int => {
            let value = short_text(heap, r);
            let digits = heap.int_bits(r).div_ceil(30).max(1);
            if heap.rules.identity.has_immortals {
                let tag = format!("{} of 30 bits, and the sign", counted(digits, "digit"));
                fields.add("lv_tag", "uintptr_t", 8, tag);
            } else {
                fields.add(
                    "ob_size",
                    "Py_ssize_t",
                    8,
                    format!("{}, negative of a negative", counted(digits, "digit")),
                );
            }
            for at in 0..digits.min(u64::from(MOST_ITEMS)) {
                let of = if digits == 1 {
                    value.clone()
                } else {
                    String::new()
                };
                fields.add(&format!("ob_digit[{at}]"), "digit", 4, of);
            }
            "PyLongObject"
        }
        Layout::Float => {
            fields.add("ob_fval", "double", 8, short_text(heap, r));
            "PyFloatObject"
        }
        Layout::Complex => {
            let (real, imag) = heap.complex_value(r);
            fields.add("cval.real", "double", 8, real.to_string());
            fields.add("cval.imag", "double", 8, imag.to_string());
            "PyComplexObject"
        }
        Layout::Bytes => {
            let length = heap.bytes_value(r).len() as u64;
            fields.size("ob_size", length);
            fields.word("ob_shash", "Py_hash_t");
            fields.add(
                "ob_sval",
                "char []",
                length + 1,
                "and a null at the end".to_owned(),
            );
            "PyBytesObject"
        }
        Layout::Str => text(fields),
        Layout::Dict | Layout::OrderedDict => {
            fields.size("ma_used", u64::from(heap.dict_len(r)));
            // Include/cpython/dictobject.h: private since 3.12, a tag of watchers since 3.14.
            let tag = if version >= Version::V3_14 {
                "_ma_watcher_tag"
            } else {
                "ma_version_tag"
            };
            fields.word(tag, "uint64_t");
            let keys = heap.dict_keys(r);
            let keys = match keys {
                0 => "the empty table".to_owned(),
                _ => format!("a table of {} places", 1_u64 << heap.keys_log2_size(keys)),
            };
            fields.add("ma_keys", "PyDictKeysObject *", 8, keys);
            let values = if heap.dict_values(r) == 0 {
                "NULL: the table has the values too"
            } else {
                "values beside shared keys"
            };
            fields.add("ma_values", "PyDictValues *", 8, values.to_owned());
            "PyDictObject"
        }
        Layout::Set => {
            fields.size("fill", u64::from(heap.set_fill(r)));
            fields.size("used", u64::from(heap.set_len(r)));
            fields.size("mask", u64::from(heap.set_mask(r)));
            let table = if heap.set_mask(r) == 7 {
                "smalltable, below"
            } else {
                "a block of its own"
            };
            fields.add("table", "setentry *", 8, table.to_owned());
            fields.word("hash", "Py_hash_t");
            fields.word("finger", "Py_ssize_t");
            fields.add("smalltable", "setentry [8]", 128, String::new());
            fields.word("weakreflist", "PyObject *");
            "PySetObject"
        }
        Layout::Buffer => {
            fields.size("ob_size", u64::from(heap.buffer_len(r)));
            fields.size("ob_alloc", u64::from(heap.buffer_allotted(r)));
            fields.word("ob_bytes", "char *");
            fields.word("ob_start", "char *");
            fields.size("ob_exports", u64::from(heap.buffer_exports(r)));
            fields.rest(basic);
            "PyByteArrayObject"
        }
        _ => "",
    }
}

/// `PyASCIIObject` or `PyCompactUnicodeObject`, and the characters behind it.
fn text(fields: &mut Fields<'_>) -> &'static str {
    let (heap, r) = (fields.heap, fields.r);
    let length = heap.str_len(r) as u64;
    let width = (heap.str_raw(r).len() as u64)
        .checked_div(length)
        .unwrap_or(1)
        .max(1);
    let is_ascii = heap.text(r).is_ascii();
    let has_wide = heap.version < Version::V3_12;
    fields.size("length", length);
    fields.word("hash", "Py_hash_t");
    let state = format!(
        "{width} {} a character, compact",
        if width == 1 { "byte" } else { "bytes" }
    );
    fields.add(
        "state",
        "struct",
        8,
        if is_ascii {
            format!("{state}, ascii")
        } else {
            state
        },
    );
    if has_wide {
        fields.word("wstr", "wchar_t *");
    }
    if !is_ascii {
        fields.word("utf8_length", "Py_ssize_t");
        fields.word("utf8", "char *");
        if has_wide {
            fields.word("wstr_length", "Py_ssize_t");
        }
    }
    if heap.type_of(r) != TypeId::STR {
        fields.word("data.any", "void *");
        return "PyUnicodeObject";
    }
    let c_type = match width {
        1 => "Py_UCS1 []",
        2 => "Py_UCS2 []",
        _ => "Py_UCS4 []",
    };
    fields.add(
        "",
        c_type,
        (length + 1) * width,
        format!("{}, and a null", short_text(heap, r)),
    );
    if is_ascii {
        "PyASCIIObject"
    } else {
        "PyCompactUnicodeObject"
    }
}

fn counted(count: u64, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// Two digits a byte, the lowest address first.
fn hex(bytes: &[u8], of: u64) -> String {
    let mut text = String::new();
    for byte in bytes {
        let space = if text.is_empty() { "" } else { " " };
        write!(text, "{space}{byte:02x}").expect("writing to a string can't fail");
    }
    if (bytes.len() as u64) < of {
        text.push_str(" …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{CompileUnit, RunSetup};

    const PROGRAM: &str = "\
class Plain: pass
class Slotted:
    __slots__ = ('x', 'y')
all = [[1, 2], (1, 2, 3), {'a': 1}, {1}, 1.5, 10 ** 30, 'text', 'h\\xe9', '\\u0416', b'abc', bytearray(5), Plain(), Slotted(), 2j, None, len, Plain]
one = all[0]
";

    #[test]
    fn the_fields_touch_and_fill_the_object_in_every_version() {
        for version in crate::versions() {
            let setup = RunSetup::new(PROGRAM, &version, CompileUnit::Script);
            let mut session = Session::new(setup).expect("the version is modelled");
            while !session.run_slice(100_000).done {}
            let end = Step(session.summary().expect("it is over").steps - 1);
            let faults = session.ask(end, move |vm| {
                let mut faults = Vec::new();
                for r in Census::new(vm).objects {
                    let told = bytes_of(&vm.heap, r, end);
                    let mut at = -(told.bytes_before as i64);
                    for field in &told.fields {
                        if field.offset != at {
                            faults.push(format!("{}: {} at {at}", told.title, field.name));
                        }
                        at += field.bytes as i64;
                    }
                    if at != told.bytes as i64 {
                        faults.push(format!("{} ends at {at}, has {}", told.title, told.bytes));
                    }
                }
                faults.truncate(5);
                faults
            });
            assert_eq!(faults.expect("a step"), Vec::<String>::new(), "{version}");
        }
    }

    #[test]
    fn a_list_says_its_count_its_length_and_where_its_items_are() {
        for version in crate::versions() {
            let setup = RunSetup::new(PROGRAM, &version, CompileUnit::Script);
            let mut session = Session::new(setup).expect("the version is modelled");
            while !session.run_slice(100_000).done {}
            let end = Step(session.summary().expect("it is over").steps - 1);
            let list = session.named(end, "one").expect("a step").expect("bound");
            let told = session.bytes(end, list).expect("it is there");
            let field = |name: &str| {
                let found = told.fields.iter().find(|field| field.name == name);
                let found = found.unwrap_or_else(|| panic!("{version}: no {name}"));
                (
                    found.offset,
                    found.memory.clone().unwrap_or_default(),
                    found.value.clone(),
                )
            };
            assert_eq!(told.struct_name, "PyListObject");
            let (offset, memory, value) = field("ob_refcnt");
            assert_eq!((offset, value.as_str()), (0, "2"), "{version}");
            assert!(memory.starts_with("02 00 00 00"), "{version}: {memory}");
            assert_eq!(field("ob_size").0, 16);
            assert_eq!(field("ob_size").1, "02 00 00 00 00 00 00 00");
            assert_eq!((field("ob_item").0, field("allocated").0), (24, 32));
            assert_eq!(field("_gc_next").0, -16, "{version}");
        }
    }
}
