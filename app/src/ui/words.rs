//! Questions in words: what chips and titles say.

pub(crate) mod derived;
pub(crate) mod figure;
pub(crate) mod layout;
pub(crate) mod source;

use crate::ui::format;
use spec::answer::{Format, FormatKind};
use spec::filter::{Comparison, Filter, Span, Unit};
use spec::question::{Group, Grouping, Measure, Order, Query, Question, Sort, Top};
use spec::value::Value;

/// A question as a title: `average of arr_delay by carrier`.
pub(crate) fn title(question: &Question) -> String {
    match question {
        Question::Sql(_) => "SQL".to_owned(),
        Question::Query(query) => query_title(query),
    }
}

/// A filter in words: `origin is JFK`.
pub(crate) fn filter(filter: &Filter) -> String {
    match filter {
        Filter::All(parts) => joined(parts, " and "),
        Filter::Any(parts) => joined(parts, " or "),
        Filter::Not(inner) => negated(inner),
        Filter::Compare { column, is, value } => format!("{column} {} {}", comparison(*is), self::value(value)),
        Filter::In { column, by, values } => format!("{} is {}", grouped(column, *by), listed(values, *by)),
        Filter::Between { column, low, high } => {
            format!("{column} from {} to {}", value(low), value(high))
        }
        Filter::Contains { column, text } => format!("{column} contains “{text}”"),
        Filter::StartsWith { column, text } => format!("{column} starts with “{text}”"),
        Filter::EndsWith { column, text } => format!("{column} ends with “{text}”"),
        Filter::Null { column } => format!("{column} is empty"),
        Filter::Relative { column, span } => format!("{column} in {}", self::span(*span)),
        Filter::Among { column, query } => format!(
            "{column} among those of {}",
            title(&Question::Query((**query).clone())).to_lowercase()
        ),
        Filter::Expression { text } => text.clone(),
        Filter::Set { name } => format!("in {name}"),
    }
}

/// The column that a filter is about; none when it is about several.
pub(crate) fn column_of(filter: &Filter) -> Option<&str> {
    match filter {
        Filter::All(_) | Filter::Any(_) | Filter::Expression { .. } | Filter::Set { .. } => None,
        Filter::Not(inner) => column_of(inner),
        Filter::Compare { column, .. }
        | Filter::In { column, .. }
        | Filter::Between { column, .. }
        | Filter::Contains { column, .. }
        | Filter::StartsWith { column, .. }
        | Filter::EndsWith { column, .. }
        | Filter::Null { column }
        | Filter::Relative { column, .. }
        | Filter::Among { column, .. } => Some(column),
    }
}

/// A group in words: `carrier`, `date by month`.
pub(crate) fn group(group: &Group) -> String {
    match group.by {
        Grouping::Grain(grain) if group.column.to_lowercase() == grain.word() => group.column.clone(),
        Grouping::Grain(grain) => format!("{} by {}", group.column, grain.word()),
        Grouping::Width(width) => format!("{} in steps of {}", group.column, number(width)),
        Grouping::Bins(count) => format!("{} in about {count} steps", group.column),
        Grouping::Quantiles(count) => format!("{} in {count} equal parts", group.column),
        Grouping::Value => group.column.clone(),
    }
}

/// An order in words: `count, largest first`.
pub(crate) fn sort(sort: &Sort) -> String {
    match sort.order {
        Order::Descending => format!("{}, largest first", sort.by),
        Order::Ascending => format!("{}, smallest first", sort.by),
    }
}

/// A ranking in words: `top 5`, `bottom 3 in each region`.
pub(crate) fn top(top: &Top) -> String {
    let end = match top.order {
        Order::Descending => format!("top {}", top.count),
        Order::Ascending => format!("bottom {}", top.count),
    };
    match top.within.is_empty() {
        true => end,
        false => format!("{end} in each {}", top.within.join(" and ")),
    }
}

/// A number as a person writes it.
pub(crate) fn number(number: f64) -> String {
    value(&Value::Float(number))
}

