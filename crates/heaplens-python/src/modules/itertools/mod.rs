//! `itertools` (Modules/itertoolsmodule.c): each iterator a record of the fields that its C struct has.

mod combine;
mod endless;
mod groups;
mod select;

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::types::iterators;
use crate::vm::native::{Arity, Def};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "itertools",
    functions: &[&[Def::method("tee", Arity::Free, groups::tee)]],
    classes: CLASSES,
    fill: |_, _| Ok(()),
};

/// What all of them have.
const ITERATOR: &[Def] = &[
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, iterators::next),
];

macro_rules! class {
    ($name:literal, $measures:ident, $fields:expr, $methods:expr, $next:expr) => {
        NativeClass::record(
            concat!("itertools.", $name),
            heaplens_heap::rules::sizes::BuiltinType::$measures,
            $fields,
            &[ITERATOR, $methods],
        )
        .iterator($next)
    };
}

const CLASSES: &[NativeClass] = &[
    class!(
        "accumulate",
        ItertoolsAccumulate,
        &["total", "it", "binop", "initial"],
        select::ACCUMULATE,
        select::next_accumulate
    )
    .base(),
    class!(
        "batched",
        ItertoolsBatched,
        &["it"],
        groups::BATCHED,
        groups::next_batched
    )
    .base()
    .since(12),
    class!(
        "chain",
        ItertoolsChain,
        &["source", "active"],
        endless::CHAIN,
        endless::next_chain
    )
    .base(),
    class!(
        "combinations",
        ItertoolsCombinations,
        &["pool", "result"],
        combine::COMBINATIONS,
        combine::next_combinations
    )
    .base()
    .layout(combine::INDICES),
    class!(
        "combinations_with_replacement",
        ItertoolsCombinationsWithReplacement,
        &["pool", "result"],
        combine::REPLACEMENT,
        combine::next_replacement
    )
    .base()
    .layout(combine::INDICES),
    class!(
        "compress",
        ItertoolsCompress,
        &["data", "selectors"],
        select::COMPRESS,
        select::next_compress
    )
    .base(),
    class!(
        "count",
        ItertoolsCount,
        &["long_cnt", "long_step"],
        endless::COUNT,
        endless::next_count
    )
    .base(),
    class!(
        "cycle",
        ItertoolsCycle,
        &["it", "saved"],
        endless::CYCLE,
        endless::next_cycle
    )
    .base(),
    class!(
        "dropwhile",
        ItertoolsDropwhile,
        &["func", "it"],
        select::DROPWHILE,
        select::next_dropwhile
    )
    .base(),
    class!(
        "filterfalse",
        ItertoolsFilterfalse,
        &["func", "it"],
        select::FILTERFALSE,
        select::next_filterfalse
    )
    .base(),
    class!(
        "groupby",
        ItertoolsGroupby,
        &["it", "keyfunc", "tgtkey", "currkey", "currvalue"],
        groups::GROUPBY,
        groups::next_groupby
    )
    .base(),
    class!(
        "_grouper",
        ItertoolsGrouper,
        &["parent", "tgtkey"],
        groups::GROUPER,
        groups::next_grouper
    ),
    class!(
        "islice",
        ItertoolsIslice,
        &["it"],
        select::ISLICE,
        select::next_islice
    )
    .base(),
    class!(
        "pairwise",
        ItertoolsPairwise,
        &["it", "old", "result"],
        groups::PAIRWISE,
        groups::next_pairwise
    )
    .base()
    .since(10),
    class!(
        "permutations",
        ItertoolsPermutations,
        &["pool", "result"],
        combine::PERMUTATIONS,
        combine::next_permutations
    )
    .base()
    .layout(combine::INDICES),
    class!(
        "product",
        ItertoolsProduct,
        &["pools", "result"],
        combine::PRODUCT,
        combine::next_product
    )
    .base()
    .layout(combine::INDICES),
    class!(
        "repeat",
        ItertoolsRepeat,
        &["element"],
        endless::REPEAT,
        endless::next_repeat
    )
    .base(),
    class!(
        "starmap",
        ItertoolsStarmap,
        &["func", "it"],
        select::STARMAP,
        select::next_starmap
    )
    .base(),
    class!(
        "takewhile",
        ItertoolsTakewhile,
        &["func", "it"],
        select::TAKEWHILE,
        select::next_takewhile
    )
    .base(),
    class!(
        "_tee",
        ItertoolsTee,
        &["dataobj"],
        groups::TEE,
        groups::next_tee
    ),
    NativeClass::record(
        "itertools._tee_dataobject",
        heaplens_heap::rules::sizes::BuiltinType::ItertoolsTeeDataobject,
        &groups::DATA_FIELDS,
        &[groups::TEE_DATA],
    ),
    class!(
        "zip_longest",
        ItertoolsZipLongest,
        &["ittuple", "result", "fillvalue"],
        combine::ZIP_LONGEST,
        combine::next_zip_longest
    )
    .base(),
];
