//! Misspelled and shortened words become words that are known.

/// How far two words are apart in insertions, deletions, replacements and swaps; more than `most` counts as `most + 1`.
pub(in crate::ask) fn distance(left: &str, right: &str, most: usize) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > most {
        return most + 1;
    }
    let mut earlier: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for row in 1..=left.len() {
        let mut here = vec![row; right.len() + 1];
        for column in 1..=right.len() {
            let same = left[row - 1] == right[column - 1];
            let mut best = (above[column] + 1)
                .min(here[column - 1] + 1)
                .min(above[column - 1] + usize::from(!same));
            let swapped =
                row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
            if swapped {
                best = best.min(earlier[column - 2] + 1);
            }
            here[column] = best;
        }
        if here.iter().min().is_some_and(|least| *least > most) {
            return most + 1;
        }
        earlier = std::mem::replace(&mut above, here);
    }
    above[right.len()].min(most + 1)
}

/// The known word that was probably meant.
pub(in crate::ask) fn correct<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let most = match length {
        0..4 => return None,
        4..8 => 1,
        _ => 2,
    };
    let first = word.chars().next();
    let close = known.filter(|other| other.chars().next() == first && other.chars().count() > 3);
    let scored = close.map(|other| (distance(word, other, most), other));
    let best = scored
        .filter(|(apart, _)| *apart > 0 && *apart <= most)
        .min_by_key(|(apart, _)| *apart);
    best.map(|(_, other)| other)
}

/// The known word that this one is long for: `stu` for `student`, `mgr` for `manager`.
pub(in crate::ask) fn shortened<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut found = known.filter(|short| is_short_for(short, word));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn is_short_for(short: &str, word: &str) -> bool {
    let length = short.chars().count();
    if length < 3 || word.chars().count() < length + 2 || short.chars().next() != word.chars().next() {
        return false;
    }
    if word.starts_with(short) && !WORDS.contains(&short) {
        return true;
    }
    let consonants = !short.contains(['a', 'e', 'i', 'o', 'u']);
    let mut letters = word.chars();
    consonants && short.chars().all(|letter| letters.any(|other| other == letter))
}

/// Short words that other words begin with by chance.
const WORDS: &[&str] = &[
    "air", "car", "sun", "pass", "age", "day", "art", "end", "tax", "pay", "win", "man", "bus", "use", "all", "bar",
    "bed", "big", "box", "cup", "cut", "dog", "due", "ear", "fan", "far", "fee", "gas", "hot", "ice", "key", "law",
    "lot", "low", "map", "net", "new", "oil", "old", "one", "out", "pen", "per", "pin", "rate", "sale", "state",
    "time", "type", "name", "date", "year",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelled_words_are_corrected() {
        let known = ["carrier", "distance", "month", "delay"];
        for (word, expected) in [
            ("carier", Some("carrier")),
            ("distnace", Some("distance")),
            ("dealy", Some("delay")),
            ("mnth", Some("month")),
            ("xyz", None),
            ("weather", None),
        ] {
            assert_eq!(correct(word, known.into_iter()), expected, "{word}");
        }
        assert_eq!(shortened("student", ["stu", "name"].into_iter()), Some("stu"));
        assert_eq!(shortened("manager", ["mgr", "name"].into_iter()), Some("mgr"));
    }
}
