//! The menu of a mark: by right click, long press or the menu key.

use super::bench::{Bench, use_bench};
use crate::echarts::Spot;
use crate::model::use_workspace;
use crate::pages::ask::edit::{Change, Stage};
use crate::pages::mark::{self, Mark};
use crate::pages::rows::{RowsDialog, RowsWanted};
use crate::pages::why::{WhyWanted, use_why};
use crate::ui::icon::Glyph;
use crate::ui::menu::at::MenuAt;
use crate::ui::menu::{MenuItem, MenuTitle};
use leptos::prelude::*;
use spec::cross;
use spec::dashboard::TileId;
use spec::drill::{self, Down};
use spec::filter::Filter;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// The menu of the chart's marks.
#[component]
pub(super) fn MarkMenu(
    /// Where it is asked for.
    spot: RwSignal<Option<Spot>>,
) -> impl IntoView {
    let bench = use_bench();
    let (at, rows) = (RwSignal::new(None), RwSignal::new(None::<RowsWanted>));
    let from = StoredValue::new_local(None::<HtmlElement>);
    Effect::new(move |_| {
        let spot = spot.get();
        if spot.is_some() {
            from.set_value(focused());
        }
        at.set(spot.map(|spot| spot.at));
    });
    let close = move |()| {
        spot.set(None);
        if let Some(element) = from.get_value() {
            drop(element.focus());
        }
    };
    view! {
        <MenuAt at label="Menu of the mark" on_close=close>
            {move || {
                let row = spot.get_untracked().and_then(|spot| spot.row);
                untrack(|| view! { <Items bench row rows /> })
            }}
        </MenuAt>
        <RowsDialog rows />
    }
}

/// What has the focus in the answer; the chart where nothing has.
fn focused() -> Option<HtmlElement> {
    let within = |element: &Element| element.closest(".stage-card").ok().flatten().is_some();
    let chart = || document().query_selector(".stage-card .canvas").ok().flatten();
    let element = document().active_element().filter(within).or_else(chart);
    element.and_then(|element| element.dyn_into().ok())
}

#[component]
fn Items(bench: Bench, row: Option<usize>, rows: RwSignal<Option<RowsWanted>>) -> impl IntoView {
    let (why, workspace) = (use_why(), use_workspace());
    let (Some(tile), Some(query), Some(answer)) = (bench.kept(), bench.query(), bench.answering.answer.get()) else {
        return ().into_any();
    };
    let query = cross::asked(&tile, Some(&answer)).unwrap_or(query);
    let id = TileId("explore".to_owned());
    let mark = row.and_then(|row| Some((row, Mark::of_row((bench.engine, workspace), &query, &answer, &id, row)?)));
    let of = mark.as_ref().map(|(row, mark)| (*row, mark.pick.clone()));
    let wanted = WhyWanted {
        title: tile.title.clone(),
        query: query.clone(),
        answer,
        filters: Vec::new(),
        of,
    };
    let has_figures = !query.is_rows();
    let row = row
        .filter(|_| !has_figures)
        .map(|row| mark::copied_row(&wanted.answer, row));
    let behind = mark::rows(tile.title, &query, &[], mark.as_ref().map(|(_, mark)| &mark.pick));
    view! {
        {mark.as_ref().map(|(_, mark)| view! { <MenuTitle label=mark.pick.label.clone() /> })}
        {has_figures
            .then(|| view! { <MenuItem label="Why is it this number…" glyph=Glyph::Why on_press=move |()| why.ask(wanted.clone()) /> })}
        {has_figures
            .then(|| view! { <MenuItem label="See the rows…" glyph=Glyph::Table on_press=move |()| rows.set(Some(behind.clone())) /> })}
        {row.map(|row| view! { <MenuItem label="Copy the row" glyph=Glyph::Copy on_press=move |()| mark::copy(&row) /> })}
        {mark.map(|(_, mark)| view! { <OfMark bench mark /> })}
    }
    .into_any()
}

#[component]
fn OfMark(bench: Bench, mark: Mark) -> impl IntoView {
    let copied = mark.copied();
    let (only, without) = (mark.pick.filter.clone(), mark::left_out(mark.pick).filter);
    let keep = move |filter: &Filter| bench.make(vec![Change::AddFilter(Stage::Rows, filter.clone())]);
    let ways = mark.ways.into_iter().map(move |step| {
        let label = format!("Drill down to {}", step.to.name());
        view! { <MenuItem label glyph=Glyph::Below on_press=move |()| go_down(bench, &step) /> }
    });
    let ways: Vec<_> = ways.collect();
    view! {
        <MenuItem label="Filter to this" glyph=Glyph::Filter on_press=move |()| keep(&only) />
        <MenuItem label="Leave this out" glyph=Glyph::Close on_press=move |()| keep(&without) />
        {ways}
        <MenuItem label="Copy" glyph=Glyph::Copy on_press=move |()| mark::copy(&copied) />
    }
}

fn go_down(bench: Bench, step: &Down) {
    if let Some(before) = bench.tile.get_untracked() {
        bench.take(&before, drill::drilled(&before, std::slice::from_ref(step)));
    }
}
