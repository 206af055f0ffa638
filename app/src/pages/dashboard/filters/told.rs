//! What a filter is set to, in as few words as a pill has room for.

use crate::ui::{format, words};
use spec::dataset::Column;
use spec::filter::{Comparison, Filter};
use spec::value::Value;

/// So many values are named.
const NAMED: usize = 2;

/// What a filter is set to, without its column.
pub(in crate::pages::dashboard) fn short(filter: &Filter, column: Option<&Column>) -> String {
    let format = column.map(format::of_column).unwrap_or_default();
    let written = |value: &Value| match value {
        Value::Null => "none".to_owned(),
        value => format::cell(value, &format),
    };
    match filter {
        Filter::In { values, .. } if values.len() <= NAMED => values.iter().map(written).collect::<Vec<_>>().join(", "),
        Filter::In { values, .. } => format!("{} values", values.len()),
        Filter::Between { low, high, .. } => format!("{} – {}", written(low), written(high)),
        Filter::Compare { is, value, .. } => match is {
            Comparison::AtLeast => format!("from {}", written(value)),
            Comparison::AtMost => format!("up to {}", written(value)),
            is => format!("{} {}", words::comparison(*is), written(value)),
        },
        Filter::Relative { span, .. } => words::span(*span),
        Filter::Contains { text, .. } => format!("“{text}”"),
        other => words::filter(other),
    }
}
