//! Names as a person types them to ask about an object: `a`, `node.next`, `data[0]`, `#3` of a type: `list#3`.

use crate::wire::{ObjectId, RowLabel, View};

/// The object that `text` names in a view: the innermost frame that knows the first name counts.
#[must_use]
pub fn object_called(view: &View, text: &str) -> Option<ObjectId> {
    let text = text.trim();
    if let Some(object) = view
        .objects
        .iter()
        .find(|object| object.title == text || object.title.replace(' ', "") == text)
    {
        return Some(object.id);
    }
    let end = text.find(['.', '[']).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut at = view.frames.iter().rev().find_map(|frame| {
        frame
            .variables
            .iter()
            .chain(&frame.left_out)
            .find(|variable| variable.name == name)
            .and_then(|variable| variable.held.object)
    })?;
    while !rest.is_empty() {
        let (label, behind) = part(rest)?;
        let object = view.objects.iter().find(|object| object.id == at)?;
        at = object
            .rows
            .iter()
            .find(|row| row.label == label)?
            .held
            .object?;
        rest = behind;
    }
    Some(at)
}

/// The first attribute or subscript of `rest`, and what comes behind it.
fn part(rest: &str) -> Option<(RowLabel, &str)> {
    if let Some(attribute) = rest.strip_prefix('.') {
        let end = attribute.find(['.', '[']).unwrap_or(attribute.len());
        let (name, behind) = attribute.split_at(end);
        return Some((RowLabel::Attribute(name.to_owned()), behind));
    }
    let inner = rest.strip_prefix('[')?;
    let (key, behind) = inner.split_once(']')?;
    let label = match key.parse() {
        Ok(index) => RowLabel::Index(index),
        Err(_) => RowLabel::Key(key.to_owned()),
    };
    Some((label, behind))
}
