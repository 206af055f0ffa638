//! One figure, large.

use crate::ui::format;
use leptos::prelude::*;
use spec::answer::Answer;
use std::sync::Arc;

/// The first figure of an answer, with the name of its column.
#[component]
pub(crate) fn Figure(
    /// The answer.
    #[prop(into)]
    answer: Signal<Arc<Answer>>,
) -> impl IntoView {
    let shown = Memo::new(move |_| answer.with(|answer| read(answer)));
    view! {
        <div class="figure">
            <span class="value" title=move || shown.get().0>{move || shown.get().0}</span>
            <span class="name">{move || shown.get().1}</span>
        </div>
    }
}

/// The figure as it is written.
pub(crate) fn text(answer: &Answer) -> String {
    read(answer).0
}

/// The figure as it is written, and what it is called.
fn read(answer: &Answer) -> (String, String) {
    let measured = answer.chart.y.first().and_then(|name| answer.table.position(name));
    let index = measured.unwrap_or(answer.table.columns.len().saturating_sub(1));
    let value = answer.table.rows.first().and_then(|row| row.get(index));
    let format = answer.formats.get(index).cloned().unwrap_or_default();
    let text = value.map(|value| format::cell(value, &format)).unwrap_or_default();
    let name = answer.table.columns.get(index).map(|column| column.name.clone());
    (
        if text.is_empty() { "–".to_owned() } else { text },
        name.unwrap_or_default(),
    )
}
