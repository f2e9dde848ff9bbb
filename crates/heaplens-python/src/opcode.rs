//! The instruction set that the compiler writes and the VM runs.
//!
//! One uniform set serves all eight versions: the *compiler* chooses by version which instructions to use, the
//! VM gives each one meaning. Names are CPython's own (newest release's) in Rust case; the stack discipline is
//! that of 3.11 to 3.14, for older versions too. What differs from CPython's own sets:
//!
//! - Jumps are absolute: `arg` is the index of an instruction. One op serves both directions; a jump to an index
//!   not above its own is a backward jump (where CPython checks for signals and runs a pending collection).
//! - No `RESUME`, `CACHE`, `EXTENDED_ARG`, `PRECALL`, `KW_NAMES`, `TO_BOOL`, `END_FOR`, super-instructions.
//!   Conditional jumps and [`Op::UnaryNot`] take any object and ask for its truth.
//! - Exceptions go by the exception table of the code object (3.11's form) in all versions.
//! - `LOAD_CLOSURE` is a plain [`Op::LoadFast`] of the slot that holds the cell.
//! - The intrinsics of `CALL_INTRINSIC_1`/`_2` are ops of their own.
//!
//! Notation of the stack effects: `before -- after`, the top to the right; `NULL` is the empty slot that
//! [`Op::PushNull`] pushes. `consts`, `names`, `localsplus` are fields of [`crate::code::CodeBody`].
//!
//! Who holds an argument during a Python-to-Python call is a rule of the version (kept by the caller's stack up
//! to 3.10, moved into the callee's frame from 3.11), not an op: the same [`Op::Call`] serves both.

