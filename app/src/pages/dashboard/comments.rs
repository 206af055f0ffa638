//! What people say about a dashboard: a panel beside the tiles, each remark anchored where it belongs.

mod thread;
mod write;

use super::board::{self, Board, use_board};
use crate::ui::button::IconButton;
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use spec::comment::{Anchor, Comment, CommentId};
use spec::dashboard::TileId;
use spec::edit::Edit;
use thread::Thread;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use write::Write;

/// The panel; it is there while comments are read or one is written.
#[component]
pub(super) fn CommentsPanel() -> impl IntoView {
    let board = use_board();
    let is_open = Memo::new(move |_| board.reading_comments.get() || board.commenting.with(Option::is_some));
    let before = StoredValue::new_local(None::<HtmlElement>);
    Effect::new(move |_| {
        if is_open.get() {
            let focused = document().active_element();
            before.set_value(focused.and_then(|focused| focused.dyn_into().ok()));
        }
    });
    let close = move || {
        board.reading_comments.set(false);
        board.commenting.set(None);
        if let Some(before) = before.get_value() {
            drop(before.focus());
        }
    };
    let ids = move |resolved: bool| {
        let comments = all(board).into_iter().filter(|comment| comment.resolved == resolved);
        comments.map(|comment| comment.id).collect::<Vec<_>>()
    };
    let done = Memo::new(move |_| ids(true));
    let open = Memo::new(move |_| ids(false));
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close();
        }
    };
    view! {
        <Show when=move || is_open.get()>
            <aside class="comments" aria-label="Comments" on:keydown=keys>
                <div class="top">
                    <h2>"Comments"</h2>
                    <span class="space"></span>
                    <IconButton label="Close the comments" glyph=Glyph::Close on_press=move |()| close() />
                </div>
                <Write />
                <Show when=move || open.with(Vec::is_empty) && done.with(Vec::is_empty)>
                    <p class="quiet-text">"Nothing was said yet. A comment on a tile or a mark begins in its menu."</p>
                </Show>
                <For each=move || open.get() key=Clone::clone let:id>
                    <Thread id />
                </For>
                <Show when=move || done.with(|done| !done.is_empty())>
                    <details class="resolved">
                        <summary>{move || format!("Resolved: {}", done.with(Vec::len))}</summary>
                        <For each=move || done.get() key=Clone::clone let:id>
                            <Thread id />
                        </For>
                    </details>
                </Show>
            </aside>
        </Show>
    }
}

/// Every comment of the dashboard.
fn all(board: Board) -> Vec<Comment> {
    board.dashboard.with(|dashboard| {
        dashboard
            .as_ref()
            .map(|dashboard| dashboard.comments.clone())
            .unwrap_or_default()
    })
}

/// How many comments on a tile are not resolved.
pub(super) fn open_on(board: Board, tile: &TileId) -> usize {
    board.dashboard.with(|dashboard| {
        let comments = dashboard.as_ref().map_or(&[][..], |dashboard| &dashboard.comments);
        comments
            .iter()
            .filter(|comment| !comment.resolved && comment.anchor.tile() == Some(tile))
            .count()
    })
}

/// What a comment is about, in words.
fn about(board: Board, anchor: &Anchor) -> String {
    let tile = anchor.tile().map(|tile| {
        board.dashboard.with(|dashboard| {
            let dashboard = dashboard.as_ref()?;
            Some(board::name(dashboard.placed(tile)?, dashboard))
        })
    });
    match (anchor, tile) {
        (Anchor::Dashboard, _) | (_, None) => "The dashboard".to_owned(),
        (_, Some(None)) => "A tile that is gone".to_owned(),
        (Anchor::Mark { label, .. }, Some(Some(tile))) => format!("{tile} · {label}"),
        (Anchor::Tile(_), Some(Some(tile))) => tile,
    }
}

/// Changes the comments, as one change that can be taken back.
fn change(board: Board, change: impl FnOnce(&mut Vec<Comment>)) {
    let mut comments = untrack(|| all(board));
    let before = comments.clone();
    change(&mut comments);
    if comments != before {
        board.edit(Edit::Comments(comments));
    }
}

/// Changes one comment.
fn change_one(board: Board, id: &CommentId, one: impl FnOnce(&mut Comment)) {
    change(board, |comments| {
        if let Some(comment) = comments.iter_mut().find(|comment| &comment.id == id) {
            one(comment);
        }
    });
}
