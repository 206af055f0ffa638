//! A small line without axes: how a figure went.

use leptos::prelude::*;
use spec::trend::Trend;

/// The box that the line is drawn in; it is stretched to its place.
const BOX: (f64, f64) = (100.0, 24.0);

/// A small line; what it shows is written beside it.
#[component]
pub(crate) fn Spark(
    /// The values.
    trend: Trend,
) -> impl IntoView {
    let places = trend.places(BOX.0, BOX.1);
    let line = path(&places);
    let ground = match (places.first(), places.last()) {
        (Some(first), Some(last)) => format!("{line}L{} {}L{} {}Z", last.0, BOX.1, first.0, BOX.1),
        _ => String::new(),
    };
    let view = format!("0 -2 {} {}", BOX.0, BOX.1 + 4.0);
    view! {
        <svg class="spark" viewBox=view preserveAspectRatio="none" aria-hidden="true">
            <path class="ground" d=ground></path>
            <path class="line" d=line></path>
        </svg>
    }
}

fn path(places: &[(f64, f64)]) -> String {
    let step = |(place, (x, y)): (usize, &(f64, f64))| {
        let word = if place == 0 { "M" } else { "L" };
        format!("{word}{} {}", (x * 100.0).round() / 100.0, (y * 100.0).round() / 100.0)
    };
    places.iter().enumerate().map(step).collect()
}
