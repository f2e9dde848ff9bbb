//! Facts about lists.

use heaplens_heap::rules::Rules;
use heaplens_heap::rules::growth::list::{ListArray, ListGrowth};
use serde_json::Value;

use super::{Changes, between, each, number};

/// A list on numbers: its array and its length.
#[derive(Clone, Copy)]
pub(super) struct List {
    array: ListArray,
    len: u64,
}

impl List {
    pub(super) fn empty() -> List {
        List {
            array: ListArray::NONE,
            len: 0,
        }
    }

    pub(super) fn size(self) -> u64 {
        size(self.array)
    }

    pub(super) fn append(&mut self, g: &ListGrowth) {
        self.array = g.append(self.array, self.len);
        self.len += 1;
    }

    pub(super) fn assign(&mut self, g: &ListGrowth, removed: u64, added: u64) {
        self.array = g.assign_slice(self.array, self.len, removed, added);
        self.len = self.len + added - removed;
    }

    pub(super) fn pop(&mut self, g: &ListGrowth, is_last_index: bool) {
        self.array = g.pop(self.array, self.len, is_last_index);
        self.len -= 1;
    }
}

pub(super) fn size(array: ListArray) -> u64 {
    56 + 8 * array.allocated
}

pub fn decide(rules: &Rules, name: &str) -> Option<Value> {
    let g = &rules.growth.list;
    if let Some(rest) = name.strip_prefix("list ") {
        return built(g, rest)
            .or_else(|| repeated(g, name))
            .or_else(|| other(g, rest));
    }
    repeated(g, name).or_else(|| made(g, name))
}

/// `[0]*n n=10, pop() to empty` and its kin.
fn built(g: &ListGrowth, rest: &str) -> Option<Value> {
    let (how, rest) = rest.split_once(" n=")?;
    let (n, what) = number(rest)?;
    let list = match how {
        "[0]*n" => List {
            array: g.exact(n),
            len: n,
        },
        "list(range(n))" => List {
            array: g.of_iterator(Some(n), n, n),
            len: n,
        },
        "append-built" => {
            let mut list = List::empty();
            (0..n).for_each(|_| list.append(g));
            list
        }
        _ => return None,
    };
    let to_empty = |step: &mut dyn FnMut(&mut List)| {
        let mut list = list;
        let mut changes = Changes::default();
        changes.note(list.len, list.size());
        while list.len > 0 {
            step(&mut list);
            changes.note(list.len, list.size());
        }
        changes.value()
    };
    match what {
        ", pop() to empty" => to_empty(&mut |l| l.pop(g, true)),
        ", pop(0) to empty" => to_empty(&mut |l| l.pop(g, l.len == 1)),
        ", del l[-1:] to empty" => to_empty(&mut |l| l.assign(g, 1, 0)),
        ", del l[-10:] repeated to empty" => to_empty(&mut |l| l.assign(g, l.len.min(10), 0)),
        ", remove(l[0])/del l[0] to empty" => to_empty(&mut |l| {
            l.array = g.delete_item(l.array, l.len);
            l.len -= 1;
        }),
        ", size after del l[m:] for m in 0..n (change points)" => {
            let mut changes = Changes::default();
            for m in 0..=n {
                let mut list = list;
                list.assign(g, n - m, 0);
                changes.note(m, list.size());
            }
            changes.value()
        }
        " then append(0): size" | " then insert(0,0): size" => {
            Some(size(g.append(list.array, list.len)).into())
        }
        " then extend([0,0]): size" => {
            Some(size(g.extend_by_sequence(list.array, list.len, 2)).into())
        }
        _ => None,
    }
}

/// `list.extend([0]*3) repeated, to ~200000` and its kin.
fn repeated(g: &ListGrowth, name: &str) -> Option<Value> {
    let (what, to) = name.split_once(" repeated, to ~")?;
    let (to, _) = number(to)?;
    type Step<'a> = Box<dyn Fn(List) -> ListArray + 'a>;
    let (count, step): (u64, Step) = if let Some(k) = between(what, "list.extend([0]*", ")")
        .or_else(|| between(what, "list += [0]*", ""))
        .or_else(|| between(what, "list.extend((0,)*", ")"))
    {
        (
            k,
            Box::new(move |l| g.extend_by_sequence(l.array, l.len, k)),
        )
    } else if let Some(k) = between(what, "list.extend(iter([0]*", "))")
        .or_else(|| between(what, "list.extend(range(", "))"))
    {
        (
            k,
            Box::new(move |l| g.extend_by_iterator(l.array, l.len, k, k)),
        )
    } else if let Some(k) = between(what, "list.extend(generator of ", ")") {
        (
            k,
            Box::new(move |l| g.extend_by_iterator(l.array, l.len, 8, k)),
        )
    } else if let Some(k) = between(what, "list l[len:]=[0]*", "") {
        (k, Box::new(move |l| g.assign_slice(l.array, l.len, 0, k)))
    } else {
        return None;
    };
    let mut list = List::empty();
    let mut changes = Changes::default();
    changes.note(0, list.size());
    while list.len < to {
        list.array = step(list);
        list.len += count;
        changes.note(list.len, list.size());
    }
    changes.value()
}