/// How two values compare, in words.
pub(crate) fn comparison(is: Comparison) -> &'static str {
    match is {
        Comparison::Equal => "is",
        Comparison::NotEqual => "is not",
        Comparison::Less => "is below",
        Comparison::AtMost => "is at most",
        Comparison::Greater => "is above",
        Comparison::AtLeast => "is at least",
    }
}

fn query_title(query: &Query) -> String {
    let figures = figures(query);
    let groups: Vec<_> = query.groups.iter().map(|group| titled(group, &query.groups)).collect();
    let mut title = match (figures.is_empty(), groups.is_empty()) {
        (true, true) => rows(query),
        (true, false) => groups.join(" and "),
        (false, true) => figures.join(" and "),
        (false, false) => format!("{} by {}", figures.join(" and "), groups.join(" and ")),
    };
    if let Some(top) = &query.top {
        title = format!("{}, {title}", self::top(top));
    }
    if let Some(condition) = &query.filter {
        title = format!("{title} where {}", filter(condition));
    }
    let limits: Vec<_> = query.having.iter().chain(&query.qualify).map(filter).collect();
    if !limits.is_empty() {
        title = format!("{title}, only {}", limits.join(" and "));
    }
    capitalised(&title)
}

/// The figures that a title names: a figure that is shown in another way is named by that.
fn figures(query: &Query) -> Vec<String> {
    let is_shown_so = |name: &String| query.derived.iter().any(|derived| &derived.of == name);
    let measures = query.measures.iter().filter(|measure| !is_shown_so(&measure.name()));
    let measures = measures.map(|measure| match *measure == Measure::count() {
        true => format!("number of {}", counted(&query.from)),
        false => measure.name(),
    });
    measures
        .chain(query.derived.iter().map(|derived| derived.name.clone()))
        .collect()
}

/// What the rows of a dataset are called: by its name, where that is a plural.
fn counted(dataset: &str) -> &str {
    let is_plural = dataset.ends_with('s') && dataset.chars().all(char::is_alphabetic);
    if is_plural { dataset } else { "rows" }
}

/// A group as a title says it: by the part of the calendar alone, where no other group is by the same.
fn titled(group: &Group, all: &[Group]) -> String {
    match (&group.name, group.by) {
        (None, Grouping::Grain(grain)) if all.iter().filter(|other| other.by == group.by).count() == 1 => {
            grain.word().to_owned()
        }
        _ => group.name(),
    }
}

fn rows(query: &Query) -> String {
    let mut datasets = vec![query.from.as_str()];
    datasets.extend(query.joins.iter().map(|join| join.dataset.as_str()));
    match query.distinct {
        true if !query.columns.is_empty() => format!("different {} of {}", query.columns.join(" and "), query.from),
        true => format!("different rows of {}", datasets.join(" and ")),
        false => format!("rows of {}", datasets.join(" and ")),
    }
}

/// With a capital first letter.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn joined(parts: &[Filter], word: &str) -> String {
    let words: Vec<_> = parts.iter().map(filter).collect();
    words.join(word)
}

fn negated(inner: &Filter) -> String {
    match inner {
        Filter::In { column, by, values } => format!("{} is not {}", grouped(column, *by), listed(values, *by)),
        Filter::Null { column } => format!("{column} is not empty"),
        Filter::Contains { column, text } => format!("{column} does not contain “{text}”"),
        other => format!("not {}", filter(other)),
    }
}

fn grouped(column: &str, by: Grouping) -> String {
    match by {
        Grouping::Grain(grain) if !grain.is_timeline() => format!("{column} ({})", grain.word()),
        _ => column.to_owned(),
    }
}

fn listed(values: &[Value], by: Grouping) -> String {
    let words: Vec<_> = values.iter().map(|value| valued(value, by)).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) if rest.len() < 4 => format!("{} or {last}", rest.join(", ")),
        Some(_) => format!("{} or {} others", words[..3].join(", "), words.len() - 3),
        None => "nothing".to_owned(),
    }
}

