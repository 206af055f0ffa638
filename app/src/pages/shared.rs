//! A dashboard that came by a link: what it needs, and the data on this device that it can be shown with.

use crate::clock;
use crate::engine::use_engine;
use crate::files::use_files;
use crate::notices::use_notices;
use crate::route::Route;
use crate::share::gather::Stock;
use crate::share::link;
use crate::ui::button::{Button, Look};
use crate::ui::field::Choose;
use crate::ui::format;
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::dashboard::Dashboard;
use spec::dataset::Dataset;
use spec::problem::Problem;
use spec::share::link::Linked;
use spec::share::names::Names;
use spec::share::needs::Need;
use spec::share::{SharedDashboard, merge};
use std::collections::BTreeMap;

/// What was chosen for each dataset that is needed; empty for none.
type Chosen = RwSignal<BTreeMap<String, String>>;

/// The page.
#[component]
pub(crate) fn SharedPage(
    /// What the address held.
    packed: String,
) -> impl IntoView {
    let read = LocalResource::new(move || {
        let packed = packed.clone();
        async move { link::read(&packed).await }
    });
    view! {
        <div class="column shared">
            {move || match read.get() {
                None => ().into_any(),
                Some(Ok(linked)) => view! { <Opened linked /> }.into_any(),
                Some(Err(problem)) => view! { <Refused problem /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Refused(problem: Problem) -> impl IntoView {
    view! {
        <div class="empty" role="alert">
            <h2>{problem.message}</h2>
            <p>{problem.hint}</p>
            <a class="button" href=Route::Dashboards.href()>
                "All dashboards"
            </a>
        </div>
    }
}

#[component]
fn Opened(linked: Linked) -> impl IntoView {
    let (files, stock, notices) = (use_files(), Stock::of_page(), use_notices());
    let chosen: Chosen = RwSignal::default();
    let title = linked.dashboard.title.clone();
    let tiles = format::counted(linked.dashboard.tiles.len() as u64, "tile");
    let needs = linked.needs.clone();
    let linked = StoredValue::new(linked);
    let is_complete = move || {
        linked.with_value(|linked| {
            let has =
                |need: &Need| chosen.with(|chosen| chosen.get(&need.dataset).is_some_and(|name| !name.is_empty()));
            linked.needs.iter().all(has)
        })
    };
    let add = move |()| {
        let (linked, chosen) = (linked.get_value(), chosen.get_untracked());
        spawn_local(async move {
            match stock.add_linked(linked, chosen).await {
                Ok(dashboard) => Route::Dashboard(dashboard.id).go(),
                Err(problem) => notices.problem(&problem),
            }
        });
    };
    view! {
        <div class="card shared-card">
            <h2>{title}</h2>
            <p class="quiet-text">{format!("A dashboard of {tiles}, shared by a link. A link holds no data: choose what it is shown with.")}</p>
            {needs.into_iter().map(|need| view! { <OneNeed need chosen /> }).collect_view()}
            <div class="actions">
                <Button label="Open a file…" glyph=Glyph::Upload on_press=move |()| files.choose() />
                <Button
                    label=Signal::derive(move || if is_complete() { "Show the dashboard" } else { "Keep it without the data" }.to_owned())
                    look=Look::Primary
                    on_press=add
                />
            </div>
        </div>
    }
}

/// A dataset that is needed: its columns, and which of those here can stand for it.
#[component]
fn OneNeed(need: Need, chosen: Chosen) -> impl IntoView {
    let engine = use_engine();
    let own = StoredValue::new(need.clone());
    let fitting = Memo::new(move |_| {
        let can = |dataset: &&Dataset| own.with_value(|need| fits(need, dataset));
        engine.datasets.with(|all| {
            all.iter()
                .filter(can)
                .map(|dataset| dataset.name.clone())
                .collect::<Vec<_>>()
        })
    });
    // What fits best is chosen until someone chooses: the one of that name, else the newest.
    Effect::new(move |_| {
        let fitting = fitting.get();
        let name = own.with_value(|need| need.dataset.clone());
        chosen.update(|chosen| {
            let now = chosen.entry(name.clone()).or_default();
            if now.is_empty() || !fitting.contains(now) {
                let best = fitting.iter().find(|one| **one == name).or(fitting.last());
                *now = best.cloned().unwrap_or_default();
            }
        });
    });
    let choices = Signal::derive(move || {
        let names = fitting.get().into_iter().map(|name| (name.clone(), name));
        names.collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        chosen.with(|chosen| own.with_value(|need| chosen.get(&need.dataset).cloned().unwrap_or_default()))
    });
    let choose = move |name: String| {
        let need = own.with_value(|need| need.dataset.clone());
        chosen.update(|chosen| drop(chosen.insert(need, name)));
    };
    let lacking = move || engine.datasets.with(|all| own.with_value(|need| lacking(need, all)));
    let columns: Vec<_> = need.columns.iter().map(|column| column.name.clone()).collect();
    let from = match need.filename.is_empty() {
        true => String::new(),
        false => format!(" (from {})", need.filename),
    };
    view! {
        <div class="shared-need" role="group" aria-label=format!("Data for {}", need.dataset)>
            <p><b>{need.dataset.clone()}</b>{from}</p>
            <p class="small-text">{format!("Columns: {}", columns.join(", "))}</p>
            <Show
                when=move || fitting.with(|fitting| !fitting.is_empty())
                fallback=move || view! { <div class="note warning"><p>{lacking}</p></div> }
            >
                <Choose label=format!("Shown with (in place of {})", own.with_value(|need| need.dataset.clone())) choices value on_choose=choose />
            </Show>
        </div>
    }
}

/// Whether a dataset can stand for one that is needed; of one whose columns are not known, only its name tells.
fn fits(need: &Need, dataset: &Dataset) -> bool {
    match need.columns.is_empty() {
        true => need.dataset == dataset.name,
        false => need.lacks(dataset).is_empty(),
    }
}

/// Why none of the open datasets can stand for the one that is needed.
fn lacking(need: &Need, open: &[Dataset]) -> String {
    match open.iter().find(|dataset| dataset.name == need.dataset) {
        Some(dataset) => {
            let lacks: Vec<_> = need.lacks(dataset).iter().map(|column| column.name.clone()).collect();
            format!(
                "“{}” is open, but without these columns, or they are of another type: {}",
                dataset.name,
                lacks.join(", ")
            )
        }
        None => format!(
            "No dataset with these columns is open. Open the file{}: it is then offered here.",
            if need.filename.is_empty() {
                String::new()
            } else {
                format!(" {}", need.filename)
            }
        ),
    }
}

impl Stock {
    /// Takes in a dashboard that came by a link, over the chosen datasets.
    async fn add_linked(self, linked: Linked, chosen: BTreeMap<String, String>) -> Result<Dashboard, Problem> {
        let names = Names(chosen.into_iter().filter(|(_, name)| !name.is_empty()).collect());
        let Linked {
            mut dashboard,
            mut model,
            ..
        } = linked;
        names.dashboard(&mut dashboard);
        names.model(&mut model);
        let mut shared = vec![SharedDashboard {
            dashboard,
            versions: Vec::new(),
        }];
        self.workspace
            .change(|here| drop(merge::model(model, here, &mut shared)))
            .await?;
        let here: Vec<_> = self
            .documents
            .all
            .with_untracked(|all| all.iter().map(|document| document.dashboard.clone()).collect());
        let known = shared.first().map(|one| one.dashboard.clone());
        let arrived = merge::dashboards(shared, &here, &mut clock::fresh_id);
        let fresh = arrived.fresh.into_iter().next();
        if let Some(fresh) = &fresh {
            self.documents.take_in(fresh.clone());
        }
        let dashboard = fresh.map(|one| one.dashboard).or(known);
        dashboard.ok_or_else(|| Problem::new("cut_off", "This link holds no dashboard"))
    }
}
