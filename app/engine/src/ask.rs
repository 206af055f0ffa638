//! Words become tiles, by rules and without a model.

mod beside;
mod complete;
mod draft;
mod follow;
mod grammar;
mod lexicon;
mod link;
mod rank;
mod say;
mod segment;
mod settle;
pub(crate) mod stem;
mod suggest;
#[cfg(test)]
mod tests;
mod when;
mod words;

pub(crate) use beside::{Term, Way, What};

use crate::error::Error;
use draft::Draft;
use link::Scope;
use segment::Item;
use spec::answer::{Level, Note};
use spec::ask::Reading;
use spec::dashboard::Tile;
use spec::dataset::Dataset;
use spec::profile::Role;
use spec::question::Question;
use words::Token;

/// What is known about a dataset that words may be about.
#[derive(Clone)]
pub(crate) struct Known<'a> {
    /// Its schema.
    pub dataset: &'a Dataset,
    /// What each column means, in order.
    pub roles: &'a [Role],
    /// The different values of each column that has few, in order; empty for the others.
    pub values: &'a [Vec<String>],
    /// What else words may name.
    pub terms: Vec<Term<'a>>,
    /// The datasets that it points at.
    pub ways: Vec<Way>,
}

/// Reads words as a tile. The first of `known` is preferred; `previous` is what the words may be changing; `today` is `2026-11-21`.
///
/// Days that are counted from today stay so in the tile, and are only worked out with its answer.
pub(crate) fn read(words: &str, known: &[Known<'_>], previous: Option<&Tile>, today: &str) -> Result<Reading, Error> {
    let _ = today;
    let tokens = words::tokens(words);
    let own = |dataset: &str| {
        previous.is_some_and(|tile| matches!(&tile.question, Question::Query(query) if query.from == dataset))
    };
    let mut best: Option<Heard<'_>> = None;
    for one in known {
        let heard = Heard::new(one, &tokens, own(&one.dataset.name));
        if best.as_ref().is_none_or(|other| heard.worth > other.worth + 0.01) {
            best = Some(heard);
        }
    }
    match best {
        Some(heard) => heard
            .read(&tokens, previous, known.len() > 1)
            .map_err(|understood| Error::NotUnderstood {
                understood,
                instead: suggest(heard.scope.known).into_iter().take(3).collect(),
            }),
        None => Err(Error::NotUnderstood {
            understood: "no dataset is open that the words could be about".into(),
            instead: Vec::new(),
        }),
    }
}

/// Questions worth asking about a dataset, as words that [`read`] understands; the best three first.
pub(crate) fn suggest(known: &Known<'_>) -> Vec<String> {
    let names_only = Known {
        values: &[],
        ..known.clone()
    };
    let mut good: Vec<String> = Vec::new();
    for question in suggest::questions(known) {
        let tokens = words::tokens(&question);
        // Not by `read`, which suggests when it does not understand.
        let reading = Heard::new(&names_only, &tokens, false).read(&tokens, None, false);
        let sure = reading.is_ok_and(|reading| {
            reading.confidence >= 0.8 && reading.notes.iter().all(|note| note.level == Level::Info)
        });
        if sure && !good.contains(&question) && good.len() < suggest::MOST {
            good.push(question);
        }
    }
    good
}

/// Endings for words that are still being typed; each is the whole text as it would become.
pub(crate) fn complete(words: &str, known: &[Known<'_>]) -> Vec<String> {
    complete::complete(words, known)
}

/// What the words say about one dataset.
struct Heard<'a> {
    scope: Scope<'a>,
    items: Vec<Item>,
    worth: f32,
}

impl<'a> Heard<'a> {
    fn new(known: &'a Known<'a>, tokens: &[Token], preferred: bool) -> Self {
        let scope = Scope::new(known);
        let items = segment::items(&scope, tokens);
        let content = |item: &&Item| !item.links.is_empty() || !item.hits.is_empty() || item.rows;
        let worth = items
            .iter()
            .filter(content)
            .map(|item| item.worth.max(0.5))
            .sum::<f32>()
            + if preferred { 0.5 } else { 0.0 };
        Self { scope, items, worth }
    }

    /// The reading, or what was understood when that is no question.
    fn read(&self, tokens: &[Token], previous: Option<&Tile>, several: bool) -> Result<Reading, String> {
        let scope = &self.scope;
        let mut draft = grammar::parse(scope, tokens, &self.items);
        let before = previous.and_then(|tile| match &tile.question {
            Question::Query(query) if query.from == scope.dataset() => Some(query),
            _ => None,
        });
        let follows = before.is_some_and(|before| follow::follows(&draft, tokens, &self.items, before));
        let speaks = !draft.is_empty()
            || (follows && (draft.chart.is_some() || draft.leading.is_some() || draft.order.is_some()))
            || !draft.waiting.is_empty();
        if !speaks || draft.confidence() < 0.35 {
            return Err(self.not_understood(tokens, &draft));
        }
        let recast = follow::recast(&mut draft, follows);
        let settled = settle::settle(scope, &mut draft);
        let mut notes = say::notes(scope, &draft, &settled.assumed);
        if several {
            notes.push(Note::new(
                Level::Info,
                "dataset",
                format!("asked of {}", scope.dataset()),
            ));
        }
        let changed = previous
            .filter(|_| follows)
            .and_then(|tile| follow::change(scope, &draft, &recast, &settled.query, tile));
        let (query, chart) = changed.unwrap_or((settled.query, settled.chart));
        let alternatives = rank::alternatives(scope, &draft, &query, &chart);
        let tile = rank::with_joins(scope, rank::tile(query, chart));
        if let Question::Query(query) = &tile.question {
            notes.extend(beside::notes(query, before.filter(|_| follows)));
        }
        let alternatives = alternatives.into_iter().map(|tile| rank::with_joins(scope, tile));
        Ok(Reading {
            alternatives: alternatives.collect(),
            tile,
            notes,
            confidence: draft.confidence(),
        })
    }

    fn not_understood(&self, tokens: &[Token], draft: &Draft) -> String {
        let dataset = self.scope.dataset();
        let linked = self.items.iter().filter_map(|item| {
            let link = item.links.first().filter(|link| link.quality > 0.4)?;
            let words: Vec<&str> = tokens[item.start..item.start + item.length]
                .iter()
                .map(|token| token.raw.as_str())
                .collect();
            let equal = item
                .links
                .iter()
                .take(3)
                .filter(|other| other.quality >= link.quality * 0.95);
            let names: Vec<&str> = equal.map(|link| self.scope.fields[link.field].name.as_str()).collect();
            Some(format!("“{}” matches {}", words.join(" "), names.join(" and ")))
        });
        let linked: Vec<String> = linked.take(4).collect();
        let verb = if draft.ignored.len() == 1 { "matches" } else { "match" };
        let unknown = say::listed(&draft.ignored, "and");
        match (linked.is_empty(), unknown.is_empty()) {
            (true, true) => format!("there is nothing in these words to ask {dataset}"),
            (true, false) => format!("{unknown} {verb} nothing in {dataset}"),
            (false, true) => format!("{}, but that is no question yet", linked.join(", ")),
            (false, false) => format!("{}, but {unknown} {verb} nothing in {dataset}", linked.join(", ")),
        }
    }
}
