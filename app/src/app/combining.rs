//! The dialog that makes one table of several datasets with the same columns.

use crate::engine::use_engine;
use crate::files::alike::Alike;
use crate::files::use_files;
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Dialog;
use crate::ui::format;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The dialog; it is open while datasets are about to be combined.
#[component]
pub(crate) fn CombineDialog() -> impl IntoView {
    let files = use_files();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if files.combining.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            files.combining.set(None);
        }
    });
    let title = move || {
        let count = files
            .combining
            .with(|alike| alike.as_ref().map_or(0, |alike| alike.datasets.len()));
        format!("Make one table of {count} datasets")
    };
    view! {
        <Dialog open title=Signal::derive(title)>
            {move || files.combining.get().map(|alike| view! { <CombineForm alike open /> })}
        </Dialog>
    }
}

#[component]
fn CombineForm(alike: Alike, open: RwSignal<bool>) -> impl IntoView {
    let files = use_files();
    let (name, left_out) = (RwSignal::new(alike.name.clone()), RwSignal::new(BTreeSet::new()));
    let all = StoredValue::new(alike.datasets.clone());
    let chosen = move || {
        let all = all.get_value().into_iter();
        all.filter(|name| left_out.with(|out: &BTreeSet<String>| !out.contains(name)))
            .collect::<Vec<_>>()
    };
    let is_ready = move || chosen().len() > 1 && name.with(|name| !name.trim().is_empty());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_ready() {
            open.set(false);
            files.combine(Alike {
                datasets: chosen(),
                name: name.get_untracked().trim().to_owned(),
            });
        }
    };
    view! {
        <form class="link-form" on:submit=submit>
            <p class="quiet-text">
                "They have the same columns. Their rows are put below each other, and the column " <b>"file"</b> " says where each is from."
            </p>
            <div class="field">
                <label for="combined-name">"Name of the table"</label>
                <input
                    id="combined-name"
                    class="input"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    prop:value=move || name.get()
                    on:input:target=move |event| name.set(event.target().value())
                />
            </div>
            <ul class="choices" aria-label="Datasets">
                {alike.datasets.into_iter().map(|dataset| view! { <Choice dataset left_out /> }).collect_view()}
            </ul>
            <div class="actions">
                <Button label="Keep them apart" on_press=move |()| open.set(false) />
                <button type="submit" class=Look::Primary.class() disabled=move || !is_ready()>
                    {move || format!("Make one table of {}", chosen().len())}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Choice(dataset: String, left_out: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let engine = use_engine();
    let rows = engine.datasets.with_untracked(|all| {
        let found = all.iter().find(|one| one.name == dataset);
        found.map(|found| (found.source.filename.clone(), format::counted(found.rows, "row")))
    });
    let (file, rows) = rows.unwrap_or_default();
    let (name, toggled) = (dataset.clone(), dataset);
    let toggle = move |_| {
        left_out.update(|out| {
            if !out.remove(&toggled) {
                out.insert(toggled.clone());
            }
        });
    };
    view! {
        <li>
            <label>
                <input type="checkbox" checked on:change=toggle />
                <span class="name" title=file>{name}</span>
                <span class="small-text">{rows}</span>
            </label>
        </li>
    }
}
