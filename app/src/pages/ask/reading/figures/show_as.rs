//! What else can be shown of a figure: each adds a derived column.

use super::Figure;
use crate::pages::ask::dialogs::{Formula, Line, Open};
use crate::pages::ask::edit::{Change, show_as};
use crate::ui::icon::Glyph;
use crate::ui::menu::{MenuItem, MenuTitle};
use crate::ui::words;
use leptos::prelude::*;
use spec::derived::Calculation;

/// The ways to show it that make sense of the question.
#[component]
pub(super) fn ShowAs(figure: Figure) -> impl IntoView {
    let chips = figure.chips;
    let add = move |how: Calculation| {
        let name = untrack(move || figure.name());
        if let Some(derived) = chips.now(|query| show_as::derive(query, &name, how)) {
            chips.change.run(Change::AddDerived(derived));
        }
    };
    let lists = move || {
        let offered = chips.of(show_as::offered).unwrap_or_default();
        let lists = offered.into_iter().map(|(title, ways)| {
            let items = ways.into_iter().map(|how| {
                let label = words::derived::way(&how);
                view! { <MenuItem label on_press=move |()| add(how.clone()) /> }
            });
            view! { <MenuTitle label=title /> {items.collect_view()} }
        });
        lists.collect_view()
    };
    let has_parent = move || chips.of(|query| query.groups.len() > 1).unwrap_or_default();
    let parent = move |()| {
        let name = untrack(move || figure.name());
        if let Some(derived) = chips.now(|query| show_as::of_parent(query, &name)) {
            chips.change.run(Change::AddDerived(derived));
        }
    };
    let of = move || {
        chips
            .of(|query| query.groups.split_last().map(|(_, rest)| names(rest)))
            .flatten()
    };
    let parent_label = Signal::derive(move || format!("Percent of each {}", of().unwrap_or_default()));
    let moving = move |()| chips.open(Open::Line(moving(untrack(move || figure.name()))));
    view! {
        {lists}
        <Show when=has_parent>
            <MenuItem label=parent_label on_press=parent />
        </Show>
        <hr />
        <MenuItem label="Moving average of…" on_press=moving />
        <MenuItem
            label="Custom calculation…"
            glyph=Glyph::Formula
            on_press=move |()| chips.open(Open::Formula(Formula::Derived(None)))
        />
    }
}

fn names(groups: &[spec::question::Group]) -> String {
    let names: Vec<_> = groups.iter().map(spec::question::Group::name).collect();
    names.join(" and ")
}

fn moving(name: String) -> Line {
    Line::number("Moving average", "Of how many rows", 6.0, move |rows, query| {
        let rows = (2.0..=10_000.0).contains(&rows).then_some(rows as u32)?;
        Some(Change::AddDerived(show_as::derive(query, &name, show_as::moving(rows))))
    })
}
