//! The keys of a join: chosen, or taken over from what the data suggest.

use super::Filling;
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::field::Choose;
use crate::ui::icon::Glyph;
use crate::ui::words;
use leptos::prelude::*;
use spec::dataset::Column;
use spec::join::{Key, Nearest, Side};
use spec::model::FoundRelation;

/// The columns that must be equal.
#[component]
pub(super) fn Keys(filling: Filling) -> impl IntoView {
    let count = Memo::new(move |_| filling.draft.with(|draft| draft.join.on.len()));
    let add = move |()| {
        filling.draft.update(|draft| draft.join.on.push(Key::same("")));
    };
    view! {
        <fieldset class="field">
            <legend class="label">"Rows match where"</legend>
            <For each=move || 0..count.get() key=|at| *at let:at>
                <KeyLine filling at />
            </For>
            <div>
                <Button label="Add a pair of columns" small=true look=Look::Quiet glyph=Glyph::Plus on_press=add />
            </div>
        </fieldset>
    }
}

#[component]
fn KeyLine(filling: Filling, at: usize) -> impl IntoView {
    let read = move |side: fn(&Key) -> &String| {
        Signal::derive(move || {
            let found = |draft: &super::Draft| draft.join.on.get(at).map(|key| side(key).clone());
            filling.draft.with(found).unwrap_or_default()
        })
    };
    let write = move |side: fn(&mut Key) -> &mut String| {
        move |name: String| {
            filling.draft.update(|draft| {
                if let Some(key) = draft.join.on.get_mut(at) {
                    *side(key) = name;
                }
            });
        }
    };
    let remove = move |()| {
        filling.draft.update(|draft| {
            if at < draft.join.on.len() {
                draft.join.on.remove(at);
            }
        });
    };
    let left = Signal::derive(move || choices(filling.left_columns()));
    let right = Signal::derive(move || choices(filling.right_columns()));
    view! {
        <div class="key-line">
            <Choose bare=true label="Column here" choices=left value=read(|key| &key.left) on_choose=write(|key| &mut key.left) />
            <span aria-hidden="true">"="</span>
            <Choose bare=true label="Column there" choices=right value=read(|key| &key.right) on_choose=write(|key| &mut key.right) />
            <IconButton label="Remove this pair" glyph=Glyph::Close small=true on_press=remove />
        </div>
    }
}

/// The columns that are to be near.
#[component]
pub(super) fn NearestFields(filling: Filling) -> impl IntoView {
    let with = move |change: &dyn Fn(&mut Nearest)| {
        filling.draft.update(|draft| {
            let nearest = draft.join.nearest.get_or_insert_with(|| Nearest {
                left: String::new(),
                right: String::new(),
                side: Side::Before,
            });
            change(nearest);
        });
    };
    let read = move |of: fn(&Nearest) -> String| {
        Signal::derive(move || {
            filling
                .draft
                .with(|draft| draft.join.nearest.as_ref().map(of))
                .unwrap_or_default()
        })
    };
    let sides = [
        ("before", "The last that is not after it"),
        ("after", "The first that is not before it"),
        ("either", "The nearer of the two"),
    ];
    let sides = sides.map(|(kept, read)| (kept.to_owned(), read.to_owned())).to_vec();
    let near = |columns: Vec<Column>| {
        choices(
            columns
                .into_iter()
                .filter(|column| column.kind.is_time() || column.kind.is_number())
                .collect(),
        )
    };
    let left = Signal::derive(move || near(filling.left_columns()));
    let right = Signal::derive(move || near(filling.right_columns()));
    let choose_side = move |kept: String| {
        let side = match kept.as_str() {
            "after" => Side::After,
            "either" => Side::Either,
            _ => Side::Before,
        };
        with(&|nearest| nearest.side = side);
    };
    let side = read(|nearest| match nearest.side {
        Side::Before => "before".to_owned(),
        Side::After => "after".to_owned(),
        Side::Either => "either".to_owned(),
    });
    view! {
        <fieldset class="field">
            <legend class="label">"And are near each other by"</legend>
            <div class="key-line">
                <Choose bare=true label="Near column here" choices=left value=read(|nearest| nearest.left.clone()) on_choose=move |name| with(&|nearest| nearest.left.clone_from(&name)) />
                <span aria-hidden="true">"≈"</span>
                <Choose bare=true label="Near column there" choices=right value=read(|nearest| nearest.right.clone()) on_choose=move |name| with(&|nearest| nearest.right.clone_from(&name)) />
            </div>
            <Choose label="Which one" choices=Signal::stored(sides) value=side on_choose=choose_side />
        </fieldset>
    }
}

/// Keys that the data suggest.
#[component]
pub(super) fn Suggestions(filling: Filling) -> impl IntoView {
    let engine = filling.engine;
    let found = LocalResource::new(move || async move { engine.relations().await.unwrap_or_default() });
    let fitting = Memo::new(move |_| {
        let found = found.get().unwrap_or_default();
        let dataset = filling.draft.with(|draft| draft.join.dataset.clone());
        found
            .iter()
            .filter_map(|found| suggested(filling, found, &dataset))
            .collect::<Vec<_>>()
    });
    let item = move |(keys, coverage): (Vec<Key>, f64)| {
        let (label, own) = (words::source::keys(&keys), keys.clone());
        let on = move || filling.draft.with(|draft| draft.join.on == own);
        let take = move |_| filling.draft.update(|draft| draft.join.on.clone_from(&keys));
        view! {
            <button type="button" class="pill" class:on=on.clone() aria-pressed=move || on().to_string() on:click=take>
                <span>{label}</span>
                <i>{format!("{:.0}% have a partner", coverage * 100.0)}</i>
            </button>
        }
    };
    view! {
        <Show when=move || !fitting.with(Vec::is_empty)>
            <div class="chips suggested">
                <span class="small-text">"Found in the data"</span>
                {move || fitting.get().into_iter().map(item).collect_view()}
            </div>
        </Show>
    }
}

/// A found relation as keys of the join, whichever way it points.
fn suggested(filling: Filling, found: &FoundRelation, dataset: &str) -> Option<(Vec<Key>, f64)> {
    let relation = &found.relation;
    let (left, turned) = match (relation.to == dataset, relation.from == dataset) {
        (true, _) => (&relation.from, false),
        (false, true) => (&relation.to, true),
        (false, false) => return None,
    };
    let sources = filling.left();
    let source = sources.iter().find(|source| source.dataset.as_ref() == Some(left))?;
    let keys = relation.keys.iter().map(|key| {
        let (from, to) = if turned {
            (&key.right, &key.left)
        } else {
            (&key.left, &key.right)
        };
        let prefixed = format!("{}.{from}", source.title);
        let there = source
            .columns
            .iter()
            .find(|column| column.name == *from || column.name == prefixed)?;
        Some(Key {
            left: there.name.clone(),
            right: to.clone(),
        })
    });
    Some((keys.collect::<Option<Vec<_>>>()?, found.coverage))
}

/// The columns, and nothing while none is chosen.
fn choices(columns: Vec<Column>) -> Vec<(String, String)> {
    let none = (String::new(), "Choose…".to_owned());
    let columns = columns.into_iter().map(|column| (column.name.clone(), column.name));
    std::iter::once(none).chain(columns).collect()
}
