//! The one file field of the page; every "choose a file" presses it.

use crate::files::{INPUT, use_files};
use leptos::html;
use leptos::prelude::*;

/// The file field, out of sight.
#[component]
pub(crate) fn FileInput() -> impl IntoView {
    let files = use_files();
    let node = NodeRef::<html::Input>::new();
    let take = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let chosen = input
            .files()
            .map(|list| (0..list.length()).filter_map(|index| list.get(index)).collect());
        files.open(chosen.unwrap_or_default());
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <input
            type="file"
            id=INPUT
            node_ref=node
            class="hidden-label"
            multiple
            tabindex="-1"
            aria-hidden="true"
            aria-label="Choose files"
            on:change=take
        />
    }
}
