//! An answer as it is to be shown: a chart, a figure or a table.

use crate::echarts::{Brush, Plot, Spot};
use crate::notices::use_notices;
use crate::theme::use_theme;
use crate::ui::cross_table::CrossTable;
use crate::ui::figure::Figure;
use crate::ui::spark_table::SparkTable;
use crate::ui::table::{AnswerTable, Picked};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::{Answer, Level};
use spec::chart::Kind;
use std::sync::Arc;

/// The plot of a chart, once it is drawn: for its picture.
pub(crate) type PlotSlot = RwSignal<Option<Plot>, LocalStorage>;

/// An answer by its kind of chart. It fills the place that it is given.
#[component]
pub(crate) fn Chart(
    /// The answer.
    #[prop(into)]
    answer: Signal<Arc<Answer>>,
    /// What it is called, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The rows that are picked; the marks of the others are dimmed.
    #[prop(optional, into)]
    picked: Signal<Option<Vec<usize>>>,
    /// Hears what is picked.
    #[prop(optional, into)]
    on_pick: Option<Callback<Picked>>,
    /// Hears what is brushed.
    #[prop(optional, into)]
    on_brush: Option<Callback<Brush>>,
    /// Hears where the menu of a mark is asked for.
    #[prop(optional, into)]
    on_menu: Option<Callback<Spot>>,
    /// Whether the table is shown instead of the chart.
    #[prop(optional, into)]
    as_table: Signal<bool>,
    /// Where the drawn chart is put.
    #[prop(optional)]
    drawn: Option<PlotSlot>,
) -> impl IntoView {
    let shown = Memo::new(move |_| match answer.with(|answer| answer.chart.kind) {
        _ if as_table.get() => Kind::Table,
        Some(own) if own.is_html() => own,
        _ if answer.with(|answer| answer.option.is_null()) => Kind::Table,
        // Every kind that ECharts draws is one to the page.
        _ => Kind::Column,
    });
    let plot = drawn.unwrap_or_else(|| RwSignal::new_local(None));
    move || match shown.get() {
        Kind::Kpi => view! { <Figure answer /> }.into_any(),
        Kind::SparkTable => view! { <SparkTable answer label picked on_pick /> }.into_any(),
        Kind::Pivot => view! { <CrossTable answer label picked on_pick on_menu /> }.into_any(),
        Kind::Table => view! { <AnswerTable answer label picked on_pick on_menu /> }.into_any(),
        _ => view! { <Drawing answer label picked heard=Heard { on_pick, on_brush, on_menu } plot /> }.into_any(),
    }
}

/// Who hears of what is done on a chart.
#[derive(Clone, Copy)]
struct Heard {
    on_pick: Option<Callback<Picked>>,
    on_brush: Option<Callback<Brush>>,
    on_menu: Option<Callback<Spot>>,
}

#[component]
fn Drawing(
    answer: Signal<Arc<Answer>>,
    label: Signal<String>,
    picked: Signal<Option<Vec<usize>>>,
    heard: Heard,
    plot: PlotSlot,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let (notices, theme) = (use_notices(), use_theme());
    let walked = RwSignal::new((None, String::new()));
    node.on_load(move |element| {
        spawn_local(async move {
            match Plot::create(&element, theme.dark.get_untracked()).await {
                Ok(mut made) => {
                    listen(&mut made, heard);
                    // The chart may be gone by the time that the bridge is there.
                    drop(plot.try_set(Some(made)));
                }
                // The chart is gone from the page before it was drawn.
                Err(_) if !element.is_connected() => {}
                Err(_) => notices.tell(Level::Error, "The charts could not be loaded: reload the page"),
            }
        });
    });
    // An answer that the page lays out itself has no series: this chart is about to go.
    let drawn = move |answer: &Arc<Answer>| answer.option.get("series").map(|_| answer.option.to_string());
    let option = Memo::new(move |_| answer.with(drawn));
    Effect::new(move |_| {
        let (Some(option), picked) = (option.get(), picked.get()) else {
            return;
        };
        plot.with(|plot| {
            if let Some(plot) = plot
                && plot.set(&option, picked.as_deref()).is_err()
            {
                notices.tell(Level::Error, "This chart could not be drawn: its table has the figures");
            }
        });
    });
    Effect::new(move |before: Option<bool>| {
        let dark = theme.dark.get();
        if before.is_some_and(|before| before != dark) {
            // After the document's own attribute has changed.
            request_animation_frame(move || {
                plot.try_with_untracked(|plot| plot.as_ref().map(Plot::recolour));
            });
        }
        dark
    });
    on_cleanup(move || drop(plot.try_set(None)));
    let described = move || describe(&label.get(), &answer.get());
    let key = move |event: KeyboardEvent| press(&event, plot, walked, heard);
    view! {
        <div class="plot">
            <div node_ref=node class="canvas" role="img" tabindex="0" aria-label=described on:keydown=key></div>
            <span class="hidden-label" aria-live="polite">{move || walked.get().1}</span>
        </div>
    }
}

fn listen(plot: &mut Plot, heard: Heard) {
    if let Some(heard) = heard.on_pick {
        plot.on_pick(move |rows, add| heard.run(Picked::rows(rows, add)));
    }
    if let Some(heard) = heard.on_brush {
        plot.on_brush(move |brush| heard.run(brush));
    }
    if let Some(heard) = heard.on_menu {
        plot.on_menu(move |spot| heard.run(spot));
    }
}

/// Arrow keys walk the marks, Enter picks, the menu key opens the mark's menu.
fn press(event: &KeyboardEvent, plot: PlotSlot, walked: RwSignal<(Option<usize>, String)>, heard: Heard) {
    let asks_menu = event.key() == "ContextMenu" || (event.key() == "F10" && event.shift_key());
    if let (true, Some(on_menu)) = (asks_menu, heard.on_menu) {
        event.prevent_default();
        let place = event_target::<web_sys::Element>(event).get_bounding_client_rect();
        on_menu.run(Spot {
            row: walked.get_untracked().0,
            at: (place.left() + place.width() / 3.0, place.top() + place.height() / 3.0),
        });
        return;
    }
    let modified = event.alt_key() || event.ctrl_key() || event.meta_key();
    let step = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        "Home" => -1_000_000,
        "End" => 1_000_000,
        "Enter" | " " => 0,
        _ => return,
    };
    if modified {
        return;
    }
    event.prevent_default();
    if step != 0 {
        if let Some(mark) = plot.with_untracked(|plot| plot.as_ref().and_then(|plot| plot.walk(step))) {
            walked.set(mark);
        }
    } else if let (Some(heard), Some(row)) = (heard.on_pick, walked.get_untracked().0) {
        let (rows, add) = (vec![row], event.shift_key());
        heard.run(Picked::rows(rows, add));
    }
}

/// The chart in words: what it is called, and what its option says of itself.
fn describe(label: &str, answer: &Answer) -> String {
    let told = &answer.option["sextant"]["description"];
    let told = told.as_str().unwrap_or(&answer.headline);
    match (label.is_empty(), told.is_empty()) {
        (_, true) => label.to_owned(),
        (true, _) => told.to_owned(),
        _ => format!("{label}. {told}"),
    }
}
