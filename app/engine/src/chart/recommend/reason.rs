//! Why a kind of chart suits an answer, in half a sentence.

use crate::chart::places::Place;
use crate::chart::shape::{Role, Shape};
use spec::answer::Reason;
use spec::chart::Kind;

/// For so many kinds it is said: the best, and those that come next.
const TOLD: usize = 3;

/// Why the best kinds suit, in their order.
pub(crate) fn reasons(fitting: &[Kind], shape: &Shape) -> Vec<Reason> {
    let best = fitting.iter().take(1);
    let next = fitting.iter().skip(1).filter(|kind| !is_far_fetched(**kind, shape));
    let told = best.chain(next).take(TOLD);
    told.map(|kind| Reason {
        kind: *kind,
        why: reason(*kind, shape),
    })
    .collect()
}

/// Whether a kind that fits is nothing to point at: a line that joins names, a histogram of averages, a pie of some of the parts.
fn is_far_fetched(kind: Kind, shape: &Shape) -> bool {
    match kind {
        Kind::Line | Kind::Area => !shape.runs(),
        Kind::Pie | Kind::Donut | Kind::Treemap | Kind::Waterfall | Kind::Pareto | Kind::Funnel => shape.is_cut,
        Kind::Histogram => !shape.measures.iter().all(|measure| shape.is_additive(*measure)),
        _ => false,
    }
}

fn reason(kind: Kind, shape: &Shape) -> String {
    let of_shape = match kind {
        Kind::Line => run(shape),
        Kind::Area => run(shape).map(|runs| format!("{runs}, as an amount")),
        Kind::Column => columns(shape),
        Kind::Bar => bars(shape),
        Kind::Histogram => {
            one_group(shape).map(|group| format!("{} is cut into steps, each with its amount", quoted(shape, group)))
        }
        Kind::Pie => (shape.is_simple() && shape.rows > 1).then(|| format!("{} parts of one whole", shape.rows)),
        Kind::Scatter => points(shape),
        Kind::GroupedBar | Kind::StackedBar => apart(kind, shape),
        Kind::Heatmap => two_groups(shape).map(|(one, two)| grid(shape, one, two)),
        Kind::Kpi if shape.groups.is_empty() => Some(alone(shape.measures.len())),
        Kind::Kpi => Some("the last period counts, and how it came there".to_owned()),
        Kind::Table => table(shape),
        _ => structure(kind, shape),
    };
    of_shape.unwrap_or_else(|| kind.purpose().to_owned())
}

/// What runs along an axis, and what for each of which it runs.
fn run(shape: &Shape) -> Option<String> {
    let along = shape.groups.iter().copied().find(|group| shape.is_ordered(*group))?;
    let name = quoted(shape, along);
    let runs = match shape.roles.get(along)? {
        Role::Timeline(_) => format!("{name} runs along time"),
        _ => format!("the values of {name} follow each other"),
    };
    let other = shape.groups.iter().copied().find(|group| *group != along);
    Some(match (other, shape.measures.len()) {
        (Some(other), _) => format!("{runs}, for each {}", quoted(shape, other)),
        (None, 2..) => format!("{runs}, for each figure"),
        (None, _) => runs,
    })
}

fn columns(shape: &Shape) -> Option<String> {
    let group = one_group(shape)?;
    let name = quoted(shape, group);
    Some(match shape.roles.get(group)? {
        Role::Timeline(_) if shape.rows == 1 => format!("{name} has one period only, so nothing runs"),
        Role::Timeline(_) => format!("each {name} stands by itself"),
        Role::Period => format!("{name} has an order of its own, and few enough values"),
        Role::Bin(_) if shape.measures.iter().all(|measure| shape.is_additive(*measure)) => {
            format!("each step of {name} stands by itself")
        }
        Role::Bin(_) => format!("{name} is in steps, and their figures do not add up"),
        _ => "upright bars, while the names are short".to_owned(),
    })
}

fn bars(shape: &Shape) -> Option<String> {
    let group = one_group(shape)?;
    let name = quoted(shape, group);
    Some(match shape.is_ordered(group) {
        true => format!("the values of {name}, one below the other"),
        false => format!("lengths compare the names of {name} best"),
    })
}

