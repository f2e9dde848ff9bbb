//! Facts about bytearrays, arrays, deques and `BytesIO`.

use heaplens_heap::rules::Rules;
use heaplens_heap::rules::growth::array::ArrayGrowth;
use heaplens_heap::rules::growth::bytearray::{ByteArrayGrowth, ByteBuffer};
use heaplens_heap::rules::growth::deque::DequeGrowth;
use heaplens_heap::rules::sizes::BuiltinType;
use serde_json::{Value, json};

use super::{Changes, between, each, number};

pub fn decide(rules: &Rules, name: &str) -> Option<Value> {
    let object = |builtin| rules.sizes.plain(builtin, 0);
    bytearrays(
        &rules.growth.bytearray,
        object(BuiltinType::Bytearray)?,
        name,
    )
    .or_else(|| arrays(&rules.growth.array, object(BuiltinType::ArrayArray)?, name))
    .or_else(|| {
        deques(
            &rules.growth.deque,
            object(BuiltinType::CollectionsDeque)?,
            name,
        )
    })
    .or_else(|| bytes_io(rules, name))
}

pub(super) struct Bytes<'a> {
    g: &'a ByteArrayGrowth,
    object: u64,
    buffer: ByteBuffer,
    len: u64,
}

impl<'a> Bytes<'a> {
    pub(super) fn of(g: &'a ByteArrayGrowth, object: u64, len: u64) -> Self {
        let buffer = if len == 0 {
            ByteBuffer::default()
        } else {
            g.exact(len)
        };
        Bytes {
            g,
            object,
            buffer,
            len,
        }
    }

    pub(super) fn resize(&mut self, len: u64) {
        self.buffer = self.g.resize(self.buffer, self.len, len);
        self.len = len;
    }

    pub(super) fn delete_front(&mut self, count: u64) {
        self.buffer = self.g.delete_front(self.buffer, self.len, count);
        self.len -= count;
    }

    pub(super) fn size(&self) -> u64 {
        self.object + self.g.buffer_bytes(self.buffer)
    }
}

fn bytearrays(g: &ByteArrayGrowth, object: u64, name: &str) -> Option<Value> {
    let grow = |by: u64, to: u64| {
        let mut bytes = Bytes::of(g, object, 0);
        let mut changes = Changes::default();
        changes.note(0, bytes.size());
        while bytes.len < to {
            bytes.resize(bytes.len + by);
            changes.note(bytes.len, bytes.size());
        }
        changes.value()
    };
    let shrink = |from: u64, by: u64, step: &dyn Fn(&mut Bytes)| {
        let mut bytes = Bytes::of(g, object, from);
        let mut changes = Changes::default();
        changes.note(bytes.len, bytes.size());
        while bytes.len >= by {
            step(&mut bytes);
            changes.note(bytes.len, bytes.size());
        }
        changes.value()
    };
    match name {
        "bytearray append to 100000: changes" => return grow(1, 100_000),
        "bytearray insert(0) to 5000: changes" => return grow(1, 5_000),
        "bytearray(1000) pop to empty: changes" => {
            return shrink(1000, 1, &|b| b.resize(b.len - 1));
        }
        "bytearray(1000) pop(0) to empty: changes" => {
            return shrink(1000, 1, &|b| b.resize(b.len - 1));
        }
        "bytearray(n) then append: size n=0..200" => {
            return each(0..=200, |n| {
                // `bytearray(0)` has its buffer made for the NUL, unlike `bytearray()`.
                let mut bytes = Bytes::of(g, object, n);
                if n == 0 && !g.drops_empty_buffer {
                    bytes.buffer = ByteBuffer::default();
                }
                bytes.resize(n + 1);
                bytes.size()
            });
        }
        "bytearray() += n bytes: size n=0..200" => {
            return each(0..=200, |n| {
                let mut bytes = Bytes::of(g, object, 0);
                bytes.resize(n);
                bytes.size()
            });
        }
        "bytearray(200) del b[n:]: size n=0..200" => {
            return each(0..=200, |n| {
                let mut bytes = Bytes::of(g, object, 200);
                bytes.resize(n);
                bytes.size()
            });
        }
        "bytearray (+=8, del first 4) x2000: [round,len,size]" => {
            let mut bytes = Bytes::of(g, object, 0);
            let mut seen = vec![];
            let mut last = None;
            for round in 0..2000 {
                bytes.resize(bytes.len + 8);
                bytes.delete_front(4);
                if last != Some(bytes.size()) {
                    last = Some(bytes.size());
                    seen.push(json!([round, bytes.len, bytes.size()]));
                }
            }
            return Some(Value::Array(seen));
        }
        _ => {}
    }
    if let Some(by) = between(name, "bytearray += ", " bytes to ~100000: changes")
        .or_else(|| between(name, "bytearray.extend(bytes ", ") to ~100000: changes"))
    {
        return grow(by, 100_000);
    }
    if let Some(by) = between(name, "bytearray.extend(list ", ") to ~20000: changes") {
        return grow(by, 20_000);
    }
    if let Some(by) = between(
        name,
        "bytearray(10000) del b[:",
        "] to empty: changes (first 400)",
    ) {
        return shrink(10_000, by, &|b| b.delete_front(by));
    }
    let by = between(
        name,
        "bytearray(10000) del b[-",
        ":] to empty: changes (first 400)",
    )?;
    shrink(10_000, by, &|b| b.resize(b.len - by))
}

pub(super) struct Array<'a> {
    g: &'a ArrayGrowth,
    base: u64,
    item: u64,
    allocated: u64,
    len: u64,
}

