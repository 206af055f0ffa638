//! What is to be known about a dataset before it is trusted: each column with what is odd about it, duplicates, keys, dependencies.

mod codes;
mod dates;
mod depend;
mod facts;
mod keys;
mod letters;
mod numbers;
mod placeholder;
mod rows;
mod sparse;
mod spelling;
mod spread;
#[cfg(test)]
mod tests;
mod typed;

use crate::error::Error;
use crate::profile;
use codes::Codes;
use facts::Facts;
use polars::prelude::DataFrame;
use spec::report::{ColumnReport, Report, Suspicion};

/// Looks for one kind of oddity in a column.
type Rule = fn(&Facts) -> Result<Vec<Suspicion>, Error>;

/// The rules for columns, those with the most serious findings first.
const RULES: [Rule; 18] = [
    letters::garbled,
    letters::replaced,
    typed::nearly_typed,
    dates::far_away,
    placeholder::numbers,
    placeholder::texts,
    dates::out_of_range,
    keys::nearly_unique,
    spelling::near_duplicates,
    numbers::mixed_scales,
    numbers::negative,
    numbers::zero_for_missing,
    numbers::far_values,
    letters::cut_off,
    dates::gaps,
    letters::spaces,
    sparse::mostly_empty,
    sparse::constant,
];

/// What was found in a table. How many rows the file had and what was set aside is for the caller to add.
pub(crate) fn report(frame: &DataFrame) -> Result<Report, Error> {
    let mut facts = Vec::with_capacity(frame.width());
    for column in frame.get_columns() {
        facts.push(Facts::of(column)?);
    }
    let sample = Codes::of(frame, &facts)?;
    let mut suspicions: Vec<Suspicion> = rows::duplicates(frame, &facts)?.into_iter().collect();
    let doubled = suspicions.first().map_or(0, |doubled| doubled.count);
    for rule in RULES {
        for facts in &facts {
            suspicions.extend(rule(facts)?);
        }
    }
    let suspicions = without_echoes(suspicions, doubled);
    let keys = keys::keys(frame, &facts, &sample)?;
    let dependencies = depend::dependencies(&facts, &sample, &keys);
    let columns = facts.iter().map(column).collect::<Result<_, _>>()?;
    Ok(Report {
        rows_in: frame.height() as u64,
        rows_kept: frame.height() as u64,
        set_aside: 0,
        columns,
        suspicions,
        keys,
        dependencies,
        looked_at: sample.looked_at(),
    })
}

/// What an earlier suspicion explains is not said again: rows that are there twice break every key, -999 is far away and negative.
fn without_echoes(suspicions: Vec<Suspicion>, doubled: u64) -> Vec<Suspicion> {
    let stand_for_none: Vec<_> = suspicions
        .iter()
        .filter(|suspicion| suspicion.code == "placeholder")
        .map(|suspicion| suspicion.column.clone())
        .collect();
    let is_new = |suspicion: &Suspicion| match suspicion.code.as_str() {
        "duplicate_keys" => suspicion.count > doubled,
        "far_values" | "negative" | "mixed_scales" => !stand_for_none.contains(&suspicion.column),
        _ => true,
    };
    suspicions.into_iter().filter(is_new).collect()
}

fn column(facts: &Facts) -> Result<ColumnReport, Error> {
    let (quantiles, outliers) = spread::spread(facts)?;
    Ok(ColumnReport {
        profile: facts.profile.clone(),
        meaning: facts.meaning,
        personal: profile::personal(&facts.profile.column, facts.meaning),
        quantiles,
        outliers,
    })
}
