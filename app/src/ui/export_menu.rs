//! Rows as a file in any format: one menu for every place that has rows.

use crate::engine::use_engine;
use crate::notices::use_notices;
use crate::save;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::question::Question;
use spec::worker::ExportFormat;

/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The formats: what is written, what it is called, how the file's name ends, and its media type.
const FORMATS: [(ExportFormat, &str, &str, &str); 6] = [
    (ExportFormat::Csv, "CSV", "csv", "text/csv"),
    (ExportFormat::Xlsx, "Excel", "xlsx", XLSX),
    (
        ExportFormat::Parquet,
        "Parquet",
        "parquet",
        "application/vnd.apache.parquet",
    ),
    (
        ExportFormat::Arrow,
        "Arrow",
        "arrow",
        "application/vnd.apache.arrow.file",
    ),
    (ExportFormat::Json, "JSON", "json", "application/json"),
    (ExportFormat::Ndjson, "NDJSON", "ndjson", "application/x-ndjson"),
];

/// A button that offers the formats.
#[component]
pub(crate) fn ExportMenu(
    /// What the file is called, without its ending; asked when a format is chosen.
    #[prop(into)]
    title: Callback<(), String>,
    /// Whose rows are written; asked when a format is chosen.
    #[prop(into)]
    question: Callback<(), Option<Question>>,
    /// The button's class.
    #[prop(default = "button small")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <Menu class=class label="Export" face=|| view! { <Icon glyph=Glyph::Download />"Export" }>
            <ExportItems title question />
        </Menu>
    }
}

/// The formats, for a menu that has other choices too.
#[component]
pub(crate) fn ExportItems(
    /// What the file is called, without its ending.
    #[prop(into)]
    title: Callback<(), String>,
    /// Whose rows are written.
    #[prop(into)]
    question: Callback<(), Option<Question>>,
    /// Writes the workbook in another way.
    #[prop(optional, into)]
    on_excel: Option<Callback<()>>,
) -> impl IntoView {
    let (engine, notices) = (use_engine(), use_notices());
    let export = move |(format, _, ending, media_type): (ExportFormat, &str, &'static str, &'static str)| {
        let Some(question) = question.run(()) else { return };
        let name = save::filename(&title.run(()), ending);
        spawn_local(async move {
            let saved = match engine.export(question, format).await {
                Ok(bytes) => save::bytes(&name, media_type, &bytes),
                Err(problem) => Err(problem),
            };
            if let Err(problem) = saved {
                notices.problem(&problem);
            }
        });
    };
    let items = FORMATS.into_iter().map(|format| {
        let press = move |()| match (format.0, on_excel) {
            (ExportFormat::Xlsx, Some(on_excel)) => on_excel.run(()),
            _ => export(format),
        };
        view! { <MenuItem label=format.1 glyph=Glyph::Download on_press=press /> }
    });
    items.collect_view()
}
