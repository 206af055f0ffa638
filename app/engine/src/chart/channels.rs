//! Which column of the answer goes where.

mod own;

use super::catalogue::{self, Channels};
use super::recommend::{MOST_COLORS, axes};
use super::shape::{Role, Shape};
use crate::error::Error;
use spec::answer::Table;
use spec::chart::{Chart, Kind};

/// Checks that the columns a chart names are there.
///
/// # Errors
/// When one is not; the hint lists those that are.
pub(crate) fn check(chart: &Chart, table: &Table) -> Result<(), Error> {
    let named = chart.x.iter().chain(&chart.y).chain(&chart.color).chain(&chart.facet);
    for name in named {
        if table.position(name).is_none() {
            return Err(Error::Invalid {
                why: format!("the answer has no column “{name}” to draw"),
                hint: Some(format!("it has {}", names(table))),
            });
        }
    }
    Ok(())
}

/// Fills the channels that `chart` leaves open, and keeps those that it gives.
///
/// # Errors
/// When a column that is to be measured does not hold numbers.
pub(crate) fn settle(kind: Kind, chart: &Chart, shape: &Shape, table: &Table) -> Result<Chart, Error> {
    if kind == Kind::Table {
        return Ok(Chart {
            kind: Some(kind),
            ..chart.clone()
        });
    }
    let entry = catalogue::find(kind);
    for name in &chart.y {
        measured(name, table)?;
    }
    let given = Given {
        x: position(chart.x.as_deref(), table),
        y: chart.y.iter().filter_map(|name| table.position(name)).collect(),
        color: position(chart.color.as_deref(), table),
    };
    let settled = match kind {
        Kind::Scatter => scatter(&given, shape, table)?,
        _ if let Some(own) = own::settle(kind, &given, shape, table) => own,
        Kind::Column | Kind::Bar | Kind::Histogram | Kind::Pie => single(&given, shape),
        _ => match entry.map_or(Channels::Split, |entry| entry.channels) {
            Channels::Single => single(&given, shape),
            Channels::Split => split(&given, shape),
            Channels::Several => several(&given, shape),
            Channels::Points => points(&given, shape, table)?,
        },
    };
    let name = |column: usize| table.columns[column].name.clone();
    Ok(Chart {
        kind: Some(kind),
        x: settled.x.map(name),
        y: settled.y.into_iter().map(name).collect(),
        color: settled.color.map(name),
        ..chart.clone()
    })
}

/// Channels as positions in the answer.
#[derive(Default)]
struct Given {
    x: Option<usize>,
    y: Vec<usize>,
    color: Option<usize>,
}

impl Given {
    fn measures(&self, shape: &Shape, most: usize) -> Vec<usize> {
        let chosen = if self.y.is_empty() { &shape.measures } else { &self.y };
        chosen.iter().copied().take(most).collect()
    }

    /// The first group that no channel has taken.
    fn free(&self, shape: &Shape) -> Option<usize> {
        let taken = |group: &usize| Some(*group) == self.x || Some(*group) == self.color;
        shape.groups.iter().copied().find(|group| !taken(group))
    }
}

fn single(given: &Given, shape: &Shape) -> Given {
    let y = match given.y.first() {
        Some(first) => vec![*first],
        None => shape
            .measures
            .iter()
            .copied()
            .find(|measure| Some(*measure) != given.x)
            .into_iter()
            .collect(),
    };
    Given {
        x: given.x.or_else(|| shape.groups.first().copied()),
        y,
        color: None,
    }
}

fn split(given: &Given, shape: &Shape) -> Given {
    let (x, color) = match (given.x, given.color, shape.groups.as_slice()) {
        (Some(x), color, _) => (Some(x), color.or_else(|| given.free(shape))),
        (None, Some(color), _) => (given.free(shape), Some(color)),
        (None, None, [first, second, ..]) => {
            let (along, apart) = axes(shape, *first, *second);
            (Some(along), Some(apart))
        }
        (None, None, groups) => (groups.first().copied(), None),
    };
    let color = color.filter(|color| Some(*color) != x);
    let most = if color.is_some() { 1 } else { MOST_COLORS };
    Given {
        x,
        y: given.measures(shape, most),
        color,
    }
}

/// One group along, and measures that belong together.
fn several(given: &Given, shape: &Shape) -> Given {
    let along = shape.groups.iter().copied().find(|group| shape.is_ordered(*group));
    Given {
        x: given.x.or(along).or_else(|| shape.groups.first().copied()),
        y: given.measures(shape, MOST_COLORS),
        color: None,
    }
}

/// As a scatter, and the measures that are left.
fn points(given: &Given, shape: &Shape, table: &Table) -> Result<Given, Error> {
    let settled = scatter(given, shape, table)?;
    let taken = |measure: &usize| Some(*measure) == settled.x || settled.y.contains(measure);
    let others = if given.y.is_empty() { &shape.measures } else { &given.y };
    let others = others.iter().copied().filter(|measure| !taken(measure));
    Ok(Given {
        y: settled.y.iter().copied().chain(others).collect(),
        ..settled
    })
}

/// Two measures; rows are told apart when there are few colours.
fn scatter(given: &Given, shape: &Shape, table: &Table) -> Result<Given, Error> {
    let mut free = shape
        .measures
        .iter()
        .copied()
        .filter(|measure| !given.y.contains(measure));
    let x = match (given.x, given.y.as_slice()) {
        (Some(x), _) => Some(x),
        (None, [first, second, ..]) => {
            return Ok(Given {
                x: Some(*first),
                y: vec![*second],
                color: given.color,
            });
        }
        (None, _) => free.next(),
    };
    if let Some(x) = x {
        let column = &table.columns[x];
        if !column.kind.is_time() {
            measured(&column.name, table)?;
        }
    }
    let other = shape.measures.iter().copied().find(|measure| Some(*measure) != x);
    let y = given.y.first().copied().or(other);
    let few = |group: &usize| shape.roles[*group] == Role::Category && shape.distinct[*group] <= MOST_COLORS;
    let repeats = |group: &usize| shape.distinct[*group] < shape.rows;
    let color = given
        .color
        .or_else(|| shape.groups.iter().copied().find(|group| few(group) && repeats(group)));
    Ok(Given {
        x,
        y: y.into_iter().collect(),
        color,
    })
}

fn measured(name: &str, table: &Table) -> Result<(), Error> {
    let column = table.columns.iter().find(|column| column.name == name);
    match column {
        Some(column) if !column.kind.is_number() => Err(Error::Invalid {
            why: format!("“{name}” does not hold numbers, so it cannot be measured"),
            hint: numbers(table),
        }),
        _ => Ok(()),
    }
}

fn numbers(table: &Table) -> Option<String> {
    let names = table.columns.iter().filter(|column| column.kind.is_number());
    let names = names.map(|column| format!("“{}”", column.name)).collect::<Vec<_>>();
    (!names.is_empty()).then(|| format!("choose {}", names.join(" or ")))
}

fn names(table: &Table) -> String {
    let names = table.columns.iter().map(|column| format!("“{}”", column.name));
    names.collect::<Vec<_>>().join(", ")
}

fn position(name: Option<&str>, table: &Table) -> Option<usize> {
    table.position(name?)
}
