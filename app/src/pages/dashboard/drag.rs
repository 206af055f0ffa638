//! Moving and resizing by pointer: mouse, pen and finger. The other tiles make room as it goes; letting go is one change.

use super::board::{Board, Carried, How};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use spec::dashboard::{COLUMNS, Place, TileId};
use spec::layout::{self, steps::SMALLEST};
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// A press shorter than this way is a click.
const SLACK_PX: f64 = 4.0;
/// So near the edge of the scrolled part, it scrolls along.
const EDGE_PX: f64 = 48.0;
/// How far it scrolls with each movement.
const SCROLL_PX: f64 = 14.0;

/// A pointer that is down on a tile. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    board: Board,
    id: StoredValue<TileId>,
    start: StoredValue<Option<Start>, LocalStorage>,
}

/// How it was when the pointer went down.
#[derive(Clone)]
struct Start {
    how: How,
    at: (f64, f64),
    scroller: Option<Element>,
    scrolled: f64,
    place: Place,
    cell: (f64, f64),
    /// Whether it has become a drag.
    begun: bool,
}

impl Drag {
    /// Nothing is down yet.
    pub(super) fn new(board: Board, id: TileId) -> Self {
        Self {
            board,
            id: StoredValue::new(id),
            start: StoredValue::new_local(None),
        }
    }

    /// The pointer goes down on the part that moves, or the part that resizes.
    pub(super) fn press(self, event: &PointerEvent, how: How) {
        let Some(part) = event.current_target().and_then(|part| part.dyn_into::<Element>().ok()) else {
            return;
        };
        let inner = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on_control = inner.is_some_and(|inner| is_control(&inner));
        if event.button() != 0 || !event.is_primary() || on_control {
            return;
        }
        let Some(cell) = cell(&part) else { return };
        let Some(place) = self.id.with_value(|id| untrack(|| self.board.place(id))) else {
            return;
        };
        let scroller = part.closest("main").ok().flatten();
        self.start.set_value(Some(Start {
            how,
            at: (f64::from(event.client_x()), f64::from(event.client_y())),
            scrolled: scroller.as_ref().map_or(0.0, |main| f64::from(main.scroll_top())),
            scroller,
            place,
            cell,
            begun: false,
        }));
        drop(part.set_pointer_capture(event.pointer_id()));
    }

    /// The pointer moves.
    pub(super) fn follow(self, event: &PointerEvent) {
        let Some(start) = self.start.get_value() else { return };
        let scrolled = start.scroller.as_ref().map_or(0.0, |main| f64::from(main.scroll_top())) - start.scrolled;
        let by = (
            f64::from(event.client_x()) - start.at.0,
            f64::from(event.client_y()) - start.at.1 + scrolled,
        );
        let put_back = start.begun && self.board.carried.with_untracked(Option::is_none);
        if put_back {
            self.start.set_value(None);
            return;
        }
        if !start.begun && by.0.hypot(by.1) < SLACK_PX {
            return;
        }
        self.start.update_value(|start| {
            if let Some(start) = start {
                start.begun = true;
            }
        });
        event.prevent_default();
        scroll(&start, f64::from(event.client_y()));
        let to = start.aim(by);
        let Some(dashboard) = self.board.sheet.get_untracked() else {
            return;
        };
        let id = self.id.get_value();
        let places = match start.how {
            How::Move => layout::carry(&dashboard, &id, to),
            How::Stretch => layout::arrange(&dashboard, &id, to),
        };
        let how = start.how;
        let by = Some(by);
        self.board.carried.set(Some(Carried { id, places, by, how }));
    }

    /// The pointer goes up: the tile stays.
    pub(super) fn release(self) {
        if self.start.get_value().is_some() {
            self.start.set_value(None);
            self.board.drop_carried();
        }
    }

    /// The pointer is taken away: the tile goes back.
    pub(super) fn cancel(self) {
        self.start.set_value(None);
        self.board.carried.set(None);
    }
}

impl Start {
    /// The place that the pointer means.
    fn aim(&self, by: (f64, f64)) -> Place {
        let cells = |by: f64, cell: f64| (by / cell).round() as i32;
        let (right, down) = (cells(by.0, self.cell.0), cells(by.1, self.cell.1));
        let from = self.place;
        let shifted = |value: u16, by: i32, low: u16, high: u16| {
            u16::try_from((i32::from(value) + by).clamp(i32::from(low), i32::from(high.max(low)))).unwrap_or(value)
        };
        match self.how {
            How::Move => Place {
                x: shifted(from.x, right, 0, COLUMNS - from.width),
                y: shifted(from.y, down, 0, u16::MAX / 4),
                ..from
            },
            How::Stretch => Place {
                width: shifted(from.width, right, SMALLEST.0, COLUMNS - from.x),
                height: shifted(from.height, down, SMALLEST.1, 40),
                ..from
            },
        }
    }
}

/// From one column to the next and from one row to the next, in pixels, as the style sheet has it.
fn cell(part: &Element) -> Option<(f64, f64)> {
    let canvas = part.closest(".board").ok().flatten()?;
    let style = window().get_computed_style(&canvas).ok().flatten()?;
    let pixels = |name: &str| {
        style
            .get_property_value(name)
            .ok()?
            .trim_end_matches("px")
            .parse::<f64>()
            .ok()
    };
    let (gap, row) = (pixels("column-gap")?, pixels("grid-auto-rows")?);
    let width = canvas.get_bounding_client_rect().width();
    Some(((width + gap) / f64::from(COLUMNS), row + gap))
}

fn is_control(element: &Element) -> bool {
    element
        .closest("button:not(.handle), input, a, .menu")
        .ok()
        .flatten()
        .is_some()
}

fn scroll(start: &Start, y: f64) {
    let Some(main) = &start.scroller else { return };
    let seen = main.get_bounding_client_rect();
    let by = match y {
        y if y < seen.top() + EDGE_PX => -SCROLL_PX,
        y if y > seen.bottom() - EDGE_PX => SCROLL_PX,
        _ => return,
    };
    main.set_scroll_top(main.scroll_top() + by as i32);
}
