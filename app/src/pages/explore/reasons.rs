//! Why this kind of chart: half a sentence for the best, and for those that come next.

use super::bench::{Bench, use_bench};
use super::strip;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use spec::answer::{Answer, Reason};
use spec::chart::Kind;
use std::sync::Arc;

/// The reasons; in their place, what a kind lacks that was pressed in vain.
#[component]
pub(super) fn Reasons() -> impl IntoView {
    let bench = use_bench();
    let answer = bench.answering.answer;
    let now = Memo::new(move |_| answer.with(|answer| answer.as_ref()?.chart.kind));
    let reasons = Memo::new(move |_| answer.with(|answer| answer.as_ref().map(|answer| answer.reasons.clone())));
    let each = move || {
        reasons
            .get()
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .collect::<Vec<_>>()
    };
    let refused = move || {
        let kind = bench.refused.get()?;
        let lack = |answer: &Arc<Answer>| answer.lacking.iter().find(|lack| lack.kind == kind).cloned();
        answer.with(|answer| answer.as_ref().and_then(lack))
    };
    view! {
        <div class="reasons" role="group" aria-label="Why this kind of chart">
            <For each=each key=|(at, reason)| (*at, reason.kind, reason.why.clone()) let((at, reason))>
                <OneReason bench is_best=at == 0 reason now />
            </For>
        </div>
        {move || refused().map(|lack| view! { <Refused lack /> })}
    }
}

/// A kind, why it suits, and the way to it.
#[component]
fn OneReason(bench: Bench, is_best: bool, reason: Reason, now: Memo<Option<Kind>>) -> impl IntoView {
    let kind = reason.kind;
    let is_now = move || now.get() == Some(kind);
    let choose = move |_| strip::choose(bench, (!is_best).then_some(kind));
    view! {
        <button type="button" class="reason" aria-pressed=move || is_now().to_string() on:click=choose>
            <b>{kind.label()}</b>
            {is_best.then(|| view! { <span class="reason-best">"best"</span> })}
            <span class="reason-why">{words::capitalised(&reason.why)}</span>
        </button>
    }
}

/// What an answer lacks for a kind.
#[component]
fn Refused(lack: Reason) -> impl IntoView {
    let told = format!("{} cannot be drawn of this: {}", lack.kind.label(), lack.why);
    view! {
        <p class="note lack">
            <Icon glyph=Glyph::Warning />
            <span>{told}</span>
        </p>
    }
}
