//! Statements that make tables and views, or drop them; views are worked out again when a dataset has changed.

use crate::Engine;
use crate::aside::Aside;
use crate::error::Error;
use crate::ingest;
use crate::sql::script::{self, Act, Made};
use crate::sql::{self, Given};
use polars::prelude::{Column, DataFrame, DataType};
use spec::dataset::Dataset;
use spec::question::{Question, Sql};
use spec::reading::{Format, Source};
use std::collections::BTreeMap;

/// The datasets that statements made, made anew, or dropped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Those that are made, as they are now.
    pub made: Vec<Dataset>,
    /// The names of those that are gone.
    pub dropped: Vec<String>,
}

impl Changes {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.made.is_empty() && self.dropped.is_empty()
    }

    fn make(&mut self, dataset: Dataset) {
        self.dropped.retain(|name| *name != dataset.name);
        self.made.retain(|made| made.name != dataset.name);
        self.made.push(dataset);
    }

    fn drop(&mut self, name: &str) {
        self.made.retain(|made| made.name != name);
        self.dropped.push(name.to_owned());
    }
}

impl Engine {
    /// What statements made and dropped since this was last asked: it is to be stored, and forgotten.
    pub fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.changes)
    }

    /// Does what the statements of a question do, but for the last one, which is what is left to be answered.
    pub(super) fn settled(&mut self, question: Question, today: &str) -> Result<Question, Error> {
        today.clone_into(&mut self.today);
        self.refresh_views()?;
        let Question::Sql(statement) = &question else {
            return Ok(question);
        };
        let given = Given::new(today, &BTreeMap::new());
        let mut left = String::new();
        for act in script::script(&self.catalog, &statement.text, &given)? {
            left = match act {
                Act::Read(text) => text,
                Act::Make(made) => self.make(&made, &given)?,
                Act::Drop(names) => self.drop_made(&names)?,
            };
        }
        Ok(Question::Sql(Sql { text: left }))
    }

    fn make(&mut self, made: &Made, given: &Given) -> Result<String, Error> {
        let frame = stored(&made.rows(&self.catalog, given)?)?;
        let rows = frame.height();
        let source = Source {
            filename: format!("{}.sql", made.name),
            format: Format::Sql,
            statement: Some(made.text.clone()),
            is_view: made.is_view,
            ..Source::default()
        };
        let dataset = match self.catalog.entry(&made.name) {
            Ok(entry) => {
                let name = entry.dataset.name.clone();
                self.catalog.transform(&name, &[])?;
                self.catalog.reread(&name, frame, source, Aside::default())?;
                self.dataset(&name)?
            }
            Err(_) => self.catalog.add_with(&made.name, frame, source, Aside::default())?,
        };
        let name = dataset.name.clone();
        self.changes.make(dataset);
        let what = if made.is_view { "view" } else { "table" };
        Ok(format!(
            "select 'made' as done, '{what}' as what, '{name}' as name, {rows} as rows"
        ))
    }

    fn drop_made(&mut self, names: &[String]) -> Result<String, Error> {
        for name in names {
            let name = self.catalog.entry(name)?.dataset.name.clone();
            self.catalog.remove(&name)?;
            self.changes.drop(&name);
        }
        let names = names.join(", ").replace('\'', "''");
        Ok(format!("select 'dropped' as done, '{names}' as name"))
    }

    /// Works views out again when a dataset has changed since. One that cannot be any more stays as it was.
    pub(super) fn refresh_views(&mut self) -> Result<(), Error> {
        if self.seen == self.catalog.revision {
            return Ok(());
        }
        let given = Given::new(&self.today, &BTreeMap::new());
        let is_view = |source: &Source| source.is_view && source.format == Format::Sql;
        let entries = self.catalog.entries().iter();
        let views = entries.filter(|entry| is_view(&entry.dataset.source));
        let views: Vec<(String, Source)> = views
            .map(|entry| (entry.dataset.name.clone(), entry.dataset.source.clone()))
            .collect();
        for (name, source) in views {
            let text = source.statement.clone().unwrap_or_default();
            let Ok(Some(made)) = script::view(&text) else { continue };
            let frame = match made.rows(&self.catalog, &given).and_then(|rows| stored(&rows)) {
                Ok(frame) => frame,
                Err(error) if error.is_asleep() => return Err(error),
                Err(_) => continue,
            };
            if frame.equals_missing(&self.catalog.whole(&name)?.base) {
                continue;
            }
            self.catalog.reread(&name, frame, source, Aside::default())?;
            let dataset = self.dataset(&name)?;
            self.changes.make(dataset);
        }
        self.seen = self.catalog.revision;
        Ok(())
    }
}

/// The rows of a statement as a dataset holds them.
fn stored(frame: &DataFrame) -> Result<DataFrame, Error> {
    let mut columns: Vec<Column> = Vec::new();
    for cells in frame.get_columns() {
        columns.push(match cells.dtype() {
            DataType::String => ingest::text(cells.as_materialized_series())?
                .with_name(cells.name().clone())
                .into(),
            DataType::Null => cells.cast(&DataType::String)?,
            _ => cells.clone(),
        });
    }
    DataFrame::new(columns).map_err(|error| sql::told(error.into()))
}
