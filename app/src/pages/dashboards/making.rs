//! "Make me a dashboard": templates that take what fits from a dataset, each seen in small before it is made.

use super::picture::picture;
use crate::clock;
use crate::engine::use_engine;
use crate::route::Route;
use crate::ui::dialog::Dialog;
use crate::ui::field::Choose;
use crate::ui::format;
use leptos::prelude::*;
use spec::dashboard::{Dashboard, DashboardId};
use spec::dataset::Dataset;
use spec::profile::Profile;
use spec::template::{self, Template};

/// The dialog.
#[component]
pub(crate) fn MakeDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Hears the dashboard that was made.
    #[prop(into)]
    on_made: Callback<Dashboard>,
) -> impl IntoView {
    let made = Callback::new(move |dashboard| {
        open.set(false);
        on_made.run(dashboard);
    });
    view! {
        <Dialog open title="Make a dashboard" wide=true>
            <Choosing on_made=made />
        </Dialog>
    }
}

#[component]
fn Choosing(on_made: Callback<Dashboard>) -> impl IntoView {
    let engine = use_engine();
    let chosen = RwSignal::new(None::<String>);
    let dataset = Memo::new(move |_| {
        let chosen = chosen.get();
        engine.datasets.with(|datasets| {
            let named = datasets.iter().find(|dataset| Some(&dataset.name) == chosen.as_ref());
            named.or(datasets.last()).cloned()
        })
    });
    let profile = LocalResource::new(move || {
        let dataset = dataset.get();
        async move { engine.profile(dataset?.name).await.ok() }
    });
    let ground = move || Some((dataset.get()?, profile.get()??));
    let names = Signal::derive(move || {
        let names = engine
            .datasets
            .with(|datasets| datasets.iter().map(|dataset| dataset.name.clone()).collect::<Vec<_>>());
        names.into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>()
    });
    let name = Signal::derive(move || dataset.get().map(|dataset| dataset.name).unwrap_or_default());
    view! {
        <Show
            when=move || dataset.with(Option::is_some)
            fallback=|| view! {
                <p class="quiet-text">"Open a file first: a dashboard is made from its columns."</p>
                <div class="actions"><a class="button primary" href=Route::Data(None).href()>"Open a file"</a></div>
            }
        >
            <Show when=move || { names.with(Vec::len) > 1 }>
                <Choose label="From" choices=names value=name on_choose=move |name| chosen.set(Some(name)) />
            </Show>
            <div class="templates">
                {move || match ground() {
                    Some((dataset, profile)) => template::ALL.iter().map(|template| {
                        view! { <One template=*template dataset=dataset.clone() profile=profile.clone() on_made /> }
                    }).collect_view().into_any(),
                    None => view! { <p class="quiet-text" role="status">"Looking at the columns…"</p> }.into_any(),
                }}
            </div>
        </Show>
    }
}

#[component]
fn One(template: Template, dataset: Dataset, profile: Profile, on_made: Callback<Dashboard>) -> impl IntoView {
    let make = move |id: DashboardId| template.make(id, &dataset, &profile);
    let seen = make(DashboardId(String::new()));
    let fits = seen.is_some();
    let tiles = seen
        .as_ref()
        .map(|seen| format::counted(seen.tiles.len() as u64, "tile"));
    let press = move |_| {
        if let Some(dashboard) = make(DashboardId(clock::fresh_id())) {
            on_made.run(dashboard);
        }
    };
    view! {
        <button type="button" class="template" disabled=!fits on:click=press>
            <span class="template-picture">{seen.as_ref().map(picture)}</span>
            <b>{template.name}</b>
            <span class="small-text">{template.about}</span>
            <span class="small-text">{tiles.unwrap_or_else(|| "No columns for it in this dataset".to_owned())}</span>
        </button>
    }
}
