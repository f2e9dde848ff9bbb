//! Views of buffers: memoryview, and the managed buffer that all views of one export share.
//!
//! Modelled: `PyMemoryViewObject`, `_PyManagedBufferObject` (Objects/memoryobject.c). Left out: suboffsets, which no
//! exporter here has, and exports of a view itself, which last no longer than one native call.
//!
//! ```text
//! managedbuffer  word 1  the exporter (counted, half a word) | views that aren't released
//! memoryview     word 1  the managed buffer (counted, half a word) | 1 while it isn't released
//!                word 2  where the view begins in the exporter, in bytes
//!                word 3  flags: bit 0 read-only, bit 1 the format bears an @; byte 1 dimensions; byte 2 format;
//!                        byte 3 size of an item
//!                word 4  hash, or all bits set
//!                word 18 on: the shape, then the strides, a word for each dimension
//! ```

use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::types::{Layout, TypeId};

const START: u32 = 1;
const FORM: u32 = 2;
const HASH: u32 = 3;
const SHAPE: u32 = 17;

/// What a view shows of its exporter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewShape {
    /// Where it begins, in bytes.
    pub start: i64,
    /// Whether it can't be written to.
    pub is_readonly: bool,
    /// Whether its format is written with an `@`.
    pub has_at: bool,
    /// The format: a letter of `struct`.
    pub format: u8,
    /// The size of an item, in bytes.
    pub itemsize: u32,
    /// How many items, by dimension.
    pub shape: Vec<i64>,
    /// How many bytes from one item to the next, by dimension.
    pub strides: Vec<i64>,
}

impl ViewShape {
    /// How many items it has.
    pub fn count(&self) -> i64 {
        self.shape.iter().product()
    }

    /// `nbytes`.
    pub fn nbytes(&self) -> i64 {
        self.count() * i64::from(self.itemsize)
    }

    /// Whether the items lie one behind the other, the last index fastest.
    pub fn is_c_contiguous(&self) -> bool {
        contiguous(self.itemsize, self.shape.iter().zip(&self.strides).rev())
    }

    /// Whether the items lie one behind the other, the first index fastest.
    pub fn is_f_contiguous(&self) -> bool {
        contiguous(self.itemsize, self.shape.iter().zip(&self.strides))
    }

    /// Strides of items that lie one behind the other.
    pub fn packed_strides(itemsize: u32, shape: &[i64]) -> Vec<i64> {
        let mut strides = vec![i64::from(itemsize); shape.len()];
        for at in (1..shape.len()).rev() {
            strides[at - 1] = strides[at] * shape[at];
        }
        strides
    }
}

fn contiguous<'a>(itemsize: u32, dimensions: impl Iterator<Item = (&'a i64, &'a i64)>) -> bool {
    let mut step = i64::from(itemsize);
    for (&length, &stride) in dimensions {
        if length == 0 {
            return true;
        }
        if length > 1 && stride != step {
            return false;
        }
        step *= length;
    }
    true
}

impl Heap {
    /// A managed buffer of `exporter`; a bytearray or array counts the export.
    pub fn new_managed_buffer(&mut self, exporter: Ref) -> Owned {
        let bytes = u64::from(self.info(TypeId::MANAGEDBUFFER).basicsize);
        let buffer = self.new_instance_block(TypeId::MANAGEDBUFFER, bytes, 1);
        self.incref(exporter);
        self.set_field(buffer, 0, exporter);
        if self.info_of(exporter).layout == Layout::Buffer {
            let exports = self.buffer_exports(exporter);
            self.set_buffer_exports(exporter, exports + 1);
        }
        self.track(buffer);
        Owned::adopt(buffer)
    }

