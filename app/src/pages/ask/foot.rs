//! What can be done with an answer.

use super::card::Card;
use super::mark_menu::why_of;
use super::pin::Pin;
use crate::engine::use_engine;
use crate::exploration::use_exploration;
use crate::notices::use_notices;
use crate::pages::why::use_why;
use crate::ui::button::{Button, Look};
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::Menu;
use crate::ui::take_out::{TakeOut, Taken};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::chart::Kind;
use spec::question::Question;
use web_sys::HtmlElement;

/// Pin, table, SQL, download.
#[component]
pub(super) fn Foot(
    /// The card.
    card: Card,
) -> impl IntoView {
    let (engine, notices) = (use_engine(), use_notices());
    let is_table = Memo::new(move |_| {
        card.answer()
            .is_some_and(|answer| answer.chart.kind == Some(Kind::Table))
    });
    let toggle = move || if card.as_table.get() { "Chart" } else { "Table" }.to_owned();
    let toggle_glyph = move || {
        Some(if card.as_table.get() {
            Glyph::Chart
        } else {
            Glyph::Table
        })
    };
    let explain = move |()| {
        if card.statement.get_untracked().is_some() {
            return card.statement.set(None);
        }
        let Some(tile) = untrack(move || card.tile()) else {
            return;
        };
        spawn_local(async move {
            match engine.explain(tile.question).await {
                Ok(text) => drop(card.statement.try_set(Some(text))),
                Err(problem) => notices.problem(&problem),
            }
        });
    };
    let millis = move || card.answer().map(|answer| format::millis(answer.millis));
    view! {
        <div class="foot">
            <Pin tile=Signal::derive(move || card.tile()) />
            <Show when=move || !is_table.get()>
                <Button
                    label=Signal::derive(toggle)
                    look=Look::Quiet
                    small=true
                    glyph=Signal::derive(toggle_glyph)
                    on_press=move |()| card.as_table.update(|on| *on = !*on)
                />
            </Show>
            <Button
                label="SQL"
                look=Look::Quiet
                small=true
                glyph=Glyph::Sql
                pressed=Signal::derive(move || Some(card.statement.with(Option::is_some)))
                on_press=explain
            />
            <Elsewhere card />
            <Download card />
            <span class="space"></span>
            <span class="small-text" title="How long the engine took">{millis}</span>
        </div>
    }
}

/// The question in the visual builder, and why its figure is what it is.
#[component]
fn Elsewhere(card: Card) -> impl IntoView {
    let (exploration, why) = (use_exploration(), use_why());
    let explore = move |()| {
        if let Some(tile) = untrack(move || card.tile()) {
            exploration.open(tile, &[]);
        }
    };
    let explain = move |()| {
        if let Some(wanted) = untrack(move || why_of(card, None)) {
            why.ask(wanted);
        }
    };
    let is_query = move || {
        card.tile()
            .is_some_and(|tile| matches!(tile.question, Question::Query(_)))
    };
    let has_figures = move || {
        card.tile()
            .is_some_and(|tile| matches!(tile.question, Question::Query(query) if !query.is_rows()))
    };
    view! {
        <Show when=is_query>
            <Button label="Explore" look=Look::Quiet small=true glyph=Glyph::Explore on_press=explore />
        </Show>
        <Show when=has_figures>
            <Button label="Why…" look=Look::Quiet small=true glyph=Glyph::Why on_press=explain />
        </Show>
    }
}

/// The answer as a file, as a picture, on the clipboard.
#[component]
fn Download(card: Card) -> impl IntoView {
    let button = NodeRef::<html::Span>::new();
    let taken = move |()| {
        Some(Taken {
            tile: untrack(move || card.tile())?,
            filters: Vec::new(),
            answer: untrack(move || card.answer()),
            as_table: card.as_table.get_untracked(),
            size: button.get_untracked().map(|button| drawn(&button)).unwrap_or_default(),
        })
    };
    view! {
        <span node_ref=button>
            <Menu class="button quiet small" face=|| view! { <Icon glyph=Glyph::Download />"Download" }>
                <TakeOut taken />
            </Menu>
        </span>
    }
}

/// How large the answer is drawn in the card that the button stands in.
fn drawn(button: &HtmlElement) -> (f64, f64) {
    let body = button.closest(".card").ok().flatten();
    let body = body.and_then(|card| card.query_selector(".body").ok().flatten());
    body.map(|body| (f64::from(body.client_width()), f64::from(body.client_height())))
        .unwrap_or_default()
}
