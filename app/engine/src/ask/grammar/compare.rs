//! Comparisons: "price above 100", "more than 5 flights", "older than 40".

use super::{Parser, Zone};
use crate::ask::draft::{Condition, Figure};
use crate::ask::lexicon::Lex;
use crate::ask::words::TokenKind;
use spec::filter::{Comparison, Filter};
use spec::question::Aggregate;
use spec::value::Value;

/// What a cell or a figure is compared with.
pub(super) enum Operand {
    /// A number.
    Number(f64),
    /// A text, or a value of a column.
    Text(String),
}

impl Parser<'_> {
    /// "price above 100", "more than 5 flights".
    pub(super) fn compare(&mut self, at: usize, comparison: Comparison) -> Option<usize> {
        let (operand, next) = self.operand(at + 1)?;
        let next = self.after_unit(next);
        let comparison = if self.negated(at) {
            opposite(comparison)
        } else {
            comparison
        };
        let value = operand.value();
        let counted = self.items.get(next).is_some_and(|item| item.rows)
            || (self.pending == [Aggregate::Count] && matches!(operand, Operand::Number(_)));
        if counted {
            self.pending.clear();
            return self.having(
                at,
                Figure::rows(),
                comparison,
                value,
                next + usize::from(self.items.get(next).is_some_and(|item| item.rows)),
            );
        }
        if let Some(figure) = self.figure_before(at) {
            return self.having(at, figure, comparison, value, next);
        }
        let again = self.same_again(at);
        let field = self.subject(at).filter(|field| self.comparable(*field, &operand));
        let field = field
            .or_else(|| self.following(next, &operand))
            .or(again)
            .or_else(|| self.implied(at))?;
        let named_after =
            self.following(next, &operand) == Some(field) && self.last.is_none_or(|(_, item)| item != next);
        let column = self.scope.fields[field].name.clone();
        let filter = Filter::Compare {
            column,
            is: comparison,
            value,
        };
        let joins = again == Some(field) && at > 0 && self.items[at - 1].is(Lex::Or);
        let filter = match self.draft.conditions.pop_if(|_| joins) {
            Some(before) => Filter::Any(vec![before.filter, filter]),
            None => filter,
        };
        self.add(Condition {
            field,
            filter,
            equal: None,
        });
        let end = next + usize::from(named_after);
        self.used[at..end.min(self.items.len())].fill(true);
        Some(end)
    }

    /// "founded after 1850", where the column is a plain number.
    pub(super) fn number_beyond(&mut self, at: usize, comparison: Comparison) -> Option<usize> {
        let (field, item) = self.draft.condition_field.or(self.last)?;
        let field = &self.scope.fields[field];
        let plain = field.is_number() && self.links_back(item, at);
        if plain { self.compare(at, comparison) } else { None }
    }

    fn having(&mut self, at: usize, figure: Figure, is: Comparison, value: Value, next: usize) -> Option<usize> {
        self.draft.having.push((figure, is, value));
        self.used[at..next.min(self.items.len())].fill(true);
        Some(next)
    }

    /// A figure that ends right before a comparison is what is compared.
    fn figure_before(&mut self, at: usize) -> Option<Figure> {
        let before = self.before(at)?;
        if self.draft.figure_item != Some(before) {
            return None;
        }
        if self.zone == Zone::Conditions || self.draft.figures.len() > 1 {
            return self.draft.figures.pop();
        }
        self.draft.figures.last().cloned()
    }

    pub(super) fn between(&mut self, at: usize) -> Option<usize> {
        let (low, middle) = self.operand(at + 1)?;
        if !matches!(self.items.get(middle)?.lex, Some(Lex::And | Lex::To)) {
            return None;
        }
        let (high, next) = self.operand(middle + 1)?;
        let field = self.subject(at).or_else(|| self.following(next, &low))?;
        let column = self.scope.fields[field].name.clone();
        let (low, high) = (low.value(), high.value());
        let filter = Filter::Between { column, low, high };
        let filter = if self.negated(at) {
            Filter::Not(Box::new(filter))
        } else {
            filter
        };
        self.add(Condition {
            field,
            filter,
            equal: None,
        });
        self.used[at..next].fill(true);
        Some(next)
    }

    fn operand(&self, from: usize) -> Option<(Operand, usize)> {
        let mut at = from;
        while self.items.get(at).is_some_and(|item| {
            item.number.is_none() && matches!(item.lex, Some(Lex::Stop | Lex::Lead | Lex::Grain(_)))
        }) && at < from + 3
        {
            at += 1;
        }
        let item = self.items.get(at)?;
        if let Some(number) = item.number {
            return Some((Operand::Number(number), at + 1));
        }
        let token = &self.tokens[item.start];
        match (&token.kind, item.hits.first()) {
            (TokenKind::Quoted, _) => Some((Operand::Text(token.raw.clone()), at + 1)),
            (_, Some(hit)) => Some((Operand::Text(hit.value.clone()), at + 1)),
            _ => None,
        }
    }

    /// The field that a condition at `at` is about.
    pub(super) fn subject(&mut self, at: usize) -> Option<usize> {
        if let Some((field, _)) = self.draft.condition_field.take() {
            return Some(field);
        }
        let (field, item) = self.last?;
        let before = self.before(at)?;
        if item != before && !self.links_back(item, at) {
            return None;
        }
        let alone = !self.draft.names_rows
            && self.draft.loose.len() == 1
            && self.draft.figures.is_empty()
            && self.draft.parts.is_empty()
            && self.pending.is_empty();
        let repeated = self
            .draft
            .loose
            .iter()
            .any(|loose| loose.field == field && loose.item != item);
        if !alone && !repeated && item == before {
            self.draft.loose.retain(|loose| loose.field != field);
        }
        Some(field)
    }

    pub(super) fn links_back(&self, from: usize, to: usize) -> bool {
        let between = self.items.get(from + 1..to).unwrap_or_default();
        between.iter().all(|item| {
            matches!(
                item.lex,
                Some(Lex::Stop | Lex::Lead | Lex::Where | Lex::Which | Lex::Not | Lex::Since | Lex::And)
            ) || item.rows
        })
    }

    /// Past a unit that the figure's name follows: "more than 60 minutes late".
    fn after_unit(&self, next: usize) -> usize {
        const UNITS: &str =
            "minute hour day week month year second dollar euro pound mile kilometer km meter percent kg unit point %";
        let is_unit = self.items.get(next).is_some_and(|item| {
            let token = &self.tokens[item.start];
            item.length == 1 && UNITS.split(' ').any(|unit| crate::ask::stem::stem(unit) == token.stem)
        });
        let named = self
            .items
            .get(next + 1)
            .is_some_and(|item| item.links.iter().any(|link| self.scope.fields[link.field].is_number()));
        next + usize::from(is_unit && named)
    }

    fn comparable(&self, field: usize, operand: &Operand) -> bool {
        self.scope.fields[field].is_number() || matches!(operand, Operand::Text(_))
    }

    /// "above 1000 or below 500": the field of the comparison before.
    fn same_again(&self, at: usize) -> Option<usize> {
        let joined = at > 0 && matches!(self.items[at - 1].lex, Some(Lex::Or | Lex::And));
        let last = self.draft.conditions.last().filter(|_| joined)?;
        self.scope.fields[last.field].is_number().then_some(last.field)
    }

    /// "older than 40": the field that the comparison itself speaks of.
    fn implied(&self, at: usize) -> Option<usize> {
        let text = self.text(&self.items[at]).to_lowercase();
        let first = text.split(' ').next().unwrap_or_default();
        let hint = match first {
            "older" | "younger" => "age",
            "longer" | "shorter" => "duration length distance height",
            "taller" => "height",
            "heavier" | "lighter" => "weight",
            "farther" => "distance",
            "faster" | "slower" => "speed",
            "cheaper" => "price cost",
            _ if self.scope.names_people() => "age",
            _ => return None,
        };
        self.hinted(hint)
    }

    pub(super) fn following(&self, next: usize, operand: &Operand) -> Option<usize> {
        let item = self.items.get(next)?;
        let fits = |field: usize| self.scope.fields[field].is_number() || matches!(operand, Operand::Text(_));
        item.links.iter().map(|link| link.field).find(|field| fits(*field))
    }
}

impl Operand {
    fn value(&self) -> Value {
        match self {
            Self::Number(number) => whole(*number),
            Self::Text(text) => Value::Text(text.clone()),
        }
    }
}

/// A number as a whole number, where it is one.
pub(super) fn whole(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        Value::Integer(number as i64)
    } else {
        Value::Float(number)
    }
}

fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::NotEqual,
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::Greater,
        Comparison::Greater => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
    }
}
