//! One view for each thing that a picture must be able to say.

use super::{Picture, atom, badged, dict, instance, list, object, row, written};
use heaplens_session::wire::{
    Badge, Cause, Change, Count, Ghost, Kind, Layer, ObjectId, ObjectView, RowLabel, Slice,
    StackRole, Step, Value, View,
};

/// Every case, by name.
pub fn all() -> Vec<(&'static str, View)> {
    vec![
        ("empty", Picture::new(0).view()),
        ("call", call()),
        ("names_sharing_a_list", names_sharing_a_list()),
        ("cycle", cycle()),
        ("self_reference", self_reference()),
        ("long_values", long_values()),
        ("nested_containers", nested_containers()),
        ("dict", a_dict()),
        ("instances", instances()),
        ("class_and_closure", class_and_closure()),
        ("weak_reference", weak_reference()),
        ("ghosts", ghosts()),
        ("garbage", garbage()),
        ("immortal", immortal()),
        ("many_references", many_references()),
        ("folded", folded()),
        ("hundred_objects", hundred_objects()),
        ("hostile_texts", hostile_texts()),
    ]
}

/// The still of the page: a call whose argument is counted.
pub fn call() -> View {
    let function = ObjectView {
        title: "function process".to_owned(),
        size: 160,
        layer: Layer::Definition,
        generation: Some(0),
        ..object(1, "function", Kind::Function)
    };
    let mut view = Picture::new(12)
        .name("process", 1)
        .name("data", 2)
        .frame("process", 4)
        .new_name("obj", 2)
        .temporary(StackRole::Argument, 2)
        .with(function)
        .with(list(2, &[]))
        .view();
    view.changes = vec![Change::Count {
        object: ObjectId(2),
        from: 2,
        to: 3,
    }];
    view.ghosts = vec![ghost(9, "int 1000", Cause::CountReachedZero { line: 7 })];
    view
}

fn names_sharing_a_list() -> View {
    Picture::new(3)
        .name("a", 1)
        .name("b", 1)
        .name("c", 1)
        .with(list(1, &[]))
        .with(list(2, &[]))
        .name("d", 2)
        .view()
}

fn cycle() -> View {
    Picture::new(3)
        .name("a", 1)
        .name("b", 2)
        .with(instance(1, "Node", &[("ref", 2)]))
        .with(instance(2, "Node", &[("ref", 1)]))
        .view()
}

fn self_reference() -> View {
    Picture::new(2).name("x", 1).with(list(1, &[1, 1])).view()
}

fn long_values() -> View {
    let text = ObjectView {
        title: "str #1".to_owned(),
        value: Value::Text(Slice {
            parts: vec![
                "'Lorem ipsum dolor sit am".into(),
                "tempor incididunt ut lab".into(),
                "t mollit anim id est'".into(),
            ],
            length: 446,
        }),
        size: 493,
        ..object(1, "str", Kind::Text)
    };
    let number = ObjectView {
        title: "int #1".to_owned(),
        value: Value::Text(Slice {
            parts: vec!["12345678901234567".into(), "98765432109876543".into()],
            length: 1000,
        }),
        size: 468,
        ..object(2, "int", Kind::Number)
    };
    let rows = (0..24).map(|at| {
        written(
            RowLabel::Index(if at < 12 { at } else { 988 + at - 12 }),
            "0",
        )
    });
    let zeros = ObjectView {
        rows: rows.collect(),
        row_count: 1000,
        rows_cut_after: Some(11),
        size: 8056,
        ..list(3, &[])
    };
    let zeros = ObjectView {
        value: Value::None,
        ..zeros
    };
    let named = instance(4, "AVeryLongClassNameThatSomebodyMustHaveGenerated", &[]);
    Picture::new(5)
        .name("text", 1)
        .name("number", 2)
        .name("zeros", 3)
        .name("a_rather_long_variable_name", 4)
        .written_name("pi", "3.141592653589793")
        .with(text)
        .with(number)
        .with(zeros)
        .with(named)
        .view()
}

fn nested_containers() -> View {
    Picture::new(4)
        .name("matrix", 1)
        .name("row", 3)
        .with(list(1, &[2, 3, 4]))
        .with(list(2, &[5, 5]))
        .with(list(3, &[5, 6]))
        .with(list(4, &[7, 1]))
        .with(list(5, &[]))
        .with(atom(6, "float", "2.5"))
        .with(atom(7, "str", "'deep'"))
        .view()
}

