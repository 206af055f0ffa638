//! The channels of kinds that have rules of their own.

use super::Given;
use crate::chart::places::Place;
use crate::chart::recommend::MOST_COLORS;
use crate::chart::shape::{Role, Shape};
use crate::chart::{bubble_map, cohort, gantt};
use spec::answer::Table;
use spec::chart::Kind;

/// From so many measures on they are the corners of a radar themselves.
const CORNERS: usize = 3;
/// More axes beside each other cannot be read.
const MOST_AXES: usize = 12;

/// The channels of such a kind; none when the kind has no rules of its own.
pub(super) fn settle(kind: Kind, given: &Given, shape: &Shape, table: &Table) -> Option<Given> {
    Some(match kind {
        Kind::Treemap | Kind::Sunburst | Kind::Tree | Kind::Sankey | Kind::Network => nested(given, shape),
        Kind::Funnel => super::single(given, shape),
        Kind::Calendar => over_time(given, shape, None, 1),
        Kind::Gauge => Given {
            y: given.measures(shape, 2),
            ..Given::default()
        },
        Kind::Kpi => over_time(given, shape, None, usize::MAX),
        Kind::SparkTable | Kind::ThemeRiver => {
            let most = if kind == Kind::ThemeRiver { 1 } else { usize::MAX };
            over_time(given, shape, apart(given, shape), most)
        }
        Kind::Cohort => {
            let (start, period) = cohort::ends(shape, table).unzip();
            placed(given, shape, period, start)
        }
        Kind::Radar => radar(given, shape),
        Kind::Parallel => parallel(given, shape),
        Kind::Gantt => {
            let task = given.x.or_else(|| gantt::task(shape));
            Given {
                x: task,
                y: Vec::new(),
                color: given.color.or_else(|| few(shape, task)),
            }
        }
        Kind::Choropleth => placed(given, shape, shape.placed(Place::Country), None),
        Kind::BubbleMap => Given {
            x: given.x.or_else(|| bubble_map::named(shape)),
            y: given
                .y
                .first()
                .copied()
                .or_else(|| bubble_map::size(shape))
                .into_iter()
                .collect(),
            color: None,
        },
        Kind::Pivot => pivot(given, shape),
        _ => return None,
    })
}

fn placed(given: &Given, shape: &Shape, x: Option<usize>, color: Option<usize>) -> Given {
    Given {
        x: given.x.or(x),
        y: given.measures(shape, 1),
        color: given.color.or(color),
    }
}

/// The groups in the answer's order.
fn nested(given: &Given, shape: &Shape) -> Given {
    let x = given.x.or_else(|| given.free(shape));
    let rest = Given {
        x,
        y: Vec::new(),
        color: given.color,
    };
    Given {
        x,
        y: given.measures(shape, 1),
        color: given.color.or_else(|| rest.free(shape)),
    }
}

fn over_time(given: &Given, shape: &Shape, color: Option<usize>, most: usize) -> Given {
    let timeline = shape.groups.iter().copied().find(|group| shape.is_timeline(*group));
    Given {
        x: given.x.or(timeline),
        y: given.measures(shape, most),
        color: given.color.or(color),
    }
}

/// The first group that is no timeline.
fn apart(given: &Given, shape: &Shape) -> Option<usize> {
    let apart = |group: &usize| !shape.is_timeline(*group) && Some(*group) != given.x;
    shape.groups.iter().copied().find(apart)
}

/// A category with few values, beside another column.
fn few(shape: &Shape, beside: Option<usize>) -> Option<usize> {
    let is_few = |column: &usize| {
        let distinct = shape.distinct.get(*column).copied().unwrap_or(0);
        let is_category = shape.roles.get(*column) == Some(&Role::Category);
        is_category && Some(*column) != beside && (2..=MOST_COLORS).contains(&distinct) && distinct < shape.rows
    };
    (0..shape.roles.len()).find(is_few)
}

/// Several measures are corners, and the group is told apart; else the values of a group are corners.
fn radar(given: &Given, shape: &Shape) -> Given {
    let measures = given.measures(shape, usize::MAX);
    if measures.len() >= CORNERS && given.x.is_none() && shape.groups.len() <= 1 {
        return Given {
            x: None,
            y: measures,
            color: given.color.or_else(|| shape.groups.first().copied()),
        };
    }
    super::split(given, shape)
}

fn parallel(given: &Given, shape: &Shape) -> Given {
    let color = given.color.or_else(|| few(shape, None));
    let name = shape.roles.iter().enumerate();
    let name = name.filter(|(column, role)| !matches!(role, Role::Measure(_) | Role::Other) && Some(*column) != color);
    Given {
        x: given.x.or_else(|| name.map(|(column, _)| column).next()),
        y: given.measures(shape, MOST_AXES),
        color,
    }
}

/// The last group stands across, the others at the side.
fn pivot(given: &Given, shape: &Shape) -> Given {
    let across = match shape.groups.as_slice() {
        [_, .., last] if !shape.is_laid_out => Some(*last),
        _ => None,
    };
    let color = given.color.or(across);
    let side = shape.groups.iter().copied().find(|group| Some(*group) != color);
    Given {
        x: given.x.or(side),
        y: given.measures(shape, usize::MAX),
        color: color.filter(|color| given.x != Some(*color)),
    }
}
