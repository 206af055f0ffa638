//! How datasets belong together: a picture, what the data suggest, and what holds.

mod form;
mod picture;

use super::fields::Making;
use super::part::{Head, Item, Nothing};
use super::section::Section;
use crate::engine::use_engine;
use crate::model::use_workspace;
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Dialog;
use form::Form;
use leptos::prelude::*;
use picture::Picture;
use spec::dataset::Dataset;
use spec::join::Key;
use spec::model::{FoundRelation, Origin, Relation};

/// What the data suggest and what is being edited, for the parts of this page.
#[derive(Clone, Copy)]
struct Desk {
    /// What was found and is not decided on.
    found: Memo<Vec<FoundRelation>>,
    /// What is being made.
    making: RwSignal<Option<Making<Relation>>>,
    open: RwSignal<bool>,
}

impl Desk {
    fn begin(self, wanted: Making<Relation>) {
        self.making.set(Some(wanted));
        self.open.set(true);
    }

    fn add(self) {
        let engine = use_engine();
        let names = engine
            .datasets
            .with_untracked(|all| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>());
        let from = super::fields::likely_dataset();
        let to = names
            .into_iter()
            .find(|name| *name != from)
            .unwrap_or_else(|| from.clone());
        self.begin(Making::new(Relation {
            from,
            to,
            keys: vec![Key::same("")],
            many: false,
            origin: Origin::Made,
        }));
    }
}

/// The relations.
#[component]
pub(super) fn Relations() -> impl IntoView {
    let (workspace, engine) = (use_workspace(), use_engine());
    let shapes = Memo::new(move |_| engine.datasets.with(|all| all.iter().map(shape).collect::<Vec<_>>()));
    let suggested = LocalResource::new(move || {
        let several = shapes.with(|shapes| !shapes.is_empty());
        async move {
            match several {
                // Looking is worth nothing more than its findings: a failure finds none.
                true => engine.relations().await.unwrap_or_default(),
                false => Vec::new(),
            }
        }
    });
    let found = Memo::new(move |_| {
        let known = workspace.model.with(|model| model.relations.clone());
        let is_new = |one: &FoundRelation| !known.iter().any(|known| known.is_like(&one.relation));
        suggested
            .get()
            .unwrap_or_default()
            .into_iter()
            .filter(is_new)
            .collect::<Vec<_>>()
    });
    let desk = Desk {
        found,
        making: RwSignal::new(None),
        open: RwSignal::new(false),
    };
    let used = move || {
        workspace
            .model
            .with(|model| model.relations.iter().any(|one| one.origin != Origin::Refused))
    };
    let is_edit = move || {
        desk.making
            .with(|making| making.as_ref().is_some_and(|making| making.at.is_some()))
    };
    let title = move || if is_edit() { "Edit a relation" } else { "New relation" };
    view! {
        <Head section=Section::Relations add="New relation…" on_add=Callback::new(move |()| desk.add()) />
        <Picture desk />
        <Show when=move || !found.with(Vec::is_empty)>
            <h3>"Found in your data"</h3>
            <ul class="model-items">{move || found.get().into_iter().map(|found| view! { <Offer desk found /> }).collect_view()}</ul>
        </Show>
        <Show when=used fallback=move || view! { <Empty desk /> }>
            <h3>"In use"</h3>
            <Used desk />
        </Show>
        <Refused />
        <Dialog open=desk.open title=Signal::derive(move || title().to_owned())>
            {move || desk.making.get().map(|making| view! { <Form making open=desk.open /> })}
        </Dialog>
    }
}

#[component]
fn Empty(desk: Desk) -> impl IntoView {
    let any = move || !desk.found.with(Vec::is_empty);
    view! {
        <Show
            when=any
            fallback=|| view! { <Nothing what="No relations yet" how="Open a second file that belongs to the first, such as customers beside orders: what fits together is found by itself." /> }
        >
            <p class="small-text">"Nothing is decided yet. Questions go by the sure ones already; take those that are right."</p>
        </Show>
    }
}

/// What would make relations be looked for again.
fn shape(dataset: &Dataset) -> (String, u64, Vec<String>) {
    let columns = dataset.columns.iter().map(|column| column.name.clone());
    (dataset.name.clone(), dataset.rows, columns.collect())
}

