//! The user's dashboards: in memory to work with, in storage after every change.

mod stored;

use crate::notices::Notices;
use crate::{clock, storage};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use spec::chart::Kind;
use spec::dashboard::{Content, Dashboard, DashboardId, Placed, TabId, Tile, TileId};
use spec::edit::{Edit, History};
use spec::layout;
use spec::question::Question;
use spec::selection::Pick;
use spec::share::SharedDashboard;
use spec::version::{self, Version};
use stored::Stored;

/// A dashboard with the changes made to it, so that undo survives a reload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Document {
    /// The dashboard.
    pub dashboard: Dashboard,
    /// The changes made to it.
    pub history: History,
    /// When it was last changed, in milliseconds since 1970.
    pub changed: f64,
    /// How it was at times that were given a name, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
}

impl Document {
    /// A dashboard to which nothing was done yet.
    fn new(dashboard: Dashboard) -> Self {
        Self {
            dashboard,
            history: History::default(),
            changed: js_sys::Date::now(),
            versions: Vec::new(),
        }
    }
}

/// The user's dashboards. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Documents {
    /// Last changed first.
    pub all: RwSignal<Vec<Document>>,
    /// Whether storage has been read.
    pub loaded: RwSignal<bool>,
    /// A mark that is carried to another dashboard, to filter it by.
    pub carried: RwSignal<Option<(DashboardId, Pick)>>,
    notices: Notices,
}

/// The page's documents.
pub(crate) fn use_documents() -> Documents {
    expect_context()
}

impl Documents {
    /// Reads what is stored.
    pub(crate) fn load(notices: Notices) -> Self {
        let documents = Self {
            all: RwSignal::new(Vec::new()),
            loaded: RwSignal::new(false),
            carried: RwSignal::new(None),
            notices,
        };
        spawn_local(async move {
            match storage::read_all::<Stored>("dashboard/").await {
                Ok(stored) => {
                    let mut stored: Vec<_> = stored.into_iter().map(|Stored(document)| document).collect();
                    stored.sort_by(|a, b| b.changed.total_cmp(&a.changed));
                    documents.all.update(|all| all.extend(stored));
                }
                Err(problem) => notices.problem(&problem),
            }
            documents.loaded.set(true);
        });
        documents
    }

    /// The dashboard with this id.
    pub(crate) fn dashboard(self, id: &DashboardId) -> Option<Dashboard> {
        self.all.with(|all| {
            all.iter()
                .find(|document| &document.dashboard.id == id)
                .map(|found| found.dashboard.clone())
        })
    }

    /// Makes an empty dashboard.
    pub(crate) fn create(self, title: &str) -> DashboardId {
        let id = DashboardId(clock::fresh_id());
        let dashboard = Dashboard::new(id.clone(), title);
        self.put_back(Document::new(dashboard));
        id
    }

    /// Takes a dashboard in that was made elsewhere.
    pub(crate) fn adopt(self, dashboard: Dashboard) {
        self.put_back(Document::new(dashboard));
    }

    /// Takes a dashboard in that others have shared.
    pub(crate) fn take_in(self, shared: SharedDashboard) {
        self.put_back(Document {
            versions: shared.versions,
            ..Document::new(shared.dashboard)
        });
    }

    /// Puts a dashboard back that [`Documents::remove`] took away.
    pub(crate) fn put_back(self, document: Document) {
        self.save(&document);
        self.all.update(|all| all.insert(0, document));
    }

    /// Takes a dashboard away, and gives it so that it can be put back.
    pub(crate) fn remove(self, id: &DashboardId) -> Option<Document> {
        let index = self
            .all
            .with_untracked(|all| all.iter().position(|document| &document.dashboard.id == id))?;
        let removed = self.all.try_update(|all| all.remove(index));
        let (key, notices) = (key(id), self.notices);
        spawn_local(async move {
            if let Err(problem) = storage::remove(&key).await {
                notices.problem(&problem);
            }
        });
        removed
    }

    /// Makes a change that can be taken back.
    pub(crate) fn edit(self, id: &DashboardId, edit: Edit) {
        self.change(id, |document| {
            document.history.make(&mut document.dashboard, edit).is_ok()
        });
    }

    /// Takes the last change back.
    pub(crate) fn undo(self, id: &DashboardId) {
        self.change(id, |document| document.history.undo(&mut document.dashboard));
    }

    /// Makes the change again that was taken back last.
    pub(crate) fn redo(self, id: &DashboardId) {
        self.change(id, |document| document.history.redo(&mut document.dashboard));
    }

