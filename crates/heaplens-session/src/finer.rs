//! Steps smaller than a line: from instruction to instruction, and from one event of the heap to the next.

use crate::compare::{Between, compare};
use crate::moment::{self, Place};
use crate::session::Session;
use crate::wire::{Fine, Pause, Problem, Size, Step, StepInside, View, ViewOptions};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The most lines that are gone through in search of an event of the heap.
const MOST_LINES: usize = 500;

impl Session {
    /// The next (or previous) place of the run, a step of this size away.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step. `None` where the run begins or ends.
    pub fn next_place(
        &mut self,
        from: Fine,
        size: Size,
        forward: bool,
    ) -> Result<Option<Fine>, Problem> {
        self.check_step(from.step)?;
        match (size, forward) {
            (Size::Line, true) => Ok(self.line_after(from)),
            (Size::Line, false) if from.instruction > 0 || from.event > 0 => {
                Ok(Some(Fine::at(from.step)))
            }
            (Size::Line, false) => Ok(from.step.0.checked_sub(1).map(|at| Fine::at(Step(at)))),
            (Size::Instruction, true) => {
                let inside = self.inside_once(from.step)?;
                let next = from.instruction + 1;
                if (next as usize) < inside.instructions.len() {
                    return Ok(Some(before_instruction(&inside, next)));
                }
                Ok(self.line_after(from))
            }
            (Size::Instruction, false) => {
                let inside = self.inside_once(from.step)?;
                let here = before_instruction(&inside, from.instruction);
                if from.event > here.event {
                    return Ok(Some(here));
                }
                if let Some(before) = from.instruction.checked_sub(1) {
                    return Ok(Some(before_instruction(&inside, before)));
                }
                let Some(before) = from.step.0.checked_sub(1) else {
                    return Ok(None);
                };
                let inside = self.inside_once(Step(before))?;
                let last = (inside.instructions.len() as u32).saturating_sub(1);
                Ok(Some(before_instruction(&inside, last)))
            }
            (Size::Event, true) => self.event_after(from),
            (Size::Event, false) => self.event_before(from),
        }
    }

    /// The moment before an instruction within a line: what changed is told against the beginning of the line.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step or the line no such instruction.
    pub fn view_inside(&mut self, at: Fine, options: &ViewOptions) -> Result<View, Problem> {
        let start = self.view(at.step, options)?;
        if at.instruction == 0 {
            return Ok(start);
        }
        let baseline = self.baseline()?;
        let last = self.recorder.borrow().frontier - 1;
        let own = Rc::clone(&self.recorder.borrow().own);
        let (line, chunks) = (start.line, start.output_chunks);
        let options = options.clone();
        let keyframe = self.keyframe_before(at.step.0);
        let seen: Rc<RefCell<Option<View>>> = Rc::default();
        let running = Rc::new(Cell::new(u64::MAX));
        let (into, now) = (Rc::clone(&seen), Rc::clone(&running));
        let mut before = 0;
        let until = (at.step.0 + 1).min(last);
        self.watch_every_instruction(
            keyframe,
            until,
            running,
            Rc::default(),
            |_| (),
            move |vm| {
                if now.get() == u64::MAX || now.get() < at.step.0 {
                    return true;
                }
                if now.get() == at.step.0 && before == at.instruction {
                    let place = Place {
                        step: at.step,
                        pause: Pause::Line,
                        line,
                        previous_line: line,
                        output_chunks: chunks,
                    };
                    let view = moment::view_now(vm, &own, &baseline, place, &options);
                    *into.borrow_mut() = Some(view);
                }
                before += 1;
                before <= at.instruction
            },
        );
        let seen = seen.borrow_mut().take();
        let mut view = seen.ok_or_else(|| Problem::Malformed {
            what: "the place".to_owned(),
            message: format!("step {} has no instruction {}", at.step.0, at.instruction),
        })?;
        view.changes = compare(&start, &mut view, &Between::default(), &|_| true);
        view.words = crate::words::clauses_of(&start, &view);
        Ok(view)
    }

    fn line_after(&self, from: Fine) -> Option<Fine> {
        let steps = self.recorder.borrow().frontier;
        (from.step.0 + 1 < steps).then(|| Fine::at(Step(from.step.0 + 1)))
    }

    fn event_after(&mut self, from: Fine) -> Result<Option<Fine>, Problem> {
        let (mut step, mut event) = (from.step, from.event);
        for _ in 0..MOST_LINES {
            let inside = self.inside_once(step)?;
            if let Some(next) = inside.events.get(event as usize) {
                return Ok(Some(Fine {
                    step,
                    instruction: next.instruction,
                    event: event + 1,
                }));
            }
            let Some(next) = self.line_after(Fine::at(step)) else {
                return Ok(None);
            };
            (step, event) = (next.step, 0);
        }
        Ok(Some(Fine::at(step)))
    }

    fn event_before(&mut self, from: Fine) -> Result<Option<Fine>, Problem> {
        // At the beginning of a line all events of the lines before have happened.
        let last = match from.event {
            0 => self.last_event_before(from.step)?,
            _ => Some(from),
        };
        let Some(last) = last else { return Ok(None) };
        let Some(left) = last.event.checked_sub(2) else {
            let before = self.last_event_before(last.step)?;
            return Ok(Some(before.unwrap_or_default()));
        };
        let inside = self.inside_once(last.step)?;
        let instruction = inside.events.get(left as usize);
        Ok(Some(Fine {
            step: last.step,
            instruction: instruction.map_or(0, |event| event.instruction),
            event: left + 1,
        }))
    }

    /// The place of the last event before a line.
    fn last_event_before(&mut self, step: Step) -> Result<Option<Fine>, Problem> {
        for before in (0..step.0).rev().take(MOST_LINES) {
            let inside = self.inside_once(Step(before))?;
            if let Some(last) = inside.events.last() {
                return Ok(Some(Fine {
                    step: Step(before),
                    instruction: last.instruction,
                    event: inside.events.len() as u32,
                }));
            }
        }
        Ok(None)
    }

    /// The inside of a line; asked for again and again while somebody walks through it.
    fn inside_once(&mut self, step: Step) -> Result<Rc<StepInside>, Problem> {
        if let Some(known) = self.last_inside.as_ref().filter(|one| one.step == step) {
            return Ok(Rc::clone(known));
        }
        let inside = Rc::new(self.inside(step)?);
        self.last_inside = Some(Rc::clone(&inside));
        Ok(inside)
    }
}

impl Fine {
    /// The pause before a line.
    #[must_use]
    pub fn at(step: Step) -> Self {
        Self {
            step,
            instruction: 0,
            event: 0,
        }
    }
}

/// The place before an instruction, with all events of those before it behind.
fn before_instruction(inside: &StepInside, instruction: u32) -> Fine {
    let behind = inside.events.iter();
    Fine {
        step: inside.step,
        instruction,
        event: behind
            .filter(|event| event.instruction < instruction)
            .count() as u32,
    }
}
