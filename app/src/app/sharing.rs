//! The dialog that shares: it shows what a share will hold, then makes it.

pub(crate) mod contents;
mod file;
mod link;
mod page;
mod passphrase;

use crate::share::gather::Stock;
use crate::share::{Subject, use_sharing};
use crate::ui::dialog::Dialog;
use file::FileForm;
use leptos::prelude::*;
use link::LinkForm;
use page::PageForm;
use spec::share::Share;

/// What a dashboard becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A file for the app.
    File,
    /// A page that opens by itself.
    Page,
    /// An address.
    Link,
}

impl Form {
    const ALL: [Self; 3] = [Self::File, Self::Page, Self::Link];

    fn label(self) -> &'static str {
        match self {
            Self::File => "A file for Sextant",
            Self::Page => "A page in one file",
            Self::Link => "A link",
        }
    }

    fn about(self) -> &'static str {
        match self {
            Self::File => "Opened in Sextant: the dashboard, and its data if you want",
            Self::Page => "Opened in any browser, also offline: figures that still filter, without the rows",
            Self::Link => "The definition alone; whoever opens it needs the data",
        }
    }
}

/// The dialog; it is open while something is to be shared.
#[component]
pub(super) fn ShareDialog() -> impl IntoView {
    let sharing = use_sharing();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let is_asked = sharing.asked.with(Option::is_some);
        open.set(is_asked);
    });
    Effect::new(move |_| {
        if !open.get() && sharing.asked.with_untracked(Option::is_some) {
            sharing.asked.set(None);
        }
    });
    let title = Signal::derive(move || match sharing.asked.get() {
        Some(Subject::Dashboard(_)) => "Share this dashboard".to_owned(),
        _ => "Share the workspace".to_owned(),
    });
    view! {
        <Dialog open title wide=true>
            {move || sharing.asked.get().map(|subject| view! { <Chosen subject open /> })}
        </Dialog>
    }
}

#[component]
fn Chosen(subject: Subject, open: RwSignal<bool>) -> impl IntoView {
    let stock = Stock::of_page();
    let form = RwSignal::new(Form::File);
    let asked = subject.clone();
    let gathered = LocalResource::new(move || {
        let subject = asked.clone();
        async move { stock.gather(&subject).await }
    });
    let is_dashboard = matches!(subject, Subject::Dashboard(_));
    let made = move |share: Share| match form.get() {
        Form::File => view! { <FileForm share stock open /> }.into_any(),
        Form::Page => view! { <PageForm share stock open /> }.into_any(),
        Form::Link => view! { <LinkForm share stock open /> }.into_any(),
    };
    view! {
        {is_dashboard.then(|| view! { <Forms form /> })}
        {move || match gathered.get() {
            None => ().into_any(),
            Some(Ok(share)) => made(share),
            Some(Err(problem)) => view! { <super::receiving::ProblemNote problem /> }.into_any(),
        }}
    }
}

/// What it becomes, as a choice of few.
#[component]
fn Forms(form: RwSignal<Form>) -> impl IntoView {
    let choices = Form::ALL.map(|one| {
        view! {
            <label>
                <input type="radio" name="share-form" prop:checked=move || form.get() == one on:change=move |_| form.set(one) />
                <span>{one.label()}<small>{one.about()}</small></span>
            </label>
        }
    });
    view! {
        <fieldset class="field switches share-forms">
            <legend class="hidden-label">"Share as"</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
    }
}
