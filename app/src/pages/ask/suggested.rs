//! Questions worth asking about the dataset.

use crate::documents::use_documents;
use crate::engine::use_engine;
use crate::files::use_files;
use crate::pages::dashboards::making::MakeDialog;
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use spec::dashboard::Dashboard;

/// How many are shown.
const SHOWN: usize = 3;

/// Questions to press.
#[component]
pub(super) fn Suggested(
    /// Hears the question.
    on_ask: Callback<String>,
) -> impl IntoView {
    let (engine, files) = (use_engine(), use_files());
    let name = Memo::new(move |_| files.dataset().map(|dataset| dataset.name));
    let questions = LocalResource::new(move || {
        let name = name.get();
        async move {
            match name {
                // Without questions to offer, the field is enough.
                Some(name) => engine.suggest(name).await.unwrap_or_default(),
                None => Vec::new(),
            }
        }
    });
    let shown = move || {
        questions
            .get()
            .unwrap_or_default()
            .into_iter()
            .take(SHOWN)
            .collect::<Vec<_>>()
    };
    view! {
        <For each=shown key=String::clone let:question>
            {
                let asked = question.clone();
                view! {
                    <button type="button" class="pill" on:click=move |_| on_ask.run(asked.clone())>
                        <span>{question}</span>
                    </button>
                }
            }
        </For>
        <Show when=move || name.with(Option::is_some)>
            <MakeOne />
        </Show>
    }
}

/// A whole dashboard in place of one answer.
#[component]
fn MakeOne() -> impl IntoView {
    let documents = use_documents();
    let making = RwSignal::new(false);
    let made = move |dashboard: Dashboard| {
        let id = dashboard.id.clone();
        documents.adopt(dashboard);
        Route::Dashboard(id).go();
    };
    view! {
        <button type="button" class="pill" on:click=move |_| making.set(true)>
            <Icon glyph=Glyph::Dashboards />
            <span>"Make me a dashboard…"</span>
        </button>
        <MakeDialog open=making on_made=made />
    }
}
