//! From which parts a figure can be made again for any choice of rows.

use super::How;
use crate::dataset::Dataset;
use crate::filter::Filter;
use crate::model::Model;
use crate::question::{Aggregate, Measure};

/// How a measure is made, and from which measures of a table; why it cannot be, otherwise.
pub(super) fn figure(measure: &Measure, dataset: &Dataset, model: &Model) -> Result<(How, Vec<Measure>), String> {
    if measure.level.is_some() {
        return Err(format!("“{}” is worked out at another level", measure.name()));
    }
    if measure.aggregate == Aggregate::Metric {
        return metric(measure, dataset, model);
    }
    let part = |aggregate| Measure {
        aggregate,
        column: measure.column.clone(),
        filter: measure.filter.clone(),
        ..Measure::default()
    };
    let is_number = measure
        .column
        .as_ref()
        .is_none_or(|name| dataset.column(name).is_none_or(|column| column.kind.is_number()));
    let cannot = || Err(format!("“{}” cannot be made from figures of parts", measure.name()));
    Ok(match measure.aggregate {
        Aggregate::Count => (How::Count, vec![part(Aggregate::Count)]),
        Aggregate::Share if measure.column.is_none() => (How::Share, vec![part(Aggregate::Count)]),
        Aggregate::Min | Aggregate::Max if !is_number => return cannot(),
        Aggregate::Min => (How::Min, vec![part(Aggregate::Min)]),
        Aggregate::Max => (How::Max, vec![part(Aggregate::Max)]),
        Aggregate::Sum if is_number => (How::Sum, vec![part(Aggregate::Sum)]),
        Aggregate::Share if is_number => (How::Share, vec![part(Aggregate::Sum)]),
        Aggregate::Mean if is_number => (How::Mean, vec![part(Aggregate::Sum), part(Aggregate::Count)]),
        _ => return cannot(),
    })
}

/// A metric of the model is what it stands for.
fn metric(measure: &Measure, dataset: &Dataset, model: &Model) -> Result<(How, Vec<Measure>), String> {
    let name = measure.column.as_deref().unwrap_or_default();
    let found = model
        .metrics_of(&dataset.name)
        .find(|metric| metric.name.eq_ignore_ascii_case(name));
    match found {
        Some(metric) if metric.measure.aggregate != Aggregate::Metric => {
            let filters: Vec<_> = [&metric.measure.filter, &measure.filter]
                .into_iter()
                .flatten()
                .cloned()
                .collect();
            let filter = (!filters.is_empty()).then_some(Filter::All(filters));
            let meant = Measure {
                name: Some(metric.name.clone()),
                filter,
                ..metric.measure.clone()
            };
            figure(&meant, dataset, model)
        }
        _ => Err(format!("“{name}” cannot be made from figures of parts")),
    }
}
