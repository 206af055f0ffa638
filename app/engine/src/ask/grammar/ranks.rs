//! The leading ones: "top 5", "the highest", "the oldest", "most common".

use super::{Parser, Zone};
use crate::ask::draft::Figure;
use crate::ask::lexicon::Lex;
use crate::ask::stem::is_plural;
use spec::question::{Aggregate, Order};

impl Parser<'_> {
    pub(super) fn top(&mut self, at: usize, order: Order) -> usize {
        if matches!(self.tokens[self.items[at].start].text.as_str(), "worst" | "best") {
            self.draft.wishes.push(if order == Order::Descending {
                Lex::Top
            } else {
                Lex::Bottom
            });
        }
        let count = self.number_at(at + 1);
        let before = at.checked_sub(1).and_then(|before| self.number_at(before));
        let count = match (count, before) {
            (Some(count), _) => {
                self.used[at + 1] = true;
                count
            }
            (None, Some(count)) => {
                self.used[at - 1] = true;
                count
            }
            (None, None) if self.items[at].length == 1 && self.tokens[self.items[at].start].text == "first" => {
                return at + 1;
            }
            (None, None) => {
                self.rank(at, order);
                return at + 1;
            }
        };
        self.draft.leading = Some((Some(count), order));
        self.zone = Zone::Main;
        at + 1
    }

    pub(super) fn number_at(&self, at: usize) -> Option<u64> {
        let number = self.items.get(at)?.number?;
        (number >= 1.0 && number.fract() == 0.0 && number < 1e9).then_some(number as u64)
    }

    /// "highest": a maximum, or the first of an order.
    pub(super) fn extreme(&mut self, at: usize, order: Order, hint: &'static str) -> usize {
        let count = self.number_at(at + 1).map(|count| (count, at + 1));
        let before = at.checked_sub(1).filter(|before| !self.used[*before]);
        let count = count.or_else(|| before.and_then(|before| self.number_at(before).map(|count| (count, before))));
        let hinted = self.hinted(hint);
        let bound = if order == Order::Descending {
            Aggregate::Max
        } else {
            Aggregate::Min
        };
        let led = at > 0
            && self.draft.leading.is_some()
            && (self.items[at - 1].number.is_some() || matches!(self.items[at - 1].lex, Some(Lex::Top | Lex::Bottom)));
        if led && hinted.is_none() {
            self.draft.ranks_rows = true;
            return at + 1;
        }
        let ranks =
            self.asks_which || self.zone == Zone::Conditions || count.is_some() || (at > 0 && self.is_with_before(at));
        if let Some((count, place)) = count {
            self.used[place] = true;
            self.draft.leading = Some((Some(count), order));
        }
        let noun = at + 1 + usize::from(count.is_some_and(|(_, place)| place == at + 1));
        if let Some(field) = hinted {
            self.zone = Zone::Main;
            let named = self
                .items
                .get(noun)
                .is_some_and(|next| next.links.iter().any(|link| link.field == field));
            if named {
                self.pending.push(bound);
            } else {
                self.hinted_figure(field, bound, hint, noun);
            }
            if !named
                && count.is_none()
                && (ranks
                    || self
                        .items
                        .get(noun)
                        .is_some_and(|next| next.rows || !next.links.is_empty()))
            {
                self.rank(at, order);
                self.draft.bound = Some(bound);
            }
            return at + 1;
        }
        if ranks && (count.is_some() || self.draft.has_group(self.scope)) {
            if count.is_none() {
                self.rank(at, order);
            }
            self.zone = Zone::Main;
            self.draft.ranks_rows = true;
            self.draft.bound = count.is_none().then_some(bound);
        } else {
            self.pending.push(bound);
        }
        at + 1
    }

    /// "the oldest people" are rows in the order of their age; "the oldest manager" is a group with its highest age.
    fn hinted_figure(&mut self, field: usize, bound: Aggregate, hint: &str, noun: usize) {
        let of_rows = self
            .items
            .get(noun)
            .is_some_and(|next| next.rows && self.takes_rows(noun));
        let natural = of_rows || hint.starts_with('+');
        self.draft.figures.push(Figure::of((!natural).then_some(bound), field));
    }

    fn is_with_before(&self, at: usize) -> bool {
        let mut before = self.items[..at].iter().rev().skip_while(|item| item.is(Lex::Stop));
        before
            .next()
            .is_some_and(|item| item.is(Lex::Where) || (item.is(Lex::Lead) && self.tokens[item.start].text == "with"))
    }

    /// Only the first of an order is asked for, or all of them in that order.
    pub(super) fn rank(&mut self, at: usize, order: Order) {
        let noun = self.draft.loose.last().map(|loose| loose.item);
        let named = |index: &usize| !self.items[*index].links.is_empty() || self.items[*index].rows;
        let noun = noun.or_else(|| (at + 1..self.items.len()).find(named));
        let one_person = self.draft.wishes(Lex::Who);
        let many = !one_person
            && noun.is_some_and(|index| {
                let item = &self.items[index];
                let last = &self.tokens[item.start + item.length - 1];
                is_plural(&last.text)
            });
        let before = noun
            .and_then(|noun| noun.checked_sub(1))
            .filter(|before| !self.used[*before]);
        let count = before.and_then(|before| self.number_at(before).map(|count| (count, before)));
        if let Some((_, place)) = count {
            self.used[place] = true;
        }
        let count = count.map(|(count, _)| count).or((!many).then_some(1));
        self.draft.leading = Some((count, order));
    }

    pub(super) fn hinted(&self, hint: &str) -> Option<usize> {
        let timely = hint.contains("date");
        hint.trim_start_matches('+').split(' ').find_map(|word| {
            let token = crate::ask::words::tokens(word);
            let runs = self.scope.index.runs(token.get(..1)?, 0);
            let link = runs.first()?.links.iter().find(|link| {
                let field = &self.scope.fields[link.field];
                field.is_figure() || (timely && (field.is_number() || field.kind.is_time()))
            })?;
            (link.quality > 0.35).then_some(link.field)
        })
    }
}
