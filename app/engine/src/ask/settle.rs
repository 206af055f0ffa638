//! A draft becomes a query: what was left open is decided by what the columns mean.

mod counts;
mod metrics;
pub(super) mod ordering;
mod pairs;
pub(super) mod places;
mod points;

use super::draft::{Condition, Draft, Figure};
use super::lexicon::Lex;
use super::link::Scope;
use spec::chart::{Chart, Kind};
use spec::filter::{Comparison, Filter};
use spec::profile::Role;
use spec::question::{Aggregate, Calculated, Group, Grouping, Measure, Query};
use spec::value::Value;

/// A query and how it is drawn, with what was decided on the way.
pub(super) struct Settled {
    /// The query.
    pub query: Query,
    /// The chart.
    pub chart: Chart,
    /// What was assumed, in sentences.
    pub assumed: Vec<String>,
}

/// Settles a draft.
pub(super) fn settle(scope: &Scope<'_>, draft: &mut Draft) -> Settled {
    let mut assumed = Vec::new();
    if let Some((field, item)) = draft.condition_field.take()
        && !draft.loose.iter().any(|loose| loose.field == field)
    {
        draft.loose.push(super::draft::Loose {
            field,
            item,
            quality: 0.9,
        });
    }
    metrics::place(scope, draft);
    places::place(scope, draft, &mut assumed);
    metrics::place(scope, draft);
    let mut query = Query {
        from: scope.dataset().to_owned(),
        filter: joined(&draft.conditions),
        ..Query::default()
    };
    if draft.figures.is_empty() && draft.parts.is_empty() {
        query.columns = draft
            .loose
            .iter()
            .map(|loose| scope.fields[loose.field].name.clone())
            .collect();
    } else {
        query.groups = draft
            .parts
            .iter()
            .map(|part| group(scope, part.field, part.by))
            .collect();
        query.measures = draft.figures.iter().map(|figure| measure(scope, figure)).collect();
        share(draft, &mut query);
        query.having = having(scope, draft, &mut query);
    }
    points::lay_out(draft.chart, &mut query);
    query.calculated = calculated(scope, draft, &query);
    ordering::order(scope, draft, &mut query);
    let chart = chart(scope, draft, &query);
    Settled { query, chart, assumed }
}

/// What a field is worked out as when the words do not say.
pub(super) fn natural(scope: &Scope<'_>, field: usize) -> Aggregate {
    let field = &scope.fields[field];
    match field.role {
        Role::Measure if field.is_number() => Aggregate::Sum,
        Role::Rate if field.is_number() => Aggregate::Mean,
        _ if field.is_number() && field.role == Role::Period => Aggregate::Max,
        _ => Aggregate::Distinct,
    }
}

fn measure(scope: &Scope<'_>, figure: &Figure) -> Measure {
    let Some(field) = figure.field else {
        return Measure::count();
    };
    if scope.fields[field].is_metric {
        return Measure::of(Aggregate::Metric, &scope.fields[field].name);
    }
    let aggregate = figure.aggregate.unwrap_or_else(|| natural(scope, field));
    Measure::of(aggregate, &scope.fields[field].name)
}

fn group(scope: &Scope<'_>, field: usize, by: Grouping) -> Group {
    let mut group = Group::value(&scope.fields[field].name);
    group.by = by;
    group
}

fn share(draft: &Draft, query: &mut Query) {
    if !draft.wishes(Lex::Share) || query.groups.is_empty() {
        return;
    }
    if query.measures.is_empty() {
        query.measures.push(Measure::count());
    }
    let summable = query
        .measures
        .iter_mut()
        .find(|measure| matches!(measure.aggregate, Aggregate::Sum | Aggregate::Count));
    if let Some(measure) = summable {
        if measure.aggregate == Aggregate::Count {
            measure.column = None;
        }
        measure.aggregate = Aggregate::Share;
    }
}

fn having(scope: &Scope<'_>, draft: &Draft, query: &mut Query) -> Option<Filter> {
    let mut filters = Vec::new();
    for (figure, is, value) in &draft.having {
        let measure = measure(scope, figure);
        let column = measure.name();
        if !query.measures.iter().any(|other| other.name() == column) {
            query.measures.push(measure);
        }
        filters.push(Filter::Compare {
            column,
            is: *is,
            value: value.clone(),
        });
    }
    all(filters)
}

