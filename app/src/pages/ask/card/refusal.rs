//! Why an answer is not there, or cannot be changed, and what to do.

use super::Card;
use crate::files::use_files;
use crate::ui::button::Button;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use spec::problem::Problem;

/// Why there is no answer, and questions that would work.
#[component]
pub(super) fn Refusal(
    /// The card.
    card: Card,
    /// What went wrong.
    problem: Problem,
    /// Hears a question that is offered instead.
    on_ask: Callback<String>,
) -> impl IntoView {
    let hint = problem.hint.clone().unwrap_or_default();
    let is_question = |line: &&str| !line.ends_with('.') && !line.ends_with(':');
    let (questions, told): (Vec<_>, Vec<_>) = hint
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .partition(is_question);
    let questions = questions.into_iter().map(|question| {
        let (label, question) = (question.to_owned(), question.to_owned());
        view! {
            <button type="button" class="pill" on:click=move |_| on_ask.run(question.clone())>
                <span>{label}</span>
            </button>
        }
    });
    let about = move || card.blamed_words().map(|words| view! { <b>{words}</b>" · " });
    let can_undo = move || !card.past.with(Vec::is_empty);
    view! {
        <div class="refusal" role="alert">
            <p><Icon glyph=Glyph::Warning /><span>{about}{words::capitalised(&problem.message)}</span></p>
            {told.iter().map(|line| view! { <p class="quiet-text">{(*line).to_owned()}</p> }).collect_view()}
            <div class="chips">
                {questions.collect_view()}
                <Show when=can_undo>
                    <Button label="Take the change back" small=true glyph=Glyph::Undo on_press=move |()| card.undo() />
                </Show>
            </div>
        </div>
    }
}

/// Says that the dataset is gone, and what to do.
#[component]
pub(super) fn Orphan(
    /// The dataset's name.
    dataset: String,
) -> impl IntoView {
    let files = use_files();
    view! {
        <div class="note warning" role="status">
            <Icon glyph=Glyph::Warning />
            <span>{format!("{dataset} is not open any more, so this answer cannot be changed.")}</span>
            <span class="space"></span>
            <Button label="Open it again…" small=true on_press=move |()| files.choose() />
        </div>
    }
}
