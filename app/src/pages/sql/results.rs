//! What came of a statement: its rows or its chart, how many and how fast, and what can be done with it.

use super::bench::use_bench;
use super::charting::{KindMenu, PinMenu};
use crate::engine::use_engine;
use crate::ui::advice::AdviceLine;
use crate::ui::button::{Button, Look};
use crate::ui::chart::Chart;
use crate::ui::export_menu::ExportMenu;
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use spec::answer::Answer;
use spec::dashboard::Tile;
use spec::problem::Problem;
use spec::statements::quoted;

/// The result, or why there is none, or what to do first.
#[component]
pub(super) fn Results() -> impl IntoView {
    let bench = use_bench();
    let some = Memo::new(move |_| bench.outcome.with(Option::is_some));
    view! {
        <section class="results" aria-label="Result">
            {move || bench.problem.get().map(|problem| view! { <Wrong problem /> })}
            <Show when=move || some.get() fallback=|| view! { <Before /> }>
                <Several />
                <Bar />
                <Shown />
            </Show>
        </section>
    }
}

/// One tab for each result, when there are several.
#[component]
fn Several() -> impl IntoView {
    let bench = use_bench();
    let tabs = move || {
        let outcomes = bench.outcomes.get().into_iter().enumerate();
        let tabs = outcomes.map(|(index, outcome)| {
            let choose = move |_| {
                bench.charted.set(false);
                bench.shown.set(index);
            };
            view! {
                <button
                    type="button"
                    role="tab"
                    aria-selected=move || (bench.shown.get() == index).to_string()
                    on:click=choose
                >
                    {format!("{}. {}", index + 1, outcome.tile.title)}
                </button>
            }
        });
        tabs.collect::<Vec<_>>()
    };
    view! {
        <Show when=move || bench.outcomes.with(|outcomes| outcomes.len() > 1)>
            <div class="tabs" role="tablist" aria-label="Results">
                {tabs}
            </div>
        </Show>
    }
}

#[component]
fn Wrong(problem: Problem) -> impl IntoView {
    view! {
        <div class="note error" role="alert">
            <Icon glyph=Glyph::Warning />
            <div>
                <p>{problem.message}</p>
                {problem.hint.map(|hint| view! { <p>{hint}</p> })}
            </div>
        </div>
    }
}

/// Before the first statement: one to begin with.
#[component]
fn Before() -> impl IntoView {
    let bench = use_bench();
    let engine = use_engine();
    let first = Memo::new(move |_| {
        engine
            .datasets
            .with(|datasets| datasets.last().map(|dataset| quoted(&dataset.name)))
    });
    let begin = move |name: String| {
        bench.text.set(format!("select *\nfrom {name}\nlimit 100"));
        bench.run();
    };
    let told = move || match first.get() {
        Some(name) => format!("Write a statement over your tables, such as {name}, and press Ctrl+Enter."),
        None => "Open a file first: every dataset is a table here.".to_owned(),
    };
    let button = move |name: String| {
        let label = format!("Look at {name}");
        view! { <Button label on_press=move |()| begin(name.clone()) /> }
    };
    view! {
        <Show when=move || bench.problem.with(Option::is_none) && !bench.waiting.get()>
            <div class="empty">
                <p>{told}</p>
                {move || first.get().map(button)}
            </div>
        </Show>
    }
}

#[component]
fn Bar() -> impl IntoView {
    let bench = use_bench();
    let told = move || {
        bench
            .outcome
            .with(|outcome| outcome.as_ref().map(|outcome| sum_up(&outcome.answer)))
    };
    let truncated = move || {
        bench
            .outcome
            .with(|outcome| outcome.as_ref().is_some_and(|outcome| outcome.answer.table.truncated))
    };
    let outcome = move || bench.outcome.get_untracked();
    let question = move |()| outcome().map(|outcome| outcome.tile.question);
    let title = move |()| outcome().map(|outcome| outcome.tile.title.clone()).unwrap_or_default();
    view! {
        <div class="result-bar">
            <p class="result-sum" role="status">{told}</p>
            <Show when=truncated>
                <span class="pill" title="A download has all of them">"First rows only"</span>
            </Show>
            <span class="space"></span>
            <Button
                small=true
                look=Look::Quiet
                glyph=Glyph::Chart
                label="Chart this"
                pressed=Signal::derive(move || Some(bench.charted.get()))
                on_press=move |()| bench.toggle_chart()
            />
            <Show when=move || bench.charted.get()>
                <KindMenu />
            </Show>
            <PinMenu />
            <ExportMenu class="button quiet small" title question />
        </div>
    }
}

#[component]
fn Shown() -> impl IntoView {
    let bench = use_bench();
    let answer = Signal::derive(move || {
        let answer = bench
            .outcome
            .with(|outcome| outcome.as_ref().map(|outcome| outcome.answer.clone()));
        answer.unwrap_or_default()
    });
    let label = Signal::derive(move || {
        let title = bench
            .outcome
            .with(|outcome| outcome.as_ref().map(|outcome| outcome.tile.title.clone()));
        title.unwrap_or_default()
    });
    let as_table = Signal::derive(move || !bench.charted.get());
    let advised = Signal::derive(move || {
        let is_drawn = bench.charted.get() && !bench.waiting.get();
        let outcome = bench
            .outcome
            .with(|outcome| outcome.as_ref().map(|outcome| outcome.tile.clone()));
        outcome.filter(|_| is_drawn)
    });
    let notes = move || {
        let notes = answer.get().notes.clone().into_iter();
        notes
            .map(|note| view! { <p class="note">{note.message}</p> })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="shown" class:stale=move || bench.waiting.get() || bench.problem.with(Option::is_some) class:drawn=move || bench.charted.get()>
            <Chart answer label as_table />
        </div>
        <AdviceLine place="sql".to_owned() tile=advised on_change=move |tile: Tile| bench.draw_as(tile.chart) />
        <div class="result-notes">{notes}</div>
    }
}

fn sum_up(answer: &Answer) -> String {
    let rows = format::counted(answer.table.rows.len() as u64, "row");
    let columns = format::counted(answer.table.columns.len() as u64, "column");
    format!("{rows}, {columns} in {}", format::millis(answer.millis))
}
