//! What a watcher learns of births and deaths: a number for each object, and who died of what.
//!
//! Nothing of it is modelled: it changes no address and no count. A heap that nobody watches pays for one test
//! at each allocation and each deallocation.
//!
//! The ordinals (the how-manieth of its type an object is) lie in the store's pages, half a word for each two
//! words of the store, so that keyframes keep them by copy-on-write. Objects beyond [`WATCHED_WORDS`] bear none.

use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::TypeId;

/// How much of the store bears ordinals, in words (64 MiB): a heap beyond it isn't looked at object by object.
pub const WATCHED_WORDS: u32 = 8 << 20;
/// Words of the store whose ordinals lie in one page: a page has 4,096 halves, each for two words.
const WORDS_PER_PAGE_SHIFT: u32 = 13;
/// The bit of the ordinals of objects that were born quietly: they are numbered apart from the program's own.
pub const QUIET: u32 = 1 << 31;
/// The most deaths that are told at once, the latest.
const MOST_DEATHS: usize = 4096;

/// The death of one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Death {
    /// Its type.
    pub type_id: TypeId,
    /// Which of its type it was.
    pub ordinal: u32,
    /// Its address.
    pub address: u64,
    /// Whether the collector was at work, rather than a count that reached 0 by itself.
    pub by_collector: bool,
}

/// What is written down.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    is_on: bool,
    is_quiet: bool,
    born_quietly: u32,
    pages: Vec<u32>,
    /// How many objects of each type were born, by type.
    born_of_type: Vec<u32>,
    /// How many objects were born since the watch began.
    pub born: u64,
    /// How many died since then.
    pub died: u64,
    deaths: Option<Vec<Death>>,
    /// One object whose life is followed.
    followed: Option<Followed>,
    /// The newborn, where somebody asks for them.
    births: Option<Vec<(Ref, TypeId, u32)>>,
    moves: Vec<(Ref, Ref)>,
}

/// An object that is followed through its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Its type.
    pub type_id: TypeId,
    /// Which of its type it is; 0 for what was there before.
    pub ordinal: u32,
    /// Where it is, or was; null before its birth.
    pub place: Ref,
    /// Its death, if it died: whether the collector was at work.
    pub died: Option<bool>,
    /// Who was born at the same place afterwards: of which type, which one.
    pub taker: Option<(TypeId, u32)>,
}

impl Watch {
    /// How many objects of each type were born since the watch began, by type.
    pub(crate) fn born_by_type(&self) -> &[u32] {
        &self.born_of_type
    }

    /// How many objects were born quietly since the watch began.
    pub(crate) fn born_in_quiet(&self) -> u32 {
        self.born_quietly
    }
}

impl Heap {
    /// Begins to number the objects that are born from now on.
    pub fn watch_births(&mut self) {
        self.watch.is_on = true;
    }

    /// From now on objects are born quietly (an import makes them, say, and not the program), or no longer. Gives
    /// what was so before.
    pub fn watch_quietly(&mut self, is_quiet: bool) -> bool {
        std::mem::replace(&mut self.watch.is_quiet, is_quiet)
    }

    /// Begins to write deaths down, or stops; what was written is forgotten.
    pub fn watch_deaths(&mut self, is_on: bool) {
        self.watch.deaths = is_on.then(Vec::new);
    }

    /// The deaths since `died` had died, oldest first; of very many the latest.
    pub fn deaths_since(&self, died: u64) -> &[Death] {
        let all = self.watch.deaths.as_deref().unwrap_or_default();
        let count = (self.watch.died - died).min(MOST_DEATHS as u64) as usize;
        &all[all.len().saturating_sub(count)..]
    }

    /// Follows one object: `place` is null where it isn't born yet.
    pub fn follow(&mut self, type_id: TypeId, ordinal: u32, place: Ref) {
        self.watch.followed = Some(Followed {
            type_id,
            ordinal,
            place,
            died: None,
            taker: None,
        });
    }

    /// What became of the object that is followed so far.
    pub fn followed(&self) -> Option<Followed> {
        self.watch.followed
    }

    /// Begins to note the newborn, or stops.
    pub fn watch_newborn(&mut self, is_on: bool) {
        self.watch.births = is_on.then(Vec::new);
    }

