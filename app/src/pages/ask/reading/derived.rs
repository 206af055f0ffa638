//! The chip of a derived column.

use super::Chips;
use super::chip::ChipMenu;
use crate::pages::ask::dialogs::{Formula, Line, Open, Place};
use crate::pages::ask::edit::{Change, Chip, show_as};
use crate::ui::icon::Glyph;
use crate::ui::menu::pages::{MenuFront, MenuMore, MenuPage, MenuToggle};
use crate::ui::menu::{MenuItem, MenuTitle};
use crate::ui::words;
use leptos::prelude::*;
use spec::derived::{Calculation, Derived, Fold, Ties};
use spec::question::{Group, Measure, Order, Query, Sort};

/// A column worked out over the answer's rows.
#[component]
pub(super) fn DerivedChip(
    /// What the chips share.
    chips: Chips,
    /// Which one.
    at: usize,
) -> impl IntoView {
    let derived = Memo::new(move |_| chips.of(|query| query.derived.get(at).cloned()).flatten());
    let says = Signal::derive(move || derived.get().map(|derived| derived.name).unwrap_or_default());
    let column = Shown { chips, at, derived };
    view! {
        <ChipMenu chips chip=Chip::Derived(at) what="shown as" says>
            <Front column />
            <MenuPage name="how" title="How">
                <How column />
            </MenuPage>
            <MenuPage name="of" title="Of">
                <Of column />
            </MenuPage>
            <MenuPage name="within" title="Starts afresh in each">
                <Within column />
            </MenuPage>
            <MenuPage name="along" title="In the order of">
                <Along column />
            </MenuPage>
        </ChipMenu>
    }
}

#[derive(Clone, Copy)]
struct Shown {
    chips: Chips,
    at: usize,
    derived: Memo<Option<Derived>>,
}

impl Shown {
    /// The column, changed; its usual name goes along.
    fn change(self, change: impl FnOnce(&mut Derived)) {
        let Some(mut derived) = self.derived.get_untracked() else {
            return;
        };
        let is_usual = derived.name == words::derived::name(&derived);
        change(&mut derived);
        if is_usual {
            derived.name = words::derived::name(&derived);
        }
        self.chips.change.run(Change::Derived(self.at, derived));
    }

    fn read<T>(self, read: impl FnOnce(&Derived) -> T) -> Option<T> {
        self.derived.with(|derived| derived.as_ref().map(read))
    }
}

#[component]
fn Front(column: Shown) -> impl IntoView {
    let Shown { chips, at, derived } = column;
    let is_expression = move || {
        let found = column.read(|derived| matches!(derived.how, Calculation::Expression(_)));
        found.unwrap_or_default()
    };
    let how = Signal::derive(move || {
        column
            .read(|derived| words::derived::way(&derived.how))
            .unwrap_or_default()
    });
    let of = Signal::derive(move || column.read(|derived| derived.of.clone()).unwrap_or_default());
    let within = Signal::derive(move || column.read(|derived| derived.within.join(", ")).unwrap_or_default());
    let walks = move || {
        column
            .read(|derived| words::derived::walks(&derived.how))
            .unwrap_or_default()
    };
    let along = Signal::derive(move || {
        let order = column.read(|derived| derived.along.first().map(words::sort)).flatten();
        order.unwrap_or_else(|| "its groups".to_owned())
    });
    let name = move || derived.get_untracked().map(|derived| derived.name).unwrap_or_default();
    view! {
        <MenuFront>
            <Show
                when=move || !is_expression()
                fallback=move || view! { <MenuItem label="Change the calculation…" glyph=Glyph::Formula on_press=move |()| chips.open(Open::Formula(Formula::Derived(Some(at)))) /> }
            >
                <MenuMore label="How" page="how" now=how />
                <MenuMore label="Of" page="of" now=of />
                <Show when=move || chips.of(|query| query.groups.len() > 1).unwrap_or_default()>
                    <MenuMore label="Afresh in each" page="within" now=within />
                </Show>
                <Show when=walks>
                    <MenuMore label="In the order of" page="along" now=along />
                </Show>
            </Show>
            <hr />
            <MenuItem label="Only where it…" glyph=Glyph::Filter on_press=move |()| chips.open(Open::Condition(Place::Answer(name()))) />
            <MenuItem label="Rename…" glyph=Glyph::Edit on_press=move |()| chips.open(Open::Line(rename(at, name()))) />
            <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=move |()| chips.change.run(Change::RemoveDerived(at)) />
        </MenuFront>
    }
}

