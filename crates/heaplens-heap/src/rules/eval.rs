//! What the evaluation loop's way of holding things shows in reference counts and tracing.
//!
//! Flags, each with a count that real CPython printed. Modelled after `Python/ceval.c` (from 3.12 on
//! `Python/bytecodes.c`) and `Objects/call.c`.

use crate::rules::evidence::fact_table;

fact_table! {
    /// The evaluation loop in one version.
    pub struct Eval at eval {
        /// While a Python function runs, its caller's stack holds its arguments too (from 3.11 on they move into
        /// the new frame).
        pub caller_keeps_arguments: bool = [
            "refcounts: module: r=f1([])",
            "Python/ceval.c @ v3.10.15, call_function",
        ],
        /// `f(*args)` holds the tuple of arguments while the function runs.
        pub star_call_keeps_tuple: bool = [
            "refcounts: module: x=[]; r=fa(*[x])",
            "Python/bytecodes.c @ v3.12.6, CALL_FUNCTION_EX",
        ],
        /// `f(**kwargs)` holds the dict of arguments while the function runs.
        pub star_star_call_keeps_dict: bool = [
            "refcounts: module: x=[]; r=fk(**{\"x\":x})",
        ],
        /// A local variable goes onto the stack without a reference of its own where it is sure to outlive its use.
        pub borrows_locals: bool = [
            "refcounts: function: x=[]; r=rc(x)",
            "Python/flowgraph.c @ v3.14.0, optimize_load_fast",
        ],
        /// A constant goes onto the stack, and from there into a local variable, without a reference of its own.
        pub borrows_constants: bool = [
            "refcounts: module: r=rc(1.5)",
            "refcounts: function: x=3.25; r=rc(x)",
        ],
        /// Comprehensions are part of the function that they are in (PEP 709), and have no frame of their own.
        pub inlines_comprehensions: bool = [
            "Python/compile.c @ v3.12.6, inline_comprehension",
        ],
        /// `list(x for ...)` and other calls of a built-in with nothing but a generator expression run it in place.
        pub inlines_list_of_generator: bool = [
            "growth: list(x for x in range(n)): size for n=0..300",
        ],
        /// A generator expression takes the iterable itself, and makes the iterator when it first runs.
        pub generator_expression_keeps_iterable: bool = [
            "refcounts: module: x=[]; g=(i for i in x); r=rc(x)",
            "tracked_and_collected: gc count[0] rise when holding 100 of generator (gc disabled; includes the recorder list)",
        ],
        /// A frame keeps the dict that `f_locals` or `locals()` made of a function's variables (before PEP 667).
        pub frame_keeps_locals_dict: bool = [
            "refcounts: function: x=[]; l=dict(locals()); r=rc(x)",
            "Objects/frameobject.c @ v3.13.0, _PyFrame_GetLocals",
        ],
        /// A class has descriptors of its own for `__dict__` and `__weakref__`.
        pub class_owns_dict_descriptors: bool = [
            "refcounts: module: class K: pass \n r=rc(K)",
        ],
        /// The locals of a frame that ends go from the last to the first.
        pub locals_go_last_first: bool = [
            "corpus: weakref/del_message_order.py",
            "Python/frame.c @ v3.14.0, _PyFrame_ClearLocals",
        ],
        /// The bound `__exit__` of a `with` statement lies on the caller's stack while it runs.
        pub exit_stays_bound: bool = [
            "corpus: refcount/with_statement.py",
        ],
        /// A call of a class whose `__init__` is a plain function enters that at once where the same instruction did
        /// so before, without a tuple of the arguments.
        pub inits_in_place: bool = [
            "Python/bytecodes.c @ v3.13.0, CALL_ALLOC_AND_ENTER_INIT",
        ],
        /// A bound method is made for `o.m(...)` (otherwise the function and the object go onto the stack).
        pub call_makes_bound_method: bool = [
            "Python/ceval.c @ v3.8.20, LOAD_METHOD",
        ],
    }
}

/// The evaluation loop in 3.8.
pub const V3_8: Eval = Eval {
    caller_keeps_arguments: true,
    star_call_keeps_tuple: true,
    star_star_call_keeps_dict: true,
    borrows_locals: false,
    borrows_constants: false,
    inlines_comprehensions: false,
    inlines_list_of_generator: false,
    generator_expression_keeps_iterable: false,
    frame_keeps_locals_dict: true,
    class_owns_dict_descriptors: true,
    locals_go_last_first: false,
    exit_stays_bound: false,
    inits_in_place: false,
    call_makes_bound_method: false,
};
/// The evaluation loop in 3.9.
pub const V3_9: Eval = V3_8;
/// The evaluation loop in 3.10.
pub const V3_10: Eval = V3_9;
/// The evaluation loop in 3.11.
pub const V3_11: Eval = Eval {
    caller_keeps_arguments: false,
    exit_stays_bound: true,
    ..V3_10
};
/// The evaluation loop in 3.12.
pub const V3_12: Eval = Eval {
    star_call_keeps_tuple: false,
    star_star_call_keeps_dict: false,
    inlines_comprehensions: true,
    ..V3_11
};
/// The evaluation loop in 3.13.
pub const V3_13: Eval = Eval {
    frame_keeps_locals_dict: false,
    inits_in_place: true,
    ..V3_12
};
/// The evaluation loop in 3.14.
pub const V3_14: Eval = Eval {
    borrows_locals: true,
    locals_go_last_first: true,
    exit_stays_bound: false,
    ..V3_13
};
/// The evaluation loop in 3.15.
pub const V3_15: Eval = Eval {
    borrows_constants: true,
    inlines_list_of_generator: true,
    generator_expression_keeps_iterable: true,
    class_owns_dict_descriptors: false,
    ..V3_14
};
