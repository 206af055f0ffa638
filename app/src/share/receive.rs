//! A file of others: opened, looked at, and taken in beside what is here. Nothing is written over.

use super::bridge;
use super::gather::Stock;
use crate::clock;
use crate::files::found::Found;
use crate::pages::sql::bench::STATEMENTS;
use crate::storage;
use crate::ui::format;
use leptos::prelude::*;
use spec::dashboard::DashboardId;
use spec::dataset::{Dataset, Opened};
use spec::problem::Problem;
use spec::share::names::Names;
use spec::share::{Share, SharedDataset, merge};
use spec::statements::Statements;
use std::collections::BTreeMap;
use web_sys::Blob;

/// How the names of such files end.
pub(crate) const ENDING: &str = "sextant";

/// A file of others that was opened, and not yet taken in.
pub(crate) struct Arriving {
    /// What the user calls it.
    pub name: String,
    /// Whether it asks for a passphrase.
    pub encrypted: bool,
    file: Blob,
}

/// What is in it.
#[derive(Clone)]
pub(crate) struct Received {
    /// What it says.
    pub share: Share,
    rows: Vec<Blob>,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outcome {
    /// What came, in words.
    pub came: String,
    /// What is not as it was shared.
    pub remarks: Vec<String>,
    /// The first dashboard that came.
    pub dashboard: Option<DashboardId>,
}

/// Whether a file is one that was shared.
pub(crate) fn is_share(found: &Found) -> bool {
    let name = found.name().to_lowercase();
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == ENDING)
}

impl Arriving {
    /// A file that is looked at before its passphrase is asked for.
    pub(crate) async fn begin(found: Found) -> Result<Self, Problem> {
        let name = found.name().to_owned();
        let encrypted = bridge::is_encrypted(&found.file).await;
        Ok(Self {
            encrypted: encrypted.map_err(|problem| about(&name, problem))?,
            file: found.file,
            name,
        })
    }

    /// Opens it; all of it is checked.
    pub(crate) async fn open(&self, passphrase: Option<&str>) -> Result<Received, Problem> {
        let (said, rows) = bridge::unseal(&self.file, passphrase)
            .await
            .map_err(|problem| about(&self.name, problem))?;
        let share = Share::read(&said).map_err(|problem| about(&self.name, problem))?;
        Ok(Received { share, rows })
    }
}

/// A refusal with the name of the file that it is about.
fn about(name: &str, problem: Problem) -> Problem {
    match problem.code.as_str() {
        "share" => problem,
        _ => Problem {
            message: format!("{name} {}", problem.message),
            ..problem
        },
    }
}

impl Stock {
    /// Takes in what arrived.
    pub(crate) async fn take_in(self, received: Received) -> Result<Outcome, Problem> {
        let Received { mut share, rows } = received;
        let mut outcome = Outcome::default();
        let (names, fresh) = self.take_rows_in(&share, rows).await?;
        share = names.share(share);
        self.redo_steps(&names, &fresh, &mut outcome).await;
        self.take_model_in(&mut share, &mut outcome).await;
        let here: Vec<_> = self
            .documents
            .all
            .with_untracked(|all| all.iter().map(|document| document.dashboard.clone()).collect());
        let arrived = merge::dashboards(share.dashboards, &here, &mut clock::fresh_id);
        let mut came = vec![
            (arrived.fresh.len(), "dashboard"),
            (fresh.len(), "dataset"),
            (self.thread.take_in(share.questions), "question"),
            (take_statements_in(&share.statements).await?, "statement"),
        ];
        outcome.dashboard = arrived.fresh.first().map(|one| one.dashboard.id.clone());
        arrived.fresh.into_iter().for_each(|one| self.documents.take_in(one));
        came.retain(|(count, _)| *count > 0);
        let words: Vec<_> = came
            .iter()
            .map(|(count, word)| format::counted(*count as u64, word))
            .collect();
        outcome.came = match words.is_empty() {
            true => "Everything in it is here already".to_owned(),
            false => format!("Taken in: {}", words.join(", ")),
        };
        outcome.remarks.extend(self.missing(&share.datasets, &names));
        Ok(outcome)
    }

