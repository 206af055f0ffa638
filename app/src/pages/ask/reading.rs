//! How the words were read, as chips that can be changed.

pub(in crate::pages) mod add;
mod chip;
pub(in crate::pages) mod columns;
mod derived;
mod figures;
mod groups;
mod layout;
mod limits;
mod model;
mod order;
mod ranking;
mod rows;
mod tables;

use super::card::Card;
use super::dialogs::{Dialogs, Open};
use super::edit::{self, Change, Chip, Stage};
use super::sources::{Source, ground, sources};
use crate::engine::use_engine;
use crate::model::{Workspace, use_workspace};
use crate::ui::button::IconButton;
use crate::ui::icon::Glyph;
use add::Add;
use derived::DerivedChip;
use figures::FigureChip;
use groups::GroupChip;
use layout::LayoutChip;
use leptos::prelude::*;
use leptos::task::spawn_local;
use limits::FilterChip;
use order::OrderChip;
use ranking::TopChip;
use rows::RowsChip;
use spec::dashboard::Tile;
use spec::dataset::{Column, Type};
use spec::question::{Calculated, Query, Question};
use tables::{CalculatedChip, FromChip, JoinChip, SampleChip, UnionChip};

/// What the chips share.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Chips {
    /// The query as it is read now.
    pub query: Memo<Option<Query>>,
    /// Its columns, by their origin.
    pub sources: Memo<Vec<Source>>,
    /// The dialog that is open.
    pub dialog: RwSignal<Option<Open>>,
    /// The chip whose change did not work.
    pub blamed: Signal<Option<Chip>>,
    /// Makes a change.
    pub change: Callback<Change>,
    /// What stands at the end of a chip's menu, where it stands among others.
    pub more: Option<Callback<Chip, AnyView>>,
}

impl Chips {
    /// Something of the query, followed.
    pub(in crate::pages) fn of<T>(self, read: impl FnOnce(&Query) -> T) -> Option<T> {
        self.query.with(|query| query.as_ref().map(read))
    }

    /// Something of the query as it is now.
    pub(in crate::pages) fn now<T>(self, read: impl FnOnce(&Query) -> T) -> Option<T> {
        self.query.with_untracked(|query| query.as_ref().map(read))
    }

    /// The query's columns, all in a row.
    pub(in crate::pages) fn columns(self) -> Vec<Column> {
        self.sources
            .with(|sources| sources.iter().flat_map(|source| source.columns.clone()).collect())
    }

    /// What the cells of a column are.
    pub(super) fn kind(self, name: &str) -> Option<Type> {
        self.sources.with(|sources| {
            let mut columns = sources.iter().flat_map(|source| &source.columns);
            columns.find(|column| column.name == name).map(|column| column.kind)
        })
    }

    /// Opens a dialog.
    pub(in crate::pages) fn open(self, dialog: Open) {
        self.dialog.set(Some(dialog));
    }

    fn of_card(card: Card) -> Self {
        let tile = Memo::new(move |_| card.tile());
        let blamed = Signal::derive(move || card.blamed.get().filter(|_| card.is_refused()));
        Self::over(tile, blamed, Callback::new(move |change| card.edit(change)))
    }

    /// Chips over a tile's question.
    pub(in crate::pages) fn over(
        tile: Memo<Option<Tile>>,
        blamed: Signal<Option<Chip>>,
        change: Callback<Change>,
    ) -> Self {
        let (engine, workspace) = (use_engine(), use_workspace());
        let query = Memo::new(move |_| match tile.get()?.question {
            Question::Query(query) => Some(query),
            Question::Sql(_) => None,
        });
        let known = known(query);
        let sources = Memo::new(move |_| {
            let Some(query) = query.get() else { return Vec::new() };
            let (of, known) = known.get();
            let known = if of == asked(&query, workspace) {
                known
            } else {
                Vec::new()
            };
            engine.datasets.with(|datasets| sources(&query, datasets, &known))
        });
        Self {
            query,
            sources,
            dialog: RwSignal::new(None),
            blamed,
            change,
            more: None,
        }
    }
}

/// What the engine says of a query's columns, with the query that it says it of. Without joins, calculated columns and dimensions the dataset says it all.
fn known(query: Memo<Option<Query>>) -> RwSignal<(Query, Vec<Column>)> {
    let (engine, workspace) = (use_engine(), use_workspace());
    let known = RwSignal::new((Query::default(), Vec::new()));
    let asked = Memo::new(move |_| query.with(|query| query.as_ref().map(|query| asked(query, workspace))));
    Effect::new(move |_| {
        let Some(asked) = asked.get() else { return };
        if asked.joins.is_empty() && asked.calculated.is_empty() && asked.union.is_empty() {
            return;
        }
        spawn_local(async move {
            // What went wrong shows where the question is answered.
            if let Ok(columns) = engine.columns(asked.clone()).await {
                drop(known.try_set((asked, columns)));
            }
        });
    });
    known
}

