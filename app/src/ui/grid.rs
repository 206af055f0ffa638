//! Rows and columns of any number: only those in sight are in the page.

mod hold;
mod window;

use crate::ui::format;
use hold::Hold;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::{html, leptos_dom::helpers::request_animation_frame};
use spec::answer::Format;
use spec::value::Value;
use std::sync::Arc;
use window::{Extent, Sight};

/// One column of a grid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridColumn {
    /// Its name.
    pub name: String,
    /// How its cells are written.
    pub format: Format,
    /// How wide it is, in pixels.
    pub width: f64,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// A value.
    Value(Value),
    /// It is not there yet.
    Pending,
    /// A word that stands where a value would.
    Word(&'static str),
    /// It belongs to the word before it.
    Merged,
}

/// How a row looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RowLook {
    /// As the others.
    #[default]
    Plain,
    /// It is picked.
    Picked,
    /// Others are picked.
    Dimmed,
    /// It sums up rows above it.
    Sum,
    /// It sums up all rows.
    Grand,
}

/// Which rows are in sight, from the first to before the last.
pub(crate) type Span = std::ops::Range<u64>;

/// A table that scrolls inside itself, in both directions.
#[component]
pub(crate) fn Grid(
    /// What it is a table of, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Its columns.
    #[prop(into)]
    columns: Signal<Arc<Vec<GridColumn>>>,
    /// How many rows there are.
    #[prop(into)]
    rows: Signal<u64>,
    /// The cell of a row and a column; what it reads is followed.
    #[prop(into)]
    cell: Callback<(u64, usize), Cell>,
    /// What stands in a column's head; its name when absent.
    #[prop(optional, into)]
    head: Option<Callback<usize, AnyView>>,
    /// Hears which rows are in sight.
    #[prop(optional, into)]
    on_sight: Option<Callback<Span>>,
    /// How a row looks.
    #[prop(optional, into)]
    look: Option<Callback<u64, RowLook>>,
    /// Hears which row was pressed, and whether to add it to those picked.
    #[prop(optional_no_strip)]
    on_pick: Option<Callback<(u64, bool)>>,
    /// Hears of which row a menu was asked for, and where, in pixels of the window.
    #[prop(optional_no_strip)]
    on_menu: Option<Callback<(u64, (f64, f64))>>,
    /// Goes back to the top when it changes.
    #[prop(optional, into)]
    reset: MaybeProp<u64>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let extent = RwSignal::new(Extent::default());
    let measure = move || {
        // A frame or a resize may come when the grid is gone.
        if let (Some(Some(element)), Some(before)) = (node.try_get_untracked(), extent.try_get_untracked()) {
            let seen = Extent::of(&element);
            if before != seen {
                extent.set(seen);
            }
        }
    };
    let resize = StoredValue::new_local(window::observe(measure));
    node.on_load(move |element| {
        resize.with_value(|observer| observer.observe(&element));
        request_animation_frame(measure);
    });
    on_cleanup(move || resize.with_value(web_sys::ResizeObserver::disconnect));
    let sight = Memo::new(move |_| columns.with(|columns| Sight::of(extent.get(), rows.get(), columns)));
    Effect::new(move |_| {
        let span = sight.get().rows;
        if let Some(heard) = on_sight {
            heard.run(span);
        }
    });
    Effect::new(move |before: Option<Option<u64>>| {
        let now = reset.get();
        if let (Some(element), true) = (node.get_untracked(), before.is_some_and(|before| before != now)) {
            element.set_scroll_top(0);
        }
        now
    });
    let parts = Parts {
        columns,
        cell,
        look,
        on_pick,
        on_menu,
    };
    view! {
        <div class="sheet" node_ref=node tabindex="0" role="region" aria-label=move || label.get() on:scroll=move |_| measure()>
            <table
                aria-label=move || label.get()
                aria-rowcount=move || (rows.get() + 1).to_string()
                aria-colcount=move || columns.with(|columns| columns.len()).to_string()
                style:width=move || format!("{}px", columns.with(|columns| window::total(columns)))
            >
                <thead>
                    <Head columns sight head />
                </thead>
                <tbody>
                    <Gap height=Signal::derive(move || sight.get().above) />
                    <For each=move || sight.get().rows key=|row| *row let:row>
                        <Row row sight parts />
                    </For>
                    <Gap height=Signal::derive(move || sight.get().below) />
                </tbody>
            </table>
        </div>
    }
}

#[derive(Clone, Copy)]
struct Parts {
    columns: Signal<Arc<Vec<GridColumn>>>,
    cell: Callback<(u64, usize), Cell>,
    look: Option<Callback<u64, RowLook>>,
    on_pick: Option<Callback<(u64, bool)>>,
    on_menu: Option<Callback<(u64, (f64, f64))>>,
}

