//! What a share will hold: looked at before it is made, then made.

use super::{Subject, bridge};
use crate::documents::{Document, Documents};
use crate::engine::Engine;
use crate::files::Files;
use crate::model::Workspace;
use crate::pages::sql::bench::STATEMENTS;
use crate::save;
use crate::storage;
use crate::thread::Thread;
use leptos::prelude::*;
use spec::dataset::Dataset;
use spec::problem::Problem;
use spec::question::{Query, Question};
use spec::share::link::about_these;
use spec::share::{FORMAT, Share, SharedDashboard, SharedDataset, SharedQuestion, needs};
use spec::statements::Statements;
use spec::worker::ExportFormat;
use std::collections::BTreeSet;
use web_sys::Blob;

/// Where the parts of a share come from.
#[derive(Clone, Copy)]
pub(crate) struct Stock {
    /// The datasets.
    pub engine: Engine,
    /// The dashboards.
    pub documents: Documents,
    /// The model.
    pub workspace: Workspace,
    /// The questions.
    pub thread: Thread,
    /// What was said of files.
    pub files: Files,
}

/// What is left out of a share on request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The datasets whose rows travel along.
    pub rows: BTreeSet<String>,
    /// The parts that stay out.
    pub without: BTreeSet<Part>,
}

/// A part of a share that may stay out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// Comments on dashboards.
    Comments,
    /// Named versions of dashboards.
    Versions,
    /// The model.
    Model,
    /// Questions that are kept.
    Questions,
    /// SQL statements that are kept.
    Statements,
}

impl Stock {
    /// From the page's own.
    pub(crate) fn of_page() -> Self {
        Self {
            engine: crate::engine::use_engine(),
            documents: crate::documents::use_documents(),
            workspace: crate::model::use_workspace(),
            thread: crate::thread::use_thread(),
            files: crate::files::use_files(),
        }
    }

    /// All that could be shared of a subject, without rows.
    pub(crate) async fn gather(self, subject: &Subject) -> Result<Share, Problem> {
        let documents = self.documents.all.get_untracked();
        let open = self.engine.datasets.get_untracked();
        let statements = storage::read::<Statements>(STATEMENTS).await?.unwrap_or_default();
        let model = self.workspace.model.get_untracked();
        let made = js_sys::Date::now();
        Ok(match subject {
            Subject::Workspace => Share {
                format: FORMAT,
                title: "Workspace".to_owned(),
                made,
                dashboards: documents.iter().map(shared).collect(),
                model,
                questions: self.questions(),
                statements: statements.all().iter().filter(|one| one.favourite).cloned().collect(),
                datasets: open.into_iter().map(|dataset| self.described(dataset)).collect(),
            },
            Subject::Dashboard(id) => {
                let document = documents.iter().find(|document| &document.dashboard.id == id);
                let document = document.ok_or_else(|| Problem::new("gone", "this dashboard is not here any more"))?;
                let sources = with_ingredients(needs::sources(&document.dashboard, &open), &open);
                let needed = open.into_iter().filter(|dataset| sources.contains(&dataset.name));
                Share {
                    format: FORMAT,
                    title: document.dashboard.title.clone(),
                    made,
                    dashboards: vec![shared(document)],
                    model: about_these(&model, &sources),
                    datasets: needed.map(|dataset| self.described(dataset)).collect(),
                    ..Share::default()
                }
            }
        })
    }

    /// A share as a file with this name, saved; gives its size.
    pub(crate) async fn save(
        self,
        share: Share,
        choice: &Choice,
        filename: &str,
        passphrase: Option<&str>,
    ) -> Result<f64, Problem> {
        let mut share = choice.applied(share);
        let mut rows = Vec::new();
        for shared in &mut share.datasets {
            if choice.rows.contains(&shared.dataset.name) {
                let packed = self.pack(&shared.dataset.name).await?;
                shared.digest = Some(self.digest(&shared.dataset.name).await?);
                rows.push(packed);
            }
        }
        let said = serde_json::to_string(&share).map_err(|error| Problem::new("share", error.to_string()))?;
        let sealed = bridge::seal(&said, &rows, passphrase).await?;
        save::blob(filename, &sealed)?;
        Ok(sealed.size())
    }

    /// The rows of a dataset, to be put into a file.
    async fn pack(self, dataset: &str) -> Result<Blob, Problem> {
        copied(dataset, &self.engine.pack(dataset.to_owned()).await?)
    }

    /// What tells the rows of a dataset from others, however they lie in memory.
    pub(crate) async fn digest(self, dataset: &str) -> Result<String, Problem> {
        let rows = Question::Query(Query {
            from: dataset.to_owned(),
            ..Query::default()
        });
        let text = self.engine.export(rows, ExportFormat::Csv).await?;
        bridge::digest(&copied(dataset, &text)?).await
    }

    fn described(self, dataset: Dataset) -> SharedDataset {
        let notes = self
            .files
            .reports
            .with_untracked(|reports| reports.get(&dataset.name).cloned());
        SharedDataset {
            dataset,
            digest: None,
            notes: notes.unwrap_or_default(),
        }
    }

    fn questions(self) -> Vec<SharedQuestion> {
        self.thread.entries.with_untracked(|entries| {
            let kept = entries.iter().filter(|entry| entry.favourite);
            kept.filter_map(|entry| {
                Some(SharedQuestion {
                    words: entry.words.clone(),
                    asked: entry.asked.clone()?,
                })
            })
            .collect()
        })
    }
}

impl Choice {
    /// A share without what is to stay out.
    pub(crate) fn applied(&self, mut share: Share) -> Share {
        for one in &mut share.dashboards {
            if self.without.contains(&Part::Comments) {
                one.dashboard.comments.clear();
            }
            if self.without.contains(&Part::Versions) {
                one.versions.clear();
            }
            if self.without.contains(&Part::Comments) {
                one.versions
                    .iter_mut()
                    .for_each(|version| version.dashboard.comments.clear());
            }
        }
        if self.without.contains(&Part::Model) {
            share.model = Default::default();
        }
        if self.without.contains(&Part::Questions) {
            share.questions.clear();
        }
        if self.without.contains(&Part::Statements) {
            share.statements.clear();
        }
        share
    }
}

fn shared(document: &Document) -> SharedDashboard {
    SharedDashboard {
        dashboard: document.dashboard.clone(),
        versions: document.versions.clone(),
    }
}

/// With the datasets that the steps of these need, and those of theirs.
fn with_ingredients(mut names: Vec<String>, open: &[Dataset]) -> Vec<String> {
    let mut at = 0;
    while let Some(name) = names.get(at) {
        let dataset = open.iter().find(|dataset| &dataset.name == name);
        let steps = dataset.map_or(&[][..], |dataset| dataset.steps.as_slice());
        let needed = steps.iter().filter_map(|step| step.operation.dataset());
        let fresh: Vec<_> = needed
            .filter(|needed| !names.iter().any(|name| name == needed))
            .map(str::to_owned)
            .collect();
        names.extend(fresh);
        at += 1;
    }
    names
}

fn copied(dataset: &str, bytes: &js_sys::Uint8Array) -> Result<Blob, Problem> {
    let failed = |_| Problem::new("share", format!("there is no room for a copy of {dataset}"));
    Blob::new_with_u8_array_sequence(&js_sys::Array::of1(bytes)).map_err(failed)
}
