//! The chip of a group.

use super::super::edit::Change;
use super::{Chips, face};
use crate::ui::icon::Glyph;
use crate::ui::menu::{Menu, MenuItem, MenuTitle};
use crate::ui::words;
use leptos::prelude::*;
use spec::dataset::{Column, Type};
use spec::question::{Grain, Group, Grouping};

const GRAINS: [Grain; 8] = [
    Grain::Year,
    Grain::Quarter,
    Grain::Month,
    Grain::Week,
    Grain::Day,
    Grain::MonthOfYear,
    Grain::Weekday,
    Grain::Hour,
];

/// One group: by which column, and for a date by which part of the calendar.
#[component]
pub(super) fn GroupChip(
    /// What the chips share.
    chips: Chips,
    /// Which group.
    index: usize,
) -> impl IntoView {
    let group = Memo::new(move |_| chips.query.get()?.groups.get(index).cloned());
    let says = Signal::derive(move || group.get().as_ref().map(words::group).unwrap_or_default());
    let turn_into = move |group: Group| chips.change.run(Change::Group(index, group));
    let grains = move || {
        let group = group.get()?;
        let kind = chips.columns.with(|columns| {
            columns
                .iter()
                .find(|column| column.name == group.column)
                .map(|column| column.kind)
        })?;
        let last = if kind == Type::Datetime {
            GRAINS.len()
        } else {
            GRAINS.len() - 1
        };
        let items = GRAINS.iter().take(last).map(move |&grain| {
            let next = Group::time(&group.column, grain);
            let checked = group.by == Grouping::Grain(grain);
            view! { <MenuItem label=words::capitalised(grain.word()) checked on_press=move |()| turn_into(next.clone()) /> }
        });
        kind.is_time()
            .then(|| view! { <MenuTitle label="By the" /> {items.collect_view()} })
    };
    let columns = move || {
        let now = group.get()?;
        let items = chips.columns.get().into_iter().map(move |column| {
            let checked = now.column == column.name;
            let next = self::group(&column);
            view! { <MenuItem label=column.name checked on_press=move |()| turn_into(next.clone()) /> }
        });
        Some(items.collect_view())
    };
    view! {
        <Menu class="pill" face=face("by", says)>
            {grains}
            <MenuTitle label="Group by" />
            {columns}
            <hr />
            <MenuItem
                label="Remove"
                glyph=Glyph::Remove
                danger=true
                on_press=move |()| chips.change.run(Change::RemoveGroup(index))
            />
        </Menu>
    }
}

/// The usual way to group by a column.
pub(super) fn group(column: &Column) -> Group {
    match column.kind {
        Type::Date | Type::Datetime => Group::time(&column.name, Grain::Month),
        Type::Float | Type::Decimal => Group {
            column: column.name.clone(),
            by: Grouping::Bins(12),
            name: None,
        },
        _ => Group::value(&column.name),
    }
}
