//! Tables on their way from the worker that read them to the engine. Their bytes lie one after the other in a parcel beside.

use crate::answer::Note;
use crate::dataset::Dataset;
use serde::{Deserialize, Serialize};

/// What a reader made of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Handing {
    /// Its tables, in the order of their bytes in the parcel.
    pub tables: Vec<Handed>,
    /// What the user should know about how the file was read.
    pub notes: Vec<Note>,
}

/// One table of a parcel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Handed {
    /// Its name, its origin and its steps.
    pub dataset: Dataset,
    /// How many bytes of the parcel are its rows.
    pub bytes: u64,
}
