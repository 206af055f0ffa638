//! Which of very many rows are drawn: those that make the same picture.

use super::format::grouped;
use super::plan::Plan;
use super::whole::Whole;
use polars::prelude::IdxSize;
use spec::answer::{Level, Note, Table};
use spec::chart::Kind;
use std::collections::BTreeMap;

/// About so many points of lines are drawn.
const POINTS: usize = 2_400;
/// No line is drawn with fewer.
const FEWEST: usize = 240;
/// A cloud of points is looked at in so many cells.
const ACROSS: f64 = 240.0;
const UP: f64 = 140.0;

/// The rows that are drawn.
pub(crate) struct Thin {
    /// The rows themselves.
    pub table: Table,
    /// Where each of them is among all.
    pub rows: Vec<usize>,
    /// How many rows each stands for; empty where it stands for a course, not for rows.
    pub weights: Vec<usize>,
    /// What to say of it.
    pub note: Note,
}

/// The rows to draw of an answer with more than its table has; nothing for kinds that see to it themselves.
pub(crate) fn of(plan: &Plan<'_>, table: &Table) -> Option<Thin> {
    let whole = plan.whole?;
    match plan.kind {
        Kind::Line | Kind::SmoothLine | Kind::StepLine | Kind::Area | Kind::StackedArea | Kind::Band => {
            lines(plan, table, whole)
        }
        Kind::Scatter | Kind::Bubble => points(plan, table, whole),
        _ => None,
    }
}

/// Of each line the rows that keep its course and its peaks.
fn lines(plan: &Plan<'_>, table: &Table, whole: &Whole<'_>) -> Option<Thin> {
    let x = plan.x.filter(|x| plan.shape.is_ordered(*x))?;
    let across = plan.numbers(table, x);
    let mut kept = Vec::new();
    let strands = strands(plan, table, &across);
    for measure in &plan.y {
        let up = plan.numbers(table, *measure);
        let most = (POINTS / (strands.len() * plan.y.len()).max(1)).max(FEWEST);
        for strand in &strands {
            let known = strand.iter().copied().filter(|row| up[*row].is_finite());
            kept.extend(largest_triangles(&known.collect::<Vec<_>>(), &across, &up, most));
        }
    }
    if matches!(plan.kind, Kind::StackedArea) || plan.kind == Kind::Area && plan.color.is_some() {
        kept = rows_beside(&kept, &across);
    }
    kept.sort_by(|one, two| across[*one].total_cmp(&across[*two]).then(one.cmp(two)));
    kept.dedup();
    let all = count(across.len());
    let message = match kept.len() < across.len() {
        true => format!(
            "{all} rows are drawn with the {} that make the same line",
            count(kept.len())
        ),
        false => format!("all {all} rows are drawn, more than the table shows"),
    };
    taken(whole, kept, Vec::new(), message)
}

/// The rows of each colour, or all, along the axis.
fn strands(plan: &Plan<'_>, table: &Table, across: &[f64]) -> Vec<Vec<usize>> {
    let mut strands = match plan.color {
        Some(color) => {
            let labels = plan.labels(table, color);
            let mut strands = vec![Vec::new(); labels.values.len()];
            labels
                .of
                .iter()
                .enumerate()
                .for_each(|(row, place)| strands[*place].push(row));
            strands
        }
        None => vec![(0..across.len()).collect()],
    };
    for strand in &mut strands {
        strand.retain(|row| across[*row].is_finite());
        strand.sort_by(|one, two| across[*one].total_cmp(&across[*two]));
    }
    strands
}

/// All rows at the places of these, so that each sum stays whole.
fn rows_beside(kept: &[usize], across: &[f64]) -> Vec<usize> {
    let places = kept
        .iter()
        .map(|row| across[*row].to_bits())
        .collect::<std::collections::BTreeSet<_>>();
    (0..across.len())
        .filter(|row| places.contains(&across[*row].to_bits()))
        .collect()
}

