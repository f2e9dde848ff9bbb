//! Keyframes: a moment of the machine that can be gone back to. The heap's pages are shared with the present
//! until they change; the rest is small and copied.

use std::rc::Rc;

use heaplens_heap::Ref;
use heaplens_heap::heap::Small;

use crate::vm::frame::{Frame, Slot};
use crate::vm::load::Code;
use crate::vm::{Inputs, Output, Vm};

/// A kept moment.
#[derive(Clone)]
pub struct Keyframe {
    /// Instructions executed before it.
    pub time: u64,
    native_called_at: u64,
    number: usize,
    heap: Box<Small>,
    frames: Vec<Frame>,
    stack: Vec<Slot>,
    codes: Vec<Rc<Code>>,
    raised: Ref,
    handled: Vec<Ref>,
    main: Ref,
    output: (usize, usize),
    inputs: Inputs,
    states: crate::modules::States,
}

impl Keyframe {
    /// How many objects of each type had been born by then, by type.
    pub fn born_of_type(&self) -> &[u32] {
        self.heap.born_of_type()
    }

    /// How many objects had been born quietly by then.
    pub fn born_quietly(&self) -> u32 {
        self.heap.born_quietly()
    }
}

impl Vm {
    /// Whether a keyframe can be kept now: no native function is in the middle of a call.
    pub fn can_keep(&self) -> bool {
        self.native_depth <= 1
    }

    /// Keeps the present.
    pub fn keep(&mut self) -> Keyframe {
        let (number, small) = self.heap.keep_keyframe();
        Keyframe {
            time: self.time,
            native_called_at: self.native_called_at,
            number,
            heap: Box::new(small),
            frames: self.frames.clone(),
            stack: self.stack.clone(),
            codes: self.codes.clone(),
            raised: self.raised,
            handled: self.handled.clone(),
            main: self.main,
            output: (self.output.stdout.len(), self.output.stderr.len()),
            inputs: self.inputs.clone(),
            states: self.states.clone(),
        }
    }

    /// Forgets every second keyframe of a run that is still going; gives those that stay, with what each is kept
    /// beside. The first and the newest stay.
    pub fn thin_out<T>(&mut self, kept: Vec<T>, of: impl Fn(&mut T) -> &mut Keyframe) -> Vec<T> {
        let newest = kept.len().saturating_sub(1);
        let mut thinned = Vec::with_capacity(kept.len() / 2 + 2);
        for (at, mut one) in kept.into_iter().enumerate() {
            if at % 2 == 1 && at != newest {
                self.heap.memory.forget_keyframe(thinned.len());
                continue;
            }
            of(&mut one).number = thinned.len();
            thinned.push(one);
        }
        thinned
    }

    /// Goes back (or forward) to a kept moment. `whole` is the output of the whole run, of which a part is kept.
    pub fn go_to(&mut self, keyframe: &Keyframe, whole: &Output) {
        self.heap.seek_keyframe(keyframe.number, &keyframe.heap);
        self.time = keyframe.time;
        self.native_called_at = keyframe.native_called_at;
        self.frames.clone_from(&keyframe.frames);
        self.stack.clone_from(&keyframe.stack);
        self.codes.clone_from(&keyframe.codes);
        self.raised = keyframe.raised;
        self.handled.clone_from(&keyframe.handled);
        self.main = keyframe.main;
        self.output.stdout.clear();
        self.output
            .stdout
            .extend_from_slice(&whole.stdout[..keyframe.output.0]);
        self.output.stderr.clear();
        self.output
            .stderr
            .extend_from_slice(&whole.stderr[..keyframe.output.1]);
        self.output.uncaught = None;
        self.inputs = keyframe.inputs.clone();
        self.states = keyframe.states.clone();
        // Tracing is on or off as it was then.
        self.set_instruction_hook(None);
        self.stop = None;
        self.native_depth = 1;
        self.type_modified();
    }
}
