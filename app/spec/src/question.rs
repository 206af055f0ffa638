//! What to compute. The same value runs on polars here and, later, as SQL on a remote database.

use crate::derived::Derived;
use crate::filter::Filter;
use crate::join::{Join, Sample};
use crate::model::Calendar;
use crate::pivot::{Pivot, Totals};
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What to compute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "there are few, and nearly all are queries")]
pub enum Question {
    /// Filters, groups and measures of one dataset.
    Query(Query),
    /// A SQL statement.
    Sql(Sql),
}

/// A SQL statement over the datasets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sql {
    /// The statement.
    pub text: String,
}

/// Filters, groups and measures of one dataset, or of several joined.
///
/// Without groups and measures it gives rows. The answer's columns are the groups, then the measures, then the derived columns, in order.
/// It is worked out in the order of the fields, but that `sort`, `offset` and `limit` come before `pivot`.
/// A dimension of the workspace's model may stand where a column does, and `:name` in an expression is a parameter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Query {
    /// The dataset's name.
    pub from: String,
    /// Datasets whose rows come below, column by column of the same name; what one lacks is null.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub union: Vec<String>,
    /// Datasets beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Join>,
    /// Only some of the rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sample>,
    /// Values of the `:name`s in its expressions; the model's parameters fill in for those that are absent.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, Value>,
    /// How the calendar is cut; the model's when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
    /// Columns worked out from others, each of which may use those before it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calculated: Vec<Calculated>,
    /// Which rows count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<Filter>,
    /// What to group by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// What to work out for each group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// Which columns to show, when there are no groups and measures; all when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Whether equal rows are shown once, when there are no groups and measures.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub distinct: bool,
    /// Which groups to keep, by the answer's groups and measures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub having: Option<Filter>,
    /// Only the leading groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<Top>,
    /// Columns worked out over the answer's rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived: Vec<Derived>,
    /// Which rows of the answer to keep after that: ranks up to 3, say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualify: Option<Filter>,
    /// Rows that sum up others. Derived columns are null in them.
    #[serde(skip_serializing_if = "Totals::is_none")]
    pub totals: Totals,
    /// The order of the answer's rows; the groups' own order when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<Sort>,
    /// How many rows to skip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// How many rows to keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// Groups that become columns, last of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pivot: Option<Pivot>,
}

/// A column worked out from others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calculated {
    /// Its name.
    pub name: String,
    /// How: an expression over the columns, such as `price * qty`. `sum(price) over (partition by customer)` is an aggregate over a level, of all rows before the filter.
    pub expression: String,
}

/// One thing to group by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The column.
    pub column: String,
    /// How its values form groups.
    #[serde(default, skip_serializing_if = "Grouping::is_value")]
    pub by: Grouping,
    /// The name in the answer; see [`Group::name`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Group {
    /// Groups by a column's own values.
    pub fn value(column: &str) -> Self {
        Self {
            column: column.to_owned(),
            by: Grouping::Value,
            name: None,
        }
    }

    /// Groups by a part of the calendar.
    pub fn time(column: &str, grain: Grain) -> Self {
        Self {
            column: column.to_owned(),
            by: Grouping::Grain(grain),
            name: None,
        }
    }

    /// Its column's name in the answer: the one given, else `carrier`, `date (month)`, `price (bin)`.
    pub fn name(&self) -> String {
        match (&self.name, self.by) {
            (Some(name), _) => name.clone(),
            (None, Grouping::Value) => self.column.clone(),
            (None, Grouping::Grain(grain)) => format!("{} ({})", self.column, grain.word()),
            (None, Grouping::Width(_) | Grouping::Bins(_) | Grouping::Quantiles(_)) => format!("{} (bin)", self.column),
        }
    }

    /// The rows behind one of its values.
    pub fn filter(&self, value: &Value) -> Filter {
        Filter::In {
            column: self.column.clone(),
            by: self.by,
            values: vec![value.clone()],
        }
    }
}

/// How a column's values form groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// Each value is a group.
    #[default]
    Value,
    /// By a part of the calendar.
    Grain(Grain),
    /// Numeric bins of this width; a bin's value is its low end.
    Width(f64),
    /// About this many numeric bins of a round width; a bin's value is its low end.
    Bins(u32),
    /// So many bins with about as many rows in each, of numbers, dates or moments; a bin's value is the smallest in it. A row is in the bin that its place in the order of all rows falls in; equal values share the place of the first of them.
    Quantiles(u32),
}

