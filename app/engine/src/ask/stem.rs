//! Inflected words share a stem: plurals, verb forms.

/// What a word is looked up by. Not a word itself: `prices`, `price` and `pricing` are all `pric`.
pub(super) fn stem(word: &str) -> String {
    let single = singular(word);
    let bare = verb(&single);
    match bare.strip_suffix('y') {
        Some(rest) if rest.len() > 2 => format!("{rest}i"),
        _ if bare.len() > 3 && bare.ends_with('e') => bare[..bare.len() - 1].to_owned(),
        _ => bare.to_owned(),
    }
}

/// The singular of a noun, by rules.
pub(crate) fn singular(word: &str) -> String {
    if let Some((_, single)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*single).to_owned();
    }
    let keep = word.len() < 3 || !word.ends_with('s') || ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if keep || INVARIANT.contains(&word) {
        return word.to_owned();
    }
    if let Some(root) = word.strip_suffix("ies")
        && root.len() > 1
    {
        return format!("{root}y");
    }
    let hissing = ["sses", "shes", "ches", "xes", "zes"]
        .iter()
        .any(|end| word.ends_with(end));
    let cut = if hissing { 2 } else { 1 };
    word[..word.len() - cut].to_owned()
}

/// Whether a word looks like a plural.
pub(super) fn is_plural(word: &str) -> bool {
    singular(word) != word
}

/// The plural of a noun, by rules.
pub(super) fn plural(word: &str) -> String {
    if let Some((many, _)) = IRREGULAR.iter().find(|(_, single)| *single == word) {
        return (*many).to_owned();
    }
    if is_plural(word) || INVARIANT.contains(&word) {
        return word.to_owned();
    }
    match word.strip_suffix('y') {
        Some(root) if !root.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{root}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

const IRREGULAR: &[(&str, &str)] = &[
    ("people", "person"),
    ("persons", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("wives", "wife"),
    ("lives", "life"),
    ("shelves", "shelf"),
    ("criteria", "criterion"),
    ("indices", "index"),
    ("analyses", "analysis"),
    ("statuses", "status"),
    ("buses", "bus"),
    ("bonuses", "bonus"),
    ("campuses", "campus"),
    ("viruses", "virus"),
    ("gases", "gas"),
    ("feet", "foot"),
    ("movies", "movie"),
    ("cookies", "cookie"),
    ("calories", "calorie"),
];

const INVARIANT: &[&str] = &[
    "series", "species", "news", "was", "has", "does", "gas", "yes", "as", "its", "gross", "less", "this",
];

fn verb(word: &str) -> &str {
    for (end, shortest) in [("ing", 6), ("ed", 5)] {
        let Some(root) = word.strip_suffix(end) else { continue };
        let sounds = root.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if word.len() < shortest || !sounds || !root.is_ascii() || root.ends_with('e') || root.len() < 3 {
            continue;
        }
        let letters = root.as_bytes();
        let (last, before) = (letters[letters.len() - 1], letters[letters.len() - 2]);
        let doubled = last == before && !matches!(last, b'l' | b's' | b'z');
        return &root[..root.len() - usize::from(doubled)];
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["price", "prices", "pricing", "priced"][..],
            &["country", "countries"],
            &["delay", "delays", "delayed"],
            &["stop", "stopped", "stopping"],
            &["address", "addresses"],
            &["person", "people"],
            &["movie", "movies"],
            &["house", "houses"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
        for word in ["status", "analysis", "speed", "is", "ñandú", "s", ""] {
            assert_eq!(stem(word), stem(&stem(word)), "{word}");
        }
    }
}
