//! What looking costs, natively: `cargo xtask bench` runs this and the same questions in Chromium, and prints both.
#![expect(
    clippy::disallowed_types,
    reason = "a bench has a clock; the model has none"
)]

use std::time::Instant;

use heaplens_scene::{Layout, Look, SceneOptions};
use heaplens_session::Session;
use heaplens_session::plain::{PlainRun, Streams, run_plain};
use heaplens_session::wire::{CompileUnit, RunSetup, Step, ViewOptions};

const LOOP: &str = include_str!("loop.py");
const VERSION: &str = "3.13";
/// Runs of each kind, the quickest of which counts: the others had to share the machine.
const RUNS: usize = 5;
const JUMPS: usize = 41;

fn ms<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64() * 1e3, done)
}

fn run(source: &str, keep_every: Option<u64>) -> Session {
    let mut setup = RunSetup::new(source, VERSION, CompileUnit::Script);
    setup.fuel = u64::MAX;
    let mut session = Session::new(setup).expect("the version is modelled");
    if let Some(distance) = keep_every {
        session.keep_every(distance);
    }
    while !session.run_slice(20_000_000).done {}
    session
}

fn run_unwatched(source: &str) {
    let run = PlainRun {
        source: source.to_owned(),
        file_name: "main.py".to_owned(),
        ..PlainRun::default()
    };
    let streams = Streams {
        stdout: Box::new(|_| ()),
        stdin: Box::new(Vec::new),
    };
    run_plain(run, VERSION, CompileUnit::Script, streams).expect("the version is modelled");
}

fn middle(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn row(what: &str, value: String, bar: &str) {
    println!("{what:<64} {value:>12}   {bar}");
}

fn main() {
    row("natively", "measured".to_owned(), "at most");
    a_long_loop();
    for (count, bar) in [(100, "5 ms in Chromium"), (1000, "16 ms in Chromium")] {
        steps_among(count, bar);
    }
}

fn a_long_loop() {
    let (mut unwatched, mut bare, mut kept) = (f64::MAX, f64::MAX, f64::MAX);
    let mut session = None;
    for _ in 0..RUNS {
        unwatched = unwatched.min(ms(|| run_unwatched(LOOP)).0);
        bare = bare.min(ms(|| run(LOOP, Some(u64::MAX))).0);
        let (took, ran) = ms(|| run(LOOP, None));
        kept = kept.min(took);
        session = Some(ran);
    }
    let mut session = session.expect("it ran");
    let summary = session.summary().expect("it has ended");
    let (steps, instructions) = (summary.steps, summary.instructions);
    row(
        "a million iterations: instructions (lines)",
        format!("{instructions} ({steps})"),
        "",
    );
    row("run, unwatched", format!("{unwatched:.0} ms"), "");
    row(
        "run, watched without keyframes",
        format!("{bare:.0} ms"),
        "",
    );
    row("run, watched with keyframes", format!("{kept:.0} ms"), "");
    row(
        "with keyframes / without",
        format!("{:.3}", kept / bare),
        "1.15",
    );
    row(
        "with keyframes / unwatched",
        format!("{:.3}", kept / unwatched),
        "",
    );
    let mib = session.keyframe_bytes() as f64 / f64::from(1 << 20);
    row("the keyframes' memory", format!("{mib:.1} MiB"), "64 MiB");
    let mut at = 12_345;
    let mut jumps: Vec<f64> = (0..JUMPS)
        .map(|_| {
            at = (at * 6_364_136_223 + 1_442_695_041) % steps;
            session.forget_moments();
            ms(|| session.view(Step(at), &ViewOptions::default())).0
        })
        .collect();
    row(
        "from a standing start to a random step: median",
        format!("{:.1} ms", middle(&mut jumps)),
        "100 ms",
    );
    row(
        "from a standing start to a random step: slowest",
        format!("{:.1} ms", jumps[JUMPS - 1]),
        "",
    );
}

/// A step forward or back with so many objects alive: the view, its scene, and what crosses of them.
fn steps_among(count: u32, bar: &str) {
    let source = include_str!("alive.py").replace("COUNT", &count.to_string());
    let mut session = run(&source, None);
    let last = session.summary().expect("it has ended").steps - 1;
    let mut layout = Layout::default();
    let mut before = None;
    let mut parts = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
    let first = last - 12;
    let forward = first..=last;
    let back = (first..last).rev();
    for (number, step) in forward.chain(back).enumerate() {
        let (viewing, view) = ms(|| session.view(Step(step), &ViewOptions::default()));
        let view = view.expect("there is such a step");
        assert!(view.objects.len() as u32 >= count, "{}", view.objects.len());
        let (arranging, scene) = ms(|| layout.arrange(&view, &SceneOptions::default()));
        let last = before.as_ref().map(|(view, scene)| (view, scene));
        let (telling, text) = ms(|| {
            let look = Look::between(last, &view, &scene);
            serde_json::to_string(&look).expect("it is plain data")
        });
        if number > 0 {
            parts[0].push(viewing);
            parts[1].push(arranging);
            parts[2].push(telling);
            parts[3].push(viewing + arranging + telling);
        }
        assert!(number == 0 || text.len() < 2_000_000);
        before = Some((view, scene));
    }
    let names = ["view", "scene", "what crosses", "all"];
    for (name, times) in names.into_iter().zip(&mut parts) {
        let bar = if name == "all" { bar } else { "" };
        row(
            &format!("a step among {count} objects: {name}"),
            format!("{:.2} ms", middle(times)),
            bar,
        );
    }
}
