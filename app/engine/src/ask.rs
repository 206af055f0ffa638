//! Words become tiles, by rules and without a model.

use crate::error::Error;
use spec::ask::Reading;
use spec::dashboard::Tile;
use spec::dataset::Dataset;
use spec::profile::Role;

/// What is known about a dataset that words may be about.
pub(crate) struct Known<'a> {
    /// Its schema.
    pub dataset: &'a Dataset,
    /// What each column means, in order.
    pub roles: &'a [Role],
    /// The different values of each column that has few, in order; empty for the others.
    pub values: &'a [Vec<String>],
}

/// Reads words as a tile. The first of `known` is preferred; `previous` is what the words may be changing; `today` is `2026-11-21`.
pub(crate) fn read(words: &str, known: &[Known<'_>], previous: Option<&Tile>, today: &str) -> Result<Reading, Error> {
    let _ = (known, previous, today);
    Err(Error::NotUnderstood {
        understood: format!("nothing in “{words}” could be read"),
        instead: Vec::new(),
    })
}

/// Questions worth asking about a dataset, as words that [`read`] understands; the best three first.
pub(crate) fn suggest(known: &Known<'_>) -> Vec<String> {
    let _ = known;
    Vec::new()
}

/// Endings for words that are still being typed; each is the whole text as it would become.
pub(crate) fn complete(words: &str, known: &[Known<'_>]) -> Vec<String> {
    let _ = (words, known);
    Vec::new()
}
