//! Facts of `sizes`: the name is an expression; those whose form is known are sized by the rules.

use heaplens_heap::rules::Rules;
use heaplens_heap::rules::growth::bytearray::ByteBuffer;
use heaplens_heap::rules::growth::dict::{Copy, KeysKind};
use heaplens_heap::rules::growth::list::ListArray;
use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::rules::sizes::text::{StrKind, int_digits};
use serde_json::Value;

use super::dicts::Dict;
use super::instances::Class;
use super::sets::Set;
use super::{lists, number};

/// A fact's name with its numbers taken out, and the numbers.
pub struct Form {
    pub text: String,
    pub numbers: Vec<u64>,
}

impl Form {
    pub fn of(name: &str) -> Option<Form> {
        let (mut text, mut numbers) = (String::new(), vec![]);
        let mut rest = name;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            text.push_str(&rest[..at]);
            let (n, after) = number(&rest[at..])?;
            text.push('N');
            numbers.push(n);
            rest = after;
        }
        text.push_str(rest);
        Some(Form { text, numbers })
    }

    fn n(&self, at: usize) -> u64 {
        self.numbers[at]
    }
}

pub fn decide(rules: &Rules, name: &str) -> Option<Value> {
    let bytes = plain(rules, name)
        .or_else(|| literal(rules, name))
        .or_else(|| {
            let form = Form::of(name)?;
            numbers_and_text(rules, name, &form)
                .or_else(|| of_list(rules, &form))
                .or_else(|| of_set(rules, &form))
                .or_else(|| of_dict(rules, &form))
                .or_else(|| of_buffer(rules, name, &form))
                .or_else(|| of_class(rules, name))
                .or_else(|| of_other_classes(rules, name, &form))
                .or_else(|| of_subclass(rules, &form))
        })?;
    Some(bytes.into())
}

/// Instances of the types in the table that weigh what their layout says.
fn plain(rules: &Rules, name: &str) -> Option<u64> {
    let builtin = *BuiltinType::ALL
        .iter()
        .find(|builtin| builtin.evidence().strip_prefix("sizes: ") == Some(name))?;
    let layout = rules.sizes.layout(builtin)?;
    // These weigh more than their layout: by content, or by a `__sizeof__` of their own.
    let is_measured = matches!(
        builtin,
        BuiltinType::Bytearray
            | BuiltinType::Code
            | BuiltinType::Dict
            | BuiltinType::Frame
            | BuiltinType::Generator
            | BuiltinType::Int
            | BuiltinType::Bool
            | BuiltinType::List
            | BuiltinType::Set
            | BuiltinType::Frozenset
            | BuiltinType::Str
            | BuiltinType::Type
            | BuiltinType::CollectionsDefaultdict
            | BuiltinType::CollectionsOrderedDict
            | BuiltinType::CollectionsDeque
            | BuiltinType::ArrayArray
            | BuiltinType::Memoryview
    ) || layout.itemsize != 0
        || name.contains("=>") && BY_CONTENT.iter().any(|part| name.contains(part));
    (!is_measured)
        .then(|| rules.sizes.plain(builtin, 0))
        .flatten()
}

/// Instances that own blocks which their `__sizeof__` counts, or that are no instances of the type itself.
const BY_CONTENT: [&str; 14] = [
    "Struct(",
    "BytesIO",
    "StringIO",
    "open(",
    "random",
    "decimal",
    "Decimal",
    "pickle",
    "product",
    "DirEntry",
    "islice",
    "combinations",
    "permutations",
    "zlib",
];

