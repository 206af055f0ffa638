//! The SQL statements that were run, and those that are kept.

use crate::dataset::{Column, Dataset};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A statement that was run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// As it was written.
    pub text: String,
    /// When it was last run, in milliseconds since 1970.
    pub at: f64,
    /// Whether the user keeps it.
    #[serde(default)]
    pub favourite: bool,
}

/// The statements that were run, newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Statements {
    list: Vec<Statement>,
}

/// How many are remembered beside those that are kept.
const MOST: usize = 100;

impl Statements {
    /// Every statement, newest first.
    pub fn all(&self) -> &[Statement] {
        &self.list
    }

    /// Notes that a statement was run.
    pub fn ran(&mut self, text: &str, at: f64) {
        let text = text.trim();
        let favourite = self.list.iter().any(|old| old.text == text && old.favourite);
        self.list.retain(|old| old.text != text);
        let statement = Statement {
            text: text.to_owned(),
            at,
            favourite,
        };
        self.list.insert(0, statement);
        let mut others = 0;
        self.list.retain(|old| {
            others += usize::from(!old.favourite);
            old.favourite || others <= MOST
        });
    }

    /// Keeps a statement, or no longer.
    pub fn toggle_favourite(&mut self, text: &str) {
        if let Some(found) = self.list.iter_mut().find(|old| old.text == text) {
            found.favourite = !found.favourite;
        }
    }

    /// Takes a statement away.
    pub fn forget(&mut self, text: &str) {
        self.list.retain(|old| old.text != text);
    }
}

/// A name as SQL takes it: in quotes where it must be.
pub fn quoted(name: &str) -> String {
    let plain = name.chars().enumerate().all(|(index, character)| {
        character == '_' || character.is_ascii_lowercase() || (index > 0 && character.is_ascii_digit())
    });
    if plain && !name.is_empty() && !RESERVED.contains(&name) {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Words that name something else in a statement. Column names are often among these.
const RESERVED: [&str; 34] = [
    "all", "and", "as", "asc", "between", "by", "case", "cast", "cross", "date", "desc", "distinct", "else", "end",
    "exists", "false", "from", "full", "group", "having", "in", "interval", "is", "join", "like", "limit", "not",
    "null", "or", "order", "select", "table", "true", "where",
];

/// The tables and their columns, for completion: `{ table: [column, …] }`.
pub fn schema(datasets: &[Dataset]) -> String {
    let names = |columns: &[Column]| columns.iter().map(|column| Value::from(column.name.clone())).collect();
    let tables = datasets
        .iter()
        .map(|dataset| (dataset.name.clone(), Value::Array(names(&dataset.columns))));
    Value::Object(tables.collect::<Map<_, _>>()).to_string()
}

/// A title for what a statement gives: its first comment, else what its columns say.
pub fn title(text: &str, columns: &[Column]) -> String {
    let comment = text
        .trim_start()
        .strip_prefix("--")
        .and_then(|rest| rest.lines().next());
    if let Some(comment) = comment.map(str::trim).filter(|comment| !comment.is_empty()) {
        return comment.to_owned();
    }
    let (numbers, rest): (Vec<_>, Vec<_>) = columns.iter().partition(|column| column.kind.is_number());
    let names = |columns: &[&Column]| {
        let names: Vec<_> = columns.iter().take(3).map(|column| column.name.as_str()).collect();
        capitalised(&names.join(", "))
    };
    match (numbers.as_slice(), rest.first()) {
        ([], None) => "SQL".to_owned(),
        ([], Some(_)) => names(&rest),
        (numbers, None) => names(numbers),
        (numbers, Some(first)) => format!("{} by {}", names(numbers), first.name),
    }
}

/// The statements of a text, which semicolons part; those in quotes and comments do not.
pub fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut rest) = (Vec::new(), 0, text);
    while let Some(next) = rest.find([';', '\'', '"', '-', '/']) {
        let (at, tail) = (text.len() - rest.len() + next, &rest[next..]);
        let length = match tail.as_bytes() {
            [b';', ..] => {
                parts.push(&text[start..at]);
                start = at + 1;
                1
            }
            [b'-', b'-', ..] => tail.find('\n').unwrap_or(tail.len()),
            [b'/', b'*', ..] => tail.find("*/").map_or(tail.len(), |end| end + 2),
            [quote @ (b'\'' | b'"'), after @ ..] => {
                let end = after.iter().position(|byte| byte == quote);
                end.map_or(tail.len(), |end| end + 2)
            }
            _ => 1,
        };
        rest = &tail[length..];
    }
    parts.push(&text[start..]);
    parts.retain(|part| has_words(part));
    parts.into_iter().map(str::trim).collect()
}

