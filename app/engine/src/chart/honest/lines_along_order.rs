//! A line between names says that one comes after the other.

use super::Case;
use crate::chart::shape::Role;
use spec::advice::{Advice, Fix, Rule};
use spec::chart::Kind;

/// Two names are before and after.
const FEW: usize = 2;

pub(super) fn check(case: &Case<'_>) -> Option<Advice> {
    use Kind::{Area, Line, SmoothLine, StackedArea, StepLine};
    let x = case.x()?;
    let is_line = matches!(case.kind(), Line | SmoothLine | StepLine | Area | StackedArea);
    let is_names = case.shape.roles.get(x) == Some(&Role::Category);
    let several = case.shape.distinct.get(x).is_some_and(|distinct| *distinct > FEW);
    let apart = case.chart().color.is_some() || case.chart().y.len() > 1;
    (is_line && is_names && several).then(|| Advice {
        rule: Rule::LinesAlongOrder,
        message: format!(
            "the values of “{}” have no order, and a line between them suggests one",
            case.chart().x.clone().unwrap_or_default()
        ),
        fix: Some(Fix::Draw(if apart { Kind::GroupedBar } else { Kind::Bar })),
    })
}
