//! The laws of time, over every program that was recorded: of each one a Python or two, and moments of its run,
//! drawn by a fixed seed.
//!
//! To seek is to run from the start; to go back and forward is nothing; a run that is watched does what one that
//! isn't watched does; every count is the sum of its holders.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use heaplens_python::vm::program::Unit;
use heaplens_session::Session;
use heaplens_session::look::identity::PRE_PROGRAM;
use heaplens_session::plain::{PlainEnd, PlainOutcome, PlainRun, Streams, run_plain};
use heaplens_session::wire::{
    CompileUnit, Count, Outcome, Problem, RunSetup, RunSummary, Step, Stream, View, ViewOptions,
};
use heaplens_tests::recordings::cases;

const SEED: u64 = 0x5eed_0000_0005;
/// Instructions after which a program is stopped: what ran until then is held as well.
const FUEL: u64 = 3_000_000;

/// Numbers that look random and are the same each time (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which isn't 0.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

/// A program in one Python.
struct Program {
    name: String,
    source: String,
    version: String,
    unit: CompileUnit,
}

impl Program {
    /// A run of it to its end, with keyframes so many instructions apart.
    fn run(&self, keep_every: u64) -> Session {
        let mut setup = RunSetup::new(&self.source, self.version.clone(), self.unit);
        setup.fuel = FUEL;
        let mut session = Session::new(setup).expect("the version is modelled");
        session.keep_every(keep_every);
        while !session.run_slice(FUEL).done {}
        session
    }
}

/// Every recorded program of the sets, each in `each` of the Pythons that it was recorded in.
fn programs(sets: &[(&str, &str)], each: usize) -> Vec<Program> {
    let mut random = Random(SEED);
    let mut drawn = Vec::new();
    for (set, folder) in sets {
        let mut by_name: BTreeMap<String, Vec<Program>> = BTreeMap::new();
        for case in cases(set, folder) {
            let program = Program {
                name: case.name.clone(),
                source: case.source,
                version: case.version.to_string(),
                unit: match case.unit {
                    Unit::Script => CompileUnit::Script,
                    Unit::Repl => CompileUnit::Repl,
                },
            };
            by_name.entry(case.name).or_default().push(program);
        }
        for (_, mut pythons) in by_name {
            for _ in 0..each.min(pythons.len()) {
                let at = random.below(pythons.len() as u64) as usize;
                drawn.push(pythons.swap_remove(at));
            }
        }
    }
    drawn
}

const ALL: &[(&str, &str)] = &[
    ("corpus", "corpus"),
    ("document", "document/blocks"),
    ("prepared", "document/prepared"),
];

/// A law: says where a program breaks it.
type Law = fn(&Program, &mut Random) -> Result<(), String>;

fn hold(programs: &[Program], law: Law) {
    let next = AtomicUsize::new(0);
    let broken = Mutex::new(Vec::new());
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(program) = programs.get(at) else {
                return;
            };
            let mut random = Random(SEED ^ at as u64);
            let held = std::panic::catch_unwind(move || law(program, &mut random));
            let held = held.unwrap_or_else(|_| Err("the engine panicked".to_owned()));
            if let Err(why) = held {
                let label = format!("{} {:?} {}", program.name, program.unit, program.version);
                let mut broken = broken.lock().expect("no thread panics with it");
                broken.push(format!("{label}: {why}"));
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            // Deep recursion of the guest's through native functions wants room.
            let thread = std::thread::Builder::new().stack_size(256 << 20);
            thread
                .spawn_scoped(scope, work)
                .expect("a thread can be started");
        }
    });
    let mut broken = broken.into_inner().expect("no thread panicked with it");
    broken.sort();
    for line in &mut broken {
        // A view may be long; its beginning says enough.
        *line = line.chars().take(600).collect();
    }
    assert!(programs.len() > 100, "{} programs", programs.len());
    assert!(
        broken.is_empty(),
        "{} of {} break the law:\n{}",
        broken.len(),
        programs.len(),
        broken.join("\n")
    );
}

