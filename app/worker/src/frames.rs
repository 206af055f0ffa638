//! Datasets in IndexedDB: what is known of each, its bytes, and the file it was read from.
//!
//! - A dataset is written in one transaction: after a crash it is there whole, or as it was before.
//! - A file is written at once when it is opened; a dataset whose bytes are not there yet is read from it again.
//! - A dataset lies in parts, because browsers refuse single values of some hundred megabytes.

use idb::{Database, DatabaseEvent as _, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode};
use js_sys::{Array, Uint8Array};
use serde::{Deserialize, Serialize};
use spec::dataset::Dataset;
use spec::memory::Outline;
use spec::problem::Problem;
use spec::reading::{OpenOptions, Source};
use spec::step::Step;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Blob;

const DATABASE: &str = "sextant-frames";
const DATASETS: &str = "datasets";
const PARTS: &str = "parts";
const FILES: &str = "files";
/// The second version added the files.
const VERSION: u32 = 2;
const PART_BYTES: usize = 16 << 20;

/// What is stored of a dataset beside its bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stored {
    /// Its name.
    pub name: String,
    /// Where it came from.
    pub source: Source,
    /// Grows with every dataset stored, so that they come back in order.
    pub order: f64,
    /// How many parts its bytes lie in; none when only its file is there so far.
    pub parts: u32,
    /// What was done to it since it was read.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// How its file was read.
    #[serde(default)]
    pub options: OpenOptions,
    /// Where its file is kept; the tables of one file share it.
    #[serde(default)]
    file: Option<String>,
    /// What stays in memory of it while it sleeps, as JSON; a version that cannot read that brings it back awake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outline: Option<String>,
}

impl Stored {
    /// What is known of it, when it sleeps.
    pub(crate) fn outline(&self) -> Option<Outline> {
        serde_json::from_str(self.outline.as_ref()?).ok()
    }

    /// The datasets that its steps need.
    pub(crate) fn needs(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| step.operation.dataset())
    }

    /// The most bytes it may have.
    pub(crate) fn most_bytes(&self) -> u64 {
        self.parts as u64 * PART_BYTES as u64
    }
}

/// The database of datasets.
pub(crate) struct Frames {
    database: Database,
}

impl Frames {
    /// Opens the database, and makes it at first.
    pub(crate) async fn open() -> Result<Self, Problem> {
        let mut request = Factory::new()
            .map_err(problem)?
            .open(DATABASE, Some(VERSION))
            .map_err(problem)?;
        request.on_upgrade_needed(|event| {
            let Ok(database) = event.database() else { return };
            let there = database.store_names();
            for store in [DATASETS, PARTS, FILES] {
                if !there.iter().any(|name| name == store) {
                    drop(database.create_object_store(store, ObjectStoreParams::new()));
                }
            }
        });
        Ok(Self {
            database: request.await.map_err(problem)?,
        })
    }

    /// What is stored, in the order it was.
    pub(crate) async fn list(&self) -> Result<Vec<Stored>, Problem> {
        let transaction = self
            .database
            .transaction(&[DATASETS], TransactionMode::ReadOnly)
            .map_err(problem)?;
        let store = transaction.object_store(DATASETS).map_err(problem)?;
        let values = store.get_all(None, None).map_err(problem)?.await.map_err(problem)?;
        let mut stored: Vec<Stored> = values.iter().filter_map(decode).collect();
        stored.sort_by(|a, b| a.order.total_cmp(&b.order));
        Ok(stored)
    }

    /// The bytes of a stored dataset.
    pub(crate) async fn read(&self, stored: &Stored) -> Result<Vec<u8>, Problem> {
        let transaction = self
            .database
            .transaction(&[PARTS], TransactionMode::ReadOnly)
            .map_err(problem)?;
        let store = transaction.object_store(PARTS).map_err(problem)?;
        // Growing by doubling would take twice as much for a moment.
        let mut bytes = Vec::with_capacity(if stored.parts > 1 {
            stored.most_bytes() as usize
        } else {
            0
        });
        for index in 0..stored.parts {
            let part = store
                .get(part_key(&stored.name, index))
                .map_err(problem)?
                .await
                .map_err(problem)?;
            let part = Uint8Array::new(&part.unwrap_or(JsValue::UNDEFINED));
            let start = bytes.len();
            bytes.resize(start + part.length() as usize, 0);
            part.copy_to(&mut bytes[start..]);
        }
        Ok(bytes)
    }

