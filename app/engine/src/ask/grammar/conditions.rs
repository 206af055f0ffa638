//! Conditions: comparisons, values, text, missing cells.

use super::{Parser, Zone};
use crate::ask::draft::{Condition, Figure};
use crate::ask::lexicon::Lex;
use crate::ask::link::values::Hit;
use crate::ask::words::TokenKind;
use spec::dataset::Type;
use spec::filter::{Comparison, Filter};
use spec::profile::Role;
use spec::question::Aggregate;
use spec::value::Value;

/// What a cell or a figure is compared with.
enum Operand {
    Number(f64),
    Text(String),
}

impl Parser<'_> {
    /// Reads a condition that starts at `at`; gives the next item to read.
    pub(in crate::ask) fn condition(&mut self, at: usize) -> Option<usize> {
        let item = &self.items[at];
        let next = match item.lex {
            Some(Lex::Between | Lex::Since) => self.span(at).or_else(|| self.between(at)),
            Some(Lex::Compare(comparison)) => self.compare(at, comparison),
            Some(Lex::After) => self.number_beyond(at, Comparison::Greater),
            Some(Lex::Before) => self.number_beyond(at, Comparison::Less),
            Some(Lex::Contains | Lex::Starts | Lex::Ends) => self.text_condition(at),
            Some(Lex::Null) => self.null(at, Lex::Null),
            Some(Lex::Present) => self.null(at, Lex::Present),
            _ => None,
        };
        next.or_else(|| self.time_condition(at))
            .or_else(|| self.value_condition(at))
            .or_else(|| self.number_condition(at))
    }

    /// "price above 100", "more than 5 flights".
    fn compare(&mut self, at: usize, comparison: Comparison) -> Option<usize> {
        let (operand, next) = self.operand(at + 1)?;
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
    fn number_beyond(&mut self, at: usize, comparison: Comparison) -> Option<usize> {
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

    fn between(&mut self, at: usize) -> Option<usize> {
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
    fn subject(&mut self, at: usize) -> Option<usize> {
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

    fn links_back(&self, from: usize, to: usize) -> bool {
        let between = self.items.get(from + 1..to).unwrap_or_default();
        between.iter().all(|item| {
            matches!(
                item.lex,
                Some(Lex::Stop | Lex::Lead | Lex::Where | Lex::Which | Lex::Not | Lex::Since | Lex::And)
            ) || item.rows
        })
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

    fn following(&self, next: usize, operand: &Operand) -> Option<usize> {
        let item = self.items.get(next)?;
        let fits = |field: usize| self.scope.fields[field].is_number() || matches!(operand, Operand::Text(_));
        item.links.iter().map(|link| link.field).find(|field| fits(*field))
    }

    /// The item before, silent ones skipped.
    fn before(&self, at: usize) -> Option<usize> {
        let silent = |item: &crate::ask::segment::Item| {
            item.links.is_empty()
                && matches!(
                    item.lex,
                    Some(Lex::Stop | Lex::Lead | Lex::Not | Lex::Where | Lex::Compare(_))
                )
        };
        (0..at).rev().find(|index| !silent(&self.items[*index]))
    }

    pub(super) fn negated(&self, at: usize) -> bool {
        let mut before = self.items[..at].iter().rev().take(3).take_while(|item| {
            matches!(
                item.lex,
                Some(Lex::Stop | Lex::Lead | Lex::Not | Lex::Compare(Comparison::NotEqual) | Lex::Or | Lex::And)
            ) || !item.hits.is_empty() && item.lex.is_none()
        });
        before.any(|item| item.is(Lex::Not) || item.is(Lex::Compare(Comparison::NotEqual)))
    }

    fn text_condition(&mut self, at: usize) -> Option<usize> {
        let item = self.items.get(at + 1)?;
        let skip = usize::from(item.is(Lex::Stop) && item.hits.is_empty());
        let item = self.items.get(at + 1 + skip)?;
        let quoted = self.tokens[item.start].kind == TokenKind::Quoted;
        let is_name = item.links.first().is_some_and(|link| link.quality > 0.6);
        if is_name && !quoted {
            return None;
        }
        let field = self.draft.condition_field.take().map(|(field, _)| field).or_else(|| {
            let (field, place) = self.last?;
            (self.scope.fields[field].kind == Type::Text && self.links_back(place, at)).then_some(field)
        });
        let field = field.or_else(|| self.text_field_after(at + 2 + skip))?;
        let (column, text) = (self.scope.fields[field].name.clone(), self.text(item));
        let filter = match self.items[at].lex {
            Some(Lex::Starts) => Filter::StartsWith { column, text },
            Some(Lex::Ends) => Filter::EndsWith { column, text },
            _ => Filter::Contains { column, text },
        };
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
        self.used[at..at + 2 + skip].fill(true);
        Some(at + 2 + skip)
    }

    /// "with the letter a in their names".
    fn text_field_after(&self, at: usize) -> Option<usize> {
        let mut after = self
            .items
            .get(at..)?
            .iter()
            .take(3)
            .skip_while(|item| item.links.is_empty());
        let named = after.next()?;
        let link = named
            .links
            .iter()
            .find(|link| self.scope.fields[link.field].kind == Type::Text)?;
        (link.quality > 0.3).then_some(link.field)
    }

    fn null(&mut self, at: usize, lex: Lex) -> Option<usize> {
        let next = self
            .items
            .get(at + 1)
            .and_then(|item| item.links.first())
            .filter(|link| link.quality > 0.4)
            .map(|link| link.field);
        let before = self
            .last
            .filter(|(_, item)| Some(*item) == self.before(at))
            .map(|(field, _)| field);
        let field = before.or(next)?;
        let end = at + 1 + usize::from(before.is_none());
        self.draft.loose.retain(|loose| loose.field != field);
        self.draft.condition_field = None;
        let column = self.scope.fields[field].name.clone();
        let missing = Filter::Null { column };
        let filter = if lex == Lex::Null {
            missing
        } else {
            Filter::Not(Box::new(missing))
        };
        self.add(Condition {
            field,
            filter,
            equal: None,
        });
        self.used[at..end].fill(true);
        Some(end)
    }

    /// A value of a column: "in Germany", "for Nike".
    fn value_condition(&mut self, at: usize) -> Option<usize> {
        let item = &self.items[at];
        if item.hits.is_empty() {
            return self.quoted_condition(at);
        }
        let linked = item.links.first().is_some_and(|link| link.quality > 0.9);
        let written = self.tokens[item.start].raw.starts_with(char::is_uppercase) && at > 0;
        if linked && !written || item.lex.is_some() && item.worth > 0.9 && !written {
            return None;
        }
        let hit = self.choose_hit(at)?.clone();
        let text = Value::Text(hit.value.clone());
        let value = if self.scope.fields[hit.field].kind == Type::Boolean {
            Value::Boolean(hit.value == "true")
        } else {
            text
        };
        let column = self.scope.fields[hit.field].name.clone();
        let negated = self.negated(at);
        let is = if negated {
            Comparison::NotEqual
        } else {
            Comparison::Equal
        };
        let several: Vec<Value> = item
            .hits
            .iter()
            .filter(|other| other.field == hit.field && other.value != hit.value && other.quality < 0.79)
            .map(|other| Value::Text(other.value.clone()))
            .collect();
        let filter = if several.is_empty() || negated {
            Filter::Compare {
                column,
                is,
                value: value.clone(),
            }
        } else {
            Filter::Contains {
                column,
                text: self.text(item),
            }
        };
        let equal = (several.is_empty() && !negated).then_some(value);
        self.claim(hit.field);
        self.draft.quality.push(hit.quality);
        self.add(Condition {
            field: hit.field,
            filter,
            equal,
        });
        self.used[at] = true;
        Some(at + 1)
    }

    fn quoted_condition(&mut self, at: usize) -> Option<usize> {
        let token = &self.tokens[self.items[at].start];
        if token.kind != TokenKind::Quoted {
            return None;
        }
        let named = self.draft.condition_field.map(|(field, _)| field).or_else(|| {
            self.last
                .filter(|(_, item)| self.links_back(*item, at))
                .map(|(field, _)| field)
        });
        let field = named.filter(|field| self.scope.fields[*field].kind == Type::Text)?;
        self.claim(field);
        let (column, value) = (self.scope.fields[field].name.clone(), Value::Text(token.raw.clone()));
        let negated = self.negated(at);
        let is = if negated {
            Comparison::NotEqual
        } else {
            Comparison::Equal
        };
        let equal = (!negated).then(|| value.clone());
        self.add(Condition {
            field,
            filter: Filter::Compare { column, is, value },
            equal,
        });
        self.used[at] = true;
        Some(at + 1)
    }

    /// The field's own name before its value is no group: "origin JFK".
    fn claim(&mut self, field: usize) {
        if let Some((last, item)) = self.last
            && last == field
        {
            self.draft
                .loose
                .retain(|loose| loose.field != field || loose.item != item);
        }
        self.draft.condition_field = self.draft.condition_field.filter(|(other, _)| *other != field);
    }

    fn choose_hit(&self, at: usize) -> Option<&Hit> {
        let item = &self.items[at];
        let preposition = at
            .checked_sub(1)
            .map(|before| self.text(&self.items[before]).to_lowercase());
        let side: &[&str] = match preposition.as_deref() {
            Some("from") => &["orig", "source", "from", "start", "dep"],
            Some("to") => &["dest", "to", "end", "arr", "target"],
            _ => &[],
        };
        let score = |hit: &Hit| {
            let field = &self.scope.fields[hit.field];
            let named = self.last.is_some_and(|(last, _)| last == hit.field)
                || self.draft.conditions.iter().any(|other| other.field == hit.field);
            let sided = side.iter().any(|start| field.name.to_lowercase().starts_with(start));
            let next = self
                .items
                .get(at + 1)
                .is_some_and(|item| item.links.first().is_some_and(|link| link.field == hit.field));
            let role = matches!(field.role, Role::Category | Role::Place);
            hit.quality
                + f32::from(u8::from(named || next)) * 0.5
                + f32::from(u8::from(sided)) * 0.6
                + f32::from(u8::from(role)) * 0.05
        };
        let mut best: Option<&Hit> = None;
        for hit in &item.hits {
            if best.is_none_or(|other| score(hit) > score(other) + 1e-4) {
                best = Some(hit);
            }
        }
        best
    }

    /// "supplier id 3", "5 or more".
    fn number_condition(&mut self, at: usize) -> Option<usize> {
        let item = &self.items[at];
        let number = item.number?;
        if let Some(Lex::Compare(is @ (Comparison::AtLeast | Comparison::AtMost))) =
            self.items.get(at + 1).and_then(|next| next.lex)
            && self.text(&self.items[at + 1]).starts_with("or")
        {
            let field = self
                .subject(at)
                .or_else(|| self.following(at + 2, &Operand::Number(number)))?;
            let column = self.scope.fields[field].name.clone();
            self.add(Condition {
                field,
                filter: Filter::Compare {
                    column,
                    is,
                    value: whole(number),
                },
                equal: None,
            });
            self.used[at..at + 2].fill(true);
            return Some(at + 2);
        }
        let (field, place) = self.draft.condition_field.or(self.last)?;
        let follows = Some(place) == self.before(at) && self.zone != Zone::Main || at == place + 1;
        if !follows || !self.scope.fields[field].is_number() || self.draft.figure_item == Some(place) {
            return None;
        }
        self.claim(field);
        self.draft.condition_field = None;
        self.draft
            .parts
            .retain(|part| part.field != field || part.item != place);
        let column = self.scope.fields[field].name.clone();
        let value = whole(number);
        let negated = self.negated(at);
        let is = if negated {
            Comparison::NotEqual
        } else {
            Comparison::Equal
        };
        let equal = (!negated).then(|| value.clone());
        self.add(Condition {
            field,
            filter: Filter::Compare { column, is, value },
            equal,
        });
        self.used[at] = true;
        Some(at + 1)
    }

    pub(super) fn add(&mut self, condition: Condition) {
        if !self.draft.conditions.contains(&condition) {
            self.draft.conditions.push(condition);
        }
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
