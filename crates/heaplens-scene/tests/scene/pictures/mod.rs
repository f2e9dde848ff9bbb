//! Views made by hand, for pictures that a test can name.

pub mod cases;

use heaplens_session::wire::{
    Badge, Count, FrameId, FrameKind, FrameView, Held, Holder, Kind, Layer, ObjectId, ObjectView,
    Pause, Reference, Row, RowLabel, Slice, StackRole, StackSlot, Step, Strength, Totals, Value,
    Variable, VariableKind, View,
};

/// A view in the making: counts and references follow from names and rows.
pub struct Picture {
    pub view: View,
}

/// An object in the making.
pub fn object(id: u64, type_name: &str, kind: Kind) -> ObjectView {
    ObjectView {
        id: ObjectId(id),
        type_name: type_name.to_owned(),
        title: format!("{type_name} #{id}"),
        kind,
        layer: Layer::Data,
        value: Value::None,
        address: 0x7f3a_5c00_2a40 + id * 0x70,
        size: 56,
        count: Count::References(0),
        generation: None,
        garbage: false,
        badges: Vec::new(),
        rows: Vec::new(),
        row_count: 0,
        rows_cut_after: None,
        same_address_as: None,
    }
}

/// An integer, a float or a string, whose value is its title.
pub fn atom(id: u64, type_name: &str, value: &str) -> ObjectView {
    let kind = if type_name == "str" {
        Kind::Text
    } else {
        Kind::Number
    };
    ObjectView {
        title: format!("{type_name} {value}"),
        value: Value::Text(Slice::whole(value)),
        size: 28,
        ..object(id, type_name, kind)
    }
}

/// A list of objects.
pub fn list(id: u64, items: &[u64]) -> ObjectView {
    let rows: Vec<Row> = items
        .iter()
        .enumerate()
        .map(|(at, to)| row(RowLabel::Index(at as u64), *to))
        .collect();
    let value = if rows.is_empty() {
        Value::Text(Slice::whole("[]"))
    } else {
        Value::None
    };
    ObjectView {
        value,
        size: 56 + 8 * items.len() as u64,
        generation: Some(0),
        row_count: rows.len() as u64,
        rows,
        ..object(id, "list", Kind::Container)
    }
}

/// A dict of objects by the spelling of their keys.
pub fn dict(id: u64, items: &[(&str, u64)]) -> ObjectView {
    let rows: Vec<Row> = items
        .iter()
        .map(|(key, to)| row(RowLabel::Key((*key).to_owned()), *to))
        .collect();
    ObjectView {
        size: 184,
        generation: Some(0),
        row_count: rows.len() as u64,
        rows,
        ..object(id, "dict", Kind::Container)
    }
}

/// An instance with attributes.
pub fn instance(id: u64, class: &str, attributes: &[(&str, u64)]) -> ObjectView {
    let rows: Vec<Row> = attributes
        .iter()
        .map(|(name, to)| row(RowLabel::Attribute((*name).to_owned()), *to))
        .collect();
    ObjectView {
        size: 48,
        generation: Some(0),
        row_count: rows.len() as u64,
        rows,
        ..object(id, class, Kind::Instance)
    }
}

/// A row that holds an object.
pub fn row(label: RowLabel, to: u64) -> Row {
    Row {
        label,
        label_object: None,
        held: held(to),
        weak: false,
        changed: false,
    }
}

/// A row whose value is written out, for its object isn't drawn.
pub fn written(label: RowLabel, text: &str) -> Row {
    let held = Held {
        object: None,
        text: text.to_owned(),
    };
    Row {
        label,
        label_object: None,
        held,
        weak: false,
        changed: false,
    }
}

pub fn held(to: u64) -> Held {
    Held {
        object: Some(ObjectId(to)),
        text: format!("#{to}"),
    }
}

impl Picture {
    /// With the module's frame alone.
    pub fn new(step: u64) -> Self {
        let view = View {
            step: Step(step),
            pause: Pause::Line,
            line: 1,
            previous_line: 0,
            file: "main.py".to_owned(),
            frames: Vec::new(),
            objects: Vec::new(),
            references: Vec::new(),
            ghosts: Vec::new(),
            changes: Vec::new(),
            words: Vec::new(),
            output_chunks: 0,
            totals: Totals::default(),
        };
        Self { view }.frame("<module>", 1)
    }

