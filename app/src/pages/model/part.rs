//! What the lists of the model's parts are made of.

use super::section::Section;
use crate::engine::use_engine;
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::icon::Glyph;
use leptos::prelude::*;

/// The head of a part: what it is, what it is good for, and a button to add to it.
#[component]
pub(super) fn Head(
    /// Which part.
    section: Section,
    /// What the button says.
    #[prop(optional, into)]
    add: MaybeProp<String>,
    /// Adds to it.
    #[prop(optional, into)]
    on_add: Option<Callback<()>>,
    /// Whether it stands without any dataset.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let is_open = use_any_open();
    let button = on_add.map(|on_add| {
        view! {
            <Button
                label=Signal::derive(move || add.get().unwrap_or_default())
                look=Look::Primary
                glyph=Glyph::Plus
                disabled=Signal::derive(move || !alone && !is_open.get())
                on_press=move |()| on_add.run(())
            />
        }
    });
    view! {
        <div class="model-head">
            <div>
                <h2>{section.title()}</h2>
                <p class="quiet-text">{section.purpose()}</p>
            </div>
            {button}
        </div>
    }
}

/// Whether a dataset is open at all.
pub(super) fn use_any_open() -> Memo<bool> {
    let engine = use_engine();
    Memo::new(move |_| engine.datasets.with(|all| !all.is_empty()))
}

/// What is said where nothing is there yet.
#[component]
pub(super) fn Nothing(
    /// What there is not.
    #[prop(into)]
    what: String,
    /// How it would come to be.
    #[prop(into)]
    how: String,
    /// Whether it stands without any dataset.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let is_open = use_any_open();
    let how = move || match alone || is_open.get() {
        true => how.clone(),
        false => "Open a file first: what is said here is about its columns.".to_owned(),
    };
    view! {
        <div class="model-empty">
            <p>{what}</p>
            <p class="small-text">{how}</p>
        </div>
    }
}

/// One thing of the model.
#[component]
pub(super) fn Item(
    /// Its name.
    #[prop(into)]
    name: String,
    /// How it is worked out, or what is in it.
    #[prop(into)]
    says: String,
    /// What it means, for people.
    #[prop(optional, into)]
    told: String,
    /// Whose it is.
    #[prop(optional, into)]
    dataset: String,
    /// Why it does nothing now.
    #[prop(into)]
    waits: Signal<Option<String>>,
    /// Opens it.
    #[prop(into)]
    on_edit: Callback<()>,
    /// Takes it away.
    #[prop(into)]
    on_remove: Callback<()>,
    /// What stands beside it: a slider, say.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (edit, remove) = (format!("Edit {name}…"), format!("Remove {name}"));
    view! {
        <li class="model-item" class:waits=move || waits.get().is_some()>
            <div class="model-says">
                <b>{name}</b>
                <code>{says}</code>
                {(!told.is_empty()).then(|| view! { <span class="quiet-text">{told}</span> })}
                {move || waits.get().map(|why| view! { <span class="model-waits">{why}</span> })}
            </div>
            {children.map(|children| children())}
            {(!dataset.is_empty()).then(|| view! { <span class="pill"><span>{dataset}</span></span> })}
            <span class="model-buttons">
                <IconButton label=edit glyph=Glyph::Edit small=true on_press=on_edit />
                <IconButton label=remove glyph=Glyph::Remove small=true on_press=on_remove />
            </span>
        </li>
    }
}

/// Why a thing of a dataset does nothing now: its dataset is not open, or its name is a column's.
pub(super) fn use_waits(dataset: String, name: String, is_column: bool) -> Signal<Option<String>> {
    let engine = use_engine();
    Signal::derive(move || {
        engine.datasets.with(|all| {
            let Some(found) = all.iter().find(|one| one.name == dataset) else {
                return Some(format!("Waits for {dataset}, which is not open"));
            };
            let same = |column: &spec::dataset::Column| column.name.to_lowercase() == name.to_lowercase();
            let clash = is_column && found.columns.iter().any(same);
            clash.then(|| format!("{dataset} has a column of this name now: rename this one to use it"))
        })
    })
}
