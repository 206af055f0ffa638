//! What keys do in Explore: walk the pills, move them, take them away, take changes back.

use super::bench::Bench;
use super::drag;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use spec::shelf::{self, Pill, Shelf};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// What can have the focus on the shelves.
const STOPS: &str = ".shelves .seat > button, .shelves .seats > button, .shelves .rest > button";

/// Keys of the whole page. Tells whether the key meant something.
pub(super) fn press_page(bench: Bench, event: &KeyboardEvent) -> bool {
    let (command, shift) = (event.ctrl_key() || event.meta_key(), event.shift_key());
    match event.key().to_lowercase().as_str() {
        "z" if command && !is_writing(event) && !shift => bench.exploration.undo(),
        "z" | "y" if command && !is_writing(event) => bench.exploration.redo(),
        "escape" if drag::give_up(bench) => {}
        "escape" if bench.sheet.get_untracked() && !is_over(event) => bench.sheet.set(false),
        _ => return false,
    }
    true
}

/// Keys on the shelves.
pub(super) fn press_shelves(bench: Bench, event: &KeyboardEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || !target.matches(STOPS).unwrap_or(false) {
        return;
    }
    let done = match (event.key().as_str(), event.alt_key()) {
        ("ArrowRight", false) => walk(&target, 1),
        ("ArrowLeft", false) => walk(&target, -1),
        (key, _) => on_pill(bench, &target, key),
    };
    if done {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Keys that change the pill that has the focus.
fn on_pill(bench: Bench, target: &Element, key: &str) -> bool {
    let Some((shelf, at, pill)) = pill(bench, target) else {
        return false;
    };
    match key {
        "Delete" | "Backspace" => {
            bench.remove(pill);
            focus_later(shelf, at.saturating_sub(1));
        }
        "ArrowRight" if bench.nudge(pill, 1) => focus_later(shelf, at + 1),
        "ArrowLeft" if bench.nudge(pill, -1) => focus_later(shelf, at.saturating_sub(1)),
        "ArrowRight" | "ArrowLeft" => bench.said.set("It cannot go further".to_owned()),
        "ArrowDown" => to_shelf(bench, shelf, pill, 1),
        "ArrowUp" => to_shelf(bench, shelf, pill, -1),
        "ContextMenu" => {
            if let Some(button) = target.dyn_ref::<HtmlElement>() {
                button.click();
            }
        }
        _ => return false,
    }
    true
}

/// Moves a pill to the next shelf that it can stand on.
fn to_shelf(bench: Bench, from: Shelf, pill: Pill, by: i32) {
    let stands = |shelf: &Shelf| match pill {
        Pill::Measure(_) | Pill::Group(_) => *shelf != Shelf::Filters,
        Pill::Derived(_) | Pill::Filter(_) => false,
    };
    let shelves: Vec<_> = Shelf::ALL.into_iter().filter(stands).collect();
    let at = shelves.iter().position(|shelf| *shelf == from).map(|at| at as i32 + by);
    let next = at.and_then(|at| shelves.get(usize::try_from(at).ok()?).copied());
    match next {
        Some(next) => {
            bench.shift(pill, next, usize::MAX);
            focus_later(next, usize::MAX);
        }
        None => bench.said.set("It cannot go further".to_owned()),
    }
}

/// The pill that an element shows: its shelf, its place there, and what it is.
fn pill(bench: Bench, target: &Element) -> Option<(Shelf, usize, Pill)> {
    let seat = target.closest(".seat").ok()??;
    let board = seat.closest("[data-shelf]").ok()??;
    let shelf = Shelf::named(&board.get_attribute("data-shelf")?)?;
    let seats = board.query_selector_all(".seat").ok()?;
    let is_it = |at: &u32| {
        seats
            .item(*at)
            .is_some_and(|node| node.is_same_node(Some(seat.as_ref())))
    };
    let at = (0..seats.length()).find(is_it)? as usize;
    let tile = bench.tile.get_untracked()?;
    let pill = shelf::pills(&tile, shelf).get(at).copied()?;
    Some((shelf, at, pill))
}

/// Puts the focus on a pill once the page shows it; on the shelf's plus sign when there is none.
fn focus_later(shelf: Shelf, at: usize) {
    request_animation_frame(move || {
        let scope = format!("[data-shelf='{}']", shelf.name());
        let Ok(seats) = document().query_selector_all(&format!("{scope} .seat > button")) else {
            return;
        };
        let last = seats.length().checked_sub(1);
        let found = last.and_then(|last| seats.item(u32::try_from(at).unwrap_or(last).min(last)));
        let plus = || {
            document()
                .query_selector(&format!("{scope} .seats > button"))
                .ok()
                .flatten()
                .map(Into::into)
        };
        if let Some(found) = found
            .or_else(plus)
            .and_then(|node: web_sys::Node| node.dyn_into::<HtmlElement>().ok())
        {
            drop(found.focus());
        }
    });
}

fn walk(target: &Element, by: i32) -> bool {
    let Ok(all) = document().query_selector_all(STOPS) else {
        return false;
    };
    let is_it = |at: &u32| {
        all.item(*at)
            .is_some_and(|node| node.is_same_node(Some(target.as_ref())))
    };
    let at = (0..all.length()).find(is_it).unwrap_or_default() as i32;
    let next = u32::try_from(at + by).ok().and_then(|next| all.item(next));
    match next.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        Some(next) => next.focus().is_ok(),
        None => false,
    }
}

/// Whether the key goes into a field.
fn is_writing(event: &KeyboardEvent) -> bool {
    closest(event, "input, textarea, select, [contenteditable]")
}

/// Whether the key goes into something over the page, which takes Escape for itself.
fn is_over(event: &KeyboardEvent) -> bool {
    closest(event, "dialog, [popover]")
}

fn closest(event: &KeyboardEvent, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
}
