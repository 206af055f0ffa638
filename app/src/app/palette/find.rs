//! Which entries fit what is typed, best first.

use super::Entry;

/// The entries that fit best; those of the same worth keep their order.
pub(super) fn best(all: &[Entry], typed: &str, most: usize) -> Vec<Entry> {
    let typed = typed.trim().to_lowercase();
    let mut fitting: Vec<_> = all
        .iter()
        .filter_map(|entry| Some((worth(&entry.label, &typed)?, entry)))
        .collect();
    fitting.sort_by_key(|(worth, _)| *worth);
    fitting.into_iter().take(most).map(|(_, entry)| entry.clone()).collect()
}

/// How well a label fits: the less, the better; none when it does not.
fn worth(label: &str, typed: &str) -> Option<u8> {
    let label = label.to_lowercase();
    let mut words = label.split([' ', '_', '-', '.']);
    match () {
        () if typed.is_empty() => Some(0),
        () if label == typed => Some(0),
        () if label.starts_with(typed) => Some(1),
        () if words.any(|word| word.starts_with(typed)) => Some(2),
        () if label.contains(typed) => Some(3),
        () => has_letters_in_order(&label, typed).then_some(4),
    }
}

fn has_letters_in_order(label: &str, typed: &str) -> bool {
    let mut letters = label.chars();
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::worth;

    #[test]
    fn the_closer_the_better() {
        for (label, typed, expected) in [
            ("Flights", "flights", Some(0)),
            ("Flights", "fl", Some(1)),
            ("arr_delay", "del", Some(2)),
            ("arr_delay", "rr", Some(3)),
            ("arr_delay", "ardl", Some(4)),
            ("arr_delay", "dx", None),
        ] {
            assert_eq!(worth(label, typed), expected, "{label} {typed}");
        }
    }
}
