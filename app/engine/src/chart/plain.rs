//! Answers without the rows that sum up others: no mark stands for those.

use serde_json::Value as Json;
use spec::answer::Table;

/// An answer's plain rows, and where each of them is in the answer.
pub(crate) struct Plain {
    /// The rows that sum up nothing.
    pub table: Table,
    rows: Vec<usize>,
}

impl Plain {
    /// The plain rows; none when all are.
    pub(crate) fn of(table: &Table) -> Option<Self> {
        if table.levels.is_empty() {
            return None;
        }
        let is_plain = |row: &usize| table.levels.get(*row).copied().unwrap_or_default() == 0;
        let rows: Vec<usize> = (0..table.rows.len()).filter(is_plain).collect();
        Some(Self {
            table: Table {
                columns: table.columns.clone(),
                rows: rows.iter().map(|row| table.rows[*row].clone()).collect(),
                truncated: table.truncated,
                levels: Vec::new(),
            },
            rows,
        })
    }

    /// Lets the marks of an option say which of the answer's rows they stand for.
    pub(crate) fn renumber(&self, option: &mut Json) {
        renumber(option, &self.rows, usize::MAX);
    }
}

/// Lets the marks of an option say where their rows are; those that are not among the first `most` are not said.
pub(crate) fn renumber(option: &mut Json, rows: &[usize], most: usize) {
    if let Some(series) = option.get_mut("series") {
        let places = Places { rows, most };
        places.renumber_within(series);
    }
}

/// Where rows are that a chart was drawn from.
struct Places<'a> {
    rows: &'a [usize],
    most: usize,
}

impl Places<'_> {
    /// Marks lie in lists and inside each other.
    fn renumber_within(&self, part: &mut Json) {
        match part {
            Json::Array(items) => items.iter_mut().for_each(|item| self.renumber_within(item)),
            Json::Object(members) => {
                let row = members.get("row").map(|row| self.place(row));
                match row {
                    Some(Some(place)) => drop(members.insert("row".to_owned(), place.into())),
                    Some(None) => drop(members.remove("row")),
                    None => {}
                }
                for (name, member) in members.iter_mut() {
                    match (name.as_str(), member) {
                        ("rows", Json::Array(rows)) => {
                            *rows = rows.iter().filter_map(|row| self.place(row)).map(Json::from).collect();
                        }
                        (_, member @ (Json::Array(_) | Json::Object(_))) => self.renumber_within(member),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn place(&self, row: &Json) -> Option<usize> {
        let place = row.as_u64().and_then(|row| usize::try_from(row).ok())?;
        self.rows.get(place).copied().filter(|row| *row < self.most)
    }
}