fn numbers_and_text(rules: &Rules, name: &str, form: &Form) -> Option<u64> {
    let sizes = &rules.sizes;
    let text = &sizes.text;
    let int = |bits: u64| Some(text.int_sizeof(int_digits(bits)));
    let is_two = form.numbers.first() == Some(&2);
    let tuple = |n: u64| sizes.plain(BuiltinType::Tuple, n);
    match form.text.as_str() {
        "N**N" | "-(N**N)" if is_two => int(form.n(1) + 1),
        "N**N-N" if is_two && form.n(2) == 1 => int(form.n(1)),
        "N" if form.n(0) < 1 << 30 => int(u64::from(form.n(0) > 0)),
        "(N**N)>>N" if is_two => int(form.n(1) + 1 - form.n(2)),
        "True" | "False" => int(u64::from(name == "True")),
        "n=N  =>  \"a\"*n" => Some(text.str_sizeof(StrKind::Ascii, form.n(0))),
        "bytes(N)" => Some(text.bytes_sizeof(form.n(0))),
        "n=N  =>  b\"x\"*n" => Some(text.bytes_sizeof(form.n(0))),
        "bytes(range(N))" => Some(text.bytes_sizeof(form.n(0))),
        "bytes([N]*N)" => Some(text.bytes_sizeof(form.n(1))),
        "tuple(range(N))" | "tuple(x for x in range(N))" => tuple(form.n(0)),
        "tuple([N]*N)" | "n=N  =>  (N,)*n" => tuple(form.numbers[form.numbers.len() - 1])
            .filter(|_| !form.text.starts_with('n'))
            .or_else(|| tuple(form.n(0))),
        "(N,)" => tuple(1),
        _ => {
            let name = match name.strip_suffix("; s2=s.encode()  =>  s") {
                Some(made) => {
                    let (one, n) = made.strip_prefix("s=")?.split_once('*')?;
                    format!("n={n}  =>  {one}*n")
                }
                None => name.to_owned(),
            };
            let (n, expr) = name.strip_prefix("n=")?.split_once("  =>  ")?;
            let n: u64 = n.parse().ok()?;
            let kind = match expr {
                "\"a\"*n" => StrKind::Ascii,
                "\"\\xe9\"*n" => StrKind::Latin1,
                "\"\\u20ac\"*n" => StrKind::Ucs2,
                "\"\\U0001f600\"*n" => StrKind::Ucs4,
                "\"a\"*(n-1)+\"\\xe9\" if n else \"\"" if n > 0 => StrKind::Latin1,
                _ => return None,
            };
            // The empty string is the ASCII one, but `"é"*0` is a new empty string of its kind up to 3.11.
            let utf8 = if n == 1 {
                text.cached_character_utf8_bytes(kind)
            } else {
                0
            };
            (n > 0).then(|| text.str_sizeof(kind, n) + utf8)
        }
    }
}

