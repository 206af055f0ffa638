//! A text on a dashboard, and the dialog that writes it or describes a picture.

use crate::pages::dashboard::board::use_board;
use crate::pages::dashboard::tile::TileState;
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Dialog;
use crate::ui::field::Line;
use crate::ui::markdown::markdown;
use leptos::html;
use leptos::prelude::*;
use spec::dashboard::{Content, Image};
use spec::edit::Edit;

/// A text in Markdown.
#[component]
pub(super) fn Text(text: String) -> impl IntoView {
    match text.trim().is_empty() {
        true => view! { <p class="quiet-text">"An empty text: double-click to write"</p> }.into_any(),
        false => view! { <div class="prose">{markdown(&text)}</div> }.into_any(),
    }
}

/// The dialog.
#[component]
pub(super) fn Editor(state: TileState, content: Memo<Option<Content>>, editing: RwSignal<bool>) -> impl IntoView {
    let board = use_board();
    let draft = RwSignal::new(String::new());
    Effect::new(move |_| {
        if editing.get() {
            draft.set(match content.get_untracked() {
                Some(Content::Text(text)) => text,
                Some(Content::Image(image)) => image.description,
                _ => String::new(),
            });
        }
    });
    let is_text = move || content.with(|content| matches!(content, Some(Content::Text(_))));
    let title = Signal::derive(move || if is_text() { "Text" } else { "Picture" }.to_owned());
    let save = move || {
        let written = draft.get_untracked();
        let content = match content.get_untracked() {
            Some(Content::Text(_)) => Content::Text(written),
            Some(Content::Image(image)) => Content::Image(Image {
                description: written,
                ..image
            }),
            _ => return,
        };
        editing.set(false);
        let id = state.id.get_value();
        board.edit(Edit::Show { id, content });
    };
    view! {
        <Dialog open=editing title wide=true>
            <form
                class="condition"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                {move || match is_text() {
                    true => view! { <Writing draft /> }.into_any(),
                    false => view! { <Line label="What it shows, for those who cannot see it" value=draft on_type=move |text| draft.set(text) /> }.into_any(),
                }}
                <div class="actions">
                    <Button label="Cancel" on_press=move |()| editing.set(false) />
                    <Button label="Save" look=Look::Primary on_press=move |()| save() />
                </div>
            </form>
        </Dialog>
    }
}

/// What is written, and how it will look.
#[component]
fn Writing(draft: RwSignal<String>) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    node.on_load(|field| request_animation_frame(move || drop(field.focus())));
    view! {
        <div class="writing">
            <label class="field">
                <span class="label">"Markdown: # heading, **bold**, - list, [link](https://…)"</span>
                <textarea
                    node_ref=node
                    class="input"
                    rows="12"
                    aria-label="Text"
                    prop:value=draft.get_untracked()
                    on:input:target=move |event| draft.set(event.target().value())
                ></textarea>
            </label>
            <div class="prose" aria-label="How it will look" role="region">
                {move || markdown(&draft.get())}
            </div>
        </div>
    }
}
