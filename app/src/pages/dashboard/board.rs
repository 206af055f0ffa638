//! What the parts of an open dashboard share: the document, what is picked, what is being carried.

mod filtering;

use crate::documents::Documents;
use crate::engine::{Engine, use_engine};
use crate::model::use_workspace;
use crate::notices::Notices;
use crate::pages::rows::RowsWanted;
use leptos::prelude::*;
use spec::answer::Level;
use spec::comment::Anchor;
use spec::dashboard::{Content, Dashboard, DashboardId, Place, Placed, TabId, TileId};
use spec::drill::Down;
use spec::edit::Edit;
use spec::layout;
use spec::marks::Marks;
use spec::model::Model;
use spec::phone::{self, Shape};
use spec::selection::{Pick, Selection};
use spec::version::Version;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Tiles with their places.
pub(super) type Places = Vec<(TileId, Place)>;

/// A tile that is being moved or made larger, before it is let go.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Carried {
    /// Which tile.
    pub id: TileId,
    /// Where it and the others would be.
    pub places: Places,
    /// How far the pointer has come, in pixels; none when keys carry it.
    pub by: Option<(f64, f64)>,
    /// Whether it is moved, or made larger and smaller.
    pub how: How,
}

/// What is done to a carried tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It goes elsewhere.
    Move,
    /// It becomes larger or smaller.
    Stretch,
}

/// An open dashboard. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Board {
    /// The document, while there is one.
    pub dashboard: Memo<Option<Dashboard>>,
    /// Which tab is shown.
    pub tab: RwSignal<TabId>,
    /// The document with the tiles of that tab alone.
    pub sheet: Memo<Option<Dashboard>>,
    /// What is picked.
    pub selection: RwSignal<Selection>,
    /// The marks behind each tile's pick.
    pub marks: RwSignal<BTreeMap<TileId, Marks>>,
    /// How far each tile is gone into.
    pub drills: RwSignal<BTreeMap<TileId, Vec<Down>>>,
    /// What is being carried.
    pub carried: RwSignal<Option<Carried>>,
    /// What a screen reader is told.
    pub said: RwSignal<String>,
    /// The tile whose title is being written.
    pub renaming: RwSignal<Option<TileId>>,
    /// The tile whose question is being changed.
    pub asking: RwSignal<Option<Asking>>,
    /// The rows that are shown beside.
    pub rows: RwSignal<Option<RowsWanted>>,
    /// What a comment is being written about.
    pub commenting: RwSignal<Option<Anchor>>,
    /// Whether the comments are read.
    pub reading_comments: RwSignal<bool>,
    /// How many tiles in view wait for their answer.
    pub in_view: RwSignal<usize>,
    /// Whether a tile out of view is being worked out.
    pub behind: RwSignal<bool>,
    /// How the tiles of the tab stand on a phone.
    pub phone: Memo<Vec<(TileId, Shape)>>,
    /// What it is asked of.
    pub engine: Engine,
    /// How datasets belong together.
    pub model: Memo<Model>,
    id: StoredValue<DashboardId>,
    documents: Documents,
    notices: Notices,
}

/// What the words of the question dialog will become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asking {
    /// A new tile.
    New,
    /// Another question for a tile.
    Instead(TileId),
}

/// The open dashboard.
pub(super) fn use_board() -> Board {
    expect_context()
}

impl Board {
    /// Opens a dashboard.
    pub(super) fn open(id: DashboardId, documents: Documents, notices: Notices) -> Self {
        let own = id.clone();
        let dashboard = Memo::new(move |_| documents.dashboard(&own));
        let tab = RwSignal::default();
        let sheet = Memo::new(move |_| {
            dashboard.with(|dashboard: &Option<Dashboard>| {
                let dashboard = dashboard.as_ref()?;
                Some(dashboard.sheet(&dashboard.tab(&tab.get())))
            })
        });
        let board = Self {
            dashboard,
            tab,
            sheet,
            selection: RwSignal::default(),
            marks: RwSignal::default(),
            drills: RwSignal::default(),
            carried: RwSignal::new(None),
            said: RwSignal::default(),
            renaming: RwSignal::new(None),
            asking: RwSignal::new(None),
            rows: RwSignal::new(None),
            commenting: RwSignal::new(None),
            reading_comments: RwSignal::new(false),
            in_view: RwSignal::new(0),
            behind: RwSignal::new(false),
            phone: Memo::new(move |_| {
                sheet.with(|sheet: &Option<Dashboard>| sheet.as_ref().map(phone::order).unwrap_or_default())
            }),
            engine: use_engine(),
            model: use_workspace().model,
            id: StoredValue::new(id),
            documents,
            notices,
        };
        board.take_what_was_carried();
        board.forget_picks_of_removed_tiles();
        board
    }

