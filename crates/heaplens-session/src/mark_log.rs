//! The run's shape in time, written while it runs: one mark for each step, and, when they become too many, one
//! for each two, four, eight.

use crate::wire::{MarkKinds, Marks};

/// The most marks that are kept; a timeline has no more pixels.
const MOST_MARKS: usize = 4096;

/// What is in use at the start of a step.
#[derive(Debug, Clone, Copy, Default)]
pub struct InUse {
    /// Bytes of the modelled heap.
    pub bytes: u64,
    /// Objects born since the program began.
    pub objects: u64,
}

/// The marks so far.
#[derive(Debug, Clone)]
pub struct MarkLog {
    marks: Marks,
    /// Steps in the last mark.
    in_last: u64,
}

impl Default for MarkLog {
    fn default() -> Self {
        Self {
            marks: Marks {
                steps_per_mark: 1,
                ..Marks::default()
            },
            in_last: 0,
        }
    }
}

impl MarkLog {
    /// Adds a step: the line that it stands before, what is in use by then, and nothing that it did yet.
    pub fn step(&mut self, line: u32, depth: u32, in_use: InUse) {
        let depth = u16::try_from(depth).unwrap_or(u16::MAX);
        let alive = u32::try_from(in_use.objects).unwrap_or(u32::MAX);
        let is_new = self.marks.line.is_empty() || self.in_last == self.marks.steps_per_mark;
        if is_new && self.marks.line.len() == MOST_MARKS {
            self.halve();
            // After halving the last mark is full: it stands for twice as many.
        }
        if is_new {
            self.marks.line.push(line);
            self.marks.depth.push(depth);
            self.marks.kinds.push(0);
            self.marks.allocations.push(0);
            self.marks.frees.push(0);
            self.marks.bytes.push(in_use.bytes);
            self.marks.alive.push(alive);
            self.in_last = 1;
            return;
        }
        self.in_last += 1;
        if let Some(deepest) = self.marks.depth.last_mut() {
            *deepest = depth.max(*deepest);
        }
        if let (Some(bytes), Some(most)) =
            (self.marks.bytes.last_mut(), self.marks.alive.last_mut())
        {
            *bytes = in_use.bytes.max(*bytes);
            *most = alive.max(*most);
        }
    }

    /// Notes what the last step's line did.
    pub fn did(&mut self, kinds: u8, allocations: u64, frees: u64) {
        let marks = &mut self.marks;
        let more = |sum: &mut u32, count: u64| {
            *sum = sum.saturating_add(u32::try_from(count).unwrap_or(u32::MAX))
        };
        if let (Some(bits), Some(allocated), Some(freed)) = (
            marks.kinds.last_mut(),
            marks.allocations.last_mut(),
            marks.frees.last_mut(),
        ) {
            *bits |= kinds;
            more(allocated, allocations);
            more(freed, frees);
        }
    }

    /// The marks as they are now.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Makes one mark of each two.
    fn halve(&mut self) {
        let marks = &mut self.marks;
        marks.steps_per_mark *= 2;
        marks.line = marks.line.iter().copied().step_by(2).collect();
        marks.depth = pairs(&marks.depth, |a, b| a.max(b));
        marks.kinds = pairs(&marks.kinds, |a, b| a | b);
        marks.allocations = pairs(&marks.allocations, u32::saturating_add);
        marks.frees = pairs(&marks.frees, u32::saturating_add);
        marks.bytes = pairs(&marks.bytes, |a, b| a.max(b));
        marks.alive = pairs(&marks.alive, |a, b| a.max(b));
        self.in_last = marks.steps_per_mark;
    }
}

fn pairs<T: Copy>(values: &[T], join: impl Fn(T, T) -> T) -> Vec<T> {
    values
        .chunks(2)
        .map(|pair| {
            if let [a, b] = pair {
                join(*a, *b)
            } else {
                pair[0]
            }
        })
        .collect()
}

impl MarkKinds {
    /// The bit for each kind that is so.
    #[must_use]
    pub fn bits(call: bool, returned: bool, print: bool, exception: bool, collection: bool) -> u8 {
        let bits = Self::BITS;
        let one = |is: bool, bit: u8| if is { bit } else { 0 };
        one(call, bits.call)
            | one(returned, bits.returned)
            | one(print, bits.print)
            | one(exception, bits.exception)
            | one(collection, bits.collection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rising(step: u64) -> InUse {
        InUse {
            bytes: 16 * step,
            objects: step,
        }
    }

    #[test]
    fn a_short_run_has_a_mark_for_each_step() {
        let mut log = MarkLog::default();
        for line in 1..=10 {
            log.step(line, line % 3, InUse::default());
            log.did(MarkKinds::BITS.print, u64::from(line), 0);
        }
        let marks = log.marks();
        assert_eq!(marks.steps_per_mark, 1);
        assert_eq!(marks.line, (1..=10).collect::<Vec<u32>>());
        assert_eq!(marks.allocations, (1..=10).collect::<Vec<u32>>());
    }

    #[test]
    fn a_long_run_keeps_its_sums_and_every_mark_its_steps() {
        for steps in [4096_u64, 4097, 10_000, 100_001] {
            let mut log = MarkLog::default();
            for step in 0..steps {
                log.step(step as u32 + 1, 0, rising(step));
                log.did(0, 1, 2);
            }
            let marks = log.marks();
            assert!(marks.line.len() <= MOST_MARKS);
            assert_eq!(
                marks.bytes.iter().max(),
                Some(&(16 * (steps - 1))),
                "the peak is kept"
            );
            assert_eq!(marks.alive.len(), marks.line.len());
            assert_eq!(
                marks
                    .allocations
                    .iter()
                    .map(|count| u64::from(*count))
                    .sum::<u64>(),
                steps
            );
            assert_eq!(
                marks
                    .frees
                    .iter()
                    .map(|count| u64::from(*count))
                    .sum::<u64>(),
                2 * steps
            );
            for (at, line) in marks.line.iter().enumerate() {
                assert_eq!(
                    u64::from(*line),
                    at as u64 * marks.steps_per_mark + 1,
                    "{steps} steps"
                );
            }
        }
    }
}
