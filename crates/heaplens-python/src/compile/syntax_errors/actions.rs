//! What alternatives make of their items, and the actions that have a program of their own.

use super::grammar::notation::Make;
use super::machine::{Machine, Stop};
use super::nodes::{NodeId, Shape};
use super::tokens::Token;

/// Which targets are looked for a wrong one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Targets {
    Assigned,
    Deleted,
    Iterated,
}

impl Machine<'_> {
    /// The value of the alternative that ends now; None if its rule fails.
    pub(super) fn make(&mut self, number: u16) -> Result<Option<NodeId>, Stop> {
        let program = self.program;
        match &program.makes[number as usize] {
            Make::Default => {
                let items = self.items();
                if let [item] = items {
                    return Ok(Some(*item));
                }
                let items = items.to_vec();
                Ok(Some(self.nodes.bare(Shape::Seq, items)))
            }
            Make::Value(item) => Ok(Some(self.items()[*item])),
            Make::Node(Shape::Seq, items) => {
                let items: Vec<NodeId> = items.iter().map(|i| self.items()[*i]).collect();
                let items = self.nodes.spliced(&items);
                Ok(Some(self.nodes.bare(Shape::Seq, items)))
            }
            Make::Node(shape, items) => {
                let items: Vec<NodeId> = items.iter().map(|i| self.items()[*i]).collect();
                let items = self.nodes.spliced(&items);
                Ok(Some(self.spanning(*shape, items)))
            }
            Make::Error {
                indentation,
                msg,
                place,
                names,
            } => Err(self.made_error(*indentation, msg, place, names)?),
            Make::Do(name, items) => {
                let items: Vec<NodeId> = items.iter().map(|i| self.items()[*i]).collect();
                self.act(name, &items)
            }
        }
    }

    fn act(&mut self, name: &str, items: &[NodeId]) -> Result<Option<NodeId>, Stop> {
        match (name, items) {
            ("cannot_assign", [target]) => self.wrong_target(*target, Targets::Assigned),
            ("cannot_assign_item", [item, target]) => {
                let place = if self.rules.looks_one_ahead {
                    item
                } else {
                    target
                };
                if self.find_wrong_target(*target, Targets::Assigned).is_none() {
                    return Ok(None);
                }
                self.refuse_target(*target, *place, Targets::Assigned)
            }
            ("cannot_augment", [target]) => {
                self.wrong_target(*target, Targets::Assigned)?;
                let kind = self.nodes.get(*target).shape.name(&self.rules.words);
                let msg = format!("'{kind}' is an illegal expression for augmented assignment");
                Err(self.error_at_node(msg, *target))
            }
            ("cannot_delete", [target]) => self.wrong_target(*target, Targets::Deleted),
            ("cannot_iterate", [target]) => self.wrong_target(*target, Targets::Iterated),
            ("forgot_comma", [left, right]) => {
                let depth = self.tokens[self.mark - 1].depth;
                if depth == 0 || self.is_old_statement(*left) {
                    return Ok(None);
                }
                let msg = "invalid syntax. Perhaps you forgot a comma?";
                Err(self.error_at_range(msg, *left, *right))
            }
            ("old_statement", [name, rest]) => {
                if !self.is_old_statement(*name) {
                    return Ok(None);
                }
                let text = self.node_text(*name);
                let msg =
                    format!("Missing parentheses in call to '{text}'. Did you mean {text}(...)?");
                Err(self.error_at_range(msg, *name, *rest))
            }
            ("bare_generator", [args, clauses]) => {
                let positional = self.positional(*args);
                let Some(last) = positional.last().filter(|_| positional.len() > 1) else {
                    return Ok(None);
                };
                let end = self.last_of_clauses(*clauses);
                let end = if self.rules.errors_have_ends {
                    end
                } else {
                    *last
                };
                let msg = "Generator expression must be parenthesized";
                Err(self.error_at_range(msg, *last, end))
            }
            ("positional_after", [args, rest]) => {
                let unpacked = self
                    .nodes
                    .get(*args)
                    .items
                    .iter()
                    .any(|item| self.nodes.get(*item).shape == Shape::DoubleStar);
                let what = if unpacked { " unpacking" } else { "" };
                let msg = format!("positional argument follows keyword argument{what}");
                if self.rules.looks_one_ahead {
                    let first = self.nodes.get(*rest).items.first();
                    return Err(self.error_at_node(msg, *first.unwrap_or(rest)));
                }
                let kind = super::super::error::SyntaxErrorKind::SyntaxError;
                Err(Stop::Error(Box::new(self.error_here(kind, msg))))
            }
            ("middle", [piece]) => Ok(Some(self.middle(*piece))),
            ("spec_text", [piece]) => self.spec_text(*piece).map(Some),
            ("fstring", [start, pieces]) => {
                self.formatted(Shape::Formatted, *start, *pieces).map(Some)
            }
            ("tstring", [start, pieces]) => {
                self.formatted(Shape::Template, *start, *pieces).map(Some)
            }
            ("string", [token]) => self.string(*token).map(Some),
            ("strings", [tokens]) => self.strings(*tokens).map(Some),
            ("joined", [parts]) => self.joined(*parts).map(Some),
            ("conversion", [mark, name]) => self.conversion(*mark, *name),
            ("real", [number]) => self.number_of_kind(*number, false),
            ("imaginary", [number]) => self.number_of_kind(*number, true),
            ("bound_of_tuple", [colon, bound]) => {
                Err(self.bound_of(*colon, *bound, "TypeVarTuple"))
            }
            ("bound_of_params", [colon, bound]) => Err(self.bound_of(*colon, *bound, "ParamSpec")),
            _ => unreachable!("the grammar asks for {name}"),
        }
    }

    /// The text of a node's first token.
    pub(super) fn node_text(&self, node: NodeId) -> &str {
        let token = self.node_token(node);
        self.text(&token)
    }

    /// A node's first token.
    pub(super) fn node_token(&self, node: NodeId) -> Token {
        self.tokens[self.nodes.get(node).token as usize]
    }

    fn is_old_statement(&self, node: NodeId) -> bool {
        self.nodes.get(node).shape == Shape::Name
            && matches!(self.node_text(node), "print" | "exec")
    }

    /// The positional arguments of a call.
    fn positional(&self, args: NodeId) -> Vec<NodeId> {
        let items = &self.nodes.get(args).items;
        let is_keyword = |id: &NodeId| {
            matches!(
                self.nodes.get(*id).shape,
                Shape::Keyword | Shape::DoubleStar
            )
        };
        items.iter().copied().filter(|id| !is_keyword(id)).collect()
    }

    /// The last expression of a comprehension's clauses.
    fn last_of_clauses(&self, clauses: NodeId) -> NodeId {
        let last = |id: NodeId| self.nodes.get(id).items.last().copied().unwrap_or(id);
        last(last(clauses))
    }

    /// Complains of the first thing in `node` that can't be a target.
    fn wrong_target(&self, node: NodeId, targets: Targets) -> Result<Option<NodeId>, Stop> {
        if !self.rules.looks_one_ahead {
            return match self.find_wrong_target(node, targets) {
                Some(wrong) => self.refuse_target(node, wrong, targets),
                None => Ok(None),
            };
        }
        // 3.8 points at the whole target, of `del` and `for` at the one of several.
        let whole = self.nodes.get(node);
        let first = whole.items.first().map(|id| self.nodes.get(*id));
        let bare = whole.shape == Shape::Tuple
            && first.is_some_and(|first| (first.line, first.column) == (whole.line, whole.column));
        let several = match targets {
            Targets::Deleted | Targets::Iterated if bare => whole.items.clone(),
            _ => vec![node],
        };
        for target in several {
            if self.find_wrong_target(target, targets).is_some() {
                return self.refuse_target(target, target, targets);
            }
            if targets == Targets::Deleted && self.nodes.get(target).shape == Shape::Starred {
                return Err(self.error_at_node("can't use starred expression here", target));
            }
        }
        Ok(None)
    }

    /// Says that something in `node` can't be a target, at `place`.
    fn refuse_target(
        &self,
        node: NodeId,
        place: NodeId,
        targets: Targets,
    ) -> Result<Option<NodeId>, Stop> {
        let Some(wrong) = self.find_wrong_target(node, targets) else {
            return Ok(None);
        };
        let verb = if targets == Targets::Deleted {
            "delete"
        } else {
            "assign to"
        };
        let what = self.nodes.get(wrong).shape.name(&self.rules.words);
        Err(self.error_at_node(format!("cannot {verb} {what}"), place))
    }

    fn find_wrong_target(&self, node: NodeId, targets: Targets) -> Option<NodeId> {
        let mut open = vec![node];
        while let Some(id) = open.pop() {
            let node = self.nodes.get(id);
            match node.shape {
                Shape::List | Shape::Tuple => open.extend(node.items.iter().rev()),
                Shape::Starred if targets != Targets::Deleted || self.rules.looks_one_ahead => {
                    open.extend(node.items.first())
                }
                // `a in b` after `for`, read as a comparison.
                Shape::Compare if targets == Targets::Iterated => {
                    let operator = node.items.get(1).map(|id| self.nodes.get(*id).shape);
                    if operator == Some(Shape::InPair) {
                        open.extend(node.items.first());
                    }
                }
                Shape::Name | Shape::Subscript | Shape::Attribute => {}
                _ => return Some(id),
            }
        }
        None
    }

    fn bound_of(&self, colon: NodeId, bound: NodeId, what: &str) -> Stop {
        let tuple = self.nodes.get(bound).shape == Shape::Tuple;
        let limit = if tuple { "constraints" } else { "bound" };
        self.error_from(format!("cannot use {limit} with {what}"), colon)
    }
}
