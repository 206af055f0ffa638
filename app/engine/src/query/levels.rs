//! Measures at a level of their own: by fewer of the answer's groups, or by more and then combined.

use crate::error::Error;
use crate::memory::Memory;
use crate::query::columns::{Rows, column, invalid};
use crate::query::group::{self, Key};
use crate::query::grouped::{Named, Rest, aggregate, texts};
use crate::query::measure::Raw;
use crate::query::order;
use crate::query::setting::Setting;
use crate::sql::Given;
use polars::prelude::*;
use spec::model::Calendar;
use spec::question::{Aggregate, Group, Level, Measure, Query};

/// A measure that is worked out at a level of its own.
pub(super) struct Leveled {
    raw: Raw,
    figure: Expr,
    wanted: Wanted,
}

enum Wanted {
    /// By these of the answer's groups.
    By(Vec<String>),
    /// By these groups too, combined by this measure of a column with the measure's name.
    Finer(Vec<Named>, Box<Measure>),
}

/// The name of the figure of the measure at this place among those with a level.
pub(super) fn name(at: usize) -> String {
    format!("\u{1}l{at}")
}

/// What the figure is called while it is worked out.
const FIGURE: &str = "\u{1}figure";

impl Leveled {
    /// A measure of a query with its level, of the rows that meet the condition.
    pub(super) fn new(
        all: &Rows,
        rows: &Rows,
        query: &Query,
        measure: &Measure,
        level: &Level,
        met: Option<&Expr>,
        setting: &Setting<'_>,
    ) -> Result<Self, Error> {
        let mut raw = Raw::new();
        let figure = raw.add(rows, measure, met, &setting.given)?;
        let groups: Vec<String> = query.groups.iter().map(Group::name).collect();
        let wanted = match level {
            Level::Fixed(names) => {
                known(names, &groups, measure)?;
                Wanted::By(names.clone())
            }
            Level::Exclude(names) => {
                known(names, &groups, measure)?;
                Wanted::By(groups.into_iter().filter(|group| !names.contains(group)).collect())
            }
            Level::Include { groups, then } => Wanted::Finer(
                finer(all, groups, setting.calendar)?,
                Box::new(combining(measure, *then)?),
            ),
        };
        Ok(Self { raw, figure, wanted })
    }

    /// The figures under [`FIGURE`], with those of the keys that they are told apart by.
    pub(super) fn work_out(&self, rows: &Rows, keys: &[Named], rest: Option<&Rest>) -> Result<DataFrame, Error> {
        match &self.wanted {
            Wanted::By(names) => {
                let keys: Vec<Named> = keys.iter().filter(|(name, _)| names.contains(name)).cloned().collect();
                let rest = rest.filter(|rest| rest.groups.iter().all(|group| names.contains(group)));
                let frame = rest.map_or(&rows.frame, |rest| &rest.frame);
                self.figures(frame, &keys, FIGURE, &rows.memory)
            }
            Wanted::Finer(groups, then) => {
                let finer: Vec<Named> = keys.iter().chain(groups).cloned().collect();
                let frame = rest.map_or(&rows.frame, |rest| &rest.frame);
                let parts = self.figures(frame, &finer, &then.name(), &rows.memory)?;
                combined(parts, keys, then)
            }
        }
    }

    fn figures(&self, frame: &LazyFrame, keys: &[Named], name: &str, memory: &Memory) -> Result<DataFrame, Error> {
        let raw = aggregate(frame, &self.raw, keys, memory)?;
        let figure = texts(self.figure.clone(), &raw).alias(name);
        let every: Vec<Expr> = keys.iter().map(|(name, _)| column(name)).chain([figure]).collect();
        Ok(raw.lazy().select(every).collect()?)
    }
}

/// Puts figures beside the groups they belong to, under this name.
pub(super) fn beside(raw: &DataFrame, figures: &DataFrame, name: &str) -> Result<DataFrame, Error> {
    let keys = figures.get_column_names().into_iter();
    let keys: Vec<Expr> = keys.filter(|key| *key != FIGURE).map(|key| column(key)).collect();
    if keys.is_empty() {
        let cells = figures.column(FIGURE)?;
        let cell = Scalar::new(cells.dtype().clone(), cells.get(0)?.into_static());
        return Ok(raw.clone().lazy().with_column(lit(cell).alias(name)).collect()?);
    }
    let figures = figures.clone().lazy().rename([FIGURE], [name], true);
    let mut how = JoinArgs::new(JoinType::Left);
    how.nulls_equal = true;
    Ok(raw.clone().lazy().join(figures, keys.clone(), keys, how).collect()?)
}

/// The figures of the finer groups, combined for each of the keys; where the order matters, in the groups' own.
fn combined(mut parts: DataFrame, keys: &[Named], then: &Measure) -> Result<DataFrame, Error> {
    if matches!(then.aggregate, Aggregate::First | Aggregate::Last) {
        let names: Vec<PlSmallStr> = parts.get_column_names_owned();
        let by = &names[..names.len() - 1];
        parts = parts.sort(by.to_vec(), order::nulls_last(vec![false; by.len()]))?;
    }
    let height = parts.height();
    let rows = Rows::new("the finer groups", parts.lazy(), height)?;
    let mut raw = Raw::new();
    let of = Measure {
        column: Some(then.name()),
        ..Measure::of(then.aggregate, "")
    };
    let figure = raw.add(&rows, &of, None, &Given::default())?;
    let keys = keys.iter().map(|(name, _)| {
        let key = Key {
            expression: column(name),
            dtype: rows.dtype(name)?.clone(),
        };
        Ok((name.clone(), key))
    });
    let keys = keys.collect::<Result<Vec<Named>, Error>>()?;
    let raw = aggregate(&rows.frame, &raw, &keys, &rows.memory)?;
    let figure = texts(figure, &raw).alias(FIGURE);
    let every: Vec<Expr> = keys.iter().map(|(name, _)| column(name)).chain([figure]).collect();
    Ok(raw.lazy().select(every).collect()?)
}

fn finer(all: &Rows, groups: &[Group], calendar: Calendar) -> Result<Vec<Named>, Error> {
    let keys = groups.iter().enumerate().map(|(at, group)| {
        let key = group::key(all, &group.column, group.by, calendar)?;
        Ok((format!("\u{1}g{at}"), key))
    });
    keys.collect()
}

/// How the finer figures are combined: a measure with the aggregate and the name of what it is of.
fn combining(measure: &Measure, then: Aggregate) -> Result<Measure, Error> {
    match then {
        Aggregate::Correlation | Aggregate::WeightedMean | Aggregate::Expression | Aggregate::Metric => {
            Err(invalid(format!(
                "the figures of “{}” cannot be combined by a {}: choose the sum, the average or the like",
                measure.name(),
                then.word()
            )))
        }
        aggregate => Ok(Measure {
            aggregate,
            name: Some(measure.name()),
            ..Measure::default()
        }),
    }
}

fn known(names: &[String], groups: &[String], measure: &Measure) -> Result<(), Error> {
    match names.iter().find(|name| !groups.contains(name)) {
        None => Ok(()),
        Some(name) => Err(Error::Invalid {
            why: format!(
                "“{}” is worked out by “{name}”, which is none of the answer's groups",
                measure.name()
            ),
            hint: (!groups.is_empty()).then(|| format!("Its groups are {}", groups.join(", "))),
        }),
    }
}
