//! Lines that are measured: how large the process is after each line of some functions, as the package
//! `memory_profiler` 0.61 asks the system from a trace function.
//!
//! The line that a function was left at or comes to a new line from is measured: it grew the process by what was not
//! there after the line measured before. The process is as large as the memory that the modelled allocators took from
//! the system, and what an interpreter has besides.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::opcode::Op;
use crate::vm::Vm;

/// What an interpreter with the package loaded has before (`goldens/README.md`: 24.5 MiB on 3.14).
const PROCESS_BYTES: u64 = (24 << 20) + (512 << 10);

/// What was measured of a line, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// By how much the process grew, all times together.
    pub grew: i64,
    /// How large it was at most.
    pub most: u64,
    /// How often the line ran.
    pub times: u64,
}

/// A frame that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Measured {
    depth: usize,
    called_at: u64,
    code: u32,
    line: u32,
    pc: u32,
}

/// Whose lines are measured, and what was measured.
#[derive(Clone, Debug, Default)]
pub struct Profiler {
    /// How many measured functions run.
    running: u32,
    /// Numbers of code objects, each with that of the function whose table its lines go to.
    codes: Rc<BTreeMap<u32, u32>>,
    lines: Rc<BTreeMap<(u32, u32), Measure>>,
    frames: Vec<Measured>,
    line_before: u32,
}

impl Profiler {
    /// Whether lines are measured now.
    #[inline]
    pub fn is_on(&self) -> bool {
        self.running > 0
    }

    /// The lines of code `number` go to the table of `table`.
    pub fn add(&mut self, number: u32, table: u32) {
        Rc::make_mut(&mut self.codes).insert(number, table);
    }

    /// What was measured of the table, by line.
    pub fn table(&self, table: u32) -> impl Iterator<Item = (u32, Measure)> {
        let lines = self.lines.range((table, 0)..=(table, u32::MAX));
        lines.map(|(&(_, line), &measure)| (line, measure))
    }

    /// Forgets what was measured of the table.
    pub fn forget(&mut self, table: u32) {
        Rc::make_mut(&mut self.lines).retain(|&(of, _), _| of != table);
    }

    fn measure(&mut self, code: u32, line: u32, bytes: u64) {
        let table = self.codes.get(&code).copied().unwrap_or(code);
        let before = self.lines.get(&(table, self.line_before));
        let before = before.map_or(0, |measure| measure.most);
        let measure = Rc::make_mut(&mut self.lines)
            .entry((table, line))
            .or_default();
        measure.grew += bytes as i64 - before as i64;
        measure.most = measure.most.max(bytes);
        measure.times += 1;
        self.line_before = line;
    }
}

impl Vm {
    /// How large the process is, in bytes.
    pub fn process_bytes(&self) -> u64 {
        PROCESS_BYTES + self.heap.touched_bytes()
    }

    /// One measured function more runs, or one less.
    pub(crate) fn profile_on(&mut self, is_on: bool) {
        let profiler = &mut self.states.profiler;
        if is_on {
            profiler.running += 1;
            profiler.line_before = 0;
        } else {
            profiler.running = profiler.running.saturating_sub(1);
            self.leave_profiled(0);
        }
        self.attend_to_each();
    }

    /// Frames that are gone are left at the line where they were.
    fn leave_profiled(&mut self, depth: usize) {
        let bytes = self.process_bytes();
        let profiler = &mut self.states.profiler;
        while let Some(last) = profiler.frames.last().copied() {
            if last.depth <= depth {
                break;
            }
            profiler.frames.pop();
            profiler.measure(last.code, last.line, bytes);
        }
    }

    /// Before each instruction, while something is measured.
    pub(crate) fn note_profile(&mut self) {
        let depth = self.frames.len();
        let frame = self.top();
        let (code, pc) = (Rc::clone(&frame.code), frame.last_pc());
        let (called_at, line) = (frame.called_at, frame.line());
        if self
            .states
            .profiler
            .frames
            .last()
            .is_some_and(|last| last.depth > depth)
        {
            self.leave_profiled(depth);
        }
        let last = self.states.profiler.frames.last().copied();
        let is_known = last.is_some_and(|last| (last.depth, last.called_at) == (depth, called_at));
        if !is_known {
            if last.is_some_and(|last| last.depth == depth) {
                self.leave_profiled(depth - 1);
            }
            if self.states.profiler.codes.contains_key(&code.number) {
                // A call begins at the line of the function itself, a resumption at the line where it goes on.
                let line = if pc == 0 { code.body.firstlineno } else { line };
                self.states.profiler.frames.push(Measured {
                    depth,
                    called_at,
                    code: code.number,
                    line,
                    pc,
                });
            } else {
                return;
            }
        }
        let is_return = matches!(
            code.body.instrs[pc as usize].op,
            Op::ReturnValue | Op::YieldValue
        );
        let bytes = self.process_bytes();
        let Some(last) = self.states.profiler.frames.last_mut() else {
            return;
        };
        let before = last.line;
        let is_new =
            code.line_starts[pc as usize] && line != 0 && (line != before || pc <= last.pc);
        last.pc = pc;
        if is_new {
            last.line = line;
            self.states.profiler.measure(code.number, before, bytes);
        }
        if is_return {
            self.states.profiler.frames.pop();
            let at = if line == 0 || !is_new { before } else { line };
            self.states.profiler.measure(code.number, at, bytes);
        }
    }
}
