//! One figure on a dial, up to a second one where there is one.

use super::matrix::figure;
use super::plan::Plan;
use super::shape::{Shape, number_at};
use super::sketch::{Sketch, free, merge};
use super::told::{Told, column_name, mark};
use serde_json::{Value as Json, json};
use spec::answer::{FormatKind, Table};

/// Why an answer cannot be drawn as a gauge.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    let is_one = shape.groups.is_empty() && shape.rows == 1 && matches!(shape.measures.len(), 1 | 2);
    (!is_one).then_some("a gauge shows one figure, and a target where there is one")
}

/// Draws the figure on a dial that ends at the target, else at a round figure.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let measure = plan.y.first().copied().unwrap_or_default();
    let target = plan.y.get(1).copied();
    let value = number_at(table, 0, measure);
    let goal = target.and_then(|target| number_at(table, 0, target));
    let (low, high) = ends(
        value.unwrap_or(0.0),
        goal,
        plan.format(measure).kind == FormatKind::Percent,
    );
    let name = column_name(table, measure);
    let mut told = Told::new(name.as_str()).figure(plan, table, measure, value);
    if let (Some(target), Some(goal)) = (target, goal) {
        told = told.figure(plan, table, target, Some(goal));
        told = told.part("reached", value.unwrap_or(0.0), goal);
    }
    let mut mark = mark(&figure(Some(value.unwrap_or(low))), &[0], &told);
    merge(&mut mark, json!({ "name": name }));
    let data = if value.is_some() { vec![mark] } else { Vec::new() };
    let series = dial(low, high, &data);
    free(json!({ "series": [series] }), vec![measure], Vec::new())
}

fn dial(low: f64, high: f64, data: &[Json]) -> Json {
    json!({
        "type": "gauge",
        "startAngle": 205, "endAngle": -25,
        "center": ["50%", "60%"],
        "radius": "82%",
        "min": figure(Some(low)), "max": figure(Some(high)),
        "splitNumber": 2,
        "progress": { "show": true, "width": 18, "roundCap": true },
        "axisLine": { "roundCap": true, "lineStyle": { "width": 18 } },
        "axisTick": { "show": false },
        "splitLine": { "show": false },
        "axisLabel": { "distance": -30 },
        "pointer": { "show": false },
        "title": { "offsetCenter": [0, "26%"] },
        "detail": { "offsetCenter": [0, "-6%"], "valueAnimation": false },
        "data": data,
    })
}

/// Where the dial begins and ends.
fn ends(value: f64, goal: Option<f64>, is_part: bool) -> (f64, f64) {
    let low = if value < 0.0 { -round(-value) } else { 0.0 };
    let high = match goal {
        Some(goal) if goal > 0.0 => goal.max(value),
        _ if is_part && value <= 1.0 => 1.0,
        _ if value > 0.0 => round(value * 1.2),
        _ => 0.0,
    };
    if low < high { (low, high) } else { (low, low + 1.0) }
}

/// The next figure that is easy to read: 1, 2, 5, 10 and so on.
pub(crate) fn round(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 1.0;
    }
    let size = 10_f64.powf(value.log10().floor());
    let steps = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    let step = steps.into_iter().find(|step| step * size >= value * 0.999_999);
    let rounded = step.unwrap_or(10.0) * size;
    if size >= 10.0 { rounded.round() } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dials_end_at_round_figures() {
        for (value, goal, is_part, expected) in [
            (0.0, None, false, (0.0, 1.0)),
            (336_776.0, None, false, (0.0, 500_000.0)),
            (0.25, None, true, (0.0, 1.0)),
            (1.25, None, true, (0.0, 1.5)),
            (80.0, Some(100.0), false, (0.0, 100.0)),
            (120.0, Some(100.0), false, (0.0, 120.0)),
            (-7.0, None, false, (-8.0, 0.0)),
        ] {
            assert_eq!(ends(value, goal, is_part), expected, "{value} {goal:?}");
        }
    }
}
