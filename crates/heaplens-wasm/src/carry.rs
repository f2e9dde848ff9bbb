//! How values cross: plain data as JavaScript objects, long columns of numbers as typed arrays.
//!
//! A missing value is `null`. A 64-bit number is a JavaScript number: the wire types promise that all of theirs
//! are below 2^53. A page's structured clone and the browser's own tools then see what they expect.

use heaplens_session::wire::{Marks, Problem};
use js_sys::{Float64Array, Object, Reflect, Uint8Array, Uint16Array, Uint32Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A value as JavaScript sees it.
pub fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = Serializer::new()
        .serialize_missing_as_null(true)
        .serialize_maps_as_objects(true);
    value
        .serialize(&serializer)
        .map_err(|error| JsValue::from_str(&format!("an answer can't cross: {error}")))
}

/// What JavaScript gave, as `what` it was to be.
pub fn from_js<T: DeserializeOwned>(value: JsValue, what: &str) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(|error| {
        problem(&Problem::Malformed {
            what: what.to_owned(),
            message: error.to_string(),
        })
    })
}

/// A problem, to be thrown.
pub fn problem(problem: &Problem) -> JsValue {
    to_js(problem).unwrap_or_else(|error| error)
}

/// The marks of a run, their columns as typed arrays whose buffers can be handed over without a copy.
pub fn marks_to_js(marks: &Marks) -> Result<JsValue, JsValue> {
    let Marks {
        steps_per_mark,
        line,
        depth,
        kinds,
        allocations,
        frees,
        bytes,
        alive,
    } = marks;
    let bytes: Vec<f64> = bytes.iter().map(|count| *count as f64).collect();
    let object = Object::new();
    let set = |name: &str, value: JsValue| {
        Reflect::set(&object, &JsValue::from_str(name), &value).map(|_set| ())
    };
    set("steps_per_mark", JsValue::from_f64(*steps_per_mark as f64))?;
    set("line", Uint32Array::from(line.as_slice()).into())?;
    set("depth", Uint16Array::from(depth.as_slice()).into())?;
    set("kinds", Uint8Array::from(kinds.as_slice()).into())?;
    set(
        "allocations",
        Uint32Array::from(allocations.as_slice()).into(),
    )?;
    set("frees", Uint32Array::from(frees.as_slice()).into())?;
    set("bytes", Float64Array::from(bytes.as_slice()).into())?;
    set("alive", Uint32Array::from(alive.as_slice()).into())?;
    Ok(object.into())
}
