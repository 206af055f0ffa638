//! What is explored: one question with its chart, what it was before, in memory to work with and in storage after every change.

use crate::notices::Notices;
use crate::route::Route;
use crate::storage;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use spec::dashboard::Tile;
use spec::filter::Filter;

const KEY: &str = "exploration";
/// So many changes can be taken back.
const MOST_CHANGES: usize = 60;

/// The question with what it was before, so that undo survives a reload.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Versions {
    now: Option<Tile>,
    before: Vec<Option<Tile>>,
    after: Vec<Option<Tile>>,
}

/// What is explored. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Exploration {
    /// The question and its chart; none before the first.
    pub tile: Memo<Option<Tile>>,
    /// Whether storage has been read.
    pub loaded: RwSignal<bool>,
    versions: RwSignal<Versions>,
    notices: Notices,
}

/// What the page explores.
pub(crate) fn use_exploration() -> Exploration {
    expect_context()
}

impl Exploration {
    /// Reads what is stored.
    pub(crate) fn load(notices: Notices) -> Self {
        let versions = RwSignal::new(Versions::default());
        let loaded = RwSignal::new(false);
        spawn_local(async move {
            match storage::read::<Versions>(KEY).await {
                // What was explored while storage was read is newer.
                Ok(Some(stored)) if versions.with_untracked(|versions| versions.now.is_none()) => versions.set(stored),
                Ok(_) => {}
                Err(problem) => notices.problem(&problem),
            }
            loaded.set(true);
        });
        Self {
            tile: Memo::new(move |_| versions.with(|versions| versions.now.clone())),
            loaded,
            versions,
            notices,
        }
    }

    /// Makes a change that can be taken back.
    pub(crate) fn change(self, tile: Tile) {
        let is_new = self
            .versions
            .with_untracked(|versions| versions.now.as_ref() != Some(&tile));
        if !is_new {
            return;
        }
        self.versions.update(|versions| {
            versions.before.push(versions.now.replace(tile));
            let old = versions.before.len().saturating_sub(MOST_CHANGES);
            versions.before.drain(..old);
            versions.after.clear();
        });
        self.save();
    }

    /// Puts right what the last change made, as part of it.
    pub(crate) fn amend(self, tile: Tile) {
        self.versions.update(|versions| versions.now = Some(tile));
        self.save();
    }

    /// Goes to the place with this question, limited by these filters too.
    pub(crate) fn open(self, tile: Tile, filters: &[Filter]) {
        self.change(Tile {
            question: tile.question.filtered(filters),
            ..tile
        });
        Route::Explore(None).go();
    }

    /// Takes the last change back.
    pub(crate) fn undo(self) {
        self.step(|versions| {
            let Some(before) = versions.before.pop() else {
                return false;
            };
            versions.after.push(std::mem::replace(&mut versions.now, before));
            true
        });
    }

    /// Makes the change again that was taken back last.
    pub(crate) fn redo(self) {
        self.step(|versions| {
            let Some(after) = versions.after.pop() else {
                return false;
            };
            versions.before.push(std::mem::replace(&mut versions.now, after));
            true
        });
    }

    /// Whether a change can be taken back, and made again.
    pub(crate) fn can(self) -> (bool, bool) {
        self.versions
            .with(|versions| (!versions.before.is_empty(), !versions.after.is_empty()))
    }

    fn step(self, step: impl FnOnce(&mut Versions) -> bool) {
        if self.versions.try_update(step).unwrap_or(false) {
            self.save();
        }
    }

    fn save(self) {
        let (versions, notices) = (self.versions.get_untracked(), self.notices);
        spawn_local(async move {
            if let Err(problem) = storage::write(KEY, &versions).await {
                notices.problem(&problem);
            }
        });
    }
}