fn of_list(rules: &Rules, form: &Form) -> Option<u64> {
    let g = &rules.growth.list;
    let none = ListArray::NONE;
    let first = form.numbers.first().copied();
    let array = match form.text.as_str() {
        "list(range(N))" => g.of_iterator(first, form.n(0), form.n(0)),
        "list((N,)*N)" | "list([N]*N)" => g.of_sequence(form.n(1)),
        "[N]*N" | "n=N  =>  [N]*n" => {
            let n = if form.text.starts_with('n') {
                form.n(0)
            } else {
                form.n(1)
            };
            g.exact(n)
        }
        "[N,N]*N" => g.exact(2 * form.n(2)),
        "l=[] \\n for i in range(N): l.append(i)  =>  l" | "[x for x in range(N)]" => {
            lists::grown(g, form.n(0))
        }
        "[x for x in [N]*N if x==N]" => lists::grown(g, form.n(1)),
        "l=[]; l.extend(range(N))  =>  l" | "sorted(range(N))" | "[*range(N)]" => {
            g.extend_by_iterator(none, 0, form.n(0), form.n(0))
        }
        "l=[]; l.extend(iter([N]*N))  =>  l" => g.extend_by_iterator(none, 0, form.n(1), form.n(1)),
        "l=[]; l.extend([N]*N)  =>  l" | "l=[]; l+=[N]*N  =>  l" | "sorted([N]*N)" => {
            g.extend_by_sequence(none, 0, form.n(1))
        }
        "l=[N]*N  =>  [*l]" => g.extend_by_sequence(none, 0, form.n(1)),
        "l=[]; l.extend(x for x in range(N))  =>  l" | "sorted(x for x in range(N))" => {
            g.extend_by_iterator(none, 0, 8, form.n(0))
        }
        "list(\"x\"*N)" => g.of_iterator(first, form.n(0), form.n(0)),
        "list({i:N for i in range(N)})" => g.of_hash_table(form.n(1)),
        "list({i for i in range(N)})" => g.of_hash_table(form.n(0)),
        "sorted(set(range(N)))" => g.extend_by_hash_table(none, 0, form.n(0)),
        "sorted({i:N for i in range(N)})" => g.extend_by_hash_table(none, 0, form.n(1)),
        "list(dict.fromkeys(range(N)).items())"
        | "list(dict.fromkeys(range(N)).keys())"
        | "list(dict.fromkeys(range(N)).values())" => g.of_hash_table(form.n(0)),
        "list(map(abs,range(N)))" | "list(zip(range(N)))" => g.of_iterator(None, 8, form.n(0)),
        "list(enumerate([N]*N))" | "list(filter(None,[N]*N))" => {
            // `filter` drops what is false; these are lists of one true number, or of zeros.
            let count = if form.text.contains("filter") && form.n(0) == 0 {
                0
            } else {
                form.n(1)
            };
            g.of_iterator(None, 8, count)
        }
        "list(reversed([N]*N))" | "list(iter([N]*N))" => g.of_iterator(None, form.n(1), form.n(1)),
        "l=[N]*N  =>  l[:]" | "l=[N]*N  =>  l.copy()" => g.exact(form.n(1)),
        "l=[N]*N  =>  l+l" => g.exact(2 * form.n(1)),
        "l=[N]*N  =>  l[N:]" => g.exact(form.n(1).saturating_sub(form.n(2))),
        "l=[N]*N  =>  l[::N]" => g.exact(form.n(1).div_ceil(form.n(2))),
        "list(range(N))[:-N]" => g.exact(form.n(0).saturating_sub(form.n(1))),
        "list(tuple(range(N)))" | "def f(*a): \\n  return list(a) \\n l=f(*range(N))  =>  l" => {
            g.of_sequence(form.n(0))
        }
        "(\"x \"*N).split()" => g.split(form.n(0), g.str_maxsplit(2 * form.n(0), None)),
        "(b\"x \"*N).split()" => g.split(form.n(0), None),
        "(\"x,\"*N).split(\",\")" => match form.n(0) {
            0 => g.exact(1),
            n => g.split(n + 1, g.str_maxsplit(2 * n, Some(1))),
        },
        "(\"x\\nN\"*N).splitlines()" | "(\"x\\n\"*N).splitlines()" => {
            lists::grown(g, *form.numbers.last()?)
        }
        _ => return None,
    };
    Some(lists::size(array))
}

