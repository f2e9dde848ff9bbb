//! `tracked_and_collected`: tracking, collections, referents, the order of finalisers.

use super::prelude::needed;
use super::{Question, body, lines, quoted};

const PRELUDE: &str = include_str!("../../facts/prelude/collector.py");

/// Facts that say something about the recorder's own process or code.
const NOT_ASKED: [&str; 2] = [
    "is_tracked [fresh, after collect, after 2nd]: locals()",
    "gc.collect() returns for garbage of: @dataclasses.dataclass \\n  class K: \\n   x:int  [first call, second call, two calls]",
];

pub fn question(name: &str) -> Option<Question> {
    if NOT_ASKED.contains(&name) {
        return None;
    }
    if let Some(expr) = name.strip_prefix("is_tracked [fresh, after collect, after 2nd]: ") {
        return in_function(
            &format!("x=({expr})"),
            "  r=[gc.is_tracked(x)]\n  gc.collect(); r.append(gc.is_tracked(x))\n  gc.collect(); r.append(gc.is_tracked(x))\n",
        );
    }
    if let Some(code) = name.strip_prefix("is_tracked [then, after collect]: ") {
        return in_function(
            code,
            "  r=[gc.is_tracked(x)]\n  gc.collect(); r.append(gc.is_tracked(x))\n",
        );
    }
    if let Some(rest) = name.strip_prefix("gc.collect() returns for garbage of: ") {
        let code = rest.strip_suffix("  [first call, second call, two calls]")?;
        let prelude = prelude(code);
        // These names indent each further line by one more.
        let body = body(&code.replace(" \\n  ", " \\n "));
        return Question::new(
            format!(
                "{prelude}\ndef _garbage():\n{body}\ndef _fact():\n  r=[]\n  gc.collect(); gc.collect()\n  _garbage(); \
                 r.append(gc.collect())\n  _garbage(); r.append(gc.collect())\n  _garbage(); _garbage(); \
                 r.append(gc.collect())\n  return r\ngc.disable()\nr=_fact()\n"
            ),
            "r",
        );
    }
    if let Some(expr) = name.strip_prefix("get_referents type names: ") {
        return referents(expr);
    }
    if let Some(code) = name.strip_prefix("finalizer log (module): ") {
        let prelude = prelude(code);
        return Question::new(
            format!("{prelude}\n{}\nlog.append(\"END\")\n", lines(code)),
            "log",
        );
    }
    if let Some(code) = name.strip_prefix("finalizer log (function): ") {
        let (prelude, body) = (prelude(code), body(code));
        return Question::new(
            format!("{prelude}\ndef _fact():\n{body}  log.append(\"END\")\n_fact()\n"),
            "log",
        );
    }
    match name {
        "gc.get_threshold()" => Question::new("import gc\n", "list(gc.get_threshold())"),
        "gc.get_count() right after gc.collect()" => {
            Question::new("import gc\ngc.collect()\nr=list(gc.get_count())\n", "r")
        }
        _ => generation(name)
            .or_else(|| count(name))
            .or_else(|| automatic(name)),
    }
}

fn prelude(code: &str) -> String {
    needed(PRELUDE, &format!("{code} gc log"))
}

/// Compiled after the collections, so that constants are as young as what the code makes.
fn in_function(code: &str, after: &str) -> Option<Question> {
    let prelude = prelude(code);
    let source = format!("def _fact():\n{}{after}  return r\n", body(code));
    Question::new(
        format!(
            "{prelude}\ngc.collect(); gc.collect()\nexec({})\nr=_fact()\n",
            quoted(&source)
        ),
        "r",
    )
}

fn referents(expr: &str) -> Option<Question> {
    let after = "  r=[type(o).__name__ for o in gc.get_referents(x)]\n";
    // Some are described, and then the statements that make `x` follow.
    if let Some((what, code)) = expr.split_once(" (")
        && (what.contains(' ') || matches!(what, "subclass" | "traceback" | "C1().__dict__"))
        && let Some(code) = code.strip_suffix(')')
    {
        return in_function(&code.replace(" \\n  ", " \\n "), after);
    }
    in_function(&format!("x=({expr})"), after)
}

fn generation(name: &str) -> Option<Question> {
    let rest = name.strip_prefix("generation of a ")?;
    let (what, rest) = rest.split_once(" before and after each of 4 gc.collect(")?;
    let generation = rest.chars().next()?;
    let made = match what {
        "list" => "[]",
        "dict" => "{\"a\":[]}",
        "instance" => "C1()",
        "tuple of list" => "([],)",
        "set" => "{1}",
        "function" => "lambda: 0",
        _ => return None,
    };
    let prelude = prelude(made);
    Question::new(
        format!(
            "{prelude}\ndef _where(x):\n  for g in range(3):\n    for o in gc.get_objects(generation=g):\n      \
             if o is x: return g\ngc.disable()\ngc.collect()\nx={made}\nr=[_where(x)]\nfor _i in range(4):\n  \
             gc.collect({generation}); r.append(_where(x))\n"
        ),
        "r",
    )
}

fn count(name: &str) -> Option<Question> {
    let rest = name.strip_prefix("gc count[0] rise when holding ")?;
    let rest = rest.strip_suffix(" (gc disabled; includes the recorder list)")?;
    let (n, what) = rest.split_once(" of ")?;
    let _ = (n, what);
    // The rise holds what the recorder itself made, which its names don't say.
    None
}

fn automatic(name: &str) -> Option<Question> {
    name.strip_prefix("automatic collections while creating")?;
    // Where the first one falls hangs on what the recorder itself held.
    None
}
