//! How a figure is worked out.

use super::{Figure, offered};
use crate::pages::ask::dialogs::{Line, Open};
use crate::pages::ask::edit::Change;
use crate::pages::ask::reading::columns::ColumnItems;
use crate::ui::menu::pages::MenuMore;
use crate::ui::menu::{MenuItem, MenuTitle};
use crate::ui::words;
use leptos::prelude::*;
use spec::dataset::Column;
use spec::question::{Aggregate, Measure};

const PARTS: [f64; 6] = [0.05, 0.1, 0.25, 0.75, 0.9, 0.95];

/// The ways that make sense of its column.
#[component]
pub(super) fn How(figure: Figure) -> impl IntoView {
    let column = move || {
        let name = figure.measure.get()?.column?;
        let columns = figure.chips.columns();
        columns.into_iter().find(|column| column.name == name)
    };
    let item = move |aggregate: Aggregate, column: &Column| {
        let name = column.name.clone();
        let checked = Signal::derive(move || Some(figure.measure.get().is_some_and(|it| it.aggregate == aggregate)));
        view! {
            <MenuItem
                label=words::figure::aggregate(aggregate)
                checked
                on_press=move |()| figure.turn_into(Measure::of(aggregate, &name))
            />
        }
    };
    let usual = move || {
        let column = column()?;
        let items = offered(&column).into_iter().map(|aggregate| item(aggregate, &column));
        Some(items.collect_view())
    };
    let parts = move || {
        let column = column().filter(|column| column.kind.is_number())?;
        let items = PARTS.map(|part| item(Aggregate::Percentile(part), &column));
        Some(items.into_iter().collect_view())
    };
    let is_number = move || column().is_some_and(|column| column.kind.is_number());
    let at = figure.at;
    view! {
        {usual}
        <Show when=is_number>
            <MenuMore label=words::figure::aggregate(Aggregate::WeightedMean) page="weights" />
            <MenuMore label=words::figure::aggregate(Aggregate::Correlation) page="with" />
            <MenuTitle label="Below which lie" />
            {parts}
            <MenuItem label="Another percentile…" on_press=move |()| figure.chips.open(Open::Line(percentile(at))) />
        </Show>
    }
}

/// The second column of a figure of two.
#[component]
pub(super) fn Partner(figure: Figure, aggregate: Aggregate) -> impl IntoView {
    let now = Signal::derive(move || figure.measure.get().map(|measure| measure.with.unwrap_or_default()));
    let pick = move |partner: Column| {
        let Some(column) = figure.measure.get_untracked().and_then(|measure| measure.column) else {
            return;
        };
        figure.turn_into(Measure {
            with: Some(partner.name),
            ..Measure::of(aggregate, &column)
        });
    };
    view! { <ColumnItems chips=figure.chips now fits=|column| column.kind.is_number() on_pick=pick /> }
}

fn percentile(at: usize) -> Line {
    Line::number(
        "Percentile",
        "Percent of the values below it",
        99.0,
        move |percent, query| {
            let before = query.measures.get(at)?;
            let measure = Measure {
                aggregate: Aggregate::Percentile(percent / 100.0),
                name: None,
                with: None,
                ..before.clone()
            };
            (0.0..=100.0).contains(&percent).then_some(Change::Measure(at, measure))
        },
    )
}
