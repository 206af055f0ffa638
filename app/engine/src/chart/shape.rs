//! What each column of an answer is to a chart.

use super::part::{self, Part};
use super::places::{Atlas, Place};
use spec::answer::Table;
use spec::dataset::Type;
use spec::derived::Calculation;
use spec::question::{Aggregate, Grain, Grouping, Measure, Query, Question};
use spec::value::Value;
use std::collections::HashSet;

/// What a column is to a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Role {
    /// Names without an order of their own.
    Category,
    /// Values with an order: weekdays, hours, years as numbers.
    Period,
    /// Days or moments.
    Timeline(Option<Grain>),
    /// The low ends of numeric bins, and their width where it is known.
    Bin(Option<f64>),
    /// A figure.
    Measure(Sums),
    /// What no chart can show.
    Other,
}

/// Whether adding up two figures makes sense.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sums {
    /// They add up.
    Whole,
    /// They add up, to one at most.
    Share,
    /// They do not: averages and the like.
    Never,
}

/// What a chart can know of an answer before it is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// What each column is called.
    pub names: Vec<String>,
    /// What each column is.
    pub roles: Vec<Role>,
    /// The columns that rows are told apart by.
    pub groups: Vec<usize>,
    /// The columns that hold figures.
    pub measures: Vec<usize>,
    /// How many different values each column has.
    pub distinct: Vec<usize>,
    /// How many rows there are.
    pub rows: usize,
    /// Whether each row is a group, not a row of the dataset.
    pub is_grouped: bool,
    /// Whether it is laid out to be read as a table: with totals, or with groups as columns.
    pub is_laid_out: bool,
    /// The smallest value of each column that holds figures.
    pub lowest: Vec<Option<f64>>,
    /// The largest value of each column that holds figures.
    pub highest: Vec<Option<f64>>,
    /// What each column says of places.
    pub places: Vec<Option<Place>>,
    /// The columns that hold days or moments.
    pub moments: Vec<usize>,
    /// Whether only the leading groups are there, or the first.
    pub is_cut: bool,
    /// The group of which one value stands for all that do not lead.
    pub rest: Option<usize>,
}

impl Shape {
    /// Whether this column's values can be added up.
    pub(crate) fn is_additive(&self, column: usize) -> bool {
        matches!(self.roles.get(column), Some(Role::Measure(Sums::Whole | Sums::Share)))
    }

    /// Whether this column's values are parts of one.
    pub(crate) fn is_share(&self, column: usize) -> bool {
        self.roles.get(column) == Some(&Role::Measure(Sums::Share))
    }

    /// Whether this column has a value below zero.
    pub(crate) fn has_negative(&self, column: usize) -> bool {
        self.lowest
            .get(column)
            .copied()
            .flatten()
            .is_some_and(|lowest| lowest < 0.0)
    }

    /// Whether it is one measure of one group.
    pub(crate) fn is_simple(&self) -> bool {
        self.is_grouped && self.groups.len() == 1 && self.measures.len() == 1
    }

    /// Whether there are values along an order, more than one.
    pub(crate) fn runs(&self) -> bool {
        let mut groups = self.groups.iter();
        let runs = groups.any(|group| self.is_ordered(*group) && self.distinct[*group] > 1);
        runs && !self.measures.is_empty() && self.groups.len() <= 2 && !self.is_laid_out
    }

    /// Whether there are parts of sums, told apart by a second group or by several measures.
    pub(crate) fn has_parts(&self) -> bool {
        let apart = match (self.groups.len(), self.measures.len()) {
            (2, 1..) => 1,
            (1, measures @ 2..) => measures,
            _ => return false,
        };
        let mut measures = self.measures.iter().take(apart);
        self.is_grouped && measures.all(|measure| self.is_additive(*measure) && !self.has_negative(*measure))
    }

    /// Whether one of the words in a column's name is one of these.
    pub(crate) fn is_called(&self, column: usize, wanted: &[&str]) -> bool {
        let words = self.names.get(column).map(|name| words(name)).unwrap_or_default();
        words.iter().any(|word| wanted.contains(&word.as_str()))
    }

    /// Whether two of the measures are called as the ends of a range.
    pub(crate) fn are_ends(&self) -> bool {
        const LOWS: [&str; 9] = ["low", "lower", "lowest", "min", "minimum", "p5", "p10", "p25", "q1"];
        const HIGHS: [&str; 9] = ["high", "upper", "highest", "max", "maximum", "p95", "p90", "p75", "q3"];
        const RANKS: [&str; 2] = ["percentile", "quantile"];
        let called = |names: &[&str]| {
            self.measures
                .iter()
                .filter(|measure| self.is_called(**measure, names))
                .count()
        };
        called(&LOWS) == 1 && called(&HIGHS) == 1 || called(&RANKS) >= 2
    }

