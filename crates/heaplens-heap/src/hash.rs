//! Hashes of text and bytes, with `PYTHONHASHSEED=0` (Python/pyhash.c: SipHash-2-4 up to 3.10, SipHash-1-3 from
//! 3.11, both with a key of zeros).

use std::hash::Hasher;

use siphasher::sip::{SipHasher13, SipHasher24};

use crate::heap::Heap;
use crate::reference::Ref;

/// The hash of these bytes (`_Py_HashBytes`).
pub fn hash_bytes(bytes: &[u8], is_siphash13: bool) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let hash = if is_siphash13 {
        let mut hasher = SipHasher13::new_with_keys(0, 0);
        hasher.write(bytes);
        hasher.finish()
    } else {
        let mut hasher = SipHasher24::new_with_keys(0, 0);
        hasher.write(bytes);
        hasher.finish()
    } as i64;
    if hash == -1 { -2 } else { hash }
}

impl Heap {
    /// The hash of the str `r`, kept in it from the first time on.
    #[inline]
    pub fn str_hash(&mut self, r: Ref) -> i64 {
        let known = self.text_hash(r);
        if known != 0 {
            return known;
        }
        let hash = hash_bytes(self.str_raw(r), self.rules.identity.hashes_by_siphash13);
        self.set_text_hash(r, hash);
        hash
    }

    /// The hash of the bytes object `r`, kept in it from the first time on.
    pub fn bytes_hash(&mut self, r: Ref) -> i64 {
        let known = self.text_hash(r);
        if known != 0 {
            return known;
        }
        let hash = hash_bytes(self.bytes_value(r), self.rules.identity.hashes_by_siphash13);
        self.set_text_hash(r, hash);
        hash
    }
}
