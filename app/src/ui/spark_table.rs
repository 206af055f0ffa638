//! A row for each value of a group: a small line over time, the last value and what changed.

use crate::ui::format;
use crate::ui::spark::Spark;
use crate::ui::table::Picked;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use spec::answer::{Answer, Format, FormatKind};
use spec::trend::Trend;
use spec::value::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// More rows than this are in the table.
const MOST_ROWS: usize = 200;

/// The rows of an answer by their group, each with a line for each measure.
#[component]
pub(crate) fn SparkTable(
    /// The answer.
    answer: Signal<Arc<Answer>>,
    /// What it is about, for screen readers.
    label: Signal<String>,
    /// The rows that are picked; the others are dimmed.
    picked: Signal<Option<Vec<usize>>>,
    /// Hears what is pressed.
    on_pick: Option<Callback<Picked>>,
) -> impl IntoView {
    let lines = Memo::new(move |_| answer.with(|answer| read(answer)));
    let head = move || lines.with(|lines| lines.head.clone());
    let heads = move || {
        let columns = lines.with(|lines| lines.columns.clone());
        let column = |(name, period): (String, String)| {
            view! {
                <th scope="col">{name}</th>
                <th scope="col" class="number">{period}</th>
                <th scope="col" class="number">"Change"</th>
            }
        };
        columns.into_iter().map(column).collect_view()
    };
    let rows = move || {
        let lines = lines.get();
        lines
            .rows
            .into_iter()
            .map(|line| view! { <Row line picked on_pick /> })
            .collect_view()
    };
    view! {
        <div class="sheet sparks" tabindex="0" role="region" aria-label=move || label.get()>
            <table aria-label=move || label.get()>
                <thead>
                    <tr>
                        <th scope="col">{head}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(line: Line, picked: Signal<Option<Vec<usize>>>, on_pick: Option<Callback<Picked>>) -> impl IntoView {
    let own = StoredValue::new(line.rows);
    let is_picked = move || {
        picked.with(|picked| {
            picked
                .as_ref()
                .is_some_and(|rows| own.with_value(|own| own.iter().any(|row| rows.contains(row))))
        })
    };
    let is_dimmed = move || picked.with(Option::is_some) && !is_picked();
    let pick = move |add: bool| {
        if let Some(heard) = on_pick {
            let rows = own.get_value();
            heard.run(Picked::rows(rows, add));
        }
    };
    let cell = |cell: Figure| {
        view! {
            <td><Spark trend=cell.trend /></td>
            <td class="number">{cell.last}</td>
            <td class="number change">{cell.change}</td>
        }
    };
    view! {
        <tr
            class:pickable=on_pick.is_some()
            class:picked=is_picked
            class:dimmed=is_dimmed
            tabindex=on_pick.is_some().then_some("0")
            on:click=move |event: MouseEvent| pick(event.shift_key() || event.ctrl_key() || event.meta_key())
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Enter" || event.key() == " " {
                    event.prevent_default();
                    pick(event.shift_key());
                }
            }
        >
            <th scope="row" title=line.name.clone()>{line.name.clone()}</th>
            {line.figures.into_iter().map(cell).collect_view()}
        </tr>
    }
}

/// What stands in a row beside its name, for each measure: its values over time, the last of them, what changed.
pub(crate) type Told = (Vec<f64>, String, String);

/// The heads and the rows for paper.
pub(crate) fn told(answer: &Answer) -> (Vec<String>, Vec<(String, Vec<Told>)>) {
    let lines = read(answer);
    let columns = lines.columns.into_iter();
    let heads = columns.flat_map(|(name, period)| [name, period, "Change".to_owned()]);
    let values = |trend: &Trend| trend.points.iter().map(|(_, value)| *value).collect();
    let rows = lines.rows.into_iter().map(|line| {
        let figures = line.figures.into_iter();
        let figures = figures.map(|figure| (values(&figure.trend), figure.last, figure.change));
        (line.name, figures.collect())
    });
    (std::iter::once(lines.head).chain(heads).collect(), rows.collect())
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Lines {
    head: String,
    /// Each measure, and the last period.
    columns: Vec<(String, String)>,
    rows: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq)]
struct Line {
    name: String,
    rows: Vec<usize>,
    figures: Vec<Figure>,
}

#[derive(Clone, Debug, PartialEq)]
struct Figure {
    trend: Trend,
    last: String,
    change: String,
}

/// The rows by their group, the largest last value first.
fn read(answer: &Answer) -> Lines {
    let (table, chart) = (&answer.table, &answer.chart);
    let position = |name: &Option<String>| name.as_ref().and_then(|name| table.position(name));
    let (Some(time), Some(group)) = (position(&chart.x), position(&chart.color)) else {
        return Lines::default();
    };
    let measures: Vec<usize> = chart.y.iter().filter_map(|name| table.position(name)).collect();
    let mut rows: Vec<Line> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let plain = |row: &usize| table.levels.get(*row).copied().unwrap_or_default() == 0;
    for row in (0..table.rows.len()).filter(plain) {
        let value = table
            .rows
            .get(row)
            .and_then(|row| row.get(group))
            .cloned()
            .unwrap_or_default();
        let name = named(&value, answer, group);
        let place = *places.entry(name.clone()).or_insert(rows.len());
        if place == rows.len() {
            rows.push(Line {
                name,
                rows: Vec::new(),
                figures: Vec::new(),
            });
        }
        if let Some(line) = rows.get_mut(place) {
            line.rows.push(row);
        }
    }
    for line in &mut rows {
        let figure = |measure: &usize| figure(answer, time, *measure, &line.rows);
        line.figures = measures.iter().map(figure).collect();
    }
    let last = |line: &Line| {
        line.figures
            .first()
            .and_then(|figure| figure.trend.last())
            .map_or(f64::NEG_INFINITY, |(_, value)| value)
    };
    rows.sort_by(|one, two| last(two).total_cmp(&last(one)));
    rows.truncate(MOST_ROWS);
    let column = |measure: &usize| {
        table
            .columns
            .get(*measure)
            .map(|column| column.name.clone())
            .unwrap_or_default()
    };
    Lines {
        head: chart.color.clone().unwrap_or_default(),
        columns: measures
            .iter()
            .map(|measure| (column(measure), "Last".to_owned()))
            .collect(),
        rows,
    }
}

fn figure(answer: &Answer, time: usize, measure: usize, rows: &[usize]) -> Figure {
    let trend = Trend::of(&answer.table, time, measure, rows.iter().copied());
    let format = answer.formats.get(measure).cloned().unwrap_or_default();
    let last = trend
        .last()
        .and_then(|(row, _)| answer.table.rows.get(row)?.get(measure));
    Figure {
        last: last.map(|value| format::cell(value, &format)).unwrap_or_default(),
        change: trend.change().map(change).unwrap_or_default(),
        trend,
    }
}

/// A change in percent, with its sign: +3.2%.
pub(crate) fn change(part: f64) -> String {
    let percent = Format {
        kind: FormatKind::Percent,
        ..Format::default()
    };
    let sign = if part > 0.0 { "+" } else { "" };
    format!("{sign}{}", format::cell(&Value::Float(part), &percent))
}

fn named(value: &Value, answer: &Answer, column: usize) -> String {
    let format = answer.formats.get(column).cloned().unwrap_or_default();
    match format::cell(value, &format) {
        name if name.is_empty() => "(empty)".to_owned(),
        name => name,
    }
}