impl Grouping {
    /// Whether each value is its own group.
    pub fn is_value(&self) -> bool {
        matches!(self, Self::Value)
    }
}

/// A part of the calendar. Years, quarters, weeks and their parts go by the query's [`Calendar`].
///
/// `Year` to `Second` give the start of the period as a date (a moment for hours and finer).
/// The others give whole numbers: `MonthOfYear` 1 (January) – 12, `QuarterOfYear` 1–4, `WeekOfYear` 1–53 (ISO 8601), `Weekday` 1 (Monday) – 7, `DayOfMonth` 1–31, `DayOfYear` 1–366, `HourOfDay` 0–23.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// The year.
    Year,
    /// The quarter, in its year.
    Quarter,
    /// The month, in its year.
    Month,
    /// The week.
    Week,
    /// The day.
    Day,
    /// The hour, in its day.
    Hour,
    /// The minute, in its day.
    Minute,
    /// The second, in its day.
    Second,
    /// January to December, whatever the year.
    MonthOfYear,
    /// First to fourth quarter, whatever the year.
    QuarterOfYear,
    /// The week's number in its year: that in which most of its days lie.
    WeekOfYear,
    /// Monday to Sunday.
    Weekday,
    /// The day's number in its month.
    DayOfMonth,
    /// The day's number in its year.
    DayOfYear,
    /// The hour, whatever the day.
    HourOfDay,
}

impl Grain {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
            Self::MonthOfYear => "month of year",
            Self::QuarterOfYear => "quarter of year",
            Self::WeekOfYear => "week of year",
            Self::Weekday => "weekday",
            Self::DayOfMonth => "day of month",
            Self::DayOfYear => "day of year",
            Self::HourOfDay => "hour of day",
        }
    }

    /// Whether its values lie on a time axis (the others repeat each year, week or day).
    pub fn is_timeline(self) -> bool {
        matches!(
            self,
            Self::Year
                | Self::Quarter
                | Self::Month
                | Self::Week
                | Self::Day
                | Self::Hour
                | Self::Minute
                | Self::Second
        )
    }
}

/// One figure to work out for each group.
///
/// Over a join that multiplies rows, a measure of a column counts each row of that column's own dataset once in each group: as if only the joins had been made that lead to that dataset. Without a column it counts the rows of the join.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// How.
    pub aggregate: Aggregate,
    /// Of which column; rows are counted when absent. Of [`Aggregate::Metric`], the metric's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The second column: the weights of [`Aggregate::WeightedMean`], the partner of [`Aggregate::Correlation`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// The expression of [`Aggregate::Expression`], such as `sum(price * qty) / count(distinct customer)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
    /// Only of the rows that meet this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Filter>,
    /// At another level than the answer's groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The name in the answer; see [`Measure::name`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Measure {
    /// An aggregate of a column.
    pub fn of(aggregate: Aggregate, column: &str) -> Self {
        Self {
            aggregate,
            column: Some(column.to_owned()),
            ..Self::default()
        }
    }

    /// How many rows.
    pub fn count() -> Self {
        Self::default()
    }

    /// Its column's name in the answer: the one given, else `count`, `average of arr_delay`.
    pub fn name(&self) -> String {
        match (&self.name, &self.column) {
            (Some(name), _) => name.clone(),
            (None, Some(metric)) if self.aggregate == Aggregate::Metric => metric.clone(),
            (None, _) if self.aggregate == Aggregate::Expression => self.expression.clone().unwrap_or_default(),
            (None, None) => self.aggregate.word(),
            (None, Some(column)) => format!("{} of {column}", self.aggregate.word()),
        }
    }
}

/// The level that a measure is worked out at, in place of the answer's groups. Always of the rows that the filter keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Level {
    /// Only by these of the answer's groups, by their names; by none, one figure for everything.
    Fixed(Vec<String>),
    /// By all of the answer's groups but these.
    Exclude(Vec<String>),
    /// By the answer's groups and these too; what comes of it is then combined: the average over customers of a sum of sales.
    Include {
        /// What else to group by first.
        groups: Vec<Group>,
        /// How the figures become one for each of the answer's groups.
        then: Aggregate,
    },
}

