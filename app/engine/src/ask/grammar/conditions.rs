//! Conditions: comparisons, values, text, missing cells.

use super::Parser;
use crate::ask::draft::Condition;
use crate::ask::lexicon::Lex;
use crate::ask::words::TokenKind;
use spec::dataset::Type;
use spec::filter::{Comparison, Filter};

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

    /// The item before, silent ones skipped.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
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
        let letter = self.tokens[item.start].raw.chars().all(char::is_uppercase);
        let skip = usize::from(item.is(Lex::Stop) && item.hits.is_empty() && !letter && self.items.len() > at + 2);
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
        let said = at > 0 && (self.items[at - 1].is(Lex::Stop) || self.last.is_some_and(|(_, item)| item + 1 == at));
        let (first, second) = if said { (before, next) } else { (next, before) };
        let field = first.or(second)?;
        let end = at + 1 + usize::from(Some(field) == next && !(said && before.is_some()));
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

    pub(super) fn add(&mut self, condition: Condition) {
        if !self.draft.conditions.contains(&condition) {
            self.draft.conditions.push(condition);
        }
    }
}
