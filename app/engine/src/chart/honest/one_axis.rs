//! Two axes make lines cross where nothing does.

use super::Case;
use spec::advice::{Advice, Fix, Rule};
use spec::chart::Kind;

/// Up to this ratio of their sizes, figures can share an axis.
const SAME_SCALE: f64 = 5.0;

pub(super) fn check(case: &Case<'_>) -> Option<Advice> {
    if case.kind() != Kind::Combo {
        return None;
    }
    let ends = case
        .measured()
        .filter_map(|column| case.ends(column))
        .collect::<Vec<_>>();
    let (first, others) = ends.split_first()?;
    let size = |(low, high): &(f64, f64)| low.abs().max(high.abs());
    let alike = |other: &(f64, f64)| {
        let (one, two) = (size(first), size(other));
        one > 0.0 && two > 0.0 && one.max(two) / one.min(two) <= SAME_SCALE
    };
    let below = |ends: &(f64, f64)| ends.0 < 0.0;
    let message = if !others.is_empty() && others.iter().all(alike) {
        "the figures are of one size, yet each has an axis of its own: where they cross means nothing"
    } else if others.iter().any(|other| below(other) != below(first)) {
        "the two axes have their zeros at different heights, so the line and the bars cannot be compared"
    } else {
        return None;
    };
    Some(Advice {
        rule: Rule::OneAxis,
        message: message.into(),
        fix: Some(Fix::Draw(Kind::GroupedBar)),
    })
}
