//! "Did you mean": the nearest name, and the words around it.
//!
//! Modelled: Python/suggestions.c (3.10), and `_compute_suggestion_error` of Lib/traceback.py from 3.13 on. The VM says
//! which names there are; a name that isn't ASCII is compared as it is, without NFKC.

use crate::text::repr::{ascii, repr};
use crate::text::unicode::Unicode;
use crate::text::{PyText, TextRef};

/// Which suggestions a version makes. Part of `ReportRules`.
#[derive(Clone, Copy, Debug)]
pub struct SuggestionRules {
    /// Whether it makes any, for AttributeError and NameError (3.10).
    pub is_there: bool,
    /// Whether only these very classes get one, not their subclasses (up to 3.12).
    pub wants_exact_class: bool,
    /// Whether locals, globals and built-ins are looked through one after the other (up to 3.12; their locals are
    /// `co_varnames`, later what the frame holds).
    pub names_in_stages: bool,
    /// Whether `self.name` is suggested where `self` has the name (3.12).
    pub knows_self: bool,
    /// Whether ImportError gets one (3.12).
    pub for_imports: bool,
    /// Whether a module of the standard library is suggested for import (3.12).
    pub hints_modules: bool,
    /// Whether names are quoted by `repr` (3.12).
    pub quotes_by_repr: bool,
    /// Whether names with an underscore are left out for one without (3.13).
    pub hides_underscored: bool,
    /// Whether an attribute's message names both, and a name that isn't ASCII twice (3.15).
    pub names_both: bool,
    /// Whether attributes of attributes and other languages' methods are suggested (3.15).
    pub looks_further: bool,
}

impl SuggestionRules {
    /// Up to 3.9.
    pub const NONE: SuggestionRules = SuggestionRules {
        is_there: false,
        wants_exact_class: true,
        names_in_stages: true,
        knows_self: false,
        for_imports: false,
        hints_modules: false,
        quotes_by_repr: false,
        hides_underscored: false,
        names_both: false,
        looks_further: false,
    };
    /// 3.10 and 3.11.
    pub const V3_10: SuggestionRules = SuggestionRules {
        is_there: true,
        ..SuggestionRules::NONE
    };
    /// 3.12.
    pub const V3_12: SuggestionRules = SuggestionRules {
        knows_self: true,
        for_imports: true,
        hints_modules: true,
        quotes_by_repr: true,
        ..SuggestionRules::V3_10
    };
    /// 3.13 and 3.14.
    pub const V3_13: SuggestionRules = SuggestionRules {
        wants_exact_class: false,
        names_in_stages: false,
        quotes_by_repr: false,
        hides_underscored: true,
        ..SuggestionRules::V3_12
    };
    /// 3.15.
    pub const V3_15: SuggestionRules = SuggestionRules {
        names_both: true,
        looks_further: true,
        ..SuggestionRules::V3_13
    };
}

/// From so many names on nothing is suggested (`MAX_CANDIDATE_ITEMS`).
const MOST_CANDIDATES: usize = 750;
/// Longer names than this are too far from any other (`MAX_STRING_SIZE`).
const LONGEST: usize = 40;
/// What an insertion, a deletion or another letter costs.
const MOVE_COST: usize = 2;
/// What a letter of the other case costs.
const CASE_COST: usize = 1;

