//! Conditions on time: "in 2013", "since March", "between June and August 2013", "past 7 days".

use super::Parser;
use super::compare::whole;
use crate::ask::draft::Condition;
use crate::ask::lexicon::Lex;
use crate::ask::when::{When, end, month_name, start};
use spec::filter::{Comparison, Filter};
use spec::question::{Grain, Grouping};
use spec::value::Value;

impl Parser<'_> {
    /// "between 2013 and 2015", "from June 2013 to August 2013".
    pub(super) fn span(&mut self, at: usize) -> Option<usize> {
        let low = self.items.get(at + 1)?.when.clone()?;
        if !matches!(
            self.items.get(at + 2)?.lex,
            Some(Lex::And | Lex::To | Lex::Until | Lex::Lead)
        ) {
            return None;
        }
        let high = self.items.get(at + 3)?.when.clone()?;
        let low = match (&low, &high) {
            (When::Month(None, month), When::Month(year, _)) => When::Month(*year, *month),
            _ => low,
        };
        let numeric = self.last.is_some_and(|(field, item)| {
            item + 2 >= at && self.scope.fields[field].is_number() && !self.scope.fields[field].is_group()
        });
        if numeric && self.items[at + 1].number.is_some() {
            return None;
        }
        let condition = self
            .months(&low, &high)
            .or_else(|| self.bounds(Some(&low), Some(&high)))?;
        self.forget_time(condition.field);
        self.add(condition);
        self.used[at..at + 4].fill(true);
        Some(at + 4)
    }

    /// A time, with what stands before it.
    pub(super) fn time_condition(&mut self, at: usize) -> Option<usize> {
        let item = &self.items[at];
        let time = item.when.clone()?;
        let year_like = item.number.is_some();
        let (before, lex) = self.preposition(at);
        let timely = matches!(
            lex,
            Some(Lex::Lead | Lex::Since | Lex::Until | Lex::After | Lex::Before)
        );
        if year_like && ((!timely && self.number_is_meant(at)) || before.is_none() && self.names_number(at)) {
            return None;
        }
        let condition = match lex {
            Some(Lex::Since) => self.bounds(Some(&time), None),
            Some(Lex::Compare(Comparison::AtLeast)) => self.bounds(Some(&time), None),
            Some(Lex::After | Lex::Compare(Comparison::Greater)) => self.beyond(&time, Comparison::Greater),
            Some(Lex::Before | Lex::Compare(Comparison::Less)) => self.beyond(&time, Comparison::Less),
            Some(Lex::Until | Lex::Compare(Comparison::AtMost)) => self.bounds(None, Some(&time)),
            _ => self.within(&time),
        }?;
        let negated = self.negated(at);
        let condition = if negated {
            Condition {
                filter: Filter::Not(Box::new(condition.filter)),
                equal: None,
                ..condition
            }
        } else {
            condition
        };
        self.forget_time(condition.field);
        self.add(condition);
        self.used[before.unwrap_or(at)..=at].fill(true);
        Some(at + 1)
    }

    fn preposition(&self, at: usize) -> (Option<usize>, Option<Lex>) {
        let mut index = at;
        while index > 0 && at - index < 3 {
            index -= 1;
            match self.items[index].lex {
                Some(lex @ (Lex::Since | Lex::After | Lex::Before | Lex::Until | Lex::Compare(_))) => {
                    return (Some(index), Some(lex));
                }
                Some(Lex::Lead) => return (Some(index), Some(Lex::Lead)),
                Some(Lex::Stop | Lex::Grain(_)) => {}
                _ => break,
            }
        }
        (None, None)
    }

    /// A four-digit number right after a numeric column is a number.
    fn number_is_meant(&self, at: usize) -> bool {
        self.last.is_some_and(|(field, item)| {
            let field = &self.scope.fields[field];
            let calendar = field.kind.is_time()
                || field.role == spec::profile::Role::Period
                || field.name.to_lowercase().contains("year");
            !calendar && field.is_number() && item + 3 >= at
        })
    }

    fn names_number(&self, at: usize) -> bool {
        at > 0 && matches!(self.items[at - 1].lex, Some(Lex::Top | Lex::Bottom))
    }

    /// A named time column before the time is not asked for itself.
    fn forget_time(&mut self, field: usize) {
        self.draft.condition_field = self.draft.condition_field.filter(|(other, _)| *other != field);
        if self.last.is_some_and(|(last, _)| last == field)
            && (self.draft.loose.len() > 1
                || !self.draft.figures.is_empty()
                || self.draft.names_rows
                || !self.draft.conditions.is_empty())
        {
            self.draft.loose.retain(|loose| loose.field != field);
        }
    }

    /// The field that a time is compared with.
    fn time_field(&self) -> Option<usize> {
        let is_time = |field: &usize| self.scope.fields[*field].kind.is_time();
        let named = self
            .draft
            .condition_field
            .or(self.last)
            .map(|(field, _)| field)
            .filter(is_time);
        let loose = self.draft.loose.iter().map(|loose| loose.field).find(is_time);
        let part = self.draft.parts.iter().map(|part| part.field).find(is_time);
        named.or(loose).or(part).or_else(|| self.scope.time())
    }

    fn period(&self, grain: Grain) -> Option<usize> {
        let (field, by) = self.calendar(grain)?;
        (by == Grouping::Value).then_some(field)
    }

    fn within(&self, time: &When) -> Option<Condition> {
        let Some(field) = self.time_field() else {
            return self.in_period(time);
        };
        let column = self.scope.fields[field].name.clone();
        let inside = |grain: Grain, values: Vec<Value>| Filter::In {
            column: column.clone(),
            by: Grouping::Grain(grain),
            values,
        };
        let whole_period = || Value::Text(start(time).unwrap_or_default());
        let filter = match time {
            When::Year(_) => inside(Grain::Year, vec![whole_period()]),
            When::Quarter(Some(_), _) => inside(Grain::Quarter, vec![whole_period()]),
            When::Quarter(None, quarter) => inside(Grain::QuarterOfYear, vec![Value::Integer(i64::from(*quarter))]),
            When::Month(Some(_), _) => inside(Grain::Month, vec![whole_period()]),
            When::Month(None, month) => inside(Grain::MonthOfYear, vec![Value::Integer(i64::from(*month))]),
            When::Day(..) => inside(Grain::Day, vec![whole_period()]),
            When::Weekdays(days) => inside(
                Grain::Weekday,
                days.iter().map(|day| Value::Integer(i64::from(*day))).collect(),
            ),
            When::Span(span) => Filter::Relative {
                column: column.clone(),
                span: *span,
            },
        };
        let equal = match &filter {
            Filter::In { values, .. } => values.first().filter(|_| values.len() == 1).cloned(),
            _ => None,
        };
        Some(Condition { field, filter, equal })
    }

    fn in_period(&self, time: &When) -> Option<Condition> {
        let (grain, number, name) = match time {
            When::Year(year) => (Grain::Year, *year, String::new()),
            When::Month(None, month) => (Grain::Month, i64::from(*month), month_name(*month)),
            When::Quarter(None, quarter) => (Grain::Quarter, i64::from(*quarter), format!("Q{quarter}")),
            _ => return None,
        };
        let field = self.period(grain)?;
        let column = self.scope.fields[field].name.clone();
        let named = self.scope.fields[field].values.iter().find(|value| {
            !name.is_empty()
                && (value.eq_ignore_ascii_case(&name)
                    || name.get(..3).is_some_and(|short| value.eq_ignore_ascii_case(short)))
        });
        let value = match named {
            Some(value) => Value::Text(value.clone()),
            None if self.scope.fields[field].is_number() => Value::Integer(number),
            None => Value::Text(number.to_string()),
        };
        let filter = Filter::Compare {
            column,
            is: Comparison::Equal,
            value: value.clone(),
        };
        Some(Condition {
            field,
            filter,
            equal: Some(value),
        })
    }

    /// "between June and August", whatever the year.
    fn months(&self, low: &When, high: &When) -> Option<Condition> {
        let (When::Month(None, low), When::Month(None, high)) = (low, high) else {
            return None;
        };
        let field = self.time_field()?;
        let all = if low <= high {
            (*low..=*high).collect::<Vec<_>>()
        } else {
            (*low..=12).chain(1..=*high).collect()
        };
        let filter = Filter::In {
            column: self.scope.fields[field].name.clone(),
            by: Grouping::Grain(Grain::MonthOfYear),
            values: all.into_iter().map(|month| Value::Integer(i64::from(month))).collect(),
        };
        Some(Condition {
            field,
            filter,
            equal: None,
        })
    }

    /// After or before a whole time.
    fn beyond(&self, time: &When, side: Comparison) -> Option<Condition> {
        let Some(field) = self.time_field() else {
            let When::Year(year) = time else { return None };
            let field = self.period(Grain::Year)?;
            return Some(self.compared(field, side, self.year_value(field, *year)));
        };
        match side {
            Comparison::Greater => Some(self.compared(field, Comparison::AtLeast, Value::Text(end(time)?))),
            _ => Some(self.compared(field, Comparison::Less, Value::Text(start(time)?))),
        }
    }

    fn bounds(&self, low: Option<&When>, high: Option<&When>) -> Option<Condition> {
        let years = |time: Option<&When>| matches!(time, None | Some(When::Year(_)));
        let Some(field) = self.time_field() else {
            if !years(low) || !years(high) {
                return None;
            }
            let field = self.period(Grain::Year)?;
            let year = |time: &When| match time {
                When::Year(year) => self.year_value(field, *year),
                _ => Value::Null,
            };
            let column = self.scope.fields[field].name.clone();
            return Some(match (low, high) {
                (Some(low), Some(high)) => Condition {
                    field,
                    filter: Filter::Between {
                        column,
                        low: year(low),
                        high: year(high),
                    },
                    equal: None,
                },
                (Some(low), None) => self.compared(field, Comparison::AtLeast, year(low)),
                (None, Some(high)) => self.compared(field, Comparison::AtMost, year(high)),
                (None, None) => return None,
            });
        };
        let low = low.map(|low| start(low).map(|day| self.compared(field, Comparison::AtLeast, Value::Text(day))));
        let high = high.map(|high| end(high).map(|day| self.compared(field, Comparison::Less, Value::Text(day))));
        match (low, high) {
            (Some(low), Some(high)) => Some(Condition {
                field,
                filter: Filter::All(vec![low?.filter, high?.filter]),
                equal: None,
            }),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => None,
        }
    }

    fn compared(&self, field: usize, is: Comparison, value: Value) -> Condition {
        let column = self.scope.fields[field].name.clone();
        Condition {
            field,
            filter: Filter::Compare { column, is, value },
            equal: None,
        }
    }

    fn year_value(&self, field: usize, year: i64) -> Value {
        if self.scope.fields[field].is_number() {
            whole(year as f64)
        } else {
            Value::Text(year.to_string())
        }
    }
}
