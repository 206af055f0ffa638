//! All that drawing needs to know of an answer beside its rows.

use super::format;
use super::hues::Leaders;
use super::shape::{Shape, number_at};
use super::whole::{Labels, Whole};
use spec::answer::{Format, Table};
use spec::chart::{Chart, Kind};
use spec::value::Value;

/// What nulls are called.
pub(crate) const EMPTY: &str = "(empty)";
/// Longer names are cut: nobody reads them on a chart.
const LONGEST_NAME: usize = 200;

/// Settled channels as positions in the answer, and what is known of its columns.
#[derive(Clone)]
pub(crate) struct Plan<'a> {
    /// The kind that is drawn.
    pub kind: Kind,
    /// The column along the axis.
    pub x: Option<usize>,
    /// The columns that are measured.
    pub y: Vec<usize>,
    /// The column that is told apart by colour.
    pub color: Option<usize>,
    /// What each column is.
    pub shape: &'a Shape,
    /// How each column is written.
    pub formats: &'a [Format],
    /// Which values have which colours.
    pub leaders: &'a Leaders,
    /// All rows of the answer, when there are more than the table has.
    pub whole: Option<&'a Whole<'a>>,
    /// How many rows each row of the table stands for; one where there is none.
    pub weights: &'a [usize],
}

impl<'a> Plan<'a> {
    /// The plan of a settled chart.
    pub(crate) fn new(chart: &Chart, shape: &'a Shape, beside: (&'a [Format], &'a Leaders), table: &Table) -> Self {
        let position = |name: &String| table.position(name);
        Self {
            kind: chart.kind.unwrap_or(Kind::Table),
            x: chart.x.as_ref().and_then(position),
            y: chart.y.iter().filter_map(position).collect(),
            color: chart.color.as_ref().and_then(position),
            shape,
            formats: beside.0,
            leaders: beside.1,
            whole: None,
            weights: &[],
        }
    }

    /// The numbers of a column, of all rows; not a number where there is none.
    pub(crate) fn numbers(&self, table: &Table, column: usize) -> Vec<f64> {
        let name = self.shape.names.get(column).map(String::as_str).unwrap_or_default();
        let whole = self.whole.and_then(|whole| whole.numbers(name).ok());
        let own = || (0..table.rows.len()).map(|row| number_at(table, row, column).unwrap_or(f64::NAN));
        whole.unwrap_or_else(|| own().collect())
    }

    /// Which value of a column each row has, of all rows.
    pub(crate) fn labels(&self, table: &Table, column: usize) -> Labels {
        let name = self.shape.names.get(column).map(String::as_str).unwrap_or_default();
        let whole = self.whole.and_then(|whole| whole.labels(name).ok());
        whole.unwrap_or_else(|| Labels::of(table, column))
    }

    /// How this column is written.
    pub(crate) fn format(&self, column: usize) -> Format {
        self.formats.get(column).cloned().unwrap_or_default()
    }

    /// A value of this column as a reader writes it.
    pub(crate) fn name(&self, column: usize, value: &Value) -> String {
        match value {
            Value::Null => EMPTY.to_owned(),
            other => clipped(&format::write(other, &self.format(column))),
        }
    }
}

/// A value as it stands on an axis, where the page formats it.
pub(crate) fn label(value: &Value) -> String {
    match value {
        Value::Null => EMPTY.to_owned(),
        other => clipped(&other.to_string()),
    }
}

fn clipped(text: &str) -> String {
    if text.trim().is_empty() {
        return EMPTY.to_owned();
    }
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
