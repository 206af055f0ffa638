//! Which kinds of chart fit an answer, from its shape.

pub(crate) mod lacking;
pub(crate) mod reason;
pub(crate) mod suits;

use super::catalogue;
use super::shape::{Role, Shape};
use spec::chart::Kind;

/// As many colours as the palette has: no two are ever the same.
pub(crate) const MOST_COLORS: usize = 10;
/// A share of so few parts is best seen as a pie.
const FEW_SLICES: usize = 6;
/// More parts than this make no pie at all.
const MOST_SLICES: usize = 24;
/// So many bars can stand side by side in groups.
const MOST_GROUPED: usize = 60;
/// More figures than this are a table.
const MOST_FIGURES: usize = 4;
/// Both axes of a heatmap are worth it from here.
const MANY: usize = 8;
/// Two measures share an axis up to this ratio of their sizes.
const SAME_SCALE: f64 = 20.0;

/// The kinds that fit, best first; the table always does.
pub(crate) fn fitting(shape: &Shape) -> Vec<Kind> {
    let mut kinds = match (shape.groups.len(), shape.measures.len()) {
        _ if !shape.is_grouped => of_rows(shape),
        (_, 0) => Vec::new(),
        (0, figures) if figures <= MOST_FIGURES => vec![Kind::Kpi],
        (0, _) => vec![Kind::Table, Kind::Kpi],
        (1, _) => of_one_group(shape, shape.groups[0]),
        (2, _) => of_two_groups(shape, shape.groups[0], shape.groups[1]),
        _ => vec![Kind::Table],
    };
    if !shape.measures.is_empty() {
        kinds.extend(catalogue::fitting(shape));
        kinds.splice(0..0, catalogue::leading(shape).filter(|_| !shape.is_laid_out));
    }
    let (leading, more) = suits::suiting(shape);
    kinds.splice(0..0, leading);
    kinds.extend(more);
    kinds.push(Kind::Table);
    if shape.is_laid_out {
        kinds.insert(0, Kind::Table);
    }
    let mut seen = Vec::new();
    kinds.retain(|kind| {
        !seen.contains(kind) && {
            seen.push(*kind);
            true
        }
    });
    kinds
}

/// The wanted kind when it fits, else the one that comes closest.
pub(crate) fn nearest(wanted: Kind, fitting: &[Kind]) -> Kind {
    use Kind::{Area, Bar, Column, GroupedBar, Heatmap, Histogram, Line, Pie, Scatter, StackedBar, Table};
    let instead: &[Kind] = match wanted {
        Column => &[Histogram, GroupedBar, StackedBar, Bar],
        Bar => &[Column, GroupedBar, StackedBar, Histogram],
        GroupedBar => &[StackedBar, Column, Bar],
        StackedBar => &[GroupedBar, Column, Bar],
        Line => &[Column, Bar, GroupedBar],
        Area => &[Line, StackedBar, Column, Bar],
        Pie => &[Bar, Column, StackedBar],
        Scatter => &[Bar, Column, Line],
        Histogram => &[Column, Bar],
        Heatmap => &[GroupedBar, StackedBar, Bar, Column, Area],
        other => catalogue::find(other).map_or(near(other), |entry| entry.instead),
    };
    if fitting.contains(&wanted) {
        return wanted;
    }
    let close = instead.iter().find(|kind| fitting.contains(kind));
    close.or(fitting.first()).copied().unwrap_or(Table)
}

/// What comes closest to a kind that shows structure, places or plans.
fn near(wanted: Kind) -> &'static [Kind] {
    use Kind::{
        Bar, BubbleMap, Choropleth, Column, GroupedBar, Heatmap, Kpi, Line, Network, Pie, Sankey, Scatter, StackedBar,
        Sunburst, Table, ThemeRiver, Tree, Treemap,
    };
    match wanted {
        Kind::Calendar => &[Line, Column, Heatmap],
        Kind::Cohort => &[Heatmap, Line, GroupedBar],
        Kind::Funnel => &[Bar, Column],
        Kind::Gauge => &[Kpi, Bar, Column, Line],
        Treemap => &[Sunburst, Pie, Bar, Column, StackedBar],
        Sunburst => &[Treemap, Pie, Bar, Column, StackedBar],
        Tree => &[Treemap, Bar, Column],
        Sankey => &[Network, Treemap, GroupedBar, Bar],
        Network => &[Sankey, Treemap, GroupedBar, Bar],
        Kind::Radar => &[GroupedBar, Bar, Column],
        Kind::Parallel => &[Scatter, GroupedBar, Bar],
        ThemeRiver => &[Kind::Area, Line, StackedBar],
        Choropleth => &[BubbleMap, Bar, Column],
        BubbleMap => &[Choropleth, Scatter, Bar],
        Kind::SparkTable => &[Table],
        Kind::Gantt | Kind::Pivot => &[Table],
        _ => &[Table],
    }
}

