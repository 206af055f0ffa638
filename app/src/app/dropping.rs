//! Files and folders dropped anywhere on the page.

use crate::files::folder::Dropped;
use crate::files::use_files;
use crate::notices::use_notices;
use crate::ui::icon::{Glyph, Icon};
use leptos::ev::{self, DragEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Level;

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
        let dropped = Dropped::take(&dropped);
        let folders = dropped.folders().join(", ");
        spawn_local(async move {
            let found = dropped.found().await;
            match found.is_empty() {
                true => notices.tell(Level::Warning, format!("There are no files in {folders}")),
                false => files.open(found),
            }
        });
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
