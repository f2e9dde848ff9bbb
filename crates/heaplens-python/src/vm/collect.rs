//! Collections: the phases that the heap finds, with the guest code between them.

use heaplens_heap::gc::{Phase, UNREACHABLE};
use heaplens_heap::{Owned, Ref};

use crate::vm::{Raised, Vm};

/// `gc.DEBUG_SAVEALL`.
pub const DEBUG_SAVEALL: u32 = 32;

impl Vm {
    /// Runs the collection that is due (`gc_collect_generations`).
    pub(crate) fn collect_due(&mut self) {
        self.heap.gc.is_due = false;
        if self.heap.gc.is_collecting || !self.heap.gc.is_enabled {
            self.heap.gc.due_tail = Ref::NULL;
            return;
        }
        if let Some(generation) = self.heap.gc_generation_due() {
            self.heap.gc.by_threshold = true;
            self.collect(generation);
            self.heap.gc.by_threshold = false;
        }
        self.heap.gc.due_tail = Ref::NULL;
    }

    /// Collects a generation and the younger ones; says how many objects were unreachable. An exception on its way
    /// is kept.
    pub fn collect(&mut self, generation: usize) -> u64 {
        if self.heap.gc.is_collecting {
            return 0;
        }
        self.heap.gc.is_collecting = true;
        let saved = self.take_raised();
        self.settle();
        self.call_gc_callbacks("start", generation, (0, 0));
        self.heap.gc.generation = generation;
        self.gc_phase(Phase::Candidates);
        let found = self.heap.gc_begin(generation);
        self.gc_phase(Phase::UnreachableFound);
        let due = self.heap.gc_weak_references();
        for weak in due {
            // Unlike where an object dies by itself, the reference keeps its callback (`handle_weakrefs`).
            if let Some(callback) = self.heap.field(weak, 0).some() {
                self.call_weak_callback(weak, callback);
            }
            self.drop_ref(weak);
        }
        self.gc_phase(Phase::WeakReferencesCleared);
        // A finalizer may free what another one is for (a generator that is closed lets its locals go): all are held.
        let finalizable = self.heap.gc_finalizable();
        for &r in &finalizable {
            self.heap.incref(r);
        }
        for r in finalizable {
            self.heap.set_finalized(r);
            self.call_finalizer(r);
            self.drop_ref(r);
        }
        self.gc_phase(Phase::Finalized);
        let collected = self.heap.gc_still_unreachable(generation);
        self.gc_phase(Phase::ResurrectedRescued);
        let saves_all = self.heap.gc.debug & DEBUG_SAVEALL != 0;
        if saves_all {
            let garbage = self.states.garbage;
            for r in self.heap.gc_objects(UNREACHABLE) {
                if !garbage.is_null() {
                    self.heap.incref(r);
                    self.heap.list_append(garbage, r);
                }
            }
            self.heap.gc_keep_unreachable(generation);
        } else {
            while let Some(r) = self.heap.gc_clear_next() {
                self.reap();
                self.heap.gc_cleared(r, generation);
                self.reap();
            }
        }
        self.gc_phase(Phase::Freed);
        if generation == 2 {
            self.clear_freelists();
        }
        let stats = &mut self.heap.gc.stats[generation];
        stats.collections += 1;
        stats.collected += collected;
        stats.candidates += found.candidates;
        self.call_gc_callbacks("stop", generation, (collected, 0));
        self.settle();
        if let Some(saved) = saved {
            self.set_raised(saved);
        }
        self.heap.gc.is_collecting = false;
        collected
    }

    fn gc_phase(&mut self, phase: Phase) {
        if let Some(mut hook) = self.gc_hook.take() {
            hook(self, phase);
            self.gc_hook = Some(hook);
        }
    }

    /// A full collection empties the free lists (`clear_freelists`).
    fn clear_freelists(&mut self) {
        self.heap.clear_freelists();
    }

    /// Calls `gc.callbacks` with the phase and what is known.
    fn call_gc_callbacks(&mut self, phase: &str, generation: usize, result: (u64, u64)) {
        let list = self.states.gc_callbacks;
        if list.is_null() || self.heap.list_len(list) == 0 {
            return;
        }
        let info = self.heap.dict();
        let mut entries: Vec<(&str, u64)> = vec![
            ("generation", generation as u64),
            ("collected", result.0),
            ("uncollectable", result.1),
        ];
        if self.version.minor() >= 15 {
            entries.push(("candidates", 0));
        }
        for (name, value) in entries {
            let key = self.heap.intern_str(name);
            let value = self.heap.int(value as i64);
            self.heap.dict_set_str(info.get(), key.get(), value);
        }
        let phase = self.heap.intern_str(phase);
        let mut index = 0;
        while index < self.heap.list_len(list) {
            let callback = self.heap.list_item(list, index);
            let callback: Owned = self.heap.own(callback);
            match self.call(callback.get(), &[phase.get(), info.get()]) {
                Ok(value) => drop(value),
                Err(Raised) if self.stop.is_some() => return self.stop_soon(),
                Err(Raised) => self.report_unraisable("calling GC callback", callback.get()),
            }
            index += 1;
        }
        drop((phase, info));
        self.settle();
    }

    /// Sets who watches the phases of collections.
    pub fn set_gc_hook(&mut self, hook: Option<crate::vm::GcHook>) {
        self.gc_hook = hook;
    }

    /// The objects of a generation (or of all) that Python may see.
    pub fn gc_visible_objects(&self, generation: Option<usize>) -> Vec<Ref> {
        match generation {
            Some(generation) => self.heap.gc_objects(generation),
            None => (0..3)
                .flat_map(|generation| self.heap.gc_objects(generation))
                .collect(),
        }
    }
}
