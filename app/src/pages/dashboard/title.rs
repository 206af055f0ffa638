//! A title that can be written anew where it stands: by double click, F2 or from a menu.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// A title, and the field to write it anew.
#[component]
pub(crate) fn Title(
    /// What it says.
    value: Signal<String>,
    /// Whether it is being written.
    editing: RwSignal<bool>,
    /// Which heading it is: 1 for the page, 2 below it.
    level: u8,
    /// Hears what was written; never nothing.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let heading = move || {
        let (text, full) = (move || value.get(), move || value.get());
        let edit = move |_| editing.set(true);
        match level {
            1 => view! { <h1 class="title" title=full on:dblclick=edit>{text}</h1> }.into_any(),
            _ => view! { <h2 class="title" title=full on:dblclick=edit>{text}</h2> }.into_any(),
        }
    };
    view! {
        <Show when=move || editing.get() fallback=heading>
            <Field value editing on_change />
        </Show>
    }
}

#[component]
fn Field(value: Signal<String>, editing: RwSignal<bool>, on_change: Callback<String>) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    node.on_load(|input| {
        begin(&input);
        // A menu that has just closed gives the focus back to its button.
        request_animation_frame(move || begin(&input));
    });
    let commit = move || {
        if !editing.get_untracked() {
            return;
        }
        editing.set(false);
        let written = node.get_untracked().map(|input| input.value().trim().to_owned());
        match written {
            Some(written) if !written.is_empty() && written != value.get_untracked() => on_change.run(written),
            _ => {}
        }
    };
    let keys = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => {
                commit();
                leave(&event);
            }
            "Escape" => {
                editing.set(false);
                leave(&event);
            }
            _ => {}
        }
        event.stop_propagation();
    };
    view! {
        <input
            node_ref=node
            class="input title-input"
            aria-label="Title"
            prop:value=value.get_untracked()
            on:keydown=keys
            on:blur=move |_| commit()
            on:pointerdown=|event| event.stop_propagation()
        />
    }
}

/// What is typed goes into the field at once, in place of what it says.
fn begin(input: &HtmlInputElement) {
    if document().active_element().as_ref() != Some(input.unchecked_ref()) {
        drop(input.focus());
        input.select();
    }
}

/// The field is about to go: the focus goes back to the tile that it names.
fn leave(event: &KeyboardEvent) {
    let tile = event_target::<Element>(event).closest("article").ok().flatten();
    if let Some(tile) = tile.and_then(|tile| tile.dyn_into::<HtmlElement>().ok()) {
        drop(tile.focus());
    }
}
