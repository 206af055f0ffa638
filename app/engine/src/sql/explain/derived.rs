//! Derived columns as windows over the answer.

use crate::error::Error;
use crate::query::columns::invalid;
use crate::sql::explain::context::Context;
use crate::sql::explain::direction;
use crate::sql::explain::expression;
use crate::sql::explain::grouping::start;
use crate::sql::explain::scope::Known;
use crate::sql::explain::select::Select;
use crate::sql::explain::words::identifier;
use spec::dataset::Type;
use spec::derived::{Calculation, Derived, Fold, Reference, Ties};
use spec::filter::Unit;
use spec::question::{Grain, Group, Grouping, Order, Query};

/// The answer with its derived columns; those that build on others come after them.
pub(super) fn add(answer: Select, query: &Query, context: &Context<'_>) -> Result<Select, Error> {
    if query.derived.is_empty() {
        return Ok(answer);
    }
    let mut answer = answer.wrapped("answer", context);
    for wanted in &query.derived {
        let new = &answer.columns[answer.columns.len() - answer.added..];
        if new.iter().any(|known| builds_on(wanted, &known.name)) {
            answer = answer.wrapped("answer", context);
        }
        let ground = Ground::new(&answer, query, wanted, context)?;
        let known = ground.column(wanted)?;
        answer.add(known);
    }
    Ok(answer)
}

fn builds_on(wanted: &Derived, name: &str) -> bool {
    let named = match &wanted.how {
        Calculation::Expression(text) => text.contains(name),
        _ => wanted.of == name,
    };
    named || wanted.along.iter().any(|sort| sort.by == name) || wanted.within.iter().any(|within| within == name)
}

/// What a derived column stands on.
struct Ground<'a> {
    answer: &'a Select,
    query: &'a Query,
    context: &'a Context<'a>,
    /// The columns in each of which it starts afresh, as they are written.
    within: Vec<String>,
    /// The order of the rows: names, and how they are written with their directions.
    along: Vec<(String, String)>,
}

impl<'a> Ground<'a> {
    fn new(answer: &'a Select, query: &'a Query, wanted: &Derived, context: &'a Context<'a>) -> Result<Self, Error> {
        let scope = answer.scope();
        let mut ground = Self {
            answer,
            query,
            context,
            within: Vec::new(),
            along: Vec::new(),
        };
        for name in &wanted.within {
            ground.within.push(scope.column(name)?.written);
        }
        for sort in &wanted.along {
            let written = scope.column(&sort.by)?.written;
            ground
                .along
                .push((sort.by.clone(), format!("{written}{}", direction(sort.order))));
        }
        let mut own: Vec<(bool, String)> = Vec::new();
        for group in &query.groups {
            let name = group.name();
            let is_free = !wanted.within.contains(&name) && ground.along.iter().all(|(by, _)| *by != name);
            if is_free {
                own.push((ground.grain(group).is_some(), name));
            }
        }
        own.sort_by_key(|(is_timeline, _)| *is_timeline);
        ground
            .along
            .extend(own.into_iter().map(|(_, name)| (name.clone(), identifier(&name))));
        Ok(ground)
    }

    fn column(&self, wanted: &Derived) -> Result<Known, Error> {
        let scope = self.answer.scope();
        if let Calculation::Expression(text) = &wanted.how {
            let written = expression::typed(text, None, &scope, self.context)?;
            return Ok(Known {
                written: written.written,
                ..Known::named(&wanted.name, written.kind, true)
            });
        }
        let of = scope.column(&wanted.of)?;
        let (written, kind) = self.work_out(wanted, &of)?;
        Ok(Known {
            written,
            ..Known::named(&wanted.name, kind, true)
        })
    }

