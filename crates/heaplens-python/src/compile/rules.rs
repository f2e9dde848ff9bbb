//! What differs between the versions' compilers, each version as a delta on the one before.
//!
//! Sources: `Python/compile.c`, `Python/symtable.c`, `Python/ast_opt.c`, `Python/flowgraph.c`,
//! `Python/codegen.c`, `Parser/string_parser.c` at each version's tag; recordings in
//! `goldens/facts/identity_constants.json` and `goldens/language/syntax_errors.json`.

use ruff_python_ast::PythonVersion;

use crate::Version;
use crate::code::Position;

/// Which blocks that leave the frame are copied to the jumps that lead there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitCopies {
    /// None (3.8, 3.9).
    None,
    /// Small ones (3.10).
    Small,
    /// Small ones without a line (3.11).
    SmallWithoutLine,
    /// Small ones, and all without a line (3.12+).
    SmallOrWithoutLine,
}

/// The rules of one version's compiler.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Whose rules they are.
    pub version: Version,
    /// Pieces of an f-string have places of their own (3.12+, PEP 701), not that of the whole string.
    pub fstring_pieces_have_places: bool,
    /// What an unknown escape sequence in a literal raises.
    pub invalid_escape_category: &'static str,
    /// Comprehensions other than generators run in the frame around them (3.12+, PEP 709).
    pub inlines_comprehensions: bool,
    /// Annotations are evaluated when asked for (3.14+, PEP 649).
    pub defers_annotations: bool,
    /// Function annotations are a flat tuple that becomes a dict when looked at (3.10-3.13).
    pub annotations_as_tuple: bool,
    /// A class knows `__static_attributes__` and `__firstlineno__` (3.13+).
    pub class_has_firstlineno: bool,
    /// Docstrings lose their common indentation (3.13+).
    pub cleans_docstrings: bool,
    /// A method is called without a bound method even with keyword arguments (3.11+).
    pub method_calls_with_keywords: bool,
    /// Attributes of imported modules are called as plain attributes (3.12+).
    pub plain_calls_on_imports: bool,
    /// `super().name` is one instruction (3.12+).
    pub super_attr: bool,
    /// A two-part slice makes no slice object on the stack (3.12+).
    pub slice_instructions: bool,
    /// A constant slice is a constant (3.14+).
    pub constant_slices: bool,
    /// `with` looks its methods up without binding them (3.14+).
    pub load_special: bool,
    /// Small non-negative integers are in no constant table (3.14+).
    pub load_small_int: bool,
    /// `all`, `any` and `tuple` of a generator run it in place (3.14+).
    pub inlines_all_any_tuple: bool,
    /// Also `list` and `set` of a generator (3.15+).
    pub inlines_list_set: bool,
    /// A literal of three or more constants is one constant and an extend (3.9+).
    pub extends_constant_literals: bool,
    /// `x and y` keeps one reference while it asks for x's truth (3.8-3.11).
    pub jump_if_or_pop: bool,
    /// Statements without code leave a trace for the line (3.10+).
    pub nops_for_lines: bool,
    /// Constants are folded in the flow graph (3.14+), not in the tree.
    pub folds_in_flow_graph: bool,
    /// A method's call carries the line of its name (3.10+).
    pub method_call_line: bool,
    /// A StopIteration that leaves a generator is caught by its own code (3.12+).
    pub stopiteration_handler: bool,
    /// Locals are loaded without a counted reference where that is safe (3.14+).
    pub borrows_locals: bool,
    /// Type parameters may have defaults (3.13+).
    pub type_param_defaults: bool,
    /// `None`, `True`, `False`, `""` and -1 are in no constant table (3.15).
    pub common_constants: bool,
    /// A comparison that decides a jump leaves its place to what follows (3.10, 3.11).
    pub comparison_sets_place: bool,
    /// An inlined comprehension asks for its iterator before it makes room for its variables (3.14).
    pub iter_before_inlining: bool,
    /// Sub-patterns are taken out of the matched values by index (3.10).
    pub patterns_by_index: bool,
    /// Leaving `with` and a named handler takes no constant None (3.8).
    pub cleanup_needs_no_none: bool,
    /// A display with stars evaluates all its parts before it unpacks any (3.8).
    pub unpacks_at_end: bool,
    /// Tuples folded late are merged with equal ones (3.10+).
    pub merges_folded_tuples: bool,
    /// A module's first line is that of its first instruction (3.8, 3.9).
    pub module_begins_at_code: bool,
    /// `assert` asks for the name AssertionError (3.8).
    pub assert_by_global: bool,
    /// What follows a return is a block of its own, which returns None (3.10).
    pub return_starts_block: bool,

    /// A `finally` is compiled before its `try` (3.8).
    pub finally_first: bool,
    /// The `else` of a `try` stands behind its handlers (3.8-3.10).
    pub else_after_handlers: bool,
    /// Each code object ends in a return, needed or not (3.12+).
    pub always_returns_at_end: bool,
    /// The depth of the stack is counted before constants are folded (3.8, 3.9).
    pub depth_before_folding: bool,
    /// An empty tuple that is built is a constant (3.10+).
    pub folds_empty_tuples: bool,
    /// Instructions get their lines before constants are folded (3.12+).
    pub lines_before_folding: bool,
    /// A constant that is loaded and dropped is not loaded (3.12+).
    pub drops_unused_loads: bool,
    /// A copy that is dropped is not made (3.12+).
    pub drops_copies: bool,
    /// `x is None` before a jump needs no constant (3.11+).
    pub none_jumps: bool,
    /// Of two stores to one local at once only the second is made (3.13+).
    pub drops_dead_stores: bool,
    /// Items on the stack are exchanged by ordering the stores (3.11+).
    pub orders_stores: bool,
    /// Each instruction has the line of the one before if none of its own (3.8, 3.9).
    pub every_instruction_has_a_line: bool,
    /// Jumps without a line are copied for each jump to them (3.12+).
    pub copies_lineless_jumps: bool,
    /// Which blocks are copied to the jumps that lead there.
    pub exit_copies: ExitCopies,
    /// The largest number that is loaded without a constant (3.14+).
    pub largest_small_int: u32,
    /// Annotations that stay text are not folded before (3.10+).
    pub future_annotations_unfolded: bool,
    /// The value of a walrus is folded (3.10+).
    pub folds_named_expressions: bool,
    /// `__debug__` is folded even where it is bound (3.8).
    pub folds_stored_debug: bool,
    /// `'%s' % (x,)` is an f-string (3.11+).
    pub formats_become_fstrings: bool,
    /// A loop's iteration stands where its iterable does (3.12+).
    pub for_iter_at_iterable: bool,
    /// The target of a loop has a line of its own (3.13+).
    pub nop_at_for_target: bool,
    /// What `return` and `break` do on their way out has no line (3.10+).
    pub unwinding_is_artificial: bool,
    /// Entering a context stands where its expression does (3.12+), not at the statement.
    pub with_at_item: bool,
    /// A `while` tests again at its end (3.10-3.13).
    pub duplicates_while_test: bool,
    /// An access over several lines stands at the attribute's name (3.11+).
    pub attribute_line: bool,
    /// Displays of more than thirty items are built piece by piece (3.10+).
    pub big_displays_grow: bool,
    /// Calls with more than thirty arguments go by a tuple (3.10+).
    pub big_calls_go_by_tuple: bool,
    /// `f(**x)` gives `x` itself to the call, not a dict made of it (3.8).
    pub lone_mapping_is_passed_on: bool,
    /// A dict of constant keys takes them as one tuple (3.8-3.13).
    pub const_key_maps: bool,
    /// An empty f-string is a constant (3.13+).
    pub empty_fstring_is_constant: bool,
    /// A field is converted before its format is evaluated (3.13+).
    pub converts_before_spec: bool,
    /// The call of a decorator stands where the decorator does (3.11+).
    pub decorator_calls_at_decorator: bool,
    /// A function without a docstring has None as its first constant (3.8-3.13).
    pub none_without_docstring: bool,
    /// A lambda has None as its first constant (3.8-3.13).
    pub none_in_lambdas: bool,
    /// A lambda with a yield catches StopIteration itself.
    pub lambda_generators_have_handler: bool,
    /// `for y in [f(x)]` in a comprehension binds without a loop (3.9+).
    pub binds_single_elements: bool,
    /// A comprehension's element has its own place (3.12+).
    pub elements_have_places: bool,
    /// The subject of a match is dropped with the body's first line (3.13+).
    pub match_pop_at_next: bool,
    /// Code that is never reached doesn't warn.
    pub muted_code_does_not_warn: bool,
    /// The value of an expression statement is dropped without a line (3.10+).
    pub artificial_pop: bool,
    /// `if 0:` and `while 1:` are decided by the compiler, dead code leaves nothing (3.8, 3.9).
    pub constant_tests_decided: bool,
    /// An assertion is raised where its test stands (3.12+), not its statement.
    pub assert_raises_at_test: bool,
    /// `del __debug__` is refused as such (3.10+).
    pub cannot_delete_debug: bool,
    /// The symbol table visits annotations after decorators (3.12+).
    pub annotations_after_decorators: bool,
    /// Definitions may have type parameters (3.12+, PEP 695).
    pub type_params_known: bool,
    /// In a generic class's own scope only the parameters' names are private (3.13+).
    pub mangles_only_type_params: bool,
    /// `__classdict__` can't name a type parameter (3.14+).
    pub reserves_classdict: bool,
    /// Errors about a parameter point at it (3.10+), not at its function.
    pub parameters_have_places: bool,
    /// Errors about an import point at the name (3.10+), not at the statement.
    pub aliases_have_places: bool,
    /// `__debug__` as keyword or attribute is found with the scopes (3.14+).
    pub symtable_checks_keywords: bool,
    /// Misplaced `await` and `async` are found with the scopes (3.14+), not while code is made.
    pub symtable_checks_async: bool,
    /// A late future import is found with the scopes (3.14+).
    pub symtable_checks_future: bool,
    /// `super` in an annotation scope counts as a use of `__class__` (3.13+).
    pub super_in_annotation_scopes: bool,
    /// A comprehension may be async only within another that is (3.11+).
    pub async_comp_in_comp: bool,
    /// Under the future import annotations have a scope of their own (3.10+).
    pub future_annotations_apart: bool,
    /// Code objects know their qualified name (3.11+); before, it is a constant beside the code.
    pub code_has_qualname: bool,
    /// A generator expression is given an iterator (3.8-3.14), not the iterable.
    pub calls_iter_outside: bool,
    /// Unused constants at the end of the table go (3.10, 3.11).
    pub trims_unused_consts: bool,
    /// All unused constants but the first go (3.12+).
    pub removes_unused_consts: bool,
}

