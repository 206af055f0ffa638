//! Which dataset the questions are about.

use crate::engine::use_engine;
use crate::files::use_files;
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use leptos::prelude::*;

/// The dataset's name in the header, with the others to choose from.
#[component]
pub(super) fn DatasetPicker() -> impl IntoView {
    let (engine, files) = (use_engine(), use_files());
    let dataset = Memo::new(move |_| files.dataset());
    let name = move || {
        dataset
            .get()
            .map_or_else(|| "No data yet".to_owned(), |dataset| dataset.name)
    };
    let rows = move || dataset.get().map(|dataset| format::counted(dataset.rows, "row"));
    let columns = move || {
        dataset
            .get()
            .map(|dataset| format::counted(dataset.columns.len() as u64, "column"))
    };
    let face = move || {
        view! {
            <b>{name}</b>
            <span>{rows}</span>
            <Icon glyph=Glyph::Down />
        }
    };
    let names = move || {
        engine
            .datasets
            .with(|all| all.iter().rev().map(|dataset| dataset.name.clone()).collect::<Vec<_>>())
    };
    view! {
        <Menu class="pill" face=face>
            <For each=names key=String::clone let:name>
                {
                    let (own, chosen) = (name.clone(), name.clone());
                    let checked = Signal::derive(move || Some(files.dataset().is_some_and(|dataset| dataset.name == own)));
                    view! { <MenuItem label=name checked on_press=move |()| files.current.set(Some(chosen.clone())) /> }
                }
            </For>
            <MenuItem label="Open a file…" glyph=Glyph::Upload on_press=move |()| files.choose() />
        </Menu>
        <Show when=move || columns().is_some()>
            <span class="pill wide-only">{columns}</span>
        </Show>
    }
}
