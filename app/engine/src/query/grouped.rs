//! Groups with their measures.

use crate::catalog::kind;
use crate::error::Error;
use crate::memory::Memory;
use crate::parts;
use crate::query::columns::{Rows, column, invalid};
use crate::query::group::{self, Key};
use crate::query::levels::{self, Leveled};
use crate::query::measure::{ROWS, Raw};
use crate::query::setting::Setting;
use crate::query::top::{Leading, Ranked};
use crate::query::totals::Totalled;
use crate::query::{derived, filter, notes, order, pivot, totals};
use polars::prelude::*;
use spec::answer::Note;
use spec::dataset::Type;
use spec::question::Query;

/// A query's groups and measures, ready to be worked out.
pub(super) struct Plan {
    /// The rows that count.
    pub rows: Rows,
    /// The groups, each with its name in the answer.
    pub keys: Vec<Named>,
    /// What is worked out for each group.
    pub raw: Raw,
    /// The figures over what was worked out, each with its name in the answer.
    pub figures: Vec<(String, Expr)>,
    /// The measures that are worked out at a level of their own.
    pub leveled: Vec<Leveled>,
}

/// A group and its name in the answer.
pub(super) type Named = (String, Key);

/// Some of the rows: those whose values of these groups are not among the leading ones.
pub(super) struct Rest {
    /// The rows.
    pub frame: LazyFrame,
    /// The groups, by their names in the answer.
    pub groups: Vec<String>,
}

/// Works out the groups of the rows that count. Bins are as wide as `all` rows make them, so that they stay when a filter is set.
pub(super) fn work_out(
    all: &Rows,
    rows: &Rows,
    query: &Query,
    setting: &Setting<'_>,
) -> Result<(DataFrame, Vec<Note>), Error> {
    let plan = Plan::new(all, rows, query, setting)?;
    let raw = plan.aggregate(&plan.keys, None)?;
    let mut said = notes::left_out(&plan, &raw)?;
    said.extend(notes::figures_by_zero(&plan, &raw)?);
    let groups = raw.height();
    let (mut answer, leading) = match &query.top {
        None => (having(plan.figures(&raw)?, query, setting)?, None),
        Some(top) => {
            let ranked = Ranked::new(&plan, top)?;
            let (answer, leading) = lead(&plan, ranked, &raw, query, setting)?;
            said.extend(leading.note());
            (answer, Some(leading))
        }
    };
    answer = derived::add(answer, query, setting)?;
    answer = qualify(answer, query, setting)?;
    said.extend(totals::note(query, &answer, groups, leading.as_ref()));
    let totalled = Totalled::new(&plan, query, leading.as_ref(), &answer)?;
    answer = order::sort(answer, query, &plan, leading.as_ref(), &totalled)?;
    let (answer, cut) = order::cut(&answer, query);
    said.extend(cut);
    let answer = match &query.pivot {
        None => answer,
        Some(wanted) => pivot::lay_out(&plan, query, wanted, leading.as_ref(), &answer, setting.calendar)?,
    };
    Ok((order::without_ranks(answer), said))
}

