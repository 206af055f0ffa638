//! The queue in front of the worker: one request under way at a time, so that one that waits can still be replaced or dropped.

use super::Status;
use super::job::{Files, Job, Outcome};
use super::recycling::Recycling;
use super::wire::{Event, Link};
use crate::notices::Notices;
use futures_channel::oneshot;
use leptos::prelude::*;
use spec::answer::Level;
use spec::dataset::Dataset;
use spec::memory::Usage;
use spec::model::Model;
use spec::problem::Problem;
use spec::worker::{Message, Reply, Request};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

/// What the page can watch.
#[derive(Clone, Copy)]
pub(super) struct Signals {
    pub datasets: RwSignal<Vec<Dataset>>,
    pub status: RwSignal<Status>,
    pub ready_at: RwSignal<Option<f64>>,
    pub restored: RwSignal<bool>,
    pub modelled: RwSignal<u32>,
    pub memory: RwSignal<Option<Usage>>,
    pub notices: Notices,
}

/// A file or a parcel whose datasets are open but not yet in storage: it would be opened again after a crash.
struct Unsaved {
    datasets: Vec<String>,
    files: Files,
    request: Request,
}

/// The queue and the worker behind it.
pub(super) struct Client {
    pub(super) this: Weak<Self>,
    pub(super) signals: Signals,
    pub(super) link: RefCell<Option<Link>>,
    pub(super) ready: Cell<bool>,
    /// Which of all engines that were started this one is.
    pub(super) generation: Cell<u32>,
    last_generation: Cell<u32>,
    pub(super) recycling: Recycling,
    next_id: Cell<u32>,
    running: RefCell<Option<Job>>,
    deadly: RefCell<Vec<Request>>,
    pub(super) waiting: RefCell<VecDeque<Job>>,
    unsaved: RefCell<Vec<Unsaved>>,
    /// What every engine that starts is told of the workspace.
    pub(super) model: RefCell<Option<Model>>,
    /// How often bringing the data back took the engine down with it, one time after the other.
    failed_restores: Cell<u8>,
}

/// How often a request may take the engine down with it before it is given up.
const MOST_CRASHES: u8 = 2;

impl Client {
    /// Starts the worker.
    pub(super) fn start(signals: Signals) -> Rc<Self> {
        let client = Rc::new_cyclic(|this| Self {
            this: this.clone(),
            signals,
            link: RefCell::default(),
            ready: Cell::default(),
            generation: Cell::default(),
            last_generation: Cell::default(),
            recycling: Recycling::default(),
            next_id: Cell::default(),
            running: RefCell::default(),
            deadly: RefCell::default(),
            waiting: RefCell::default(),
            unsaved: RefCell::default(),
            model: RefCell::default(),
            failed_restores: Cell::default(),
        });
        client.connect();
        client
    }

    /// Puts a request in line. The receiver ends without a value when a newer one of the same slot takes its place.
    pub(super) fn submit(
        &self,
        slot: Option<&str>,
        request: Request,
        files: Files,
    ) -> oneshot::Receiver<Result<Outcome, Problem>> {
        self.note_request(&request);
        let (job, receiver) = self.job(slot, request, files);
        if self.deadly.borrow().contains(&job.request) {
            job.end(Err(gave_up()));
            return receiver;
        }
        if slot.is_some() {
            self.waiting.borrow_mut().retain(|waiting| waiting.slot != job.slot);
        }
        self.waiting.borrow_mut().push_back(job);
        self.advance();
        receiver
    }

    /// Puts the workspace's model in line, before all else but the data that is being brought back.
    pub(super) fn model(&self, model: Model) -> oneshot::Receiver<Result<Outcome, Problem>> {
        let request = Request::Model(model);
        self.note_request(&request);
        let (job, receiver) = self.job(Some("model"), request, Files::default());
        self.put_model_first(job);
        self.advance();
        receiver
    }

    fn put_model_first(&self, job: Job) {
        let mut waiting = self.waiting.borrow_mut();
        waiting.retain(|waiting| !matches!(waiting.request, Request::Model(_)));
        let after_restore = waiting.iter().position(|waiting| waiting.request == Request::Restore);
        waiting.insert(after_restore.map_or(0, |restore| restore + 1), job);
    }

    /// Ends what runs now, and starts a new engine for the rest.
    pub(super) fn cancel(&self) {
        if let Some(job) = self.running.take() {
            let what = job.stage().unwrap_or_else(|| "The question".to_owned());
            job.end(Err(Problem::new("cancelled", format!("{what} was cancelled"))));
            self.restart();
        }
    }

    /// Starts a new engine; what ran is run again, and every dataset comes back.
    pub(super) fn restart(&self) {
        if let Some(job) = self.running.take().filter(|job| job.request != Request::Restore) {
            self.waiting.borrow_mut().push_front(job);
        }
        self.connect();
    }

