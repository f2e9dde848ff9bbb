//! The language: source to code objects, the virtual machine, the built-ins and the library modules.
//! It must not know pictures, nor how to go backwards.

pub mod code;
pub mod compile;
pub mod number;
pub mod opcode;
pub mod text;

pub use heaplens_heap::Version;
