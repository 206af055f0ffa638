//! The columns at the left: found by typing, put on shelves by a click, a drag, a menu or a key.

mod row;

use super::bench::{Bench, use_bench};
use crate::model::use_workspace;
use crate::pages::ask::dialogs::{Formula, Open};
use crate::pages::ask::edit::Change;
use crate::pages::ask::sources::Source;
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::at::MenuAt;
use crate::ui::menu::{MenuItem, MenuTitle};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use row::ColumnRow;
use spec::dataset::Column;
use spec::question::{Aggregate, Measure};
use spec::shelf::Shelf;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// What the rows of the panel share. Copies are the same.
#[derive(Clone, Copy)]
struct Listing {
    bench: Bench,
    /// What is typed to find a column.
    typed: RwSignal<String>,
    /// The columns that are listed, by their origin.
    shown: Memo<Vec<Source>>,
    /// The column that Tab reaches.
    stop: Memo<Option<String>>,
    /// The column that had the focus last.
    last: RwSignal<Option<String>>,
    /// Whose menu is open, and where.
    menu: RwSignal<Option<(Column, (f64, f64))>>,
}

impl Listing {
    fn new(bench: Bench) -> Self {
        let (typed, last) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
        let shown = Memo::new(move |_| {
            let typed = typed.get().trim().to_lowercase();
            let mut sources = bench.chips.sources.get();
            for source in &mut sources {
                source
                    .columns
                    .retain(|column| column.name.to_lowercase().contains(&typed));
            }
            sources.retain(|source| !source.columns.is_empty());
            sources
        });
        let stop = Memo::new(move |_| {
            let last = last.get();
            shown.with(|sources| {
                let names = || {
                    sources
                        .iter()
                        .flat_map(|source| &source.columns)
                        .map(|column| &column.name)
                };
                let kept = names().find(|name| Some(*name) == last.as_ref());
                kept.or(names().next()).cloned()
            })
        });
        Self {
            bench,
            typed,
            shown,
            stop,
            last,
            menu: RwSignal::new(None),
        }
    }
}

/// The panel; on a phone a sheet over the page.
#[component]
pub(super) fn ColumnsPanel() -> impl IntoView {
    let bench = use_bench();
    let listing = Listing::new(bench);
    let count = move || {
        bench
            .chips
            .sources
            .with(|sources| sources.iter().map(|source| source.columns.len()).sum::<usize>())
    };
    let has_titles = move || bench.chips.sources.with(|sources| sources.len() > 1);
    let found_none = move || listing.shown.with(Vec::is_empty) && !listing.typed.with(String::is_empty);
    view! {
        <aside class="columns-panel" class:open=move || bench.sheet.get() aria-label="Columns">
            <div class="columns-head">
                <h2>"Columns"</h2>
                <span class="small-text">{count}</span>
                <span class="space"></span>
                <span class="phone-only">
                    <IconButton label="Close the columns" glyph=Glyph::Close small=true on_press=move |()| bench.sheet.set(false) />
                </span>
            </div>
            <input
                class="input"
                type="search"
                aria-label="Find a column"
                placeholder="Find a column"
                autocomplete="off"
                spellcheck="false"
                prop:value=listing.typed
                on:input:target=move |event| listing.typed.set(event.target().value())
                on:keydown=enter_list
            />
            <div class="column-rows" on:keydown=move |event| walk(&event)>
                <Metrics bench />
                <For each=move || listing.shown.get() key=|source| source.title.clone() let:source>
                    <OneSource listing title=source.title has_titles=Signal::derive(has_titles) />
                </For>
                <Show when=found_none>
                    <p class="small-text">"No column has this name"</p>
                </Show>
            </div>
            <div class="columns-foot">
                <Button
                    label="Calculated column…"
                    glyph=Glyph::Formula
                    look=Look::Quiet
                    small=true
                    on_press=move |()| bench.chips.open(Open::Formula(Formula::Column(None)))
                />
                <Button
                    label="Join…"
                    glyph=Glyph::Join
                    look=Look::Quiet
                    small=true
                    on_press=move |()| bench.chips.open(Open::Join(None))
                />
            </div>
            <ColumnMenu listing />
        </aside>
    }
}

#[component]
fn OneSource(listing: Listing, title: String, has_titles: Signal<bool>) -> impl IntoView {
    let own = title.clone();
    let columns = Memo::new(move |_| {
        listing.shown.with(|sources| {
            let source = sources.iter().find(|source| source.title == own);
            source.map(|source| source.columns.clone()).unwrap_or_default()
        })
    });
    let label = title.clone();
    view! {
        <Show when=move || has_titles.get()>
            <h3>{label.clone()}</h3>
        </Show>
        <ul aria-label=format!("Columns of {title}")>
            <For each=move || columns.get() key=|column| (column.name.clone(), column.kind) let:column>
                <ColumnRow listing column />
            </For>
        </ul>
    }
}

