//! The columns of a query in a menu, by the dataset they come from.

use super::Chips;
use crate::ui::menu::pages::Finding;
use crate::ui::menu::{MenuItem, MenuTitle};
use leptos::prelude::*;
use spec::dataset::Column;

/// With more columns than this there is a field to find one.
const MANY: usize = 12;

/// The columns to choose from.
#[component]
pub(in crate::pages) fn ColumnItems(
    /// What the chips share.
    chips: Chips,
    /// The one chosen now.
    #[prop(optional, into)]
    now: Signal<Option<String>>,
    /// Which columns are offered.
    #[prop(default = |_| true)]
    fits: fn(&Column) -> bool,
    /// Hears the choice.
    on_pick: impl Fn(Column) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let typed = use_context::<Finding>();
    move || {
        let typed = typed
            .map(|typed| typed.0.get().trim().to_lowercase())
            .unwrap_or_default();
        let mut sources = chips.sources.get();
        for source in &mut sources {
            source
                .columns
                .retain(|column| fits(column) && column.name.to_lowercase().contains(&typed));
        }
        sources.retain(|source| !source.columns.is_empty());
        let has_titles = sources.len() > 1;
        let lists = sources.into_iter().map(|source| {
            let items = source.columns.into_iter().map(|column| {
                let own = column.name.clone();
                let checked = Signal::derive(move || now.with(|now| now.as_ref().map(|now| *now == own)));
                let name = column.name.clone();
                view! { <MenuItem label=name checked on_press=move |()| on_pick(column.clone()) /> }
            });
            view! {
                {has_titles.then(|| view! { <MenuTitle label=source.title /> })}
                {items.collect_view()}
            }
        });
        lists.collect_view()
    }
}

/// Whether there are so many columns that one is better found by typing.
pub(in crate::pages) fn are_many(chips: Chips) -> Signal<bool> {
    Memo::new(move |_| chips.columns().len() > MANY).into()
}