    fn work_out(&self, wanted: &Derived, of: &Known) -> Result<(String, Option<Type>), Error> {
        let cells = &of.written;
        let real = of.kind.map(|_known| Type::Float);
        let whole = Some(Type::Integer);
        let own = |written: String| match of.nullable {
            true => format!("case when {cells} is not null then {written} end"),
            false => written,
        };
        let rows = |frame: &str| self.over(&[], &self.order(None), frame);
        let up_to = "rows unbounded preceding";
        Ok(match &wanted.how {
            Calculation::Running(fold) => (
                own(format!("{} {}", folded(*fold, cells), rows(up_to))),
                kind(*fold, of),
            ),
            Calculation::Moving { fold, before, after } => {
                let frame = format!("rows between {before} preceding and {after} following");
                (
                    own(format!("{} {}", folded(*fold, cells), rows(&frame))),
                    kind(*fold, of),
                )
            }
            Calculation::Window(fold) => (
                format!("{} {}", folded(*fold, cells), self.over(&[], &[], "")),
                kind(*fold, of),
            ),
            Calculation::ToDate(unit) => {
                let (time, group) = self.timeline(&wanted.name)?;
                let known = self.answer.scope().column(&time)?;
                let (time, _) = on_time(&known.written, &known, group);
                let period = start(&time, *unit, self.context.calendar);
                let sum = format!("sum({cells}) {}", self.over(&[period], &self.order(None), up_to));
                let known = format!("{cells} is not null and {time} is not null");
                (format!("case when {known} then {sum} end"), of.kind)
            }
            Calculation::Value(reference) => (self.other(wanted, of, *reference)?, of.kind),
            Calculation::Difference(reference) => {
                let other = self.other(wanted, of, *reference)?;
                (format!("{cells} - {other}"), of.kind)
            }
            Calculation::Change(reference) => {
                let other = self.other(wanted, of, *reference)?;
                (format!("({cells} - {other}) * 1.0 / nullif({other}, 0)"), real)
            }
            Calculation::Share => {
                let total = format!("sum({cells}) {}", self.over(&[], &[], ""));
                (format!("{cells} * 1.0 / nullif({total}, 0)"), real)
            }
            Calculation::Rank { order, ties } => {
                let value = format!("{cells}{}", direction(*order));
                let written = match ties {
                    Ties::Competition => format!("rank() {}", self.over(&[], &[value], "")),
                    Ties::Dense => format!("dense_rank() {}", self.over(&[], &[value], "")),
                    Ties::Ordinal => format!("row_number() {}", self.over(&[], &self.order(Some((of, *order))), "")),
                };
                (own(written), whole)
            }
            Calculation::PercentRank => {
                let known = format!("{cells} is null");
                (
                    own(format!(
                        "percent_rank() {}",
                        self.over(&[known], std::slice::from_ref(cells), "")
                    )),
                    real,
                )
            }
            Calculation::Tile(parts) => {
                let known = format!("{cells} is null");
                let order = self.order(Some((of, Order::Ascending)));
                (
                    own(format!("ntile({parts}) {}", self.over(&[known], &order, ""))),
                    whole,
                )
            }
            Calculation::Expression(_) => (cells.clone(), of.kind),
        })
    }

    /// The order of the rows, by a column's values first where it is named.
    fn order(&self, by: Option<(&Known, Order)>) -> Vec<String> {
        let first = by.map(|(known, order)| format!("{}{}", known.written, direction(order)));
        let rest = self
            .along
            .iter()
            .filter(|(name, _)| by.is_none_or(|(known, _)| known.name != *name));
        first
            .into_iter()
            .chain(rest.map(|(_, written)| written.clone()))
            .collect()
    }

    fn over(&self, parts: &[String], order: &[String], frame: &str) -> String {
        let parts: Vec<String> = self.within.iter().chain(parts).cloned().collect();
        let mut words = Vec::new();
        if !parts.is_empty() {
            words.push(format!("partition by {}", parts.join(", ")));
        }
        if !order.is_empty() {
            words.push(format!("order by {}", order.join(", ")));
        }
        if !frame.is_empty() {
            words.push(frame.to_owned());
        }
        format!("over ({})", words.join(" "))
    }

    /// Another row's value.
    fn other(&self, wanted: &Derived, of: &Known, reference: Reference) -> Result<String, Error> {
        let cells = &of.written;
        let rows = |frame: &str| self.over(&[], &self.order(None), frame);
        Ok(match reference {
            Reference::Before(count) => format!("lag({cells}, {count}) {}", rows("")),
            Reference::After(count) => format!("lead({cells}, {count}) {}", rows("")),
            Reference::First => format!("first_value({cells}) {}", rows("")),
            Reference::Last => {
                format!(
                    "last_value({cells}) {}",
                    rows("rows between unbounded preceding and unbounded following")
                )
            }
            Reference::Earlier { count, unit } => self.earlier(wanted, of, count, unit)?,
        })
    }

