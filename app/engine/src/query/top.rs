//! Only the leading groups, and the rest as one group worked out from its rows.

mod rest;

use crate::dense;
use crate::error::Error;
use crate::memory::Memory;
use crate::query::columns::{column, invalid};
use crate::query::grouped::{Named, Plan, Rest};
use crate::query::walk::{self, Walk};
use crate::query::{notes, order};
use polars::prelude::*;
use spec::answer::{Level, Note};
use spec::question::{Order, Top};

/// Which group is ranked, and how.
pub(super) struct Ranked {
    /// Where the ranked group is among the keys.
    pub position: usize,
    /// Where the groups are in each of which it is ranked by itself.
    pub within: Vec<usize>,
    /// The figure it is ranked by.
    pub by: Option<String>,
    top: Top,
}

/// The leading groups, and what there is besides.
pub(super) struct Leading {
    /// Which group is ranked.
    pub ranked: Ranked,
    /// The leading values, with those of the groups they are ranked in, and their ranks.
    values: DataFrame,
    /// Their rows of the answer, where all groups of it are ranked or ranked in.
    shown: Option<DataFrame>,
    /// How many others there are.
    pub hidden: usize,
    /// Those others as one group, and its name, where they are shown so.
    rest: Option<(Rest, String)>,
    name: String,
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
        let position = top.group.as_deref().map_or(Ok(0), |name| find(name, &keys, "group"))?;
        let mut within = Vec::new();
        for name in &top.within {
            let outer = find(name, &keys, "group")?;
            if outer == position {
                return Err(invalid(format!("“{name}” cannot be ranked within itself")));
            }
            if !within.contains(&outer) {
                within.push(outer);
            }
        }
        Ok(Self {
            position,
            within,
            by: match &top.by {
                Some(name) => Some(figures[find(name, &figures, "measure")?].to_owned()),
                None => figures.first().map(|name| (*name).to_owned()),
            },
            top: top.clone(),
        })
    }

    /// The groups that are ranked in, and the ranked one last.
    pub(super) fn names<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = &'a str> {
        self.keys(plan).map(|(name, _)| name.as_str())
    }

    fn keys<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = &'a Named> {
        self.within.iter().chain([&self.position]).map(|at| &plan.keys[*at])
    }
}

impl Leading {
    /// The leading groups. `kept` are the answer's rows to choose from, where all of its groups are ranked or ranked in.
    pub(super) fn find(plan: &Plan, ranked: Ranked, raw: &DataFrame, kept: Option<DataFrame>) -> Result<Self, Error> {
        let keys: Vec<Named> = ranked.keys(plan).cloned().collect();
        let is_all = kept.is_some();
        let candidates = match kept {
            Some(kept) => kept,
            None => plan.figures(&plan.aggregate(&keys, None)?)?,
        };
        let leaders = leaders(&candidates, &ranked, &keys)?;
        let names: Vec<&str> = keys.iter().map(|(name, _)| name.as_str()).collect();
        let values = leaders.select(names.iter().copied().chain([order::RANK]))?;
        let count = match keys.len() == plan.keys.len() {
            true => raw.height(),
            false => Walk::new(raw, &names, &[])?.starts.len(),
        };
        let hidden = count.saturating_sub(values.height());
        let rest = match hidden > 0 && ranked.top.other {
            true => Some(rest::rest(plan, &keys, &values)?),
            false => None,
        };
        let name = plan.keys[ranked.position].0.clone();
        Ok(Self {
            ranked,
            values,
            shown: is_all.then_some(leaders),
            hidden,
            rest,
            name,
        })
    }

    /// The figures of aggregates by these keys: those of the leading groups with their ranks, and of the rest as one; of all where the keys do not tell.
    pub(super) fn figures(&self, plan: &Plan, keys: &[Named], raw: DataFrame) -> Result<DataFrame, Error> {
        let names: Vec<&str> = self.ranked.names(plan).collect();
        if !names.iter().all(|name| raw.schema().contains(name)) {
            return plan.figures(&raw);
        }
        let Some((rest, label)) = &self.rest else {
            if let Some(shown) = self.shown.as_ref().filter(|_| keys.len() == plan.keys.len()) {
                return Ok(shown.clone());
            }
            let figures = plan.figures(&raw)?.lazy();
            return Ok(by_rank(figures, self.values.clone().lazy(), &names).collect()?);
        };
        let shown = by_rank(raw.lazy(), self.values.clone().lazy(), &names);
        let others: Vec<Named> = keys.iter().filter(|(name, _)| *name != self.name).cloned().collect();
        let others = plan.aggregate(&others, Some(rest))?;
        let as_text = |frame: LazyFrame| frame.with_column(column(&self.name).cast(DataType::String));
        let shown = as_text(shown).collect()?;
        let others = self.placed(others, label, &shown)?;
        let together = concat([shown.lazy(), as_text(others)], UnionArgs::default())?;
        plan.figures(&together.collect()?)
    }