    /// What is stored of the dataset with this name.
    pub(crate) async fn find(&self, name: &str) -> Result<Option<Stored>, Problem> {
        stored(&self.every(TransactionMode::ReadOnly)?, name).await
    }

    /// Notes that a stored dataset sleeps, or no longer does.
    pub(crate) async fn note_outline(&self, name: &str, outline: Option<String>) -> Result<(), Problem> {
        let transaction = self.every(TransactionMode::ReadWrite)?;
        if let Some(stored) = stored(&transaction, name).await? {
            put(&transaction, &Stored { outline, ..stored })?;
        }
        committed(transaction).await
    }

    /// The file that a dataset was read from, as far as it is kept.
    pub(crate) async fn file(&self, name: &str) -> Result<Option<Blob>, Problem> {
        let transaction = self.every(TransactionMode::ReadOnly)?;
        let Some(key) = stored(&transaction, name).await?.and_then(|stored| stored.file) else {
            return Ok(None);
        };
        let files = transaction.object_store(FILES).map_err(problem)?;
        let file = files.get(JsValue::from_str(&key)).map_err(problem)?;
        let file = file.await.map_err(problem)?;
        Ok(file.and_then(|file| file.dyn_into().ok()))
    }

    /// Stores the file that datasets were read from, once for all of them, before their bytes are there.
    pub(crate) async fn begin(&self, datasets: &[Dataset], options: &OpenOptions, file: &Blob) -> Result<(), Problem> {
        let Some(first) = datasets.first() else { return Ok(()) };
        let transaction = self.every(TransactionMode::ReadWrite)?;
        let key = format!("{} {}", first.name, js_sys::Date::now());
        let files = transaction.object_store(FILES).map_err(problem)?;
        files.put(file, Some(&JsValue::from_str(&key))).map_err(problem)?;
        for dataset in datasets {
            record(&transaction, dataset, Some((options, &key)), 0).await?;
        }
        sweep(&transaction).await?;
        committed(transaction).await
    }

    /// Stores a dataset, in place of what had its name. Its file stays.
    pub(crate) async fn write(&self, dataset: &Dataset, bytes: &[u8]) -> Result<(), Problem> {
        let transaction = self.every(TransactionMode::ReadWrite)?;
        let store = transaction.object_store(PARTS).map_err(problem)?;
        store.delete(parts_of(&dataset.name)?).map_err(problem)?;
        let parts = bytes.chunks(PART_BYTES);
        let count = parts.len() as u32;
        for (index, part) in parts.enumerate() {
            let key = part_key(&dataset.name, index as u32);
            store.put(&Uint8Array::from(part), Some(&key)).map_err(problem)?;
        }
        record(&transaction, dataset, None, count).await?;
        committed(transaction).await
    }

    /// Stores the steps of a dataset that is stored already.
    pub(crate) async fn note_steps(&self, dataset: &Dataset) -> Result<(), Problem> {
        let transaction = self.every(TransactionMode::ReadWrite)?;
        if let Some(stored) = stored(&transaction, &dataset.name).await? {
            record(&transaction, dataset, None, stored.parts).await?;
        }
        committed(transaction).await
    }

    /// Forgets the file of a dataset.
    pub(crate) async fn remove_file(&self, name: &str) -> Result<(), Problem> {
        let transaction = self.every(TransactionMode::ReadWrite)?;
        if let Some(mut stored) = stored(&transaction, name).await? {
            stored.file = None;
            put(&transaction, &stored)?;
        }
        sweep(&transaction).await?;
        committed(transaction).await
    }

    /// Forgets a stored dataset and its file.
    pub(crate) async fn remove(&self, name: &str) -> Result<(), Problem> {
        let transaction = self.every(TransactionMode::ReadWrite)?;
        let parts = transaction.object_store(PARTS).map_err(problem)?;
        parts.delete(parts_of(name)?).map_err(problem)?;
        let datasets = transaction.object_store(DATASETS).map_err(problem)?;
        datasets.delete(JsValue::from_str(name)).map_err(problem)?;
        sweep(&transaction).await?;
        committed(transaction).await
    }