fn summary(session: &Session) -> RunSummary {
    session.summary().expect("the run has ended")
}

fn view(session: &mut Session, step: u64) -> Result<View, String> {
    session
        .view(Step(step), &ViewOptions::default())
        .map_err(|problem| format!("step {step}: {problem}"))
}

/// Says in which part two views of one step differ.
fn same(a: &View, b: &View, how: &str) -> Result<(), String> {
    if a == b {
        return Ok(());
    }
    let parts = [
        ("frames", a.frames != b.frames),
        ("objects", a.objects != b.objects),
        ("references", a.references != b.references),
        ("ghosts", a.ghosts != b.ghosts),
        ("changes", a.changes != b.changes),
        ("words", a.words != b.words),
        ("totals", a.totals != b.totals),
    ];
    let differ: Vec<&str> = parts
        .iter()
        .filter(|part| part.1)
        .map(|part| part.0)
        .collect();
    let object = a.objects.iter().zip(&b.objects).find(|(a, b)| a != b);
    let totals = format!("{:?} or {:?}", a.totals, b.totals);
    Err(format!(
        "step {} of line {}, {how}: {differ:?} differ, {totals}{}",
        a.step.0,
        a.line,
        object.map_or(String::new(), |(a, b)| format!(": {a:?} or {b:?}"))
    ))
}

#[test]
fn to_seek_is_to_run_from_the_start() {
    hold(&programs(ALL, 1), |program, random| {
        let mut jumping = program.run(200 + random.below(2000));
        let mut walking = program.run(u64::MAX);
        let (a, b) = (summary(&jumping), summary(&walking));
        if a != b {
            return Err(format!("two runs: {:?} and {:?}", a.outcome, b.outcome));
        }
        if a.steps == 0 {
            return Ok(());
        }
        let mut steps: Vec<u64> = (0..5).map(|_| random.below(a.steps)).collect();
        steps.push(a.steps - 1);
        let jumped: Result<BTreeMap<u64, View>, String> = steps
            .iter()
            .map(|step| Ok((*step, view(&mut jumping, *step)?)))
            .collect();
        for (step, seen) in jumped? {
            same(&seen, &view(&mut walking, step)?, "jumped to or walked to")?;
        }
        Ok(())
    });
}

#[test]
fn to_go_back_and_forward_is_nothing_and_so_is_to_ask() {
    hold(&programs(ALL, 1), |program, random| {
        let mut session = program.run(200 + random.below(2000));
        let steps = summary(&session).steps;
        if steps < 2 {
            return Ok(());
        }
        for _ in 0..2 {
            let step = 1 + random.below(steps - 1);
            let here = view(&mut session, step)?;
            session.forget_moments();
            let before = view(&mut session, step - 1)?;
            same(&here, &view(&mut session, step)?, "back and forward")?;
            session.forget_moments();
            view(&mut session, (step + 1).min(steps - 1))?;
            same(&before, &view(&mut session, step - 1)?, "forward and back")?;
            let tell = |problem| format!("step {step}: {problem}");
            let inside = session.inside(Step(step - 1)).map_err(tell)?;
            if inside.instructions.is_empty() && step != 1 && !here.frames.is_empty() {
                return Err(format!("step {}: no instruction inside", step - 1));
            }
            if let Some(at) = (here.objects.len() as u64).checked_sub(1) {
                let object = &here.objects[random.below(at + 1) as usize];
                let life = match session.history(object.id) {
                    Ok(life) => life,
                    // Of the interpreter's own that became objects when somebody looked.
                    Err(Problem::NoSuchObject { asked }) if asked & PRE_PROGRAM != 0 => continue,
                    Err(problem) => return Err(tell(problem)),
                };
                if life.born.as_ref().is_some_and(|born| born.step.0 >= step) {
                    return Err(format!("step {step}: {} is born later", object.title));
                }
                if !life.cut && life.died.as_ref().is_some_and(|died| died.at.step.0 < step) {
                    return Err(format!("step {step}: {} is dead already", object.title));
                }
            }
            session.forget_moments();
            same(&here, &view(&mut session, step)?, "after questions")?;
        }
        Ok(())
    });
}

