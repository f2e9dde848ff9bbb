//! Bytearrays, arrays, deques and the streams in memory.

use super::super::Question;
use super::{asked, between, changes};

pub(super) fn buffer(name: &str) -> Option<Question> {
    let grow = |make: &str, to: &str, step: &str| changes(make, &format!("len(x)<{to}"), step);
    if let Some(by) = between(name, "bytearray += ", " bytes to ~100000: changes") {
        return grow("bytearray()", "100000", &format!("x += b\"x\"*{by}"));
    }
    if let Some(by) = between(name, "bytearray.extend(bytes ", ") to ~100000: changes") {
        return grow("bytearray()", "100000", &format!("x.extend(b\"x\"*{by})"));
    }
    if let Some(by) = between(name, "bytearray.extend(list ", ") to ~20000: changes") {
        return grow("bytearray()", "20000", &format!("x.extend([1]*{by})"));
    }
    if let Some(by) = between(
        name,
        "bytearray(10000) del b[:",
        "] to empty: changes (first 400)",
    ) {
        return changes(
            "bytearray(10000)",
            &format!("len(x)>={by}"),
            &format!("del x[:{by}]"),
        );
    }
    if let Some(by) = between(
        name,
        "bytearray(10000) del b[-",
        ":] to empty: changes (first 400)",
    ) {
        return changes(
            "bytearray(10000)",
            &format!("len(x)>={by}"),
            &format!("del x[-{by}:]"),
        );
    }
    match name {
        "bytearray append to 100000: changes" => {
            return grow("bytearray()", "100000", "x.append(1)");
        }
        "bytearray insert(0) to 5000: changes" => {
            return grow("bytearray()", "5000", "x.insert(0,1)");
        }
        "bytearray(1000) pop to empty: changes" => {
            return changes("bytearray(1000)", "x", "x.pop()");
        }
        "bytearray(1000) pop(0) to empty: changes" => {
            return changes("bytearray(1000)", "x", "x.pop(0)");
        }
        "bytearray (+=8, del first 4) x2000: [round,len,size]" => {
            return asked(
                "x=bytearray()\nlast=None\nfor i in range(2000):\n  x += b\"x\"*8\n  del x[:4]\n  if S(x) != last:\n    \
                 last=S(x); r.append([i,len(x),last])",
            );
        }
        _ => {}
    }
    deque(name).or_else(|| array(name)).or_else(|| io(name))
}

fn deque(name: &str) -> Option<Question> {
    let made = |make: &str, condition: &str, step: &str| {
        let question = changes(make, condition, step)?;
        Question::new(
            format!("import collections\n{}", question.setup),
            question.expr,
        )
    };
    match name {
        "deque append to 20000: changes" => {
            made("collections.deque()", "len(x)<20000", "x.append(0)")
        }
        "deque appendleft to 5000: changes" => {
            made("collections.deque()", "len(x)<5000", "x.appendleft(0)")
        }
        "deque(1000) popleft to empty: changes" => {
            made("collections.deque(range(1000))", "x", "x.popleft()")
        }
        "deque(1000) pop to empty: changes" => {
            made("collections.deque(range(1000))", "x", "x.pop()")
        }
        "deque(maxlen=100) append 1000: changes" => asked(
            "import collections\nx=collections.deque(maxlen=100)\nnote(0,S(x))\nfor i in range(1000):\n  x.append(i)\n  \
             note(len(x),S(x))",
        ),
        "deque alternately append/popleft window 100 x1000: [round,size]" => asked(
            "import collections\nx=collections.deque(range(100))\nfor i in range(200):\n  x.append(i); x.popleft()\n  \
             r.append([i,S(x)])",
        ),
        _ => None,
    }
}

fn array(name: &str) -> Option<Question> {
    let rest = name.strip_prefix("array('")?;
    let (code, what) = rest.split_at_checked(1)?;
    let made = |make: &str, condition: &str, step: &str| {
        let question = changes(&format!("array.array('{code}'{make})"), condition, step)?;
        Question::new(format!("import array\n{}", question.setup), question.expr)
    };
    if let Some(by) = between(what, "').extend(array of ", ") to ~20000: changes") {
        return made(
            "",
            "len(x)<20000",
            &format!("x.extend(array.array('{code}',[0]*{by}))"),
        );
    }
    if let Some(by) = between(what, "').extend(list of ", ") to ~20000: changes") {
        return made("", "len(x)<20000", &format!("x.extend([0]*{by})"));
    }
    let sized = |make: &str, to: &str| {
        asked(&format!(
            "import array\nfor n in range({to}): r.append(S(array.array('{code}',{make})))"
        ))
    };
    match what {
        "') append to 100000: changes" => made("", "len(x)<100000", "x.append(0)"),
        "') insert(0) to 3000: changes" => made("", "len(x)<3000", "x.insert(0,0)"),
        "',[0]*1000) pop to empty: changes" => made(",[0]*1000", "x", "x.pop()"),
        "',(x for x in range(n) capped)) size n=0..100" => {
            sized("(i%100 for i in range(n))", "101")
        }
        "',[0]*n) size n=0..50" => sized("[0]*n", "51"),
        _ => None,
    }
}

fn io(name: &str) -> Option<Question> {
    if name == "StringIO write n, seek(0), read(1): size n=0..100" {
        return asked(
            "import io\nfor n in range(101):\n  x=io.StringIO(); x.write(\"x\"*n); x.seek(0); x.read(1)\n  r.append(S(x))",
        );
    }
    let (kind, rest) = name.split_once(" write ")?;
    let (by, to) = rest.split_once(" to ")?;
    let to = to.strip_suffix(": [len,size] changes")?;
    let item = if kind == "BytesIO" { "b\"x\"" } else { "\"x\"" };
    asked(&format!(
        "import io\nx=io.{kind}()\nn=0\nwhile n<{to}:\n  x.write({item}*{by})\n  n += {by}\n  note(n,S(x))"
    ))
}
