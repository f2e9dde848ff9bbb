//! What the grammar makes of tokens: just enough of a tree to name things and point at them.

use super::tokens::Token;

/// A node by its number.
pub(super) type NodeId = u32;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing, where something optional might have been.
    Nothing,
    /// A token.
    Token,
    /// Several things in a row.
    Seq,
    Name,
    Literal,
    None,
    True,
    False,
    Ellipsis,
    Formatted,
    Template,
    Attribute,
    Subscript,
    Starred,
    Tuple,
    List,
    Set,
    Dict,
    ListComp,
    SetComp,
    DictComp,
    Generator,
    Lambda,
    Call,
    Operation,
    Compare,
    /// An operator and its right side.
    Pair,
    /// `in` and its right side.
    InPair,
    Conditional,
    Named,
    Yield,
    Await,
    /// The arguments of a call.
    Args,
    Keyword,
    DoubleStar,
    /// A `for` within a comprehension, with its iterable and conditions.
    Clause,
    Pattern,
    Parameter,
    Statement,
    /// A piece of a formatted string's text.
    Text,
    /// A bytes literal.
    Bytes,
}

impl Shape {
    /// The shape that the grammar's notation calls `name`.
    pub(super) fn named(name: &str) -> Option<Shape> {
        Some(match name {
            "Seq" => Shape::Seq,
            "Name" => Shape::Name,
            "Literal" => Shape::Literal,
            "None" => Shape::None,
            "True" => Shape::True,
            "False" => Shape::False,
            "Ellipsis" => Shape::Ellipsis,
            "Formatted" => Shape::Formatted,
            "Template" => Shape::Template,
            "Attribute" => Shape::Attribute,
            "Subscript" => Shape::Subscript,
            "Starred" => Shape::Starred,
            "Tuple" => Shape::Tuple,
            "List" => Shape::List,
            "Set" => Shape::Set,
            "Dict" => Shape::Dict,
            "ListComp" => Shape::ListComp,
            "SetComp" => Shape::SetComp,
            "DictComp" => Shape::DictComp,
            "Generator" => Shape::Generator,
            "Lambda" => Shape::Lambda,
            "Call" => Shape::Call,
            "Operation" => Shape::Operation,
            "Compare" => Shape::Compare,
            "Pair" => Shape::Pair,
            "InPair" => Shape::InPair,
            "Conditional" => Shape::Conditional,
            "Named" => Shape::Named,
            "Yield" => Shape::Yield,
            "Await" => Shape::Await,
            "Args" => Shape::Args,
            "Keyword" => Shape::Keyword,
            "DoubleStar" => Shape::DoubleStar,
            "Clause" => Shape::Clause,
            "Pattern" => Shape::Pattern,
            "Parameter" => Shape::Parameter,
            "Statement" => Shape::Statement,
            _ => return None,
        })
    }

    /// What messages call it (`_PyPegen_get_expr_name`).
    pub(super) fn name(self, words: &Words) -> &'static str {
        match self {
            Shape::Attribute => "attribute",
            Shape::Subscript => "subscript",
            Shape::Starred => "starred",
            Shape::Name => "name",
            Shape::List => "list",
            Shape::Tuple => "tuple",
            Shape::Lambda => "lambda",
            Shape::Call => "function call",
            Shape::Operation => words.operation,
            Shape::Generator => "generator expression",
            Shape::Yield => "yield expression",
            Shape::Await => "await expression",
            Shape::ListComp => "list comprehension",
            Shape::SetComp => "set comprehension",
            Shape::DictComp => "dict comprehension",
            Shape::Dict => words.dict,
            Shape::Set => "set display",
            Shape::Formatted => "f-string expression",
            Shape::Template => "t-string expression",
            Shape::None => "None",
            Shape::True => "True",
            Shape::False => "False",
            Shape::Ellipsis => words.ellipsis,
            Shape::Compare => "comparison",
            Shape::Conditional => "conditional expression",
            Shape::Named => "named expression",
            _ => "literal",
        }
    }
}

/// The names of shapes that changed with the versions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) operation: &'static str,
    pub(super) dict: &'static str,
    pub(super) ellipsis: &'static str,
}

/// A node and where it stands: lines from 1, columns in bytes from 0.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) shape: Shape,
    /// The first token's number.
    pub(super) token: u32,
    pub(super) line: i64,
    pub(super) column: i64,
    pub(super) end_line: i64,
    pub(super) end_column: i64,
    pub(super) items: Vec<NodeId>,
}

/// All nodes.
#[derive(Debug, Default)]
pub(super) struct Nodes(Vec<Node>);

impl Nodes {
    /// Adds a node.
    pub(super) fn add(&mut self, node: Node) -> NodeId {
        self.0.push(node);
        self.0.len() as NodeId - 1
    }

    /// A node for a token.
    pub(super) fn token(&mut self, shape: Shape, index: usize, token: &Token) -> NodeId {
        self.add(Node {
            shape,
            token: index as u32,
            line: token.line,
            column: token.column,
            end_line: token.end_line,
            end_column: token.end_column,
            items: Vec::new(),
        })
    }

    /// A node without a place.
    pub(super) fn bare(&mut self, shape: Shape, items: Vec<NodeId>) -> NodeId {
        self.add(Node {
            shape,
            token: 0,
            line: 0,
            column: -1,
            end_line: 0,
            end_column: -1,
            items,
        })
    }

    /// Reads a node.
    pub(super) fn get(&self, id: NodeId) -> &Node {
        &self.0[id as usize]
    }

    /// Adds an item to a node.
    pub(super) fn push(&mut self, id: NodeId, item: NodeId) {
        self.0[id as usize].items.push(item);
    }

    /// The items of several nodes in one row: those of a `Seq`, the nodes themselves, nothing for nothing.
    pub(super) fn spliced(&self, ids: &[NodeId]) -> Vec<NodeId> {
        let mut items = Vec::new();
        for id in ids {
            let node = self.get(*id);
            match node.shape {
                Shape::Nothing => {}
                Shape::Seq => items.extend(self.spliced(&node.items)),
                _ => items.push(*id),
            }
        }
        items
    }
}