fn a_dict() -> View {
    let key = ObjectView {
        value: Value::None,
        title: "tuple (1, 2)".into(),
        ..object(3, "tuple", Kind::Container)
    };
    let key = badged(
        ObjectView {
            value: Value::Text(Slice::whole("(1, 2)")),
            ..key
        },
        Badge::Untracked,
    );
    let mut mapping = dict(1, &[("'name'", 2), ("(1, 2)", 4)]);
    mapping.rows[1].label_object = Some(ObjectId(3));
    mapping
        .rows
        .push(written(RowLabel::Key("'age'".into()), "36"));
    mapping.row_count = 3;
    mapping.rows[2].changed = true;
    let mut view = Picture::new(4)
        .name("d", 1)
        .with(mapping)
        .with(badged(atom(2, "str", "'Ada'"), Badge::Interned))
        .with(key)
        .with(list(4, &[]))
        .view();
    view.changes = vec![Change::Row {
        object: ObjectId(1),
        row: Some(2),
    }];
    view
}

fn instances() -> View {
    let mut first = instance(1, "Node", &[("left", 2), ("right", 3)]);
    first
        .rows
        .insert(0, written(RowLabel::Attribute("value".into()), "10"));
    let leaf = |id, value: &str| {
        let mut leaf = instance(id, "Node", &[]);
        leaf.rows
            .push(written(RowLabel::Attribute("value".into()), value));
        leaf.rows
            .push(written(RowLabel::Attribute("left".into()), "None"));
        leaf.rows
            .push(written(RowLabel::Attribute("right".into()), "None"));
        leaf
    };
    Picture::new(9)
        .name("root", 1)
        .with(first)
        .with(leaf(2, "5"))
        .with(leaf(3, "15"))
        .view()
}

fn class_and_closure() -> View {
    let class = ObjectView {
        title: "class Counter".into(),
        size: 1064,
        layer: Layer::Definition,
        generation: Some(1),
        rows: vec![row(RowLabel::Attribute("step".into()), 2)],
        row_count: 1,
        ..object(1, "type", Kind::Class)
    };
    let function = |id, name: &str, rows: &[(&str, u64)]| ObjectView {
        title: format!("function {name}"),
        size: 152,
        generation: Some(0),
        rows: rows
            .iter()
            .map(|(field, to)| row(RowLabel::Field((*field).into()), *to))
            .collect(),
        row_count: rows.len() as u64,
        ..object(id, "function", Kind::Function)
    };
    let cell = ObjectView {
        rows: vec![row(RowLabel::Field("cell_contents".into()), 6)],
        row_count: 1,
        size: 40,
        generation: Some(0),
        ..object(5, "cell", Kind::Container)
    };
    Picture::new(11)
        .name("Counter", 1)
        .name("add", 3)
        .frame("make.<locals>.add", 3)
        .name("total", 5)
        .with(class)
        .with(function(2, "Counter.step", &[]))
        .with(function(3, "make.<locals>.add", &[("__closure__", 4)]))
        .with(ObjectView {
            rows: vec![row(RowLabel::Index(0), 5)],
            row_count: 1,
            size: 48,
            generation: Some(0),
            ..object(4, "tuple", Kind::Container)
        })
        .with(cell)
        .with(list(6, &[]))
        .view()
}

fn weak_reference() -> View {
    let mut weak = row(RowLabel::Field("wr_object".into()), 1);
    weak.weak = true;
    let reference = ObjectView {
        rows: vec![weak],
        row_count: 1,
        size: 72,
        generation: Some(0),
        ..object(2, "weakref", Kind::Other)
    };
    Picture::new(4)
        .name("data", 1)
        .name("ref", 2)
        .with(badged(instance(1, "Data", &[]), Badge::WeaklyReferenced))
        .with(reference)
        .view()
}

fn ghost(id: u64, title: &str, cause: Cause) -> Ghost {
    Ghost {
        id: ObjectId(id),
        type_name: title.split(' ').next().unwrap_or_default().to_owned(),
        title: title.to_owned(),
        kind: Kind::Number,
        value: None,
        address: 0x7f3a_5c00_51f0,
        size: 28,
        cause,
        step: Step(5),
        address_taken_by: None,
    }
}