impl Rules {
    /// The version for which the parser library names what is too new. What it knows of 3.8 and 3.9 isn't all true,
    /// so for them it names whatever is new.
    pub fn parser_version(&self) -> PythonVersion {
        match self.version {
            Version::V3_8 | Version::V3_9 => PythonVersion::PY38,
            version => PythonVersion {
                major: 3,
                minor: version.minor(),
            },
        }
    }
}

const V3_8: Rules = Rules {
    version: Version::V3_8,
    drops_dead_stores: false,
    assert_raises_at_test: false,
    comparison_sets_place: false,

    for_iter_at_iterable: false,
    elements_have_places: false,

    calls_iter_outside: true,
    empty_fstring_is_constant: false,
    iter_before_inlining: false,

    patterns_by_index: false,

    cleanup_needs_no_none: true,

    unpacks_at_end: true,

    merges_folded_tuples: false,

    module_begins_at_code: true,

    assert_by_global: true,

    return_starts_block: false,

    folds_empty_tuples: false,
    big_calls_go_by_tuple: false,
    lone_mapping_is_passed_on: true,
    big_displays_grow: false,

    finally_first: true,

    else_after_handlers: true,

    always_returns_at_end: false,

    depth_before_folding: true,

    lines_before_folding: false,
    drops_unused_loads: false,
    drops_copies: false,
    none_jumps: false,
    orders_stores: false,
    every_instruction_has_a_line: true,
    copies_lineless_jumps: false,
    exit_copies: ExitCopies::None,
    largest_small_int: 256,

    future_annotations_unfolded: false,
    folds_named_expressions: false,
    folds_stored_debug: true,
    formats_become_fstrings: false,

    nop_at_for_target: false,
    unwinding_is_artificial: false,
    with_at_item: false,
    duplicates_while_test: false,
    attribute_line: false,
    const_key_maps: true,
    converts_before_spec: false,
    decorator_calls_at_decorator: false,
    none_without_docstring: true,
    none_in_lambdas: true,
    lambda_generators_have_handler: false,
    binds_single_elements: false,
    match_pop_at_next: false,
    muted_code_does_not_warn: false,

    artificial_pop: false,
    constant_tests_decided: true,

    cannot_delete_debug: false,
    annotations_after_decorators: false,
    type_params_known: false,
    mangles_only_type_params: false,
    reserves_classdict: false,
    parameters_have_places: false,
    aliases_have_places: false,
    symtable_checks_keywords: false,
    symtable_checks_async: false,
    symtable_checks_future: false,
    super_in_annotation_scopes: false,
    async_comp_in_comp: false,
    future_annotations_apart: false,
    code_has_qualname: false,
    trims_unused_consts: false,
    removes_unused_consts: false,

    fstring_pieces_have_places: false,
    invalid_escape_category: "DeprecationWarning",
    inlines_comprehensions: false,
    defers_annotations: false,
    annotations_as_tuple: false,
    class_has_firstlineno: false,
    cleans_docstrings: false,
    method_calls_with_keywords: false,
    plain_calls_on_imports: false,
    super_attr: false,
    slice_instructions: false,
    constant_slices: false,
    load_special: false,
    load_small_int: false,
    inlines_all_any_tuple: false,
    inlines_list_set: false,
    extends_constant_literals: false,
    jump_if_or_pop: true,
    nops_for_lines: false,
    folds_in_flow_graph: false,
    method_call_line: false,
    stopiteration_handler: false,
    borrows_locals: false,
    type_param_defaults: false,
    common_constants: false,
};
const V3_9: Rules = Rules {
    version: Version::V3_9,
    lone_mapping_is_passed_on: false,
    cleanup_needs_no_none: false,

    unpacks_at_end: false,

    assert_by_global: false,

    finally_first: false,

    folds_stored_debug: false,

    binds_single_elements: true,

    extends_constant_literals: true,
    ..V3_8
};
const V3_10: Rules = Rules {
    version: Version::V3_10,
    comparison_sets_place: true,

    patterns_by_index: true,

    merges_folded_tuples: true,

    module_begins_at_code: false,

    return_starts_block: true,

    folds_empty_tuples: true,
    big_calls_go_by_tuple: true,
    big_displays_grow: true,

    depth_before_folding: false,

    every_instruction_has_a_line: false,
    exit_copies: ExitCopies::Small,

    future_annotations_unfolded: true,
    folds_named_expressions: true,

    unwinding_is_artificial: true,
    duplicates_while_test: true,

    artificial_pop: true,
    constant_tests_decided: false,

    cannot_delete_debug: true,
    parameters_have_places: true,
    aliases_have_places: true,
    future_annotations_apart: true,
    trims_unused_consts: true,

    annotations_as_tuple: true,
    nops_for_lines: true,
    method_call_line: true,
    ..V3_9
};
const V3_11: Rules = Rules {
    version: Version::V3_11,

    patterns_by_index: false,

    return_starts_block: false,

    else_after_handlers: false,

    none_jumps: true,
    orders_stores: true,
    exit_copies: ExitCopies::SmallWithoutLine,

    formats_become_fstrings: true,

    attribute_line: true,
    decorator_calls_at_decorator: true,

    async_comp_in_comp: true,
    code_has_qualname: true,
    method_calls_with_keywords: true,
    ..V3_10
};
const V3_12: Rules = Rules {
    version: Version::V3_12,
    for_iter_at_iterable: true,
    with_at_item: true,
    assert_raises_at_test: true,
    comparison_sets_place: false,

    elements_have_places: true,

    always_returns_at_end: true,

    lines_before_folding: true,
    drops_unused_loads: true,
    drops_copies: true,
    copies_lineless_jumps: true,
    exit_copies: ExitCopies::SmallOrWithoutLine,

    annotations_after_decorators: true,
    type_params_known: true,
    trims_unused_consts: false,
    removes_unused_consts: true,

    fstring_pieces_have_places: true,
    invalid_escape_category: "SyntaxWarning",
    inlines_comprehensions: true,
    plain_calls_on_imports: true,
    super_attr: true,
    slice_instructions: true,
    jump_if_or_pop: false,
    stopiteration_handler: true,
    ..V3_11
};
const V3_13: Rules = Rules {
    version: Version::V3_13,
    drops_dead_stores: true,
    empty_fstring_is_constant: true,

    nop_at_for_target: true,
    converts_before_spec: true,
    match_pop_at_next: true,

    mangles_only_type_params: true,
    super_in_annotation_scopes: true,

    class_has_firstlineno: true,
    cleans_docstrings: true,
    type_param_defaults: true,
    ..V3_12
};
const V3_14: Rules = Rules {
    version: Version::V3_14,
    iter_before_inlining: true,

    duplicates_while_test: false,
    const_key_maps: false,
    none_without_docstring: false,
    none_in_lambdas: false,

    reserves_classdict: true,
    symtable_checks_keywords: true,
    symtable_checks_async: true,
    symtable_checks_future: true,

    annotations_as_tuple: false,
    defers_annotations: true,
    constant_slices: true,
    load_special: true,
    load_small_int: true,
    inlines_all_any_tuple: true,
    folds_in_flow_graph: true,
    borrows_locals: true,
    ..V3_13
};
const V3_15: Rules = Rules {
    version: Version::V3_15,
    calls_iter_outside: false,
    iter_before_inlining: false,

    inlines_list_set: true,
    common_constants: true,
    ..V3_14
};

