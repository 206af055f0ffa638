//! The form of a figure's level.

use super::Actions;
use crate::pages::ask::edit::{Change, aggregates};
use crate::pages::ask::reading::Chips;
use crate::ui::field::Choose;
use crate::ui::words;
use leptos::prelude::*;
use spec::question::{Aggregate, Group, Level};

const KINDS: [(&str, &str); 5] = [
    ("usual", "For each row of the answer"),
    ("everything", "One figure for everything"),
    ("fixed", "Only by some of the groups"),
    ("exclude", "Over all values of some groups"),
    ("include", "First in more detail, then combined"),
];

/// At which level a figure is worked out.
#[component]
pub(super) fn LevelForm(chips: Chips, at: usize, open: RwSignal<bool>) -> impl IntoView {
    let measure = chips
        .now(|query| query.measures.get(at).cloned())
        .flatten()
        .unwrap_or_default();
    let (kind, names) = read(measure.level.as_ref());
    let (kind, names) = (RwSignal::new(kind.to_owned()), RwSignal::new(names));
    let (detail, then) = match &measure.level {
        Some(Level::Include { groups, then }) => (groups.first().map(|group| group.column.clone()), *then),
        _ => (None, Aggregate::Mean),
    };
    let first = untrack(move || chips.columns())
        .first()
        .map(|column| column.name.clone());
    let detail = RwSignal::new(detail.or(first).unwrap_or_default());
    let then = RwSignal::new(then);
    let level = Memo::new(move |_| match kind.get().as_str() {
        "usual" => Some(None),
        "everything" => Some(Some(Level::Fixed(Vec::new()))),
        "fixed" => Some(names.get())
            .filter(|names| !names.is_empty())
            .map(|names| Some(Level::Fixed(names))),
        "exclude" => Some(names.get())
            .filter(|names| !names.is_empty())
            .map(|names| Some(Level::Exclude(names))),
        _ => Some(Some(Level::Include {
            groups: vec![Group::value(&detail.get())],
            then: then.get(),
        })),
    });
    let kept = StoredValue::new(measure);
    let apply = move || {
        if let Some(level) = level.get_untracked() {
            open.set(false);
            let mut measure = kept.get_value();
            measure.level = level;
            chips.change.run(Change::Measure(at, measure));
        }
    };
    let kinds = KINDS.map(|(kept, read)| (kept.to_owned(), read.to_owned())).to_vec();
    view! {
        <div class="condition">
            <p class="quiet-text">{format!("Where “{}” is worked out. The rows that the filters leave out stay out.", kept.with_value(words::figure::told))}</p>
            <Choose label="Level" choices=Signal::stored(kinds) value=kind on_choose=move |chosen| kind.set(chosen) />
            <Show when=move || matches!(kind.get().as_str(), "fixed" | "exclude")>
                <Names chips names />
            </Show>
            <Show when=move || kind.get() == "include">
                <Detail chips detail then />
            </Show>
            <Actions open ready=Signal::derive(move || level.with(Option::is_some)) on_apply=apply />
        </div>
    }
}

/// Some of the answer's groups.
#[component]
fn Names(chips: Chips, names: RwSignal<Vec<String>>) -> impl IntoView {
    let groups = chips.now(|query| query.groups.iter().map(Group::name).collect::<Vec<_>>());
    let items = groups.unwrap_or_default().into_iter().map(|name| {
        let (own, kept) = (name.clone(), name.clone());
        let on = Signal::derive(move || names.with(|names| names.contains(&own)));
        let turn = move |on: bool| {
            names.update(|names| {
                names.retain(|other| *other != kept);
                if on {
                    names.push(kept.clone());
                }
            });
        };
        view! {
            <label>
                <input type="checkbox" prop:checked=on on:change:target=move |event| turn(event.target().checked()) />
                <span class="name">{name}</span>
            </label>
        }
    });
    view! { <div class="choices">{items.collect_view()}</div> }
}

/// What to group by first, and how the figures become one.
#[component]
fn Detail(chips: Chips, detail: RwSignal<String>, then: RwSignal<Aggregate>) -> impl IntoView {
    let columns = untrack(move || chips.columns())
        .into_iter()
        .map(|column| (column.name.clone(), column.name));
    let columns = columns.collect::<Vec<_>>();
    let ways = aggregates(true, true)
        .into_iter()
        .filter(|way| *way != Aggregate::Share)
        .collect::<Vec<_>>();
    let choices = ways
        .iter()
        .map(|way| (way.word(), words::capitalised(&way.word())))
        .collect::<Vec<_>>();
    let choose = move |word: String| {
        if let Some(way) = ways.iter().find(|way| way.word() == word) {
            then.set(*way);
        }
    };
    view! {
        <Choose label="First for each" choices=Signal::stored(columns) value=detail on_choose=move |chosen| detail.set(chosen) />
        <Choose label="Then" choices=Signal::stored(choices) value=Signal::derive(move || then.get().word()) on_choose=choose />
    }
}

fn read(level: Option<&Level>) -> (&'static str, Vec<String>) {
    match level {
        None => ("usual", Vec::new()),
        Some(Level::Fixed(names)) if names.is_empty() => ("everything", Vec::new()),
        Some(Level::Fixed(names)) => ("fixed", names.clone()),
        Some(Level::Exclude(names)) => ("exclude", names.clone()),
        Some(Level::Include { .. }) => ("include", Vec::new()),
    }
}
