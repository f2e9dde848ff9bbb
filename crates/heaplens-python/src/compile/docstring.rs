//! Docstrings lose their common indentation (`_PyCompile_CleanDoc`, 3.13+).

use std::rc::Rc;

use crate::code::Wtf8;

/// The text with tabs expanded, the indentation common to all lines but the first taken away, and the spaces
/// before the first line too.
pub fn clean(text: &Rc<Wtf8>) -> Rc<Wtf8> {
    let points: Vec<u32> = expand_tabs(text.code_points());
    let space = u32::from(b' ');
    let newline = u32::from(b'\n');
    let mut lines = points.split(|&point| point == newline);
    let first = lines.next().unwrap_or_default();
    let indent = |line: &[u32]| line.iter().take_while(|&&point| point == space).count();
    let rest: Vec<&[u32]> = lines.collect();
    let margin = rest
        .iter()
        .filter(|line| indent(line) < line.len())
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    let leading = indent(first);
    if margin == 0 && leading == 0 {
        return Rc::new(Wtf8::from_code_points(points));
    }
    let mut cleaned = first[leading..].to_vec();
    for line in rest {
        cleaned.push(newline);
        cleaned.extend(&line[margin.min(indent(line))..]);
    }
    Rc::new(Wtf8::from_code_points(cleaned))
}

/// `str.expandtabs(8)`
fn expand_tabs(points: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut expanded = Vec::new();
    let mut column = 0;
    for point in points {
        match char::from_u32(point) {
            Some('\t') => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(u32::from(b' '), width));
                column += width;
            }
            Some('\n' | '\r') => {
                expanded.push(point);
                column = 0;
            }
            _ => {
                expanded.push(point);
                column += 1;
            }
        }
    }
    expanded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indentation_goes_and_inner_shape_stays() {
        let check = |text: &str, expect: &str| {
            let cleaned = clean(&Rc::new(Wtf8::from(text)));
            assert_eq!(cleaned.as_str(), Some(expect));
        };
        check("one", "one");
        check("  one", "one");
        check("one\n    two\n      three\n    ", "one\ntwo\n  three\n");
        check("\n\tone\n\ttwo", "\none\ntwo");
        check("one\n\n    two", "one\n\ntwo");
    }
}