    /// A view of what `buffer` manages.
    pub fn new_view(&mut self, buffer: Ref, shape: &ViewShape) -> Owned {
        let ndim = shape.shape.len() as u32;
        let bytes = u64::from(self.info(TypeId::MEMORYVIEW).basicsize) + 24 * u64::from(ndim);
        let view = self.new_instance_block(TypeId::MEMORYVIEW, bytes, SHAPE + 2 * ndim);
        self.incref(buffer);
        self.set_field(view, 0, buffer);
        self.set_raw_half(view, 1, 1);
        let views = self.raw_half(buffer, 1);
        self.set_raw_half(buffer, 1, views + 1);
        self.set_raw_word(view, START, shape.start as u64);
        let form = u32::from(shape.is_readonly)
            | u32::from(shape.has_at) << 1
            | ndim << 8
            | u32::from(shape.format) << 16
            | shape.itemsize << 24;
        self.set_raw_word(view, FORM, u64::from(form));
        self.set_raw_word(view, HASH, u64::MAX);
        for (at, &value) in shape.shape.iter().chain(&shape.strides).enumerate() {
            self.set_raw_word(view, SHAPE + at as u32, value as u64);
        }
        self.track(view);
        Owned::adopt(view)
    }

    /// How many dimensions a view has.
    pub fn view_ndim(&self, view: Ref) -> u32 {
        self.raw_word(view, FORM) as u32 >> 8 & 0xff
    }

    /// What the view shows.
    pub fn view_shape(&self, view: Ref) -> ViewShape {
        let form = self.raw_word(view, FORM) as u32;
        let ndim = form >> 8 & 0xff;
        let words = |from: u32| -> Vec<i64> {
            (from..from + ndim)
                .map(|at| self.raw_word(view, at) as i64)
                .collect()
        };
        ViewShape {
            start: self.raw_word(view, START) as i64,
            is_readonly: form & 1 != 0,
            has_at: form & 2 != 0,
            format: (form >> 16) as u8,
            itemsize: form >> 24,
            shape: words(SHAPE),
            strides: words(SHAPE + ndim),
        }
    }

    /// The managed buffer of a view.
    pub fn view_buffer(&self, view: Ref) -> Ref {
        self.field(view, 0)
    }

    /// The object that a view shows, or null once it is released.
    pub fn view_exporter(&self, view: Ref) -> Ref {
        let buffer = self.view_buffer(view);
        if buffer.is_null() {
            Ref::NULL
        } else {
            self.field(buffer, 0)
        }
    }

    /// Whether the view was released, or its buffer was.
    pub fn is_view_released(&self, view: Ref) -> bool {
        self.raw_half(view, 1) == 0 || self.view_exporter(view).is_null()
    }

    /// The hash that a view keeps.
    pub fn view_hash(&self, view: Ref) -> Option<i64> {
        match self.raw_word(view, HASH) {
            u64::MAX => None,
            hash => Some(hash as i64),
        }
    }

    /// Keeps the hash of a view.
    pub fn keep_view_hash(&mut self, view: Ref, hash: i64) {
        self.set_raw_word(view, HASH, hash as u64);
    }

    /// Releases a view (`_memory_release`); with the last one the export ends.
    pub fn release_view(&mut self, view: Ref) {
        if self.raw_half(view, 1) == 0 {
            return;
        }
        self.set_raw_half(view, 1, 0);
        let buffer = self.view_buffer(view);
        if buffer.is_null() {
            return;
        }
        let views = self.raw_half(buffer, 1) - 1;
        self.set_raw_half(buffer, 1, views);
        if views == 0 {
            self.end_export(buffer);
        }
    }

    fn end_export(&mut self, buffer: Ref) {
        let exporter = self.field(buffer, 0);
        if exporter.is_null() {
            return;
        }
        self.set_field(buffer, 0, Ref::NULL);
        if self.info_of(exporter).layout == Layout::Buffer {
            let exports = self.buffer_exports(exporter);
            self.set_buffer_exports(exporter, exports - 1);
        }
        self.decref(exporter);
    }

    /// What a dying view or managed buffer does before its references go.
    pub(crate) fn let_buffer_go(&mut self, r: Ref) {
        match self.type_of(r) {
            TypeId::MEMORYVIEW => self.release_view(r),
            TypeId::MANAGEDBUFFER => self.end_export(r),
            _ => {}
        }
    }
}