    fn connect(&self) {
        self.link.take();
        self.forget_successor();
        self.ready.set(false);
        self.signals.restored.set(false);
        self.signals.status.set(Status::Starting);
        self.waiting.borrow_mut().retain(|job| job.request != Request::Restore);
        match self.failed_restores.get() < MOST_CRASHES {
            true => {
                let (restore, _) = self.job(None, Request::Restore, Files::default());
                self.waiting.borrow_mut().push_front(restore);
            }
            false => self.go_on_without(),
        }
        let waits = |job: &Job| matches!(job.request, Request::Model(_));
        let is_waiting = self.waiting.borrow().iter().any(waits);
        if let Some(model) = self.model.borrow().clone().filter(|_| !is_waiting) {
            let (job, _) = self.job(Some("model"), Request::Model(model), Files::default());
            self.put_model_first(job);
        }
        let generation = self.next_generation();
        self.generation.set(generation);
        match Link::start(self.ear(generation)) {
            Ok(link) => *self.link.borrow_mut() = Some(link),
            Err(_) => self.signals.notices.problem(&no_worker()),
        }
    }

    /// What hears an engine: only the one that answers now and the one that is about to take over are listened to.
    pub(super) fn ear(&self, generation: u32) -> impl Fn(Event) + Clone + 'static {
        let this = self.this.clone();
        move |event| match this.upgrade() {
            Some(client) if client.generation.get() == generation => client.hear(event),
            Some(client) if client.is_successor(generation) => client.hear_successor(event),
            _ => {}
        }
    }

    /// A number for an engine that starts.
    pub(super) fn next_generation(&self) -> u32 {
        self.last_generation.set(self.last_generation.get() + 1);
        self.last_generation.get()
    }

    /// A number for a request.
    pub(super) fn fresh_id(&self) -> u32 {
        self.next_id.replace(self.next_id.get() + 1)
    }

    /// Whether nothing is under way or waits.
    pub(super) fn is_idle(&self) -> bool {
        self.running.borrow().is_none() && self.waiting.borrow().is_empty()
    }

    /// Starts without the stored data, which kills every engine that takes it; it stays where it is.
    fn go_on_without(&self) {
        self.signals.datasets.set(Vec::new());
        self.signals.notices.problem(&not_restored());
        self.reopen_missing();
        self.signals.restored.set(true);
    }

    pub(super) fn job(
        &self,
        slot: Option<&str>,
        request: Request,
        files: Files,
    ) -> (Job, oneshot::Receiver<Result<Outcome, Problem>>) {
        let (reply, receiver) = oneshot::channel();
        let id = self.fresh_id();
        (
            Job {
                id,
                slot: slot.map(str::to_owned),
                request,
                files,
                crashes: 0,
                reply,
            },
            receiver,
        )
    }

    fn hear(&self, event: Event) {
        match event {
            Event::Message(Message::Ready, _) => self.on_ready(),
            Event::Message(Message::Done { id, result }, attached) => {
                self.done(id, result.map(|reply| (reply, attached.bytes)));
            }
            Event::Message(Message::Progress { id, stage, fraction }, _) => {
                if self.running.borrow().as_ref().is_some_and(|job| job.id == id) {
                    self.signals.status.set(Status::Working(stage, fraction));
                }
            }
            Event::Message(Message::Saved { dataset }, _) => self.saved(&dataset),
            Event::Message(Message::Changed { made, dropped }, _) => self.changed(made, &dropped),
            Event::Message(Message::Memory(usage), _) => self.weigh(*usage),
            Event::Message(Message::Unsaved { problem, .. }, _) => self.signals.notices.problem(&problem),
            Event::Died => self.died(),
        }
    }

    /// Takes up what SQL statements made, made anew, and dropped.
    fn changed(&self, made: Vec<Dataset>, dropped: &[String]) {
        self.note_change();
        self.signals.datasets.update(|datasets| {
            datasets.retain(|open| !dropped.contains(&open.name));
            for new in made {
                match datasets.iter_mut().find(|open| open.name == new.name) {
                    Some(open) => *open = new,
                    None => datasets.push(new),
                }
            }
        });
    }

    fn on_ready(&self) {
        self.ready.set(true);
        let now = window().performance().map(|performance| performance.now());
        self.signals.ready_at.update(|at| *at = at.or(now));
        self.signals.status.set(Status::Ready);
        self.advance();
    }

    /// Sends the next request, when none is under way.
    fn advance(&self) {
        if !self.ready.get() || self.running.borrow().is_some() {
            return;
        }
        let Some(job) = self.waiting.borrow_mut().pop_front() else {
            return self.take_over();
        };
        if let Some(stage) = job.stage() {
            self.signals.status.set(Status::Working(stage, 0.0));
        }
        let sent = self
            .link
            .borrow()
            .as_ref()
            .map(|link| link.send(job.id, &job.request, &job.files));
        match sent {
            Some(Ok(())) => *self.running.borrow_mut() = Some(job),
            _ => job.end(Err(no_worker())),
        }
    }

    fn done(&self, id: u32, result: Result<Outcome, Problem>) {
        let Some(job) = self.running.borrow_mut().take_if(|job| job.id == id) else {
            return;
        };
        self.signals.status.set(Status::Ready);
        match &result {
            Ok((reply, _)) => self.note(&job, reply),
            Err(problem) if job.request == Request::Restore => {
                self.signals.datasets.set(Vec::new());
                self.signals.notices.problem(problem);
            }
            Err(_) => {}
        }
        if job.request == Request::Restore {
            self.failed_restores.set(0);
            self.reopen_missing();
            self.signals.restored.set(true);
        }
        job.end(result);
        self.advance();
    }

    /// Keeps the list of datasets true.
    fn note(&self, job: &Job, reply: &Reply) {
        match (&job.request, reply) {
            (Request::Restore, Reply::Opened(opened)) => {
                self.signals.datasets.set(opened.datasets.clone());
                for note in &opened.notes {
                    self.signals.notices.tell(note.level, note.message.clone());
                }
            }
            (Request::Open(_) | Request::Adopt(..) | Request::Unpack { .. }, Reply::Opened(opened)) => {
                self.signals
                    .datasets
                    .update(|datasets| datasets.extend(opened.datasets.iter().cloned()));
                self.keep_until_saved(job, &opened.datasets);
            }
            (Request::Combine { datasets: closed, .. }, Reply::Opened(opened)) => {
                self.signals.datasets.update(|datasets| {
                    datasets.retain(|open| !closed.contains(&open.name));
                    datasets.extend(opened.datasets.iter().cloned());
                });
                closed.iter().for_each(|name| self.saved(name));
            }
            (Request::Model(model), _) => {
                let before = self.model.replace(Some(model.clone()));
                if before.unwrap_or_default() != *model {
                    self.signals.modelled.update(|count| *count += 1);
                }
            }
            (Request::Close { dataset }, _) => {
                self.signals
                    .datasets
                    .update(|datasets| datasets.retain(|open| &open.name != dataset));
                self.saved(dataset);
            }
            _ => {}
        }
    }

    fn keep_until_saved(&self, job: &Job, datasets: &[Dataset]) {
        if job.files.file.is_some() {
            let datasets = datasets.iter().map(|dataset| dataset.name.clone()).collect();
            self.unsaved.borrow_mut().push(Unsaved {
                datasets,
                files: job.files.clone(),
                request: job.request.clone(),
            });
        }
    }

    fn saved(&self, dataset: &str) {
        let mut unsaved = self.unsaved.borrow_mut();
        for entry in unsaved.iter_mut() {
            entry.datasets.retain(|name| name != dataset);
        }
        unsaved.retain(|entry| !entry.datasets.is_empty());
    }

    /// Opens again what was not stored in time, before anything that waits.
    fn reopen_missing(&self) {
        let is_back = |name: &String| {
            let datasets = self.signals.datasets;
            datasets.with_untracked(|datasets| datasets.iter().any(|dataset| &dataset.name == name))
        };
        for entry in self.unsaved.take().into_iter().rev() {
            if entry.datasets.iter().all(is_back) {
                continue;
            }
            let (job, _) = self.job(None, entry.request, entry.files);
            self.waiting.borrow_mut().push_front(job);
        }
    }

    /// The worker is gone: a new one takes over, with the request that was under way unless it keeps killing engines.
    fn died(&self) {
        if let Some(mut job) = self.running.take() {
            if job.request == Request::Restore {
                self.failed_restores.set(self.failed_restores.get() + 1);
            }
            job.crashes += 1;
            match job.crashes < MOST_CRASHES {
                true => *self.running.borrow_mut() = Some(job),
                false => self.give_up(job),
            }
        }
        self.signals.notices.tell(
            Level::Warning,
            "The engine stopped and was started again; your data is being brought back",
        );
        let again = self.running.borrow().as_ref().map(|job| job.id);
        self.restart();
        if let Some(id) = again {
            self.spare_memory_for(id);
        }
    }

    /// Ends a request that kills engines. What the page asks of itself is not sent again: it would ask after each restart.
    fn give_up(&self, job: Job) {
        if matches!(job.request, Request::Suggest { .. } | Request::Profile { .. }) {
            self.waiting
                .borrow_mut()
                .retain(|waiting| waiting.request != job.request);
            self.deadly.borrow_mut().push(job.request.clone());
        }
        job.end(Err(gave_up()));
    }
}

fn no_worker() -> Problem {
    Problem {
        code: "engine_unavailable".to_owned(),
        message: "The engine could not be started in this browser".to_owned(),
        hint: Some("Reload the page. If that does not help, use a current Chrome, Edge, Firefox or Safari.".to_owned()),
        place: None,
    }
}

fn not_restored() -> Problem {
    Problem {
        code: "not_restored".to_owned(),
        message: "Your stored data could not be brought back: it takes more memory than the browser gives".to_owned(),
        hint: Some("It is still kept. Close other pages and reload this one to try again.".to_owned()),
        place: None,
    }
}

fn gave_up() -> Problem {
    Problem {
        code: "engine_crashed".to_owned(),
        message: "The engine stopped twice over this request, so it was given up; everything else is kept".to_owned(),
        hint: Some("Try it with fewer columns or rows.".to_owned()),
        place: None,
    }
}