fn of_set(rules: &Rules, form: &Form) -> Option<u64> {
    let g = &rules.growth.set;
    let n = |at: usize| form.n(at);
    let built = |n: u64| Set::built(g, 0..n);
    let merged = |n: u64| {
        let mut set = Set::new(g);
        set.merge(&(0..n).collect::<Vec<_>>());
        set
    };
    let set = match form.text.as_str() {
        "{i for i in range(N)}" | "set(range(N))" | "frozenset(range(N))" => built(n(0)),
        "set(str(i) for i in range(N))" | "f=frozenset(str(i) for i in range(N))  =>  f" => {
            built(n(0))
        }
        "s=set() \\n for i in range(N): s.add(i)  =>  s" | "s=set(); s.update(range(N))  =>  s" => {
            built(n(0))
        }
        "set([N]*N)" => built(n(1).min(1)),
        "frozenset({i for i in range(N)})"
        | "s={i for i in range(N)}  =>  s.copy()"
        | "s={i for i in range(N)}  =>  set(s)"
        | "s={i for i in range(N)}  =>  s|s" => built(n(0)).copied(),
        "s={i for i in range(N)}  =>  s&s" => built(n(0)).copied(),
        "set({i:N for i in range(N)})" | "s=set({str(i):N for i in range(N)})  =>  s" => {
            merged(n(1))
        }
        "s=set({i:N for i in range(N)}.keys())  =>  s" => built(n(1)),
        "s=set(); s.update({i for i in range(N)})  =>  s" => built(n(0)).copied(),
        "s=set({i:N for i in range(N)}); s.add(-N)  =>  s" => {
            let mut set = merged(n(1));
            set.add(u64::MAX - n(2));
            set
        }
        "s={i for i in range(N)}; s.clear()  =>  s" => Set::new(g),
        "s={i for i in range(N)}  =>  s.union(range(N))" => {
            let mut set = built(n(0)).copied();
            (0..n(1)).for_each(|key| set.add(key));
            set
        }
        "s={i for i in range(N)} \\n for i in range(N//N): s.discard(i)  =>  s" => {
            let mut set = built(n(0));
            (0..n(1) / n(2)).for_each(|key| set.discard(key));
            set
        }
        "s={i for i in range(N)} \\n for i in range(N//N): s.discard(i)  =>  s.copy()" => {
            let mut set = built(n(0));
            (0..n(1) / n(2)).for_each(|key| set.discard(key));
            set.copied()
        }
        "s={i for i in range(N)} \\n while s: s.pop()  =>  s" => built(n(0)),
        "s={i for i in range(N)} \\n while s: s.pop() \\n s.add(N)  =>  s" => {
            let mut set = built(n(0));
            (0..n(0)).for_each(|key| set.discard(key));
            set.add(n(1));
            set
        }
        "s={i for i in range(N)}  =>  s|{-N,-N}" => {
            let mut set = built(n(0)).copied();
            set.merge(&[u64::MAX - 1, u64::MAX - 2]);
            set
        }
        "s={-N}; s|={i for i in range(N)}  =>  s" => {
            let mut set = Set::new(g);
            set.add(u64::MAX - n(0));
            set.merge(&(0..n(1)).collect::<Vec<_>>());
            set
        }
        "s={i for i in range(N)}  =>  s^{N}" => {
            let mut set = Set::new(g);
            set.merge(&[n(1)]);
            for key in 0..n(0) {
                if key == n(1) {
                    set.discard(key);
                } else {
                    set.add(key);
                }
            }
            set
        }
        "s={i for i in range(N)}  =>  s-{N}" => {
            let set = built(n(0));
            if g.difference_copies(n(0), 1) {
                set.copied()
            } else {
                Set::built(g, (0..n(0)).filter(|key| *key != n(1)))
            }
        }
        _ => return None,
    };
    Some(set.size())
}

/// The n-th key of a dict whose keys are written so: is it an exact string?
fn key_text(key: &str) -> Option<fn(u64) -> bool> {
    Some(match key {
        "i" | "(i,)" => |_| false,
        "str(i)" => |_| true,
        "(i if i%N else str(i))" => |n| n % 2 == 0,
        _ => return None,
    })
}

