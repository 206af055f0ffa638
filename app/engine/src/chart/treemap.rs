//! Nested rectangles as large as their figures.

use super::nested::{Nested, levels};
use super::plan::Plan;
use super::sketch::{Sketch, free};
use serde_json::{Value as Json, json};
use spec::answer::Table;

/// Of each rectangle so many parts have a name of their own, by how many groups are nested.
const MOST_PARTS: [usize; 4] = [40, 20, 12, 8];

/// Draws a rectangle for each group, those of the next group inside it.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let depth = levels(plan).len();
    let most = MOST_PARTS.get(depth.saturating_sub(1)).copied().unwrap_or(8);
    let nested = Nested::read(plan, table, most);
    let is_deep = nested.depth > 1;
    let series = json!({
        "type": "treemap",
        "left": 8, "right": 8, "top": 8, "bottom": 8,
        "roam": false,
        "nodeClick": false,
        "visibleMin": 4,
        "childrenVisibleMin": 40,
        "breadcrumb": { "show": false },
        "label": { "show": true, "overflow": "truncate" },
        "upperLabel": { "show": is_deep, "height": 22, "overflow": "truncate" },
        "levels": gaps(nested.depth),
        "data": nested.marks(plan, table),
    });
    free(json!({ "series": [series] }), plan.y.clone(), nested.notes)
}

/// The first level stands apart; the root has no head.
fn gaps(depth: usize) -> Vec<Json> {
    let root = json!({ "itemStyle": { "gapWidth": 3, "borderWidth": 0 }, "upperLabel": { "show": false } });
    let level = |place: usize| match depth - place {
        1 => json!({ "itemStyle": { "gapWidth": 0, "borderWidth": 1 } }),
        _ => json!({ "itemStyle": { "gapWidth": 1, "borderWidth": 1 } }),
    };
    [root].into_iter().chain((0..depth).map(level)).collect()
}
