//! The form of an expression: a name, the expression, and what comes of it.

mod preview;
mod standing;

use super::{Actions, Formula};
use crate::pages::ask::reading::Chips;
use crate::pages::expression::{Expression, ExpressionField};
use crate::ui::field::Line;
use leptos::prelude::*;
use preview::Preview;
use standing::Standing;

/// A calculated column, a figure, or a column over the answer's rows.
#[component]
pub(super) fn FormulaForm(chips: Chips, formula: Formula, open: RwSignal<bool>) -> impl IntoView {
    let query = chips.now(Clone::clone).unwrap_or_default();
    let standing = Standing::of(&query, formula, untrack(move || chips.columns()));
    let (name, is_named) = (RwSignal::new(standing.name.clone()), standing.needs_name());
    let taken = standing.taken();
    let expression = Expression::new(
        Signal::stored(standing.ground_query.clone()),
        standing.ground,
        standing.text.clone(),
    );
    let (about, example) = (standing.about(), standing.example());
    let standing = StoredValue::new(standing);
    let clash = Memo::new(move |_| name.with(|name| taken.contains(name)));
    let ready = Memo::new(move |_| {
        let is_told = expression.told().is_some();
        is_told && !clash.get() && (!is_named || name.with(|name| !name.trim().is_empty()))
    });
    let tried = Memo::new(move |_| {
        let text = expression.told()?;
        Some(standing.with_value(|standing| standing.preview(&name.get(), &text)))
    });
    let apply = move || {
        let (Some(text), true) = (untrack(move || expression.told()), ready.get_untracked()) else {
            return;
        };
        open.set(false);
        let name = name.get_untracked();
        chips
            .change
            .run(standing.with_value(|standing| standing.change(name.trim(), &text)));
    };
    let hint = if is_named {
        "Its name"
    } else {
        "Its expression, when empty"
    };
    view! {
        <form class="condition" on:submit=move |event| { event.prevent_default(); apply(); }>
            <p class="quiet-text">{about}</p>
            <Line label="Name" value=name on_type=move |text| name.set(text) example=hint />
            <Show when=move || clash.get()>
                <p class="form-told wrong" role="status">"There is a column of this name already"</p>
            </Show>
            <ExpressionField expression label="Expression" example on_enter=Callback::new(move |()| apply()) />
            <Preview tried />
            <Actions open ready on_apply=apply />
        </form>
    }
}
