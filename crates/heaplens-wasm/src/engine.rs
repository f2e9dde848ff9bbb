//! One run, as JavaScript holds it.

use crate::{canvas, carry, utf16};
use heaplens_scene::heap_map::{MapLayout, paint};
use heaplens_scene::{Layout, Look, Scene, SceneOptions, Theme, Transition, svg};
use heaplens_session::Session;
use heaplens_session::claims::check_claims;
use heaplens_session::memory::MemoryMap;
use heaplens_session::wire::{Fine, ObjectId, Problem, RunSetup, Size, Step, View, ViewOptions};
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::ImageBitmap;

/// A run of a program, and any moment of it. Whatever it throws is a `Problem`.
#[wasm_bindgen]
pub struct Engine {
    session: Session,
    layout: Layout,
    /// The last moment that was asked for: a view and a scene of it are asked for together.
    last: Option<(u64, ViewOptions, Rc<View>)>,
    /// The last scene, for who asks what differs.
    scene: Scene,
    /// The last map of the memory, and how it was laid out when it was painted.
    map: Option<(MemoryMap, Option<MapLayout>)>,
    /// What the last look gave.
    looked: Option<(Rc<View>, Scene)>,
}

#[wasm_bindgen]
impl Engine {
    /// Sets a run up from a `RunSetup`. Nothing runs yet.
    #[wasm_bindgen(constructor)]
    pub fn new(setup: JsValue) -> Result<Engine, JsValue> {
        let setup: RunSetup = carry::from_js(setup, "the setup")?;
        let session = Session::new(setup).map_err(|problem| carry::problem(&problem))?;
        Ok(Engine {
            session,
            layout: Layout::default(),
            last: None,
            scene: Scene::default(),
            map: None,
            looked: None,
        })
    }

    /// Runs for about so many instructions, or to the end. Gives a `Progress`.
    pub fn run_slice(&mut self, fuel: f64) -> Result<JsValue, JsValue> {
        carry::to_js(&self.session.run_slice(fuel.clamp(1.0, 1e15) as u64))
    }

    /// Ends a run that is under way; what ran until now stays.
    pub fn stop(&mut self) {
        self.session.stop();
    }

