//! JSON, token by token, without building a tree: numbers keep their digits and depth has a limit.

use std::borrow::Cow;

/// How deep values may be nested.
const DEEPEST: usize = 128;

/// Walks through JSON text.
#[derive(Clone)]
pub(in crate::ingest) struct Scan<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

/// What is wrong with JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Trouble {
    /// Something else was expected here.
    Unexpected(usize),
    /// The text ends before its values do.
    Ends,
    /// Values are nested too deep.
    TooDeep,
    /// There are more values than any table has cells.
    TooMany,
}

/// A value that is no list and no record, or the news that it is one.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) enum Value<'a> {
    Null,
    Flag(bool),
    Number(&'a str),
    /// Beyond all numbers, as JavaScript and Python write it.
    Infinite(f64),
    Text(Cow<'a, str>),
    /// Its members are to be walked through.
    List,
    /// Its members are to be walked through.
    Record,
}

impl<'a> Scan<'a> {
    /// From the start of `text`.
    pub(in crate::ingest) fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// How far it has come.
    pub(in crate::ingest) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to where it was.
    pub(in crate::ingest) fn go_back(&mut self, at: usize, levels: usize) {
        self.at = at;
        self.depth = levels;
    }

    /// How deep it is.
    pub(in crate::ingest) fn depth(&self) -> usize {
        self.depth
    }

    /// The text between two places.
    pub(in crate::ingest) fn between(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The next letter that counts, not taken.
    pub(in crate::ingest) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Takes a value; of a list or a record only its opening.
    pub(in crate::ingest) fn value(&mut self) -> Result<Value<'a>, Trouble> {
        match self.peek().ok_or(Trouble::Ends)? {
            b'{' => self.open(Value::Record),
            b'[' => self.open(Value::List),
            b'"' => self.text().map(Value::Text),
            b't' => self.word("true", Value::Flag(true)),
            b'f' => self.word("false", Value::Flag(false)),
            b'n' => self.word("null", Value::Null),
            b'N' => self.word("NaN", Value::Null),
            b'I' => self.word("Infinity", Value::Infinite(f64::INFINITY)),
            b'-' if self.text.as_bytes().get(self.at + 1) == Some(&b'I') => {
                self.word("-Infinity", Value::Infinite(f64::NEG_INFINITY))
            }
            b'-' | b'0'..=b'9' => self.number(),
            _ => Err(Trouble::Unexpected(self.at)),
        }
    }

    /// In a record: the next key, or none at its end.
    pub(in crate::ingest) fn key(&mut self, is_first: bool) -> Result<Option<Cow<'a, str>>, Trouble> {
        if !self.member(is_first, b'}')? {
            return Ok(None);
        }
        self.peek();
        let key = self.text()?;
        self.take(b':')?;
        Ok(Some(key))
    }

    /// In a list: whether there is another value.
    pub(in crate::ingest) fn item(&mut self, is_first: bool) -> Result<bool, Trouble> {
        self.member(is_first, b']')
    }

    /// Passes over a whole value, and says where it starts and ends.
    pub(in crate::ingest) fn pass(&mut self) -> Result<(usize, usize), Trouble> {
        self.peek();
        let start = self.at;
        let value = self.value()?;
        self.pass_rest(&value)?;
        Ok((start, self.at))
    }

    /// Passes over the members of a list or record that has just been opened.
    pub(in crate::ingest) fn pass_rest(&mut self, value: &Value<'a>) -> Result<(), Trouble> {
        let mut is_first = true;
        match value {
            Value::List => {
                while self.item(is_first)? {
                    self.pass()?;
                    is_first = false;
                }
            }
            Value::Record => {
                while self.key(is_first)?.is_some() {
                    self.pass()?;
                    is_first = false;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn member(&mut self, is_first: bool, end: u8) -> Result<bool, Trouble> {
        match self.peek().ok_or(Trouble::Ends)? {
            found if found == end => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            b',' if !is_first => {
                self.at += 1;
                Ok(true)
            }
            _ if is_first => Ok(true),
            _ => Err(Trouble::Unexpected(self.at)),
        }
    }

    fn open(&mut self, value: Value<'a>) -> Result<Value<'a>, Trouble> {
        self.at += 1;
        self.depth += 1;
        match self.depth {
            ..=DEEPEST => Ok(value),
            _ => Err(Trouble::TooDeep),
        }
    }

    fn take(&mut self, wanted: u8) -> Result<(), Trouble> {
        match self.peek() {
            Some(found) if found == wanted => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(Trouble::Unexpected(self.at)),
            None => Err(Trouble::Ends),
        }
    }

    fn word(&mut self, word: &str, value: Value<'a>) -> Result<Value<'a>, Trouble> {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(value);
        }
        match word.as_bytes().starts_with(rest) {
            true => Err(Trouble::Ends),
            false => Err(Trouble::Unexpected(self.at)),
        }
    }

    fn number(&mut self) -> Result<Value<'a>, Trouble> {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        self.at += rest.iter().take_while(is_part).count();
        let number = self.between(start, self.at);
        match number.parse::<f64>() {
            Ok(_) => Ok(Value::Number(number)),
            Err(_) => Err(Trouble::Unexpected(start)),
        }
    }

    fn text(&mut self) -> Result<Cow<'a, str>, Trouble> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b'"') {
            return Err(if self.at < bytes.len() {
                Trouble::Unexpected(self.at)
            } else {
                Trouble::Ends
            });
        }
        let start = self.at + 1;
        let mut at = start;
        loop {
            let found = memchr::memchr2(b'"', b'\\', &bytes[at..]).ok_or(Trouble::Ends)?;
            at += found;
            if bytes[at] == b'"' {
                break;
            }
            at += 2;
            if at >= bytes.len() {
                return Err(Trouble::Ends);
            }
        }
        self.at = at + 1;
        let raw = self.between(start, at);
        if memchr::memchr(b'\\', raw.as_bytes()).is_none() {
            return Ok(Cow::Borrowed(raw));
        }
        let unescaped = serde_json::from_str::<String>(self.between(start - 1, at + 1));
        Ok(Cow::Owned(unescaped.unwrap_or_else(|_| raw.to_owned())))
    }
}