    /// Takes the datasets in that are not here yet: what each is called now, and the fresh ones as they were shared.
    async fn take_rows_in(self, share: &Share, rows: Vec<Blob>) -> Result<(Names, Vec<Dataset>), Problem> {
        let (mut names, mut fresh) = (BTreeMap::new(), Vec::new());
        for (shared, rows) in share.carried().zip(rows) {
            let old = shared.dataset.name.clone();
            if self.is_here(shared).await? {
                names.insert(old.clone(), old);
                continue;
            }
            let mut opened = self.engine.unpack(&shared.dataset, rows).await?;
            opened.notes.clone_from(&shared.notes);
            self.files.keep(&opened);
            if let Opened { datasets, .. } = &opened
                && let Some(dataset) = datasets.first()
            {
                names.insert(old, dataset.name.clone());
                fresh.push(shared.dataset.clone());
            }
        }
        Ok((Names(names), fresh))
    }

    /// Whether a dataset of the same name holds the same rows after the same steps.
    async fn is_here(self, shared: &SharedDataset) -> Result<bool, Problem> {
        let open = self.engine.datasets.get_untracked();
        let like = open.iter().find(|dataset| dataset.name == shared.dataset.name);
        let like =
            like.filter(|dataset| (dataset.rows, &dataset.steps) == (shared.dataset.rows, &shared.dataset.steps));
        match like {
            None => Ok(false),
            Some(dataset) => Ok(Some(self.digest(&dataset.name).await?) == shared.digest),
        }
    }

    /// Does the steps of fresh datasets again, those first whose ingredients are ready.
    async fn redo_steps(self, names: &Names, fresh: &[Dataset], outcome: &mut Outcome) {
        let mut waiting: Vec<_> = fresh.iter().filter(|dataset| !dataset.steps.is_empty()).collect();
        while !waiting.is_empty() {
            let is_ready = |dataset: &&Dataset| {
                let mut needed = dataset.steps.iter().filter_map(|step| step.operation.dataset());
                !needed.any(|needed| waiting.iter().any(|other| other.name == needed))
            };
            let next = waiting.iter().position(is_ready).unwrap_or(0);
            let dataset = waiting.remove(next);
            let name = names.of(&dataset.name);
            let done = self.engine.transform(name.clone(), names.steps(&dataset.steps)).await;
            match done {
                Err(problem) => outcome
                    .remarks
                    .push(format!("The steps of {name} could not be done: {problem}")),
                Ok((_, outcomes)) => {
                    let failed = outcomes.iter().filter(|outcome| outcome.problem.is_some()).count();
                    if failed > 0 {
                        let failed = format::counted(failed as u64, "step");
                        outcome
                            .remarks
                            .push(format!("{failed} of {name} could not be done: see Data"));
                    }
                }
            }
        }
    }

    async fn take_model_in(self, share: &mut Share, outcome: &mut Outcome) {
        let model = std::mem::take(&mut share.model);
        let (dashboards, mut told) = (&mut share.dashboards, Vec::new());
        let changed = self
            .workspace
            .change(|here| told = merge::model(model, here, dashboards))
            .await;
        outcome.remarks.append(&mut told);
        if let Err(problem) = changed {
            outcome
                .remarks
                .push(format!("The model could not be taken in: {problem}"));
        }
    }

    /// A sentence for each dataset whose rows neither came nor are here.
    fn missing(self, shared: &[SharedDataset], names: &Names) -> Vec<String> {
        let open = self.engine.datasets.get_untracked();
        let is_open = |name: &str| open.iter().any(|dataset| dataset.name == name);
        let missing = shared.iter().filter(|one| !is_open(&names.of(&one.dataset.name)));
        missing
            .map(|one| {
                let (name, file) = (&one.dataset.name, &one.dataset.source.filename);
                format!("The rows of {name} are not in the file: open {file} under the name {name}, and its tiles fill by themselves")
            })
            .collect()
    }
}

async fn take_statements_in(shared: &[spec::statements::Statement]) -> Result<usize, Problem> {
    if shared.is_empty() {
        return Ok(0);
    }
    let mut here = storage::read::<Statements>(STATEMENTS).await?.unwrap_or_default();
    let fresh = merge::statements(shared, &mut here);
    storage::write(STATEMENTS, &here).await?;
    Ok(fresh)
}
