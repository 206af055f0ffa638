//! Only the leading groups, and the rest as one group worked out from its rows.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{column, invalid};
use crate::query::group::Key;
use crate::query::grouped::Plan;
use crate::query::{notes, order, text};
use polars::prelude::*;
use spec::answer::{Level, Note};
use spec::dataset::Type;
use spec::question::{Order, Top};
use std::collections::HashSet;

/// Which group is ranked, and how.
pub(super) struct Ranked {
    /// Where the ranked group is among the keys.
    pub position: usize,
    /// The figure it is ranked by.
    pub by: Option<String>,
    top: Top,
}

impl Ranked {
    /// What a query's `top` names.
    pub(super) fn new(plan: &Plan, top: &Top) -> Result<Self, Error> {
        if plan.keys.is_empty() {
            return Err(invalid(
                "only the leading groups of what? Name a group, or leave the top out",
            ));
        }
        let keys: Vec<&str> = plan.keys.iter().map(|(name, _)| name.as_str()).collect();
        let figures: Vec<&str> = plan.figures.iter().map(|(name, _)| name.as_str()).collect();
        Ok(Self {
            position: top.group.as_deref().map_or(Ok(0), |name| find(name, &keys, "group"))?,
            by: match &top.by {
                Some(name) => Some(figures[find(name, &figures, "measure")?].to_owned()),
                None => figures.first().map(|name| (*name).to_owned()),
            },
            top: top.clone(),
        })
    }
}

/// The leading groups of `raw`, with their ranks. `kept` are the answer's rows to choose from, where the answer has one group.
pub(super) fn lead(
    plan: &Plan,
    ranked: &Ranked,
    raw: &DataFrame,
    kept: Option<DataFrame>,
    said: &mut Vec<Note>,
) -> Result<DataFrame, Error> {
    let (name, key) = &plan.keys[ranked.position];
    let candidates = match kept {
        Some(kept) => kept,
        None => rank_alone(plan, ranked)?,
    };
    let leading = leaders(candidates, name, ranked)?;
    let hidden = raw.column(name)?.n_unique()?.saturating_sub(leading.height());
    if hidden == 0 || !ranked.top.other {
        if hidden > 0 {
            said.push(left_out(name, hidden));
        }
        let full = plan.figures(raw)?.lazy();
        return Ok(by_rank(full, leading.lazy(), name).collect()?);
    }
    let label = other_label(&leading, name)?;
    let rest = the_rest(plan, ranked, key, &leading, &label)?;
    let as_text = |frame: LazyFrame| frame.with_column(column(name).cast(DataType::String));
    let shown = as_text(by_rank(raw.clone().lazy(), leading.lazy(), name));
    let together = concat([shown, as_text(rest.lazy())], UnionArgs::default())?.collect()?;
    said.push(stands_for(&label, name, hidden));
    plan.figures(&together)
}

fn find(name: &str, names: &[&str], what: &str) -> Result<usize, Error> {
    let found = names.iter().position(|known| *known == name);
    found.ok_or_else(|| Error::Invalid {
        why: format!("the answer has no {what} “{name}” to rank by"),
        hint: Some(format!("Its columns are {}", names.join(", "))),
    })
}

/// The ranked group by itself, over all the others.
fn rank_alone(plan: &Plan, ranked: &Ranked) -> Result<DataFrame, Error> {
    let alone = Plan {
        rows: plan.rows.clone(),
        keys: vec![copy(&plan.keys[ranked.position])],
        raw: crate::query::measure::Raw {
            aggregates: plan.raw.aggregates.clone(),
            sparse: Vec::new(),
        },
        figures: plan.figures.clone(),
    };
    alone.figures(&alone.aggregate(&alone.keys, None)?)
}

fn copy((name, key): &(String, Key)) -> (String, Key) {
    let key = Key {
        expression: key.expression.clone(),
        dtype: key.dtype.clone(),
    };
    (name.clone(), key)
}

