//! Files become frames. Broken lines become notes, never a refusal and never silence.

use crate::error::Error;
use polars::prelude::DataFrame;
use spec::answer::Note;
use spec::dataset::{OpenOptions, Source};

/// Bytes that are read piece by piece, so that a large file is never in memory as a whole.
pub trait Input {
    /// How many bytes there are.
    fn size_bytes(&self) -> u64;

    /// Fills `into` with the bytes from `offset` on.
    ///
    /// # Errors
    /// When the file has gone or changed since it was chosen.
    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error>;
}

/// One table of a file.
pub(crate) struct Sheet {
    /// What tells it from the file's other tables: a workbook's sheet. The file's only table has none.
    pub name: Option<String>,
    /// The table.
    pub frame: DataFrame,
    /// How it was read.
    pub source: Source,
    /// What the user should know about how it was read.
    pub notes: Vec<Note>,
}

/// Reads every table of a file. `progress` hears a stage in words and how much of it is done, from 0 to 1.
pub(crate) fn read(
    input: &mut dyn Input,
    options: &OpenOptions,
    progress: &mut dyn FnMut(&str, f64),
) -> Result<Vec<Sheet>, Error> {
    let _ = (input, options, progress);
    Err(Error::Invalid {
        why: "nothing can be read yet".into(),
        hint: None,
    })
}
