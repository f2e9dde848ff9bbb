//! `re.Pattern`.

use std::rc::Rc;

use heaplens_heap::{Owned, Ref};

use super::matcher::Run;
use super::objects::{new_match, slice};
use super::parse::flag;
use super::template::{self, Piece};
use super::{Compiled, compiled, subject};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, crate::modules::native_class::no_new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__hash__", 0, |vm, args| {
        let (pattern, number) = (vm.heap.field(args.this(), 0), vm.heap.field(args.this(), 2));
        let hash = vm.hash(pattern)? ^ vm.hash(number)?;
        Ok(vm.heap.int(if hash == -1 { -2 } else { hash }))
    }),
    Def::slot("__eq__", 1, |vm, args| {
        let (a, b) = (args.pos[0], args.pos[1]);
        if vm.heap.type_of(a) != vm.heap.type_of(b) {
            let declined = vm.heap.known.not_implemented;
            return Ok(vm.heap.own(declined));
        }
        let mut same = true;
        for at in [0, 2] {
            let (x, y) = (vm.heap.field(a, at), vm.heap.field(b, at));
            same = same && vm.heap.type_of(x) == vm.heap.type_of(y) && vm.same_items(x, y)?;
        }
        vm.bool_of(same)
    }),
    Def::method("match", Arity::Free, |vm, args| {
        one(vm, args, "match", How::Match)
    }),
    Def::method("prefixmatch", Arity::Free, |vm, args| {
        one(vm, args, "prefixmatch", How::Match)
    })
    .since(15),
    Def::method("fullmatch", Arity::Free, |vm, args| {
        one(vm, args, "fullmatch", How::Full)
    }),
    Def::method("search", Arity::Free, |vm, args| {
        one(vm, args, "search", How::Search)
    }),
    Def::method("findall", Arity::Free, findall),
    Def::method("finditer", Arity::Free, finditer),
    Def::method("split", Arity::Free, split),
    Def::method("sub", Arity::Free, |vm, args| {
        let (result, _) = substitute(vm, args, "sub")?;
        Ok(result)
    }),
    Def::method("subn", Arity::Free, |vm, args| {
        let (result, count) = substitute(vm, args, "subn")?;
        let count = vm.heap.int(count);
        Ok(vm.tuple_owned(vec![result, count]))
    }),
    Def::method("__copy__", Arity::None, |vm, args| {
        Ok(vm.heap.own(args.this()))
    }),
    Def::method("__deepcopy__", Arity::One, |vm, args| {
        Ok(vm.heap.own(args.this()))
    }),
    Def::class(
        "__class_getitem__",
        Arity::One,
        crate::types::generic_alias::class_getitem,
    )
    .since(9),
    Def::getter("pattern", |vm, args| Ok(vm.field_or_none(args.this(), 0))),
    Def::getter("flags", |vm, args| Ok(vm.field_or_none(args.this(), 2))),
    Def::getter("groups", |vm, args| {
        let groups = compiled(vm, args.this()).program.groups;
        Ok(vm.heap.int(i64::from(groups)))
    }),
    Def::getter("groupindex", |vm, args| {
        let names = vm.heap.field(args.this(), 1);
        let id = heaplens_heap::TypeId::MAPPINGPROXY;
        Ok(vm.new_native(id, &[names]))
    }),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Match,
    Full,
    Search,
}

/// A subject and where in it to match.
struct Over {
    compiled: Rc<Compiled>,
    string: Ref,
    points: Vec<u32>,
    pos: usize,
    endpos: usize,
}

fn over(vm: &mut Vm, this: Ref, string: Ref, pos: Option<Ref>, endpos: Option<Ref>) -> Res<Over> {
    let compiled = compiled(vm, this);
    let (points, is_text) = subject(vm, string)?;
    if is_text != compiled.is_text {
        let text = if is_text {
            "cannot use a bytes pattern on a string-like object"
        } else {
            "cannot use a string pattern on a bytes-like object"
        };
        return Err(vm.type_error(text));
    }
    let length = points.len() as i64;
    let bound = |vm: &mut Vm, r: Option<Ref>, default: i64| -> Res<usize> {
        Ok(match r {
            Some(r) => vm.index_value(r)?.unwrap_or(i64::MAX).clamp(0, length),
            None => default,
        } as usize)
    };
    let (pos, endpos) = (bound(vm, pos, 0)?, bound(vm, endpos, length)?);
    Ok(Over {
        compiled,
        string,
        points,
        pos,
        endpos,
    })
}

