//! A developer's tool, to hold the compiler against a real one.
//!
//! `codes dis VERSION FILE [exec|single|eval]` prints the listing of a program.
//! `codes dump VERSION PROGRAMS.json OUT.json` compiles each `name: [text, mode]` and writes what `co_consts`,
//! `co_names` and the rest of each code object hold, or the error.

use heaplens_python::Version;
use heaplens_python::code::{CodeBody, Const, Unit};
use heaplens_python::compile::{CompileError, Mode, compile, listing};
use serde_json::{Map, Value, json};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["dis", version, file, rest @ ..] => {
            let version: Version = version.parse().expect("a version");
            let text = std::fs::read_to_string(file).expect("a readable file");
            match compile(
                &text,
                "<src>",
                mode(rest.first().unwrap_or(&"exec")),
                version,
            ) {
                Ok(compiled) => print!("{}", listing::listing(&compiled.unit)),
                Err(error) => println!("{error:?}"),
            }
        }
        ["dump", version, programs, out] => {
            let version: Version = version.parse().expect("a version");
            let text = std::fs::read_to_string(programs).expect("a readable file");
            let programs: Map<String, Value> =
                serde_json::from_str(&text).expect("programs by name");
            let mut dumped = Map::new();
            for (name, program) in programs {
                let text = program[0].as_str().expect("a text");
                let mode = mode(program[1].as_str().expect("a mode"));
                let result = match compile(text, "<src>", mode, version) {
                    Ok(compiled) => {
                        let mut codes = Vec::new();
                        dump(&compiled.unit, &compiled.unit.code, &mut codes);
                        Value::Array(codes)
                    }
                    Err(CompileError::Unsupported { what, position }) => {
                        json!({ "error": "Unsupported", "msg": what, "lineno": position.line })
                    }
                    Err(CompileError::Syntax(error)) => json!({
                        "error": error.kind.name(), "msg": error.msg, "lineno": error.lineno,
                        "offset": error.offset, "end_lineno": error.end_lineno,
                        "end_offset": error.end_offset, "text": error.text,
                    }),
                };
                dumped.insert(name, result);
            }
            std::fs::write(out, Value::Object(dumped).to_string()).expect("a writable file");
        }
        _ => eprintln!("codes dis VERSION FILE [MODE] | codes dump VERSION PROGRAMS.json OUT.json"),
    }
}

fn mode(name: &str) -> Mode {
    match name {
        "single" => Mode::Single,
        "eval" => Mode::Eval,
        _ => Mode::Script,
    }
}

fn dump(unit: &Unit, code: &CodeBody, out: &mut Vec<Value>) {
    let names = |slots: &mut dyn Iterator<Item = usize>| {
        slots
            .map(|slot| json!(&*code.localsplus[slot].name))
            .collect::<Vec<_>>()
    };
    let locals = (0..code.localsplus.len()).filter(|&slot| code.localsplus[slot].kind.is_local());
    let position = |index: usize| {
        let pos = code.positions[index];
        let columns = pos.columns();
        json!([
            pos.line(),
            (pos.end_line != 0).then_some(pos.end_line),
            columns.map(|c| c.0),
            columns.map(|c| c.1)
        ])
    };
    out.push(json!({
        "name": &*code.name, "qualname": &*code.qualname, "first": code.firstlineno,
        "args": [code.argcount, code.posonlyargcount, code.kwonlyargcount],
        "flags": code.flags, "stack": code.co_stacksize, "nlocals": code.nlocals,
        "consts": code.consts.iter().map(|&id| listing::constant(unit, id)).collect::<Vec<_>>(),
        "names": code.names.iter().map(|name| &**name).collect::<Vec<_>>(),
        "varnames": names(&mut locals.into_iter()),
        "cellvars": names(&mut code.cellvars.iter().map(|slot| *slot as usize)),
        "freevars": names(&mut code.free_slots()),
        "pos": (0..code.instrs.len())
            .map(|i| json!([format!("{:?}", code.instrs[i].op), listing::argument_of(unit, code, i), position(i)]))
            .collect::<Vec<_>>(),
    }));
    for &id in &code.consts {
        if let Const::Code(inner) = unit.constant(id) {
            dump(unit, inner, out);
        }
    }
}
