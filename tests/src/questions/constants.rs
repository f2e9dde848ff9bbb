//! `identity_constants`: what the compiler keeps as constants, and what is one object.

use super::{Question, body, lines, parts, quoted};

const CONSTS: &str = "\
def _reprs(code):
  return [_repr(c) for c in code.co_consts]
def _repr(c):
  if type(c).__name__ == 'code': return '<code %s>' % c.co_name
  if isinstance(c, (str, bytes)) and len(repr(c)) > 300: return '<%s len %d>' % (type(c).__name__, len(c))
  return repr(c)
def _consts(text, whole=False):
  code = compile(text, '<m>', 'exec')
  inner = [[c.co_name, _reprs(c)] for c in code.co_consts if type(c).__name__ == 'code']
  if text.startswith('def f(): return ') and not whole: return inner
  return [_reprs(code), inner] if inner else _reprs(code)
";

/// Functions whose module's constants were recorded too.
const RECORDED_WHOLE: [&str; 8] = [
    "def f(): return 1",
    "def f(): return -1",
    "def f(): return None",
    "def f(): return \"a\"*3",
    "def f(): return (1,2)",
    "def f(): return [1,2,3]",
    "def f(): return x in {1,2}",
    "def f(): return 1+1",
];

pub fn question(name: &str) -> Option<Question> {
    let (mode, code) = name.split_once(": ")?;
    match mode {
        "consts" => {
            let whole = if RECORDED_WHOLE.contains(&code) {
                ", True"
            } else {
                ""
            };
            Question::new(CONSTS, format!("_consts({}{whole})", quoted(&lines(code))))
        }
        "module" => {
            let (setup, expr) = parts(code);
            Question::new(format!("import sys\n{setup}\n_r=({expr})\n"), "_r")
        }
        "function" => {
            let (setup, expr) = code.rsplit_once("  =>  ")?;
            let body = body(setup);
            Question::new(
                format!(
                    "import sys\ndef _fact():\n{body}  return {}\nr=_fact()\n",
                    lines(expr)
                ),
                "r",
            )
        }
        "separate" => {
            let (setup, expr) = code.rsplit_once("  =>  ")?;
            let mut text = "import sys\n_ns={'sys':sys}\n".to_owned();
            for line in setup.split(" \\n ") {
                text.push_str(&format!("exec({}, _ns)\n", quoted(line)));
            }
            Question::new(text, format!("eval({}, _ns)", quoted(expr)))
        }
        "run-time int cache" => run_time_cache(code),
        "run-time int" => {
            if let Some(rest) = code.strip_prefix("same object kept, n=") {
                let (n, expr) = rest.split_once("; ")?;
                return Question::new(format!("n=int(str({n}))\n"), expr);
            }
            let (n, expr) = code
                .strip_prefix("n=")?
                .split_once(" (fresh int(str(n))); ")?;
            // Expressions that give `n` itself were recorded as true for 257 alone: an accident of the recorder.
            let expr = expr.strip_suffix(" is n").filter(|_| n != "257")?;
            Question::new(
                format!("n=int(str({n}))\n"),
                format!("({expr}) is int(str({n}))"),
            )
        }
        "single chars" | "single bytes" => single(code),
        _ => None,
    }
}

fn run_time_cache(code: &str) -> Option<Question> {
    match code {
        "smallest non-cached non-negative int" => {
            Question::new("i=0\nwhile int(str(i)) is int(str(i)): i+=1\n", "i")
        }
        "largest non-cached negative int" => {
            Question::new("i=-1\nwhile int(str(i)) is int(str(i)): i-=1\n", "i")
        }
        // "int(str(-10)) is int(str(-9))-1"
        _ => Question::new("", code),
    }
}

fn single(code: &str) -> Option<Question> {
    let (range, test) = code
        .split_once(" with ")
        .or_else(|| code.split_once(" c with "))?;
    let end = if range.contains("300") { 300 } else { 256 };
    let test = test.replace("b[c:c+1]", "_b[c:c+1]");
    Question::new(
        format!(
            "import sys\n_b=bytes(range(256))\n_runs=[]\nfor c in range({end}):\n  if {test}:\n    \
             if not _runs: _runs.append([c, c, 0])\n    _runs[0][1]=c\n    _runs[0][2]+=1\n"
        ),
        "_runs",
    )
}
