//! The filters of a dashboard: a bar of pills over the tiles, each of which opens its form.

pub(super) mod add;
pub(super) mod form;
pub(super) mod told;

mod dates;
mod list;
mod range;
mod reach;
mod settings;
mod text;

use super::board::{Board, use_board};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::Menu;
use form::FilterForm;
use leptos::prelude::*;
use settings::Settings;
use spec::control::{Control, ControlId};
use spec::dashboard::Content;
use spec::dataset::Column;

/// The bar; it is not there while there is nothing to filter by.
#[component]
pub(super) fn FiltersBar() -> impl IntoView {
    let board = use_board();
    let ids = Memo::new(move |_| in_bar(board));
    let some = Memo::new(move |_| ids.with(|ids| !ids.is_empty()) || !board.settings().is_empty());
    view! {
        <Show when=move || some.get()>
            <div class="filters" role="group" aria-label="Filters">
                <For each=move || ids.get() key=Clone::clone let:id>
                    <Pill id />
                </For>
                <Settings />
            </div>
        </Show>
    }
}

/// The filters that have no tile of their own.
fn in_bar(board: Board) -> Vec<ControlId> {
    board.dashboard.with(|dashboard| {
        let Some(dashboard) = dashboard else { return Vec::new() };
        let has_tile = |control: &&Control| {
            let mut tiles = dashboard.tiles.iter();
            tiles.any(|placed| matches!(&placed.content, Content::Filter(id) if *id == control.id))
        };
        let controls = dashboard.controls.iter().filter(|control| !has_tile(control));
        controls.map(|control| control.id.clone()).collect()
    })
}

#[component]
fn Pill(id: ControlId) -> impl IntoView {
    let board = use_board();
    let control = follow(board, id.clone());
    let words = Memo::new(move |_| {
        let control = control.get()?;
        let column = column(board, &control);
        let told = control
            .filter
            .as_ref()
            .map(|filter| told::short(filter, column.as_ref()));
        Some((control.column, told))
    });
    let name = Signal::derive(move || match words.get() {
        Some((column, Some(told))) => format!("Filter {column} {told}"),
        Some((column, None)) => format!("Filter {column} all"),
        None => String::new(),
    });
    let face = move || {
        let (column, told) = words.get()?;
        let unset = told.is_none();
        Some(view! {
            <span class="filter-name">{column}</span>
            " "
            <b class:unset=unset>{told.unwrap_or_else(|| "all".to_owned())}</b>
            <Icon glyph=Glyph::Down />
        })
    };
    let id = StoredValue::new(id);
    view! {
        <span class="filter" class:set=move || words.with(|words| words.as_ref().is_some_and(|(_, told)| told.is_some()))>
            <Menu label=name class="pill filter-pill" form=true face=move || view! { {face} }>
                <FilterForm id=id.get_value() />
            </Menu>
        </span>
    }
}

/// A filter as it is now.
fn follow(board: Board, id: ControlId) -> Memo<Option<Control>> {
    Memo::new(move |_| {
        board.dashboard.with(|dashboard| {
            let mut controls = dashboard.as_ref()?.controls.iter();
            controls.find(|control| control.id == id).cloned()
        })
    })
}

/// The column of a filter, while its dataset is open.
pub(super) fn column(board: Board, control: &Control) -> Option<Column> {
    board.engine.datasets.with(|datasets| {
        let dataset = datasets.iter().find(|dataset| dataset.name == control.dataset);
        dataset?.column(&control.column).cloned()
    })
}