    /// The first column that says this of places.
    pub(crate) fn placed(&self, wanted: Place) -> Option<usize> {
        self.places.iter().position(|place| *place == Some(wanted))
    }

    /// Whether this column is a timeline.
    pub(crate) fn is_timeline(&self, column: usize) -> bool {
        matches!(self.roles.get(column), Some(Role::Timeline(_)))
    }

    /// Whether this column's values have an order of their own.
    pub(crate) fn is_ordered(&self, column: usize) -> bool {
        matches!(
            self.roles.get(column),
            Some(Role::Period | Role::Timeline(_) | Role::Bin(_))
        )
    }
}

/// Reads the shape of an answer from its question, and from its values where the question does not tell.
pub(crate) fn read(question: &Question, table: &Table) -> Shape {
    let (roles, is_aggregated) = match question {
        Question::Query(query) if is_aggregated(query) => (query_roles(query, table), true),
        _ => (inferred_roles(question, table), false),
    };
    let groups = positions(&roles, |role| !matches!(role, Role::Measure(_) | Role::Other));
    let measures = positions(&roles, |role| matches!(role, Role::Measure(_)));
    let distinct = (0..table.columns.len()).map(|column| distinct(table, column)).collect();
    let is_grouped =
        is_aggregated || matches!(question, Question::Sql(_)) && looks_grouped(&groups, &measures, roles.len(), table);
    let ends = (0..table.columns.len())
        .map(|column| ends(table, column))
        .collect::<Vec<_>>();
    Shape {
        names: table.columns.iter().map(|column| column.name.clone()).collect(),
        groups,
        measures,
        distinct,
        rows: table.rows.len(),
        is_grouped,
        is_laid_out: matches!(question, Question::Query(query) if query.pivot.is_some() || !query.totals.is_none()),
        lowest: ends.iter().map(|ends| ends.map(|(low, _)| low)).collect(),
        highest: ends.iter().map(|ends| ends.map(|(_, high)| high)).collect(),
        places: Atlas::places(table),
        moments: moments(table),
        is_cut: is_cut(question),
        rest: rest(question, table),
        roles,
    }
}

fn is_cut(question: &Question) -> bool {
    let Question::Query(query) = question else { return false };
    query.limit.is_some() || query.top.as_ref().is_some_and(|top| !top.other)
}

/// The group whose values that do not lead are shown as one.
fn rest(question: &Question, table: &Table) -> Option<usize> {
    let Question::Query(query) = question else { return None };
    let top = query.top.as_ref().filter(|top| top.other)?;
    let first = || query.groups.first().map(|group| group.name());
    table.position(&top.group.clone().or_else(first)?)
}

/// A cell as a number, also where it travels as text because it is too long for one.
pub(crate) fn number(value: &Value, kind: Type) -> Option<f64> {
    let number = match value {
        Value::Text(text) if kind.is_number() => text.parse().ok(),
        other => other.number(),
    };
    number.filter(|number: &f64| number.is_finite())
}

/// The number in a column of a row.
pub(crate) fn number_at(table: &Table, row: usize, column: usize) -> Option<f64> {
    number(table.rows.get(row)?.get(column)?, table.columns.get(column)?.kind)
}

/// Whether a column of this name holds numbers that name something: a year, an id.
pub(crate) fn is_name_of_things(name: &str) -> bool {
    let words = words(name);
    words.last().is_some_and(|last| {
        matches!(
            last.as_str(),
            "id" | "key" | "code" | "zip" | "year" | "postcode" | "zipcode" | "fy"
        )
    })
}

/// Whether a column of this name holds parts of the calendar.
pub(crate) fn is_name_of_period(name: &str) -> bool {
    const PERIODS: [&str; 9] = [
        "year", "quarter", "month", "week", "day", "weekday", "dow", "hour", "minute",
    ];
    words(name).last().is_some_and(|last| PERIODS.contains(&last.as_str()))
}

fn is_aggregated(query: &Query) -> bool {
    !query.groups.is_empty() || !query.measures.is_empty()
}

fn query_roles(query: &Query, table: &Table) -> Vec<Role> {
    let columns = table.columns.iter().enumerate();
    let role = |(position, column): (usize, &spec::dataset::Column)| match part::of(query, position, &column.name) {
        Part::Group(group) => group_role(group.by, column.kind, is_sorted_by_itself(query, &column.name)),
        _ if !column.kind.is_number() || part::is_total(query, position, table.columns.len()) => Role::Other,
        Part::Measure(measure) => Role::Measure(measure_sums(measure)),
        Part::Derived(derived) => Role::Measure(match derived.how {
            Calculation::Share if derived.within.is_empty() => Sums::Share,
            _ => Sums::Never,
        }),
        Part::Column => Role::Other,
    };
    columns.map(role).collect()
}

