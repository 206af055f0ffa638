//! Columns worked out over an answer's rows. An answer is small: they are worked out in plain Rust, part by part.

mod calendar;
mod fold;
mod numbers;
mod place;
mod refer;

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{Rows, hint, invalid, wrong_type};
use crate::query::setting::Setting;
use crate::query::walk::{By, Walk};
use crate::sql::{self, Given};
use polars::prelude::*;
use spec::dataset::Type;
use spec::derived::{Calculation, Derived};
use spec::question::{Grain, Group, Grouping, Order, Query};
use std::rc::Rc;

/// Adds a query's derived columns to its answer, each of which may build on those before it.
pub(super) fn add(mut answer: DataFrame, query: &Query, setting: &Setting<'_>) -> Result<DataFrame, Error> {
    let mut walks = Walks::default();
    for wanted in &query.derived {
        named(&answer, &wanted.name)?;
        let ground = Ground::new(&answer, query, wanted, setting)?;
        let cells = match &wanted.how {
            Calculation::Expression(text) => expression(&answer, text, &setting.given)?,
            how => ground.work_out(wanted, how, &mut walks)?,
        };
        answer.with_column(cells.with_name(wanted.name.as_str().into()))?;
    }
    Ok(answer)
}

/// The orders that the rows were put in so far.
#[derive(Default)]
struct Walks {
    known: Vec<(Ordered, Rc<Walk>)>,
}

/// The parts and the order of a walk.
type Ordered = (Vec<String>, Vec<(String, bool)>);

impl Walks {
    fn walk(&mut self, answer: &DataFrame, within: &[&str], along: &[By<'_>]) -> Result<Rc<Walk>, Error> {
        let parts: Vec<String> = within.iter().map(|name| (*name).to_owned()).collect();
        let order = along.iter().map(|(name, falls)| ((*name).to_owned(), *falls));
        let wanted: Ordered = (parts, order.collect());
        if let Some((_, walk)) = self.known.iter().find(|(known, _)| *known == wanted) {
            return Ok(walk.clone());
        }
        let walk = Rc::new(Walk::new(answer, within, along)?);
        self.known.push((wanted, walk.clone()));
        Ok(walk)
    }
}

/// What a derived column stands on.
struct Ground<'a> {
    answer: &'a DataFrame,
    groups: Vec<(String, &'a Group)>,
    setting: &'a Setting<'a>,
    within: Vec<&'a str>,
    /// The order that the query names, then the groups' own: a timeline last.
    along: Vec<By<'a>>,
}

impl<'a> Ground<'a> {
    fn new(
        answer: &'a DataFrame,
        query: &'a Query,
        wanted: &'a Derived,
        setting: &'a Setting<'_>,
    ) -> Result<Self, Error> {
        let mut ground = Self {
            answer,
            groups: query.groups.iter().map(|group| (group.name(), group)).collect(),
            setting,
            within: Vec::new(),
            along: Vec::new(),
        };
        for name in &wanted.within {
            single(answer, name)?;
            ground.within.push(name);
        }
        for sort in &wanted.along {
            single(answer, &sort.by)?;
            ground.along.push((&sort.by, sort.order == Order::Descending));
        }
        let own = ground.own_order();
        ground.along.extend(own);
        Ok(ground)
    }

    /// The groups that are neither in `within` nor in the order yet, ascending, a timeline last.
    fn own_order(&self) -> Vec<By<'a>> {
        let names = self.answer.get_column_names_str();
        let named = |name: &str| names.iter().copied().find(|known| *known == name);
        let free = |name: &&str| !self.within.contains(name) && !self.along.iter().any(|(by, _)| by == name);
        let mut own: Vec<(bool, &'a str)> = Vec::new();
        for (name, group) in &self.groups {
            let found = named(name).filter(free);
            own.extend(found.map(|found| (self.grain(found, group).is_some(), found)));
        }
        own.sort_by_key(|(is_timeline, _)| *is_timeline);
        own.into_iter().map(|(_, name)| (name, false)).collect()
    }

