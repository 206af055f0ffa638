//! Named columns: the list, and the form that makes one.

use super::fields::{
    DatasetField, Foot, FormatFields, Formula, Making, Preview, Telling, in_words, likely_dataset, several, use_columns,
};
use super::part::{Head, Item, Nothing, use_waits};
use super::section::Section;
use crate::model::use_workspace;
use crate::ui::dialog::Dialog;
use crate::ui::field::Line;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::model::Dimension;
use spec::question::{Calculated, Group, Measure, Query, Sort};

/// The dimensions.
#[component]
pub(super) fn Dimensions() -> impl IntoView {
    let workspace = use_workspace();
    let making = RwSignal::new(None::<Making<Dimension>>);
    let open = RwSignal::new(false);
    let begin = move |wanted: Making<Dimension>| {
        making.set(Some(wanted));
        open.set(true);
    };
    let add = move |()| {
        begin(Making::new(Dimension {
            name: String::new(),
            dataset: likely_dataset(),
            expression: String::new(),
            synonyms: Vec::new(),
            format: None,
            description: String::new(),
        }));
    };
    let items = move || {
        let all = workspace.model.with(|model| model.dimensions.clone());
        let items = all.into_iter().enumerate().map(|(at, dimension)| {
            let waits = use_waits(dimension.dataset.clone(), dimension.name.clone(), true);
            let edited = Making {
                at: Some(at),
                thing: dimension.clone(),
            };
            let remove = move |()| workspace.make(move |model| drop(model.dimensions.remove(at)));
            view! {
                <Item
                    name=dimension.name.clone()
                    says=dimension.expression.clone()
                    told=dimension.description.clone()
                    dataset=dimension.dataset.clone()
                    waits
                    on_edit=move |()| begin(edited.clone())
                    on_remove=remove
                />
            }
        });
        items.collect_view()
    };
    let title = move || match making.with(|making| making.as_ref().is_some_and(|making| making.at.is_some())) {
        true => "Edit a dimension",
        false => "New dimension",
    };
    view! {
        <Head section=Section::Dimensions add="New dimension…" on_add=Callback::new(add) />
        <Show
            when=move || workspace.model.with(|model| !model.dimensions.is_empty())
            fallback=|| view! { <Nothing what="No dimensions yet" how="Write one as you would a formula: case when amount > 100 then 'large' else 'small' end." /> }
        >
            <ul class="model-items">{items}</ul>
        </Show>
        <Dialog open wide=true title=Signal::derive(move || title().to_owned())>
            {move || making.get().map(|making| view! { <Form making open /> })}
        </Dialog>
    }
}

#[component]
fn Form(making: Making<Dimension>, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let (at, first) = (making.at, making.thing);
    let (name, dataset) = (RwSignal::new(first.name.clone()), RwSignal::new(first.dataset.clone()));
    let (expression, format) = (
        RwSignal::new(first.expression.clone()),
        RwSignal::new(first.format.clone()),
    );
    let (synonyms, description) = (
        RwSignal::new(first.synonyms.join(", ")),
        RwSignal::new(first.description),
    );
    let problem = RwSignal::new(None);
    let columns = use_columns(dataset.into());
    let dimension = move || {
        let text = |signal: RwSignal<String>| Some(signal.get().trim().to_owned()).filter(|text| !text.is_empty());
        Some(Dimension {
            name: text(name)?,
            dataset: dataset.get(),
            expression: text(expression)?,
            synonyms: several(&synonyms.get()),
            format: format.get(),
            description: description.get().trim().to_owned(),
        })
    };
    let query = Signal::derive(move || {
        let text = expression.get().trim().to_owned();
        let tried = "its values".to_owned();
        (!text.is_empty()).then(|| Query {
            from: dataset.get(),
            calculated: vec![Calculated {
                name: tried.clone(),
                expression: text,
            }],
            groups: vec![Group::value(&tried)],
            measures: vec![Measure::count()],
            sort: vec![Sort {
                by: "count".to_owned(),
                order: spec::question::Order::Descending,
            }],
            ..Query::default()
        })
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(dimension) = untrack(dimension) else { return };
        spawn_local(async move {
            match workspace
                .change(move |model| Making::put(at, dimension, &mut model.dimensions))
                .await
            {
                Ok(()) => open.set(false),
                Err(found) => problem.set(Some(found)),
            }
        });
    };
    view! {
        <form class="link-form" on:submit=save>
            <div class="model-fields">
                <Line label="Name" value=name example="Season" on_type=move |text| name.set(text) />
                <DatasetField label="Of" value=dataset />
            </div>
            <Formula
                label="Expression"
                value=expression
                example="case when month in (12, 1, 2) then 'Winter' else 'Other' end"
             columns />
            <Preview query show=in_words />
            <FormatFields value=format />
            <Telling synonyms description />
            <Foot problem is_whole=Signal::derive(move || dimension().is_some()) on_cancel=move |()| open.set(false) />
        </form>
    }
}
