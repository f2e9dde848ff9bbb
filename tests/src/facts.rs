//! The facts in `tests/facts`: what eight CPythons printed, one by one, and how to hold anything against them.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::path::PathBuf;

use flate2::read::GzDecoder;
use heaplens_heap::Version;
use serde_json::Value;

/// The files of facts, without their ending.
pub const FILES: [&str; 7] = [
    "sizes",
    "growth",
    "traced",
    "freelists_and_ids",
    "identity_constants",
    "refcounts",
    "tracked_and_collected",
];

/// What one version printed for one fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Recording {
    /// The value, the same in both runs; `"error:Name"` for an exception.
    Value(Value),
    /// The two runs differed: not a fact to hold.
    Varying,
}

/// One fact with what each version printed for it.
#[derive(Clone, Debug)]
pub struct RecordedFact {
    /// The fact's name, unique in its file.
    pub name: String,
    /// By [`Version::index`]; `None` where that version wasn't asked.
    pub recordings: [Option<Recording>; 8],
}

impl RecordedFact {
    /// The value that a version printed, if it is one to hold.
    pub fn value(&self, version: Version) -> Option<&Value> {
        match self.recordings[version.index()].as_ref()? {
            Recording::Value(value) => Some(value),
            Recording::Varying => None,
        }
    }
}

/// Reads a file of facts by its name without ending, in the order in which they were recorded.
///
/// # Panics
/// When the file isn't there or isn't of the form that `tests/facts/README.md` gives.
pub fn load(file: &str) -> Vec<RecordedFact> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("facts")
        .join(format!("{file}.json.gz"));
    let packed = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut text = String::new();
    GzDecoder::new(packed.as_slice())
        .read_to_string(&mut text)
        .expect("the facts are gzipped UTF-8");
    let facts: BTreeMap<String, Vec<Group>> =
        serde_json::from_str(&text).expect("the facts have their documented form");
    facts
        .into_iter()
        .map(|(name, groups)| RecordedFact {
            name,
            recordings: spread(groups).map(|recording| recording.map(|r| held(file, r))),
        })
        .collect()
}

/// The part of a recorded value that is held: of what the loops of `traced` cost, the bytes of a thousand more objects
/// while the free lists are empty. The other fields say how full the recorder's own free lists were.
fn held(file: &str, recording: Recording) -> Recording {
    let Recording::Value(value) = &recording else {
        return recording;
    };
    match value.get("m1000") {
        Some(cost) if file == "traced" => match cost.get(0) {
            Some(bytes) => Recording::Value(bytes.clone()),
            None => Recording::Varying,
        },
        _ => recording,
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    versions: Vec<String>,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    varying: bool,
}

fn spread(groups: Vec<Group>) -> [Option<Recording>; 8] {
    let mut recordings = [const { None }; 8];
    for group in groups {
        for version in group.versions {
            let version: Version = version.parse().expect("a recorded version is modelled");
            recordings[version.index()] = Some(if group.varying {
                Recording::Varying
            } else {
                Recording::Value(group.value.clone())
            });
        }
    }
    recordings
}

/// How many facts of one file something decided, and which of them wrongly. A fact counts once per version.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Facts with a value to hold.
    pub facts: usize,
    /// Those that were decided and right.
    pub right: usize,
    /// Those that weren't decided: version and name.
    pub undecided: Vec<(Version, String)>,
    /// How many of the wrong ones printing shows; 12 if nothing else is said.
    pub shown: Option<usize>,
    /// Those that were decided and wrong: version, name, recorded, got.
    pub wrong: Vec<(Version, String, String, String)>,
}

impl Score {
    /// Notes what was got for one fact in one version; `None` when it couldn't be decided.
    pub fn note(&mut self, version: Version, name: &str, recorded: &Value, got: Option<Value>) {
        self.facts += 1;
        match got {
            None => self.undecided.push((version, name.to_owned())),
            Some(got) if got == *recorded => self.right += 1,
            Some(got) => self.wrong.push((
                version,
                name.to_owned(),
                shortened(recorded),
                shortened(&got),
            )),
        }
    }

    /// Facts that were decided, rightly or not.
    pub fn decided(&self) -> usize {
        self.right + self.wrong.len()
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        write!(
            f,
            "{} facts, {} decided ({:.1} %), {} wrong",
            self.facts,
            self.decided(),
            percent(self.decided(), self.facts),
            self.wrong.len(),
        )?;
        for (version, name, recorded, got) in self.wrong.iter().take(self.shown.unwrap_or(12)) {
            write!(
                f,
                "\n  {version} {name}\n    recorded {recorded}\n    got      {got}"
            )?;
        }
        Ok(())
    }
}

fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(160) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// Runs `decide` on every fact of a file in every version that has a value to hold. That an expression raises is
/// nothing that rules can know: those count as undecided.
pub fn score(file: &str, mut decide: impl FnMut(Version, &str) -> Option<Value>) -> Score {
    let mut score = Score::default();
    for fact in load(file) {
        for version in Version::ALL {
            if let Some(recorded) = fact.value(version) {
                let raises = recorded
                    .as_str()
                    .is_some_and(|text| text.starts_with("error:"));
                let got = if raises {
                    None
                } else {
                    decide(version, &fact.name)
                };
                score.note(version, &fact.name, recorded, got);
            }
        }
    }
    score
}
