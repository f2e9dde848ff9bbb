//! Payloads of large immutable objects (text and bytes above 512 bytes), which lie outside the store's pages:
//! they never change while somebody else can see them, so keyframes share them.

use std::rc::Rc;

/// Numbered payloads.
#[derive(Clone, Default)]
pub struct Blobs {
    blobs: Vec<Option<Rc<Vec<u8>>>>,
    free: Vec<u32>,
}

impl Blobs {
    /// Keeps `bytes` and returns their number.
    pub fn add(&mut self, bytes: Vec<u8>) -> u32 {
        let blob = Some(Rc::new(bytes));
        match self.free.pop() {
            Some(number) => {
                self.blobs[number as usize] = blob;
                number
            }
            None => {
                self.blobs.push(blob);
                self.blobs.len() as u32 - 1
            }
        }
    }

    /// The payload `number`.
    #[inline]
    pub fn get(&self, number: u32) -> &[u8] {
        self.blobs[number as usize]
            .as_deref()
            .expect("a blob lives as long as its object")
    }

    /// The payload `number`, to grow or change; copied first where a keyframe shares it.
    pub fn get_mut(&mut self, number: u32) -> &mut Vec<u8> {
        Rc::make_mut(
            self.blobs[number as usize]
                .as_mut()
                .expect("a blob lives as long as its object"),
        )
    }

    /// Forgets the payload `number`.
    pub fn remove(&mut self, number: u32) {
        self.blobs[number as usize] = None;
        self.free.push(number);
    }
}
