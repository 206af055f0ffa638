//! Runs of words become columns: by their names' words, inflected, abbreviated, or with synonyms.

use super::{Field, Link};
use crate::ask::lexicon::abbreviations::{GLUED, expansions};
use crate::ask::lexicon::synonyms::synonyms;
use crate::ask::stem::stem;
use crate::ask::words::{Token, TokenKind, name_words};
use std::collections::{BTreeMap, HashMap};

/// Columns by the stems of their words.
pub(in crate::ask) struct Index {
    forms: Vec<Form>,
    postings: HashMap<String, Vec<Posting>>,
}

/// One way to split a column's name into words.
struct Form {
    field: usize,
    words: Vec<String>,
    weights: Vec<f32>,
    trust: f32,
}

/// How much less a column of another dataset is meant by the same words.
const FAR: f32 = 0.93;

#[derive(Clone, Copy)]
struct Posting {
    form: usize,
    word: usize,
    quality: f32,
}

/// A run of tokens and the columns it may mean.
pub(in crate::ask) struct Run {
    /// How many tokens.
    pub length: usize,
    /// The columns, best first.
    pub links: Vec<Link>,
}

impl Index {
    /// Indexes the fields of a dataset whose name has these stems.
    pub(in crate::ask) fn new(fields: &[Field<'_>], dataset: &[String]) -> Self {
        let mut index = Self {
            forms: Vec::new(),
            postings: HashMap::new(),
        };
        for (position, field) in fields.iter().enumerate() {
            let trust = if field.way.is_some() { FAR } else { 1.0 };
            let own = field.own_name.as_ref().unwrap_or(&field.name);
            for name in std::iter::once(own).chain(&field.also) {
                for words in wordings(name) {
                    index.add((position, trust), words, dataset);
                }
            }
        }
        index
    }

    fn add(&mut self, (field, trust): (usize, f32), words: Vec<String>, dataset: &[String]) {
        let form = self.forms.len();
        for (word, text) in words.iter().enumerate() {
            for (key, quality) in keys(text) {
                let found = self.postings.entry(key).or_default();
                if !found.iter().any(|other| other.form == form && other.word == word) {
                    found.push(Posting { form, word, quality });
                }
            }
        }
        let weights = words.iter().map(|word| weight(word, dataset)).collect();
        self.forms.push(Form {
            field,
            words,
            weights,
            trust,
        });
    }

    /// All words of all columns.
    pub(in crate::ask) fn vocabulary(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().flat_map(|form| form.words.iter().map(String::as_str))
    }

    /// The columns that runs of tokens from `start` on may mean.
    pub(in crate::ask) fn runs(&self, tokens: &[Token], start: usize) -> Vec<Run> {
        if tokens[start].kind != TokenKind::Word {
            return Vec::new();
        }
        let mut open: BTreeMap<usize, Vec<(usize, f32)>> = BTreeMap::new();
        for posting in self.postings(&tokens[start]) {
            open.entry(posting.form)
                .or_default()
                .push((posting.word, posting.quality));
        }
        let mut runs = Vec::new();
        self.close(&open, 1, &mut runs);
        for end in start + 1..tokens.len().min(start + 7) {
            if is_filler(&tokens[end]) {
                continue;
            }
            let next = self.postings(&tokens[end]);
            if is_label(&tokens[end]) && !next.iter().any(|posting| open.contains_key(&posting.form)) {
                self.close(&open, end + 1 - start, &mut runs);
                if let Some(run) = runs.last_mut() {
                    run.links.retain(|link| link.quality > 0.9);
                    run.links.iter_mut().for_each(|link| link.quality *= 0.98);
                }
                runs.retain(|run| !run.links.is_empty());
                break;
            }
            open.retain(|form, used| {
                let fresh = next
                    .iter()
                    .filter(|posting| posting.form == *form && !used.iter().any(|(word, _)| *word == posting.word))
                    .max_by(|left, right| left.quality.total_cmp(&right.quality));
                used.extend(fresh.map(|posting| (posting.word, posting.quality)));
                fresh.is_some() || next.iter().any(|posting| posting.form == *form)
            });
            if open.is_empty() {
                break;
            }
            self.close(&open, end + 1 - start, &mut runs);
            if matches!(tokens[start].text.as_str(), "number" | "count")
                && runs.last().is_some_and(|run| run.length == end + 1 - start)
            {
                self.keep_ordered(&open, &mut runs);
            }
        }
        runs
    }

    /// "number of trains" is no column `train_number`: the words have to come in the column's order.
    fn keep_ordered(&self, open: &BTreeMap<usize, Vec<(usize, f32)>>, runs: &mut Vec<Run>) {
        let Some(run) = runs.last_mut() else { return };
        run.links.retain(|link| {
            let mut forms = open.iter().filter(|(form, _)| self.forms[**form].field == link.field);
            forms.any(|(_, used)| used.is_sorted_by_key(|(word, _)| *word))
        });
        if run.links.is_empty() {
            runs.pop();
        }
    }

    fn close(&self, open: &BTreeMap<usize, Vec<(usize, f32)>>, length: usize, runs: &mut Vec<Run>) {
        let mut best: BTreeMap<usize, f32> = BTreeMap::new();
        for (form, used) in open {
            let form = &self.forms[*form];
            let whole: f32 = form.weights.iter().sum();
            let met: f32 = used.iter().map(|(word, quality)| form.weights[*word] * quality).sum();
            let quality = form.trust * met / whole;
            let entry = best.entry(form.field).or_insert(0.0);
            *entry = entry.max(quality);
        }
        let mut links: Vec<Link> = best
            .into_iter()
            .map(|(field, quality)| Link { field, quality })
            .collect();
        links.sort_by(|left, right| right.quality.total_cmp(&left.quality));
        if !links.is_empty() {
            runs.push(Run { length, links });
        }
    }

    fn postings(&self, token: &Token) -> Vec<Posting> {
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number(_)) {
            return Vec::new();
        }
        let mut found: Vec<Posting> = self.postings.get(&token.stem).cloned().unwrap_or_default();
        for long in expansions(&token.text).map(stem) {
            for posting in self.postings.get(&long).into_iter().flatten() {
                if !found
                    .iter()
                    .any(|other| other.form == posting.form && other.word == posting.word)
                {
                    found.push(Posting {
                        quality: posting.quality * 0.93,
                        ..*posting
                    });
                }
            }
        }
        for posting in &mut found {
            let written = &self.forms[posting.form].words[posting.word];
            if posting.quality >= 1.0 && *written != token.text {
                posting.quality = 0.98;
            }
        }
        found
    }
}

