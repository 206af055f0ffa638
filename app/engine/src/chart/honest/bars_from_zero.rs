//! Bars are as long as their values only when they begin at zero.

use super::Case;
use spec::advice::{Advice, Fix, Rule};
use spec::chart::Kind;

/// The kinds whose marks are read by how far they reach from zero.
pub(super) fn reaches_from_zero(kind: Kind) -> bool {
    use Kind::{
        Area, Bar, Bullet, Column, Combo, GroupedBar, Histogram, Lollipop, Pareto, PercentBar, StackedArea, StackedBar,
        Waterfall,
    };
    matches!(
        kind,
        Area | Bar
            | Bullet
            | Column
            | Combo
            | GroupedBar
            | Histogram
            | Lollipop
            | Pareto
            | PercentBar
            | StackedArea
            | StackedBar
            | Waterfall
    )
}

pub(super) fn check(case: &Case<'_>) -> Option<Advice> {
    let is_cut = case.chart().fitted && reaches_from_zero(case.kind());
    let ends = case.measured().filter_map(|column| case.ends(column));
    let mut away = ends.filter(|(low, high)| *low > 0.0 || *high < 0.0);
    (is_cut && away.next().is_some()).then(|| Advice {
        rule: Rule::BarsFromZero,
        message: "the axis does not begin at zero, so small differences look large".into(),
        fix: Some(Fix::FromZero),
    })
}
