//! Which CPython is modelled: an ordered value, and nothing else. What differs between versions is data
//! elsewhere, asked by named questions; comparing versions in logic is the exception.

use std::fmt;
use std::str::FromStr;

/// A CPython minor version, ordered by age. The patch releases behind each are those of the recordings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Version {
    /// CPython 3.8 (recorded: 3.8.20).
    V3_8 = 8,
    /// CPython 3.9 (recorded: 3.9.2).
    V3_9,
    /// CPython 3.10 (recorded: 3.10.15).
    V3_10,
    /// CPython 3.11 (recorded: 3.11.2).
    V3_11,
    /// CPython 3.12 (recorded: 3.12.6).
    V3_12,
    /// CPython 3.13 (recorded: 3.13.18).
    V3_13,
    /// CPython 3.14 (recorded: 3.14.10).
    V3_14,
    /// CPython 3.15 (recorded: 3.15.2).
    V3_15,
}

impl Version {
    /// Every modelled version, oldest first.
    pub const ALL: [Version; 8] = [
        Version::V3_8,
        Version::V3_9,
        Version::V3_10,
        Version::V3_11,
        Version::V3_12,
        Version::V3_13,
        Version::V3_14,
        Version::V3_15,
    ];

    /// The newest recorded version: what the program takes when none is asked for.
    pub const NEWEST: Version = Version::V3_15;

    /// The number after the dot: 8 to 15.
    pub const fn minor(self) -> u8 {
        self as u8
    }

    /// Where this version stands in [`Version::ALL`]: 0 to 7, for tables indexed by version.
    pub const fn index(self) -> usize {
        self as usize - Version::V3_8 as usize
    }

    /// The version with this minor number, if it is modelled.
    pub fn from_minor(minor: u8) -> Option<Version> {
        Version::ALL.into_iter().find(|v| v.minor() == minor)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "3.{}", self.minor())
    }
}

/// A text that names no modelled version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownVersion(
    /// The text as it was given.
    pub String,
);

impl fmt::Display for UnknownVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown Python version {:?}: 3.8 to 3.15 are modelled",
            self.0
        )
    }
}

impl std::error::Error for UnknownVersion {}

impl FromStr for Version {
    type Err = UnknownVersion;

    /// Reads `3.8` to `3.15`.
    fn from_str(text: &str) -> Result<Version, UnknownVersion> {
        let unknown = || UnknownVersion(text.to_owned());
        let minor = text.strip_prefix("3.").ok_or_else(unknown)?;
        Version::ALL
            .into_iter()
            .find(|v| v.minor().to_string() == minor)
            .ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_reads_back_what_it_shows() {
        for version in Version::ALL {
            assert_eq!(version.to_string().parse(), Ok(version));
            assert_eq!(Version::ALL[version.index()], version);
            assert_eq!(Version::from_minor(version.minor()), Some(version));
        }
        assert!(Version::V3_9 < Version::V3_10);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "3", "3.7", "3.16", "3.08", "4.8", "3.8.1", " 3.8"] {
            assert_eq!(
                text.parse::<Version>(),
                Err(UnknownVersion(text.to_owned()))
            );
        }
    }
}