fn other(g: &ListGrowth, rest: &str) -> Option<Value> {
    let appends = |n: u64| {
        let mut list = List::empty();
        let mut changes = Changes::default();
        changes.note(0, list.size());
        for _ in 0..n {
            list.append(g);
            changes.note(list.len, list.size());
        }
        changes.value()
    };
    let to_300 = |array: &dyn Fn(u64) -> ListArray| each(0..=300, |n| size(array(n)));
    match rest {
        "append to 2000000: [len,size] at each change" => appends(2_000_000),
        "insert(0) to 20000" | "insert(len//2) to 20000" => appends(20_000),
        "[0]*n then one append: size for n=0..300" => to_300(&|n| g.append(g.exact(n), n)),
        "[].extend([0]*n): size for n=0..300" => {
            to_300(&|n| g.extend_by_sequence(ListArray::NONE, 0, n))
        }
        "[1].extend([0]*n): size for n=0..300" => {
            to_300(&|n| g.extend_by_sequence(ListArray::of(1), 1, n))
        }
        "[].extend(generator n): size for n=0..300" => {
            to_300(&|n| g.extend_by_iterator(ListArray::NONE, 0, 8, n))
        }
        "[x for x in range(n)]: size for n=0..300" => to_300(&|n| grown(g, n)),
        "(append,append,pop) x1000: [round,size] changes" => {
            let mut list = List::empty();
            let mut changes = Changes::default();
            for round in 0..1000 {
                list.append(g);
                list.append(g);
                list.pop(g, true);
                changes.note(round, list.size());
            }
            changes.value()
        }
        _ => {
            let k = rest.strip_prefix("*= on [0]*")?;
            let (k, rest) = number(k)?;
            let times = between(rest, " by ", ", 10 times")?;
            let mut list = List {
                array: g.exact(k),
                len: k,
            };
            let mut seen = vec![Value::from(vec![list.len, list.size()])];
            for _ in 0..10 {
                list.array = g.repeat_in_place(list.array, list.len, times);
                list.len *= times;
                seen.push(Value::from(vec![list.len, list.size()]));
            }
            Some(Value::Array(seen))
        }
    }
}

pub(super) fn grown(g: &ListGrowth, n: u64) -> ListArray {
    let mut list = List::empty();
    (0..n).for_each(|_| list.append(g));
    list.array
}

fn made(g: &ListGrowth, name: &str) -> Option<Value> {
    let to_300 = |array: &dyn Fn(u64) -> ListArray| each(0..=300, |n| size(array(n)));
    match name {
        "list(range(n)): size for n=0..300" => to_300(&|n| g.of_iterator(Some(n), n, n)),
        // From 3.15 on the compiler makes a comprehension of it: the compiler's fact, not the list's.
        "list(x for x in range(n)): size for n=0..300" => None,
        "list([0]*n): size for n=0..300" => to_300(&|n| g.of_sequence(n)),
        "list(dict of n): size for n=0..300" | "list(set of n): size for n=0..300" => {
            to_300(&|n| g.of_hash_table(n))
        }
        "list(map(abs,range(n))): size for n=0..300" => to_300(&|n| g.of_iterator(None, 8, n)),
        "sorted(range(n)): size for n=0..300" | "[*range(n)]: size for n=0..300" => {
            to_300(&|n| g.extend_by_iterator(ListArray::NONE, 0, n, n))
        }
        "(\"x \"*n).split(): size for n=0..300" => {
            to_300(&|n| g.split(n, g.str_maxsplit(2 * n, None)))
        }
        "(\"x,\"*n).split(\",\"): size for n=0..300" => to_300(&|n| match n {
            0 => g.exact(1),
            _ => g.split(n + 1, g.str_maxsplit(2 * n, Some(1))),
        }),
        "(\"x\\n\"*n).splitlines(): size for n=0..300" => to_300(&|n| grown(g, n)),
        "a,*l=range(n): size of l for n=1..300" => each(1..=300, |n| {
            size(g.extend_by_iterator(ListArray::NONE, 0, n - 1, n - 1))
        }),
        _ => None,
    }
}
