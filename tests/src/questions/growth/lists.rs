//! Lists as they grow and shrink, and the sequences that are made from others.

use super::super::Question;
use super::{asked, between, changes, each};

pub(super) fn list(name: &str) -> Option<Question> {
    if let Some((what, to)) = name.split_once(" repeated, to ~") {
        let to = to.split(':').next()?;
        let step = if let Some(by) = what.strip_prefix("list.extend(") {
            let by = by.strip_suffix(')')?;
            match by.strip_prefix("generator of ") {
                Some(k) => format!("x.extend(i for i in range({k}))"),
                None => format!("x.extend({by})"),
            }
        } else if let Some(by) = what.strip_prefix("list += ") {
            format!("x += {by}")
        } else {
            let by = what.strip_prefix("list l[len:]=")?;
            format!("x[len(x):]={by}")
        };
        return changes("[]", &format!("len(x)<{to}"), &step);
    }
    let rest = name.strip_prefix("list ")?;
    if let Some(to) = between(rest, "append to ", ": [len,size] at each change") {
        return changes("[]", &format!("len(x)<{to}"), "x.append(0)");
    }
    if let Some(to) = rest.strip_prefix("insert(0) to ") {
        return changes("[]", &format!("len(x)<{to}"), "x.insert(0,0)");
    }
    if let Some(to) = rest.strip_prefix("insert(len//2) to ") {
        return changes("[]", &format!("len(x)<{to}"), "x.insert(len(x)//2,0)");
    }
    if let Some((k, by)) = rest
        .strip_prefix("*= on [0]*")
        .and_then(|rest| rest.split_once(" by "))
    {
        let by = by.strip_suffix(", 10 times")?;
        return asked(&format!(
            "x=[0]*{k}\nr.append([len(x),S(x)])\nfor i in range(10):\n  x *= {by}\n  r.append([len(x),S(x)])"
        ));
    }
    if rest == "(append,append,pop) x1000: [round,size] changes" {
        return asked(
            "x=[]\nfor i in range(1000):\n  x.append(0); x.append(0); x.pop()\n  note(i,S(x))",
        );
    }
    let (how, what) = rest.split_once(" n=")?;
    let (n, what) = what.split_at(what.find(|c: char| !c.is_ascii_digit())?);
    let make = match how {
        "[0]*n" => format!("[0]*{n}"),
        "list(range(n))" => format!("list(range({n}))"),
        "append-built" => format!("grown({n})"),
        _ => return None,
    };
    let grown = "def grown(n):\n  x=[]\n  for i in range(n): x.append(i)\n  return x\n";
    let shrink = |step: &str| {
        asked(&format!(
            "{grown}x={make}\nnote(len(x),S(x))\nwhile x:\n  {step}\n  note(len(x),S(x))"
        ))
    };
    let once = |step: &str| asked(&format!("{grown}x={make}\n{step}\nr=S(x)"));
    match what {
        ", pop() to empty" => shrink("x.pop()"),
        ", pop(0) to empty" => shrink("x.pop(0)"),
        ", del l[-1:] to empty" => shrink("del x[-1:]"),
        ", del l[-10:] repeated to empty" => shrink("del x[-10:]"),
        ", remove(l[0])/del l[0] to empty" => shrink("del x[0]"),
        ", size after del l[m:] for m in 0..n (change points)" => asked(&format!(
            "{grown}for m in range({n}+1):\n  x={make}\n  del x[m:]\n  note(m,S(x))"
        )),
        " then append(0): size" => once("x.append(0)"),
        " then insert(0,0): size" => once("x.insert(0,0)"),
        " then extend([0,0]): size" => once("x.extend([0,0])"),
        _ => None,
    }
}

/// Sizes of what an expression makes for each `n`.
pub(super) fn made(name: &str) -> Option<Question> {
    let extended = |make: &str, step: &str, range: &str| {
        asked(&format!(
            "def make(n):\n  x={make}\n  {step}\n  return x\nfor n in range({range}): r.append(S(make(n)))"
        ))
    };
    match name {
        "list [0]*n then one append: size for n=0..300" => extended("[0]*n", "x.append(0)", "301"),
        "list [].extend([0]*n): size for n=0..300" => extended("[]", "x.extend([0]*n)", "301"),
        "list [1].extend([0]*n): size for n=0..300" => extended("[1]", "x.extend([0]*n)", "301"),
        "list [].extend(generator n): size for n=0..300" => {
            extended("[]", "x.extend(i for i in range(n))", "301")
        }
        "a,*l=range(n): size of l for n=1..300" => extended("0", "a,*x=range(n)", "1,301"),
        "bytearray(n) then append: size n=0..200" => extended("bytearray(n)", "x.append(1)", "201"),
        "bytearray() += n bytes: size n=0..200" => extended("bytearray()", "x += b\"x\"*n", "201"),
        "bytearray(200) del b[n:]: size n=0..200" => extended("bytearray(200)", "del x[n:]", "201"),
        "list(dict of n): size for n=0..300" => each("301", "list({i:i for i in range(n)})"),
        "list(set of n): size for n=0..300" => each("301", "list({i for i in range(n)})"),
        "dict(zip(range(n),range(n))) n=0..200" => each("201", "dict(zip(range(n),range(n)))"),
        _ => {
            let expr = name.strip_suffix(": size for n=0..300")?;
            each(
                "301",
                &expr
                    .strip_prefix("list [")
                    .map_or(expr.to_owned(), |rest| format!("[{rest}")),
            )
        }
    }
}
