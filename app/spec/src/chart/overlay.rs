//! What is drawn over a chart: lines at a value, notes at a place.

use crate::value::Value;
use serde::{Deserialize, Serialize};

/// A line across the chart, or a band up to a second value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Where it is.
    pub at: Height,
    /// Where the band ends; a line when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// What it is called; by what it is when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
}

/// How high a line is across a chart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Height {
    /// At this value.
    Value(f64),
    /// At the average of the drawn values.
    Average,
    /// At the middle of the drawn values.
    Median,
}

impl Reference {
    /// A line without a name of its own.
    pub fn line(at: Height) -> Self {
        Self {
            at,
            to: None,
            label: String::new(),
        }
    }
}

/// A note at a place along the axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotation {
    /// The category or the moment.
    pub at: Value,
    /// What is to be known there.
    pub text: String,
}
