//! The first minute: nothing is open yet.

use super::samples::Samples;
use crate::app::ways::OtherWays;
use crate::documents::use_documents;
use crate::files::use_files;
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How many dashboards are offered again.
const RECENT: usize = 4;

/// One sentence, the drop zone, samples, recent work.
#[component]
pub(super) fn Start() -> impl IntoView {
    let files = use_files();
    view! {
        <section class="start" aria-label="Start">
            <h2 class="display">"Ask your data anything. It never leaves this device."</h2>
            <button type="button" class="drop-zone" on:click=move |_| files.choose()>
                <Icon glyph=Glyph::Upload />
                <b>"Drop files or a folder, or choose files"</b>
                <span>"CSV, Excel, JSON, Parquet, SQLite and more, also in ZIP. It is read here, in your browser."</span>
            </button>
            <OtherWays />
            <Samples />
            <Recent />
        </section>
    }
}

/// Dashboards that the user made before.
#[component]
fn Recent() -> impl IntoView {
    let documents = use_documents();
    let recent = move || {
        documents.all.with(|all| {
            let dashboards = all.iter().take(RECENT).map(|document| &document.dashboard);
            dashboards
                .map(|dashboard| (dashboard.id.clone(), dashboard.title.clone()))
                .collect::<Vec<_>>()
        })
    };
    view! {
        <Show when=move || !recent().is_empty()>
            <div class="offers">
                <h3>"Your dashboards"</h3>
                <div class="chips">
                    <For each=recent key=|recent| recent.clone() let((id, title))>
                        <a class="pill" href=Route::Dashboard(id).href()>
                            <Icon glyph=Glyph::Dashboards />
                            <span>{title}</span>
                        </a>
                    </For>
                </div>
            </div>
        </Show>
    }
}