/// Whether a kind that does not fit can be drawn all the same, with a word of doubt, for those who ask for it: a pie of averages.
pub(crate) fn is_doubtful(wanted: Kind, shape: &Shape) -> bool {
    let one_of_each = shape.groups.len() == 1 && shape.measures.len() == 1 && (2..=MOST_SLICES).contains(&shape.rows);
    wanted == Kind::Pie && one_of_each && can_fill(shape)
}

/// What to say of a chart that was asked for and does not fit.
pub(crate) fn why_doubtful(fitting: &[Kind]) -> String {
    let better = super::phrase::chart(fitting.first().copied().unwrap_or(Kind::Table));
    format!("these values are not parts of a whole: {better} compares them better")
}

/// Plain rows are a table; they can be drawn when their columns allow it.
fn of_rows(shape: &Shape) -> Vec<Kind> {
    let mut kinds = of_plain_rows(shape);
    if kinds.is_empty() {
        kinds.push(Kind::Table);
    }
    // Rows along time are a line, however many there are of one moment.
    if shape.rows > 1 && shape.runs() && !kinds.contains(&Kind::Line) {
        kinds.push(Kind::Line);
    }
    kinds
}

fn of_plain_rows(shape: &Shape) -> Vec<Kind> {
    let numbers = shape.measures.len();
    match (shape.groups.len(), numbers) {
        (0, 2) if shape.rows > 1 => vec![Kind::Scatter],
        (0, 1) if shape.rows == 1 => vec![Kind::Kpi],
        (1, 1) if shape.distinct[shape.groups[0]] == shape.rows && shape.rows > 1 => {
            let mut kinds = vec![Kind::Table];
            kinds.extend(of_one_group(shape, shape.groups[0]));
            kinds
        }
        (_, 2..) => vec![Kind::Table, Kind::Scatter],
        _ => Vec::new(),
    }
}

fn of_one_group(shape: &Shape, group: usize) -> Vec<Kind> {
    use Kind::{Area, Bar, Column, Histogram, Line, Pie};
    if shape.measures.len() > 1 {
        return of_several_measures(shape, group);
    }
    let measure = shape.measures[0];
    let area = can_fill(shape).then_some(Area);
    let pie = can_slice(shape, group).then_some(Pie);
    match shape.roles[group] {
        Role::Timeline(_) if shape.rows == 1 => vec![Column, Bar, Line],
        Role::Timeline(_) => [Line].into_iter().chain(area).chain([Column, Bar]).collect(),
        Role::Bin(_) if shape.is_additive(measure) => {
            [Histogram, Column, Line].into_iter().chain(area).chain([Bar]).collect()
        }
        Role::Bin(_) => vec![Column, Line, Histogram, Bar],
        Role::Period if shape.rows > 40 => [Line, Column].into_iter().chain(area).chain([Bar]).collect(),
        Role::Period => [Column, Line, Bar].into_iter().chain(area).chain(pie).collect(),
        _ if is_share_of_few(shape, group) && pie.is_some() => vec![Pie, Bar, Column],
        _ => [Bar, Column].into_iter().chain(pie).chain([Line]).collect(),
    }
}