/// The ends of the groups of the next match from `place` on, and the last group.
fn find(
    vm: &mut Vm,
    over: &Over,
    place: usize,
    how: How,
    not_empty_at: Option<usize>,
) -> Res<Option<(Vec<i64>, i64)>> {
    let db = vm.text_rules().unicode;
    let mut run = Run::new(&over.compiled.program, &over.points, over.endpos, db);
    if place > over.endpos {
        return Ok(None);
    }
    let found = match how {
        How::Match => run.at(place, false),
        How::Full => run.at(place, true),
        How::Search => match not_empty_at {
            Some(at) => run.search_not_empty(place, at),
            None => run.search(place),
        },
    };
    if run.fuel == 0 {
        return Err(vm.unsupported("a regular expression that takes more than 50 million steps"));
    }
    Ok(found.then(|| {
        let last = run.last_group();
        (run.marks, last)
    }))
}

fn one(vm: &mut Vm, args: &Args<'_>, name: &str, how: How) -> Res<Owned> {
    let [string, pos, endpos] = args.bind(vm, name, 1, ["string", "pos", "endpos"], 1)?;
    let over = over(vm, args.this(), string.unwrap_or_default(), pos, endpos)?;
    let found = find(vm, &over, over.pos, how, None)?;
    Ok(match found {
        Some((marks, last)) => {
            let bounds = (over.pos, over.endpos);
            new_match(vm, args.this(), over.string, &marks, bounds, last)
        }
        None => vm.none(),
    })
}

/// All matches, from left to right; an empty one may touch the end of the one before, but not be the same.
fn all(vm: &mut Vm, over: &Over, most: usize) -> Res<Vec<(Vec<i64>, i64)>> {
    let mut found = Vec::new();
    let mut place = over.pos;
    let mut not_empty_at = None;
    while found.len() < most {
        let Some((marks, last)) = find(vm, over, place, How::Search, not_empty_at)? else {
            break;
        };
        let (start, end) = (marks[0], marks[1] as usize);
        place = end;
        not_empty_at = (start == end as i64).then_some(end);
        found.push((marks, last));
    }
    Ok(found)
}

fn findall(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [string, pos, endpos] = args.bind(vm, "findall", 1, ["string", "pos", "endpos"], 1)?;
    let over = over(vm, args.this(), string.unwrap_or_default(), pos, endpos)?;
    let list = vm.heap.list_from(&[]);
    let is_text = over.compiled.is_text;
    for (marks, _) in all(vm, &over, usize::MAX)? {
        let groups = over.compiled.program.groups as usize;
        let mut parts = Vec::new();
        let first = if groups == 0 { 0 } else { 1 };
        for group in first..=groups {
            let (start, end) = (marks[2 * group], marks[2 * group + 1]);
            parts.push(if end < 0 || start < 0 {
                template::joined(vm, &[], is_text)
            } else {
                slice(vm, over.string, start as usize, end as usize)?
            });
        }
        let item = if parts.len() == 1 {
            parts.remove(0)
        } else {
            vm.tuple_owned(parts)
        };
        vm.heap.list_append(list.get(), item.into_ref());
    }
    Ok(list)
}

/// The matches are found at once, and handed out one by one.
fn finditer(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [string, pos, endpos] = args.bind(vm, "finditer", 1, ["string", "pos", "endpos"], 1)?;
    let over = over(vm, args.this(), string.unwrap_or_default(), pos, endpos)?;
    let mut matches = Vec::new();
    for (marks, last) in all(vm, &over, usize::MAX)? {
        let bounds = (over.pos, over.endpos);
        matches.push(new_match(
            vm,
            args.this(),
            over.string,
            &marks,
            bounds,
            last,
        ));
    }
    let list = vm.list_owned(matches);
    vm.get_iter(list.get())
}

