//! What was dropped, with everything in the folders among it.

use super::found::{Found, is_junk};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DataTransferItem, File};

/// A folder with more files than this is not read any further.
pub(crate) const MOST_FILES: usize = 2_000;

/// What was dropped: taken at once, for it is gone once the browser goes on.
pub(crate) struct Dropped {
    files: Vec<File>,
    folders: Vec<JsValue>,
}

impl Dropped {
    /// Takes what was dropped.
    pub(crate) fn take(transfer: &DataTransfer) -> Self {
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        let items = transfer.items();
        for index in 0..items.length() {
            let Some(item) = items.get(index).filter(|item| item.kind() == "file") else {
                continue;
            };
            match folder(&item) {
                Some(entry) => folders.push(entry),
                None => files.extend(item.get_as_file().ok().flatten()),
            }
        }
        Self { files, folders }
    }

    /// The names of the folders.
    pub(crate) fn folders(&self) -> Vec<String> {
        self.folders.iter().map(|folder| text(folder, "name")).collect()
    }

    /// Every file, also those in folders, in the order of their names; junk is left out.
    pub(crate) async fn found(self) -> Vec<Found> {
        let mut found: Vec<Found> = self.files.into_iter().map(Found::from).collect();
        let mut waiting = self.folders;
        let mut inside = Vec::new();
        while let Some(folder) = waiting.pop().filter(|_| inside.len() < MOST_FILES) {
            for entry in entries(&folder).await {
                let path = text(&entry, "fullPath").trim_start_matches('/').to_owned();
                match is_junk(&path) {
                    true => {}
                    false if flag(&entry, "isDirectory") => waiting.push(entry),
                    false => inside.extend(file(&entry).await.map(|file| Found::new(file.into(), path))),
                }
            }
        }
        inside.sort_by(|a, b| a.name().cmp(b.name()));
        found.extend(inside);
        found
    }
}

fn folder(item: &DataTransferItem) -> Option<JsValue> {
    let look = Reflect::get(item, &"webkitGetAsEntry".into()).ok()?;
    let entry = look.dyn_ref::<Function>()?.call0(item).ok()?;
    (entry.is_object() && flag(&entry, "isDirectory")).then_some(entry)
}

/// What a folder holds; the browser gives it in parts.
async fn entries(folder: &JsValue) -> Vec<JsValue> {
    let mut all = Vec::new();
    let Ok(reader) = call(folder, "createReader") else {
        return all;
    };
    loop {
        let part = promised(&reader, "readEntries").await;
        let part = part.map(|part| part.unchecked_into::<Array>()).unwrap_or_default();
        if part.length() == 0 || all.len() > MOST_FILES {
            return all;
        }
        all.extend(part.iter());
    }
}

async fn file(entry: &JsValue) -> Option<File> {
    promised(entry, "file").await.ok()?.dyn_into().ok()
}

/// A method that takes what to do with its value and with its failure.
async fn promised(object: &JsValue, method: &str) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let promise = Promise::new(&mut |done, failed| {
        if let Err(error) = function.call2(object, &done, &failed) {
            drop(failed.call1(&JsValue::UNDEFINED, &error));
        }
    });
    JsFuture::from(promise).await
}

fn call(object: &JsValue, method: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &method.into())?
        .dyn_into::<Function>()?
        .call0(object)
}

fn flag(entry: &JsValue, name: &str) -> bool {
    Reflect::get(entry, &name.into()).is_ok_and(|flag| flag.is_truthy())
}

fn text(entry: &JsValue, name: &str) -> String {
    let text = Reflect::get(entry, &name.into()).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
