//! One message at a time, in the order they came: the next waits until the last is answered.

use crate::file::ChosenFile;
use crate::frames::Frames;
use crate::saving;
use crate::warm;
use crate::wire::{self, Incoming};
use engine::{Engine, Outcome};
use spec::answer::{Level, Note};
use spec::dataset::{Dataset, Opened};
use spec::problem::Problem;
use spec::reading::OpenOptions;
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

async fn handle(id: u32, request: Request, file: Option<web_sys::Blob>) -> Result<Outcome, Problem> {
    match request {
        Request::Open(options) => open(id, &options, file),
        Request::Restore => restore(id).await,
        Request::Close { dataset } => close(dataset).await,
        request => timed(request),
    }
}

fn open(id: u32, options: &OpenOptions, file: Option<web_sys::Blob>) -> Result<Outcome, Problem> {
    let name = options.filename.clone().unwrap_or_else(|| "data".to_owned());
    let file = file.ok_or_else(|| Problem::new("no_file", format!("{name} did not reach the engine")))?;
    let mut input = ChosenFile::new(&name, file)?;
    let mut progress = |stage: &str, fraction: f64| {
        wire::send(
            &Message::Progress {
                id,
                stage: stage.to_owned(),
                fraction,
            },
            None,
        );
    };
    let opened = ENGINE.with_borrow_mut(|engine| engine.open(&mut input, options, &mut progress))?;
    saving::add(&opened.datasets);
    Ok((Reply::Opened(opened), None))
}

async fn save(dataset: Dataset) {
    let result = store(&dataset).await;
    let name = dataset.name;
    if saving::is_forgotten() {
        if let Ok(frames) = Frames::open().await {
            drop(frames.remove(&name).await);
        }
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

async fn store(dataset: &Dataset) -> Result<(), Problem> {
    let bytes = ENGINE.with_borrow(|engine| engine.stored(&dataset.name))?;
    let frames = Frames::open().await?;
    frames
        .write(&dataset.name, &dataset.source, js_sys::Date::now(), &bytes)
        .await
}

async fn restore(id: u32) -> Result<Outcome, Problem> {
    let frames = Frames::open().await?;
    let stored = frames.list().await?;
    let mut opened = Opened::default();
    for (index, entry) in stored.iter().enumerate() {
        let (stage, fraction) = (
            format!("Bringing back {}", entry.name),
            index as f64 / stored.len() as f64,
        );
        wire::send(&Message::Progress { id, stage, fraction }, None);
        let restored = frames.read(entry).await.and_then(|bytes| {
            ENGINE.with_borrow_mut(|engine| Ok(engine.restore(&entry.name, entry.source.clone(), bytes)?))
        });
        match restored {
            Ok(dataset) => opened.datasets.push(dataset),
            Err(problem) => opened.notes.push(not_restored(&entry.name, &problem)),
        }
    }
    Ok((Reply::Opened(opened), None))
}

fn not_restored(name: &str, problem: &Problem) -> Note {
    let message = format!("{name} could not be brought back: {problem}. Open its file again.");
    Note::new(Level::Error, "not_restored", message)
}

async fn close(dataset: String) -> Result<Outcome, Problem> {
    saving::forget(&dataset);
    let outcome = ENGINE.with_borrow_mut(|engine| {
        engine.handle(Request::Close {
            dataset: dataset.clone(),
        })
    })?;
    if let Ok(frames) = Frames::open().await {
        frames.remove(&dataset).await?;
    }
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
