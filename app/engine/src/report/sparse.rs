//! Columns that say little.

use super::facts::{Facts, are, counted};
use crate::error::Error;
use spec::report::Suspicion;
use spec::step::Operation;

/// The same value in every row.
pub(super) fn constant(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let rows = facts.series.len() as u64;
    if rows < 10 || facts.profile.distinct != 1 || facts.profile.nulls > 0 {
        return Ok(Vec::new());
    }
    let examples = facts.examples([0])?;
    let value = examples.first().map(|(_, value)| value.to_string()).unwrap_or_default();
    let said = format!("“{}” is “{value}” in every row", facts.name());
    Ok(vec![Suspicion {
        examples,
        fix: Some(removed(facts)),
        ..facts.suspicion("constant", rows, said)
    }])
}

/// No or hardly any values.
pub(super) fn mostly_empty(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let (rows, nulls) = (facts.series.len() as u64, facts.profile.nulls);
    if rows == 0 || facts.filled() > 0 && (rows < 20 || nulls * 100 < rows * 95) {
        return Ok(Vec::new());
    }
    if facts.filled() == 0 {
        let said = format!("“{}” has no values", facts.name());
        return Ok(vec![Suspicion {
            fix: Some(removed(facts)),
            ..facts.suspicion("mostly_empty", nulls, said)
        }]);
    }
    let filled = facts.series.is_not_null();
    let some: Vec<_> = filled
        .iter()
        .enumerate()
        .filter(|(_, filled)| *filled == Some(true))
        .map(|(row, _)| row)
        .take(5)
        .collect();
    let said = format!(
        "“{}” is empty in {} of {} rows; only {} {} filled",
        facts.name(),
        nulls,
        rows,
        counted(facts.filled(), "cell"),
        are(facts.filled())
    );
    Ok(vec![Suspicion {
        examples: facts.examples(some)?,
        ..facts.suspicion("mostly_empty", nulls, said)
    }])
}

fn removed(facts: &Facts) -> Operation {
    Operation::Remove {
        columns: vec![facts.name().to_owned()],
    }
}
