//! One figure, large: with what changed since the period before where it is followed over time, else with the figures beside it.

use crate::ui::format;
use crate::ui::spark::Spark;
use crate::ui::spark_table::change;
use leptos::prelude::*;
use spec::answer::Answer;
use spec::trend::Trend;
use std::sync::Arc;

/// The first figure of an answer, with the name of its column.
#[component]
pub(crate) fn Figure(
    /// The answer.
    #[prop(into)]
    answer: Signal<Arc<Answer>>,
) -> impl IntoView {
    let shown = Memo::new(move |_| answer.with(|answer| read(answer)));
    let change = move || {
        shown.with(|shown| shown.change.clone()).map(|(part, since)| {
            view! {
                <span class="change">
                    <b>{part}</b>
                    <span>{since}</span>
                </span>
            }
        })
    };
    let line = move || {
        let trend = shown.with(|shown| shown.trend.clone());
        (trend.points.len() > 2).then(|| view! { <Spark trend /> })
    };
    let others = move || {
        let others = shown.with(|shown| shown.others.clone());
        let other = |(name, value): (String, String)| view! { <span>{name}" "<b>{value}</b></span> };
        (!others.is_empty()).then(|| view! { <div class="others">{others.into_iter().map(other).collect_view()}</div> })
    };
    view! {
        <div class="figure">
            <span class="value" title=move || shown.with(|shown| shown.value.clone())>
                {move || shown.with(|shown| shown.value.clone())}
            </span>
            <span class="name">{move || shown.with(|shown| shown.name.clone())}</span>
            {change}
            {line}
            {others}
        </div>
    }
}

/// The figure as it is written.
pub(crate) fn text(answer: &Answer) -> String {
    read(answer).value
}

/// A figure for paper: as it is written, what is said beside it, and its values over time.
pub(crate) fn told(answer: &Answer) -> (String, String, Vec<f64>) {
    let shown = read(answer);
    let change = shown.change.map(|(part, since)| format!("{part} {since}"));
    let others = shown.others.into_iter().map(|(name, value)| format!("{name} {value}"));
    let beside: Vec<_> = std::iter::once(shown.name).chain(change).chain(others).collect();
    let values = shown.trend.points.iter().map(|(_, value)| *value);
    (shown.value, beside.join(" · "), values.collect())
}

/// A figure and what stands beside it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    value: String,
    name: String,
    /// What changed, and since when.
    change: Option<(String, String)>,
    trend: Trend,
    /// The figures after the first.
    others: Vec<(String, String)>,
}

fn read(answer: &Answer) -> Shown {
    let table = &answer.table;
    let measured = answer.chart.y.first().and_then(|name| table.position(name));
    let measure = measured.unwrap_or(table.columns.len().saturating_sub(1));
    let name = table
        .columns
        .get(measure)
        .map(|column| column.name.clone())
        .unwrap_or_default();
    let time = answer.chart.x.as_ref().and_then(|name| table.position(name));
    let Some(time) = time.filter(|_| table.rows.len() > 1) else {
        let others = answer
            .chart
            .y
            .iter()
            .skip(1)
            .filter_map(|name| Some((name.clone(), table.position(name)?)));
        return Shown {
            value: or_dash(written(answer, 0, measure)),
            name,
            others: others
                .map(|(name, column)| (name, or_dash(written(answer, 0, column))))
                .collect(),
            ..Shown::default()
        };
    };
    let plain = |row: &usize| table.levels.get(*row).copied().unwrap_or_default() == 0;
    let trend = Trend::of(table, time, measure, (0..table.rows.len()).filter(plain));
    let Some((last, _)) = trend.last() else {
        return Shown {
            value: or_dash(String::new()),
            name,
            ..Shown::default()
        };
    };
    let before = trend.before().map(|(row, _)| written(answer, row, time));
    Shown {
        value: or_dash(written(answer, last, measure)),
        name: format!("{name}, {}", written(answer, last, time)),
        change: trend
            .change()
            .zip(before)
            .map(|(part, before)| (change(part), format!("since {before}"))),
        trend,
        others: Vec::new(),
    }
}

fn written(answer: &Answer, row: usize, column: usize) -> String {
    let value = answer.table.rows.get(row).and_then(|cells| cells.get(column));
    let format = answer.formats.get(column).cloned().unwrap_or_default();
    value.map(|value| format::cell(value, &format)).unwrap_or_default()
}

fn or_dash(text: String) -> String {
    if text.is_empty() { "–".to_owned() } else { text }
}