    /// Which dashboard it is.
    pub(super) fn id(self) -> DashboardId {
        self.id.get_value()
    }

    /// A tile of it.
    pub(super) fn placed(self, id: &TileId) -> Option<Placed> {
        self.dashboard.with(|dashboard| dashboard.as_ref()?.placed(id).cloned())
    }

    /// Where a tile is now, while another is carried too.
    pub(super) fn place(self, id: &TileId) -> Option<Place> {
        let carried = self.carried.with(|carried| {
            let places = &carried.as_ref()?.places;
            places.iter().find(|(other, _)| other == id).map(|(_, place)| *place)
        });
        carried.or_else(|| self.placed(id).map(|placed| placed.place))
    }

    /// The dashboard as it would be if the carried tile were let go.
    pub(super) fn preview(self) -> Option<Dashboard> {
        let mut dashboard = self.sheet.get_untracked()?;
        self.carried.with_untracked(|carried| {
            if let Some(carried) = carried {
                dashboard.settle(&carried.places);
            }
        });
        Some(dashboard)
    }

    /// Makes a change that can be taken back.
    pub(super) fn edit(self, edit: Edit) {
        if let Edit::Ask { id, .. } = &edit {
            self.clear(id);
        }
        self.id.with_value(|id| self.documents.edit(id, edit));
    }

    /// Gives tiles new places, as one change.
    pub(super) fn arrange(self, places: &[(TileId, Place)]) {
        let changed = self
            .sheet
            .with_untracked(|dashboard| dashboard.as_ref().map(|dashboard| dashboard.changed(places)));
        match changed {
            Some(changed) if !changed.is_empty() => {
                keep_focus();
                self.edit(Edit::Arrange(changed));
            }
            _ => {}
        }
    }

    /// Arranges by what a rule of the layout says; tells whether it said something.
    pub(super) fn arrange_by(self, rule: impl FnOnce(&Dashboard) -> Option<Places>) -> bool {
        let places = self.sheet.with_untracked(|sheet| rule(sheet.as_ref()?));
        if let Some(places) = &places {
            self.arrange(places);
        }
        places.is_some()
    }

    /// Lets the carried tile go where it is.
    pub(super) fn drop_carried(self) {
        if let Some(carried) = self.carried.get_untracked() {
            self.arrange(&carried.places);
            self.carried.set(None);
        }
    }

    /// Takes the last change back.
    pub(super) fn undo(self) {
        self.say("Undone", untrack(|| self.next().0));
        self.id.with_value(|id| self.documents.undo(id));
    }

    /// Makes the change again that was taken back last.
    pub(super) fn redo(self) {
        self.say("Redone", untrack(|| self.next().1));
        self.id.with_value(|id| self.documents.redo(id));
    }

    /// The change that can be taken back, and the one that can be made again, in words.
    pub(super) fn next(self) -> (Option<&'static str>, Option<&'static str>) {
        self.id.with_value(|id| self.documents.next(id))
    }

    fn say(self, what: &str, change: Option<&str>) {
        self.said.set(match change {
            Some(change) => format!("{what}: {change}"),
            None => "There is no change left".to_owned(),
        });
    }

    /// Takes a tile away, lets the others close the gap, and offers to bring it back.
    pub(super) fn remove(self, id: &TileId) {
        let Some(dashboard) = self.sheet.get_untracked() else {
            return;
        };
        let Some(placed) = dashboard.placed(id).cloned() else {
            return;
        };
        let rest = layout::without(&dashboard, id);
        self.edit(Edit::All(vec![
            Edit::Remove(id.clone()),
            Edit::Arrange(dashboard.changed(&rest)),
        ]));
        self.clear(id);
        let (documents, board) = (self.documents, self.id.get_value());
        let then = documents.changed(&board);
        let message = format!("“{}” was removed", name(&placed, &dashboard));
        let back = move || match documents.changed(&board) == then {
            true => documents.undo(&board),
            false => {
                let size = (placed.place.width, placed.place.height);
                documents.put(&board, &placed.tab, placed.content.clone(), Some(size));
            }
        };
        self.notices.offer(message, "Undo", back);
    }

