//! Metrics are figures wherever words put them: they are no groups, no columns of a list, no conditions on rows.

use crate::ask::draft::{Draft, Figure};
use crate::ask::link::Scope;
use spec::filter::Filter;

/// Makes figures of the metrics that stand where something else does.
pub(in crate::ask) fn place(scope: &Scope<'_>, draft: &mut Draft) {
    let is_metric = |field: usize| scope.fields[field].is_metric;
    let mut named: Vec<usize> = Vec::new();
    let loose = draft.loose.extract_if(.., |loose| is_metric(loose.field));
    named.extend(loose.map(|loose| loose.field));
    let parts = draft.parts.extract_if(.., |part| is_metric(part.field));
    named.extend(parts.map(|part| part.field));
    for condition in draft.conditions.extract_if(.., |condition| is_metric(condition.field)) {
        match condition.filter {
            Filter::Compare { is, value, .. } => draft.having.push((Figure::of(None, condition.field), is, value)),
            _ => named.push(condition.field),
        }
    }
    for field in named {
        draft.figures.push(Figure::of(None, field));
    }
    let mut seen: Vec<usize> = Vec::new();
    draft
        .figures
        .retain(|figure| match figure.field.filter(|field| is_metric(*field)) {
            Some(field) if seen.contains(&field) => false,
            Some(field) => {
                seen.push(field);
                true
            }
            None => true,
        });
}
