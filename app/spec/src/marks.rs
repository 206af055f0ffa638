//! The marks picked on one tile's chart: how clicks change them, and the pick they amount to.

use crate::answer::Table;
use crate::dashboard::TileId;
use crate::filter::Filter;
use crate::question::{Group, Grouping, Query};
use crate::selection::Pick;
use crate::value::Value;

/// The marks picked on one tile, by their group values, so that they are found again in a newer answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    keys: Vec<Vec<Value>>,
}

impl Marks {
    /// Picks these rows of the answer in place of what was picked; picking the same again clears.
    pub fn replace(&mut self, query: &Query, table: &Table, rows: &[usize]) {
        let keys = keys(query, table, rows);
        let same = keys.len() == self.keys.len() && keys.iter().all(|key| self.keys.contains(key));
        self.keys = if same { Vec::new() } else { keys };
    }

    /// Picks these rows of the answer beside what was picked; rows that are all picked are let go.
    pub fn add(&mut self, query: &Query, table: &Table, rows: &[usize]) {
        let keys = keys(query, table, rows);
        if keys.iter().all(|key| self.keys.contains(key)) {
            self.keys.retain(|key| !keys.contains(key));
        } else {
            let fresh = keys.into_iter().filter(|key| !self.keys.contains(key));
            let fresh: Vec<_> = fresh.collect();
            self.keys.extend(fresh);
        }
    }

    /// The picked rows of an answer; none when nothing is picked.
    pub fn rows(&self, query: &Query, table: &Table) -> Option<Vec<usize>> {
        let groups = query.groups.len();
        let picked = |row: &&[Value]| self.keys.iter().any(|key| row.get(..groups) == Some(key));
        let rows = table.rows.iter().map(Vec::as_slice).enumerate();
        (!self.keys.is_empty()).then(|| rows.filter(|(_, row)| picked(row)).map(|(index, _)| index).collect())
    }

    /// What is picked, for the other tiles. `write` writes a value of a column as a reader sees it.
    pub fn pick(
        &self,
        tile: &TileId,
        query: &Query,
        table: &Table,
        write: &dyn Fn(usize, &Value) -> String,
    ) -> Option<Pick> {
        if self.keys.is_empty() || query.groups.is_empty() {
            return None;
        }
        let parts = self.parts(query, table);
        let (filter, label) = if self.is_whole(&parts, table) {
            told(&parts, table, write)
        } else {
            let each = self.keys.iter().map(|key| all(query.filters_of(key)));
            (Filter::Any(each.collect()), format!("{} marks", self.keys.len()))
        };
        Some(Pick {
            tile: tile.clone(),
            dataset: query.from.clone(),
            label,
            filter,
        })
    }

    /// The picked values of each group.
    fn parts<'a>(&self, query: &'a Query, table: &Table) -> Vec<Part<'a>> {
        let groups = query.groups.iter().enumerate();
        groups
            .map(|(index, group)| Part {
                index,
                group,
                values: distinct(self.keys.iter().filter_map(|key| key.get(index))),
                other: other(query, index, table),
                leading: query.top.is_some() || query.limit.is_some(),
            })
            .collect()
    }

    /// Whether every row with the picked values of each group is picked.
    fn is_whole(&self, parts: &[Part<'_>], table: &Table) -> bool {
        let within = |row: &&Vec<Value>| {
            parts
                .iter()
                .all(|part| row.get(part.index).is_some_and(|value| part.values.contains(value)))
        };
        table.rows.iter().filter(within).count() == self.keys.len()
    }
}

/// The picked values of one group.
struct Part<'a> {
    index: usize,
    group: &'a Group,
    values: Vec<Value>,
    /// The name of the group that holds the rest, where there is one.
    other: Option<Value>,
    /// Whether the answer holds only the leading groups.
    leading: bool,
}

