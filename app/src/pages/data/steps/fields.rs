//! What a form asks, one field for each question.

mod columns;
mod figures;
mod rows;

use super::draft::Draft;
use super::form::Filling;
use super::kind::{Ask, Kind};
use crate::engine::use_engine;
use crate::pages::data::workshop::use_workshop;
use crate::ui::field::{Choose, Line};
use columns::ColumnsField;
use figures::{GroupsField, MeasureField, MeasuresField};
use leptos::prelude::*;
use rows::{ConditionsField, JoinField, SortsField};
use spec::dataset::Type;
use spec::reading::DateOrder;
use spec::step::{Letters, Match};

/// The fields of a form.
#[component]
pub(super) fn Fields(filling: Filling) -> impl IntoView {
    let asks = filling.draft.with_untracked(|draft| draft.kind.asks());
    asks.iter().map(|ask| field(*ask, filling)).collect_view()
}

fn field(ask: Ask, filling: Filling) -> AnyView {
    match ask {
        Ask::Column => view! { <ColumnField filling /> }.into_any(),
        Ask::Columns(label) => view! { <ColumnsField label filling /> }.into_any(),
        Ask::To(label, example) => text(label, example, filling, |draft| &mut draft.to),
        Ask::Find(label, example) => text(label, example, filling, |draft| &mut draft.find),
        Ask::With(label, example) => text(label, example, filling, |draft| &mut draft.with),
        Ask::Row => text("Row", "1", filling, |draft| &mut draft.row),
        Ask::Type => view! { <TypeFields filling /> }.into_any(),
        Ask::Letters => letters(filling),
        Ask::How => how(filling),
        Ask::Conditions => view! { <ConditionsField filling /> }.into_any(),
        Ask::Sorts => view! { <SortsField filling /> }.into_any(),
        Ask::Groups => view! { <GroupsField filling /> }.into_any(),
        Ask::Measures => view! { <MeasuresField filling /> }.into_any(),
        Ask::Measure => view! { <MeasureField filling at=0 /> }.into_any(),
        Ask::Dataset => view! { <DatasetField filling /> }.into_any(),
        Ask::Join => view! { <JoinField filling /> }.into_any(),
    }
}

fn text(label: &'static str, example: &'static str, filling: Filling, part: fn(&mut Draft) -> &mut String) -> AnyView {
    let value = Signal::derive(move || part(&mut filling.draft.get()).clone());
    let typed = move |text: String| filling.draft.update(|draft| *part(draft) = text);
    view! { <Line label value example on_type=typed /> }.into_any()
}

/// The columns before the step as choices, with one for none chosen yet.
fn column_choices(filling: Filling) -> Vec<(String, String)> {
    let names = filling
        .columns
        .with_value(|columns| columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>());
    let none = (String::new(), "Choose…".to_owned());
    std::iter::once(none)
        .chain(names.into_iter().map(|name| (name.clone(), name)))
        .collect()
}

#[component]
fn ColumnField(filling: Filling) -> impl IntoView {
    let choices = Signal::stored(column_choices(filling));
    let value = Signal::derive(move || filling.draft.with(|draft| draft.column.clone()));
    let choose = move |name: String| {
        filling.draft.update(|draft| {
            if draft.kind == Kind::Rename {
                draft.to.clone_from(&name);
            }
            draft.column = name;
        });
    };
    view! { <Choose label="Column" choices value on_choose=choose /> }
}

/// A choice among values that have a word each.
fn among<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    all: &'static [(T, &'static str)],
    filling: Filling,
    get: fn(&Draft) -> T,
    set: fn(&mut Draft, T),
) -> AnyView {
    let choices = all
        .iter()
        .enumerate()
        .map(|(at, (_, word))| (at.to_string(), (*word).to_owned()))
        .collect::<Vec<_>>();
    let value = Signal::derive(move || {
        let now = filling.draft.with(get);
        let at = all.iter().position(|(value, _)| *value == now);
        at.unwrap_or_default().to_string()
    });
    let choose = move |at: String| {
        if let Some((value, _)) = at.parse::<usize>().ok().and_then(|at| all.get(at)) {
            filling.draft.update(|draft| set(draft, *value));
        }
    };
    view! { <Choose label choices=Signal::stored(choices) value on_choose=choose /> }.into_any()
}

