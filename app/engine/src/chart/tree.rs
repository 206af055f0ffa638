//! Branches from the whole to the last group.

use super::matrix::figure;
use super::nested::{self, Nested};
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::{Sketch, free};
use super::told::{Told, column_name, mark};
use serde_json::{Value as Json, json};
use spec::answer::Table;

/// So many leaves can be read below each other.
const MOST_LEAVES: usize = 40;
/// The most parts of a branch that have a name, to begin with.
const MOST_PARTS: usize = 14;

/// Why an answer cannot be drawn as a tree.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    if shape.groups.len() < 2 {
        return Some("a tree needs two groups or more, one inside the other");
    }
    nested::lacks(shape)
}

/// Draws a branch for each group, from left to right.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let nested = few_leaves(plan, table);
    let measure = plan.y.first().copied().unwrap_or_default();
    let rows: Vec<usize> = nested.branches.iter().flat_map(|branch| branch.rows.clone()).collect();
    let told = Told::new("All").figure(plan, table, measure, Some(nested.total()));
    let mut root = mark(&figure(Some(nested.total())), &rows, &told);
    let parts = json!({ "name": column_name(table, measure), "children": nested.marks(plan, table) });
    super::sketch::merge(&mut root, parts);
    let series = json!({
        "type": "tree",
        "left": 24, "right": 150, "top": 12, "bottom": 12,
        "layout": "orthogonal",
        "orient": "LR",
        "edgeShape": "curve",
        "roam": false,
        "expandAndCollapse": false,
        "initialTreeDepth": -1,
        "symbol": "circle",
        "symbolSize": 8,
        "label": { "position": "top", "align": "center", "verticalAlign": "bottom", "distance": 4 },
        "leaves": { "label": { "position": "right", "align": "left", "verticalAlign": "middle", "distance": 6 } },
        "emphasis": { "focus": "descendant" },
        "data": [sized(root, nested.total())],
    });
    free(json!({ "series": [series] }), plan.y.clone(), nested.notes)
}

/// As many parts as leave the leaves readable.
fn few_leaves(plan: &Plan<'_>, table: &Table) -> Nested {
    let mut most = MOST_PARTS;
    loop {
        let nested = Nested::read(plan, table, most);
        if most <= 2 || leaves(&nested.branches) <= MOST_LEAVES {
            return nested;
        }
        most -= 1;
    }
}

fn leaves(branches: &[nested::Branch]) -> usize {
    let leaves = branches.iter().map(|branch| leaves(&branch.children).max(1));
    leaves.sum()
}

/// A node is the larger the larger its figure.
fn sized(mut node: Json, whole: f64) -> Json {
    let part = node["value"].as_f64().unwrap_or(0.0) / whole.max(f64::MIN_POSITIVE);
    let size = (6.0 + 16.0 * part.clamp(0.0, 1.0).sqrt()).round();
    if let Json::Object(members) = &mut node {
        members.insert("symbolSize".to_owned(), json!(size));
        if let Some(Json::Array(children)) = members.remove("children") {
            let children: Vec<Json> = children.into_iter().map(|child| sized(child, whole)).collect();
            members.insert("children".to_owned(), children.into());
        }
    }
    node
}