    /// The value of the row whose time is so much earlier.
    fn earlier(&self, wanted: &Derived, of: &Known, count: u32, unit: Unit) -> Result<String, Error> {
        let (time, group) = self.timeline(&wanted.name)?;
        let part = &self.answer.from;
        let scope = self.answer.scope();
        let mut names = wanted.within.clone();
        for other in &self.query.groups {
            let name = other.name();
            let is_part = other.column != group.column || self.grain(other).is_none();
            if is_part && name != time && !names.contains(&name) {
                names.push(name);
            }
        }
        let mut met = Vec::new();
        for name in &names {
            let known = scope.column(name)?;
            let earlier = Known {
                written: format!("earlier.{}", known.written),
                ..known.clone()
            };
            met.push(earlier.same(&format!("{part}.{}", known.written)));
        }
        let known = scope.column(&time)?;
        let (then, _) = on_time(&format!("earlier.{}", known.written), &known, group);
        let (now, kind) = on_time(&format!("{part}.{}", known.written), &known, group);
        let is_week = group.by == Grouping::Grain(Grain::Week);
        let known = Known { kind, ..known };
        met.push(format!("{then} = {}", before(&now, &known, count, unit, is_week)));
        let cells = &of.written;
        Ok(format!(
            "(select earlier.{cells} from {part} as earlier where {})",
            met.join(" and ")
        ))
    }

    /// The finest of the groups on a timeline.
    fn timeline(&self, whose: &str) -> Result<(String, &'a Group), Error> {
        let found = self
            .query
            .groups
            .iter()
            .filter_map(|group| Some((self.grain(group)?, group)));
        let finest = found.max_by_key(|(grain, _)| *grain);
        finest.map(|(_, group)| (group.name(), group)).ok_or_else(|| {
            invalid(format!(
                "“{whose}” looks along time, and none of the answer's groups is a date"
            ))
        })
    }

    /// How fine a group on a timeline is; none for other groups.
    fn grain(&self, group: &Group) -> Option<usize> {
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
                let known = self.answer.columns.iter().find(|known| known.name == group.name());
                let held = known.and_then(|known| known.kind);
                matches!(held, Some(Type::Date | Type::Datetime)).then_some(GRAINS.len())
            }
            Grouping::Width(_) | Grouping::Bins(_) | Grouping::Quantiles(_) => None,
        }
    }
}

/// A time as it is, with its type: beside “Other” the answer has it as text.
fn on_time(written: &str, known: &Known, group: &Group) -> (String, Option<Type>) {
    if !known.is(Type::Text) {
        return (written.to_owned(), known.kind);
    }
    let (kind, name) = match group.by {
        Grouping::Grain(Grain::Hour | Grain::Minute | Grain::Second) => (Type::Datetime, "timestamp"),
        _ => (Type::Date, "date"),
    };
    (format!("nullif({written}, 'Other')::{name}"), Some(kind))
}

fn folded(fold: Fold, cells: &str) -> String {
    match fold {
        Fold::Sum => format!("sum({cells})"),
        Fold::Mean => format!("avg({cells})"),
        Fold::Min => format!("min({cells})"),
        Fold::Max => format!("max({cells})"),
        Fold::Count => format!("count({cells})"),
    }
}

fn kind(fold: Fold, of: &Known) -> Option<Type> {
    match fold {
        Fold::Mean => of.kind.map(|_known| Type::Float),
        Fold::Count => Some(Type::Integer),
        Fold::Sum | Fold::Min | Fold::Max => of.kind,
    }
}

/// The time so much before. Of a week, the week that holds the day so much before its middle.
fn before(now: &str, time: &Known, count: u32, unit: Unit, is_week: bool) -> String {
    let months = match unit {
        Unit::Day => return moved(now, time, &format!("{count} days")),
        Unit::Week => return moved(now, time, &format!("{count} weeks")),
        Unit::Month => count,
        Unit::Quarter => count.saturating_mul(3),
        Unit::Year => count.saturating_mul(12),
    };
    if !is_week {
        return moved(now, time, &format!("{months} months"));
    }
    let middle = format!("({now} + 3 - interval '{months} months')::date");
    format!("{middle} - (extract(isodow from {middle})::int - extract(isodow from {now})::int + 7) % 7")
}

fn moved(now: &str, time: &Known, by: &str) -> String {
    match time.is(Type::Date) {
        true => format!("({now} - interval '{by}')::date"),
        false => format!("{now} - interval '{by}'"),
    }
}
