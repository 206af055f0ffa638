//! Lists of conditions, of orders and of pairs of columns.

use super::column_choices;
use crate::engine::use_engine;
use crate::pages::condition::Test;
use crate::pages::data::steps::condition::Condition;
use crate::pages::data::steps::draft::Draft;
use crate::pages::data::steps::form::Filling;
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::field::{Choose, Line};
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use spec::dataset::Type;
use spec::question::{Order, Sort};
use spec::step::JoinKind;

/// A list of parts, each with a button that takes it out, and one that adds another.
pub(super) fn list(
    label: &'static str,
    add_label: &'static str,
    filling: Filling,
    length: fn(&Draft) -> usize,
    add: impl Fn(&mut Draft) + Copy + Send + Sync + 'static,
    remove: fn(&mut Draft, usize),
    line: impl Fn(usize) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let count = Memo::new(move |_| filling.draft.with(length));
    view! {
        <fieldset class="field">
            <legend class="label">{label}</legend>
            <For each=move || 0..count.get() key=|at| *at let:at>
                <div class="form-line">
                    {line(at)}
                    <IconButton
                        label=format!("Remove {}", at + 1)
                        glyph=Glyph::Close
                        small=true
                        on_press=move |()| filling.draft.update(|draft| remove(draft, at))
                    />
                </div>
            </For>
            <div>
                <Button label=add_label small=true look=Look::Quiet glyph=Glyph::Plus on_press=move |()| filling.draft.update(add) />
            </div>
        </fieldset>
    }
    .into_any()
}

/// The first column's name.
pub(super) fn first(filling: Filling) -> String {
    let first = filling
        .columns
        .with_value(|columns| columns.first().map(|column| column.name.clone()));
    first.unwrap_or_default()
}

/// Which rows are kept.
#[component]
pub(super) fn ConditionsField(filling: Filling) -> impl IntoView {
    if filling
        .draft
        .with_untracked(|draft| draft.conditions.is_empty() && draft.beyond.is_none())
    {
        filling
            .draft
            .update(|draft| draft.conditions.push(Condition::about(&first(filling))));
    }
    let is_beyond = Memo::new(move |_| filling.draft.with(|draft| draft.beyond.is_some()));
    let several = Memo::new(move |_| filling.draft.with(|draft| draft.conditions.len() > 1));
    let every = Signal::derive(move || filling.draft.with(|draft| draft.every.to_string()));
    let choose = move |kept: String| filling.draft.update(|draft| draft.every = kept == "true");
    let choices = [("true", "Every condition is met"), ("false", "At least one is met")]
        .map(|(kept, read)| (kept.to_owned(), read.to_owned()))
        .to_vec();
    let choices = Signal::stored(choices);
    let add = move |draft: &mut Draft| draft.conditions.push(Condition::about(&first(filling)));
    let own = move || {
        list(
            "Keep rows where",
            "Add a condition",
            filling,
            |draft| draft.conditions.len(),
            add,
            |draft, at| {
                if at < draft.conditions.len() {
                    draft.conditions.remove(at);
                }
            },
            move |at| view! { <ConditionLine filling at /> }.into_any(),
        )
    };
    view! {
        <Show
            when=move || !is_beyond.get()
            fallback=|| view! { <p class="small-text">"This condition says more than the form can show; it is kept as it is."</p> }
        >
            {own()}
            <Show when=move || several.get()>
                <Choose label="Rows stay when" choices value=every on_choose=choose />
            </Show>
        </Show>
    }
}

#[component]
fn ConditionLine(filling: Filling, at: usize) -> impl IntoView {
    let condition = Memo::new(move |_| filling.draft.with(|draft| draft.conditions.get(at).cloned()));
    let with = move |change: &dyn Fn(&mut Condition)| {
        filling.draft.update(|draft| {
            if let Some(condition) = draft.conditions.get_mut(at) {
                change(condition);
            }
        });
    };
    let column = Signal::derive(move || condition.get().map(|condition| condition.column).unwrap_or_default());
    let kind = Memo::new(move |_| {
        let name = column.get();
        let found = filling.columns.with_value(|columns| {
            columns
                .iter()
                .find(|column| column.name == name)
                .map(|column| column.kind)
        });
        found.unwrap_or(Type::Text)
    });
    let tests = Signal::derive(move || {
        let kind = kind.get();
        let tests = Test::of(kind).iter().enumerate();
        tests
            .map(|(at, test)| (at.to_string(), test.label(kind.is_time()).to_owned()))
            .collect::<Vec<_>>()
    });
    let test = Signal::derive(move || {
        let now = condition.get().map(|condition| condition.test);
        let at = Test::of(kind.get()).iter().position(|test| Some(*test) == now);
        at.unwrap_or_default().to_string()
    });
    let choose_test = move |chosen: String| {
        let chosen = chosen
            .parse::<usize>()
            .ok()
            .and_then(|at| Test::of(kind.get_untracked()).get(at).copied());
        if let Some(chosen) = chosen {
            with(&|condition| condition.test = chosen);
        }
    };
    let choose_column = move |name: String| {
        with(&|condition| {
            condition.column.clone_from(&name);
            condition.test = Test::Is;
        });
    };
    let needs = Memo::new(move |_| condition.get().is_some_and(|condition| condition.test.needs_value()));
    let text = Signal::derive(move || condition.get().map(|condition| condition.text).unwrap_or_default());
    let typed = move |text: String| with(&|condition| condition.text.clone_from(&text));
    let example = Signal::derive(move || {
        match kind.get() {
            Type::Date => "2024-01-31",
            Type::Datetime => "2024-01-31T12:00",
            Type::Boolean => "true or false",
            kind if kind.is_number() => "A number",
            _ => "A value",
        }
        .to_owned()
    });
    view! {
        <div class="form-parts">
            <Choose bare=true label=format!("Column {}", at + 1) choices=Signal::stored(column_choices(filling)) value=column on_choose=choose_column />
            <Choose bare=true label=format!("Condition {}", at + 1) choices=tests value=test on_choose=choose_test />
            <Show when=move || needs.get()>
                <Line bare=true label=format!("Value {}", at + 1) value=text on_type=typed example />
            </Show>
        </div>
    }
}

