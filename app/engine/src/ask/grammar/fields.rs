//! Which column a word means where it stands, and what is done with it.

use super::{Parser, Zone};
use crate::ask::draft::Figure;
use crate::ask::lexicon::Lex;
use crate::ask::link::{Field, Link};
use crate::ask::segment::Item;
use spec::chart::Kind;
use spec::dataset::Type;
use spec::profile::Role;
use spec::question::{Aggregate, Grain, Grouping};

impl Parser<'_> {
    /// Puts the column that an item means where it belongs.
    pub(in crate::ask) fn field(&mut self, at: usize) {
        let item = &self.items[at];
        let Some(link) = self.choose(item) else { return };
        self.doubt(item, link);
        let field = &self.scope.fields[link.field];
        self.last = Some((link.field, at));
        self.draft.quality.push(link.quality);
        let numeric = self
            .pending
            .iter()
            .any(|aggregate| !matches!(aggregate, Aggregate::Count | Aggregate::Distinct));
        if numeric && !suits(&self.pending, field) {
            self.keep_or_group(link, at);
        } else if !self.pending.is_empty() {
            for aggregate in std::mem::take(&mut self.pending) {
                self.figure(Figure::of(Some(aggregate), link.field));
            }
            self.draft.figure_item = Some(at);
        } else {
            self.keep_or_group(link, at);
        }
    }

    fn keep_or_group(&mut self, link: Link, at: usize) {
        let index = link.field;
        let after_and = at > 0 && self.items[at - 1].is(Lex::And)
            || at > 1 && self.items[at - 1].is(Lex::Stop) && self.items[at - 2].is(Lex::And);
        if after_and && !self.draft.parts.is_empty() && self.scope.fields[index].is_figure() {
            self.zone = Zone::Main;
        }
        let field = &self.scope.fields[index];
        let has_figure = !self.draft.figures.is_empty() || !self.pending.is_empty();
        let ranked = self.draft.leading.is_some() || self.draft.has_group(self.scope);
        match self.zone {
            Zone::Groups if field.is_figure() && !has_figure && ranked => self.figure(Figure::of(None, index)),
            Zone::Groups if field.is_figure() && !has_figure && self.only_figure_named() => {
                self.draft.wishes.push(Lex::Relation);
                self.keep(link, at);
            }
            Zone::Groups | Zone::Each => {
                let by = self.grouping(index, self.zone);
                self.group(index, by, at);
            }
            Zone::Conditions => {
                if let Some((field, item)) = self.draft.condition_field.replace((index, at)) {
                    self.keep(Link { field, quality: 0.9 }, item);
                }
            }
            Zone::Main => self.keep(link, at),
        }
    }

    /// "arrival delay by departure delay": two figures side by side.
    fn only_figure_named(&self) -> bool {
        let [loose] = &self.draft.loose[..] else { return false };
        self.scope.fields[loose.field].is_figure() && self.draft.parts.is_empty()
    }

    fn figure(&mut self, figure: Figure) {
        if !self.draft.figures.contains(&figure) {
            self.draft.figures.push(figure);
        }
    }

    fn grouping(&self, index: usize, zone: Zone) -> Grouping {
        let field = &self.scope.fields[index];
        match field.kind {
            Type::Datetime => Grouping::Grain(Grain::Day),
            Type::Float | Type::Decimal if field.is_figure() && zone == Zone::Groups => Grouping::Bins(10),
            _ => Grouping::Value,
        }
    }

    /// The best column for an item where it stands.
    pub(in crate::ask) fn choose(&self, item: &Item) -> Option<Link> {
        let best = item.links.first()?.quality;
        let fitness = |link: &Link| {
            let field = &self.scope.fields[link.field];
            let sums = self
                .pending
                .iter()
                .any(|aggregate| !matches!(aggregate, Aggregate::Count | Aggregate::Distinct));
            let suited: f32 = match self.zone {
                _ if self.draft.ranks_rows && self.draft.figures.is_empty() && field.is_figure() => 0.5,
                _ if sums => f32::from(u8::from(suits(&self.pending, field))) * 0.5,
                _ if self.pending.contains(&Aggregate::Count) => {
                    if field.role == Role::Identifier {
                        0.06
                    } else {
                        0.0
                    }
                }
                Zone::Groups | Zone::Each => grouping_worth(field),
                _ => {
                    if field.is_figure() {
                        0.02
                    } else {
                        grouping_worth(field) * 0.2
                    }
                }
            };
            let taken = self
                .draft
                .parts
                .iter()
                .any(|part| part.field == link.field && part.by.is_value());
            let again = matches!(self.zone, Zone::Groups | Zone::Each)
                && self.draft.loose.iter().any(|loose| loose.field == link.field);
            link.quality + suited + f32::from(u8::from(again)) * 0.6
                - if taken && link.quality < 0.9 { 0.1 } else { 0.0 }
        };
        let groups = matches!(self.zone, Zone::Groups | Zone::Each);
        let named = |link: &&Link| groups && self.draft.loose.iter().any(|loose| loose.field == link.field);
        let near = item
            .links
            .iter()
            .filter(|link| link.quality >= best * 0.5 || named(link));
        let mut chosen: Option<(Link, f32)> = None;
        for link in near {
            let worth = fitness(link);
            if chosen.is_none_or(|(_, most)| worth > most + 1e-4) {
                chosen = Some((*link, worth));
            }
        }
        chosen.map(|(link, _)| link)
    }

    fn doubt(&mut self, item: &Item, link: Link) {
        let others = item
            .links
            .iter()
            .filter(|other| other.field != link.field && other.quality >= link.quality * 0.9);
        let fits = |field: usize| self.scope.fields[field].is_number() == self.scope.fields[link.field].is_number();
        let others: Vec<usize> = others
            .map(|other| other.field)
            .filter(|field| fits(*field))
            .take(4)
            .collect();
        if !others.is_empty() {
            let text = self.text(item);
            self.draft.doubts.push((text, link.field, others));
        }
    }

    /// "by month", "monthly": a part of the calendar, or a column that holds it.
    pub(in crate::ask) fn grain(&mut self, at: usize, grain: Grain) -> usize {
        let item = &self.items[at];
        let own = item.links.iter().find(|link| link.quality > 0.9).map(|link| link.field);
        let strict = own.is_some_and(|field| self.scope.fields[field].kind.is_time());
        if strict && matches!(grain, Grain::Day) {
            self.name(at);
            return at + 1;
        }
        let adverb = self.tokens[item.start].text.ends_with("ly") || item.length > 1;
        let grouped = matches!(self.zone, Zone::Groups | Zone::Each) || adverb || self.over_before(at);
        if !grouped && own.is_some() {
            return self.name(at);
        }
        if self.zone == Zone::Conditions {
            self.draft.condition_field = self.calendar(grain).map(|(field, _)| (field, at));
            return at + 1;
        }
        let named = self
            .last
            .filter(|(field, _)| self.scope.fields[*field].kind.is_time())
            .map(|(field, _)| (field, Grouping::Grain(grain)));
        let best = item
            .links
            .iter()
            .find(|link| link.quality > 0.4)
            .map(|link| (link.field, self.grouping(link.field, Zone::Each)));
        match named.or_else(|| self.calendar(grain)).or(best) {
            Some((field, by)) => {
                self.draft.loose.retain(|loose| loose.field != field);
                self.group(field, by, at);
                if !self.pending.is_empty() && self.pending.iter().all(|aggregate| *aggregate == Aggregate::Count) {
                    self.pending.clear();
                    self.draft.figures.push(Figure::rows());
                }
            }
            None => self.used[at] = false,
        }
        at + 1
    }

    fn over_before(&self, at: usize) -> bool {
        let mut before = self.items[..at].iter().rev().skip_while(|item| item.is(Lex::Stop));
        before.next().is_some_and(|item| {
            item.is(Lex::Compare(spec::filter::Comparison::Greater))
                || matches!(
                    item.lex,
                    Some(
                        Lex::By
                            | Lex::Each
                            | Lex::And
                            | Lex::Which
                            | Lex::Common(_)
                            | Lex::Extreme(..)
                            | Lex::Top
                            | Lex::Bottom
                    )
                )
        }) || at == 0
            || matches!(self.draft.chart, Some(Kind::Line | Kind::Area))
    }

    /// The field that holds a part of the calendar, and how to group by it.
    pub(in crate::ask) fn calendar(&self, grain: Grain) -> Option<(usize, Grouping)> {
        if let Some(field) = self.scope.fields.iter().position(|field| is_called(field, grain)) {
            return Some((field, Grouping::Value));
        }
        let clock = matches!(grain, Grain::Hour | Grain::HourOfDay | Grain::Minute);
        let fits = |field: &Field<'_>| field.kind == Type::Datetime || (field.kind == Type::Date && !clock);
        if let Some(field) = self.scope.fields.iter().position(fits) {
            return Some((field, Grouping::Grain(grain)));
        }
        let tokens = crate::ask::words::tokens(column_word(grain));
        let runs = self.scope.index.runs(&tokens, 0);
        let links = runs.first().map_or(&[][..], |run| &run.links);
        let period = links
            .iter()
            .find(|link| link.quality > 0.35 && self.scope.fields[link.field].is_group());
        period.map(|link| (link.field, Grouping::Value))
    }
}

