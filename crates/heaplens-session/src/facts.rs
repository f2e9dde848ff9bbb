//! The versions that are modelled, and the facts that they differ in, each with what proves it.

use heaplens_heap::Version;
use heaplens_heap::rules;
use serde::{Deserialize, Serialize};

/// A version, and the build that it was recorded from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    pub version: String,
    pub recorded: String,
}

/// A fact, with its value in each version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactView {
    /// Where it belongs: `growth.list`.
    pub topic: String,
    pub name: String,
    pub about: String,
    /// One for each version, oldest first.
    pub values: Vec<FactValue>,
    /// The recordings and sources that show it.
    pub evidence: Vec<String>,
}

/// A fact's value in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactValue {
    pub version: String,
    pub value: String,
}

/// The builds behind the versions, oldest first: those that the recordings name.
const RECORDED: [&str; 8] = [
    "3.8.20", "3.9.2", "3.10.15", "3.11.2", "3.12.6", "3.13.18", "3.14.10", "3.15.2",
];

/// The versions that are modelled.
#[must_use]
pub fn versions_modelled() -> Vec<VersionView> {
    Version::ALL
        .iter()
        .zip(RECORDED)
        .map(|(version, recorded)| VersionView {
            version: version.to_string(),
            recorded: recorded.to_owned(),
        })
        .collect()
}

/// All facts.
#[must_use]
pub fn facts() -> Vec<FactView> {
    rules::facts()
        .map(|fact| FactView {
            topic: fact.topic.to_owned(),
            name: fact.name.to_owned(),
            about: fact.about.to_owned(),
            values: Version::ALL
                .iter()
                .map(|version| FactValue {
                    version: version.to_string(),
                    value: (fact.value)(rules::rules(*version)),
                })
                .collect(),
            evidence: fact.evidence.iter().map(ToString::to_string).collect(),
        })
        .collect()
}
