//! How the words were read, as chips that can be changed.

mod figures;
mod groups;
mod rows;

use super::card::Card;
use super::condition::Condition;
use super::edit::{self, Change};
use crate::engine::use_engine;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem, MenuTitle};
use figures::FigureChip;
use groups::GroupChip;
use leptos::prelude::*;
use rows::{FilterChip, OrderChip, TopChip};
use spec::dataset::Column;
use spec::question::{Aggregate, Measure, Query, Question};

/// What the chips share.
#[derive(Clone, Copy)]
pub(super) struct Chips {
    /// The query as it is read now.
    pub query: Memo<Option<Query>>,
    /// The columns of its dataset.
    pub columns: Memo<Vec<Column>>,
    /// Makes a change.
    pub change: Callback<Change>,
}

/// The reading in chips.
#[component]
pub(super) fn Reading(
    /// The card.
    card: Card,
) -> impl IntoView {
    let engine = use_engine();
    let query = Memo::new(move |_| match card.tile()?.question {
        Question::Query(query) => Some(query),
        Question::Sql(_) => None,
    });
    let columns = Memo::new(move |_| {
        let from = query.get().map(|query| query.from)?;
        engine.datasets.with(|all| {
            all.iter()
                .find(|dataset| dataset.name == from)
                .map(|dataset| dataset.columns.clone())
        })
    });
    let columns = Memo::new(move |_| columns.get().unwrap_or_default());
    let change = Callback::new(move |change| {
        if let Some(tile) = untrack(move || card.tile()) {
            card.read_as(edit::apply(&tile, change));
        }
    });
    let chips = Chips { query, columns, change };
    let condition = RwSignal::new(None);
    let dataset = move || query.get().map(|query| query.from).unwrap_or_default();
    let each = move |count: fn(&Query) -> usize| move || 0..query.with(|query| query.as_ref().map_or(0, count));
    view! {
        <Show when=move || query.with(Option::is_some)>
            <div class="reading" role="group" aria-label="How it was read">
                <span>"Read as"</span>
                <For each=each(|query| query.measures.len()) key=|index| *index let:index>
                    <FigureChip chips index />
                </For>
                <For each=each(|query| query.groups.len()) key=|index| *index let:index>
                    <GroupChip chips index />
                </For>
                <For each=each(|query| edit::filters(query).len()) key=|index| *index let:index>
                    <FilterChip chips index condition />
                </For>
                <TopChip chips />
                <Show when=move || query.with(|query| query.as_ref().is_some_and(has_rows))>
                    <OrderChip chips />
                </Show>
                <span class="pill still"><i>"from"</i><b>{dataset}</b></span>
                <Add chips condition />
            </div>
            <Condition chips condition />
        </Show>
    }
}

/// One more figure, group or filter.
#[component]
fn Add(chips: Chips, condition: RwSignal<Option<Option<usize>>>) -> impl IntoView {
    let figure = move |()| {
        let number = chips.columns.with(|columns| {
            let numbers = columns.iter().filter(|column| column.kind.is_number());
            numbers.map(|column| column.name.clone()).next_back()
        });
        let measure = number.map_or_else(Measure::count, |column| Measure::of(Aggregate::Mean, &column));
        chips.change.run(Change::AddMeasure(measure));
    };
    let names = move || {
        let taken = chips.query.get().map(|query| query.groups).unwrap_or_default();
        let columns = chips
            .columns
            .get()
            .into_iter()
            .filter(move |column| !taken.iter().any(|group| group.column == column.name));
        columns.collect::<Vec<_>>()
    };
    view! {
        <button type="button" class="pill" on:click=move |_| condition.set(Some(None))>
            <Icon glyph=Glyph::Plus />
            <span>"filter"</span>
        </button>
        <Menu class="pill" label="Add a figure or a group" face=|| view! { <Icon glyph=Glyph::Plus /> }>
            <MenuItem label="Figure" glyph=Glyph::Chart on_press=figure />
            <MenuTitle label="Group by" />
            {move || {
                let items = names().into_iter().map(|column| {
                    let group = groups::group(&column);
                    view! { <MenuItem label=column.name on_press=move |()| chips.change.run(Change::AddGroup(group.clone())) /> }
                });
                items.collect_view()
            }}
        </Menu>
    }
}

/// A chip's words: what it is, then what it says.
fn face(what: &'static str, says: Signal<String>) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || view! { <i>{what}</i><b>{move || says.get()}</b> }.into_any()
}

/// Whether the answer has rows to put in an order; one figure has not.
fn has_rows(query: &Query) -> bool {
    !query.groups.is_empty() || query.measures.is_empty()
}
