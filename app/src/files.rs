//! Files given to the page: opened one after the other, with what came of each told and kept.

use crate::engine::Engine;
use crate::notices::Notices;
use crate::route::Route;
use crate::storage;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use spec::answer::{Level, Note};
use spec::dataset::Opened;
use spec::problem::Problem;
use spec::reading::OpenOptions;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, File, HtmlElement};

/// What was said when a dataset was opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Report {
    /// The dataset's name.
    pub dataset: String,
    /// What the user should know about how it was read.
    pub notes: Vec<Note>,
}

/// The way into the engine for files. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Files {
    /// The notes of every dataset, by its name.
    pub reports: RwSignal<BTreeMap<String, Vec<Note>>>,
    /// The dataset that the user is at.
    pub current: RwSignal<Option<String>>,
    /// How many files wait or are being opened.
    pub waiting: RwSignal<usize>,
    /// Counts files that were opened, so that a place can do something after each.
    pub opened: RwSignal<u32>,
    engine: Engine,
    notices: Notices,
}

/// The file field of the page.
pub(crate) const INPUT: &str = "file-input";

/// The page's way into the engine for files.
pub(crate) fn use_files() -> Files {
    expect_context()
}

impl Files {
    /// Reads what is stored of earlier files.
    pub(crate) fn load(engine: Engine, notices: Notices) -> Self {
        let files = Self {
            reports: RwSignal::default(),
            current: RwSignal::new(None),
            waiting: RwSignal::new(0),
            opened: RwSignal::new(0),
            engine,
            notices,
        };
        spawn_local(async move {
            if let Ok(stored) = storage::read_all::<Report>("report/").await {
                files.reports.update(|reports| {
                    for report in stored {
                        reports.entry(report.dataset).or_insert(report.notes);
                    }
                });
            }
        });
        files
    }

    /// Lets the user choose files.
    pub(crate) fn choose(self) {
        let input = document().get_element_by_id(INPUT);
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
            input.click();
        }
    }

    /// Opens files one after the other; they wait in line when the engine is not there yet.
    pub(crate) fn open(self, found: Vec<File>) {
        for file in found {
            let options = OpenOptions {
                filename: Some(file.name()),
                ..OpenOptions::default()
            };
            spawn_local(async move {
                // What went wrong is told where it happened.
                drop(self.open_one(file.into(), options).await);
            });
        }
    }

    /// Opens one file, and goes where its table can be seen.
    pub(crate) async fn open_one(self, file: Blob, options: OpenOptions) -> Result<Opened, Problem> {
        self.waiting.update(|waiting| *waiting += 1);
        let result = self.engine.open(file, options).await;
        self.waiting.update(|waiting| *waiting -= 1);
        match &result {
            Ok(opened) => self.welcome(opened),
            Err(problem) => self.notices.problem(problem),
        }
        result
    }

    /// The dataset that the user is at; the newest when none was chosen, or when it is gone.
    pub(crate) fn dataset(self) -> Option<spec::dataset::Dataset> {
        let current = self.current.get();
        self.engine.datasets.with(|datasets| {
            let chosen = datasets.iter().find(|dataset| Some(&dataset.name) == current.as_ref());
            chosen.or(datasets.last()).cloned()
        })
    }

    /// Forgets a dataset, with what was said of it.
    pub(crate) async fn close(self, dataset: String) {
        let notices = self.notices;
        if let Err(problem) = self.engine.close(dataset.clone()).await {
            return notices.problem(&problem);
        }
        self.reports.update(|reports| drop(reports.remove(&dataset)));
        notices.tell(Level::Info, format!("{dataset} is closed"));
        if let Err(problem) = storage::remove(&format!("report/{dataset}")).await {
            notices.problem(&problem);
        }
    }

    fn welcome(self, opened: &Opened) {
        for dataset in &opened.datasets {
            self.keep(&dataset.name, &opened.notes);
        }
        let Some(first) = opened.datasets.first() else { return };
        self.current.set(Some(first.name.clone()));
        self.opened.update(|opened| *opened += 1);
        if opened.notes.iter().any(|note| note.level != Level::Info) {
            let told = format!(
                "{} was read with remarks: see its report under Data",
                first.source.filename
            );
            self.notices.tell(Level::Warning, told);
        }
        let here = Route::parse(&window().location().hash().unwrap_or_default());
        match here {
            Route::Ask | Route::Sql => {}
            Route::Data(_) => Route::Data(Some(first.name.clone())).go(),
            Route::Dashboards | Route::Dashboard(_) => Route::Ask.go(),
        }
        ask_to_keep();
    }

    fn keep(self, dataset: &str, notes: &[Note]) {
        let report = Report {
            dataset: dataset.to_owned(),
            notes: notes.to_vec(),
        };
        self.reports
            .update(|reports| drop(reports.insert(report.dataset.clone(), report.notes.clone())));
        let notices = self.notices;
        spawn_local(async move {
            if let Err(problem) = storage::write(&format!("report/{}", report.dataset), &report).await {
                notices.problem(&problem);
            }
        });
    }
}

/// Asks the browser not to clear this page's storage when the disk gets full.
fn ask_to_keep() {
    spawn_local(async {
        if let Ok(asked) = window().navigator().storage().persist() {
            // Whether it was granted is shown where storage is.
            drop(wasm_bindgen_futures::JsFuture::from(asked).await);
        }
    });
}
