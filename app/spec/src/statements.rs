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

/// The statements of a text, which semicolons part, each with the number of characters before it; those in quotes and comments do not.
pub fn split(text: &str) -> Vec<(usize, &str)> {
    let (mut parts, mut start, mut rest) = (Vec::new(), 0, text);
    let mut part = |start: usize, end: usize| {
        let part = text[start..end].trim();
        let before = start + text[start..end].len() - text[start..end].trim_start().len();
        if has_words(part) {
            parts.push((text[..before].chars().count(), part));
        }
    };
    while let Some(next) = rest.find([';', '\'', '"', '-', '/']) {
        let (at, tail) = (text.len() - rest.len() + next, &rest[next..]);
        let length = match tail.as_bytes() {
            [b';', ..] => {
                part(start, at);
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
    part(start, text.len());
    parts
}

fn has_words(text: &str) -> bool {
    text.lines()
        .any(|line| !line.trim().is_empty() && !line.trim_start().starts_with("--"))
}

/// A place in a text, in characters, as a range of the editor's (UTF-16) places.
pub fn place_of(text: &str, (from, to): (usize, usize)) -> (u32, u32) {
    let before = |count: usize| {
        let units: usize = text.chars().take(count).map(char::len_utf16).sum();
        u32::try_from(units).unwrap_or(u32::MAX)
    };
    (before(from), before(to))
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
            let parts: Vec<&str> = split(text).into_iter().map(|(_, part)| part).collect();
            assert_eq!(parts, expected, "{text}");
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
    fn places_are_those_of_the_editor() {
        for (place, expected) in [((0, 1), (0, 2)), ((1, 3), (2, 4)), ((3, 9), (4, 5))] {
            assert_eq!(place_of("😀é日x", place), expected);
        }
    }

    #[test]
    fn statements_know_where_they_start() {
        assert_eq!(
            split("é; select 1 ;\n\n -- x\n;select 2"),
            [(0, "é"), (3, "select 1"), (22, "select 2")]
        );
    }
}
