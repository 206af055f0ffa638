//! Whether a result is the one that a file holds.

use super::md5;
use spec::answer::Table;
use spec::dataset::Type;
use spec::value::Value;

/// The result that a file holds.
pub(crate) struct Wanted {
    types: String,
    sort: Sort,
    cells: Vec<String>,
    hash: Option<(usize, String)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    /// As it comes, and the statement says how.
    Given,
    /// The rows in any order.
    Rows,
    /// The cells in any order.
    Cells,
}

impl Wanted {
    /// Reads the lines of a result.
    pub(crate) fn new(types: &str, sort: &str, text: &str, lines: &[&str]) -> Self {
        let is_ordered = text.to_lowercase().contains("order by");
        let sort = match sort {
            "valuesort" => Sort::Cells,
            "rowsort" | "sort" => Sort::Rows,
            _ if is_ordered => Sort::Given,
            _ => Sort::Rows,
        };
        let hash = lines.first().and_then(|line| {
            let (count, hash) = line.split_once(" values hashing to ")?;
            Some((count.trim().parse().ok()?, hash.trim().to_owned()))
        });
        let cells = match hash {
            Some(_) => Vec::new(),
            None => lines
                .iter()
                .flat_map(|line| line.split('\t'))
                .map(str::to_owned)
                .collect(),
        };
        Self {
            types: types.to_owned(),
            sort,
            cells,
            hash,
        }
    }

    /// How a table is another one; none when it is not.
    pub(crate) fn differs(&self, table: &Table) -> Option<String> {
        let kinds: Vec<Type> = table.columns.iter().map(|column| column.kind).collect();
        if kinds.len() != self.types.len() && self.hash.is_some() {
            return Some("DIFFERS: in how many columns".to_owned());
        }
        if let Some((count, hash)) = &self.hash {
            return self.differs_in_hash(table, *count, hash);
        }
        let width = kinds.len().max(1);
        if !self.cells.len().is_multiple_of(width) || self.cells.len() / width != table.rows.len() {
            return Some("DIFFERS: in how many rows".to_owned());
        }
        let mut theirs: Vec<Vec<String>> = self.cells.chunks(width).map(<[String]>::to_vec).collect();
        let mut ours: Vec<Vec<String>> = table.rows.iter().map(|row| spelled(row, &kinds)).collect();
        match self.sort {
            Sort::Given => {}
            Sort::Rows => {
                theirs
                    .iter_mut()
                    .for_each(|row| row.iter_mut().for_each(|cell| *cell = normal(cell)));
                theirs.sort();
                ours.sort();
            }
            Sort::Cells => {
                let sorted = |rows: Vec<Vec<String>>| {
                    let mut cells: Vec<String> = rows.into_iter().flatten().map(|cell| normal(&cell)).collect();
                    cells.sort();
                    vec![cells]
                };
                (theirs, ours) = (sorted(theirs), sorted(ours));
            }
        }
        let pairs = ours.iter().flatten().zip(theirs.iter().flatten());
        let other = pairs.into_iter().find(|(ours, theirs)| !same(ours, &normal(theirs)));
        other.map(|_| match self.sort == Sort::Given && rows_alike(&ours, &theirs) {
            true => "DIFFERS: in the order of equals".to_owned(),
            false => "DIFFERS: in a value".to_owned(),
        })
    }

    fn differs_in_hash(&self, table: &Table, count: usize, hash: &str) -> Option<String> {
        if table.rows.len() * table.columns.len() != count {
            return Some("DIFFERS: in how many rows".to_owned());
        }
        let typed = |row: &Vec<Value>| -> Vec<String> {
            row.iter()
                .zip(self.types.chars())
                .map(|(cell, kind)| classic(cell, kind))
                .collect()
        };
        let mut rows: Vec<Vec<String>> = table.rows.iter().map(typed).collect();
        if self.sort == Sort::Rows {
            rows.sort();
        }
        let mut cells: Vec<String> = rows.into_iter().flatten().collect();
        if self.sort == Sort::Cells {
            cells.sort();
        }
        let text: String = cells.into_iter().map(|cell| cell + "\n").collect();
        (md5::digest(text.as_bytes()) != hash).then(|| "DIFFERS: in a value (hashed)".to_owned())
    }
}

fn rows_alike(ours: &[Vec<String>], theirs: &[Vec<String>]) -> bool {
    let mut rest: Vec<&Vec<String>> = theirs.iter().collect();
    ours.iter().all(|row| {
        let is_it = |other: &&Vec<String>| row.iter().zip(*other).all(|(ours, theirs)| same(ours, &normal(theirs)));
        let found = rest.iter().position(is_it);
        found.map(|at| rest.swap_remove(at)).is_some()
    })
}

fn same(ours: &str, theirs: &str) -> bool {
    match (ours.parse::<f64>(), theirs.parse::<f64>()) {
        (Ok(ours), Ok(theirs)) => (ours - theirs).abs() <= 1e-6 * ours.abs().max(theirs.abs()).max(1.0),
        _ => ours == theirs,
    }
}

fn normal(cell: &str) -> String {
    let cell = match cell {
        "true" => "1",
        "false" => "0",
        "(empty)" => "",
        other => other,
    };
    match cell.parse::<f64>() {
        Ok(number) if number.is_finite() => format!("{number}"),
        _ => cell.to_owned(),
    }
}

fn spelled(row: &[Value], kinds: &[Type]) -> Vec<String> {
    let cell = |(value, kind): (&Value, &Type)| match (value, kind) {
        (Value::Null, _) => "NULL".to_owned(),
        (Value::Boolean(flag), _) => u8::from(*flag).to_string(),
        (value, Type::Datetime) => value.to_string().replace('T', " "),
        (value, Type::List) => listed(value),
        (value, _) => normal(&value.to_string()),
    };
    row.iter().zip(kinds).map(cell).collect()
}

fn listed(value: &Value) -> String {
    match value {
        Value::List(values) => format!("[{}]", values.iter().map(listed).collect::<Vec<_>>().join(", ")),
        Value::Null => "NULL".to_owned(),
        other => other.to_string(),
    }
}

/// As SQLite's files write it.
fn classic(value: &Value, kind: char) -> String {
    match (value, kind) {
        (Value::Null, _) => "NULL".to_owned(),
        (Value::Boolean(flag), _) => u8::from(*flag).to_string(),
        (Value::Text(text), _) if text.is_empty() => "(empty)".to_owned(),
        (value, 'I') => value
            .number()
            .map_or_else(|| value.to_string(), |number| format!("{:.0}", number.trunc())),
        (value, 'R') => value
            .number()
            .map_or_else(|| value.to_string(), |number| format!("{number:.3}")),
        (value, _) => value.to_string(),
    }
}
