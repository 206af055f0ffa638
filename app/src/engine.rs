//! The worker as async functions: the newest request of a slot wins, a dead engine is replaced with its data back.

mod building;
mod changing;
mod client;
mod job;
mod memory;
mod modelling;
mod packing;
mod reader;
mod recycling;
mod sparing;
pub(crate) mod wire;

use crate::clock;
use crate::notices::Notices;
use crate::works::Works;
use client::Client;
use job::Files;
use leptos::prelude::*;
use reader::Desk;
use spec::advice::Advice;
use spec::answer::{Answer, Table};
use spec::ask::Asked;
use spec::dashboard::Tile;
use spec::dataset::{Dataset, Opened};
use spec::filter::Filter;
use spec::memory::Usage;
use spec::problem::Problem;
use spec::profile::Profile;
use spec::question::Question;
use spec::reading::{Inspection, OpenOptions};
use spec::workbook::Workbook;
use spec::worker::{ExportFormat, Reply, Request};
use std::rc::Rc;
use web_sys::Blob;

/// What the engine is doing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Status {
    /// It is being fetched and compiled.
    Starting,
    /// It waits for a request.
    Ready,
    /// It works on something that may take a while: what, and how much is done (0–1).
    Working(String, f64),
}

/// The engine, as the page sees it. Copies are the same engine.
#[derive(Clone, Copy)]
pub(crate) struct Engine {
    /// What is loaded.
    pub datasets: RwSignal<Vec<Dataset>>,
    /// What the engine is doing.
    pub status: RwSignal<Status>,
    /// When it could first take a file: `performance.now()`.
    pub ready_at: RwSignal<Option<f64>>,
    /// Whether the stored datasets are back after a start.
    pub restored: RwSignal<bool>,
    /// Counts the models that the engine has taken: what was answered under an earlier one may be wrong.
    pub modelled: RwSignal<u32>,
    /// What took memory when the engine last said so.
    pub memory: RwSignal<Option<Usage>>,
    client: StoredValue<Rc<Client>, LocalStorage>,
    desk: StoredValue<Rc<Desk>, LocalStorage>,
    works: Works,
}

/// The page's engine.
pub(crate) fn use_engine() -> Engine {
    expect_context()
}

impl Engine {
    /// Starts the worker.
    pub(crate) fn start(notices: Notices, works: Works) -> Self {
        let datasets = RwSignal::new(Vec::new());
        let status = RwSignal::new(Status::Starting);
        let (ready_at, restored) = (RwSignal::new(None), RwSignal::new(false));
        let (modelled, memory) = (RwSignal::new(0), RwSignal::new(None));
        let client = Client::start(client::Signals {
            datasets,
            status,
            ready_at,
            restored,
            modelled,
            memory,
            notices,
        });
        Self {
            datasets,
            status,
            ready_at,
            restored,
            modelled,
            memory,
            client: StoredValue::new_local(client),
            desk: StoredValue::new_local(Rc::default()),
            works,
        }
    }

    /// Opens a file as one or more datasets.
    pub(crate) async fn open(self, file: Blob, options: OpenOptions) -> Result<Opened, Problem> {
        match self.send(None, Request::Open(options), Some(file)).await?.0 {
            Reply::Opened(opened) => Ok(opened),
            _ => Err(unexpected()),
        }
    }

    /// Looks into a file without reading it whole.
    pub(crate) async fn inspect(self, file: Blob, options: OpenOptions) -> Result<Inspection, Problem> {
        let name = options.filename.clone().unwrap_or_else(|| "data".to_owned());
        let request = Request::Inspect(options);
        let reply = match reader::is_needed(&file).await {
            true => {
                let desk = self.desk.get_value();
                desk.ask(self.works, &request, &file, &name).await?.0.0
            }
            false => self.send(None, request, Some(file)).await?.0,
        };
        match reply {
            // Neither a reader nor the engine knows what can be left to storage.
            Reply::Inspected(inspection) => Ok(Inspection {
                room_bytes: self.room_bytes(),
                ..*inspection
            }),
            _ => Err(unexpected()),
        }
    }

    /// Makes one dataset of several with the same columns; these are closed.
    pub(crate) async fn combine(self, datasets: Vec<String>, name: String) -> Result<Opened, Problem> {
        match self.send(None, Request::Combine { datasets, name }, None).await?.0 {
            Reply::Opened(opened) => Ok(opened),
            _ => Err(unexpected()),
        }
    }

    /// Answers a tile's question under the picks of other tiles. A newer request of the same slot takes this one's place.
    pub(crate) async fn answer(self, slot: &str, tile: Tile, filters: Vec<Filter>) -> Result<Answer, Problem> {
        let request = Request::Answer {
            tile,
            filters,
            today: clock::today(),
        };
        match self.send(Some(slot), request, None).await?.0 {
            Reply::Answer(answer) => Ok(*answer),
            _ => Err(unexpected()),
        }
    }

    /// What makes a tile's chart easy to misread.
    pub(crate) async fn advise(self, slot: &str, tile: Tile) -> Result<Vec<Advice>, Problem> {
        let today = clock::today();
        match self.send(Some(slot), Request::Advise { tile, today }, None).await?.0 {
            Reply::Advice(advice) => Ok(advice),
            _ => Err(unexpected()),
        }
    }

    /// Answers a question as a plain table of at most `limit` rows.
    pub(crate) async fn table(self, slot: Option<&str>, question: Question, limit: u64) -> Result<Table, Problem> {
        let request = Request::Table {
            question,
            limit,
            today: clock::today(),
        };
        match self.send(slot, request, None).await?.0 {
            Reply::Table(table) => Ok(table),
            _ => Err(unexpected()),
        }
    }

