//! One dataset: its facts, and its rows under their profiles.

use super::column::ColumnHead;
use super::list::{facts, origin};
use super::pages::Pages;
use super::panel::{Panel, Strip};
use super::workshop::{Tab, Workshop};
use crate::draft::use_sql_draft;
use crate::engine::use_engine;
use crate::files::use_files;
use crate::route::Route;
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Confirm;
use crate::ui::export_menu::ExportMenu;
use crate::ui::format;
use crate::ui::grid::{Grid, GridColumn, Span};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::table;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::dataset::Dataset;
use spec::profile::Profile;
use spec::question::Question;
use spec::statements::quoted;
use std::sync::Arc;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// No column is narrower: its profile must fit.
const NARROWEST: f64 = 148.0;

/// One dataset.
#[component]
pub(super) fn Detail(
    /// The dataset as it is at first.
    first: Dataset,
    /// The dataset that is shown, as it is now.
    shown: Memo<Option<Dataset>>,
) -> impl IntoView {
    let engine = use_engine();
    let pages = Pages::new(engine, first.clone());
    let dataset = Memo::new(move |before: Option<&Dataset>| {
        let before = before.unwrap_or(&first);
        let now = shown.get().filter(|dataset| dataset.name == before.name);
        now.unwrap_or_else(|| before.clone())
    });
    let shop = Workshop::open(dataset, pages);
    provide_context(shop);
    if is_wide() {
        shop.tab.set(Some(Tab::Report));
    }
    Effect::new(move |before: Option<()>| {
        let (dataset, _) = (dataset.get(), shop.revision.get());
        if before.is_some() {
            pages.replace(dataset);
        }
    });
    let profile = LocalResource::new(move || {
        dataset.track();
        shop.revision.track();
        async move { engine.profile(shop.name()).await.ok() }
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
    listen_for_undo(shop);
    view! {
        <section class="detail" class:with-panel=move || shop.tab.get().is_some() aria-label=shop.name()>
            <div class="about">
                <a class="button quiet small phone-only" href=Route::Data(None).href()>"All datasets"</a>
                <div class="names">
                    <h2>{shop.name()}</h2>
                    <p class="quiet-text">{move || dataset.with(|dataset| format!("{} · {}", facts(dataset), origin(dataset)))}</p>
                </div>
                <Actions shop />
            </div>
            <Strip shop told=Signal::derive(told) />
            {problem}
            <Sheet pages profile />
            <Panel shop />
        </section>
    }
}

/// Whether there is room for the panel beside the rows from the start.
fn is_wide() -> bool {
    const WIDE: f64 = 1500.0;
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width >= WIDE)
}

/// Ctrl+Z takes the last change back, unless something is being typed.
fn listen_for_undo(shop: Workshop) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let is_typing = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|target| {
                matches!(
                    target.closest("input, textarea, select, dialog, .cm-editor"),
                    Ok(Some(_))
                )
            });
        if is_typing || event.default_prevented() || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => shop.undo(),
            ("z", true) | ("y", false) => shop.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}

/// What can be done with a dataset.
#[component]
fn Actions(shop: Workshop) -> impl IntoView {
    let (files, draft) = (use_files(), use_sql_draft());
    let closing = RwSignal::new(false);
    let ask = move |()| {
        files.current.set(Some(shop.name()));
        Route::Ask.go();
    };
    let query = move |()| draft.open(format!("select *\nfrom {}\nlimit 100", quoted(&shop.name())));
    let question = move |()| Some(Question::Query(shop.pages.question()));
    let close = move |()| {
        Route::Data(None).go();
        spawn_local(files.close(shop.name()));
    };
    let message = move || {
        shop.dataset.with(|dataset| {
            format!(
                "Its {} are forgotten, also in this browser's storage. The file {} itself is not touched; you can open it again.",
                format::counted(dataset.rows, "row"),
                dataset.source.filename
            )
        })
    };
    view! {
        <div class="actions">
            <Button label="Ask" look=Look::Primary small=true glyph=Glyph::Ask on_press=ask />
            <Button label="SQL" small=true glyph=Glyph::Sql on_press=query />
            <ExportMenu title=move |()| shop.name() question />
            <Button label="Close…" small=true look=Look::Quiet glyph=Glyph::Remove on_press=move |()| closing.set(true) />
        </div>
        <Confirm
            open=closing
            title=format!("Close {}?", shop.name())
            message=Signal::derive(message)
            action="Close it"
            on_confirm=close
        />
    }
}

/// The rows.
#[component]
fn Sheet(pages: Pages, profile: Signal<Option<Profile>>) -> impl IntoView {
    let dataset = Signal::derive(move || pages.seen.with(|seen| seen.dataset.clone()));
    let columns = Memo::new(move |_| {
        pages
            .seen
            .with(|seen| Arc::new(widths(&seen.dataset, seen.first.as_deref())))
    });
    let head = move |index: usize| {
        let column = dataset.with_untracked(|dataset| dataset.columns.get(index).cloned());
        column
            .map(|column| view! { <ColumnHead column dataset pages profile /> })
            .into_any()
    };
    let nothing = move || pages.count.get() == 0;
    let is_searched = move || pages.searches.with(|searches| !searches.is_empty());
    view! {
        <div class="rows">
            <Grid
                label=Signal::derive(move || dataset.with(|dataset| format!("Rows of {}", dataset.name)))
                columns
                rows=pages.count
                cell=move |(row, column)| pages.cell(row, column)
                head=move |index| head(index)
                on_sight=move |span: Span| pages.want(span)
                reset=Signal::derive(move || Some(pages.version.get()))
            />
            <Show when=nothing>
                <p class="empty">
                    <Icon glyph=Glyph::Search />
                    {move || if is_searched() { "No row fits what is typed over the columns" } else { "There are no rows" }}
                </p>
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
