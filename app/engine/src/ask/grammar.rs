//! Items become a draft: figures, groups, conditions, order, the chart asked for.

pub(super) mod compare;
pub(super) mod conditions;
pub(super) mod fields;
pub(super) mod order;
pub(super) mod ranks;
pub(super) mod times;
pub(super) mod values;

use super::draft::{Draft, Figure, Loose, Part};
use super::lexicon::Lex;
use super::link::{Field, Link, Scope};
use super::segment::Item;
use super::stem::is_plural;
use super::words::Token;
use spec::chart::Kind;
use spec::dataset::Type;
use spec::filter::Comparison;
use spec::question::{Aggregate, Grouping, Order};

/// Where in a question the reader stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Zone {
    /// Anywhere.
    Main,
    /// After "by".
    Groups,
    /// After "each": what follows is a group, even a number.
    Each,
    /// After "whose" or "with".
    Conditions,
}

/// Reads items from left to right.
pub(super) struct Parser<'s> {
    pub scope: &'s Scope<'s>,
    pub tokens: &'s [Token],
    pub items: &'s [Item],
    /// Which items have been made use of.
    pub used: Vec<bool>,
    /// What has been understood.
    pub draft: Draft,
    /// Aggregates still waiting for their column.
    pub pending: Vec<Aggregate>,
    pub zone: Zone,
    /// The field that was named last, and by which item.
    pub last: Option<(usize, usize)>,
    /// Whether "which" or "who" was asked.
    pub asks_which: bool,
}

/// Reads items as a draft.
pub(super) fn parse<'s>(scope: &'s Scope<'s>, tokens: &'s [Token], items: &'s [Item]) -> Draft {
    let mut parser = Parser {
        scope,
        tokens,
        items,
        used: vec![false; items.len()],
        draft: Draft::default(),
        pending: Vec::new(),
        zone: Zone::Main,
        last: None,
        asks_which: false,
    };
    parser.orders();
    let mut at = 0;
    while at < items.len() {
        at = if parser.used[at] {
            at + 1
        } else {
            parser.step(at).max(at + 1)
        };
    }
    parser.finish()
}

