//! Which columns a query names, wherever it may name one.

use super::conditions;
use crate::error::Error;
use crate::sql::naming;
use spec::filter::Filter;
use spec::question::{Group, Level, Measure, Query};
use std::collections::BTreeSet;

/// The names that stand where a column does.
pub(super) fn columns(query: &Query) -> Result<BTreeSet<String>, Error> {
    let mut names: BTreeSet<String> = query.columns.iter().cloned().collect();
    names.extend(query.groups.iter().map(|group: &Group| group.column.clone()));
    if query.is_rows() {
        names.extend(query.sort.iter().map(|sort| sort.by.clone()));
        of_filter(query.having.as_ref(), &mut names)?;
    }
    for calculated in &query.calculated {
        names.extend(of_expression(&calculated.expression)?);
    }
    of_filter(query.filter.as_ref(), &mut names)?;
    for measure in &query.measures {
        of_measure(measure, &mut names)?;
    }
    Ok(names)
}

/// The names in an expression; with a dataset before it a name stands as it would in a column's place.
pub(super) fn of_expression(text: &str) -> Result<Vec<String>, Error> {
    let names = naming::names(text)?.into_iter();
    Ok(names.map(|(_, name)| name).collect())
}

fn of_measure(measure: &Measure, names: &mut BTreeSet<String>) -> Result<(), Error> {
    names.extend(measure.column.iter().chain(&measure.with).cloned());
    if let Some(text) = &measure.expression {
        names.extend(of_expression(text)?);
    }
    if let Some(Level::Include { groups, .. }) = &measure.level {
        names.extend(groups.iter().map(|group| group.column.clone()));
    }
    of_filter(measure.filter.as_ref(), names)
}

fn of_filter(filter: Option<&Filter>, names: &mut BTreeSet<String>) -> Result<(), Error> {
    let Some(filter) = filter else { return Ok(()) };
    conditions::each(filter, &mut |one| {
        match one {
            Filter::Expression { text } => names.extend(of_expression(text)?),
            one => names.extend(conditions::column(one).cloned()),
        }
        Ok(())
    })
}
