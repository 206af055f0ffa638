//! What can be done with a column, from its head.

use crate::pages::data::pages::Pages;
use crate::pages::data::steps::editing;
use crate::pages::data::steps::kind::Kind;
use crate::pages::data::workshop::{Workshop, use_workshop};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use leptos::prelude::*;
use spec::dataset::{Column, Type};
use spec::question::{Order, Sort};
use spec::step::Operation;

/// The button with three dots, and its menu.
#[component]
pub(super) fn ColumnMenu(column: Column, pages: Pages) -> impl IntoView {
    let shop = use_workshop();
    let label = format!("More for {}", column.name);
    let column = StoredValue::new(column);
    view! {
        <Menu class="button quiet only-icon small column-menu" label face=|| view! { <Icon glyph=Glyph::More /> }>
            <Items shop pages column=column.get_value() />
        </Menu>
    }
}

#[component]
fn Items(shop: Workshop, pages: Pages, column: Column) -> impl IntoView {
    let is_text = column.kind == Type::Text;
    let name = column.name.clone();
    let column = StoredValue::new(column);
    let form = move |kind: Kind| move |()| column.with_value(|column| editing::begin_about(shop, kind, column));
    let names = move || vec![column.with_value(|column| column.name.clone())];
    let add = move |make: fn(Vec<String>) -> Operation| move |()| shop.add(make(names()));
    let look = move |order: Order| {
        move |()| {
            let by = column.with_value(|column| column.name.clone());
            pages.order(Some(Sort { by, order }));
        }
    };
    view! {
        <MenuItem label="Smallest first" glyph=Glyph::Ascending on_press=look(Order::Ascending) />
        <MenuItem label="Largest first" glyph=Glyph::Descending on_press=look(Order::Descending) />
        <hr />
        <MenuItem label="Rename…" glyph=Glyph::Edit on_press=form(Kind::Rename) />
        <MenuItem label="Change type…" on_press=form(Kind::Retype) />
        <MenuItem label="Filter rows…" glyph=Glyph::Filter on_press=form(Kind::Filter) />
        <MenuItem label="Replace…" on_press=form(Kind::Replace) />
        {is_text
            .then(|| {
                view! {
                    <MenuItem label="Trim spaces" on_press=add(|columns| Operation::Trim { columns }) />
                    <MenuItem label="Split…" on_press=form(Kind::Split) />
                }
            })}
        <MenuItem label="Fill down" on_press=add(|columns| Operation::FillDown { columns }) />
        <MenuItem label="Sort rows by it…" on_press=form(Kind::Sort) />
        <MenuItem label=format!("One row for each {name}") on_press=add(|columns| Operation::Deduplicate { columns }) />
        <hr />
        <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=add(|columns| Operation::Remove { columns }) />
    }
}
