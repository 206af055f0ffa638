//! The menu of a mark: by right click, long press or the menu key.

use super::board::{Board, use_board};
use super::keyboard;
use super::picks;
use super::rows::RowsWanted;
use super::tile::TileState;
use crate::documents::{Documents, use_documents};
use crate::model::use_workspace;
use crate::route::Route;
use crate::ui::icon::Glyph;
use crate::ui::menu::at::MenuAt;
use crate::ui::menu::{MenuItem, MenuTitle};
use leptos::prelude::*;
use spec::comment::Anchor;
use spec::dashboard::DashboardId;
use spec::drill::{self, Down};
use spec::filter::Filter;
use spec::marks::Marks;
use spec::question::{Query, Question};
use spec::selection::Pick;

/// How many other dashboards are offered.
const OFFERED: usize = 6;

/// What is under the pointer.
#[derive(Clone)]
struct Mark {
    pick: Pick,
    ways: Vec<Down>,
    figures: String,
}

/// The menu of a tile's marks.
#[component]
pub(super) fn MarkMenu(state: TileState) -> impl IntoView {
    let board = use_board();
    let at = RwSignal::new(None);
    let spot = state.spot;
    Effect::new(move |_| at.set(spot.get().map(|spot| spot.at)));
    let close = move |()| {
        spot.set(None);
        state.id.with_value(keyboard::focus);
    };
    let label = Signal::derive(move || format!("Menu of {}", state.title()));
    view! {
        <MenuAt at label on_close=close>
            {move || {
                let row = spot.get_untracked().and_then(|spot| spot.row);
                match row.and_then(|row| untrack(|| mark(board, state, row))) {
                    Some(mark) => view! { <OfMark state mark /> }.into_any(),
                    None => view! { <OfTile state /> }.into_any(),
                }
            }}
        </MenuAt>
    }
}

#[component]
fn OfMark(state: TileState, mark: Mark) -> impl IntoView {
    let board = use_board();
    let Mark { pick, ways, figures } = mark;
    let label = pick.label.clone();
    let only = pick.clone();
    let without = left_out(pick.clone());
    let rows = pick.clone();
    let copied = format!("{label}\t{figures}");
    let anchor = Anchor::Mark {
        tile: state.id.get_value(),
        label: label.clone(),
    };
    let ways = ways.into_iter().map(move |step| {
        let label = format!("Drill down to {}", step.to.name());
        view! { <MenuItem label glyph=Glyph::Below on_press=move |()| state.id.with_value(|id| board.go_down(id, step.clone())) /> }
    });
    let ways: Vec<_> = ways.collect();
    view! {
        <MenuTitle label />
        <MenuItem label="Filter to this" glyph=Glyph::Filter on_press=move |()| board.pick_for_all(only.clone()) />
        <MenuItem label="Leave this out" glyph=Glyph::Close on_press=move |()| board.pick_for_all(without.clone()) />
        {ways}
        <MenuItem label="See the rows…" glyph=Glyph::Table on_press=move |()| see_rows(board, state, Some(&rows)) />
        <MenuItem label="Comment…" glyph=Glyph::Comment on_press=move |()| board.commenting.set(Some(anchor.clone())) />
        <MenuItem label="Copy" glyph=Glyph::Copy on_press=move |()| copy(&copied) />
        <Elsewhere pick />
    }
}

/// Where no mark is: what can be done with the whole answer.
#[component]
fn OfTile(state: TileState) -> impl IntoView {
    let board = use_board();
    view! {
        <MenuItem label="See the rows…" glyph=Glyph::Table on_press=move |()| see_rows(board, state, None) />
        <MenuItem
            label="Comment…"
            glyph=Glyph::Comment
            on_press=move |()| board.commenting.set(Some(Anchor::Tile(state.id.get_value())))
        />
    }
}

/// Other dashboards over the same data, which open with this mark as their filter.
#[component]
fn Elsewhere(pick: Pick) -> impl IntoView {
    let (board, documents) = (use_board(), use_documents());
    let others = untrack(|| others(board, documents, &pick.dataset));
    let some = !others.is_empty();
    let items = others.into_iter().map(move |(id, title)| {
        let pick = pick.clone();
        let go = move |()| {
            documents.carried.set(Some((id.clone(), pick.clone())));
            Route::Dashboard(id.clone()).go();
        };
        view! { <MenuItem label=title glyph=Glyph::Dashboards on_press=go /> }
    });
    let items: Vec<_> = items.collect();
    some.then(|| {
        view! {
            <MenuTitle label="Go with it to" />
            {items}
        }
    })
}

