//! Files dropped anywhere on the page.

use crate::files::use_files;
use crate::notices::use_notices;
use crate::ui::icon::{Glyph, Icon};
use js_sys::Reflect;
use leptos::ev::{self, DragEvent};
use leptos::prelude::*;
use spec::answer::Level;
use wasm_bindgen::prelude::*;
use web_sys::{DataTransfer, DataTransferItem, File};

/// Opens what is dropped, and shows that it can be.
#[component]
pub(crate) fn DropAnywhere() -> impl IntoView {
    let (files, notices) = (use_files(), use_notices());
    let over = RwSignal::new(false);
    let hover = move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    };
    let leave = move |event: DragEvent| {
        if event.related_target().is_none() {
            over.set(false);
        }
    };
    let drop_files = move |event: DragEvent| {
        over.set(false);
        let Some(dropped) = event.data_transfer().filter(|_| has_files(&event)) else {
            return;
        };
        event.prevent_default();
        let (found, folders) = take(&dropped);
        for folder in folders {
            let message = format!("“{folder}” is a folder; drop the files inside it instead");
            notices.tell(Level::Warning, message);
        }
        files.open(found);
    };
    let listeners = [
        window_event_listener(ev::dragenter, hover),
        window_event_listener(ev::dragover, hover),
        window_event_listener(ev::dragleave, leave),
        window_event_listener(ev::drop, drop_files),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    view! {
        <Show when=move || over.get()>
            <div class="drop-anywhere" aria-hidden="true">
                <div>
                    <Icon glyph=Glyph::Upload />
                    "Drop to open"
                </div>
            </div>
        </Show>
    }
}

fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.iter().any(|kind| kind == "Files"))
}

/// The files, and the names of folders among what was dropped.
fn take(dropped: &DataTransfer) -> (Vec<File>, Vec<String>) {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    let items = dropped.items();
    for index in 0..items.length() {
        let Some(item) = items.get(index).filter(|item| item.kind() == "file") else {
            continue;
        };
        match folder(&item) {
            Some(name) => folders.push(name),
            None => files.extend(item.get_as_file().ok().flatten()),
        }
    }
    (files, folders)
}

fn folder(item: &DataTransferItem) -> Option<String> {
    let look = Reflect::get(item, &"webkitGetAsEntry".into()).ok()?;
    let entry = look.dyn_ref::<js_sys::Function>()?.call0(item).ok()?;
    let member = |name: &str| Reflect::get(&entry, &name.into()).ok();
    member("isDirectory")?.is_truthy().then(|| member("name"))??.as_string()
}