    /// The change of a dashboard that can be taken back, and the one that can be made again, in words.
    pub(crate) fn next(self, id: &DashboardId) -> (Option<&'static str>, Option<&'static str>) {
        self.all.with(|all| {
            let found = all.iter().find(|document| &document.dashboard.id == id);
            found.map_or((None, None), |found| {
                (found.history.next_undo(), found.history.next_redo())
            })
        })
    }

    /// When a dashboard was last changed, in milliseconds since 1970.
    pub(crate) fn changed(self, id: &DashboardId) -> Option<f64> {
        self.all.with_untracked(|all| {
            let found = all.iter().find(|document| &document.dashboard.id == id);
            found.map(|found| found.changed)
        })
    }

    /// Makes a copy of a dashboard, without its history.
    pub(crate) fn duplicate(self, id: &DashboardId) {
        let Some(mut dashboard) = untrack(|| self.dashboard(id)) else {
            return;
        };
        dashboard.id = DashboardId(clock::fresh_id());
        dashboard.title = format!("{} (copy)", dashboard.title);
        self.adopt(dashboard);
    }

    /// Pins a tile to a dashboard, in the first place that is free.
    pub(crate) fn pin(self, id: &DashboardId, tile: Tile) {
        self.put(id, &TabId::default(), Content::Chart(tile), None);
    }

    /// Puts something on a tab of a dashboard, in the first place that is free for its size in cells.
    pub(crate) fn put(self, id: &DashboardId, tab: &TabId, content: Content, size: Option<(u16, u16)>) {
        let Some(dashboard) = untrack(|| self.dashboard(id)) else {
            return;
        };
        let tab = dashboard.tab(tab);
        let (width, height) = size.unwrap_or_else(|| usual_size(&content));
        let place = layout::free_place(&dashboard.sheet(&tab), width, height);
        let placed = Placed {
            id: TileId(clock::fresh_id()),
            content,
            place,
            tab,
        };
        self.edit(
            id,
            Edit::Add {
                index: dashboard.tiles.len(),
                placed,
            },
        );
    }

    /// Keeps a dashboard as it is now under a name.
    pub(crate) fn keep_version(self, id: &DashboardId, name: String) {
        self.change(id, |document| {
            let (dashboard, at) = (document.dashboard.clone(), js_sys::Date::now());
            version::keep(&mut document.versions, Version { name, at, dashboard });
            true
        });
    }

    /// Forgets a version.
    pub(crate) fn forget_version(self, id: &DashboardId, version: &Version) {
        self.change(id, |document| {
            document.versions.retain(|other| other != version);
            true
        });
    }

    /// The versions of a dashboard, oldest first.
    pub(crate) fn versions(self, id: &DashboardId) -> Vec<Version> {
        self.all.with(|all| {
            let found = all.iter().find(|document| &document.dashboard.id == id);
            found.map(|found| found.versions.clone()).unwrap_or_default()
        })
    }

    fn change(self, id: &DashboardId, change: impl FnOnce(&mut Document) -> bool) {
        let changed = self.all.try_update(|all| {
            let document = all.iter_mut().find(|document| &document.dashboard.id == id)?;
            change(document).then(|| {
                document.changed = js_sys::Date::now();
                document.clone()
            })
        });
        if let Some(Some(document)) = changed {
            self.save(&document);
        }
    }

    fn save(self, document: &Document) {
        let (key, document, notices) = (key(&document.dashboard.id), Stored(document.clone()), self.notices);
        spawn_local(async move {
            if let Err(problem) = storage::write(&key, &document).await {
                notices.problem(&problem);
            }
        });
    }
}

fn key(id: &DashboardId) -> String {
    format!("dashboard/{}", id.0)
}

/// How large a new tile is, in cells.
fn usual_size(content: &Content) -> (u16, u16) {
    let tile = match content {
        Content::Chart(tile) => tile,
        Content::Text(_) => return (12, 2),
        Content::Image(_) => return (4, 4),
        Content::Filter(_) => return (3, 5),
    };
    match (tile.chart.kind, &tile.question) {
        (Some(Kind::Kpi), _) => (3, 2),
        (Some(Kind::Table), _) => (12, 5),
        (None, Question::Query(query)) if query.is_figure() => (3, 2),
        (None, Question::Query(query)) if query.is_rows() => (12, 5),
        _ => (6, 5),
    }
}
