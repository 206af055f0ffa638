//! How an expression may go on: columns, functions, parameters and words, the likeliest first.

use super::cursor::{Cursor, Place};
use crate::catalog::kind;
use crate::sql::Given;
use crate::sql::lexicon::{FUNCTIONS, Known, Of, known};
use polars::prelude::Schema;
use spec::dataset::Type;
use spec::expression::{Completion, Ground};
use spec::statements::quoted;

/// How many are offered at most.
const MOST: usize = 60;

/// The words that join values, with what they are for.
const JOINING: &[(&str, &str)] = &[
    ("and", "both are true"),
    ("or", "one is true"),
    ("is null", "has no value"),
    ("is not null", "has a value"),
    ("in (", "one of several"),
    ("between", "from one to another, both included"),
    ("like", "text by a pattern: % is any text, _ any letter"),
    ("not in (", "none of several"),
];

/// The types to cast to.
const TYPES: &[(&str, &str)] = &[
    ("int", "whole number"),
    ("double", "number"),
    ("text", "text"),
    ("date", "date"),
    ("timestamp", "moment"),
    ("boolean", "true or false"),
    ("time", "time of day"),
];

/// How an expression over these columns may go on after a character.
pub(crate) fn complete(schema: &Schema, ground: Ground, text: &str, cursor: usize, given: &Given) -> Vec<Completion> {
    let cursor = Cursor::at(text, cursor);
    let mut offers = Offers {
        word: cursor.word.to_lowercase(),
        from: cursor.from,
        found: Vec::new(),
    };
    if let Some(words) = cursor.case {
        offers.words(words.iter().map(|word| (*word, "case")), 0);
    }
    match cursor.place {
        Place::Nothing => offers.found.clear(),
        Place::Parameter => {
            offers.found.clear();
            for (name, value) in &given.parameters {
                offers.put(&format!(":{name}"), name, &format!("parameter, now {value}"), 0);
            }
        }
        Place::Type => {
            offers.found.clear();
            offers.words(TYPES.iter().copied(), 0);
        }
        Place::Operator => offers.words(JOINING.iter().copied(), 1),
        Place::Value => values(&mut offers, schema, ground, &cursor),
    }
    offers.sorted()
}

fn values(offers: &mut Offers, schema: &Schema, ground: Ground, cursor: &Cursor) {
    let aggregated = cursor
        .inside
        .iter()
        .any(|name| known(name).is_some_and(|known| known.of == Of::Group));
    let wrapped = ground == Ground::Group && !aggregated;
    for (name, dtype) in schema.iter() {
        if name.starts_with('\u{1}') {
            continue;
        }
        let kind = kind(dtype);
        let column = quoted(name);
        match wrapped {
            true if kind.is_number() => offers.named(&format!("sum({column})"), name, word(kind), 2),
            true => offers.named(&format!("count(distinct {column})"), name, word(kind), 2),
            false => offers.named(&column, name, word(kind), 0),
        }
    }
    for function in FUNCTIONS {
        let far = match (function.of, ground) {
            (Of::Group, Ground::Group) if wrapped => 0,
            (Of::Row, _) => 1,
            (Of::Group | Of::Window, Ground::Row) if !aggregated => 3,
            _ => continue,
        };
        offers.function(function, ground, far);
    }
    offers.words(
        [("case", "a value by conditions"), ("not", "the opposite")].into_iter(),
        2,
    );
}

/// What is offered, with how far it is from what is likely.
struct Offers {
    word: String,
    from: usize,
    found: Vec<(u8, Completion)>,
}

impl Offers {
    /// Offers something by what it is called.
    fn put(&mut self, text: &str, label: &str, detail: &str, far: u8) {
        self.matched(text, label, label, detail, far);
    }

    /// Offers a column.
    fn named(&mut self, text: &str, name: &str, detail: &str, far: u8) {
        self.matched(text, name, name, detail, far);
    }

    fn function(&mut self, function: &Known, ground: Ground, far: u8) {
        let is_bare = !function.signature.contains('(');
        let text = match (is_bare, function.signature.ends_with("()")) {
            (true, _) => function.name.to_owned(),
            (_, true) => format!("{}()", function.name),
            _ => format!("{}(", function.name),
        };
        let over = match (function.of, ground) {
            (Of::Group, Ground::Row) => " over (partition by …)",
            (Of::Window, _) => " over (order by …)",
            _ => "",
        };
        let detail = format!("{}{over}: {}", function.signature, function.what);
        let names = std::iter::once(&function.name).chain(function.aliases);
        let near = names.filter_map(|name| Some((self.distance(name)?, *name))).min();
        let called = near.map_or(function.name, |(_, name)| name);
        self.matched(&text, function.name, called, &detail, far);
    }

    fn words<'a>(&mut self, words: impl Iterator<Item = (&'a str, &'a str)>, far: u8) {
        for (word, detail) in words {
            self.put(word, word, detail, far);
        }
    }

    fn matched(&mut self, text: &str, label: &str, called: &str, detail: &str, far: u8) {
        let Some(distance) = self.distance(called) else { return };
        let offer = Completion {
            text: text.to_owned(),
            label: label.to_owned(),
            detail: detail.to_owned(),
            from: self.from,
        };
        self.found.push((distance * 4 + far, offer));
    }

    /// 0 when a name starts with the word, 1 when a part of it does, 2 when the word is inside; none when it is not.
    fn distance(&self, name: &str) -> Option<u8> {
        let name = name.to_lowercase();
        let part = |part: &str| part.starts_with(&self.word);
        match name.find(&self.word) {
            Some(0) => Some(0),
            Some(_) if name.split(|letter: char| !letter.is_alphanumeric()).any(part) => Some(1),
            Some(_) => Some(2),
            None => None,
        }
    }

    fn sorted(mut self) -> Vec<Completion> {
        self.found.sort_by_key(|(far, _)| *far);
        self.found.into_iter().map(|(_, offer)| offer).take(MOST).collect()
    }
}

/// What a column holds, in a word or two.
fn word(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "true or false",
        Type::Integer => "whole number",
        Type::Float | Type::Decimal => "number",
        Type::Text => "text",
        Type::Date => "date",
        Type::Datetime => "moment",
        Type::Time => "time of day",
        Type::Duration => "length of time",
        Type::List => "list",
        Type::Struct => "record",
    }
}