/// One operation. The doc line gives its stack effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Op {
    /// `--`: nothing; holds a line for the tracer (`pass`, `try:`, …).
    Nop,
    /// `x --`
    PopTop,
    /// `x … y -- x … y x`: copies the `arg`-th item from the top (1 = the top itself).
    Copy,
    /// `x … y -- y … x`: exchanges the top with the `arg`-th item from the top (arg ≥ 2).
    Swap,
    /// `-- NULL`
    PushNull,

    // --- constants and variables ---
    /// `-- const`: `consts[arg]` of this code object.
    LoadConst,
    /// `-- int`: the small integer `arg` itself, which is in no constant table (3.14+).
    LoadSmallInt,
    /// `-- obj`: the interpreter's own object, see [`CommonConstant`] (`LOAD_ASSERTION_ERROR` before 3.14).
    LoadCommonConstant,
    /// `-- value`: `localsplus[arg]`, raw (a cell slot gives the cell itself). The compiler has proved it bound.
    LoadFast,
    /// `-- value`: `localsplus[arg]`; `UnboundLocalError` if it is empty.
    LoadFastCheck,
    /// `-- value`: like `LoadFast`, borrowed: the stack's reference is not counted (3.14+).
    LoadFastBorrow,
    /// `-- value|NULL`: takes what is in `localsplus[arg]`, empty or not, and leaves the slot empty (3.12+).
    LoadFastAndClear,
    /// `value|NULL --`: into `localsplus[arg]`; what was there is dropped after the store. NULL empties the slot
    /// (restores what [`Op::LoadFastAndClear`] took).
    StoreFast,
    /// `--`: empties `localsplus[arg]`; `UnboundLocalError` if it is empty.
    DeleteFast,
    /// `--`: makes a cell in slot `arg`, holding what was there (an argument) if anything.
    MakeCell,
    /// `--`: copies the `arg` cells of the function's closure into the last slots. First instruction if present.
    CopyFreeVars,
    /// `-- value`: content of the cell in slot `arg`; `UnboundLocalError` (own cell) or `NameError` (free) if empty.
    LoadDeref,
    /// `value --`: into the cell in slot `arg`.
    StoreDeref,
    /// `--`: empties the cell in slot `arg`; errors as [`Op::LoadDeref`].
    DeleteDeref,
    /// `mapping -- value`: name of slot `arg` in the mapping, else the content of its cell.
    LoadFromDictOrDeref,
    /// `-- value`: `names[arg]` in locals, globals, builtins; `NameError`.
    LoadName,
    /// `value --`: `locals[names[arg]] = value`.
    StoreName,
    /// `--`: `del locals[names[arg]]`; `NameError`.
    DeleteName,
    /// `-- value`: `names[arg]` in globals, builtins; `NameError`.
    LoadGlobal,
    /// `value --`: `globals[names[arg]] = value`.
    StoreGlobal,
    /// `--`: `del globals[names[arg]]`; `NameError`.
    DeleteGlobal,
    /// `mapping -- value`: `names[arg]` in the mapping, globals, builtins; `NameError` (3.12+).
    LoadFromDictOrGlobals,
    /// `-- func`: `builtins.__build_class__`.
    LoadBuildClass,
    /// `-- dict`: the frame's locals mapping.
    LoadLocals,
    /// `--`: makes `__annotations__` in locals if it isn't there (3.8-3.13).
    SetupAnnotations,

    // --- attributes and items ---
    /// `obj -- attr`: `obj.names[arg]`.
    LoadAttr,
    /// `obj -- method self` or `obj -- attr NULL`: `obj.names[arg]` about to be called, without a bound method.
    LoadMethod,
    /// `super cls self -- attr`: `names[arg >> 1]`; bit 0: written with both arguments (3.12+). If `super` isn't
    /// the builtin type it is called with (cls, self), or with nothing if bit 0 is clear.
    LoadSuperAttr,
    /// `super cls self -- method self|NULL`: like [`Op::LoadSuperAttr`], about to be called (3.12+).
    LoadSuperMethod,
    /// `obj -- method self|NULL`: a special method looked up on the type, see [`SpecialMethod`] (3.14+).
    LoadSpecial,
    /// `value obj --`: `obj.names[arg] = value`.
    StoreAttr,
    /// `obj --`: `del obj.names[arg]`.
    DeleteAttr,
    /// `obj index -- item`
    BinarySubscr,
    /// `value obj index --`: `obj[index] = value`.
    StoreSubscr,
    /// `obj index --`: `del obj[index]`.
    DeleteSubscr,
    /// `obj start stop -- item`: `obj[start:stop]`, its slice object living only inside (3.12+).
    BinarySlice,
    /// `value obj start stop --` (3.12+).
    StoreSlice,
    /// `start stop -- slice` (arg 2) or `start stop step -- slice` (arg 3).
    BuildSlice,

    // --- operators ---
    /// `left right -- result`, see [`BinaryOperator`]; arg 13 + operator is the in-place form.
    BinaryOp,
    /// `x -- -x`
    UnaryNegative,
    /// `x -- not x`: asks for the truth of any object.
    UnaryNot,
    /// `x -- ~x`
    UnaryInvert,
    /// `x -- +x`
    UnaryPositive,
    /// `left right -- result`, see [`Comparison`]; the result is whatever the method gave.
    CompareOp,
    /// `left right -- bool`: arg 1 = `is not`.
    IsOp,
    /// `item container -- bool`: arg 1 = `not in`.
    ContainsOp,

    // --- jumps and loops ---
    /// `--`: on to instruction `arg`.
    Jump,
    /// `cond --`: jumps to `arg` if it is false.
    PopJumpIfFalse,
    /// `cond --`: jumps to `arg` if it is true.
    PopJumpIfTrue,
    /// `x --`: jumps to `arg` if it is None.
    PopJumpIfNone,
    /// `x --`: jumps to `arg` if it isn't None.
    PopJumpIfNotNone,
    /// `x -- x` and jumps to `arg` if it is false, else `x --` (3.8-3.11).
    JumpIfFalseOrPop,
    /// `x -- x` and jumps to `arg` if it is true, else `x --` (3.8-3.11).
    JumpIfTrueOrPop,
    /// `obj -- iter`: `iter(obj)`. Where the version has virtual iterators (3.15: exact lists and tuples make no
    /// iterator object) the one slot stands for both.
    GetIter,
    /// `obj -- iter`: as `GetIter` for `yield from`: coroutines pass in coroutines, generators pass as they are.
    GetYieldFromIter,
    /// `iter -- iter next`; when exhausted `iter --` (the iterator is dropped) and jumps to `arg`.
    ForIter,

    // --- generators and coroutines ---
    /// `-- None` in the resumed frame: makes the generator, coroutine or async generator (by the code's flags) of
    /// this frame and returns it to the caller; the value of the first `send` (None) is then pushed.
    ReturnGenerator,
    /// `value -- sent`: suspends; arg 1 = on behalf of the delegate just below (`yield from`, `await`), which
    /// `throw` and `close` go to first. On resumption pushes what was sent, or raises what was thrown.
    YieldValue,
    /// `receiver value -- receiver yielded`; when the receiver returns: `-- receiver result` and jumps to `arg`.
    Send,
    /// `receiver result -- result`
    EndSend,
    /// `receiver value exc -- NULL result`: `exc` was thrown in at a delegating yield: a StopIteration gives its
    /// value (leaving two items, for the [`Op::EndSend`] it jumps to), any other is raised again.
    CleanupThrow,
    /// `obj -- awaitable`: arg 0 = `await`, 1 = result of `__aenter__`, 2 = result of `__aexit__` (messages).
    GetAwaitable,
    /// `obj -- aiter`
    GetAiter,
    /// `aiter -- aiter awaitable`
    GetAnext,
    /// `aiter exc --` if `exc` is StopAsyncIteration, else raises it again. No [`Op::PushExcInfo`] went before.
    EndAsyncFor,
    /// `value -- wrapped`: marks a value yielded by an async generator (always before its [`Op::YieldValue`]).
    AsyncGenWrap,
    /// `exc -- exc`: StopIteration or StopAsyncIteration leaving a generator becomes RuntimeError (3.12+: there
    /// the generator's own exception table covers its body; before, the resumption does it).
    StopIterationError,

    // --- building ---
    /// `x1 … xn -- tuple`, n = arg.
    BuildTuple,
    /// `x1 … xn -- list`, n = arg.
    BuildList,
    /// `x1 … xn -- set`, n = arg.
    BuildSet,
    /// `k1 v1 … kn vn -- dict`, n = arg.
    BuildMap,
    /// `v1 … vn keys -- dict`, n = arg, `keys` a tuple of n (3.8-3.13).
    BuildConstKeyMap,
    /// `s1 … sn -- str`, n = arg, all strings.
    BuildString,
    /// `list … x -- list …`: appends `x` to the list `arg` below (1 = just below).
    ListAppend,
    /// `set … x -- set …`: adds `x` to the set `arg` below.
    SetAdd,
    /// `dict … k v -- dict …`: sets `k: v` in the dict `arg` below.
    MapAdd,
    /// `list … it -- list …`: extends the list `arg` below ("Value after * must be an iterable" if it can't).
    ListExtend,
    /// `set … it -- set …`
    SetUpdate,
    /// `dict … mapping -- dict …`: `{**mapping}`.
    DictUpdate,
    /// `callable NULL args dict … mapping -- callable NULL args dict …`: `f(**mapping)`; a key that is there
    /// already or isn't a string is a TypeError that names the callable.
    DictMerge,
    /// `list -- tuple`
    ListToTuple,
    /// `value -- str`: as [`Conversion`] `arg` says.
    ConvertValue,
    /// `value -- str`: `format(value, "")`; an exact str stays itself.
    FormatSimple,
    /// `value spec -- str`
    FormatWithSpec,
    /// `strings interpolations -- template` (3.14+).
    BuildTemplate,
    /// `value text -- interpolation`, or `value text spec -- interpolation` if bit 0; `arg >> 2` = [`Conversion`]
    /// (3.14+).
    BuildInterpolation,
    /// `iterable -- xn … x1`: exactly n = arg items, the first on top.
    UnpackSequence,
    /// `iterable -- an … rest … b1`: `arg & 0xff` before, `arg >> 8` after the starred one; the first on top.
    UnpackEx,

    // --- functions, calls, classes ---
    /// `[defaults] [kwdefaults] [annotations|annotate] [closure] code -- func`, which by [`make_function`] bits.
    MakeFunction,
    /// `callable self|NULL x1 … xn -- result`, n = arg.
    Call,
    /// `callable self|NULL x1 … xn names -- result`, n = arg, `names` the tuple of the last ones' keywords.
    CallKw,
    /// `callable NULL args [kwargs] -- result`: kwargs if arg bit 0. `args` may be any iterable.
    CallFunctionEx,
    /// `--`, returns: `value` leaves the frame.
    ReturnValue,

    // --- imports ---
    /// `level fromlist -- module`: `names[arg]`.
    ImportName,
    /// `module -- module attr`: `names[arg]`.
    ImportFrom,
    /// `module --`: binds all of its public names.
    ImportStar,

    // --- exceptions and with ---
    /// raises: arg 0 `--` (again), 1 `exc --`, 2 `exc cause --`.
    RaiseVarargs,
    /// `[lasti …] exc --`: raises again without a new traceback entry; arg > 0: the instruction pointer is first
    /// set from the lasti that is `arg` below the exception.
    Reraise,
    /// `exc -- previous exc`: `exc` becomes the handled exception (`sys.exc_info()`).
    PushExcInfo,
    /// `previous --`: `previous` becomes the handled exception again.
    PopExcept,
    /// `exc type -- exc bool`: TypeError if `type` is no exception class or tuple of them.
    CheckExcMatch,
    /// `exc type -- rest match`: for `except*`.
    CheckEgMatch,
    /// `orig excs -- exc|None`: what an `except*` statement raises in the end.
    PrepReraiseStar,
    /// `mgr -- exit entered`: `exit` the bound `__exit__`, `entered` what `__enter__()` gave (3.8-3.13).
    BeforeWith,
    /// `mgr -- exit awaitable`: of `__aexit__` and `__aenter__()` (3.8-3.13).
    BeforeAsyncWith,
    /// `exit [self] lasti previous exc -- exit [self] lasti previous exc result`: calls exit(type, exc, tb).
    /// arg 0: `exit` is bound (3.8-3.13); arg 1: `exit self` as [`Op::LoadSpecial`] left them (3.14+).
    WithExceptStart,

    // --- patterns ---
    /// `subject -- subject bool`
    MatchMapping,
    /// `subject -- subject bool`
    MatchSequence,
    /// `subject keys -- subject keys values|None`
    MatchKeys,
    /// `subject cls names -- values|None`: arg positional sub-patterns, then the keywords of tuple `names`.
    MatchClass,
    /// `obj -- obj len`
    GetLen,

    // --- the prompt, type parameters ---
    /// `value --`: `sys.displayhook(value)`.
    PrintExpr,
    /// `name -- typevar`
    TypeVar,
    /// `name bound -- typevar`: `bound` a function that gives it.
    TypeVarWithBound,
    /// `name constraints -- typevar`: `constraints` a function that gives them.
    TypeVarWithConstraints,
    /// `name -- paramspec`
    ParamSpec,
    /// `name -- typevartuple`
    TypeVarTuple,
    /// `param default -- param`: `default` a function that gives it (3.13+).
    SetTypeparamDefault,
    /// `params -- base`: `Generic[params]`.
    SubscriptGeneric,
    /// `func params -- func`: sets `__type_params__`.
    SetFunctionTypeParams,
    /// `triple -- alias`: of (name, params or None, function that gives the value).
    TypeAlias,
}

