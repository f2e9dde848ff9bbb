//! Prints the listing of a program: `dis VERSION FILE`, or of each text of a JSON list on standard input.

use heaplens_python::compile::{Mode, compile, listing};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let version = args[1].parse().expect("a version");
    let text = std::fs::read_to_string(&args[2]).expect("a readable file");
    let mode = match args.get(3).map(String::as_str) {
        Some("single") => Mode::Single,
        Some("eval") => Mode::Eval,
        _ => Mode::Script,
    };
    match compile(&text, "<src>", mode, version) {
        Ok(compiled) => print!("{}", listing::listing(&compiled.unit)),
        Err(error) => println!("{error:?}"),
    }
}
