//! A dialog for what is drawn over a chart, and for small multiples.

mod lines;
mod notes;

use crate::ui::dialog::Dialog;
use crate::ui::field::Choose;
use leptos::prelude::*;
use lines::Lines;
use notes::Notes;
use spec::answer::Answer;
use spec::chart::Chart;
use spec::chart::overlay::{Height, Reference};
use std::sync::Arc;

/// Of how many values a moving average may be.
const WINDOWS: [u32; 5] = [3, 7, 12, 30, 90];

/// What the parts of the dialog share.
#[derive(Clone, Copy)]
struct Over {
    chart: Signal<Chart>,
    answer: Signal<Option<Arc<Answer>>>,
    on_change: Callback<Chart>,
}

impl Over {
    /// Changes the chart, at once.
    fn change(self, change: impl FnOnce(&mut Chart)) {
        let mut chart = self.chart.get_untracked();
        change(&mut chart);
        self.on_change.run(chart);
    }
}

/// What is drawn over a chart: a trend, averages, lines, notes; and whether it is drawn once for each value of a column.
#[component]
pub(crate) fn OverDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The tile's chart.
    #[prop(into)]
    chart: Signal<Chart>,
    /// Its answer.
    #[prop(into)]
    answer: Signal<Option<Arc<Answer>>>,
    /// Hears each change.
    #[prop(into)]
    on_change: Callback<Chart>,
) -> impl IntoView {
    let over = Over {
        chart,
        answer,
        on_change,
    };
    view! {
        <Dialog open title="Lines and small charts">
            <div class="condition">
                <Simple over />
                <Averages over />
                <Facets over />
                <Lines over />
                <Notes over />
            </div>
        </Dialog>
    }
}

/// What is on or off.
#[component]
fn Simple(over: Over) -> impl IntoView {
    let has = move |at: Height| {
        let line = Reference::line(at);
        over.chart.with(|chart| chart.references.contains(&line))
    };
    let turn = move |at: Height, on: bool| {
        let line = Reference::line(at);
        over.change(|chart| {
            chart.references.retain(|other| *other != line);
            if on {
                chart.references.push(line);
            }
        });
    };
    view! {
        <div class="choices">
            <Check
                label="Trend, with its equation"
                on=Signal::derive(move || over.chart.with(|chart| chart.trend))
                on_turn=move |on| over.change(|chart| chart.trend = on)
            />
            <Check
                label="Axis begins near the smallest value"
                on=Signal::derive(move || over.chart.with(|chart| chart.fitted))
                on_turn=move |on| over.change(|chart| chart.fitted = on)
            />
            <Check
                label="Line at the average"
                on=Signal::derive(move || has(Height::Average))
                on_turn=move |on| turn(Height::Average, on)
            />
            <Check
                label="Line at the median"
                on=Signal::derive(move || has(Height::Median))
                on_turn=move |on| turn(Height::Median, on)
            />
        </div>
    }
}

#[component]
fn Check(label: &'static str, #[prop(into)] on: Signal<bool>, #[prop(into)] on_turn: Callback<bool>) -> impl IntoView {
    view! {
        <label>
            <input type="checkbox" prop:checked=on on:change:target=move |event| on_turn.run(event.target().checked()) />
            <span class="name">{label}</span>
        </label>
    }
}

#[component]
fn Averages(over: Over) -> impl IntoView {
    let none = std::iter::once((String::new(), "None".to_owned()));
    let windows = WINDOWS.map(|window| (window.to_string(), format!("Of {window} values")));
    let choices = none.chain(windows).collect::<Vec<_>>();
    let now = Signal::derive(move || {
        let window = over.chart.with(|chart| chart.moving_average);
        window.map(|window| window.to_string()).unwrap_or_default()
    });
    let choose = move |chosen: String| over.change(|chart| chart.moving_average = chosen.parse().ok());
    view! { <Choose label="Moving average" choices=Signal::stored(choices) value=now on_choose=choose /> }
}

/// A small chart for each value of a column that holds names or parts of the calendar.
#[component]
fn Facets(over: Over) -> impl IntoView {
    let choices = Signal::derive(move || {
        let names = over.answer.with(|answer| answer.as_ref().map(|answer| groups(answer)));
        let names = names.unwrap_or_default().into_iter();
        let none = std::iter::once((String::new(), "Nothing: one chart".to_owned()));
        none.chain(names.map(|name| (name.clone(), name))).collect::<Vec<_>>()
    });
    let now = Signal::derive(move || over.chart.with(|chart| chart.facet.clone()).unwrap_or_default());
    let choose = move |chosen: String| {
        over.change(|chart| {
            chart.facet = Some(chosen).filter(|name| !name.is_empty());
            let taken = |name: &Option<String>| name.is_some() && *name == chart.facet;
            if taken(&chart.x) {
                chart.x = None;
            }
            if taken(&chart.color) {
                chart.color = None;
            }
        });
    };
    view! { <Choose label="A small chart for each" choices value=now on_choose=choose /> }
}

/// The answer's columns that are not measured.
fn groups(answer: &Answer) -> Vec<String> {
    let columns = answer.table.columns.iter().map(|column| &column.name);
    let free = columns.filter(|name| !answer.chart.y.contains(name));
    free.cloned().collect()
}
