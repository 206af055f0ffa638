//! The chart of what is explored, with what there is to say of it.

use super::bench::{Bench, use_bench};
use super::mark_menu::MarkMenu;
use super::missing::Missing;
use crate::echarts::Spot;
use crate::ui::advice::AdviceLine;
use crate::ui::button::Button;
use crate::ui::chart::Chart;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use spec::answer::{Answer, Level, Note};
use spec::chart::Kind;
use spec::problem::Problem;
use std::sync::Arc;

/// The headline, the chart and the notes.
#[component]
pub(super) fn Stage() -> impl IntoView {
    let bench = use_bench();
    let answer = Memo::new_with_compare(
        move |_| bench.answering.answer.get(),
        |before: Option<&Option<Arc<Answer>>>, now| match (before, now) {
            (Some(Some(before)), Some(Some(now))) => !Arc::ptr_eq(before, now),
            (before, now) => before.is_none_or(Option::is_none) != now.is_none_or(Option::is_none),
        },
    );
    let is_there = Memo::new(move |_| answer.with(Option::is_some));
    let shown = Signal::derive(move || answer.get().unwrap_or_default());
    let label = Signal::derive(move || bench.kept().map(|tile| tile.title).unwrap_or_default());
    let problem = move || bench.answering.problem.get();
    let missing = move || bench.answering.missing.get();
    let is_stale = move || bench.answering.waiting.get() || problem().is_some() || missing().is_some();
    let spot = RwSignal::new(None::<Spot>);
    let is_figure = move || shown.with(|answer| answer.chart.kind == Some(Kind::Kpi)) && !bench.as_table.get();
    let advised = Signal::derive(move || {
        let is_true = is_there.get() && !is_stale() && !bench.as_table.get();
        is_true.then(|| bench.kept()).flatten()
    });
    view! {
        <section class="card stage-card" aria-label="Answer" aria-busy=move || bench.answering.waiting.get().to_string()>
            {move || missing().map(|dataset| view! { <Missing bench dataset /> })}
            {move || problem().map(|problem| view! { <Refusal bench problem /> })}
            <Show
                when=move || is_there.get()
                fallback=move || view! { <Show when=move || problem().is_none() && missing().is_none()><div class="skeleton"></div></Show> }
            >
                <h2>{move || shown.get().headline.clone()}</h2>
                <div class="body" class:stale=is_stale class:figure-body=is_figure>
                    <Chart answer=shown label as_table=bench.as_table drawn=bench.plot on_menu=move |at: Spot| spot.set(Some(at)) />
                </div>
                <AdviceLine place="explore" tile=advised on_change=move |tile| bench.put_right(tile) />
                <div class="notes">{move || shown.get().notes.iter().map(note).collect_view()}</div>
            </Show>
            <MarkMenu spot />
        </section>
    }
}

#[component]
fn Refusal(bench: Bench, problem: Problem) -> impl IntoView {
    let can = Memo::new(move |_| bench.exploration.can().0);
    let from = bench.query().map(|query| query.from).unwrap_or_default();
    let message = match problem.message.starts_with(&from) {
        // A name is written as it is.
        true => problem.message.clone(),
        false => words::capitalised(&problem.message),
    };
    view! {
        <div class="refusal" role="alert">
            <p>
                <Icon glyph=Glyph::Warning />
                <span>{message}</span>
            </p>
            {problem.hint.map(|hint| view! { <p class="quiet-text">{words::capitalised(&hint)}</p> })}
            <Show when=move || can.get()>
                <div>
                    <Button label="Take the change back" glyph=Glyph::Undo small=true on_press=move |()| bench.exploration.undo() />
                </div>
            </Show>
        </div>
    }
}

fn note(note: &Note) -> impl IntoView + use<> {
    let class = match note.level {
        Level::Info => "note",
        Level::Warning => "note warning",
        Level::Error => "note error",
    };
    view! { <p class=class>{words::capitalised(&note.message)}</p> }
}
