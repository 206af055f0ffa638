//! The chip of rows, for a question without figures: which columns, and whether equal rows are shown once.

use super::Chips;
use super::chip::ChipMenu;
use crate::pages::ask::dialogs::Open;
use crate::pages::ask::edit::{Change, Chip};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::menu::pages::MenuToggle;
use leptos::prelude::*;
use spec::question::{Measure, Query};

/// Rows and their columns.
#[component]
pub(super) fn RowsChip(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let is_rows = Memo::new(move |_| chips.of(Query::is_rows).unwrap_or_default());
    let columns = Memo::new(move |_| chips.of(|query| query.columns.clone()).unwrap_or_default());
    let distinct = Memo::new(move |_| chips.of(|query| query.distinct).unwrap_or_default());
    let what = Signal::derive(move || if distinct.get() { "different rows" } else { "rows" }.to_owned());
    let says = Signal::derive(move || match columns.get().as_slice() {
        [] => "all columns".to_owned(),
        few if few.len() < 4 => few.join(", "),
        many => format!("{} columns", many.len()),
    });
    let figures = move |()| chips.change.run(Change::AddMeasure(Measure::count()));
    view! {
        <Show when=move || is_rows.get()>
            <ChipMenu chips chip=Chip::Columns what says>
                <MenuItem label="Which columns…" glyph=Glyph::Table on_press=move |()| chips.open(Open::Columns) />
                <MenuToggle label="Equal rows once" on=distinct on_turn=move |on| chips.change.run(Change::Distinct(on)) />
                <hr />
                <MenuItem label="Figures instead of rows" glyph=Glyph::Sum on_press=figures />
            </ChipMenu>
        </Show>
    }
}