/// One instruction: eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Instr {
    /// What to do.
    pub op: Op,
    /// Its argument; 0 where the op has none.
    pub arg: u32,
}

/// Which references [`Op::MakeFunction`] finds below the code, lowest bit deepest on the stack.
pub mod make_function {
    /// A tuple of default values.
    pub const DEFAULTS: u32 = 1;
    /// A dict of keyword-only defaults.
    pub const KWDEFAULTS: u32 = 2;
    /// Annotations: a dict (3.8, 3.9) or a flat tuple name, value, … that becomes a dict when looked at (3.10-3.13).
    pub const ANNOTATIONS: u32 = 4;
    /// A tuple of cells. (Pushed last, whatever the bit's number.)
    pub const CLOSURE: u32 = 8;
    /// The `__annotate__` function (3.14+); stands where the annotations would.
    pub const ANNOTATE: u32 = 16;
}

/// The `arg` of [`Op::BinaryOp`]: CPython's `NB_*` numbers; plus [`BinaryOperator::INPLACE`] for `+=` and its kin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the operators' own names")]
pub enum BinaryOperator {
    Add,
    And,
    FloorDivide,
    Lshift,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    Power,
    Rshift,
    Subtract,
    TrueDivide,
    Xor,
}

impl BinaryOperator {
    /// What is added to the number for the in-place form.
    pub const INPLACE: u32 = 13;