fn of_dict(rules: &Rules, form: &Form) -> Option<u64> {
    let g = &rules.growth.dict;
    for key in ["(i if i%N else str(i))", "str(i)", "(i,)", "i"] {
        let of = key_text(key)?;
        let text = form.text.replacen(key, "KEY", 1);
        if text == form.text {
            continue;
        }
        // `for i in` holds an `i` too: of the short form only what stands in a key's place counts.
        let text = if key == "i" {
            form.text
                .replacen("{i:", "{KEY:", 1)
                .replacen("(i,i)", "(KEY,i)", 1)
                .replacen("[i for", "[KEY for", 1)
                .replacen("d[i]=", "d[KEY]=", 1)
        } else {
            text
        };
        // The modulus in the key isn't one of the expression's own numbers.
        let mut numbers = form.numbers.clone();
        if key.contains('%') {
            let before = text.split("KEY").next()?;
            numbers.remove(before.matches('N').count());
        }
        let n = *numbers.first()?;
        let filled = |n: u64| {
            let mut dict = Dict::new(g);
            (0..n).for_each(|i| dict.insert(of(i)));
            dict
        };
        let dict = match text.as_str() {
            "{KEY:i for i in range(N)}" | "d={} \\n for i in range(N): d[KEY]=i  =>  d" => {
                filled(n)
            }
            "d={}; d.update([(KEY,i) for i in range(N)])  =>  d" => filled(n),
            "dict([(KEY,i) for i in range(N)])" | "dict.fromkeys([KEY for i in range(N)])" => {
                let mut dict = Dict::called(g);
                (0..n).for_each(|i| dict.insert(of(i)));
                dict
            }
            "d={KEY:i for i in range(N)}  =>  d.copy()"
            | "d={KEY:i for i in range(N)}  =>  d|{}" => filled(n).copied(),
            "d={KEY:i for i in range(N)}  =>  dict(d)" => {
                let mut dict = Dict::called(g);
                dict.merge(&filled(n));
                dict
            }
            "d={}; d.update({KEY:i for i in range(N)})  =>  d" => {
                let mut dict = Dict::new(g);
                dict.merge(&filled(n));
                dict
            }
            "d={KEY:i for i in range(N)}  =>  d|{\"q\":N}" => {
                let mut dict = filled(n).copied();
                let mut one = Dict::new(g);
                one.insert(true);
                dict.merge(&one);
                dict
            }
            "d={KEY:i for i in range(N)}; d.clear()  =>  d" => Dict::new(g),
            "d={KEY:i for i in range(N)}; d[\"new\"]=N  =>  d" => {
                let mut dict = filled(n);
                dict.insert(true);
                dict
            }
            "d={KEY:i for i in range(N)}; d.clear(); d[N]=N  =>  d"
            | "d={KEY:i for i in range(N)}; d.clear(); d[\"a\"]=N  =>  d" => {
                let mut dict = Dict::new(g);
                dict.insert(text.contains("\"a\""));
                dict
            }
            "d={KEY:i for i in range(N)} \\n while d: d.popitem()  =>  d" => filled(n),
            "d={KEY:i for i in range(N)} \\n while d: d.popitem() \\n d[N]=N  =>  d" => {
                let mut dict = filled(n);
                (0..n).for_each(|_| dict.pop_last());
                dict.insert(false);
                dict
            }
            "d={KEY:i for i in range(N)} \\n for i in range(N): del d[i]  =>  d" => filled(n),
            "d={KEY:i for i in range(N)} \\n for i in range(N//N): del d[i]  =>  d.copy()" => {
                let mut dict = filled(n);
                (0..numbers[1] / numbers[2]).for_each(|_| dict.delete_first());
                dict.copied()
            }
            "d={KEY:i for i in range(N)} \\n for i in range(N): del d[i] \\n for i in range(N): d[i]=i  =>  d" =>
            {
                let mut dict = filled(n);
                (0..n).for_each(|_| dict.delete_first());
                (0..n).for_each(|_| dict.insert(false));
                dict
            }
            "d={KEY:i for i in range(N)}  =>  {**d,**d}"
            | "d={KEY:i for i in range(N)}  =>  {**d,N:N}" => {
                let mut dict = Dict::new(g);
                dict.merge(&filled(n));
                if text.contains("N:N") {
                    // `1` is one of the keys already, from two keys on.
                    if n < 2 {
                        dict.insert(false);
                    }
                } else {
                    dict.update_same(&filled(n));
                }
                dict
            }
            "d={KEY:i for i in range(N)}  =>  dict(d,x=N)"
            | "d={KEY:i for i in range(N)}  =>  dict(**d)" => {
                let mut dict = Dict::called(g);
                let mut keywords = Dict::new(g);
                if text.contains("x=N") {
                    dict.merge(&filled(n));
                    keywords.insert(true);
                } else {
                    keywords = filled(n);
                }
                if g.call_inserts_keywords_one_by_one {
                    keywords.keys.iter().for_each(|is_str| dict.insert(*is_str));
                } else {
                    dict.merge(&keywords);
                }
                dict
            }
            "d={N:N}; d.update({KEY:i for i in range(N)})  =>  d"
            | "d={N:N}; d|={KEY:i for i in range(N)}  =>  d"
                if numbers.len() == 3 =>
            {
                // The one key is a number beyond the others.
                let mut dict = Dict::new(g);
                dict.insert(false);
                let (key, n) = (numbers[0], numbers[2]);
                let others = filled(n);
                if key < n {
                    dict.update_same(&others);
                    (1..n).for_each(|_| dict.insert(false));
                } else {
                    dict.merge(&others);
                }
                dict
            }
            "d={KEY:i for i in range(N)}  =>  {k:v for k,v in d.items()}" => filled(n),
            _ => continue,
        };
        return Some(dict.size());
    }
    let n = *form.numbers.first()?;
    let counted = |mut dict: Dict, n: u64, is_str: bool| {
        (0..n).for_each(|_| dict.insert(is_str));
        Some(dict.size())
    };
    match form.text.as_str() {
        "dict.fromkeys(range(N))" | "dict.fromkeys(tuple(range(N)))" => {
            counted(Dict::called(g), n, false)
        }
        "dict(zip(range(N),range(N)))" => counted(Dict::called(g), n, false),
        "dict.fromkeys({i:N for i in range(N)})" | "dict.fromkeys({i for i in range(N)})" => {
            let is_dict = form.text.contains(':');
            let n = if is_dict { form.n(1) } else { n };
            let mut dict = Dict::called(g);
            let kind = if is_dict && n == 0 {
                KeysKind::Unicode
            } else {
                KeysKind::General
            };
            dict.resize(g.fromkeys_log2(dict.table.log2_size, n, is_dict), kind);
            counted(dict, n, false)
        }
        "dict.fromkeys(\"abcdefghijklmnopqrstuvwxyz\"[:N])" => {
            counted(Dict::called(g), n.min(26), true)
        }
        "def f(**k): return k \\n d=f(**{\"k%d\"%i:i for i in range(N)})  =>  d" => {
            counted(Dict::new(g), n, true)
        }
        _ => None,
    }
}

