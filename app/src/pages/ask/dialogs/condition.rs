//! The form of a condition: a column, a test, a value; or an expression.

mod draft;
mod fields;

use super::{Actions, Place};
use crate::pages::ask::edit::{self, Change, Stage};
use crate::pages::ask::reading::Chips;
use crate::pages::ask::sources::answered;
use crate::pages::expression::{Expression, ExpressionField};
use crate::ui::button::{Button, Look};
use crate::ui::icon::Glyph;
use draft::Draft;
use fields::{ColumnField, TestField, ValueFields};
use leptos::prelude::*;
use spec::dataset::{Column, Type};
use spec::expression::Ground;
use spec::filter::Filter;
use spec::question::Query;

/// What the fields share.
#[derive(Clone, Copy)]
struct Filling {
    chips: Chips,
    draft: RwSignal<Draft>,
    /// The columns to choose from.
    columns: StoredValue<Vec<Column>>,
}

impl Filling {
    /// The column chosen now.
    fn column(self) -> Option<Column> {
        let name = self.draft.with(|draft| draft.column.clone());
        self.columns
            .with_value(|columns| columns.iter().find(|column| column.name == name).cloned())
    }
}

/// A condition.
#[component]
pub(super) fn ConditionForm(chips: Chips, place: Place, open: RwSignal<bool>) -> impl IntoView {
    let is_of_rows = matches!(
        &place,
        Place::New(Stage::Rows)
            | Place::About(_)
            | Place::There(Stage::Rows, _)
            | Place::Or(Stage::Rows, _)
            | Place::Figure(_)
    );
    let columns = match is_of_rows {
        true => untrack(move || chips.columns()),
        false => chips
            .now(|query| answered(query, &untrack(move || chips.columns())))
            .unwrap_or_default(),
    };
    let before = chips.now(|query| there(query, &place)).flatten();
    let draft = before.as_ref().and_then(Draft::of);
    let (is_known, text) = match &before {
        Some(Filter::Expression { text }) => (false, text.clone()),
        Some(_) => (draft.is_some(), String::new()),
        None => (true, String::new()),
    };
    let first = match &place {
        Place::About(name) | Place::Answer(name) => Some(name.clone()),
        _ => columns.first().map(|column| column.name.clone()),
    };
    let filling = Filling {
        chips,
        draft: RwSignal::new(draft.unwrap_or_else(|| Draft::about(&first.unwrap_or_default()))),
        columns: StoredValue::new(columns),
    };
    let ground = if is_of_rows { Ground::Row } else { Ground::Answer };
    let query = Signal::derive(move || chips.query.get().unwrap_or_default());
    let expression = Expression::new(query, ground, text.clone()).giving(Type::Boolean);
    let is_formula = RwSignal::new(!text.is_empty());
    let filter = Memo::new(move |_| match is_formula.get() {
        true => expression.told().map(|text| Filter::Expression { text }),
        false => filling.draft.with(|draft| draft.build(&filling.column()?)),
    });
    let place = StoredValue::new(place);
    let apply = move || {
        let (Some(filter), Some(query)) = (filter.get_untracked(), chips.now(Clone::clone)) else {
            return;
        };
        open.set(false);
        if let Some(change) = place.with_value(|place| change(place, filter, &query)) {
            chips.change.run(change);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        apply();
    };
    let toggle = Signal::derive(move || {
        if is_formula.get() {
            "Choose a column instead"
        } else {
            "Write an expression instead"
        }
        .to_owned()
    });
    view! {
        <form class="condition" on:submit=submit>
            {(!is_known && text.is_empty()).then(|| view! { <p class="small-text">"This condition says more than the form can show; what is chosen here takes its place."</p> })}
            <Show
                when=move || is_formula.get()
                fallback=move || view! {
                    <ColumnField filling />
                    <TestField filling />
                    <ValueFields filling />
                }
            >
                <ExpressionField expression label="Condition" example="price > 100 and region = 'North'" on_enter=Callback::new(move |()| apply()) />
            </Show>
            <div>
                <Button label=toggle small=true look=Look::Quiet glyph=Glyph::Formula on_press=move |()| is_formula.update(|on| *on = !*on) />
            </div>
            <Actions open ready=Signal::derive(move || filter.with(Option::is_some)) on_apply=apply />
        </form>
    }
}

/// The condition that is there now.
fn there(query: &Query, place: &Place) -> Option<Filter> {
    match place {
        Place::There(stage, at) => edit::filters(query, *stage).get(*at).cloned(),
        Place::Figure(at) => query.measures.get(*at)?.filter.clone(),
        Place::New(_) | Place::About(_) | Place::Or(..) | Place::Answer(_) => None,
    }
}

fn change(place: &Place, filter: Filter, query: &Query) -> Option<Change> {
    Some(match place {
        Place::New(stage) => Change::AddFilter(*stage, filter),
        Place::About(_) => Change::AddFilter(Stage::Rows, filter),
        Place::There(stage, at) => Change::Filter(*stage, *at, filter),
        Place::Or(stage, at) => {
            let before = edit::filters(query, *stage).get(*at).cloned()?;
            let either = match before {
                Filter::Any(mut parts) => {
                    parts.push(filter);
                    parts
                }
                one => vec![one, filter],
            };
            Change::Filter(*stage, *at, Filter::Any(either))
        }
        Place::Answer(_) => Change::AddFilter(stage(&filter, query), filter),
        Place::Figure(at) => {
            let mut measure = query.measures.get(*at)?.clone();
            measure.filter = Some(filter);
            Change::Measure(*at, measure)
        }
    })
}

/// Derived columns are there only at the end.
fn stage(filter: &Filter, query: &Query) -> Stage {
    match crate::ui::words::column_of(filter) {
        Some(name) if query.derived.iter().all(|derived| derived.name != name) => Stage::Groups,
        _ => Stage::Answer,
    }
}
