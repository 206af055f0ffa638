//! The grid with its tiles.

use super::board::{How, use_board};
use super::taking;
use super::tile::TileCard;
use leptos::prelude::*;
use spec::layout::steps;

/// The tiles where they are; on a phone one below the other.
#[component]
pub(super) fn Canvas() -> impl IntoView {
    let board = use_board();
    let order = Memo::new(move |_| {
        board
            .sheet
            .with(|sheet| sheet.as_ref().map(steps::reading_order).unwrap_or_default())
    });
    let carrying = Memo::new(move |_| board.carried.with(Option::is_some));
    let title = move || {
        let title = board
            .dashboard
            .with(|dashboard| dashboard.as_ref().map(|dashboard| dashboard.title.clone()));
        title.unwrap_or_default()
    };
    view! {
        <p class="print-title" aria-hidden="true">
            {title}
            <small>{move || taking::under_title(board)}</small>
        </p>
        <div class="board" class:carrying=move || carrying.get() style=move || format!("--rows:{}", board.height())>
            <Ghost />
            <For each=move || order.get() key=Clone::clone let:id>
                <TileCard id />
            </For>
        </div>
    }
}

/// Where the carried tile would be.
#[component]
fn Ghost() -> impl IntoView {
    let board = use_board();
    let place = Memo::new(move |_| {
        let carried = board.carried.get()?;
        carried.by.filter(|_| carried.how == How::Move)?;
        let place = carried.places.iter().find(|(id, _)| id == &carried.id);
        place.map(|(_, place)| *place)
    });
    move || {
        place.get().map(|place| {
            let style = format!(
                "--x:{};--y:{};--w:{};--h:{}",
                place.x, place.y, place.width, place.height
            );
            view! { <div class="ghost" aria-hidden="true" style=style></div> }
        })
    }
}
