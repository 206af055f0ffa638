//! The chip of totals, where there are some.

use super::Chips;
use super::chip::ChipMenu;
use crate::pages::ask::edit::{Change, Chip};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::menu::pages::MenuToggle;
use crate::ui::words;
use leptos::prelude::*;
use spec::pivot::{Pivot, Totals};

/// Totals, of rows and of columns.
#[component]
pub(super) fn LayoutChip(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let totals = Memo::new(move |_| chips.of(|query| query.totals).unwrap_or_default());
    let pivot = Memo::new(move |_| chips.of(|query| query.pivot.clone()).flatten());
    let across = move || pivot.with(|pivot| pivot.as_ref().is_some_and(|pivot| pivot.totals));
    let says = Signal::derive(move || match (totals.get().is_none(), across()) {
        (true, true) => "a total column".to_owned(),
        (false, true) => format!("{} and a total column", words::layout::totals(totals.get())),
        (_, false) => words::layout::totals(totals.get()).to_owned(),
    });
    let has_several = move || chips.of(|query| query.groups.len() > 1).unwrap_or_default();
    let turn = move |change: &dyn Fn(&mut Totals)| {
        let mut next = totals.get_untracked();
        change(&mut next);
        chips.change.run(Change::Totals(next));
    };
    let turn_across = move |on: bool| {
        if let Some(pivot) = pivot.get_untracked() {
            chips.change.run(Change::Pivot(Some(Pivot { totals: on, ..pivot })));
        }
    };
    let remove = move |()| {
        if pivot.with_untracked(|pivot| pivot.as_ref().is_some_and(|pivot| pivot.totals)) {
            turn_across(false);
        }
        if !totals.get_untracked().is_none() {
            chips.change.run(Change::Totals(Totals::default()));
        }
    };
    view! {
        <Show when=move || !totals.get().is_none() || pivot.with(Option::is_some)>
            <ChipMenu chips chip=Chip::Layout what="with" says>
                <MenuToggle
                    label="A total of everything"
                    on=Signal::derive(move || totals.get().grand)
                    on_turn=move |on| turn(&|totals| totals.grand = on)
                />
                <Show when=has_several>
                    <MenuToggle
                        label="Subtotals"
                        on=Signal::derive(move || totals.get().subtotals)
                        on_turn=move |on| turn(&|totals| totals.subtotals = on)
                    />
                </Show>
                <Show when=move || pivot.with(Option::is_some)>
                    <MenuToggle label="A total column" on=Signal::derive(across) on_turn=turn_across />
                </Show>
                <MenuItem label="No totals" glyph=Glyph::Remove danger=true on_press=remove />
            </ChipMenu>
        </Show>
    }
}
