//! The ways to ask for the menu of a row: a right click, a long press, the menu key.

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// How long a finger rests for a long press: Safari on a phone sends no `contextmenu` for it.
const HELD: Duration = Duration::from_millis(550);
/// A finger that goes farther than this scrolls.
const SLACK_PX: f64 = 10.0;

/// How far from the left of a row a key opens its menu.
const INSET_PX: f64 = 24.0;

/// A row that may be held. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Hold {
    heard: Callback<(f64, f64)>,
    pressed: StoredValue<Option<((f64, f64), TimeoutHandle)>>,
}

impl Hold {
    /// A row whose menu is opened by what is heard.
    pub(super) fn new(heard: impl Fn((f64, f64)) + Send + Sync + 'static) -> Self {
        let hold = Self {
            heard: Callback::new(heard),
            pressed: StoredValue::new(None),
        };
        on_cleanup(move || hold.end());
        hold
    }

    /// A right click, or what the browser makes of a long press.
    pub(super) fn click(self, event: &MouseEvent) {
        event.prevent_default();
        self.end();
        self.heard
            .run((f64::from(event.client_x()), f64::from(event.client_y())));
    }

    /// The menu key, or Shift and F10; the arrow keys go to the rows above and below.
    pub(super) fn key(self, event: &KeyboardEvent) {
        let row = event_target::<Element>(event);
        let next = match event.key().as_str() {
            "ContextMenu" => None,
            "F10" if event.shift_key() => None,
            "ArrowDown" => row.next_element_sibling(),
            "ArrowUp" => row.previous_element_sibling(),
            _ => return,
        };
        event.prevent_default();
        if event.key().starts_with("Arrow") {
            let next = next.and_then(|next| next.dyn_into::<HtmlElement>().ok());
            if let Some(next) = next.filter(|next| next.has_attribute("tabindex")) {
                drop(next.focus());
            }
            return;
        }
        let place = row.get_bounding_client_rect();
        self.heard.run((place.left() + INSET_PX, place.bottom()));
    }

    /// A finger goes down.
    pub(super) fn press(self, event: &PointerEvent) {
        self.end();
        if event.pointer_type() != "touch" {
            return;
        }
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        let heard = self.heard;
        if let Ok(timer) = set_timeout_with_handle(move || heard.run(at), HELD) {
            self.pressed.set_value(Some((at, timer)));
        }
    }

    /// It goes on: a little is nothing.
    pub(super) fn moved(self, event: &PointerEvent) {
        let start = self.pressed.with_value(|pressed| pressed.as_ref().map(|(at, _)| *at));
        let now = (f64::from(event.client_x()), f64::from(event.client_y()));
        if start.is_some_and(|start| (now.0 - start.0).hypot(now.1 - start.1) > SLACK_PX) {
            self.end();
        }
    }

    /// It goes up, or the row goes away.
    pub(super) fn end(self) {
        if let Some((_, timer)) = self.pressed.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}