fn points(shape: &Shape) -> Option<String> {
    match (shape.groups.as_slice(), shape.measures.len()) {
        ([group], 2) => Some(format!(
            "two figures for each {}, and how they go together",
            quoted(shape, *group)
        )),
        ([], 2) => Some("two numbers in each row, and how they go together".to_owned()),
        _ => None,
    }
}

/// Bars that are told apart by colour.
fn apart(kind: Kind, shape: &Shape) -> Option<String> {
    let is_stacked = kind == Kind::StackedBar;
    if let Some((one, two)) = two_groups(shape) {
        let (across, colors) = (shape.distinct.get(one)?, shape.distinct.get(two)?);
        return Some(match is_stacked {
            true => format!(
                "the parts by {} add up in each {}",
                quoted(shape, two),
                quoted(shape, one)
            ),
            false if across * colors <= super::MOST_GROUPED => {
                format!("{across} × {colors} bars are few enough to stand side by side")
            }
            false => format!("{across} × {colors} bars, all from zero"),
        });
    }
    one_group(shape)?;
    Some(match is_stacked {
        true => "the figures add up".to_owned(),
        false => "the figures are of one size and share an axis".to_owned(),
    })
}

fn grid(shape: &Shape, one: usize, two: usize) -> String {
    let count = |group: usize| shape.distinct.get(group).copied().unwrap_or_default();
    let (across, up) = (count(one), count(two));
    match shape.is_ordered(one) && shape.is_ordered(two) {
        true => format!(
            "{} and {} both have an order, and patterns show",
            quoted(shape, one),
            quoted(shape, two)
        ),
        false if across.min(up) > super::MANY => format!("{across} × {up} figures are too many for bars"),
        false => format!("{across} × {up} cells, coloured by size"),
    }
}

fn alone(figures: usize) -> String {
    match figures {
        1 => "one figure, alone".to_owned(),
        more => format!("{more} figures, side by side"),
    }
}

fn table(shape: &Shape) -> Option<String> {
    match (shape.groups.len(), shape.measures.len()) {
        _ if shape.is_laid_out => Some("totals and columns across are read line by line".to_owned()),
        _ if !shape.is_grouped && shape.rows > 1 => Some("these are rows, each to be read".to_owned()),
        (_, 0) => Some("there is no figure to draw".to_owned()),
        (0, figures) if figures > super::MOST_FIGURES => {
            Some(format!("{figures} figures are more than a glance takes"))
        }
        (groups @ 3.., _) => Some(format!("{groups} groups are more than axes and colours can tell")),
        _ => None,
    }
}

/// The kinds that are made for what an answer holds.
fn structure(kind: Kind, shape: &Shape) -> Option<String> {
    Some(match kind {
        Kind::Treemap | Kind::Sunburst if shape.groups.len() > 1 => {
            format!(
                "{} groups, one inside the other, and sums that add up",
                shape.groups.len()
            )
        }
        Kind::Treemap | Kind::Donut => format!("{} parts of one whole", shape.rows),
        Kind::Choropleth => {
            let country = shape.placed(Place::Country)?;
            format!(
                "{} names {} countries",
                quoted(shape, country),
                shape.distinct.get(country)?
            )
        }
        Kind::BubbleMap if shape.placed(Place::Longitude).is_some() => {
            "a longitude and a latitude say where".to_owned()
        }
        Kind::Gantt => "two dates in each row, a start and an end".to_owned(),
        Kind::Candlestick => "open, close, low and high are there".to_owned(),
        Kind::Band => "a low and a high value lie around each".to_owned(),
        Kind::ErrorBar => "each figure comes with how far it may be off".to_owned(),
        Kind::Bullet => "each figure comes with its target".to_owned(),
        _ => return None,
    })
}

fn one_group(shape: &Shape) -> Option<usize> {
    match shape.groups.as_slice() {
        [group] => Some(*group),
        _ => None,
    }
}

/// Both groups: the one along the axis first.
fn two_groups(shape: &Shape) -> Option<(usize, usize)> {
    match shape.groups.as_slice() {
        [one, two] => Some(super::axes(shape, *one, *two)),
        _ => None,
    }
}

fn quoted(shape: &Shape, column: usize) -> String {
    let name = shape.names.get(column).map(String::as_str).unwrap_or_default();
    format!("“{name}”")
}
