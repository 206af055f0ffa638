//! Files given to the page: opened one after the other, with what came of each told and kept.

pub(crate) mod alike;
pub(crate) mod fitting;
pub(crate) mod folder;
pub(crate) mod found;
pub(crate) mod link;
pub(crate) mod pasted;

use crate::engine::Engine;
use crate::notices::Notices;
use crate::route::Route;
use crate::share::Sharing;
use crate::share::receive::{self, Arriving};
use crate::storage;
use alike::Alike;
use fitting::{Fitting, LARGE_BYTES};
use found::Found;
use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use spec::answer::{Level, Note};
use spec::dataset::Opened;
use spec::problem::Problem;
use spec::reading::OpenOptions;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, HtmlElement};

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
    /// The link that is being asked for: what is in its field.
    pub linking: RwSignal<Option<String>>,
    /// Datasets that are about to become one table.
    pub combining: RwSignal<Option<Alike>>,
    /// A file that does not fit, while it is asked what to leave out.
    pub choosing: RwSignal<Option<Rc<Choosing>>, LocalStorage>,
    engine: Engine,
    sharing: Sharing,
    notices: Notices,
}

/// A file that does not fit, and who waits for what is to be left out.
pub(crate) struct Choosing {
    /// What the user calls it.
    pub name: String,
    /// What it would take.
    pub fitting: Fitting,
    chosen: RefCell<Option<oneshot::Sender<Option<Fitting>>>>,
}

impl Choosing {
    /// Goes on with what was chosen, or not at all.
    pub(crate) fn end(&self, chosen: Option<Fitting>) {
        if let Some(sender) = self.chosen.borrow_mut().take() {
            // Whoever waited may have gone away.
            drop(sender.send(chosen));
        }
    }
}

/// The file field of the page.
pub(crate) const INPUT: &str = "file-input";
/// The field for folders.
pub(crate) const FOLDER_INPUT: &str = "folder-input";
/// More failures than this are told of together.
const MOST_TOLD: usize = 3;

/// The page's way into the engine for files.
pub(crate) fn use_files() -> Files {
    expect_context()
}

