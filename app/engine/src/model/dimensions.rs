//! Dimensions become calculated columns, those that they build on first.

use super::ground::{Ground, Part};
use super::uses;
use crate::error::Error;
use crate::query::columns::invalid;
use spec::model::Dimension;
use spec::question::{Calculated, Query};
use std::collections::BTreeSet;

/// The columns that stand for the dimensions among these names. A column of that name goes before a dimension.
pub(super) fn calculated(
    ground: &Ground<'_>,
    query: &Query,
    wanted: &BTreeSet<String>,
) -> Result<Vec<Calculated>, Error> {
    let own = |name: &str| query.calculated.iter().any(|calculated| calculated.name == name);
    let mut order = Order {
        ground,
        done: Vec::new(),
        open: Vec::new(),
    };
    for name in wanted.iter().filter(|name| !ground.has_column(name) && !own(name)) {
        if let Some((dimension, part)) = ground.dimension(None, name) {
            order.add(dimension, part)?;
        }
    }
    order.done.retain(|calculated| !own(&calculated.name));
    Ok(order.done)
}

/// The order in which dimensions are worked out.
struct Order<'a> {
    ground: &'a Ground<'a>,
    done: Vec<Calculated>,
    open: Vec<String>,
}

impl Order<'_> {
    fn add(&mut self, dimension: &Dimension, part: &Part) -> Result<(), Error> {
        if self.done.iter().any(|done| done.name == dimension.name) {
            return Ok(());
        }
        if self.open.contains(&dimension.name) {
            return Err(circle(&self.open, &dimension.name));
        }
        self.open.push(dimension.name.clone());
        let expression = part
            .expression(&dimension.expression)
            .map_err(|error| named(dimension, &error))?;
        for name in uses::of_expression(&expression).map_err(|error| named(dimension, &error))? {
            if !self.ground.has_column(&name)
                && let Some((other, part)) = self.ground.dimension(None, &name)
            {
                self.add(other, part)?;
            }
        }
        self.open.pop();
        self.done.push(Calculated {
            name: dimension.name.clone(),
            expression,
        });
        Ok(())
    }
}

/// What builds on itself, with the way around.
pub(super) fn circle(open: &[String], again: &str) -> Error {
    let from = open.iter().position(|name| name == again).unwrap_or(0);
    let way: Vec<String> = open[from..].iter().map(|name| format!("“{name}”")).collect();
    match way.as_slice() {
        [only] => invalid(format!("{only} builds on itself")),
        way => invalid(format!("{} build on each other in a circle", way.join(" and "))),
    }
}

fn named(dimension: &Dimension, error: &Error) -> Error {
    invalid(format!(
        "the dimension “{}” cannot be worked out: {error}",
        dimension.name
    ))
}