    /// A call, with no names yet.
    pub fn frame(mut self, name: &str, line: u32) -> Self {
        let id = FrameId(self.view.frames.len() as u64);
        let kind = if id.0 == 0 {
            FrameKind::Module
        } else {
            FrameKind::Function
        };
        let (name, file) = (name.to_owned(), "main.py".to_owned());
        self.view.frames.push(FrameView {
            id,
            name,
            kind,
            line,
            file,
            variables: Vec::new(),
            left_out: Vec::new(),
            stack: Vec::new(),
        });
        self
    }

    fn last_frame(&mut self) -> &mut FrameView {
        self.view.frames.last_mut().expect("there is the module's")
    }

    /// A name of the last frame.
    pub fn name(mut self, name: &str, to: u64) -> Self {
        let held = held(to);
        let variable = Variable {
            name: name.to_owned(),
            kind: VariableKind::Local,
            held,
            changed: false,
        };
        self.last_frame().variables.push(variable);
        self
    }

    /// The same, bound by the last step.
    pub fn new_name(self, name: &str, to: u64) -> Self {
        let mut picture = self.name(name, to);
        picture
            .last_frame()
            .variables
            .last_mut()
            .expect("just pushed")
            .changed = true;
        picture
    }

    /// A name whose value is written out.
    pub fn written_name(mut self, name: &str, text: &str) -> Self {
        let held = Held {
            object: None,
            text: text.to_owned(),
        };
        let variable = Variable {
            name: name.to_owned(),
            kind: VariableKind::Local,
            held,
            changed: false,
        };
        self.last_frame().variables.push(variable);
        self
    }

    /// A temporary of the last frame.
    pub fn temporary(mut self, role: StackRole, to: u64) -> Self {
        self.last_frame().stack.push(StackSlot {
            role,
            held: held(to),
            strength: Strength::Passing,
        });
        self
    }

    pub fn with(mut self, object: ObjectView) -> Self {
        self.view.objects.push(object);
        self
    }

    /// The view, with the references that names and rows make, and counts that are their sums.
    pub fn view(mut self) -> View {
        let mut references = Vec::new();
        let mut add = |from, held: &Held, strength, label: String| {
            if let Some(to) = held.object {
                references.push(Reference {
                    from,
                    to,
                    strength,
                    label,
                    since: None,
                });
            }
        };
        for frame in &self.view.frames {
            for variable in &frame.variables {
                let from = Holder::Variable {
                    frame: frame.id,
                    name: variable.name.clone(),
                };
                add(
                    from,
                    &variable.held,
                    Strength::Lasting,
                    format!("{} in {}", variable.name, frame.name),
                );
            }
            for (index, slot) in frame.stack.iter().enumerate() {
                let from = Holder::Stack {
                    frame: frame.id,
                    index: index as u32,
                };
                add(
                    from,
                    &slot.held,
                    slot.strength,
                    format!("on the evaluation stack of {}", frame.name),
                );
            }
        }
        for object in &self.view.objects {
            for (at, row) in object.rows.iter().enumerate() {
                let (object_id, at) = (object.id, at as u32);
                let strength = if row.weak {
                    Strength::Weak
                } else {
                    Strength::Lasting
                };
                let from = Holder::Row {
                    object: object_id,
                    row: at,
                };
                add(
                    from,
                    &row.held,
                    strength,
                    format!("{} [{at}]", object.title),
                );
                let key = Held {
                    object: row.label_object,
                    text: String::new(),
                };
                let from = Holder::RowLabel {
                    object: object_id,
                    row: at,
                };
                add(
                    from,
                    &key,
                    Strength::Lasting,
                    format!("key of {}", object.title),
                );
            }
        }
        references.append(&mut self.view.references);
        for object in &mut self.view.objects {
            if let Count::References(_) = object.count {
                let counted =
                    |one: &&Reference| one.to == object.id && one.strength != Strength::Weak;
                object.count = Count::References(references.iter().filter(counted).count() as u64);
            }
        }
        self.view.references = references;
        self.view
    }

    /// A reference from outside of the picture.
    pub fn held_elsewhere(mut self, to: u64, label: &str) -> Self {
        let (from, label) = (Holder::Elsewhere, label.to_owned());
        self.view.references.push(Reference {
            from,
            to: ObjectId(to),
            strength: Strength::Lasting,
            label,
            since: None,
        });
        self
    }
}

/// `object` with a badge.
pub fn badged(mut object: ObjectView, badge: Badge) -> ObjectView {
    object.badges.push(badge);
    object
}
