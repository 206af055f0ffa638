//! Conditions of a filter as a person sets them, and back.

use crate::pages::condition::{Test, build};
use spec::dataset::Column;
use spec::filter::{Comparison, Filter};
use spec::question::Grouping;

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages::data) struct Condition {
    /// Of which column.
    pub column: String,
    /// What is asked.
    pub test: Test,
    /// Compared with what, as typed.
    pub text: String,
}

impl Condition {
    /// About a column, without a value yet.
    pub(in crate::pages::data) fn about(column: &str) -> Self {
        Self {
            column: column.to_owned(),
            test: Test::Is,
            text: String::new(),
        }
    }

    /// As a filter; none while it lacks something.
    pub(in crate::pages::data) fn filter(&self, columns: &[Column]) -> Option<Filter> {
        let column = columns.iter().find(|column| column.name == self.column)?;
        build(column, self.test, &self.text)
    }

    /// A filter as a condition; none when it says more than one can.
    fn of(filter: &Filter) -> Option<Self> {
        let (column, test, text) = match filter {
            Filter::In { column, by, values } if *by == Grouping::Value && values.len() == 1 => {
                (column, Test::Is, values[0].to_string())
            }
            Filter::Compare { column, is, value } => (column, test(*is), value.to_string()),
            Filter::Contains { column, text } => (column, Test::Contains, text.clone()),
            Filter::Null { column } => (column, Test::Empty, String::new()),
            Filter::Not(inner) => {
                let inner = Self::of(inner)?;
                let test = match inner.test {
                    Test::Is => Test::IsNot,
                    Test::Empty => Test::Filled,
                    _ => return None,
                };
                return Some(Self { test, ..inner });
            }
            _ => return None,
        };
        Some(Self {
            column: column.clone(),
            test,
            text,
        })
    }
}

/// The conditions of a filter, and whether every one must be met; none when the form cannot show it.
pub(super) fn read(filter: &Filter) -> Option<(bool, Vec<Condition>)> {
    let (every, parts) = match filter {
        Filter::All(parts) => (true, parts.iter().collect()),
        Filter::Any(parts) => (false, parts.iter().collect()),
        other => (true, vec![other]),
    };
    let conditions = parts.into_iter().map(Condition::of).collect::<Option<Vec<_>>>()?;
    Some((every, conditions))
}

/// The filter of conditions; none while one lacks something.
pub(super) fn write(every: bool, conditions: &[Condition], columns: &[Column]) -> Option<Filter> {
    let filters = conditions.iter().map(|condition| condition.filter(columns));
    let mut filters = filters.collect::<Option<Vec<_>>>()?;
    match (filters.len(), every) {
        (0, _) => None,
        (1, _) => filters.pop(),
        (_, true) => Some(Filter::All(filters)),
        (_, false) => Some(Filter::Any(filters)),
    }
}

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
