//! A condition as it is filled in, and back.

use crate::pages::condition::{self, Test};
use spec::dataset::{Column, Type};
use spec::filter::{Comparison, Filter, Span, Unit};
use spec::question::{Group, Grouping, Query};
use spec::value::Value;

/// What is asked of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// A test with one value or none.
    One(Test),
    /// Begins with a text.
    Starts,
    /// Ends with a text.
    Ends,
    /// Lies between two values.
    Between,
    /// Is one of several values.
    OneOf,
    /// Lies in a span of time.
    Within,
    /// Is among the values of another dataset.
    Among,
}

impl Ask {
    /// What it is called.
    pub(super) fn label(self, is_time: bool) -> &'static str {
        match self {
            Self::One(test) => test.label(is_time),
            Self::Starts => "starts with",
            Self::Ends => "ends with",
            Self::Between => "is between",
            Self::OneOf => "is one of",
            Self::Within => "is in",
            Self::Among => "is among those in another dataset",
        }
    }

    /// Those that make sense of a column.
    pub(super) fn of(kind: Type) -> Vec<Self> {
        let tests = |wanted: fn(&Test) -> bool| Test::of(kind).iter().copied().filter(wanted).map(Self::One);
        let is_first = |test: &Test| !matches!(test, Test::Empty | Test::Filled);
        let (first, last) = (
            tests(is_first),
            tests(|test| matches!(test, Test::Empty | Test::Filled)),
        );
        let between: &[Self] = match kind {
            Type::Text => &[Self::OneOf, Self::Starts, Self::Ends],
            Type::Date | Type::Datetime => &[Self::Within, Self::Between],
            kind if kind.is_number() => &[Self::Between, Self::OneOf],
            _ => &[],
        };
        let among: &[Self] = match kind {
            Type::Text | Type::Integer | Type::Date => &[Self::Among],
            _ => &[],
        };
        first
            .chain(between.iter().copied())
            .chain(last)
            .chain(among.iter().copied())
            .collect()
    }
}

/// A condition as it is filled in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// Of which column.
    pub column: String,
    /// What is asked.
    pub ask: Ask,
    /// The value, the low end, how many, or the other dataset.
    pub text: String,
    /// The high end, the span, or the other dataset's column.
    pub other: String,
    /// The values to choose from.
    pub values: Vec<Value>,
}

/// The spans of time on offer; with a number before them where it is missing.
pub(super) const SPANS: [(&str, &str); 18] = [
    ("last day", "the last … days"),
    ("last week", "the last … weeks"),
    ("last month", "the last … months"),
    ("last quarter", "the last … quarters"),
    ("last year", "the last … years"),
    ("past day", "the past … days, up to today"),
    ("past month", "the past … months, up to today"),
    ("past year", "the past … years, up to today"),
    ("this day", "today"),
    ("this week", "this week"),
    ("this month", "this month"),
    ("this quarter", "this quarter"),
    ("this year", "this year"),
    ("to_date month", "this month, up to today"),
    ("to_date year", "this year, up to today"),
    ("next day", "the next … days"),
    ("next month", "the next … months"),
    ("next year", "the next … years"),
];

impl Draft {
    /// About a column, without a value yet.
    pub(super) fn about(column: &str) -> Self {
        Self {
            column: column.to_owned(),
            ask: Ask::One(Test::Is),
            text: String::new(),
            other: String::new(),
            values: Vec::new(),
        }
    }

    /// A condition as it would have been filled in; none when it says more than the form can show.
    pub(super) fn of(filter: &Filter) -> Option<Self> {
        let draft = |column: &str, ask: Ask, text: String| Self {
            ask,
            text,
            ..Self::about(column)
        };
        Some(match filter {
            Filter::In { column, by, values } if by.is_value() => match values.as_slice() {
                [one] if !one.is_null() => draft(column, Ask::One(Test::Is), one.to_string()),
                many => Self {
                    values: many.to_vec(),
                    ..draft(column, Ask::OneOf, String::new())
                },
            },
            Filter::Compare { column, is, value } => draft(column, Ask::One(test(*is)), value.to_string()),
            Filter::Between { column, low, high } => Self {
                other: high.to_string(),
                ..draft(column, Ask::Between, low.to_string())
            },
            Filter::Contains { column, text } => draft(column, Ask::One(Test::Contains), text.clone()),
            Filter::StartsWith { column, text } => draft(column, Ask::Starts, text.clone()),
            Filter::EndsWith { column, text } => draft(column, Ask::Ends, text.clone()),
            Filter::Null { column } => draft(column, Ask::One(Test::Empty), String::new()),
            Filter::Relative { column, span } => {
                let (count, other) = written(*span);
                Self {
                    other,
                    ..draft(column, Ask::Within, count)
                }
            }
            Filter::Among { column, query } => Self {
                other: query.groups.first()?.column.clone(),
                ..draft(column, Ask::Among, query.from.clone())
            },
            Filter::Not(inner) => {
                let inner = Self::of(inner)?;
                let ask = match inner.ask {
                    Ask::One(Test::Is) => Ask::One(Test::IsNot),
                    Ask::One(Test::Empty) => Ask::One(Test::Filled),
                    _ => return None,
                };
                Self { ask, ..inner }
            }
            _ => return None,
        })
    }

