//! Dicts, their subclasses and sets, by the kind of their keys.

use super::super::Question;
use super::{asked, between};

/// The families of keys, and the n-th key of each.
const FAMILIES: [(&str, &str); 6] = [
    ("first int then str", "(n if n==0 else str(n))"),
    ("first str then int", "(str(n) if n==0 else n)"),
    ("mixed int/str", "(n if n%2 else str(n))"),
    ("int", "n"),
    ("str", "str(n)"),
    ("tuple", "(n,)"),
];

pub(super) fn dict(name: &str) -> Option<Question> {
    if let Some(found) = special_dict(name) {
        return Some(found);
    }
    let (family, key) = FAMILIES
        .into_iter()
        .find(|(family, _)| name.contains(&format!("{family} ")))?;
    let form = name.replacen(family, "KIND", 1);
    let keyed = |code: &str| {
        asked(&format!(
            "def key(n): return {key}\ndef filled(n, start=0): return {{key(start+i):i for i in range(n)}}\n{code}"
        ))
    };
    let to_200 = |make: &str| keyed(&format!("for n in range(201):\n  {make}\n  r.append(S(d))"));
    let insert = |make: &str, from: &str, to: &str, step: &str| {
        keyed(&format!(
            "{make}\nnote(len(d),S(d))\nfor i in range({from},{to}):\n  {step}\n  note(len(d),S(d))"
        ))
    };
    if let Some(to) = between(
        &form,
        "dict insert KIND keys to ",
        ": [len,size] at each change",
    ) {
        return insert("d={}", "0", to, "d[key(i)]=i");
    }
    if let Some(to) = form.strip_prefix("dict setdefault KIND keys to ") {
        return insert("d={}", "0", to, "d.setdefault(key(i),i)");
    }
    if let Some(to) = between(&form, "dict insert KIND keys to ", " after {}.clear()") {
        return insert("d={1:1}; d.clear()", "0", to, "d[key(i)]=i");
    }
    if let Some(to) = between(
        &form,
        "dict insert KIND keys to ",
        " starting from literal with 5",
    ) {
        return insert("d={0:0,1:1,2:2,3:3,4:4}", "5", to, "d[key(i)]=i");
    }
    match form.as_str() {
        "{}.update(dict of n KIND keys): size for n=0..200" => to_200("d={}; d.update(filled(n))"),
        "{\"zz\":1}.update(dict of n KIND keys): size for n=0..200" => {
            to_200("d={\"zz\":1}; d.update(filled(n))")
        }
        "{}.update(list of n KIND pairs): size for n=0..200" => {
            to_200("d={}; d.update(list(filled(n).items()))")
        }
        "{k:v comprehension} of n KIND keys: size for n=0..200" => to_200("d=filled(n)"),
        "dict(dict of n KIND keys): size for n=0..200" => to_200("d=dict(filled(n))"),
        "dict(list of n KIND pairs): size for n=0..200" => {
            to_200("d=dict(list(filled(n).items()))")
        }
        "dict.copy of n KIND keys: size for n=0..200" => to_200("d=filled(n).copy()"),
        "{**d} of n KIND keys: size for n=0..200" => to_200("d={**filled(n)}"),
        "d|d2 (10 + n KIND keys, disjoint): size for n=0..200" => {
            to_200("d={-1-i:i for i in range(10)} | filled(n, 1000)")
        }
        "dict.fromkeys(list of n KIND keys): size for n=0..200" => {
            to_200("d=dict.fromkeys(list(filled(n)))")
        }
        "dict.fromkeys(dict of n KIND keys): size for n=0..200" => {
            to_200("d=dict.fromkeys(filled(n))")
        }
        "size of copy() of 100-entry KIND dict after deleting the first m, m=0..100" => keyed(
            "for m in range(101):\n  d=filled(100)\n  for k in list(d)[:m]: del d[k]\n  r.append(S(d.copy()))",
        ),
        _ => {
            if let Some(m) = between(
                &form,
                "100-entry KIND dict, delete first ",
                ", then insert 300 new: [len,size] changes",
            ) {
                return insert(
                    &format!("d=filled(100)\nfor k in list(d)[:{m}]: del d[k]"),
                    "1000",
                    "1300",
                    "d[key(i)]=i",
                );
            }
            let rest = form.strip_prefix("KIND dict of ")?;
            let (n, what) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
            match what {
                ": rolling delete-oldest/insert-new x 3000: [round,size] changes" => {
                    keyed(&format!(
                        "d=filled({n})\nfor i in range(3000):\n  note(i,S(d))\n  del d[next(iter(d))]\n  d[key({n}+i)]=0"
                    ))
                }
                ", popitem to empty: changes" => keyed(&format!(
                    "d=filled({n})\nnote(len(d),S(d))\nwhile d:\n  d.popitem()\n  note(len(d),S(d))"
                )),
                ", popitem to 1, then insert 2000 new: changes" => keyed(&format!(
                    "d=filled({n})\nwhile len(d)>1: d.popitem()\nnote(len(d),S(d))\nfor i in range(2000):\n  \
                     d[key({n}+i)]=i\n  note(len(d),S(d))"
                )),
                _ => None,
            }
        }
    }
}

