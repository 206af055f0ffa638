//! What a filter tests, from what was chosen and typed.

use spec::dataset::{Column, Type};
use spec::filter::{Comparison, Filter};
use spec::question::Grouping;
use spec::value::Value;

/// What is asked of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Test {
    /// The same as the value.
    Is,
    /// Not the same.
    IsNot,
    /// Smaller.
    Below,
    /// Smaller or the same.
    AtMost,
    /// Larger.
    Above,
    /// Larger or the same.
    AtLeast,
    /// Has the text in it.
    Contains,
    /// There is no value.
    Empty,
    /// There is a value.
    Filled,
}

impl Test {
    /// What it is called.
    pub(super) fn label(self, is_time: bool) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::Below if is_time => "is before",
            Self::Below => "is below",
            Self::AtMost if is_time => "is on or before",
            Self::AtMost => "is at most",
            Self::Above if is_time => "is after",
            Self::Above => "is above",
            Self::AtLeast if is_time => "is on or after",
            Self::AtLeast => "is at least",
            Self::Contains => "contains",
            Self::Empty => "is empty",
            Self::Filled => "is not empty",
        }
    }

    /// Those that make sense of a column.
    pub(super) fn of(kind: Type) -> &'static [Self] {
        use Test::{Above, AtLeast, AtMost, Below, Contains, Empty, Filled, Is, IsNot};
        match kind {
            Type::Text => &[Is, IsNot, Contains, Empty, Filled],
            Type::Boolean => &[Is, Empty, Filled],
            Type::List | Type::Struct => &[Empty, Filled],
            _ => &[Is, IsNot, Above, AtLeast, Below, AtMost, Empty, Filled],
        }
    }

    /// Whether it compares with a value.
    pub(super) fn needs_value(self) -> bool {
        !matches!(self, Self::Empty | Self::Filled)
    }
}

/// The filter; none while its value is missing or does not fit the column.
pub(super) fn build(column: &Column, test: Test, text: &str) -> Option<Filter> {
    let name = column.name.clone();
    let compare = |is: Comparison| {
        let (column, value) = (name.clone(), value(column.kind, text)?);
        Some(Filter::Compare { column, is, value })
    };
    let one_of = || {
        let (column, values) = (name.clone(), vec![value(column.kind, text)?]);
        let by = Grouping::Value;
        Some(Filter::In { column, by, values })
    };
    match test {
        Test::Is => one_of(),
        Test::IsNot => one_of().map(|filter| Filter::Not(Box::new(filter))),
        Test::Below => compare(Comparison::Less),
        Test::AtMost => compare(Comparison::AtMost),
        Test::Above => compare(Comparison::Greater),
        Test::AtLeast => compare(Comparison::AtLeast),
        Test::Contains if text.is_empty() => None,
        Test::Contains => Some(Filter::Contains {
            column: name,
            text: text.to_owned(),
        }),
        Test::Empty => Some(Filter::Null { column: name }),
        Test::Filled => Some(Filter::Not(Box::new(Filter::Null { column: name }))),
    }
}

/// What was typed, as the column holds it.
pub(super) fn value(kind: Type, text: &str) -> Option<Value> {
    let text = text.trim();
    match kind {
        _ if text.is_empty() => None,
        Type::Boolean => match text.to_lowercase().as_str() {
            "true" | "yes" => Some(Value::Boolean(true)),
            "false" | "no" => Some(Value::Boolean(false)),
            _ => None,
        },
        Type::Integer | Type::Float | Type::Decimal => {
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
        _ => Some(Value::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_what_the_column_holds() {
        for (kind, text, expected) in [
            (Type::Integer, "1,200", Some(Value::Integer(1200))),
            (Type::Float, "1.5", Some(Value::Float(1.5))),
            (Type::Float, "soon", None),
            (Type::Boolean, "Yes", Some(Value::Boolean(true))),
            (Type::Text, " JFK ", Some("JFK".into())),
            (Type::Text, " ", None),
        ] {
            assert_eq!(value(kind, text), expected, "{text}");
        }
    }
}
