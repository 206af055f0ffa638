//! The shell: what is around every place.

mod choosing;
mod combining;
mod dropping;
mod fitting;
pub(crate) mod header;
mod launched;
mod linking;
mod palette;
mod pasting;
mod rail;
mod receiving;
mod sharing;
mod shortcuts;
mod toasts;
pub(crate) mod ways;

use crate::documents::Documents;
use crate::draft::SqlDraft;
use crate::engine::Engine;
use crate::exploration::Exploration;
use crate::files::Files;
use crate::model::Workspace;
use crate::notices::Notices;
use crate::pages::ask::Ask;
use crate::pages::dashboard::DashboardPage;
use crate::pages::dashboards::Dashboards;
use crate::pages::data::Data;
use crate::pages::explore::Explore;
use crate::pages::model::Model;
use crate::pages::shared::SharedPage;
use crate::pages::sql::SqlPage;
use crate::pages::why::{WhyAsked, WhyDialog};
use crate::route::Route;
use crate::share::Sharing;
use crate::theme::Theme;
use crate::thread::Thread;
use crate::works::Works;
use crate::{embed, route};
use choosing::FileInputs;
use combining::CombineDialog;
use dropping::DropAnywhere;
use fitting::FittingDialog;
use header::{Header, HeaderSlot};
use leptos::prelude::*;
use linking::LinkDialog;
use palette::{Palette, PaletteOpen};
use rail::Rail;
use receiving::ReceiveDialog;
use sharing::ShareDialog;
use toasts::Toasts;

/// The whole page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let notices = Notices::new();
    let works = Works::new();
    let engine = Engine::start(notices, works);
    let documents = Documents::load(notices);
    let thread = Thread::load(notices);
    let sharing = Sharing::new();
    let files = Files::load(engine, sharing, notices);
    provide_context(notices);
    provide_context(works);
    provide_context(engine);
    provide_context(documents);
    provide_context(Workspace::load(engine, notices));
    provide_context(thread);
    provide_context(Exploration::load(notices));
    provide_context(WhyAsked::new());
    provide_context(files);
    provide_context(sharing);
    provide_context(SqlDraft::new());
    provide_context(Theme::start());
    embed::expose(engine, files, thread);
    provide_context(HeaderSlot(NodeRef::new()));
    let palette = PaletteOpen(RwSignal::new(false));
    provide_context(palette);
    launched::follow(files);
    pasting::listen(files);
    let route = route::follow();
    provide_context(route);
    shortcuts::listen(palette);
    view! {
        <div class="app">
            <a class="skip" href="#main" on:click=skip>
                "Skip to the content"
            </a>
            <Rail route />
            <div class="stage">
                <Header route />
                <main id="main" class="place-main" tabindex="-1">
                    <Place route />
                </main>
            </div>
            <Toasts />
            <DropAnywhere />
            <FileInputs />
            <LinkDialog />
            <CombineDialog />
            <FittingDialog />
            <WhyDialog />
            <ShareDialog />
            <ReceiveDialog />
            <Palette />
        </div>
    }
}

/// The place where the user is; it is kept while only its name in the address changes.
#[component]
fn Place(route: ReadSignal<Route>) -> impl IntoView {
    let kind = Memo::new(move |_| route.with(Tab::of));
    Effect::new(move |_| {
        kind.track();
        if let Some(main) = document().get_element_by_id("main") {
            main.set_scroll_top(0);
        }
    });
    let dataset = Memo::new(move |_| match route.get() {
        Route::Data(name) => name,
        _ => None,
    });
    let is_model = Memo::new(move |_| route.with(|route| matches!(route, Route::Model(_))));
    let part = Memo::new(move |_| match route.get() {
        Route::Model(part) => part,
        _ => None,
    });
    move || match kind.get() {
        Tab::Ask => view! { <Ask /> }.into_any(),
        Tab::Explore => view! { <Explore route /> }.into_any(),
        Tab::Data => match is_model.get() {
            true => view! { <Model section=part /> }.into_any(),
            false => view! { <Data dataset /> }.into_any(),
        },
        Tab::Dashboards => match route.get() {
            Route::Dashboard(id) => view! { <DashboardPage id /> }.into_any(),
            Route::Shared(packed) => view! { <SharedPage packed /> }.into_any(),
            _ => view! { <Dashboards /> }.into_any(),
        },
        Tab::Sql => view! { <SqlPage /> }.into_any(),
    }
}

/// One of the five places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    /// Questions and answers.
    Ask,
    /// The visual builder.
    Explore,
    /// Datasets.
    Data,
    /// Dashboards, and one of them.
    Dashboards,
    /// The editor.
    Sql,
}

impl Tab {
    /// Every place, in the order of the rail and of the keys.
    pub(crate) const ALL: [Self; 5] = [Self::Ask, Self::Explore, Self::Data, Self::Dashboards, Self::Sql];

    /// The place that a route leads to.
    pub(crate) fn of(route: &Route) -> Self {
        match route {
            Route::Ask => Self::Ask,
            Route::Explore(_) => Self::Explore,
            Route::Data(_) | Route::Model(_) => Self::Data,
            Route::Dashboards | Route::Dashboard(_) | Route::Shared(_) => Self::Dashboards,
            Route::Sql => Self::Sql,
        }
    }

    /// Its name.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Ask => "Ask",
            Self::Explore => "Explore",
            Self::Data => "Data",
            Self::Dashboards => "Dashboards",
            Self::Sql => "SQL",
        }
    }

    /// Where it begins.
    pub(crate) fn route(self) -> Route {
        match self {
            Self::Ask => Route::Ask,
            Self::Explore => Route::Explore(None),
            Self::Data => Route::Data(None),
            Self::Dashboards => Route::Dashboards,
            Self::Sql => Route::Sql,
        }
    }
}

/// A link to `#main` would leave the place, which is in the fragment.
fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    let main = document().query_selector("#main").ok().flatten();
    if let Some(main) = main.and_then(|main| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(main).ok()) {
        drop(main.focus());
    }
}
