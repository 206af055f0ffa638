//! What a join does: which columns it brings, and what becomes of the rows.

use super::Filling;
use crate::pages::ask::sources::{names, sources};
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use spec::join::{Join, JoinKind};
use spec::problem::Problem;
use spec::question::{Measure, Query, Question};

/// How many of the columns are named.
const MOST: usize = 12;

/// What it does, as soon as it can be told.
#[component]
pub(super) fn Effect(filling: Filling, join: Memo<Option<Join>>) -> impl IntoView {
    let joined = move || {
        let join = join.get()?;
        let mut query = filling.base.get_value();
        query.joins.push(join);
        Some(query)
    };
    let brought = move || {
        let (before, after) = (filling.base.get_value(), joined()?);
        let mut columns = filling
            .engine
            .datasets
            .with(|datasets| names(&sources(&after, datasets, &[])));
        let there = filling
            .engine
            .datasets
            .with(|datasets| names(&sources(&before, datasets, &[])));
        columns.retain(|column| !there.contains(column));
        (!columns.is_empty()).then_some(columns)
    };
    let engine = filling.engine;
    let count = move |query: Query| async move {
        let query = Query {
            measures: vec![Measure::count()],
            ..query
        };
        let table = engine.table(None, Question::Query(query), 1).await?;
        let count = table
            .rows
            .first()
            .and_then(|row| row.first())
            .and_then(spec::value::Value::number);
        Ok::<_, Problem>(count.unwrap_or_default() as u64)
    };
    let rows = LocalResource::new(move || {
        let query = joined();
        async move {
            let query = query?;
            let before = count(filling.base.get_value()).await;
            let after = count(query).await;
            Some(before.and_then(|before| Ok((before, after?))))
        }
    });
    let told = move || {
        let join = join.get()?;
        rows.get()
            .flatten()
            .map(|rows| told(&join, &filling.base.get_value().from, rows))
    };
    view! {
        <div class="join-effect" role="status">
            {move || brought().map(|columns| view! { <p class="small-text">{adds(&columns)}</p> })}
            {told}
        </div>
    }
}

fn adds(columns: &[String]) -> String {
    let shown = columns.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    match columns.len().saturating_sub(MOST) {
        0 => format!("Adds {shown}"),
        more => format!("Adds {shown} and {more} more"),
    }
}

fn told(join: &Join, from: &str, rows: Result<(u64, u64), Problem>) -> AnyView {
    let (before, after) = match rows {
        Ok(rows) => rows,
        Err(problem) => return warning(words::capitalised(&problem.message)),
    };
    let (was, is) = (format::counted(before, "row"), format::count(after));
    let multiplied = format!(
        "{was} of {from} become {is}: some have several partners. Figures of {from} still count each of its rows once."
    );
    match join.kind {
        JoinKind::Semi | JoinKind::Anti => plain(format!("{is} of {was} stay")),
        _ if after > before && join.kind != JoinKind::Full => warning(multiplied),
        JoinKind::Full => plain(format!("{was} become {is}")),
        JoinKind::Inner if after < before => plain(format!("{is} of {was} have a partner")),
        _ if after == before => plain(format!("{was} stay, each once")),
        _ => plain(format!("{was} become {is}")),
    }
}

fn plain(words: String) -> AnyView {
    view! { <p class="form-told">{words}</p> }.into_any()
}

fn warning(words: String) -> AnyView {
    view! { <p class="note warning"><Icon glyph=Glyph::Warning /><span>{words}</span></p> }.into_any()
}
