//! Reads Python's `repr` of plain values as JSON, for comparing with recorded ones.

use serde_json::{Map, Number, Value};

/// The value of a `repr` of numbers, strings, booleans, `None`, lists, tuples and dicts; anything else, and an
/// answer of the form `error:Name`, is the text itself.
pub fn value(text: &str) -> Value {
    let mut reader = Reader { text, at: 0 };
    match reader.value() {
        Some(value) if reader.at == text.len() => value,
        _ => Value::String(text.to_owned()),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.text[self.at..].starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn value(&mut self) -> Option<Value> {
        match self.peek()? {
            '[' => self.items("[", "]"),
            '(' => self.items("(", ")"),
            '{' => self.dict(),
            '\'' | '"' => self.string().map(Value::String),
            _ if self.eat("True") => Some(Value::Bool(true)),
            _ if self.eat("False") => Some(Value::Bool(false)),
            _ if self.eat("None") => Some(Value::Null),
            _ => self.number(),
        }
    }

    fn items(&mut self, open: &str, close: &str) -> Option<Value> {
        self.eat(open);
        let mut items = vec![];
        loop {
            self.skip_spaces();
            if self.eat(close) {
                return Some(Value::Array(items));
            }
            items.push(self.value()?);
            self.skip_spaces();
            if !self.eat(",") && !self.text[self.at..].starts_with(close) {
                return None;
            }
        }
    }

    fn dict(&mut self) -> Option<Value> {
        self.eat("{");
        let mut map = Map::new();
        loop {
            self.skip_spaces();
            if self.eat("}") {
                return Some(Value::Object(map));
            }
            let key = match self.value()? {
                Value::String(key) => key,
                key => key.to_string(),
            };
            self.skip_spaces();
            if !self.eat(":") {
                return None;
            }
            self.skip_spaces();
            let value = self.value()?;
            map.insert(key, value);
            self.skip_spaces();
            if !self.eat(",") && !self.text[self.at..].starts_with('}') {
                return None;
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.peek()?;
        self.at += 1;
        let mut text = String::new();
        loop {
            let c = self.peek()?;
            self.at += c.len_utf8();
            match c {
                c if c == quote => return Some(text),
                '\\' => {
                    let escape = self.peek()?;
                    self.at += escape.len_utf8();
                    match escape {
                        'n' => text.push('\n'),
                        't' => text.push('\t'),
                        'r' => text.push('\r'),
                        'x' => text.push(self.code_point(2)?),
                        'u' => text.push(self.code_point(4)?),
                        'U' => text.push(self.code_point(8)?),
                        other => text.push(other),
                    }
                }
                c => text.push(c),
            }
        }
    }

    fn code_point(&mut self, digits: usize) -> Option<char> {
        let hex = self.text.get(self.at..self.at + digits)?;
        self.at += digits;
        char::from_u32(u32::from_str_radix(hex, 16).ok()?)
    }

    fn number(&mut self) -> Option<Value> {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)))
            .unwrap_or(rest.len());
        let text = &rest[..end];
        let value = if let Ok(whole) = text.parse::<i64>() {
            Value::from(whole)
        } else {
            Value::Number(Number::from_f64(text.parse().ok()?)?)
        };
        self.at += end;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn plain_values_are_read() {
        assert_eq!(
            value("[1, (2,), {'a': None, 3: -4}]"),
            json!([1, [2], {"a": null, "3": -4}])
        );
        assert_eq!(value("'it\\'s \\xe9\\u20ac'"), json!("it's é€"));
        assert_eq!(value("True"), json!(true));
        assert_eq!(value("1.5"), json!(1.5));
        assert_eq!(value("error:TypeError"), json!("error:TypeError"));
        assert_eq!(value("<object at 1>"), json!("<object at 1>"));
    }
}
