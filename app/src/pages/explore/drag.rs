//! Dragging columns and pills by mouse or pen. A finger scrolls; it has the menus.

use super::bench::{Bench, use_bench};
use leptos::ev::{self, PointerEvent};
use leptos::prelude::*;
use spec::dataset::Column;
use spec::shelf::{Pill, Shelf};
use web_sys::Element;

/// A press shorter than this way is a click.
const SLACK_PX: f64 = 5.0;

/// What can be dragged.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// A column.
    Column(Column),
    /// A part of the question.
    Pill(Pill),
}

/// What is being dragged, and where it would fall.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dragged {
    /// What.
    pub what: What,
    /// What it is called.
    pub label: String,
    /// Where the pointer is.
    pub at: (f64, f64),
    /// The shelf under the pointer, and before which of its pills.
    pub aim: Option<(Shelf, usize)>,
    /// Whether it has become a drag.
    pub begun: bool,
}

/// The pointer goes down on something that can be dragged.
pub(super) fn press(bench: Bench, event: &PointerEvent, what: What, label: String) {
    if event.button() != 0 || !event.is_primary() || event.pointer_type() == "touch" {
        return;
    }
    begin(bench, what, label, place(event));
}

/// Follows the pointer until it goes up.
fn begin(bench: Bench, what: What, label: String, start: (f64, f64)) {
    let pressed = Dragged {
        what,
        label,
        at: start,
        aim: None,
        begun: false,
    };
    let held = StoredValue::new(Some(pressed));
    let moved = window_event_listener(ev::pointermove, move |event| {
        let Some(Some(mut dragged)) = held.try_get_value() else {
            return;
        };
        let at = place(&event);
        dragged.begun |= (at.0 - start.0).hypot(at.1 - start.1) > SLACK_PX;
        dragged.at = at;
        dragged.aim = dragged.begun.then(|| aim(at)).flatten();
        let is_given_up = dragged.begun
            && bench.dragged.with_untracked(Option::is_none)
            && held.with_value(|held| held.as_ref().is_some_and(|held| held.begun));
        if is_given_up {
            held.set_value(None);
            return;
        }
        held.set_value(Some(dragged.clone()));
        if dragged.begun {
            bench.dragged.set(Some(dragged));
        }
    });
    let listeners = StoredValue::new_local(vec![moved]);
    let end = move || {
        held.set_value(None);
        bench.dragged.set(None);
        for listener in listeners.try_update_value(std::mem::take).unwrap_or_default() {
            listener.remove();
        }
    };
    let up = window_event_listener(ev::pointerup, move |_| {
        let fallen = held.try_get_value().flatten().filter(|dragged| dragged.begun);
        end();
        if let Some(dragged) = fallen {
            fall(bench, &dragged);
        }
    });
    let lost = window_event_listener(ev::pointercancel, move |_| end());
    listeners.update_value(|listeners| listeners.extend([up, lost]));
}

/// Lets go: on a shelf it stays, a pill beside the shelves is taken away.
fn fall(bench: Bench, dragged: &Dragged) {
    match (&dragged.what, dragged.aim) {
        (What::Column(column), Some((shelf, at))) => bench.put(column, shelf, at),
        (What::Pill(pill), Some((shelf, at))) => bench.shift(*pill, shelf, at),
        (What::Pill(pill), None) => bench.remove(*pill),
        (What::Column(_), None) => {}
    }
}

/// Gives up what is dragged; false when nothing is.
pub(super) fn give_up(bench: Bench) -> bool {
    let is_dragging = bench.dragged.with_untracked(Option::is_some);
    if is_dragging {
        bench.dragged.set(None);
    }
    is_dragging
}

/// What is dragged, under the pointer.
#[component]
pub(super) fn Ghost() -> impl IntoView {
    let bench = use_bench();
    move || {
        let Dragged {
            what, label, at, aim, ..
        } = bench.dragged.get()?;
        let goes = matches!(what, What::Pill(_)) && aim.is_none();
        let style = format!("left:{}px;top:{}px", at.0 + 10.0, at.1 + 8.0);
        Some(view! {
            <div class="carried-pill pill" class:goes=goes style=style aria-hidden="true">
                <b>{label}</b>
                {goes.then_some("Let go to remove")}
            </div>
        })
    }
}

fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// The shelf at a place of the window, and how many of its pills come before.
fn aim((x, y): (f64, f64)) -> Option<(Shelf, usize)> {
    let under = document().element_from_point(x as f32, y as f32)?;
    let shelf = under.closest("[data-shelf]").ok()??;
    let named = Shelf::named(&shelf.get_attribute("data-shelf")?)?;
    let seats = shelf.query_selector_all(".seat").ok()?;
    let is_before = |at: &u32| {
        let seat = seats
            .item(*at)
            .and_then(|node| wasm_bindgen::JsCast::dyn_into::<Element>(node).ok());
        seat.is_some_and(|seat| {
            let place = seat.get_bounding_client_rect();
            place.bottom() < y || (place.top() <= y && place.left() + place.width() / 2.0 < x)
        })
    };
    Some((named, (0..seats.length()).filter(is_before).count()))
}