fn of_buffer(rules: &Rules, name: &str, form: &Form) -> Option<u64> {
    let g = &rules.growth.bytearray;
    let object = rules.sizes.plain(BuiltinType::Bytearray, 0)?;
    let with = |buffer: ByteBuffer| Some(object + g.buffer_bytes(buffer));
    let grown = |n: u64| {
        let buffer = (0..n).fold(ByteBuffer::default(), |b, len| g.resize(b, len, len + 1));
        with(buffer)
    };
    let exact = |n: u64| {
        with(if n == 0 {
            ByteBuffer::default()
        } else {
            g.exact(n)
        })
    };
    match form.text.as_str() {
        "bytearray(N)" => return exact(form.n(0)),
        "bytearray(b\"x\"*N)" => return exact(form.n(0)),
        "b=bytearray() \\n for i in range(N): b.append(N)  =>  b"
        | "b=bytearray() \\n for i in range(N): b+=b\"x\"  =>  b" => return grown(form.n(0)),
        "import collections \\n d=collections.deque(range(N))  =>  d"
        | "import collections \\n d=collections.deque() \\n for i in range(N): d.appendleft(i)  =>  d" =>
        {
            let d = &rules.growth.deque;
            let n = form.n(0);
            let left = match () {
                () if n == 0 => d.center() + 1,
                () if form.text.contains("appendleft") => {
                    (d.center() + 1 + d.block_items * (n / d.block_items + 1) - n) % d.block_items
                }
                () => d.extend_start(),
            };
            let object = rules.sizes.plain(BuiltinType::CollectionsDeque, 0)?;
            return Some(object + d.blocks(left, n) * d.block_bytes());
        }
        _ => {}
    }
    let rest = name.strip_prefix("import array \\n a=array.array(\"")?;
    let code = rest.chars().next()?;
    let item = match code {
        'b' | 'B' => 1,
        'h' | 'H' => 2,
        'i' | 'I' | 'f' | 'u' | 'w' => 4,
        'l' | 'L' | 'q' | 'Q' | 'd' | 'F' => 8,
        _ => 16,
    };
    let object = rules.sizes.plain(BuiltinType::ArrayArray, 0)?;
    let count = if rest.contains("append") {
        let n = number(rest.split_once("range(")?.1)?.0;
        (0..n).fold(0, |allocated, len| {
            rules.growth.array.resize(allocated, len, len + 1)
        })
    } else {
        number(rest.split_once("]*")?.1)?.0
    };
    Some(object + count * item)
}

