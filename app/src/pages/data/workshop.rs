//! What is being made of one dataset: every change goes through here, is shown at once, and can be taken back.

use super::history::{History, Version};
use super::pages::Pages;
use super::steps::editing::Editing;
use crate::engine::{Engine, use_engine};
use crate::files::{Files, Report, use_files};
use crate::notices::{Notices, use_notices};
use crate::storage;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::{Note, Table};
use spec::dataset::{Column, Dataset};
use spec::problem::Problem;
use spec::question::Question;
use spec::reading::OpenOptions;
use spec::step::{Operation, Outcome, Step};
use web_sys::File;

/// A part of what is known of a dataset, beside its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// What was found.
    Report,
    /// How it was read.
    Reading,
    /// What was done to it.
    Steps,
    /// What is not in the table.
    Aside,
}

/// One dataset under work. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Workshop {
    /// The dataset as it is now.
    pub dataset: Memo<Dataset>,
    /// Its rows.
    pub pages: Pages,
    /// What is shown beside the rows.
    pub tab: RwSignal<Option<Tab>>,
    /// What was done so far.
    pub history: RwSignal<History>,
    /// What came of each step.
    pub outcomes: RwSignal<Vec<Outcome>>,
    /// The form that is open.
    pub editing: RwSignal<Option<Editing>>,
    /// What was done last without a form, in words.
    pub said: RwSignal<Option<String>>,
    /// How many changes are under way.
    pub busy: RwSignal<u32>,
    /// Counts the changes that the engine has made.
    pub revision: RwSignal<u32>,
    /// The file is not at hand: this is to be done once it is.
    pub gone: RwSignal<Option<Version>>,
    /// What a newer file brought.
    pub changes: RwSignal<Option<Vec<Note>>>,
    /// The columns as they were read, once that is known.
    base: RwSignal<Option<Vec<Column>>>,
    name: StoredValue<String>,
    engine: Engine,
    files: Files,
    notices: Notices,
}

/// The workshop that a part stands in.
pub(super) fn use_workshop() -> Workshop {
    expect_context()
}

impl Workshop {
    /// Takes a dataset to work on; what was done to it before can still be taken back.
    pub(super) fn open(dataset: Memo<Dataset>, pages: Pages) -> Self {
        let now = dataset.get_untracked();
        let base = now.steps.is_empty().then(|| now.columns.clone());
        let shop = Self {
            dataset,
            pages,
            tab: RwSignal::new(None),
            history: RwSignal::new(History::new(&now.source.filename, &now.steps)),
            outcomes: RwSignal::new(Vec::new()),
            editing: RwSignal::new(None),
            said: RwSignal::new(None),
            busy: RwSignal::new(0),
            revision: RwSignal::new(0),
            gone: RwSignal::new(None),
            changes: RwSignal::new(None),
            base: RwSignal::new(base),
            name: StoredValue::new(now.name.clone()),
            engine: use_engine(),
            files: use_files(),
            notices: use_notices(),
        };
        shop.recall();
        shop
    }

    /// The dataset's name.
    pub(super) fn name(self) -> String {
        self.name.get_value()
    }

    /// The steps that hold now; what a form tries out is not among them.
    pub(super) fn steps(self) -> Vec<Step> {
        self.history.with(|history| history.now.steps.clone())
    }

    /// The columns before a step; those of the table for a new one.
    pub(super) fn columns_before(self, at: Option<usize>) -> Option<Vec<Column>> {
        match at {
            None => Some(self.dataset.with_untracked(|dataset| dataset.columns.clone())),
            Some(0) => self.base.get_untracked(),
            Some(at) => self
                .outcomes
                .with_untracked(|outcomes| outcomes.get(at - 1).map(|outcome| outcome.columns.clone())),
        }
    }

    /// Adds a step at the end.
    pub(super) fn add(self, operation: Operation) {
        let mut steps = untrack(|| self.steps());
        let said = operation.said();
        steps.push(operation.into());
        self.make_steps(steps);
        self.said.set(Some(said));
    }

    /// Does these steps from now on.
    pub(super) fn make_steps(self, steps: Vec<Step>) {
        let options = self.history.with_untracked(|history| history.now.options.clone());
        self.make(Version { options, steps });
    }

    /// Reads the file in this way from now on.
    pub(super) fn make_options(self, options: OpenOptions) {
        let steps = untrack(|| self.steps());
        self.make(Version { options, steps });
    }

    /// Takes the last change back.
    pub(super) fn undo(self) {
        self.step_through(History::undo);
    }

    /// Makes the change again that was taken back last.
    pub(super) fn redo(self) {
        self.step_through(History::redo);
    }

    /// Shows what steps would give, without keeping them.
    pub(super) fn preview(self, steps: Vec<Step>) {
        self.begin();
        spawn_local(async move {
            let result = self.engine.transform(self.name(), steps).await;
            self.end();
            match result {
                Ok((_, outcomes)) => self.renew(outcomes),
                Err(problem) if problem.code == "superseded" => {}
                Err(problem) => self.notices.problem(&problem),
            }
        });
    }

    /// Finds out which columns there are before the first step, by doing these steps without it.
    pub(super) async fn find_base(self, steps: Vec<Step>) -> Option<Vec<Column>> {
        let mut without = steps;
        if let Some(first) = without.first_mut() {
            first.enabled = false;
        }
        let (_, outcomes) = self.engine.transform(self.name(), without).await.ok()?;
        let columns = outcomes.first()?.columns.clone();
        self.base.set(Some(columns.clone()));
        Some(columns)
    }

