use heaplens_python::vm::{Inputs, Vm, program::Unit, stop::Limits};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let version: heaplens_python::Version = args[1].parse().unwrap();
    let unit = if args[2] == "repl" {
        Unit::Repl
    } else {
        Unit::Script
    };
    let source = std::fs::read_to_string(&args[3]).unwrap();
    let child = std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(move || {
            let mut vm = Vm::new(version, Limits::default(), Inputs::default());
            let outcome = vm.run_program(&source, &args[3], unit);
            use std::io::Write;
            std::io::stdout().write_all(&vm.output.stdout).unwrap();
            std::io::stderr().write_all(&vm.output.stderr).unwrap();
            if !matches!(outcome, heaplens_python::vm::program::Outcome::Exit(0)) {
                eprintln!("{outcome:?}");
            }
            eprintln!("time {}", vm.time);
        });
    child.unwrap().join().unwrap();
}
