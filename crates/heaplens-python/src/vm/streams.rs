//! Standard input: what was given beforehand, and what a reader fetches when the program asks for more.

use std::rc::Rc;

use crate::vm::Vm;

/// Fetches some more of standard input, a line if it can; nothing at its end.
pub type Reader = Box<dyn FnMut() -> Vec<u8>>;

impl Vm {
    /// Lets `reader` be asked when the program has read all that was given.
    pub fn set_stdin_reader(&mut self, reader: Reader) {
        self.stdin_reader = Some(reader);
    }

    /// The next line of standard input with its newline; empty at the end.
    pub fn read_stdin_line(&mut self) -> Vec<u8> {
        loop {
            let rest = &self.inputs.stdin[self.inputs.stdin_at..];
            if let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
                let line = rest[..=end].to_vec();
                self.inputs.stdin_at += line.len();
                return line;
            }
            if !self.fetch_stdin() {
                let line = self.inputs.stdin[self.inputs.stdin_at..].to_vec();
                self.inputs.stdin_at += line.len();
                return line;
            }
        }
    }

    /// All that is left of standard input.
    pub fn read_stdin(&mut self) -> Vec<u8> {
        while self.fetch_stdin() {}
        let rest = self.inputs.stdin[self.inputs.stdin_at..].to_vec();
        self.inputs.stdin_at += rest.len();
        rest
    }

    /// Puts so many bytes that were read last back.
    pub fn unread_stdin(&mut self, count: usize) {
        self.inputs.stdin_at = self.inputs.stdin_at.saturating_sub(count);
    }

    /// Asks the reader for more; false where there is none, or no more.
    fn fetch_stdin(&mut self) -> bool {
        let more = self
            .stdin_reader
            .as_mut()
            .map(|reader| reader())
            .unwrap_or_default();
        if more.is_empty() {
            self.stdin_reader = None;
            return false;
        }
        Rc::make_mut(&mut self.inputs.stdin).extend_from_slice(&more);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Version;
    use crate::vm::Inputs;
    use crate::vm::stop::Limits;

    #[test]
    fn what_was_given_is_read_before_the_reader_is_asked() {
        let inputs = Inputs {
            stdin: Rc::new(b"one\ntw".to_vec()),
            ..Inputs::default()
        };
        let mut vm = Vm::new(Version::V3_13, Limits::default(), inputs);
        let mut more = vec![b"".to_vec(), b"three".to_vec(), b"o\n".to_vec()];
        vm.set_stdin_reader(Box::new(move || more.pop().unwrap_or_default()));
        assert_eq!(vm.read_stdin_line(), b"one\n");
        assert_eq!(vm.read_stdin_line(), b"two\n");
        assert_eq!(vm.read_stdin_line(), b"three");
        assert_eq!(vm.read_stdin_line(), b"");
        assert_eq!(vm.read_stdin(), b"");
    }
}
