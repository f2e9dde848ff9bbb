//! Where to go next in time: the next visit of a line, event of an object, collection, exception.

use crate::session::Session;
use crate::wire::{ObjectId, Outcome, Problem, Step, TracebackLine};
use std::cell::RefCell;
use std::rc::Rc;

impl Session {
    /// The next (or previous) step that is about to run `line` of the program.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step. `None` if there is no further visit.
    pub fn next_visit(
        &mut self,
        step: Step,
        line: u32,
        forward: bool,
    ) -> Result<Option<Step>, Problem> {
        self.check_step(step)?;
        let marks = self.marks();
        // Marks don't tell of which file a line is.
        if marks.steps_per_mark == 1 && self.setup.mounts.is_empty() {
            let mut all = marks.line.iter().enumerate();
            let at = step.0 as usize;
            let is_it = |(_, of): &(usize, &u32)| **of == line;
            let found = if forward {
                all.skip(at + 1).find(is_it)
            } else {
                all.by_ref().take(at).rfind(is_it)
            };
            return Ok(found.map(|(at, _)| Step(at as u64)));
        }
        let last = self.recorder.borrow().frontier - 1;
        let mut keyframe = self.keyframe_before(step.0);
        loop {
            let until = match self.keyframes.get(keyframe + 1) {
                Some(next) if forward || next.next <= step.0 => next.next.min(last),
                _ if forward => last,
                _ => step.0,
            };
            let found = Rc::new(RefCell::new(None));
            let into = Rc::clone(&found);
            let file = self.setup.file_name.clone();
            self.watch_from(keyframe, until, move |vm, at| {
                let is_there = vm.frames.last().is_some_and(|frame| {
                    frame.line() == line && *frame.code.body.filename == *file
                });
                let mut found = into.borrow_mut();
                if !is_there {
                    return;
                }
                let is_nearest = if forward {
                    at > step.0 && found.is_none()
                } else {
                    at < step.0
                };
                if is_nearest {
                    *found = Some(at);
                }
            });
            let found = *found.borrow();
            if let Some(found) = found {
                return Ok(Some(Step(found)));
            }
            if forward {
                keyframe += 1;
                if keyframe >= self.keyframes.len() || until == last {
                    return Ok(None);
                }
            } else if keyframe == 0 {
                return Ok(None);
            } else {
                keyframe -= 1;
            }
        }
    }

    /// The next (or previous) step whose line changes an object's count, makes or frees it: the pause after it.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step or object. `None` if nothing more happens to it.
    pub fn next_event(
        &mut self,
        step: Step,
        object: ObjectId,
        forward: bool,
    ) -> Result<Option<Step>, Problem> {
        self.check_step(step)?;
        let last = self.recorder.borrow().frontier - 1;
        let life = self.history(object)?;
        let ends = life
            .born
            .iter()
            .chain(life.died.iter().map(|died| &died.at));
        let mut steps: Vec<u64> = life
            .changes
            .iter()
            .map(|change| &change.at)
            .chain(ends)
            .map(|at| (at.step.0 + 1).min(last))
            .collect();
        steps.sort_unstable();
        let found = if forward {
            steps.into_iter().find(|at| *at > step.0)
        } else {
            steps.into_iter().rev().find(|at| *at < step.0)
        };
        Ok(found.map(Step))
    }

    /// The pause after the next (or previous) line during which the collector ran.
    #[must_use]
    pub fn next_collection(&self, step: Step, forward: bool) -> Option<Step> {
        let last = self.recorder.borrow().frontier.saturating_sub(1);
        let all = self.collections();
        let mut ends = all.iter().map(|mark| (mark.step.0 + 1).min(last));
        let found = if forward {
            ends.find(|at| *at > step.0)
        } else {
            ends.rfind(|at| *at < step.0)
        };
        found.map(Step)
    }

    /// The pause before the line that raised the first exception that nobody caught: at the prompt, where it ends
    /// one statement only, before the last line that ran of it.
    pub fn uncaught(&mut self) -> Option<Step> {
        let (at_prompt, over) = {
            let recorder = self.recorder.borrow();
            (recorder.uncaught_at, recorder.over_at)
        };
        let Some(Outcome::Raised { lines, .. }) = &self.end else {
            return at_prompt.map(Step);
        };
        // What ran after the line that raised: handlers on the way out, and the ends of `with` blocks.
        let own = |place: &&TracebackLine| place.file == self.setup.file_name;
        let line = lines.iter().rev().find(own).map(|place| place.line);
        let over = Step(over?);
        let visit = line.and_then(|line| self.next_visit(over, line, false).ok().flatten());
        visit.or_else(|| over.0.checked_sub(1).map(Step))
    }
}
