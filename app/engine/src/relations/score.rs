//! How sure a relation is, from what its names and values say.

use super::Sight;
use super::cells::Class;

/// How much the values' meeting says by itself, from 0 to 1: little of small whole numbers, much of text.
pub(super) fn specificity(left: &Sight<'_>, right: &Sight<'_>, rows: usize) -> f64 {
    match left.peek.class {
        Class::Text if left.peek.values.len() < 3 || left.peek.length < 2 || rows < 10 => 0.2,
        Class::Text => 0.8,
        Class::Whole if left.peek.is_sparse() && right.peek.is_sparse() => 0.8,
        Class::Whole => 0.1,
        Class::Day => 0.3,
        Class::Moment => 0.3,
    }
}

/// How sure a relation is: `names` and `values` are what speaks for it, `coverage` and `factor` as in a found relation.
pub(super) fn confidence(names: f64, values: f64, coverage: f64, factor: f64) -> f64 {
    let spoken = 1.0 - (1.0 - names) * (1.0 - 0.75 * values * coverage);
    let covered = match coverage {
        coverage if coverage >= 0.98 => 1.0,
        coverage if coverage >= 0.9 => 0.95,
        coverage if coverage >= 0.5 => 0.55 + 0.4 * coverage,
        coverage => 1.2 * coverage,
    };
    let unique = match factor {
        factor if factor <= 1.0 => 1.0,
        factor if factor <= 1.05 => 0.85,
        _ => 0.0,
    };
    let sure = spoken * covered * unique;
    (sure * 1000.0).round() / 1000.0
}
