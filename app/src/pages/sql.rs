//! SQL: statements over the datasets, with their results.

pub(crate) mod bench;
mod charting;
mod history;
mod results;
mod schema;
mod writing;

use crate::app::header::InHeader;
use crate::engine::use_engine;
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::icon::Glyph;
use bench::{Bench, use_bench};
use history::HistoryList;
use leptos::prelude::*;
use results::Results;
use schema::SchemaBrowser;
use writing::Writing;

/// The editor with its results.
#[component]
pub(crate) fn SqlPage() -> impl IntoView {
    let bench = Bench::new();
    provide_context(bench);
    view! {
        <InHeader>
            <span class="space"></span>
            <RunButtons />
        </InHeader>
        <div class="fill sql">
            <div class="sql-main">
                <Writing />
                <Results />
            </div>
            <Side />
        </div>
    }
}

#[component]
fn RunButtons() -> impl IntoView {
    let bench = use_bench();
    let engine = use_engine();
    let empty = Signal::derive(move || bench.text.with(|text| text.trim().is_empty()));
    let kept = Signal::derive(move || {
        let text = bench.text.get();
        let found = bench.statements.with(|statements| {
            let all = statements.all().iter();
            all.filter(|statement| statement.favourite)
                .any(|statement| statement.text == text.trim())
        });
        Some(found)
    });
    let star = Signal::derive(move || {
        if kept.get() == Some(true) {
            Glyph::Starred
        } else {
            Glyph::Star
        }
    });
    view! {
        <IconButton label="Keep as a favourite" glyph=star pressed=kept disabled=empty on_press=move |()| bench.toggle_favourite() />
        <Show
            when=move || bench.waiting.get()
            fallback=move || {
                view! {
                    <span title="Run the statement (Ctrl+Enter)">
                        <Button label="Run" look=Look::Primary glyph=Glyph::Run disabled=empty on_press=move |()| bench.run() />
                    </span>
                }
            }
        >
            <Button label="Stop" glyph=Glyph::Close on_press=move |()| engine.cancel() />
        </Show>
    }
}

/// Tables or history, at the side.
#[component]
fn Side() -> impl IntoView {
    let history = RwSignal::new(false);
    let tab = move |label: &'static str, own: bool| {
        view! {
            <button
                type="button"
                role="tab"
                id=format!("side-{label}")
                aria-selected=move || (history.get() == own).to_string()
                aria-controls="sql-side"
                on:click=move |_| history.set(own)
            >
                {label}
            </button>
        }
    };
    view! {
        <aside class="sql-side" aria-label="Tables and history">
            <div class="tabs" role="tablist" aria-label="At the side">
                {tab("Tables", false)}
                {tab("History", true)}
            </div>
            <div id="sql-side" class="sql-side-body" role="tabpanel" aria-label=move || if history.get() { "History" } else { "Tables" }>
                <Show when=move || history.get() fallback=|| view! { <SchemaBrowser /> }>
                    <HistoryList />
                </Show>
            </div>
        </aside>
    }
}
