//! The chip of a figure.

use super::super::edit::{self, Change};
use super::{Chips, face};
use crate::ui::icon::Glyph;
use crate::ui::menu::{Menu, MenuItem, MenuTitle};
use crate::ui::words;
use leptos::prelude::*;
use spec::dataset::Column;
use spec::question::{Aggregate, Measure};

/// One figure: how it is worked out, and of which column.
#[component]
pub(super) fn FigureChip(
    /// What the chips share.
    chips: Chips,
    /// Which figure.
    index: usize,
) -> impl IntoView {
    let measure = Memo::new(move |_| chips.query.get()?.measures.get(index).cloned());
    let says = Signal::derive(move || measure.get().map(|measure| measure.name()).unwrap_or_default());
    let turn_into = move |measure: Measure| chips.change.run(Change::Measure(index, measure));
    let ways = move || {
        let measure = measure.get()?;
        let column = find(chips, measure.column.as_deref()?)?;
        let items = offered(&column).into_iter().map(move |aggregate| {
            let (now, name) = (measure.aggregate == aggregate, column.name.clone());
            view! {
                <MenuItem
                    label=words::capitalised(&aggregate.word())
                    checked=now
                    on_press=move |()| turn_into(Measure::of(aggregate, &name))
                />
            }
        });
        Some(items.collect_view())
    };
    let columns = move || {
        let now = measure.get()?;
        let items = chips.columns.get().into_iter().map(move |column| {
            let checked = now.column.as_deref() == Some(column.name.as_str());
            let next = Measure::of(fitting(now.aggregate, &column), &column.name);
            view! { <MenuItem label=column.name checked on_press=move |()| turn_into(next.clone()) /> }
        });
        Some(items.collect_view())
    };
    let is_count = move || measure.get().is_some_and(|measure| measure.column.is_none());
    let several = move || {
        chips
            .query
            .with(|query| query.as_ref().is_some_and(|query| query.measures.len() > 1))
    };
    view! {
        <Menu class="pill" face=face("measure", says)>
            <Show when=move || !is_count()>
                <MenuTitle label="How" />
                {ways}
            </Show>
            <MenuTitle label="Of" />
            <MenuItem
                label="The number of rows"
                checked=Signal::derive(move || Some(is_count()))
                on_press=move |()| turn_into(Measure::count())
            />
            {columns}
            <Show when=several>
                <hr />
                <MenuItem
                    label="Remove"
                    glyph=Glyph::Remove
                    danger=true
                    on_press=move |()| chips.change.run(Change::RemoveMeasure(index))
                />
            </Show>
        </Menu>
    }
}

fn find(chips: Chips, name: &str) -> Option<Column> {
    chips
        .columns
        .with(|columns| columns.iter().find(|column| column.name == name).cloned())
}

fn offered(column: &Column) -> Vec<Aggregate> {
    edit::aggregates(column.kind.is_number(), column.kind.is_time())
}

/// The same way where it makes sense of the column, else its most usual one.
fn fitting(aggregate: Aggregate, column: &Column) -> Aggregate {
    let offered = offered(column);
    match offered.contains(&aggregate) && aggregate != Aggregate::Count {
        true => aggregate,
        false => offered.first().copied().unwrap_or(Aggregate::Count),
    }
}
