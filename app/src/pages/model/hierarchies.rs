//! Columns from coarse to fine: those in use, those that the data suggest, and the form that makes one.

use super::fields::{DatasetField, Foot, Making, choices, likely_dataset, use_columns};
use super::part::{Head, Item, Nothing, use_waits};
use super::section::Section;
use crate::engine::use_engine;
use crate::model::use_workspace;
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::dialog::Dialog;
use crate::ui::field::{Choose, Line};
use crate::ui::icon::Glyph;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::model::{Hierarchy, Origin};

/// The hierarchies.
#[component]
pub(super) fn Hierarchies() -> impl IntoView {
    let workspace = use_workspace();
    let making = RwSignal::new(None::<Making<Hierarchy>>);
    let open = RwSignal::new(false);
    let begin = move |wanted: Making<Hierarchy>| {
        making.set(Some(wanted));
        open.set(true);
    };
    let add = move |()| {
        begin(Making::new(Hierarchy {
            name: String::new(),
            dataset: likely_dataset(),
            levels: Vec::new(),
            origin: Origin::Made,
        }));
    };
    let items = move || {
        let all = workspace.model.with(|model| model.hierarchies.clone());
        let wanted = all
            .into_iter()
            .enumerate()
            .filter(|(_, one)| one.origin != Origin::Refused);
        let items = wanted.map(|(at, one)| {
            let waits = use_waits(one.dataset.clone(), one.name.clone(), false);
            let edited = Making {
                at: Some(at),
                thing: one.clone(),
            };
            let remove = move |()| workspace.make(move |model| drop(model.hierarchies.remove(at)));
            view! {
                <Item
                    name=one.name.clone()
                    says=one.levels.join(" › ")
                    dataset=one.dataset.clone()
                    waits
                    on_edit=move |()| begin(edited.clone())
                    on_remove=remove
                />
            }
        });
        items.collect_view()
    };
    let any = move || {
        workspace
            .model
            .with(|model| model.hierarchies.iter().any(|one| one.origin != Origin::Refused))
    };
    let title = move || match making.with(|making| making.as_ref().is_some_and(|making| making.at.is_some())) {
        true => "Edit a hierarchy",
        false => "New hierarchy",
    };
    view! {
        <Head section=Section::Hierarchies add="New hierarchy…" on_add=Callback::new(add) />
        <Found />
        <Show
            when=any
            fallback=|| view! { <Nothing what="No hierarchies yet" how="Choose columns of a dataset from coarse to fine, or take one that was found." /> }
        >
            <ul class="model-items">{items}</ul>
        </Show>
        <Dialog open title=Signal::derive(move || title().to_owned())>
            {move || making.get().map(|making| view! { <Form making open /> })}
        </Dialog>
    }
}

/// Those that the data suggest.
#[component]
fn Found() -> impl IntoView {
    let (workspace, engine) = (use_workspace(), use_engine());
    let names = Memo::new(move |_| {
        engine
            .datasets
            .with(|all| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>())
    });
    let found = LocalResource::new(move || {
        let names = names.get();
        async move {
            let mut all = Vec::new();
            for name in names {
                // A dataset that is closed meanwhile suggests nothing.
                all.extend(engine.hierarchies(name).await.unwrap_or_default());
            }
            all
        }
    });
    let fresh = move || {
        let known = workspace.model.with(|model| model.hierarchies.clone());
        let is_new = |one: &Hierarchy| {
            !known
                .iter()
                .any(|known| known.dataset == one.dataset && known.levels == one.levels)
        };
        found
            .get()
            .unwrap_or_default()
            .into_iter()
            .filter(is_new)
            .collect::<Vec<_>>()
    };
    let settle = move |one: Hierarchy, origin: Origin| {
        workspace.make(move |model| {
            let mut name = one.name.clone();
            let taken = |name: &str| {
                model
                    .hierarchies
                    .iter()
                    .any(|known| known.dataset == one.dataset && known.name == name)
            };
            if taken(&name) {
                name = format!("{name}: {}", one.levels.join(" › "));
            }
            model.hierarchies.push(Hierarchy { name, origin, ..one });
        });
    };
    let items = move || {
        let items = fresh().into_iter().map(|one| {
            let (taken, refused) = (one.clone(), one.clone());
            view! {
                <li class="model-item found">
                    <div class="model-says">
                        <b>{one.name.clone()}</b>
                        <code>{one.levels.join(" › ")}</code>
                    </div>
                    <span class="pill"><span>{one.dataset.clone()}</span></span>
                    <span class="model-buttons">
                        <Button label="Use it" small=true look=Look::Primary on_press=move |()| settle(taken.clone(), Origin::Found) />
                        <Button label="No" small=true look=Look::Quiet on_press=move |()| settle(refused.clone(), Origin::Refused) />
                    </span>
                </li>
            }
        });
        items.collect_view()
    };
    view! {
        <Show when=move || !fresh().is_empty()>
            <h3>"Found in your data"</h3>
            <ul class="model-items">{items}</ul>
            <h3>"In use"</h3>
        </Show>
    }
}

