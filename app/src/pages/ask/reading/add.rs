//! What can be added to a question.

use super::Chips;
use super::columns::{ColumnItems, are_many};
use super::figures::fitting;
use super::groups;
use super::model::{MetricItems, sets};
use crate::engine::use_engine;
use crate::pages::ask::dialogs::{Formula, Open, Place};
use crate::pages::ask::edit::{Change, Stage};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::pages::{MenuFront, MenuMore, MenuPage};
use crate::ui::menu::{Menu, MenuItem, MenuTitle};
use leptos::prelude::*;
use spec::dataset::Column;
use spec::filter::Filter;
use spec::pivot::Totals;
use spec::question::{Aggregate, Measure, Query};

/// The menu of everything that can be added.
#[component]
pub(in crate::pages) fn Add(chips: Chips) -> impl IntoView {
    view! {
        <Menu class="pill add" face=|| view! { <Icon glyph=Glyph::Plus /><span>"Add"</span> }>
            <Front chips />
            <MenuPage name="figure" title="Figure" find=are_many(chips)>
                <MenuItem label="The number of rows" on_press=move |()| chips.change.run(Change::AddMeasure(Measure::count())) />
                <MenuItem
                    label="Custom figure…"
                    glyph=Glyph::Formula
                    on_press=move |()| chips.open(Open::Formula(Formula::Figure(None)))
                />
                <MetricItems chips on_pick=move |measure| chips.change.run(Change::AddMeasure(measure)) />
                <MenuTitle label="Of a column" />
                <ColumnItems chips on_pick=move |column| chips.change.run(Change::AddMeasure(usual(&column))) />
            </MenuPage>
            <MenuPage name="group" title="Group by" find=are_many(chips)>
                <ColumnItems chips on_pick=move |column| chips.change.run(Change::AddGroup(groups::group(&column))) />
            </MenuPage>
            <MenuPage name="set" title="Only those in">
                <Sets chips />
            </MenuPage>
        </Menu>
    }
}

/// The model's named conditions.
#[component]
fn Sets(chips: Chips) -> impl IntoView {
    let items = sets(chips).into_iter().map(|name| {
        let filter = Filter::Set { name: name.clone() };
        view! { <MenuItem label=name on_press=move |()| chips.change.run(Change::AddFilter(Stage::Rows, filter.clone())) /> }
    });
    items.collect_view()
}

#[component]
fn Front(chips: Chips) -> impl IntoView {
    let engine = use_engine();
    let is_rows = move || chips.of(Query::is_rows).unwrap_or_default();
    let is_grouped = move || chips.of(|query| !query.groups.is_empty()).unwrap_or_default();
    let has_others = move || engine.datasets.with(|all| all.len() > 1);
    let can_total = move || {
        chips
            .of(|query| query.totals.is_none() && !query.groups.is_empty())
            .unwrap_or_default()
    };
    let totals = move |()| {
        let subtotals = chips.now(|query| query.groups.len() > 1).unwrap_or_default();
        chips.change.run(Change::Totals(Totals { grand: true, subtotals }));
    };
    let has_sets = !untrack(move || sets(chips)).is_empty();
    let is_whole = move || chips.of(|query| query.sample.is_none()).unwrap_or_default();
    view! {
        <MenuFront>
            <MenuItem
                label="Filter…"
                glyph=Glyph::Filter
                on_press=move |()| chips.open(Open::Condition(Place::New(Stage::Rows)))
            />
            <Show when=move || has_sets>
                <MenuMore label="Only those in a set" glyph=Glyph::Filter page="set" />
            </Show>
            <MenuMore label="Figure" glyph=Glyph::Sum page="figure" />
            <MenuMore label="Group" glyph=Glyph::Chart page="group" />
            <MenuItem
                label="Calculated column…"
                glyph=Glyph::Formula
                on_press=move |()| chips.open(Open::Formula(Formula::Column(None)))
            />
            <Show when=is_grouped>
                <MenuItem
                    label="Calculation on the answer…"
                    glyph=Glyph::Formula
                    on_press=move |()| chips.open(Open::Formula(Formula::Derived(None)))
                />
            </Show>
            <Show when=can_total>
                <MenuItem label="Totals" glyph=Glyph::Sum on_press=totals />
            </Show>
            <hr />
            <MenuItem label="Join another dataset…" glyph=Glyph::Join on_press=move |()| chips.open(Open::Join(None)) />
            <Show when=has_others>
                <MenuItem label="Put rows below…" glyph=Glyph::Below on_press=move |()| chips.open(Open::Union) />
            </Show>
            <Show when=is_whole>
                <MenuItem label="Only a sample…" glyph=Glyph::Sample on_press=move |()| chips.open(Open::Sample) />
            </Show>
            <Show when=move || !is_rows()>
                <hr />
                <MenuItem
                    label="Rows instead of figures"
                    glyph=Glyph::Table
                    on_press=move |()| chips.change.run(Change::Rows(Vec::new()))
                />
            </Show>
        </MenuFront>
    }
}

/// The usual figure of a column.
pub(super) fn usual(column: &Column) -> Measure {
    Measure::of(fitting(Aggregate::Count, column), &column.name)
}
