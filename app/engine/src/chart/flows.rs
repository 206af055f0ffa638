//! What flows from the values of one group to those of the next.

use super::hues;
use super::matrix::OTHER;
use super::plan::Plan;
use super::shape::{Shape, key, number_at};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::value::Value;
use std::collections::{BTreeMap, HashMap};

/// A value of a group: one end of flows.
pub(crate) struct Node {
    /// Its name.
    pub name: String,
    /// Which of the groups it belongs to, from the first.
    pub level: usize,
    /// All that goes through it.
    pub value: f64,
    /// The answer's rows.
    pub rows: Vec<usize>,
    /// Which colour it has.
    pub hue: Json,
}

/// What goes from one node to another.
pub(crate) struct Link {
    /// Which node it starts from.
    pub from: usize,
    /// Which node it goes to.
    pub to: usize,
    /// How much.
    pub value: f64,
    /// The answer's rows.
    pub rows: Vec<usize>,
}

/// Nodes and the links between them.
#[derive(Default)]
pub(crate) struct Flows {
    /// The values of the groups.
    pub nodes: Vec<Node>,
    /// What connects them.
    pub links: Vec<Link>,
}

/// Why an answer cannot be drawn as flows.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    match (shape.groups.len(), shape.measures.first()) {
        (0 | 1, _) | (_, None) => Some("it needs two groups, from and to, and a figure"),
        (_, Some(measure)) if shape.has_negative(*measure) => Some("what flows cannot be below zero"),
        (_, Some(measure)) if !shape.is_additive(*measure) => Some("averages and the like do not flow"),
        _ => None,
    }
}

/// The rows that flow, with how much.
pub(crate) fn amounts(table: &Table, measure: usize) -> Vec<(usize, f64)> {
    let amount = |row: usize| Some((row, number_at(table, row, measure)?));
    let amounts = (0..table.rows.len()).filter_map(amount);
    amounts.filter(|(_, value)| *value > 0.0).collect()
}

impl Flows {
    /// The flows through these groups, each level with its own nodes, so that nothing goes in a circle; the `most` largest of a level keep their names.
    pub(crate) fn through(plan: &Plan<'_>, table: &Table, levels: &[usize], most: usize) -> Self {
        let measure = plan.y.first().copied().unwrap_or_default();
        let amounts = amounts(table, measure);
        let mut flows = Self::default();
        let mut before: Option<HashMap<usize, usize>> = None;
        for (level, column) in levels.iter().enumerate() {
            let places = flows.level(plan, table, (level, *column), &amounts, most);
            if let Some(before) = before {
                flows.connect(&amounts, &before, &places);
            }
            before = Some(places);
        }
        flows
    }

    /// Adds the nodes of a level; tells the node of each row.
    fn level(
        &mut self,
        plan: &Plan<'_>,
        table: &Table,
        (level, column): (usize, usize),
        amounts: &[(usize, f64)],
        most: usize,
    ) -> HashMap<usize, usize> {
        let cell = |row: usize| table.rows.get(row).and_then(|row| row.get(column));
        let mut sizes: BTreeMap<String, (f64, Value)> = BTreeMap::new();
        for (row, value) in amounts {
            let known = sizes.entry(key(cell(*row)));
            known
                .or_insert_with(|| (0.0, cell(*row).cloned().unwrap_or_default()))
                .0 += value;
        }
        let mut sizes: Vec<_> = sizes.into_iter().collect();
        sizes.sort_by(|one, two| two.1.0.total_cmp(&one.1.0));
        let first = self.nodes.len();
        let named = if sizes.len() > most + 1 { most } else { sizes.len() };
        let values: Vec<Value> = sizes.iter().take(named).map(|(_, (_, value))| value.clone()).collect();
        let hues = hues::of(plan, column, &values);
        let mut known = HashMap::new();
        for (place, (key, (_, value))) in sizes.into_iter().enumerate() {
            if place <= named {
                let name = if place == named {
                    OTHER.to_owned()
                } else {
                    plan.name(column, &value)
                };
                let hue = if place == named {
                    json!("rest")
                } else {
                    hues.get(place).cloned().unwrap_or_default()
                };
                self.nodes.push(Node {
                    name,
                    level,
                    value: 0.0,
                    rows: Vec::new(),
                    hue,
                });
            }
            known.insert(key, first + place.min(named));
        }
        let mut places = HashMap::new();
        for (row, value) in amounts {
            let Some(place) = known.get(&key(cell(*row))) else {
                continue;
            };
            if let Some(node) = self.nodes.get_mut(*place) {
                node.value += value;
                node.rows.push(*row);
            }
            places.insert(*row, *place);
        }
        places
    }

    fn connect(&mut self, amounts: &[(usize, f64)], before: &HashMap<usize, usize>, after: &HashMap<usize, usize>) {
        let mut links: BTreeMap<(usize, usize), (f64, Vec<usize>)> = BTreeMap::new();
        for (row, value) in amounts {
            if let (Some(from), Some(to)) = (before.get(row), after.get(row)) {
                let link = links.entry((*from, *to)).or_default();
                link.0 += value;
                link.1.push(*row);
            }
        }
        let links = links.into_iter();
        self.links
            .extend(links.map(|((from, to), (value, rows))| Link { from, to, value, rows }));
    }
}