fn ghosts() -> View {
    let again = ObjectView {
        same_address_as: Some("list #2".into()),
        ..list(5, &[])
    };
    let mut view = Picture::new(6)
        .name("a", 1)
        .new_name("b", 5)
        .with(list(1, &[]))
        .with(again)
        .view();
    view.ghosts = vec![
        ghost(2, "list #2", Cause::CountReachedZero { line: 9 }),
        ghost(
            3,
            "Node #1",
            Cause::Collected {
                generation: 2,
                line: 12,
            },
        ),
        ghost(4, "int 1000", Cause::InterpreterEnd),
    ];
    view.changes = vec![Change::Appeared {
        object: ObjectId(5),
    }];
    view
}

fn garbage() -> View {
    let lost = |object: ObjectView| ObjectView {
        garbage: true,
        ..object
    };
    Picture::new(7)
        .name("kept", 1)
        .with(instance(1, "Node", &[]))
        .with(lost(instance(2, "Node", &[("ref", 3)])))
        .with(lost(instance(3, "Node", &[("ref", 2)])))
        .view()
}

fn immortal() -> View {
    let mortal = |object: ObjectView, number| ObjectView {
        count: Count::Immortal(number),
        ..object
    };
    Picture::new(3)
        .name("a", 1)
        .name("b", 1)
        .name("c", 2)
        .name("s", 3)
        .with(badged(
            mortal(atom(1, "int", "7"), 4_294_967_295),
            Badge::Cached,
        ))
        .with(mortal(
            ObjectView {
                title: "None".into(),
                size: 16,
                ..object(2, "NoneType", Kind::Other)
            },
            4_294_967_295,
        ))
        .with(badged(atom(3, "str", "'hello'"), Badge::Interned))
        .held_elsewhere(3, "constant of <module>")
        .view()
}

fn many_references() -> View {
    Picture::new(5)
        .name("shared", 1)
        .name("eight", 3)
        .with(list(1, &[]))
        .with(list(2, &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]))
        .with(list(3, &[]))
        .with(list(4, &[3, 3, 3, 3, 3, 3, 3]))
        .name("box", 2)
        .name("rack", 4)
        .view()
}

fn folded() -> View {
    let mut picture = Picture::new(8).name("numbers", 1).name("nodes", 2);
    let numbers: Vec<u64> = (100..120).collect();
    let nodes: Vec<u64> = (200..240).collect();
    let mut many = list(1, &numbers);
    for (at, row) in many.rows.iter_mut().enumerate() {
        row.held.text = format!("{}.5", at);
    }
    picture = picture.with(many).with(list(2, &nodes[..20]));
    for id in numbers {
        picture = picture.with(atom(id, "float", &format!("{}.5", id - 100)));
    }
    for id in nodes.iter().copied() {
        picture = picture
            .with(instance(id, "Node", &[("items", id + 1000)]))
            .with(list(id + 1000, &[]));
    }
    picture.view.objects[1].rows_cut_after = Some(10);
    picture.view.objects[1].row_count = 40;
    for id in &nodes[20..] {
        let from = heaplens_session::wire::Holder::Inside {
            object: ObjectId(2),
        };
        let (to, label) = (ObjectId(*id), "list #2".to_owned());
        let strength = heaplens_session::wire::Strength::Lasting;
        picture
            .view
            .references
            .push(heaplens_session::wire::Reference {
                from,
                to,
                strength,
                label,
                since: None,
            });
    }
    picture.view()
}

fn hundred_objects() -> View {
    tree(100)
}

/// A tree of `count` instances, three children each, a name for each tenth.
pub fn tree(count: u64) -> View {
    let mut picture = Picture::new(100);
    for id in 0..count {
        if id % 10 == 0 {
            picture = picture.name(&format!("n{id}"), id + 1);
        }
        let children: Vec<(String, u64)> = (1..=3)
            .map(|child| (format!("child{child}"), id * 3 + child))
            .filter(|(_, to)| *to < count)
            .collect();
        let rows: Vec<(&str, u64)> = children
            .iter()
            .map(|(name, to)| (name.as_str(), to + 1))
            .collect();
        picture = picture.with(instance(id + 1, "Node", &rows));
    }
    picture.view()
}

fn hostile_texts() -> View {
    let value = "'<script>alert(1)</script>\u{0}\u{202e}عربى 😀 日本語'";
    Picture::new(1)
        .name("ключ", 1)
        .name("日本語の名前はとても長い", 2)
        .with(ObjectView {
            value: Value::Text(Slice::whole(value)),
            ..object(1, "str", Kind::Text)
        })
        .with(instance(2, "<b>Class</b>", &[("x\"y'z&", 1)]))
        .view()
}