fn split(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [string, maxsplit] = args.bind(vm, "split", 1, ["string", "maxsplit"], 1)?;
    let most = match maxsplit {
        Some(most) => vm.ssize_argument(most)?,
        None => 0,
    };
    let over = over(vm, args.this(), string.unwrap_or_default(), None, None)?;
    let list = vm.heap.list_from(&[]);
    let most = if most == 0 {
        usize::MAX
    } else {
        most.max(0) as usize
    };
    let mut from = 0;
    for (marks, _) in all(vm, &over, most)? {
        let piece = slice(vm, over.string, from, marks[0] as usize)?;
        vm.heap.list_append(list.get(), piece.into_ref());
        for group in 1..=over.compiled.program.groups as usize {
            let (start, end) = (marks[2 * group], marks[2 * group + 1]);
            let piece = if end < 0 {
                vm.none()
            } else {
                slice(vm, over.string, start as usize, end as usize)?
            };
            vm.heap.list_append(list.get(), piece.into_ref());
        }
        from = marks[1] as usize;
    }
    let piece = slice(vm, over.string, from, over.points.len())?;
    vm.heap.list_append(list.get(), piece.into_ref());
    Ok(list)
}

fn substitute(vm: &mut Vm, args: &Args<'_>, name: &str) -> Res<(Owned, i64)> {
    let [repl, string, count] = args.bind(vm, name, 1, ["repl", "string", "count"], 2)?;
    let (repl, string) = (repl.unwrap_or_default(), string.unwrap_or_default());
    let most = match count {
        Some(count) => vm.ssize_argument(count)?,
        None => 0,
    };
    let pieces: Option<Vec<Piece>> = if vm.is_callable(repl) {
        None
    } else if !vm.is_str(repl) && !vm.has_buffer(repl) {
        let text = format!(
            "decoding to str: need a bytes-like object, {} found",
            vm.argument_type(repl)
        );
        return Err(vm.type_error(&text));
    } else {
        Some(template::parse(vm, args.this(), repl)?)
    };
    let over = over(vm, args.this(), string, None, None)?;
    let most = if most == 0 {
        usize::MAX
    } else {
        most.max(0) as usize
    };
    let found = all(vm, &over, most)?;
    let count = found.len() as i64;
    if count == 0 {
        return Ok((slice(vm, string, 0, over.points.len())?, 0));
    }
    let mut out = Vec::new();
    let mut from = 0;
    for (marks, last) in found {
        out.extend(&over.points[from..marks[0] as usize]);
        from = marks[1] as usize;
        let bounds = (over.pos, over.endpos);
        let made = new_match(vm, args.this(), string, &marks, bounds, last);
        match &pieces {
            Some(pieces) => out.extend(template::points(vm, pieces, made.get())?),
            None => {
                let value = vm.call(repl, &[made.get()])?;
                if value.get() != vm.heap.known.none {
                    if vm.is_str(value.get()) != over.compiled.is_text {
                        let text = format!(
                            "sequence item {}: expected {} instance, {} found",
                            usize::from(!out.is_empty()),
                            if over.compiled.is_text {
                                "str"
                            } else {
                                "a bytes-like object"
                            },
                            vm.type_name(value.get())
                        );
                        return Err(vm.type_error(&text));
                    }
                    out.extend(subject(vm, value.get())?.0);
                }
            }
        }
    }
    out.extend(&over.points[from..]);
    let result = template::joined(vm, &out, over.compiled.is_text);
    Ok((result, count))
}

const NAMES: &[(u32, &str)] = &[
    (flag::I, "re.IGNORECASE"),
    (flag::L, "re.LOCALE"),
    (flag::M, "re.MULTILINE"),
    (flag::S, "re.DOTALL"),
    (flag::U, "re.UNICODE"),
    (flag::X, "re.VERBOSE"),
    (flag::DEBUG, "re.DEBUG"),
    (flag::A, "re.ASCII"),
];

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let compiled = compiled(vm, args.this());
    let pattern = vm.heap.field(args.this(), 0);
    let shown = vm.repr(pattern)?;
    let shown: String = vm.heap.text(shown.get()).chars().take(200).collect();
    let mut flags = compiled.flags;
    if compiled.is_text && flags & (flag::A | flag::L | flag::U) == flag::U {
        flags &= !flag::U;
    }
    let names: Vec<&str> = NAMES
        .iter()
        .filter(|(bit, _)| flags & bit != 0)
        .map(|(_, name)| *name)
        .collect();
    let text = if names.is_empty() {
        format!("re.compile({shown})")
    } else {
        format!("re.compile({shown}, {})", names.join("|"))
    };
    Ok(vm.heap.str(&text))
}
