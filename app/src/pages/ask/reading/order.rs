//! The chip of the order of the answer's rows.

use super::Chips;
use super::chip::ChipMenu;
use crate::pages::ask::edit::{Change, Chip};
use crate::ui::menu::MenuItem;
use crate::ui::menu::pages::{MenuFront, MenuMore, MenuPage};
use crate::ui::words;
use leptos::prelude::*;
use spec::question::{Group, Measure, Order, Query, Sort};

/// The order of the answer's rows.
#[component]
pub(super) fn OrderChip(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let sort = Memo::new(move |_| chips.of(|query| query.sort.clone()).unwrap_or_default());
    let says = Signal::derive(move || match sort.get().as_slice() {
        [] => "as it comes".to_owned(),
        [one] => words::sort(one),
        [first, rest @ ..] => {
            let rest: Vec<_> = rest.iter().map(|sort| sort.by.clone()).collect();
            format!("{}, then {}", words::sort(first), rest.join(", "))
        }
    });
    let as_it_comes = Signal::derive(move || Some(sort.with(Vec::is_empty)));
    view! {
        <ChipMenu chips chip=Chip::Sort what="sort" says>
            <MenuFront>
                <MenuItem label="As it comes" checked=as_it_comes on_press=move |()| chips.change.run(Change::Sort(Vec::new())) />
                <Items chips sort place=0 />
                <Show when=move || !sort.with(Vec::is_empty)>
                    <hr />
                    <MenuMore label="Then by" page="then" />
                </Show>
            </MenuFront>
            <MenuPage name="then" title="Then by">
                <Items chips sort place=1 />
            </MenuPage>
        </ChipMenu>
    }
}

/// The columns to go by, first or after the first.
#[component]
fn Items(chips: Chips, sort: Memo<Vec<Sort>>, place: usize) -> impl IntoView {
    let item = move |next: Sort| {
        let own = next.clone();
        let checked = Signal::derive(move || Some(sort.with(|sort| sort.get(place) == Some(&own))));
        let choose = move |next: &Sort| {
            let mut all = sort.get_untracked();
            all.truncate(place);
            all.retain(|sort| sort.by != next.by);
            all.push(next.clone());
            chips.change.run(Change::Sort(all));
        };
        let label = words::capitalised(&words::sort(&next));
        view! { <MenuItem label checked on_press=move |()| choose(&next) /> }
    };
    move || {
        let names = match chips.of(Query::is_rows).unwrap_or_default() {
            true => chips.columns().into_iter().map(|column| column.name).collect(),
            false => chips.of(names).unwrap_or_default(),
        };
        let sorts = names
            .into_iter()
            .flat_map(|by| [Order::Descending, Order::Ascending].map(|order| Sort { by: by.clone(), order }));
        sorts.map(item).collect_view()
    }
}

/// The columns of the answer.
fn names(query: &Query) -> Vec<String> {
    let measures = query.measures.iter().map(Measure::name);
    let derived = query.derived.iter().map(|derived| derived.name.clone());
    let groups = query.groups.iter().map(Group::name);
    measures.chain(derived).chain(groups).collect()
}