#[component]
fn Form(making: Making<Hierarchy>, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let (at, first) = (making.at, making.thing);
    let (name, dataset) = (RwSignal::new(first.name), RwSignal::new(first.dataset));
    let levels = RwSignal::new(first.levels);
    let problem = RwSignal::new(None);
    let columns = use_columns(dataset.into());
    let more = Signal::derive(move || {
        let whose = dataset.get();
        let used = levels.get();
        let mut all = columns.with(|columns| choices(columns, |column| !used.contains(&column.name)));
        let dimensions = workspace.model.with(|model| {
            model
                .dimensions_of(&whose)
                .map(|one| one.name.clone())
                .collect::<Vec<_>>()
        });
        all.extend(
            dimensions
                .into_iter()
                .filter(|name| !used.contains(name))
                .map(|name| (name.clone(), name)),
        );
        all.insert(0, (String::new(), "Choose the next level".to_owned()));
        all
    });
    let hierarchy = move || {
        let name = name.get().trim().to_owned();
        (!name.is_empty() && levels.with(|levels| levels.len() > 1)).then(|| Hierarchy {
            name,
            dataset: dataset.get(),
            levels: levels.get(),
            origin: Origin::Made,
        })
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(hierarchy) = untrack(hierarchy) else { return };
        spawn_local(async move {
            match workspace
                .change(move |model| Making::put(at, hierarchy, &mut model.hierarchies))
                .await
            {
                Ok(()) => open.set(false),
                Err(found) => problem.set(Some(found)),
            }
        });
    };
    let lines = move || {
        let lines = levels.get().into_iter().enumerate().map(|(place, level)| {
            let (up, out) = (format!("Move {level} up"), format!("Leave {level} out"));
            view! {
                <li>
                    <span class="name">{level}</span>
                    <IconButton
                        label=up
                        glyph=Glyph::Ascending
                        small=true
                        disabled=Signal::derive(move || place == 0)
                        on_press=move |()| levels.update(|levels| levels.swap(place, place - 1))
                    />
                    <IconButton label=out glyph=Glyph::Close small=true on_press=move |()| levels.update(|levels| drop(levels.remove(place))) />
                </li>
            }
        });
        lines.collect_view()
    };
    let add = move |level: String| {
        if !level.is_empty() {
            levels.update(|levels| levels.push(level));
        }
    };
    view! {
        <form class="link-form" on:submit=save>
            <div class="model-fields">
                <Line label="Name" value=name example="Place" on_type=move |text| name.set(text) />
                <DatasetField label="Of" value=dataset />
            </div>
            <ol class="model-levels" aria-label="Levels, coarse first">{lines}</ol>
            <Choose label="Next level, finer than those above" choices=more value=Signal::derive(String::new) on_choose=add />
            <Foot problem is_whole=Signal::derive(move || hierarchy().is_some()) on_cancel=move |()| open.set(false) />
        </form>
    }
}
