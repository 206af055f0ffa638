//! What a statement or an expression is given beside its text.

use crate::error::Error;
use crate::query::columns::hint;
use crate::query::moment::{self, Moment};
use crate::sql::typed::{Constant, Typed};
use chrono::NaiveDate;
use spec::value::Value;
use std::collections::BTreeMap;

/// What a statement or an expression is given beside its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    /// Today in the user's zone; none when that is not known.
    pub today: Option<NaiveDate>,
    /// The values of its `:name`s.
    pub parameters: BTreeMap<String, Value>,
}

impl Given {
    /// A day such as `2026-11-21`, and values for `:name`s.
    pub(crate) fn new(today: &str, parameters: &BTreeMap<String, Value>) -> Self {
        let today = match moment::read(today) {
            Some(Moment::Day(day)) => Some(day),
            Some(Moment::At(at)) => Some(at.date()),
            None => None,
        };
        Self {
            today,
            parameters: parameters.clone(),
        }
    }

    /// The values that `:name` stands for: several when it is a list.
    pub(super) fn values(&self, name: &str) -> Result<Vec<Typed>, Error> {
        let found = self.parameters.get(name).ok_or_else(|| Error::UnknownParameter {
            name: name.to_owned(),
            hint: self.near(name),
        })?;
        Ok(match found {
            Value::List(values) => values.iter().map(constant).collect(),
            value => vec![constant(value)],
        })
    }

    fn near(&self, name: &str) -> Option<String> {
        let names: Vec<&str> = self.parameters.keys().map(String::as_str).collect();
        if names.is_empty() {
            return None;
        }
        let near = hint(name, names.iter().copied()).filter(|near| near.starts_with("Did"));
        near.or_else(|| Some(format!("There are :{}", names.join(", :"))))
    }
}

fn constant(value: &Value) -> Typed {
    Typed::constant(match value {
        Value::Null => Constant::Null,
        Value::Boolean(flag) => Constant::Flag(*flag),
        Value::Integer(whole) => Constant::Whole(*whole),
        Value::Float(number) if number.is_finite() => Constant::Number(*number),
        Value::Float(_) => Constant::Null,
        other => Constant::Text(other.to_string()),
    })
}
