//! Kinds of charts that show single rows, or one figure more than the words name.

use spec::chart::Kind;
use spec::question::{Aggregate, Measure, Query};

/// Gives a query the rows or the figures that the wanted kind of chart needs.
pub(super) fn lay_out(wanted: Option<Kind>, query: &mut Query) {
    match wanted {
        Some(Kind::BoxPlot | Kind::Density) => take_rows(query),
        Some(Kind::Bubble) if !query.groups.is_empty() && query.measures.len() == 2 => {
            let count = Measure::count();
            if !query.measures.contains(&count) {
                query.measures.push(count);
            }
        }
        _ => {}
    }
}

/// The rows behind the figures: how they are spread is lost in sums and averages.
fn take_rows(query: &mut Query) {
    let of_column = |measure: &Measure| measure.column.is_some() && measure.aggregate != Aggregate::Metric;
    let are_rows = query.groups.iter().all(|group| group.by.is_value()) && query.measures.iter().all(of_column);
    if !are_rows || query.measures.is_empty() || query.having.is_some() {
        return;
    }
    let groups = query.groups.drain(..).map(|group| group.column);
    let measured = query.measures.drain(..).filter_map(|measure| measure.column);
    query.columns = groups.chain(measured).collect();
}
