//! Bands that flow from the values of one group to those of the next.

use super::flows::{Flows, Node};
use super::matrix::{OTHER, figure};
use super::nested::levels;
use super::plan::Plan;
use super::sketch::{Sketch, free, merge};
use super::told::{Told, mark};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};

/// So many nodes below each other can be read.
const MOST_NODES: usize = 20;

/// Draws a node for each value, and a band for what two of them share.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let levels = levels(plan);
    let flows = Flows::through(plan, table, &levels, MOST_NODES);
    let measure = plan.y.first().copied().unwrap_or_default();
    let last = levels.len().saturating_sub(1);
    let nodes = flows.nodes.iter().enumerate().map(|(place, node)| {
        let told = Told::new(node.name.as_str()).figure(plan, table, measure, Some(node.value));
        let mut item = mark(&figure(Some(node.value)), &node.rows, &told);
        merge(
            &mut item,
            json!({ "name": place.to_string(), "depth": node.level, "hue": node.hue }),
        );
        if node.level == last {
            merge(&mut item, json!({ "label": { "position": "left" } }));
        }
        item
    });
    let series = json!({
        "type": "sankey",
        "left": 12, "right": 12, "top": 12, "bottom": 12,
        "nodeWidth": 12,
        "nodeGap": if flows.nodes.len() > 24 { 9 } else { 13 },
        "draggable": false,
        "emphasis": { "focus": "adjacency" },
        "lineStyle": { "curveness": 0.5 },
        "data": nodes.collect::<Vec<_>>(),
        "links": links(&flows, plan, table, measure),
    });
    free(json!({ "series": [series] }), vec![measure], notes(&flows.nodes))
}

/// The bands, each with what part of its beginning it is.
fn links(flows: &Flows, plan: &Plan<'_>, table: &Table, measure: usize) -> Vec<Json> {
    let link = |link: &super::flows::Link| {
        let (from, to) = (flows.nodes.get(link.from)?, flows.nodes.get(link.to)?);
        let told = Told::new(format!("{} → {}", from.name, to.name))
            .figure(plan, table, measure, Some(link.value))
            .part(&format!("of {}", from.name), link.value, from.value)
            .part(&format!("of {}", to.name), link.value, to.value);
        let mut item = mark(&figure(Some(link.value)), &link.rows, &told);
        let ends = json!({ "source": link.from.to_string(), "target": link.to.to_string() });
        merge(&mut item, ends);
        Some(item)
    };
    flows.links.iter().filter_map(link).collect()
}

fn notes(nodes: &[Node]) -> Vec<Note> {
    let is_cut = nodes.iter().any(|node| node.name == OTHER);
    let message = format!("the smallest are drawn together as “{OTHER}”");
    is_cut
        .then(|| Note::new(Level::Info, "not_all_drawn", message))
        .into_iter()
        .collect()
}