/// The place of the candidate that is nearest to a name, the first of equally near ones; none if all are too far.
pub fn closest(candidates: &[TextRef<'_>], name: TextRef<'_>) -> Option<usize> {
    if candidates.len() >= MOST_CANDIDATES {
        return None;
    }
    let bytes = name.to_wtf8();
    let mut best: Option<(usize, usize)> = None;
    for (at, &candidate) in candidates.iter().enumerate() {
        if candidate == name {
            continue;
        }
        let other = candidate.to_wtf8();
        // No more than a third of the letters may change.
        let mut most = (bytes.len() + other.len() + 3) * MOVE_COST / 6;
        if let Some((_, distance)) = best {
            if distance == 0 {
                break;
            }
            most = most.min(distance - 1);
        }
        let distance = levenshtein(&bytes, &other, most);
        if distance <= most {
            best = Some((at, distance));
        }
    }
    best.map(|(at, _)| at)
}

/// The cost of turning one name into the other; more than `most` if it is more.
fn levenshtein(a: &[u8], b: &[u8], most: usize) -> usize {
    let shared = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[shared..], &b[shared..]);
    let shared = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (mut a, mut b) = (&a[..a.len() - shared], &b[..b.len() - shared]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE_COST;
    }
    if a.len() > LONGEST || b.len() > LONGEST {
        return most + 1;
    }
    if b.len() < a.len() {
        (a, b) = (b, a);
    }
    if (b.len() - a.len()) * MOVE_COST > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|n| n * MOVE_COST).collect();
    let mut result = 0;
    for (at, &byte) in b.iter().enumerate() {
        let mut before = at * MOVE_COST;
        result = before;
        let mut least = usize::MAX;
        for (cell, &other) in row.iter_mut().zip(a) {
            let substitute = before + substitution(byte, other);
            before = *cell;
            result = substitute.min(result.min(before) + MOVE_COST);
            *cell = result;
            least = least.min(result);
        }
        if least > most {
            return most + 1;
        }
    }
    result
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// The nearest of the names that a frame can see: its locals, its globals, the built-ins, in the order of their dicts.
pub fn nearest_name(
    scopes: [&[TextRef<'_>]; 3],
    name: TextRef<'_>,
    rules: &SuggestionRules,
) -> Option<PyText> {
    if rules.names_in_stages {
        return scopes
            .iter()
            .find_map(|scope| closest(scope, name).map(|at| scope[at].to_text()));
    }
    let all = scopes.concat();
    closest(&all, name).map(|at| all[at].to_text())
}

/// The nearest of the names that `dir` gives; `is_own` if the frame's `self` is the object.
pub fn nearest_attribute(
    names: &[TextRef<'_>],
    name: TextRef<'_>,
    is_own: bool,
    rules: &SuggestionRules,
) -> Option<PyText> {
    let underscored = |name: TextRef<'_>| name.get(0) == Some(u32::from(b'_'));
    if !rules.hides_underscored || is_own || underscored(name) {
        return closest(names, name).map(|at| names[at].to_text());
    }
    let shown: Vec<TextRef<'_>> = names.iter().copied().filter(|&n| !underscored(n)).collect();
    closest(&shown, name).map(|at| shown[at].to_text())
}

/// What follows the message of an AttributeError.
pub fn attribute_hint(
    suggestion: TextRef<'_>,
    wrong: TextRef<'_>,
    rules: &SuggestionRules,
    db: Unicode,
) -> PyText {
    if !rules.names_both {
        return did_you_mean(suggestion, rules, db);
    }
    let mut out = PyText::from(". Did you mean '.");
    let explained = !suggestion.is_ascii();
    let mut name = |before: &str, name: TextRef<'_>| {
        out.push_str(before);
        out.push_text(name);
        out.push_str("'");
        if explained {
            out.push_str(" (");
            out.push_text(ascii(repr(name, db).as_ref()).as_ref());
            out.push_str(")");
        }
    };
    name("", suggestion);
    name(" instead of '.", wrong);
    out.push_str("?");
    out
}

/// What follows the message of a NameError; `is_module` if the name is a module of the standard library.
pub fn name_hint(
    suggestion: Option<TextRef<'_>>,
    wrong: TextRef<'_>,
    is_module: bool,
    rules: &SuggestionRules,
    db: Unicode,
) -> PyText {
    let mut out = match suggestion {
        Some(suggestion) => did_you_mean(suggestion, rules, db),
        None => PyText::new(),
    };
    if is_module && rules.hints_modules {
        out.push_str(match suggestion {
            Some(_) => " Or did you forget to import ",
            None => ". Did you forget to import ",
        });
        push_quoted(&mut out, wrong, rules, db);
        out.push_str("?");
    }
    out
}

/// What follows the message of an ImportError, and of a NameError that is no module's.
pub fn did_you_mean(suggestion: TextRef<'_>, rules: &SuggestionRules, db: Unicode) -> PyText {
    let mut out = PyText::from(". Did you mean: ");
    push_quoted(&mut out, suggestion, rules, db);
    if rules.names_both && !suggestion.is_ascii() {
        out.push_str(" (");
        out.push_text(ascii(repr(suggestion, db).as_ref()).as_ref());
        out.push_str(")");
    }
    out.push_str("?");
    out
}

fn push_quoted(out: &mut PyText, name: TextRef<'_>, rules: &SuggestionRules, db: Unicode) {
    if rules.quotes_by_repr {
        out.push_text(repr(name, db).as_ref());
    } else {
        out.push_str("'");
        out.push_text(name);
        out.push_str("'");
    }
}

/// What follows the message where a built-in type lacks what other languages call a method
/// (`_CROSS_LANGUAGE_HINTS`, 3.15).
pub fn other_language_hint(class: &str, wrong: &str) -> Option<String> {
    let method = match (class, wrong) {
        ("list", "push") => "append",
        ("list", "concat" | "addAll") => "extend",
        ("list", "contains") => return Some(". Use 'x in list'.".to_owned()),
        ("list", "add") => return Some(". Did you mean to use a 'set' object?".to_owned()),
        ("tuple", "append") => return Some(". Did you mean to use a 'list' object?".to_owned()),
        ("str", "toUpperCase") => "upper",
        ("str", "toLowerCase") => "lower",
        ("str", "trimStart") => "lstrip",
        ("str", "trimEnd") => "rstrip",
        ("dict", "keySet") => "keys",
        ("dict", "entrySet" | "entries") => "items",
        ("dict", "putAll") => "update",
        ("dict", "put") => return Some(". Use d[k] = v.".to_owned()),
        _ => return None,
    };
    Some(format!(". Did you mean '.{method}'?"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRules;
    use heaplens_heap::Version;

    fn near(candidates: &[&str], name: &str) -> Option<String> {
        let texts: Vec<PyText> = candidates.iter().map(|&c| PyText::from(c)).collect();
        let refs: Vec<TextRef<'_>> = texts.iter().map(PyText::as_ref).collect();
        closest(&refs, PyText::from(name).as_ref()).map(|at| candidates[at].to_owned())
    }

    /// Recordings: goldens/language, messages attr/* and names/*.
    #[test]
    fn the_nearest_name() {
        let found = |candidates: &[&str], name| near(candidates, name).unwrap_or_default();
        assert_eq!(found(&["append", "clear"], "appendd"), "append");
        assert_eq!(found(&["id", "iter", "int"], "i"), "id");
        assert_eq!(found(&["range", "repr"], "xrange"), "range");
        assert_eq!(found(&["Counter", "ChainMap"], "Conter"), "Counter");
        assert_eq!(found(&["name"], "nmae"), "");
        assert_eq!(found(&["upper"], "uPPer"), "upper");
        assert_eq!(found(&["upper"], "UPPER"), "");
        assert_eq!(found(&["bar"], "foo"), "");
        assert_eq!(found(&["append"], "push"), "");
    }

    #[test]
    fn words_of_each_version() {
        let db = TextRules::of(Version::V3_15).unicode;
        let (upper, uper) = (PyText::from("upper"), PyText::from("uper"));
        let hint = |rules| attribute_hint(upper.as_ref(), uper.as_ref(), &rules, db);
        assert_eq!(hint(SuggestionRules::V3_10), ". Did you mean: 'upper'?");
        assert_eq!(
            hint(SuggestionRules::V3_15),
            ". Did you mean '.upper' instead of '.uper'?"
        );
        let name = |suggestion: Option<&PyText>, rules| {
            name_hint(
                suggestion.map(PyText::as_ref),
                uper.as_ref(),
                true,
                &rules,
                db,
            )
        };
        assert_eq!(
            name(Some(&upper), SuggestionRules::V3_13),
            ". Did you mean: 'upper'? Or did you forget to import 'uper'?"
        );
        assert_eq!(
            name(None, SuggestionRules::V3_12),
            ". Did you forget to import 'uper'?"
        );
        assert_eq!(name(None, SuggestionRules::V3_10), "");
    }
}
