//! What an answer lacks for the kinds of chart that cannot be drawn of it: the only place that says so.

use super::{is_doubtful, suits};
use crate::chart::catalogue;
use crate::chart::phrase;
use crate::chart::shape::Shape;
use spec::answer::Reason;
use spec::chart::Kind;

/// What the answer lacks, for each kind that cannot be drawn of it.
pub(crate) fn lacking(fitting: &[Kind], shape: &Shape) -> Vec<Reason> {
    let lack = |kind: &Kind| {
        Some(Reason {
            kind: *kind,
            why: lack(*kind, fitting, shape)?.to_owned(),
        })
    };
    Kind::ALL.iter().filter_map(lack).collect()
}

/// What an answer lacks for a kind; none when it can be drawn.
pub(crate) fn lack(kind: Kind, fitting: &[Kind], shape: &Shape) -> Option<&'static str> {
    let can = fitting.contains(&kind) || suits::can_be_drawn(kind, shape) || is_doubtful(kind, shape);
    (!can).then(|| needs(kind, shape))
}

/// Why `drawn` is shown in place of a kind that lacks something.
pub(crate) fn why_not(drawn: Kind, lack: &str) -> String {
    let drawn = match drawn {
        Kind::Table => "a table".to_owned(),
        Kind::Area => "an area".to_owned(),
        Kind::Kpi => "a figure".to_owned(),
        Kind::ErrorBar | Kind::Combo => drawn.label().to_lowercase(),
        other => phrase::chart(other),
    };
    format!("shown as {drawn}: {lack}")
}

/// What a kind needs that this answer does not have.
fn needs(kind: Kind, shape: &Shape) -> &'static str {
    let first = shape.measures.first();
    let negative = first.is_some_and(|measure| shape.has_negative(*measure));
    let adds_up = shape.measures.iter().all(|measure| shape.is_additive(*measure));
    let is_told_apart = shape.groups.len() == 2 || shape.groups.len() == 1 && shape.measures.len() > 1;
    match kind {
        _ if let Some(lacking) = suits::lacks(kind, shape) => lacking,
        Kind::Column | Kind::Bar => "bars need one group and a figure",
        Kind::Line => "a line needs a group to run along, and a figure",
        Kind::Pie if negative => "a pie cannot show values below zero",
        Kind::Pie => "a pie needs a few parts and one figure for each",
        Kind::Area | Kind::StackedBar if negative => "values below zero cannot be stacked",
        Kind::StackedBar if is_told_apart && !adds_up => "averages and the like cannot be stacked",
        Kind::Area if is_told_apart && !adds_up => "averages and the like cannot be laid on top of each other",
        Kind::Area => "an area needs a group to run along, and a figure",
        Kind::GroupedBar | Kind::StackedBar => {
            "there is nothing to tell apart by colour: it needs two groups, or several figures of one group"
        }
        Kind::Scatter => "a scatter needs two measures, of one group or of rows",
        Kind::Heatmap => "a heatmap needs two groups and a measure",
        Kind::Histogram => "a histogram needs numeric bins",
        _ => catalogue::find(kind).map_or("it does not fit this answer", |entry| entry.needs),
    }
}
