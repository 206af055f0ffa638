//! How a file was read, and what should be known about it.

use super::list::format_name;
use crate::files::use_files;
use crate::ui::dialog::Dialog;
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use spec::answer::{Level, Note};
use spec::dataset::Dataset;

/// The report in a dialog.
#[component]
pub(super) fn Report(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The dataset.
    dataset: Dataset,
) -> impl IntoView {
    let files = use_files();
    let name = StoredValue::new(dataset.name.clone());
    let facts = StoredValue::new(facts(&dataset));
    let notes = move || {
        files
            .reports
            .with(|reports| reports.get(&name.get_value()).cloned())
            .unwrap_or_default()
    };
    let rows = move || {
        let rows = facts
            .get_value()
            .into_iter()
            .map(|(what, says)| view! { <dt>{what}</dt> <dd>{says}</dd> });
        rows.collect_view()
    };
    view! {
        <Dialog open title=format!("How {} was read", dataset.source.filename) wide=true>
            <dl class="report">{rows}</dl>
            <Show when=move || !notes().is_empty() fallback=|| view! { <p class="quiet-text">"Nothing was changed or left out."</p> }>
                <ul class="remarks">{move || notes().iter().map(remark).collect_view()}</ul>
            </Show>
        </Dialog>
    }
}

fn remark(note: &Note) -> impl IntoView + use<> {
    let class = match note.level {
        Level::Info => "note",
        Level::Warning => "note warning",
        Level::Error => "note error",
    };
    let place = [
        note.row.map(|row| format!("row {}", format::count(row))),
        note.column.as_ref().map(|column| format!("column {column}")),
        note.count
            .filter(|count| *count > 1)
            .map(|count| format!("{} times", format::count(count))),
    ];
    let place: Vec<_> = place.into_iter().flatten().collect();
    view! {
        <li class=class>
            {(note.level != Level::Info).then(|| view! { <Icon glyph=Glyph::Warning /> })}
            <span>{words::capitalised(&note.message)}</span>
            <span class="space"></span>
            <span>{place.join(", ")}</span>
        </li>
    }
}

/// What is known about the file, as pairs of words.
fn facts(dataset: &Dataset) -> Vec<(&'static str, String)> {
    let source = &dataset.source;
    let header = source.header.map(|is_there| {
        if is_there {
            "the first row"
        } else {
            "none: names were made"
        }
        .to_owned()
    });
    let skipped = source
        .skipped
        .filter(|lines| *lines > 0)
        .map(|lines| format::counted(lines, "line"));
    let facts = [
        ("Table in SQL", Some(dataset.name.clone())),
        ("Rows", Some(format::count(dataset.rows))),
        ("Columns", Some(dataset.columns.len().to_string())),
        ("In memory", Some(format::size(dataset.bytes as f64))),
        ("Format", Some(format_name(source.format).to_owned())),
        ("Sheet", source.sheet.clone()),
        ("Text encoding", source.encoding.clone()),
        ("Cells end with", source.delimiter.as_deref().map(delimiter)),
        ("Column names", header),
        ("Left out before the table", skipped),
    ];
    facts
        .into_iter()
        .filter_map(|(what, says)| Some((what, says?)))
        .collect()
}

fn delimiter(delimiter: &str) -> String {
    match delimiter {
        "," => "a comma".to_owned(),
        ";" => "a semicolon".to_owned(),
        "\t" => "a tab".to_owned(),
        "|" => "a vertical bar".to_owned(),
        " " => "a space".to_owned(),
        other => format!("“{other}”"),
    }
}
