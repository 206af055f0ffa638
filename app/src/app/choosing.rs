//! The file fields of the page; every "choose a file" and "choose a folder" presses one of them.

use crate::files::found::{Found, is_junk};
use crate::files::{FOLDER_INPUT, INPUT, use_files};
use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

/// The file fields, out of sight.
#[component]
pub(crate) fn FileInputs() -> impl IntoView {
    let files = use_files();
    let folder = NodeRef::<html::Input>::new();
    // Leptos does not know this attribute.
    folder.on_load(|input| drop(input.set_attribute("webkitdirectory", "")));
    let take = move |event: ev::Event| {
        let Some(input) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let found = chosen(&input);
        if !found.is_empty() {
            files.open(found);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <input
            type="file"
            id=INPUT
            class="hidden-label"
            multiple
            tabindex="-1"
            aria-hidden="true"
            aria-label="Choose files"
            on:change=take
        />
        <input
            type="file"
            id=FOLDER_INPUT
            node_ref=folder
            class="hidden-label"
            multiple
            tabindex="-1"
            aria-hidden="true"
            aria-label="Choose a folder"
            on:change=take
        />
    }
}

/// What was chosen, in the order of the names; of a folder without its junk.
fn chosen(input: &HtmlInputElement) -> Vec<Found> {
    let list = input.files();
    let count = list.as_ref().map_or(0, web_sys::FileList::length);
    let files = (0..count).filter_map(|index| list.as_ref()?.get(index));
    let mut found: Vec<_> = files.map(Found::from).collect();
    if input.has_attribute("webkitdirectory") {
        found.retain(|file| !is_junk(file.name()));
        found.sort_by(|a, b| a.name().cmp(b.name()));
    }
    found
}
