//! The stamp of a file's content, its `ETag`.
//!
//! It is weak, for the compressed forms of a file share it, and it is made from the bytes: dates say nothing where a
//! build sets them all alike.

use std::collections::HashMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use axum::http::HeaderValue;

/// Stamps that were made before, so that a file is read for it once.
#[derive(Default)]
pub(crate) struct Stamps(Mutex<HashMap<PathBuf, (Version, HeaderValue)>>);

/// Tells that a file was written anew while the server runs.
#[derive(Clone, Copy, PartialEq)]
struct Version {
    modified: SystemTime,
    size_bytes: u64,
}

impl Stamps {
    /// The stamp of the file at `path`.
    pub(crate) fn stamp(&self, path: &Path) -> io::Result<HeaderValue> {
        let metadata = path.metadata()?;
        let version = Version {
            modified: metadata.modified()?,
            size_bytes: metadata.len(),
        };
        if let Some(known) = self.known(path, version) {
            return Ok(known);
        }
        let stamp = read_stamp(path)?;
        self.lock().insert(path.to_owned(), (version, stamp.clone()));
        Ok(stamp)
    }

    fn known(&self, path: &Path, version: Version) -> Option<HeaderValue> {
        let known = self.lock();
        known
            .get(path)
            .filter(|(of, _)| *of == version)
            .map(|(_, stamp)| stamp.clone())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, (Version, HeaderValue)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether one of the stamps that a browser sent, in `If-None-Match`, is this one.
pub(crate) fn matches<'a>(sent: impl IntoIterator<Item = &'a HeaderValue>, stamp: &HeaderValue) -> bool {
    let stamp = opaque(stamp.to_str().unwrap_or_default());
    sent.into_iter()
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','))
        .map(opaque)
        .any(|it| it == "*" || it == stamp)
}

fn opaque(stamp: &str) -> &str {
    let stamp = stamp.trim();
    stamp.strip_prefix("W/").unwrap_or(stamp)
}

fn read_stamp(path: &Path) -> io::Result<HeaderValue> {
    let mut file = File::open(path)?;
    let mut hasher = DefaultHasher::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            length => hasher.write(&buffer[..length]),
        }
    }
    HeaderValue::try_from(format!("W/\"{:016x}\"", hasher.finish())).map_err(io::Error::other)
}
