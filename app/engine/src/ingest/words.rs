//! Words in cells that are no text: for yes and no, and for no value.

/// Words for true and false.
pub(super) const PAIRS: [(&[&str], &[&str]); 16] = [
    (&["true"], &["false"]),
    (&["yes"], &["no"]),
    (&["y"], &["n"]),
    (&["t"], &["f"]),
    (&["on"], &["off"]),
    (&["ja"], &["nein"]),
    (&["j"], &["n"]),
    (&["wahr"], &["falsch"]),
    (&["oui"], &["non"]),
    (&["vrai"], &["faux"]),
    (&["si", "sí", "sì"], &["no"]),
    (&["sim"], &["não", "nao"]),
    (&["ja"], &["nee"]),
    (&["ja"], &["nej", "nei"]),
    (&["verdadero", "verdadeiro", "vero"], &["falso"]),
    (&["tak"], &["nie"]),
];

/// How people write that there is no value, in lower case.
const NOTHING: [&str; 58] = [
    "na",
    "n/a",
    "n.a.",
    "n.a",
    "n/v",
    "na.",
    "nan",
    "null",
    "(null)",
    "<null>",
    "<na>",
    "none",
    "nil",
    "-",
    "--",
    "---",
    "–",
    "—",
    ".",
    "..",
    "...",
    "…",
    "?",
    "??",
    "\\n",
    "#n/a",
    "#na",
    "#n/a n/a",
    "#div/0!",
    "#value!",
    "#ref!",
    "#name?",
    "#num!",
    "#null!",
    "#wert!",
    "#bezug!",
    "unknown",
    "unk",
    "unbekannt",
    "inconnu",
    "desconocido",
    "missing",
    "not available",
    "not applicable",
    "no data",
    "no value",
    "(blank)",
    "blank",
    "(empty)",
    "tbd",
    "tba",
    "tbc",
    "k.a.",
    "k. a.",
    "keine angabe",
    "n.d.",
    "n/d",
    "s/d",
];

/// Whether this is one of the words for true or false of a pair; any case.
pub(super) fn flag(text: &str, pair: usize) -> Option<bool> {
    let (yes, no) = PAIRS.get(pair)?;
    let is_one = |words: &[&str]| words.iter().any(|word| is_same(text, word));
    match (is_one(yes), is_one(no)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Whether this is one of the usual words for no value; any case.
pub(super) fn is_nothing(text: &str) -> bool {
    const LONGEST: usize = 16;
    // Numbers, the most of what is asked, begin with none of the words' letters.
    let is_figure = text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '$' | '€' | '£' | '+'));
    !is_figure && text.len() <= LONGEST && NOTHING.iter().any(|word| is_same(text, word))
}

fn is_same(text: &str, word: &str) -> bool {
    if text.is_ascii() {
        return text.len() == word.len() && text.eq_ignore_ascii_case(word);
    }
    text == word || !word.is_ascii() && text.to_lowercase() == word
}