/// The values of the leading groups with their ranks, best first.
fn leaders(candidates: DataFrame, name: &str, ranked: &Ranked) -> Result<DataFrame, Error> {
    let descending = ranked.top.order == Order::Descending;
    let mut by = Vec::new();
    let mut directions = Vec::new();
    if let Some(figure) = &ranked.by {
        by.push(column(figure));
        directions.push(descending);
    }
    by.push(column(name));
    directions.push(false);
    let count = IdxSize::try_from(ranked.top.count).unwrap_or(IdxSize::MAX);
    let leading = candidates
        .lazy()
        .sort_by_exprs(by, order::nulls_last(directions))
        .limit(count)
        .select([column(name)])
        .with_row_index(order::RANK, None);
    Ok(leading.collect()?)
}

/// The rows of `frame` whose group leads, with the rank.
fn by_rank(frame: LazyFrame, leading: LazyFrame, name: &str) -> LazyFrame {
    let mut how = JoinArgs::new(JoinType::Inner);
    how.nulls_equal = true;
    frame.join(leading, [column(name)], [column(name)], how)
}

/// The groups that do not lead, worked out as one from their rows.
fn the_rest(plan: &Plan, ranked: &Ranked, key: &Key, leading: &DataFrame, label: &str) -> Result<DataFrame, Error> {
    let name = &plan.keys[ranked.position].0;
    let values = leading.column(name)?.as_materialized_series();
    let mut others: Vec<(String, Key)> = Vec::new();
    for (index, other) in plan.keys.iter().enumerate() {
        match index == ranked.position {
            true => {}
            false => others.push(copy(other)),
        }
    }
    let rest = plan.aggregate(&others, Some(not_among(key, values)?))?;
    let names = plan.keys.iter().map(|(name, _)| name.as_str());
    let aggregates = rest
        .get_column_names()
        .into_iter()
        .map(PlSmallStr::as_str)
        .filter(|column| column.starts_with('\u{1}'));
    let last = lit(u32::MAX).cast(IDX_DTYPE).alias(order::RANK);
    let placed = names.map(|known| match known == name {
        true => lit(label.to_owned()).alias(known),
        false => column(known),
    });
    let every: Vec<Expr> = placed.chain(aggregates.map(column)).chain([last]).collect();
    Ok(rest.lazy().select(every).collect()?)
}

/// Whether a row's group is none of these.
fn not_among(key: &Key, values: &Series) -> Result<Expr, Error> {
    let nulls_lead = values.null_count() > 0;
    let among = match kind(&key.dtype) {
        Type::Text => {
            let text = values.cast(&DataType::String)?;
            let known: HashSet<String> = text.str()?.iter().flatten().map(str::to_owned).collect();
            text::passes(key.expression.clone(), move |text| known.contains(text))
        }
        _ => {
            let known = values.drop_nulls();
            match known.is_empty() {
                true => when(key.expression.clone().is_null())
                    .then(lit(NULL))
                    .otherwise(lit(false)),
                false => key.expression.clone().is_in(lit(known).implode(), false),
            }
        }
    };
    Ok(among.fill_null(lit(nulls_lead)).not())
}

fn other_label(leading: &DataFrame, name: &str) -> Result<String, Error> {
    let text = leading.column(name)?.cast(&DataType::String)?;
    let taken = text.str()?.iter().flatten().any(|value| value == "Other");
    Ok(if taken { "All other" } else { "Other" }.to_owned())
}

fn left_out(name: &str, hidden: usize) -> Note {
    let message = format!("{} more of {name} are not shown", notes::counted(hidden as u64));
    Note {
        count: Some(hidden as u64),
        ..Note::new(Level::Info, "groups_left_out", message)
    }
}

fn stands_for(label: &str, name: &str, hidden: usize) -> Note {
    let message = format!("“{label}” stands for {} more of {name}", notes::counted(hidden as u64));
    Note {
        count: Some(hidden as u64),
        ..Note::new(Level::Info, "other", message)
    }
}
