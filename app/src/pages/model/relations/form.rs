//! The form that makes a relation by hand.

use crate::model::use_workspace;
use crate::pages::model::fields::{DatasetField, Foot, Making, choices, use_columns};
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::field::Choose;
use crate::ui::icon::Glyph;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::join::Key;
use spec::model::{Origin, Relation};

/// The form.
#[component]
pub(super) fn Form(making: Making<Relation>, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let (at, first) = (making.at, making.thing);
    let (from, to) = (RwSignal::new(first.from), RwSignal::new(first.to));
    let (keys, many) = (RwSignal::new(first.keys), RwSignal::new(first.many));
    let problem = RwSignal::new(None);
    let relation = move || {
        let whole =
            keys.with(|keys| keys.iter().all(|key| !key.left.is_empty() && !key.right.is_empty()) && !keys.is_empty());
        whole.then(|| Relation {
            from: from.get(),
            to: to.get(),
            keys: keys.get(),
            many: many.get(),
            origin: Origin::Made,
        })
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(relation) = untrack(relation) else { return };
        spawn_local(async move {
            match workspace
                .change(move |model| Making::put(at, relation, &mut model.relations))
                .await
            {
                Ok(()) => open.set(false),
                Err(found) => problem.set(Some(found)),
            }
        });
    };
    let pairs = move || {
        let count = keys.with(Vec::len);
        (0..count)
            .map(|place| view! { <Pair place keys from=from.into() to=to.into() /> })
            .collect_view()
    };
    view! {
        <form class="link-form" on:submit=save>
            <div class="model-fields">
                <DatasetField label="Each row of" value=from />
                <DatasetField label="Points at a row of" value=to />
            </div>
            {pairs}
            <div>
                <Button
                    label="Another pair of columns"
                    small=true
                    look=Look::Quiet
                    glyph=Glyph::Plus
                    on_press=move |()| keys.update(|keys| keys.push(Key::same("")))
                />
            </div>
            <div class="switches">
                <label>
                    <input type="checkbox" prop:checked=move || many.get() on:change:target=move |event| many.set(event.target().checked()) />
                    <span>
                        "A row may have several partners"
                        <small>"Joining then multiplies rows, and questions in plain words do not go by it"</small>
                    </span>
                </label>
            </div>
            <Foot problem is_whole=Signal::derive(move || relation().is_some()) on_cancel=move |()| open.set(false) />
        </form>
    }
}

/// One pair of columns that must be equal.
#[component]
fn Pair(place: usize, keys: RwSignal<Vec<Key>>, from: Signal<String>, to: Signal<String>) -> impl IntoView {
    let side = move |dataset: Signal<String>| {
        let columns = use_columns(dataset);
        Signal::derive(move || {
            let mut all = columns.with(|columns| choices(columns, |_| true));
            all.insert(0, (String::new(), "Choose a column".to_owned()));
            all
        })
    };
    let now = move |pick: fn(&Key) -> &String| {
        Signal::derive(move || keys.with(|keys| keys.get(place).map(|key| pick(key).clone()).unwrap_or_default()))
    };
    let set = move |change: &dyn Fn(&mut Key)| keys.update(|keys| keys.get_mut(place).into_iter().for_each(change));
    let several = Memo::new(move |_| keys.with(Vec::len) > 1);
    view! {
        <div class="model-pair">
            <Choose label="Its column" choices=side(from) value=now(|key| &key.left) on_choose=move |name: String| set(&|key| key.left.clone_from(&name)) />
            <span aria-hidden="true">"="</span>
            <Choose label="The other’s column" choices=side(to) value=now(|key| &key.right) on_choose=move |name: String| set(&|key| key.right.clone_from(&name)) />
            <Show when=move || several.get()>
                <IconButton label="Leave this pair out" glyph=Glyph::Close small=true on_press=move |()| keys.update(|keys| drop(keys.remove(place))) />
            </Show>
        </div>
    }
}
