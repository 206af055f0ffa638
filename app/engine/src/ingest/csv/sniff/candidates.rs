//! The ways in which a text may be written, by the characters in it.

use super::super::dialect::{Delimiter, Dialect, Ending, usual_width};
use super::{Wanted, fixed, fixed_width, lines, plain, unquoted};

/// What people put between cells, the usual first.
const DELIMITERS: [&str; 27] = [
    ",", ";", "\t", "|", ":", " ", "^", "~", "*", "/", "&", "#", "=", "!", "@", "$", "%", "¦", "§", "¬", "\u{1}",
    "\u{2}", "\u{7}", "\u{1c}", "\u{1d}", "\u{1e}", "\u{1f}",
];

/// What people put around cells besides `"`.
const QUOTES: &[u8] = b"'`~|^*$%#@!/&";

/// Every way to try.
pub(super) fn all(text: &str, endings: &[Ending], wanted: &Wanted) -> Vec<Dialect> {
    let mut all = Vec::new();
    for ending in endings {
        match &wanted.delimiter {
            Some(delimiter @ Delimiter::Text(cut)) => {
                let one = Dialect {
                    delimiter: delimiter.clone(),
                    ..plain(cut, *ending)
                };
                all.extend(with_quotes(text, &one, wanted));
            }
            Some(delimiter) => all.push(Dialect {
                delimiter: delimiter.clone(),
                ..unquoted(*ending)
            }),
            None => all.extend(found(text, *ending, wanted)),
        }
    }
    all
}

fn found(text: &str, ending: Ending, wanted: &Wanted) -> Vec<Dialect> {
    let lines = lines(text);
    if let Some(bar) = fixed::bar(&lines) {
        return vec![Dialect {
            delimiter: Delimiter::Drawn(bar),
            ..unquoted(ending)
        }];
    }
    let mut all = Vec::new();
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    for delimiter in DELIMITERS {
        let having = lines.iter().filter(|line| line.contains(delimiter)).count();
        let is_ending = ending == Ending::Byte(delimiter.as_bytes()[0]);
        if having * 8 >= filled && having > 0 && !is_ending && !is_within_numbers(text, delimiter) {
            all.extend(with_quotes(text, &plain(delimiter, ending), wanted));
        }
    }
    for delimiter in runs_of_marks(text) {
        all.extend(with_quotes(text, &plain(&delimiter, ending), wanted));
    }
    if wanted.quote.is_none() {
        all.extend(fixed_width(text, ending, false));
        all.extend(fixed_width(text, ending, true));
        if text.contains("  ") || text.contains('\t') {
            all.push(Dialect {
                delimiter: Delimiter::Spaces,
                ..unquoted(ending)
            });
        }
    }
    let alone = plain("\u{0}", ending);
    all.extend(with_quotes(text, &alone, wanted));
    all
}

/// Whether a colon or a slash mostly stands between digits, as in times and dates.
fn is_within_numbers(text: &str, delimiter: &str) -> bool {
    if !matches!(delimiter, ":" | "/") {
        return false;
    }
    let bytes = text.as_bytes();
    let (mut within, mut all) = (0, 0);
    for (at, _) in text.match_indices(delimiter) {
        let before = at.checked_sub(2).and_then(|from| bytes.get(from..at));
        let is_digit = |byte: &u8| byte.is_ascii_digit();
        let after = bytes.get(at + 1..at + 3);
        within += usize::from(
            [before, after]
                .iter()
                .all(|side| side.is_some_and(|side| side.iter().all(is_digit))),
        );
        all += 1;
    }
    within * 2 > all
}

/// Delimiters of several characters: the likeliest runs of marks between cells.
fn runs_of_marks(text: &str) -> Vec<String> {
    let is_mark =
        |letter: char| letter.is_ascii_punctuation() && !matches!(letter, '"' | '\'' | '`' | '.' | '(' | ')' | '_');
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for run in text
        .split(|letter: char| !is_mark(letter))
        .filter(|run| (2..=5).contains(&run.len()))
    {
        match counts.iter().position(|(known, _)| *known == run) {
            Some(index) => counts[index].1 += 1,
            None if counts.len() < 50 => counts.push((run, 1)),
            None => {}
        }
    }
    let lines = lines(text).iter().filter(|line| !line.trim().is_empty()).count();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let is_whole = |run: &str, count: usize| {
        run.chars().all(|mark| {
            let inside = run.matches(mark).count() * count;
            inside * 10 >= text.matches(mark).count() * 6
        })
    };
    let likely = counts
        .into_iter()
        .filter(|(run, count)| *count * 2 > lines && is_whole(run, *count))
        .take(2);
    likely.map(|(run, _)| run.to_owned()).collect()
}

