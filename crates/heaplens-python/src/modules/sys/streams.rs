//! What the machine does with the standard streams of `sys`: text written to them, streams put in their place.

use heaplens_heap::Ref;

use crate::text::TextRef;
use crate::vm::exceptions::Exc;
use crate::vm::{Res, Vm};

/// The place of standard error in `States::streams`.
const STDERR: usize = 2;

/// Text for standard error, whose error handler is `backslashreplace`.
pub(crate) fn escaped(text: TextRef<'_>) -> String {
    let mut out = String::with_capacity(text.len());
    for cp in text.iter() {
        match char::from_u32(cp) {
            Some(c) => out.push(c),
            None => out.push_str(&format!("\\u{cp:04x}")),
        }
    }
    out
}

impl Vm {
    /// A str as UTF-8; lone surrogates are an error.
    pub(crate) fn strict_utf8(&mut self, text: Ref) -> Res<Vec<u8>> {
        if let Some(ascii) = self.heap.chars(text).ascii() {
            return Ok(ascii.as_bytes().to_vec());
        }
        let all = self.text_ref(text);
        let is_surrogate = |cp: u32| (0xd800..0xe000).contains(&cp);
        let Some(start) = all.iter().position(is_surrogate) else {
            return Ok(all.to_wtf8());
        };
        let count = all.slice(start..all.len()).iter();
        let end = start + count.take_while(|&cp| is_surrogate(cp)).count();
        let encoding = self.heap.str("utf-8");
        let (start, end) = (self.heap.int(start as i64), self.heap.int(end as i64));
        let reason = self.heap.str("surrogates not allowed");
        let class = self.exc_class(Exc::UnicodeEncodeError);
        let args = [encoding.get(), text, start.get(), end.get(), reason.get()];
        let exception = self.call(class, &args)?;
        Err(self.raise(exception))
    }

    /// Writes to `sys.stderr`, whatever that is now.
    pub(crate) fn write_stderr(&mut self, text: &str) -> Res<()> {
        match self.sys_attribute("stderr") {
            Some(r) if r != self.states.streams[STDERR] => {
                if r == self.heap.known.none {
                    return Ok(());
                }
                let stream = self.heap.own(r);
                let text = self.heap.str(text);
                let name = self.names.write;
                let done = self.call_attribute(stream.get(), name, &[text.get()])?;
                self.release(done);
            }
            _ => self.output.stderr.extend_from_slice(text.as_bytes()),
        }
        Ok(())
    }

    /// The stream that replaces a standard one in `sys`; none where it doesn't. `None` in place of it is given too.
    pub(crate) fn replaced_stream(&mut self, name: &str, which: usize) -> Option<Ref> {
        let now = self.sys_attribute(name)?;
        (now != self.states.streams[which] || self.is_stream_closed(now)).then_some(now)
    }
}
