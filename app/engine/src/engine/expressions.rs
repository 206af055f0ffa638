//! Expressions as they are written: what they give, and how they may go on.

use crate::Engine;
use crate::error::Error;
use crate::sql::Given;
use crate::sql::expression::{check, going_on};
use crate::{model, query};
use spec::expression::{Checked, Completion, Ground};
use spec::question::Query;

/// Types do not depend on the day.
const SOME_DAY: &str = "2000-01-01";

impl Engine {
    /// Reads an expression as it would stand in a query.
    pub(super) fn check_expression(&self, query: &Query, ground: Ground, text: &str) -> Result<Checked, Error> {
        let query = &model::resolve_whole(&self.model, &self.catalog, query)?;
        let rows = query::ground(&self.catalog, query, ground, SOME_DAY)?;
        let given = Given::new(SOME_DAY, &query.parameters);
        let kind = check(&rows, ground, text, &given)?;
        Ok(Checked { kind })
    }

    /// How an expression may go on after a character.
    pub(super) fn complete_expression(
        &self,
        query: &Query,
        ground: Ground,
        text: &str,
        cursor: usize,
    ) -> Result<Vec<Completion>, Error> {
        let query = &model::resolve_whole(&self.model, &self.catalog, query)?;
        let rows = query::ground(&self.catalog, query, ground, SOME_DAY)?;
        let given = Given::new(SOME_DAY, &query.parameters);
        Ok(going_on::complete(&rows.schema, ground, text, cursor, &given))
    }
}
