//! The chip of a group.

mod cut;

use super::Chips;
use super::chip::ChipMenu;
use super::columns::{ColumnItems, are_many};
use crate::pages::ask::dialogs::{Line, Open, Place};
use crate::pages::ask::edit::{Change, Chip};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::menu::pages::{MenuFront, MenuMore, MenuPage, MenuToggle};
use crate::ui::words;
use cut::Cut;
use leptos::prelude::*;
use spec::dataset::{Column, Type};
use spec::pivot::Pivot;
use spec::question::{Grain, Group, Grouping};

/// One group: by which column, cut how, down the side or across the top.
#[component]
pub(super) fn GroupChip(
    /// What the chips share.
    chips: Chips,
    /// Which group.
    at: usize,
) -> impl IntoView {
    let group = Memo::new(move |_| chips.of(|query| query.groups.get(at).cloned()).flatten());
    let says = Signal::derive(move || group.get().as_ref().map(said).unwrap_or_default());
    let is_across = Memo::new(move |_| chips.of(|query| is_across(query, at)).unwrap_or_default());
    let what = Signal::derive(move || if is_across.get() { "across" } else { "by" }.to_owned());
    let now = Signal::derive(move || group.get().map(|group| group.column));
    let pick = move |column: Column| chips.change.run(Change::Group(at, self::group(&column)));
    view! {
        <ChipMenu chips chip=Chip::Group(at) what says>
            <Front chips at group is_across />
            <MenuPage name="of" title="Group by" find=are_many(chips)>
                <ColumnItems chips now on_pick=pick />
            </MenuPage>
            <MenuPage name="cut" title="How">
                <Cut chips at group />
            </MenuPage>
        </ChipMenu>
    }
}

#[component]
fn Front(chips: Chips, at: usize, group: Memo<Option<Group>>, is_across: Memo<bool>) -> impl IntoView {
    let column = Signal::derive(move || group.get().map(|group| group.column).unwrap_or_default());
    let kind = Memo::new(move |_| chips.kind(&column.get()));
    let can_cut = move || kind.get().is_some_and(|kind| kind.is_time() || kind.is_number());
    let cut = Signal::derive(move || group.get().map(|group| cut::told(group.by)).unwrap_or_default());
    let turn = move |across: bool| {
        if let Some(pivot) = chips.now(|query| turned(query, at, across)) {
            chips.change.run(Change::Pivot(pivot));
        }
    };
    let name = move || group.get_untracked().map(|group| group.name()).unwrap_or_default();
    view! {
        <MenuFront>
            <MenuMore label="Group by" page="of" now=column />
            <Show when=can_cut>
                <MenuMore label="How" page="cut" now=cut />
            </Show>
            <MenuToggle label="As columns" on=is_across on_turn=turn />
            <hr />
            <MenuItem
                label="Only groups where it…"
                glyph=Glyph::Filter
                on_press=move |()| chips.open(Open::Condition(Place::Answer(name())))
            />
            <Show when=move || { at > 0 }>
                <MenuItem label="Move to the front" on_press=move |()| chips.change.run(Change::MoveGroup(at, 0)) />
            </Show>
            <MenuItem label="Rename…" glyph=Glyph::Edit on_press=move |()| chips.open(Open::Line(rename(at, name()))) />
            <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=move |()| chips.change.run(Change::RemoveGroup(at)) />
        </MenuFront>
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

fn said(group: &Group) -> String {
    group.name.clone().unwrap_or_else(|| words::group(group))
}

fn is_across(query: &spec::question::Query, at: usize) -> bool {
    let Some(name) = query.groups.get(at).map(Group::name) else {
        return false;
    };
    query.pivot.as_ref().is_some_and(|pivot| pivot.columns.contains(&name))
}

/// The pivot with a group put across, or not any more.
fn turned(query: &spec::question::Query, at: usize, across: bool) -> Option<Pivot> {
    let name = query.groups.get(at)?.name();
    let mut pivot = query.pivot.clone().unwrap_or_default();
    pivot.columns.retain(|column| *column != name);
    if across {
        pivot.columns.push(name);
    }
    Some(pivot).filter(|pivot| !pivot.columns.is_empty())
}

fn rename(at: usize, name: String) -> Line {
    Line::text("Rename the group", "Name", name, move |name, query| {
        let mut group = query.groups.get(at)?.clone();
        group.name = Some(name.to_owned()).filter(|name| !name.is_empty());
        Some(Change::Group(at, group))
    })
}
