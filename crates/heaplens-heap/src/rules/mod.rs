//! What differs between the eight CPythons, as data: 64-bit Linux, builds with the GIL, `PYTHONHASHSEED=0`.
//!
//! Each topic is a struct of facts with one `const` per version, written as a delta on the version before; each
//! fact names the recording or the CPython source that shows it ([`evidence`]). Logic asks a named question
//! (`rules.growth.list.append(...)`) and never compares versions.
//! Invariant: the newest version's delta chain ends at 3.8; a test prints every fact and checks its evidence.

pub mod allocator;
pub mod boot;
pub mod eval;
pub mod evidence;
pub mod freelists;
pub mod gc;
pub mod growth;
pub mod identity;
pub mod sizes;

use crate::Version;

pub use evidence::Fact;

/// The rules of one version.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// The version that these rules are of; for labels, not for logic.
    pub version: Version,
    /// What things weigh.
    pub sizes: sizes::Sizes,
    /// How containers grow and shrink.
    pub growth: growth::Growth,
    /// Arenas, pools, blocks.
    pub allocator: allocator::Allocator,
    /// Which dead blocks are kept for the next.
    pub freelists: freelists::FreeLists,
    /// The collector.
    pub gc: gc::Gc,
    /// What is one object for all.
    pub identity: identity::Identity,
    /// What the evaluation loop holds.
    pub eval: eval::Eval,
    /// What is there before a script begins.
    pub boot: boot::Boot,
}

macro_rules! rules_of {
    ($($name:ident),+ $(,)?) => {
        $( static $name: Rules = Rules {
            version: Version::$name,
            sizes: sizes::$name,
            growth: growth::$name,
            allocator: allocator::$name,
            freelists: freelists::$name,
            gc: gc::$name,
            identity: identity::$name,
            eval: eval::$name,
            boot: boot::$name,
        }; )+
    };
}

rules_of!(V3_8, V3_9, V3_10, V3_11, V3_12, V3_13, V3_14, V3_15);

/// The rules of a version.
pub fn rules(version: Version) -> &'static Rules {
    match version {
        Version::V3_8 => &V3_8,
        Version::V3_9 => &V3_9,
        Version::V3_10 => &V3_10,
        Version::V3_11 => &V3_11,
        Version::V3_12 => &V3_12,
        Version::V3_13 => &V3_13,
        Version::V3_14 => &V3_14,
        Version::V3_15 => &V3_15,
    }
}

/// Every fact of every topic, for printing and for the test of evidence.
pub fn facts() -> impl Iterator<Item = &'static Fact> {
    let rest = [
        allocator::Allocator::FACTS,
        freelists::FreeLists::FACTS,
        gc::Gc::FACTS,
        identity::Identity::FACTS,
        eval::Eval::FACTS,
        boot::Boot::FACTS,
    ];
    sizes::facts()
        .chain(growth::facts())
        .chain(rest.into_iter().flatten())
}
