//! The first rows of a dataset about which nothing was asked yet.

use crate::engine::use_engine;
use crate::route::Route;
use crate::ui::format;
use crate::ui::table::AnswerTable;
use leptos::prelude::*;
use spec::answer::Answer;
use spec::dataset::Dataset;
use spec::question::{Query, Question};
use std::sync::Arc;

/// How many rows are shown.
const ROWS: u64 = 60;

/// A dataset's first rows, and the way to all of them.
#[component]
pub(super) fn Peek(
    /// The dataset.
    dataset: Dataset,
) -> impl IntoView {
    let engine = use_engine();
    let name = dataset.name.clone();
    let href = Route::Data(Some(name.clone())).href();
    let question = Question::Query(Query {
        from: name.clone(),
        limit: Some(ROWS),
        ..Query::default()
    });
    let rows = LocalResource::new(move || {
        let question = question.clone();
        async move { engine.table(None, question, ROWS).await.ok() }
    });
    let answer = move || {
        rows.get().flatten().map(|table| {
            let columns = table.columns.iter().enumerate();
            let formats = columns.map(|(index, column)| {
                let values = table.rows.iter().filter_map(|row| row.get(index));
                format::aligned(format::of_column(column), values)
            });
            let formats = formats.collect();
            let answer = Answer {
                table,
                formats,
                ..Answer::default()
            };
            Arc::new(answer)
        })
    };
    let size = format!(
        "{} · {}",
        format::counted(dataset.rows, "row"),
        format::counted(dataset.columns.len() as u64, "column")
    );
    let label = format!("First rows of {name}");
    let about = label.clone();
    view! {
        <section class="card peek" aria-label=label>
            <div class="top">
                <h2>{dataset.source.filename.clone()}</h2>
                <span class="quiet-text">{size}</span>
                <span class="space"></span>
                <a href=href>"See all rows"</a>
            </div>
            <div class="body">
                {move || answer().map(|answer| {
                    let answer = RwSignal::new(answer);
                    view! { <AnswerTable answer label=about.clone() /> }
                })}
            </div>
        </section>
    }
}
