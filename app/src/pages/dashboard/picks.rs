//! Clicks and brushes on a tile's chart become picks; picks become chips.

use super::board::{Board, use_board};
use super::tile::TileState;
use crate::echarts::Brush;
use crate::pages::mark::write;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::table::Picked;
use leptos::prelude::*;
use spec::answer::Answer;
use spec::cross;
use spec::dashboard::{Tile, TileId};
use spec::filter::Filter;
use spec::marks::Marks;
use spec::question::{Query, Question};
use spec::selection::{Pick, Selection};
use spec::value::Value;
use wasm_bindgen::JsValue;

/// What is picked, each as a button that takes it away.
#[component]
pub(super) fn Chips() -> impl IntoView {
    let board = use_board();
    let picks = move || board.selection.with(|selection| selection.picks().to_vec());
    view! {
        <div class="chips picks" role="group" aria-label="Picked">
            <For each=picks key=|pick| (pick.tile.clone(), pick.label.clone()) let:pick>
                {
                    let Pick { tile, label, .. } = pick;
                    let name = format!("Remove the pick {label}");
                    view! {
                        <button
                            type="button"
                            class="pill on"
                            title="Remove this pick"
                            aria-label=name
                            on:click=move |_| board.clear(&tile)
                        >
                            <span>{label}</span>
                            <Icon glyph=Glyph::Close />
                        </button>
                    }
                }
            </For>
        </div>
    }
}

/// Whether the marks of a tile stand for rows that others can be filtered by.
pub(super) fn can_pick(tile: &Tile) -> bool {
    matches!(&tile.question, Question::Query(query) if !query.groups.is_empty())
}

/// The picked rows of a tile's answer; none when nothing is picked on it.
pub(super) fn rows(board: Board, state: TileState) -> Option<Vec<usize>> {
    let query = query(state)?;
    let answer = state.answering.answer.get()?;
    board
        .marks
        .with(|marks| state.id.with_value(|id| marks.get(id))?.rows(&query, &answer.table))
}

/// Marks are pressed.
pub(super) fn press(board: Board, state: TileState, pressed: &Picked) {
    let (Some(query), Some(answer)) = (untrack(|| query(state)), state.answering.answer.get_untracked()) else {
        return;
    };
    let id = state.id.get_value();
    if let Some(column) = &pressed.across {
        press_cell(board, &id, (&query, &answer), pressed.rows.first().copied(), column);
        return;
    }
    let mut marks = board
        .marks
        .with_untracked(|marks| marks.get(&id).cloned().unwrap_or_default());
    match pressed.add {
        true => marks.add(&query, &answer.table, &pressed.rows),
        false => marks.replace(&query, &answer.table, &pressed.rows),
    }
    let write = |column: usize, value: &Value| write(&answer, column, value);
    let pick = marks.pick(&id, &query, &answer.table, &write);
    board.pick(&id, marks, pick);
}

/// A cell of a cross table is pressed, or the head of a column: its row and its column are picked, or no more when they were.
fn press_cell(board: Board, id: &TileId, (query, answer): (&Query, &Answer), row: Option<usize>, column: &str) {
    let mut marks = Marks::default();
    marks.hold(query, &answer.table, row.as_slice());
    let write = |column: usize, value: &Value| write(answer, column, value);
    let side = marks.pick(id, query, &answer.table, &write);
    let head = cross::behind(query, answer, column);
    let parts = side.map(|pick| (pick.filter, pick.label)).into_iter().chain(head);
    let (filters, labels): (Vec<_>, Vec<_>) = parts.unzip();
    let pick = (!filters.is_empty()).then(|| Pick {
        tile: id.clone(),
        dataset: query.from.clone(),
        label: labels.join(", "),
        filter: Filter::All(filters),
        calculated: query.calculated.clone(),
    });
    let known = |selection: &Selection| selection.picks().iter().any(|known| Some(known) == pick.as_ref());
    let is_again = board.selection.with_untracked(known);
    board.pick(id, marks, pick.filter(|_| !is_again));
}

/// A part of the chart is brushed: its marks, or where marks are single rows the ranges.
pub(super) fn brush(board: Board, state: TileState, brush: &Brush) {
    let (Some(query), Some(answer)) = (untrack(|| query(state)), state.answering.answer.get_untracked()) else {
        return;
    };
    if !query.groups.is_empty() {
        if !brush.rows.is_empty() {
            hold(board, state, &query, &answer, &brush.rows);
        }
        return;
    }
    let ranges = [
        range(&answer, answer.chart.x.as_ref(), brush.x.as_ref()),
        range(&answer, answer.chart.y.first(), brush.y.as_ref()),
    ];
    let (filters, labels): (Vec<_>, Vec<_>) = ranges.into_iter().flatten().unzip();
    let pick = (!filters.is_empty()).then(|| Pick {
        tile: state.id.get_value(),
        dataset: query.from,
        label: labels.join(", "),
        filter: Filter::All(filters),
        calculated: query.calculated,
    });
    state.id.with_value(|id| board.pick(id, Default::default(), pick));
}

/// The marks inside a brush, also while it is being drawn.
fn hold(board: Board, state: TileState, query: &Query, answer: &Answer, rows: &[usize]) {
    let id = state.id.get_value();
    let mut marks = Marks::default();
    marks.hold(query, &answer.table, rows);
    let is_new = board.marks.with_untracked(|all| all.get(&id) != Some(&marks));
    if is_new {
        let write = |column: usize, value: &Value| write(answer, column, value);
        let pick = marks.pick(&id, query, &answer.table, &write);
        board.pick(&id, marks, pick);
    }
}

fn range(answer: &Answer, column: Option<&String>, range: Option<&(JsValue, JsValue)>) -> Option<(Filter, String)> {
    let (column, (low, high)) = (column?, range?);
    let index = answer.table.position(column)?;
    let (low, high) = (low.as_f64()?, high.as_f64()?);
    if !answer.table.columns.get(index)?.kind.is_number() {
        return None;
    }
    let (low, high) = (Value::Float(low.min(high)), Value::Float(low.max(high)));
    let label = format!(
        "{column}: {} – {}",
        write(answer, index, &low),
        write(answer, index, &high)
    );
    let column = column.clone();
    Some((Filter::Between { column, low, high }, label))
}

/// The question of a tile as it is answered now.
pub(super) fn query(state: TileState) -> Option<Query> {
    let answer = state.answering.answer.get();
    state.asked.with(|tile| cross::asked(tile.as_ref()?, answer.as_deref()))
}