    /// Puts a copy of a tile beside it.
    pub(super) fn duplicate(self, id: &TileId) {
        if let Some(placed) = self.placed(id) {
            self.put(placed.content, Some((placed.place.width, placed.place.height)));
        }
    }

    /// Adds something on the tab that is shown, in the first place that is free.
    pub(super) fn put(self, content: Content, size: Option<(u16, u16)>) {
        let tab = self.tab.get_untracked();
        self.id.with_value(|id| self.documents.put(id, &tab, content, size));
    }

    /// Moves a tile to another tab, in the first place that is free there.
    pub(super) fn put_on(self, id: &TileId, tab: &TabId) {
        let Some(dashboard) = self.dashboard.get_untracked() else {
            return;
        };
        let Some(placed) = dashboard.placed(id) else { return };
        let (id, tab) = (id.clone(), tab.clone());
        let place = layout::free_place(&dashboard.sheet(&tab), placed.place.width, placed.place.height);
        let left = dashboard.sheet(&placed.tab);
        let rest = left.changed(&layout::without(&left, &id));
        self.edit(Edit::All(vec![Edit::Put { id, tab, place }, Edit::Arrange(rest)]));
    }

    /// Tells the user something.
    pub(super) fn tell(self, level: Level, message: &str) {
        self.notices.tell(level, message);
    }

    /// Keeps the dashboard as it is now under a name.
    pub(super) fn keep_version(self, name: String) {
        self.id.with_value(|id| self.documents.keep_version(id, name));
    }

    /// Forgets a version.
    pub(super) fn forget_version(self, version: &Version) {
        self.id.with_value(|id| self.documents.forget_version(id, version));
    }

    /// The versions that were kept, oldest first.
    pub(super) fn versions(self) -> Vec<Version> {
        self.id.with_value(|id| self.documents.versions(id))
    }

    /// How many rows of the grid are taken.
    pub(super) fn height(self) -> u16 {
        let carried = self
            .carried
            .with(|carried| carried.as_ref().map(|carried| layout::height(&carried.places)));
        let resting = self.sheet.with(|sheet| {
            let sheet = sheet.as_ref()?;
            Some(layout::height(&layout::places(sheet)))
        });
        carried.unwrap_or(0).max(resting.unwrap_or(0))
    }

    /// A mark of another dashboard that this one was opened with.
    fn take_what_was_carried(self) {
        let carried = self.documents.carried;
        let own = |(id, _): &(DashboardId, Pick)| self.id.with_value(|own| own == id);
        if carried.with_untracked(|carried| carried.as_ref().is_some_and(own))
            && let Some((_, pick)) = carried.try_update(Option::take).flatten()
        {
            self.pick_for_all(pick);
        }
    }

    fn forget_picks_of_removed_tiles(self) {
        Effect::new(move |_| {
            let tiles = self.dashboard.with(|dashboard| {
                let tiles = dashboard.as_ref().map(|dashboard| &dashboard.tiles);
                tiles
                    .into_iter()
                    .flatten()
                    .map(|placed| placed.id.clone())
                    .collect::<Vec<_>>()
            });
            let picked = self
                .marks
                .with_untracked(|marks| marks.keys().cloned().collect::<Vec<_>>());
            for gone in picked.iter().filter(|tile| !tiles.contains(tile)) {
                self.clear(gone);
            }
        });
    }
}

/// What a tile is called, to tell it from the others.
pub(super) fn name(placed: &Placed, dashboard: &Dashboard) -> String {
    let name = match &placed.content {
        Content::Chart(tile) => tile.title.clone(),
        Content::Text(text) => text
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches(['#', ' '])
            .to_owned(),
        Content::Image(image) => image.description.clone(),
        Content::Filter(id) => {
            let control = dashboard.controls.iter().find(|control| &control.id == id);
            control.map(|control| control.column.clone()).unwrap_or_default()
        }
    };
    match (name.is_empty(), &placed.content) {
        (false, _) => name,
        (true, Content::Chart(_)) => "Tile".to_owned(),
        (true, Content::Text(_)) => "Text".to_owned(),
        (true, Content::Image(_)) => "Picture".to_owned(),
        (true, Content::Filter(_)) => "Filter".to_owned(),
    }
}

/// Tiles stand in the page in reading order; one that changes its place there would lose the focus.
fn keep_focus() {
    let Some(focused) = document()
        .active_element()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    request_animation_frame(move || {
        if focused.is_connected() && document().active_element().as_ref() != Some(&*focused) {
            drop(focused.focus());
        }
    });
}