/// One delimiter with every quote that its cells may be in.
fn with_quotes(text: &str, dialect: &Dialect, wanted: &Wanted) -> Vec<Dialect> {
    let Delimiter::Text(delimiter) = &dialect.delimiter else {
        return vec![dialect.clone()];
    };
    let quotes: Vec<Option<u8>> = match wanted.quote {
        Some(quote) => vec![quote],
        None => {
            let is_used = |quote: &&u8| delimiter.as_bytes() != [**quote] && encloses(text, delimiter, **quote);
            let others = QUOTES.iter().filter(is_used).map(|quote| Some(*quote));
            let mut quotes: Vec<_> = std::iter::once(Some(b'"')).chain(others).collect();
            if text.contains('"') {
                quotes.push(None);
            }
            quotes
        }
    };
    let with_quote = |quote: Option<u8>| {
        let one = Dialect {
            quote,
            ..dialect.clone()
        };
        let escapes = match (wanted.escape, quote) {
            (Some(escape), _) => vec![Some(escape).filter(|escape| Some(*escape) != quote)],
            (None, Some(quote)) => escapes(text, delimiter, quote),
            (None, None) => escaped_delimiters(text, delimiter),
        };
        escapes.into_iter().map(move |escape| Dialect { escape, ..one.clone() })
    };
    quotes.into_iter().flat_map(with_quote).collect()
}

/// Whether this character opens cells and closes them, and hardly ever does one without the other.
fn encloses(text: &str, delimiter: &str, quote: u8) -> bool {
    let bytes = text.as_bytes();
    let is_start = |at: usize| {
        let before = bytes[..at].trim_ascii_end();
        let before = if before.len() < at && delimiter.trim().is_empty() {
            &bytes[..at]
        } else {
            before
        };
        let is_line = bytes[..at]
            .iter()
            .rev()
            .find(|byte| **byte != b' ')
            .is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
        is_line || before.ends_with(delimiter.as_bytes()) || bytes[..at].ends_with(delimiter.as_bytes())
    };
    let is_end = |at: usize| {
        let after = &bytes[at + 1..];
        let spaces = after.iter().take_while(|byte| **byte == b' ').count();
        let after_spaces = &after[spaces..];
        let is_line = after_spaces.first().is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
        is_line || after.starts_with(delimiter.as_bytes()) || after_spaces.starts_with(delimiter.as_bytes())
    };
    let (mut pairs, mut bad, mut is_open) = (0, 0, false);
    for at in memchr::memchr_iter(quote, bytes) {
        match (is_open, is_start(at), is_end(at)) {
            (false, true, _) => is_open = true,
            (true, _, true) => {
                is_open = false;
                pairs += 1;
            }
            (false, false, true) | (true, true, false) => bad += 1,
            _ => {}
        }
    }
    bad += usize::from(is_open);
    if is_part_of_delimiter(text, delimiter, char::from(quote)) {
        return false;
    }
    pairs > 0 && bad * 10 <= pairs
}

/// Whether a mark stands on both sides of every delimiter, but not at the ends of the lines: it is no quote.
fn is_part_of_delimiter(text: &str, delimiter: &str, mark: char) -> bool {
    let both = text.matches(&format!("{mark}{delimiter}{mark}")).count();
    let lines: Vec<&str> = lines(text).into_iter().filter(|line| !line.trim().is_empty()).collect();
    let starts = lines.iter().filter(|line| line.starts_with(mark)).count();
    both > 0 && both * 10 >= text.matches(delimiter).count() * 9 && starts * 2 < lines.len()
}

