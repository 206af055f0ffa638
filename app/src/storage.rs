//! Documents in IndexedDB: dashboards, history, settings. Each is one value, written in one transaction, so a crash leaves the old or the new one.

use idb::{Database, DatabaseEvent as _, Factory, ObjectStoreParams, TransactionMode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use spec::problem::Problem;
use wasm_bindgen::JsValue;

const DATABASE: &str = "sextant-documents";
const STORE: &str = "documents";

/// The document with this key; none when there is none, or when it is not readable as a `T`.
pub(crate) async fn read<T: DeserializeOwned>(key: &str) -> Result<Option<T>, Problem> {
    let database = open().await?;
    let transaction = database
        .transaction(&[STORE], TransactionMode::ReadOnly)
        .map_err(problem)?;
    let store = transaction.object_store(STORE).map_err(problem)?;
    let value = store
        .get(JsValue::from_str(key))
        .map_err(problem)?
        .await
        .map_err(problem)?;
    let text = value.and_then(|value| value.as_string());
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Every readable document whose key starts with `prefix`.
pub(crate) async fn read_all<T: DeserializeOwned>(prefix: &str) -> Result<Vec<T>, Problem> {
    let database = open().await?;
    let transaction = database
        .transaction(&[STORE], TransactionMode::ReadOnly)
        .map_err(problem)?;
    let store = transaction.object_store(STORE).map_err(problem)?;
    let (first, last) = (
        JsValue::from_str(prefix),
        JsValue::from_str(&format!("{prefix}\u{ffff}")),
    );
    let range = idb::KeyRange::bound(&first, &last, None, None).map_err(problem)?;
    let values = store
        .get_all(Some(idb::Query::KeyRange(range)), None)
        .map_err(problem)?
        .await
        .map_err(problem)?;
    Ok(values
        .iter()
        .filter_map(|value| serde_json::from_str(&value.as_string()?).ok())
        .collect())
}

/// Writes a document in place of what had its key.
pub(crate) async fn write<T: Serialize>(key: &str, document: &T) -> Result<(), Problem> {
    let text = serde_json::to_string(document)
        .map_err(|error| Problem::new("storage", format!("{key} could not be written down: {error}")))?;
    let database = open().await?;
    let transaction = database
        .transaction(&[STORE], TransactionMode::ReadWrite)
        .map_err(problem)?;
    let store = transaction.object_store(STORE).map_err(problem)?;
    store
        .put(&JsValue::from_str(&text), Some(&JsValue::from_str(key)))
        .map_err(problem)?;
    committed(transaction).await
}

/// Forgets a document.
pub(crate) async fn remove(key: &str) -> Result<(), Problem> {
    let database = open().await?;
    let transaction = database
        .transaction(&[STORE], TransactionMode::ReadWrite)
        .map_err(problem)?;
    let store = transaction.object_store(STORE).map_err(problem)?;
    store.delete(JsValue::from_str(key)).map_err(problem)?;
    committed(transaction).await
}

async fn open() -> Result<Database, Problem> {
    let mut request = Factory::new()
        .map_err(problem)?
        .open(DATABASE, Some(1))
        .map_err(problem)?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            drop(database.create_object_store(STORE, ObjectStoreParams::new()));
        }
    });
    request.await.map_err(problem)
}

async fn committed(transaction: idb::Transaction) -> Result<(), Problem> {
    match transaction.await.map_err(problem)? {
        idb::TransactionResult::Committed => Ok(()),
        idb::TransactionResult::Aborted => Err(full()),
    }
}

fn full() -> Problem {
    Problem {
        code: "storage_full".to_owned(),
        message: "The browser has no more room for this page: the last change is not saved".to_owned(),
        hint: Some("Close datasets you no longer need, or free disk space.".to_owned()),
        place: None,
    }
}

fn problem(error: idb::Error) -> Problem {
    let text = error.to_string();
    match text.contains("QuotaExceeded") {
        true => full(),
        false => Problem::new("storage", format!("the browser's storage failed: {text}")),
    }
}
