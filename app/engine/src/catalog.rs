//! The loaded datasets by name, with what has been worked out about each.

use crate::ask::Known;
use crate::error::Error;
use crate::profile;
use crate::report;
use polars::prelude::{DataFrame, DataType};
use spec::dataset::{Column, Dataset, Type};
use spec::profile::{Profile, Role};
use spec::reading::Source;
use spec::report::Report;
use std::collections::BTreeMap;

/// The loaded datasets, in the order they came.
#[derive(Default)]
pub(crate) struct Catalog {
    entries: Vec<Entry>,
}

/// One loaded dataset.
pub(crate) struct Entry {
    /// Its schema and origin.
    pub dataset: Dataset,
    /// Its rows.
    pub frame: DataFrame,
    roles: Vec<Role>,
    values: Vec<Vec<String>>,
    profile: Option<Profile>,
    report: Option<Report>,
}

/// How many different values a column may have for words to find them.
const MOST_VALUES: usize = 5_000;

impl Catalog {
    /// The loaded datasets.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Adds a table under this name, or under one like it when the name is taken by another table.
    pub(crate) fn add(&mut self, wanted: &str, frame: DataFrame, source: Source) -> Result<Dataset, Error> {
        let name = self.free_name(&identifier(wanted));
        let columns = frame.get_columns().iter().map(describe).collect();
        let (rows, bytes) = (frame.height() as u64, frame.estimated_size() as u64);
        let dataset = Dataset {
            name,
            rows,
            columns,
            bytes,
            source,
            steps: Vec::new(),
            set_aside: 0,
        };
        let roles = frame.get_columns().iter().map(profile::role).collect();
        let values = frame.get_columns().iter().map(few_values).collect::<Result<_, _>>()?;
        let entry = Entry {
            dataset: dataset.clone(),
            frame,
            roles,
            values,
            profile: None,
            report: None,
        };
        self.entries.push(entry);
        Ok(dataset)
    }

    /// The dataset with this name, whatever the case.
    pub(crate) fn entry(&self, name: &str) -> Result<&Entry, Error> {
        self.position(name).map(|index| &self.entries[index])
    }

    /// Forgets a dataset.
    pub(crate) fn remove(&mut self, name: &str) -> Result<(), Error> {
        let index = self.position(name)?;
        self.entries.remove(index);
        Ok(())
    }

    /// Sums up a dataset's columns, once.
    pub(crate) fn profile(&mut self, name: &str) -> Result<Profile, Error> {
        let index = self.position(name)?;
        let entry = &mut self.entries[index];
        if entry.profile.is_none() {
            entry.profile = Some(profile::profile(&entry.frame)?);
        }
        Ok(entry.profile.clone().unwrap_or_default())
    }

    /// What was found in a dataset, looked for once.
    pub(crate) fn report(&mut self, name: &str) -> Result<Report, Error> {
        let index = self.position(name)?;
        let entry = &mut self.entries[index];
        if entry.report.is_none() {
            entry.report = Some(report::report(&entry.frame)?);
        }
        Ok(entry.report.clone().unwrap_or_default())
    }

    /// What words may be about: the named datasets first and only, or all.
    pub(crate) fn known(&self, names: &[String]) -> Result<Vec<Known<'_>>, Error> {
        match names {
            [] => Ok(self.entries.iter().rev().map(Entry::known).collect()),
            names => names.iter().map(|name| self.entry(name).map(Entry::known)).collect(),
        }
    }

    fn position(&self, name: &str) -> Result<usize, Error> {
        let found = self
            .entries
            .iter()
            .position(|entry| entry.dataset.name.eq_ignore_ascii_case(name));
        found.ok_or_else(|| Error::UnknownDataset {
            name: name.to_owned(),
            hint: self.names_hint(),
        })
    }

    fn names_hint(&self) -> Option<String> {
        let names: Vec<_> = self.entries.iter().map(|entry| entry.dataset.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("Open now: {}", names.join(", ")))
    }

    fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| self.entries.iter().any(|entry| entry.dataset.name == name);
        let numbered = (2..).map(|number| format!("{wanted}_{number}"));
        std::iter::once(wanted.to_owned())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or_default()
    }
}

impl Entry {
    fn known(&self) -> Known<'_> {
        Known {
            dataset: &self.dataset,
            roles: &self.roles,
            values: &self.values,
        }
    }
}

/// Makes any text a SQL identifier: lower case, letters, digits and `_`.
fn identifier(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for letter in text.trim().chars().flat_map(char::to_lowercase) {
        match letter {
            letter if letter.is_alphanumeric() => name.push(letter),
            _ if !name.is_empty() && !name.ends_with('_') => name.push('_'),
            _ => {}
        }
    }
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => "data".to_owned(),
        Some(first) if first.is_numeric() => format!("t_{name}"),
        Some(_) => name.to_owned(),
    }
}

fn describe(column: &polars::prelude::Column) -> Column {
    Column {
        name: column.name().to_string(),
        kind: kind(column.dtype()),
        nullable: column.null_count() > 0,
    }
}

/// What a polars type is to a reader.
pub(crate) fn kind(dtype: &DataType) -> Type {
    match dtype {
        DataType::Boolean => Type::Boolean,
        DataType::Date => Type::Date,
        DataType::Datetime(..) => Type::Datetime,
        DataType::Time => Type::Time,
        DataType::Duration(_) => Type::Duration,
        DataType::Decimal(..) => Type::Decimal,
        DataType::List(_) => Type::List,
        DataType::Struct(_) => Type::Struct,
        other if other.is_integer() => Type::Integer,
        other if other.is_float() => Type::Float,
        _ => Type::Text,
    }
}

/// The different values of a column whose values are few, sorted.
fn few_values(column: &polars::prelude::Column) -> Result<Vec<String>, Error> {
    if !matches!(column.dtype(), DataType::Categorical(..)) {
        return Ok(Vec::new());
    }
    let distinct = column.unique()?;
    if distinct.len() > MOST_VALUES {
        return Ok(Vec::new());
    }
    let text = distinct.cast(&DataType::String)?;
    let sorted: BTreeMap<_, _> = text
        .str()?
        .iter()
        .flatten()
        .map(|value| (value.to_owned(), ()))
        .collect();
    Ok(sorted.into_keys().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers() {
        for (name, expected) in [
            ("Sales 2024 (final)", "sales_2024_final"),
            ("  ", "data"),
            ("2024", "t_2024"),
            ("Île-de-France", "île_de_france"),
            ("a--b__c", "a_b_c"),
        ] {
            assert_eq!(identifier(name), expected, "{name}");
        }
    }
}
