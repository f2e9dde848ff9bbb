//! Every property over every code point, against the checksums recorded from CPython's own tables.

use super::*;

/// The recording: version, property, CRC-32 (tests/record/unicode/digests.py).
const RECORDED: &str = include_str!("../../../../../tests/recorded/unicode_digests.tsv");

fn hold(version: Version) {
    let db = Unicode::of(version);
    let mut held = 0;
    for row in RECORDED.lines() {
        let [of, property, crc] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns in {row:?}");
        };
        if of == version.to_string() {
            assert_eq!(
                format!("{:08x}", digest(db, property)),
                crc,
                "{property} in {of}"
            );
            held += 1;
        }
    }
    assert_eq!(held, 18);
}

// One test for each database: they run side by side. 3.10 has 3.9's.

#[test]
fn every_code_point_as_in_3_8() {
    hold(Version::V3_8);
}

#[test]
fn every_code_point_as_in_3_9() {
    hold(Version::V3_9);
}

#[test]
fn every_code_point_as_in_3_11() {
    hold(Version::V3_11);
}

#[test]
fn every_code_point_as_in_3_12() {
    hold(Version::V3_12);
}

#[test]
fn every_code_point_as_in_3_13() {
    hold(Version::V3_13);
}

/// What is in use in some version (digests.py, POINTS).
fn points() -> impl Iterator<Item = u32> {
    (0..0x33500)
        .chain(0xe0000..0xe0200)
        .chain(0xeff00..0xf0100)
        .chain(0x10ff00..0x110000)
}

fn digest(db: Unicode, property: &str) -> u32 {
    let mut crc = Crc::new();
    for cp in points() {
        let mapped = |to: Mapped, crc: &mut Crc| {
            crc.byte(to.points().len() as u8);
            to.points()
                .iter()
                .for_each(|cp| cp.to_le_bytes().into_iter().for_each(|b| crc.byte(b)));
        };
        let byte = match property {
            "alpha" => db.is_alpha(cp).into(),
            "lower" => db.is_lower(cp).into(),
            "upper" => db.is_upper(cp).into(),
            "title" => db.is_title(cp).into(),
            "space" => is_space(cp).into(),
            "line_break" => is_line_break(cp).into(),
            "printable" => db.is_printable(cp).into(),
            "numeric" => db.is_numeric(cp).into(),
            "xid_start" => db.is_xid_start(cp).into(),
            "xid_continue" => db.is_xid_continue(cp).into(),
            "cased" => db.is_cased(cp).into(),
            "case_ignorable" => db.is_case_ignorable(cp).into(),
            "decimal" => db.decimal(cp).map_or(0, |d| d as u8 + 1),
            "digit" => db.digit(cp).map_or(0, |d| d as u8 + 1),
            "to_upper" => {
                mapped(db.to_upper(cp), &mut crc);
                continue;
            }
            "to_lower" => {
                mapped(db.to_lower(cp), &mut crc);
                continue;
            }
            "to_title" => {
                mapped(db.to_title(cp), &mut crc);
                continue;
            }
            "to_folded" => {
                mapped(db.to_folded(cp), &mut crc);
                continue;
            }
            other => panic!("unknown property {other}"),
        };
        crc.byte(byte);
    }
    !crc.0
}

/// CRC-32 as zlib's.
struct Crc(u32, [u32; 256]);

impl Crc {
    fn new() -> Crc {
        let table = std::array::from_fn(|n| {
            (0..8).fold(n as u32, |c, _| {
                if c & 1 == 1 {
                    c >> 1 ^ 0xedb8_8320
                } else {
                    c >> 1
                }
            })
        });
        Crc(!0, table)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = self.0 >> 8 ^ self.1[usize::from(self.0 as u8 ^ byte)];
    }
}
