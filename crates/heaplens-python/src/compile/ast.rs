//! The syntax tree in CPython's own shape (`Parser/Python.asdl`), whatever library parsed the text.
//!
//! Constants are values already, places are lines and columns already, and each node that opens a scope has a
//! number of its own, so the later phases need neither the parser nor the text.

use std::rc::Rc;

use super::value::Value;
use crate::code::Position;
use crate::opcode::{BinaryOperator, Conversion};

/// A name, mangled or not.
pub type Name = Rc<str>;

/// The number of a node that opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// What a target or a name is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ctx {
    Load,
    Store,
    Del,
}

/// `boolop`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoolOp {
    And,
    Or,
}

/// `unaryop`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

/// `cmpop`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// `expr`
#[derive(Clone, Debug)]
pub struct Expr {
    /// Its place.
    pub pos: Position,
    /// What it is.
    pub kind: ExprKind,
}

/// The kinds of `expr`.
#[derive(Clone, Debug)]
pub enum ExprKind {
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    Named {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: BinaryOperator,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda {
        id: NodeId,
        args: Box<Arguments>,
        body: Box<Expr>,
    },
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// `None` for the key of `**mapping`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set {
        elts: Vec<Expr>,
    },
    Comp(Box<Comp>),
    Await {
        value: Box<Expr>,
    },
    Yield {
        value: Option<Box<Expr>>,
    },
    YieldFrom {
        value: Box<Expr>,
    },
    Compare {
        left: Box<Expr>,
        ops: Vec<CmpOp>,
        comparators: Vec<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    FormattedValue {
        value: Box<Expr>,
        conversion: Conversion,
        spec: Option<Box<Expr>>,
    },
    Interpolation {
        value: Box<Expr>,
        text: Value,
        conversion: Conversion,
        spec: Option<Box<Expr>>,
    },
    JoinedStr {
        values: Vec<Expr>,
    },
    TemplateStr {
        values: Vec<Expr>,
    },
    Constant(Value),
    Attribute {
        value: Box<Expr>,
        attr: Name,
        ctx: Ctx,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
        ctx: Ctx,
    },
    Starred {
        value: Box<Expr>,
        ctx: Ctx,
    },
    Name {
        id: Name,
        ctx: Ctx,
    },
    List {
        elts: Vec<Expr>,
        ctx: Ctx,
    },
    Tuple {
        elts: Vec<Expr>,
        ctx: Ctx,
    },
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

/// What a comprehension builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompKind {
    Generator,
    List,
    Set,
    Dict,
}

/// `GeneratorExp`, `ListComp`, `SetComp`, `DictComp`.
#[derive(Clone, Debug)]
pub struct Comp {
    /// Number of its scope.
    pub id: NodeId,
    /// What it builds.
    pub kind: CompKind,
    /// The element, or the key of a dict's. (`None` for `{**x for …}`, 3.15.)
    pub elt: Expr,
    /// The value of a dict's.
    pub value: Option<Expr>,
    /// Its `for` clauses, at least one.
    pub generators: Vec<Comprehension>,
}

/// `comprehension`
#[derive(Clone, Debug)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
    pub is_async: bool,
}

/// `arguments`: what a function takes.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Number of its annotations' scope (3.14+).
    pub id: Option<NodeId>,
    pub posonlyargs: Vec<Arg>,
    pub args: Vec<Arg>,
    pub vararg: Option<Arg>,
    pub kwonlyargs: Vec<Arg>,
    pub kw_defaults: Vec<Option<Expr>>,
    pub kwarg: Option<Arg>,
    pub defaults: Vec<Expr>,
}

/// `arg`
#[derive(Clone, Debug)]
pub struct Arg {
    pub pos: Position,
    pub arg: Name,
    pub annotation: Option<Expr>,
}

/// `keyword`: `name=value`, or `**value` without a name.
#[derive(Clone, Debug)]
pub struct Keyword {
    pub pos: Position,
    pub arg: Option<Name>,
    pub value: Expr,
}

/// `alias`
#[derive(Clone, Debug)]
pub struct Alias {
    pub pos: Position,
    pub name: Name,
    pub asname: Option<Name>,
}

/// `withitem`
#[derive(Clone, Debug)]
pub struct WithItem {
    pub context_expr: Expr,
    pub optional_vars: Option<Expr>,
}

/// `excepthandler`
#[derive(Clone, Debug)]
pub struct ExceptHandler {
    pub pos: Position,
    pub type_: Option<Expr>,
    pub name: Option<Name>,
    pub body: Vec<Stmt>,
}

/// `match_case`
#[derive(Clone, Debug)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
}

/// `pattern`
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Its place.
    pub pos: Position,
    /// What it is.
    pub kind: PatternKind,
}

/// The kinds of `pattern`.
#[derive(Clone, Debug)]
pub enum PatternKind {
    Value(Expr),
    Singleton(Value),
    Sequence(Vec<Pattern>),
    Mapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Name>,
    },
    Class {
        cls: Expr,
        patterns: Vec<Pattern>,
        kwd_attrs: Vec<Name>,
        kwd_patterns: Vec<Pattern>,
    },
    Star(Option<Name>),
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<Name>,
    },
    Or(Vec<Pattern>),
}

