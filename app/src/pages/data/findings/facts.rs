//! How a file was read, in figures, and what was said about it.

use crate::pages::data::list::format_name;
use crate::pages::data::workshop::{Tab, use_workshop};
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use spec::answer::{Level, Note};
use spec::dataset::Dataset;
use spec::report::Report;
use std::sync::Arc;

/// Rows in, kept and set aside; how the file was read.
#[component]
pub(super) fn Facts(report: RwSignal<Option<Arc<Report>>>) -> impl IntoView {
    let shop = use_workshop();
    let read = move || {
        let rows = report.with(|report| report.as_ref().map(|report| report.rows_in));
        rows.map_or_else(|| "…".to_owned(), format::count)
    };
    let kept = move || format::count(shop.dataset.with(|dataset| dataset.rows));
    let aside = move || shop.dataset.with(|dataset| dataset.set_aside);
    let facts = move || {
        let facts = shop.dataset.with(facts).into_iter();
        facts
            .map(|(what, says)| view! { <dt>{what}</dt> <dd>{says}</dd> })
            .collect_view()
    };
    view! {
        <div class="tally">
            <div>
                <b>{read}</b>
                <span>"rows read"</span>
            </div>
            <div>
                <b>{kept}</b>
                <span>"rows in the table"</span>
            </div>
            <button type="button" class:some=move || { aside() > 0 } on:click=move |_| shop.tab.set(Some(Tab::Aside))>
                <b>{move || format::count(aside())}</b>
                <span>"set aside"</span>
            </button>
        </div>
        <dl class="report">{facts}</dl>
    }
}

/// Something that was said about the file.
#[component]
pub(super) fn Remark(note: Note) -> impl IntoView {
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
            <div class="remark">
                <span>{words::capitalised(&note.message)}</span>
                {(!place.is_empty()).then(|| view! { <span class="remark-place">{place.join(", ")}</span> })}
            </div>
        </li>
    }
}

/// What is known about the file, as pairs of words.
fn facts(dataset: &Dataset) -> Vec<(&'static str, String)> {
    let source = &dataset.source;
    let header = source.header.map(|is_there| {
        let rows = source.header_rows.filter(|rows| *rows > 1);
        match (is_there, rows) {
            (true, Some(rows)) => format!("over {rows} rows"),
            (true, None) => "in the first row".to_owned(),
            (false, _) => "none: they were made".to_owned(),
        }
    });
    let lines = |lines: Option<u64>| {
        lines
            .filter(|lines| *lines > 0)
            .map(|lines| format::counted(lines, "line"))
    };
    let sheet = source.sheet.as_ref().map(|sheet| match &source.range {
        Some(range) => format!("{sheet}, {range}"),
        None => sheet.clone(),
    });
    let facts = [
        ("File", Some(source.filename.clone())),
        ("Inside", source.inside.clone()),
        ("Format", Some(format_name(source.format).to_owned())),
        ("Sheet", sheet),
        ("Text encoding", source.encoding.clone()),
        ("Cells end with", source.delimiter.as_deref().map(delimiter)),
        ("Column names", header),
        ("Left out before the table", lines(source.skipped)),
        ("Left out after the table", lines(source.footer)),
        ("In memory", Some(format::size(dataset.bytes as f64))),
        ("Table in SQL", Some(dataset.name.clone())),
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
