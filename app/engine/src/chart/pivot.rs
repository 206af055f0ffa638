//! Cross tables: a question with groups becomes one with the last group across, and with totals.

use super::shape::Shape;
use crate::error::Error;
use spec::answer::{Answer, Level, Note};
use spec::chart::{Chart, Kind};
use spec::pivot::{Pivot, Totals};
use spec::question::{Query, Question};

/// The question whose answer is the cross table of this one; none when no cross table is wanted, or when it is one already.
pub(crate) fn crossed(chart: &Chart, question: &Question) -> Option<Question> {
    let Question::Query(query) = question else {
        return None;
    };
    if chart.kind != Some(Kind::Pivot) || query.pivot.is_some() || query.groups.len() < 2 || query.measures.is_empty() {
        return None;
    }
    let names: Vec<String> = query.groups.iter().map(spec::question::Group::name).collect();
    let across = chart.color.clone().filter(|color| names.contains(color));
    let across = across.or_else(|| names.last().cloned())?;
    Some(Question::Query(Query {
        pivot: Some(Pivot {
            columns: vec![across],
            totals: true,
        }),
        totals: Totals {
            subtotals: query.groups.len() > 2,
            grand: true,
        },
        ..query.clone()
    }))
}

/// The plain rows of an answer that cannot be laid out across, and why.
pub(crate) fn uncrossed(plain: Answer, error: &Error) -> Answer {
    let message = format!("shown as a table: {error}");
    let note = Note::new(Level::Info, "other_chart", message);
    Answer {
        chart: Chart::of(Kind::Table),
        notes: plain.notes.into_iter().chain([note]).collect(),
        ..plain
    }
}

/// What an answer lacks for a cross table.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    let is_there = shape.is_grouped && !shape.groups.is_empty() && !shape.measures.is_empty();
    (!is_there).then_some("a pivot needs groups and a measure")
}
