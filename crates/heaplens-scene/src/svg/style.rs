//! The inks and types of the SVG: the same tokens as the page's.

use super::Theme;
use std::fmt::Write;

struct Inks {
    paper: &'static str,
    panel: &'static str,
    ink: &'static str,
    quiet: &'static str,
    hair: &'static str,
    accent: &'static str,
    now: &'static str,
    number: &'static str,
    text: &'static str,
    container: &'static str,
    instance: &'static str,
    code: &'static str,
    buffer: &'static str,
}

/// Kinds are Okabe–Ito hues.
const LIGHT: Inks = Inks {
    paper: "#fbfaf7",
    panel: "#ffffff",
    ink: "#1d2126",
    quiet: "#626973",
    hair: "#dcd8d0",
    accent: "#0b66a8",
    now: "#fff3d1",
    number: "#0072b2",
    text: "#009e73",
    container: "#d55e00",
    instance: "#cc79a7",
    code: "#8a6d00",
    buffer: "#56b4e9",
};

const DARK: Inks = Inks {
    paper: "#15181c",
    panel: "#1c2026",
    ink: "#e8e6e1",
    quiet: "#98a0ab",
    hair: "#363d46",
    accent: "#6db8ee",
    now: "#3a3220",
    number: "#56b4e9",
    text: "#3ecfa3",
    container: "#f0904d",
    instance: "#e3a6c8",
    code: "#e0c04a",
    buffer: "#9ad4f5",
};

const MONO: &str = "ui-monospace,'SF Mono','Cascadia Code','JetBrains Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace";
const SANS: &str = "system-ui,-apple-system,'Segoe UI','Noto Sans','DejaVu Sans',sans-serif";

/// The root's class, by which the rules of one picture keep to it.
pub fn class(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::Auto => "auto",
    }
}

/// The style sheet.
pub fn sheet(theme: Theme) -> String {
    match theme {
        Theme::Light => rules(".hl-light", &LIGHT),
        Theme::Dark => rules(".hl-dark", &DARK),
        Theme::Auto => {
            let (light, dark) = (rules(".hl-auto", &LIGHT), rules(".hl-auto", &DARK));
            format!("{light}@media (prefers-color-scheme:dark){{{dark}}}")
        }
    }
}

fn rules(root: &str, inks: &Inks) -> String {
    let Inks {
        paper,
        panel,
        ink,
        quiet,
        hair,
        accent,
        now,
        number,
        text,
        container,
        instance,
        code,
        buffer,
    } = inks;
    let mut sheet = String::new();
    let mut rule = |selector: &str, body: String| {
        let selectors: Vec<String> = selector
            .split(',')
            .map(|one| format!("{root} {one}"))
            .collect();
        write!(sheet, "{}{{{body}}}", selectors.join(",")).expect("writing to a string can't fail");
    };
    rule(
        "text",
        format!("font:12px {SANS};fill:{ink};white-space:pre"),
    );
    rule(".value,.name,.held,.label", format!("font:13px {MONO}"));
    rule(
        ".title,.count",
        format!("font:600 13px {SANS};font-variant-numeric:tabular-nums"),
    );
    rule(
        ".caption,.address,.label,.size,.word,.gen,.note",
        format!("fill:{quiet}"),
    );
    rule(".paper", format!("fill:{paper}"));
    rule(".box", format!("fill:{panel};stroke:{hair}"));
    rule(".changed .box", format!("stroke:{accent};stroke-width:1.6"));
    rule(".changed .under", format!("stroke:{hair};stroke-width:1"));
    rule(".now", format!("fill:{now}"));
    rule(".count.new", format!("fill:{accent}"));
    rule(
        ".garbage .box,.ghost .box",
        format!("stroke-dasharray:5 4;stroke:{quiet}"),
    );
    rule(".ghost .box", "fill:none".to_owned());
    rule(".garbage text,.ghost text", format!("fill:{quiet}"));
    rule(
        ".garbage .band,.garbage .dot,.garbage .port",
        "opacity:.45".to_owned(),
    );
    rule(
        ".arrow .way",
        format!("fill:none;stroke:{quiet};stroke-width:1.3"),
    );
    rule(".arrow .tip", format!("fill:{quiet}"));
    rule(".arrow.new .way", format!("stroke:{accent};stroke-width:2"));
    rule(".arrow.new .tip", format!("fill:{accent}"));
    rule(
        ".arrow.weak .way,.arrow.borrowed .way",
        "stroke-dasharray:2 4".to_owned(),
    );
    rule(".arrow.garbage", "opacity:.6".to_owned());
    rule(".port", format!("fill:{quiet}"));
    rule(".port.new", format!("fill:{accent}"));
    rule(
        ".port.ring",
        format!("fill:{panel};stroke:{quiet};stroke-width:1.6"),
    );
    rule(".port.ring.new", format!("stroke:{accent}"));
    rule(
        ".stub",
        format!("fill:none;stroke:{quiet};stroke-width:1.3;stroke-dasharray:2 2"),
    );
    rule(
        ".stroke",
        format!("fill:none;stroke:{quiet};stroke-width:1.6"),
    );
    rule(".mark rect", format!("fill:none;stroke:{hair}"));
    rule(".mark text", format!("font:600 10px {SANS};fill:{quiet}"));
    rule(".pill-text", format!("font:600 11px {SANS}"));
    for (class, hue) in [
        ("k-num", number),
        ("k-text", text),
        ("k-box", container),
        ("k-inst", instance),
        ("k-code", code),
        ("k-buf", buffer),
        ("k-other", quiet),
    ] {
        rule(
            &format!(".{class} .band"),
            format!("fill:{hue};opacity:.65"),
        );
        rule(
            &format!(".dot.{class}"),
            format!("fill:{hue};stroke:{panel};stroke-width:1"),
        );
        rule(
            &format!(".dot.ring.{class}"),
            format!("fill:{panel};stroke:{hue};stroke-width:1.8"),
        );
        rule(
            &format!(".pill.{class}"),
            format!("fill:{panel};stroke:{hue};stroke-width:1.4"),
        );
    }
    sheet
}
