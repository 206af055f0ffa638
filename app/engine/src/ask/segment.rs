//! Tokens become items: the reading of a question's words, run by run, that explains most of them.

use super::lexicon::{self, Lex};
use super::link::values::{Hit, exact, partial};
use super::link::{Link, Scope, spelling};
use super::when::{When, when, whole};
use super::words::{Token, TokenKind};

/// A run of tokens and all that it may mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// The first token.
    pub start: usize,
    /// How many tokens.
    pub length: usize,
    /// What it does as an English phrase.
    pub lex: Option<Lex>,
    /// The columns it may mean, best first.
    pub links: Vec<Link>,
    /// The values it may mean, best first.
    pub hits: Vec<Hit>,
    /// Whether it is the dataset's own name.
    pub rows: bool,
    /// The time it names.
    pub when: Option<When>,
    /// The number it is.
    pub number: Option<f64>,
    /// Whether a misspelling was corrected.
    pub corrected: Option<String>,
    /// How much it explains.
    pub worth: f32,
}

impl Item {
    /// Whether nothing at all is known about it.
    pub(super) fn is_unknown(&self) -> bool {
        self.lex.is_none()
            && self.links.is_empty()
            && self.hits.is_empty()
            && !self.rows
            && self.when.is_none()
            && self.number.is_none()
    }

    /// Whether it does this.
    pub(super) fn is(&self, lex: Lex) -> bool {
        self.lex == Some(lex)
    }
}

/// Reads tokens as items.
pub(super) fn items(scope: &Scope<'_>, tokens: &[Token]) -> Vec<Item> {
    let candidates = candidates(scope, tokens);
    let mut items = best_path(tokens.len(), candidates);
    for item in items.iter_mut().filter(|item| item.is_unknown()) {
        respell(scope, tokens, item);
    }
    find_parts(scope, tokens, &mut items);
    items
}

/// How many unknown words are looked for inside values.
const MOST_SEARCHED: usize = 3;

/// Takes words that are still unknown for parts of values, or for misspelled phrases.
fn find_parts(scope: &Scope<'_>, tokens: &[Token], items: &mut [Item]) {
    let open = |item: &Item| item.is_unknown() && tokens[item.start].kind == TokenKind::Word;
    let searched = |item: &&Item| {
        open(item) && tokens[item.start].text.len() > 2 && !scope.name.contains(&tokens[item.start].stem)
    };
    let places: Vec<usize> = items
        .iter()
        .filter(searched)
        .map(|item| item.start)
        .take(MOST_SEARCHED)
        .collect();
    let found = if places.is_empty() {
        Vec::new()
    } else {
        partial(scope, tokens, &places)
    };
    for (place, hits) in places.iter().zip(found) {
        if let Some(item) = items.iter_mut().find(|item| item.start == *place) {
            item.hits = hits;
        }
    }
    for item in items.iter_mut().filter(|item| open(item)) {
        let stem = &tokens[item.start].stem;
        let close = |last: &String| stem.len() > 4 && spelling::distance(stem, last, 1) <= 1;
        item.rows = scope.name.last().is_some_and(close);
    }
}

fn candidates(scope: &Scope<'_>, tokens: &[Token]) -> Vec<Vec<Item>> {
    let mut found: Vec<Vec<Item>> = (0..tokens.len()).map(|_| Vec::new()).collect();
    for start in 0..tokens.len() {
        let at = &mut found[start];
        let mut add = |length: usize, worth: f32, change: &dyn Fn(&mut Item)| {
            let index = at.iter().position(|item| item.length == length).unwrap_or_else(|| {
                at.push(Item {
                    start,
                    length,
                    ..Item::default()
                });
                at.len() - 1
            });
            change(&mut at[index]);
            at[index].worth = at[index].worth.max(worth);
        };
        add(1, 0.0, &|_| {});
        for (words, lex) in lexicon::phrases(&tokens[start].text) {
            if matches(words, &tokens[start..]) {
                add(words.len(), lex_worth(*lex, words.len()), &|item| {
                    item.lex = item.lex.or(Some(*lex))
                });
            }
        }
        for run in scope.index.runs(tokens, start) {
            let quality = run.links.first().map_or(0.0, |link| link.quality);
            let full = if quality > 0.9 {
                0.5 * (run.length - 1) as f32
            } else {
                0.0
            };
            let worth = run.length as f32 * (0.45 + 0.6 * quality) + full;
            add(run.length, worth, &|item| item.links.clone_from(&run.links));
        }
        if let Some((time, length)) = when(tokens, start) {
            add(length, length as f32 * 1.06, &|item| item.when = Some(time.clone()));
        }
        if let Some(length) = names_rows(scope, tokens, start) {
            add(length, length as f32 * 1.04, &|item| item.rows = true);
        }
        if let Some(number) = number(&tokens[start]) {
            add(1, 0.9, &|item| item.number = Some(number));
        }
        if tokens[start].kind == TokenKind::Quoted {
            let links = quoted_links(scope, &tokens[start]);
            add(1, 1.2, &|item| item.links.clone_from(&links));
        }
    }
    for hit in exact(scope, tokens) {
        let at = &mut found[hit.start];
        let worth = value_worth(&hit, tokens, at);
        match at.iter_mut().find(|item| item.length == hit.length) {
            Some(item) => {
                item.worth = item.worth.max(worth);
                item.hits.push(hit);
            }
            None => at.push(Item {
                start: hit.start,
                length: hit.length,
                worth,
                hits: vec![hit],
                ..Item::default()
            }),
        }
    }
    found
}

