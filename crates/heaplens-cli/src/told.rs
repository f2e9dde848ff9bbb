//! Answers as text for a terminal.

use heaplens_session::wire::{
    Collection, Count, Fine, HeapEvent, HeapEventKind, Held, History, Ledger, MarkKinds, Marks,
    Question, Sentence, Sizes, StepInside, View, WhyAlive,
};
use std::fmt::Write as _;

/// Sentences, one on a line.
pub fn sentences(all: &[Sentence]) -> String {
    all.iter()
        .fold(String::new(), |text, one| text + &one.plain() + "\n")
}

fn held(held: &Held) -> &str {
    &held.text
}

/// A moment: its frames, then its objects with what they hold.
pub fn view(view: &View) -> String {
    let mut text = format!("step {}", view.step.0);
    if view.line > 0 {
        let _ = write!(text, ", before line {}", view.line);
    }
    text.push('\n');
    text += &sentences(&view.words);
    for frame in &view.frames {
        let _ = writeln!(text, "\n{}", frame.name);
        for variable in &frame.variables {
            let _ = writeln!(text, "  {} = {}", variable.name, held(&variable.held));
        }
        for slot in &frame.stack {
            let _ = writeln!(text, "  (stack) {}", held(&slot.held));
        }
    }
    text.push('\n');
    for object in &view.objects {
        let count = match object.count {
            Count::References(count) => format!("count {count}"),
            Count::Immortal(_) => "immortal".to_owned(),
        };
        let garbage = if object.garbage { ", garbage" } else { "" };
        let _ = writeln!(
            text,
            "{} at {:#x}: {} bytes, {count}{garbage}",
            object.title, object.address, object.size
        );
        for row in &object.rows {
            let label = match &row.label {
                heaplens_session::wire::RowLabel::Index(index) => format!("[{index}]"),
                heaplens_session::wire::RowLabel::Key(key) => format!("[{key}]"),
                heaplens_session::wire::RowLabel::Attribute(name) => format!(".{name}"),
                heaplens_session::wire::RowLabel::Field(name) => name.clone(),
                heaplens_session::wire::RowLabel::Element => "-".to_owned(),
            };
            let _ = writeln!(text, "  {label} {}", held(&row.held));
        }
    }
    text
}

/// A ledger.
pub fn ledger(ledger: &Ledger) -> String {
    let mut text = match ledger.count {
        Count::References(count) => format!("{}: count {count}\n", ledger.title),
        Count::Immortal(shown) => format!("{}: immortal ({shown})\n", ledger.title),
    };
    for entry in &ledger.entries {
        let since = entry
            .since
            .map_or(String::new(), |step| format!(", since step {}", step.0));
        let _ = writeln!(text, "  {} {}{since}", entry.count, entry.label);
    }
    for entry in &ledger.uncounted {
        let _ = writeln!(text, "  0 {}", entry.label);
    }
    text + &sentences(&ledger.notes)
}

/// Why something is alive.
pub fn chain(why: &WhyAlive) -> String {
    let mut text = why.words.plain() + "\n";
    for link in &why.chain {
        let missed = if link.seen_by_get_referrers {
            ""
        } else {
            " (gc.get_referrers misses it)"
        };
        let _ = writeln!(text, "  {} -> {}{missed}", link.label, link.title);
    }
    text
}

/// Three sizes.
pub fn sizes(sizes: &Sizes) -> String {
    let mut text = format!(
        "own {} bytes; deep {} bytes in {} objects; retained {} bytes in {} objects; shared {} bytes in {} objects\n",
        sizes.own,
        sizes.deep,
        sizes.deep_objects,
        sizes.retained,
        sizes.retained_objects,
        sizes.shared,
        sizes.shared_objects
    );
    for part in &sizes.shared_with {
        let _ = writeln!(
            text,
            "  {} ({} bytes): {}",
            part.title, part.size, part.held_by
        );
    }
    text
}

/// A life.
pub fn history(history: &History) -> String {
    let mut text = sentences(&history.words);
    for change in &history.changes {
        if change.at.line == 0 {
            let _ = writeln!(
                text,
                "  step {}: {} to {}, as {}",
                change.at.step.0, change.from, change.to, change.at.doing
            );
            continue;
        }
        let _ = writeln!(
            text,
            "  step {}, line {}, {}: {} to {}, where it {}",
            change.at.step.0,
            change.at.line,
            change.at.frame,
            change.from,
            change.to,
            change.at.doing
        );
    }
    if history.cut {
        text.push_str("  and more\n");
    }
    text
}

