//! Keys and dependencies in sentences.

use super::words;
use crate::ui::format;
use leptos::prelude::*;
use spec::report::Report;
use std::sync::Arc;

/// So many of each are told.
const MOST: usize = 12;

/// What tells rows apart, and what settles what.
#[component]
pub(super) fn Structure(report: Arc<Report>) -> impl IntoView {
    let keys = report.keys.iter().take(MOST).map(|columns| words::key(columns));
    let depend = report.dependencies.iter().take(MOST).map(words::dependency);
    let lines: Vec<_> = keys.chain(depend).collect();
    let looked_at = report
        .looked_at
        .map(|rows| format!("Looked for in {} only.", format::counted(rows, "row")));
    (!lines.is_empty()).then(|| {
        view! {
            <section>
                <h3>"Keys and dependencies"</h3>
                <ul class="sentences">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                {looked_at.map(|told| view! { <p class="small-text">{told}</p> })}
            </section>
        }
    })
}
