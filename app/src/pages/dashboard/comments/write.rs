//! The field in which a comment is written.

use super::{about, change};
use crate::clock;
use crate::pages::dashboard::board::use_board;
use crate::ui::button::{Button, Look};
use leptos::html;
use leptos::prelude::*;
use spec::comment::{Anchor, Comment, CommentId, Said};

const NAME: &str = "sextant-name";

/// The field, with what the comment will be about.
#[component]
pub(super) fn Write() -> impl IntoView {
    let board = use_board();
    let text = RwSignal::new(String::new());
    let node = NodeRef::<html::Textarea>::new();
    let anchor = Memo::new(move |_| board.commenting.get().unwrap_or(Anchor::Dashboard));
    Effect::new(move |_| {
        let asked = board.commenting.with(Option::is_some);
        if let (true, Some(field)) = (asked, node.get()) {
            request_animation_frame(move || drop(field.focus()));
        }
    });
    let say = move || {
        let said = text.get_untracked().trim().to_owned();
        if said.is_empty() {
            return;
        }
        change(board, |comments| {
            comments.push(Comment {
                id: CommentId(clock::fresh_id()),
                anchor: anchor.get_untracked(),
                said: vec![said_now(said)],
                resolved: false,
            });
        });
        text.set(String::new());
        board.reading_comments.set(true);
        board.commenting.set(None);
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            say();
        }
    };
    view! {
        <form
            class="write"
            on:submit=move |event| {
                event.prevent_default();
                say();
            }
        >
            <p class="small-text">{move || format!("About: {}", about(board, &anchor.get()))}</p>
            <textarea
                node_ref=node
                class="input"
                rows="3"
                aria-label="Comment"
                placeholder="What do you see?"
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
                on:keydown=keys
            ></textarea>
            <div class="sign">
                <Button
                    label="Comment"
                    small=true
                    look=Look::Primary
                    disabled=Signal::derive(move || text.with(|text| text.trim().is_empty()))
                    on_press=move |()| say()
                />
                <input
                    class="input"
                    aria-label="Your name, for those you share the dashboard with"
                    title="Your name, for those you share the dashboard with"
                    placeholder="Your name"
                    autocomplete="name"
                    prop:value=name
                    on:change:target=move |event| rename(&event.target().value())
                />
            </div>
        </form>
    }
}

/// Words said at this moment.
pub(super) fn said_now(text: String) -> Said {
    Said {
        text,
        at: js_sys::Date::now(),
        by: name(),
    }
}

/// How the reader signs on this device; empty when nothing is kept.
fn name() -> String {
    let storage = window().local_storage().ok().flatten();
    let kept = storage.and_then(|storage| storage.get_item(NAME).ok().flatten());
    kept.unwrap_or_default()
}

fn rename(name: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A browser that keeps nothing asks again.
        drop(storage.set_item(NAME, name.trim()));
    }
}