    /// Shows the rows as they are kept.
    pub(super) fn settle(self) {
        self.preview(untrack(|| self.steps()));
    }

    /// One look at the rows.
    pub(super) async fn table(self, question: Question) -> Result<Table, Problem> {
        self.engine.table(None, question, 1).await
    }

    /// Reads another file in place of this dataset's, in the same way and with the same steps.
    pub(super) fn replace(self, file: File) {
        let version = self.gone.get_untracked();
        let is_newer = version.is_none();
        let version = version.unwrap_or_else(|| self.history.with_untracked(|history| history.now.clone()));
        let before = self.history.get_untracked();
        let options = OpenOptions {
            filename: Some(file.name()),
            ..version.options.clone()
        };
        self.history.update(|history| {
            history.filename = file.name();
            history.make(version.clone());
        });
        self.begin();
        spawn_local(async move {
            let read = self.engine.read_again(self.name(), options, Some(file.into())).await;
            let result = match read {
                Ok(opened) => {
                    self.gone.set(None);
                    if is_newer {
                        self.changes.set(Some(opened.notes.clone()));
                        self.tab.set(Some(Tab::Report));
                    }
                    self.keep_notes(&opened.notes);
                    self.base.set(None);
                    self.do_steps(&version).await
                }
                Err(problem) => Err(problem),
            };
            self.end();
            self.heed(result, before);
        });
    }

    fn step_through(self, go: fn(&mut History) -> bool) {
        self.editing.set(None);
        self.said.set(None);
        let before = self.history.get_untracked();
        if self.history.try_update(go) == Some(true) {
            self.run(before);
        }
    }

    fn make(self, version: Version) {
        self.editing.set(None);
        self.said.set(None);
        let before = self.history.get_untracked();
        self.history.update(|history| history.make(version));
        self.run(before);
    }

    /// Has the engine do what the history says now.
    fn run(self, before: History) {
        let version = self.history.with_untracked(|history| history.now.clone());
        self.begin();
        spawn_local(async move {
            let result = match version.options == before.now.options {
                true => self.do_steps(&version).await,
                false => self.read_and_do(&version).await,
            };
            self.end();
            self.heed(result, before);
        });
    }

    async fn read_and_do(self, version: &Version) -> Result<Vec<Outcome>, Problem> {
        let options = self.as_large(version.options.clone());
        let read = self.engine.read_again(self.name(), options, None).await;
        if read.as_ref().is_err_and(|problem| problem.code == "file_gone") {
            self.gone.set(Some(version.clone()));
        }
        let opened = read?;
        self.keep_notes(&opened.notes);
        self.base.set(None);
        self.do_steps(version).await
    }

    /// A sample stays one: the whole file may have been too large.
    fn as_large(self, mut options: OpenOptions) -> OpenOptions {
        let (sampled, rows) = self
            .dataset
            .with_untracked(|dataset| (dataset.source.sampled_from.is_some(), dataset.rows));
        if sampled && options.sample.is_none() {
            options.sample = Some(rows);
        }
        options
    }

    async fn do_steps(self, version: &Version) -> Result<Vec<Outcome>, Problem> {
        let (dataset, outcomes) = self.engine.transform(self.name(), version.steps.clone()).await?;
        if version.steps.is_empty() {
            self.base.set(Some(dataset.columns));
        }
        Ok(outcomes)
    }

    fn heed(self, result: Result<Vec<Outcome>, Problem>, before: History) {
        match result {
            Ok(outcomes) => {
                self.renew(outcomes);
                self.remember();
            }
            Err(problem) if problem.code == "superseded" => self.remember(),
            Err(problem) => {
                self.history.set(before);
                if problem.code != "file_gone" {
                    self.notices.problem(&problem);
                }
                self.revision.update(|revision| *revision += 1);
            }
        }
    }

    fn renew(self, outcomes: Vec<Outcome>) {
        self.outcomes.set(outcomes);
        self.revision.update(|revision| *revision += 1);
    }

    fn begin(self) {
        self.busy.update(|busy| *busy += 1);
    }

    fn end(self) {
        self.busy.update(|busy| *busy = busy.saturating_sub(1));
    }

    fn keep_notes(self, notes: &[Note]) {
        let report = Report {
            dataset: self.name(),
            notes: notes.to_vec(),
        };
        self.files
            .reports
            .update(|reports| drop(reports.insert(report.dataset.clone(), report.notes.clone())));
        spawn_local(async move {
            // The notes of a reading are worth less than the reading: that they were not stored is no news.
            drop(storage::write(&format!("report/{}", report.dataset), &report).await);
        });
    }

    fn remember(self) {
        let history = self.history.get_untracked();
        spawn_local(async move {
            if let Err(problem) = storage::write(&self.key(), &history).await {
                self.notices.problem(&problem);
            }
        });
    }

    fn recall(self) {
        let has_steps = self.dataset.with_untracked(|dataset| !dataset.steps.is_empty());
        spawn_local(async move {
            let stored = storage::read::<History>(&self.key()).await;
            let Some(dataset) = self.dataset.try_get_untracked() else {
                return;
            };
            if let Ok(Some(history)) = stored
                && history.fits(&dataset.source.filename, &dataset.steps)
            {
                self.history.set(history);
            }
            if has_steps && let Ok(outcomes) = self.engine.outcomes(self.name()).await {
                drop(self.outcomes.try_set(outcomes));
            }
        });
    }

    fn key(self) -> String {
        format!("history/{}", self.name())
    }
}