impl Array<'_> {
    pub(super) fn resize(&mut self, len: u64) {
        self.allocated = self.g.resize(self.allocated, self.len, len);
        self.len = len;
    }

    pub(super) fn size(&self) -> u64 {
        self.base + self.allocated * self.item
    }
}

fn arrays(g: &ArrayGrowth, base: u64, name: &str) -> Option<Value> {
    let rest = name.strip_prefix("array('")?;
    let (code, what) = rest.split_at_checked(1)?;
    let item = match code {
        "b" | "B" => 1,
        "h" | "H" => 2,
        "i" | "I" | "f" => 4,
        _ => 8,
    };
    let of = |allocated: u64, len: u64| Array {
        g,
        base,
        item,
        allocated,
        len,
    };
    let grow = |by: u64, is_by_one: bool, to: u64| {
        let mut array = of(0, 0);
        let mut changes = Changes::default();
        changes.note(0, array.size());
        while array.len < to {
            if is_by_one {
                (0..by).for_each(|_| array.resize(array.len + 1));
            } else {
                array.resize(array.len + by);
            }
            changes.note(array.len, array.size());
        }
        changes.value()
    };
    match what {
        "') append to 100000: changes" => grow(1, false, 100_000),
        "') insert(0) to 3000: changes" => grow(1, false, 3_000),
        "').extend(array of 3) to ~20000: changes" => grow(3, false, 20_000),
        "').extend(list of 3) to ~20000: changes" => grow(3, true, 20_000),
        "',[0]*1000) pop to empty: changes" => {
            let mut array = of(1000, 1000);
            let mut changes = Changes::default();
            changes.note(1000, array.size());
            while array.len > 0 {
                array.resize(array.len - 1);
                changes.note(array.len, array.size());
            }
            changes.value()
        }
        "',(x for x in range(n) capped)) size n=0..100" => each(0..=100, |n| {
            let mut array = of(0, 0);
            (0..n).for_each(|_| array.resize(array.len + 1));
            array.size()
        }),
        "',[0]*n) size n=0..50" => each(0..=50, |n| of(n, n).size()),
        _ => None,
    }
}

pub(super) struct Deque<'a> {
    g: &'a DequeGrowth,
    object: u64,
    left: u64,
    len: u64,
}

impl<'a> Deque<'a> {
    pub(super) fn new(g: &'a DequeGrowth, object: u64) -> Self {
        Deque {
            g,
            object,
            left: g.center() + 1,
            len: 0,
        }
    }

    pub(super) fn append(&mut self) {
        self.len += 1;
    }

    pub(super) fn append_left(&mut self) {
        self.left = if self.left == 0 {
            self.g.block_items - 1
        } else {
            self.left - 1
        };
        self.len += 1;
    }

    pub(super) fn pop(&mut self) {
        self.len -= 1;
        self.recenter();
    }

    pub(super) fn pop_left(&mut self) {
        self.len -= 1;
        self.left = (self.left + 1) % self.g.block_items;
        self.recenter();
    }

    /// An emptied deque starts from the middle again, when its last item was at the block's end.
    pub(super) fn recenter(&mut self) {
        if self.len == 0 && self.left == 0 {
            self.left = self.g.center() + 1;
        }
    }

    pub(super) fn size(&self) -> u64 {
        let blocks = self.g.blocks(self.left, self.len);
        self.object + blocks * self.g.block_bytes()
    }
}

fn deques(g: &DequeGrowth, object: u64, name: &str) -> Option<Value> {
    let mut deque = Deque::new(g, object);
    let mut changes = Changes::default();
    match name {
        "deque append to 20000: changes" => {
            changes.note(0, deque.size());
            for _ in 0..20_000 {
                deque.append();
                changes.note(deque.len, deque.size());
            }
        }
        "deque appendleft to 5000: changes" => {
            changes.note(0, deque.size());
            for _ in 0..5_000 {
                deque.append_left();
                changes.note(deque.len, deque.size());
            }
        }
        "deque(1000) popleft to empty: changes" | "deque(1000) pop to empty: changes" => {
            deque.left = g.extend_start();
            (0..1000).for_each(|_| deque.append());
            changes.note(1000, deque.size());
            while deque.len > 0 {
                if name.contains("popleft") {
                    deque.pop_left();
                } else {
                    deque.pop();
                }
                changes.note(deque.len, deque.size());
            }
        }
        "deque(maxlen=100) append 1000: changes" => {
            changes.note(0, deque.size());
            for _ in 0..1000 {
                deque.append();
                if deque.len > 100 {
                    deque.pop_left();
                }
                changes.note(deque.len, deque.size());
            }
        }
        "deque alternately append/popleft window 100 x1000: [round,size]" => {
            deque.left = g.extend_start();
            (0..100).for_each(|_| deque.append());
            let seen: Vec<Value> = (0..200)
                .map(|round| {
                    deque.append();
                    deque.pop_left();
                    json!([round, deque.size()])
                })
                .collect();
            return Some(Value::Array(seen));
        }
        _ => return None,
    }
    changes.value()
}

fn bytes_io(rules: &Rules, name: &str) -> Option<Value> {
    let rest = name.strip_prefix("BytesIO write ")?;
    let (by, rest) = number(rest)?;
    let (to, _) = number(rest.strip_prefix(" to ")?)?;
    let g = &rules.growth.bytearray;
    let object = rules.sizes.plain(BuiltinType::IoBytesIO, 0)?;
    let (mut capacity, mut len) = (0, 0);
    let mut changes = Changes::default();
    while len < to {
        capacity = g.bytes_io_resize(capacity, len + by);
        len += by;
        changes.note(len, object + rules.sizes.text.bytes_sizeof(capacity));
    }
    changes.value()
}
