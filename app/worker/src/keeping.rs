//! What is kept in the browser, and how it comes back: each dataset as it was read, its file and its steps.

use crate::file::ChosenFile;
use crate::frames::{Frames, Stored};
use crate::governor;
use crate::pump::with_engine;
use crate::saving;
use crate::wire;
use engine::Outcome;
use spec::answer::{Level, Note};
use spec::dataset::{Dataset, Opened};
use spec::problem::Problem;
use spec::reading::OpenOptions;
use spec::worker::Reply;
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

/// Larger files are not copied into the browser's storage.
const MOST_BYTES: f64 = 500.0 * 1024.0 * 1024.0;

thread_local! {
    static FILES: RefCell<HashMap<String, Blob>> = RefCell::new(HashMap::new());
}

/// Keeps the file that datasets were just read from, before anything slow is done: whoever closes the page now loses nothing.
pub(crate) fn read_from(datasets: &[Dataset], options: &OpenOptions, file: &Blob) {
    FILES.with_borrow_mut(|files| {
        for dataset in datasets {
            files.insert(dataset.name.clone(), file.clone());
        }
    });
    let (mut datasets, options, file) = (datasets.to_vec(), options.clone(), file.clone());
    spawn_local(async move {
        let Ok(frames) = Frames::open().await else { return };
        datasets.retain(|dataset| FILES.with_borrow(|files| files.contains_key(&dataset.name)));
        if file.size() <= MOST_BYTES && frames.begin(&datasets, &options, &file).await.is_ok() {
            return;
        }
        for dataset in &datasets {
            // Without room for the file, the dataset itself may still fit; an older file of it is no use.
            drop(frames.remove_file(&dataset.name).await);
        }
    });
}

/// The file that a dataset was read from.
pub(crate) async fn file(name: &str) -> Result<Blob, Problem> {
    if let Some(file) = FILES.with_borrow(|files| files.get(name).cloned()) {
        return Ok(file);
    }
    let stored = Frames::open().await?.file(name).await?;
    stored.ok_or_else(|| Problem {
        code: "file_gone".to_owned(),
        message: format!("the file of {name} is not at hand any more"),
        hint: Some("Choose the file again to read it in another way".to_owned()),
        place: None,
    })
}

/// Stores a dataset; when there is no room for both, without its file.
pub(crate) async fn store(name: &str) -> Result<(), Problem> {
    let bytes = with_engine(|engine| engine.stored(name))?;
    let frames = Frames::open().await?;
    let dataset = with_engine(|engine| engine.dataset(name))?;
    match frames.write(&dataset, &bytes).await {
        Err(problem) if problem.code == "storage_full" => {
            frames.remove_file(name).await?;
            frames.write(&dataset, &bytes).await
        }
        stored => stored,
    }
}

/// Stores the steps of a dataset, if the dataset is stored.
pub(crate) fn note_steps(name: String) {
    spawn_local(async move {
        if let Ok(frames) = Frames::open().await
            && let Ok(dataset) = with_engine(|engine| engine.dataset(&name))
        {
            // When it fails, the steps are stored with the next change.
            drop(frames.note_steps(&dataset).await);
        }
    });
}

/// Forgets a dataset and its file.
pub(crate) async fn forget(name: &str) -> Result<(), Problem> {
    FILES.with_borrow_mut(|files| files.remove(name));
    match Frames::open().await {
        Ok(frames) => frames.remove(name).await,
        Err(_unavailable) => Ok(()),
    }
}

/// Forgets a dataset and its file without waiting for it.
pub(crate) fn forget_soon(name: String) {
    spawn_local(async move { drop(forget(&name).await) });
}

/// Brings the stored datasets back, then does their steps.
pub(crate) async fn restore(id: u32) -> Result<Outcome, Problem> {
    let frames = Frames::open().await?;
    let stored = frames.list().await?;
    let (mut opened, mut waiting) = (Opened::default(), Vec::new());
    let awake = awake(&stored);
    for (index, entry) in stored.iter().enumerate() {
        let fraction = index as f64 / stored.len() as f64;
        wire::send_progress(id, &format!("Bringing back {}", entry.name), fraction);
        if let Some(outline) = entry.outline().filter(|_| !awake.contains(&entry.name)) {
            opened.datasets.push(outline.dataset.clone());
            with_engine(|engine| engine.take_in(outline))?;
            continue;
        }
        match bring_back(id, &frames, entry).await {
            Ok(dataset) => {
                let steps = vec![(dataset.name.clone(), entry.steps.clone())];
                match entry.needs().next() {
                    None => opened.notes.extend(with_engine(|engine| engine.resume(steps))?),
                    Some(_) => waiting.extend(steps),
                }
                opened.datasets.push(dataset);
                let names: Vec<String> = waiting.iter().map(|(name, _)| name.clone()).collect();
                governor::settle_without(&[names, awake.clone()].concat()).await;
            }
            Err(problem) => opened.notes.push(not_restored(&entry.name, &problem)),
        }
    }
    opened.notes.extend(with_engine(|engine| engine.resume(waiting))?);
    for dataset in &mut opened.datasets {
        *dataset = with_engine(|engine| engine.dataset(&dataset.name))?;
    }
    Ok((Reply::Opened(opened), None))
}

/// The datasets whose rows the steps of others need; those of others that sleep do not.
fn awake(stored: &[Stored]) -> Vec<String> {
    let mut awake: Vec<String> = Vec::new();
    let mut line: Vec<&Stored> = stored.iter().filter(|entry| entry.outline().is_none()).collect();
    while let Some(entry) = line.pop() {
        for needed in entry.needs() {
            let other = stored.iter().find(|other| other.name.eq_ignore_ascii_case(needed));
            if let Some(other) = other.filter(|other| !awake.contains(&other.name)) {
                awake.push(other.name.clone());
                line.push(other);
            }
        }
    }
    awake
}

/// Brings a dataset back from its bytes; from its file when they are not there or not whole.
async fn bring_back(id: u32, frames: &Frames, entry: &Stored) -> Result<Dataset, Problem> {
    let problem = match entry.parts {
        0 => None,
        _ => match frames
            .read(entry)
            .await
            .and_then(|bytes| with_engine(|engine| engine.restore(&entry.name, entry.source.clone(), bytes)))
        {
            Ok(dataset) => {
                saving::stored(&dataset.name);
                return Ok(dataset);
            }
            Err(problem) => Some(problem),
        },
    };
    let Some(file) = frames.file(&entry.name).await? else {
        return Err(problem.unwrap_or_else(|| Problem::new("file_gone", "its file is not at hand any more")));
    };
    let mut input = ChosenFile::new(&entry.source.filename, file)?;
    let mut progress = |stage: &str, fraction: f64| wire::send_progress(id, stage, fraction);
    let dataset =
        with_engine(|engine| engine.reopen(&entry.name, &entry.source, &mut input, &entry.options, &mut progress))?;
    saving::add(std::slice::from_ref(&dataset));
    Ok(dataset)
}

fn not_restored(name: &str, problem: &Problem) -> Note {
    let message = format!("{name} could not be brought back: {problem}. Open its file again.");
    Note::new(Level::Error, "not_restored", message)
}
