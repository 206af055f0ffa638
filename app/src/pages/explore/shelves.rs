//! The shelves: what the question is made of, as pills with menus.

mod add;

use super::acting;
use super::bench::{Bench, use_bench};
use super::columns::glyph;
use super::drag::{self, What};
use super::keyboard;
use crate::pages::ask::dialogs::Dialogs;
use crate::pages::ask::edit::{self, Chip, Stage};
use crate::pages::ask::reading::AnyChip;
use crate::pages::ask::reading::add::Add;
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::words;
use add::AddTo;
use leptos::prelude::*;
use spec::question::Query;
use spec::shelf::{self, Pill, Shelf};

/// Every shelf, and below them what else the question says.
#[component]
pub(super) fn Shelves() -> impl IntoView {
    let bench = use_bench();
    view! {
        <section class="shelves" aria-label="Shelves" on:keydown=move |event| keyboard::press_shelves(bench, &event)>
            {Shelf::ALL.map(|shelf| view! { <OneShelf shelf /> }).into_iter().collect_view()}
            <Rest bench />
        </section>
        <Dialogs chips=bench.chips />
    }
}

#[component]
fn OneShelf(shelf: Shelf) -> impl IntoView {
    let bench = use_bench();
    let pills = Memo::new(move |_| {
        bench
            .tile
            .with(|tile| tile.as_ref().map(|tile| shelf::pills(tile, shelf)).unwrap_or_default())
    });
    let aim = Memo::new(move |_| {
        let aim = bench.dragged.with(|dragged| dragged.as_ref()?.aim);
        aim.filter(|(aimed, _)| *aimed == shelf).map(|(_, at)| at)
    });
    let is_last = move || aim.get().is_some_and(|at| pills.with(|pills| at >= pills.len()));
    let seats = move || pills.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <div class="shelf" data-shelf=shelf.name() class:aimed=move || aim.get().is_some() role="group" aria-label=shelf.label()>
            <span class="shelf-name" aria-hidden="true">{shelf.label()}</span>
            <div class="seats">
                <For each=seats key=|seat| *seat let((at, pill))>
                    <Seat pill is_aimed=Signal::derive(move || aim.get() == Some(at)) />
                </For>
                <span class="drop-mark" hidden=move || !is_last()></span>
                <AddTo bench shelf />
            </div>
        </div>
    }
}

/// A pill in its place.
#[component]
fn Seat(pill: Pill, is_aimed: Signal<bool>) -> impl IntoView {
    let bench = use_bench();
    let press = move |event: leptos::ev::PointerEvent| {
        let in_menu = event_target::<web_sys::Element>(&event)
            .closest(".menu")
            .ok()
            .flatten()
            .is_some();
        if !in_menu {
            drag::press(bench, &event, What::Pill(pill), label(bench, pill));
        }
    };
    view! {
        <span class="drop-mark" hidden=move || !is_aimed.get()></span>
        <span class="seat" on:pointerdown=press>
            <AnyChip chips=bench.chips chip=acting::chip(pill) />
        </span>
    }
}

/// The order, the ranking, the layout, the data, and what can be added.
#[component]
fn Rest(bench: Bench) -> impl IntoView {
    let chips = Memo::new(move |_| bench.chips.of(rest).unwrap_or_default());
    view! {
        <div class="rest" role="group" aria-label="More of the question">
            <For each=move || chips.get() key=|chip| format!("{chip:?}") let:chip>
                <AnyChip chips=bench.chips chip />
            </For>
            <Add chips=bench.chips />
        </div>
    }
}

/// The chips that stand on no shelf.
fn rest(query: &Query) -> Vec<Chip> {
    let mut chips = Vec::new();
    let stages = [(Stage::Groups, query), (Stage::Answer, query)];
    for (stage, query) in stages {
        chips.extend((0..edit::filters(query, stage).len()).map(|at| Chip::Filter(stage, at)));
    }
    chips.extend([Chip::Top, Chip::Columns]);
    if !query.groups.is_empty() || query.is_rows() {
        chips.push(Chip::Sort);
    }
    chips.extend([Chip::Layout, Chip::Union]);
    chips.extend((0..query.joins.len()).map(Chip::Join));
    chips.push(Chip::Sample);
    chips.extend((0..query.calculated.len()).map(Chip::Calculated));
    chips
}

/// Where a pill can go, at the end of its menu.
pub(super) fn moves(bench: Option<Bench>, chip: Chip) -> AnyView {
    let (Some(bench), Some(pill)) = (bench, acting::pill(chip)) else {
        return ().into_any();
    };
    if matches!(pill, Pill::Derived(_) | Pill::Filter(_)) {
        return ().into_any();
    }
    let Some(tile) = bench.tile.get_untracked() else {
        return ().into_any();
    };
    let own = shelf::of(&tile, pill);
    let count = shelf::pills(&tile, own).len();
    let others = Shelf::ALL
        .into_iter()
        .filter(move |shelf| *shelf != own && *shelf != Shelf::Filters);
    let items = others.map(move |shelf| {
        let label = format!("Move to {}", shelf.label());
        view! { <MenuItem label glyph=glyph(shelf) on_press=move |()| bench.shift(pill, shelf, usize::MAX) /> }
    });
    let aside = move |label: &'static str, glyph: Glyph, by: i32| {
        view! { <MenuItem label glyph on_press=move |()| { bench.nudge(pill, by); } /> }
    };
    view! {
        <hr />
        {(count > 1).then(|| view! {
            {aside("Move left", Glyph::Back, -1)}
            {aside("Move right", Glyph::Next, 1)}
        })}
        {items.collect_view()}
    }
    .into_any()
}

/// What a pill says.
fn label(bench: Bench, pill: Pill) -> String {
    let said = |query: &Query| match pill {
        Pill::Measure(at) => query.measures.get(at).map(words::figure::told),
        Pill::Derived(at) => query.derived.get(at).map(|derived| derived.name.clone()),
        Pill::Group(at) => query.groups.get(at).map(words::group),
        Pill::Filter(at) => edit::filters(query, Stage::Rows).get(at).map(words::filter),
    };
    bench.chips.now(said).flatten().unwrap_or_default()
}
