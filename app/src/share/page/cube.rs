//! The small tables that a page carries, each as large as it may be.

use crate::engine::Engine;
use serde::Serialize;
use spec::answer::Table;
use spec::question::Question;
use spec::share::page::Plan;
use spec::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A larger table is carried with fewer sides.
const MOST_LINES: u64 = 60_000;

/// A table as it is carried: values by their numbers.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Carried {
    /// How many lines it has.
    pub rows: usize,
    dataset: String,
    sides: Vec<CarriedSide>,
    measures: Vec<Vec<Value>>,
}

#[derive(Debug, Default, PartialEq, Serialize)]
struct CarriedSide {
    key: String,
    values: Vec<Value>,
    codes: Vec<usize>,
}

/// Works the tables of a plan out; sides that make them too large are left out of it, and what that means is told.
pub(super) async fn carry(engine: Engine, plan: &mut Plan) -> (Vec<Carried>, Vec<String>) {
    let (mut carried, mut notes) = (Vec::new(), Vec::new());
    for index in 0..plan.cubes.len() {
        while let Some(cube) = plan.cubes.get(index) {
            let asked = engine.table(None, Question::Query(cube.query()), MOST_LINES).await;
            match asked {
                Ok(table) if table.truncated && !cube.sides.is_empty() => {
                    let side = widest(&table, cube.sides.len());
                    let name = cube.sides.get(side).map(|side| side.column.clone()).unwrap_or_default();
                    let note = format!(
                        "{name} has too many values to carry: the figures of {} cannot be filtered by it",
                        cube.dataset
                    );
                    // Tables of the same dataset leave out the same.
                    if !notes.contains(&note) {
                        notes.push(note);
                    }
                    plan.leave_out(index, side);
                }
                Ok(table) => {
                    let keys = cube.sides.iter().map(|side| side.key()).collect();
                    carried.push(encode(cube.dataset.clone(), keys, &table));
                    break;
                }
                Err(problem) => {
                    carried.push(Carried::default());
                    give_up(plan, index, &problem.message);
                    break;
                }
            }
        }
    }
    (carried, notes)
}

/// The side with the most different values in what was seen of a table.
fn widest(table: &Table, sides: usize) -> usize {
    let different = |side: &usize| {
        let values = table.rows.iter().filter_map(|row| row.get(*side));
        values.map(key).collect::<BTreeSet<_>>().len()
    };
    (0..sides).max_by_key(different).unwrap_or_default()
}

fn give_up(plan: &mut Plan, cube: usize, why: &str) {
    for making in &mut plan.tiles {
        if making.recipe.as_ref().is_ok_and(|recipe| recipe.cube == cube) {
            making.recipe = Err(why.to_owned());
        }
    }
}

fn encode(dataset: String, keys: Vec<String>, table: &Table) -> Carried {
    let width = keys.len();
    let sides = keys.into_iter().enumerate().map(|(index, key)| side(key, table, index));
    let measures = (width..table.columns.len()).map(|index| {
        let cells = table.rows.iter().map(|row| row.get(index).cloned().unwrap_or_default());
        cells.collect()
    });
    Carried {
        rows: table.rows.len(),
        dataset,
        sides: sides.collect(),
        measures: measures.collect(),
    }
}

fn side(name: String, table: &Table, index: usize) -> CarriedSide {
    let mut side = CarriedSide {
        key: name,
        ..CarriedSide::default()
    };
    let mut known = BTreeMap::new();
    for row in &table.rows {
        let value = row.get(index).cloned().unwrap_or_default();
        let code = *known.entry(key(&value)).or_insert_with(|| {
            side.values.push(value.clone());
            side.values.len() - 1
        });
        side.codes.push(code);
    }
    side
}

fn key(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_carried_once() {
        let table = Table {
            columns: Vec::new(),
            rows: [("north", 1), ("south", 2), ("north", 3)]
                .map(|(region, count)| vec![region.into(), Value::Integer(count)])
                .into(),
            ..Table::default()
        };
        assert_eq!(widest(&table, 1), 0);
        let side = side("region".into(), &table, 0);
        assert_eq!(
            (side.values, side.codes),
            (vec!["north".into(), "south".into()], vec![0, 1, 0])
        );
    }
}
