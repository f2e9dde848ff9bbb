//! Full case mappings: one code point to up to three.

use super::tables::{FOLD, FOLD_LONG, LOWER, LOWER_LONG, TITLE, TITLE_LONG, UPPER, UPPER_LONG};
use super::{Category, Unicode, last_starting_at};

/// What a code point becomes: one to three code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped {
    points: [u32; 3],
    count: u8,
}

impl Mapped {
    /// A single code point.
    pub const fn one(cp: u32) -> Mapped {
        Mapped {
            points: [cp, 0, 0],
            count: 1,
        }
    }

    /// The code points, in order.
    pub fn points(&self) -> &[u32] {
        &self.points[..usize::from(self.count)]
    }
}

pub(super) fn upper(db: Unicode, cp: u32) -> Mapped {
    if cp < 0x80 {
        return Mapped::one(u32::from((cp as u8).to_ascii_uppercase()));
    }
    look_up(db, cp, UPPER, UPPER_LONG).unwrap_or(Mapped::one(cp))
}

pub(super) fn lower(db: Unicode, cp: u32) -> Mapped {
    if cp < 0x80 {
        return Mapped::one(u32::from((cp as u8).to_ascii_lowercase()));
    }
    look_up(db, cp, LOWER, LOWER_LONG).unwrap_or(Mapped::one(cp))
}

pub(super) fn title(db: Unicode, cp: u32) -> Mapped {
    if cp < 0x80 {
        return Mapped::one(u32::from((cp as u8).to_ascii_uppercase()));
    }
    look_up(db, cp, TITLE, TITLE_LONG).unwrap_or_else(|| upper(db, cp))
}

pub(super) fn folded(db: Unicode, cp: u32) -> Mapped {
    if cp < 0x80 {
        return Mapped::one(u32::from((cp as u8).to_ascii_lowercase()));
    }
    look_up(db, cp, FOLD, FOLD_LONG).unwrap_or_else(|| lower(db, cp))
}

/// A mapping holds in a version that knows both its ends; there is none that changed otherwise.
fn look_up(
    db: Unicode,
    cp: u32,
    runs: &[(u32, u16, u8, i32)],
    long: &[(u32, [u32; 3])],
) -> Option<Mapped> {
    let mapped = match long.binary_search_by_key(&cp, |row| row.0) {
        Ok(at) => {
            let points = long[at].1;
            let count = if points[2] == 0 { 2 } else { 3 };
            Mapped { points, count }
        }
        Err(_) => {
            let to = in_runs(runs, cp)?;
            Mapped::one(to)
        }
    };
    let known = |cp: &u32| *cp < 0x80 || db.category(*cp) != Category::Cn;
    (known(&cp) && mapped.points().iter().all(known)).then_some(mapped)
}

fn in_runs(runs: &[(u32, u16, u8, i32)], cp: u32) -> Option<u32> {
    let (first, count, stride, delta) = last_starting_at(runs, cp, |row| row.0)?;
    let (off, stride) = (cp - first, u32::from(stride));
    (off % stride == 0 && off / stride < u32::from(count)).then(|| cp.wrapping_add_signed(delta))
}

#[cfg(test)]
mod tests {
    use super::*;
    use heaplens_heap::Version;

    #[test]
    fn no_run_hides_another() {
        for runs in [UPPER, LOWER, TITLE, FOLD] {
            for pair in runs.windows(2) {
                let (first, count, stride, _) = pair[0];
                let last = first + u32::from(count - 1) * u32::from(stride);
                assert!(last < pair[1].0, "{first:#x} reaches past {:#x}", pair[1].0);
            }
        }
    }

    #[test]
    fn a_mapping_waits_for_the_version_that_knows_its_target() {
        let at = |version, cp| upper(Unicode::of(version), cp).points().to_vec();
        assert_eq!(at(Version::V3_13, 0x264), [0x264]);
        assert_eq!(at(Version::V3_14, 0x264), [0xa7cb]);
        assert_eq!(at(Version::V3_14, 0xa7d3), [0xa7d3]);
        assert_eq!(at(Version::V3_15, 0xa7d3), [0xa7d2]);
        assert_eq!(at(Version::V3_8, 0xdf), [0x53, 0x53]);
    }
}
