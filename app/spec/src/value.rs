//! One cell: of an answer, or to compare with.

use serde::{Deserialize, Serialize};

/// One cell. Dates, times and whole numbers beyond 2^53 travel as text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// No value.
    #[default]
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A floating point number; never NaN or infinite on the wire.
    Float(f64),
    /// Text, an ISO 8601 date or moment, or a number too long for JSON.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A record.
    Record(std::collections::BTreeMap<String, Value>),
}

impl Value {
    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The number, when it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(whole) => Some(*whole as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }
}

impl std::fmt::Display for Value {
    /// Shows the value as a reader writes it: `null` is empty, text has no quotes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Boolean(flag) => write!(f, "{flag}"),
            Self::Integer(whole) => write!(f, "{whole}"),
            Self::Float(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::List(_) | Self::Record(_) => f.write_str(&serde_json::to_string(self).unwrap_or_default()),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
