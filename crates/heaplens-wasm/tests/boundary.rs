//! What JavaScript sees of the engine, in a real browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]

use heaplens_scene::{Scene, SceneOptions, Transition};
use heaplens_session::wire::{
    CompileUnit, Count, Outcome, Problem, Progress, RunSetup, RunSummary, View, ViewOptions,
};
use heaplens_wasm::Engine;
use js_sys::{Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SHARING: &str = "a = [1, 2]\nb = a\nc = [b]\ndel a\nprint(len(c))\nc = None\n";

fn js<T: Serialize>(value: &T) -> JsValue {
    serde_wasm_bindgen::to_value(value).expect("it crosses")
}

fn back<T: DeserializeOwned>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).expect("it is what the wire types say")
}

fn engine(source: &str) -> Engine {
    let mut engine = Engine::new(js(&RunSetup::new(source, "3.13", CompileUnit::Script)))
        .expect("it can be set up");
    while !back::<Progress>(engine.run_slice(10_000.0).expect("it runs")).done {}
    engine
}

fn view(engine: &mut Engine, step: u32) -> View {
    back(
        engine
            .view(f64::from(step), js(&ViewOptions::default()))
            .expect("there is such a step"),
    )
}

#[wasm_bindgen_test]
fn the_version_is_the_one_in_the_manifest() {
    assert_eq!(heaplens_wasm::version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn a_program_runs_and_each_moment_of_it_can_be_looked_at() {
    let mut engine = engine(SHARING);
    let summary: RunSummary = back(engine.summary().expect("it has ended"));
    assert_eq!(summary.outcome, Outcome::Finished);
    assert_eq!(summary.steps, 7);
    assert_eq!(summary.output[0].text, "1\n");
    let counts: Vec<Option<Count>> = (0..7)
        .map(|step| {
            let now = view(&mut engine, step);
            now.objects
                .iter()
                .find(|object| object.title == "list #1")
                .map(|object| object.count)
        })
        .collect();
    let references = |count| Some(Count::References(count));
    let expected = [
        None,
        references(1),
        references(2),
        references(3),
        references(2),
        references(2),
        references(1),
    ];
    assert_eq!(counts, expected);
    assert_eq!(
        view(&mut engine, 1).plain_words(),
        "Line 1, a = [1, 2]: a is bound to list #1."
    );
}

#[wasm_bindgen_test]
fn the_marks_come_as_typed_arrays() {
    let engine = engine(SHARING);
    let marks = engine.marks().expect("there are marks");
    let column =
        |name: &str| Reflect::get(&marks, &JsValue::from_str(name)).expect("it has the column");
    let lines: Uint32Array = column("line").dyn_into().expect("lines are 32-bit numbers");
    assert_eq!(lines.to_vec(), [1, 2, 3, 4, 5, 6, 0]);
    let kinds: Uint8Array = column("kinds").dyn_into().expect("kinds are bytes");
    assert_eq!(kinds.length(), 7);
    assert_eq!(column("steps_per_mark").as_f64(), Some(1.0));
}

#[wasm_bindgen_test]
fn scenes_and_what_differs_between_them_cross() {
    let mut engine = engine(SHARING);
    let (view, options) = (js(&ViewOptions::default()), js(&SceneOptions::default()));
    let first: Transition = back(
        engine
            .transition(2.0, view.clone(), options.clone())
            .expect("a first scene"),
    );
    assert!(first.update.is_empty() && !first.enter.is_empty());
    let next: Transition = back(
        engine
            .transition(3.0, view.clone(), options.clone())
            .expect("a second scene"),
    );
    assert!(
        next.enter.iter().any(|one| one.key.starts_with('o')),
        "the new list comes in"
    );
    assert!(next.leave.is_empty());
    let scene: Scene = back(
        engine
            .scene(3.0, view.clone(), options.clone())
            .expect("the whole of it"),
    );
    assert_eq!(scene.boxes.len(), 3);
    let svg = engine.svg(3.0, view, options, "dark").expect("an SVG");
    assert!(svg.starts_with("<svg ") && svg.contains("list #1"));
}

#[wasm_bindgen_test]
fn columns_of_syntax_errors_are_in_utf16_units() {
    let engine = engine("x = 1\ny = '😀' = = 2\n");
    let summary: RunSummary = back(engine.summary().expect("it has ended"));
    let Outcome::SyntaxError(problem) = summary.outcome else {
        panic!("it is no Python")
    };
    assert_eq!(problem.line, 2);
    let upto: String = String::from_utf16(
        &problem
            .text
            .encode_utf16()
            .take(problem.column as usize)
            .collect::<Vec<_>>(),
    )
    .expect("the column doesn't split a character");
    assert!(problem.text.starts_with(&upto));
}

#[wasm_bindgen_test]
fn what_is_wrong_is_thrown_as_a_problem() {
    let thrown = Engine::new(js(&RunSetup::new("", "2.7", CompileUnit::Script)))
        .err()
        .expect("no such version");
    assert!(matches!(back(thrown), Problem::UnknownVersion { asked, .. } if asked == "2.7"));
    let thrown = Engine::new(JsValue::from_str("no setup"))
        .err()
        .expect("no setup");
    assert!(matches!(back(thrown), Problem::Malformed { .. }));
    let mut engine = engine("x = 1\n");
    let thrown = engine
        .view(99.0, js(&ViewOptions::default()))
        .expect_err("no such step");
    assert!(matches!(
        back(thrown),
        Problem::NoSuchStep { asked: 99, last: 1 }
    ));
}

#[wasm_bindgen_test]
fn a_missing_value_is_null() {
    let mut engine = engine("x = [1]\n");
    let view = engine
        .view(1.0, js(&ViewOptions::default()))
        .expect("there is such a step");
    let objects = Reflect::get(&view, &"objects".into()).expect("it has objects");
    let object = Reflect::get_u32(&objects, 0).expect("it has one");
    let same = Reflect::get(&object, &"same_address_as".into()).expect("the field is there");
    assert!(same.is_null());
}

#[wasm_bindgen_test]
fn an_endless_run_can_be_stopped_and_stepped() {
    let setup = RunSetup::new(
        "x = []\nwhile True:\n    x = [x]\n",
        "3.13",
        CompileUnit::Script,
    );
    let mut engine = Engine::new(js(&setup)).expect("it can be set up");
    let progress: Progress = back(engine.run_slice(5_000.0).expect("it runs"));
    assert!(!progress.done && progress.steps > 100);
    engine.stop();
    let summary: RunSummary = back(engine.summary().expect("it has ended"));
    assert!(matches!(summary.outcome, Outcome::Stopped { .. }));
    let last = view(&mut engine, summary.steps as u32 - 1);
    assert_eq!(last.frames.len(), 1);
}