fn calculated(scope: &Scope<'_>, draft: &Draft, query: &Query) -> Vec<Calculated> {
    let worked_out = scope.fields.iter().filter_map(|field| {
        let expression = field.expression.clone()?;
        let conditions = draft
            .conditions
            .iter()
            .any(|condition| scope.fields[condition.field].name == field.name);
        let named = conditions
            || query
                .measures
                .iter()
                .any(|measure| measure.column.as_deref() == Some(&field.name))
            || query.groups.iter().any(|group| group.column == field.name)
            || query.columns.contains(&field.name);
        named.then(|| Calculated {
            name: field.name.clone(),
            expression,
        })
    });
    worked_out.collect()
}

/// All conditions as one filter; equal values of one column are joined by "or".
pub(super) fn joined(conditions: &[Condition]) -> Option<Filter> {
    let mut filters: Vec<(usize, Filter, bool)> = Vec::new();
    for condition in conditions {
        let other = filters.iter_mut().find(|(field, filter, open)| {
            *open && *field == condition.field && condition.equal.is_some() && same_kind(filter, &condition.filter)
        });
        match (other, &condition.equal) {
            (Some((_, filter, _)), Some(value)) => *filter = widened(filter, value),
            _ => filters.push((condition.field, condition.filter.clone(), condition.equal.is_some())),
        }
    }
    all(filters.into_iter().map(|(_, filter, _)| filter).collect())
}

/// All of the filters as one.
pub(super) fn all(mut filters: Vec<Filter>) -> Option<Filter> {
    match filters.len() {
        0 | 1 => filters.pop(),
        _ => Some(Filter::All(filters)),
    }
}

fn same_kind(left: &Filter, right: &Filter) -> bool {
    let by = |filter: &Filter| match filter {
        Filter::In { by, .. } => Some(*by),
        Filter::Compare {
            is: Comparison::Equal, ..
        } => Some(Grouping::Value),
        _ => None,
    };
    by(left).is_some() && by(left) == by(right)
}

fn widened(filter: &Filter, value: &Value) -> Filter {
    match filter {
        Filter::Compare {
            column, value: first, ..
        } => Filter::In {
            column: column.clone(),
            by: Grouping::Value,
            values: vec![first.clone(), value.clone()],
        },
        Filter::In { column, by, values } => Filter::In {
            column: column.clone(),
            by: *by,
            values: values.iter().chain([value]).cloned().collect(),
        },
        other => other.clone(),
    }
}

fn chart(scope: &Scope<'_>, draft: &Draft, query: &Query) -> Chart {
    let figures = query.columns.iter().take(2).all(|name| {
        scope
            .fields
            .iter()
            .any(|field| field.name == *name && field.is_figure())
    });
    let related = draft.wishes(Lex::Relation) || (draft.wishes(Lex::Against) && figures);
    let listing = query.groups.is_empty() && query.measures.is_empty();
    let two = query.groups.len() > 1;
    let binned = query
        .groups
        .first()
        .is_some_and(|group| matches!(group.by, Grouping::Bins(_) | Grouping::Width(_)));
    let kind = match draft.chart {
        Some(Kind::Column | Kind::Histogram) if two => Some(Kind::StackedBar),
        Some(Kind::Histogram) if !binned => Some(Kind::Column),
        None if draft.wishes(Lex::Trend) && !query.groups.is_empty() => Some(Kind::Line),
        None if draft.wishes(Lex::Proportion) && !query.groups.is_empty() && !two => Some(Kind::Pie),
        None if related && listing && query.columns.len() > 1 => Some(Kind::Scatter),
        other => other,
    };
    let mut chart = Chart {
        kind,
        ..Chart::default()
    };
    if listing && query.columns.len() > 1 && kind.is_some_and(|kind| kind != Kind::Table) {
        chart.x = query.columns.first().cloned();
        chart.y = query.columns[1..2].to_vec();
        chart.color = query.columns.get(2).cloned();
    }
    chart
}
