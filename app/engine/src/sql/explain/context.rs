//! What a statement depends on beside its query, and the parts that are defined before it.

use crate::catalog::Catalog;
use crate::sql::explain::words::identifier;
use spec::model::Calendar;
use spec::question::Query;
use spec::value::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What a statement depends on beside its query.
pub(super) struct Context<'a> {
    /// The datasets; none when nothing is known of them but their names.
    pub catalog: Option<&'a Catalog>,
    /// Today's date; none when the statement asks the database for it.
    pub today: Option<&'a str>,
    /// How the calendar is cut.
    pub calendar: Calendar,
    /// The values of the `:name`s.
    pub parameters: BTreeMap<String, Value>,
    /// The parts defined before the statement.
    parts: RefCell<Vec<(String, String)>>,
}

impl<'a> Context<'a> {
    /// For a query over these datasets, of which nothing need be known.
    pub(super) fn new(catalog: Option<&'a Catalog>, today: Option<&'a str>) -> Self {
        Self {
            catalog,
            today,
            calendar: Calendar::default(),
            parameters: BTreeMap::new(),
            parts: RefCell::default(),
        }
    }

    /// For a query, which may stand within another one.
    pub(super) fn of(&self, query: &Query) -> Self {
        let mut parameters = self.parameters.clone();
        parameters.extend(query.parameters.clone());
        Self {
            calendar: query.calendar.unwrap_or(self.calendar),
            parameters,
            ..Self::new(self.catalog, self.today)
        }
    }

    /// Defines a part before the statement; gives its name, which no dataset has.
    pub(super) fn define(&self, wanted: &str, body: &str) -> String {
        let mut parts = self.parts.borrow_mut();
        if let Some((name, _)) = parts.iter().find(|(_, known)| known == body) {
            return name.clone();
        }
        let taken = |name: &str| {
            let is_part = parts.iter().any(|(known, _)| known == name);
            is_part || self.catalog.is_some_and(|catalog| catalog.entry(name).is_ok())
        };
        let names = std::iter::once(wanted.to_owned()).chain((2..).map(|at| format!("{wanted}_{at}")));
        let name = names.into_iter().find(|name| !taken(name)).unwrap_or_default();
        parts.push((name.clone(), body.to_owned()));
        name
    }

    /// A dataset's name, as it stands before its columns.
    pub(super) fn alias(&self, dataset: &str) -> String {
        let known = self.catalog.and_then(|catalog| catalog.entry(dataset).ok());
        identifier(known.map_or(dataset, |entry| &entry.dataset.name))
    }

    /// The statement after the parts before it.
    pub(super) fn whole(&self, statement: &str) -> String {
        let parts = self.parts.borrow();
        let parts: Vec<String> = parts.iter().map(|(name, body)| part(name, body)).collect();
        match parts.is_empty() {
            true => statement.to_owned(),
            false => format!("with {}\n{statement}", parts.join(",\n")),
        }
    }
}

/// A part in one line where it is short, else in lines of its own.
fn part(name: &str, body: &str) -> String {
    const SHORT: usize = 160;
    match body.len() <= SHORT {
        true => format!("{name} as ({})", body.replace('\n', " ")),
        false => format!("{name} as (\n  {}\n)", body.replace('\n', "\n  ")),
    }
}
