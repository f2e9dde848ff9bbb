//! `freelists_and_ids`: addresses that are used again, and in which order.

use super::Question;
use super::prelude::needed;

const PRELUDE: &str = include_str!("../../facts/prelude/traced.py");

/// Runs of old positions: where each new address stood before, as [position, step, count].
const RUNS: &str = "\
def _runs(old, new):
  where = {a: at for at, a in enumerate(old)}
  runs = []
  for at in [where.get(a) for a in new]:
    if runs and at is not None and runs[-1][0] is not None:
      last = runs[-1]
      step = at - (last[0] + last[1] * (last[2] - 1))
      if last[2] == 1 or step == last[1]:
        last[1] = step
        last[2] += 1
        continue
    elif runs and at is None and runs[-1][0] is None:
      runs[-1][2] += 1
      continue
    runs.append([at, 1 if at is not None else 0, 1])
  for run in runs:
    if run[2] == 1 and run[0] is not None: run[1] = 0
  return [sum(a in where for a in new), runs]
";

pub fn question(name: &str) -> Option<Question> {
    let (expr, what) = name.rsplit_once(" | ")?;
    let prelude = needed(PRELUDE, expr);
    let start = format!("{prelude}\nimport gc\ngc.disable()\n");
    let same = format!("def _f(i):\n  x={expr}; a=id(x); x=None; y={expr}\n  return id(y)==a\n");
    match what {
        "x=None;y= same id (cold)" => Question::new(format!("{start}{same}_r=_f(1)\n"), "_r"),
        "x=None;y= same id (warm)" => Question::new(
            format!("{start}{same}for _k in range(100): _r=_f(1)\n"),
            "_r",
        ),
        "id(e)==id(e) with temporaries" => Question::new(
            format!("{start}def _f(i):\n  return id({expr})==id({expr})\n_r=_f(1)\n"),
            "_r",
        ),
        "(e) is (e)" => Question::new(
            format!("{start}def _f(i):\n  return ({expr}) is ({expr})\n_r=_f(1)\n"),
            "_r",
        ),
        "rebinding x 4 times, id pattern" => Question::new(
            format!(
                "{start}def _f(i):\n  x={expr}; a=id(x)\n  x={expr}; b=id(x)\n  x={expr}; c=id(x)\n  x={expr}; d=id(x)\n  \
                 return [a,b,c,d]\n_r=_f(1)\n_seen=[]\nfor _a in _r:\n  if _a not in _seen: _seen.append(_a)\n"
            ),
            "[_seen.index(a) for a in _r]",
        ),
        "free k last-to-first, create k (k=10,100)" => Question::new(
            format!(
                "{start}{RUNS}def _f(k, fill, old, new):\n  for i in range(k): old[i]={expr}\n  \
                 ids=[id(o) for o in old]\n  for i in range(k-1,-1,-1): old[i]=None\n  for i in range(k): \
                 new[i]={expr}\n  return _runs(ids, [id(o) for o in new])\n_fill=[None]*3000\n\
                 def _hold(fill):\n  for i in range(3000): fill[i]={expr}\n_hold(_fill)\n_r={{}}\n\
                 for _k in (10, 100): _r[str(_k)]=_f(_k, _fill, [None]*_k, [None]*_k)\n"
            ),
            "_r",
        ),
        _ => None,
    }
}
