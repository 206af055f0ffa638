//! An answer onto a dashboard.

use crate::documents::use_documents;
use crate::notices::use_notices;
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use leptos::prelude::*;
use spec::dashboard::{DashboardId, Tile};

/// Chooses the dashboard, or makes one.
#[component]
pub(in crate::pages) fn Pin(
    /// The answer as a tile.
    #[prop(into)]
    tile: Signal<Option<Tile>>,
) -> impl IntoView {
    let (documents, notices) = (use_documents(), use_notices());
    let pin = move |id: &DashboardId| {
        let Some(tile) = tile.get_untracked() else {
            return;
        };
        documents.pin(id, tile);
        let title = untrack(move || documents.dashboard(id))
            .map(|dashboard| dashboard.title)
            .unwrap_or_default();
        notices.link(
            format!("Pinned to {title}"),
            "Open the dashboard",
            Route::Dashboard(id.clone()).href(),
        );
    };
    let create = move |()| {
        let id = documents.create("My dashboard");
        pin(&id);
    };
    let all = move || {
        documents.all.with(|all| {
            let dashboards = all.iter().map(|document| &document.dashboard);
            dashboards
                .map(|dashboard| (dashboard.id.clone(), dashboard.title.clone()))
                .collect::<Vec<_>>()
        })
    };
    view! {
        <Menu class="button quiet small" face=|| view! { <Icon glyph=Glyph::Pin />"Pin" }>
            <For each=all key=|dashboard| dashboard.clone() let((id, title))>
                <MenuItem label=title glyph=Glyph::Dashboards on_press=move |()| pin(&id) />
            </For>
            <MenuItem label="New dashboard" glyph=Glyph::Plus on_press=create />
        </Menu>
    }
}
