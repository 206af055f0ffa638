//! Tables and files pasted anywhere outside of a field.

use crate::files::Files;
use crate::files::found::Found;
use crate::files::pasted::Clip;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{DataTransfer, Element, Event};

/// Opens what is pasted.
pub(super) fn listen(files: Files) {
    let listener = window_event_listener(ev::paste, move |event| {
        let Some(data) = event.clipboard_data().filter(|_| !is_for_a_field(&event)) else {
            return;
        };
        event.prevent_default();
        let found = pasted_files(&data);
        match found.is_empty() {
            true => files.open_clip(&Clip {
                html: data.get_data("text/html").unwrap_or_default(),
                plain: data.get_data("text/plain").unwrap_or_default(),
            }),
            false => files.open(found),
        }
    });
    on_cleanup(move || listener.remove());
}

fn pasted_files(data: &DataTransfer) -> Vec<Found> {
    let list = data.files();
    let count = list.as_ref().map_or(0, web_sys::FileList::length);
    let files = (0..count).filter_map(|index| list.as_ref()?.get(index));
    // Spreadsheet programs add a picture of the cells.
    files
        .filter(|file| !file.type_().starts_with("image/"))
        .map(Found::from)
        .collect()
}

/// Whether what is pasted goes into a field, or into a dialog that is open.
fn is_for_a_field(event: &Event) -> bool {
    const FIELDS: &str = "input, textarea, select, [contenteditable=''], [contenteditable=true], .cm-editor, dialog";
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_inside = target.is_some_and(|target| matches!(target.closest(FIELDS), Ok(Some(_))));
    is_inside || matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}
