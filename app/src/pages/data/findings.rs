//! Report: what was read and what was found in it, column by column, with what looks wrong and how to put it right.

mod facts;
mod one;
mod structure;
mod suspicions;
mod words;

use super::workshop::use_workshop;
use crate::engine::use_engine;
use crate::files::use_files;
use crate::ui::format;
use facts::{Facts, Remark};
use leptos::prelude::*;
use leptos::task::spawn_local;
use one::OneColumn;
use spec::problem::Problem;
use spec::report::Report;
use std::sync::Arc;
use std::time::Duration;
use structure::Structure;
use suspicions::Suspicions;

/// How long the report waits, so that the rows come first.
const PAUSE: Duration = Duration::from_millis(250);
/// So many columns are listed before one asks for the others.
const FIRST: usize = 60;

/// The report.
#[component]
pub(super) fn Findings() -> impl IntoView {
    let (shop, engine) = (use_workshop(), use_engine());
    let report = RwSignal::new(None::<Arc<Report>>);
    let problem = RwSignal::new(None::<Problem>);
    let stale = RwSignal::new(true);
    Effect::new(move |_| {
        shop.revision.track();
        stale.set(true);
        let wait = set_timeout_with_handle(
            move || {
                spawn_local(async move {
                    let found = engine.report(shop.name()).await;
                    if stale.try_get_untracked().is_none() {
                        return;
                    }
                    match found {
                        Ok(found) => {
                            report.set(Some(Arc::new(found)));
                            problem.set(None);
                        }
                        Err(told) if told.code == "superseded" => return,
                        Err(told) => problem.set(Some(told)),
                    }
                    stale.set(false);
                });
            },
            PAUSE,
        );
        on_cleanup(move || drop(wait.map(|wait| wait.clear())));
    });
    let is_known = move || report.with(Option::is_some);
    view! {
        <div class="panel-body findings">
            <Changes />
            <Facts report />
            <Remarks />
            {move || problem.get().map(|problem| view! { <p class="note error" role="alert">{problem.message}</p> })}
            <Show when=move || is_known() || problem.with(Option::is_some) fallback=Skeleton>
                <div class="findings-parts" class:stale=move || stale.get()>
                    {move || report.get().map(|report| view! { <Suspicions report=report.clone() /> })}
                    <Columns report />
                    {move || report.get().map(|report| view! { <Structure report /> })}
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <div class="findings-parts" role="status" aria-label="The report is being made">
            <div class="skeleton line"></div>
            <div class="skeleton block"></div>
            <div class="skeleton line"></div>
            <div class="skeleton block"></div>
        </div>
    }
}

/// What a newer file changed.
#[component]
fn Changes() -> impl IntoView {
    let shop = use_workshop();
    let list = move || {
        shop.changes.get().map(|notes| {
            let told = match notes.is_empty() {
                true => view! { <p class="quiet-text">"The newer file has the same shape, and every step works."</p> }
                    .into_any(),
                false => {
                    let notes = notes.into_iter().map(|note| view! { <Remark note /> });
                    view! { <ul class="remarks">{notes.collect_view()}</ul> }.into_any()
                }
            };
            view! {
                <section>
                    <h3>"What changed with the newer file"</h3>
                    {told}
                </section>
            }
        })
    };
    view! { {list} }
}

/// What was said when the file was read.
#[component]
fn Remarks() -> impl IntoView {
    let (shop, files) = (use_workshop(), use_files());
    let notes = Memo::new(move |_| {
        let name = shop.name();
        files
            .reports
            .with(|reports| reports.get(&name).cloned())
            .unwrap_or_default()
    });
    let list = move || {
        notes
            .get()
            .into_iter()
            .map(|note| view! { <Remark note /> })
            .collect_view()
    };
    view! {
        <Show when=move || shop.changes.with(Option::is_none) && notes.with(|notes| !notes.is_empty())>
            <section>
                <h3>"Told when it was read"</h3>
                <ul class="remarks">{list}</ul>
            </section>
        </Show>
    }
}

#[component]
fn Columns(report: RwSignal<Option<Arc<Report>>>) -> impl IntoView {
    let every = RwSignal::new(false);
    let count = Memo::new(move |_| report.with(|report| report.as_ref().map_or(0, |report| report.columns.len())));
    let list = move || {
        let shown = if every.get() { usize::MAX } else { FIRST };
        let report = report.get()?;
        let rows = report.rows_kept;
        let columns = report.columns.iter().take(shown).cloned();
        Some(columns.map(|column| view! { <OneColumn column rows /> }).collect_view())
    };
    let more = move || count.get().saturating_sub(FIRST);
    view! {
        <section>
            <h3>{move || format::counted(count.get() as u64, "column")}</h3>
            <div class="column-list">{list}</div>
            <Show when=move || !every.get() && { more() > 0 }>
                <button type="button" class="text-button" on:click=move |_| every.set(true)>
                    {move || format!("Show {} more", more())}
                </button>
            </Show>
        </section>
    }
}