/// How many cells become one figure. Nulls are left out, except by [`Aggregate::Count`] without a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// How many rows; of a column, how many cells that are not null.
    #[default]
    Count,
    /// The sum; of nothing, null.
    Sum,
    /// The average.
    Mean,
    /// The middle value.
    Median,
    /// The smallest value.
    Min,
    /// The largest value.
    Max,
    /// How many different values.
    Distinct,
    /// The sample standard deviation.
    Deviation,
    /// The value below which this share (0–1) of the cells lie, interpolated.
    Percentile(f64),
    /// The first value in the dataset's order.
    First,
    /// The last value in the dataset's order.
    Last,
    /// The group's part of the total, from 0 to 1: of the sum of a column, or of the count of rows.
    Share,
    /// The sample variance.
    Variance,
    /// The value that is there most often; the smallest of several.
    Mode,
    /// Pearson's correlation with the second column, of the rows that have both.
    Correlation,
    /// The average, weighted by the second column, of the rows that have both; null when the weights sum up to 0.
    WeightedMean,
    /// As the measure's expression says.
    Expression,
    /// A metric of the workspace's model.
    Metric,
}

impl Aggregate {
    /// The word for it.
    pub fn word(self) -> String {
        match self {
            Self::Count => "count".into(),
            Self::Sum => "sum".into(),
            Self::Mean => "average".into(),
            Self::Median => "median".into(),
            Self::Min => "lowest".into(),
            Self::Max => "highest".into(),
            Self::Distinct => "distinct".into(),
            Self::Deviation => "standard deviation".into(),
            Self::Percentile(part) => format!("percentile {}", part * 100.0),
            Self::First => "first".into(),
            Self::Last => "last".into(),
            Self::Share => "share".into(),
            Self::Variance => "variance".into(),
            Self::Mode => "most frequent".into(),
            Self::Correlation => "correlation".into(),
            Self::WeightedMean => "weighted average".into(),
            Self::Expression => "expression".into(),
            Self::Metric => "metric".into(),
        }
    }
}

/// Only the leading groups.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Top {
    /// How many groups to keep.
    pub count: u64,
    /// Which of the groups is ranked, by its name in the answer; the first when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Ranked by which measure, by its name in the answer; the first when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Which end.
    #[serde(default)]
    pub order: Order,
    /// Whether the rest is shown as one group named "Other".
    #[serde(default)]
    pub other: bool,
    /// Ranked by themselves in each of these groups, by their names in the answer: the three best products of each region. The answer is then in the order of these groups first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
}

/// The order of an answer's rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// By which column of the answer.
    pub by: String,
    /// In which direction.
    #[serde(default)]
    pub order: Order,
}

/// A direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Largest first.
    #[default]
    Descending,
    /// Smallest first.
    Ascending,
}

impl Question {
    /// The question with one more filter. A SQL statement is left as it is.
    #[must_use]
    pub fn filtered(&self, filters: &[Filter]) -> Self {
        match self {
            Self::Query(query) if !filters.is_empty() => Self::Query(query.filtered(filters)),
            other => other.clone(),
        }
    }
}

impl Query {
    /// The query with more filters.
    #[must_use]
    pub fn filtered(&self, filters: &[Filter]) -> Self {
        let every = self.filter.iter().chain(filters).cloned().collect::<Vec<_>>();
        let filter = match every.len() {
            0 => None,
            1 => every.into_iter().next(),
            _ => Some(Filter::All(every)),
        };
        Self { filter, ..self.clone() }
    }

    /// Whether its answer is one figure.
    pub fn is_figure(&self) -> bool {
        self.groups.is_empty() && self.measures.len() == 1
    }

    /// Whether its answer is rows of the dataset.
    pub fn is_rows(&self) -> bool {
        self.groups.is_empty() && self.measures.is_empty()
    }

    /// The groups whose values stand in the answer's first columns: all but those that a pivot makes columns of.
    pub fn sides(&self) -> impl Iterator<Item = &Group> {
        let across = self.pivot.as_ref().map_or(&[][..], |pivot| pivot.columns.as_slice());
        self.groups.iter().filter(|group| !across.contains(&group.name()))
    }

    /// The rows behind one row of this query's answer: its values of the groups that it does not sum up, as filters. Empty when there are none.
    pub fn filters_of(&self, row: &[Value]) -> Vec<Filter> {
        self.sides()
            .zip(row)
            .map(|(group, value)| group.filter(value))
            .collect()
    }
}
