//! What changes a dataset that is open, and what is told of it then.

use super::{Engine, unexpected};
use leptos::prelude::*;
use spec::answer::Table;
use spec::dataset::{Dataset, Opened};
use spec::problem::Problem;
use spec::reading::OpenOptions;
use spec::report::Report;
use spec::step::{Outcome, Step};
use spec::worker::{Reply, Request};
use web_sys::Blob;

impl Engine {
    /// Does these steps to a dataset in place of those it had.
    pub(crate) async fn transform(self, dataset: String, steps: Vec<Step>) -> Result<(Dataset, Vec<Outcome>), Problem> {
        let request = Request::Transform { dataset, steps };
        match self.send(Some("data/transform"), request, None).await?.0 {
            Reply::Transformed(dataset, outcomes) => {
                self.put(&dataset);
                Ok((*dataset, outcomes))
            }
            _ => Err(unexpected()),
        }
    }

    /// What came of a dataset's steps.
    pub(crate) async fn outcomes(self, dataset: String) -> Result<Vec<Outcome>, Problem> {
        match self.send(None, Request::Outcomes { dataset }, None).await?.0 {
            Reply::Outcomes(outcomes) => Ok(outcomes),
            _ => Err(unexpected()),
        }
    }

    /// The SQL that a dataset's steps amount to.
    pub(crate) async fn steps_sql(self, dataset: String) -> Result<String, Problem> {
        match self.send(None, Request::StepsSql { dataset }, None).await?.0 {
            Reply::Sql(text) => Ok(text),
            _ => Err(unexpected()),
        }
    }

    /// A page of what was set aside: columns `row`, `column`, `value`, `reason`.
    pub(crate) async fn set_aside(self, dataset: String, offset: u64, limit: u64) -> Result<Table, Problem> {
        let request = Request::SetAside { dataset, offset, limit };
        match self.send(None, request, None).await?.0 {
            Reply::Table(table) => Ok(table),
            _ => Err(unexpected()),
        }
    }

    /// Everything that was set aside, as a CSV file.
    pub(crate) async fn set_aside_csv(self, dataset: String) -> Result<js_sys::Uint8Array, Problem> {
        self.bytes(Request::SetAsideCsv { dataset }).await
    }

    /// What is to be known about a dataset. A newer request takes this one's place.
    pub(crate) async fn report(self, dataset: String) -> Result<Report, Problem> {
        match self
            .send(Some("data/report"), Request::Report { dataset }, None)
            .await?
            .0
        {
            Reply::Report(report) => Ok(*report),
            _ => Err(unexpected()),
        }
    }

    /// Reads a dataset's file again in another way: the file given, or the one that is still at hand.
    pub(crate) async fn read_again(
        self,
        dataset: String,
        options: OpenOptions,
        file: Option<Blob>,
    ) -> Result<Opened, Problem> {
        let request = match file.is_some() {
            true => Request::Reread { dataset, options },
            false => Request::Revise { dataset, options },
        };
        match self.send(None, request, file).await?.0 {
            Reply::Opened(opened) => {
                opened.datasets.iter().for_each(|dataset| self.put(dataset));
                Ok(opened)
            }
            _ => Err(unexpected()),
        }
    }

    /// Keeps the list true after a dataset has changed.
    fn put(self, changed: &Dataset) {
        self.datasets.update(|datasets| {
            if let Some(open) = datasets.iter_mut().find(|open| open.name == changed.name) {
                open.clone_from(changed);
            }
        });
    }
}