    fn work_out(&self, wanted: &Derived, how: &Calculation, walks: &mut Walks) -> Result<Column, Error> {
        let name = wanted.of.as_str();
        if name.is_empty() {
            return Err(invalid(format!(
                "“{}” is worked out of which column? Name one",
                wanted.name
            )));
        }
        let of = known(self.answer, name)?;
        let mut walk = |along: &[By<'_>]| walks.walk(self.answer, &self.within, along);
        match how {
            Calculation::Running(fold) => fold::folded(of, *fold, &fold::Span::Running, &*walk(&self.along)?),
            Calculation::Moving { fold, before, after } => {
                let span = fold::Span::Moving(*before as usize, *after as usize);
                fold::folded(of, *fold, &span, &*walk(&self.along)?)
            }
            Calculation::Window(fold) => fold::folded(of, *fold, &fold::Span::Whole, &*walk(&self.along)?),
            Calculation::ToDate(unit) => {
                let (time, _) = self.timeline(&wanted.name)?;
                let starts = calendar::starts(known(self.answer, time)?, *unit, self.setting.calendar)?;
                let span = fold::Span::ToDate(starts);
                fold::folded(of, spec::derived::Fold::Sum, &span, &*walk(&self.along)?)
            }
            Calculation::Value(reference) => refer::value(of, &self.others(wanted, *reference, walks)?),
            Calculation::Difference(reference) => refer::difference(of, &self.others(wanted, *reference, walks)?),
            Calculation::Change(reference) => refer::change(of, &self.others(wanted, *reference, walks)?),
            Calculation::Share => fold::share(of, &*walk(&self.along)?),
            Calculation::Rank { order, ties } => {
                let by = self.by_value(of, name, *order)?;
                place::rank(self.answer, name, *ties, &*walk(&by)?)
            }
            Calculation::PercentRank => {
                let by = self.by_value(of, name, Order::Ascending)?;
                place::percent_rank(self.answer, name, &*walk(&by)?)
            }
            Calculation::Tile(parts) => {
                let by = self.by_value(of, name, Order::Ascending)?;
                place::tile(of, *parts, &*walk(&by)?)
            }
            Calculation::Expression(text) => expression(self.answer, text, &self.setting.given),
        }
    }

    /// The order of a column's values, equal ones in the order of the rows.
    fn by_value<'b>(&'b self, of: &Column, name: &'b str, order: Order) -> Result<Vec<By<'b>>, Error> {
        match of.dtype().is_nested() {
            true => Err(wrong_type(name, of.dtype(), "single values to rank")),
            false => {
                let along = self.along.iter().copied().filter(|(by, _)| *by != name);
                Ok([(name, order == Order::Descending)].into_iter().chain(along).collect())
            }
        }
    }

    /// Which row each row refers to.
    fn others(
        &self,
        wanted: &Derived,
        reference: spec::derived::Reference,
        walks: &mut Walks,
    ) -> Result<Vec<Option<IdxSize>>, Error> {
        let spec::derived::Reference::Earlier { count, unit } = reference else {
            return Ok(refer::rows(
                reference,
                &*walks.walk(self.answer, &self.within, &self.along)?,
            ));
        };
        let (time, group) = self.timeline(&wanted.name)?;
        let mut parts = self.within.clone();
        for (name, other) in &self.groups {
            let is_part = other.column != group.column || self.grain(name, other).is_none();
            let found = self
                .answer
                .get_column_names_str()
                .into_iter()
                .find(|known| known == name);
            parts.extend(found.filter(|name| is_part && *name != time && !parts.contains(name)));
        }
        let walk = walks.walk(self.answer, &parts, &[(time, false)])?;
        let times = calendar::times(known(self.answer, time)?)?;
        let is_week = group.by == Grouping::Grain(Grain::Week);
        Ok(calendar::earlier(&times, &walk, count, unit, is_week))
    }

    /// The finest of the answer's groups on a timeline.
    fn timeline(&self, whose: &str) -> Result<(&'a str, &'a Group), Error> {
        let names = self.answer.get_column_names_str();
        let found = self.groups.iter().filter_map(|(name, group)| {
            let grain = self.grain(name, group)?;
            let name = names.iter().copied().find(|known| known == name)?;
            Some((grain, name, *group))
        });
        let finest = found.max_by_key(|(grain, ..)| *grain);
        finest
            .map(|(_, name, group)| (name, group))
            .ok_or_else(|| Error::Invalid {
                why: format!("“{whose}” looks along time, and none of the answer's groups is a date"),
                hint: Some("Group by a date's year, month, week or day".to_owned()),
            })
    }

    /// How fine a group on a timeline is; none for other groups.
    fn grain(&self, name: &str, group: &Group) -> Option<usize> {
        const GRAINS: [Grain; 8] = [
            Grain::Year,
            Grain::Quarter,
            Grain::Month,
            Grain::Week,
            Grain::Day,
            Grain::Hour,
            Grain::Minute,
            Grain::Second,
        ];
        match group.by {
            Grouping::Grain(grain) => GRAINS.iter().position(|known| *known == grain),
            Grouping::Value => {
                let held = self.answer.column(name).ok().map(|cells| kind(cells.dtype()));
                matches!(held, Some(Type::Date | Type::Datetime)).then_some(GRAINS.len())
            }
            Grouping::Width(_) | Grouping::Bins(_) | Grouping::Quantiles(_) => None,
        }
    }
}

/// An expression over the answer's columns.
fn expression(answer: &DataFrame, text: &str, given: &Given) -> Result<Column, Error> {
    const RESULT: &str = "\u{1}result";
    let rows = Rows::new("the answer", answer.clone().lazy(), answer.height())?;
    let worked = sql::calculated(rows, RESULT, text, given)?.frame.collect()?;
    let cells = worked.column(RESULT)?;
    Ok(match cells.dtype().is_float() {
        true => numbers::floats(cells.cast(&DataType::Float64)?.f64()?.iter()),
        false => cells.clone(),
    })
}

/// A column of the answer.
fn known<'a>(answer: &'a DataFrame, name: &str) -> Result<&'a Column, Error> {
    let shown = |name: &&str| !name.starts_with('\u{1}');
    let names = answer.get_column_names_str();
    answer
        .column(name)
        .ok()
        .filter(|_| shown(&name))
        .ok_or_else(|| Error::UnknownColumn {
            dataset: "the answer".to_owned(),
            name: name.to_owned(),
            hint: hint(name, names.into_iter().filter(shown)),
        })
}

/// Checks that a column of the answer can be told apart and sorted by.
fn single(answer: &DataFrame, name: &str) -> Result<(), Error> {
    let held = known(answer, name)?.dtype();
    match held.is_nested() {
        true => Err(wrong_type(name, held, "single values to sort by")),
        false => Ok(()),
    }
}

/// Checks the name of a new column.
fn named(answer: &DataFrame, name: &str) -> Result<(), Error> {
    if name.trim().is_empty() {
        return Err(invalid("a derived column needs a name"));
    }
    let names = answer.get_column_names_str().into_iter();
    crate::query::order::refuse_duplicates(names.filter(|name| !name.starts_with('\u{1}')).chain([name]))
}
