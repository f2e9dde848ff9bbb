//! `co_consts` of every recorded program, as each version's compiler leaves it: the `consts:` facts of
//! `tests/facts/identity_constants`.

use heaplens_heap::Version;
use heaplens_python::code::{CodeBody, Const, Unit};
use heaplens_python::compile::{CompileError, Mode, compile, listing};
use heaplens_tests::facts;
use serde_json::{Value, json};

/// What the facts say of a unit: its constants; if it holds code, with those of the code right within; of a
/// function that only returns, only the latter.
fn constants(unit: &Unit, inner_only: bool) -> Value {
    let shown = |code: &CodeBody| {
        let consts = code.consts.iter().map(|&id| match unit.constant(id) {
            Const::Code(inner) => format!("<code {}>", inner.name),
            // The recorder shortened the longest ones.
            Const::Str(text) if text.as_bytes().len() > 300 => {
                format!("<str len {}>", text.code_points().count())
            }
            Const::Bytes(bytes) if bytes.len() > 300 => format!("<bytes len {}>", bytes.len()),
            _ => listing::constant(unit, id),
        });
        json!(consts.collect::<Vec<_>>())
    };
    let within = unit
        .code
        .consts
        .iter()
        .filter_map(|&id| match unit.constant(id) {
            Const::Code(inner) => Some(json!([&*inner.name, shown(inner)])),
            _ => None,
        });
    let within: Vec<Value> = within.collect();
    match within.as_slice() {
        [] => shown(&unit.code),
        _ if inner_only => json!(within),
        _ => json!([shown(&unit.code), within]),
    }
}

#[test]
fn constants_stand_in_the_recorded_order() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for fact in facts::load("identity_constants") {
        let Some(program) = fact.name.strip_prefix("consts: ") else {
            continue;
        };
        let program = program.replace(" \\n ", "\n");
        for version in Version::ALL {
            let Some(expected) = fact.value(version) else {
                continue;
            };
            count += 1;
            let actual = match compile(&program, "<src>", Mode::Script, version) {
                Ok(compiled) => {
                    let inner_only =
                        expected.get(0).and_then(|first| first.get(0)) == Some(&json!("f"));
                    constants(&compiled.unit, inner_only)
                }
                Err(CompileError::Syntax(error)) => json!(format!("error:{}", error.kind.name())),
                Err(error) => json!(error.to_string()),
            };
            if actual != *expected {
                wrong.push(format!(
                    "{version} {program:?}\n  recorded {expected}\n  ours     {actual}"
                ));
            }
        }
    }
    assert!(count > 4000, "the facts were read");
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
