//! The chip of what is shown: the leading groups, or the first rows.

use super::Chips;
use super::chip::ChipMenu;
use crate::pages::ask::dialogs::{Line, Open};
use crate::pages::ask::edit::{Change, Chip};
use crate::ui::menu::MenuItem;
use crate::ui::menu::pages::{MenuFront, MenuMore, MenuPage, MenuToggle};
use crate::ui::words;
use leptos::prelude::*;
use spec::question::{Group, Measure, Order, Query, Top};

const RANKS: [u64; 4] = [3, 5, 10, 20];
const FIRST: [u64; 3] = [10, 100, 1000];

/// How much is shown.
#[component]
pub(super) fn TopChip(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let top = Memo::new(move |_| chips.of(|query| query.top.clone()).flatten());
    let limit = Memo::new(move |_| chips.of(|query| query.limit).flatten());
    let is_grouped = Memo::new(move |_| chips.of(|query| !query.groups.is_empty()).unwrap_or_default());
    let is_rows = Memo::new(move |_| chips.of(Query::is_rows).unwrap_or_default());
    let says = Signal::derive(move || match (top.get(), limit.get()) {
        (Some(top), _) => words::top(&top),
        (None, Some(limit)) => format!("first {}", crate::ui::format::count(limit)),
        (None, None) => "all".to_owned(),
    });
    view! {
        <Show when=move || is_grouped.get() || is_rows.get() || limit.get().is_some()>
            <ChipMenu chips chip=Chip::Top what="show" says>
                <MenuFront>
                    <Counts chips top limit is_grouped />
                    <Show when=move || top.with(Option::is_some)>
                        <Ranked chips top />
                    </Show>
                </MenuFront>
                <MenuPage name="by" title="Ranked by">
                    <Names chips read=measures now=|top| &mut top.by />
                </MenuPage>
                <MenuPage name="group" title="Of which group">
                    <Names chips read=groups now=|top| &mut top.group />
                </MenuPage>
                <MenuPage name="within" title="In each">
                    <Within chips top />
                </MenuPage>
            </ChipMenu>
        </Show>
    }
}

#[component]
fn Counts(chips: Chips, top: Memo<Option<Top>>, limit: Memo<Option<u64>>, is_grouped: Memo<bool>) -> impl IntoView {
    let is_all = Signal::derive(move || Some(top.with(Option::is_none) && limit.get().is_none()));
    let all = move |()| {
        if limit.get_untracked().is_some() {
            chips.change.run(Change::Limit(None));
        }
        if top.with_untracked(Option::is_some) {
            chips.change.run(Change::Top(None));
        }
    };
    let rank = move |count: u64, order: Order| {
        let is_it = move |top: &Top| top.count == count && top.order == order;
        let checked = Signal::derive(move || Some(top.with(|top| top.as_ref().is_some_and(is_it))));
        let label = match order {
            Order::Descending => format!("Top {count}"),
            Order::Ascending => format!("Bottom {count}"),
        };
        let choose = move |()| change(chips, |top| (top.count, top.order) = (count, order));
        view! { <MenuItem label checked on_press=choose /> }
    };
    let first = move |count: u64| {
        let checked = Signal::derive(move || Some(limit.get() == Some(count)));
        let label = format!("First {}", crate::ui::format::counted(count, "row"));
        view! { <MenuItem label checked on_press=move |()| chips.change.run(Change::Limit(Some(count))) /> }
    };
    view! {
        <MenuItem label="All" checked=is_all on_press=all />
        <Show
            when=move || is_grouped.get()
            fallback=move || view! {
                {FIRST.map(first).into_iter().collect_view()}
                <MenuItem label="Another number…" on_press=move |()| chips.open(Open::Line(limit_line())) />
            }
        >
            {RANKS.map(|count| rank(count, Order::Descending)).into_iter().collect_view()}
            {rank(5, Order::Ascending)}
            <MenuItem label="Another number…" on_press=move |()| chips.open(Open::Line(top_line())) />
        </Show>
    }
}

