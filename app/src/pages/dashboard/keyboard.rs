//! What keys do on a dashboard: walk the tiles, carry them, take changes back.

use super::board::{Board, Carried, How};
use super::tabs;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use spec::dashboard::{Dashboard, Place, TileId};
use spec::layout::{
    self,
    steps::{self, Step},
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// Keys of the whole page. Tells whether the key meant something.
pub(super) fn press_page(board: Board, event: &KeyboardEvent) -> bool {
    let (command, shift) = (event.ctrl_key() || event.meta_key(), event.shift_key());
    match event.key().as_str() {
        "z" | "Z" if command && !is_writing(event) => {
            if shift {
                board.redo()
            } else {
                board.undo()
            }
            true
        }
        "y" if command && !is_writing(event) => {
            board.redo();
            true
        }
        "ArrowRight" | "PageDown" if is_presenting(event) => tabs::go(board, 1),
        "ArrowLeft" | "PageUp" if is_presenting(event) => tabs::go(board, -1),
        "Escape" => put_back(board) || (!is_over(event) && board.clear_all()),
        _ => false,
    }
}

/// Whether the key asks for paper.
pub(super) fn is_print(event: &KeyboardEvent) -> bool {
    (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key() && event.key() == "p"
}

/// Keys on a tile or inside it. Tells whether the key meant something.
pub(super) fn press_tile(board: Board, id: &TileId, event: &KeyboardEvent) -> bool {
    let on_tile = event.target() == event.current_target();
    let key = event.key();
    match (step(&key), event.alt_key()) {
        (Some(step), true) if event.shift_key() => {
            change(board, id, How::Stretch, step);
            true
        }
        (Some(step), true) => {
            change(board, id, How::Move, step);
            true
        }
        (Some(step), false) if on_tile => walk(board, id, step),
        _ if key == "F2" && !is_writing(event) => {
            board.renaming.set(Some(id.clone()));
            true
        }
        _ if key == "Delete" && on_tile => {
            leave(board, id);
            board.remove(id);
            true
        }
        _ => false,
    }
}

/// Keys on a tile's handle. Tells whether the key meant something.
pub(super) fn press_handle(board: Board, id: &TileId, event: &KeyboardEvent) -> bool {
    let carrying = board
        .carried
        .with_untracked(|carried| carried.as_ref().is_some_and(|carried| &carried.id == id));
    match (event.key().as_str(), carrying) {
        ("Enter" | " ", false) => {
            grab(board, id);
            true
        }
        ("Enter" | " " | "Tab", true) => {
            board.drop_carried();
            board.said.set(format!("Dropped at {}", said_place(board, id)));
            event.key() != "Tab"
        }
        (key, true) if !event.alt_key() => {
            let Some(step) = step(key) else { return false };
            carry(
                board,
                id,
                if event.shift_key() { How::Stretch } else { How::Move },
                step,
            );
            true
        }
        _ => false,
    }
}

/// Takes a tile up, for keys to carry.
pub(super) fn grab(board: Board, id: &TileId) {
    let Some(dashboard) = board.preview() else { return };
    board.carried.set(Some(Carried {
        id: id.clone(),
        places: layout::places(&dashboard),
        by: None,
        how: How::Move,
    }));
    board
        .said
        .set("Grabbed. Arrow keys move, Shift and arrow keys resize, Enter drops, Escape puts back".to_owned());
}

/// Puts the carried tile back where it was; false when none is carried.
pub(super) fn put_back(board: Board) -> bool {
    let carrying = board.carried.with_untracked(Option::is_some);
    if carrying {
        board.carried.set(None);
        board.said.set("Put back".to_owned());
    }
    carrying
}

/// Moves or resizes a tile by one step, at once.
pub(super) fn change(board: Board, id: &TileId, how: How, step: Step) {
    let done = board.arrange_by(|dashboard| places(dashboard, id, how, step));
    board.said.set(match done {
        true => format!("Now at {}", said_place(board, id)),
        false => "It cannot go further".to_owned(),
    });
}

/// Puts the focus on a tile.
pub(super) fn focus(id: &TileId) {
    if let Some(tile) = element(id) {
        drop(tile.focus());
    }
}

fn carry(board: Board, id: &TileId, how: How, step: Step) {
    let next = board.preview().and_then(|dashboard| places(&dashboard, id, how, step));
    let Some(places) = next else {
        board.said.set("It cannot go further".to_owned());
        return;
    };
    board.carried.update(|carried| {
        if let Some(carried) = carried {
            carried.places = places;
        }
    });
    board.said.set(said_place(board, id));
}

fn places(dashboard: &Dashboard, id: &TileId, how: How, step: Step) -> Option<Vec<(TileId, Place)>> {
    match how {
        How::Move => steps::nudge(dashboard, id, step),
        How::Stretch => steps::stretch(dashboard, id, step),
    }
}

fn walk(board: Board, id: &TileId, step: Step) -> bool {
    let next = board
        .sheet
        .with_untracked(|dashboard| steps::neighbour(dashboard.as_ref()?, id, step));
    if let Some(next) = &next {
        focus(next);
    }
    next.is_some()
}

/// Hands the focus to the next tile before this one goes.
fn leave(board: Board, id: &TileId) {
    let order = board
        .sheet
        .with_untracked(|dashboard| dashboard.as_ref().map(steps::reading_order).unwrap_or_default());
    let index = order.iter().position(|other| other == id).unwrap_or_default();
    if let Some(next) = order.get(index + 1).or_else(|| order.get(index.checked_sub(1)?)) {
        focus(next);
    }
}

fn said_place(board: Board, id: &TileId) -> String {
    let place = untrack(|| board.place(id));
    place.map_or_else(String::new, |place| {
        format!(
            "column {}, row {}, {} wide, {} high",
            place.x + 1,
            place.y + 1,
            place.width,
            place.height
        )
    })
}

fn step(key: &str) -> Option<Step> {
    match key {
        "ArrowLeft" => Some(Step::Left),
        "ArrowRight" => Some(Step::Right),
        "ArrowUp" => Some(Step::Up),
        "ArrowDown" => Some(Step::Down),
        _ => None,
    }
}

fn element(id: &TileId) -> Option<HtmlElement> {
    document()
        .get_element_by_id(&super::tile::element_id(id))?
        .dyn_into()
        .ok()
}

/// Whether the key goes into a field.
fn is_writing(event: &KeyboardEvent) -> bool {
    target(event).is_some_and(|element| {
        element
            .closest("input, textarea, select, [contenteditable]")
            .ok()
            .flatten()
            .is_some()
    })
}

/// Whether the dashboard fills the screen, and the key is for nothing on it.
fn is_presenting(event: &KeyboardEvent) -> bool {
    let filled = document().fullscreen_element();
    let on_part = target(event).is_some_and(|element| {
        element
            .closest("article, input, [role=tab], dialog, [popover]")
            .ok()
            .flatten()
            .is_some()
    });
    filled.is_some_and(|element| element.id() == "main") && !on_part
}

/// Whether the key goes into something over the page, which takes Escape for itself.
fn is_over(event: &KeyboardEvent) -> bool {
    is_writing(event)
        || target(event).is_some_and(|element| element.closest("dialog, [popover]").ok().flatten().is_some())
}

fn target(event: &KeyboardEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