impl Files {
    /// Reads what is stored of earlier files.
    pub(crate) fn load(engine: Engine, sharing: Sharing, notices: Notices) -> Self {
        let files = Self {
            reports: RwSignal::default(),
            current: RwSignal::new(None),
            waiting: RwSignal::new(0),
            opened: RwSignal::new(0),
            linking: RwSignal::new(None),
            combining: RwSignal::new(None),
            choosing: RwSignal::new_local(None),
            engine,
            sharing,
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
        press(INPUT);
    }

    /// Lets the user choose a folder.
    pub(crate) fn choose_folder(self) {
        press(FOLDER_INPUT);
    }

    /// Asks for a link.
    pub(crate) fn ask_for_link(self) {
        self.linking.set(Some(String::new()));
    }

    /// Opens what is on the clipboard, if the browser lets us look.
    pub(crate) fn paste(self) {
        spawn_local(async move {
            match pasted::Clip::read().await {
                Some(clip) => self.open_clip(&clip),
                None => {
                    let message = "The browser keeps the clipboard to itself: press Ctrl+V (⌘V on a Mac) instead";
                    self.notices.tell(Level::Warning, message);
                }
            }
        });
    }

    /// Opens the tables of a clipboard.
    pub(crate) fn open_clip(self, clip: &pasted::Clip) {
        let tables = clip.tables();
        match clip.address() {
            Some(address) => self.linking.set(Some(address.to_owned())),
            None if tables.is_empty() => self.notices.tell(Level::Warning, "There is no table on the clipboard"),
            None => self.open(tables),
        }
    }

    /// Opens files one after the other; they wait in line when the engine is not there yet. What others have shared is shown first.
    pub(crate) fn open(self, found: Vec<Found>) {
        let (shared, found): (Vec<_>, Vec<_>) = found.into_iter().partition(receive::is_share);
        if let Some(shared) = shared.into_iter().next() {
            self.receive(shared);
        }
        if found.is_empty() {
            return;
        }
        self.waiting.update(|waiting| *waiting += found.len());
        spawn_local(async move {
            let (mut opened, mut failed) = (Vec::new(), Vec::new());
            let mut left = found.into_iter();
            while let Some(file) = left.next() {
                let name = file.name().to_owned();
                let result = self.open_fitting(file).await;
                self.waiting.update(|waiting| *waiting -= 1);
                match result {
                    Ok(file) => {
                        self.keep(&file);
                        opened.push(file);
                    }
                    Err(problem) if problem.code == "cancelled" => {
                        self.waiting.update(|waiting| *waiting -= left.len());
                        self.tell_cancelled(&name, left.len());
                        break;
                    }
                    Err(problem) => failed.push((name, problem)),
                }
            }
            self.tell_failures(&failed);
            self.welcome(&opened);
        });
    }

    /// Shows what others have shared, before anything of it is taken in.
    fn receive(self, shared: Found) {
        spawn_local(async move {
            match Arriving::begin(shared).await {
                Ok(arriving) => self.sharing.arriving.set(Some(Rc::new(arriving))),
                Err(problem) => self.notices.problem(&problem),
            }
        });
    }

    /// Opens one file, and goes where its table can be seen. What went wrong is told.
    pub(crate) fn open_one(self, file: Blob, options: OpenOptions) {
        self.open(vec![Found { file, options }]);
    }

    /// Keeps what was said of the datasets of a file.
    pub(crate) fn keep(self, opened: &Opened) {
        for dataset in &opened.datasets {
            self.keep_notes(&dataset.name, &opened.notes);
        }
    }

    /// Makes one table of several datasets with the same columns.
    pub(crate) fn combine(self, alike: Alike) {
        spawn_local(async move {
            match self.engine.combine(alike.datasets, alike.name).await {
                Ok(opened) => {
                    self.keep(&opened);
                    self.welcome(&[opened]);
                }
                Err(problem) => self.notices.problem(&problem),
            }
        });
    }

    /// The datasets that could be one table with the one that the user is at.
    pub(crate) fn alike(self) -> Option<Alike> {
        let current = self.dataset()?.name;
        self.engine.datasets.with(|all| alike::alike(all, &[current]))
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
        for kept in ["report", "history"] {
            if let Err(problem) = storage::remove(&format!("{kept}/{dataset}")).await {
                notices.problem(&problem);
            }
        }
    }

    /// Opens a file; when it will not fit, asks before what to leave out.
    async fn open_fitting(self, mut found: Found) -> Result<Opened, Problem> {
        if found.file.size() >= LARGE_BYTES {
            // What is wrong with the file is told when it is opened.
            let inspection = self.engine.inspect(found.file.clone(), found.options.clone()).await;
            let fitting = inspection.map(|inspection| Fitting::new(inspection, found.file.size() as u64));
            if let Some(fitting) = fitting.ok().filter(|fitting| !fitting.fits()) {
                let chosen = self.ask_what_to_leave_out(found.name(), fitting).await;
                let chosen = chosen.ok_or_else(|| Problem::new("cancelled", "nothing was opened"))?;
                found.options = chosen.options(&found.options);
            }
        }
        self.engine.open(found.file, found.options).await
    }

    async fn ask_what_to_leave_out(self, name: &str, fitting: Fitting) -> Option<Fitting> {
        let (sender, chosen) = oneshot::channel();
        self.choosing.set(Some(Rc::new(Choosing {
            name: name.to_owned(),
            fitting,
            chosen: RefCell::new(Some(sender)),
        })));
        let chosen = chosen.await.ok().flatten();
        self.choosing.set(None);
        chosen
    }

    fn tell_cancelled(self, name: &str, left: usize) {
        let rest = match left {
            0 => String::new(),
            1 => ", and the file after it was not opened".to_owned(),
            left => format!(", and the {left} files after it were not opened"),
        };
        self.notices.tell(Level::Info, format!("{name} was not opened{rest}"));
    }

    fn tell_failures(self, failed: &[(String, Problem)]) {
        if failed.len() <= MOST_TOLD {
            return failed.iter().for_each(|(_, problem)| self.notices.problem(problem));
        }
        let names: Vec<_> = failed.iter().take(MOST_TOLD).map(|(name, _)| name.as_str()).collect();
        let rest = failed.len() - names.len();
        let message = format!(
            "{} files could not be opened: {} and {rest} more",
            failed.len(),
            names.join(", ")
        );
        self.notices.tell(Level::Error, message);
    }

    /// Goes where the first table of what was opened can be seen, and offers what can be done with all of them.
    fn welcome(self, opened: &[Opened]) {
        let datasets = opened.iter().flat_map(|opened| &opened.datasets);
        let names: Vec<_> = datasets.clone().map(|dataset| dataset.name.clone()).collect();
        let Some(first) = datasets.clone().next() else { return };
        self.current.set(Some(first.name.clone()));
        self.opened.update(|opened| *opened += 1);
        for file in opened {
            let has_remarks = file.notes.iter().any(|note| note.level != Level::Info);
            if let Some(dataset) = file.datasets.first().filter(|_| has_remarks) {
                let source = &dataset.source.filename;
                let told = format!("{source} was read with remarks: see its report under Data");
                self.notices.tell(Level::Warning, told);
            }
        }
        let here = Route::parse(&window().location().hash().unwrap_or_default());
        match here {
            Route::Ask | Route::Explore(_) | Route::Sql | Route::Model(_) | Route::Shared(_) => {}
            Route::Data(_) => Route::Data(Some(first.name.clone())).go(),
            Route::Dashboards | Route::Dashboard(_) => Route::Ask.go(),
        }
        self.offer_to_combine(&names);
        ask_to_keep();
    }

    fn offer_to_combine(self, names: &[String]) {
        let alike = self.engine.datasets.with_untracked(|all| alike::alike(all, names));
        let Some(alike) = alike else { return };
        let (combining, count) = (self.combining, alike.datasets.len());
        let message = format!("{count} datasets have the same columns");
        self.notices
            .offer(message, "Make one table…", move || combining.set(Some(alike.clone())));
    }

    fn keep_notes(self, dataset: &str, notes: &[Note]) {
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

fn press(id: &str) {
    let input = document().get_element_by_id(id);
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
        input.click();
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
