//! `rollup`, `cube` and `grouping sets`: the same rows grouped by several sets of keys, one below the other.

use crate::error::Error;
use crate::query::columns::column;
use crate::sql::aggregate;
use crate::sql::compile::{Compiler, GroupKey, arguments_of, spelling};
use crate::sql::dialect::refused;
use crate::sql::typed::{Constant, Typed};
use polars::prelude::*;
use sqlparser::ast::{self, GroupByWithModifier};

/// The most sets of keys.
const MOST: usize = 256;

/// What rows are grouped by: the keys, and sets of them where there are several.
pub(super) struct Written {
    /// Every key once.
    pub keys: Vec<ast::Expr>,
    /// Sets of places in them; none when there is one set, of all.
    pub sets: Option<Vec<Vec<usize>>>,
}

/// Reads what rows are grouped by.
pub(super) fn read(written: &[ast::Expr], modifiers: &[GroupByWithModifier]) -> Result<Written, Error> {
    let is_special = |key: &ast::Expr| {
        use ast::Expr as E;
        matches!(key, E::Rollup(_) | E::Cube(_) | E::GroupingSets(_))
            || matches!(key, E::Tuple(keys) if keys.is_empty())
    };
    if modifiers.is_empty() && !written.iter().any(is_special) {
        let parts = written.iter().map(|key| match key {
            ast::Expr::Tuple(keys) => keys.clone(),
            key => vec![key.clone()],
        });
        return Ok(Written {
            keys: parts.flatten().collect(),
            sets: None,
        });
    }
    let single: Vec<Vec<ast::Expr>> = written.iter().map(|key| vec![key.clone()]).collect();
    let parts: Vec<Vec<Vec<ast::Expr>>> = match modifiers {
        [] => written.iter().map(choices).collect::<Result<_, _>>()?,
        [GroupByWithModifier::Rollup] => vec![leading(&single)],
        [GroupByWithModifier::Cube] => vec![subsets(&single)?],
        _ => return Err(refused("with totals cannot be used here", Some("Write rollup (…)"))),
    };
    let mut sets: Vec<Vec<ast::Expr>> = vec![Vec::new()];
    for part in parts {
        sets = sets
            .iter()
            .flat_map(|set| part.iter().map(move |more| [set.as_slice(), more].concat()))
            .collect();
        if sets.len() > MOST {
            return Err(too_many());
        }
    }
    let mut keys: Vec<ast::Expr> = Vec::new();
    let mut places = Vec::new();
    for set in &sets {
        let mut of_set: Vec<usize> = Vec::new();
        for key in set {
            let known = keys.iter().position(|known| spelling(known) == spelling(key));
            let at = known.unwrap_or_else(|| {
                keys.push(key.clone());
                keys.len() - 1
            });
            if !of_set.contains(&at) {
                of_set.push(at);
            }
        }
        places.push(of_set);
    }
    Ok(Written {
        keys,
        sets: Some(places),
    })
}

fn choices(key: &ast::Expr) -> Result<Vec<Vec<ast::Expr>>, Error> {
    Ok(match key {
        ast::Expr::Rollup(parts) => leading(parts),
        ast::Expr::Cube(parts) => subsets(parts)?,
        ast::Expr::GroupingSets(sets) => sets.clone(),
        ast::Expr::Tuple(keys) => vec![keys.clone()],
        key => vec![vec![key.clone()]],
    })
}

/// All parts, then without the last, and so on down to none.
fn leading(parts: &[Vec<ast::Expr>]) -> Vec<Vec<ast::Expr>> {
    (0..=parts.len()).rev().map(|count| parts[..count].concat()).collect()
}

fn subsets(parts: &[Vec<ast::Expr>]) -> Result<Vec<Vec<ast::Expr>>, Error> {
    if parts.len() > 8 {
        return Err(too_many());
    }
    let of = |bits: usize| {
        let kept = parts.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        kept.flat_map(|(_, part)| part.clone()).collect()
    };
    Ok((0..1 << parts.len()).rev().map(of).collect())
}

fn too_many() -> Error {
    refused(format!("there are more than {MOST} sets to group by"), None)
}

/// Groups rows by each set of keys.
pub(super) fn grouped(
    frame: &LazyFrame,
    keys: &[GroupKey],
    sets: &[Vec<usize>],
    aggregates: &[Expr],
) -> Result<LazyFrame, Error> {
    let mut parts = Vec::new();
    for set in sets {
        let key = |at: &usize| keys[*at].before.clone().alias(key_name(*at));
        let by: Vec<Expr> = set.iter().map(key).collect();
        let part = match by.is_empty() {
            true => frame.clone().select(aggregates),
            false => frame.clone().group_by(by).agg(aggregates),
        };
        let mut shown = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let is_in = set.contains(&at);
            shown.push(match is_in {
                true => column(&key_name(at)),
                false => lit(NULL).cast(key.after.dtype.clone()).alias(key_name(at)),
            });
            shown.push(lit(i64::from(!is_in)).cast(DataType::Int64).alias(mark_name(at)));
        }
        let figures = aggregates
            .iter()
            .filter_map(|figure| figure.clone().meta().output_name().ok());
        shown.extend(figures.map(|name| column(&name)));
        parts.push(part.select(shown));
    }
    Ok(concat(parts, UnionArgs::default())?)
}

/// `grouping(a, b)`: a bit for each key that a row is not grouped by, the last key's the lowest.
pub(in crate::sql) fn grouping(compiler: &mut Compiler<'_>, function: &ast::Function) -> Result<Typed, Error> {
    let (Some(keys), arguments) = (&compiler.keys, arguments_of(function)?) else {
        return Err(refused("grouping needs group by", None));
    };
    let mut bits: Option<Expr> = None;
    for argument in arguments {
        let written = spelling(argument);
        let at = keys
            .iter()
            .position(|key| key.written == written)
            .ok_or_else(|| refused(format!("“{argument}” in grouping is none of what is grouped by"), None))?;
        let bit = match compiler.sets {
            Some(_) => column(&mark_name(at)),
            None => Typed::constant(Constant::Whole(0)).expression,
        };
        bits = Some(match bits {
            None => bit,
            Some(before) => before * lit(2i64) + bit,
        });
    }
    let bits = bits.ok_or_else(|| refused("grouping takes at least one argument", None))?;
    Ok(Typed {
        nullable: false,
        ..Typed::new(bits, DataType::Int64)
    })
}

/// The name of a key among the groups' columns.
pub(super) fn key_name(at: usize) -> String {
    format!("\u{1}k{at}")
}

fn mark_name(at: usize) -> String {
    format!("\u{1}g{at}")
}

/// The aggregates under their names.
pub(super) fn named(aggregates: &[Expr]) -> Vec<Expr> {
    let named = aggregates.iter().enumerate();
    named
        .map(|(at, figure)| figure.clone().alias(aggregate::name(at)))
        .collect()
}
