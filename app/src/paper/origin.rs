//! Where figures come from, in words: the data, what it is filtered by, the day.

use crate::clock;
use crate::ui::{format, words};
use spec::answer::{Format, FormatKind};
use spec::filter::Filter;
use spec::question::Question;

/// The line under a picture.
pub(crate) fn told(question: &Question, filters: &[Filter]) -> String {
    let mut parts = vec![format!("Source: {}", data(question).join(", "))];
    if let Question::Query(query) = question {
        parts.extend(query.filter.iter().map(words::filter));
    }
    parts.extend(filters.iter().map(words::filter));
    parts.push(today());
    parts.join(" · ")
}

/// The names of the data that a question is about.
pub(crate) fn data(question: &Question) -> Vec<String> {
    match question {
        Question::Query(query) => {
            let joined = query.joins.iter().map(|join| join.dataset.clone());
            std::iter::once(query.from.clone()).chain(joined).collect()
        }
        Question::Sql(_) => vec!["SQL".to_owned()],
    }
}

/// The day, as it is written.
pub(crate) fn today() -> String {
    let format = Format {
        kind: FormatKind::Date,
        ..Format::default()
    };
    format::cell(&clock::today().as_str().into(), &format)
}
