//! The tables and their columns; pressing a name writes it into the statement.

use super::bench::use_bench;
use crate::engine::use_engine;
use crate::route::Route;
use crate::ui::format;
use leptos::prelude::*;
use spec::dataset::{Dataset, Type};
use spec::statements::quoted;

/// Every dataset as a table.
#[component]
pub(super) fn SchemaBrowser() -> impl IntoView {
    let engine = use_engine();
    view! {
        <Show
            when=move || engine.datasets.with(|datasets| !datasets.is_empty())
            fallback=|| {
                view! {
                    <p class="small-text side-empty">
                        "No tables yet. " <a href=Route::Data(None).href()>"Open a file"</a>
                    </p>
                }
            }
        >
            <For
                each=move || engine.datasets.get()
                key=|dataset| (dataset.name.clone(), dataset.rows, dataset.columns.len())
                let:dataset
            >
                <TablePart dataset />
            </For>
        </Show>
    }
}

#[component]
fn TablePart(dataset: Dataset) -> impl IntoView {
    let columns = dataset.columns.into_iter().map(|column| {
        view! { <Name name=column.name what=word(column.kind) /> }
    });
    let columns: Vec<_> = columns.collect();
    view! {
        <details class="schema" open>
            <summary>
                <span class="schema-name">{dataset.name.clone()}</span>
                <span class="small-text">{format::counted(dataset.rows, "row")}</span>
            </summary>
            <Name name=dataset.name what="table" />
            {columns}
        </details>
    }
}

#[component]
fn Name(name: String, what: &'static str) -> impl IntoView {
    let bench = use_bench();
    let written = quoted(&name);
    view! {
        <button
            type="button"
            class="schema-line"
            title=format!("Write {written} into the statement")
            on:click=move |_| bench.insert(&written)
        >
            <span>{name}</span>
            <i>{what}</i>
        </button>
    }
}

fn word(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "yes or no",
        Type::Integer => "whole number",
        Type::Float => "number",
        Type::Decimal => "decimal",
        Type::Text => "text",
        Type::Date => "date",
        Type::Datetime => "date and time",
        Type::Time => "time",
        Type::Duration => "duration",
        Type::List => "list",
        Type::Struct => "record",
    }
}
