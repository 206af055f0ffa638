//! One comment: what it is about, what was said, and whether it is done with.

use super::write::said_now;
use super::{about, all, change, change_one};
use crate::pages::dashboard::board::{Board, use_board};
use crate::pages::dashboard::keyboard;
use crate::pages::dashboards::card::when;
use crate::ui::button::{Button, Look};
use leptos::prelude::*;
use spec::comment::{Anchor, Comment, CommentId, Said};

/// One comment with its answers.
#[component]
pub(super) fn Thread(id: CommentId) -> impl IntoView {
    let board = use_board();
    let id = StoredValue::new(id);
    let comment = Memo::new(move |_| {
        all(board)
            .into_iter()
            .find(|comment| id.with_value(|id| &comment.id == id))
    });
    let reply = RwSignal::new(String::new());
    let answer = move || {
        let said = reply.get_untracked().trim().to_owned();
        if !said.is_empty() {
            id.with_value(|id| change_one(board, id, |comment| comment.said.push(said_now(said))));
            reply.set(String::new());
        }
    };
    let words = move || {
        let said = comment.get().map(|comment| comment.said).unwrap_or_default();
        let said = said.into_iter().map(|Said { text, at, by }| {
            let signed = match by.is_empty() {
                true => when(at),
                false => format!("{by}, {}", when(at)),
            };
            view! { <p class="said">{text}<small>{signed}</small></p> }
        });
        said.collect_view()
    };
    let is_resolved = move || comment.with(|comment| comment.as_ref().is_some_and(|comment| comment.resolved));
    let turn = move |()| id.with_value(|id| change_one(board, id, |comment| comment.resolved = !comment.resolved));
    let remove = move |()| {
        change(board, |comments| {
            comments.retain(|comment| id.with_value(|id| &comment.id != id))
        })
    };
    view! {
        <article class="comment-thread" class:done=is_resolved>
            <button type="button" class="anchor" on:click=move |_| show(board, comment.get_untracked())>
                {move || comment.get().map(|comment| about(board, &comment.anchor))}
            </button>
            {words}
            <form
                class="reply"
                on:submit=move |event| {
                    event.prevent_default();
                    answer();
                }
            >
                <input
                    class="input"
                    aria-label="Reply"
                    placeholder="Reply"
                    prop:value=move || reply.get()
                    on:input:target=move |event| reply.set(event.target().value())
                />
            </form>
            <div class="doings">
                <Button
                    small=true
                    look=Look::Quiet
                    label=Signal::derive(move || if is_resolved() { "Open again" } else { "Resolve" }.to_owned())
                    on_press=turn
                />
                <Button small=true look=Look::Quiet label="Remove" on_press=remove />
            </div>
        </article>
    }
}

/// Goes to what a comment is about: its tab, and its tile.
fn show(board: Board, comment: Option<Comment>) {
    let Some(Anchor::Tile(tile) | Anchor::Mark { tile, .. }) = comment.map(|comment| comment.anchor) else {
        return;
    };
    if let Some(placed) = untrack(|| board.placed(&tile)) {
        board.tab.set(placed.tab);
        request_animation_frame(move || keyboard::focus(&tile));
    }
}
