//! One tile: its title, its chart, its tools.

use super::answering::{Answering, Wanted};
use super::board::{Board, How, use_board};
use super::drag::Drag;
use super::picks;
use super::tile_menu::TileMenu;
use super::title::Title;
use super::{keyboard, notes::NotesMark};
use crate::engine::use_engine;
use crate::route::Route;
use crate::ui::button::IconButton;
use crate::ui::chart::{Chart, PlotSlot};
use crate::ui::figure;
use crate::ui::icon::{Glyph, Icon};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use spec::chart::Kind;
use spec::dashboard::{Tile, TileId};
use spec::edit::Edit;
use spec::question::Question;
use std::sync::Arc;

/// What the parts of a tile share. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct TileState {
    /// Which tile.
    pub id: StoredValue<TileId>,
    /// The tile, while it is there.
    pub tile: Memo<Option<Tile>>,
    /// Its answer.
    pub answering: Answering,
    /// Whether the table is shown instead of the chart.
    pub as_table: RwSignal<bool>,
    /// The drawn chart.
    pub plot: PlotSlot,
}

impl TileState {
    fn new(board: Board, id: TileId) -> Self {
        let engine = use_engine();
        let (own, slot) = (id.clone(), format!("tile {}", id.0));
        let tile = Memo::new(move |_| board.placed(&own).map(|placed| placed.tile));
        let own = id.clone();
        let wanted = Memo::new(move |_| {
            let tile = tile.get()?;
            let filters = match &tile.question {
                Question::Query(query) => board
                    .selection
                    .with(|selection| selection.filters_for(&own, &query.from)),
                Question::Sql(_) => Vec::new(),
            };
            Some(Wanted::new(tile, filters, engine))
        });
        Self {
            id: StoredValue::new(id),
            tile,
            answering: Answering::follow(engine, slot, wanted),
            as_table: RwSignal::new(false),
            plot: RwSignal::new_local(None),
        }
    }

    /// What it is called.
    pub(super) fn title(self) -> String {
        self.tile
            .with(|tile| tile.as_ref().map(|tile| tile.title.clone()))
            .unwrap_or_default()
    }

    fn kind(self) -> Option<Kind> {
        let answered = self.answering.answer.with(|answer| answer.as_ref()?.chart.kind);
        answered.or_else(|| self.tile.with(|tile| tile.as_ref()?.chart.kind))
    }
}

/// The `id` of a tile's element.
pub(super) fn element_id(id: &TileId) -> String {
    format!("tile-{}", id.0)
}

/// One tile on the canvas.
#[component]
pub(super) fn TileCard(id: TileId) -> impl IntoView {
    let board = use_board();
    let state = TileState::new(board, id.clone());
    let drag = Drag::new(board, id.clone());
    let own = StoredValue::new(id.clone());
    let carried = Memo::new(move |_| {
        let carried = board.carried.get()?;
        own.with_value(|id| &carried.id == id)
            .then_some((carried.how, carried.by))
    });
    let picked = Memo::new(move |_| board.marks.with(|marks| own.with_value(|id| marks.contains_key(id))));
    let place = Memo::new(move |_| own.with_value(|id| board.place(id)));
    let style = move || {
        let place = place.get().unwrap_or(spec::dashboard::Place {
            x: 0,
            y: 0,
            width: 1,
            height: 1,
        });
        let (x, y, width, height) = (place.x, place.y, place.width, place.height);
        format!(
            "--x:{x};--y:{y};--w:{width};--h:{height};{}",
            shift(board, own, carried.get())
        )
    };
    let keys = move |event: KeyboardEvent| {
        if own.with_value(|id| keyboard::press_tile(board, id, &event)) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <article
            id=element_id(&id)
            class="tile"
            class:kpi=move || state.kind() == Some(Kind::Kpi)
            class:picked=move || picked.get()
            class:carried=move || carried.get().is_some()
            class:dragged=move || matches!(carried.get(), Some((_, Some(_))))
            tabindex="0"
            aria-label=move || state.title()
            style=style
            on:keydown=keys
        >
            <TileTop state drag />
            <TileBody state />
            <div
                class="corner"
                aria-hidden="true"
                title="Drag to resize"
                on:pointerdown=move |event| drag.press(&event, How::Stretch)
                on:pointermove=move |event| drag.follow(&event)
                on:pointerup=move |_| drag.release()
                on:pointercancel=move |_| drag.cancel()
            ></div>
        </article>
    }
}

