//! What looking costs in a real browser: a jump to a random step of a long run, and a step forward or back among
//! many objects. The bars are those of an optimised build on a quiet machine; the tests allow for one that is neither.
#![cfg(target_arch = "wasm32")]

use heaplens_scene::SceneOptions;
use heaplens_session::wire::{CompileUnit, Progress, RunSetup, RunSummary, ViewOptions};
use heaplens_wasm::Engine;
use js_sys::{Function, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// How much slower than the bar a step may be here.
const PATIENCE: f64 = if cfg!(debug_assertions) { 12.0 } else { 4.0 };

fn js<T: Serialize>(value: &T) -> JsValue {
    serde_wasm_bindgen::to_value(value).expect("it crosses")
}

fn back<T: DeserializeOwned>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).expect("it is what the wire types say")
}

/// The browser's clock, in milliseconds.
fn now() -> f64 {
    let global = js_sys::global();
    let performance = Reflect::get(&global, &"performance".into()).expect("a browser has a clock");
    let ask = Reflect::get(&performance, &"now".into()).expect("it can be asked");
    let ask: Function = ask.dyn_into().expect("by a call");
    let said = ask.call0(&performance).expect("which gives a number");
    said.as_f64().expect("of milliseconds")
}

fn ms<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = now();
    let done = work();
    (now() - start, done)
}

fn engine(source: &str) -> (Engine, u64) {
    let mut setup = RunSetup::new(source, "3.13", CompileUnit::Script);
    setup.fuel = 1 << 40;
    let mut engine = Engine::new(js(&setup)).expect("it can be set up");
    while !back::<Progress>(engine.run_slice(5e6).expect("it runs")).done {}
    let summary: RunSummary = back(engine.summary().expect("it has ended"));
    (engine, summary.steps)
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

#[wasm_bindgen_test]
fn any_step_of_a_long_run_is_near() {
    let source = include_str!("../../../tests/benches/loop.py");
    let (took, (mut engine, steps)) = ms(|| engine(source));
    let (view, scene) = (js(&ViewOptions::default()), js(&SceneOptions::default()));
    let mut at = 12_345;
    let jumps: Vec<f64> = (0..21)
        .map(|_| {
            at = (at * 6_364_136_223 + 1_442_695_041) % steps;
            let look = || engine.look(at as f64, view.clone(), scene.clone(), true);
            let (took, looked) = ms(look);
            looked.expect("there is such a step");
            took
        })
        .collect();
    let jump = middle(jumps);
    console_log!("in Chromium: a run of {steps} lines in {took:.0} ms");
    console_log!(
        "in Chromium: to a random step of it: {jump:.1} ms in the middle (at most 250 ms)"
    );
    assert!(jump < 250.0 * PATIENCE, "{jump} ms");
}

#[wasm_bindgen_test]
fn a_step_forward_or_back_is_quick_with_many_objects_alive() {
    for (count, bar) in [(100, 5.0), (1000, 16.0)] {
        let source = include_str!("../../../tests/benches/alive.py");
        let (mut engine, steps) = engine(&source.replace("COUNT", &count.to_string()));
        let (view, scene) = (js(&ViewOptions::default()), js(&SceneOptions::default()));
        let last = steps - 1;
        let ways = [
            (last - 12..=last).collect(),
            (last - 12..last).rev().collect(),
        ];
        let mut told = Vec::new();
        for way in ways {
            let way: Vec<u64> = way;
            let times = way.into_iter().map(|step| {
                let look = || engine.look(step as f64, view.clone(), scene.clone(), false);
                let (took, looked) = ms(look);
                looked.expect("there is such a step");
                took
            });
            told.push(middle(times.collect()));
        }
        console_log!(
            "in Chromium: among {count} objects: {:.1} ms a step forward, {:.1} ms a step back (at most {bar} ms)",
            told[0],
            told[1]
        );
        let slower = told[0].max(told[1]);
        assert!(slower < bar * PATIENCE, "{count} objects: {slower} ms");
    }
}
