//! How wide a text is, without a screen: exact for the monospace, a table for the sans.
//!
//! The page uses the platform's own fonts, which differ by some per cent; the numbers are those of
//! the wide ones among them (DejaVu Sans, Verdana-like), so that a text always fits its box.

use unicode_width::UnicodeWidthChar;

/// Size of values, names and code, in px.
pub const MONO_PX: f32 = 13.0;
/// Size of small words, in px.
pub const SANS_PX: f32 = 12.0;
/// Size of titles, in px; they are set bolder.
pub const TITLE_PX: f32 = 13.0;

/// The advance of a monospace character, in em: DejaVu Sans Mono's and Menlo's 1233 / 2048.
const MONO_EM: f32 = 0.602;

/// The width of `text` in the monospace: wide characters (CJK, most emoji) take two cells.
pub fn mono(text: &str) -> f32 {
    cells(text) as f32 * MONO_EM * MONO_PX
}

/// How many monospace characters fit into `width` px.
pub fn mono_cells(width: f32) -> usize {
    (width / (MONO_EM * MONO_PX) + 0.01).floor().max(0.0) as usize
}

/// The width of `text` in small words.
pub fn sans(text: &str) -> f32 {
    em(text) * SANS_PX
}

/// The width of `text` as a title.
pub fn title(text: &str) -> f32 {
    em(text) * TITLE_PX * 1.09
}

/// Cells of a monospace grid that `text` takes.
pub fn cells(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// `text`, cut to so many cells with `…` in its middle, so that both ends can be read.
pub fn fit_mono(text: &str, width: f32) -> String {
    let room = mono_cells(width);
    if cells(text) <= room {
        return text.to_owned();
    }
    let room = room.saturating_sub(1);
    let tail_room = room / 3;
    let head = take_cells(text.chars(), room - tail_room);
    let tail: String = take_cells(text.chars().rev(), tail_room)
        .chars()
        .rev()
        .collect();
    format!("{head}…{tail}")
}

/// `text`, cut at its end with `…` so that its title fits `width`.
pub fn fit_title(text: &str, width: f32) -> String {
    fit_end(text, width, title)
}

/// `text`, cut at its end with `…` so that it fits `width` in small words.
pub fn fit_sans(text: &str, width: f32) -> String {
    fit_end(text, width, sans)
}

fn fit_end(text: &str, width: f32, measure: fn(&str) -> f32) -> String {
    if measure(text) <= width {
        return text.to_owned();
    }
    let mut head: Vec<char> = text.chars().collect();
    while let Some(_last) = head.pop() {
        let cut: String = head.iter().collect::<String>().trim_end().to_owned() + "…";
        if measure(&cut) <= width {
            return cut;
        }
    }
    "…".to_owned()
}

fn take_cells(chars: impl Iterator<Item = char>, room: usize) -> String {
    let mut left = room;
    chars
        .take_while(|c| {
            let cells = c.width().unwrap_or(0);
            let fits = cells <= left;
            left = left.saturating_sub(cells);
            fits
        })
        .collect()
}

/// The width in em of a run of sans text.
fn em(text: &str) -> f32 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | '\'' | '|' => 0.29,
            ' ' | '.' | ',' | ':' | ';' | '!' | '(' | ')' | '[' | ']' | '/' | 'I' | 'f' | 't' => {
                0.39
            }
            'r' | '-' | '"' | '{' | '}' => 0.44,
            's' | 'c' | 'z' | '_' | '*' | '?' => 0.54,
            'm' | '%' | '@' => 0.97,
            'M' | 'w' => 0.85,
            'W' => 0.99,
            '+' | '=' | '<' | '>' | '~' | '#' => 0.84,
            'A'..='Z' => 0.70,
            '…' => 1.0,
            _ if c.is_ascii() => 0.635,
            _ => 0.5 * c.width().unwrap_or(0).max(1) as f32 + 0.15,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_keeps_both_ends_and_fits() {
        let cut = fit_mono("abcdefghijklmnopqrstuvwxyz", mono("0123456789"));
        assert_eq!(cut, "abcdef…xyz");
        assert_eq!(fit_mono("short", 500.0), "short");
    }

    #[test]
    fn wide_characters_take_two_cells() {
        assert_eq!(cells("日本"), 4);
        assert_eq!(fit_mono("日本語日本語", mono("1234567")), "日本…語");
    }

    #[test]
    fn a_text_never_outgrows_the_room_it_was_fitted_to() {
        for room in 1..120 {
            let room = room as f32;
            let text = "Wide MMM and narrow iii, of a title #12345";
            let one = title("…").max(room);
            assert!(title(&fit_title(text, room)) <= one);
            assert!(mono(&fit_mono(text, room)) <= mono("…").max(room) + 0.1);
        }
    }
}
