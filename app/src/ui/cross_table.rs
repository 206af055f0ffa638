//! A cross table: groups at the side and across, totals, parts of them, and colours by size.

mod walking;

use crate::echarts::Spot;
use crate::ui::format;
use crate::ui::switch::Switch;
use crate::ui::table::Picked;
use leptos::prelude::*;
use spec::answer::{Answer, Format, FormatKind};
use spec::cross::{Cross, Shown};
use spec::value::Value;
use std::sync::Arc;
use walking::Heard;

/// More rows than this are in the table behind it.
const MOST_ROWS: usize = 500;

/// An answer as a cross table, with what its cells show and whether they are coloured.
#[component]
pub(crate) fn CrossTable(
    /// The answer.
    answer: Signal<Arc<Answer>>,
    /// What it is about, for screen readers.
    label: Signal<String>,
    /// The rows that are picked; the others are dimmed.
    picked: Signal<Option<Vec<usize>>>,
    /// Hears which cell is pressed.
    on_pick: Option<Callback<Picked>>,
    /// Hears where the menu of a row is asked for.
    on_menu: Option<Callback<Spot>>,
) -> impl IntoView {
    let heard = Heard { on_pick, on_menu };
    let shown = RwSignal::new(Shown::default());
    let heated = RwSignal::new(true);
    let has_totals = move || answer.with(|answer| Cross::of(answer).totals > 0);
    let ways = move || {
        let way = |way: Shown| {
            view! {
                <button
                    type="button"
                    class="pill"
                    class:on=move || shown.get() == way
                    aria-pressed=move || (shown.get() == way).to_string()
                    on:click=move |_| shown.set(way)
                >
                    {way.label()}
                </button>
            }
        };
        has_totals().then(|| Shown::ALL.map(way).collect_view())
    };
    view! {
        <div class="cross">
            <div class="cross-ways" role="group" aria-label="What the cells show">
                {ways}
                <span class="space"></span>
                <span class="quiet-text">"Colours"</span>
                <Switch label="Colour the cells by size" on=heated on_turn=move |on| heated.set(on) />
            </div>
            <div
                class="sheet"
                class:pickable=on_pick.is_some()
                tabindex="0"
                role="region"
                aria-label=move || label.get()
                on:click=move |event| walking::click(&event, heard, answer)
                on:contextmenu=move |event| walking::menu(&event, heard)
                on:keydown=move |event| walking::press(&event, heard, answer)
            >
                <table aria-label=move || label.get()>
                    {move || answer.with(|answer| cells(answer, shown.get(), heated.get(), picked))}
                </table>
            </div>
        </div>
    }
}

fn cells(answer: &Answer, shown: Shown, heated: bool, picked: Signal<Option<Vec<usize>>>) -> impl IntoView + use<> {
    let cross = Cross::of(answer);
    let table = &answer.table;
    let head = |column: &usize| {
        let name = table
            .columns
            .get(*column)
            .map(|column| column.name.clone())
            .unwrap_or_default();
        let is_figure = cross.figures.contains(column);
        let is_total = cross.is_total(*column);
        let at = is_figure.then_some(*column);
        view! {
            <th scope="col" class:number=is_figure class:sum=is_total title=name.clone() data-column=at tabindex="-1">
                {name.clone()}
            </th>
        }
    };
    let heads = cross.sides.iter().chain(&cross.figures).map(head).collect_view();
    let largest = cross.largest(table);
    let rows = (0..table.rows.len().min(MOST_ROWS)).map(|row| {
        let level = table.levels.get(row).copied().unwrap_or_default();
        let sides = cross
            .sides
            .iter()
            .map(|column| side(answer, &cross, row, *column))
            .collect_view();
        let figures = cross.figures.iter().map(|column| {
            let heat = cross.heat(table, row, *column, &largest).filter(|_| heated);
            figure(answer, &cross, (row, *column), shown, heat)
        });
        let is_grand = level > 0 && usize::from(level) == cross.sides.len();
        let is_sum = level > 0 && !is_grand;
        view! {
            <tr
                class:sum=is_sum
                class:grand=is_grand
                class:dimmed=move || picked.with(|picked| picked.as_ref().is_some_and(|rows| !rows.contains(&row)))
                data-row=row
            >
                {sides}
                {figures.collect_view()}
            </tr>
        }
    });
    view! {
        <thead><tr>{heads}</tr></thead>
        <tbody>{rows.collect_view()}</tbody>
    }
}

/// A name at the side; what is the same as above is left out, what sums up says so.
fn side(answer: &Answer, cross: &Cross, row: usize, column: usize) -> AnyView {
    let table = &answer.table;
    let level = usize::from(table.levels.get(row).copied().unwrap_or_default());
    let first_summed = cross.sides.len().saturating_sub(level);
    let value = table
        .rows
        .get(row)
        .and_then(|cells| cells.get(column))
        .cloned()
        .unwrap_or_default();
    let format = answer.formats.get(column).cloned().unwrap_or_default();
    let same = |above: &usize| {
        table.rows.get(row - 1).and_then(|cells| cells.get(*above))
            == table.rows.get(row).and_then(|cells| cells.get(*above))
    };
    let text = match column {
        column if level > 0 && column == first_summed => "Total".to_owned(),
        column if level > 0 && column > first_summed => String::new(),
        column if row > 0 && column + 1 < cross.sides.len() && (0..=column).collect::<Vec<_>>().iter().all(same) => {
            String::new()
        }
        _ => match format::cell(&value, &format) {
            name if name.is_empty() => "(empty)".to_owned(),
            name => name,
        },
    };
    view! { <th scope="row" title=text.clone() tabindex="-1">{text.clone()}</th> }.into_any()
}

fn figure(answer: &Answer, cross: &Cross, (row, column): (usize, usize), shown: Shown, heat: Option<i8>) -> AnyView {
    let percent = Format {
        kind: FormatKind::Percent,
        ..Format::default()
    };
    let text = match shown {
        Shown::Value => {
            let value = answer
                .table
                .rows
                .get(row)
                .and_then(|cells| cells.get(column))
                .cloned()
                .unwrap_or_default();
            format::cell(&value, &answer.formats.get(column).cloned().unwrap_or_default())
        }
        part => cross
            .part(&answer.table, row, column, part)
            .map(|part| format::cell(&Value::Float(part), &percent))
            .unwrap_or_default(),
    };
    let class = match heat {
        None | Some(0) => String::new(),
        Some(heat) if heat < 0 => format!("cold-{}", heat.unsigned_abs()),
        Some(heat) => format!("heat-{heat}"),
    };
    let is_total = cross.is_total(column);
    let class = format!("number {class}{}", if is_total { " sum" } else { "" });
    let text = if text.is_empty() { "–".to_owned() } else { text };
    view! { <td class=class data-column=column tabindex="-1">{text}</td> }.into_any()
}
