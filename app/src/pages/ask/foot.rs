//! What can be done with an answer.

use super::card::Card;
use super::pin::Pin;
use crate::engine::use_engine;
use crate::notices::use_notices;
use crate::ui::button::{Button, Look};
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::Menu;
use crate::ui::take_out::{TakeOut, Taken};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::chart::Kind;
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
            <Pin card />
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
            <Download card />
            <span class="space"></span>
            <span class="small-text" title="How long the engine took">{millis}</span>
        </div>
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