    const ALL: [BinaryOperator; 13] = [
        BinaryOperator::Add,
        BinaryOperator::And,
        BinaryOperator::FloorDivide,
        BinaryOperator::Lshift,
        BinaryOperator::MatrixMultiply,
        BinaryOperator::Multiply,
        BinaryOperator::Remainder,
        BinaryOperator::Or,
        BinaryOperator::Power,
        BinaryOperator::Rshift,
        BinaryOperator::Subtract,
        BinaryOperator::TrueDivide,
        BinaryOperator::Xor,
    ];

    /// The operator behind an [`Op::BinaryOp`]'s argument, and whether in place.
    pub fn from_arg(arg: u32) -> (BinaryOperator, bool) {
        let inplace = arg >= Self::INPLACE;
        (Self::ALL[(arg % Self::INPLACE) as usize], inplace)
    }

    /// The operator as written in an expression.
    pub const fn symbol(self) -> &'static str {
        match self {
            BinaryOperator::Add => "+",
            BinaryOperator::And => "&",
            BinaryOperator::FloorDivide => "//",
            BinaryOperator::Lshift => "<<",
            BinaryOperator::MatrixMultiply => "@",
            BinaryOperator::Multiply => "*",
            BinaryOperator::Remainder => "%",
            BinaryOperator::Or => "|",
            BinaryOperator::Power => "**",
            BinaryOperator::Rshift => ">>",
            BinaryOperator::Subtract => "-",
            BinaryOperator::TrueDivide => "/",
            BinaryOperator::Xor => "^",
        }
    }
}

