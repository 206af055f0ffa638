//! Data: the datasets, and the rows of one of them.

mod aside;
mod column;
mod detail;
mod findings;
mod history;
mod list;
mod memory;
mod pages;
mod panel;
mod reading;
mod room;
mod search;
mod steps;
mod workshop;

use crate::app::header::InHeader;
use crate::app::ways::{OpenMenu, OtherWays};
use crate::engine::use_engine;
use crate::files::use_files;
use crate::pages::model::Switcher;
use crate::ui::button::{Button, Look};
use crate::ui::icon::Glyph;
use detail::Detail;
use leptos::prelude::*;
use list::List;
use room::Room;

/// The place where datasets are looked at.
#[component]
pub(crate) fn Data(
    /// The dataset in the address.
    dataset: Memo<Option<String>>,
) -> impl IntoView {
    let (engine, files) = (use_engine(), use_files());
    let named = Memo::new(move |_| {
        let name = dataset.get()?;
        engine
            .datasets
            .with(|all| all.iter().find(|one| one.name == name).cloned())
    });
    Effect::new(move |_| {
        if let Some(found) = named.get() {
            files.current.set(Some(found.name));
        }
    });
    let shown = Memo::new(move |_| named.get().or_else(|| files.dataset()));
    // A dataset that only changes keeps its place, its panel and what is being typed there.
    let shown_name = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|dataset| dataset.name.clone())));
    let missing = move || dataset.get().filter(|_| named.get().is_none() && engine.restored.get());
    let is_empty = Memo::new(move |_| engine.datasets.with(Vec::is_empty));
    view! {
        <InHeader>
            <Switcher is_model=false />
            <span class="space"></span>
            <Room />
            <span class="icons-on-phone"><OpenMenu /></span>
        </InHeader>
        <Show when=move || !is_empty.get() fallback=Nothing>
            <div class="fill data" class:named=move || dataset.get().is_some()>
                <List shown />
                {move || {
                    missing().map(|name| view! { <p class="note warning" role="status">{format!("There is no dataset “{name}”; it may have been closed.")}</p> })
                }}
                {move || {
                    shown_name.get()?;
                    shown.get_untracked().map(|first| view! { <Detail first shown /> })
                }}
            </div>
        </Show>
    }
}

/// What is shown when nothing is open.
#[component]
fn Nothing() -> impl IntoView {
    let files = use_files();
    view! {
        <div class="empty">
            <h2>"No data yet"</h2>
            <p>"Drop a file anywhere on this page, or choose one. It is read here and stays on this device."</p>
            <Button label="Choose a file…" look=Look::Primary glyph=Glyph::Upload on_press=move |()| files.choose() />
            <OtherWays />
        </div>
    }
}
