//! Other datasets beside the rows.

use crate::error::Error;
use crate::query::columns::{column, invalid};
use crate::sql::explain::context::Context;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::source::dataset;
use crate::sql::explain::words::identifier;
use polars::prelude::{Expr, IntoLazy as _, UniqueKeepStrategy};
use spec::dataset::Type;
use spec::join::{Join, JoinKind, Nearest, Side};
use spec::question::Query;

/// The rows with other datasets beside them.
pub(super) fn beside(scope: &Scope, query: &Query, context: &Context<'_>) -> Result<Scope, Error> {
    let alias = context.alias(&query.from);
    let mut is_numbered = false;
    for join in &query.joins {
        is_numbered |= !query.is_rows() && multiplies(join, context)?;
    }
    let mut joined = match is_numbered {
        true => Joined::numbered(scope, &alias),
        false => Joined::new(scope, &alias),
    };
    for join in &query.joins {
        joined = joined.with(join, context)?;
    }
    let columns: Vec<Known> = joined.columns.iter().map(Known::outside).collect();
    let name = context.define("rows", &joined.text());
    Ok(Scope {
        whole: joined.whole,
        ..Scope::of(&scope.whose, &name, columns)
    })
}

/// Whether a row may have several partners, or a partner no row.
fn multiplies(join: &Join, context: &Context<'_>) -> Result<bool, Error> {
    let Some(catalog) = context.catalog else {
        return Ok(false);
    };
    if !matches!(join.kind, JoinKind::Inner | JoinKind::Left | JoinKind::Full) {
        return Ok(false);
    }
    let keys: Vec<Expr> = join.on.iter().map(|key| column(&key.right)).collect();
    if keys.is_empty() {
        return Ok(false);
    }
    let keys = catalog
        .entry(&join.dataset)?
        .frame
        .clone()
        .lazy()
        .select(keys)
        .drop_nulls(None)
        .collect()?;
    let different = keys.unique_stable(None, UniqueKeepStrategy::Any, None)?;
    Ok(join.kind == JoinKind::Full || different.height() < keys.height())
}

/// Rows that are being joined: each column is written with its dataset's name before it.
struct Joined {
    whose: String,
    from: Vec<String>,
    conditions: Vec<String>,
    columns: Vec<Known>,
    aliases: Vec<String>,
    /// The columns that number the rows of the datasets, where figures need them.
    numbers: Vec<Known>,
    /// The names of those that together number all rows.
    whole: Vec<String>,
}

impl Joined {
    fn new(scope: &Scope, alias: &str) -> Self {
        let columns = scope.columns.iter().flatten().map(|known| of(alias, known)).collect();
        let from = match scope.from == alias {
            true => scope.from.clone(),
            false => format!("{} as {alias}", scope.from),
        };
        Self {
            whose: scope.whose.clone(),
            from: vec![from],
            conditions: Vec::new(),
            columns,
            aliases: vec![alias.to_owned()],
            numbers: Vec::new(),
            whole: Vec::new(),
        }
    }

    /// The same with numbers for the first dataset's rows.
    fn numbered(scope: &Scope, alias: &str) -> Self {
        let mut joined = Self::new(scope, alias);
        joined.from = vec![with_numbers(&scope.from, alias, NUMBER)];
        joined.number(alias, NUMBER);
        let own = joined.whole.clone();
        for known in &mut joined.columns {
            known.own.clone_from(&own);
        }
        joined
    }

    /// Numbers rows by one more column.
    fn number(&mut self, alias: &str, name: &str) {
        self.numbers.push(of(alias, &Known::named(name, None, true)));
        self.whole.push(name.to_owned());
    }

    fn text(&self) -> String {
        let columns = self.columns.iter().chain(&self.numbers);
        let columns: Vec<String> = columns.map(Known::shown).collect();
        let mut lines = vec![
            format!("select {}", columns.join(", ")),
            format!("from {}", self.from.join("\n")),
        ];
        if !self.conditions.is_empty() {
            lines.push(format!("where {}", self.conditions.join(" and ")));
        }
        lines.join("\n")
    }

    fn scope(&self) -> Scope {
        Scope::of(&self.whose, "", self.columns.clone())
    }

    /// The same rows in a part of their own: what is joined next does not add to those that a condition left out.
    fn apart(self, context: &Context<'_>) -> Self {
        let name = context.define("joined", &self.text());
        let columns: Vec<Known> = self.columns.iter().map(Known::outside).collect();
        let numbers = self.numbers.iter().map(|known| of(&name, &known.outside()));
        Self {
            numbers: numbers.collect(),
            whole: self.whole,
            ..Self::new(&Scope::of(&self.whose, &name, columns), &name)
        }
    }

