//! Dashboards: the gallery.

pub(crate) mod card;
pub(crate) mod making;
pub(crate) mod picture;

use crate::app::header::InHeader;
use crate::documents::{Document, use_documents};
use crate::route::Route;
use crate::share::{Subject, use_sharing};
use crate::ui::button::{Button, Look};
use crate::ui::icon::{Glyph, Icon};
use card::Card;
use leptos::prelude::*;
use making::MakeDialog;
use spec::dashboard::{Dashboard, DashboardId};

/// The gallery of dashboards.
#[component]
pub(crate) fn Dashboards() -> impl IntoView {
    let documents = use_documents();
    let sharing = use_sharing();
    let create = move |()| Route::Dashboard(documents.create("New dashboard")).go();
    let making = RwSignal::new(false);
    let made = move |dashboard: Dashboard| {
        let id = dashboard.id.clone();
        documents.adopt(dashboard);
        Route::Dashboard(id).go();
    };
    let ids = Memo::new(move |_| documents.all.with(|all| newest_first(all)));
    let some = Memo::new(move |_| ids.with(|ids| !ids.is_empty()));
    view! {
        <InHeader>
            <span class="space"></span>
            <span class="wide-only">
                <Button label="Share all…" look=Look::Quiet on_press=move |()| sharing.asked.set(Some(Subject::Workspace)) />
            </span>
            <span class="icons-on-phone">
                <Button label="From a dataset…" glyph=Glyph::Data on_press=move |()| making.set(true) />
                <Button label="New dashboard" glyph=Glyph::Plus on_press=create />
            </span>
        </InHeader>
        <MakeDialog open=making on_made=made />
        <Show when=move || some.get() fallback=move || view! { <Empty create=Callback::new(create) making /> }>
            <ul class="gallery">
                <For each=move || ids.get() key=Clone::clone let:id>
                    <Card id />
                </For>
            </ul>
        </Show>
    }
}

fn newest_first(all: &[Document]) -> Vec<DashboardId> {
    let mut all: Vec<_> = all.iter().collect();
    all.sort_by(|a, b| b.changed.total_cmp(&a.changed));
    all.into_iter().map(|document| document.dashboard.id.clone()).collect()
}

#[component]
fn Empty(create: Callback<()>, making: RwSignal<bool>) -> impl IntoView {
    let loaded = use_documents().loaded;
    view! {
        <Show when=move || loaded.get()>
            <div class="empty">
                <span class="empty-mark"><Icon glyph=Glyph::Dashboards /></span>
                <h2>"No dashboards yet"</h2>
                <p>"Ask a question and pin its answer: it stays here, with your data, also offline. Click a mark on one tile and the others filter."</p>
                <div class="chips">
                    <Button label="Make one from a dataset…" look=Look::Primary on_press=move |()| making.set(true) />
                    <a class="button" href=Route::Ask.href()>
                        "Ask a question"
                    </a>
                    <Button label="New dashboard" look=Look::Plain on_press=create />
                </div>
            </div>
        </Show>
    }
}
