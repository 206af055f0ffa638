//! The kinds of chart: those that fit, best first, then the others with what they lack.

use super::bench::{Bench, use_bench};
use crate::ui::button::IconButton;
use crate::ui::icon::Glyph;
use crate::ui::over::OverDialog;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use spec::answer::{Answer, Reason};
use spec::chart::{Chart, Kind};
use spec::shelf;
use std::sync::Arc;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// The strip.
#[component]
pub(super) fn Strip() -> impl IntoView {
    let bench = use_bench();
    let fitting = Memo::new(move |_| {
        bench
            .answering
            .answer
            .with(|answer| answer.as_ref().map(|answer| answer.fitting.clone()).unwrap_or_default())
    });
    let lacking = Memo::new(move |_| {
        let lacking = |answer: &Arc<Answer>| answer.lacking.clone();
        bench
            .answering
            .answer
            .with(|answer| answer.as_ref().map(lacking).unwrap_or_default())
    });
    let now = Memo::new(move |_| bench.answering.answer.with(|answer| answer.as_ref()?.chart.kind));
    let wanted = Memo::new(move |_| bench.tile.with(|tile| tile.as_ref()?.chart.kind));
    // What does not fit but can be drawn stands between.
    let possible = move || {
        let (fitting, lacking) = (fitting.get(), lacking.get());
        let is_other = |kind: &Kind| !fitting.contains(kind) && !lacking.iter().any(|lack| lack.kind == *kind);
        let has_answer = !fitting.is_empty();
        let others = Kind::ALL.iter().copied().filter(is_other);
        others.filter(|_| has_answer).collect::<Vec<_>>()
    };
    let over = RwSignal::new(false);
    let chart = Signal::derive(move || bench.tile.get().map(|tile| tile.chart).unwrap_or_default());
    let answer = Signal::derive(move || bench.answering.answer.get());
    view! {
        <div class="strip-line">
            <div class="kind-strip" role="group" aria-label="Kinds of chart" on:keydown=walk>
                <button
                    type="button"
                    class="kind"
                    title="Always the kind that fits best"
                    aria-pressed=move || wanted.get().is_none().to_string()
                    on:click=move |_| choose(bench, None)
                >
                    "Best"
                </button>
                <For each=move || fitting.get() key=|kind| *kind let:kind>
                    <OneKind bench kind now />
                </For>
                <For each=possible key=|kind| *kind let:kind>
                    <OneKind bench kind now />
                </For>
                <For each=move || lacking.get() key=|lack| (lack.kind, lack.why.clone()) let:lack>
                    <Unfit bench lack />
                </For>
            </div>
            <IconButton label="Lines and small charts…" glyph=Glyph::Formula small=true on_press=move |()| over.set(true) />
        </div>
        <OverDialog open=over chart answer on_change=move |chart| bench.draw(chart) />
    }
}

#[component]
fn OneKind(bench: Bench, kind: Kind, now: Memo<Option<Kind>>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="kind"
            tabindex="-1"
            title=format!("{}: {}", kind.label(), kind.purpose())
            aria-pressed=move || (now.get() == Some(kind)).to_string()
            on:click=move |_| choose(bench, Some(kind))
        >
            {kind.label()}
        </button>
    }
}

/// A kind that the answer has not what it takes for; pressing it says so.
#[component]
fn Unfit(bench: Bench, lack: Reason) -> impl IntoView {
    let kind = lack.kind;
    let told = format!("{}: {}", kind.label(), lack.why);
    let said = told.clone();
    let press = move |_| {
        bench.refused.set(Some(kind));
        bench.said.set(said.clone());
    };
    view! {
        <button
            type="button"
            class="kind unfit"
            tabindex="-1"
            aria-disabled="true"
            title=told.clone()
            aria-label=told
            on:click=press
        >
            {kind.label()}
        </button>
    }
}

/// Draws as a kind; as the best one when absent.
pub(super) fn choose(bench: Bench, kind: Option<Kind>) {
    let Some(tile) = bench.tile.get_untracked() else { return };
    bench.as_table.set(false);
    let chart = match kind {
        Some(kind) => tile.chart.clone().redrawn(kind),
        None => Chart {
            kind: None,
            ..tile.chart.clone()
        },
    };
    let drawn = shelf::kept(&tile, spec::dashboard::Tile { chart, ..tile.clone() });
    bench.draw(drawn.chart);
}

/// The arrow keys walk the kinds.
fn walk(event: KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => -1,
        _ => return,
    };
    let Ok(all) = document().query_selector_all(".kind-strip .kind") else {
        return;
    };
    event.prevent_default();
    let target = event_target::<web_sys::Node>(&event);
    let is_it = |at: &i32| {
        all.item(*at as u32)
            .is_some_and(|node| node.is_same_node(Some(&target)))
    };
    let at = (0..all.length() as i32).find(is_it).unwrap_or_default();
    let next = u32::try_from(at + by).ok().and_then(|next| all.item(next));
    if let Some(next) = next.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        drop(next.focus());
    }
}