/// One row of each cell of the picture that has any, and how many it stands for.
fn points(plan: &Plan<'_>, table: &Table, whole: &Whole<'_>) -> Option<Thin> {
    let (across, up) = (plan.numbers(table, plan.x?), plan.numbers(table, *plan.y.first()?));
    let colors = plan.color.map(|color| plan.labels(table, color).of);
    let (cell_x, cell_y) = (cells(&across, ACROSS), cells(&up, UP));
    let mut seen: BTreeMap<(usize, i64, i64), (usize, usize)> = BTreeMap::new();
    for (row, (x, y)) in across.iter().zip(&up).enumerate() {
        if x.is_finite() && y.is_finite() {
            let color = colors.as_ref().map_or(0, |colors| colors[row]);
            let found = seen.entry((color, cell_x(*x), cell_y(*y))).or_insert((row, 0));
            found.1 += 1;
        }
    }
    let mut found = seen.into_values().collect::<Vec<_>>();
    // Lone points lie on top of those that stand for many.
    found.sort_by_key(|(row, weight)| (usize::MAX - weight, *row));
    let weights = found.iter().map(|(_, weight)| *weight).collect::<Vec<_>>();
    let drawn = weights.iter().sum::<usize>();
    let mut message = format!(
        "{} rows are drawn as {} points; a darker one stands for more rows",
        count(drawn),
        count(found.len())
    );
    if drawn < across.len() {
        message.push_str(&format!(
            "; {} rows without both values cannot be drawn",
            count(across.len() - drawn)
        ));
    }
    taken(whole, found.into_iter().map(|(row, _)| row).collect(), weights, message)
}

fn cells(values: &[f64], count: f64) -> impl Fn(f64) -> i64 {
    let known = values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let width = if high > low { (high - low) / count } else { 1.0 };
    move |value| ((value - low) / width) as i64
}

fn taken(whole: &Whole<'_>, rows: Vec<usize>, weights: Vec<usize>, message: String) -> Option<Thin> {
    let places = rows
        .iter()
        .map(|row| IdxSize::try_from(*row).ok())
        .collect::<Option<Vec<_>>>()?;
    Some(Thin {
        table: whole.take(&places).ok()?,
        rows,
        weights,
        note: Note::new(Level::Info, "thinned", message),
    })
}

fn count(number: usize) -> String {
    grouped(number as f64, Some(0))
}

/// Largest triangle, three buckets (Steinarsson, 2013): of each stretch the point that stands out most. Its first and last stay.
fn largest_triangles(rows: &[usize], across: &[f64], up: &[f64], most: usize) -> Vec<usize> {
    if rows.len() <= most || most < 3 {
        return rows.to_vec();
    }
    let inner = &rows[1..rows.len() - 1];
    let bounds = |bucket: usize| bucket * inner.len() / (most - 2);
    let mut kept = vec![rows[0]];
    let mut last = rows[0];
    for bucket in 0..most - 2 {
        let here = &inner[bounds(bucket)..bounds(bucket + 1)];
        let next = match inner.get(bounds(bucket + 1)..bounds(bucket + 2).min(inner.len())) {
            Some(next) if !next.is_empty() => next,
            _ => &rows[rows.len() - 1..],
        };
        let mean = |values: &[f64]| next.iter().map(|row| values[*row]).sum::<f64>() / next.len() as f64;
        let (mean_x, mean_y) = (mean(across), mean(up));
        let area = |row: &usize| {
            let (x, y) = (across[last], up[last]);
            ((x - mean_x) * (up[*row] - y) - (x - across[*row]) * (mean_y - y)).abs()
        };
        if let Some(row) = here.iter().copied().max_by(|one, two| area(one).total_cmp(&area(two))) {
            kept.push(row);
            last = row;
        }
    }
    kept.push(rows[rows.len() - 1]);
    kept
}

#[cfg(test)]
mod tests {
    use super::largest_triangles;

    #[test]
    fn peaks_and_ends_stay() {
        let across = (0..100_000).map(f64::from).collect::<Vec<_>>();
        let mut up = across.iter().map(|x| (x / 900.0).sin()).collect::<Vec<_>>();
        up[54_321] = 40.0;
        let rows = (0..across.len()).collect::<Vec<_>>();
        let kept = largest_triangles(&rows, &across, &up, 500);
        assert_eq!(kept.len(), 500);
        assert_eq!((kept[0], kept[499]), (0, 99_999));
        assert!(kept.contains(&54_321));
        assert!(kept.is_sorted());
    }

    #[test]
    fn few_points_stay_as_they_are() {
        assert_eq!(
            largest_triangles(&[0, 1, 2], &[0.0, 1.0, 2.0], &[5.0, 5.0, 5.0], 10),
            [0, 1, 2]
        );
    }
}
