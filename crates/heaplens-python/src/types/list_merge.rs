//! The merging half of `list.sort` (Objects/listobject.c: `gallop_left`, `gallop_right`, `merge_lo`, `merge_hi`).

use crate::types::list_sort::{MIN_GALLOP, MergeSort, Pair};
use crate::vm::Res;

/// Where a search looks: in the array, or in the copy that a merge made.
#[derive(Clone, Copy)]
pub(crate) enum Side<'a> {
    Main(usize, usize),
    Copy(&'a [Pair]),
}

impl Side<'_> {
    fn len(&self) -> usize {
        match *self {
            Side::Main(_, length) => length,
            Side::Copy(pairs) => pairs.len(),
        }
    }
}

impl MergeSort<'_> {
    fn at(&self, side: Side<'_>, index: usize) -> Pair {
        match side {
            Side::Main(base, _) => self.pairs[base + index],
            Side::Copy(pairs) => pairs[index],
        }
    }

    /// The leftmost place for `key`, searched outwards from `hint` (`gallop_left`).
    pub(crate) fn gallop_left(&mut self, key: Pair, side: Side<'_>, hint: usize) -> Res<usize> {
        let length = side.len();
        let (mut last, mut offset) = (0, 1);
        let (mut low, mut high);
        if self.lt(self.at(side, hint), key)? {
            let most = length - hint;
            while offset < most && self.lt(self.at(side, hint + offset), key)? {
                last = offset;
                offset = offset * 2 + 1;
            }
            low = hint + last + 1;
            high = hint + offset.min(most);
        } else {
            let most = hint + 1;
            while offset < most && !self.lt(self.at(side, hint - offset), key)? {
                last = offset;
                offset = offset * 2 + 1;
            }
            low = (hint + 1).saturating_sub(offset.min(most));
            high = hint - last;
        }
        while low < high {
            let middle = low + ((high - low) >> 1);
            if self.lt(self.at(side, middle), key)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(high)
    }

    /// The rightmost place for `key`, searched outwards from `hint` (`gallop_right`).
    pub(crate) fn gallop_right(&mut self, key: Pair, side: Side<'_>, hint: usize) -> Res<usize> {
        let length = side.len();
        let (mut last, mut offset) = (0, 1);
        let (mut low, mut high);
        if self.lt(key, self.at(side, hint))? {
            let most = hint + 1;
            while offset < most && self.lt(key, self.at(side, hint - offset))? {
                last = offset;
                offset = offset * 2 + 1;
            }
            low = (hint + 1).saturating_sub(offset.min(most));
            high = hint - last;
        } else {
            let most = length - hint;
            while offset < most && !self.lt(key, self.at(side, hint + offset))? {
                last = offset;
                offset = offset * 2 + 1;
            }
            low = hint + last + 1;
            high = hint + offset.min(most);
        }
        while low < high {
            let middle = low + ((high - low) >> 1);
            if self.lt(key, self.at(side, middle))? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(high)
    }

    /// Merges two neighbours from the left; the left one, the shorter, is copied out (`merge_lo`).
    pub(crate) fn merge_low(&mut self, a: usize, a_len: usize, b: usize, b_len: usize) -> Res<()> {
        let copy = self.pairs[a..a + a_len].to_vec();
        let (mut at, mut left, mut right) = (a, 0, b);
        let end = b + b_len;
        self.pairs[at] = self.pairs[right];
        at += 1;
        right += 1;
        let result = self.merge_low_loop(&copy, &mut at, &mut left, &mut right, end);
        // What is left of the copy goes before what is left on the right, which is in place.
        let rest = copy.len() - left;
        if let Ok(true) = result {
            // One item of the copy is left, and it is the greatest.
            self.pairs.copy_within(right..end, at);
            self.pairs[at + (end - right)] = copy[left];
            return Ok(());
        }
        self.pairs[at..at + rest].copy_from_slice(&copy[left..]);
        result.map(|_| ())
    }

    /// True where one item of the copy is left that belongs behind all others.
    fn merge_low_loop(
        &mut self,
        copy: &[Pair],
        at: &mut usize,
        left: &mut usize,
        right: &mut usize,
        end: usize,
    ) -> Res<bool> {
        if *right == end {
            return Ok(false);
        }
        if copy.len() - *left == 1 {
            return Ok(true);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut a_count, mut b_count) = (0, 0);
            loop {
                if self.lt(self.pairs[*right], copy[*left])? {
                    self.pairs[*at] = self.pairs[*right];
                    *at += 1;
                    *right += 1;
                    b_count += 1;
                    a_count = 0;
                    if *right == end {
                        return Ok(false);
                    }
                    if b_count >= min_gallop {
                        break;
                    }
                } else {
                    self.pairs[*at] = copy[*left];
                    *at += 1;
                    *left += 1;
                    a_count += 1;
                    b_count = 0;
                    if copy.len() - *left == 1 {
                        return Ok(true);
                    }
                    if a_count >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let key = self.pairs[*right];
                a_count = self.gallop_right(key, Side::Copy(&copy[*left..]), 0)?;
                if a_count > 0 {
                    self.pairs[*at..*at + a_count].copy_from_slice(&copy[*left..*left + a_count]);
                    *at += a_count;
                    *left += a_count;
                    if copy.len() - *left == 1 {
                        return Ok(true);
                    }
                    if *left == copy.len() {
                        return Ok(false);
                    }
                }
                self.pairs[*at] = self.pairs[*right];
                *at += 1;
                *right += 1;
                if *right == end {
                    return Ok(false);
                }
                b_count = self.gallop_left(copy[*left], Side::Main(*right, end - *right), 0)?;
                if b_count > 0 {
                    self.pairs.copy_within(*right..*right + b_count, *at);
                    *at += b_count;
                    *right += b_count;
                    if *right == end {
                        return Ok(false);
                    }
                }
                self.pairs[*at] = copy[*left];
                *at += 1;
                *left += 1;
                if copy.len() - *left == 1 {
                    return Ok(true);
                }
                if a_count < MIN_GALLOP && b_count < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    /// Merges two neighbours from the right; the right one, the shorter, is copied out (`merge_hi`).
    pub(crate) fn merge_high(&mut self, a: usize, a_len: usize, b: usize, b_len: usize) -> Res<()> {
        let copy = self.pairs[b..b + b_len].to_vec();
        // Counts of what is left: a's items lie in place, b's in the copy; `end` is where the next goes, plus 1.
        let (mut left, mut right) = (a_len, b_len);
        left -= 1;
        self.pairs[a + left + right] = self.pairs[a + left];
        let result = self.merge_high_loop(&copy, a, &mut left, &mut right);
        if let Ok(true) = result {
            // One item of the copy is left, and it is the least.
            self.pairs.copy_within(a..a + left, a + 1);
            self.pairs[a] = copy[0];
            return Ok(());
        }
        self.pairs[a + left..a + left + right].copy_from_slice(&copy[..right]);
        result.map(|_| ())
    }

    /// True where one item of the copy is left that belongs before all others.
    fn merge_high_loop(
        &mut self,
        copy: &[Pair],
        a: usize,
        left: &mut usize,
        right: &mut usize,
    ) -> Res<bool> {
        if *left == 0 {
            return Ok(false);
        }
        if *right == 1 {
            return Ok(true);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut a_count, mut b_count) = (0, 0);
            loop {
                if self.lt(copy[*right - 1], self.pairs[a + *left - 1])? {
                    self.pairs[a + *left + *right - 1] = self.pairs[a + *left - 1];
                    *left -= 1;
                    a_count += 1;
                    b_count = 0;
                    if *left == 0 {
                        return Ok(false);
                    }
                    if a_count >= min_gallop {
                        break;
                    }
                } else {
                    self.pairs[a + *left + *right - 1] = copy[*right - 1];
                    *right -= 1;
                    b_count += 1;
                    a_count = 0;
                    if *right == 1 {
                        return Ok(true);
                    }
                    if b_count >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let key = copy[*right - 1];
                let place = self.gallop_right(key, Side::Main(a, *left), *left - 1)?;
                a_count = *left - place;
                if a_count > 0 {
                    self.pairs
                        .copy_within(a + place..a + *left, a + place + *right);
                    *left = place;
                    if *left == 0 {
                        return Ok(false);
                    }
                }
                self.pairs[a + *left + *right - 1] = copy[*right - 1];
                *right -= 1;
                if *right == 1 {
                    return Ok(true);
                }
                let key = self.pairs[a + *left - 1];
                let place = self.gallop_left(key, Side::Copy(&copy[..*right]), *right - 1)?;
                b_count = *right - place;
                if b_count > 0 {
                    self.pairs[a + *left + place..a + *left + *right]
                        .copy_from_slice(&copy[place..*right]);
                    *right = place;
                    if *right == 1 {
                        return Ok(true);
                    }
                    if *right == 0 {
                        return Ok(false);
                    }
                }
                self.pairs[a + *left + *right - 1] = self.pairs[a + *left - 1];
                *left -= 1;
                if *left == 0 {
                    return Ok(false);
                }
                if a_count < MIN_GALLOP && b_count < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}
