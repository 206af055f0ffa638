//! Which kinds suit an answer that show structure, places, plans and single figures, and why the others do not.

use crate::chart::places::Place;
use crate::chart::shape::{Role, Shape};
use crate::chart::{
    bubble_map, calendar, choropleth, cohort, flows, followed, funnel, gantt, gauge, nested, parallel, pivot, radar,
    theme_river, tree,
};
use spec::chart::Kind;

/// The kinds that are looked at here, those first that are offered first.
const KINDS: [Kind; 18] = [
    Kind::Choropleth,
    Kind::BubbleMap,
    Kind::Calendar,
    Kind::Gantt,
    Kind::Treemap,
    Kind::Sunburst,
    Kind::Sankey,
    Kind::Network,
    Kind::Tree,
    Kind::ThemeRiver,
    Kind::Cohort,
    Kind::Radar,
    Kind::Parallel,
    Kind::Funnel,
    Kind::Gauge,
    Kind::SparkTable,
    Kind::Pivot,
    Kind::Kpi,
];
/// From so many countries on, a map says more than bars.
const MANY_COUNTRIES: usize = 40;
/// A funnel of more steps is not offered.
const MOST_STEPS: usize = 12;
/// From so many levels on, nothing else than a nested chart shows all of them.
const MANY_LEVELS: usize = 3;

/// What an answer lacks for a kind; none when it has all, or when the kind is not looked at here.
pub(crate) fn lacks(kind: Kind, shape: &Shape) -> Option<&'static str> {
    match kind {
        Kind::Choropleth => choropleth::lacks(shape),
        Kind::BubbleMap => bubble_map::lacks(shape),
        Kind::Calendar => calendar::lacks(shape),
        Kind::Gantt => gantt::lacks(shape),
        Kind::Treemap | Kind::Sunburst => nested::lacks(shape),
        Kind::Sankey | Kind::Network => flows::lacks(shape),
        Kind::Tree => tree::lacks(shape),
        Kind::ThemeRiver => theme_river::lacks(shape),
        Kind::Cohort => cohort::lacks(shape),
        Kind::Radar => radar::lacks(shape),
        Kind::Parallel => parallel::lacks(shape),
        Kind::Funnel => funnel::lacks(shape),
        Kind::Gauge => gauge::lacks(shape),
        Kind::SparkTable => followed::lines_lack(shape),
        Kind::Pivot => pivot::lacks(shape),
        Kind::Kpi => followed::figure_lacks(shape),
        _ => None,
    }
}

/// Whether a kind can be drawn all the same where it is not offered.
pub(crate) fn can_be_drawn(kind: Kind, shape: &Shape) -> bool {
    KINDS.contains(&kind) && lacks(kind, shape).is_none()
}

/// The kinds that suit an answer: those that say more than bars and lines, and those that come after them.
pub(crate) fn suiting(shape: &Shape) -> (Vec<Kind>, Vec<Kind>) {
    let suits = |kind: &Kind| lacks(*kind, shape).is_none() && is_offered(*kind, shape);
    let kinds = KINDS.into_iter();
    kinds.filter(suits).partition(|kind| leads(*kind, shape))
}

/// Whether a kind says something about an answer that it can be drawn of.
fn is_offered(kind: Kind, shape: &Shape) -> bool {
    let one = match shape.groups.as_slice() {
        [group] => shape.roles.get(*group).copied(),
        _ => None,
    };
    match kind {
        Kind::Gantt | Kind::Parallel | Kind::BubbleMap => true,
        _ if !shape.is_grouped => false,
        Kind::Treemap => one.is_none_or(|role| role == Role::Category) && shape.rows > 2,
        Kind::Sunburst => one.is_none() && shape.rows > 2,
        Kind::Radar => one.is_none() || one == Some(Role::Period) || shape.measures.len() > 2,
        Kind::Kpi => matches!(one, Some(Role::Timeline(_))) && shape.rows > 1,
        Kind::Pivot => shape.groups.len() > 1 || shape.is_laid_out,
        Kind::Funnel => one == Some(Role::Category) && shape.rows <= MOST_STEPS && are_parts(shape),
        _ => true,
    }
}

fn are_parts(shape: &Shape) -> bool {
    shape.measures.len() == 1 && shape.measures.iter().all(|measure| shape.is_additive(*measure))
}

/// Whether the kind shows what no bar or line does.
fn leads(kind: Kind, shape: &Shape) -> bool {
    let rows = shape.rows;
    match kind {
        Kind::Choropleth => rows >= MANY_COUNTRIES,
        Kind::BubbleMap => shape.placed(Place::Longitude).is_some() && shape.is_grouped && rows > 1,
        Kind::Gantt => shape.moments.len() == 2 && shape.measures.is_empty() && rows > 1,
        Kind::Treemap => shape.groups.len() >= MANY_LEVELS && shape.measures.len() == 1,
        _ => false,
    }
}