    /// The rest's aggregates with its name, in the columns of the others.
    fn placed(&self, others: DataFrame, label: &str, shown: &DataFrame) -> Result<LazyFrame, Error> {
        let last = lit(u32::MAX).cast(IDX_DTYPE);
        let columns = shown.get_column_names().into_iter().map(|name| match name.as_str() {
            name if name == self.name => lit(label.to_owned()).alias(name),
            order::RANK => last.clone().alias(order::RANK),
            name => column(name),
        });
        let columns: Vec<Expr> = columns.collect();
        let others = others.lazy();
        Ok(others.select(columns))
    }

    /// What is said of the groups that do not lead.
    pub(super) fn note(&self) -> Option<Note> {
        let count = self.hidden as u64;
        let (code, message) = match &self.rest {
            _ if count == 0 => return None,
            Some((_, label)) => (
                "other",
                format!("“{label}” stands for {} more of {}", notes::counted(count), self.name),
            ),
            None => (
                "groups_left_out",
                format!("{} more of {} are not shown", notes::counted(count), self.name),
            ),
        };
        Some(Note {
            count: Some(count),
            ..Note::new(Level::Info, code, message)
        })
    }

    /// Whether some groups are not shown, not even as one.
    pub(super) fn hides(&self) -> bool {
        self.hidden > 0 && self.rest.is_none()
    }

    /// Whether the groups that do not lead are shown as one.
    pub(super) fn has_rest(&self) -> bool {
        self.rest.is_some()
    }
}

fn find(name: &str, names: &[&str], what: &str) -> Result<usize, Error> {
    let found = names.iter().position(|known| *known == name);
    found.ok_or_else(|| Error::Invalid {
        why: format!("the answer has no {what} “{name}” to rank by"),
        hint: Some(format!("Its columns are {}", names.join(", "))),
    })
}

/// The candidates that lead, with their ranks.
fn leaders(candidates: &DataFrame, ranked: &Ranked, keys: &[Named]) -> Result<DataFrame, Error> {
    let names: Vec<&str> = keys.iter().map(|(name, _)| name.as_str()).collect();
    let (name, within) = names
        .split_last()
        .map_or(("", &[][..]), |(name, within)| (*name, within));
    let falls = ranked.top.order == Order::Descending;
    let by: Vec<walk::By<'_>> = ranked
        .by
        .iter()
        .map(|by| (by.as_str(), falls))
        .chain([(name, false)])
        .collect();
    let count = usize::try_from(ranked.top.count).unwrap_or(usize::MAX);
    let order: Vec<(Expr, bool)> = by.iter().map(|(name, falls)| (column(name), *falls)).collect();
    let few = match within {
        [] => dense::leading(&candidates.clone().lazy(), &order, count, &Memory::default()),
        _ => None,
    };
    let few = few.map(|few| few.frame.collect()).transpose()?;
    let candidates = few.as_ref().unwrap_or(candidates);
    let walk = Walk::new(candidates, within, &by)?;
    let (mut rows, mut ranks) = (Vec::new(), Vec::new());
    for part in walk.parts() {
        let leading = part.len().min(count);
        rows.extend_from_slice(&part[..leading]);
        ranks.extend((0..leading).map(|rank| rank as IdxSize));
    }
    let mut leaders = candidates.take(&IdxCa::from_vec("rows".into(), rows))?;
    leaders.with_column(IdxCa::from_vec(order::RANK.into(), ranks).into_column())?;
    Ok(leaders)
}

/// The rows of `frame` whose group leads, with the rank.
fn by_rank(frame: LazyFrame, leading: LazyFrame, names: &[&str]) -> LazyFrame {
    let keys: Vec<Expr> = names.iter().map(|name| column(name)).collect();
    let mut how = JoinArgs::new(JoinType::Inner);
    how.nulls_equal = true;
    frame.join(leading, keys.clone(), keys, how)
}
