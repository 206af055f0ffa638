//! Wishes for an order: "sorted by price descending", "from high to low by the y-axis".

use super::Parser;
use crate::ask::draft::{Target, Wish};
use crate::ask::lexicon::Lex;
use spec::question::Order;

impl Parser<'_> {
    /// Finds the wishes for an order, and takes their words out.
    pub(in crate::ask) fn orders(&mut self) {
        for at in 0..self.items.len() {
            match self.items[at].lex {
                Some(Lex::Direction(order)) => self.direction(at, order, None),
                Some(Lex::Alphabetical(order)) => self.direction(at, order, Some(Target::First)),
                _ => {}
            }
        }
        for at in 0..self.items.len() {
            let item = &self.items[at];
            if item.is(Lex::Sort) && !self.used[at] && !self.is_noun(at) {
                self.plain_sort(at);
            }
        }
    }

    fn direction(&mut self, at: usize, order: Order, fixed: Option<Target>) {
        let start = self.sort_verb(at);
        let first = start.unwrap_or(at);
        let mut end = at + 1;
        while end < self.items.len() && !self.ends_clause(end) {
            end += 1;
        }
        let before = start.map_or(Target::Unsaid, |start| self.target(start, at));
        let leads_on = self
            .items
            .get(at + 1)
            .is_some_and(|next| matches!(next.lex, Some(Lex::By | Lex::Lead | Lex::Stop | Lex::Sort)));
        let after = if leads_on {
            self.target(at + 1, end)
        } else {
            Target::Unsaid
        };
        let last = match (&before, &after) {
            (Target::Unsaid, Target::Unsaid) => self.silent_until(at + 1, end),
            (Target::Unsaid, _) => end,
            _ => self.silent_until(at + 1, end),
        };
        let target = match (fixed, before, after) {
            (Some(target), _, _) => target,
            (None, Target::Unsaid, after) => after,
            (None, before, _) => before,
        };
        self.draft.order = Some(Wish {
            target,
            order: Some(order),
        });
        self.used[first..last].fill(true);
    }

    fn plain_sort(&mut self, at: usize) {
        self.used[at] = true;
        let content = self.items[..at].iter().any(|item| !item.links.is_empty() || item.rows);
        if !content {
            self.draft.order = self.draft.order.take().or(Some(Wish {
                target: Target::Unsaid,
                order: Some(Order::Descending),
            }));
            return;
        }
        let mut end = at + 1;
        while end < self.items.len() && !self.ends_clause(end) {
            end += 1;
        }
        let target = self.target(at + 1, end);
        if target != Target::Unsaid || end == at + 1 {
            self.used[at..end].fill(true);
            self.draft.order = self.draft.order.take().or(Some(Wish { target, order: None }));
        }
    }

    /// The verb that asks for the order: "sort", or "show" at the start of a clause.
    fn sort_verb(&self, at: usize) -> Option<usize> {
        let mut index = at;
        while index > 0 && at - index < 12 {
            index -= 1;
            if self.used[index] {
                return None;
            }
            match self.items[index].lex {
                Some(Lex::Sort) if !self.is_noun(index) => return Some(index),
                Some(Lex::Show) => {
                    let mut before = self.items[..index].iter().rev().skip_while(|item| item.is(Lex::Stop));
                    let starts = before
                        .next()
                        .is_some_and(|item| matches!(item.lex, Some(Lex::Break | Lex::And)));
                    return starts.then_some(index);
                }
                Some(Lex::Break) => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether a word such as "rank" names a column here.
    fn is_noun(&self, at: usize) -> bool {
        let item = &self.items[at];
        let before = at
            .checked_sub(1)
            .map(|before| self.text(&self.items[before]).to_lowercase());
        if matches!(before.as_deref(), Some("to" | "you" | "and" | "," | "please")) {
            return false;
        }
        item.rows || item.links.iter().any(|link| link.quality > 0.6)
    }

    fn ends_clause(&self, at: usize) -> bool {
        matches!(
            self.items[at].lex,
            Some(Lex::Break | Lex::And | Lex::Where | Lex::Show | Lex::Direction(_) | Lex::Only | Lex::Each)
        ) || (at > 0 && self.items[at].is(Lex::Chart(spec::chart::Kind::Column)))
            || self.items[at].when.is_some() && self.items[at].number.is_none()
    }

    fn silent_until(&self, start: usize, end: usize) -> usize {
        let spoken = (start..end).find(|index| !matches!(self.items[*index].lex, Some(Lex::Stop)));
        spoken.unwrap_or(end)
    }

    fn target(&self, start: usize, end: usize) -> Target {
        let mut found = Target::Unsaid;
        for item in &self.items[start..end] {
            let field = item
                .links
                .first()
                .filter(|link| link.quality > 0.3)
                .map(|link| link.field);
            let fields = || item.links.iter().map(|link| link.field).collect();
            found = match (item.lex, field) {
                (Some(Lex::AxisX), Some(_)) => Target::Named(fields()),
                (Some(Lex::AxisX | Lex::Grain(_)), _) => Target::First,
                (
                    Some(Lex::AxisY | Lex::Count | Lex::Total | Lex::Number | Lex::Aggregate(_) | Lex::Extreme(..)),
                    _,
                ) => return Target::Figure,
                (Some(Lex::Stop | Lex::Lead | Lex::Sort | Lex::Show | Lex::By), None) => continue,
                (_, Some(_)) if found == Target::Unsaid => Target::Named(fields()),
                _ => continue,
            };
        }
        found
    }
}
