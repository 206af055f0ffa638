//! Joins that multiply rows: how many there will be is known before the join is made.

use super::Named;
use super::beside::Beside;
use crate::error::Error;
use crate::query::columns::{Rows, column};
use crate::query::notes::counted;
use polars::prelude::*;
use spec::answer::{Level, Note};
use spec::join::JoinKind;
use spec::question::Query;

/// How our rows meet theirs.
#[derive(Default)]
pub(super) struct Met {
    /// How many partners our rows have in all, how many rows there are with those that have none, and how many partners one has at most; none where nobody has several.
    several: Option<Partners>,
}

#[derive(Clone, Copy)]
struct Partners {
    ours: f64,
    all: f64,
    with_alone: f64,
    most: f64,
}

/// The most rows that a join may make.
const MOST_ROWS: f64 = 100_000_000.0;

/// The most cells, of eight bytes each: two gigabytes.
const MOST_CELLS: f64 = 250_000_000.0;

const PARTNERS: &str = "\u{1}partners";

/// Counts how many partners our rows have, where some of theirs have the same key.
pub(super) fn meet(rows: &Rows, beside: &Beside<'_>) -> Result<Met, Error> {
    let names: Vec<Expr> = beside.key_names().iter().map(|name| column(name)).collect();
    let theirs = beside.other.frame.clone().select(beside.keys());
    let partners = len().cast(DataType::Float64).alias(PARTNERS);
    let theirs = theirs
        .drop_nulls(None)
        .group_by(names.clone())
        .agg([partners])
        .collect()?;
    if figure(theirs.clone().lazy(), column(PARTNERS).max())? <= 1.0 {
        return Ok(Met::default());
    }
    let ours = beside.ours.iter().zip(beside.key_names());
    let ours = rows
        .frame
        .clone()
        .select(ours.map(|(key, name)| key.clone().alias(name)).collect::<Vec<_>>());
    let counted = ours.join(theirs.lazy(), names.clone(), names, JoinArgs::new(JoinType::Left));
    let counted = counted.select([column(PARTNERS)]).collect()?.lazy();
    let partners = Partners {
        ours: figure(counted.clone(), len().cast(DataType::Float64))?,
        all: figure(counted.clone(), column(PARTNERS).sum())?,
        with_alone: figure(counted.clone(), column(PARTNERS).fill_null(lit(1.0)).sum())?,
        most: figure(counted, column(PARTNERS).max())?,
    };
    Ok(Met {
        several: (partners.most > 1.0).then_some(partners),
    })
}

fn figure(frame: LazyFrame, figure: Expr) -> Result<f64, Error> {
    let worked_out = frame.select([figure.alias("figure")]).collect()?;
    Ok(worked_out.column("figure")?.f64()?.get(0).unwrap_or(0.0))
}

impl Met {
    /// Whether some row of ours has several partners.
    pub(super) fn multiplies(&self) -> bool {
        self.several.is_some()
    }

    /// Whether the partners were counted.
    pub(super) fn is_counted(&self) -> bool {
        self.several.is_some()
    }

    /// How many rows have a partner, at most, each as often as it has one.
    pub(super) fn partners_most(&self, ours: usize) -> usize {
        self.several.map_or(ours, |partners| partners.all as usize)
    }

    /// How many rows there are with those that have no partner, at most.
    pub(super) fn rows_most(&self, ours: usize) -> usize {
        self.several.map_or(ours, |partners| partners.with_alone as usize)
    }

    /// Refuses a join whose rows do not fit.
    pub(super) fn refuse_too_many(&self, rows: &Rows, beside: &Beside<'_>, named: &Named) -> Result<(), Error> {
        let Some(partners) = self.several else {
            return Ok(());
        };
        let made = self.made(beside.wanted.kind, partners);
        let theirs = beside.columns.iter().filter(|(own, _)| named.includes(own)).count();
        let ours = rows.schema.iter_names().filter(|name| named.includes(name)).count();
        if made <= MOST_ROWS && made * (ours + theirs).max(1) as f64 <= MOST_CELLS {
            return Ok(());
        }
        let by: Vec<String> = beside
            .wanted
            .on
            .iter()
            .map(|key| match key.left == key.right {
                true => format!("“{}”", key.left),
                false => format!("“{}” and “{}”", key.left, key.right),
            })
            .collect();
        Err(Error::Invalid {
            why: format!(
                "joining {} by {} makes {} rows of {}, {} of each on average: more than fit",
                beside.wanted.prefix(),
                by.join(", "),
                counted(made as u64),
                counted(partners.ours as u64),
                factor(made / partners.ours.max(1.0)),
            ),
            hint: Some(
                "Many rows of both have the same key: join by more columns, or sum one of them up by the key first"
                    .to_owned(),
            ),
        })
    }

    /// What is done with rows that stand there several times.
    pub(super) fn note(&self, rows: &Rows, beside: &Beside<'_>, query: &Query) -> Note {
        let partners = self.several.unwrap_or(Partners {
            ours: 0.0,
            all: 0.0,
            with_alone: 0.0,
            most: 0.0,
        });
        let made = self.made(beside.wanted.kind, partners);
        let mut message = format!(
            "the join with {} makes {} rows of {}, {} of each on average and up to {}",
            beside.wanted.prefix(),
            counted(made as u64),
            counted(partners.ours as u64),
            factor(made / partners.ours.max(1.0)),
            counted(partners.most as u64),
        );
        if !query.measures.is_empty() {
            message += &format!(
                ": the count of rows counts them all, a figure of a column of {} counts each of its rows once in each group",
                rows.whose
            );
        }
        Note {
            count: Some(made as u64),
            ..Note::new(Level::Info, "rows_multiplied", message)
        }
    }

    fn made(&self, kind: JoinKind, partners: Partners) -> f64 {
        match kind {
            JoinKind::Inner => partners.all,
            _ => partners.with_alone,
        }
    }
}

fn factor(factor: f64) -> String {
    match factor >= 100.0 {
        true => counted(factor.round() as u64),
        false => format!("{}", (factor * 100.0).round() / 100.0),
    }
}