#[test]
fn a_watched_run_does_what_an_unwatched_one_does() {
    hold(&programs(ALL, 2), |program, random| {
        let (plain, stdout) = unwatched(program);
        let watched = program.run(200 + random.below(2000));
        let summary = summary(&watched);
        let printed = |stream| -> String {
            let chunks = summary.output.iter();
            let its = chunks.filter(|chunk| chunk.stream == stream);
            its.map(|chunk| chunk.text.as_str()).collect()
        };
        if printed(Stream::Stdout) != stdout {
            return Err(format!(
                "prints {:?}, unwatched {stdout:?}",
                printed(Stream::Stdout)
            ));
        }
        let stderr = String::from_utf8_lossy(&plain.stderr).into_owned();
        if printed(Stream::Stderr) != stderr {
            return Err(format!(
                "complains {:?}, unwatched {stderr:?}",
                printed(Stream::Stderr)
            ));
        }
        if summary.instructions != plain.instructions {
            return Err(format!(
                "{} instructions, unwatched {}",
                summary.instructions, plain.instructions
            ));
        }
        let is_same_end = match (&summary.outcome, &plain.end) {
            (Outcome::Finished, PlainEnd::Exit(0)) => true,
            (Outcome::Raised { .. } | Outcome::SyntaxError(_), PlainEnd::Exit(status)) => {
                *status == 1
            }
            (Outcome::Exited { status: a }, PlainEnd::Exit(b)) => a == b,
            (Outcome::Stopped { limit: a, .. }, PlainEnd::Stopped { limit: b, .. }) => a == b,
            (Outcome::Unsupported { what: a, .. }, PlainEnd::Unsupported { what: b, .. }) => a == b,
            _ => false,
        };
        is_same_end
            .then_some(())
            .ok_or_else(|| format!("{:?}, unwatched {:?}", summary.outcome, plain.end))
    });
}

fn unwatched(program: &Program) -> (PlainOutcome, String) {
    let printed = Rc::new(RefCell::new(Vec::new()));
    let sink = Rc::clone(&printed);
    let run = PlainRun {
        source: program.source.clone(),
        file_name: "main.py".to_owned(),
        argv: vec!["main.py".to_owned()],
        fuel: Some(FUEL),
        ..PlainRun::default()
    };
    let streams = Streams {
        stdout: Box::new(move |bytes| sink.borrow_mut().extend_from_slice(bytes)),
        stdin: Box::new(Vec::new),
    };
    let outcome = run_plain(run, &program.version, program.unit, streams);
    let stdout = String::from_utf8_lossy(&printed.borrow()).into_owned();
    (outcome.expect("the version is modelled"), stdout)
}

#[test]
fn every_ledger_sums_to_the_count() {
    hold(&programs(ALL, 1), |program, random| {
        let mut session = program.run(200 + random.below(2000));
        let steps = summary(&session).steps;
        if steps == 0 {
            return Ok(());
        }
        for _ in 0..3 {
            let step = random.below(steps);
            let tell = |problem| format!("step {step}: {problem}");
            let wrong = session.audit(Step(step)).map_err(tell)?;
            if !wrong.is_empty() {
                return Err(format!("step {step}: {wrong:?}"));
            }
            let here = view(&mut session, step)?;
            if here.objects.is_empty() {
                continue;
            }
            let at = random.below(here.objects.len() as u64) as usize;
            let object = &here.objects[at];
            let ledger = session.ledger(Step(step), object.id).map_err(tell)?;
            let sum: u64 = ledger.entries.iter().map(|entry| entry.count).sum();
            let is_right = match object.count {
                Count::References(count) => sum == count && ledger.sum == count,
                Count::Immortal(_) => true,
            };
            if !is_right {
                return Err(format!("step {step}: {} has {sum}", object.title));
            }
        }
        Ok(())
    });
}