    fn every(&self, mode: TransactionMode) -> Result<Transaction, Problem> {
        self.database
            .transaction(&[DATASETS, PARTS, FILES], mode)
            .map_err(problem)
    }
}

/// Writes what is known of a dataset. Its place among the others stays, and so does its file unless there is a new one.
async fn record(
    transaction: &Transaction,
    dataset: &Dataset,
    file: Option<(&OpenOptions, &str)>,
    parts: u32,
) -> Result<(), Problem> {
    let before = stored(transaction, &dataset.name).await?;
    let order = before.as_ref().map_or_else(js_sys::Date::now, |before| before.order);
    let (options, file) = match (file, before) {
        (Some((options, key)), _) => (options.clone(), Some(key.to_owned())),
        (None, Some(before)) => (before.options, before.file),
        (None, None) => (OpenOptions::default(), None),
    };
    let stored = Stored {
        name: dataset.name.clone(),
        source: dataset.source.clone(),
        order,
        parts,
        steps: dataset.steps.clone(),
        options,
        file,
        outline: None,
    };
    put(transaction, &stored)
}

fn put(transaction: &Transaction, stored: &Stored) -> Result<(), Problem> {
    let store = transaction.object_store(DATASETS).map_err(problem)?;
    let key = JsValue::from_str(&stored.name);
    store.put(&encode(stored), Some(&key)).map_err(problem)?;
    Ok(())
}

/// Forgets files that no dataset comes from any more.
async fn sweep(transaction: &Transaction) -> Result<(), Problem> {
    let datasets = transaction.object_store(DATASETS).map_err(problem)?;
    let values = datasets.get_all(None, None).map_err(problem)?.await.map_err(problem)?;
    let used: Vec<String> = values
        .iter()
        .filter_map(decode)
        .filter_map(|stored| stored.file)
        .collect();
    let files = transaction.object_store(FILES).map_err(problem)?;
    let keys = files
        .get_all_keys(None, None)
        .map_err(problem)?
        .await
        .map_err(problem)?;
    for key in keys {
        if key.as_string().is_none_or(|key| !used.contains(&key)) {
            files.delete(key).map_err(problem)?;
        }
    }
    Ok(())
}

async fn stored(transaction: &Transaction, name: &str) -> Result<Option<Stored>, Problem> {
    let store = transaction.object_store(DATASETS).map_err(problem)?;
    let before = store.get(JsValue::from_str(name)).map_err(problem)?;
    let before = before.await.map_err(problem)?;
    Ok(before.as_ref().and_then(decode))
}

/// Waits until everything is on the disk. An aborted transaction, as when the disk is full, has changed nothing.
async fn committed(transaction: Transaction) -> Result<(), Problem> {
    match transaction.await {
        Ok(idb::TransactionResult::Committed) => Ok(()),
        Ok(idb::TransactionResult::Aborted) => Err(full()),
        Err(error) => Err(problem(error)),
    }
}

fn part_key(name: &str, index: u32) -> JsValue {
    Array::of2(&name.into(), &index.into()).into()
}

fn parts_of(name: &str) -> Result<Query, Problem> {
    let (first, last) = (part_key(name, 0), part_key(name, u32::MAX));
    KeyRange::bound(&first, &last, None, None)
        .map(Query::KeyRange)
        .map_err(problem)
}

fn encode(stored: &Stored) -> JsValue {
    JsValue::from_str(&serde_json::to_string(stored).unwrap_or_default())
}

fn decode(value: &JsValue) -> Option<Stored> {
    serde_json::from_str(&value.as_string()?).ok()
}

fn full() -> Problem {
    Problem {
        code: "storage_full".to_owned(),
        message:
            "The browser has no more room for this page: the data stays open but will be gone when the page is closed"
                .to_owned(),
        hint: Some("Close datasets you no longer need, or free disk space.".to_owned()),
        place: None,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn problem(error: idb::Error) -> Problem {
    let text = error.to_string();
    if text.contains("QuotaExceeded") {
        full()
    } else {
        Problem::new("storage", format!("the browser's storage failed: {text}"))
    }
}