fn special_dict(name: &str) -> Option<Question> {
    if let Some(make) = name.strip_suffix(" n at 2^k-1,2^k,2^k+1, 2^k*2/3 (k<=20): [n,size]") {
        let make = match make {
            "{}.update(int dict of n)" => "d={}; d.update({i:i for i in range(n)})".to_owned(),
            expr => format!("d={expr}"),
        };
        return asked(&format!(
            "for k in range(3,21):\n  t=2**k\n  for n in (t-1,t,t+1,t*2//3,t*2//3+1):\n    {make}\n    r.append([n,S(d)])"
        ));
    }
    let literal = |item: &str, before: &str| {
        asked(&format!(
            "{before}for n in range(101): r.append(S(eval(\"{{\"+\",\".join({item} for i in range(n))+\"}}\")))"
        ))
    };
    match name {
        "dict literal of n str keys: size n=0..100" => literal("'\"k%d\":%d'%(i,i)", ""),
        "dict literal of n int keys: size n=0..100" => literal("'%d:%d'%(i,i)", ""),
        "dict literal of n str keys, non-constant values: size n=0..100" => {
            literal("'\"k%d\":v'%i", "v=1\n")
        }
        "dict literal of n int keys, non-constant values: size n=0..100" => {
            literal("'%d:v'%i", "v=1\n")
        }
        "dict literal of n non-constant int keys: size n=0..100" => literal("'v+%d:v'%i", "v=1\n"),
        "**kwargs dict of n keywords: size n=0..100" => asked(
            "def f(**k): return k\nfor n in range(101): r.append(S(f(**{\"k%d\"%i:i for i in range(n)})))",
        ),
        "dict(**n keywords): size n=0..100" => {
            asked("for n in range(101): r.append(S(dict(**{\"k%d\"%i:i for i in range(n)})))")
        }
        "OrderedDict by inserting n int keys: size n=0..200" => ordered("n"),
        "OrderedDict by inserting n str keys: size n=0..200" => ordered("str(n)"),
        "OrderedDict of 100, popitem(False) to empty: sizes" => asked(
            "import collections\nd=collections.OrderedDict((i,i) for i in range(100))\nr.append(S(d))\nwhile d:\n  \
             d.popitem(False)\n  r.append(S(d))",
        ),
        "OrderedDict of 100, move_to_end x5, del 50, insert 50: size" => asked(
            "import collections\nd=collections.OrderedDict((i,i) for i in range(100))\nfor i in range(5): \
             d.move_to_end(i)\nfor i in range(50): del d[i]\nfor i in range(50): d[1000+i]=i\nr=S(d)",
        ),
        "defaultdict(int) insert int keys to 20000" => subclass("defaultdict(int)"),
        "Counter insert int keys to 20000" => subclass("Counter()"),
        _ => None,
    }
}

fn ordered(key: &str) -> Option<Question> {
    asked(&format!(
        "import collections\nd=collections.OrderedDict()\nr.append(S(d))\nfor n in range(200):\n  d[{key}]=n\n  r.append(S(d))"
    ))
}

fn subclass(make: &str) -> Option<Question> {
    asked(&format!(
        "import collections\nd=collections.{make}\nnote(0,S(d))\nfor i in range(20000):\n  d[i]=i\n  note(len(d),S(d))"
    ))
}