/// The query whose columns are asked for: the model's dimensions stand in it as calculated columns.
fn asked(query: &Query, workspace: Workspace) -> Query {
    let mut asked = ground(query);
    workspace.model.with(|model| {
        let dimensions = model.dimensions_of(&query.from).map(|dimension| Calculated {
            name: dimension.name.clone(),
            expression: dimension.expression.clone(),
        });
        asked.calculated.extend(dimensions);
    });
    asked
}

/// The reading in chips.
#[component]
pub(super) fn Reading(
    /// The card.
    card: Card,
) -> impl IntoView {
    let chips = Chips::of_card(card);
    let each = move |count: fn(&Query) -> usize| move || 0..chips.of(count).unwrap_or_default();
    let has_rows = move || {
        chips
            .of(|query| !query.groups.is_empty() || query.is_rows())
            .unwrap_or_default()
    };
    let limits = move |stage: Stage, count: fn(&Query) -> usize| {
        view! {
            <For each=each(count) key=|at| *at let:at>
                <FilterChip chips stage at />
            </For>
        }
    };
    view! {
        <Show when=move || chips.query.with(Option::is_some)>
            <div class="reading" role="group" aria-label="How it was read">
                <span>"Read as"</span>
                <RowsChip chips />
                <For each=each(|query| query.measures.len()) key=|at| *at let:at>
                    <FigureChip chips at />
                </For>
                <For each=each(|query| query.derived.len()) key=|at| *at let:at>
                    <DerivedChip chips at />
                </For>
                <For each=each(|query| query.groups.len()) key=|at| *at let:at>
                    <GroupChip chips at />
                </For>
                {limits(Stage::Rows, |query| edit::filters(query, Stage::Rows).len())}
                {limits(Stage::Groups, |query| edit::filters(query, Stage::Groups).len())}
                {limits(Stage::Answer, |query| edit::filters(query, Stage::Answer).len())}
                <TopChip chips />
                <Show when=has_rows>
                    <OrderChip chips />
                </Show>
                <LayoutChip chips />
                <FromChip chips />
                <UnionChip chips />
                <For each=each(|query| query.joins.len()) key=|at| *at let:at>
                    <JoinChip chips at />
                </For>
                <SampleChip chips />
                <For each=each(|query| query.calculated.len()) key=|at| *at let:at>
                    <CalculatedChip chips at />
                </For>
                <Add chips />
                <Steps card />
            </div>
            <Dialogs chips />
        </Show>
    }
}

/// One chip, with its menu.
#[component]
pub(in crate::pages) fn AnyChip(
    /// What the chips share.
    chips: Chips,
    /// Which one.
    chip: Chip,
) -> impl IntoView {
    match chip {
        Chip::Measure(at) => view! { <FigureChip chips at /> }.into_any(),
        Chip::Derived(at) => view! { <DerivedChip chips at /> }.into_any(),
        Chip::Group(at) => view! { <GroupChip chips at /> }.into_any(),
        Chip::Filter(stage, at) => view! { <FilterChip chips stage at /> }.into_any(),
        Chip::Calculated(at) => view! { <CalculatedChip chips at /> }.into_any(),
        Chip::Join(at) => view! { <JoinChip chips at /> }.into_any(),
        Chip::Union => view! { <UnionChip chips /> }.into_any(),
        Chip::Sample => view! { <SampleChip chips /> }.into_any(),
        Chip::Top => view! { <TopChip chips /> }.into_any(),
        Chip::Sort => view! { <OrderChip chips /> }.into_any(),
        Chip::Layout => view! { <LayoutChip chips /> }.into_any(),
        Chip::Columns => view! { <RowsChip chips /> }.into_any(),
    }
}

/// Changes taken back and made again.
#[component]
fn Steps(card: Card) -> impl IntoView {
    let (is_first, is_last) = (
        Memo::new(move |_| card.past.with(Vec::is_empty)),
        Memo::new(move |_| card.future.with(Vec::is_empty)),
    );
    view! {
        <Show when=move || !is_first.get() || !is_last.get()>
            <span class="turns">
                <IconButton label="Undo" glyph=Glyph::Undo small=true disabled=is_first on_press=move |()| card.undo() />
                <IconButton label="Redo" glyph=Glyph::Redo small=true disabled=is_last on_press=move |()| card.redo() />
            </span>
        </Show>
    }
}