fn of_class(rules: &Rules, name: &str) -> Option<u64> {
    let sizes = &rules.sizes;
    let object = sizes.layout(BuiltinType::Object)?;
    if let Some(rest) = name.strip_prefix("class C: \\n  __slots__=(") {
        let (slots, expr) = rest.split_once(")  =>  ")?;
        let names: Vec<&str> = slots.split(',').filter(|n| !n.is_empty()).collect();
        let has = |special: &str| names.iter().any(|n| *n == format!("\"{special}\""));
        let (dict, weak) = (has("__dict__"), has("__weakref__"));
        let own = names.len() as u64 - u64::from(dict) - u64::from(weak);
        let layout = sizes.classes.subclass(object, own, dict, weak);
        return match expr {
            "C()" => Some(sizes.getsizeof(&layout, layout.basicsize)),
            "C" if !dict => Some(
                sizes.before.gc_head_bytes + sizes.classes.class_sizeof(&rules.growth.dict, None),
            ),
            _ => None,
        };
    }
    let rest = name.strip_prefix("class C: \\n  def __init__(self):")?;
    let (init, expr) = rest.split_once("  =>  ")?;
    let mut parts = init.split(" \\n ");
    let mut count = 0;
    let mut after = vec![];
    parts.next()?;
    for part in parts {
        match part.trim().strip_prefix("self.a") {
            Some(attr) if part.starts_with("  ") => {
                let (at, _) = attr.split_once('=')?;
                (at.parse() == Ok(count)).then_some(())?;
                count += 1;
            }
            _ => after.push(part),
        }
    }
    (count > 0).then_some(())?;
    let mut class = Class::new(rules, count);
    let mut instance = class.with_attributes(count);
    if let ("C()", true) = (expr, after.is_empty()) {
        let layout = sizes.classes.subclass(object, 0, true, true);
        return Some(sizes.getsizeof(&layout, layout.basicsize));
    }
    if let ("C().__dict__", true) = (expr, after.is_empty()) {
        return Some(class.dict_size(&instance));
    }
    let mut named = vec![("a", instance.clone())];
    let [after] = after.as_slice() else {
        return None;
    };
    for step in after.split("; ") {
        match step {
            "a=C()" => {}
            "b=C()" | "c=C()" | "d=C()" => {
                instance = class.with_attributes(count);
                named.push((&step[..1], instance.clone()));
            }
            "c.z=1" | "d[\"z\"]=1" => {
                let (_, c) = named.iter_mut().find(|(name, _)| *name == "c")?;
                let mut changed = c.clone();
                class.set(&mut changed, count);
                *c = changed;
            }
            "d=c.__dict__" => {}
            _ => {
                let key = step.strip_prefix("del c.a")?.parse().ok()?;
                let (_, c) = named.iter_mut().find(|(name, _)| *name == "c")?;
                let mut changed = c.clone();
                class.delete(&mut changed, key);
                *c = changed;
            }
        }
    }
    let looked = |expr: &str| {
        let name = expr.strip_suffix(".__dict__")?;
        named
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, instance)| instance)
    };
    if let Some(instance) = looked(expr) {
        return Some(class.dict_size(instance));
    }
    if let Some(inner) = expr.strip_suffix(".copy()") {
        let instance = looked(inner)?;
        let table = class.dict_table(instance);
        return match rules.growth.dict.copy(table) {
            Copy::Split => Some(class.dict_size(instance)),
            _ => class.own_dict(instance).map(|dict| dict.copied().size()),
        };
    }
    let inner = expr.strip_prefix("dict(")?.strip_suffix(')')?;
    let instance = looked(inner)?;
    let mut dict = Dict::called(&rules.growth.dict);
    let source = class.as_dict(instance);
    dict.merge(&source);
    Some(dict.size())
}

