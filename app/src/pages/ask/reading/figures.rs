//! The chip of a figure.

mod how;
mod show_as;

use super::Chips;
use super::chip::ChipMenu;
use super::columns::{ColumnItems, are_many};
use super::model::MetricItems;
use crate::pages::ask::dialogs::{Formula, Line, Open, Place};
use crate::pages::ask::edit::{self, Change, Chip};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::menu::pages::{MenuFront, MenuMore, MenuPage};
use crate::ui::words;
use how::{How, Partner};
use leptos::prelude::*;
use show_as::ShowAs;
use spec::dataset::Column;
use spec::question::{Aggregate, Measure};

/// One figure: how it is worked out, of which column, of which rows, and what else is shown of it.
#[component]
pub(super) fn FigureChip(
    /// What the chips share.
    chips: Chips,
    /// Which figure.
    at: usize,
) -> impl IntoView {
    let measure = Memo::new(move |_| chips.of(|query| query.measures.get(at).cloned()).flatten());
    let says = Signal::derive(move || measure.get().as_ref().map(words::figure::told).unwrap_or_default());
    let figure = Figure { chips, at, measure };
    view! {
        <ChipMenu chips chip=Chip::Measure(at) what="measure" says>
            <Front figure />
            <MenuPage name="how" title="How">
                <How figure />
            </MenuPage>
            <MenuPage name="of" title="Of" find=are_many(chips)>
                <Of figure />
            </MenuPage>
            <MenuPage name="with" title="Correlation with" find=are_many(chips)>
                <Partner figure aggregate=Aggregate::Correlation />
            </MenuPage>
            <MenuPage name="weights" title="Average, weighted by" find=are_many(chips)>
                <Partner figure aggregate=Aggregate::WeightedMean />
            </MenuPage>
            <MenuPage name="show" title="Show as">
                <ShowAs figure />
            </MenuPage>
        </ChipMenu>
    }
}

/// A figure of the query.
#[derive(Clone, Copy)]
struct Figure {
    chips: Chips,
    at: usize,
    measure: Memo<Option<Measure>>,
}

impl Figure {
    /// Another figure in its place, under the same limits.
    fn turn_into(self, next: Measure) {
        let before = self.measure.get_untracked().unwrap_or_default();
        let next = Measure {
            filter: before.filter,
            level: before.level,
            ..next
        };
        self.chips.change.run(Change::Measure(self.at, next));
    }

    /// The figure itself, changed.
    fn change(self, change: impl FnOnce(&mut Measure)) {
        if let Some(mut measure) = self.measure.get_untracked() {
            change(&mut measure);
            self.chips.change.run(Change::Measure(self.at, measure));
        }
    }

    fn name(self) -> String {
        self.measure.get().map(|measure| measure.name()).unwrap_or_default()
    }
}

#[component]
fn Front(figure: Figure) -> impl IntoView {
    let Figure { chips, at, measure } = figure;
    let aggregate = Memo::new(move |_| measure.get().map(|measure| measure.aggregate));
    let is_expression = move || aggregate.get() == Some(Aggregate::Expression);
    let has_column = move || measure.with(|measure| measure.as_ref().is_some_and(|it| it.column.is_some()));
    let how = Signal::derive(move || aggregate.get().map(words::figure::aggregate).unwrap_or_default());
    let of = Signal::derive(move || match measure.get() {
        Some(measure) if is_expression() => measure.expression.unwrap_or_default(),
        Some(measure) => measure.column.unwrap_or_else(|| "rows".to_owned()),
        None => String::new(),
    });
    let is_grouped = move || chips.of(|query| !query.groups.is_empty()).unwrap_or_default();
    let is_limited = move || measure.with(|measure| measure.as_ref().is_some_and(|it| it.filter.is_some()));
    let can_go = move || {
        let only = measure.get() == Some(Measure::count());
        chips
            .of(|query| query.measures.len() > 1 || query.groups.is_empty() || !only)
            .unwrap_or_default()
    };
    let rename = move |()| chips.open(Open::Line(rename(at, untrack(move || figure.name()))));
    view! {
        <MenuFront>
            <Show when=move || has_column() && aggregate.get() != Some(Aggregate::Metric)>
                <MenuMore label="How" page="how" now=how />
            </Show>
            <Show when=is_expression>
                <MenuItem label="Change the expression…" glyph=Glyph::Formula on_press=move |()| chips.open(Open::Formula(Formula::Figure(Some(at)))) />
            </Show>
            <MenuMore label="Of" page="of" now=of />
            <Show when=is_grouped>
                <MenuMore label="Show as" page="show" />
            </Show>
            <hr />
            <MenuItem label="Only rows where…" glyph=Glyph::Filter on_press=move |()| chips.open(Open::Condition(Place::Figure(at))) />
            <Show when=is_limited>
                <MenuItem label="Of all rows" on_press=move |()| figure.change(|measure| measure.filter = None) />
            </Show>
            <Show when=is_grouped>
                <MenuItem
                    label="Only groups where it…"
                    glyph=Glyph::Filter
                    on_press=move |()| chips.open(Open::Condition(Place::Answer(untrack(move || figure.name()))))
                />
                <MenuItem label="At another level…" on_press=move |()| chips.open(Open::Level(at)) />
            </Show>
            <hr />
            <MenuItem label="Rename…" glyph=Glyph::Edit on_press=rename />
            <Show when=can_go>
                <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=move |()| chips.change.run(Change::RemoveMeasure(at)) />
            </Show>
        </MenuFront>
    }
}

/// The columns that it may be of.
#[component]
fn Of(figure: Figure) -> impl IntoView {
    let Figure { chips, at, measure } = figure;
    let now = Signal::derive(move || measure.get().map(|measure| measure.column.unwrap_or_default()));
    let is_count = Signal::derive(move || {
        let is_count = |measure: &Measure| measure.column.is_none() && measure.aggregate == Aggregate::Count;
        Some(measure.with(|measure| measure.as_ref().is_some_and(is_count)))
    });
    let pick = move |column: Column| {
        let before = measure
            .get_untracked()
            .map(|measure| measure.aggregate)
            .unwrap_or_default();
        figure.turn_into(Measure::of(fitting(before, &column), &column.name));
    };
    view! {
        <MenuItem label="The number of rows" checked=is_count on_press=move |()| figure.turn_into(Measure::count()) />
        <MenuItem
            label="Custom figure…"
            glyph=Glyph::Formula
            on_press=move |()| chips.open(Open::Formula(Formula::Figure(Some(at))))
        />
        <MetricItems chips on_pick=move |measure| figure.turn_into(measure) />
        <ColumnItems chips now on_pick=pick />
    }
}

fn rename(at: usize, name: String) -> Line {
    Line::text("Rename the figure", "Name", name, move |name, query| {
        let mut measure = query.measures.get(at)?.clone();
        measure.name = Some(name.to_owned()).filter(|name| !name.is_empty());
        Some(Change::Measure(at, measure))
    })
}

/// The ways that make sense of a column.
fn offered(column: &Column) -> Vec<Aggregate> {
    edit::aggregates(column.kind.is_number(), column.kind.is_time())
}

/// The same way where it makes sense of the column, else its most usual one.
pub(super) fn fitting(aggregate: Aggregate, column: &Column) -> Aggregate {
    let offered = offered(column);
    match offered.contains(&aggregate) && aggregate != Aggregate::Count {
        true => aggregate,
        false => offered.first().copied().unwrap_or(Aggregate::Count),
    }
}