    /// How the run went: a `RunSummary`, its columns in UTF-16 units.
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        let summary = self
            .session
            .summary()
            .map_err(|problem| carry::problem(&problem))?;
        carry::to_js(&utf16::summary(summary, &self.session.setup().source))
    }

    /// The run's shape in time: `Marks`, its columns as typed arrays.
    pub fn marks(&self) -> Result<JsValue, JsValue> {
        carry::marks_to_js(&self.session.marks())
    }

    /// The moment before a step: a `View`. `options` are `ViewOptions`.
    pub fn view(&mut self, step: f64, options: JsValue) -> Result<JsValue, JsValue> {
        let options = carry::from_js(options, "the view's options")?;
        carry::to_js(&*self.moment(step, options)?)
    }

    /// The same moment, laid out: a `Scene`. What was in the last scene keeps its place.
    pub fn scene(
        &mut self,
        step: f64,
        view: JsValue,
        options: JsValue,
    ) -> Result<JsValue, JsValue> {
        carry::to_js(&self.arrange(step, view, options)?)
    }

    /// View and scene of the moment before a step: a `Look`, told by the one that this gave last; with `afresh`, whole.
    pub fn look(
        &mut self,
        step: f64,
        view: JsValue,
        options: JsValue,
        afresh: bool,
    ) -> Result<JsValue, JsValue> {
        if afresh {
            self.looked = None;
        }
        let options: SceneOptions = carry::from_js(options, "the scene's options")?;
        let view = self.moment(step, carry::from_js(view, "the view's options")?)?;
        let scene = self.layout.arrange(&view, &options);
        let before = self.looked.as_ref().map(|(view, scene)| (&**view, scene));
        let look = Look::between(before, &view, &scene);
        self.looked = Some((view, scene));
        carry::to_js(&look)
    }

    /// What differs between the last scene that this gave and the moment before `step`: a `Transition`.
    pub fn transition(
        &mut self,
        step: f64,
        view: JsValue,
        options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let scene = self.arrange(step, view, options)?;
        let transition = Transition::between(&self.scene, &scene);
        self.scene = scene;
        carry::to_js(&transition)
    }

    /// The scene as an SVG that stands by itself, in the theme `light`, `dark` or `auto`.
    pub fn svg(
        &mut self,
        step: f64,
        view: JsValue,
        options: JsValue,
        theme: &str,
    ) -> Result<String, JsValue> {
        let theme = match theme {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        };
        Ok(svg(&self.arrange(step, view, options)?, theme))
    }

    /// Every reference that makes up an object's count at a step, by name: a `Ledger`.
    pub fn ledger(&mut self, step: f64, object: f64) -> Result<JsValue, JsValue> {
        self.answer(|session| session.ledger(step_of(step), object_of(object)))
    }

    /// The shortest chain from a root to an object at a step: a `WhyAlive`.
    pub fn why_alive(&mut self, step: f64, object: f64) -> Result<JsValue, JsValue> {
        self.answer(|session| session.why_alive(step_of(step), object_of(object)))
    }

    /// What an object weighs at a step, counted in three ways: `Sizes`.
    pub fn sizes(&mut self, step: f64, object: f64) -> Result<JsValue, JsValue> {
        self.answer(|session| session.sizes(step_of(step), object_of(object)))
    }

    /// The memory of an object at a step, field by field: `ObjectBytes`.
    pub fn bytes(&mut self, step: f64, object: f64) -> Result<JsValue, JsValue> {
        self.answer(|session| session.bytes(step_of(step), object_of(object)))
    }

    /// The object that `name` (`a`, `node.next`, `data[0]`) is bound to at a step: its number, or `null`.
    pub fn named(&mut self, step: f64, name: &str) -> Result<JsValue, JsValue> {
        self.answer(|session| session.named(step_of(step), name))
    }

    /// The life of an object, from its birth to who took its address: a `History`.
    pub fn history(&mut self, object: f64) -> Result<JsValue, JsValue> {
        self.answer(|session| session.history(object_of(object)))
    }

    /// The instructions of one step, with every event of the heap: a `StepInside`.
    pub fn inside(&mut self, step: f64) -> Result<JsValue, JsValue> {
        self.answer(|session| session.inside(step_of(step)))
    }

    /// The place a step of this `Size` after (or before) a `Fine` one: a `Fine`, or `null`.
    pub fn next_place(
        &mut self,
        from: JsValue,
        size: JsValue,
        forward: bool,
    ) -> Result<JsValue, JsValue> {
        let from: Fine = carry::from_js(from, "the place")?;
        let size: Size = carry::from_js(size, "the size of the step")?;
        self.answer(|session| session.next_place(from, size, forward))
    }

    /// The moment before an instruction within a line, a `Fine` place: a `View`.
    pub fn view_inside(&mut self, at: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
        let at: Fine = carry::from_js(at, "the place")?;
        let options = carry::from_js(options, "the view's options")?;
        self.answer(|session| session.view_inside(at, &options))
    }

    /// Every collection of the run: `CollectionMark[]`.
    pub fn collections(&mut self) -> Result<JsValue, JsValue> {
        self.answer(|session| Ok(session.collections()))
    }

    /// One collection in slow motion, by its number in that list: a `Collection`.
    pub fn collection(&mut self, number: f64) -> Result<JsValue, JsValue> {
        self.answer(|session| session.collection(number.clamp(0.0, 9e15) as u64))
    }

    /// The program's comments that state a result, checked in the versions given: `Claim[]`.
    pub fn claims(&mut self, versions: JsValue) -> Result<JsValue, JsValue> {
        let versions: Vec<String> = carry::from_js(versions, "the versions")?;
        self.answer(|session| check_claims(session.setup(), &versions))
    }

    /// Questions made from the run, each with its answers: `Question[]`.
    pub fn questions(&mut self) -> Result<JsValue, JsValue> {
        self.answer(Session::questions)
    }

    /// The next (or previous) step that is about to run a line, or `null`.
    pub fn next_visit(&mut self, step: f64, line: f64, forward: bool) -> Result<JsValue, JsValue> {
        let line = line.clamp(0.0, 4e9) as u32;
        self.answer(|session| session.next_visit(step_of(step), line, forward))
    }

    /// The pause after the next (or previous) line that does something to an object, or `null`.
    pub fn next_event(
        &mut self,
        step: f64,
        object: f64,
        forward: bool,
    ) -> Result<JsValue, JsValue> {
        self.answer(|session| session.next_event(step_of(step), object_of(object), forward))
    }

    /// The pause after the next (or previous) line during which the collector ran, or `null`.
    pub fn next_collection(&mut self, step: f64, forward: bool) -> Result<JsValue, JsValue> {
        self.answer(|session| Ok(session.next_collection(step_of(step), forward)))
    }

    /// The pause before the line that raised the exception that nobody caught, or `null`.
    pub fn uncaught(&mut self) -> Result<JsValue, JsValue> {
        self.answer(|session| Ok(session.uncaught()))
    }

    /// Where the bytes are at a step: a `MemoryView`. It is the map that is painted from then on; the block of `object`,
    /// if one is given, is marked in it, and so are those that `line` of `file` asked for.
    pub fn memory(
        &mut self,
        step: f64,
        object: Option<f64>,
        file: Option<String>,
        line: Option<u32>,
    ) -> Result<JsValue, JsValue> {
        let map = self
            .session
            .memory_map(step_of(step), object.map(object_of), file.zip(line))
            .map_err(|problem| carry::problem(&problem))?;
        let view = carry::to_js(&map.view);
        self.map = Some((map, None));
        view
    }

    /// Paints the map that was asked for last onto a canvas of so many dots, `scale` of them for a pixel of the page.
    pub fn paint_memory(
        &mut self,
        width: u32,
        height: u32,
        scale: u32,
        dark: bool,
    ) -> Result<ImageBitmap, JsValue> {
        let (map, laid_out) = self
            .map
            .as_mut()
            .ok_or_else(|| JsValue::from_str("no map was asked for"))?;
        let layout = MapLayout::fit(map, width, height, scale);
        *laid_out = Some(layout);
        canvas::bitmap(&paint(map, &layout, width, dark))
    }

    /// What lies at a dot of the map that was painted last: a `BlockView`, or `null`.
    pub fn memory_at(&mut self, x: u32, y: u32) -> Result<JsValue, JsValue> {
        let Some((map, Some(layout))) = &self.map else {
            return Ok(JsValue::NULL);
        };
        let Some(spot) = layout.spot_at(map, x, y) else {
            return Ok(JsValue::NULL);
        };
        let block = self
            .session
            .block_at(map, spot)
            .map_err(|problem| carry::problem(&problem))?;
        carry::to_js(&block)
    }

    fn answer<T: Serialize>(
        &mut self,
        question: impl FnOnce(&mut Session) -> Result<T, Problem>,
    ) -> Result<JsValue, JsValue> {
        let answer = question(&mut self.session).map_err(|problem| carry::problem(&problem))?;
        carry::to_js(&answer)
    }

    fn arrange(&mut self, step: f64, view: JsValue, options: JsValue) -> Result<Scene, JsValue> {
        let options: SceneOptions = carry::from_js(options, "the scene's options")?;
        let view = self.moment(step, carry::from_js(view, "the view's options")?)?;
        Ok(self.layout.arrange(&view, &options))
    }

    fn moment(&mut self, step: f64, options: ViewOptions) -> Result<Rc<View>, JsValue> {
        let step = step.clamp(0.0, 9e15) as u64;
        if let Some((at, under, view)) = &self.last
            && *at == step
            && *under == options
        {
            return Ok(Rc::clone(view));
        }
        let view = self
            .session
            .view(Step(step), &options)
            .map_err(|problem| carry::problem(&problem))?;
        let view = Rc::new(view);
        self.last = Some((step, options, Rc::clone(&view)));
        Ok(view)
    }
}

/// A step that JavaScript names.
fn step_of(step: f64) -> Step {
    Step(step.clamp(0.0, 9e15) as u64)
}

/// An object's number that JavaScript gives back.
fn object_of(object: f64) -> ObjectId {
    ObjectId(object.clamp(0.0, 9e15) as u64)
}