/// `type_param`
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// Number of the scope of its bound; the default's is one more.
    pub id: NodeId,
    /// Number of the scope of its default.
    pub default_id: NodeId,
    /// Its place.
    pub pos: Position,
    /// Its name.
    pub name: Name,
    /// Which kind.
    pub kind: TypeParamKind,
    /// Bound or constraints (of a `TypeVar`).
    pub bound: Option<Expr>,
    /// Default (3.13+).
    pub default: Option<Expr>,
}

/// The kinds of `type_param`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeParamKind {
    TypeVar,
    ParamSpec,
    TypeVarTuple,
}

/// The type parameters of a definition; empty = none.
#[derive(Clone, Debug)]
pub struct TypeParams {
    /// Number of their scope.
    pub id: NodeId,
    /// The parameters.
    pub params: Vec<TypeParam>,
}

/// `stmt`
#[derive(Clone, Debug)]
pub struct Stmt {
    /// Its place.
    pub pos: Position,
    /// What it is.
    pub kind: StmtKind,
}

/// `FunctionDef`, `AsyncFunctionDef`.
#[derive(Clone, Debug)]
pub struct FunctionDef {
    pub id: NodeId,
    pub is_async: bool,
    pub name: Name,
    pub args: Arguments,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub returns: Option<Expr>,
    pub type_params: TypeParams,
}

/// `ClassDef`
#[derive(Clone, Debug)]
pub struct ClassDef {
    pub id: NodeId,
    pub name: Name,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub type_params: TypeParams,
}

/// `Try`, `TryStar`.
#[derive(Clone, Debug)]
pub struct Try {
    pub is_star: bool,
    pub body: Vec<Stmt>,
    pub handlers: Vec<ExceptHandler>,
    pub orelse: Vec<Stmt>,
    pub finalbody: Vec<Stmt>,
}

/// The kinds of `stmt`.
#[derive(Clone, Debug)]
pub enum StmtKind {
    FunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),
    Return(Option<Expr>),
    Delete(Vec<Expr>),
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    TypeAlias {
        id: NodeId,
        name: Expr,
        type_params: TypeParams,
        value: Expr,
    },
    AugAssign {
        target: Expr,
        op: BinaryOperator,
        value: Expr,
    },
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
        simple: bool,
    },
    For {
        is_async: bool,
        target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// `if` and its `elif`s, each with its own place; then the `else`.
    If {
        branches: Vec<Branch>,
        orelse: Vec<Stmt>,
    },
    With {
        is_async: bool,
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Match {
        subject: Expr,
        cases: Vec<MatchCase>,
    },
    Raise {
        exc: Option<Expr>,
        cause: Option<Expr>,
    },
    Try(Box<Try>),
    Assert {
        test: Expr,
        msg: Option<Expr>,
    },
    Import {
        names: Vec<Alias>,
        is_lazy: bool,
    },
    ImportFrom {
        module: Option<Name>,
        names: Vec<Alias>,
        level: u32,
        is_lazy: bool,
    },
    Global(Vec<Name>),
    Nonlocal(Vec<Name>),
    Expr(Expr),
    Pass,
    Break,
    Continue,
}

/// One `if` or `elif`.
#[derive(Clone, Debug)]
pub struct Branch {
    pub pos: Position,
    pub test: Expr,
    pub body: Vec<Stmt>,
}

/// `mod`
#[derive(Clone, Debug)]
pub enum Module {
    /// `Module` and `Interactive`.
    Body(Vec<Stmt>),
    /// `Expression`.
    Expression(Box<Expr>),
}

impl Expr {
    /// The constant that it is, if it is one.
    pub fn as_constant(&self) -> Option<&Value> {
        match &self.kind {
            ExprKind::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it is a constant.
    pub fn is_constant(&self) -> bool {
        self.as_constant().is_some()
    }

    /// Whether it is `*something`.
    pub fn is_starred(&self) -> bool {
        matches!(self.kind, ExprKind::Starred { .. })
    }

    /// The name that it is, if it is one.
    pub fn as_name(&self) -> Option<&Name> {
        match &self.kind {
            ExprKind::Name { id, .. } => Some(id),
            _ => None,
        }
    }
}

impl Arguments {
    /// All parameters in the order of `co_varnames`.
    pub fn all(&self) -> impl Iterator<Item = &Arg> {
        self.posonlyargs
            .iter()
            .chain(&self.args)
            .chain(&self.kwonlyargs)
            .chain(&self.vararg)
            .chain(&self.kwarg)
    }
}

/// The docstring of a body, if its first statement is a text.
pub fn docstring(body: &[Stmt]) -> Option<(&Expr, &Rc<crate::code::Wtf8>)> {
    let StmtKind::Expr(expr) = &body.first()?.kind else {
        return None;
    };
    match &expr.kind {
        ExprKind::Constant(Value::Str(text)) => Some((expr, text)),
        _ => None,
    }
}
