//! One column of the report: its facts in a line, the rest when it is opened.

use super::words;
use crate::ui::format;
use crate::ui::shape::{bars, share};
use leptos::prelude::*;
use spec::answer::Format;
use spec::report::{ColumnReport, Outliers};
use spec::value::Value;

/// A column.
#[component]
pub(super) fn OneColumn(column: ColumnReport, rows: u64) -> impl IntoView {
    let open = RwSignal::new(false);
    let profile = &column.profile;
    let name = profile.column.name.clone();
    let kind = words::kind(profile.column.kind);
    let meaning = words::meaning(column.meaning);
    let facts = match kind.eq_ignore_ascii_case(meaning) {
        true => kind.to_owned(),
        false => format!("{kind} · {meaning}"),
    };
    let empty = (profile.nulls > 0).then(|| format!("{} empty", share(profile.nulls, rows)));
    let mark = column.personal.map(words::personal);
    let kept = StoredValue::new(column.clone());
    view! {
        <details
            class="column-found"
            on:toggle:target=move |event| open.set(event.target().has_attribute("open"))
        >
            <summary>
                <span class="column-name">
                    <b title=name.clone()>{name.clone()}</b>
                    <span class="small-text">{facts}</span>
                </span>
                {mark.map(|(mark, told)| view! { <span class="mark" title=told>{mark}</span> })}
                {empty.map(|empty| view! { <span class="small-text">{empty}</span> })}
            </summary>
            <Show when=move || open.get()>
                <Inside column=kept.get_value() rows />
            </Show>
        </details>
    }
}

#[component]
fn Inside(column: ColumnReport, rows: u64) -> impl IntoView {
    let profile = &column.profile;
    let format = format::of_column(&profile.column);
    let pairs = pairs(&column, rows, &format);
    let bars = (!profile.histogram.is_empty()).then(|| view! { <Histogram column=column.clone() /> });
    let top = (!profile.top.is_empty()).then(|| view! { <Top column=column.clone() rows /> });
    let quantiles = (column.quantiles.len() == 5).then(|| quantiles(&column.quantiles, &format));
    let outliers = column.outliers.as_ref().and_then(|outliers| told(outliers, &format));
    view! {
        <div class="column-inside">
            {bars}
            <dl class="report">
                {pairs.into_iter().map(|(what, says)| view! { <dt>{what}</dt> <dd>{says}</dd> }).collect_view()}
            </dl>
            {quantiles}
            {outliers.map(|told| view! { <p class="small-text">{told}</p> })}
            {top}
        </div>
    }
}

fn pairs(column: &ColumnReport, rows: u64, format: &Format) -> Vec<(&'static str, String)> {
    let profile = &column.profile;
    let written = |value: &Value| (!value.is_null()).then(|| format::cell(value, format));
    let range = written(&profile.min)
        .zip(written(&profile.max))
        .map(|(low, high)| format!("{low} – {high}"));
    let facts = [
        ("Different values", Some(format::count(profile.distinct))),
        (
            "Empty cells",
            Some(match profile.nulls {
                0 => "none".to_owned(),
                some => format!("{} ({})", format::count(some), share(some, rows)),
            }),
        ),
        ("Range", range),
        ("Average", profile.mean.and_then(|mean| written(&Value::Float(mean)))),
    ];
    facts
        .into_iter()
        .filter_map(|(what, says)| Some((what, says?)))
        .collect()
}

#[component]
fn Histogram(column: ColumnReport) -> impl IntoView {
    let format = format::of_column(&column.profile.column);
    let shapes = bars(&column.profile).into_iter().map(|(x, width, height)| {
        view! {
            <rect x=format!("{x:.2}") y=format!("{:.2}", 24.0 - height) width=format!("{width:.2}") height=format!("{height:.2}")></rect>
        }
    });
    let label = format!("Distribution of {}", column.profile.column.name);
    view! {
        <figure class="histogram">
            <svg class="bars" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label=label>
                {shapes.collect_view()}
            </svg>
            <figcaption class="small-text">
                <span>{format::cell(&column.profile.min, &format)}</span>
                <span>{format::cell(&column.profile.max, &format)}</span>
            </figcaption>
        </figure>
    }
}

#[component]
fn Top(column: ColumnReport, rows: u64) -> impl IntoView {
    let format = format::of_column(&column.profile.column);
    let lines = column.profile.top.iter().map(|(value, count)| {
        let width = format!("{:.1}%", *count as f64 / rows.max(1) as f64 * 100.0);
        let value = match value.is_null() {
            true => "empty".to_owned(),
            false => format::cell(value, &format),
        };
        view! {
            <li title=format!("{value}: {}", format::count(*count))>
                <span class="top-value">{value.clone()}</span>
                <span class="top-bar" aria-hidden="true"><i style:width=width></i></span>
                <span class="small-text">{format::count(*count)}</span>
            </li>
        }
    });
    view! { <ul class="top-values" aria-label="Most frequent values">{lines.collect_view()}</ul> }
}

fn quantiles(values: &[Value], format: &Format) -> impl IntoView + use<> {
    const NAMES: [&str; 5] = ["5%", "25%", "50%", "75%", "95%"];
    let cells = NAMES.iter().zip(values).map(|(name, value)| {
        view! {
            <div>
                <span class="small-text">{*name}</span>
                <b>{format::cell(value, format)}</b>
            </div>
        }
    });
    view! { <div class="quantiles" title="So much lies below each of these">{cells.collect_view()}</div> }
}

fn told(outliers: &Outliers, format: &Format) -> Option<String> {
    if outliers.count == 0 {
        return None;
    }
    let examples = outliers.examples.iter().take(3);
    let examples: Vec<_> = examples
        .map(|(row, value)| format!("{} in row {}", format::cell(value, format), format::count(*row)))
        .collect();
    Some(format!(
        "{} far from the others: {}",
        format::counted(outliers.count, "value"),
        examples.join(", ")
    ))
}
