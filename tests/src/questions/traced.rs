//! `traced`: what one more object costs under `tracemalloc`: of the recorded fields, `m1000` (a thousand more while
//! 3,000 are held, so that no free list has any left), and for `peak:` both.

use super::prelude::needed;
use super::{Question, lines};

const PRELUDE: &str = include_str!("../../facts/prelude/traced.py");

/// Names that stand for something of the recorder's own.
const UNKNOWN: [&str; 22] = [
    "DS(", "sink", "CA(", "cmk(", "cmf(", "withcm(", "mkgen(", "exct(", "excf(", "fdec(", "lr(",
    "ap(", "sl(", "sa(", "inst(", "nested(", "sd(", "st(", "slots(", "ba(", "dins(", "gen(",
];

pub fn question(name: &str) -> Option<Question> {
    if UNKNOWN.iter().any(|unknown| name.contains(unknown)) || name.contains("ex(10)") {
        return None;
    }
    let prelude = needed(PRELUDE, name);
    if let Some(code) = name.strip_prefix("peak: ") {
        return Question::new(
            format!(
                "{prelude}\nimport gc, tracemalloc\ngc.disable()\ndef _f():\n  tracemalloc.start(1)\n  {code}\n  \
                 r=tracemalloc.get_traced_memory()\n  tracemalloc.stop()\n  return r\n_r=_f()\n"
            ),
            "{'held':_r[0], 'peak':_r[1]}",
        );
    }
    let body = match name.strip_prefix("stmt: ") {
        Some(code) => lines(code),
        None => format!("hold[i]={name}"),
    };
    let body: String = body.lines().map(|line| format!("    {line}\n")).collect();
    Question::new(
        format!(
            "{prelude}\nimport gc, tracemalloc\ngc.disable()\ndef _loop(hold, indices):\n  for i in indices:\n{body}\
             def _none(hold, indices):\n  for i in indices: hold[i]=None\n\
             def _cost(loop, indices):\n  a=tracemalloc.get_traced_memory()[0]\n  loop(hold, indices)\n  \
             return tracemalloc.get_traced_memory()[0]-a\n\
             hold=[None]*4100\n_first, _more, _rest=list(range(3000)), list(range(3000,4000)), list(range(4000,4100))\n\
             tracemalloc.start(1)\n_cost(_loop,_first)\n_a=_cost(_loop,_more)\n_cost(_none,_rest)\n\
             _b=_cost(_none,_rest)\n"
        ),
        "_a-_b",
    )
}
