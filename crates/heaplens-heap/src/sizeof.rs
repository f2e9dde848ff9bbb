//! `__sizeof__`: what an object says of its own size, in bytes, headers before it apart.

use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::Layout;

impl Heap {
    /// The size that the object's `__sizeof__` gives, in bytes; `sys.getsizeof` adds the headers before it.
    pub fn sizeof(&self, r: Ref) -> u64 {
        let info = self.info_of(r);
        let basic = u64::from(info.basicsize);
        match info.layout {
            Layout::List => basic + 8 * u64::from(self.list_allocated(r)),
            Layout::Dict => {
                let keys = self.dict_keys(r);
                if keys == 0 {
                    return basic;
                }
                if self.dict_values(r) != 0 {
                    return basic + self.split_sizeof(r);
                }
                basic + self.keys_bytes(self.keys_log2_size(keys), self.keys_kind(keys))
            }
            Layout::Deque => self.deque_sizeof(r),
            Layout::Set => basic + self.set_table_bytes(r),
            Layout::Int => {
                let digits = crate::scalars::digits_of_bits(self.int_bits(r));
                let digits = if self.version.minor() >= 12 {
                    digits.max(1)
                } else {
                    digits
                };
                basic + 4 * digits
            }
            Layout::Buffer => basic + u64::from(self.buffer_allotted(r)),
            _ => self.object_bytes(r) - self.inline_values_bytes(r),
        }
    }
}
