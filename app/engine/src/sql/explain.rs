//! The statement that a query amounts to.

use spec::question::Query;

/// The statement that a query amounts to.
pub(crate) fn explain(query: &Query) -> String {
    let _ = query;
    String::new()
}
