//! What a query is worked out with beside its rows.

use crate::catalog::Catalog;
use crate::error::Error;
use crate::query::columns::invalid;
use crate::sql::Given;
use spec::model::Calendar;
use spec::question::Query;

/// What a query is worked out with beside its rows.
#[derive(Clone)]
pub(crate) struct Setting<'a> {
    /// The datasets that it may name; none where it stands on rows that are at hand.
    pub catalog: Option<&'a Catalog>,
    /// Today's date in the user's zone, such as `2026-11-21`.
    pub today: &'a str,
    /// What its expressions may use beside columns.
    pub given: Given,
    /// How the calendar is cut.
    pub calendar: Calendar,
    /// Whether datasets stand there without their rows: only the columns are asked for.
    pub only_columns: bool,
    /// How many queries this one stands in.
    depth: usize,
}

/// How deep queries may stand in the conditions of others.
const DEEPEST: usize = 3;

impl<'a> Setting<'a> {
    /// The setting of a query over these datasets.
    pub(crate) fn of(query: &Query, catalog: Option<&'a Catalog>, today: &'a str) -> Result<Self, Error> {
        Ok(Self {
            catalog,
            today,
            calendar: sound(query.calendar.unwrap_or_default())?,
            only_columns: false,
            given: Given::new(today, &query.parameters),
            depth: 0,
        })
    }

    /// The setting of a query that stands in a condition of this one: what it does not say itself is as it is here.
    pub(crate) fn within(&self, query: &Query) -> Result<Self, Error> {
        if self.depth >= DEEPEST {
            return Err(invalid(format!(
                "conditions may stand on other questions {DEEPEST} deep, and the one over {} is deeper",
                query.from
            )));
        }
        let mut parameters = self.given.parameters.clone();
        parameters.extend(query.parameters.clone());
        Ok(Self {
            calendar: sound(query.calendar.unwrap_or(self.calendar))?,
            given: Given::new(self.today, &parameters),
            depth: self.depth + 1,
            ..self.clone()
        })
    }
}

fn sound(calendar: Calendar) -> Result<Calendar, Error> {
    if !(1..=7).contains(&calendar.week_start) {
        return Err(invalid(format!(
            "weeks start on a day from 1 for Monday to 7 for Sunday, and {} is none",
            calendar.week_start
        )));
    }
    if !(1..=12).contains(&calendar.year_start) {
        return Err(invalid(format!(
            "years start in a month from 1 for January to 12 for December, and {} is none",
            calendar.year_start
        )));
    }
    Ok(calendar)
}