fn value(value: &Value) -> String {
    valued(value, Grouping::Value)
}

fn valued(value: &Value, by: Grouping) -> String {
    use spec::question::Grain;
    let kind = match (by, value) {
        (_, Value::Null) => return "empty".to_owned(),
        (Grouping::Grain(grain), _) => match grain {
            Grain::Year => FormatKind::Year,
            Grain::Quarter | Grain::QuarterOfYear => FormatKind::Quarter,
            Grain::Month => FormatKind::Month,
            Grain::MonthOfYear => FormatKind::MonthName,
            Grain::Weekday => FormatKind::Weekday,
            Grain::Hour | Grain::HourOfDay => FormatKind::Hour,
            Grain::Week | Grain::Day => FormatKind::Date,
            Grain::Minute | Grain::Second => FormatKind::Datetime,
            Grain::WeekOfYear | Grain::DayOfMonth | Grain::DayOfYear => FormatKind::Plain,
        },
        (_, Value::Text(_)) => FormatKind::Text,
        _ => FormatKind::Plain,
    };
    format::cell(
        value,
        &Format {
            kind,
            decimals: None,
            unit: None,
        },
    )
}

/// A span of time in words: `the last 3 months`.
pub(crate) fn span(span: Span) -> String {
    let units = |count: u32, unit: Unit| match count {
        1 => self::unit(unit).to_owned(),
        many => format!("{many} {}s", self::unit(unit)),
    };
    match span {
        Span::Last { count, unit } => format!("the last {}", units(count, unit)),
        Span::Past { count, unit } => format!("the past {}", units(count, unit)),
        Span::This(unit) => format!("this {}", self::unit(unit)),
        Span::ToDate(unit) => format!("the {} to date", self::unit(unit)),
        Span::Next { count, unit } => format!("the next {}", units(count, unit)),
    }
}

/// A unit of the calendar in words.
pub(crate) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::question::{Aggregate, Grain};

    #[test]
    fn filters_read_like_sentences() {
        let column = || "origin".to_owned();
        let is = |values: &[&str]| Filter::In {
            column: column(),
            by: Grouping::Value,
            values: values.iter().map(|&value| value.into()).collect(),
        };
        for (given, expected) in [
            (is(&["JFK"]), "origin is JFK"),
            (is(&["JFK", "LGA", "EWR"]), "origin is JFK, LGA or EWR"),
            (Filter::Not(Box::new(is(&["JFK"]))), "origin is not JFK"),
            (Filter::Null { column: column() }, "origin is empty"),
            (Filter::All(vec![is(&["a"]), is(&["b"])]), "origin is a and origin is b"),
            (
                Filter::In {
                    column: "day".into(),
                    by: Grouping::Grain(Grain::Month),
                    values: vec!["2013-02-01".into()],
                },
                "day is Feb 2013",
            ),
        ] {
            assert_eq!(filter(&given), expected);
        }
    }

    #[test]
    fn titles() {
        let query = Query {
            from: "flights".into(),
            groups: vec![Group::value("carrier")],
            measures: vec![Measure::of(Aggregate::Mean, "arr_delay")],
            ..Query::default()
        };
        assert_eq!(title(&Question::Query(query)), "Average of arr_delay by carrier");
        let query = Query {
            from: "sales".into(),
            groups: vec![Group::time("day", Grain::Month)],
            measures: vec![
                Measure {
                    name: Some("revenue".into()),
                    ..Measure::of(Aggregate::Sum, "price")
                },
                Measure::count(),
            ],
            derived: vec![spec::derived::Derived {
                name: "running total of revenue".into(),
                of: "revenue".into(),
                how: spec::derived::Calculation::Running(spec::derived::Fold::Sum),
                within: Vec::new(),
                along: Vec::new(),
            }],
            ..Query::default()
        };
        let title = title(&Question::Query(query));
        assert_eq!(title, "Number of sales and running total of revenue by month");
    }
}
