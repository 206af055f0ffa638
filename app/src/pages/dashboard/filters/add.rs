//! What can be filtered by: the columns of the datasets on the dashboard, and the model's parameters.

use crate::clock;
use crate::model::use_workspace;
use crate::pages::dashboard::board::{Board, use_board};
use crate::ui::dialog::Dialog;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use spec::control::{Control, ControlId, ControlKind, Setting};
use spec::dataset::Column;
use spec::edit::Edit;
use spec::question::{Query, Question};

/// The dialog that adds a filter.
#[component]
pub(in crate::pages::dashboard) fn AddFilter(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title="Add a filter">
            <Columns open />
            <Parameters open />
        </Dialog>
    }
}

#[component]
fn Columns(open: RwSignal<bool>) -> impl IntoView {
    let board = use_board();
    let typed = RwSignal::new(String::new());
    let columns = Memo::new(move |_| {
        let typed = typed.get().to_lowercase();
        let mut columns = columns(board);
        columns.retain(|(_, column)| column.name.to_lowercase().contains(typed.trim()));
        columns
    });
    view! {
        <input
            class="input"
            type="search"
            autofocus
            aria-label="Search the columns"
            placeholder="Search the columns"
            prop:value=move || typed.get()
            on:input:target=move |event| typed.set(event.target().value())
        />
        <div class="choices" role="group" aria-label="Columns">
            <For each=move || columns.get() key=|(dataset, column)| (dataset.clone(), column.name.clone()) let((dataset, column))>
                {
                    let (name, of) = (column.name.clone(), dataset.clone());
                    let add = move |_| {
                        open.set(false);
                        add(board, &dataset, &column);
                    };
                    view! {
                        <button type="button" class="choice" on:click=add>
                            <Icon glyph=Glyph::Filter />
                            <span class="name">{name}</span>
                            <span class="small-text">{of}</span>
                        </button>
                    }
                }
            </For>
            <Show when=move || columns.with(Vec::is_empty)>
                <p class="quiet-text">"No column to filter by: put a tile on the dashboard first"</p>
            </Show>
        </div>
    }
}

#[component]
fn Parameters(open: RwSignal<bool>) -> impl IntoView {
    let (board, workspace) = (use_board(), use_workspace());
    let names = Memo::new(move |_| {
        let set = board.settings();
        let all = workspace
            .model
            .with(|model| model.parameters.iter().map(|one| one.name.clone()).collect::<Vec<_>>());
        all.into_iter()
            .filter(|name| !set.iter().any(|setting| &setting.name == name))
            .collect::<Vec<_>>()
    });
    let show = move |name: String| {
        let mut settings = untrack(|| board.settings());
        settings.push(Setting { name, value: None });
        open.set(false);
        board.edit(Edit::Settings(settings));
    };
    view! {
        <Show when=move || names.with(|names| !names.is_empty())>
            <h3 class="small-text">"Or set a parameter of the model"</h3>
            <div class="choices" role="group" aria-label="Parameters">
                <For each=move || names.get() key=Clone::clone let:name>
                    {
                        let shown = name.clone();
                        view! {
                            <button type="button" class="choice" on:click=move |_| show(name.clone())>
                                <Icon glyph=Glyph::Formula />
                                <span class="name">{shown}</span>
                            </button>
                        }
                    }
                </For>
            </div>
        </Show>
    }
}

/// The columns that are not filtered by yet: of the datasets on the dashboard and of those that they point at.
fn columns(board: Board) -> Vec<(String, Column)> {
    let named = board.dashboard.with(|dashboard| {
        let tiles = dashboard.as_ref().map_or(&[][..], |dashboard| &dashboard.tiles);
        let queries = tiles.iter().filter_map(|placed| match &placed.tile()?.question {
            Question::Query(query) => Some(query),
            Question::Sql(_) => None,
        });
        let joined = |query: &Query| query.joins.iter().map(|join| join.dataset.clone()).collect::<Vec<_>>();
        let names = queries.flat_map(|query| std::iter::once(query.from.clone()).chain(joined(query)));
        names.collect::<Vec<_>>()
    });
    let taken = board.controls();
    board.on_ground(|ground| {
        let is_near = |name: &String| named.contains(name) || named.iter().any(|from| ground.points(from, name));
        let is_taken = |dataset: &str, column: &str| {
            taken.iter().any(|control| {
                let other = control.dataset.as_str();
                // The same name in datasets that belong together is another column, elsewhere it is the same one.
                let is_same = other == dataset || !(ground.points(other, dataset) || ground.points(dataset, other));
                control.column == column && is_same
            })
        };
        let wanted = ground.datasets.iter().filter(|dataset| is_near(&dataset.name));
        let columns = wanted.flat_map(|dataset| {
            dataset
                .columns
                .iter()
                .map(|column| (dataset.name.clone(), column.clone()))
        });
        let is_free = |(dataset, column): &(String, Column)| {
            !ControlKind::of(column.kind).is_empty() && !is_taken(dataset, &column.name)
        };
        columns.filter(is_free).collect()
    })
}

fn add(board: Board, dataset: &str, column: &Column) {
    let mut controls = untrack(|| board.controls());
    if let Some(control) = Control::about(ControlId(clock::fresh_id()), dataset, column) {
        controls.push(control);
        board.edit(Edit::Controls(controls));
    }
}
