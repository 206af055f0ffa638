//! One dashboard: tiles on a grid that answer questions and filter each other.

pub(in crate::pages) mod answering;
mod asking;
mod board;
mod canvas;
mod comments;
mod content;
mod drag;
mod filters;
mod head;
mod keyboard;
mod mark_menu;
mod near;
mod notes;
mod phone_layout;
mod picks;
mod tabs;
mod taking;
mod tile;
mod tile_menu;
pub(crate) mod title;
mod versions;

use crate::documents::use_documents;
use crate::notices::use_notices;
use crate::pages::dashboards::making::MakeDialog;
use crate::pages::rows::RowsDialog;
use crate::route::Route;
use crate::ui::button::{Button, Look};
use crate::ui::icon::{Glyph, Icon};
use asking::AskDialog;
use board::{Asking, Board, use_board};
use canvas::Canvas;
use comments::CommentsPanel;
use filters::FiltersBar;
use head::Head;
use leptos::prelude::*;
use spec::dashboard::DashboardId;
use spec::edit::Edit;
use tabs::Tabs;

/// One dashboard.
#[component]
pub(crate) fn DashboardPage(
    /// Which one.
    id: DashboardId,
) -> impl IntoView {
    let documents = use_documents();
    let board = Board::open(id, documents, use_notices());
    provide_context(board);
    let print = taking::printing(board);
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if keyboard::is_print(&event) {
            event.prevent_default();
            print.run(());
        }
        if keyboard::press_page(board, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
    let state = Memo::new(move |_| {
        let tiles = board.sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.tiles.len()));
        match (tiles, documents.loaded.get()) {
            (Some(0), _) => State::Empty,
            (Some(_), _) => State::Filled,
            (None, true) => State::Gone,
            (None, false) => State::Loading,
        }
    });
    view! {
        <Show when=move || matches!(state.get(), State::Empty | State::Filled)>
            <Head />
            <Tabs />
            <FiltersBar />
        </Show>
        {move || match state.get() {
            State::Filled => view! { <Canvas /> }.into_any(),
            State::Empty => view! { <Empty /> }.into_any(),
            State::Gone => view! { <Gone /> }.into_any(),
            State::Loading => ().into_any(),
        }}
        <p class="hidden-label" aria-live="polite">{move || board.said.get()}</p>
        <AskDialog />
        <RowsDialog rows=board.rows />
        <CommentsPanel />
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Loading,
    Gone,
    Empty,
    Filled,
}

#[component]
fn Empty() -> impl IntoView {
    let board = use_board();
    let making = RwSignal::new(false);
    let has_tabs = Memo::new(move |_| tabs::all(board).len() > 1);
    let made = move |made| board.edit(Edit::Restore(Box::new(made)));
    view! {
        <div class="empty">
            <span class="empty-mark"><Icon glyph=Glyph::Dashboards /></span>
            <h2>"Nothing on it yet"</h2>
            <p>"Ask a question and pin its answer, or say here what you want to see."</p>
            <div class="chips">
                <Button
                    label="Add an answer…"
                    glyph=Glyph::Plus
                    look=Look::Primary
                    on_press=move |()| board.asking.set(Some(Asking::New))
                />
                <Show when=move || !has_tabs.get()>
                    <Button label="Make one from a dataset…" on_press=move |()| making.set(true) />
                </Show>
                <a class="button" href=Route::Ask.href()>
                    "Go to Ask"
                </a>
            </div>
            <MakeDialog open=making on_made=made />
        </div>
    }
}

#[component]
fn Gone() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"This dashboard is not here"</h2>
            <p>"It was removed, or it was made in another browser: dashboards stay on the device that made them."</p>
            <a class="button" href=Route::Dashboards.href()>
                "All dashboards"
            </a>
        </div>
    }
}
