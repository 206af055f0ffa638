//! The datasets that are open.

use super::memory::MemoryLine;
use crate::engine::use_engine;
use crate::route::Route;
use crate::ui::format;
use leptos::prelude::*;
use spec::dataset::Dataset;
use spec::reading::Format;

/// The datasets, newest first.
#[component]
pub(super) fn List(
    /// The one that is shown.
    shown: Memo<Option<Dataset>>,
) -> impl IntoView {
    let engine = use_engine();
    let all = move || engine.datasets.get().into_iter().rev().collect::<Vec<_>>();
    let current = Memo::new(move |_| shown.get().map(|dataset| dataset.name));
    view! {
        <nav class="datasets" aria-label="Datasets">
            <ul>
                <For each=all key=|dataset| (dataset.name.clone(), dataset.rows, dataset.columns.len(), dataset.source.filename.clone()) let:dataset>
                    {
                        let name = dataset.name.clone();
                        let facts = facts(&dataset);
                        let whose = name.clone();
                        let is_asleep = Memo::new(move |_| engine.held(&whose).is_some_and(|held| held.is_asleep));
                        view! {
                            <li>
                                <a
                                    class="dataset"
                                    href=Route::Data(Some(name.clone())).href()
                                    aria-current=move || (current.get().as_ref() == Some(&name)).then_some("true")
                                >
                                    <b title=dataset.name.clone()>{dataset.name.clone()}</b>
                                    <span>{facts}</span>
                                    <span class="small-text">
                                        {origin(&dataset)} {move || is_asleep.get().then_some(" · asleep")}
                                    </span>
                                </a>
                            </li>
                        }
                    }
                </For>
            </ul>
            <MemoryLine />
        </nav>
    }
}

/// How large a dataset is, in words.
pub(super) fn facts(dataset: &Dataset) -> String {
    format!(
        "{} · {}",
        format::counted(dataset.rows, "row"),
        format::counted(dataset.columns.len() as u64, "column")
    )
}

/// Where a dataset came from, in words.
pub(super) fn origin(dataset: &Dataset) -> String {
    let source = &dataset.source;
    let sheet = source
        .sheet
        .as_ref()
        .map(|sheet| format!(", sheet {sheet}"))
        .unwrap_or_default();
    format!(
        "{}{sheet} · {} · {}",
        source.filename,
        format_name(source.format),
        format::size(dataset.bytes as f64)
    )
}

/// What a file format is called.
pub(super) fn format_name(format: Format) -> &'static str {
    match format {
        Format::Csv => "CSV",
        Format::Tsv => "TSV",
        Format::Json => "JSON",
        Format::Ndjson => "NDJSON",
        Format::Parquet => "Parquet",
        Format::Arrow => "Arrow",
        Format::Xlsx | Format::Xlsb | Format::Xls => "Excel",
        Format::Ods => "OpenDocument",
        Format::FixedWidth => "Fixed width",
        Format::Geojson => "GeoJSON",
        Format::Sqlite => "SQLite",
        Format::Sql => "SQL",
    }
}
