//! Tables as bytes, several behind each other, to send them from one engine to another.

use crate::dense::Part;
use crate::error::Error;
use crate::export;
use polars::prelude::DataFrame;
use polars_io::SerReader as _;
use polars_io::ipc::IpcReader;
use std::io::Cursor;

/// Tables as bytes: the length of each before it.
pub(super) fn pack(frames: impl IntoIterator<Item = DataFrame>) -> Result<Vec<u8>, Error> {
    let mut packed = Vec::new();
    for frame in frames {
        let bytes = export::stored(frame)?;
        packed.extend((bytes.len() as u64).to_le_bytes());
        packed.extend(bytes);
    }
    Ok(packed)
}

/// The tables that were packed.
pub(super) fn unpack(mut packed: &[u8]) -> Result<Vec<DataFrame>, Error> {
    let mut frames = Vec::new();
    while let Some((length, rest)) = packed.split_first_chunk::<8>() {
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let Some((bytes, rest)) = rest.split_at_checked(length) else {
            return Err(Error::Invalid {
                why: "a table broke off on its way between two engines".to_owned(),
                hint: None,
            });
        };
        frames.push(one(bytes.to_vec())?);
        packed = rest;
    }
    Ok(frames)
}

/// A table by its bytes.
pub(super) fn one(bytes: Vec<u8>) -> Result<DataFrame, Error> {
    Ok(IpcReader::new(Cursor::new(bytes)).finish()?)
}

impl Part {
    /// It as bytes.
    pub(super) fn packed(self) -> Result<Vec<u8>, Error> {
        pack(std::iter::once(self.groups).chain(self.sets))
    }

    /// What was packed; none when it is empty.
    pub(super) fn unpacked(packed: &[u8]) -> Option<Self> {
        let mut frames = unpack(packed).ok()?.into_iter();
        Some(Self {
            groups: frames.next()?,
            sets: frames.collect(),
        })
    }
}