/// A tile under the pointer is where it was, moved by as much as the pointer; one that is resized takes its new size.
fn shift(board: Board, id: StoredValue<TileId>, carried: Option<(How, Option<(f64, f64)>)>) -> String {
    let Some((How::Move, Some((right, down)))) = carried else {
        return String::new();
    };
    let rest = id.with_value(|id| board.placed(id)).map(|placed| placed.place);
    rest.map_or_else(String::new, |rest| {
        format!("--x:{};--y:{};translate:{right}px {down}px", rest.x, rest.y)
    })
}

#[component]
fn TileTop(state: TileState, drag: Drag) -> impl IntoView {
    let board = use_board();
    let editing = RwSignal::new(false);
    Effect::new(move |_| {
        let asked = board.renaming.get();
        if asked.is_some() && state.id.with_value(|id| asked.as_ref() == Some(id)) {
            editing.set(true);
            board.renaming.set(None);
        }
    });
    let rename = move |title: String| {
        board.edit(Edit::Rename {
            id: state.id.get_value(),
            title,
        });
        state.id.with_value(keyboard::focus);
    };
    let headline = move || {
        let answer = state.answering.answer.get();
        answer
            .map(|answer| answer.headline.clone())
            .filter(|headline| !headline.is_empty())
    };
    let handle_keys = move |event: KeyboardEvent| {
        if state.id.with_value(|id| keyboard::press_handle(board, id, &event)) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <header
            class="tile-top"
            on:pointerdown=move |event| {
                if event.pointer_type() != "touch" {
                    drag.press(&event, How::Move);
                }
            }
            on:pointermove=move |event| drag.follow(&event)
            on:pointerup=move |_| drag.release()
            on:pointercancel=move |_| drag.cancel()
        >
            <div class="tile-name">
                <Title level=2 value=Signal::derive(move || state.title()) editing on_change=rename />
                {move || headline().map(|headline| view! { <p class="tile-sub" title=headline.clone()>{headline.clone()}</p> })}
            </div>
            <div class="tile-tools">
                <NotesMark state />
                <IconButton
                    small=true
                    label=Signal::derive(move || if state.as_table.get() { "Chart" } else { "Table" }.to_owned())
                    glyph=Signal::derive(move || if state.as_table.get() { Glyph::Chart } else { Glyph::Table })
                    on_press=move |()| state.as_table.update(|on| *on = !*on)
                />
                <button
                    type="button"
                    class="button quiet only-icon small handle"
                    title="Move: drag, or press Enter and use the arrow keys"
                    aria-label=move || format!("Move {}", state.title())
                    on:keydown=handle_keys
                    on:pointerdown=move |event| drag.press(&event, How::Move)
                >
                    <Icon glyph=Glyph::Handle />
                </button>
                <TileMenu state />
            </div>
        </header>
    }
}

#[component]
fn TileBody(state: TileState) -> impl IntoView {
    let board = use_board();
    let answering = state.answering;
    let shown = Memo::new(move |_| answering.answer.with(Option::is_some));
    let answer = Signal::derive(move || answering.answer.get().unwrap_or_else(|| Arc::new(Default::default())));
    let picked = Signal::derive(move || picks::rows(board, state));
    let label = Signal::derive(move || state.title());
    let picking = Memo::new(move |_| state.tile.with(|tile| tile.as_ref().is_some_and(picks::can_pick)));
    let chart = move || {
        let (as_table, drawn) = (state.as_table, state.plot);
        let on_pick = Callback::new(move |pressed| picks::press(board, state, &pressed));
        let on_brush = Callback::new(move |brush| picks::brush(board, state, &brush));
        match picking.get() {
            true => view! { <Chart answer label picked on_pick on_brush as_table drawn /> }.into_any(),
            false => view! { <Chart answer label on_brush as_table drawn /> }.into_any(),
        }
    };
    view! {
        <div class="tile-body" class:stale=move || answering.waiting.get() && shown.get()>
            {move || match (answering.problem.get(), shown.get()) {
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
                }
                    .into_any(),
                (None, false) => view! { <div class="skeleton late" aria-label="Working out the answer" role="img"></div> }.into_any(),
            }}
        </div>
    }
}

/// Below a figure that picks have changed: what it is without them.
#[component]
fn Whole(state: TileState) -> impl IntoView {
    let told = move || {
        let (answer, whole) = (state.answering.answer.get()?, state.answering.whole.get()?);
        let changed = state.kind() == Some(Kind::Kpi) && answer.table != whole.table;
        changed.then(|| format!("{} without picks", figure::text(&whole)))
    };
    move || told().map(|told| view! { <p class="tile-whole">{told}</p> })
}
