//! One moment, read off the paused machine: frames, the objects that their names lead to, garbage, and every
//! reference among them. Nothing is changed by it.

mod boxes;
pub(crate) mod frames;
mod garbage;
mod walk;

use crate::holders::ledger::Baseline;
use crate::wire::{Pause, Step, Totals, View, ViewOptions};
use heaplens_python::vm::Vm;
use std::collections::BTreeSet;

pub use frames::is_module_name_shown;

/// Where a moment lies in its run.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub step: Step,
    pub pause: Pause,
    /// The line that is about to run.
    pub line: u32,
    /// The line that ran before.
    pub previous_line: u32,
    pub output_chunks: u64,
}

/// The files that are the person's own: the program and what is mounted.
pub type OwnFiles = BTreeSet<String>;

/// The view of the machine as it is now. Changes, words and ghosts are not known yet.
#[must_use]
pub fn view_now(
    vm: &Vm,
    own: &OwnFiles,
    baseline: &Baseline,
    place: Place,
    options: &ViewOptions,
) -> View {
    let frames = frames::frames_now(vm, own);
    let garbage = garbage::find(vm, &frames);
    let walk = walk::Walk::through(vm, &frames, &garbage, options);
    let frame_views = frames.iter().map(|frame| frame.view(vm, options)).collect();
    let (objects, references) =
        boxes::objects_and_references(vm, &walk, &frames, &garbage, baseline, options);
    let file = frames
        .last()
        .map_or_else(|| vm.program.to_string(), |frame| frame.file.clone());
    let gc = &vm.heap.gc;
    View {
        step: place.step,
        pause: place.pause,
        line: place.line,
        previous_line: place.previous_line,
        file,
        frames: frame_views,
        totals: Totals {
            objects: walk.reached + garbage.len() as u64,
            bytes: walk.bytes,
            left_out: walk.left_out,
            blocks: 0,
            gc_counts: gc.counts,
            gc_thresholds: gc.thresholds.map(|threshold| threshold.max(0) as u32),
        },
        objects,
        references,
        ghosts: Vec::new(),
        changes: Vec::new(),
        words: Vec::new(),
        output_chunks: place.output_chunks,
    }
}
