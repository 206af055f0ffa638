//! Opens hostile bytes as a file of one format, through the engine's public door.

use engine::{Engine, Error, Input};
use spec::reading::{Format, OpenOptions};

struct Bytes<'a>(&'a [u8]);

impl Input for Bytes<'_> {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let start = offset as usize;
        into.copy_from_slice(&self.0[start..start + into.len()]);
        Ok(())
    }
}

/// Opens `bytes` as a file of this format, or as what they look like. What comes of it does not matter; that something does, soon and in little memory, does.
pub fn open(bytes: &[u8], format: Option<Format>) {
    let options = OpenOptions {
        filename: Some("hostile".to_owned()),
        format,
        ..OpenOptions::default()
    };
    let _outcome = Engine::default().open(&mut Bytes(bytes), &options, &mut |_, _| {});
}
