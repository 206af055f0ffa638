//! A share as a file for the app: what goes into it, and a passphrase.

use super::contents::{amount, counted, model};
use super::passphrase::{Passphrase, PassphraseFields};
use crate::app::receiving::ProblemNote;
use crate::save;
use crate::share::gather::{Choice, Part, Stock};
use crate::share::receive::ENDING;
use crate::ui::button::{Button, Look};
use crate::ui::format;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::dataset::Dataset;
use spec::problem::Problem;
use spec::share::Share;

/// The form.
#[component]
pub(super) fn FileForm(share: Share, stock: Stock, open: RwSignal<bool>) -> impl IntoView {
    let choice = RwSignal::new(Choice {
        rows: share.datasets.iter().map(|one| one.dataset.name.clone()).collect(),
        ..Choice::default()
    });
    let passphrase = Passphrase::new();
    let (is_busy, made) = (RwSignal::new(false), RwSignal::new(None::<Result<String, Problem>>));
    let filename = save::filename(&share.title, ENDING);
    let shown = share.clone();
    let share = StoredValue::new(share);
    let make = move |()| {
        is_busy.set(true);
        made.set(None);
        let (filename, passphrase) = (filename.clone(), passphrase.get());
        spawn_local(async move {
            let (share, choice) = (share.get_value(), choice.get_untracked());
            let saved = stock.save(share, &choice, &filename, passphrase.as_deref()).await;
            // The dialog may be closed by now.
            made.try_set(Some(
                saved.map(|size| format!("Saved {filename}, {}", format::size(size))),
            ));
            is_busy.try_set(false);
        });
    };
    view! {
        <WhatGoes share=shown choice />
        <p class="small-text">"Stays out: undo history, other questions and statements, the files that datasets were read from, and your settings."</p>
        <PassphraseFields passphrase />
        {move || made.get().map(|made| match made {
            Ok(said) => view! { <p role="status">{said}</p> }.into_any(),
            Err(problem) => view! { <ProblemNote problem /> }.into_any(),
        })}
        <div class="actions">
            <Button label="Close" on_press=move |()| open.set(false) />
            <Button
                label=Signal::derive(move || if is_busy.get() { "Making the file…" } else { "Save the file" }.to_owned())
                look=Look::Primary
                disabled=Signal::derive(move || is_busy.get() || passphrase.problem().is_some())
                on_press=make
            />
        </div>
    }
}

/// What the file will hold; what may stay out has a box to tick.
#[component]
fn WhatGoes(share: Share, choice: RwSignal<Choice>) -> impl IntoView {
    let dashboards = share.dashboards.iter().map(|one| {
        let tiles = format::counted(one.dashboard.tiles.len() as u64, "tile");
        view! {
            <li>
                <b>{one.dashboard.title.clone()}</b>
                <span class="small-text">{tiles}</span>
            </li>
        }
    });
    let dashboards: Vec<_> = dashboards.collect();
    let comments: usize = share.dashboards.iter().map(|one| one.dashboard.comments.len()).sum();
    let versions: usize = share.dashboards.iter().map(|one| one.versions.len()).sum();
    let parts = [
        (Part::Comments, "Comments", counted(comments, "comment")),
        (Part::Versions, "Versions", counted(versions, "named version")),
        (Part::Model, "Model", model(&share.model)),
        (
            Part::Questions,
            "Questions",
            counted(share.questions.len(), "favourite question"),
        ),
        (
            Part::Statements,
            "SQL",
            counted(share.statements.len(), "favourite statement"),
        ),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(part, name, detail)| Some(view! { <PartLine part name detail=detail? choice /> }));
    let parts: Vec<_> = parts.collect();
    let datasets: Vec<_> = share.datasets.into_iter().map(|one| one.dataset).collect();
    view! {
        <ul class="share-contents" tabindex="0" aria-label="What the file will hold">
            {dashboards}
            {datasets.into_iter().map(|dataset| view! { <RowsLine dataset choice /> }).collect_view()}
            {parts}
        </ul>
    }
}

#[component]
fn RowsLine(dataset: Dataset, choice: RwSignal<Choice>) -> impl IntoView {
    let name = StoredValue::new(dataset.name.clone());
    let is_in = move || choice.with(|choice| name.with_value(|name| choice.rows.contains(name)));
    let turn = move |_| {
        choice.update(|choice| {
            let name = name.get_value();
            if !choice.rows.remove(&name) {
                choice.rows.insert(name);
            }
        });
    };
    let columns: Vec<_> = dataset.columns.iter().map(|column| column.name.clone()).collect();
    let steps = counted(dataset.steps.len(), "step").map(|steps| format!(", and the {steps} done to them"));
    let label = format!("Rows of {}", dataset.name);
    let told = format!("{}{}", amount(&dataset), steps.unwrap_or_default());
    view! {
        <li>
            <label>
                <input type="checkbox" prop:checked=is_in on:change=turn />
                <b>{label}</b>
            </label>
            <span class="small-text">
                {move || if is_in() { told.clone() } else { "Its rows stay here: whoever opens the file needs them".to_owned() }}
            </span>
            <span class="small-text columns">{columns.join(", ")}</span>
        </li>
    }
}

#[component]
fn PartLine(part: Part, name: &'static str, detail: String, choice: RwSignal<Choice>) -> impl IntoView {
    let is_in = move || choice.with(|choice| !choice.without.contains(&part));
    let turn = move |_| {
        choice.update(|choice| {
            if !choice.without.remove(&part) {
                choice.without.insert(part);
            }
        });
    };
    view! {
        <li>
            <label>
                <input type="checkbox" prop:checked=is_in on:change=turn />
                <b>{name}</b>
            </label>
            <span class="small-text">{detail}</span>
        </li>
    }
}
