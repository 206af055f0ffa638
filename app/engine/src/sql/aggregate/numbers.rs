//! What aggregates of numbers are made of.

use crate::catalog::kind;
use crate::error::Error;
use crate::sql::typed::Typed;
use polars::prelude::*;
use spec::dataset::Type;

/// A figure of the line that is closest to points of these places: `y` first.
pub(super) fn of_line(name: &str, y: Expr, x: Expr) -> Expr {
    let spread = |cells: &Expr| cells.clone().var(0);
    let known = |spread: Expr, figure: Expr| when(spread.gt(lit(0))).then(figure).otherwise(lit(NULL));
    let slope = known(spread(&x), cov(y.clone(), x.clone(), 0) / spread(&x));
    match name {
        "regr_avgx" => x.mean(),
        "regr_avgy" => y.mean(),
        "regr_intercept" => y.mean() - slope * x.mean(),
        "regr_r2" => {
            let correlation = pearson_corr(y.clone(), x.clone());
            let fit = when(spread(&y).gt(lit(0)))
                .then(correlation.pow(lit(2)))
                .otherwise(lit(1.0));
            known(spread(&x), fit)
        }
        _ => slope,
    }
}

/// The value with a type whose sum cannot overflow, as far as the cells behind it tell.
pub(super) fn summable(value: Typed, most: Option<usize>) -> Result<Typed, Error> {
    const WHEN_UNKNOWN: f64 = 4_294_967_296.0;
    let cells = value.source.clone();
    let value = value.number("sum")?;
    let wide = cells
        .filter(|cells| kind(cells.dtype()) == Type::Integer)
        .is_some_and(|cells| {
            let series = cells.as_materialized_series();
            let end = |end: PolarsResult<Option<f64>>| end.ok().flatten().unwrap_or_default().abs();
            let furthest = end(series.min::<f64>()).max(end(series.max::<f64>()));
            furthest * most.map_or(WHEN_UNKNOWN, |most| most as f64) >= i64::MAX as f64
        });
    Ok(if wide { value.cast(DataType::Float64) } else { value })
}
