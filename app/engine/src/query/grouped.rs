//! Groups with their measures.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::group::{self, Key};
use crate::query::measure::{ROWS, Raw};
use crate::query::setting::Setting;
use crate::query::top::{self, Ranked};
use crate::query::{filter, notes, order};
use polars::prelude::*;
use spec::answer::Note;
use spec::dataset::Type;
use spec::question::Query;

/// A query's groups and measures, ready to be worked out.
pub(super) struct Plan {
    /// The rows that count.
    pub rows: Rows,
    /// The groups, each with its name in the answer.
    pub keys: Vec<(String, Key)>,
    /// What is worked out for each group.
    pub raw: Raw,
    /// The figures over what was worked out, each with its name in the answer.
    pub figures: Vec<(String, Expr)>,
}

/// Works out the groups of the rows that count. Bins are as wide as `all` rows make them, so that they stay when a filter is set.
pub(super) fn work_out(
    all: &Rows,
    rows: &Rows,
    query: &Query,
    setting: &Setting<'_>,
) -> Result<(DataFrame, Vec<Note>), Error> {
    let plan = Plan::new(all, rows, query, setting)?;
    let ranked = query.top.as_ref().map(|top| Ranked::new(&plan, top)).transpose()?;
    let raw = plan.aggregate(&plan.keys, None)?;
    let mut said = notes::left_out(&plan, &raw)?;
    let mut answer = match &ranked {
        None => having(plan.figures(&raw)?, query, setting)?,
        Some(ranked) => {
            let kept = match plan.keys.len() {
                1 => Some(having(plan.figures(&raw)?, query, setting)?),
                _ => None,
            };
            let leading = top::lead(&plan, ranked, &raw, kept, &mut said)?;
            match plan.keys.len() {
                1 => leading,
                _ => having(leading, query, setting)?,
            }
        }
    };
    answer = order::sort(answer, query, &plan, ranked.as_ref())?;
    let (answer, cut) = order::cut(&answer, query);
    said.extend(cut);
    Ok((order::without_ranks(answer), said))
}

impl Plan {
    fn new(all: &Rows, rows: &Rows, query: &Query, setting: &Setting<'_>) -> Result<Self, Error> {
        if !query.columns.is_empty() {
            return Err(invalid(
                "a question with groups or measures gives just those: leave its columns out",
            ));
        }
        let mut keys = Vec::new();
        for wanted in &query.groups {
            keys.push((
                wanted.name(),
                group::key(all, &wanted.column, wanted.by, setting.calendar)?,
            ));
        }
        let (mut raw, mut figures) = (Raw::new(), Vec::new());
        for wanted in &query.measures {
            figures.push((wanted.name(), raw.add(rows, wanted)?));
        }
        let names = keys
            .iter()
            .map(|(name, _)| name)
            .chain(figures.iter().map(|(name, _)| name));
        order::refuse_duplicates(names.map(String::as_str))?;
        Ok(Self {
            rows: rows.clone(),
            keys,
            raw,
            figures,
        })
    }

    /// Works out the aggregates for each group of these keys, under the keys' own numbers; of the rows that meet the condition.
    pub(super) fn aggregate(&self, keys: &[(String, Key)], condition: Option<Expr>) -> Result<DataFrame, Error> {
        let mut frame = self.rows.frame.clone();
        if let Some(condition) = condition {
            frame = frame.filter(condition);
        }
        if keys.is_empty() {
            return Ok(frame.select(&self.raw.aggregates).collect()?);
        }
        let by: Vec<Expr> = keys
            .iter()
            .map(|(name, key)| key.expression.clone().alias(name.as_str()))
            .collect();
        let texts = keys.iter().filter(|(_, key)| kind(&key.dtype) == Type::Text);
        let texts: Vec<Expr> = texts.map(|(name, _)| column(name).cast(DataType::String)).collect();
        let aggregated = frame.group_by(by).agg(&self.raw.aggregates);
        Ok(match texts.is_empty() {
            true => aggregated.collect()?,
            false => aggregated.with_columns(texts).collect()?,
        })
    }

    /// The answer that aggregates amount to.
    pub(super) fn figures(&self, raw: &DataFrame) -> Result<DataFrame, Error> {
        let keys = self.keys.iter().map(|(name, _)| column(name));
        let figures = self
            .figures
            .iter()
            .map(|(name, figure)| texts(figure.clone(), raw).alias(name.as_str()));
        let ranks = raw.schema().contains(order::RANK).then(|| column(order::RANK));
        let every: Vec<Expr> = keys.chain(figures).chain(ranks).collect();
        Ok(raw.clone().lazy().select(every).collect()?)
    }

    /// How many rows each group has, in all.
    pub(super) fn count(raw: &DataFrame) -> Result<u64, Error> {
        Ok(raw.column(ROWS)?.cast(&DataType::UInt64)?.u64()?.iter().flatten().sum())
    }
}

/// Categories as text: an answer is small, and text sorts and compares as it reads.
fn texts(figure: Expr, raw: &DataFrame) -> Expr {
    let category = match &figure {
        Expr::Column(name) => raw
            .column(name)
            .is_ok_and(|cells| matches!(cells.dtype(), DataType::Categorical(..) | DataType::Enum(..))),
        _ => false,
    };
    if category {
        figure.cast(DataType::String)
    } else {
        figure
    }
}

fn having(answer: DataFrame, query: &Query, setting: &Setting<'_>) -> Result<DataFrame, Error> {
    let Some(wanted) = &query.having else {
        return Ok(answer);
    };
    let height = answer.height();
    let rows = Rows::new("the answer", answer.lazy(), height)?;
    let condition = filter::condition(wanted, &rows, setting)?;
    Ok(rows.frame.filter(condition).collect()?)
}