fn has_words(text: &str) -> bool {
    text.lines()
        .any(|line| !line.trim().is_empty() && !line.trim_start().starts_with("--"))
}

/// Where an engine's message says that a statement is wrong: the word there, as a range of the editor's (UTF-16) places.
pub fn place_of(text: &str, message: &str) -> Option<(u32, u32)> {
    let number = |after: &str| {
        let rest = message.split_once(after)?.1.trim_start();
        rest.split(|character: char| !character.is_ascii_digit())
            .next()?
            .parse::<usize>()
            .ok()
    };
    let (line, column) = (number("Line: ")?.checked_sub(1)?, number("Column: ")?.checked_sub(1)?);
    let written = text.split('\n').nth(line)?;
    let before = written.chars().take(column);
    let word = written
        .chars()
        .skip(column)
        .take_while(|character| !character.is_whitespace());
    let start: usize = text
        .split_inclusive('\n')
        .take(line)
        .map(|line| line.encode_utf16().count())
        .sum();
    let start = start + before.map(char::len_utf16).sum::<usize>();
    let length = word.map(char::len_utf16).sum::<usize>().max(1);
    Some((u32::try_from(start).ok()?, u32::try_from(start + length).ok()?))
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Type;

    #[test]
    fn a_statement_is_there_once_and_favourites_stay() {
        let mut statements = Statements::default();
        statements.ran("select 1", 1.0);
        statements.toggle_favourite("select 1");
        for run in 0..150 {
            statements.ran(&format!("select {run} + 1"), f64::from(run));
        }
        assert_eq!(statements.all().len(), 101);
        statements.ran(" select 1\n", 200.0);
        assert_eq!((statements.all()[0].favourite, statements.all().len()), (true, 101));
        statements.forget("select 1");
        assert_eq!(statements.all().len(), 100);
    }

    #[test]
    fn names_are_quoted_where_they_must_be() {
        for (name, expected) in [
            ("carrier", "carrier"),
            ("dep_delay2", "dep_delay2"),
            ("order", "\"order\""),
            ("Unit price", "\"Unit price\""),
            ("2013", "\"2013\""),
            ("a\"b", "\"a\"\"b\""),
            ("", "\"\""),
        ] {
            assert_eq!(quoted(name), expected);
        }
    }

    #[test]
    fn semicolons_part_statements() {
        for (text, expected) in [
            ("select 1", &["select 1"][..]),
            ("select 1;\nselect 2; -- done", &["select 1", "select 2"]),
            ("select ';' ; select \"a;b\"", &["select ';'", "select \"a;b\""]),
            (
                "select 'it''s;' -- a;b\n; /* ; */ select 2",
                &["select 'it''s;' -- a;b", "/* ; */ select 2"],
            ),
            ("select 4 - 2 / 1;;", &["select 4 - 2 / 1"]),
            ("select 'open; ended", &["select 'open; ended"]),
            (" ; \n", &[]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn a_result_has_a_title() {
        let column = |name: &str, kind| Column {
            name: name.into(),
            kind,
            nullable: false,
        };
        let columns = [
            column("carrier", Type::Text),
            column("delay", Type::Float),
            column("n", Type::Integer),
        ];
        for (text, columns, expected) in [
            ("-- Worst days\nselect 1", &columns[..], "Worst days"),
            ("select 1", &columns[..], "Delay, n by carrier"),
            ("select 1", &columns[..1], "Carrier"),
            ("select 1", &columns[1..], "Delay, n"),
            ("select 1", &columns[..0], "SQL"),
        ] {
            assert_eq!(title(text, columns), expected);
        }
    }

    #[test]
    fn a_message_leads_to_its_place() {
        let text = "select a\nfrm flights";
        for (message, expected) in [
            ("Expected: end, found: frm at Line: 2, Column: 1", Some("frm")),
            ("found: a at Line: 1, Column: 8", Some("a")),
            ("at Line: 9, Column: 1", None),
            ("no such column", None),
        ] {
            let place = place_of(text, message);
            assert_eq!(
                place.and_then(|(from, to)| text.get(from as usize..to as usize)),
                expected
            );
        }
    }
}
