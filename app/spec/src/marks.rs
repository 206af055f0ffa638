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

    /// Picks these rows of the answer in place of what was picked, the same again too: a brush that is still moved.
    pub fn hold(&mut self, query: &Query, table: &Table, rows: &[usize]) {
        self.keys = keys(query, table, rows);
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
        let picked =
            |row: &usize| key(query, table, *row).is_some_and(|key| self.keys.iter().any(|known| known == key));
        (!self.keys.is_empty()).then(|| (0..table.rows.len()).filter(picked).collect())
    }

    /// What is picked, for the other tiles. `write` writes a value of a column as a reader sees it.
    pub fn pick(
        &self,
        tile: &TileId,
        query: &Query,
        table: &Table,
        write: &dyn Fn(usize, &Value) -> String,
    ) -> Option<Pick> {
        let depth = self.keys.first().map_or(0, Vec::len);
        if depth == 0 {
            return None;
        }
        let parts = self.parts(query, table, depth);
        let (filter, label) = if self.is_whole(&parts, query, table, depth) {
            told(&parts, table, write)
        } else {
            let each = self.keys.iter().map(|key| all(of_key(query, table, key)));
            (Filter::Any(each.collect()), counted(self.keys.len()))
        };
        Some(Pick {
            tile: tile.clone(),
            dataset: query.from.clone(),
            label,
            filter,
            // What is worked out from joined columns is nothing without the join.
            calculated: query
                .calculated
                .iter()
                .filter(|_| query.joins.is_empty())
                .cloned()
                .collect(),
        })
    }

    /// The picked values of each group.
    fn parts<'a>(&self, query: &'a Query, table: &Table, depth: usize) -> Vec<Part<'a>> {
        let groups = query.sides().take(depth).enumerate();
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

    /// Whether every row with the picked values of each group is picked, and the rest of no group is another one elsewhere.
    fn is_whole(&self, parts: &[Part<'_>], query: &Query, table: &Table, depth: usize) -> bool {
        if self.keys.iter().any(|key| key.len() != depth) {
            return false;
        }
        let ranks_within = query.top.as_ref().is_some_and(|top| !top.within.is_empty());
        if ranks_within && parts.iter().any(Part::has_other) {
            return false;
        }
        let within = |row: &usize| {
            let key = key(query, table, *row).filter(|key| key.len() == depth);
            key.is_some_and(|key| parts.iter().zip(key).all(|(part, value)| part.values.contains(value)))
        };
        (0..table.rows.len()).filter(within).count() == self.keys.len()
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

    /// Whether the group that holds the rest is picked.
    fn has_other(&self) -> bool {
        self.other.as_ref().is_some_and(|other| self.values.contains(other))
    }

    /// The values of the rows that do not sum the group up.
    fn known(&self, table: &Table) -> Vec<Value> {
        let plain = table
            .rows
            .iter()
            .zip(table.levels.iter().copied().chain(std::iter::repeat(0)));
        let plain = plain.filter(|(_, level)| *level == 0);
        distinct(plain.filter_map(|(row, _)| row.get(self.index)))
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
        let picked: Vec<_> = self.values.iter().filter(|value| *value != other).cloned().collect();
        rest(self.group, &named, &picked)
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

fn counted(marks: usize) -> String {
    match marks {
        1 => "1 mark".to_owned(),
        many => format!("{many} marks"),
    }
}

fn all(mut filters: Vec<Filter>) -> Filter {
    match filters.len() {
        1 => filters.remove(0),
        _ => Filter::All(filters),
    }
}

/// The group values of a row; of one that sums up others, those of the groups that it does not sum up.
fn key<'a>(query: &Query, table: &'a Table, row: usize) -> Option<&'a [Value]> {
    let level = table.levels.get(row).copied().unwrap_or_default();
    let depth = query.sides().count().saturating_sub(level.into());
    table.rows.get(row)?.get(..depth)
}

fn keys(query: &Query, table: &Table, rows: &[usize]) -> Vec<Vec<Value>> {
    let keys: Vec<_> = rows.iter().filter_map(|row| key(query, table, *row)).collect();
    distinct(keys.into_iter().map(<[Value]>::to_vec).collect::<Vec<_>>().iter())
}

/// The rows behind one row of the answer, as filters: also of the group that holds the rest.
fn of_key(query: &Query, table: &Table, key: &[Value]) -> Vec<Filter> {
    let filters = query
        .filters_of(key)
        .into_iter()
        .zip(query.sides())
        .zip(key)
        .enumerate();
    let filters = filters.map(|(index, ((filter, group), value))| match other(query, index, table) {
        Some(other) if other == *value => {
            let named = named_beside(query, table, key, index);
            let named: Vec<_> = named.into_iter().filter(|value| *value != other).collect();
            rest(group, &named, &[])
        }
        _ => filter,
    });
    filters.collect()
}

/// The values of a group in the rows that are ranked together with this one.
fn named_beside(query: &Query, table: &Table, key: &[Value], index: usize) -> Vec<Value> {
    let within = query.top.as_ref().map_or(&[][..], |top| top.within.as_slice());
    let names: Vec<String> = query.sides().map(Group::name).collect();
    let beside = |row: &&Vec<Value>| {
        let mut places = names.iter().enumerate().filter(|(_, name)| within.contains(name));
        places.all(|(place, _)| key.get(place).is_none_or(|value| row.get(place) == Some(value)))
    };
    let plain = table
        .rows
        .iter()
        .zip(table.levels.iter().copied().chain(std::iter::repeat(0)));
    let plain = plain.filter(|(_, level)| *level == 0).map(|(row, _)| row);
    distinct(plain.filter(beside).filter_map(|row| row.get(index)))
}

/// The rows of a group whose values are not named, and those with the picked values.
fn rest(group: &Group, named: &[Value], picked: &[Value]) -> Filter {
    let within = |values: Vec<Value>| Filter::In {
        column: group.column.clone(),
        by: group.by,
        values,
    };
    let known = named.iter().filter(|value| !value.is_null()).cloned();
    let mut any = vec![Filter::Not(Box::new(within(known.collect())))];
    if !named.contains(&Value::Null) {
        let column = group.column.clone();
        any.push(Filter::Null { column });
    }
    if !picked.is_empty() {
        any.push(within(picked.to_vec()));
    }
    Filter::Any(any)
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
        Some(name) => query.sides().position(|group| &group.name() == name)?,
        None => query.sides().position(|group| Some(group) == query.groups.first())?,
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