/// In which order.
#[component]
pub(super) fn SortsField(filling: Filling) -> impl IntoView {
    let add = move |draft: &mut Draft| {
        draft.sorts.push(Sort {
            by: first(filling),
            order: Order::Ascending,
        });
    };
    if filling.draft.with_untracked(|draft| draft.sorts.is_empty()) {
        filling.draft.update(add);
    }
    let remove = |draft: &mut Draft, at: usize| {
        if at < draft.sorts.len() {
            draft.sorts.remove(at);
        }
    };
    list(
        "Sort by",
        "Then by another",
        filling,
        |draft| draft.sorts.len(),
        add,
        remove,
        move |at| view! { <SortLine filling at /> }.into_any(),
    )
}

#[component]
fn SortLine(filling: Filling, at: usize) -> impl IntoView {
    let sort = move || filling.draft.with(|draft| draft.sorts.get(at).cloned());
    let by = Signal::derive(move || sort().map(|sort| sort.by).unwrap_or_default());
    let order = Signal::derive(move || {
        let is_down = sort().is_some_and(|sort| sort.order == Order::Descending);
        if is_down { "down" } else { "up" }.to_owned()
    });
    let choose = move |name: String| {
        filling.draft.update(|draft| {
            if let Some(sort) = draft.sorts.get_mut(at) {
                sort.by = name;
            }
        });
    };
    let turn = move |kept: String| {
        filling.draft.update(|draft| {
            if let Some(sort) = draft.sorts.get_mut(at) {
                sort.order = if kept == "down" {
                    Order::Descending
                } else {
                    Order::Ascending
                };
            }
        });
    };
    let orders = [("up", "Smallest first"), ("down", "Largest first")];
    let orders = orders.map(|(kept, read)| (kept.to_owned(), read.to_owned())).to_vec();
    view! {
        <div class="form-parts">
            <Choose bare=true label=format!("Column {}", at + 1) choices=Signal::stored(column_choices(filling)) value=by on_choose=choose />
            <Choose bare=true label=format!("Order {}", at + 1) choices=Signal::stored(orders) value=order on_choose=turn />
        </div>
    }
}

/// Which rows of a join, and which columns must be equal.
#[component]
pub(super) fn JoinField(filling: Filling) -> impl IntoView {
    const KINDS: [(JoinKind, &str); 5] = [
        (JoinKind::Left, "All rows here, with their partners' columns"),
        (JoinKind::Inner, "Only rows with a partner"),
        (JoinKind::Full, "All rows of both"),
        (JoinKind::Semi, "Rows with a partner, no new columns"),
        (JoinKind::Anti, "Rows without a partner, no new columns"),
    ];
    let kinds = super::among(
        "Rows",
        &KINDS,
        filling,
        |draft| draft.join,
        |draft, join| draft.join = join,
    );
    if filling.draft.with_untracked(|draft| draft.on.is_empty()) {
        filling.draft.update(|draft| draft.on.push(Default::default()));
    }
    let pairs = list(
        "Where these are equal",
        "Add a pair",
        filling,
        |draft| draft.on.len(),
        |draft| draft.on.push(Default::default()),
        |draft, at| {
            if at < draft.on.len() {
                draft.on.remove(at);
            }
        },
        move |at| view! { <PairLine filling at /> }.into_any(),
    );
    view! { {kinds} {pairs} }
}

#[component]
fn PairLine(filling: Filling, at: usize) -> impl IntoView {
    let engine = use_engine();
    let pair = move || {
        filling
            .draft
            .with(|draft| draft.on.get(at).cloned())
            .unwrap_or_default()
    };
    let theirs = Signal::derive(move || {
        let name = filling.draft.with(|draft| draft.dataset.clone());
        let names = engine.datasets.with(|datasets| {
            let found = datasets.iter().find(|dataset| dataset.name == name);
            found.map(|dataset| {
                dataset
                    .columns
                    .iter()
                    .map(|column| column.name.clone())
                    .collect::<Vec<_>>()
            })
        });
        let none = (String::new(), "Its column…".to_owned());
        let names = names.unwrap_or_default().into_iter().map(|name| (name.clone(), name));
        std::iter::once(none).chain(names).collect::<Vec<_>>()
    });
    let choose_ours = move |name: String| {
        let same = theirs.with_untracked(|theirs| theirs.iter().any(|(kept, _)| *kept == name));
        filling.draft.update(|draft| {
            if let Some(pair) = draft.on.get_mut(at) {
                if same && pair.1.is_empty() {
                    pair.1.clone_from(&name);
                }
                pair.0 = name;
            }
        });
    };
    let choose_theirs = move |name: String| {
        filling.draft.update(|draft| {
            if let Some(pair) = draft.on.get_mut(at) {
                pair.1 = name;
            }
        });
    };
    view! {
        <div class="form-parts">
            <Choose
                bare=true
                label=format!("Column here {}", at + 1)
                choices=Signal::stored(column_choices(filling))
                value=Signal::derive(move || pair().0)
                on_choose=choose_ours
            />
            <Choose bare=true label=format!("Column there {}", at + 1) choices=theirs value=Signal::derive(move || pair().1) on_choose=choose_theirs />
        </div>
    }
}
