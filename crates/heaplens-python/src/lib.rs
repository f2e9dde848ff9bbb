//! The language: source to code objects, the virtual machine, the built-ins and the library modules.
//! It must not know pictures, nor how to go backwards.

pub mod builtins;
pub mod code;
pub mod compile;
pub mod modules;
pub mod number;
pub mod opcode;
pub mod report;
pub mod text;
pub mod types;
pub mod vm;

pub use heaplens_heap::Version;
pub use vm::Vm;