/// The ways to split a name: at its signs and capitals, and with a short word cut off that is written onto another.
fn wordings(name: &str) -> Vec<Vec<String>> {
    let plain: Vec<String> = name_words(name).iter().flat_map(|word| spelled_out(word)).collect();
    let mut apart = Vec::new();
    for word in &plain {
        let glued = GLUED
            .iter()
            .find(|end| word.len() > end.len() + 2 && word.ends_with(**end));
        match glued {
            Some(end) => apart.extend([word[..word.len() - end.len()].to_owned(), (*end).to_owned()]),
            None => apart.push(word.clone()),
        }
    }
    let short = |words: Vec<String>| {
        let kept: Vec<String> = words
            .iter()
            .filter(|word| !matches!(word.as_str(), "of" | "the" | "in" | "for"))
            .cloned()
            .collect();
        if kept.is_empty() { words } else { kept }
    };
    let (plain, apart) = (short(plain), short(apart));
    if plain.is_empty() {
        return Vec::new();
    }
    if apart == plain {
        vec![plain]
    } else {
        vec![plain, apart]
    }
}

fn spelled_out(word: &str) -> Vec<String> {
    let two = match word {
        "dob" => ["birth", "date"],
        "fname" | "firstname" => ["first", "name"],
        "lname" | "lastname" => ["last", "name"],
        "mname" => ["middle", "name"],
        "zipcode" => ["zip", "code"],
        "gpa" => ["gpa", "grade"],
        other => return vec![other.to_owned()],
    };
    two.map(str::to_owned).to_vec()
}

/// What a column's word may be looked up by, and how well each fits.
fn keys(word: &str) -> Vec<(String, f32)> {
    let own = stem(word);
    let mut keys = vec![(own.clone(), 1.0)];
    let long: Vec<String> = expansions(word).map(stem).collect();
    keys.extend(long.iter().map(|key| (key.clone(), 0.95)));
    for root in std::iter::once(&own).chain(&long) {
        keys.extend(synonyms(root).map(|other| (other.to_owned(), 0.8)));
    }
    keys
}

/// Words that many columns end with say less, and so does the dataset's own name.
fn weight(word: &str, dataset: &[String]) -> f32 {
    match word {
        "name" | "id" | "code" | "no" | "number" | "num" | "value" | "key" | "identifier" | "nr" | "details"
        | "description" => 0.35,
        _ if dataset.contains(&stem(word)) => 0.3,
        _ if word.len() == 1 => 0.25,
        _ => 1.0,
    }
}

/// Words that may follow a column's name without being part of it: "the carrier code", "the affiliation type".
fn is_label(token: &Token) -> bool {
    matches!(
        token.stem.as_str(),
        "id" | "cod" | "nam" | "number" | "valu" | "typ" | "scor" | "level" | "figur"
    )
}

fn is_filler(token: &Token) -> bool {
    matches!(token.text.as_str(), "of" | "the" | "'s" | "for" | "in")
}
