//! The chips of filters, order and ranking.

use super::super::edit::{self, Change};
use super::{Chips, face};
use crate::ui::icon::Glyph;
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::words;
use leptos::prelude::*;
use spec::filter::Filter;
use spec::question::{Order, Query, Sort};

const RANKS: [u64; 4] = [3, 5, 10, 20];

/// One filter.
#[component]
pub(super) fn FilterChip(
    /// What the chips share.
    chips: Chips,
    /// Which filter.
    index: usize,
    /// Opens the dialog that changes it.
    condition: RwSignal<Option<Option<usize>>>,
) -> impl IntoView {
    let filter = Memo::new(move |_| edit::filters(&chips.query.get()?).get(index).cloned());
    let says = Signal::derive(move || filter.get().as_ref().map(words::filter).unwrap_or_default());
    let is_negated = move || matches!(filter.get(), Some(Filter::Not(_)));
    let turn_label = Signal::derive(move || {
        if is_negated() {
            "Keep only these"
        } else {
            "Leave these out"
        }
        .to_owned()
    });
    let turn = move |()| {
        let turned = match filter.get_untracked() {
            Some(Filter::Not(inner)) => *inner,
            Some(other) => Filter::Not(Box::new(other)),
            None => return,
        };
        chips.change.run(Change::Filter(index, turned));
    };
    view! {
        <Menu class="pill" face=face("only", says)>
            <MenuItem label="Change…" glyph=Glyph::Edit on_press=move |()| condition.set(Some(Some(index))) />
            <MenuItem label=turn_label glyph=Glyph::Filter on_press=turn />
            <MenuItem
                label="Remove"
                glyph=Glyph::Remove
                danger=true
                on_press=move |()| chips.change.run(Change::RemoveFilter(index))
            />
        </Menu>
    }
}

/// Only the leading groups; also the most rows, for a question without groups.
#[component]
pub(super) fn TopChip(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let is_grouped = Memo::new(move |_| {
        chips
            .query
            .with(|query| query.as_ref().is_some_and(|query| !query.groups.is_empty()))
    });
    let top = Memo::new(move |_| chips.query.get()?.top);
    let limit = Memo::new(move |_| chips.query.get()?.limit);
    let says = Signal::derive(move || match (top.get(), limit.get()) {
        (Some(top), _) => words::top(&top),
        (None, Some(limit)) => format!("first {limit}"),
        (None, None) => "all".to_owned(),
    });
    let rank = move |count: u64, order: Order| {
        let word = if order == Order::Descending { "Top" } else { "Bottom" };
        let checked =
            Signal::derive(move || Some(top.get().is_some_and(|top| top.count == count && top.order == order)));
        view! {
            <MenuItem
                label=format!("{word} {count}")
                checked
                on_press=move |()| chips.change.run(Change::Top(Some((count, order))))
            />
        }
    };
    let all = move |()| {
        let change = if top.get_untracked().is_some() {
            Change::Top(None)
        } else {
            Change::Limit(None)
        };
        chips.change.run(change);
    };
    let is_all = Signal::derive(move || Some(top.get().is_none() && limit.get().is_none()));
    view! {
        <Show when=move || is_grouped.get() || limit.get().is_some()>
            <Menu class="pill" face=face("show", says)>
                <MenuItem label="All" checked=is_all on_press=all />
                <Show when=move || is_grouped.get()>
                    {RANKS.map(|count| rank(count, Order::Descending)).into_iter().collect_view()}
                    {rank(5, Order::Ascending)}
                </Show>
            </Menu>
        </Show>
    }
}

/// The order of the answer's rows.
#[component]
pub(super) fn OrderChip(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let sort = Memo::new(move |_| chips.query.get()?.sort.into_iter().next());
    let says = Signal::derive(move || {
        sort.get()
            .map_or_else(|| "as it comes".to_owned(), |sort| words::sort(&sort))
    });
    let names = move || chips.query.get().map(|query| names(&query)).unwrap_or_default();
    let item = move |name: String, order: Order| {
        let next = Sort { by: name, order };
        let own = next.clone();
        let checked = Signal::derive(move || Some(sort.get().as_ref() == Some(&own)));
        view! {
            <MenuItem
                label=words::capitalised(&words::sort(&next))
                checked
                on_press=move |()| chips.change.run(Change::Sort(Some(next.clone())))
            />
        }
    };
    view! {
        <Menu class="pill" face=face("sort", says)>
            <MenuItem
                label="As it comes"
                checked=Signal::derive(move || Some(sort.get().is_none()))
                on_press=move |()| chips.change.run(Change::Sort(None))
            />
            {move || {
                let items = names().into_iter().flat_map(|name| [item(name.clone(), Order::Descending), item(name, Order::Ascending)]);
                items.collect_view()
            }}
        </Menu>
    }
}

/// The columns of the answer.
fn names(query: &Query) -> Vec<String> {
    let measures = query.measures.iter().map(spec::question::Measure::name);
    let groups = query.groups.iter().map(spec::question::Group::name);
    let columns = query.columns.iter().cloned();
    measures.chain(groups).chain(columns).collect()
}
