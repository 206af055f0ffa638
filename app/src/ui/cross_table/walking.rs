//! What is done on a cross table: cells are pressed, and walked with the arrow keys.

use crate::echarts::Spot;
use crate::ui::table::Picked;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use spec::answer::Answer;
use std::sync::Arc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement};

/// Who hears of it.
#[derive(Clone, Copy)]
pub(super) struct Heard {
    /// Of the cell that is pressed.
    pub on_pick: Option<Callback<Picked>>,
    /// Of where a menu is asked for.
    pub on_menu: Option<Callback<Spot>>,
}

/// A cell is clicked.
pub(super) fn click(event: &MouseEvent, heard: Heard, answer: Signal<Arc<Answer>>) {
    let is_added = event.shift_key() || event.ctrl_key() || event.meta_key();
    if let Some(cell) = cell(event) {
        pick(&cell, heard, answer, is_added);
    }
}

/// The menu of a row is asked for.
pub(super) fn menu(event: &MouseEvent, heard: Heard) {
    let (Some(on_menu), Some(row)) = (heard.on_menu, cell(event).and_then(|cell| row(&cell))) else {
        return;
    };
    event.prevent_default();
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    on_menu.run(Spot { row: Some(row), at });
}

/// Arrow keys go from cell to cell, Enter picks.
pub(super) fn press(event: &KeyboardEvent, heard: Heard, answer: Signal<Arc<Answer>>) {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let (across, down) = match event.key().as_str() {
        "ArrowLeft" => (-1, 0),
        "ArrowRight" => (1, 0),
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        "Enter" | " " => (0, 0),
        _ => return,
    };
    let here = cell(event);
    match (across, down) {
        (0, 0) => {
            let Some(cell) = here else { return };
            pick(&cell, heard, answer, event.shift_key());
        }
        (across, down) => go(event, here.as_ref(), across, down),
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Puts the focus on a neighbour; on the first cell where none has it yet.
fn go(event: &Event, here: Option<&Element>, across: i32, down: i32) {
    let next = match here {
        None => event
            .current_target()
            .and_then(|sheet| sheet.dyn_into::<Element>().ok())
            .and_then(|sheet| sheet.query_selector("tbody td").ok().flatten()),
        Some(cell) => neighbour(cell, across, down),
    };
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        drop(next.focus());
    }
}

fn neighbour(cell: &Element, across: i32, down: i32) -> Option<Element> {
    let line = cell.closest("tr").ok().flatten()?;
    let lines = line.closest("table").ok().flatten()?.query_selector_all("tr").ok()?;
    let at = |list: &web_sys::NodeList, wanted: &Element| {
        (0..list.length()).find(|place| list.item(*place).is_some_and(|node| node.is_same_node(Some(wanted))))
    };
    let cells = line.query_selector_all("th, td").ok()?;
    let (column, row) = (at(&cells, cell)?, at(&lines, &line)?);
    let line = lines.item(row.checked_add_signed(down)?)?.dyn_into::<Element>().ok()?;
    let cells = line.query_selector_all("th, td").ok()?;
    cells.item(column.checked_add_signed(across)?)?.dyn_into().ok()
}

fn pick(cell: &Element, heard: Heard, answer: Signal<Arc<Answer>>, add: bool) {
    let Some(heard) = heard.on_pick else { return };
    let column = cell
        .get_attribute("data-column")
        .and_then(|column| column.parse::<usize>().ok());
    let across =
        column.and_then(|column| answer.with_untracked(|answer| Some(answer.table.columns.get(column)?.name.clone())));
    let rows: Vec<usize> = row(cell).into_iter().collect();
    if !rows.is_empty() || across.is_some() {
        heard.run(Picked { rows, add, across });
    }
}

fn row(cell: &Element) -> Option<usize> {
    cell.closest("tr")
        .ok()
        .flatten()?
        .get_attribute("data-row")?
        .parse()
        .ok()
}

fn cell(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("th, td").ok().flatten()
}
