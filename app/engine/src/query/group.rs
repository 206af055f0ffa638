//! Groups: a column's values, parts of the calendar, and numeric bins.

mod quantile;
mod time;

use crate::catalog::kind;
use crate::dense::said;
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid, wrong_type};
use polars::prelude::*;
use spec::dataset::Type;
use spec::model::Calendar;
use spec::question::Grouping;

/// What cells are grouped by: an expression and its type.
#[derive(Clone)]
pub(super) struct Key {
    /// The group of a cell.
    pub expression: Expr,
    /// The type of the groups.
    pub dtype: DataType,
}

/// The key that `by` makes of a column.
pub(super) fn key(rows: &Rows, name: &str, by: Grouping, calendar: Calendar) -> Result<Key, Error> {
    let dtype = rows.dtype(name)?;
    let cells = column(name);
    match by {
        Grouping::Value => match kind(dtype) {
            Type::List | Type::Struct => Err(wrong_type(name, dtype, "single values to group by")),
            _ => Ok(Key {
                expression: cells,
                dtype: dtype.clone(),
            }),
        },
        Grouping::Grain(grain) => time::key(name, dtype, grain, calendar),
        Grouping::Width(width) => {
            numbers(name, dtype)?;
            if !(width.is_finite() && width > 0.0) {
                return Err(invalid(format!(
                    "bins of “{name}” need a width above 0, and {width} is none"
                )));
            }
            Ok(bins(cells, dtype, width))
        }
        Grouping::Quantiles(count) => quantile::key(rows, name, count),
        Grouping::Bins(count) => {
            numbers(name, dtype)?;
            let extent = rows.extent(&cells)?;
            Ok(bins(cells, dtype, round_width(extent, count, dtype.is_integer())))
        }
    }
}

fn numbers(name: &str, dtype: &DataType) -> Result<(), Error> {
    match kind(dtype).is_number() {
        true => Ok(()),
        false => Err(wrong_type(name, dtype, "numbers to make bins of")),
    }
}

/// Bins of this width, by their low ends.
fn bins(cells: Expr, dtype: &DataType, width: f64) -> Key {
    if dtype.is_integer() && width.fract() == 0.0 && width < 9e15 {
        let width = width as i64;
        let low = move |cell: i64| cell.div_euclid(width).saturating_mul(width);
        let dtype = DataType::Int64;
        let expression = cells.cast(dtype.clone()).map(
            move |cells| {
                let lows = cells.i64()?.apply_values(low);
                Ok(lows.into_column())
            },
            |_, field| Ok(field.clone()),
        );
        let expression = said(expression, &format!("bins of {width}"));
        return Key { expression, dtype };
    }
    let decimals = decimals(width);
    let expression = cells.cast(DataType::Float64).map(
        move |cells| {
            let lows = cells.f64()?.apply(|cell| low_end(cell?, width, decimals));
            Ok(lows.into_column())
        },
        |_, field| Ok(field.clone()),
    );
    Key {
        expression: said(expression, &format!("bins of {width:?} and {decimals:?}")),
        dtype: DataType::Float64,
    }
}

/// The low end of a number's bin. A quotient within a billionth of a whole one is that one: 0.3 is in the bin of width 0.1 from 0.3.
fn low_end(number: f64, width: f64, decimals: Option<i32>) -> Option<f64> {
    if !number.is_finite() {
        return None;
    }
    let quotient = number / width;
    let near = quotient.round();
    let whole = match (quotient - near).abs() <= 1e-9 * near.abs().max(1.0) {
        true => near,
        false => quotient.floor(),
    };
    let low = match decimals {
        Some(decimals) => (whole * (width * 10f64.powi(decimals)).round()) / 10f64.powi(decimals),
        None => whole * width,
    };
    Some(low + 0.0)
}

/// How many decimals a width has; none when it has more than one can count on.
fn decimals(width: f64) -> Option<i32> {
    (0..=12).find(|decimals| {
        let scaled = width * 10f64.powi(*decimals);
        (scaled - scaled.round()).abs() < 1e-9 * scaled.max(1.0) && scaled.round() >= 1.0
    })
}

/// The round width that gives about `count` bins: 1, 2, 2.5 or 5 times a power of ten.
fn round_width(extent: Option<(f64, f64)>, count: u32, whole: bool) -> f64 {
    let span = extent.map_or(0.0, |(low, high)| high / 2.0 - low / 2.0) * 2.0;
    if !(span.is_finite() && span > 0.0) {
        return 1.0;
    }
    let rough = span / f64::from(count.max(1));
    let power = 10f64.powf(rough.log10().floor());
    let steps: &[f64] = match whole && power < 10.0 {
        true => &[1.0, 2.0, 5.0, 10.0],
        false => &[1.0, 2.0, 2.5, 5.0, 10.0],
    };
    let nearer = |step: &&f64| (step.ln() - (rough / power).ln()).abs();
    let step = steps
        .iter()
        .min_by(|left, right| nearer(left).total_cmp(&nearer(right)));
    let width = step.map_or(power, |step| step * power);
    if whole { width.max(1.0) } else { width }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn low_ends_are_exact() {
        for (number, width, expected) in [
            (0.3, 0.1, 0.3),
            (0.7, 0.1, 0.7),
            (0.57, 0.01, 0.57),
            (-0.05, 0.1, -0.1),
            (12.49, 2.5, 10.0),
            (-1.0, 10.0, -10.0),
            (1e15, 0.5, 1e15),
        ] {
            assert_eq!(
                low_end(number, width, decimals(width)),
                Some(expected),
                "{number} by {width}"
            );
        }
        assert_eq!(low_end(f64::NAN, 1.0, Some(0)), None);
    }

    #[test]
    fn widths_are_round() {
        for (low, high, count, whole, expected) in [
            (0.0, 100.0, 10, false, 10.0),
            (0.0, 480.0, 20, false, 25.0),
            (0.0, 3.0, 20, true, 1.0),
            (0.0, 0.5, 20, false, 0.025),
            (5.0, 5.0, 20, false, 1.0),
            (0.0, 1.0, 0, false, 1.0),
        ] {
            let width = round_width(Some((low, high)), count, whole);
            assert!((width - expected).abs() < 1e-12, "{low}–{high} by {count}: {width}");
        }
    }
}
