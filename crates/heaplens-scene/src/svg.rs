//! A scene as an SVG that stands by itself: in books, slides, and pages without script.
//!
//! No script, no external file, no `var()`: print tools read it too. Everything shown has an
//! accessible name. The layers: boxes, then arrows, then dots and ports.

mod style;

use crate::scene::{Anchor, Arrow, Dot, DotStyle, Role, Scene, SceneBox, TextStyle};
use heaplens_session::wire::{Kind, Strength};
use std::fmt::{Arguments, Write};

/// Which inks a picture is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
    /// As the reader's system has it.
    Auto,
}

/// The SVG of `scene`.
#[must_use]
pub fn svg(scene: &Scene, theme: Theme) -> String {
    let mut out = String::with_capacity(4096 + scene.boxes.len() * 900 + scene.arrows.len() * 200);
    let (width, height) = (scene.width, scene.height);
    let objects = scene
        .boxes
        .iter()
        .filter(|one| one.role == Role::Object)
        .count();
    let title = format!("Names and objects at step {}", scene.step.0);
    let class = style::class(theme);
    put(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"graphics-document document\" aria-label=\"{title}\" class=\"hl-{class}\" \
             xml:space=\"preserve\">\n"
        ),
    );
    let arrows = scene.arrows.len();
    put(
        &mut out,
        format_args!(
            "<title>{title}</title><desc>Objects: {objects}. References drawn: {arrows}.</desc>\n"
        ),
    );
    put(
        &mut out,
        format_args!("<style>{}</style>\n", style::sheet(theme)),
    );
    put(
        &mut out,
        format_args!("<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n"),
    );
    for one in &scene.boxes {
        put_box(&mut out, one);
    }
    out.push_str("<g class=\"arrows\">\n");
    // What the step made lies on top.
    for new in [false, true] {
        for arrow in scene.arrows.iter().filter(|arrow| arrow.new == new) {
            put_arrow(&mut out, arrow);
        }
    }
    out.push_str("</g>\n<g class=\"dots\" aria-hidden=\"true\">\n");
    for one in &scene.boxes {
        put_dots(&mut out, one);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

fn put(out: &mut String, text: Arguments<'_>) {
    out.write_fmt(text).expect("writing to a string can't fail");
}

/// `name`, and the names of the states that are so.
fn classes(name: &str, states: &[(bool, &str)]) -> String {
    let mut classes = name.to_owned();
    for (_, state) in states.iter().filter(|(is, _)| *is) {
        classes.push(' ');
        classes.push_str(state);
    }
    classes
}

fn put_box(out: &mut String, one: &SceneBox) {
    let (width, height) = (one.place.width, one.place.height);
    let role = match one.role {
        Role::Names | Role::EvaluationStack => "names",
        Role::Object => "object",
        Role::Stack => "stack",
        Role::Ghost => "ghost",
    };
    let class = classes(role, &[(one.changed, "changed"), (one.garbage, "garbage")]);
    let (kind, label) = (kind_class(one.kind), escape(&one.label));
    let (x, y) = (one.place.x, one.place.y);
    put(
        out,
        format_args!(
            "<g class=\"{class} {kind}\" transform=\"translate({x} {y})\" role=\"graphics-object\" \
             aria-label=\"{label}\"><title>{label}</title>"
        ),
    );
    if one.role == Role::Stack {
        for depth in [8, 4] {
            let under = format_args!(
                "<rect class=\"box under\" x=\"{depth}\" y=\"{depth}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>"
            );
            put(out, under);
        }
    }
    put(
        out,
        format_args!("<rect class=\"box\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>"),
    );
    if one.kind.is_some() && one.role != Role::Ghost {
        put(
            out,
            format_args!(
                "<path class=\"band\" d=\"M0 6a6 6 0 0 1 6-6H{}a6 6 0 0 1 6 6v-2H0z\"/>",
                width - 6.0
            ),
        );
    }
    for place in &one.highlights {
        let (x, y, width, height) = (place.x, place.y, place.width, place.height);
        put(
            out,
            format_args!(
                "<rect class=\"now\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"/>"
            ),
        );
    }
    for text in &one.texts {
        let anchor = if text.anchor == Anchor::End {
            " text-anchor=\"end\""
        } else {
            ""
        };
        let (x, y, class) = (text.x, text.y, text_class(text.style));
        put(
            out,
            format_args!(
                "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{}</text>",
                escape(&text.text)
            ),
        );
    }
    for mark in &one.marks {
        let (label, sign) = (escape(&mark.label), escape(&mark.sign));
        let (x, y) = (mark.x, mark.y);
        put(
            out,
            format_args!(
                "<g class=\"mark\"><title>{label}</title><rect x=\"{x}\" y=\"{y}\" width=\"14\" height=\"14\" rx=\"3\"/>\
                 <text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{sign}</text></g>",
                x + 7.0,
                y + 10.5,
            ),
        );
    }
    for stroke in 0..one.strokes {
        let x = one.strokes_x + 4.0 * f32::from(stroke);
        put(
            out,
            format_args!("<path class=\"stroke\" d=\"M{x} {}v-11\"/>", one.strokes_y),
        );
    }
    out.push_str("</g>\n");
}

fn put_arrow(out: &mut String, arrow: &Arrow) {
    let [.., x, y] = arrow.curve[..] else { return };
    let strength = match arrow.strength {
        Strength::Lasting => "lasting",
        Strength::Passing => "passing",
        Strength::Weak => "weak",
        Strength::Borrowed => "borrowed",
    };
    let class = classes(strength, &[(arrow.new, "new"), (arrow.garbage, "garbage")]);
    let (label, path) = (escape(&arrow.label), arrow.path());
    // Every arrow arrives level from the left: its tip is a triangle that points right.
    let half = if arrow.new { 4.5 } else { 3.5 };
    let (back, top, bottom) = (x - 2.0 * half, y - half, y + half);
    put(
        out,
        format_args!(
            "<g class=\"arrow {class}\"><title>{label}</title><path class=\"way\" d=\"{path}\"/>\
             <path class=\"tip\" d=\"M{x} {y}L{back} {top}V{bottom}z\"/></g>\n"
        ),
    );
}

fn put_dots(out: &mut String, one: &SceneBox) {
    if one.dots.is_empty() && one.ports.is_empty() {
        return;
    }
    let class = if one.garbage {
        " class=\"garbage\""
    } else {
        ""
    };
    put(
        out,
        format_args!(
            "<g{class} transform=\"translate({} {})\">",
            one.place.x, one.place.y
        ),
    );
    for port in &one.ports {
        let class = classes("port", &[(port.ring, "ring"), (port.new, "new")]);
        put(
            out,
            format_args!(
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
                port.x, port.y
            ),
        );
    }
    for dot in &one.dots {
        put_dot(out, dot, kind_class(one.kind));
    }
    out.push_str("</g>\n");
}

fn put_dot(out: &mut String, dot: &Dot, kind: &str) {
    let (y, r) = (dot.y, dot.radius);
    let label = escape(&dot.label);
    if dot.arrow.is_none() && dot.style != DotStyle::All {
        // Held from outside of the picture: a stub.
        put(
            out,
            format_args!("<path class=\"stub\" d=\"M{} {y}h10\"/>", -10.0 - r),
        );
    }
    match dot.style {
        DotStyle::Lasting | DotStyle::Passing => {
            let class = classes(
                "dot",
                &[(dot.style == DotStyle::Passing, "ring"), (true, kind)],
            );
            put(
                out,
                format_args!(
                    "<circle class=\"{class}\" cy=\"{y}\" r=\"{r}\"><title>{label}</title></circle>"
                ),
            );
        }
        DotStyle::Uncounted => {
            let (x, top, side) = (-r * 0.8, y - r * 0.8, r * 1.6);
            put(
                out,
                format_args!(
                    "<rect class=\"dot ring {kind}\" x=\"{x}\" y=\"{top}\" width=\"{side}\" height=\"{side}\">\
                     <title>{label}</title></rect>"
                ),
            );
        }
        DotStyle::All => {
            let text = escape(dot.text.as_deref().unwrap_or_default());
            let (x, top, width, baseline) = (-r, y - 8.0, 2.0 * r, y + 4.0);
            put(
                out,
                format_args!(
                    "<rect class=\"pill {kind}\" x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"16\" rx=\"8\">\
                     <title>{label}</title></rect>\
                     <text class=\"pill-text\" y=\"{baseline}\" text-anchor=\"middle\">{text}</text>"
                ),
            );
        }
    }
}

fn kind_class(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Number) => "k-num",
        Some(Kind::Text) => "k-text",
        Some(Kind::Container) => "k-box",
        Some(Kind::Instance) => "k-inst",
        Some(Kind::Class | Kind::Function) => "k-code",
        Some(Kind::Buffer) => "k-buf",
        Some(Kind::Frame | Kind::Module | Kind::Other) | None => "k-other",
    }
}

fn text_class(style: TextStyle) -> &'static str {
    match style {
        TextStyle::Caption => "caption",
        TextStyle::Title => "title",
        TextStyle::Address => "address",
        TextStyle::Value => "value",
        TextStyle::Name => "name",
        TextStyle::Label => "label",
        TextStyle::Held => "held",
        TextStyle::Size => "size",
        TextStyle::Count => "count",
        TextStyle::CountChanged => "count new",
        TextStyle::CountWord => "word",
        TextStyle::Generation => "gen",
        TextStyle::Note => "note",
    }
}

/// Text as XML carries it; what XML can't carry at all becomes `U+FFFD`.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_program_becomes_markup() {
        assert_eq!(
            escape("<b a=\"1\">&\0</b>"),
            "&lt;b a=&quot;1&quot;&gt;&amp;\u{fffd}&lt;/b&gt;"
        );
    }
}
