//! What bytes, bytearray, memoryview and array share: their content as bytes (the buffer protocol).

use heaplens_heap::types::{Layout, flags};
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// Whether `r` shows its memory (`PyObject_CheckBuffer`).
    pub fn has_buffer(&self, r: Ref) -> bool {
        let info = self.heap.info_of(r);
        info.has(flags::BYTES_SUBCLASS)
            || info.layout == Layout::Buffer
            || info.id == TypeId::MEMORYVIEW
    }

    /// The bytes that `r` shows, copied out in order; `None` where it shows none.
    ///
    /// # Errors
    /// ValueError of a released memoryview.
    pub fn buffer_content(&mut self, r: Ref) -> Res<Option<Vec<u8>>> {
        let info = self.heap.info_of(r);
        if info.has(flags::BYTES_SUBCLASS) {
            return Ok(Some(self.heap.bytes_value(r).to_vec()));
        }
        if info.layout == Layout::Buffer {
            return Ok(Some(self.heap.buffer_bytes(r)));
        }
        if info.id == TypeId::MEMORYVIEW {
            self.check_view(r)?;
            return Ok(Some(self.view_bytes(r)));
        }
        Ok(None)
    }

    /// The bytes that `r` shows; TypeError where it shows none.
    pub fn bytes_like(&mut self, r: Ref) -> Res<Vec<u8>> {
        match self.buffer_content(r)? {
            Some(content) => Ok(content),
            None => Err(self.not_bytes_like(r)),
        }
    }

    /// The error of an argument that shows no memory.
    #[cold]
    pub fn not_bytes_like(&mut self, r: Ref) -> Raised {
        let text = format!(
            "a bytes-like object is required, not '{}'",
            self.type_name(r)
        );
        self.type_error(&text)
    }

    /// Content of the kind that methods of `like` give: bytearray for a bytearray, else bytes.
    pub fn bytes_as(&mut self, like: Ref, content: &[u8]) -> Owned {
        if self.is_a(like, TypeId::BYTEARRAY) {
            self.new_bytearray(TypeId::BYTEARRAY, content)
        } else {
            self.heap.bytes(content)
        }
    }

    /// A bytearray (or an instance of a subclass) with this content and exactly the room for it.
    pub fn new_bytearray(&mut self, id: TypeId, content: &[u8]) -> Owned {
        let r = self.heap.new_buffer(id, 0);
        self.heap.buffer_fill(r, content);
        Owned::adopt(r)
    }

    /// A byte's value from an int; ValueError where it is none.
    pub fn byte_value(&mut self, r: Ref, message: &str) -> Res<u8> {
        match self.index_value(r)? {
            Some(value) if (0..256).contains(&value) => Ok(value as u8),
            _ => Err(self.value_error(message)),
        }
    }

    /// The items of an iterable as bytes.
    pub fn bytes_of_items(&mut self, iterable: Ref, message: &str) -> Res<Vec<u8>> {
        let mut content = Vec::new();
        self.for_each(iterable, |vm, item| {
            content.push(vm.byte_value(item.get(), message)?);
            vm.release(item);
            Ok(())
        })?;
        Ok(content)
    }
}