/// Whether a column bears the very name of a part of the calendar. The numbers of a `day` are days of the month, not days.
fn is_called(field: &Field<'_>, grain: Grain) -> bool {
    let means_it = field.is_group() && !field.kind.is_time() && !(grain == Grain::Day && field.is_number());
    means_it && field.name.eq_ignore_ascii_case(column_word(grain))
}

/// What a column that holds this part of the calendar is called.
fn column_word(grain: Grain) -> &'static str {
    match grain {
        Grain::HourOfDay => Grain::Hour.word(),
        Grain::MonthOfYear => Grain::Month.word(),
        Grain::QuarterOfYear => Grain::Quarter.word(),
        Grain::DayOfMonth => Grain::Day.word(),
        grain => grain.word(),
    }
}

fn grouping_worth(field: &Field<'_>) -> f32 {
    let named = field.name.to_lowercase().ends_with("name");
    match field.role {
        _ if named => 0.16,
        Role::Category | Role::Place | Role::Period | Role::Flag => 0.15,
        Role::Time => 0.12,
        Role::Text => 0.08,
        Role::Identifier => 0.04,
        Role::Measure | Role::Rate | Role::Coordinate => 0.0,
    }
}

fn suits(pending: &[Aggregate], field: &Field<'_>) -> bool {
    pending.iter().all(|aggregate| match aggregate {
        Aggregate::Min | Aggregate::Max | Aggregate::First | Aggregate::Last => {
            field.is_number() || field.kind.is_time()
        }
        Aggregate::Count | Aggregate::Distinct => true,
        _ => field.is_number(),
    })
}
