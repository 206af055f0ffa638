//! Nested rings: the first group inside, each next one around it.

use super::nested::Nested;
use super::plan::Plan;
use super::sketch::{Sketch, free};
use serde_json::json;
use spec::answer::Table;

/// Of each part so many have a name of their own.
const MOST_PARTS: usize = 16;
/// A name is written from this angle on.
const LABEL_DEGREES: u32 = 7;

/// Draws a ring for each group.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let nested = Nested::read(plan, table, MOST_PARTS);
    let series = json!({
        "type": "sunburst",
        "radius": ["16%", "96%"],
        "nodeClick": false,
        "sort": null,
        "label": { "minAngle": LABEL_DEGREES, "overflow": "truncate" },
        "itemStyle": { "borderRadius": 3 },
        "emphasis": { "focus": "ancestor" },
        "data": nested.marks(plan, table),
    });
    free(json!({ "series": [series] }), plan.y.clone(), nested.notes)
}
