//! A file on disk, read piece by piece and straight into the engine's memory.

use engine::{Error, Input};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileReaderSync};

/// A file that the user chose.
pub(crate) struct ChosenFile {
    name: String,
    blob: Blob,
    reader: FileReaderSync,
}

impl ChosenFile {
    /// The file behind `blob`, called `name` in messages.
    pub(crate) fn new(name: &str, blob: Blob) -> Result<Self, Error> {
        let reader = FileReaderSync::new().map_err(|cause| unreadable(name, &cause))?;
        Ok(Self {
            name: name.to_owned(),
            blob,
            reader,
        })
    }
}

impl Input for ChosenFile {
    fn size_bytes(&self) -> u64 {
        self.blob.size() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let (start, end) = (offset as f64, (offset + into.len() as u64) as f64);
        let piece = self
            .blob
            .slice_with_f64_and_f64(start, end)
            .map_err(|cause| unreadable(&self.name, &cause))?;
        let buffer = self
            .reader
            .read_as_array_buffer(&piece)
            .map_err(|cause| unreadable(&self.name, &cause))?;
        let bytes = Uint8Array::new(&buffer);
        if bytes.length() as usize != into.len() {
            return Err(unreadable(&self.name, &JsValue::NULL));
        }
        bytes.copy_to(into);
        Ok(())
    }
}

/// A directory, or a file that was changed or removed since it was chosen: the browser tells no more.
fn unreadable(name: &str, _cause: &JsValue) -> Error {
    Error::Unreadable {
        file: name.to_owned(),
        code: "file_gone",
        why: "could not be read from the disk: it is a folder, or it was changed or moved while it was read".to_owned(),
        hint: Some("Choose the file again; of a folder, choose the files in it.".to_owned()),
    }
}
