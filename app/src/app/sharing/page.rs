//! A dashboard as a page of its own, in one file.

use super::passphrase::{Passphrase, PassphraseFields};
use crate::app::receiving::ProblemNote;
use crate::save;
use crate::share::gather::Stock;
use crate::share::page::MadePage;
use crate::ui::button::{Button, Look};
use crate::ui::format;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::problem::Problem;
use spec::share::Share;

/// The form.
#[component]
pub(super) fn PageForm(share: Share, stock: Stock, open: RwSignal<bool>) -> impl IntoView {
    let share = StoredValue::new(share);
    let made = LocalResource::new(move || async move {
        let share = share.get_value();
        let dashboard = share.dashboards.first().map(|one| one.dashboard.clone());
        let dashboard = dashboard.ok_or_else(|| Problem::new("gone", "this dashboard is not here any more"))?;
        stock.page(&dashboard, &share.model).await
    });
    view! {
        {move || match made.get() {
            None => view! { <p class="quiet-text" role="status">"Working out what goes into it…"</p> }.into_any(),
            Some(Ok(page)) => view! { <Made page open /> }.into_any(),
            Some(Err(problem)) => view! { <ProblemNote problem /> }.into_any(),
        }}
    }
}

#[component]
fn Made(page: MadePage, open: RwSignal<bool>) -> impl IntoView {
    let passphrase = Passphrase::new();
    let (is_busy, saved) = (RwSignal::new(false), RwSignal::new(None::<Result<String, Problem>>));
    let filename = save::filename(&page.title, "html");
    let told = format!(
        "The file takes {} and opens in any browser, with or without a network.",
        format::size(page.size)
    );
    let (contents, remarks) = (page.contents.clone(), page.remarks.clone());
    let page = StoredValue::new(page);
    let make = move |()| {
        is_busy.set(true);
        saved.set(None);
        let (filename, passphrase) = (filename.clone(), passphrase.get());
        spawn_local(async move {
            let made = page.get_value().save(&filename, passphrase.as_deref()).await;
            // The dialog may be closed by now.
            saved.try_set(Some(
                made.map(|size| format!("Saved {filename}, {}", format::size(size))),
            ));
            is_busy.try_set(false);
        });
    };
    view! {
        <p role="status">{told}</p>
        <ul class="share-contents" tabindex="0" aria-label="What the file will hold">
            {contents
                .into_iter()
                .map(|(name, detail)| view! { <li><b>{name}</b><span class="small-text">{detail}</span></li> })
                .collect_view()}
        </ul>
        <p class="small-text">"Texts, pictures and filters as they are set go along. Stays out: single rows, comments, versions, and how the figures are worked out."</p>
        {(!remarks.is_empty()).then(|| view! {
            <div class="note warning">
                <ul>{remarks.into_iter().map(|remark| view! { <li>{remark}</li> }).collect_view()}</ul>
            </div>
        })}
        <PassphraseFields passphrase />
        {move || saved.get().map(|saved| match saved {
            Ok(said) => view! { <p role="status">{said}</p> }.into_any(),
            Err(problem) => view! { <ProblemNote problem /> }.into_any(),
        })}
        <div class="actions">
            <Button label="Close" on_press=move |()| open.set(false) />
            <Button
                label=Signal::derive(move || if is_busy.get() { "Making the file…" } else { "Save the page" }.to_owned())
                look=Look::Primary
                disabled=Signal::derive(move || is_busy.get() || passphrase.problem().is_some())
                on_press=make
            />
        </div>
    }
}
