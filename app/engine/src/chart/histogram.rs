//! Upright bars of bins, without gaps; empty bins keep their place.

use super::bars::{self, Layout};
use super::format;
use super::matrix::{MOST_CATEGORIES, Matrix};
use super::plan::{EMPTY, Plan};
use super::shape::{Role, number};
use super::sketch::Sketch;
use spec::answer::Table;
use spec::dataset::Type;
use spec::value::Value;

/// Empty bins are shown up to this many bins.
const MOST_BINS: usize = 200;

/// Draws a bar for each bin, from its low end to its high end.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read(plan, table, MOST_CATEGORIES);
    matrix.sort();
    let width = plan.x.and_then(|x| match plan.shape.roles[x] {
        Role::Bin(width) => width.or_else(|| step(&matrix.categories)),
        _ => None,
    });
    if let Some(width) = width.filter(|width| *width > 0.0) {
        fill(&mut matrix, width);
    }
    matrix.categories = matrix
        .categories
        .iter()
        .map(|low| Value::Text(edges(plan, low, width)))
        .collect();
    let sketch = bars::draw_matrix(plan, matrix, Layout::Touching);
    // The labels are written already.
    Sketch {
        axes: (None, None),
        ..sketch
    }
}

/// A bin's ends in words: `10–20`.
pub(crate) fn edges(plan: &Plan<'_>, low: &Value, width: Option<f64>) -> String {
    let Some(from) = number(low, Type::Float) else {
        return EMPTY.to_owned();
    };
    let format = plan.x.map(|x| plan.format(x)).unwrap_or_default();
    let write = |number: f64| format::write(&Value::Float(number), &format);
    match width {
        Some(width) => format!("{}–{}", write(from), write(from + width)),
        None => write(from),
    }
}

/// The smallest distance between two low ends.
pub(crate) fn step(lows: &[Value]) -> Option<f64> {
    let lows = lows
        .iter()
        .filter_map(|low| number(low, Type::Float))
        .collect::<Vec<_>>();
    let steps = lows.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0.0);
    steps.reduce(f64::min)
}

fn fill(matrix: &mut Matrix, width: f64) {
    let lows = matrix
        .categories
        .iter()
        .filter_map(|low| number(low, Type::Float))
        .collect::<Vec<_>>();
    let (Some(first), Some(last)) = (lows.first(), lows.last()) else {
        return;
    };
    let bins = ((last - first) / width).round();
    if bins >= MOST_BINS as f64 {
        return;
    }
    for place in 0..=bins as usize {
        let low = width.mul_add(place as f64, *first);
        let is_there = lows.iter().any(|known| (known - low).abs() < width / 2.0);
        if !is_there {
            matrix.categories.insert(place, Value::Float(low));
            for strand in &mut matrix.strands {
                strand.cells.insert(place, None);
            }
        }
    }
}