    /// As a filter; none while it lacks something.
    pub(super) fn build(&self, column: &Column) -> Option<Filter> {
        let name = column.name.clone();
        let value = |text: &str| condition::value(column.kind, text);
        match self.ask {
            Ask::One(test) => condition::build(column, test, &self.text),
            Ask::Starts => Some(Filter::StartsWith {
                column: name,
                text: Some(self.text.clone()).filter(|text| !text.is_empty())?,
            }),
            Ask::Ends => Some(Filter::EndsWith {
                column: name,
                text: Some(self.text.clone()).filter(|text| !text.is_empty())?,
            }),
            Ask::Between => Some(Filter::Between {
                column: name,
                low: value(&self.text)?,
                high: value(&self.other)?,
            }),
            Ask::OneOf => (!self.values.is_empty()).then(|| Filter::In {
                column: name,
                by: Grouping::Value,
                values: self.values.clone(),
            }),
            Ask::Within => Some(Filter::Relative {
                column: name,
                span: span(&self.text, &self.other)?,
            }),
            Ask::Among => (!self.text.is_empty() && !self.other.is_empty()).then(|| Filter::Among {
                column: name,
                query: Box::new(Query {
                    from: self.text.clone(),
                    groups: vec![Group::value(&self.other)],
                    ..Query::default()
                }),
            }),
        }
    }
}

/// Whether a span wants a number before it.
pub(super) fn is_counted(span: &str) -> bool {
    ["last ", "past ", "next "].iter().any(|word| span.starts_with(word))
}

fn span(count: &str, kept: &str) -> Option<Span> {
    let (word, unit) = kept.split_once(' ').unwrap_or(("last", "month"));
    let unit = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, unit)| *unit)?;
    let count = || match count.trim() {
        "" => Some(1),
        typed => typed.parse::<u32>().ok().filter(|count| *count > 0),
    };
    Some(match word {
        "last" => Span::Last { count: count()?, unit },
        "past" => Span::Past { count: count()?, unit },
        "next" => Span::Next { count: count()?, unit },
        "this" => Span::This(unit),
        _ => Span::ToDate(unit),
    })
}

fn written(span: Span) -> (String, String) {
    let (count, word, unit) = match span {
        Span::Last { count, unit } => (count, "last", unit),
        Span::Past { count, unit } => (count, "past", unit),
        Span::Next { count, unit } => (count, "next", unit),
        Span::This(unit) => (1, "this", unit),
        Span::ToDate(unit) => (1, "to_date", unit),
    };
    let name = UNITS
        .iter()
        .find(|(_, other)| *other == unit)
        .map_or("day", |(name, _)| name);
    (count.to_string(), format!("{word} {name}"))
}

const UNITS: [(&str, Unit); 5] = [
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
];

fn test(is: Comparison) -> Test {
    match is {
        Comparison::Equal => Test::Is,
        Comparison::NotEqual => Test::IsNot,
        Comparison::Less => Test::Below,
        Comparison::AtMost => Test::AtMost,
        Comparison::Greater => Test::Above,
        Comparison::AtLeast => Test::AtLeast,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_come_back_as_they_were_filled_in() {
        let column = |kind| Column {
            name: "c".into(),
            kind,
            nullable: true,
        };
        let with = |ask, text: &str, other: &str, values: &[&str]| Draft {
            ask,
            text: text.into(),
            other: other.into(),
            values: values.iter().map(|&value| value.into()).collect(),
            ..Draft::about("c")
        };
        for (kind, draft) in [
            (Type::Text, with(Ask::One(Test::Is), "JFK", "", &[])),
            (Type::Text, with(Ask::One(Test::IsNot), "JFK", "", &[])),
            (Type::Text, with(Ask::OneOf, "", "", &["JFK", "LGA"])),
            (Type::Text, with(Ask::Starts, "J", "", &[])),
            (Type::Text, with(Ask::Among, "customers", "id", &[])),
            (Type::Integer, with(Ask::One(Test::AtLeast), "5", "", &[])),
            (Type::Integer, with(Ask::Between, "1", "5", &[])),
            (Type::Date, with(Ask::Within, "3", "last month", &[])),
            (Type::Date, with(Ask::Within, "1", "to_date year", &[])),
            (Type::Date, with(Ask::Between, "2024-01-01", "2024-02-01", &[])),
            (Type::Text, with(Ask::One(Test::Filled), "", "", &[])),
        ] {
            let filter = draft.build(&column(kind)).expect("a filter");
            assert_eq!(Draft::of(&filter), Some(draft.clone()), "{filter:?}");
            assert!(Ask::of(kind).contains(&draft.ask), "{draft:?}");
        }
    }
}
