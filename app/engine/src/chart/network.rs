//! What is linked with what: the values of two groups as nodes, their figures as links.

use super::flows::amounts;
use super::matrix::figure;
use super::plan::Plan;
use super::shape::key;
use super::sketch::{Sketch, free, merge};
use super::springs;
use super::told::{Told, mark};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The largest nodes that are drawn.
const MOST_NODES: usize = 60;
/// Up to so many nodes stand on a circle.
const ON_A_CIRCLE: usize = 30;
/// Up to so many nodes have their names beside them.
const NAMED: usize = 60;

struct Node {
    name: String,
    value: f64,
    /// Whether links start and end here.
    ends: [bool; 2],
    rows: Vec<usize>,
}

type Links = BTreeMap<(usize, usize), (f64, Vec<usize>)>;

/// Draws a node for each value of both groups.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let measure = plan.y.first().copied().unwrap_or_default();
    let (nodes, links) = read(plan, table, measure);
    let kept = largest(&nodes);
    let on_a_circle = kept.len() <= ON_A_CIRCLE;
    let most = kept.iter().filter_map(|place| nodes.get(*place)).map(|node| node.value);
    let most = most.fold(f64::MIN_POSITIVE, f64::max);
    let stands = (!on_a_circle).then(|| springs::places(kept.len(), &between(&links, &kept)));
    let marks = kept.iter().enumerate().filter_map(|(at, place)| {
        let node = nodes.get(*place)?;
        let told = Told::new(node.name.as_str()).figure(plan, table, measure, Some(node.value));
        let mut item = mark(&figure(Some(node.value)), &node.rows, &told);
        let size = (8.0 + 28.0 * (node.value / most).sqrt()).round();
        merge(
            &mut item,
            json!({ "name": place.to_string(), "symbolSize": size, "hue": hue(node) }),
        );
        if let Some((x, y)) = stands.as_ref().and_then(|stands| stands.get(at)) {
            merge(&mut item, json!({ "x": x, "y": y }));
        }
        Some(item)
    });
    let series = json!({
        "type": "graph",
        "left": 70, "right": 70, "top": 36, "bottom": 36,
        "layout": if on_a_circle { "circular" } else { "none" },
        "preserveAspect": "contain",
        "circular": { "rotateLabel": true },
        "roam": false,
        "label": { "show": kept.len() <= NAMED, "position": "right" },
        "emphasis": { "focus": "adjacency" },
        "lineStyle": { "curveness": if on_a_circle { 0.2 } else { 0.1 } },
        "data": marks.collect::<Vec<_>>(),
        "links": drawn_links(&links, &nodes, &kept, |told, value| told.figure(plan, table, measure, Some(value))),
    });
    free(
        json!({ "series": [series] }),
        vec![measure],
        note(nodes.len() - kept.len()),
    )
}

/// What only starts links, what only ends them, and what does both have a colour each.
fn hue(node: &Node) -> u8 {
    match node.ends {
        [true, false] => 0,
        [false, true] => 1,
        _ => 2,
    }
}

fn read(plan: &Plan<'_>, table: &Table, measure: usize) -> (Vec<Node>, Links) {
    let ends = [plan.x, plan.color];
    let (mut nodes, mut links) = (Vec::<Node>::new(), Links::new());
    let mut places = HashMap::new();
    for (row, value) in amounts(table, measure) {
        let mut both = [0; 2];
        for (end, column) in both.iter_mut().zip(ends) {
            let cell = column.and_then(|column| table.rows.get(row)?.get(column));
            *end = *places.entry(key(cell)).or_insert_with(|| {
                let name = plan.name(column.unwrap_or_default(), cell.unwrap_or(&spec::value::Value::Null));
                nodes.push(Node {
                    name,
                    value: 0.0,
                    ends: [false; 2],
                    rows: Vec::new(),
                });
                nodes.len() - 1
            });
        }
        for (side, place) in both.into_iter().enumerate() {
            if let Some(end) = nodes.get_mut(place).and_then(|node| node.ends.get_mut(side)) {
                *end = true;
            }
        }
        let mut ends = both.to_vec();
        ends.dedup();
        for end in ends {
            if let Some(node) = nodes.get_mut(end) {
                node.value += value;
                node.rows.push(row);
            }
        }
        let link = links.entry((both[0], both[1])).or_default();
        link.0 += value;
        link.1.push(row);
    }
    (nodes, links)
}

/// The places of the largest nodes, largest first.
fn largest(nodes: &[Node]) -> Vec<usize> {
    let mut places: Vec<(usize, f64)> = nodes.iter().map(|node| node.value).enumerate().collect();
    places.sort_by(|one, two| two.1.total_cmp(&one.1));
    places.truncate(MOST_NODES);
    places.into_iter().map(|(place, _)| place).collect()
}

/// Which of the drawn nodes are linked, by their places among these.
fn between(links: &Links, kept: &[usize]) -> Vec<(usize, usize)> {
    let place = |node: usize| kept.iter().position(|kept| *kept == node);
    let pairs = links.keys().filter(|(from, to)| from != to);
    pairs
        .filter_map(|(from, to)| Some((place(*from)?, place(*to)?)))
        .collect()
}

/// The links between nodes that are drawn; what starts and ends at the same node is told by the node alone.
fn drawn_links(links: &Links, nodes: &[Node], kept: &[usize], tell: impl Fn(Told, f64) -> Told) -> Vec<Json> {
    let kept: HashSet<usize> = kept.iter().copied().collect();
    let is_drawn = |(from, to): &(usize, usize)| from != to && kept.contains(from) && kept.contains(to);
    let drawn = links.iter().filter(|(ends, _)| is_drawn(ends));
    let most = drawn
        .clone()
        .map(|(_, (value, _))| *value)
        .fold(f64::MIN_POSITIVE, f64::max);
    let link = |((from, to), (value, rows)): (&(usize, usize), &(f64, Vec<usize>))| {
        let (start, end) = (nodes.get(*from)?, nodes.get(*to)?);
        let told = tell(Told::new(format!("{} → {}", start.name, end.name)), *value);
        let mut item = mark(&figure(Some(*value)), rows, &told);
        let width = ((1.0 + 7.0 * (value / most).sqrt()) * 10.0).round() / 10.0;
        let ends = json!({ "source": from.to_string(), "target": to.to_string(), "lineStyle": { "width": width } });
        merge(&mut item, ends);
        Some(item)
    };
    drawn.filter_map(link).collect()
}

fn note(left_out: usize) -> Vec<Note> {
    let message = format!("drawn with the {MOST_NODES} largest; {left_out} more are in the table");
    let note = (left_out > 0).then(|| Note::new(Level::Info, "not_all_drawn", message));
    note.into_iter().collect()
}