/// A literal of constants: a list, a dict, a set or a tuple, written out.
fn literal(rules: &Rules, name: &str) -> Option<u64> {
    let inner = name.get(1..name.len().checked_sub(1)?)?;
    let is_simple = inner
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "\":,".contains(c));
    if !is_simple || name.len() < 2 {
        return None;
    }
    let items: Vec<&str> = inner.split(',').filter(|item| !item.is_empty()).collect();
    let n = items.len() as u64;
    match name.chars().next()? {
        '(' if name.ends_with(')') && (n != 1 || inner.ends_with(',')) => {
            rules.sizes.plain(BuiltinType::Tuple, n)
        }
        '{' if name.ends_with('}') && items.iter().all(|item| item.contains(':')) => {
            let g = &rules.growth.dict;
            if n > g.literal_presized_max {
                return None;
            }
            let mut dict = Dict::presized(g, n, KeysKind::Unicode);
            items
                .iter()
                .for_each(|item| dict.insert(item.starts_with('"')));
            Some(match items.iter().all(|item| item.starts_with('"')) {
                true => dict.size(),
                false => {
                    // The table is made for what the keys are, all of them looked at first.
                    let mut dict = Dict::presized(g, n, KeysKind::General);
                    items
                        .iter()
                        .for_each(|item| dict.insert_wide(item.starts_with('"')));
                    dict.size()
                }
            })
        }
        _ => None,
    }
}

fn of_other_classes(rules: &Rules, name: &str, form: &Form) -> Option<u64> {
    let grown = |nth: u64, n: u64| Some(super::instances::grown(rules, nth, 0, n));
    match form.text.as_str() {
        "class C: pass; a=C(); a.__dict__ (looked at first); setattr N attrs  =>  a.__dict__" => {
            return grown(1, form.n(0));
        }
        "class C: pass \\n for j in range(N): \\n  c=C() \\n  for i in range(N): setattr(c,\"a%d\"%i,i)  =>  c.__dict__" =>
        {
            return grown(form.n(0), form.n(1));
        }
        _ => {}
    }
    let rest = name.strip_prefix("class C: \\n  a0=0")?;
    rest.ends_with("def __init__(self): self.x=1  =>  C().__dict__")
        .then_some(())?;
    let mut class = Class::new(rules, 1);
    let instance = class.with_attributes(1);
    Some(class.dict_size(&instance))
}

/// Subclasses of `dict` in the library: a dict and what their layout has more than `dict`'s.
fn of_subclass(rules: &Rules, form: &Form) -> Option<u64> {
    let g = &rules.growth.dict;
    let n = *form.numbers.first()?;
    let extra = |builtin| Some(rules.sizes.plain(builtin, 0)? - 64);
    let counted = |n: u64, is_str: bool| {
        let mut dict = Dict::called(g);
        (0..n).for_each(|_| dict.insert(is_str));
        dict
    };
    let ordered = |dict: Dict, nodes: bool, items: u64| {
        let nodes = match dict.table.log2_size {
            Some(log2_size) if nodes => 8 << log2_size,
            _ => 0,
        };
        Some(
            dict.size()
                + extra(BuiltinType::CollectionsOrderedDict)?
                + nodes
                + items * g.ordered_node_bytes,
        )
    };
    match form.text.as_str() {
        "import collections; d=collections.defaultdict(list) \\n for i in range(N): d[i].append(i)  =>  d" => {
            Some(counted(n, false).size() + extra(BuiltinType::CollectionsDefaultdict)?)
        }
        "import collections; d=collections.OrderedDict((i,i) for i in range(N))  =>  d"
        | "import collections; d=collections.OrderedDict((i,i) for i in range(N))  =>  d.copy()"
        | "import collections; d=collections.OrderedDict.fromkeys(range(N))  =>  d"
        | "import collections; d=collections.OrderedDict({i:i for i in range(N)})  =>  d" => {
            ordered(counted(n, false), n > 0, n)
        }
        "import collections; d=collections.OrderedDict((str(i),i) for i in range(N))  =>  d" => {
            ordered(counted(n, true), n > 0, n)
        }
        _ => None,
    }
}
