//! SQLite databases.

use super::{File, Sheet};
use crate::error::Error;

/// Refuses the file: this format cannot be read yet.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    Err(file.unreadable(
        "not_a_table",
        "is an SQLite database, which cannot be read yet",
        "export its tables as CSV",
    ))
}
