//! What a workspace knows beyond its columns, put into a question: what it calls by name becomes what that stands for.

mod check;
mod conditions;
mod dimensions;
mod figures;
mod ground;
#[cfg(test)]
mod tests;
mod uses;

pub(crate) use check::check;

use crate::catalog::Catalog;
use crate::error::Error;
use crate::query::columns::invalid;
use ground::Ground;
use spec::answer::Format;
use spec::filter::Filter;
use spec::model::Model;
use spec::question::{Aggregate, Group, Grouping, Measure, Query, Question};
use std::collections::BTreeMap;

/// How deep queries may stand in the filters of others.
const DEEPEST: usize = 8;

/// The query with all that it calls by the model's names replaced by what they stand for:
///
/// - metrics become measures of the same name;
/// - dimensions become calculated columns, those that they build on first;
/// - sets become their conditions;
/// - parameters and the calendar fill in what the query does not say.
///
/// # Errors
/// When it names a metric or a set that is not there or is of a dataset that it does not ask, or one that builds on itself.
pub(crate) fn resolve(model: &Model, catalog: &Catalog, query: &Query) -> Result<Query, Error> {
    resolved(model, catalog, query, false, DEEPEST)
}

/// The same with every dimension of its datasets at hand, whether it names them or not: for expressions that are still being written.
pub(crate) fn resolve_whole(model: &Model, catalog: &Catalog, query: &Query) -> Result<Query, Error> {
    // A dimension that cannot be read takes nothing from the others' expressions.
    resolved(model, catalog, query, true, DEEPEST).or_else(|_| resolve(model, catalog, query))
}

/// The question with all that it calls by the model's names replaced. SQL says nothing of a model.
pub(crate) fn resolve_question(model: &Model, catalog: &Catalog, question: &Question) -> Result<Question, Error> {
    match question {
        Question::Query(query) => Ok(Question::Query(resolve(model, catalog, query)?)),
        Question::Sql(_) => Ok(question.clone()),
    }
}

/// How the model wants columns of the answer to be written, by their names there.
pub(crate) fn formats(model: &Model, catalog: &Catalog, question: &Question) -> BTreeMap<String, Format> {
    let Question::Query(query) = question else {
        return BTreeMap::new();
    };
    let ground = Ground::of(model, catalog, query);
    let of_measure = |measure: &Measure| {
        let metric = ground.metric(measure.column.as_deref()?)?.0;
        Some((measure.name(), metric.format.clone()?))
    };
    let of_column = |name: &str, shown: String| Some((shown, ground.dimension(None, name)?.0.format.clone()?));
    let measures = query
        .measures
        .iter()
        .filter(|measure| measure.aggregate == Aggregate::Metric);
    let groups = query.groups.iter().filter(|group| group.by == Grouping::Value);
    let measures = measures.filter_map(of_measure);
    let groups = groups.filter_map(|group| of_column(&group.column, Group::name(group)));
    let columns = query.columns.iter().filter_map(|name| of_column(name, name.clone()));
    measures.chain(groups).chain(columns).collect()
}

fn resolved(model: &Model, catalog: &Catalog, query: &Query, whole: bool, deep: usize) -> Result<Query, Error> {
    let mut query = query.clone();
    if query.calendar.is_none() && !model.calendar.is_usual() {
        query.calendar = Some(model.calendar);
    }
    for parameter in &model.parameters {
        let value = || parameter.value.clone();
        query.parameters.entry(parameter.name.clone()).or_insert_with(value);
    }
    let ground = Ground::of(model, catalog, &query);
    let measures = query.measures.iter().map(|measure| figures::measure(&ground, measure));
    query.measures = measures.collect::<Result<_, _>>()?;
    let filters = |filter: Option<Filter>| {
        filter
            .map(|filter| conditions::without_sets(&ground, &filter))
            .transpose()
    };
    query.filter = filters(query.filter.take())?;
    for measure in &mut query.measures {
        measure.filter = filters(measure.filter.take())?;
    }
    let wanted = match whole {
        true => ground.every_dimension(),
        false => uses::columns(&query)?,
    };
    let mut calculated = dimensions::calculated(&ground, &query, &wanted)?;
    calculated.append(&mut query.calculated);
    query.calculated = calculated;
    let (calendar, parameters) = (query.calendar, query.parameters.clone());
    let mut inner = |inner: &Query| {
        if deep == 0 {
            return Err(invalid("the queries in its filters stand in each other too deeply"));
        }
        let mut inner = inner.clone();
        inner.calendar = inner.calendar.or(calendar);
        for (name, value) in &parameters {
            inner.parameters.entry(name.clone()).or_insert_with(|| value.clone());
        }
        resolved(model, catalog, &inner, false, deep - 1)
    };
    query.filter = query
        .filter
        .map(|filter| conditions::with_queries(&filter, &mut inner))
        .transpose()?;
    for measure in &mut query.measures {
        let filter = measure.filter.take();
        measure.filter = filter
            .map(|filter| conditions::with_queries(&filter, &mut inner))
            .transpose()?;
    }
    Ok(query)
}