/// The leading groups' rows. Where the ranked groups are all there are, what `having` leaves out is not ranked.
fn lead(
    plan: &Plan,
    ranked: Ranked,
    raw: &DataFrame,
    query: &Query,
    setting: &Setting<'_>,
) -> Result<(DataFrame, Leading), Error> {
    let is_all = ranked.names(plan).count() == plan.keys.len();
    let kept = match is_all {
        true => Some(having(plan.figures(raw)?, query, setting)?),
        false => None,
    };
    let leading = Leading::find(plan, ranked, raw, kept)?;
    let answer = leading.figures(plan, &plan.keys, raw.clone())?;
    let answer = match is_all {
        true => answer,
        false => having(answer, query, setting)?,
    };
    Ok((answer, leading))
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
        let (mut raw, mut figures, mut leveled) = (Raw::new(), Vec::new(), Vec::new());
        for wanted in &query.measures {
            let met = wanted.filter.as_ref();
            let met = met.map(|met| filter::condition(met, rows, setting)).transpose()?;
            let figure = match &wanted.level {
                None => raw.add(rows, wanted, met.as_ref(), &setting.given)?,
                Some(level) => {
                    leveled.push(Leveled::new(all, rows, query, wanted, level, met.as_ref(), setting)?);
                    column(&levels::name(leveled.len() - 1))
                }
            };
            figures.push((wanted.name(), figure));
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
            leveled,
        })
    }

    /// Works out the aggregates for each group of these keys, under the keys' own names; of the rest of the rows where there is one.
    pub(super) fn aggregate(&self, keys: &[Named], rest: Option<&Rest>) -> Result<DataFrame, Error> {
        let frame = rest.map_or(&self.rows.frame, |rest| &rest.frame);
        let mut raw = aggregate(frame, &self.raw, keys, &self.rows.memory)?;
        for (at, leveled) in self.leveled.iter().enumerate() {
            let figures = leveled.work_out(&self.rows, keys, rest)?;
            raw = levels::beside(&raw, &figures, &levels::name(at))?;
        }
        Ok(raw)
    }

    /// The answer that aggregates amount to: those of the plan's groups that are there, and the figures.
    pub(super) fn figures(&self, raw: &DataFrame) -> Result<DataFrame, Error> {
        let schema = raw.schema();
        let keys = self.keys.iter().filter(|(name, _)| schema.contains(name));
        let keys = keys.map(|(name, _)| column(name));
        let figures = self
            .figures
            .iter()
            .map(|(name, figure)| texts(figure.clone(), raw).alias(name.as_str()));
        let ranks = schema.contains(order::RANK).then(|| column(order::RANK));
        let every: Vec<Expr> = keys.chain(figures).chain(ranks).collect();
        // Polars puts a total that two figures share back as one row beside many.
        let figures = raw.clone().lazy().with_comm_subexpr_elim(false);
        Ok(figures.select(every).collect()?)
    }

    /// How many rows each group has, in all.
    pub(super) fn count(raw: &DataFrame) -> Result<u64, Error> {
        Ok(raw.column(ROWS)?.cast(&DataType::UInt64)?.u64()?.iter().flatten().sum())
    }
}

/// Works out aggregates for each group of these keys; keys of text come as text.
pub(super) fn aggregate(frame: &LazyFrame, raw: &Raw, keys: &[Named], memory: &Memory) -> Result<DataFrame, Error> {
    let by_key: Vec<Expr> = keys.iter().map(|(_, key)| key.expression.clone()).collect();
    let mut frame = raw.own.marked(frame.clone(), &by_key);
    for cells in &raw.prepared {
        frame = frame.with_column(cells.clone());
    }
    let aggregates = raw.every();
    if keys.is_empty() {
        let found = parts::grouped(&frame, &[], &aggregates, memory)?;
        return found.map_or_else(|| Ok(frame.select(aggregates).collect()?), Ok);
    }
    let by: Vec<Expr> = keys
        .iter()
        .map(|(name, key)| key.expression.clone().alias(name.as_str()))
        .collect();
    let texts = keys.iter().filter(|(_, key)| kind(&key.dtype) == Type::Text);
    let texts: Vec<Expr> = texts.map(|(name, _)| column(name).cast(DataType::String)).collect();
    let aggregated = match parts::grouped(&frame, &by, &aggregates, memory)? {
        Some(found) => found.lazy(),
        None => frame.group_by(by).agg(aggregates),
    };
    unsorted(&match texts.is_empty() {
        true => aggregated.collect()?,
        false => aggregated.with_columns(texts).collect()?,
    })
}

/// The same without a word on its columns' order: polars takes that of a group's cells for that of the figures.
fn unsorted(frame: &DataFrame) -> Result<DataFrame, Error> {
    let columns = frame.get_columns().iter().map(|cells| {
        let mut cells = cells.clone();
        cells.set_sorted_flag(polars::series::IsSorted::Not);
        cells
    });
    Ok(DataFrame::new(columns.collect())?)
}

/// Categories as text: an answer is small, and text sorts and compares as it reads.
pub(super) fn texts(figure: Expr, raw: &DataFrame) -> Expr {
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
    match &query.having {
        Some(wanted) => kept(answer, wanted, setting),
        None => Ok(answer),
    }
}

/// What a query keeps of an answer with its derived columns.
pub(super) fn qualify(answer: DataFrame, query: &Query, setting: &Setting<'_>) -> Result<DataFrame, Error> {
    match &query.qualify {
        Some(wanted) => kept(answer, wanted, setting),
        None => Ok(answer),
    }
}

fn kept(answer: DataFrame, wanted: &spec::filter::Filter, setting: &Setting<'_>) -> Result<DataFrame, Error> {
    let height = answer.height();
    let rows = Rows::new("the answer", answer.lazy(), height)?;
    let condition = filter::condition(wanted, &rows, setting)?;
    Ok(rows.frame.filter(condition).collect()?)
}
