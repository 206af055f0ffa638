//! The name that a misspelt one was meant to be.

/// The one of `names` that is most like `name`, unless none is: of the letters after the common prefix, fewer than half
/// may differ, or they must be a part of the candidate.
pub(crate) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = name.trim_start_matches(super::PREFIX).to_uppercase();
    names
        .map(|candidate| (distance(&word, candidate.trim_start_matches(super::PREFIX)), candidate))
        .min()
        .filter(|(distance, candidate)| distance * 2 < word.len() || (word.len() > 2 && candidate.contains(&word)))
        .map(|(_, candidate)| candidate)
}

/// How many letters must be changed, added or taken away to make `to` of `from` (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, letter) in from.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in to.bytes().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}
