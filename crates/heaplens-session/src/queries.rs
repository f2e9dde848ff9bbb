//! Questions about one moment: who holds this, why is it alive, what does it weigh.

use crate::holders::ledger::{Baseline, is_static, ledger_of, native_at_work};
use crate::holders::{Census, chain, sizes};
use crate::look::{id_of, title_of};
use crate::session::Session;
use crate::wire::{Ledger, ObjectId, Problem, Sizes, Step, ViewOptions, WhyAlive};
use heaplens_heap::Ref;
use heaplens_python::vm::Vm;
use std::cell::RefCell;
use std::rc::Rc;

impl Session {
    /// Every reference that makes up the count of `object` at `step`, by name, and since when each is there.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step or object.
    pub fn ledger(&mut self, step: Step, object: ObjectId) -> Result<Ledger, Problem> {
        let baseline = self.baseline()?;
        let (mut ledger, watched) = self.ask(step, move |vm| {
            let census = Census::new(vm);
            let r = find(&census, object)?;
            let holders = census.holders_of(&[r]).remove(&r).unwrap_or_default();
            let watched = crate::since::Watched::new(vm, r, &holders);
            Ok((ledger_of(&census, &baseline, r, step), watched))
        })??;
        self.tell_since(&mut ledger, watched)?;
        Ok(ledger)
    }

    /// The shortest chain from a root to `object` at `step`.
    ///
    /// # Errors
    /// As [`Session::ledger`].
    pub fn why_alive(&mut self, step: Step, object: ObjectId) -> Result<WhyAlive, Problem> {
        self.ask(step, move |vm| {
            let census = Census::new(vm);
            let r = find(&census, object)?;
            Ok(chain::why_alive(&census, r, step))
        })?
    }

    /// What `object` weighs at `step`, alone, with all that it leads to, and with what its death would free.
    ///
    /// # Errors
    /// As [`Session::ledger`].
    pub fn sizes(&mut self, step: Step, object: ObjectId) -> Result<Sizes, Problem> {
        self.ask(step, move |vm| {
            let census = Census::new(vm);
            let r = find(&census, object)?;
            Ok(sizes::sizes_of(&census, r, step))
        })?
    }

    /// What is wrong with the accounts at `step`: objects whose ledger doesn't sum to their count, each with what is
    /// missing (or too much) in words. There are none, or the engine is at fault.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step.
    pub fn audit(&mut self, step: Step) -> Result<Vec<String>, Problem> {
        let baseline = self.baseline()?;
        self.ask(step, move |vm| audit_now(vm, &baseline))
    }

    /// The object that a name is bound to at `step`, as the innermost frame of the person's own code sees it; with
    /// `a.b` and `a[0]` attributes and items of it.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step; `None` if nothing is called so.
    pub fn named(&mut self, step: Step, name: &str) -> Result<Option<ObjectId>, Problem> {
        let view = self.view(
            step,
            &ViewOptions {
                modules: true,
                ..ViewOptions::default()
            },
        )?;
        Ok(crate::expression::object_called(&view, name))
    }

    /// Asks the machine something at the pause before `step`.
    pub(crate) fn ask<T: 'static>(
        &mut self,
        step: Step,
        question: impl FnOnce(&Vm) -> T + 'static,
    ) -> Result<T, Problem> {
        self.check_step(step)?;
        if self.position == Some(step.0) {
            return Ok(question(&self.vm));
        }
        let answer = Rc::new(RefCell::new(None));
        let mut question = Some(question);
        let into = Rc::clone(&answer);
        let keyframe = self.keyframe_before(step.0);
        self.watch_from(keyframe, step.0, move |vm, at| {
            if at == step.0
                && let Some(question) = question.take()
            {
                *into.borrow_mut() = Some(question(vm));
            }
        });
        let answer = answer.borrow_mut().take();
        answer.ok_or_else(|| Problem::Engine {
            message: format!("step {} was not come by again", step.0),
        })
    }

    /// Runs from a keyframe to the pause before step `until`, and tells `watcher` of each step on the way.
    pub(crate) fn watch_from(
        &mut self,
        keyframe: usize,
        until: u64,
        watcher: impl FnMut(&Vm, u64) + 'static,
    ) {
        let options = self.options.clone();
        self.go_to_keyframe(keyframe, until + 1..until + 1, &options);
        {
            let mut recorder = self.recorder.borrow_mut();
            recorder.pause_at = Some(until);
            recorder.watcher = Some(Box::new(watcher));
        }
        self.replay_to(until);
        self.recorder.borrow_mut().watcher = None;
    }

    pub(crate) fn check_step(&self, step: Step) -> Result<(), Problem> {
        if self.end.is_none() {
            return Err(Problem::StillRunning);
        }
        let steps = self.recorder.borrow().frontier;
        if step.0 >= steps {
            return Err(Problem::NoSuchStep {
                asked: step.0,
                last: steps.saturating_sub(1),
            });
        }
        Ok(())
    }

    /// What nobody could be named for when the program began: read off the first keyframe once.
    pub(crate) fn baseline(&mut self) -> Result<Rc<Baseline>, Problem> {
        if let Some(known) = &self.baseline {
            return Ok(Rc::clone(known));
        }
        if self.end.is_none() {
            return Err(Problem::StillRunning);
        }
        let options = self.options.clone();
        self.go_to_keyframe(0, 0..0, &options);
        let baseline = Rc::new(Census::new(&self.vm).unnamed());
        self.recorder.borrow_mut().baseline = Rc::clone(&baseline);
        self.baseline = Some(Rc::clone(&baseline));
        Ok(baseline)
    }
}

fn audit_now(vm: &Vm, baseline: &Baseline) -> Vec<String> {
    let census = Census::new(vm);
    let heap = census.heap();
    let has_native = native_at_work(vm).is_some();
    let tell = |r: Ref, what: String| {
        format!(
            "{} (count {}, ordinal {:x}): {what}",
            title_of(heap, r),
            heap.refcount(r),
            heap.ordinal(r)
        )
    };
    let missing = census.unnamed().into_iter().filter_map(|(r, rest)| {
        let of_old = if heap.ordinal(r) == 0 {
            baseline.get(&r).copied().unwrap_or(0)
        } else {
            0
        };
        let is_right = rest == of_old || (rest > of_old && (has_native || is_static(vm, r)));
        (!is_right).then(|| tell(r, format!("{rest} of nobody, {of_old} since the start")))
    });
    let overdrawn = census
        .overdrawn()
        .into_iter()
        .map(|(r, held)| tell(r, format!("held {held} times")));
    missing.chain(overdrawn).collect()
}

/// The object that bears this number.
fn find(census: &Census<'_>, object: ObjectId) -> Result<Ref, Problem> {
    let heap = census.heap();
    let found = census.objects.iter().find(|r| id_of(heap, **r) == object);
    found
        .copied()
        .ok_or(Problem::NoSuchObject { asked: object.0 })
}