    fn with(self, join: &Join, context: &Context<'_>) -> Result<Self, Error> {
        let other = dataset(&join.dataset, context)?;
        let mut base = self;
        if join.kind == JoinKind::Full && !base.conditions.is_empty() {
            base = base.apart(context);
        }
        let alias = base.free(&identifier(join.prefix()));
        let own = base.beside(join);
        let is_numbered = !base.numbers.is_empty() && multiplies(join, context)?;
        let number = format!("{NUMBER}_{}", base.aliases.len() + 1);
        let own: Vec<String> = own.into_iter().chain(is_numbered.then(|| number.clone())).collect();
        let theirs = other.columns.iter().flatten().map(|known| Known {
            own: own.clone(),
            ..of(&alias, known)
        });
        let theirs = Scope::of(join.prefix(), &other.from, theirs.collect());
        let source = match (is_numbered, other.from == alias) {
            (true, _) => with_numbers(&other.from, &alias, &number),
            (false, true) => alias.clone(),
            (false, false) => format!("{} as {alias}", other.from),
        };
        let met = base.met(join, &theirs)?;
        match join.kind {
            JoinKind::Semi => base
                .conditions
                .push(format!("exists (select from {source} where {met})")),
            JoinKind::Anti => base
                .conditions
                .push(format!("not exists (select from {source} where {met})")),
            JoinKind::Inner => base.from.push(format!("join {source} on {met}")),
            JoinKind::Left => base.from.push(format!("left join {source} on {met}")),
            JoinKind::Full => base.from.push(format!("full join {source} on {met}")),
            JoinKind::AsOf => {
                let nearest = join.nearest.as_ref().ok_or_else(|| missing(join))?;
                let order = base.order(nearest, &theirs)?;
                base.from.push(format!(
                    "left join lateral (select * from {source} where {met} order by {order} limit 1) as {alias} on true"
                ));
            }
        }
        if is_numbered {
            base.number(&alias, &number);
        }
        base.aliases.push(alias);
        if join.kind.adds_columns() {
            base.add(join, &theirs);
        }
        Ok(base)
    }

    /// The rows that another dataset's stand beside: those of the keys, where some dataset's are numbered so, else all.
    fn beside(&self, join: &Join) -> Vec<String> {
        let scope = Scope {
            whole: vec![String::new()],
            ..self.scope()
        };
        let keys: Vec<Known> = join.on.iter().filter_map(|key| scope.column(&key.left).ok()).collect();
        let own = scope.own(&keys.iter().collect::<Vec<_>>()).unwrap_or_default();
        let same = |known: &Known| known.own.len() == own.len() && own.iter().all(|name| known.own.contains(name));
        match self.columns.iter().any(same) && !own.is_empty() {
            true => own,
            false => self.whole.clone(),
        }
    }

    fn free(&self, alias: &str) -> String {
        let mut free = alias.to_owned();
        while self.aliases.contains(&free) {
            free = format!("{}_", free.trim_matches('"'));
            free = identifier(&free);
        }
        free
    }

    /// When a row and a row of the other dataset are partners.
    fn met(&self, join: &Join, theirs: &Scope) -> Result<String, Error> {
        let ours = self.scope();
        let mut met = Vec::new();
        for key in &join.on {
            let (left, right) = (ours.column(&key.left)?, theirs.column(&key.right)?);
            met.push(format!("{} = {}", key_of(&right, &left), key_of(&left, &right)));
        }
        if let (JoinKind::AsOf, Some(nearest)) = (join.kind, &join.nearest) {
            let (left, right) = (
                ours.column(&nearest.left)?.written,
                theirs.column(&nearest.right)?.written,
            );
            met.push(match nearest.side {
                Side::Before => format!("{right} <= {left}"),
                Side::After => format!("{right} >= {left}"),
                Side::Either => format!("{right} is not null and {left} is not null"),
            });
        }
        match met.is_empty() {
            true => Err(missing(join)),
            false => Ok(met.join(" and ")),
        }
    }

    /// The nearest first.
    fn order(&self, nearest: &Nearest, theirs: &Scope) -> Result<String, Error> {
        let left = self.scope().column(&nearest.left)?.written;
        let right = theirs.column(&nearest.right)?.written;
        Ok(match nearest.side {
            Side::Before => format!("{right} desc"),
            Side::After => right,
            Side::Either => {
                format!("case when {right} <= {left} then {left} - {right} else {right} - {left} end, {right}")
            }
        })
    }

    /// Adds the other dataset's columns, under their names where they are free.
    fn add(&mut self, join: &Join, theirs: &Scope) {
        let is_full = join.kind == JoinKind::Full;
        if is_full {
            for column in &mut self.columns {
                column.nullable = true;
            }
        }
        for known in theirs.columns.iter().flatten() {
            let partner = join
                .on
                .iter()
                .find(|key| key.right == known.name && key.left == key.right);
            if let Some(partner) = partner {
                if is_full && let Some(ours) = self.columns.iter_mut().find(|column| column.name == partner.left) {
                    ours.written = format!("coalesce({}, {})", ours.written, known.written);
                }
                continue;
            }
            self.push(join, known);
        }
    }

    fn push(&mut self, join: &Join, known: &Known) {
        let is_taken = self.columns.iter().any(|column| column.name == known.name);
        let name = match is_taken {
            true => format!("{}.{}", join.prefix(), known.name),
            false => known.name.clone(),
        };
        self.columns.push(Known {
            name,
            nullable: known.nullable || join.kind != JoinKind::Inner,
            ..known.clone()
        });
    }
}

/// What the columns that number rows are called.
const NUMBER: &str = "row_number_of";

/// A dataset with numbers for its rows.
fn with_numbers(from: &str, alias: &str, number: &str) -> String {
    format!("(select *, row_number() over () as {number} from {from}) as {alias}")
}

/// A column with its dataset's name before it.
fn of(alias: &str, known: &Known) -> Known {
    Known {
        written: format!("{alias}.{}", identifier(&known.name)),
        ..known.clone()
    }
}

/// A key as it is compared with its partner: days and moments as moments.
fn key_of(key: &Known, partner: &Known) -> String {
    match (key.kind, partner.kind) {
        (Some(Type::Date), Some(Type::Datetime)) => format!("{}::timestamp", key.written),
        _ => key.written.clone(),
    }
}

fn missing(join: &Join) -> Error {
    invalid(format!(
        "the join with “{}” names no columns that must be equal or near",
        join.dataset
    ))
}
