//! What a tile shows: its chart, that it is on its way, or why there is none.

use super::TileState;
use crate::pages::dashboard::board::use_board;
use crate::pages::dashboard::picks;
use crate::route::Route;
use crate::ui::advice::AdviceLine;
use crate::ui::chart::Chart;
use crate::ui::figure;
use leptos::prelude::*;
use spec::answer::Answer;
use spec::chart::Kind;
use spec::dashboard::Tile;
use spec::edit::Edit;
use std::sync::Arc;

/// The chart, a skeleton before it, or what is wrong.
#[component]
pub(super) fn TileBody(state: TileState) -> impl IntoView {
    let board = use_board();
    let answering = state.answering;
    let shown = Memo::new(move |_| answering.answer.with(Option::is_some));
    let bare = Memo::new(move |_| {
        let is_bare = answering
            .answer
            .with(|answer| answer.as_ref().is_some_and(|answer| is_bare(answer)));
        is_bare && !state.as_table.get()
    });
    let answer = Signal::derive(move || answering.answer.get().unwrap_or_else(|| Arc::new(Default::default())));
    let picked = Signal::derive(move || picks::rows(board, state));
    let label = Signal::derive(move || state.title());
    let picking = Memo::new(move |_| state.asked.with(|tile| tile.as_ref().is_some_and(picks::can_pick)));
    let chart = move || {
        let (as_table, drawn) = (state.as_table, state.plot);
        let on_pick = Callback::new(move |pressed| picks::press(board, state, &pressed));
        let on_brush = Callback::new(move |brush| picks::brush(board, state, &brush));
        let on_menu = Callback::new(move |spot| state.spot.set(Some(spot)));
        match picking.get() {
            true => view! { <Chart answer label picked on_pick on_brush on_menu as_table drawn /> }.into_any(),
            false => view! { <Chart answer label on_brush on_menu as_table drawn /> }.into_any(),
        }
    };
    view! {
        <div class="tile-body" class:stale=move || answering.waiting.get() && shown.get()>
            {move || match (answering.problem.get(), shown.get()) {
                (None, true) if bare.get() => view! { <NoRows state /> }.into_any(),
                (Some(problem), _) => view! {
                    <div class="tile-problem" role="group" aria-label="This tile has no answer">
                        <p>{problem.message}</p>
                        {problem.hint.map(|hint| view! { <p class="hint">{hint}</p> })}
                        {(problem.code == "no_dataset").then(|| view! { <a class="button small" href=Route::Data(None).href()>"Open a file"</a> })}
                    </div>
                }
                    .into_any(),
                (None, true) => view! {
                    {chart}
                    <Whole state />
                    <Honest state />
                }
                    .into_any(),
                (None, false) => view! { <div class="skeleton late" aria-label="Working out the answer" role="img"></div> }.into_any(),
            }}
        </div>
    }
}

/// Whether a chart would be drawn of nothing; a figure and a table say it themselves.
fn is_bare(answer: &Answer) -> bool {
    let is_told = matches!(answer.chart.kind, Some(Kind::Kpi | Kind::Table) | None);
    answer.table.rows.is_empty() && !is_told
}

/// In place of a chart without marks.
#[component]
fn NoRows(state: TileState) -> impl IntoView {
    let is_filtered = move || {
        let whole = state.answering.whole.get();
        whole.is_some_and(|whole| !whole.table.rows.is_empty())
    };
    view! {
        <div class="tile-problem" role="group" aria-label="This tile has no rows">
            <p>"No rows"</p>
            <Show when=is_filtered>
                <p class="hint">"The filters and picks leave none: clear one, or choose more"</p>
            </Show>
        </div>
    }
}

/// What is to be said of the chart as it is without picks.
#[component]
fn Honest(state: TileState) -> impl IntoView {
    let board = use_board();
    let place = state.id.with_value(|id| id.0.clone());
    let advised = Signal::derive(move || {
        let is_there = state.answering.whole.with(Option::is_some) && !state.as_table.get();
        let is_seen = state.near.get() == Some(true);
        (is_there && is_seen).then(|| state.asked.get()).flatten()
    });
    let change = move |tile: Tile| {
        let id = state.id.get_value();
        let Some(before) = state.tile.get_untracked() else {
            return;
        };
        let draw = Edit::Draw {
            id: id.clone(),
            chart: tile.chart,
        };
        let is_asked_anew = state
            .asked
            .with_untracked(|asked| asked.as_ref().is_some_and(|asked| asked.question != tile.question));
        board.edit(match is_asked_anew && before.question != tile.question {
            true => Edit::All(vec![
                Edit::Ask {
                    id,
                    question: tile.question,
                },
                draw,
            ]),
            false => draw,
        });
    };
    view! { <AdviceLine place tile=advised on_change=change /> }
}

/// Below a figure that picks have changed: what it is without them.
#[component]
fn Whole(state: TileState) -> impl IntoView {
    let told = move || {
        let (answer, whole) = (state.answering.answer.get()?, state.answering.whole.get()?);
        let changed = state.kind() == Some(Kind::Kpi) && answer.table != whole.table;
        changed.then(|| format!("{} without filters", figure::text(&whole)))
    };
    move || told().map(|told| view! { <p class="tile-whole">{told}</p> })
}
