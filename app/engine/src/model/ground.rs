//! What a query stands on: its datasets, and what their columns are called once they are side by side.

use crate::catalog::Catalog;
use crate::sql::explain::words::identifier;
use crate::sql::naming;
use spec::dataset::Dataset;
use spec::model::{Dimension, Metric, Model, Set};
use spec::question::Query;
use std::collections::{BTreeMap, BTreeSet};

/// The datasets of a query.
pub(super) struct Ground<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its datasets, the first one first.
    pub parts: Vec<Part>,
    /// What is called by a name already: their columns.
    taken: BTreeSet<String>,
}

/// One dataset of a query.
pub(super) struct Part {
    /// Its name.
    pub dataset: String,
    /// What stands before its columns' names where they are taken.
    prefix: String,
    /// What its columns are called, where that is not their own name.
    other_names: BTreeMap<String, String>,
}

impl<'a> Ground<'a> {
    /// The datasets of a query, as far as they are open.
    pub(super) fn of(model: &'a Model, catalog: &Catalog, query: &Query) -> Self {
        let mut ground = Self {
            model,
            parts: Vec::new(),
            taken: BTreeSet::new(),
        };
        for name in std::iter::once(&query.from).chain(&query.union) {
            let Ok(entry) = catalog.entry(name) else { continue };
            let columns = entry.dataset.columns.iter();
            ground.taken.extend(columns.map(|column| column.name.clone()));
            ground.parts.push(Part::plain(&entry.dataset, name));
        }
        for join in query.joins.iter().filter(|join| join.kind.adds_columns()) {
            let Ok(entry) = catalog.entry(&join.dataset) else {
                continue;
            };
            let mut part = Part::plain(&entry.dataset, join.prefix());
            let same = |name: &str| join.on.iter().any(|key| key.left == name && key.right == name);
            for column in entry.dataset.columns.iter().filter(|column| !same(&column.name)) {
                let mut name = column.name.clone();
                if ground.taken.contains(&name) {
                    name = format!("{}.{}", part.prefix, column.name);
                    part.other_names.insert(column.name.clone(), name.clone());
                }
                ground.taken.insert(name);
            }
            ground.parts.push(part);
        }
        ground
    }

    /// Whether a column has this name.
    pub(super) fn has_column(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// The metric with this name, and whose it is.
    pub(super) fn metric(&self, name: &str) -> Option<(&'a Metric, &Part)> {
        self.named(name, |dataset| self.model.metrics_of(dataset), |metric| &metric.name)
    }

    /// The dimension that a name means, perhaps with a dataset before it, and whose it is.
    pub(super) fn dimension(&self, table: Option<&str>, name: &str) -> Option<(&'a Dimension, &Part)> {
        let parts = self
            .parts
            .iter()
            .filter(|part| table.is_none_or(|table| part.is_called(table)));
        let found = parts.filter_map(|part| {
            let own = self.model.dimensions_of(&part.dataset);
            Some((pick(own, name, |dimension| &dimension.name)?, part))
        });
        found.min_by_key(|(dimension, _)| dimension.name != name)
    }

    /// The set with this name, and whose it is.
    pub(super) fn set(&self, name: &str) -> Option<(&'a Set, &Part)> {
        self.named(name, |dataset| self.model.sets_of(dataset), |set| &set.name)
    }

    /// The names of every dimension that can be used.
    pub(super) fn every_dimension(&self) -> BTreeSet<String> {
        let parts = self.parts.iter();
        let every = parts.flat_map(|part| self.model.dimensions_of(&part.dataset));
        every.map(|dimension| dimension.name.clone()).collect()
    }

    fn named<T: 'a, I: Iterator<Item = &'a T>>(
        &self,
        name: &str,
        of: impl Fn(&str) -> I,
        named: impl Fn(&T) -> &String,
    ) -> Option<(&'a T, &Part)> {
        let found = self
            .parts
            .iter()
            .filter_map(|part| Some((pick(of(&part.dataset), name, &named)?, part)));
        found.min_by_key(|(found, _)| named(found) != name)
    }
}

/// What has this name, or, when nothing has, what has it in other letters.
fn pick<'a, T>(all: impl Iterator<Item = &'a T>, name: &str, named: impl Fn(&T) -> &String) -> Option<&'a T> {
    let alike = |one: &&T| named(one).to_lowercase() == name.to_lowercase();
    all.filter(alike).min_by_key(|one| named(one) != name)
}

impl Part {
    fn plain(dataset: &Dataset, prefix: &str) -> Self {
        Self {
            dataset: dataset.name.clone(),
            prefix: prefix.to_owned(),
            other_names: BTreeMap::new(),
        }
    }

    /// Whether this stands before its columns' names.
    fn is_called(&self, table: &str) -> bool {
        self.prefix.eq_ignore_ascii_case(table) || self.dataset.eq_ignore_ascii_case(table)
    }

    /// What one of its columns is called in the query.
    pub(super) fn column(&self, name: &str) -> String {
        self.other_names.get(name).map_or(name, String::as_str).to_owned()
    }

    /// An expression over its columns as it is written in the query.
    pub(super) fn expression(&self, text: &str) -> Result<String, crate::error::Error> {
        if self.other_names.is_empty() {
            return Ok(text.to_owned());
        }
        naming::renamed(text, &mut |table, name| {
            let own = table.is_none_or(|table| self.is_called(table));
            let known = || {
                let alike = self.other_names.iter();
                alike.clone().find(|(own, _)| *own == name).or_else(|| {
                    let lower = name.to_lowercase();
                    alike.clone().find(|(own, _)| own.to_lowercase() == lower)
                })
            };
            own.then(known).flatten().map(|(_, name)| identifier(name))
        })
    }
}
