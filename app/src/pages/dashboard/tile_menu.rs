//! A tile's menu: everything that can be done with it, without a mouse too.

use super::board::{Asking, Board, How, use_board};
use super::keyboard;
use super::mark_menu::{ask_why, explore, see_rows};
use super::tabs;
use super::tile::{TileState, element_id};
use crate::draft::use_sql_draft;
use crate::engine::use_engine;
use crate::exploration::use_exploration;
use crate::notices::use_notices;
use crate::pages::why::use_why;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem, MenuTitle};
use crate::ui::over::OverDialog;
use crate::ui::take_out::{TakeOut, Taken};
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::chart::{Chart, Kind};
use spec::comment::Anchor;
use spec::dashboard::{Tile, TileId};
use spec::edit::Edit;
use spec::layout::steps::{self, Step};
use spec::question::Question;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// The button with three dots, and its menu.
#[component]
pub(super) fn TileMenu(state: TileState) -> impl IntoView {
    let label = Signal::derive(move || format!("More for {}", state.title()));
    let (board, over) = (use_board(), RwSignal::new(false));
    let chart = Signal::derive(move || state.tile.get().map(|tile| tile.chart).unwrap_or_default());
    let answer = Signal::derive(move || state.answering.answer.get());
    let lay = move |chart: Chart| {
        let id = state.id.get_value();
        board.edit(Edit::Draw { id, chart });
    };
    view! {
        <Menu label class="button quiet only-icon small" face=|| view! { <Icon glyph=Glyph::More /> }>
            <Kinds state />
            <MenuItem label="Lines and small charts…" glyph=Glyph::Formula on_press=move |()| over.set(true) />
            <hr />
            <Doings state />
            <hr />
            <Places state />
        </Menu>
        <OverDialog open=over chart answer on_change=lay />
    }
}

#[component]
fn Kinds(state: TileState) -> impl IntoView {
    let board = use_board();
    let (now, fitting) = state.answering.answer.with_untracked(|answer| match answer {
        Some(answer) => (answer.chart.kind, answer.fitting.clone()),
        None => (None, Vec::new()),
    });
    let draw = move |kind: Kind| {
        move |()| {
            let chart = state
                .tile
                .with_untracked(|tile| tile.as_ref().map(|tile| tile.chart.clone()));
            let chart = Chart {
                kind: Some(kind),
                ..chart.unwrap_or_default()
            };
            state.as_table.set(false);
            let id = state.id.get_value();
            board.edit(Edit::Draw { id, chart });
        }
    };
    let items = fitting.into_iter().map(|kind| {
        view! { <MenuItem label=kind.label() hint=kind.purpose() on_press=draw(kind) checked=now == Some(kind) /> }
    });
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then(|| {
        view! {
            <MenuTitle label="Draw as" />
            <div class="kinds">{items}</div>
        }
    })
}

#[component]
fn Doings(state: TileState) -> impl IntoView {
    let board = use_board();
    let id = move || state.id.get_value();
    let wordy = state.tile.with_untracked(|tile| {
        tile.as_ref()
            .is_some_and(|tile| matches!(tile.question, Question::Query(_)))
    });
    let ask = move |()| board.asking.set(Some(Asking::Instead(id())));
    let (engine, draft, notices) = (use_engine(), use_sql_draft(), use_notices());
    let (why, exploration) = (use_why(), use_exploration());
    let sql = move |()| {
        let Some(question) = question(state) else { return };
        spawn_local(async move {
            match question {
                Question::Sql(sql) => draft.open(sql.text),
                question => match engine.explain(question).await {
                    Ok(statement) => draft.open(statement),
                    Err(problem) => notices.problem(&problem),
                },
            }
        });
    };
    view! {
        <MenuItem label="Rename" glyph=Glyph::Edit on_press=move |()| board.renaming.set(Some(id())) />
        {wordy.then(|| view! { <MenuItem label="Change the question…" glyph=Glyph::Ask on_press=ask /> })}
        {wordy.then(|| view! {
            <MenuItem label="Explore" glyph=Glyph::Explore on_press=move |()| explore(exploration, board, state, None) />
            <MenuItem label="Why is it this number…" glyph=Glyph::Why on_press=move |()| ask_why(why, board, state, None) />
        })}
        <MenuItem label="Open as SQL" glyph=Glyph::Sql on_press=sql />
        {wordy.then(|| view! { <MenuItem label="See the rows…" glyph=Glyph::Table on_press=move |()| see_rows(board, state, None) /> })}
        <MenuItem label="Comment…" glyph=Glyph::Comment on_press=move |()| board.commenting.set(Some(Anchor::Tile(id()))) />
        <MenuItem label="Full screen" glyph=Glyph::Expand on_press=move |()| fill_screen(state) />
        <TakeOut taken=move |()| taken(board, state) />
    }
}