/// What an event of the heap is, without its object.
fn happened(event: &HeapEvent) -> String {
    match event.what {
        HeapEventKind::Made { address } => format!("is made at {address:#x}"),
        HeapEventKind::Count { from, to } => format!("goes from {from} to {to}"),
        HeapEventKind::Freed { by_collector: true } => "is freed by the collector".to_owned(),
        HeapEventKind::Freed { .. } => "is freed".to_owned(),
    }
}

/// A place within a line: the instruction that comes next, and the event of the heap that has just happened.
pub fn place_inside(inside: &StepInside, at: Fine) -> String {
    let mut text = format!("step {}", at.step.0);
    if let Some(next) = inside.instructions.get(at.instruction as usize) {
        let _ = write!(
            text,
            ", instruction {} of line {}, {}: {}",
            at.instruction, next.line, next.frame, next.text
        );
    }
    text.push('\n');
    let last = at.event.checked_sub(1);
    if let Some(event) = last.and_then(|last| inside.events.get(last as usize)) {
        let _ = writeln!(text, "  {} {}", event.title, happened(event));
    }
    text
}

/// The most stretches that a run is told in.
const MOST_STRETCHES: usize = 40;

/// A run as a whole, in stretches of equally many steps.
pub fn marks(marks: &Marks) -> String {
    let each = marks.line.len().div_ceil(MOST_STRETCHES).max(1);
    let mut text = String::from("steps: first line, deepest call, made, freed, what happens\n");
    let bits = MarkKinds::BITS;
    for from in (0..marks.line.len()).step_by(each) {
        let to = (from + each).min(marks.line.len());
        let kinds = marks.kinds[from..to].iter().fold(0, |all, one| all | one);
        let names = [
            (bits.call, "call"),
            (bits.returned, "return"),
            (bits.print, "print"),
            (bits.exception, "exception"),
            (bits.collection, "collection"),
        ];
        let happens: Vec<&str> = names
            .into_iter()
            .filter(|(bit, _)| kinds & bit != 0)
            .map(|(_, name)| name)
            .collect();
        let sum = |column: &[u32]| column[from..to].iter().map(|n| u64::from(*n)).sum::<u64>();
        let _ = writeln!(
            text,
            "{}: line {}, depth {}, {} made, {} freed{}{}",
            from as u64 * marks.steps_per_mark,
            marks.line[from],
            marks.depth[from..to].iter().max().unwrap_or(&0),
            sum(&marks.allocations),
            sum(&marks.frees),
            if happens.is_empty() { "" } else { ", " },
            happens.join(" ")
        );
    }
    text
}

/// Questions, the right answer marked.
pub fn questions(all: &[Question]) -> String {
    let mut text = String::new();
    for question in all {
        let _ = writeln!(text, "step {}: {}", question.step.0, question.text.plain());
        for choice in &question.choices {
            let sign = if choice.correct { '*' } else { ' ' };
            let _ = writeln!(text, "  {sign} {} ({})", choice.text, choice.why);
        }
    }
    text
}

/// The inside of a line.
pub fn inside(inside: &StepInside) -> String {
    let mut text = String::new();
    for (at, instruction) in inside.instructions.iter().enumerate() {
        let _ = writeln!(
            text,
            "  {at:3} {} line {}: {}",
            instruction.frame, instruction.line, instruction.text
        );
        for event in inside
            .events
            .iter()
            .filter(|event| event.instruction as usize == at)
        {
            let what = happened(event);
            let _ = writeln!(text, "        {} {what}", event.title);
        }
    }
    text
}

/// A collection, phase by phase.
pub fn collection(one: &Collection) -> String {
    let by = if one.mark.by_threshold {
        "its threshold was passed"
    } else {
        "it was asked for"
    };
    let mut text = format!(
        "collection {} at step {}, line {}: generation {}, {by}; counters {:?}, thresholds {:?}; {} candidates, {} of them the program's; {} unreachable\n",
        one.number,
        one.mark.step.0,
        one.mark.line,
        one.mark.generation,
        one.counts,
        one.thresholds,
        one.candidates,
        one.own_candidates,
        one.mark.collected
    );
    for phase in one.phases.iter().filter(|phase| phase.count > 0) {
        let _ = writeln!(text, "  {} ({})", phase.words, phase.count);
        for object in phase.objects.iter().take(20) {
            let refs = object
                .gc_refs
                .map_or(String::new(), |refs| format!(", gc_refs {refs}"));
            let _ = writeln!(text, "    {}: count {}{refs}", object.title, object.count);
        }
    }
    text
}