#[component]
fn Gap(height: Signal<f64>) -> impl IntoView {
    move || {
        let height = height.get();
        (height > 0.0).then(|| view! { <tr class="gap" aria-hidden="true" style:height=format!("{height}px")></tr> })
    }
}

#[component]
fn Head(
    columns: Signal<Arc<Vec<GridColumn>>>,
    sight: Memo<Sight>,
    head: Option<Callback<usize, AnyView>>,
) -> impl IntoView {
    let shown = Memo::new(move |_| sight.get().columns);
    move || {
        let all = columns.get();
        let shown = shown.get();
        let cells = shown.clone().filter_map(|index| Some((index, all.get(index)?.clone())));
        let cells = cells.map(|(index, column)| {
            let content = match head {
                Some(head) => head.run(index),
                None => column.name.clone().into_any(),
            };
            view! {
                <th
                    scope="col"
                    class:number=format::is_number(&column.format)
                    title=column.name.clone()
                    aria-colindex=(index + 1).to_string()
                    style:width=format!("{}px", column.width)
                >
                    {content}
                </th>
            }
        });
        let cells: Vec<_> = cells.collect();
        let (left, right) = (
            window::total(&all[..shown.start.min(all.len())]),
            window::total(&all[shown.end.min(all.len())..]),
        );
        view! {
            <tr aria-rowindex="1">
                {(left > 0.0).then(|| view! { <td class="gap side" style:width=format!("{left}px")></td> })}
                {cells}
                {(right > 0.0).then(|| view! { <td class="gap side" style:width=format!("{right}px")></td> })}
            </tr>
        }
    }
}

#[component]
fn Row(row: u64, sight: Memo<Sight>, parts: Parts) -> impl IntoView {
    let shown = Memo::new(move |_| sight.get().columns);
    let look = Memo::new(move |_| parts.look.map(|look| look.run(row)).unwrap_or_default());
    let pickable = parts.on_pick.is_some();
    let pick = move |add: bool| {
        if let Some(heard) = parts.on_pick {
            heard.run((row, add));
        }
    };
    let has_menu = parts.on_menu.is_some();
    let hold = Hold::new(move |at| {
        if let Some(heard) = parts.on_menu {
            heard.run((row, at));
        }
    });
    let key = move |event: KeyboardEvent| {
        if pickable && (event.key() == "Enter" || event.key() == " ") {
            event.prevent_default();
            pick(event.shift_key());
        } else if has_menu {
            hold.key(&event);
        }
    };
    // Rows that only have a menu are one stop of the keyboard; the arrow keys walk them.
    let stop = move || match (pickable, has_menu) {
        (true, _) => Some("0"),
        (false, true) => Some(if sight.get().rows.start == row { "0" } else { "-1" }),
        (false, false) => None,
    };
    let cells = move || {
        let all = parts.columns.get();
        let shown = shown.get();
        let before = (shown.start > 0).then(|| view! { <td class="gap side"></td> });
        let after = (shown.end < all.len()).then(|| view! { <td class="gap side"></td> });
        let cells = shown.filter_map(|index| all.get(index).map(|column| (index, column.format.clone())));
        let cells: Vec<_> = cells
            .map(|(index, format)| body_cell(parts.cell.run((row, index)), &format))
            .collect();
        view! { {before} {cells} {after} }
    };
    view! {
        <tr
            aria-rowindex=(row + 2).to_string()
            class:pickable=pickable
            class:picked=move || look.get() == RowLook::Picked
            class:dimmed=move || look.get() == RowLook::Dimmed
            class:sum=move || look.get() == RowLook::Sum
            class:grand=move || look.get() == RowLook::Grand
            tabindex=stop
            on:click=move |event: MouseEvent| pick(event.shift_key() || event.ctrl_key() || event.meta_key())
            on:keydown=key
            on:contextmenu=move |event| if has_menu { hold.click(&event) }
            on:pointerdown=move |event| if has_menu { hold.press(&event) }
            on:pointermove=move |event| hold.moved(&event)
            on:pointerup=move |_| hold.end()
            on:pointercancel=move |_| hold.end()
        >
            {cells}
        </tr>
    }
}

fn body_cell(cell: Cell, format: &Format) -> AnyView {
    let number = format::is_number(format);
    match cell {
        Cell::Pending => view! { <td class="null" class:number=number>"…"</td> }.into_any(),
        Cell::Word(word) => view! { <td title=word>{word}</td> }.into_any(),
        Cell::Merged => view! { <td class="merged"></td> }.into_any(),
        Cell::Value(Value::Null) => view! { <td class="null" class:number=number title="No value">"–"</td> }.into_any(),
        Cell::Value(value) => {
            let text = format::cell(&value, format);
            let title = text.clone();
            view! { <td class:number=number title=title>{text}</td> }.into_any()
        }
    }
}
