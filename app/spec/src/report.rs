//! What was found in a dataset: each column summed up with what is odd about it, keys, dependencies, duplicates.

use crate::profile::ColumnProfile;
use crate::step::Operation;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// What was found in a dataset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// How many rows the file has, below its names.
    pub rows_in: u64,
    /// How many are in the table.
    pub rows_kept: u64,
    /// How many lines, rows and cells were set aside.
    pub set_aside: u64,
    /// Each column, in order.
    pub columns: Vec<ColumnReport>,
    /// What looks wrong, most important first.
    pub suspicions: Vec<Suspicion>,
    /// Sets of columns whose values together differ in every row, the smallest first.
    pub keys: Vec<Vec<String>>,
    /// Columns that settle the value of another.
    pub dependencies: Vec<Dependency>,
    /// Keys, dependencies and duplicates were looked for in so many rows only; in all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked_at: Option<u64>,
}

/// What was found in a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnReport {
    /// The column summed up.
    pub profile: ColumnProfile,
    /// What its values are, which decides formats and what is computed by itself.
    pub meaning: Meaning,
    /// Whether and how its values point at a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal: Option<Personal>,
    /// The values below which 5, 25, 50, 75 and 95 percent lie, for numbers and times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quantiles: Vec<Value>,
    /// Values far from the others, for numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outliers: Option<Outliers>,
}

/// Values that lie more than three interquartile ranges beyond the quartiles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outliers {
    /// How many.
    pub count: u64,
    /// Values below this are outliers.
    pub low: f64,
    /// Values above this are outliers.
    pub high: f64,
    /// The farthest few, with their rows from 1.
    pub examples: Vec<(u64, Value)>,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// A quantity.
    Measure,
    /// A rate, a score, a ratio.
    Rate,
    /// An amount of money.
    Currency,
    /// A part of a whole.
    Percent,
    /// A kind of thing.
    Category,
    /// A day or a moment.
    Time,
    /// A part of the calendar.
    Period,
    /// A country, a region, a city.
    Place,
    /// A postal code.
    PostalCode,
    /// A longitude or a latitude.
    Coordinate,
    /// Names one thing.
    Identifier,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// A telephone number.
    Phone,
    /// The name of a person.
    Person,
    /// An internet address.
    IpAddress,
    /// True or false.
    Flag,
    /// Free text.
    #[default]
    Text,
}

/// How values point at a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// A name, an address, a number that names one person.
    Direct,
    /// Together with others they may: birth dates, postal codes, positions.
    Indirect,
    /// Health, faith, origin, opinions, pay.
    Sensitive,
}

/// Something that looks wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suspicion {
    /// Which kind: stable, `snake_case`.
    ///
    /// - rows: `duplicate_rows`, `duplicate_keys`
    /// - text: `wrong_encoding`, `replacement_characters`, `near_duplicates`, `spaces`, `cut_off`
    /// - types: `odd_cells`, `numbers_as_text`
    /// - dates: `date_at_1`, `date_at_1753`, `date_at_1900`, `date_at_1904`, `date_at_1970`, `date_at_9999`, `dates_out_of_range`, `gaps`
    /// - numbers: `mixed_scales`, `negative`, `zero_for_missing`, `far_values`
    /// - little to say: `placeholder`, `mostly_empty`, `constant`
    pub code: String,
    /// In which column; in the rows as a whole when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What, in a sentence with the data's own names.
    pub said: String,
    /// How many cells or rows.
    pub count: u64,
    /// The first few, with their rows from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<(u64, Value)>,
    /// What would put it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Operation>,
}

/// Columns that settle the value of another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dependency {
    /// These.
    pub from: Vec<String>,
    /// Settle this one.
    pub to: String,
    /// In how many of the rows, from 0 to 1.
    pub holds: f64,
}