    /// The newborn since they were last taken, each with its type and which of it it is.
    pub fn take_newborn(&mut self) -> Vec<(Ref, TypeId, u32)> {
        self.watch
            .births
            .as_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// How many objects of each type were born since the watch began, by type.
    pub fn born_of_type(&self) -> &[u32] {
        &self.watch.born_of_type
    }

    /// How many objects were born quietly since the watch began.
    pub fn born_quietly(&self) -> u32 {
        self.watch.born_quietly
    }

    /// The deaths since they were last taken, oldest first; no more than some thousands are kept.
    pub fn take_deaths(&mut self) -> Vec<Death> {
        self.watch
            .deaths
            .as_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// Which of its type `r` is, counted from 1; 0 where it was there before the watch or lies beyond it.
    pub fn ordinal(&self, r: Ref) -> u32 {
        let page = self.watch.pages.get((r.0 >> WORDS_PER_PAGE_SHIFT) as usize);
        match page.copied().unwrap_or(0) {
            0 => 0,
            page => self.memory.half(page, half_index(r)),
        }
    }

    /// Gives the newborn `r` its ordinal.
    #[inline]
    pub(crate) fn note_birth(&mut self, r: Ref, id: TypeId) {
        if self.watch.is_on {
            self.number_newborn(r, id);
        }
    }

    fn number_newborn(&mut self, r: Ref, id: TypeId) {
        let watch = &mut self.watch;
        let number = if watch.is_quiet {
            watch.born_quietly += 1;
            watch.born_quietly | QUIET
        } else {
            let of_type = id.0 as usize;
            if watch.born_of_type.len() <= of_type {
                watch.born_of_type.resize(of_type + 1, 0);
            }
            watch.born_of_type[of_type] += 1;
            watch.born_of_type[of_type]
        };
        watch.born += 1;
        if let Some(births) = &mut watch.births {
            births.push((r, id, number));
        }
        if let Some(followed) = &mut watch.followed {
            if followed.died.is_some() && followed.place == r && followed.taker.is_none() {
                followed.taker = Some((id, number));
            } else if (followed.type_id, followed.ordinal) == (id, number) {
                followed.place = r;
            }
        }
        if r.0 < WATCHED_WORDS {
            self.set_ordinal(r, number);
        }
    }

    /// An object moves: what was known of it at `from` is so of it at `to`.
    pub(crate) fn note_move(&mut self, from: Ref, to: Ref) {
        if from == to || !self.watch.is_on {
            return;
        }
        let number = self.ordinal(from);
        if to.0 < WATCHED_WORDS {
            self.set_ordinal(to, number);
        }
        let is_its = |followed: &&mut Followed| followed.place == from && followed.died.is_none();
        if let Some(followed) = self.watch.followed.as_mut().filter(is_its) {
            followed.place = to;
        }
        if self.watch.births.is_some() {
            self.watch.moves.push((from, to));
        }
    }

    /// The moves of objects since they were last taken, while the newborn are noted.
    pub fn take_moves(&mut self) -> Vec<(Ref, Ref)> {
        std::mem::take(&mut self.watch.moves)
    }

    fn set_ordinal(&mut self, r: Ref, number: u32) {
        let Heap { watch, memory, .. } = self;
        let at = (r.0 >> WORDS_PER_PAGE_SHIFT) as usize;
        if watch.pages.len() <= at {
            watch.pages.resize(at + 1, 0);
        }
        if watch.pages[at] == 0 {
            watch.pages[at] = memory.reserve_pages(1, true);
        }
        memory.set_half(watch.pages[at], half_index(r), number);
    }

    /// Writes down that `r` dies, just before its block is given back.
    #[inline]
    pub(crate) fn note_death(&mut self, r: Ref) {
        if self.watch.is_on {
            self.write_death(r);
        }
    }

    fn write_death(&mut self, r: Ref) {
        self.watch.died += 1;
        let by_collector = self.gc.is_collecting;
        if let Some(followed) = &mut self.watch.followed
            && followed.place == r
            && followed.died.is_none()
        {
            followed.died = Some(by_collector);
        }
        if self.watch.deaths.is_none() {
            return;
        }
        let death = Death {
            type_id: self.type_of(r),
            ordinal: self.ordinal(r),
            address: self.address(r),
            by_collector: self.gc.is_collecting,
        };
        if let Some(deaths) = &mut self.watch.deaths {
            if deaths.len() >= 2 * MOST_DEATHS {
                deaths.drain(..MOST_DEATHS);
            }
            deaths.push(death);
        }
    }
}

/// The half of its page that holds the ordinal of `r`.
fn half_index(r: Ref) -> u32 {
    (r.0 & ((1 << WORDS_PER_PAGE_SHIFT) - 1)) >> 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::version::Version;

    #[test]
    fn each_newborn_is_the_next_of_its_type_and_deaths_are_written_down() {
        let mut heap = Heap::new(Version::V3_11);
        heap.watch_births();
        heap.watch_deaths(true);
        let a = heap.new_list(TypeId::LIST);
        let float = heap.float(1.5);
        let b = heap.new_list(TypeId::LIST);
        assert_eq!(
            (heap.ordinal(a), heap.ordinal(b), heap.ordinal(float.get())),
            (1, 2, 1)
        );
        let address = heap.address(a);
        heap.decref(a);
        heap.reap(0);
        let c = heap.new_list(TypeId::LIST);
        assert_eq!(
            heap.address(c),
            address,
            "the free list gives the block again"
        );
        assert_eq!(heap.ordinal(c), 3);
        let death = Death {
            type_id: TypeId::LIST,
            ordinal: 1,
            address,
            by_collector: false,
        };
        assert_eq!(heap.take_deaths(), [death]);
        assert_eq!((heap.watch.born, heap.watch.died), (4, 1));
    }

    #[test]
    fn a_keyframe_brings_the_ordinals_back() {
        let mut heap = Heap::new(Version::V3_11);
        heap.watch_births();
        let a = heap.new_list(TypeId::LIST);
        let (number, small) = heap.keep_keyframe();
        let b = heap.new_list(TypeId::LIST);
        heap.decref(b);
        heap.reap(0);
        heap.seek_keyframe(number, &small);
        assert_eq!(heap.ordinal(a), 1);
        let b = heap.new_list(TypeId::LIST);
        assert_eq!(heap.ordinal(b), 2);
    }
}
