//! Quantiles and the values far from the others.

use super::facts::{Facts, MOST_EXAMPLES};
use crate::error::Error;
use crate::profile;
use spec::dataset::Type;
use spec::report::{Meaning, Outliers};
use spec::value::Value;

/// The quantiles of a column and its outliers.
pub(super) type Spread = (Vec<Value>, Option<Outliers>);

/// What lies below which value, and what lies far away.
pub(super) fn spread(facts: &Facts) -> Result<Spread, Error> {
    if facts.numbers.is_empty() {
        return Ok((Vec::new(), None));
    }
    let cells = &facts.quantiles;
    let rows: Vec<_> = cells.iter().map(|(_, row)| (*row as usize, 1)).collect();
    let values = profile::plain(&profile::picked(&facts.series, &rows)?)?;
    Ok((values, outliers(facts, cells[1].0, cells[3].0)?))
}

/// The cells below which these parts of all lie; each is one that is there.
pub(super) fn quantiles(numbers: &[(f64, u32)], parts: &[f64]) -> Vec<(f64, u32)> {
    let mut cells = numbers.to_vec();
    let mut start = 0;
    let mut found = Vec::with_capacity(parts.len());
    for part in parts {
        let at = ((cells.len() - 1) as f64 * part).round() as usize;
        if at >= start {
            cells[start..].select_nth_unstable_by(at - start, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            start = at;
        }
        found.push(cells[at]);
    }
    found
}

fn outliers(facts: &Facts, lower: f64, upper: f64) -> Result<Option<Outliers>, Error> {
    const ENOUGH: usize = 20;
    let range = upper - lower;
    let names = matches!(
        facts.meaning,
        Meaning::Identifier
            | Meaning::PostalCode
            | Meaning::Phone
            | Meaning::Period
            | Meaning::Coordinate
            | Meaning::Category
    );
    if names
        || !facts.kind().is_number() && facts.kind() != Type::Duration
        || facts.numbers.len() < ENOUGH
        || range <= 0.0
    {
        return Ok(None);
    }
    let (low, high) = (lower - 3.0 * range, upper + 3.0 * range);
    let beyond = |number: f64| (low - number).max(number - high);
    let mut far: Vec<_> = facts
        .numbers
        .iter()
        .filter(|(number, _)| beyond(*number) > 0.0)
        .collect();
    if far.is_empty() {
        return Ok(None);
    }
    far.sort_by(|a, b| beyond(b.0).total_cmp(&beyond(a.0)).then(a.1.cmp(&b.1)));
    Ok(Some(Outliers {
        count: far.len() as u64,
        low,
        high,
        examples: facts.examples(far.iter().take(MOST_EXAMPLES).map(|(_, row)| *row as usize))?,
    }))
}