/// What can be done with any tile: where it is, how large, whether it is there.
#[component]
pub(super) fn Places(state: TileState) -> impl IntoView {
    let board = use_board();
    let id = move || state.id.get_value();
    let stretch = move |step: Step| move |()| keyboard::change(board, &id(), How::Stretch, step);
    let earlier = move |()| {
        board.arrange_by(|dashboard| steps::earlier(dashboard, &id()));
    };
    let later = move |()| {
        board.arrange_by(|dashboard| steps::later(dashboard, &id()));
    };
    let grab = move |()| {
        let handle = element(state).and_then(|tile| tile.query_selector(".handle").ok().flatten());
        if let Some(handle) = handle.and_then(|handle| handle.dyn_into::<HtmlElement>().ok()) {
            drop(handle.focus());
        }
        keyboard::grab(board, &id());
    };
    view! {
        <MenuItem label="Move up" glyph=Glyph::Ascending on_press=earlier />
        <MenuItem label="Move down" glyph=Glyph::Descending on_press=later />
        <div class="wide-only">
            <MenuItem label="Move with the arrow keys" glyph=Glyph::Handle on_press=grab />
            <div class="sizes" role="presentation">
                <MenuItem label="Wider" on_press=stretch(Step::Right) />
                <MenuItem label="Narrower" on_press=stretch(Step::Left) />
                <MenuItem label="Higher" on_press=stretch(Step::Down) />
                <MenuItem label="Lower" on_press=stretch(Step::Up) />
            </div>
        </div>
        <Tabs state />
        <MenuItem label="Duplicate" glyph=Glyph::Copy on_press=move |()| board.duplicate(&id()) />
        <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=move |()| board.remove(&id()) />
    }
}

/// The other tabs that the tile can go to.
#[component]
fn Tabs(state: TileState) -> impl IntoView {
    let board = use_board();
    let shown = untrack(|| tabs::shown(board));
    let others = untrack(|| tabs::all(board)).into_iter().filter(|tab| tab.id != shown);
    let items = others.map(|tab| {
        let label = format!("Move to {}", tab.title);
        view! { <MenuItem label glyph=Glyph::Next on_press=move |()| state.id.with_value(|id| board.put_on(id, &tab.id)) /> }
    });
    items.collect::<Vec<_>>()
}

fn question(state: TileState) -> Option<Question> {
    state
        .tile
        .with_untracked(|tile| tile.as_ref().map(|tile| tile.question.clone()))
}

/// The answer as it is now: gone into, under the picks of other tiles and the dashboard's filters.
fn taken(board: Board, state: TileState) -> Option<Taken> {
    let tile = state.tile.get_untracked()?;
    let (tile, filters) = untrack(|| {
        let asked = |id: &TileId| (board.as_asked(id, &tile), board.filters_for(id, &tile.question));
        state.id.with_value(asked)
    });
    let body = element(state).and_then(|tile| tile.query_selector(".tile-body").ok().flatten());
    Some(Taken {
        tile: Tile {
            title: untrack(|| state.title()),
            ..tile
        },
        filters,
        answer: state.answering.answer.get_untracked(),
        as_table: state.as_table.get_untracked(),
        size: body
            .map(|body| (f64::from(body.client_width()), f64::from(body.client_height())))
            .unwrap_or_default(),
    })
}

fn element(state: TileState) -> Option<HtmlElement> {
    let id = state.id.with_value(element_id);
    document().get_element_by_id(&id)?.dyn_into().ok()
}

fn fill_screen(state: TileState) {
    if let Some(tile) = element(state) {
        drop(tile.request_fullscreen());
    }
}
