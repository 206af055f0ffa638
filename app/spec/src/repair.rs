//! What is put right to make a table of a spreadsheet: each repair is proposed, explained, and can be switched off.

use serde::{Deserialize, Serialize};

/// One repair of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Repair {
    /// What is put right.
    pub kind: RepairKind,
    /// Whether it is made.
    pub enabled: bool,
    /// What it does here, in a sentence with the sheet's own names.
    pub said: String,
    /// How many rows, columns or cells it touches.
    pub count: u64,
    /// The first few of these, as in the sheet: `12`, `C`, `C12:F12`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
}

/// What can be put right in a sheet, in the order in which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepairKind {
    /// Rows that are hidden in the sheet are left out.
    HiddenRows,
    /// Columns that are hidden in the sheet are left out.
    HiddenColumns,
    /// Several tables in a sheet, apart from each other, become several datasets.
    SeparateTables,
    /// Titles above the table are left out.
    TitleRows,
    /// The value of merged cells is given to each of them.
    MergedCells,
    /// Names over several rows become one name for each column.
    HeaderRows,
    /// Rows and columns without a cell are left out.
    Blanks,
    /// The name of a group of rows, written once, is given to each of them.
    RowGroups,
    /// Rows of totals and subtotals are left out.
    TotalRows,
    /// Columns of totals are left out.
    TotalColumns,
    /// Names that are repeated further down are left out.
    RepeatedHeaders,
    /// Notes below the table are left out.
    NoteRows,
    /// Numbers and dates that are stored as text become numbers and dates.
    NumbersAsText,
    /// Columns that are values of one thing (years, months, regions) become rows.
    CrossTab,
}
