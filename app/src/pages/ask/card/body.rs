//! The headline, the chart and the notes of an answer.

use super::Card;
use crate::echarts::Spot;
use crate::pages::ask::kinds::Kinds;
use crate::pages::ask::mark_menu::MarkMenu;
use crate::ui::advice::AdviceLine;
use crate::ui::chart::Chart;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use spec::answer::{Answer, Level, Note};
use spec::chart::Kind;
use std::sync::Arc;

/// The headline, the chart and the notes.
#[component]
pub(super) fn Body(
    /// The card.
    card: Card,
) -> impl IntoView {
    let answer = Memo::new_with_compare(
        move |_| card.answer(),
        |before: Option<&Option<Arc<Answer>>>, now| match (before, now) {
            (Some(Some(before)), Some(Some(now))) => !Arc::ptr_eq(before, now),
            (before, now) => before.is_none_or(Option::is_none) != now.is_none_or(Option::is_none),
        },
    );
    let is_there = Memo::new(move |_| answer.with(Option::is_some));
    let pending = Memo::new(move |_| {
        !is_there.get()
            && card
                .entry
                .with(|entry| entry.as_ref().is_some_and(|entry| entry.problem.is_none()))
            && card.problem.with(Option::is_none)
    });
    let shown = Signal::derive(move || answer.get().unwrap_or_default());
    let label = Signal::derive(move || card.tile().map(|tile| tile.title).unwrap_or_default());
    let spot = RwSignal::new(None::<Spot>);
    let place = card
        .entry
        .with_untracked(|entry| entry.as_ref().map(|entry| entry.id.clone()));
    let place = place.unwrap_or_default();
    let advised = Signal::derive(move || {
        let is_true = is_there.get() && !card.busy.get() && !card.as_table.get() && !card.is_refused();
        is_true.then(|| card.tile()).flatten()
    });
    let height = move || answer.with(|answer| answer.as_ref().map(|answer| height(answer, card.as_table.get())));
    view! {
        <Show when=move || pending.get()>
            <div class="pending" role="status">
                <span class="hidden-label">"Working on it"</span>
                <div class="skeleton"></div>
            </div>
        </Show>
        <Show when=move || is_there.get()>
            <div class="top">
                <h3>{move || shown.get().headline.clone()}</h3>
                <Kinds card />
            </div>
            <div class="body" class:stale=move || card.busy.get() || card.is_refused() style:height=height>
                <Chart answer=shown label as_table=card.as_table drawn=card.plot on_menu=move |at: Spot| spot.set(Some(at)) />
            </div>
            <MarkMenu card spot />
            <AdviceLine place=place.clone() tile=advised on_change=move |tile| card.read_as(tile) />
            <div class="notes">{move || shown.get().notes.iter().map(note).collect_view()}</div>
        </Show>
        <div class="notes">
            {move || card.entry.get().and_then(|entry| entry.asked).map(|asked| asked.notes.iter().map(note).collect_view())}
        </div>
    }
}

fn note(note: &Note) -> impl IntoView + use<> {
    let (class, glyph) = match note.level {
        Level::Info => ("note", None),
        Level::Warning => ("note warning", Some(Glyph::Warning)),
        Level::Error => ("note error", Some(Glyph::Warning)),
    };
    view! {
        <p class=class>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            <span>{words::capitalised(&note.message)}</span>
        </p>
    }
}

/// How high a chart stands: many lying bars need room, a figure needs little.
fn height(answer: &Answer, as_table: bool) -> String {
    let rows = answer.table.rows.len();
    match answer.chart.kind {
        Some(Kind::Kpi) if !as_table && answer.chart.x.is_some() => "168px".to_owned(),
        Some(Kind::Kpi) if !as_table => "108px".to_owned(),
        Some(Kind::Bar | Kind::Lollipop | Kind::Bullet) if !as_table => {
            format!("{}px", (rows * if rows > 14 { 21 } else { 40 } + 56).clamp(140, 760))
        }
        Some(Kind::Table) => table_height(rows),
        _ if as_table => table_height(rows),
        _ => "var(--chart)".to_owned(),
    }
}

fn table_height(rows: usize) -> String {
    format!("{}px", (rows * 32 + 50).clamp(82, 420))
}