impl Parser<'_> {
    /// Reads the item at `at`; gives the next one to read.
    fn step(&mut self, at: usize) -> usize {
        let item = &self.items[at];
        if let Some(next) = self.condition(at) {
            return next;
        }
        let strong = item.links.first().is_some_and(|link| link.quality > 0.9);
        let named = strong
            && match item.lex {
                Some(Lex::Grain(_) | Lex::Count | Lex::Aggregate(_)) => false,
                Some(Lex::Stop | Lex::Lead) => self.tokens[item.start].text.len() > 3,
                _ => true,
            };
        match item.lex {
            Some(lex) if !named || matches!(lex, Lex::By | Lex::Each) => self.lex(at, lex),
            _ => self.name(at),
        }
    }

    fn lex(&mut self, at: usize, lex: Lex) -> usize {
        self.used[at] = true;
        match lex {
            Lex::Aggregate(aggregate) => self.aggregate(at, aggregate),
            Lex::Count => self.aggregate(at, Aggregate::Count),
            Lex::TotalNumber => {
                self.aggregate(at, Aggregate::Count);
                self.draft.wishes.push(lex);
            }
            Lex::Total => self.aggregate(at, Aggregate::Sum),
            Lex::Much => self.pending.push(Aggregate::Sum),
            Lex::Distinct => self.distinct(at),
            Lex::AxisY if self.items[at].links.is_empty() => self.zone = Zone::Main,
            Lex::Number | Lex::AxisY => self.used[at] = !self.items[at].links.is_empty() && self.name(at) > at,
            Lex::By => {
                self.flush_count();
                self.zone = Zone::Groups;
            }
            Lex::Split => {
                self.zone = Zone::Groups;
                self.draft.wishes.push(lex);
            }
            Lex::Each => {
                self.flush_count();
                self.bound_each();
                self.zone = Zone::Each;
            }
            Lex::Top => return self.top(at, Order::Descending),
            Lex::Bottom => return self.top(at, Order::Ascending),
            Lex::Extreme(order, hint) => return self.extreme(at, order, hint),
            Lex::Common(order) => {
                self.draft.figures.push(Figure::rows());
                self.rank(at, order);
            }
            Lex::Grain(grain) => return self.grain(at, grain),
            Lex::Chart(Kind::Table) if at > 0 && self.items[at - 1].rows => {}
            Lex::Chart(kind) => self.chart(at, kind),
            Lex::AxisX => self.axis_x(at),
            Lex::Which | Lex::Who | Lex::When | Lex::Place => self.which(lex),
            Lex::Where => self.zone = Zone::Conditions,
            Lex::Show => self.zone = Zone::Main,
            Lex::Share
            | Lex::Proportion
            | Lex::Trend
            | Lex::Distribution
            | Lex::Relation
            | Lex::Only
            | Lex::Too
            | Lex::Against
            | Lex::Rest => {
                self.draft.wishes.push(lex);
                if !matches!(lex, Lex::Only | Lex::Too | Lex::Rest) {
                    self.zone = Zone::Main;
                }
            }
            Lex::Rows => self.rows(at),
            Lex::Break => self.after_break(at),
            Lex::Stop | Lex::Lead if !self.items[at].links.is_empty() && self.expects_name() => {
                self.name(at);
            }
            _ => {}
        }
        at + 1
    }

    /// "how many … by": the rows are counted.
    fn flush_count(&mut self) {
        if self.pending == [Aggregate::Count] {
            self.pending.clear();
            self.draft.figures.push(Figure::rows());
        }
    }

    /// "the youngest for each job" is no ranking: it is worked out for each.
    fn bound_each(&mut self) {
        let Some(bound) = self.draft.bound.take() else { return };
        if self.draft.ranks_rows
            && let Some(loose) = self
                .draft
                .loose
                .pop_if(|loose| self.scope.fields[loose.field].is_figure())
        {
            self.draft.figures.push(Figure::of(Some(bound), loose.field));
            self.draft.ranks_rows = false;
            self.draft.leading = None;
        } else if !self.draft.ranks_rows
            && let Some(figure) = self.draft.figures.last_mut()
        {
            figure.aggregate = Some(bound);
            self.draft.leading = None;
        }
    }

    /// "x axis location", "major on the x axis": what lies along it is a group.
    fn axis_x(&mut self, at: usize) {
        let text = self.text(&self.items[at]).to_lowercase();
        self.chart(at, Kind::Column);
        if !text.contains('x') {
            return;
        }
        let placed = at > 0 && matches!(self.items[at - 1].lex, Some(Lex::Lead | Lex::Stop));
        let mut after = self.items[at + 1..]
            .iter()
            .skip_while(|item| item.is(Lex::Stop) && item.links.is_empty());
        if placed {
            if let Some(loose) = self.draft.loose.pop() {
                self.group(loose.field, Grouping::Value, loose.item);
            }
        } else if after.next().is_some_and(|item| !item.links.is_empty()) {
            self.zone = Zone::Each;
        }
    }

    fn expects_name(&self) -> bool {
        matches!(self.zone, Zone::Groups | Zone::Each)
    }

    fn aggregate(&mut self, at: usize, aggregate: Aggregate) {
        if self.zone != Zone::Conditions {
            self.zone = Zone::Main;
        }
        if self.items[at].links.first().is_some_and(|link| link.quality > 0.95) && !self.pending.is_empty() {
            self.name(at);
            return;
        }
        let adjacent = at > 0 && matches!(self.items[at - 1].lex, Some(Lex::Total | Lex::Aggregate(_)));
        if adjacent && self.pending == [Aggregate::Sum] {
            self.pending.clear();
        }
        let counts = self.pending == [Aggregate::Count] && matches!(aggregate, Aggregate::Sum);
        if !counts && !self.pending.contains(&aggregate) {
            self.pending.push(aggregate);
        }
    }

    fn distinct(&mut self, at: usize) {
        let counts = self.pending.contains(&Aggregate::Count) || self.items[at].length > 1;
        let before = at > 0 && self.items[at - 1].is(Lex::Each);
        if counts && !before {
            self.pending.retain(|aggregate| *aggregate != Aggregate::Count);
            self.pending.push(Aggregate::Distinct);
        }
    }

    fn which(&mut self, lex: Lex) {
        self.asks_which = true;
        self.zone = Zone::Main;
        self.draft.wishes.push(lex);
    }

    fn chart(&mut self, at: usize, kind: Kind) {
        self.draft.chart = self.draft.chart.or(Some(kind));
        let lead = at > 0 && (self.items[at - 1].is(Lex::Lead) || self.items[at - 1].is(Lex::Stop));
        if !lead || self.zone == Zone::Conditions {
            self.zone = Zone::Main;
        }
    }

    fn rows(&mut self, at: usize) {
        self.used[at] = true;
        if self.pending.contains(&Aggregate::Count) {
            self.pending.retain(|aggregate| *aggregate != Aggregate::Count);
            self.draft.figures.push(Figure::rows());
        } else {
            self.draft.names_rows = true;
            self.each_row(at);
        }
    }

    /// "revenue of each manufacturer", asked of the manufacturers: each is known by its name.
    fn each_row(&mut self, at: usize) {
        let is_name = |field: &Field<'_>| {
            let name = field.name.to_lowercase();
            field.kind == Type::Text
                && (name == "name"
                    || name == "title"
                    || self
                        .scope
                        .name
                        .iter()
                        .any(|word| name.starts_with(word.as_str()) && name.ends_with("name")))
        };
        let worked_out =
            |aggregate: &Option<Aggregate>| !matches!(aggregate, Some(Aggregate::Count | Aggregate::Distinct));
        let figures = self.draft.figures.iter().any(|figure| worked_out(&figure.aggregate))
            || self
                .draft
                .loose
                .iter()
                .any(|loose| self.scope.fields[loose.field].is_figure());
        let compound = self.items.get(at + 1).is_some_and(|next| !next.links.is_empty());
        if self.zone == Zone::Each
            && figures
            && !compound
            && let Some(field) = self.scope.fields.iter().position(is_name)
        {
            self.group(field, Grouping::Value, at);
        }
    }

    fn after_break(&mut self, at: usize) {
        let next = self.items.get(at + 1);
        let goes_on = next.is_some_and(|item| item.lex.is_none() && !item.links.is_empty());
        if !goes_on {
            self.zone = Zone::Main;
        }
    }

    /// An item that names a column, the rows, or nothing.
    pub(super) fn name(&mut self, at: usize) -> usize {
        let item = &self.items[at];
        if item.rows && self.takes_rows(at) {
            self.rows(at);
            return at + 1;
        }
        if !item.links.is_empty() {
            self.used[at] = true;
            self.field(at);
        }
        at + 1
    }

    /// Whether an item that may be a column or the rows is the rows.
    pub(super) fn takes_rows(&self, at: usize) -> bool {
        let item = &self.items[at];
        let Some(best) = item.links.first() else { return true };
        let next = self.items.get(at + 1);
        if next.is_some_and(|next| next.lex.is_none() && !next.rows && !next.links.is_empty()) {
            return true;
        }
        if self.pending == [Aggregate::Count] {
            return true;
        }
        let field = &self.scope.fields[best.field];
        match self.zone {
            Zone::Groups | Zone::Each => {
                best.quality < 0.4
                    || field.role == spec::profile::Role::Identifier && !field.name.to_lowercase().contains("name")
            }
            _ => best.quality < 0.75 || (!field.is_figure() && is_plural(&self.tokens[item.start].text)),
        }
    }

    /// The rest of what was said: what is left over finds its place.
    fn finish(mut self) -> Draft {
        for aggregate in std::mem::take(&mut self.pending) {
            match aggregate {
                Aggregate::Count => self.draft.figures.push(Figure::rows()),
                other => self.draft.waiting.push(other),
            }
        }
        let words = self
            .items
            .iter()
            .zip(&self.used)
            .filter(|(item, used)| !**used && !is_silent(item));
        self.draft.ignored = words.map(|(item, _)| self.text(item)).collect();
        self.draft.corrected = self.corrections();
        self.draft
    }

    fn corrections(&self) -> Vec<(String, String)> {
        let fixed = self
            .items
            .iter()
            .filter_map(|item| Some((self.text(item), item.corrected.clone()?)));
        fixed.collect()
    }

    /// An item's words as they were written.
    pub(super) fn text(&self, item: &Item) -> String {
        let words = self.tokens[item.start..item.start + item.length].iter();
        words.map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Adds a group, once.
    pub(super) fn group(&mut self, field: usize, by: Grouping, item: usize) {
        if !self.draft.parts.iter().any(|part| part.field == field && part.by == by) {
            self.draft.parts.push(Part { field, by, item });
        }
    }

    /// Keeps a field that has no place yet.
    pub(super) fn keep(&mut self, link: Link, item: usize) {
        let named = self.draft.loose.iter_mut().find(|loose| loose.field == link.field);
        match named {
            Some(loose) => loose.quality = loose.quality.max(link.quality),
            None => self.draft.loose.push(Loose {
                field: link.field,
                item,
                quality: link.quality,
            }),
        }
    }
}

fn is_silent(item: &Item) -> bool {
    matches!(
        item.lex,
        Some(
            Lex::Stop
                | Lex::Lead
                | Lex::Show
                | Lex::And
                | Lex::Or
                | Lex::To
                | Lex::Break
                | Lex::Number
                | Lex::AxisY
                | Lex::Since
                | Lex::Too
        )
    ) || item.is(Lex::Compare(Comparison::Equal))
}
