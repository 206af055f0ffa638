//! What makes a chart easy to misread: one file for each rule, each with what puts it right.

mod averages_once;
mod bars_from_zero;
mod enough_rows;
mod few_slices;
mod lines_along_order;
mod one_axis;
mod rates_not_added;
#[cfg(test)]
mod tests;

use super::shape::{self, Shape};
use spec::advice::Advice;
use spec::answer::Answer;
use spec::chart::{Chart, Kind};
use spec::dashboard::Tile;
use spec::dataset::Column;
use spec::question::{Aggregate, Measure, Query, Question};

/// A chart and all that is known of it.
pub(crate) struct Case<'a> {
    /// The tile as the user has it.
    pub tile: &'a Tile,
    /// What came of it, drawn.
    pub answer: &'a Answer,
    /// What its columns are.
    pub shape: Shape,
    /// How many rows each row of the answer is worked out from; empty where nobody counted.
    pub sizes: Vec<u64>,
    /// The columns of the data that is asked.
    pub columns: Vec<Column>,
}

/// One rule: what it has to say of a chart.
type Check = fn(&Case<'_>) -> Option<Advice>;

/// One line for each rule, the gravest first.
const CHECKS: &[Check] = &[
    bars_from_zero::check,
    rates_not_added::check,
    averages_once::check,
    enough_rows::check,
    one_axis::check,
    lines_along_order::check,
    few_slices::check,
];

/// What is to be said of a chart, but for what nobody wants to hear of it again.
pub(crate) fn advise(case: &Case<'_>) -> Vec<Advice> {
    if case.kind() == Kind::Table {
        return Vec::new();
    }
    let said = CHECKS.iter().filter_map(|check| check(case));
    said.filter(|advice| !case.tile.chart.dismissed.contains(&advice.rule))
        .collect()
}

/// Whether how many rows stand behind each figure matters.
pub(crate) fn needs_sizes(query: &Query) -> bool {
    !query.is_rows() && query.pivot.is_none() && query.totals.is_none() && query.measures.iter().any(is_averaged)
}

/// Whether a figure says little of few rows.
fn is_averaged(measure: &Measure) -> bool {
    use Aggregate::{Correlation, Deviation, Mean, Median, Percentile, Variance, WeightedMean};
    matches!(
        measure.aggregate,
        Mean | Median | Percentile(_) | Deviation | Variance | WeightedMean | Correlation
    )
}

/// Whether a column's name says that it holds parts, averages or rates.
fn sounds_like_rate(name: &str) -> bool {
    const RATES: [&str; 13] = [
        "rate",
        "rates",
        "ratio",
        "percent",
        "percentage",
        "pct",
        "share",
        "avg",
        "average",
        "mean",
        "median",
        "index",
        "score",
    ];
    name.contains('%') || shape::words(name).iter().any(|word| RATES.contains(&word.as_str()))
}

impl Case<'_> {
    fn kind(&self) -> Kind {
        self.answer.chart.kind.unwrap_or(Kind::Table)
    }

    fn chart(&self) -> &Chart {
        &self.answer.chart
    }

    /// The question, where it can be put another way without what hangs on its figures' names.
    fn query(&self) -> Option<&Query> {
        match &self.tile.question {
            Question::Query(query) if query.pivot.is_none() => Some(query),
            _ => None,
        }
    }

    /// The column along the axis.
    fn x(&self) -> Option<usize> {
        self.answer.table.position(self.chart().x.as_ref()?)
    }

    /// The columns that are measured.
    fn measured(&self) -> impl Iterator<Item = usize> {
        let names = self.chart().y.iter();
        names.filter_map(|name| self.answer.table.position(name))
    }

    /// The smallest and the largest value of a column.
    fn ends(&self, column: usize) -> Option<(f64, f64)> {
        let end = |ends: &[Option<f64>]| ends.get(column).copied().flatten();
        Some((end(&self.shape.lowest)?, end(&self.shape.highest)?))
    }
}

/// Whether conditions hang on the names of a question's figures.
fn is_tied(query: &Query) -> bool {
    query.having.is_some() || query.qualify.is_some()
}
