//! One dataset: its facts, and its rows under their profiles.

use super::column::ColumnHead;
use super::list::{facts, origin};
use super::pages::Pages;
use super::report::Report;
use crate::draft::use_sql_draft;
use crate::engine::use_engine;
use crate::files::use_files;
use crate::notices::use_notices;
use crate::route::Route;
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Confirm;
use crate::ui::download;
use crate::ui::format;
use crate::ui::grid::{Grid, GridColumn, Span};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::table;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Level;
use spec::dataset::Dataset;
use spec::profile::Profile;
use spec::question::Question;
use spec::worker::ExportFormat;
use std::sync::Arc;

/// No column is narrower: its profile must fit.
const NARROWEST: f64 = 148.0;

/// One dataset.
#[component]
pub(super) fn Detail(
    /// The dataset.
    dataset: Dataset,
) -> impl IntoView {
    let engine = use_engine();
    let pages = Pages::new(engine, dataset.clone());
    let name = dataset.name.clone();
    let profile = LocalResource::new(move || {
        let name = name.clone();
        async move { engine.profile(name).await.ok() }
    });
    let profile = Signal::derive(move || profile.get().flatten());
    let found = move || pages.searches.with(|searches| !searches.is_empty());
    let told = move || found().then(|| format!("{} found", format::counted(pages.count.get(), "row")));
    let problem = move || {
        pages
            .problem
            .get()
            .map(|problem| view! { <p class="note error" role="alert">{problem.message}</p> })
    };
    let label = dataset.name.clone();
    view! {
        <section class="detail" aria-label=label>
            <div class="about">
                <a class="button quiet small phone-only" href=Route::Data(None).href()>"All datasets"</a>
                <div class="names">
                    <h2>{dataset.name.clone()}</h2>
                    <p class="quiet-text">{facts(&dataset)}" · "{origin(&dataset)}</p>
                </div>
                <span class="found" role="status">{told}</span>
                <Actions dataset=dataset.clone() pages />
            </div>
            {problem}
            <Sheet dataset pages profile />
        </section>
    }
}

/// What can be done with a dataset.
#[component]
fn Actions(dataset: Dataset, pages: Pages) -> impl IntoView {
    let (engine, files, notices, draft) = (use_engine(), use_files(), use_notices(), use_sql_draft());
    let (closing, report) = (RwSignal::new(false), RwSignal::new(false));
    let name = StoredValue::new(dataset.name.clone());
    let ask = move |()| {
        files.current.set(Some(name.get_value()));
        Route::Ask.go();
    };
    let query = move |()| draft.open(format!("select *\nfrom {}\nlimit 100", name.get_value()));
    let csv = move |()| {
        let file = download::file_name(&name.get_value(), "csv");
        spawn_local(async move {
            match engine
                .export(Question::Query(pages.question()), ExportFormat::Csv)
                .await
            {
                Ok(bytes) if download::bytes(&file, "text/csv", &bytes).is_err() => {
                    notices.tell(
                        Level::Error,
                        "The browser did not save the file: allow downloads for this site",
                    );
                }
                Ok(_) => {}
                Err(problem) => notices.problem(&problem),
            }
        });
    };
    let close = move |()| {
        Route::Data(None).go();
        spawn_local(files.close(name.get_value()));
    };
    let remarks = Memo::new(move |_| {
        files
            .reports
            .with(|reports| reports.get(&name.get_value()).map_or(0, Vec::len))
    });
    let report_label = move || match remarks.get() {
        0 => "Report".to_owned(),
        some => format!("Report ({some})"),
    };
    view! {
        <div class="actions">
            <Button label="Ask" look=Look::Primary small=true glyph=Glyph::Ask on_press=ask />
            <Button label="SQL" small=true glyph=Glyph::Sql on_press=query />
            <Button label="CSV" small=true glyph=Glyph::Download on_press=csv />
            <Button label=Signal::derive(report_label) small=true glyph=Glyph::Recent on_press=move |()| report.set(true) />
            <Button label="Close…" small=true look=Look::Quiet glyph=Glyph::Remove on_press=move |()| closing.set(true) />
        </div>
        <Report open=report dataset=dataset.clone() />
        <Confirm
            open=closing
            title=format!("Close {}?", dataset.name)
            message=format!("Its {} are forgotten, also in this browser's storage. The file {} itself is not touched; you can open it again.", format::counted(dataset.rows, "row"), dataset.source.filename)
            action="Close it"
            on_confirm=close
        />
    }
}

/// The rows.
#[component]
fn Sheet(dataset: Dataset, pages: Pages, profile: Signal<Option<Profile>>) -> impl IntoView {
    let stored = StoredValue::new(dataset.clone());
    // As wide as the first rows need; a search does not change it any more.
    let columns = Memo::new(move |before: Option<&Arc<Vec<GridColumn>>>| {
        let settled = before.filter(|columns| columns.iter().any(|column| column.width > 0.0));
        match (settled, pages.first()) {
            (Some(columns), None) => columns.clone(),
            (Some(columns), Some(_)) if pages.version.get_untracked() > 0 => columns.clone(),
            (_, first) => Arc::new(stored.with_value(|dataset| widths(dataset, first.as_deref()))),
        }
    });
    let head = move |index: usize| {
        let column = stored.with_value(|dataset| dataset.columns.get(index).cloned());
        column
            .map(|column| view! { <ColumnHead column dataset=stored pages profile /> })
            .into_any()
    };
    let nothing = move || pages.count.get() == 0;
    view! {
        <div class="rows">
            <Grid
                label=format!("Rows of {}", dataset.name)
                columns
                rows=pages.count
                cell=move |(row, column)| pages.cell(row, column)
                head=move |index| head(index)
                on_sight=move |span: Span| pages.want(span)
                reset=Signal::derive(move || Some(pages.version.get()))
            />
            <Show when=nothing>
                <p class="empty"><Icon glyph=Glyph::Search />"No row fits what is typed over the columns"</p>
            </Show>
        </div>
    }
}

fn widths(dataset: &Dataset, first: Option<&Vec<Vec<spec::value::Value>>>) -> Vec<GridColumn> {
    let columns = dataset.columns.iter().enumerate().map(|(index, column)| {
        let values = || {
            let rows = first.into_iter().flatten().take(60);
            rows.filter_map(move |row| row.get(index))
        };
        let format = format::aligned(format::of_column(column), values());
        GridColumn {
            name: column.name.clone(),
            width: table::width(&column.name, values(), &format).max(NARROWEST),
            format,
        }
    });
    columns.collect()
}
