//! What can be done with an answer.

use super::card::Card;
use super::pin::Pin;
use crate::echarts::Plot;
use crate::engine::use_engine;
use crate::notices::use_notices;
use crate::ui::button::{Button, Look};
use crate::ui::export_menu::ExportItems;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::{download, format};
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Level;
use spec::chart::Kind;

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

/// The answer as a file.
#[component]
fn Download(card: Card) -> impl IntoView {
    let notices = use_notices();
    let failed = move || {
        notices.tell(
            Level::Error,
            "The browser did not save the file: allow downloads for this site",
        )
    };
    let question = move |()| untrack(move || card.tile()).map(|tile| tile.question);
    let title = move |()| untrack(move || card.tile()).map(|tile| tile.title).unwrap_or_default();
    let picture = move |kind: &'static str| {
        let title = untrack(move || card.tile()).map(|tile| tile.title).unwrap_or_default();
        let image = card
            .plot
            .with_untracked(|plot| plot.as_ref().map(|plot: &Plot| plot.image(kind)));
        let saved =
            image.map(|image| image.and_then(|image| download::save(&download::file_name(&title, kind), &image)));
        if matches!(saved, Some(Err(_))) {
            failed();
        }
    };
    let is_drawn = move || !card.as_table.get() && card.plot.with(Option::is_some);
    view! {
        <Menu class="button quiet small" face=|| view! { <Icon glyph=Glyph::Download />"Download" }>
            <ExportItems title question before="Figures as " />
            <Show when=is_drawn>
                <MenuItem label="Picture as PNG" on_press=move |()| picture("png") />
                <MenuItem label="Picture as SVG" on_press=move |()| picture("svg") />
            </Show>
        </Menu>
    }
}
