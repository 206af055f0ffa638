//! A dashboard's definition as a link.

use super::contents::model;
use crate::app::receiving::ProblemNote;
use crate::share::gather::Stock;
use crate::share::link::{LONG_LETTERS, MOST_LETTERS, address};
use crate::ui::button::{Button, Look};
use crate::ui::format;
use leptos::prelude::*;
use spec::problem::Problem;
use spec::share::Share;
use spec::share::needs::{self, Need};
use wasm_bindgen_futures::JsFuture;

/// The form.
#[component]
pub(super) fn LinkForm(share: Share, stock: Stock, open: RwSignal<bool>) -> impl IntoView {
    let share = StoredValue::new(share);
    let made = LocalResource::new(move || async move {
        let share = share.get_value();
        let dashboard = share.dashboards.first().map(|one| one.dashboard.clone());
        let dashboard = dashboard.ok_or_else(|| Problem::new("gone", "this dashboard is not here any more"))?;
        let datasets = stock.engine.datasets.get_untracked();
        let address = address(&dashboard, &datasets, &share.model).await?;
        Ok::<_, Problem>((address, needs::of(&dashboard, &datasets)))
    });
    view! {
        {move || match made.get() {
            None => ().into_any(),
            Some(Ok((address, needs))) => {
                let model = share.with_value(|share| model(&share.model));
                view! { <Made address needs model open /> }.into_any()
            }
            Some(Err(problem)) => view! { <ProblemNote problem /> }.into_any(),
        }}
    }
}

#[component]
fn Made(address: String, needs: Vec<Need>, model: Option<String>, open: RwSignal<bool>) -> impl IntoView {
    let letters = address.chars().count();
    let too_long = letters > MOST_LETTERS;
    let warning = length_warning(letters);
    let copied = RwSignal::new(String::new());
    let to_copy = address.clone();
    let copy = move |()| {
        let address = to_copy.clone();
        leptos::task::spawn_local(async move {
            let done = JsFuture::from(window().navigator().clipboard().write_text(&address)).await;
            copied.try_set(match done {
                Ok(_) => "The link is copied".to_owned(),
                Err(_) => "The browser does not let us copy: select the link and copy it".to_owned(),
            });
        });
    };
    view! {
        <ul class="share-contents" aria-label="What the link will hold">
            <li>
                <b>"The dashboard's definition"</b>
                <span class="small-text">"titles, questions, filters as they are set, texts and pictures"</span>
            </li>
            {model.map(|said| view! { <li><b>"Model"</b><span class="small-text">{said}</span></li> })}
            {needs.iter().map(|need| {
                let columns: Vec<_> = need.columns.iter().map(|column| column.name.clone()).collect();
                view! {
                    <li>
                        <b>{format!("The names of {}", need.dataset)}</b>
                        <span class="small-text">{columns.join(", ")}</span>
                    </li>
                }
            }).collect_view()}
        </ul>
        <p class="small-text">"Stays out: every row, comments and versions. All of it stands behind the #, which a browser does not send to any server. Values that filters are set to are part of the definition."</p>
        {warning.map(|warning| view! { <div class="note warning"><p>{warning}</p></div> })}
        {(!too_long).then(|| view! {
            <label class="field">
                <span class="label">"Link"</span>
                <input class="input" readonly prop:value=address.clone() on:focus:target=|event| event.target().select() />
            </label>
        })}
        <p class="small-text" role="status">{move || copied.get()}</p>
        <div class="actions">
            <Button label="Close" on_press=move |()| open.set(false) />
            <Button label="Copy the link" look=Look::Primary disabled=too_long on_press=copy />
        </div>
    }
}

fn length_warning(letters: usize) -> Option<String> {
    let told = format::count(letters as u64);
    match letters {
        long if long > MOST_LETTERS => Some(format!(
            "The link would have {told} letters, too many for a browser's address: share a file instead."
        )),
        long if long > LONG_LETTERS => Some(format!(
            "The link has {told} letters. Some programs for mail and chat cut links of this length: a file is safer there."
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::length_warning;

    #[test]
    fn long_links_come_with_a_warning() {
        assert_eq!(length_warning(1_500), None);
        assert!(length_warning(5_000).unwrap().contains("cut links"));
        assert!(length_warning(70_000).unwrap().contains("file instead"));
    }
}