pub(super) fn set(name: &str) -> Option<Question> {
    let kind = if name.contains(" str") { "str" } else { "int" };
    let form = name.replacen(&format!(" {kind}"), " KIND", 1);
    let key = if kind == "str" { "str(n)" } else { "n" };
    let keyed = |code: &str| {
        asked(&format!(
            "def key(n): return {key}\ndef filled(n): return {{key(i) for i in range(n)}}\ndef keys(n): return [key(i) for i in range(n)]\n{code}"
        ))
    };
    let to_200 = |make: &str| keyed(&format!("for n in range(201):\n  {make}\n  r.append(S(s))"));
    match form.as_str() {
        "set(list of n KIND): size for n=0..200" => to_200("s=set(keys(n))"),
        "frozenset(list of n KIND): size for n=0..200" => to_200("s=frozenset(keys(n))"),
        "set(set of n KIND): size for n=0..200" => to_200("s=set(filled(n))"),
        "frozenset(set of n KIND): size for n=0..200" => to_200("s=frozenset(filled(n))"),
        "set(dict of n KIND): size for n=0..200" => to_200("s=set(dict.fromkeys(keys(n)))"),
        "set.copy of n KIND: size for n=0..200" => to_200("s=filled(n).copy()"),
        "set.union(list of n KIND) with 5: size for n=0..200" => {
            to_200("s={-1,-2,-3,-4,-5}.union(keys(n))")
        }
        "set | set of n KIND with 5: size for n=0..200" => to_200("s={-1,-2,-3,-4,-5} | filled(n)"),
        "set().update(set of n KIND): size for n=0..200" => to_200("s=set(); s.update(filled(n))"),
        "{-1,-2,-3}.update(set of n KIND): size for n=0..200" => {
            to_200("s={-1,-2,-3}; s.update(filled(n))")
        }
        "{i for i in range(n)} & itself KIND: size for n=0..200" => {
            to_200("s=filled(n) & set(keys(n))")
        }
        "s - {one} of n KIND: size for n=0..200" => to_200("s=filled(n) - {key(0)}"),
        "s ^ {one} of n KIND: size for n=0..200" => to_200("s=filled(n) ^ {key(0)}"),
        "set from range(n), n at 2^k*3/5 (k<=20): [n,size]" => asked(
            "for k in range(3,21):\n  t=2**k\n  for n in (t,t*3//5-1,t*3//5,t*3//5+1): r.append([n,S(set(range(n)))])",
        ),
        "set literal of n KINDs: size n=1..100" => asked(
            "for n in range(1,101): r.append(S(eval(\"{\"+\",\".join(str(i) for i in range(n))+\"}\")))",
        ),
        "set literal of n variables: size n=1..100" => asked(
            "g={'v%d'%i:i for i in range(100)}\nfor n in range(1,101): \
             r.append(S(eval(\"{\"+\",\".join('v%d'%i for i in range(n))+\"}\",g)))",
        ),
        _ => {
            if let Some(to) = between(&form, "set add KIND to ", ": [len,size] at each change") {
                return keyed(&format!(
                    "s=set()\nnote(0,S(s))\nfor i in range({to}):\n  s.add(key(i))\n  note(len(s),S(s))"
                ));
            }
            let rest = form.strip_prefix("set of ")?;
            let (n, what) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
            match what {
                " KIND, pop to empty: changes" => keyed(&format!(
                    "s=filled({n})\nnote(len(s),S(s))\nwhile s:\n  s.pop()\n  note(len(s),S(s))"
                )),
                " KIND: rolling discard-oldest/add-new x3000: [round,size] changes" => {
                    keyed(&format!(
                        "s=filled({n})\nfor i in range(3000):\n  note(i,S(s))\n  s.discard(key(i))\n  s.add(key({n}+i))"
                    ))
                }
                _ => {
                    let m = between(what, " KIND, discard ", ", add 500 new: [len,size] changes")?;
                    keyed(&format!(
                        "s=filled({n})\nfor i in range({m}): s.discard(key(i))\nnote(len(s),S(s))\nfor i in range(500):\n  \
                         s.add(key(1000+i))\n  note(len(s),S(s))"
                    ))
                }
            }
        }
    }
}
