//! The head of a column: its name and order, what is in it, and a field to find rows.

mod menu;

use super::pages::Pages;
use super::search;
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::shape::{bars, share};
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
