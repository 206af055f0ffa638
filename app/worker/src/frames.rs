//! Dataset bytes in IndexedDB.
//!
//! - A dataset is written in one transaction: after a crash it is there whole, or as it was before.
//! - A dataset lies in parts, because browsers refuse single values of some hundred megabytes.

use idb::{Database, DatabaseEvent as _, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Array, Uint8Array};
use serde::{Deserialize, Serialize};
use spec::problem::Problem;
use spec::reading::Source;
use wasm_bindgen::JsValue;

const DATABASE: &str = "sextant-frames";
const DATASETS: &str = "datasets";
const PARTS: &str = "parts";
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
    /// How many parts its bytes lie in.
    pub parts: u32,
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
            .open(DATABASE, Some(1))
            .map_err(problem)?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                for store in [DATASETS, PARTS] {
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
        let mut bytes = Vec::new();
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

    /// Stores a dataset, in place of what had its name.
    pub(crate) async fn write(&self, name: &str, source: &Source, order: f64, bytes: &[u8]) -> Result<(), Problem> {
        let parts = bytes.chunks(PART_BYTES);
        let stored = Stored {
            name: name.to_owned(),
            source: source.clone(),
            order,
            parts: parts.len() as u32,
        };
        let transaction = self.both(TransactionMode::ReadWrite)?;
        let datasets = transaction.object_store(DATASETS).map_err(problem)?;
        let store = transaction.object_store(PARTS).map_err(problem)?;
        store.delete(parts_of(name)?).map_err(problem)?;
        for (index, part) in parts.enumerate() {
            let key = part_key(name, index as u32);
            store.put(&Uint8Array::from(part), Some(&key)).map_err(problem)?;
        }
        datasets.put(&encode(&stored), Some(&name.into())).map_err(problem)?;
        committed(transaction).await
    }

    /// Forgets a stored dataset.
    pub(crate) async fn remove(&self, name: &str) -> Result<(), Problem> {
        let transaction = self.both(TransactionMode::ReadWrite)?;
        let datasets = transaction.object_store(DATASETS).map_err(problem)?;
        let store = transaction.object_store(PARTS).map_err(problem)?;
        store.delete(parts_of(name)?).map_err(problem)?;
        datasets.delete(JsValue::from_str(name)).map_err(problem)?;
        committed(transaction).await
    }

    fn both(&self, mode: TransactionMode) -> Result<idb::Transaction, Problem> {
        self.database.transaction(&[DATASETS, PARTS], mode).map_err(problem)
    }
}

/// Waits until everything is on the disk. An aborted transaction, as when the disk is full, has changed nothing.
async fn committed(transaction: idb::Transaction) -> Result<(), Problem> {
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
