//! The dataset of a question is not open: which one, and the ways to go on.

use super::bench::Bench;
use crate::files::use_files;
use crate::notices::use_notices;
use crate::pages::ask::samples;
use crate::ui::button::{Button, Look};
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::dataset::Dataset;
use spec::question::{Query, Question};

/// So many open datasets are offered in its place.
const OFFERED: usize = 3;

/// Says which dataset is not open, opens it, or asks the question of another one with the same columns.
#[component]
pub(super) fn Missing(
    /// The bench.
    bench: Bench,
    /// The dataset's name.
    dataset: String,
) -> impl IntoView {
    let (files, notices) = (use_files(), use_notices());
    let can_undo = Memo::new(move |_| bench.exploration.can().0);
    let sample = samples::named(&dataset);
    let name = StoredValue::new(dataset.clone());
    let others = move || {
        let query = bench.query()?;
        let missing = name.get_value();
        let fits = |other: &&Dataset| other.name != missing && has_columns(other, &query);
        bench.engine.datasets.with(|datasets| {
            let fitting = datasets.iter().rev().filter(fits).take(OFFERED);
            Some(fitting.map(|dataset| dataset.name.clone()).collect::<Vec<_>>())
        })
    };
    let told = match sample {
        Some(_) => "It is one of the samples: open it, and the answer comes by itself.".to_owned(),
        None => format!(
            "Open the file it came from, under the name {dataset}: the question is kept, and the answer comes by itself."
        ),
    };
    view! {
        <div class="refusal" role="alert">
            <p>
                <Icon glyph=Glyph::Warning />
                <span>{format!("“{dataset}” is not open, so its question cannot be answered")}</span>
            </p>
            <p class="quiet-text">{told}</p>
            <div class="chips">
                {match sample {
                    Some(sample) => view! {
                        <Button
                            label=format!("Open {dataset}")
                            look=Look::Primary
                            small=true
                            on_press=move |()| spawn_local(samples::open(sample, files, notices))
                        />
                    }
                        .into_any(),
                    None => view! {
                        <Button
                            label=format!("Open {dataset}…")
                            look=Look::Primary
                            small=true
                            glyph=Glyph::Upload
                            on_press=move |()| files.choose()
                        />
                    }
                        .into_any(),
                }}
                <For each=move || others().unwrap_or_default() key=String::clone let:other>
                    <Instead bench missing=name other />
                </For>
                <Show when=move || can_undo.get()>
                    <Button label="Take the change back" small=true glyph=Glyph::Undo on_press=move |()| bench.exploration.undo() />
                </Show>
            </div>
        </div>
    }
}

/// Asks the question of a dataset that is open.
#[component]
fn Instead(bench: Bench, missing: StoredValue<String>, other: String) -> impl IntoView {
    let label = format!("Ask it of {other}");
    let ask = move |()| {
        let Some(mut tile) = bench.tile.get_untracked() else {
            return;
        };
        if let Question::Query(query) = &mut tile.question {
            let missing = missing.get_value();
            let joined = query.joins.iter_mut().map(|join| &mut join.dataset);
            let named = std::iter::once(&mut query.from).chain(joined);
            named
                .filter(|name| **name == missing)
                .for_each(|name| name.clone_from(&other));
        }
        bench.exploration.change(tile);
    };
    view! { <Button label small=true on_press=ask /> }
}

/// Whether a dataset has the columns that a query groups by and works out figures of.
fn has_columns(dataset: &Dataset, query: &Query) -> bool {
    let groups = query.groups.iter().map(|group| &group.column);
    let measures = query
        .measures
        .iter()
        .flat_map(|measure| [&measure.column, &measure.with]);
    let mut named = groups.chain(measures.flatten());
    let calculated = |name: &str| query.calculated.iter().any(|column| column.name == name);
    named.all(|name| calculated(name) || dataset.columns.iter().any(|column| column.name == *name))
}
