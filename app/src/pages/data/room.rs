//! How much of the browser's storage is taken.

use crate::engine::use_engine;
use crate::ui::format;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageEstimate;

/// The storage that is taken, and how much there is.
#[component]
pub(super) fn Room() -> impl IntoView {
    let engine = use_engine();
    let room = LocalResource::new(move || {
        // Each dataset that comes or goes changes it.
        engine.datasets.track();
        engine.status.track();
        estimate()
    });
    let shown = Memo::new(move |_| room.get().flatten());
    let words = move || {
        shown.get().map(|(used, quota, kept)| {
            let kept = if kept {
                "The browser keeps it until you remove it"
            } else {
                "The browser may clear it when the disk is full"
            };
            let text = format!("{} of {} stored", format::size(used), format::size(quota));
            view! { <span class="small-text wide-only" title=kept>{text}</span> }
        })
    };
    view! { {words} }
}

/// Bytes used, bytes there are, and whether the browser promised to keep them.
async fn estimate() -> Option<(f64, f64, bool)> {
    let storage = window().navigator().storage();
    let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    let estimate: StorageEstimate = estimate.unchecked_into();
    let kept = JsFuture::from(storage.persisted().ok()?).await.ok()?;
    Some((estimate.get_usage()?, estimate.get_quota()?, kept.is_truthy()))
}