static ALL: [Rules; 8] = [V3_8, V3_9, V3_10, V3_11, V3_12, V3_13, V3_14, V3_15];

impl Rules {
    /// The rules of a version.
    pub fn of(version: Version) -> &'static Rules {
        &ALL[version.index()]
    }

    /// What is said of an unknown escape sequence.
    pub fn invalid_escape_message(&self, escape: char) -> String {
        if self.version < Version::V3_10 {
            format!("invalid escape sequence \\{escape}")
        } else if self.version < Version::V3_14 {
            format!("invalid escape sequence '\\{escape}'")
        } else {
            format!(
                "\"\\{escape}\" is an invalid escape sequence. Such sequences will not work in the future. \
                 Did you mean \"\\\\{escape}\"? A raw string is also an option."
            )
        }
    }

    /// What is said of two parameters of one name.
    pub fn duplicate_parameter_message(&self, name: &str) -> String {
        let word = if self.version < Version::V3_15 {
            "argument"
        } else {
            "parameter"
        };
        format!("duplicate {word} '{name}' in function definition")
    }

    /// What is said of a keyword that comes twice.
    pub fn repeated_keyword_message(&self, name: &str) -> String {
        if self.version < Version::V3_9 {
            "keyword argument repeated".to_owned()
        } else {
            format!("keyword argument repeated: {name}")
        }
    }

    /// What is said of `*a, *b = c`.
    pub fn multiple_stars_message(&self) -> &'static str {
        if self.version < Version::V3_9 {
            "two starred expressions in assignment"
        } else {
            "multiple starred expressions in assignment"
        }
    }

    /// What is said of a `yield from` outside of functions.
    pub fn yield_from_outside_message(&self) -> &'static str {
        if self.version < Version::V3_14 {
            "'yield' outside function"
        } else {
            "'yield from' outside function"
        }
    }

    /// What is said of `x is 1`.
    pub fn is_literal_message(&self, negated: bool, type_name: &str) -> String {
        let (op, instead) = if negated {
            ("is not", "!=")
        } else {
            ("is", "==")
        };
        if self.version < Version::V3_12 {
            format!("\"{op}\" with a literal. Did you mean \"{instead}\"?")
        } else {
            format!("\"{op}\" with '{type_name}' literal. Did you mean \"{instead}\"?")
        }
    }

    /// Whether a `return`, `break` or `continue` that leaves a `finally` is warned of (3.14+, PEP 765).
    pub fn warns_of_leaving_finally(&self) -> bool {
        self.version >= Version::V3_14
    }

    /// Where a misplaced walrus is reported: 3.8 and 3.9 count its column from 0.
    pub fn walrus_place(&self, pos: Position) -> Position {
        Position {
            col: pos.col - u32::from(self.version <= Version::V3_9),
            ..pos
        }
    }

    /// Where an asynchronous comprehension out of place is reported: 3.8 and 3.9 have no line of it yet.
    pub fn async_comprehension_place(&self, pos: Position) -> Position {
        Position {
            line: if self.version <= Version::V3_9 {
                0
            } else {
                pos.line
            },
            ..pos
        }
    }

    /// Whether a complaint points at the statement that was compiled last (3.8, 3.9).
    pub fn errors_at_last_statement(&self) -> bool {
        self.version <= Version::V3_9
    }

    /// Where a late `__future__` import on the line of the first is reported.
    pub fn late_future_place(&self, stmt: Position) -> Position {
        if self.version >= Version::V3_12 {
            stmt
        } else {
            Position {
                col: stmt.col.saturating_sub(1),
                end_line: stmt.line,
                end_col: 0,
                ..stmt
            }
        }
    }

    /// Where an unknown `__future__` feature is reported, given the statement's place and the name's.
    pub fn unknown_feature_place(&self, stmt: Position, name: Position) -> Position {
        if self.version >= Version::V3_13 {
            name
        } else {
            Position {
                end_line: stmt.line,
                end_col: 0,
                ..stmt
            }
        }
    }

    /// Whether a parameter or keyword called `__debug__` is reported at its own place (3.12+), not its function's.
    pub fn debug_parameter_has_place(&self) -> bool {
        self.version >= Version::V3_12
    }

    /// How many blocks may be within each other in one function (`CO_MAXBLOCKS`).
    pub fn max_blocks(&self) -> usize {
        if self.version >= Version::V3_13 {
            21
        } else {
            20
        }
    }

    /// Whether an invalid escape is warned of at its own line (3.13.3+), not at the literal's first.
    pub fn escapes_have_lines(&self) -> bool {
        self.version >= Version::V3_13
    }

    /// Whether a complaint about a pattern points at the pattern that was looked at last (3.10, 3.11).
    pub fn patterns_leave_place(&self) -> bool {
        self.version < Version::V3_12
    }

    /// What is said of a yield, an await or a walrus in an annotation.
    pub fn not_in_annotation_message(&self, what: &str, place: &str) -> String {
        if self.version < Version::V3_12 {
            format!("'{what}' can not be used within {place}")
        } else {
            format!("{what} cannot be used within {place}")
        }
    }

    /// What is said of an octal escape above 0o377, in versions that say anything (3.11+).
    pub fn invalid_octal_message(&self, value: u32) -> Option<String> {
        match self.version {
            Version::V3_8 | Version::V3_9 | Version::V3_10 => None,
            Version::V3_11 | Version::V3_12 | Version::V3_13 => {
                Some(format!("invalid octal escape sequence '\\{value:o}'"))
            }
            Version::V3_14 | Version::V3_15 => Some(format!(
                "\"\\{value:o}\" is an invalid octal escape sequence. Such sequences will not work in the \
                 future. Did you mean \"\\\\{value:o}\"? A raw string is also an option."
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_finds_its_own_rules() {
        for version in Version::ALL {
            assert_eq!(Rules::of(version).version, version);
        }
    }
}
