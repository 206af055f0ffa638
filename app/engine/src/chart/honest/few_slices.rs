//! More than a few slices cannot be compared.

use super::Case;
use spec::advice::{Advice, Fix, Rule};
use spec::chart::Kind;

/// So many slices can still be told apart.
const MOST_SLICES: usize = 7;

pub(super) fn check(case: &Case<'_>) -> Option<Advice> {
    let slices = case.shape.distinct.get(case.x()?).copied()?;
    let is_sliced = matches!(case.kind(), Kind::Pie | Kind::Donut | Kind::Rose);
    (is_sliced && slices > MOST_SLICES).then(|| Advice {
        rule: Rule::FewSlices,
        message: format!("{slices} slices are hard to compare; bars are read at a glance"),
        fix: Some(Fix::Draw(Kind::Bar)),
    })
}
