//! The forms of `--json`: what README.md lists is what is printed, no more and no less.
//!
//! `HEAPLENS_BLESS=1 cargo test -p heaplens-cli --test json` writes the lists anew, to be read before they are
//! committed: what is listed is promised, so that a line may come but none may go or change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A program with something of everything that is told of a run.
const PROGRAM: &str = "\
import gc
import sys
import weakref
class Node:
    def __init__(self, value):
        self.value = value
def numbers(data):
    for one in data:
        yield one
def hold(obj, *more, **named):
    return [obj, more, named]
a = [1, 2, 'text', 1000]
b = a
print(sys.getrefcount(a))  # 2
d = {'key': a, (1, 2): {a[0]}}
node = Node(a)
node.me = node
weak = weakref.ref(node)
g = numbers(a)
next(g)
h = hold(a, *b, x=d)
del node
del b
print(gc.collect())  # ~1
print(weak() is None)  # True
temporary = [3]
temporary = None
unread = 5
big = list(range(100))
raise ValueError(a)
";

const DOCUMENT: &str = "# A document\n\n```python\nimport sys\nprint(sys.getsizeof([]))  # 56 bytes\nprint(1)  # 2\n\
                        x = ()\nx.y = 1  # AttributeError\n```\n";

/// The commands, by the heads under which README.md lists their forms.
const COMMANDS: &[(&str, &[&[&str]])] = &[
    (
        "show --json",
        &[
            &["show", "--json", "--at", "end", "PROGRAM"],
            &["show", "--json", "--at", "line:8", "PROGRAM"],
            &["show", "--json", "--at", "28", "PROGRAM"],
            &["show", "--json", "--shared", "--at", "0", "PROGRAM"],
        ],
    ),
    (
        "why --json",
        &[
            &["why", "--json", "a", "PROGRAM"],
            &["why", "--json", "--at", "line:21", "node", "PROGRAM"],
            &["why", "--json", "--at", "line:26:1", "d", "PROGRAM"],
        ],
    ),
    ("gc --json", &[&["gc", "--json", "PROGRAM"]]),
    (
        "claims --json",
        &[
            &["claims", "--json", "--python", "all", "PROGRAM"],
            &["claims", "--json", "--python", "3.11", "DOCUMENT"],
        ],
    ),
    (
        "diff --json",
        &[
            &["diff", "--json", "3.8", "3.15", "PROGRAM"],
            &["diff", "--json", "3.12", "3.12:repl", "PROGRAM"],
        ],
    ),
    (
        "diff --json, of two moments",
        &[&["diff", "--json", "line:12", "line:20", "PROGRAM"]],
    ),
    ("transcript --json", &[&["transcript", "--json", "PROGRAM"]]),
];

/// What stands at each place of a value.
type Form = BTreeMap<String, BTreeSet<&'static str>>;

fn add(form: &mut Form, place: &str, value: &Value) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    };
    form.entry(place.to_owned()).or_default().insert(kind);
    match value {
        Value::Array(items) => {
            for item in items {
                add(form, &format!("{place}[]"), item);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                add(form, &format!("{place}.{name}"), field);
            }
        }
        _ => {}
    }
}

fn listed(form: &Form) -> String {
    form.iter()
        .map(|(place, kinds)| {
            let kinds: Vec<&str> = kinds.iter().copied().collect();
            let place = if place.is_empty() { "the whole" } else { place };
            format!("{place}: {}\n", kinds.join(" or "))
        })
        .collect()
}

fn form_of(commands: &[&[&str]], folder: &Path) -> Form {
    let mut form = Form::new();
    for command in commands {
        let args = command.iter().map(|arg| match *arg {
            "PROGRAM" => folder.join("main.py").into_os_string(),
            "DOCUMENT" => folder.join("doc.md").into_os_string(),
            arg => arg.into(),
        });
        let output = Command::new(env!("CARGO_BIN_EXE_heaplens"))
            .args(args)
            .output()
            .expect("the program can be run");
        let value: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
            let complaint = String::from_utf8_lossy(&output.stderr);
            panic!("{command:?}: {error}: {complaint}")
        });
        add(&mut form, "", &value);
    }
    form
}

#[test]
fn the_forms_are_those_that_the_readme_lists() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("json");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    std::fs::write(folder.join("main.py"), PROGRAM).expect("a file can be written");
    std::fs::write(folder.join("doc.md"), DOCUMENT).expect("a file can be written");
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let mut text = std::fs::read_to_string(&readme).expect("the README is there");
    let mut differ = Vec::new();
    for (head, commands) in COMMANDS {
        let found = listed(&form_of(commands, &folder));
        let start = text
            .find(&format!("### {head}\n"))
            .unwrap_or_else(|| panic!("README.md says nothing of {head}"));
        let from = text[start..].find("```form\n").expect("a form follows") + start + 8;
        let to = text[from..].find("```").expect("the form ends") + from;
        if text[from..to] != found {
            differ.push(*head);
        }
        text.replace_range(from..to, &found);
    }
    if std::env::var_os("HEAPLENS_BLESS").is_some() {
        std::fs::write(&readme, text).expect("the README can be written");
        return;
    }
    assert!(differ.is_empty(), "README.md has drifted: {differ:?}");
}
