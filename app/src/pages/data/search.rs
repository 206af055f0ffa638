//! What is typed over a column, as a filter.

use spec::dataset::Type;
use spec::filter::{Comparison, Filter};
use spec::question::{Grain, Grouping};
use spec::value::Value;

/// The filter; none when nothing is typed, or when it makes no sense of this column.
///
/// Text is found anywhere in a cell. Numbers and dates are compared: `5`, `>= 5`, `1..9`, `2013`, `2013-02`.
pub(super) fn filter(column: &str, kind: Type, typed: &str) -> Option<Filter> {
    let typed = typed.trim();
    let column = column.to_owned();
    match kind {
        _ if typed.is_empty() => None,
        Type::Text => Some(Filter::Contains {
            column,
            text: typed.to_owned(),
        }),
        Type::Boolean => boolean(typed).map(|value| equal(column, value)),
        Type::Integer | Type::Float | Type::Decimal => compare(column, typed, number),
        Type::Date | Type::Datetime => {
            calendar(&column, typed).or_else(|| compare(column, typed, |text| Some(text.into())))
        }
        Type::Time => compare(column, typed, |text| Some(text.into())),
        Type::Duration | Type::List | Type::Struct => None,
    }
}

/// What may be typed over a column of this kind.
pub(super) fn example(kind: Type) -> &'static str {
    match kind {
        Type::Text => "Find",
        Type::Boolean => "true, false",
        Type::Integer | Type::Float | Type::Decimal => "5, > 5, 1..9",
        Type::Date | Type::Datetime => "2013, 2013-02",
        Type::Time => "> 12:00",
        Type::Duration | Type::List | Type::Struct => "",
    }
}

fn compare(column: String, typed: &str, value: impl Fn(&str) -> Option<Value>) -> Option<Filter> {
    if let Some((low, high)) = typed.split_once("..") {
        let (low, high) = (value(low.trim())?, value(high.trim())?);
        return Some(Filter::Between { column, low, high });
    }
    let tests = [
        (">=", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        (">", Comparison::Greater),
        ("<", Comparison::Less),
        ("=", Comparison::Equal),
    ];
    let found = tests
        .iter()
        .find_map(|(sign, is)| Some((typed.strip_prefix(sign)?, *is)));
    let (rest, is) = found.unwrap_or((typed, Comparison::Equal));
    let value = value(rest.trim())?;
    Some(Filter::Compare { column, is, value })
}

fn equal(column: String, value: Value) -> Filter {
    let is = Comparison::Equal;
    Filter::Compare { column, is, value }
}

fn boolean(typed: &str) -> Option<Value> {
    match typed.to_lowercase().as_str() {
        "true" | "yes" => Some(Value::Boolean(true)),
        "false" | "no" => Some(Value::Boolean(false)),
        _ => None,
    }
}

fn number(text: &str) -> Option<Value> {
    let plain = text.replace(',', "");
    let whole = plain.parse().ok().map(Value::Integer);
    whole.or_else(|| {
        plain
            .parse()
            .ok()
            .filter(|float: &f64| float.is_finite())
            .map(Value::Float)
    })
}

/// A whole year, month or day.
fn calendar(column: &str, typed: &str) -> Option<Filter> {
    let parts: Vec<_> = typed.split('-').collect();
    let is_digits = |part: &&str| part.chars().all(|letter| letter.is_ascii_digit());
    let (grain, start) = match parts.as_slice() {
        [year] if year.len() == 4 => (Grain::Year, format!("{year}-01-01")),
        [year, month] if year.len() == 4 && month.len() == 2 => (Grain::Month, format!("{year}-{month}-01")),
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => (Grain::Day, typed.to_owned()),
        _ => return None,
    };
    parts.iter().all(is_digits).then(|| Filter::In {
        column: column.to_owned(),
        by: Grouping::Grain(grain),
        values: vec![Value::Text(start)],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: Type, typed: &str) -> String {
        filter("c", kind, typed).map_or_else(|| "-".to_owned(), |filter| crate::ui::words::filter(&filter))
    }

    #[test]
    fn what_is_typed() {
        for (kind, typed, expected) in [
            (Type::Text, "jf", "c contains “jf”"),
            (Type::Text, "  ", "-"),
            (Type::Integer, "1,200", "c is 1200"),
            (Type::Integer, ">= 5", "c is at least 5"),
            (Type::Float, "1..2.5", "c from 1 to 2.5"),
            (Type::Float, "soon", "-"),
            (Type::Date, "2013", "c is 2013"),
            (Type::Date, "2013-02", "c is Feb 2013"),
            (Type::Date, "> 2013-02-01", "c is above 2013-02-01"),
            (Type::Boolean, "yes", "c is Yes"),
        ] {
            assert_eq!(shown(kind, typed), expected, "{typed}");
        }
    }
}
