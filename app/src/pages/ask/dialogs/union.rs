//! The form of datasets whose rows come below the first's.

use super::Actions;
use crate::engine::use_engine;
use crate::pages::ask::edit::Change;
use crate::pages::ask::reading::Chips;
use crate::pages::ask::sources::lost;
use leptos::prelude::*;
use spec::dataset::Dataset;

/// Which datasets.
#[component]
pub(super) fn UnionForm(chips: Chips, open: RwSignal<bool>) -> impl IntoView {
    let engine = use_engine();
    let from = chips.now(|query| query.from.clone()).unwrap_or_default();
    let chosen = RwSignal::new(chips.now(|query| query.union.clone()).unwrap_or_default());
    let datasets = engine.datasets.get_untracked();
    let own = datasets.iter().find(|dataset| dataset.name == from).cloned();
    let others = datasets.iter().filter(|dataset| dataset.name != from);
    let items = others.map(|dataset| {
        let (name, kept) = (dataset.name.clone(), dataset.name.clone());
        let told = own.as_ref().map(|own| alike(own, dataset));
        let on = Signal::derive(move || chosen.with(|chosen| chosen.contains(&kept)));
        let turn = move |on: bool| {
            chosen.update(|chosen| {
                chosen.retain(|other| *other != name);
                if on {
                    chosen.push(name.clone());
                }
            });
        };
        view! {
            <label>
                <input type="checkbox" prop:checked=on on:change:target=move |event| turn(event.target().checked()) />
                <span class="name">{dataset.name.clone()}</span>
                <span class="small-text">{told}</span>
            </label>
        }
    });
    let items = items.collect_view();
    let apply = move || {
        open.set(false);
        let union = chosen.get_untracked();
        let next = union.clone();
        let gone = chips.now(|before| {
            let mut after = before.clone();
            after.union = next;
            engine
                .datasets
                .with_untracked(|datasets| lost(before, &after, datasets))
        });
        chips.change.run(Change::Union(union, gone.unwrap_or_default()));
    };
    view! {
        <div class="condition">
            <p class="quiet-text">{format!("The rows of these come below those of {from}. Columns of the same name come together; what a dataset lacks is empty.")}</p>
            <div class="choices">{items}</div>
            <Actions open ready=Signal::stored(true) on_apply=apply />
        </div>
    }
}

/// How many columns two datasets have in common, in words.
fn alike(own: &Dataset, other: &Dataset) -> String {
    let common = own.columns.iter().filter(|column| other.column(&column.name).is_some());
    format!("{} of {} columns in common", common.count(), other.columns.len())
}
