//! Which kind of chart an answer is drawn as.

use super::card::Card;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem, MenuTitle};
use crate::ui::over::OverDialog;
use leptos::prelude::*;
use spec::chart::{Chart, Kind};
use spec::dashboard::Tile;

/// The kinds that fit, then the others.
#[component]
pub(super) fn Kinds(
    /// The card.
    card: Card,
) -> impl IntoView {
    let now = Memo::new(move |_| card.answer().and_then(|answer| answer.chart.kind));
    let fitting = move || card.answer().map(|answer| answer.fitting.clone()).unwrap_or_default();
    let others = move || {
        let fitting = fitting();
        Kind::ALL
            .iter()
            .copied()
            .filter(|kind| !fitting.contains(kind))
            .collect::<Vec<_>>()
    };
    let draw = move |kind: Kind| {
        card.as_table.set(false);
        if let Some(tile) = untrack(move || card.tile()) {
            let chart = tile.chart.clone().redrawn(kind);
            card.read_as(Tile { chart, ..tile });
        }
    };
    let item = move |kind: Kind| {
        let checked = Signal::derive(move || Some(now.get() == Some(kind)));
        view! { <MenuItem label=kind.label() hint=kind.purpose() checked on_press=move |()| draw(kind) /> }
    };
    let face = move || {
        view! {
            <Icon glyph=Glyph::Chart />
            {move || now.get().map(Kind::label)}
            <Icon glyph=Glyph::Down />
        }
    };
    let label = Signal::derive(move || {
        Some(format!(
            "Kind of chart, now {}",
            now.get().map_or("chosen", Kind::label).to_lowercase()
        ))
    });
    let over = RwSignal::new(false);
    let chart = Signal::derive(move || card.tile().map(|tile| tile.chart).unwrap_or_default());
    let answer = Signal::derive(move || card.answer());
    let lay = move |chart: Chart| {
        if let Some(tile) = untrack(move || card.tile()) {
            card.read_as(Tile { chart, ..tile });
        }
    };
    view! {
        <Menu class="button quiet small kinds" label face=face>
            <MenuItem label="Lines and small charts…" glyph=Glyph::Formula on_press=move |()| over.set(true) />
            <MenuTitle label="Fits this answer" />
            {move || fitting().into_iter().map(item).collect_view()}
            <MenuTitle label="Others" />
            {move || others().into_iter().map(item).collect_view()}
        </Menu>
        <OverDialog open=over chart answer on_change=lay />
    }
}
