//! Files that the system opened the app with.

use crate::files::Files;
use crate::files::found::Found;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::File;

/// Opens those that wait, and those that come later.
pub(super) fn follow(files: Files) {
    take(files);
    let listener = window_event_listener_untyped("sextant-launched", move |_| take(files));
    on_cleanup(move || listener.remove());
}

fn take(files: Files) {
    let waiting = js_sys::Reflect::get(&js_sys::global(), &"sextantLaunched".into());
    let Some(waiting) = waiting
        .ok()
        .and_then(|waiting| waiting.dyn_into::<js_sys::Array>().ok())
    else {
        return;
    };
    let found = waiting.iter().filter_map(|file| file.dyn_into::<File>().ok());
    let found = found.map(Found::from).collect();
    waiting.set_length(0);
    files.open(found);
}
