//! The menu of a mark on an answer card: by right click, long press or the menu key.

use super::card::Card;
use crate::echarts::Spot;
use crate::engine::use_engine;
use crate::exploration::use_exploration;
use crate::model::use_workspace;
use crate::pages::mark::{self, Mark};
use crate::pages::why::{WhyWanted, use_why};
use crate::ui::icon::Glyph;
use crate::ui::menu::at::MenuAt;
use crate::ui::menu::{MenuItem, MenuTitle};
use leptos::prelude::*;
use spec::cross;
use spec::dashboard::TileId;
use spec::question::Query;
use spec::selection::Pick;

/// The menu of the card's marks.
#[component]
pub(super) fn MarkMenu(
    /// The card.
    card: Card,
    /// Where it is asked for.
    spot: RwSignal<Option<Spot>>,
) -> impl IntoView {
    let at = RwSignal::new(None);
    Effect::new(move |_| at.set(spot.get().map(|spot| spot.at)));
    view! {
        <MenuAt at label="Menu of the mark" on_close=move |()| spot.set(None)>
            {move || {
                let row = spot.get_untracked().and_then(|spot| spot.row);
                untrack(|| view! { <Items card row /> })
            }}
        </MenuAt>
    }
}

#[component]
fn Items(card: Card, row: Option<usize>) -> impl IntoView {
    let (why, exploration) = (use_why(), use_exploration());
    let mark = row.and_then(|row| Some((row, marked(card, row)?)));
    let of = mark.as_ref().map(|(row, mark)| (*row, mark.pick.clone()));
    let (asked, filter) = (of.clone(), of.map(|(_, pick)| pick.filter));
    let explain = move |()| {
        if let Some(wanted) = untrack(|| why_of(card, asked.clone())) {
            why.ask(wanted);
        }
    };
    let explore = move |()| {
        if let Some(tile) = untrack(|| card.tile()) {
            exploration.open(tile, filter.as_slice());
        }
    };
    view! {
        {mark.as_ref().map(|(_, mark)| view! { <MenuTitle label=mark.pick.label.clone() /> })}
        <MenuItem label="Why is it this number…" glyph=Glyph::Why on_press=explain />
        <MenuItem label="Explore" glyph=Glyph::Explore on_press=explore />
        {mark
            .map(|(_, mark)| {
                let copied = mark.copied();
                view! { <MenuItem label="Copy" glyph=Glyph::Copy on_press=move |()| mark::copy(&copied) /> }
            })}
    }
}

fn query(card: Card) -> Option<Query> {
    cross::asked(&card.tile()?, card.answer().as_deref())
}

fn marked(card: Card, row: usize) -> Option<Mark> {
    let id = TileId("answer".to_owned());
    Mark::of_row(
        (use_engine(), use_workspace()),
        &query(card)?,
        &*card.answer()?,
        &id,
        row,
    )
}

/// The question why about a card's answer, or about a mark of it.
pub(super) fn why_of(card: Card, of: Option<(usize, Pick)>) -> Option<WhyWanted> {
    Some(WhyWanted {
        title: card.tile()?.title,
        query: query(card)?,
        answer: card.answer()?,
        filters: Vec::new(),
        of,
    })
}
