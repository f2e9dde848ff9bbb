//! What reading a text's tokens alone shows: warnings of the tokenizer, and whether its grammar should be asked.
//!
//! The library that parses correct programs lets some texts pass that CPython's tokenizer refuses: too many
//! brackets or blocks within each other, control characters, fields of an f-string nested too deeply.

use super::super::error::SyntaxWarning;
use super::grammar;
use super::literals::{MAX_DIGITS, Parts};
use super::machine::Machine;
use super::nesting::Nesting;
use super::rules::Rules;
use super::tokenizer::{LexRules, Tokenizer};
use super::tokens::Kind;
use heaplens_heap::Version;

/// What was seen.
#[derive(Debug, Default)]
pub(in super::super) struct Scan {
    /// A token is wrong, or so is what it stands for.
    pub(in super::super) is_doubtful: bool,
    /// How deeply expressions and blocks are nested at most.
    pub(in super::super) nesting: usize,
    /// What the tokenizer warns of, in order.
    pub(in super::super) warnings: Vec<SyntaxWarning>,
}

/// Reads the tokens of `text`, whose lines end in `\n`.
pub(in super::super) fn scan(text: &str, version: Version) -> Scan {
    let rules = Rules::of(version);
    let lex_rules = LexRules::of(version);
    let tokenizer = Tokenizer::new(text.as_bytes(), lex_rules);
    let mut machine = Machine::new(grammar::of(version), &rules, tokenizer);
    let mut scan = Scan::default();
    let mut nesting = Nesting::new();
    loop {
        let token = machine.tokenizer.token();
        nesting.note(&token, machine.text(&token));
        match token.kind {
            Kind::End => break,
            Kind::Error => {
                scan.is_doubtful = true;
                break;
            }
            Kind::Number => {
                scan.is_doubtful |= rules.limits_digits && token.end - token.start > MAX_DIGITS;
            }
            Kind::String => {
                let parts = Parts::of(machine.text(&token));
                if parts.formatted && machine.check_fields(&parts, &token).is_err() {
                    scan.is_doubtful = true;
                }
            }
            _ => {}
        }
    }
    scan.nesting = nesting.deepest;
    for (kind, line) in &machine.tokenizer.joined_literals {
        scan.warnings.push(SyntaxWarning {
            category: rules.joined_literal_category,
            message: format!("invalid {kind} literal"),
            lineno: *line as u32,
        });
    }
    scan
}
