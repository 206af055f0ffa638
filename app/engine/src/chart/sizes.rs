//! How large points are that stand for a third measure: their areas compare.

use super::matrix::figure;
use super::shape::number_at;
use super::sketch::merge;
use serde_json::{Value as Json, json};
use spec::answer::Table;

/// Of the smallest and the largest point.
const SMALLEST_PX: f64 = 5.0;
const LARGEST_PX: f64 = 44.0;

/// Gives each point the size of its row's figure, the largest first, so that small ones lie on top.
pub(crate) fn give<'a>(points: impl Iterator<Item = &'a mut Json>, table: &Table, measure: usize) {
    let figures = (0..table.rows.len()).filter_map(|row| number_at(table, row, measure));
    let largest = figures.map(f64::abs).fold(0.0, f64::max);
    for point in points {
        let row = point
            .get("row")
            .and_then(Json::as_u64)
            .and_then(|row| usize::try_from(row).ok());
        let value = row.and_then(|row| number_at(table, row, measure));
        let part = value.map_or(0.0, |value| (value.abs() / largest.max(f64::MIN_POSITIVE)).sqrt());
        let pixels = (LARGEST_PX * part).max(SMALLEST_PX);
        merge(point, json!({ "symbolSize": (pixels * 10.0).round() / 10.0 }));
        if let Some(values) = point.get_mut("value").and_then(Json::as_array_mut) {
            values.push(figure(value));
        }
    }
}
