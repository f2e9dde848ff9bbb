//! Which containers and iterators have which methods, and which can't be hashed.

use heaplens_heap::TypeId;

use crate::types::{
    dict, dict_views, enumerate, iterator_state, iterators, list, range, set, slice, tuple, zip,
};
use crate::vm::native::Def;

/// The tables of methods.
pub const TABLES: &[(TypeId, &[Def])] = &[
    (TypeId::LIST, list::METHODS),
    (TypeId::TUPLE, tuple::METHODS),
    (TypeId::DICT, dict::METHODS),
    (TypeId::DICT_KEYS, dict_views::KEYS),
    (TypeId::DICT_VALUES, dict_views::VALUES),
    (TypeId::DICT_ITEMS, dict_views::ITEMS),
    (TypeId::MAPPINGPROXY, dict_views::PROXY),
    (TypeId::SET, set::SET),
    (TypeId::FROZENSET, set::FROZENSET),
    (TypeId::RANGE, range::METHODS),
    (TypeId::SLICE, slice::METHODS),
    (TypeId::LIST_ITERATOR, iterators::HINTED),
    (TypeId::LIST_REVERSEITERATOR, iterators::HINTED),
    (TypeId::TUPLE_ITERATOR, iterators::HINTED),
    (TypeId::STR_ITERATOR, iterators::HINTED),
    (TypeId::STR_ASCII_ITERATOR, iterators::HINTED),
    (TypeId::BYTES_ITERATOR, iterators::HINTED),
    (TypeId::BYTEARRAY_ITERATOR, iterators::HINTED),
    (TypeId::RANGE_ITERATOR, iterators::HINTED),
    (TypeId::LONGRANGE_ITERATOR, iterators::HINTED),
    (TypeId::DICT_KEYITERATOR, iterators::HINTED),
    (TypeId::DICT_VALUEITERATOR, iterators::HINTED),
    (TypeId::DICT_ITEMITERATOR, iterators::HINTED),
    (TypeId::DICT_REVERSEKEYITERATOR, iterators::HINTED),
    (TypeId::DICT_REVERSEVALUEITERATOR, iterators::HINTED),
    (TypeId::DICT_REVERSEITEMITERATOR, iterators::HINTED),
    (TypeId::SET_ITERATOR, iterators::HINTED),
    (TypeId::SEQ_ITERATOR, iterators::PLAIN),
    (TypeId::CALLABLE_ITERATOR, iterators::PLAIN),
    (TypeId::REVERSED, enumerate::REVERSED),
    (TypeId::ENUMERATE, enumerate::ENUMERATE),
    (TypeId::ZIP, zip::ZIP),
    (TypeId::MAP, zip::MAP),
    (TypeId::FILTER, zip::FILTER),
    (TypeId::LIST_ITERATOR, iterator_state::INDEXED),
    (TypeId::LIST_REVERSEITERATOR, iterator_state::INDEXED),
    (TypeId::TUPLE_ITERATOR, iterator_state::INDEXED),
    (TypeId::STR_ITERATOR, iterator_state::INDEXED),
    (TypeId::STR_ASCII_ITERATOR, iterator_state::INDEXED),
    (TypeId::BYTES_ITERATOR, iterator_state::INDEXED),
    (TypeId::BYTEARRAY_ITERATOR, iterator_state::INDEXED),
    (TypeId::SEQ_ITERATOR, iterator_state::INDEXED),
    (TypeId::RANGE_ITERATOR, iterator_state::RANGE),
    (TypeId::DICT_KEYITERATOR, iterator_state::LISTED),
    (TypeId::DICT_VALUEITERATOR, iterator_state::LISTED),
    (TypeId::DICT_ITEMITERATOR, iterator_state::LISTED),
    (TypeId::DICT_REVERSEKEYITERATOR, iterator_state::LISTED),
    (TypeId::DICT_REVERSEVALUEITERATOR, iterator_state::LISTED),
    (TypeId::DICT_REVERSEITEMITERATOR, iterator_state::LISTED),
    (TypeId::SET_ITERATOR, iterator_state::LISTED),
    (TypeId::CALLABLE_ITERATOR, iterator_state::CALLABLE),
    (TypeId::ZIP, iterator_state::COMBINED),
    (TypeId::MAP, iterator_state::COMBINED),
    (TypeId::FILTER, iterator_state::COMBINED),
];
/// Types whose instances can't be hashed: `__hash__` is None in them. The number is the last minor version in which
/// that is so.
pub const UNHASHABLE: &[(TypeId, u8)] = &[
    (TypeId::LIST, 255),
    (TypeId::DICT, 255),
    (TypeId::SET, 255),
    (TypeId::BYTEARRAY, 255),
    (TypeId::SLICE, 11),
    (TypeId::DICT_KEYS, 255),
    (TypeId::DICT_ITEMS, 255),
    (TypeId::MAPPINGPROXY, 11),
];
