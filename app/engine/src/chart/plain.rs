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
        if let Some(series) = option.get_mut("series") {
            self.renumber_within(series);
        }
    }

    /// Marks lie in lists and inside each other.
    fn renumber_within(&self, part: &mut Json) {
        match part {
            Json::Array(items) => items.iter_mut().for_each(|item| self.renumber_within(item)),
            Json::Object(members) => {
                for (name, member) in members.iter_mut() {
                    match (name.as_str(), member) {
                        ("row", row) => self.replace(row),
                        ("rows", Json::Array(rows)) => rows.iter_mut().for_each(|row| self.replace(row)),
                        (_, member @ (Json::Array(_) | Json::Object(_))) => self.renumber_within(member),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn replace(&self, row: &mut Json) {
        let place = row.as_u64().and_then(|row| usize::try_from(row).ok());
        if let Some(place) = place.and_then(|row| self.rows.get(row)) {
            *row = Json::from(*place);
        }
    }
}
