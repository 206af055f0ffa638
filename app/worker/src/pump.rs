//! One message at a time, in the order they came: the next waits until the last is answered.

use crate::file::ChosenFile;
use crate::keeping;
use crate::saving;
use crate::warm;
use crate::wire::{self, Incoming};
use engine::{Engine, Error, Outcome};
use spec::dataset::Dataset;
use spec::problem::Problem;
use spec::reading::OpenOptions;
use spec::step::Step;
use spec::worker::{Message, Reply, Request};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, MessageEvent};

thread_local! {
    static WAITING: RefCell<VecDeque<Incoming>> = const { RefCell::new(VecDeque::new()) };
    static BUSY: Cell<bool> = const { Cell::new(false) };
    static ENGINE: RefCell<Engine> = RefCell::new(Engine::default());
}

/// Listens, and says that the engine can take a file.
pub(crate) fn start() {
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        WAITING.with_borrow_mut(|waiting| waiting.push_back(wire::receive(&event.data())));
        saving::disturb();
        wake();
    });
    saving::start(wake);
    wire::scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    wire::send(&Message::Ready, None);
    warm::up();
}

fn wake() {
    if !BUSY.replace(true) {
        wasm_bindgen_futures::spawn_local(work());
    }
}

/// Answers what waits; then, when nothing does for a while, stores what was loaded.
async fn work() {
    loop {
        if let Some(incoming) = WAITING.with_borrow_mut(VecDeque::pop_front) {
            answer(incoming).await;
        } else if let Some(dataset) = saving::due() {
            // Questions go on while the browser writes.
            wasm_bindgen_futures::spawn_local(save(dataset));
        } else {
            break;
        }
    }
    BUSY.set(false);
    saving::rest();
}

async fn answer(incoming: Incoming) {
    let id = incoming.id;
    let outcome = match incoming.request {
        Ok(request) => handle(id, request, incoming.file).await,
        Err(problem) => Err(problem),
    };
    let (result, bytes) = match outcome {
        Ok((reply, bytes)) => (Ok(reply), bytes),
        Err(problem) => (Err(problem), None),
    };
    wire::send(&Message::Done { id, result }, bytes.as_deref());
}

async fn handle(id: u32, request: Request, file: Option<Blob>) -> Result<Outcome, Problem> {
    match request {
        Request::Open(options) => open(id, &options, file),
        Request::Reread { dataset, options } => reread(id, &dataset, &options, file),
        Request::Revise { dataset, options } => {
            let file = keeping::file(&dataset).await?;
            reread(id, &dataset, &options, Some(file))
        }
        Request::Combine { datasets, name } => combine(datasets, name),
        Request::Transform { dataset, steps } => transform(dataset, steps),
        Request::Restore => keeping::restore(id).await,
        Request::Close { dataset } => close(dataset).await,
        request => timed(request),
    }
}

fn open(id: u32, options: &OpenOptions, file: Option<Blob>) -> Result<Outcome, Problem> {
    let (mut input, blob) = chosen(options, file)?;
    let mut progress = |stage: &str, fraction: f64| tell(id, stage, fraction);
    let opened = with_engine(|engine| engine.open(&mut input, options, &mut progress))?;
    keeping::read_from(&opened.datasets, options, &blob);
    saving::add(&opened.datasets);
    Ok((Reply::Opened(opened), None))
}

fn reread(id: u32, dataset: &str, options: &OpenOptions, file: Option<Blob>) -> Result<Outcome, Problem> {
    let (mut input, blob) = chosen(options, file)?;
    let mut progress = |stage: &str, fraction: f64| tell(id, stage, fraction);
    let opened = with_engine(|engine| engine.reread(dataset, &mut input, options, &mut progress))?;
    keeping::read_from(&opened.datasets, options, &blob);
    saving::add(&opened.datasets);
    Ok((Reply::Opened(opened), None))
}

fn chosen(options: &OpenOptions, file: Option<Blob>) -> Result<(ChosenFile, Blob), Problem> {
    let name = options.filename.clone().unwrap_or_else(|| "data".to_owned());
    let blob = file.ok_or_else(|| Problem::new("no_file", format!("{name} did not reach the engine")))?;
    Ok((ChosenFile::new(&name, blob.clone())?, blob))
}

fn combine(datasets: Vec<String>, name: String) -> Result<Outcome, Problem> {
    let request = Request::Combine {
        datasets: datasets.clone(),
        name,
    };
    let outcome = with_engine(|engine| engine.handle(request))?;
    for closed in datasets {
        saving::forget(&closed);
        keeping::forget_soon(closed);
    }
    if let Reply::Opened(opened) = &outcome.0 {
        saving::add(&opened.datasets);
    }
    Ok(outcome)
}

fn transform(dataset: String, steps: Vec<Step>) -> Result<Outcome, Problem> {
    let outcome = with_engine(|engine| engine.handle(Request::Transform { dataset, steps }))?;
    if let Reply::Transformed(dataset, _) = &outcome.0 {
        keeping::note_steps(dataset.name.clone());
    }
    Ok(outcome)
}

/// Says how far a request is.
pub(crate) fn tell(id: u32, stage: &str, fraction: f64) {
    let stage = stage.to_owned();
    wire::send(&Message::Progress { id, stage, fraction }, None);
}

/// Asks the engine.
pub(crate) fn with_engine<T>(ask: impl FnOnce(&mut Engine) -> Result<T, Error>) -> Result<T, Problem> {
    ENGINE.with_borrow_mut(|engine| Ok(ask(engine)?))
}

async fn save(dataset: Dataset) {
    let result = keeping::store(&dataset.name).await;
    let name = dataset.name;
    if saving::is_forgotten() {
        keeping::forget(&name).await.unwrap_or_default();
    } else {
        let message = match result {
            Ok(()) => Message::Saved { dataset: name },
            Err(problem) => Message::Unsaved { dataset: name, problem },
        };
        wire::send(&message, None);
    }
    saving::done();
    wake();
}

async fn close(dataset: String) -> Result<Outcome, Problem> {
    saving::forget(&dataset);
    let request = Request::Close {
        dataset: dataset.clone(),
    };
    let outcome = with_engine(|engine| engine.handle(request))?;
    keeping::forget(&dataset).await?;
    Ok(outcome)
}

fn timed(request: Request) -> Result<Outcome, Problem> {
    let start = wire::now_millis();
    let (mut reply, bytes) = ENGINE.with_borrow_mut(|engine| engine.handle(request))?;
    let millis = wire::now_millis() - start;
    match &mut reply {
        Reply::Answer(answer) => answer.millis = millis,
        Reply::Asked(asked) => asked.1.millis = millis,
        _ => {}
    }
    Ok((reply, bytes))
}