impl Part<'_> {
    /// Whether it says nothing: all of the several values of the answer are picked.
    fn says_nothing(&self, table: &Table) -> bool {
        !self.leading && self.values.len() > 1 && self.values.len() == self.known(table).len()
    }

    fn known(&self, table: &Table) -> Vec<Value> {
        distinct(table.rows.iter().filter_map(|row| row.get(self.index)))
    }

    fn filter(&self, table: &Table) -> Filter {
        let within = |values: Vec<Value>| Filter::In {
            column: self.group.column.clone(),
            by: self.group.by,
            values,
        };
        let Some(other) = self.other.as_ref().filter(|other| self.values.contains(other)) else {
            return within(self.values.clone());
        };
        let mut named = self.known(table);
        named.retain(|value| value != other);
        let mut any = vec![Filter::Not(Box::new(within(
            named.iter().filter(|value| !value.is_null()).cloned().collect(),
        )))];
        if !named.contains(&Value::Null) {
            let column = self.group.column.clone();
            any.push(Filter::Null { column });
        }
        let picked: Vec<_> = self.values.iter().filter(|value| *value != other).cloned().collect();
        if !picked.is_empty() {
            any.push(within(picked));
        }
        Filter::Any(any)
    }

    fn label(&self, table: &Table, write: &dyn Fn(usize, &Value) -> String) -> String {
        let written = |value: &Value| match value {
            Value::Null => "none".to_owned(),
            value => write(self.index, value),
        };
        let values = match (self.span(table), self.values.len()) {
            (Some((first, last)), _) => format!("{} – {}", written(&first), written(&last)),
            (None, 0..=3) => self.values.iter().map(written).collect::<Vec<_>>().join(", "),
            (None, many) => format!("{many} values"),
        };
        let name = self.group.name.as_ref().unwrap_or(&self.group.column);
        format!("{name}: {values}")
    }

    /// The ends of the picked values, when they are neighbours on a line.
    fn span(&self, table: &Table) -> Option<(Value, Value)> {
        let on_a_line = match self.group.by {
            Grouping::Value => false,
            Grouping::Grain(grain) => grain.is_timeline(),
            Grouping::Width(_) | Grouping::Bins(_) | Grouping::Quantiles(_) => true,
        };
        if !on_a_line || self.values.len() < 3 {
            return None;
        }
        let mut known = self.known(table);
        known.sort_by(|a, b| match (a.number(), b.number()) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            _ => a.to_string().cmp(&b.to_string()),
        });
        let first = known.iter().position(|value| self.values.contains(value))?;
        let run = known.get(first..first + self.values.len())?;
        let neighbours = run.iter().all(|value| self.values.contains(value));
        if neighbours {
            Some((run.first()?.clone(), run.last()?.clone()))
        } else {
            None
        }
    }
}

fn told(parts: &[Part<'_>], table: &Table, write: &dyn Fn(usize, &Value) -> String) -> (Filter, String) {
    let saying: Vec<_> = parts.iter().filter(|part| !part.says_nothing(table)).collect();
    let saying = if saying.is_empty() {
        parts.iter().collect()
    } else {
        saying
    };
    let labels: Vec<_> = saying.iter().map(|part| part.label(table, write)).collect();
    let filters = saying.iter().map(|part| part.filter(table)).collect();
    (all(filters), labels.join(", "))
}

fn all(mut filters: Vec<Filter>) -> Filter {
    match filters.len() {
        1 => filters.remove(0),
        _ => Filter::All(filters),
    }
}

fn keys(query: &Query, table: &Table, rows: &[usize]) -> Vec<Vec<Value>> {
    let groups = query.groups.len();
    let rows = rows.iter().filter_map(|row| table.rows.get(*row));
    let keys: Vec<_> = rows
        .filter_map(|row| row.get(..groups))
        .map(<[Value]>::to_vec)
        .collect();
    distinct(keys.iter())
}

fn distinct<'a, T: PartialEq + Clone + 'a>(values: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut distinct = Vec::new();
    for value in values {
        if !distinct.contains(value) {
            distinct.push(value.clone());
        }
    }
    distinct
}

/// How the answer names the rest of a group of which only the leading values are shown.
fn other(query: &Query, index: usize, table: &Table) -> Option<Value> {
    let top = query.top.as_ref().filter(|top| top.other)?;
    let ranked = match &top.group {
        Some(name) => query.groups.iter().position(|group| &group.name() == name)?,
        None => 0,
    };
    let named = |name: &str| {
        let value = Value::from(name);
        let found = table.rows.iter().any(|row| row.get(index) == Some(&value));
        found.then_some(value)
    };
    (ranked == index).then(|| named("All other").or_else(|| named("Other")))?
}

#[cfg(test)]
mod tests;