fn letters(filling: Filling) -> AnyView {
    const ALL: [(Letters, &str); 3] = [
        (Letters::Title, "First Of Each Word"),
        (Letters::Lower, "all small"),
        (Letters::Upper, "ALL CAPITALS"),
    ];
    among(
        "Letters",
        &ALL,
        filling,
        |draft| draft.letters,
        |draft, letters| draft.letters = letters,
    )
}

fn how(filling: Filling) -> AnyView {
    const ALL: [(Match, &str); 3] = [
        (Match::Part, "Anywhere in the cell"),
        (Match::Whole, "Whole cells only"),
        (Match::Pattern, "A regular expression"),
    ];
    among("Look", &ALL, filling, |draft| draft.how, |draft, how| draft.how = how)
}

/// The types that cells can be read as.
pub(in crate::pages::data) const TYPES: [(Type, &str); 9] = [
    (Type::Text, "Text"),
    (Type::Integer, "Whole number"),
    (Type::Float, "Number"),
    (Type::Decimal, "Exact decimal number"),
    (Type::Boolean, "Yes or no"),
    (Type::Date, "Date"),
    (Type::Datetime, "Date and time"),
    (Type::Time, "Time of day"),
    (Type::Duration, "Length of time"),
];

#[component]
fn TypeFields(filling: Filling) -> impl IntoView {
    const DATES: [(Option<DateOrder>, &str); 4] = [
        (None, "As found"),
        (Some(DateOrder::DayFirst), "Day first: 31.01.2024"),
        (Some(DateOrder::MonthFirst), "Month first: 01/31/2024"),
        (Some(DateOrder::YearFirst), "Year first: 2024-01-31"),
    ];
    const MARKS: [(Option<&str>, &str); 3] = [
        (None, "As found"),
        (Some("."), "A point: 1,234.56"),
        (Some(","), "A comma: 1.234,56"),
    ];
    let kept = move || filling.draft.with(|draft| draft.kept);
    let (is_time, is_number) = (
        Memo::new(move |_| kept().is_time()),
        Memo::new(move |_| kept().is_number()),
    );
    let kinds = among(
        "Type",
        &TYPES,
        filling,
        |draft| draft.kept,
        |draft, kept| draft.kept = kept,
    );
    let dates = move || {
        is_time.get().then(|| {
            among(
                "Dates as text",
                &DATES,
                filling,
                |draft| draft.dates,
                |draft, dates| draft.dates = dates,
            )
        })
    };
    let mark = move || {
        is_number.get().then(|| {
            among(
                "Decimals as text",
                &MARKS,
                filling,
                |draft| match draft.decimal.as_deref() {
                    Some(",") => Some(","),
                    Some(_) => Some("."),
                    None => None,
                },
                |draft, mark| draft.decimal = mark.map(str::to_owned),
            )
        })
    };
    view! { {kinds} {dates} {mark} }
}

#[component]
fn DatasetField(filling: Filling) -> impl IntoView {
    let (engine, shop) = (use_engine(), use_workshop());
    let choices = Signal::derive(move || {
        let own = shop.name();
        let names = engine.datasets.get().into_iter().map(|dataset| dataset.name);
        let none = (String::new(), "Choose…".to_owned());
        let others = names.filter(|name| *name != own).map(|name| (name.clone(), name));
        std::iter::once(none).chain(others).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || filling.draft.with(|draft| draft.dataset.clone()));
    let choose = move |name: String| filling.draft.update(|draft| draft.dataset = name);
    let is_alone = move || choices.with(|choices| choices.len() < 2);
    view! {
        <Choose label="Dataset" choices value on_choose=choose />
        <Show when=is_alone>
            <p class="small-text">"Open another file first: this is the only dataset."</p>
        </Show>
    }
}