/// A column's whole name in quotes.
fn quoted_links(scope: &Scope<'_>, token: &Token) -> Vec<Link> {
    let inner = super::words::tokens(&token.raw);
    if inner.is_empty() {
        return Vec::new();
    }
    let runs = scope.index.runs(&inner, 0);
    let whole = runs.into_iter().find(|run| run.length == inner.len());
    whole.map_or_else(Vec::new, |run| {
        run.links.into_iter().filter(|link| link.quality > 0.9).collect()
    })
}

/// A value that is also an English word or a column's name is only a value when it is written as one.
fn value_worth(hit: &Hit, tokens: &[Token], at: &[Item]) -> f32 {
    let worth = hit.length as f32 * (0.12 + hit.quality);
    let common = at
        .iter()
        .any(|item| item.length == hit.length && (item.lex.is_some() || item.rows));
    let written = tokens[hit.start].kind == TokenKind::Quoted
        || (tokens[hit.start].raw.starts_with(char::is_uppercase) && hit.start > 0);
    if common && !written { 0.3 } else { worth }
}

fn matches(words: &[&str], tokens: &[Token]) -> bool {
    words.len() <= tokens.len()
        && words
            .iter()
            .zip(tokens)
            .all(|(word, token)| *word == token.text && token.kind != TokenKind::Quoted)
}

fn lex_worth(lex: Lex, length: usize) -> f32 {
    let length = length as f32;
    match lex {
        Lex::Stop | Lex::Lead | Lex::Show => length * 0.55,
        Lex::Chart(_) if length < 2.0 => 0.7,
        Lex::Number | Lex::AxisX | Lex::AxisY | Lex::Rows => length * 0.8,
        _ => length + (length - 1.0) * 0.08,
    }
}

/// How many tokens are the dataset's name, or the last word of it.
fn names_rows(scope: &Scope<'_>, tokens: &[Token], start: usize) -> Option<usize> {
    let name = &scope.name;
    let whole = name.len() <= tokens.len() - start
        && name
            .iter()
            .zip(&tokens[start..])
            .all(|(word, token)| *word == token.stem);
    if whole && !name.is_empty() {
        return Some(name.len());
    }
    if scope.names_people() && super::link::is_person(&tokens[start].stem) {
        return Some(1);
    }
    let last = name.last()?;
    (*last == tokens[start].stem && tokens[start].kind == TokenKind::Word).then_some(1)
}

fn number(token: &Token) -> Option<f64> {
    match token.kind {
        TokenKind::Number(number) => Some(number),
        TokenKind::Word if token.text != "one" => whole(&token.text).map(f64::from),
        _ => None,
    }
}

fn best_path(count: usize, mut candidates: Vec<Vec<Item>>) -> Vec<Item> {
    let mut best: Vec<(f32, usize, usize)> = vec![(0.0, 0, 0); count + 1];
    for at in (0..count).rev() {
        let options = candidates[at].iter().enumerate();
        let scored =
            options.map(|(index, item)| (item.worth + best[(at + item.length).min(count)].0, item.length, index));
        best[at] = scored
            .max_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)))
            .unwrap_or((0.0, 1, 0));
    }
    let (mut at, mut items) = (0, Vec::new());
    while at < count {
        let (_, length, index) = best[at];
        if index < candidates[at].len() {
            items.push(std::mem::take(&mut candidates[at][index]));
        }
        at += length.max(1);
    }
    items
}

/// Tries an unknown word as a long form or a misspelling.
fn respell(scope: &Scope<'_>, tokens: &[Token], item: &mut Item) {
    let token = &tokens[item.start];
    if token.kind != TokenKind::Word {
        return;
    }
    if let Some(short) = spelling::shortened(&token.text, scope.index.vocabulary()) {
        relink(scope, token, short, item, 0.85);
    } else if matches!(
        token.text.as_str(),
        "name" | "names" | "member" | "members" | "type" | "types"
    ) {
        item.lex = Some(Lex::Stop);
    } else if let Some(right) = spelling::correct(&token.text, scope.index.vocabulary()) {
        relink(scope, token, right, item, 0.8);
        item.corrected = Some(right.to_owned());
    } else if let Some((right, lex)) = phrase_like(&token.text) {
        item.lex = Some(lex);
        item.corrected = Some(right.to_owned());
    }
}

fn phrase_like(word: &str) -> Option<(&'static str, Lex)> {
    let right = spelling::correct(word, lexicon::spellable().map(|(text, _)| text))?;
    lexicon::spellable().find(|(text, _)| *text == right)
}

fn relink(scope: &Scope<'_>, token: &Token, word: &str, item: &mut Item, factor: f32) {
    let right = Token {
        text: word.to_owned(),
        stem: super::stem::stem(word),
        ..token.clone()
    };
    let runs = scope.index.runs(std::slice::from_ref(&right), 0);
    let links = runs.into_iter().next().map_or_else(Vec::new, |run| run.links);
    item.links = links
        .into_iter()
        .map(|link| Link {
            quality: link.quality * factor,
            ..link
        })
        .collect();
}
