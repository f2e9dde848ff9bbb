//! `print` and `input` (Python/bltinmodule.c), and `open`, which `io` has too.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref};

use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The functions.
pub const FUNCTIONS: &[Def] = &[
    Def::method("print", Arity::Free, print),
    Def::method("input", Arity::Range(0, 1), input),
    Def::method("open", Arity::Free, crate::modules::io::open),
];

/// The places of the streams in `States::streams`.
const STDIN: usize = 0;
const STDOUT: usize = 1;

/// Where `print` writes to.
enum File {
    /// The program's standard output, at once.
    Machine,
    /// An object with a method `write`.
    Object(Owned),
    /// `sys.stdout` is None: nowhere.
    Nowhere,
}

/// What `sys.stdout` is now.
fn stream(vm: &mut Vm) -> File {
    match vm.replaced_stream("stdout", STDOUT) {
        None => File::Machine,
        Some(r) if r == vm.heap.known.none => File::Nowhere,
        Some(r) => File::Object(vm.heap.own(r)),
    }
}

fn print(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (mut sep, mut end, mut file, mut flush) = (None, None, None, false);
    if !args.kw.is_empty() {
        let keywords = Args {
            pos: &[],
            kw: args.kw,
            native: args.native,
        };
        let [given_sep, given_end, given_file, given_flush] =
            keywords.bind(vm, "print", 0, ["sep", "end", "file", "flush"], 0)?;
        let none = vm.heap.known.none;
        let given = |r: Option<Ref>| r.filter(|&r| r != none);
        if let Some(given_flush) = given_flush {
            flush = vm.truth(given_flush)?;
        }
        (sep, end, file) = (given(given_sep), given(given_end), given(given_file));
    }
    let file = match file {
        Some(file) => File::Object(vm.heap.own(file)),
        None => stream(vm),
    };
    if let File::Nowhere = file {
        return Ok(vm.none());
    }
    for (r, name) in [(sep, "sep"), (end, "end")] {
        if let Some(r) = r
            && !vm.heap.info_of(r).has(flags::UNICODE_SUBCLASS)
        {
            let text = format!("{name} must be None or a string, not {}", vm.type_name(r));
            return Err(vm.type_error(&text));
        }
    }
    match file {
        File::Object(file) => {
            print_to(vm, file.get(), args.pos, sep, end)?;
            if flush {
                let name = vm.names.flush;
                let done = vm.call_attribute(file.get(), name, &[])?;
                vm.release(done);
            }
            vm.release(file);
        }
        _ => {
            let mut line = Vec::new();
            let result = print_line(vm, &mut line, args.pos, sep, end);
            vm.write_stdout(&line)?;
            result?;
        }
    }
    Ok(vm.none())
}

fn push_text(vm: &mut Vm, line: &mut Vec<u8>, r: Ref) -> Res<()> {
    match vm.heap.chars(r).ascii() {
        Some(ascii) => line.extend_from_slice(ascii.as_bytes()),
        None => line.extend_from_slice(&vm.strict_utf8(r)?),
    }
    Ok(())
}

/// Collects what standard output gets; what was collected before an error is written all the same.
fn print_line(
    vm: &mut Vm,
    line: &mut Vec<u8>,
    objects: &[Ref],
    sep: Option<Ref>,
    end: Option<Ref>,
) -> Res<()> {
    for (at, &r) in objects.iter().enumerate() {
        if at > 0 {
            match sep {
                Some(sep) => push_text(vm, line, sep)?,
                None => line.push(b' '),
            }
        }
        let before = vm.output.stdout.len();
        let text = vm.str_of(r)?;
        if vm.output.stdout.len() != before {
            // The object printed while it was shown: what stands before it goes before.
            let tail = vm.output.stdout.split_off(before);
            vm.output.stdout.append(line);
            vm.output.stdout.extend_from_slice(&tail);
        }
        push_text(vm, line, text.get())?;
        vm.release(text);
    }
    match end {
        Some(end) => push_text(vm, line, end)?,
        None => line.push(b'\n'),
    }
    Ok(())
}

/// Writes piece by piece to an object, as CPython does.
fn print_to(
    vm: &mut Vm,
    file: Ref,
    objects: &[Ref],
    sep: Option<Ref>,
    end: Option<Ref>,
) -> Res<()> {
    for (at, &r) in objects.iter().enumerate() {
        if at > 0 {
            write_piece(vm, file, sep, " ")?;
        }
        let text = vm.str_of(r)?;
        write_piece(vm, file, Some(text.get()), "")?;
        vm.release(text);
    }
    write_piece(vm, file, end, "\n")
}

fn write_piece(vm: &mut Vm, file: Ref, piece: Option<Ref>, default: &str) -> Res<()> {
    let text = match piece {
        Some(piece) => vm.heap.own(piece),
        None => vm.heap.str(default),
    };
    let name = vm.names.write;
    let done = vm.call_attribute(file, name, &[text.get()])?;
    vm.release(done);
    vm.release(text);
    Ok(())
}

fn input(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let out = stream(vm);
    if let File::Nowhere = out {
        return Err(vm.raise_text(Exc::RuntimeError, "input(): lost sys.stdout"));
    }
    if let Some(prompt) = args.get(0) {
        let text = vm.str_of(prompt)?;
        match out {
            File::Object(file) => write_piece(vm, file.get(), Some(text.get()), "")?,
            _ => {
                let mut line = Vec::new();
                push_text(vm, &mut line, text.get())?;
                vm.write_stdout(&line)?;
            }
        }
    }
    match vm.replaced_stream("stdin", STDIN) {
        Some(r) if r == vm.heap.known.none => {
            Err(vm.raise_text(Exc::RuntimeError, "input(): lost sys.stdin"))
        }
        Some(file) => input_from(vm, file),
        None => {
            let line = vm.read_stdin_line();
            if line.is_empty() {
                return Err(vm.raise_text(Exc::EOFError, "EOF when reading a line"));
            }
            let line = line.strip_suffix(b"\n").unwrap_or(&line);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let text = String::from_utf8_lossy(line).into_owned();
            Ok(vm.heap.str(&text))
        }
    }
}

/// A line from an object with a method `readline` (`PyFile_GetLine`).
fn input_from(vm: &mut Vm, file: Ref) -> Res<Owned> {
    let file = vm.heap.own(file);
    let name = vm.heap.intern_str("readline");
    let line = vm.call_attribute(file.get(), name.get(), &[])?;
    if !vm.is_str(line.get()) {
        return Err(vm.type_error("object.readline() returned non-string"));
    }
    let text = vm.py_text(line.get());
    if text.is_empty() {
        return Err(vm.raise_text(Exc::EOFError, "EOF when reading a line"));
    }
    if text.as_ref().get(text.len() - 1) != Some(0x0a) {
        return Ok(line);
    }
    let shorter = text.as_ref().slice(0..text.len() - 1).to_text();
    Ok(vm.new_text(&shorter))
}
