//! The formula of a figure, what limits its rows, and how many there are.

use super::Asked;
use crate::model::{Workspace, use_workspace};
use crate::ui::{format, words};
use leptos::prelude::*;
use spec::filter::Filter;
use spec::question::{Aggregate, Measure, Query, Question};
use spec::value::Value;
use spec::why::Why;

/// What there is to say of a figure, line by line.
#[component]
pub(super) fn Facts(asked: Asked) -> impl IntoView {
    let workspace = use_workspace();
    let lines = move || {
        let why = asked.why.get()?;
        Some(lines(&why, workspace))
    };
    let counted = LocalResource::new(move || {
        let why = asked.why.get();
        async move { counted(asked, why?).await }
    });
    let line = |(term, told): (String, String)| {
        view! {
            <dt>{term}</dt>
            <dd>{told}</dd>
        }
    };
    let rows = move || {
        counted
            .get()
            .flatten()
            .map(|lines| lines.into_iter().map(line).collect_view())
    };
    view! {
        <dl class="facts">
            {move || lines().map(|lines| lines.into_iter().map(line).collect_view())}
            {rows}
        </dl>
    }
}

fn lines(why: &Why, workspace: Workspace) -> Vec<(String, String)> {
    let mut lines = vec![("Worked out as".to_owned(), formula(&why.measure, workspace))];
    for calculated in &why.rows.calculated {
        if is_used(why, &calculated.name) {
            lines.push((calculated.name.clone(), calculated.expression.clone()));
        }
    }
    for derived in &why.shown_as {
        lines.push(("Then shown as".to_owned(), words::derived::way(&derived.how)));
    }
    lines.push(("Of".to_owned(), source(&why.rows)));
    let each = |filters: &[Filter]| {
        filters
            .iter()
            .map(words::filter)
            .map(|told| words::capitalised(&told))
            .collect::<Vec<_>>()
    };
    lines.extend(each(&why.filters).into_iter().map(|told| ("Only".to_owned(), told)));
    lines.extend(each(&why.further).into_iter().map(|told| ("And here".to_owned(), told)));
    lines
}

/// A figure's formula: a metric's is the model's.
fn formula(measure: &Measure, workspace: Workspace) -> String {
    let told = words::capitalised(&words::figure::told(measure));
    let column = match (&measure.column, measure.name.is_some()) {
        (Some(column), true) => format!("{}: {} of {column}", told, measure.aggregate.word()),
        _ => told,
    };
    match (measure.aggregate, &measure.expression, &measure.column) {
        (Aggregate::Expression, Some(text), _) => text.clone(),
        (Aggregate::Metric, _, Some(name)) => workspace.model.with(|model| {
            let metric = model.metrics.iter().find(|metric| metric.name == *name);
            metric.map_or_else(
                || name.clone(),
                |metric| {
                    let own = Measure {
                        name: None,
                        ..metric.measure.clone()
                    };
                    format!("{name}: {}", words::figure::told(&own))
                },
            )
        }),
        (Aggregate::Count, _, None) => "The number of rows".to_owned(),
        _ => column,
    }
}

fn is_used(why: &Why, name: &str) -> bool {
    let named = [&why.measure.column, &why.measure.with]
        .into_iter()
        .flatten()
        .any(|column| column == name);
    let text = why.measure.expression.as_deref().unwrap_or_default();
    named || crate::pages::ask::edit::mentions(text, name)
}

fn source(query: &Query) -> String {
    let mut parts = vec![query.from.clone()];
    parts.extend(query.union.iter().map(|below| format!("with the rows of {below}")));
    parts.extend(query.joins.iter().map(words::source::join));
    parts.extend(query.sample.map(words::source::sample));
    parts.join(", ")
}

/// The figure again and its rows, as the engine counts them.
async fn counted(asked: Asked, why: Why) -> Option<Vec<(String, String)>> {
    let figure = asked.engine.table(None, Question::Query(why.figure()), 1).await.ok()?;
    let all = asked.engine.table(None, Question::Query(why.all()), 1).await.ok()?;
    let rows = figure.rows.first()?;
    let count = rows.get(1)?.number()? as u64;
    let whole = all.rows.first()?.first()?.number()? as u64;
    let mut lines = Vec::new();
    if !why.shown_as.is_empty()
        || why.measure.aggregate == Aggregate::Share
        || asked.wanted.try_with_value(|wanted| wanted.of.is_none())?
    {
        let name = why.measure.name();
        let format = match why.measure.aggregate {
            Aggregate::Share => Default::default(),
            _ => asked.wanted.try_with_value(|wanted| wanted.format(&name))?,
        };
        let format = spec::answer::Format {
            kind: match format.kind {
                spec::answer::FormatKind::Text => spec::answer::FormatKind::Number,
                kind => kind,
            },
            ..format
        };
        let value = rows.first().cloned().unwrap_or(Value::Null);
        lines.push(("Of these rows".to_owned(), format::cell(&value, &format)));
    }
    let part = match whole {
        0 => String::new(),
        _ if count == whole => ", all there are".to_owned(),
        _ => format!(" of {}", format::count(whole)),
    };
    lines.push(("Rows".to_owned(), format!("{}{part}", format::count(count))));
    Some(lines)
}
