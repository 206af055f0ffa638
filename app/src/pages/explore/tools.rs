//! What can be done with what is explored: undo, keep it, hand it on.

use super::bench::{Bench, use_bench};
use crate::draft::use_sql_draft;
use crate::files::use_files;
use crate::notices::use_notices;
use crate::pages::ask::pin::Pin;
use crate::pages::why::{WhyWanted, use_why};
use crate::route::Route;
use crate::thread::use_thread;
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::take_out::{TakeOut, Taken};
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::chart::Kind;
use spec::question::Question;

/// The dataset, undo and redo, and on a phone the way to the columns.
#[component]
pub(super) fn HeadTools(bench: Bench) -> impl IntoView {
    let (engine, files) = (bench.engine, use_files());
    let name = Memo::new(move |_| bench.query().map(|query| query.from));
    let names = move || {
        engine
            .datasets
            .with(|all| all.iter().rev().map(|dataset| dataset.name.clone()).collect::<Vec<_>>())
    };
    let face = move || {
        view! {
            <b>{move || name.get().unwrap_or_else(|| "No data yet".to_owned())}</b>
            <Icon glyph=Glyph::Down />
        }
        .into_any()
    };
    let can = Memo::new(move |_| bench.exploration.can());
    let has_data = Memo::new(move |_| name.with(Option::is_some));
    view! {
        <Menu class="pill" face>
            <For each=names key=String::clone let:dataset>
                {
                    let (own, chosen) = (dataset.clone(), dataset.clone());
                    let checked = Signal::derive(move || Some(name.with(|name| name.as_ref() == Some(&own))));
                    view! { <MenuItem label=dataset checked on_press=move |()| bench.begin(&chosen) /> }
                }
            </For>
            <MenuItem label="Open a file…" glyph=Glyph::Upload on_press=move |()| files.choose() />
        </Menu>
        <Show when=move || has_data.get()>
            <span class="space"></span>
            <IconButton
                label="Undo (Ctrl+Z)"
                glyph=Glyph::Undo
                small=true
                disabled=Signal::derive(move || !can.get().0)
                on_press=move |()| bench.exploration.undo()
            />
            <IconButton
                label="Redo (Ctrl+Shift+Z)"
                glyph=Glyph::Redo
                small=true
                disabled=Signal::derive(move || !can.get().1)
                on_press=move |()| bench.exploration.redo()
            />
            <span class="wide-only">
            <Button
                label="Start anew"
                look=Look::Quiet
                small=true
                disabled=Signal::derive(move || bench.is_bare())
                on_press=move |()| {
                    if let Some(name) = name.get_untracked() {
                        bench.begin(&name);
                    }
                }
            />
            </span>
        </Show>
    }
}

/// What stands at the foot.
#[component]
pub(super) fn Tools() -> impl IntoView {
    let bench = use_bench();
    let is_table = move || {
        bench.answering.answer.with(|answer| {
            answer
                .as_ref()
                .is_some_and(|answer| answer.chart.kind == Some(Kind::Table))
        })
    };
    let toggle = move || if bench.as_table.get() { "Chart" } else { "Table" }.to_owned();
    let toggle_glyph = move || {
        Some(if bench.as_table.get() {
            Glyph::Chart
        } else {
            Glyph::Table
        })
    };
    let has_figures = move || bench.query().is_some_and(|query| !query.is_rows());
    let (draft, notices, why, thread) = (use_sql_draft(), use_notices(), use_why(), use_thread());
    let sql = move |()| {
        let Some(tile) = untrack(move || bench.kept()) else {
            return;
        };
        spawn_local(async move {
            match bench.engine.explain(tile.question).await {
                Ok(text) => draft.open(text),
                Err(problem) => notices.problem(&problem),
            }
        });
    };
    let ask = move |()| {
        let (Some(tile), Some(answer)) = (untrack(move || bench.kept()), bench.answering.answer.get_untracked()) else {
            return;
        };
        thread.add(tile, answer);
        Route::Ask.go();
    };
    let explain = move |()| {
        if let Some(wanted) = untrack(move || why_of(bench)) {
            why.ask(wanted);
        }
    };
    let taken = move |()| untrack(move || taken(bench));
    let millis = move || {
        bench
            .answering
            .answer
            .with(|answer| answer.as_ref().map(|answer| format::millis(answer.millis)))
    };
    view! {
        <div class="foot">
            <Pin tile=Signal::derive(move || bench.kept()) />
            <Show when=move || !is_table()>
                <Button
                    label=Signal::derive(toggle)
                    look=Look::Quiet
                    small=true
                    glyph=Signal::derive(toggle_glyph)
                    on_press=move |()| bench.as_table.update(|on| *on = !*on)
                />
            </Show>
            <Button label="Ask" look=Look::Quiet small=true glyph=Glyph::Ask on_press=ask />
            <Button label="SQL" look=Look::Quiet small=true glyph=Glyph::Sql on_press=sql />
            <Show when=has_figures>
                <Button label="Why…" look=Look::Quiet small=true glyph=Glyph::Why on_press=explain />
            </Show>
            <Menu class="button quiet small" face=|| view! { <Icon glyph=Glyph::Download />"Download" }>
                <TakeOut taken />
            </Menu>
            <span class="space"></span>
            <span class="small-text" title="How long the engine took">{millis}</span>
        </div>
    }
}

fn why_of(bench: Bench) -> Option<WhyWanted> {
    let tile = bench.kept()?;
    let Question::Query(query) = tile.question else {
        return None;
    };
    Some(WhyWanted {
        title: tile.title,
        query,
        answer: bench.answering.answer.get()?,
        filters: Vec::new(),
        of: None,
    })
}

fn taken(bench: Bench) -> Option<Taken> {
    let body = document().query_selector(".stage-card > .body").ok().flatten();
    let size = body.map(|body| (f64::from(body.client_width()), f64::from(body.client_height())));
    Some(Taken {
        tile: bench.kept()?,
        filters: Vec::new(),
        answer: bench.answering.answer.get(),
        as_table: bench.as_table.get(),
        size: size.unwrap_or_default(),
    })
}