/// What may stand before a quote in quotes: nothing but another quote, or a mark that often does.
fn escapes(text: &str, delimiter: &str, quote: u8) -> Vec<Option<u8>> {
    let bytes = text.as_bytes();
    let mut counts = [0u32; 128];
    for at in memchr::memchr_iter(quote, bytes) {
        let before = at.checked_sub(1).map_or(b'\n', |before| bytes[before]);
        let is_mark = before.is_ascii_punctuation() && before != quote && !delimiter.as_bytes().contains(&before);
        if is_mark && !bytes[..at - 1].ends_with(delimiter.as_bytes()) && at > 1 {
            counts[usize::from(before)] += 1;
        }
    }
    let mut marks: Vec<_> = (0..128u8).filter(|mark| counts[usize::from(*mark)] > 0).collect();
    marks.sort_by_key(|mark| (*mark != b'\\', std::cmp::Reverse(counts[usize::from(*mark)])));
    marks.truncate(3);
    if text.contains(&format!("\\{delimiter}")) && !marks.contains(&b'\\') {
        marks.push(b'\\');
    }
    std::iter::once(None).chain(marks.into_iter().map(Some)).collect()
}

/// Without quotes, a backslash may protect delimiters.
fn escaped_delimiters(text: &str, delimiter: &str) -> Vec<Option<u8>> {
    match text.contains(&format!("\\{delimiter}")) {
        true => vec![None, Some(b'\\')],
        false => vec![None],
    }
}

/// Delimiters of several characters: the same marks stand beside the delimiter wherever it is.
pub(super) fn longer(text: &str, is_whole: bool, dialect: Dialect) -> Dialect {
    let Delimiter::Text(delimiter) = &dialect.delimiter else {
        return dialect;
    };
    if delimiter == "\u{0}" {
        return dialect;
    }
    let rows = super::Cutter::new(&dialect).rows(text, is_whole, super::MOST_ROWS);
    let width = usual_width(&rows.iter().filter(|row| !row.is_blank()));
    let lines: Vec<&str> = rows
        .iter()
        .filter(|row| row.cells.len() == width && row.quoted == 0)
        .filter_map(|row| text.get(row.start..row.end))
        .collect();
    let mut longest = delimiter.clone();
    while longest.len() < 6
        && let Some(longer) = extended(&lines, &longest)
    {
        longest = longer;
    }
    if longest == *delimiter || lines.len() < 2 {
        return dialect;
    }
    Dialect {
        delimiter: Delimiter::Text(longest),
        ..dialect
    }
}

/// A delimiter with the mark that always stands behind or before it.
fn extended(lines: &[&str], delimiter: &str) -> Option<String> {
    let one = &delimiter[..delimiter.chars().next()?.len_utf8()];
    let is_run = delimiter.len() == one.len()
        && lines
            .iter()
            .all(|line| runs(line, one).is_some_and(|run| run == runs(lines[0], one).unwrap_or(0)));
    if is_run && let Some(run @ 2..) = lines.first().and_then(|line| runs(line, one)) {
        return Some(one.repeat(run));
    }
    let (mut after, mut before) = (Vec::new(), Vec::new());
    for line in lines {
        for (at, _) in line.match_indices(delimiter) {
            after.push(line[at + delimiter.len()..].chars().next());
            before.push(line[..at].chars().next_back());
        }
    }
    match (common_mark(&after), common_mark(&before)) {
        (Some(mark), _) => Some(format!("{delimiter}{mark}")),
        (None, Some(mark)) => Some(format!("{mark}{delimiter}")),
        _ => None,
    }
}

/// How long the runs of a delimiter in a line are, when all are of one length.
fn runs(line: &str, one: &str) -> Option<usize> {
    let mut lengths = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(one) {
        let run = &rest[at..];
        let after = run.trim_start_matches(one);
        lengths.push((run.len() - after.len()) / one.len());
        rest = after;
    }
    let first = *lengths.first()?;
    lengths.iter().all(|length| *length == first).then_some(first)
}

fn common_mark(letters: &[Option<char>]) -> Option<char> {
    let mark = letters.first().copied().flatten()?;
    let is_mark = mark.is_ascii_punctuation() && !matches!(mark, '"' | '\'' | '-' | '+' | '.' | '$' | '(' | ')');
    let is_mark = is_mark && letters.len() > 2;
    (is_mark && letters.iter().all(|letter| *letter == Some(mark))).then_some(mark)
}