    /// Answers a question as an Arrow IPC stream.
    pub(crate) async fn arrow(self, question: Question) -> Result<js_sys::Uint8Array, Problem> {
        self.bytes(Request::Arrow {
            question,
            today: clock::today(),
        })
        .await
    }

    /// Answers a question as a file.
    pub(crate) async fn export(self, question: Question, format: ExportFormat) -> Result<js_sys::Uint8Array, Problem> {
        self.bytes(Request::Export {
            question,
            format,
            today: clock::today(),
        })
        .await
    }

    /// Answers tiles as an Excel workbook.
    pub(crate) async fn workbook(self, workbook: Workbook) -> Result<js_sys::Uint8Array, Problem> {
        let today = clock::today();
        self.bytes(Request::Workbook { workbook, today }).await
    }

    /// Reads words as a tile and answers it. `datasets` limits what they may be about, the first preferred; `previous` is what they may change.
    pub(crate) async fn ask(
        self,
        words: String,
        datasets: Vec<String>,
        previous: Option<Tile>,
    ) -> Result<(Asked, Answer), Problem> {
        let request = Request::Ask {
            words,
            datasets,
            previous,
            today: clock::today(),
        };
        match self.send(None, request, None).await?.0 {
            Reply::Asked(asked) => Ok(*asked),
            _ => Err(unexpected()),
        }
    }

    /// Questions worth asking about a dataset.
    pub(crate) async fn suggest(self, dataset: String) -> Result<Vec<String>, Problem> {
        self.words(None, Request::Suggest { dataset }).await
    }

    /// Endings for words that are being typed.
    pub(crate) async fn complete(self, words: String, datasets: Vec<String>) -> Result<Vec<String>, Problem> {
        self.words(Some("complete"), Request::Complete { words, datasets })
            .await
    }

    /// Sums up a dataset's columns.
    pub(crate) async fn profile(self, dataset: String) -> Result<Profile, Problem> {
        match self.send(None, Request::Profile { dataset }, None).await?.0 {
            Reply::Profile(profile) => Ok(profile),
            _ => Err(unexpected()),
        }
    }

    /// The SQL that a question amounts to.
    pub(crate) async fn explain(self, question: Question) -> Result<String, Problem> {
        let today = clock::today();
        match self.send(None, Request::Explain { question, today }, None).await?.0 {
            Reply::Sql(text) => Ok(text),
            _ => Err(unexpected()),
        }
    }

    /// Forgets a dataset, also in storage.
    pub(crate) async fn close(self, dataset: String) -> Result<(), Problem> {
        self.send(None, Request::Close { dataset }, None).await.map(drop)
    }

    /// What is loaded, once everything that was asked before is done.
    pub(crate) async fn list(self) -> Result<Vec<Dataset>, Problem> {
        match self.send(None, Request::Datasets, None).await?.0 {
            Reply::Datasets(datasets) => Ok(datasets),
            _ => Err(unexpected()),
        }
    }

    /// Stops what runs now; it ends with the code `cancelled`. Everything else goes on in a new engine.
    pub(crate) fn cancel(self) {
        self.client.with_value(|client| client.cancel());
    }

    /// Starts a new engine and waits until every dataset is back from storage.
    pub(crate) async fn restart(self) -> Result<(), Problem> {
        self.client.with_value(|client| client.restart());
        self.list().await.map(drop)
    }

    async fn bytes(self, request: Request) -> Result<js_sys::Uint8Array, Problem> {
        self.send(None, request, None).await?.1.ok_or_else(unexpected)
    }

    async fn words(self, slot: Option<&str>, request: Request) -> Result<Vec<String>, Problem> {
        match self.send(slot, request, None).await?.0 {
            Reply::Words(words) => Ok(words),
            _ => Err(unexpected()),
        }
    }

    async fn send(self, slot: Option<&str>, request: Request, file: Option<Blob>) -> Result<job::Outcome, Problem> {
        let (request, files) = match file {
            Some(file) => self.read_apart(request, file).await?,
            None => (request, Files::default()),
        };
        let answer = self.client.with_value(|client| client.submit(slot, request, files));
        answer.await.unwrap_or_else(|_| Err(superseded()))
    }

    /// Has a file that a library reads read in a worker of its own; gives what the engine needs to take its tables over.
    async fn read_apart(self, request: Request, file: Blob) -> Result<(Request, Files), Problem> {
        let (Request::Open(options) | Request::Reread { options, .. }) = &request else {
            return Ok((request, Files::of(file)));
        };
        if !reader::is_needed(&file).await {
            return Ok((request, Files::of(file)));
        }
        let name = options.filename.clone().unwrap_or_else(|| "data".to_owned());
        let (desk, open) = (self.desk.get_value(), Request::Open(options.clone()));
        let ((Reply::Handed(handing), _), parcel) = desk.ask(self.works, &open, &file, &name).await? else {
            return Err(unexpected());
        };
        let files = Files {
            file: parcel,
            original: Some(file),
        };
        let request = match request {
            Request::Reread { dataset, options } => Request::Replace {
                dataset,
                options,
                handing: *handing,
            },
            Request::Open(options) => Request::Adopt(*handing, options),
            other => other,
        };
        Ok((request, files))
    }
}

fn unexpected() -> Problem {
    Problem::new(
        "unexpected_reply",
        "the page and the engine are of different versions: reload the page",
    )
}

/// The problem of a request whose place a newer one has taken; nobody waits for it any more.
fn superseded() -> Problem {
    Problem::new("superseded", "a newer question took this one's place")
}
