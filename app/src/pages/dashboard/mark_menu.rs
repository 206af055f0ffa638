//! The menu of a mark: by right click, long press or the menu key.

use super::board::{Board, use_board};
use super::keyboard;
use super::picks;
use super::tile::TileState;
use crate::documents::{Documents, use_documents};
use crate::exploration::{Exploration, use_exploration};
use crate::model::use_workspace;
use crate::pages::mark::{self, Mark};
use crate::pages::why::{WhyAsked, WhyWanted, use_why};
use crate::route::Route;
use crate::ui::icon::Glyph;
use crate::ui::menu::at::MenuAt;
use crate::ui::menu::{MenuItem, MenuTitle};
use leptos::prelude::*;
use spec::comment::Anchor;
use spec::dashboard::DashboardId;
use spec::question::Question;
use spec::selection::Pick;

/// How many other dashboards are offered.
const OFFERED: usize = 6;

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
                match row.and_then(|row| Some((row, untrack(|| mark(board, state, row))?))) {
                    Some((row, mark)) => view! { <OfMark state row mark /> }.into_any(),
                    None => view! { <OfTile state /> }.into_any(),
                }
            }}
        </MenuAt>
    }
}

#[component]
fn OfMark(state: TileState, row: usize, mark: Mark) -> impl IntoView {
    let (board, why, exploration) = (use_board(), use_why(), use_exploration());
    let copied = mark.copied();
    let Mark { pick, ways, .. } = mark;
    let label = pick.label.clone();
    let only = pick.clone();
    let without = mark::left_out(pick.clone());
    let rows = pick.clone();
    let (asked, explored) = ((row, pick.clone()), pick.clone());
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
        <MenuItem label="Why is it this number…" glyph=Glyph::Why on_press=move |()| ask_why(why, board, state, Some(asked.clone())) />
        <MenuItem label="Filter to this" glyph=Glyph::Filter on_press=move |()| board.pick_for_all(only.clone()) />
        <MenuItem label="Leave this out" glyph=Glyph::Close on_press=move |()| board.pick_for_all(without.clone()) />
        {ways}
        <MenuItem label="See the rows…" glyph=Glyph::Table on_press=move |()| see_rows(board, state, Some(&rows)) />
        <MenuItem label="Comment…" glyph=Glyph::Comment on_press=move |()| board.commenting.set(Some(anchor.clone())) />
        <MenuItem label="Explore" glyph=Glyph::Explore on_press=move |()| explore(exploration, board, state, Some(&explored)) />
        <MenuItem label="Copy" glyph=Glyph::Copy on_press=move |()| mark::copy(&copied) />
        <Elsewhere pick />
    }
}

/// Where no mark is: what can be done with the whole answer.
#[component]
fn OfTile(state: TileState) -> impl IntoView {
    let (board, why, exploration) = (use_board(), use_why(), use_exploration());
    let is_query = state
        .tile
        .with_untracked(|tile| matches!(tile, Some(tile) if matches!(tile.question, Question::Query(_))));
    let built = move || {
        view! {
        <MenuItem label="Why is it this number…" glyph=Glyph::Why on_press=move |()| ask_why(why, board, state, None) />
        <MenuItem label="Explore" glyph=Glyph::Explore on_press=move |()| explore(exploration, board, state, None) />
        }
    };
    view! {
        {is_query.then(built)}
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
    let filters = untrack(|| state.id.with_value(|id| board.filters_for(id, &tile.question)));
    let title = untrack(|| state.title());
    board.rows.set(Some(mark::rows(title, query, &filters, pick)));
}

/// Asks why the figure of a mark, or of the whole tile, is what it is.
pub(super) fn ask_why(why: WhyAsked, board: Board, state: TileState, of: Option<(usize, Pick)>) {
    let (Some(tile), Some(answer)) = (state.asked.get_untracked(), state.answering.answer.get_untracked()) else {
        return;
    };
    let Question::Query(query) = &tile.question else { return };
    why.ask(WhyWanted {
        title: untrack(|| state.title()),
        filters: untrack(|| state.id.with_value(|id| board.filters_for(id, &tile.question))),
        query: query.clone(),
        answer,
        of,
    });
}

/// Goes to Explore with a tile's question as it is answered now, limited to a pick where there is one.
pub(super) fn explore(exploration: Exploration, board: Board, state: TileState, pick: Option<&Pick>) {
    let Some(tile) = state.asked.get_untracked() else {
        return;
    };
    let mut filters = untrack(|| state.id.with_value(|id| board.filters_for(id, &tile.question)));
    filters.extend(pick.map(|pick| pick.filter.clone()));
    exploration.open(tile, &filters);
}

fn mark(board: Board, state: TileState, row: usize) -> Option<Mark> {
    let query = picks::query(state)?;
    let answer = state.answering.answer.get_untracked()?;
    let reach = (board.engine, use_workspace());
    state.id.with_value(|id| Mark::of_row(reach, &query, &answer, id, row))
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