/// What is said of a ranking beside its number.
#[component]
fn Ranked(chips: Chips, top: Memo<Option<Top>>) -> impl IntoView {
    let read = move |read: fn(&Top) -> String| {
        Signal::derive(move || top.with(|top| top.as_ref().map(read)).unwrap_or_default())
    };
    let order = Signal::derive(move || top.with(|top| top.as_ref().is_some_and(|top| top.order == Order::Ascending)));
    let other = Signal::derive(move || top.with(|top| top.as_ref().is_some_and(|top| top.other)));
    let several_groups = move || chips.of(|query| query.groups.len() > 1).unwrap_or_default();
    let several_measures = move || chips.of(|query| query.measures.len() > 1).unwrap_or_default();
    let turn_order = move |on| {
        change(chips, |top| {
            top.order = if on { Order::Ascending } else { Order::Descending }
        })
    };
    view! {
        <hr />
        <Show when=several_measures>
            <MenuMore label="Ranked by" page="by" now=read(|top| top.by.clone().unwrap_or_default()) />
        </Show>
        <Show when=several_groups>
            <MenuMore label="Of which group" page="group" now=read(|top| top.group.clone().unwrap_or_default()) />
            <MenuMore label="In each" page="within" now=read(|top| top.within.join(", ")) />
        </Show>
        <MenuToggle label="From the bottom" on=order on_turn=turn_order />
        <MenuToggle label="The rest as “Other”" on=other on_turn=move |on| change(chips, |top| top.other = on) />
    }
}

#[component]
fn Names(chips: Chips, read: fn(&Query) -> Vec<String>, now: fn(&mut Top) -> &mut Option<String>) -> impl IntoView {
    let item = move |(at, name): (usize, String)| {
        let (own, next) = (name.clone(), name.clone());
        let is_it = move |query: &Query| {
            let mut top = query.top.clone().unwrap_or_default();
            let chosen = now(&mut top).clone();
            chosen.map_or(at == 0, |chosen| chosen == own)
        };
        let checked = Signal::derive(move || Some(chips.of(&is_it).unwrap_or_default()));
        view! { <MenuItem label=name checked on_press=move |()| change(chips, |top| *now(top) = Some(next.clone())) /> }
    };
    move || {
        chips
            .of(read)
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .map(item)
            .collect_view()
    }
}

#[component]
fn Within(chips: Chips, top: Memo<Option<Top>>) -> impl IntoView {
    let names = move || {
        let ranked = top.get().and_then(|top| top.group);
        let mut names = chips.of(groups).unwrap_or_default();
        let ranked = ranked.or_else(|| names.first().cloned());
        names.retain(|name| Some(name) != ranked.as_ref());
        names
    };
    let item = move |name: String| {
        let (own, next) = (name.clone(), name.clone());
        let on = Signal::derive(move || top.with(|top| top.as_ref().is_some_and(|top| top.within.contains(&own))));
        let turn = move |on: bool| {
            change(chips, |top| {
                top.within.retain(|name| *name != next);
                if on {
                    top.within.push(next.clone());
                }
            });
        };
        view! { <MenuToggle label=name on on_turn=turn /> }
    };
    move || names().into_iter().map(item).collect_view()
}

/// The ranking, changed; a usual one where there is none.
fn change(chips: Chips, change: impl FnOnce(&mut Top)) {
    let top = chips.now(|query| query.top.clone()).flatten();
    let mut top = top.unwrap_or_else(|| Top {
        count: 5,
        ..Top::default()
    });
    change(&mut top);
    chips.change.run(Change::Top(Some(top)));
}

fn measures(query: &Query) -> Vec<String> {
    query.measures.iter().map(Measure::name).collect()
}

fn groups(query: &Query) -> Vec<String> {
    query.groups.iter().map(Group::name).collect()
}

fn top_line() -> Line {
    Line::number("Only the leading groups", "How many", 15.0, |count, query| {
        let before = query.top.clone().unwrap_or_default();
        let count = (count >= 1.0).then_some(count as u64)?;
        Some(Change::Top(Some(Top { count, ..before })))
    })
}

fn limit_line() -> Line {
    Line::number("Only the first rows", "How many", 50.0, |count, _| {
        (count >= 1.0).then_some(Change::Limit(Some(count as u64)))
    })
}
