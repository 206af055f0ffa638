//! Cross tables: what their columns stand for, and what is shown where none can be made.

use super::shape::Shape;
use crate::error::Error;
use crate::query::called;
use spec::answer::{Answer, Level, Note, Table};
use spec::chart::{Chart, Kind};
use spec::pivot::BETWEEN;
use spec::question::Query;
use spec::value::Value;
use std::collections::BTreeMap;

/// What the columns of a cross table stand for: their names, with the values of the group across. Names that stand for no value, and for more than one, are left out.
pub(crate) fn heads(crossed: &Query, plain: &Table, table: &Table) -> BTreeMap<String, Value> {
    let across = crossed.pivot.as_ref().map_or(&[][..], |pivot| pivot.columns.as_slice());
    let group = crossed.groups.iter().find(|group| across == [group.name()]);
    let Some((group, place)) = group.and_then(|group| Some((group, plain.position(&group.name())?))) else {
        return BTreeMap::new();
    };
    let mut values: Vec<Value> = Vec::new();
    for value in plain.rows.iter().filter_map(|row| row.get(place)) {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    let calendar = crossed.calendar.unwrap_or_default();
    let names = called(&group.name(), group.by, &values, calendar);
    let columns = table.columns.iter().filter_map(|column| {
        let over = |name: &String| {
            let rest = column.name.strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(BETWEEN))
        };
        let mut meant = names.iter().zip(&values).filter(|(name, _)| over(name));
        let (_, value) = meant.next()?;
        meant.next().is_none().then(|| (column.name.clone(), value.clone()))
    });
    columns.collect()
}

/// The plain rows of an answer that cannot be laid out across, and why.
pub(crate) fn uncrossed(plain: Answer, error: &Error) -> Answer {
    let message = format!("shown as a table: {error}");
    let note = Note::new(Level::Info, "other_chart", message);
    Answer {
        chart: Chart::of(Kind::Table),
        notes: plain.notes.into_iter().chain([note]).collect(),
        ..plain
    }
}

/// What an answer lacks for a cross table.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    let is_there = shape.is_grouped && !shape.groups.is_empty() && !shape.measures.is_empty();
    (!is_there).then_some("a pivot needs groups and a measure")
}
