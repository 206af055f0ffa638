//! Which colour a value has: the same on every tile and under every filter.
//!
//! The most frequent values of a dataset's column have the palette's first colours, in that order.
//! Any other value has the colour that its own name gives, or the next that is free.

use super::plan::Plan;
use super::shape::{Role, key};
use serde_json::{Value as Json, json};
use spec::value::Value;
use std::collections::BTreeMap;

/// As many colours as the palette has.
pub(crate) const COLORS: usize = 10;

/// The most frequent values of the answer's columns in their datasets, most frequent first, by the columns' names.
pub(crate) type Leaders = BTreeMap<String, Vec<String>>;

/// The colour of each of these values of a column.
pub(crate) fn of(plan: &Plan<'_>, column: usize, values: &[Value]) -> Vec<Json> {
    if let Some(Role::Period | Role::Bin(_)) = plan.shape.roles.get(column) {
        return (0..values.len()).map(|place| json!(place % COLORS)).collect();
    }
    let name = plan.shape.names.get(column).map(String::as_str).unwrap_or_default();
    let leaders = plan.leaders.get(name).map(Vec::as_slice).unwrap_or_default();
    slots(leaders, values).into_iter().map(|slot| json!(slot)).collect()
}

/// A place in the palette for each value; no two share one while there are enough.
fn slots(leaders: &[String], values: &[Value]) -> Vec<usize> {
    let mut slots = vec![None; values.len()];
    let mut taken = [false; COLORS];
    for (place, value) in values.iter().enumerate() {
        let rank = leaders.iter().take(COLORS).position(|leader| *leader == text(value));
        if let Some(rank) = rank {
            slots[place] = Some(rank);
            taken[rank] = true;
        }
    }
    let mut others = (0..values.len())
        .filter(|place| slots[*place].is_none())
        .collect::<Vec<_>>();
    others.sort_by_key(|place| key(values.get(*place)));
    for place in others {
        let own = hash(&key(values.get(place))) % COLORS;
        let free = (0..COLORS).map(|step| (own + step) % COLORS).find(|slot| !taken[*slot]);
        let slot = free.unwrap_or(own);
        taken[slot] = true;
        slots[place] = Some(slot);
    }
    slots.into_iter().map(Option::unwrap_or_default).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// FNV-1a: small, and the same everywhere and always.
fn hash(text: &str) -> usize {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, step) as usize
}

#[cfg(test)]
mod tests {
    use super::slots;
    use spec::value::Value;

    fn values(names: &[&str]) -> Vec<Value> {
        names.iter().map(|name| Value::from(*name)).collect()
    }

    #[test]
    fn leaders_keep_their_colours_whoever_else_is_there() {
        let leaders = ["EWR", "JFK", "LGA"].map(str::to_owned);
        assert_eq!(slots(&leaders, &values(&["LGA", "EWR", "JFK"])), [2, 0, 1]);
        assert_eq!(slots(&leaders, &values(&["JFK"])), [1]);
        assert_eq!(slots(&leaders, &values(&["X", "JFK"]))[1], 1);
    }

    #[test]
    fn others_have_the_colour_of_their_name_and_share_none() {
        let alone = slots(&[], &values(&["Hazel"]));
        assert_eq!(slots(&[], &values(&["Hazel"])), alone);
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let mut all = slots(&[], &values(&names));
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
}