fn of_several_measures(shape: &Shape, group: usize) -> Vec<Kind> {
    use Kind::{Area, Bar, Column, GroupedBar, Line, Scatter, StackedBar};
    let stacked = can_fill(shape) && shape.measures.iter().all(|measure| shape.is_additive(*measure));
    let stacked = stacked.then_some(StackedBar);
    let scatter = (shape.rows > 1).then_some(Scatter);
    let together = have_same_scale(shape);
    if let Role::Timeline(_) = shape.roles[group] {
        let lines = [Line, Area].into_iter().take(if can_fill(shape) { 2 } else { 1 });
        return lines
            .chain([GroupedBar])
            .chain(stacked)
            .chain([Column, Bar])
            .chain(scatter)
            .collect();
    }
    let ordered = shape.is_ordered(group);
    let single = if ordered { [Column, Bar] } else { [Bar, Column] };
    if together {
        return [GroupedBar]
            .into_iter()
            .chain(stacked)
            .chain(single)
            .chain([Line])
            .chain(scatter)
            .collect();
    }
    if !ordered && shape.rows >= MANY && shape.measures.len() == 2 {
        return [Scatter].into_iter().chain(single).chain([GroupedBar, Line]).collect();
    }
    single.into_iter().chain([GroupedBar, Line]).chain(scatter).collect()
}

fn of_two_groups(shape: &Shape, first: usize, second: usize) -> Vec<Kind> {
    use Kind::{Area, GroupedBar, Heatmap, Line, StackedBar};
    let (along, apart) = axes(shape, first, second);
    let (positions, colors) = (shape.distinct[along], shape.distinct[apart]);
    let additive = shape.is_additive(shape.measures[0]) && can_fill(shape);
    let stacked = additive.then_some(StackedBar);
    let area = additive.then_some(Area);
    let is_small = positions * colors <= MOST_GROUPED && colors <= MOST_COLORS;
    match (shape.roles[along], shape.roles[apart]) {
        (Role::Timeline(_), Role::Timeline(_)) => vec![Kind::Table, Heatmap],
        (Role::Timeline(_), _) if shape.distinct[along] > 1 => [Line]
            .into_iter()
            .chain(stacked)
            .chain(area)
            .chain([GroupedBar, Heatmap])
            .collect(),
        (Role::Period | Role::Bin(_), Role::Period | Role::Bin(_)) => {
            [Heatmap].into_iter().chain([Line, GroupedBar]).chain(stacked).collect()
        }
        (Role::Period, _) if positions > MOST_COLORS && colors <= MOST_COLORS => {
            [Line].into_iter().chain(stacked).chain([GroupedBar, Heatmap]).collect()
        }
        _ if positions > MANY && colors > MANY => [Heatmap].into_iter().chain(stacked).chain([GroupedBar]).collect(),
        _ if is_small => [GroupedBar].into_iter().chain(stacked).chain([Heatmap, Line]).collect(),
        _ => stacked.into_iter().chain([GroupedBar, Heatmap]).collect(),
    }
}

/// Which of two groups goes along the axis, and which is told apart: time and order go along, else the one with more values.
pub(crate) fn axes(shape: &Shape, first: usize, second: usize) -> (usize, usize) {
    let rank = |column: usize| match shape.roles[column] {
        Role::Timeline(_) => 2,
        Role::Period | Role::Bin(_) => 1,
        _ => 0,
    };
    let key = |column: usize| (rank(column), shape.distinct[column]);
    if key(second) > key(first) {
        (second, first)
    } else {
        (first, second)
    }
}

fn can_fill(shape: &Shape) -> bool {
    !shape.measures.iter().any(|measure| shape.has_negative(*measure))
}

/// Whether the first measure is parts of a whole.
pub(crate) fn can_slice(shape: &Shape, group: usize) -> bool {
    let measure = shape.measures[0];
    let has_some = shape.highest[measure].is_none_or(|highest| highest > 0.0);
    shape.is_additive(measure) && can_fill(shape) && has_some && {
        let is_category = shape.roles[group] == Role::Category;
        is_category || shape.rows <= MOST_SLICES
    }
}

fn is_share_of_few(shape: &Shape, group: usize) -> bool {
    let measure = shape.measures[0];
    (2..=FEW_SLICES).contains(&shape.distinct[group]) && shape.is_share(measure)
}

fn have_same_scale(shape: &Shape) -> bool {
    let sizes = shape.measures.iter().filter_map(|measure| {
        let high = shape.highest[*measure]?.abs();
        Some(high.max(shape.lowest[*measure]?.abs()))
    });
    let sizes = sizes.filter(|size| *size > 0.0).collect::<Vec<_>>();
    let largest = sizes.iter().copied().fold(0.0, f64::max);
    sizes.iter().all(|size| largest / size <= SAME_SCALE)
}
