//! The chips of where the rows come from: datasets beside and below the first, samples, calculated columns.

use super::Chips;
use super::chip::ChipMenu;
use crate::engine::use_engine;
use crate::pages::ask::dialogs::{Formula, Open};
use crate::pages::ask::edit::{Change, Chip};
use crate::pages::ask::sources::lost;
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::words;
use leptos::prelude::*;
use spec::join::Sample;
use spec::question::{Group, Query};

/// The first dataset.
#[component]
pub(super) fn FromChip(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let dataset = move || chips.of(|query| query.from.clone());
    view! { <span class="pill still"><i>"from"</i><b>{dataset}</b></span> }
}

/// The datasets below the first.
#[component]
pub(super) fn UnionChip(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let engine = use_engine();
    let union = Memo::new(move |_| chips.of(|query| query.union.clone()).unwrap_or_default());
    let says = Signal::derive(move || union.get().join(", "));
    let remove = move |()| {
        let lost = without(chips, engine, |query| query.union.clear());
        chips.change.run(Change::Union(Vec::new(), lost));
    };
    view! {
        <Show when=move || !union.with(Vec::is_empty)>
            <ChipMenu chips chip=Chip::Union what="and below" says>
                <MenuItem label="Change…" glyph=Glyph::Edit on_press=move |()| chips.open(Open::Union) />
                <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=remove />
            </ChipMenu>
        </Show>
    }
}

/// A dataset beside the first.
#[component]
pub(super) fn JoinChip(
    /// What the chips share.
    chips: Chips,
    /// Which one.
    at: usize,
) -> impl IntoView {
    let engine = use_engine();
    let join = Memo::new(move |_| chips.of(|query| query.joins.get(at).cloned()).flatten());
    let says = Signal::derive(move || join.get().as_ref().map(words::source::join).unwrap_or_default());
    let keys = Signal::derive(move || join.get().map(|join| words::source::keys(&join.on)).unwrap_or_default());
    let remove = move |()| {
        let mut joins = chips.now(|query| query.joins.clone()).unwrap_or_default();
        if at < joins.len() {
            joins.remove(at);
        }
        let rest = joins.clone();
        let lost = without(chips, engine, move |query| query.joins = rest);
        chips.change.run(Change::Joins(joins, lost));
    };
    view! {
        <ChipMenu chips chip=Chip::Join(at) what="with" says>
            <Show when=move || !keys.get().is_empty()>
                <div class="title" role="presentation">{keys}</div>
            </Show>
            <MenuItem label="Change…" glyph=Glyph::Edit on_press=move |()| chips.open(Open::Join(Some(at))) />
            <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=remove />
        </ChipMenu>
    }
}

/// Only some of the rows.
#[component]
pub(super) fn SampleChip(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let sample = Memo::new(move |_| chips.of(|query| query.sample).flatten());
    let says = Signal::derive(move || sample.get().map(words::source::sample).unwrap_or_default());
    let another = move |()| {
        let next = sample.get_untracked().map(|sample| match sample {
            Sample::Rows { count, seed } => Sample::Rows { count, seed: seed + 1 },
            Sample::Share { part, seed } => Sample::Share { part, seed: seed + 1 },
        });
        chips.change.run(Change::Sample(next));
    };
    view! {
        <Show when=move || sample.get().is_some()>
            <ChipMenu chips chip=Chip::Sample what="a sample of" says>
                <MenuItem label="Change…" glyph=Glyph::Edit on_press=move |()| chips.open(Open::Sample) />
                <MenuItem label="Draw another" glyph=Glyph::Sample on_press=another />
                <MenuItem label="All rows" glyph=Glyph::Remove danger=true on_press=move |()| chips.change.run(Change::Sample(None)) />
            </ChipMenu>
        </Show>
    }
}

/// A calculated column.
#[component]
pub(super) fn CalculatedChip(
    /// What the chips share.
    chips: Chips,
    /// Which one.
    at: usize,
) -> impl IntoView {
    let calculated = Memo::new(move |_| chips.of(|query| query.calculated.get(at).cloned()).flatten());
    let says = Signal::derive(move || calculated.get().map(|it| it.name).unwrap_or_default());
    let expression = move || calculated.get().map(|it| it.expression);
    let group = move |()| {
        if let Some(it) = calculated.get_untracked() {
            let column = untrack(move || chips.columns())
                .into_iter()
                .find(|column| column.name == it.name);
            let group = column.map_or_else(|| Group::value(&it.name), |column| super::groups::group(&column));
            chips.change.run(Change::AddGroup(group));
        }
    };
    let figure = move |()| {
        let Some(it) = calculated.get_untracked() else { return };
        let column = untrack(move || chips.columns())
            .into_iter()
            .find(|column| column.name == it.name);
        if let Some(column) = column {
            chips.change.run(Change::AddMeasure(super::add::usual(&column)));
        }
    };
    view! {
        <ChipMenu chips chip=Chip::Calculated(at) what="column" says>
            <div class="title formula" role="presentation">{expression}</div>
            <MenuItem label="Change…" glyph=Glyph::Formula on_press=move |()| chips.open(Open::Formula(Formula::Column(Some(at)))) />
            <MenuItem label="Add as a figure" glyph=Glyph::Sum on_press=figure />
            <MenuItem label="Group by it" glyph=Glyph::Chart on_press=group />
            <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=move |()| chips.change.run(Change::RemoveCalculated(at)) />
        </ChipMenu>
    }
}

/// The columns that a change of the query takes away.
fn without(chips: Chips, engine: crate::engine::Engine, change: impl FnOnce(&mut Query)) -> Vec<String> {
    let lost = chips.now(|before| {
        let mut after = before.clone();
        change(&mut after);
        engine
            .datasets
            .with_untracked(|datasets| lost(before, &after, datasets))
    });
    lost.unwrap_or_default()
}
