//! What the page asks while a question is built: its columns and its expressions.

use super::{Engine, unexpected};
use spec::dataset::Column;
use spec::expression::{Checked, Completion, Ground};
use spec::problem::Problem;
use spec::question::Query;
use spec::worker::{Reply, Request};

impl Engine {
    /// The columns that a query's filters, groups and measures may name.
    pub(crate) async fn columns(self, query: Query) -> Result<Vec<Column>, Problem> {
        match self.send(None, Request::Columns { query }, None).await?.0 {
            Reply::Columns(columns) => Ok(columns),
            _ => Err(unexpected()),
        }
    }

    /// Reads an expression as it would stand in a query. A newer one takes its place.
    pub(crate) async fn check_expression(self, query: Query, ground: Ground, text: String) -> Result<Checked, Problem> {
        let request = Request::CheckExpression { query, ground, text };
        match self.send(Some("check-expression"), request, None).await?.0 {
            Reply::Checked(checked) => Ok(checked),
            _ => Err(unexpected()),
        }
    }

    /// How an expression may go on at the cursor, which is counted in characters. A newer one takes its place.
    pub(crate) async fn complete_expression(
        self,
        query: Query,
        ground: Ground,
        text: String,
        cursor: usize,
    ) -> Result<Vec<Completion>, Problem> {
        let request = Request::CompleteExpression {
            query,
            ground,
            text,
            cursor,
        };
        match self.send(Some("complete-expression"), request, None).await?.0 {
            Reply::Completions(completions) => Ok(completions),
            _ => Err(unexpected()),
        }
    }
}
