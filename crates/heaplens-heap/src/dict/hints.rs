//! Where a name was found last in a table of keys: look-ups of attributes and globals ask again and again.
//!
//! A hint proves itself before it is used (the entry it names must hold that very key), so it needs no clearing:
//! not when tables change, not when blocks are used anew, not when the heap goes back to a keyframe.

use crate::heap::Heap;
use crate::reference::Ref;

const COUNT: u32 = 2048;

#[derive(Clone, Copy, Debug, Default)]
struct Hint {
    keys: u32,
    name: u32,
    entry: u32,
}

/// The hints of one heap.
#[derive(Clone, Debug)]
pub(crate) struct Hints {
    hints: Box<[Hint]>,
}

impl Default for Hints {
    fn default() -> Hints {
        Hints {
            hints: vec![Hint::default(); COUNT as usize].into(),
        }
    }
}

fn slot(keys: u32, name: Ref) -> usize {
    let mixed = (keys ^ name.0.rotate_left(16)).wrapping_mul(0x9e37_79b1);
    (mixed >> (32 - COUNT.trailing_zeros())) as usize
}

impl Heap {
    /// The entry of `name` in the table at `keys`, and the value there, if a hint knows it.
    #[inline]
    pub(crate) fn hinted(&self, keys: u32, name: Ref) -> Option<(u32, Ref)> {
        let hint = self.hints.hints[slot(keys, name)];
        if hint.keys != keys || hint.name != name.0 || hint.entry >= self.keys_nentries(keys) {
            return None;
        }
        let (_, key, value) = self.keys_entry(keys, hint.entry);
        (key == name).then_some((hint.entry, value))
    }

    /// Keeps for the next time that `name` was found in entry `entry` of the table at `keys`.
    #[inline]
    pub(crate) fn hint(&mut self, keys: u32, name: Ref, entry: u32) {
        self.hints.hints[slot(keys, name)] = Hint {
            keys,
            name: name.0,
            entry,
        };
    }
}