/// The `arg` of [`Op::CompareOp`]: CPython's `Py_LT` … `Py_GE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the comparisons' own names")]
pub enum Comparison {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl Comparison {
    const ALL: [Comparison; 6] = [Self::Lt, Self::Le, Self::Eq, Self::Ne, Self::Gt, Self::Ge];

    /// The comparison behind an [`Op::CompareOp`]'s argument.
    pub fn from_arg(arg: u32) -> Comparison {
        Self::ALL[arg as usize]
    }

    /// The comparison as written.
    pub const fn symbol(self) -> &'static str {
        match self {
            Comparison::Lt => "<",
            Comparison::Le => "<=",
            Comparison::Eq => "==",
            Comparison::Ne => "!=",
            Comparison::Gt => ">",
            Comparison::Ge => ">=",
        }
    }
}

/// How a replacement field converts its value (`!s`, `!r`, `!a`): argument of [`Op::ConvertValue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the functions' own names")]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

impl Conversion {
    /// The conversion behind an argument.
    pub fn from_arg(arg: u32) -> Conversion {
        [
            Conversion::None,
            Conversion::Str,
            Conversion::Repr,
            Conversion::Ascii,
        ][arg as usize]
    }
}

/// The objects of [`Op::LoadCommonConstant`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the objects' own names")]
pub enum CommonConstant {
    AssertionError,
    NotImplementedError,
    Tuple,
    All,
    Any,
    List,
    Set,
    None,
    EmptyStr,
    True,
    False,
    MinusOne,
    FrozenSet,
}

impl CommonConstant {
    const ALL: [CommonConstant; 13] = [
        CommonConstant::AssertionError,
        CommonConstant::NotImplementedError,
        CommonConstant::Tuple,
        CommonConstant::All,
        CommonConstant::Any,
        CommonConstant::List,
        CommonConstant::Set,
        CommonConstant::None,
        CommonConstant::EmptyStr,
        CommonConstant::True,
        CommonConstant::False,
        CommonConstant::MinusOne,
        CommonConstant::FrozenSet,
    ];

    /// The object behind an argument.
    pub fn from_arg(arg: u32) -> CommonConstant {
        Self::ALL[arg as usize]
    }
}

/// The methods of [`Op::LoadSpecial`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the methods' own names")]
pub enum SpecialMethod {
    Enter,
    Exit,
    Aenter,
    Aexit,
}

impl SpecialMethod {
    /// The method behind an argument.
    pub fn from_arg(arg: u32) -> SpecialMethod {
        [Self::Enter, Self::Exit, Self::Aenter, Self::Aexit][arg as usize]
    }
}