/// Shows the rows behind a pick on a tile, or behind all of it.
pub(super) fn see_rows(board: Board, state: TileState, pick: Option<&Pick>) {
    let Some(tile) = state.asked.get_untracked() else {
        return;
    };
    let Question::Query(query) = &tile.question else { return };
    let mut filters = untrack(|| state.id.with_value(|id| board.filters_for(id, &tile.question)));
    filters.extend(pick.map(|pick| pick.filter.clone()));
    let query = query.filtered(&filters);
    let title = match pick {
        Some(pick) => format!("{} · {}", untrack(|| state.title()), pick.label),
        None => untrack(|| state.title()),
    };
    board.rows.set(Some(RowsWanted {
        title,
        query: Query {
            from: query.from,
            union: query.union,
            joins: query.joins,
            sample: query.sample,
            parameters: query.parameters,
            calendar: query.calendar,
            calculated: query.calculated,
            filter: query.filter,
            ..Query::default()
        },
    }));
}

fn mark(board: Board, state: TileState, row: usize) -> Option<Mark> {
    let query = picks::query(state)?;
    let answer = state.answering.answer.get_untracked()?;
    let table = &answer.table;
    let mut marks = Marks::default();
    marks.replace(&query, table, &[row]);
    let write = |column: usize, value: &_| picks::write(&answer, column, value);
    let pick = state.id.with_value(|id| marks.pick(id, &query, table, &write))?;
    let cells = table.rows.get(row)?;
    let dataset = board
        .engine
        .datasets
        .with_untracked(|datasets| datasets.iter().find(|dataset| dataset.name == query.from).cloned());
    let hierarchies: Vec<_> = use_workspace()
        .model
        .with_untracked(|model| model.hierarchies_of(&query.from).cloned().collect());
    let ways = drill::ways(&query, dataset.as_ref(), &hierarchies)
        .into_iter()
        .filter_map(|way| {
            let column = table.position(&way.0.name())?;
            let value = cells.get(column)?;
            drill::down(&query, &way, value, write(column, value))
        });
    let sides = query.sides().count();
    let figures = cells
        .iter()
        .enumerate()
        .skip(sides)
        .map(|(column, value)| write(column, value));
    Some(Mark {
        ways: ways.collect(),
        figures: figures.collect::<Vec<_>>().join("\t"),
        pick,
    })
}

/// Everything but a pick. Rows without a value are not left out.
fn left_out(pick: Pick) -> Pick {
    let columns = columns(&pick.filter);
    let not = std::iter::once(Filter::Not(Box::new(pick.filter)));
    let nulls = columns.into_iter().map(|column| Filter::Null { column });
    Pick {
        label: format!("not {}", pick.label),
        filter: Filter::Any(not.chain(nulls).collect()),
        ..pick
    }
}

/// The columns whose values a pick names, but for those of which it names the missing value.
fn columns(filter: &Filter) -> Vec<String> {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().flat_map(columns).collect(),
        Filter::In { column, values, .. } if !values.iter().any(spec::value::Value::is_null) => vec![column.clone()],
        _ => Vec::new(),
    }
}

fn others(board: Board, documents: Documents, dataset: &str) -> Vec<(DashboardId, String)> {
    let own = board
        .dashboard
        .with(|dashboard| dashboard.as_ref().map(|dashboard| dashboard.id.clone()));
    documents.all.with(|all| {
        let others = all
            .iter()
            .map(|document| &document.dashboard)
            .filter(|other| Some(&other.id) != own.as_ref());
        let fitting = others.filter(|other| {
            let mut queries = other.tiles.iter().filter_map(|placed| placed.tile());
            queries.any(|tile| matches!(&tile.question, Question::Query(query) if query.from == dataset))
        });
        fitting
            .take(OFFERED)
            .map(|other| (other.id.clone(), other.title.clone()))
            .collect()
    })
}

fn copy(text: &str) {
    let clipboard = window().navigator().clipboard();
    drop(clipboard.write_text(text));
}
