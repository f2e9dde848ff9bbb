//! `sizes`: `sys.getsizeof` of an expression.

use super::{Question, parts, quoted};

pub fn question(name: &str) -> Option<Question> {
    if let Some(rest) = name.strip_prefix("def f(): ")
        && let Some((n, rest)) = rest.split_once(" local assigns; return ")
    {
        let n: u64 = n.parse().ok()?;
        let assigns: String = (0..n).map(|i| format!("  x{i}=0\n")).collect();
        return if rest.contains("while running") {
            Question::new(
                format!("import sys\ndef f():\n{assigns}  return sys.getsizeof(sys._getframe())\n"),
                "f()",
            )
        } else {
            Question::new(
                format!("import sys\ndef f():\n{assigns}  return sys._getframe()\n"),
                "sys.getsizeof(f())",
            )
        };
    }
    if let Some(n) = name
        .strip_prefix("class C: pass; a=C(); a.__dict__ (looked at first); setattr ")
        .and_then(|rest| rest.strip_suffix(" attrs  =>  a.__dict__"))
    {
        return Question::new(
            format!(
                "import sys\nclass C: pass\na=C()\na.__dict__\nfor i in range({n}): setattr(a,\"a%d\"%i,i)\n"
            ),
            "sys.getsizeof(a.__dict__)",
        );
    }
    let (setup, expr) = parts(name);
    if let Some(number) = expr.strip_suffix(" (number)") {
        let number = match number {
            "co_stacksize" => "f.__code__.co_stacksize",
            "len(co_code)" => "len(f.__code__.co_code)",
            _ => return None,
        };
        return Question::new(setup, number);
    }
    if expr.contains("_getframe") || expr.starts_with("io.BytesIO(b") {
        // What is evaluated alone, and its code gone before it is sized.
        let made = quoted(&expr);
        return Question::new(
            format!("import sys\n{setup}\n_v=eval({made})\n"),
            "sys.getsizeof(_v)",
        );
    }
    if name.contains("globals") {
        let (setup, expr) = (quoted(&setup), quoted(&expr));
        return Question::new(
            format!("import sys\n_ns={{}}\nexec({setup}, _ns)\n"),
            format!("sys.getsizeof(eval({expr}, _ns))"),
        );
    }
    Question::new(
        format!("import sys\n{setup}\n"),
        format!("sys.getsizeof({expr})"),
    )
}
