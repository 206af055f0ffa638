//! What can be put on a shelf, as a menu: for a finger, and for keys.

use crate::pages::ask::dialogs::{Formula, Open, Place};
use crate::pages::ask::edit::{Change, Stage};
use crate::pages::ask::reading::columns::{ColumnItems, are_many};
use crate::pages::explore::bench::Bench;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::pages::{MenuFront, MenuMore, MenuPage};
use crate::ui::menu::{Menu, MenuItem};
use leptos::prelude::*;
use spec::dataset::Column;
use spec::question::Measure;
use spec::shelf::Shelf;

/// A button with a plus sign, and the menu of what it adds.
#[component]
pub(super) fn AddTo(
    /// What the parts share.
    bench: Bench,
    /// To which shelf.
    shelf: Shelf,
) -> impl IntoView {
    let many = are_many(bench.chips);
    let put = move |column: Column| bench.put(&column, shelf, usize::MAX);
    view! {
        <Menu class="pill add" label=format!("Add to {}", shelf.label()) face=|| view! { <Icon glyph=Glyph::Plus /> }>
            <MenuFront>
                <First bench shelf />
                <Show when=move || many.get() fallback=move || view! { <ColumnItems chips=bench.chips on_pick=put /> }>
                    <MenuMore label="A column" page="column" />
                </Show>
            </MenuFront>
            <MenuPage name="column" title="A column" find=true>
                <ColumnItems chips=bench.chips on_pick=put />
            </MenuPage>
        </Menu>
    }
}

/// What is no column.
#[component]
fn First(bench: Bench, shelf: Shelf) -> impl IntoView {
    let chips = bench.chips;
    match shelf {
        Shelf::Values => view! {
            <MenuItem label="The number of rows" glyph=Glyph::Sum on_press=move |()| bench.make(vec![Change::AddMeasure(Measure::count())]) />
            <MenuItem
                label="Custom figure…"
                glyph=Glyph::Formula
                on_press=move |()| chips.open(Open::Formula(Formula::Figure(None)))
            />
            <hr />
        }
            .into_any(),
        Shelf::Filters => view! {
            <MenuItem
                label="A condition…"
                glyph=Glyph::Filter
                on_press=move |()| chips.open(Open::Condition(Place::New(Stage::Rows)))
            />
            <hr />
        }
            .into_any(),
        _ => ().into_any(),
    }
}
