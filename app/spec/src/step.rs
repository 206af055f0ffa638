//! What is done to a dataset after it is read: a list of steps that can be changed, switched off and run again on a newer file.

mod read;
mod said;
#[cfg(test)]
mod tests;

use crate::answer::Note;
use crate::dataset::Type;
use crate::filter::Filter;
use crate::question::{Calculated, Group, Measure, Sort};
use crate::reading::DateOrder;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is done.
    pub operation: Operation,
    /// Whether it is done; a step that is not is kept in its place.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub enabled: bool,
}

impl From<Operation> for Step {
    fn from(operation: Operation) -> Self {
        Self {
            operation,
            enabled: true,
        }
    }
}

/// What a step does. Column names are those that the steps before it leave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Operation {
    /// Gives a column another name.
    Rename {
        /// The column.
        column: String,
        /// Its new name.
        to: String,
    },
    /// Leaves columns out.
    Remove {
        /// Which.
        columns: Vec<String>,
    },
    /// Keeps these columns only, in this order.
    Keep {
        /// Which.
        columns: Vec<String>,
    },
    /// Reads a column's cells as another type; cells that do not fit are set aside.
    Retype {
        /// The column.
        column: String,
        /// Its new type.
        to: Type,
        /// Which part of a date in text comes first; found out over the column when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dates: Option<DateOrder>,
        /// What stands before the decimals of a number in text; found out over the column when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decimal: Option<String>,
    },
    /// Cuts the text of a column into several columns.
    Split {
        /// The column; it stays.
        column: String,
        /// Where: at this text.
        by: String,
        /// The new columns' names; what follows the last cut stays whole in the last of them.
        into: Vec<String>,
    },
    /// Joins columns into one text column.
    Merge {
        /// Which; they stay.
        columns: Vec<String>,
        /// What stands between them.
        with: String,
        /// The new column's name.
        into: String,
    },
    /// Removes spaces around text, and doubled ones inside.
    Trim {
        /// Which columns.
        columns: Vec<String>,
    },
    /// Changes the letters of text.
    Letters {
        /// Which columns.
        columns: Vec<String>,
        /// How.
        to: Letters,
    },
    /// Gives empty cells the value above them.
    FillDown {
        /// Which columns.
        columns: Vec<String>,
    },
    /// Gives empty cells a value.
    Fill {
        /// The column.
        column: String,
        /// The value.
        value: Value,
    },
    /// Replaces text in cells, or whole cells.
    Replace {
        /// Which columns.
        columns: Vec<String>,
        /// What to look for.
        find: String,
        /// What to put in its place; an empty cell when it is the whole cell and this is empty.
        with: String,
        /// How to look.
        how: Match,
    },
    /// Gives several values of a column one spelling.
    Unify {
        /// The column.
        column: String,
        /// The values.
        values: Vec<String>,
        /// Their one spelling.
        to: String,
    },
    /// Gives one cell another value.
    Correct {
        /// The column.
        column: String,
        /// The row, from 1, as the steps before this leave it.
        row: u64,
        /// The value, as text that is read as the column's type.
        value: String,
    },
    /// Keeps the rows that meet a condition.
    Filter {
        /// The condition.
        filter: Filter,
    },
    /// Keeps the first of rows that are the same.
    Deduplicate {
        /// In these columns; in all when empty.
        columns: Vec<String>,
    },
    /// Puts rows in order.
    Sort {
        /// By what, the most important first.
        by: Vec<Sort>,
    },
    /// Turns columns into rows: one for each cell.
    Unpivot {
        /// Which columns.
        columns: Vec<String>,
        /// The name of the new column that holds their names.
        names: String,
        /// The name of the new column that holds their cells.
        values: String,
    },
    /// Turns rows into columns: one for each value of a column.
    Pivot {
        /// What stays at the side.
        rows: Vec<String>,
        /// Whose values become columns.
        column: String,
        /// What fills them.
        measure: Measure,
    },
    /// Puts the rows of another dataset below.
    Union {
        /// Its name.
        dataset: String,
    },
    /// Puts the columns of another dataset beside.
    Join {
        /// Its name.
        dataset: String,
        /// Which rows are kept.
        kind: JoinKind,
        /// Pairs of columns that must be equal: this one's, the other's.
        on: Vec<(String, String)>,
    },
    /// Works a new column out from others.
    Calculate(Calculated),
    /// One row for each group.
    Group {
        /// What to group by.
        by: Vec<Group>,
        /// What to work out.
        measures: Vec<Measure>,
    },
}

/// How the letters of text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letters {
    /// all small.
    Lower,
    /// ALL LARGE.
    Upper,
    /// First Of Each Word Large.
    Title,
}

/// How text is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// Anywhere in the cell.
    #[default]
    Part,
    /// The whole cell.
    Whole,
    /// As a regular expression; `$1` in what is put in its place is its first group.
    Pattern,
}

/// Which rows a join keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinKind {
    /// Those with a partner.
    Inner,
    /// All of this dataset.
    #[default]
    Left,
    /// All of both.
    Full,
    /// Those of this dataset that have a partner; no columns are added.
    Semi,
    /// Those of this dataset that have none; no columns are added.
    Anti,
}

/// What came of a step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// How many rows there are after it.
    pub rows: u64,
    /// The columns after it.
    pub columns: Vec<crate::dataset::Column>,
    /// How many cells or rows it set aside or changed.
    pub touched: u64,
    /// What it does, in a sentence: "Read price as a number"; see [`Operation::said`].
    pub said: String,
    /// What the user should know about what it did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Why it could not be done; it was left out then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<crate::problem::Problem>,
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_yes(flag: &bool) -> bool {
    *flag
}
