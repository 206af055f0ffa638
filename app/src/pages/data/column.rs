//! The head of a column: its name and order, what is in it, and a field to find rows.

mod menu;

use super::pages::Pages;
use super::search;
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use menu::ColumnMenu;
use spec::answer::Format;
use spec::dataset::{Column, Dataset};
use spec::profile::{ColumnProfile, Profile, Role};
use spec::question::Order;
use spec::value::Value;
use std::sync::Arc;
use std::time::Duration;

/// How long after the last letter the rows are searched.
const PAUSE: Duration = Duration::from_millis(250);

/// The head of one column.
#[component]
pub(super) fn ColumnHead(
    /// The column.
    column: Column,
    /// Its dataset.
    dataset: Signal<Arc<Dataset>>,
    /// The rows.
    pages: Pages,
    /// What is in the columns, once it is known.
    profile: Signal<Option<Profile>>,
) -> impl IntoView {
    let name = StoredValue::new(column.name.clone());
    let format = StoredValue::new(format::of_column(&column));
    let order = Memo::new(move |_| {
        let sort = pages.sort.get()?;
        name.with_value(|name| sort.by == *name).then_some(sort.order)
    });
    let glyph = move || match order.get() {
        Some(Order::Descending) => Some(Glyph::Descending),
        Some(Order::Ascending) => Some(Glyph::Ascending),
        None => None,
    };
    let summary = Memo::new(move |_| {
        profile.with(|profile| {
            let columns = &profile.as_ref()?.columns;
            name.with_value(|name| columns.iter().find(|each| each.column.name == *name).cloned())
        })
    });
    view! {
        <div class="head-line">
        <button
            type="button"
            class="sorter"
            title=format!("{}: press to sort", column.name)
            aria-label=format!("Sort by {}", column.name)
            on:click=move |_| name.with_value(|name| pages.turn(name))
        >
            <span class="name">{column.name.clone()}</span>
            {move || glyph().map(|glyph| view! { <Icon glyph /> })}
        </button>
        <ColumnMenu column=column.clone() pages />
        </div>
        {move || summary.get().map(|summary| view! { <Summary summary rows=dataset.with(|dataset| dataset.rows) format /> })}
        <Find name kind=column.kind pages />
    }
}

/// The role, the shape of the values, and how many are missing.
#[component]
fn Summary(summary: ColumnProfile, rows: u64, format: StoredValue<Format>) -> impl IntoView {
    let range = format.with_value(|format| range(&summary, format));
    let nulls = match summary.nulls {
        0 => None,
        some => Some(format!("{} empty", share(some, rows))),
    };
    let facts = [Some(role(summary.role).to_owned()), nulls]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let bars = bars(&summary);
    let label = format!("{}: {range}, {facts}", summary.column.name);
    view! {
        <div class="summary" title=label>
            <span class="facts">{facts}</span>
            <svg class="bars" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
                {bars
                    .into_iter()
                    .map(|(x, width, height)| {
                        view! {
                            <rect
                                x=format!("{x:.2}")
                                y=format!("{:.2}", 24.0 - height)
                                width=format!("{width:.2}")
                                height=format!("{height:.2}")
                            ></rect>
                        }
                    })
                    .collect_view()}
            </svg>
            <span class="range">{range}</span>
        </div>
    }
}

/// A field that finds rows by this column.
#[component]
fn Find(name: StoredValue<String>, kind: spec::dataset::Type, pages: Pages) -> impl IntoView {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    on_cleanup(stop);
    let typed = move |text: String| {
        stop();
        let wait = set_timeout_with_handle(move || name.with_value(|name| pages.search(name, text.clone())), PAUSE);
        timer.set_value(wait.ok());
    };
    let start = name.with_value(|name| pages.searches.with_untracked(|searches| searches.get(name).cloned()));
    let example = search::example(kind);
    (!example.is_empty()).then(|| {
        view! {
            <input
                class="input find"
                type="search"
                aria-label=name.with_value(|name| format!("Find in {name}"))
                placeholder=example
                autocomplete="off"
                spellcheck="false"
                prop:value=start.unwrap_or_default()
                on:input:target=move |event| typed(event.target().value())
            />
        }
    })
}

/// The shape of the values as bars in a picture of 100 by 24: where each starts, how wide and how high it is.
pub(super) fn bars(summary: &ColumnProfile) -> Vec<(f64, f64, f64)> {
    let counts: Vec<u64> = match summary.histogram.is_empty() {
        true => summary.top.iter().map(|(_, count)| *count).collect(),
        false => summary.histogram.clone(),
    };
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    // A few values stand apart from each other; the bins of a histogram touch.
    let slots = counts.len().max(if summary.histogram.is_empty() { 4 } else { 1 }) as f64;
    let step = 100.0 / slots;
    let gap = if summary.histogram.is_empty() {
        step * 0.2
    } else {
        step * 0.08
    };
    let bar = |(index, count): (usize, &u64)| {
        let height = if *count == 0 {
            0.0
        } else {
            (*count as f64 / most * 24.0).max(1.0)
        };
        (index as f64 * step, step - gap, height)
    };
    counts.iter().enumerate().map(bar).collect()
}

/// From the smallest to the largest; for names, how many there are and which is most frequent.
fn range(summary: &ColumnProfile, format: &Format) -> String {
    let written = |value: &Value| format::cell(value, format);
    match (summary.histogram.is_empty(), summary.top.first()) {
        (false, _) => format!("{} – {}", written(&summary.min), written(&summary.max)),
        (true, Some((first, _))) if summary.distinct <= 1 => format!("all {}", written(first)),
        (true, Some((first, _))) => format!("{} · {}", kinds(summary.distinct), written(first)),
        (true, None) => kinds(summary.distinct),
    }
}

fn kinds(distinct: u64) -> String {
    format!("{} different", format::count(distinct))
}

/// A part of a whole, in percent.
pub(super) fn share(part: u64, whole: u64) -> String {
    match part as f64 / whole.max(1) as f64 * 100.0 {
        few if few < 0.1 => "under 0.1%".to_owned(),
        some if some < 10.0 => format!("{some:.1}%"),
        many => format!("{many:.0}%"),
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Measure => "quantity",
        Role::Rate => "rate",
        Role::Category => "category",
        Role::Time => "time",
        Role::Period => "period",
        Role::Place => "place",
        Role::Coordinate => "coordinate",
        Role::Identifier => "identifier",
        Role::Flag => "yes or no",
        Role::Text => "text",
    }
}
