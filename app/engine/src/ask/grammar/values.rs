//! Values as conditions: "in Germany", "origin JFK", "supplier 3".

use super::compare::{Operand, whole};
use super::{Parser, Zone};
use crate::ask::draft::Condition;
use crate::ask::lexicon::Lex;
use crate::ask::link::values::Hit;
use crate::ask::words::TokenKind;
use spec::dataset::Type;
use spec::filter::{Comparison, Filter};
use spec::profile::Role;
use spec::value::Value;

impl Parser<'_> {
    /// A value of a column: "in Germany", "for Nike".
    pub(super) fn value_condition(&mut self, at: usize) -> Option<usize> {
        let item = &self.items[at];
        if item.hits.is_empty() {
            return self.quoted_condition(at);
        }
        let linked = item.links.first().is_some_and(|link| link.quality > 0.9);
        let written = self.tokens[item.start].raw.starts_with(char::is_uppercase) && at > 0;
        if linked && !written || item.lex.is_some() && item.worth > 0.9 && !written {
            return None;
        }
        let quoted = self.tokens[item.start].kind == TokenKind::Quoted;
        let beside = |field: usize| {
            self.last.is_some_and(|(last, item)| last == field && item + 1 == at)
                || self
                    .items
                    .get(at + 1)
                    .is_some_and(|next| next.links.iter().any(|link| link.field == field && link.quality > 0.6))
        };
        if item.lex.is_some()
            && !written
            && !quoted
            && item.length == 1
            && !item.hits.iter().any(|hit| beside(hit.field))
        {
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
    pub(super) fn number_condition(&mut self, at: usize) -> Option<usize> {
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
}