/// The metrics of the model that are of this dataset.
#[component]
fn Metrics(bench: Bench) -> impl IntoView {
    let workspace = use_workspace();
    let names = Memo::new(move |_| {
        let from = bench.chips.of(|query| query.from.clone()).unwrap_or_default();
        workspace.model.with(|model| {
            model
                .metrics_of(&from)
                .map(|metric| metric.name.clone())
                .collect::<Vec<_>>()
        })
    });
    let add = move |name: &str| bench.make(vec![Change::AddMeasure(Measure::of(Aggregate::Metric, name))]);
    view! {
        <Show when=move || !names.with(Vec::is_empty)>
            <h3>"Metrics"</h3>
            <ul aria-label="Metrics">
                <For each=move || names.get() key=String::clone let:name>
                    {
                        let own = name.clone();
                        view! {
                            <li class="column-row">
                                <button type="button" class="column-button" on:click=move |_| add(&own)>
                                    <Icon glyph=Glyph::Sum />
                                    <span class="name">{name}</span>
                                </button>
                            </li>
                        }
                    }
                </For>
            </ul>
        </Show>
    }
}

/// Where a column can go.
#[component]
fn ColumnMenu(listing: Listing) -> impl IntoView {
    let bench = listing.bench;
    let at = RwSignal::new(None);
    Effect::new(move |_| at.set(listing.menu.with(|menu| menu.as_ref().map(|(_, at)| *at))));
    let close = move |()| {
        listing.menu.set(None);
        focus_stop();
    };
    let label = Signal::derive(move || {
        let name = listing
            .menu
            .with(|menu| menu.as_ref().map(|(column, _)| column.name.clone()));
        Some(format!("Menu of {}", name.unwrap_or_default()))
    });
    let items = move || {
        let column = listing.menu.get_untracked()?.0;
        let name = column.name.clone();
        let items = Shelf::ALL.map(|shelf| {
            let column = column.clone();
            let label = match shelf {
                Shelf::Filters => "Filter by it…".to_owned(),
                shelf => format!("Add to {}", shelf.label()),
            };
            view! { <MenuItem label glyph=glyph(shelf) on_press=move |()| bench.put(&column, shelf, usize::MAX) /> }
        });
        Some(view! {
            <MenuTitle label=name />
            {items.into_iter().collect_view()}
        })
    };
    view! { <MenuAt at label on_close=close>{items}</MenuAt> }
}

/// The sign of a shelf.
pub(super) fn glyph(shelf: Shelf) -> Glyph {
    match shelf {
        Shelf::Values => Glyph::Sum,
        Shelf::Groups => Glyph::Chart,
        Shelf::Color => Glyph::Theme,
        Shelf::Multiples => Glyph::Dashboards,
        Shelf::Filters => Glyph::Filter,
    }
}

/// From the field down into the list.
fn enter_list(event: KeyboardEvent) {
    if event.key() == "ArrowDown" {
        event.prevent_default();
        focus_stop();
    }
}

fn focus_stop() {
    let stop = document()
        .query_selector(".column-rows .column-button[tabindex='0']")
        .ok()
        .flatten();
    if let Some(stop) = stop.and_then(|stop| stop.dyn_into::<HtmlElement>().ok()) {
        drop(stop.focus());
    }
}

/// The arrow keys walk the columns.
fn walk(event: &KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Home" => i32::MIN,
        "End" => i32::MAX,
        _ => return,
    };
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on_column = target
        .as_ref()
        .is_some_and(|target| target.class_list().contains("column-button"));
    let Ok(all) = document().query_selector_all(".column-rows .column-button") else {
        return;
    };
    let Some(target) = target.filter(|_| on_column) else {
        return;
    };
    event.prevent_default();
    let last = all.length().saturating_sub(1) as i32;
    let is_it = |at: &i32| {
        all.item(*at as u32)
            .is_some_and(|node| node.is_same_node(Some(target.as_ref())))
    };
    let at = (0..=last).find(is_it).unwrap_or_default();
    let next = at.saturating_add(by).clamp(0, last);
    let next = all
        .item(next as u32)
        .and_then(|node| node.dyn_into::<HtmlElement>().ok());
    if let Some(next) = next {
        drop(next.focus());
    }
}
