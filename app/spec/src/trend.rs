//! A figure followed over time: its last value, and what changed since the one before.

use crate::answer::Table;
use crate::value::Value;

/// The values of a measure, earliest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// Each value and the answer's row that it stands in.
    pub points: Vec<(usize, f64)>,
}

impl Trend {
    /// Follows the column `measure` along the column `time`, in these rows of an answer; rows without a time or a value are passed over.
    pub fn of(table: &Table, time: usize, measure: usize, rows: impl Iterator<Item = usize>) -> Self {
        let point = |row: usize| {
            let cells = table.rows.get(row)?;
            let moment = cells.get(time).filter(|moment| !moment.is_null())?;
            let kind = table.columns.get(measure)?.kind;
            Some((
                moment.to_string(),
                moment.number(),
                row,
                number(cells.get(measure)?, kind.is_number())?,
            ))
        };
        let mut points: Vec<_> = rows.filter_map(point).collect();
        points.sort_by(|one, two| match (one.1, two.1) {
            (Some(one), Some(two)) => one.total_cmp(&two),
            _ => one.0.cmp(&two.0),
        });
        Self {
            points: points.into_iter().map(|(_, _, row, value)| (row, value)).collect(),
        }
    }

    /// The last value, and the row it stands in.
    pub fn last(&self) -> Option<(usize, f64)> {
        self.points.last().copied()
    }

    /// The value before the last one, and the row it stands in.
    pub fn before(&self) -> Option<(usize, f64)> {
        let place = self.points.len().checked_sub(2)?;
        self.points.get(place).copied()
    }

    /// How much the last value is above the one before, as a part of it; none when that is 0.
    pub fn change(&self) -> Option<f64> {
        let ((_, last), (_, before)) = (self.last()?, self.before()?);
        (before != 0.0).then(|| (last - before) / before.abs())
    }

    /// The points as places in a box of this size, the highest at its top; a value that never changes lies in the middle.
    pub fn places(&self, width: f64, height: f64) -> Vec<(f64, f64)> {
        let values = self.points.iter().map(|(_, value)| *value);
        let low = values.clone().fold(f64::INFINITY, f64::min);
        let high = values.fold(f64::NEG_INFINITY, f64::max);
        let steps = self.points.len().saturating_sub(1).max(1) as f64;
        let place = |(place, (_, value)): (usize, &(usize, f64))| {
            let above = if high > low { (value - low) / (high - low) } else { 0.5 };
            (place as f64 / steps * width, (1.0 - above) * height)
        };
        self.points.iter().enumerate().map(place).collect()
    }
}

fn number(value: &Value, is_number: bool) -> Option<f64> {
    let number = match value {
        Value::Text(text) if is_number => text.parse().ok(),
        other => other.number(),
    };
    number.filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Column, Type};

    fn table(rows: &[(&str, Option<f64>)]) -> Table {
        let column = |name: &str, kind| Column {
            name: name.into(),
            kind,
            nullable: true,
        };
        let row = |(moment, value): &(&str, Option<f64>)| {
            let moment = if moment.is_empty() {
                Value::Null
            } else {
                (*moment).into()
            };
            vec![moment, value.map_or(Value::Null, Value::Float)]
        };
        Table {
            columns: vec![column("month", Type::Date), column("count", Type::Float)],
            rows: rows.iter().map(row).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn the_last_value_and_its_change() {
        for (rows, last, change) in [
            (&[][..], None, None),
            (&[("2024-01-01", Some(4.0))][..], Some(4.0), None),
            (
                &[("2024-02-01", Some(5.0)), ("2024-01-01", Some(4.0))][..],
                Some(5.0),
                Some(0.25),
            ),
            (
                &[("2024-01-01", Some(0.0)), ("2024-02-01", Some(5.0))][..],
                Some(5.0),
                None,
            ),
            (
                &[("2024-01-01", Some(-4.0)), ("2024-02-01", Some(-5.0))][..],
                Some(-5.0),
                Some(-0.25),
            ),
            (
                &[("2024-01-01", Some(4.0)), ("2024-02-01", None), ("", Some(9.0))][..],
                Some(4.0),
                None,
            ),
        ] {
            let trend = Trend::of(&table(rows), 0, 1, 0..rows.len());
            assert_eq!(trend.last().map(|(_, value)| value), last, "{rows:?}");
            assert_eq!(trend.change(), change, "{rows:?}");
        }
    }

    #[test]
    fn places_fill_the_box() {
        let trend = Trend {
            points: vec![(0, 2.0), (1, 6.0), (2, 4.0)],
        };
        assert_eq!(trend.places(100.0, 20.0), [(0.0, 20.0), (50.0, 0.0), (100.0, 10.0)]);
        let flat = Trend {
            points: vec![(0, 2.0), (1, 2.0)],
        };
        assert_eq!(flat.places(100.0, 20.0), [(0.0, 10.0), (100.0, 10.0)]);
    }
}
