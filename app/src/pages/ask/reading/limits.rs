//! The chips of conditions: on rows, on groups, on the finished answer.

use super::Chips;
use super::chip::ChipMenu;
use crate::pages::ask::dialogs::{Open, Place};
use crate::pages::ask::edit::{self, Change, Chip, Stage};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::words;
use leptos::prelude::*;
use spec::filter::Filter;

/// One condition.
#[component]
pub(super) fn FilterChip(
    /// What the chips share.
    chips: Chips,
    /// What it is a condition on.
    stage: Stage,
    /// Which one.
    at: usize,
) -> impl IntoView {
    let find = move |query: &spec::question::Query| edit::filters(query, stage).get(at).cloned();
    let filter = Memo::new(move |_| chips.of(find).flatten());
    let says = Signal::derive(move || filter.get().as_ref().map(words::filter).unwrap_or_default());
    let what = match stage {
        Stage::Rows => "only",
        Stage::Groups | Stage::Answer => "keep",
    };
    let turn_label = Signal::derive(move || match filter.get() {
        Some(Filter::Not(_)) => "Keep only these".to_owned(),
        _ => "Leave these out".to_owned(),
    });
    let turn = move |()| {
        let turned = match filter.get_untracked() {
            Some(Filter::Not(inner)) => *inner,
            Some(other) => Filter::Not(Box::new(other)),
            None => return,
        };
        chips.change.run(Change::Filter(stage, at, turned));
    };
    view! {
        <ChipMenu chips chip=Chip::Filter(stage, at) what says>
            <MenuItem label="Change…" glyph=Glyph::Edit on_press=move |()| chips.open(Open::Condition(Place::There(stage, at))) />
            <MenuItem label="Or…" glyph=Glyph::Plus on_press=move |()| chips.open(Open::Condition(Place::Or(stage, at))) />
            <MenuItem label=turn_label glyph=Glyph::Filter on_press=turn />
            <MenuItem
                label="Remove"
                glyph=Glyph::Remove
                danger=true
                on_press=move |()| chips.change.run(Change::RemoveFilter(stage, at))
            />
        </ChipMenu>
    }
}
