//! The form of a dataset beside the first.

mod draft;
mod effect;
mod keys;

use super::Actions;
use crate::engine::{Engine, use_engine};
use crate::files::use_files;
use crate::pages::ask::edit::Change;
use crate::pages::ask::reading::Chips;
use crate::pages::ask::sources::{Source, lost, sources};
use crate::ui::button::Button;
use crate::ui::field::{Choose, Line};
use crate::ui::icon::Glyph;
use crate::ui::words;
use draft::Draft;
use effect::Effect as JoinEffect;
use keys::{Keys, NearestFields, Suggestions};
use leptos::prelude::*;
use spec::dataset::Column;
use spec::join::{Join, JoinKind};
use spec::question::Query;

/// The kinds, in the order of the form.
const KINDS: [JoinKind; 6] = [
    JoinKind::Left,
    JoinKind::Inner,
    JoinKind::Full,
    JoinKind::Semi,
    JoinKind::Anti,
    JoinKind::AsOf,
];

/// What the fields share.
#[derive(Clone, Copy)]
struct Filling {
    engine: Engine,
    draft: RwSignal<Draft>,
    /// The query with what comes before the join.
    base: StoredValue<Query>,
}

impl Filling {
    /// The columns before the join, by their origin.
    fn left(self) -> Vec<Source> {
        let base = self.base.get_value();
        self.engine.datasets.with(|datasets| sources(&base, datasets, &[]))
    }

    fn left_columns(self) -> Vec<Column> {
        self.left().into_iter().flat_map(|source| source.columns).collect()
    }

    fn right_columns(self) -> Vec<Column> {
        let name = self.draft.with(|draft| draft.join.dataset.clone());
        self.engine.datasets.with(|datasets| {
            let found = datasets.iter().find(|dataset| dataset.name == name);
            found.map(|dataset| dataset.columns.clone()).unwrap_or_default()
        })
    }

    /// Another dataset, with the keys that are the likeliest as far as names tell.
    fn choose(self, dataset: String) {
        self.draft.update(|draft| draft.about(dataset));
        let (left, right) = (
            untrack(move || self.left_columns()),
            untrack(move || self.right_columns()),
        );
        let base = self.base.get_value();
        self.draft.update(|draft| {
            draft.guess(&left, &right);
            draft.call(&base);
        });
    }
}

/// Another dataset beside the rows.
#[component]
pub(super) fn JoinForm(chips: Chips, at: Option<usize>, open: RwSignal<bool>) -> impl IntoView {
    let (engine, files) = (use_engine(), use_files());
    let query = chips.now(Clone::clone).unwrap_or_default();
    let place = at.unwrap_or(query.joins.len());
    let base = Query {
        from: query.from.clone(),
        union: query.union.clone(),
        joins: query.joins.iter().take(place).cloned().collect(),
        ..Query::default()
    };
    let there = at.and_then(|at| query.joins.get(at).cloned());
    let is_new = there.is_none();
    let filling = Filling {
        engine,
        draft: RwSignal::new(Draft::of(there.unwrap_or_default())),
        base: StoredValue::new(base),
    };
    let names = engine
        .datasets
        .with_untracked(|all| all.iter().map(|dataset| dataset.name.clone()).collect::<Vec<_>>());
    if is_new {
        let other = names.iter().rev().find(|name| **name != query.from).cloned();
        filling.choose(other.unwrap_or_else(|| query.from.clone()));
    }
    let join = Memo::new(move |_| filling.draft.with(Draft::built));
    let apply = move || {
        let Some(join) = join.get_untracked() else { return };
        open.set(false);
        if let Some(change) = chips.now(|query| put(query, place, join, engine)) {
            chips.change.run(change);
        }
    };
    let is_alone = names.len() < 2 && is_new;
    let choices = names.into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>();
    let dataset = Signal::derive(move || filling.draft.with(|draft| draft.join.dataset.clone()));
    let needs_name = Memo::new(move |_| filling.draft.with(|draft| draft.join.name.is_some()));
    view! {
        <form class="condition join-form" on:submit=move |event| { event.prevent_default(); apply(); }>
            {is_alone.then(|| view! {
                <div class="note">
                    <span>"Only this dataset is open: open another one to join it."</span>
                    <span class="space"></span>
                    <Button label="Open a file…" small=true glyph=Glyph::Upload on_press=move |()| { open.set(false); files.choose(); } />
                </div>
            })}
            <Choose label="Dataset" choices=Signal::stored(choices) value=dataset on_choose=move |name| filling.choose(name) />
            <Show when=move || needs_name.get()>
                <Name filling />
            </Show>
            <KindField filling />
            <Suggestions filling />
            <Keys filling />
            <Show when=move || filling.draft.with(|draft| draft.join.kind == JoinKind::AsOf)>
                <NearestFields filling />
            </Show>
            <JoinEffect filling join />
            <Actions open ready=Signal::derive(move || join.with(Option::is_some)) on_apply=apply />
        </form>
    }
}

/// What its columns are called by, for a dataset that is there already.
#[component]
fn Name(filling: Filling) -> impl IntoView {
    let value = Signal::derive(move || filling.draft.with(|draft| draft.join.name.clone().unwrap_or_default()));
    view! { <Line label="Called" value on_type=move |name| filling.draft.update(|draft| draft.join.name = Some(name)) /> }
}

/// Which rows stay.
#[component]
fn KindField(filling: Filling) -> impl IntoView {
    let group = StoredValue::new(format!("join-kind-{}", crate::clock::fresh_id()));
    let items = KINDS.map(|kind| {
        let (says, more) = words::source::kind(kind);
        let on = Signal::derive(move || filling.draft.with(|draft| draft.join.kind == kind));
        view! {
            <label>
                <input
                    type="radio"
                    name=group.get_value()
                    prop:checked=on
                    on:change=move |_| filling.draft.update(|draft| draft.join.kind = kind)
                />
                <span class="name">{says}</span>
                <span class="small-text">{more}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend class="label">"Which rows stay"</legend>
            <div class="choices kinds">{items.into_iter().collect_view()}</div>
        </fieldset>
    }
}

/// The join put into a query; what named columns that are not there any more goes.
fn put(query: &Query, at: usize, join: Join, engine: Engine) -> Change {
    let mut joins = query.joins.clone();
    match joins.get_mut(at) {
        Some(place) => *place = join,
        None => joins.push(join),
    }
    let after = Query {
        joins: joins.clone(),
        ..query.clone()
    };
    let gone = engine.datasets.with_untracked(|datasets| lost(query, &after, datasets));
    Change::Joins(joins, gone)
}
