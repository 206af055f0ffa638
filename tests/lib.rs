//! Fixtures that the tests share.

#[path = "corpus/corpus.rs"]
pub mod corpus;

#[path = "postgres/postgres.rs"]
pub mod postgres;

use engine::{Error, Input};
use std::path::Path;

/// A file in memory.
pub struct Bytes(pub Vec<u8>);

impl Input for Bytes {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let start = offset as usize;
        into.copy_from_slice(&self.0[start..start + into.len()]);
        Ok(())
    }
}

/// A file of `tests/data`.
///
/// # Panics
/// When there is none of this name.
pub fn data(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names of the files in `tests/data` that hold the orders.
///
/// # Panics
/// When the folder cannot be read.
pub fn orders() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(|name| name.starts_with("orders")).collect();
    names.sort();
    names
}