/// One that was found, to be taken or not.
#[component]
fn Offer(desk: Desk, found: FoundRelation) -> impl IntoView {
    let workspace = use_workspace();
    let relation = StoredValue::new(found.relation.clone());
    let settle = move |origin: Origin| {
        let relation = Relation {
            origin,
            ..relation.get_value()
        };
        workspace.make(move |model| model.relations.push(relation));
    };
    let is_sure = found.confidence >= SURE;
    let name = pair(&found.relation);
    let (take, no) = (format!("Use it: {name}"), format!("No: {name}"));
    view! {
        <li class="model-item found">
            <div class="model-says">
                <b>{name}</b>
                <code>{keys(&found.relation)}</code>
                <span class="small-text">{evidence(&found)}</span>
            </div>
            <span class="pill" class:on=is_sure><span>{sureness(found.confidence)}</span></span>
            <span class="model-buttons">
                <button type="button" class="button primary small" aria-label=take on:click=move |_| settle(Origin::Found)>
                    "Use it"
                </button>
                <Button label="Edit…" small=true on_press=move |()| desk.begin(Making::new(Relation { origin: Origin::Made, ..relation.get_value() })) />
                <button type="button" class="button quiet small" aria-label=no on:click=move |_| settle(Origin::Refused)>
                    "No"
                </button>
            </span>
        </li>
    }
}

#[component]
fn Used(desk: Desk) -> impl IntoView {
    let workspace = use_workspace();
    let items = move || {
        let all = workspace.model.with(|model| model.relations.clone());
        let wanted = all
            .into_iter()
            .enumerate()
            .filter(|(_, one)| one.origin != Origin::Refused);
        let items = wanted.map(|(at, relation)| {
            let edited = Making {
                at: Some(at),
                thing: relation.clone(),
            };
            let remove = move |()| workspace.make(move |model| drop(model.relations.remove(at)));
            let told = if relation.many {
                "A row may have several partners: joining multiplies rows"
            } else {
                ""
            };
            view! {
                <Item
                    name=pair(&relation)
                    says=keys(&relation)
                    told
                    waits=use_waits(relation)
                    on_edit=move |()| desk.begin(edited.clone())
                    on_remove=remove
                />
            }
        });
        items.collect_view()
    };
    view! { <ul class="model-items">{items}</ul> }
}

/// Those that someone does not want, to be looked at again.
#[component]
fn Refused() -> impl IntoView {
    let workspace = use_workspace();
    let refused = Memo::new(move |_| {
        let all = workspace.model.with(|model| model.relations.clone());
        all.into_iter()
            .filter(|one| one.origin == Origin::Refused)
            .collect::<Vec<_>>()
    });
    let items = move || {
        let items = refused.get().into_iter().map(|relation| {
            let back = relation.clone();
            let offer = move |()| {
                let back = back.clone();
                workspace.make(move |model| model.relations.retain(|one| *one != back));
            };
            view! {
                <li class="model-item">
                    <div class="model-says">
                        <b>{pair(&relation)}</b>
                        <code>{keys(&relation)}</code>
                    </div>
                    <Button label="Offer it again" small=true look=Look::Quiet on_press=offer />
                </li>
            }
        });
        items.collect_view()
    };
    view! {
        <Show when=move || !refused.with(Vec::is_empty)>
            <details class="model-refused">
                <summary>{move || format!("Not wanted ({})", refused.with(Vec::len))}</summary>
                <ul class="model-items">{items}</ul>
            </details>
        </Show>
    }
}

/// Why a relation does nothing now.
fn use_waits(relation: Relation) -> Signal<Option<String>> {
    let engine = use_engine();
    Signal::derive(move || {
        engine.datasets.with(|all| {
            let columns = |name: &str| all.iter().find(|one| one.name == name).map(|one| &one.columns);
            for (dataset, mut names) in [
                (
                    &relation.from,
                    relation.keys.iter().map(|key| &key.left).collect::<Vec<_>>(),
                ),
                (&relation.to, relation.keys.iter().map(|key| &key.right).collect()),
            ] {
                let Some(columns) = columns(dataset) else {
                    return Some(format!("Waits for {dataset}, which is not open"));
                };
                names.retain(|name| !columns.iter().any(|column| column.name == **name));
                if let Some(gone) = names.first() {
                    return Some(format!("{dataset} has no column “{gone}” now"));
                }
            }
            None
        })
    })
}

/// From this on questions go by what was found.
const SURE: f64 = 0.8;

fn pair(relation: &Relation) -> String {
    format!("{} → {}", relation.from, relation.to)
}

fn keys(relation: &Relation) -> String {
    let keys = relation.keys.iter().map(|key| format!("{} = {}", key.left, key.right));
    keys.collect::<Vec<_>>().join(" and ")
}

/// What speaks for a relation, in words.
fn evidence(found: &FoundRelation) -> String {
    let percent = (found.coverage * 100.0).floor();
    let partner = match found.coverage >= 1.0 {
        true => format!("every value is in {}", found.relation.to),
        false => format!("{percent:.0}% of the values are in {}", found.relation.to),
    };
    let unique = match found.factor <= 1.0 {
        true => "each names one row there".to_owned(),
        false => format!("each names {:.2} rows there", found.factor),
    };
    format!("{partner}; {unique}")
}

fn sureness(confidence: f64) -> &'static str {
    match confidence {
        sure if sure >= SURE => "Sure",
        likely if likely >= 0.65 => "Likely",
        _ => "Perhaps",
    }
}
