//! One tile: its title, its chart, its tools.

mod body;
mod crumbs;
mod top;

use super::answering::{Answering, Wanted};
use super::board::{self, Board, How, use_board};
use super::content::PlainTile;
use super::drag::Drag;
use super::keyboard;
use super::mark_menu::MarkMenu;
use super::near;
use crate::echarts::Spot;
use crate::ui::chart::PlotSlot;
use body::TileBody;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use spec::chart::Kind;
use spec::dashboard::{Place, Tile, TileId};
use spec::phone::{Height, Width};
use top::TileTop;

/// What the parts of a tile share. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct TileState {
    /// Which tile.
    pub id: StoredValue<TileId>,
    /// What it is called.
    pub name: Memo<String>,
    /// The question and its chart, where it shows an answer.
    pub tile: Memo<Option<Tile>>,
    /// The same as it is asked now: gone into as far as it is, under the dashboard's parameters.
    pub asked: Memo<Option<Tile>>,
    /// Its answer.
    pub answering: Answering,
    /// Whether the table is shown instead of the chart.
    pub as_table: RwSignal<bool>,
    /// The drawn chart.
    pub plot: PlotSlot,
    /// Whether it is in view or nearly, once that is known.
    pub near: RwSignal<Option<bool>>,
    /// Where the menu of its marks is open.
    pub spot: RwSignal<Option<Spot>>,
}

impl TileState {
    fn new(board: Board, id: TileId) -> Self {
        let engine = board.engine;
        let near = RwSignal::new(None);
        let (own, slot) = (id.clone(), format!("tile {}", id.0));
        let tile = Memo::new(move |_| board.placed(&own)?.tile().cloned());
        let own = id.clone();
        let asked = Memo::new(move |_| tile.with(|tile| Some(board.as_asked(&own, tile.as_ref()?))));
        let own = id.clone();
        let wanted = Memo::new(move |_| {
            let tile = asked.get()?;
            let filters = board.filters_for(&own, &tile.question);
            Some(Wanted::new(tile, filters, engine))
        });
        let own = id.clone();
        let name = Memo::new(move |_| {
            board.dashboard.with(|dashboard| {
                let dashboard = dashboard.as_ref()?;
                Some(board::name(dashboard.placed(&own)?, dashboard))
            })
        });
        Self {
            id: StoredValue::new(id),
            name: Memo::new(move |_| name.get().unwrap_or_default()),
            tile,
            asked,
            answering: Answering::follow(board, slot, wanted, near),
            as_table: RwSignal::new(false),
            plot: RwSignal::new_local(None),
            near,
            spot: RwSignal::new(None),
        }
    }

    /// What it is called.
    pub(super) fn title(self) -> String {
        self.name.get()
    }

    /// How it is drawn.
    pub(super) fn kind(self) -> Option<Kind> {
        let answered = self.answering.answer.with(|answer| answer.as_ref()?.chart.kind);
        answered.or_else(|| self.tile.with(|tile| tile.as_ref()?.chart.kind))
    }
}

/// The `id` of a tile's element.
pub(super) fn element_id(id: &TileId) -> String {
    format!("tile-{}", id.0)
}

/// The place of a tile that is about to go.
const NOWHERE: Place = Place {
    x: 0,
    y: 0,
    width: 1,
    height: 1,
};

/// One tile on the canvas.
#[component]
pub(super) fn TileCard(id: TileId) -> impl IntoView {
    let board = use_board();
    let state = TileState::new(board, id.clone());
    let drag = Drag::new(board, id.clone());
    let element = element_id(&id);
    let node = NodeRef::<html::Article>::new();
    node.on_load(move |article| near::follow(&article, state.near));
    let is_chart = Memo::new(move |_| state.tile.with(Option::is_some));
    let own = StoredValue::new(id);
    let carried = Memo::new(move |_| {
        let carried = board.carried.get()?;
        own.with_value(|id| &carried.id == id)
            .then_some((carried.how, carried.by))
    });
    let picked = Memo::new(move |_| board.marks.with(|marks| own.with_value(|id| marks.contains_key(id))));
    let place = Memo::new(move |_| own.with_value(|id| board.place(id)));
    let phone = Memo::new(move |_| {
        board.phone.with(|order| {
            let at = order.iter().position(|(id, _)| own.with_value(|own| own == id))?;
            Some((at, order.get(at)?.1))
        })
    });
    let shape = move || phone.get().map(|(_, shape)| shape).unwrap_or_default();
    let style = move || {
        let place = place.get().unwrap_or(NOWHERE);
        let (x, y, width, height) = (place.x, place.y, place.width, place.height);
        format!(
            "--x:{x};--y:{y};--w:{width};--h:{height};{}{}",
            phone
                .get()
                .map(|(order, _)| format!("--order:{order};"))
                .unwrap_or_default(),
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
            node_ref=node
            id=element
            class="tile"
            class:plain=move || !is_chart.get()
            class:kpi=move || state.kind() == Some(Kind::Kpi)
            class:picked=move || picked.get()
            class:carried=move || carried.get().is_some()
            class:dragged=move || matches!(carried.get(), Some((_, Some(_))))
            data-width=move || width_word(shape().width)
            data-height=move || height_word(shape().height)
            tabindex="0"
            aria-label=move || state.title()
            style=style
            on:keydown=keys
        >
            {move || match is_chart.get() {
                true => view! {
                    <TileTop state drag />
                    <TileBody state />
                    <MarkMenu state />
                }
                    .into_any(),
                false => view! { <PlainTile state drag /> }.into_any(),
            }}
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

fn width_word(width: Width) -> Option<&'static str> {
    match width {
        Width::Auto => None,
        Width::Half => Some("half"),
        Width::Whole => Some("whole"),
        Width::Hidden => Some("hidden"),
    }
}

fn height_word(height: Height) -> Option<&'static str> {
    match height {
        Height::Auto => None,
        Height::Low => Some("low"),
        Height::Middle => Some("middle"),
        Height::High => Some("high"),
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
