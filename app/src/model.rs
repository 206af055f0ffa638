//! The workspace's model: in memory to work with, in storage after every change, and with every engine that starts.

use crate::engine::Engine;
use crate::notices::Notices;
use crate::storage;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use spec::dataset::Dataset;
use spec::model::Model;
use spec::problem::Problem;

const KEY: &str = "model";
/// So many changes can be taken back.
const MOST_CHANGES: usize = 40;

/// The model with what it was before, so that undo survives a reload.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Versions {
    now: Model,
    before: Vec<Model>,
    after: Vec<Model>,
}

/// The workspace's model. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Workspace {
    /// What holds now.
    pub model: Memo<Model>,
    /// Whether storage has been read.
    pub loaded: RwSignal<bool>,
    versions: RwSignal<Versions>,
    engine: Engine,
    notices: Notices,
}

/// The page's model.
pub(crate) fn use_workspace() -> Workspace {
    expect_context()
}

impl Workspace {
    /// Reads what is stored, and hands it to the engine.
    pub(crate) fn load(engine: Engine, notices: Notices) -> Self {
        let versions = RwSignal::new(Versions::default());
        let workspace = Self {
            model: Memo::new(move |_| versions.with(|versions| versions.now.clone())),
            loaded: RwSignal::new(false),
            versions,
            engine,
            notices,
        };
        spawn_local(async move {
            match storage::read::<Versions>(KEY).await {
                Ok(stored) => versions.set(stored.unwrap_or_default()),
                Err(problem) => notices.problem(&problem),
            }
            workspace.loaded.set(true);
        });
        workspace.follow();
        workspace
    }

    /// Makes a change that can be taken back, when the engine takes it; what is wrong with it otherwise.
    pub(crate) async fn change(self, change: impl FnOnce(&mut Model)) -> Result<(), Problem> {
        let before = self.versions.with_untracked(|versions| versions.now.clone());
        let mut now = before.clone();
        change(&mut now);
        if now == before {
            return Ok(());
        }
        let datasets = self.engine.datasets.get_untracked();
        let known = before.clashes(&datasets);
        self.engine.model(now.without(&known)).await?;
        self.versions.update(|versions| {
            versions.before.push(before);
            let old = versions.before.len().saturating_sub(MOST_CHANGES);
            versions.before.drain(..old);
            versions.after.clear();
            versions.now = now;
        });
        self.save();
        Ok(())
    }

    /// Makes a change, and tells what is wrong with it in a message.
    pub(crate) fn make(self, change: impl FnOnce(&mut Model) + 'static) {
        spawn_local(async move {
            if let Err(problem) = self.change(change).await {
                self.notices.problem(&problem);
            }
        });
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

    /// Keeps the engine's model true: what clashes with a column of an open dataset is left out of it.
    fn follow(self) {
        let (engine, versions, notices) = (self.engine, self.versions, self.notices);
        let standing = Memo::new(move |_| {
            let model = versions.with(|versions| versions.now.clone());
            let clashes = engine.datasets.with(|datasets: &Vec<Dataset>| model.clashes(datasets));
            model.without(&clashes)
        });
        Effect::new(move |sent: Option<Model>| {
            let model = standing.get();
            if model != sent.unwrap_or_default() {
                let sending = model.clone();
                spawn_local(async move {
                    match engine.model(sending).await {
                        Err(problem) if problem.code != "superseded" => notices.problem(&problem),
                        _ => {}
                    }
                });
            }
            model
        });
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
