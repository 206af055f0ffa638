//! A result as a chart, and on a dashboard.

use super::bench::{Bench, use_bench};
use crate::documents::use_documents;
use crate::notices::use_notices;
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem, MenuTitle};
use leptos::prelude::*;
use spec::chart::{Chart, Kind};
use spec::dashboard::{DashboardId, Tile};

impl Bench {
    /// Draws the result, or shows its rows again.
    pub(super) fn toggle_chart(self) {
        let charted = !self.charted.get_untracked();
        self.charted.set(charted);
        let kind = self.outcome.with_untracked(|outcome| {
            let answer = &outcome.as_ref()?.answer;
            let drawn = answer.chart.kind.is_some_and(|kind| kind != Kind::Table);
            let best = answer.fitting.iter().find(|kind| **kind != Kind::Table).copied();
            best.filter(|_| !drawn)
        });
        if let (true, Some(kind)) = (charted, kind) {
            self.draw(kind);
        }
    }

    /// The result as a tile: drawn as it is shown.
    fn tile(self) -> Option<Tile> {
        let outcome = self.outcome.get_untracked()?;
        let chart = match self.charted.get_untracked() {
            true => outcome.answer.chart.clone(),
            false => Chart::of(Kind::Table),
        };
        Some(Tile { chart, ..outcome.tile })
    }

    fn kind(self) -> Option<Kind> {
        self.outcome
            .with(|outcome| outcome.as_ref().and_then(|outcome| outcome.answer.chart.kind))
    }
}

/// The kinds of chart that fit the result.
#[component]
pub(super) fn KindMenu() -> impl IntoView {
    let bench = use_bench();
    let items = move || {
        let now = untrack(|| bench.kind());
        let fitting = bench.outcome.with_untracked(|outcome| {
            let outcome = outcome.as_ref();
            outcome
                .map(|outcome| outcome.answer.fitting.clone())
                .unwrap_or_default()
        });
        let drawn = fitting.into_iter().filter(|kind| *kind != Kind::Table);
        let items = drawn.map(|kind| {
            let checked = now == Some(kind);
            view! { <MenuItem label=kind.label() checked on_press=move |()| bench.draw(kind) /> }
        });
        items.collect::<Vec<_>>()
    };
    view! {
        <Menu
            label="Kind of chart"
            class="button quiet small"
            face=move || {
                view! {
                    {move || bench.kind().map(Kind::label)}
                    <Icon glyph=Glyph::Down />
                }
            }
        >
            {items()}
        </Menu>
    }
}

/// The dashboards that the result can be kept on.
#[component]
pub(super) fn PinMenu() -> impl IntoView {
    let bench = use_bench();
    let (documents, notices) = (use_documents(), use_notices());
    let pin = move |id: &DashboardId| {
        let Some(tile) = bench.tile() else { return };
        documents.pin(id, tile);
        let title = untrack(|| documents.dashboard(id)).map(|dashboard| dashboard.title);
        let message = format!("Pinned to {}", title.unwrap_or_default());
        notices.link(message, "Open", Route::Dashboard(id.clone()).href());
    };
    let items = move || {
        let all = documents
            .all
            .get_untracked()
            .into_iter()
            .map(|document| document.dashboard);
        let items = all.map(|dashboard| {
            let id = dashboard.id;
            view! { <MenuItem label=dashboard.title on_press=move |()| pin(&id) /> }
        });
        items.collect::<Vec<_>>()
    };
    view! {
        <Menu
            class="button quiet small"
            face=|| {
                view! {
                    <Icon glyph=Glyph::Pin />
                    "Pin"
                }
            }
        >
            <MenuTitle label="Pin to" />
            {items()}
            <MenuItem
                label="New dashboard"
                glyph=Glyph::Plus
                on_press=move |()| pin(&documents.create("New dashboard"))
            />
        </Menu>
    }
}
