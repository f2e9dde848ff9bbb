//! Reading what is in parentheses.

use super::parse::{Node, Parser, Wrong, flag, width};

impl Parser<'_> {
    /// The name up to a terminator, which is taken too.
    fn name(&mut self, terminator: char) -> Result<String, Wrong> {
        let from = self.at;
        while let Some(c) = self.peek() {
            if c == terminator {
                if self.at == from {
                    return Err(self.wrong("missing group name", self.at));
                }
                self.at += 1;
                return Ok(self.text(from, self.at - 1));
            }
            self.at += 1;
        }
        if self.at == from {
            return Err(self.wrong("missing group name", self.at));
        }
        let text = format!("missing {terminator}, unterminated name");
        Err(self.wrong(&text, from))
    }

    fn checked_name(&mut self, terminator: char) -> Result<(String, usize), Wrong> {
        let from = self.at;
        let name = self.name(terminator)?;
        let mut chars = name.chars();
        let is_identifier = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
            && chars.all(|c| c.is_alphanumeric() || c == '_');
        if !is_identifier {
            let text = format!("bad character in group name '{name}'");
            return Err(self.wrong(&text, from));
        }
        Ok((name, from))
    }

    fn close(&mut self, start: usize) -> Result<(), Wrong> {
        if self.takes(')') {
            Ok(())
        } else {
            Err(self.wrong("missing ), unterminated subpattern", start))
        }
    }

    /// What follows an opening parenthesis; `None` for a comment or flags alone.
    pub(super) fn group(&mut self, start: usize, flags: &mut u32) -> Result<Option<Node>, Wrong> {
        if !self.takes('?') {
            return self.kept_group(start, *flags, None).map(Some);
        }
        let Some(c) = self.peek() else {
            return Err(self.wrong("unexpected end of pattern", self.at));
        };
        self.at += 1;
        let node = match c {
            'P' => {
                if self.takes('<') {
                    let name = self.checked_name('>')?;
                    return self.kept_group(start, *flags, Some(name)).map(Some);
                }
                if self.takes('=') {
                    let (name, from) = self.checked_name(')')?;
                    let Some(&group) = self.names.get(&name) else {
                        let text = format!("unknown group name '{name}'");
                        return Err(self.wrong(&text, from));
                    };
                    if self.open.contains(&group) {
                        return Err(self.wrong("cannot refer to an open group", from));
                    }
                    return Ok(Some(Node::Reference(group, *flags)));
                }
                let Some(c) = self.peek() else {
                    return Err(self.wrong("unexpected end of pattern", self.at));
                };
                return Err(self.wrong(&format!("unknown extension ?P{c}"), self.at - 2));
            }
            ':' => {
                let inner = self.alternatives(*flags)?;
                self.close(start)?;
                Node::Group(0, Box::new(inner))
            }
            '#' => loop {
                match self.peek() {
                    None => return Err(self.wrong("missing ), unterminated comment", start)),
                    Some(')') => {
                        self.at += 1;
                        return Ok(None);
                    }
                    Some(_) => self.at += 1,
                }
            },
            '=' | '!' => {
                let inner = self.alternatives(*flags)?;
                self.close(start)?;
                Node::Look(Box::new(inner), true, c == '=')
            }
            '<' => {
                let Some(c) = self.peek() else {
                    return Err(self.wrong("unexpected end of pattern", self.at));
                };
                if !matches!(c, '=' | '!') {
                    return Err(self.wrong(&format!("unknown extension ?<{c}"), self.at - 2));
                }
                self.at += 1;
                let outer = self.lookbehind;
                self.lookbehind = outer.or(Some(self.groups));
                let inner = self.alternatives(*flags)?;
                self.lookbehind = outer;
                self.close(start)?;
                Node::Look(Box::new(inner), false, c == '=')
            }
            '>' if self.minor >= 11 => {
                let inner = self.alternatives(*flags)?;
                self.close(start)?;
                Node::Atomic(Box::new(inner))
            }
            '(' => self.conditional(start, *flags)?,
            '-' | 'a' | 'i' | 'L' | 'm' | 's' | 'u' | 'x' | 't' => {
                self.at -= 1;
                return self.inline_flags(start, flags);
            }
            _ => return Err(self.wrong(&format!("unknown extension ?{c}"), self.at - 2)),
        };
        Ok(Some(node))
    }

    fn kept_group(
        &mut self,
        start: usize,
        flags: u32,
        name: Option<(String, usize)>,
    ) -> Result<Node, Wrong> {
        self.groups += 1;
        let group = self.groups;
        if let Some((name, from)) = name {
            if let Some(&old) = self.names.get(&name) {
                let text = format!(
                    "redefinition of group name '{name}' as group {group}; was group {old}"
                );
                return Err(self.wrong(&text, from));
            }
            self.names.insert(name, group);
        }
        self.open.push(group);
        let inner = self.alternatives(flags)?;
        self.close(start)?;
        self.open.pop();
        self.widths.push(width(&inner));
        Ok(Node::Group(group, Box::new(inner)))
    }

    fn conditional(&mut self, start: usize, flags: u32) -> Result<Node, Wrong> {
        let from = self.at;
        let name = self.name(')')?;
        let group = match name.parse::<u32>() {
            Ok(0) => return Err(self.wrong("bad group number", from)),
            Ok(group) => group,
            Err(_) => match self.names.get(&name) {
                Some(&group) => group,
                None => {
                    return Err(self.wrong(&format!("unknown group name '{name}'"), from));
                }
            },
        };
        let mut own = flags;
        let yes = self.sequence(&mut own, 0)?;
        let no = if self.takes('|') {
            self.sequence(&mut own, 0)?
        } else {
            Node::Sequence(Vec::new())
        };
        if self.peek() == Some('|') {
            return Err(self.wrong("conditional backref with more than two branches", self.at));
        }
        self.close(start)?;
        if group > self.groups {
            return Err(self.wrong(&format!("invalid group reference {group}"), from));
        }
        Ok(Node::Conditional(group, Box::new(yes), Box::new(no)))
    }

    fn inline_flags(&mut self, start: usize, flags: &mut u32) -> Result<Option<Node>, Wrong> {
        let (mut add, mut remove, mut is_removing) = (0, 0, false);
        loop {
            let Some(c) = self.peek() else {
                return Err(self.wrong("missing -, : or )", self.at));
            };
            self.at += 1;
            let bit = match c {
                'a' => flag::A,
                'i' => flag::I,
                'L' => flag::L,
                'm' => flag::M,
                's' => flag::S,
                'u' => flag::U,
                'x' => flag::X,
                't' => 1,
                '-' if !is_removing => {
                    is_removing = true;
                    continue;
                }
                ')' if !is_removing => {
                    if start > 0 && self.minor >= 11 {
                        let text = "global flags not at the start of the expression";
                        return Err(self.wrong(text, start));
                    }
                    self.flags |= add;
                    if add & flag::A != 0 {
                        self.flags &= !flag::U;
                    }
                    *flags = (*flags | add) & if add & flag::A != 0 { !flag::U } else { !0 };
                    return Ok(None);
                }
                ':' => break,
                _ if c.is_alphabetic() => return Err(self.wrong("unknown flag", self.at - 1)),
                _ => {
                    let text = if is_removing {
                        "missing :"
                    } else {
                        "missing -, : or )"
                    };
                    return Err(self.wrong(text, self.at - 1));
                }
            };
            if is_removing {
                remove |= bit;
            } else {
                add |= bit;
            }
        }
        let mut own = (*flags | add) & !remove;
        if add & flag::A != 0 {
            own &= !flag::U;
        }
        let inner = self.alternatives(own)?;
        self.close(start)?;
        Ok(Some(Node::Group(0, Box::new(inner))))
    }
}