#[component]
fn How(column: Shown) -> impl IntoView {
    let chips = column.chips;
    let item = move |how: Calculation| {
        let own = how.clone();
        let checked = Signal::derive(move || Some(column.read(|derived| derived.how == own).unwrap_or_default()));
        let label = words::derived::way(&how);
        view! { <MenuItem label checked on_press=move |()| column.change(|derived| derived.how = how.clone()) /> }
    };
    let lists = move || {
        let offered = chips.of(show_as::offered).unwrap_or_default();
        let lists = offered.into_iter().map(|(title, ways)| {
            view! { <MenuTitle label=title /> {ways.into_iter().map(item).collect_view()} }
        });
        lists.collect_view()
    };
    view! {
        {lists}
        <MenuTitle label="More" />
        {more().into_iter().map(item).collect_view()}
    }
}

/// What is asked for less often.
fn more() -> Vec<Calculation> {
    let rank = |order, ties| Calculation::Rank { order, ties };
    vec![
        Calculation::Running(Fold::Mean),
        Calculation::Running(Fold::Max),
        Calculation::Window(Fold::Mean),
        Calculation::Window(Fold::Max),
        rank(Order::Ascending, Ties::Competition),
        rank(Order::Descending, Ties::Dense),
        rank(Order::Descending, Ties::Ordinal),
        Calculation::Tile(10),
        Calculation::Tile(100),
    ]
}

#[component]
fn Of(column: Shown) -> impl IntoView {
    let names = move || {
        let before = |query: &Query| {
            let measures = query.measures.iter().map(Measure::name);
            let derived = query.derived.iter().take(column.at).map(|derived| derived.name.clone());
            measures.chain(derived).collect::<Vec<_>>()
        };
        column.chips.of(before).unwrap_or_default()
    };
    let item = move |name: String| {
        let (own, next) = (name.clone(), name.clone());
        let checked = Signal::derive(move || Some(column.read(|derived| derived.of == own).unwrap_or_default()));
        view! { <MenuItem label=name checked on_press=move |()| column.change(|derived| derived.of.clone_from(&next)) /> }
    };
    move || names().into_iter().map(item).collect_view()
}

#[component]
fn Within(column: Shown) -> impl IntoView {
    let groups = move || {
        let names = |query: &Query| query.groups.iter().map(Group::name).collect::<Vec<_>>();
        column.chips.of(names).unwrap_or_default()
    };
    let item = move |name: String| {
        let (own, next) = (name.clone(), name.clone());
        let on = Signal::derive(move || column.read(|derived| derived.within.contains(&own)).unwrap_or_default());
        let turn = move |on: bool| {
            column.change(|derived| {
                derived.within.retain(|name| *name != next);
                if on {
                    derived.within.push(next.clone());
                }
            });
        };
        view! { <MenuToggle label=name on on_turn=turn /> }
    };
    move || groups().into_iter().map(item).collect_view()
}

#[component]
fn Along(column: Shown) -> impl IntoView {
    let item = move |along: Vec<Sort>, label: String| {
        let own = along.clone();
        let checked = Signal::derive(move || Some(column.read(|derived| derived.along == own).unwrap_or_default()));
        view! { <MenuItem label checked on_press=move |()| column.change(|derived| derived.along.clone_from(&along)) /> }
    };
    let sorts = move || {
        let names = |query: &Query| {
            let groups = query.groups.iter().map(Group::name);
            groups
                .chain(query.measures.iter().map(Measure::name))
                .collect::<Vec<_>>()
        };
        let names = column.chips.of(names).unwrap_or_default();
        let sorts = names
            .into_iter()
            .flat_map(|by| [Order::Descending, Order::Ascending].map(|order| Sort { by: by.clone(), order }));
        let items = sorts.map(|sort| item(vec![sort.clone()], words::capitalised(&words::sort(&sort))));
        items.collect_view()
    };
    view! {
        {item(Vec::new(), "Its groups, time last".to_owned())}
        {sorts}
    }
}

fn rename(at: usize, name: String) -> Line {
    Line::text("Rename the column", "Name", name, move |name, query| {
        let mut derived = query.derived.get(at)?.clone();
        derived.name = match name.is_empty() {
            true => words::derived::name(&derived),
            false => name.to_owned(),
        };
        Some(Change::Derived(at, derived))
    })
}
