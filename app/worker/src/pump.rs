//! One message at a time, in the order they came: the next waits until the last is answered.

use crate::arriving::{self, Arrival};
use crate::governor;
use crate::keeping;
use crate::parts;
use crate::saving;
use crate::warm;
use crate::wire::{self, Incoming};
use engine::{Engine, Error, Outcome};
use spec::dataset::{Dataset, Opened};
use spec::problem::Problem;
use spec::reading::{OpenOptions, Source};
use spec::step::Step;
use spec::worker::{Message, Reply, Request};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::MessageEvent;

thread_local! {
    static WAITING: RefCell<VecDeque<Incoming>> = const { RefCell::new(VecDeque::new()) };
    static BUSY: Cell<bool> = const { Cell::new(false) };
    static ENGINE: RefCell<Engine> = RefCell::new(Engine::default());
}

/// Listens, and says that the engine can take a file.
pub(crate) fn start() {
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        let incoming = wire::receive(&event.data());
        if matches!(incoming.request, Ok(Request::Open(_))) {
            warm::stop();
        }
        WAITING.with_borrow_mut(|waiting| waiting.push_back(incoming));
        saving::disturb();
        governor::disturb();
        wake();
    });
    saving::start(wake);
    governor::start();
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
        } else if parts::send_some() {
            // A question that has come meanwhile goes first.
            wire::next_turn().await;
        } else {
            break;
        }
    }
    BUSY.set(false);
    saving::rest();
    governor::rest();
}

async fn answer(incoming: Incoming) {
    let id = incoming.arrival.id;
    let outcome = match incoming.request {
        Ok(request) => governor::govern(request, incoming.arrival).await,
        Err(problem) => Err(problem),
    };
    let (result, bytes) = match outcome {
        Ok((reply, bytes)) => (Ok(reply), bytes),
        Err(problem) => (Err(problem), None),
    };
    wire::send(&Message::Done { id, result }, bytes.as_deref());
    governor::settle().await;
    parts::tidy();
}

/// Does what a request asks of the engine and of storage.
pub(crate) async fn handle(request: Request, mut arrival: Arrival) -> Result<Outcome, Problem> {
    let id = arrival.id;
    match request {
        Request::Open(options) => arrive(arrival, &options, |engine, arrival| {
            arriving::open(engine, arrival, &options)
        }),
        Request::Adopt(handing, options) => arrive(arrival, &options, |engine, arrival| {
            arriving::adopt(engine, arrival, &handing)
        }),
        Request::Reread { dataset, options } => arrive(arrival, &options, |engine, arrival| {
            arriving::reread(engine, arrival, &dataset, &options)
        }),
        Request::Replace {
            dataset,
            options,
            handing,
        } => arrive(arrival, &options, |engine, arrival| {
            arriving::replace(engine, arrival, &dataset, &options, &handing)
        }),
        Request::Revise { dataset, options } => {
            arrival.file = Some(keeping::file(&dataset).await?);
            arrive(arrival, &options, |engine, arrival| {
                arriving::reread(engine, arrival, &dataset, &options)
            })
        }
        Request::Unpack { name, source } => unpack(&arrival, &name, source),
        Request::Inspect(options) => ENGINE.with_borrow(|engine| arriving::inspect(engine, &arrival, &options)),
        Request::Combine { datasets, name } => combine(datasets, name),
        Request::Transform { dataset, steps } => transform(dataset, steps),
        Request::Restore => keeping::restore(id).await,
        Request::Close { dataset } => close(dataset).await,
        request => timed(request).await,
    }
}

/// Runs what brings tables; keeps the file that they were read from, and puts them in line to be stored.
fn arrive(
    arrival: Arrival,
    options: &OpenOptions,
    bring: impl FnOnce(&mut Engine, &Arrival) -> Result<Opened, Problem>,
) -> Result<Outcome, Problem> {
    let opened = ENGINE.with_borrow_mut(|engine| bring(engine, &arrival))?;
    if let Some(file) = arrival.original.or(arrival.file) {
        keeping::read_from(&opened.datasets, options, &file);
    }
    saving::add(&opened.datasets);
    Ok((Reply::Opened(opened), None))
}

/// Takes packed rows in. There is no file of them to keep.
fn unpack(arrival: &Arrival, name: &str, source: Source) -> Result<Outcome, Problem> {
    let opened = ENGINE.with_borrow_mut(|engine| arriving::unpack(engine, arrival, name, source))?;
    saving::add(&opened.datasets);
    Ok((Reply::Opened(opened), None))
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
            Ok(()) => {
                saving::stored(&name);
                Message::Saved { dataset: name }
            }
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

/// Stores what statements made, forgets what they dropped, and tells the page.
fn tell_changes() {
    let changes = ENGINE.with_borrow_mut(Engine::take_changes);
    if changes.is_empty() {
        return;
    }
    for name in &changes.dropped {
        saving::forget(name);
        keeping::forget_soon(name.clone());
    }
    saving::add(&changes.made);
    let (made, dropped) = (changes.made, changes.dropped);
    wire::send(&Message::Changed { made, dropped }, None);
}

async fn timed(request: Request) -> Result<Outcome, Problem> {
    let start = wire::now_millis();
    let outcome = parts::handle(request).await;
    // What the statements before one that failed made is there.
    let (mut reply, bytes) = match outcome {
        Ok(outcome) => outcome,
        Err(problem) => {
            tell_changes();
            return Err(problem);
        }
    };
    let millis = wire::now_millis() - start;
    match &mut reply {
        Reply::Answer(answer) => answer.millis = millis,
        Reply::Asked(asked) => asked.1.millis = millis,
        _ => {}
    }
    tell_changes();
    Ok((reply, bytes))
}