fn measure_sums(measure: &Measure) -> Sums {
    match measure.aggregate {
        _ if measure.level.is_some() => Sums::Never,
        Aggregate::Share => Sums::Share,
        Aggregate::Count | Aggregate::Sum => Sums::Whole,
        _ => Sums::Never,
    }
}

fn group_role(by: Grouping, kind: Type, is_sorted_by_itself: bool) -> Role {
    match by {
        Grouping::Grain(grain) if grain.is_timeline() => Role::Timeline(Some(grain)),
        Grouping::Grain(_) => Role::Period,
        Grouping::Width(width) => Role::Bin(Some(width)),
        Grouping::Bins(_) => Role::Bin(None),
        Grouping::Quantiles(_) if kind.is_number() => Role::Bin(None),
        Grouping::Quantiles(_) => Role::Timeline(None),
        Grouping::Value => match kind {
            Type::Date | Type::Datetime => Role::Timeline(None),
            Type::Integer | Type::Float | Type::Decimal | Type::Time if is_sorted_by_itself => Role::Period,
            Type::List | Type::Struct => Role::Other,
            _ => Role::Category,
        },
    }
}

fn is_sorted_by_itself(query: &Query, name: &str) -> bool {
    query.top.is_none() && query.sort.first().is_none_or(|sort| sort.by == name)
}

fn inferred_roles(question: &Question, table: &Table) -> Vec<Role> {
    let numbers = table.columns.iter().filter(|column| column.kind.is_number()).count();
    let is_sql = matches!(question, Question::Sql(_));
    let infer = |column: &spec::dataset::Column| match column.kind {
        Type::Integer if is_sql && numbers > 1 && is_name_of_period(&column.name) => Role::Period,
        Type::Integer if is_name_of_things(&column.name) => Role::Category,
        Type::Integer | Type::Float | Type::Decimal if sounds_averaged(&column.name) => Role::Measure(Sums::Never),
        Type::Integer | Type::Float | Type::Decimal => Role::Measure(Sums::Whole),
        Type::Date | Type::Datetime => Role::Timeline(None),
        Type::Text | Type::Boolean => Role::Category,
        Type::Time => Role::Period,
        Type::Duration | Type::List | Type::Struct => Role::Other,
    };
    table.columns.iter().map(infer).collect()
}

fn sounds_averaged(name: &str) -> bool {
    const AVERAGED: [&str; 14] = [
        "avg", "average", "mean", "median", "min", "max", "lowest", "highest", "rate", "ratio", "percent", "pct",
        "price", "std",
    ];
    words(name).iter().any(|word| AVERAGED.contains(&word.as_str()))
}

pub(crate) fn words(name: &str) -> Vec<String> {
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether the rows of a statement's answer are groups: few columns, and no two rows with the same names.
fn looks_grouped(groups: &[usize], measures: &[usize], columns: usize, table: &Table) -> bool {
    if groups.is_empty() {
        return table.rows.len() <= 1 && !measures.is_empty();
    }
    if groups.len() > 2 || measures.is_empty() || columns > 6 {
        return false;
    }
    let mut seen = HashSet::new();
    table.rows.iter().all(|row| {
        let key = groups.iter().map(|group| key(row.get(*group))).collect::<Vec<_>>();
        seen.insert(key)
    })
}

/// A cell as text that is the same for the same values only.
pub(crate) fn key(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::Text(text)) => format!("t{text}"),
        Some(other) => format!("v{other}"),
    }
}

fn distinct(table: &Table, column: usize) -> usize {
    let values = table.rows.iter().map(|row| key(row.get(column)));
    values.collect::<HashSet<_>>().len()
}

fn ends(table: &Table, column: usize) -> Option<(f64, f64)> {
    let numbers = (0..table.rows.len()).filter_map(|row| number_at(table, row, column));
    numbers.fold(None, |ends, number| match ends {
        None => Some((number, number)),
        Some((low, high)) => Some((number.min(low), number.max(high))),
    })
}

fn moments(table: &Table) -> Vec<usize> {
    let columns = table.columns.iter().enumerate();
    let moments = columns.filter(|(_, column)| matches!(column.kind, Type::Date | Type::Datetime));
    moments.map(|(position, _)| position).collect()
}

fn positions(roles: &[Role], wanted: impl Fn(&Role) -> bool) -> Vec<usize> {
    let found = roles.iter().enumerate().filter(|(_, role)| wanted(role));
    found.map(|(position, _)| position).collect()
}
