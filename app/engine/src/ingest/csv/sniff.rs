//! Finds out how a text is written: every plausible way is tried on its start, and the one whose cells look most like a table is taken.
//!
//! The score follows G.J.J. van den Burg, A. Nazábal and C. Sutton, "Wrangling messy CSV files by detecting row and type patterns", Data Mining and Knowledge Discovery 33 (2019): how alike the rows are in length, times how much the cells look like something. Three things are added: cells of one column look alike; what comes before and after the table counts little; some delimiters are rarer than others.

mod candidates;
mod score;

use super::dialect::{Cutter, Delimiter, Dialect, Ending};
use super::fixed;
use score::{Score, score};

/// What the user says of how a text is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// The delimiter.
    pub delimiter: Option<Delimiter>,
    /// The quote, or that there is none.
    pub quote: Option<Option<u8>>,
    /// The escape.
    pub escape: Option<u8>,
    /// The file's name says that there are tabs.
    pub expects_tabs: bool,
    /// The user says that there are columns of a fixed width.
    pub expects_columns: bool,
}

/// How much text each way is tried on at first, and how much the best ones are.
const FIRST: usize = 12 << 10;
const THEN: usize = 64 << 10;

/// How many rows a way is tried on.
const MOST_ROWS: usize = 1_000;

/// How a text is written, by its start.
pub(super) fn dialect(text: &str, is_whole: bool, wanted: &Wanted) -> Dialect {
    let (short, is_short_whole) = beginning(text, is_whole, FIRST);
    if wanted.expects_columns
        && wanted.delimiter.is_none()
        && let Some(fixed) = fixed_width(beginning(text, is_whole, THEN).0, endings(text)[0], false)
    {
        return fixed;
    }
    let endings = endings(beginning(text, is_whole, THEN).0);
    if let Some(clear) = clear(short, is_short_whole, &endings, wanted) {
        return clear;
    }
    let mut tried: Vec<(Score, Dialect)> = candidates::all(short, &endings, wanted)
        .into_iter()
        .map(|dialect| (score(short, is_short_whole, &dialect, wanted), dialect))
        .collect();
    tried.sort_by(|(one, _), (other, _)| other.total.total_cmp(&one.total));
    if short.len() < text.len() && tried.len() > 1 {
        let best = tried.first().map_or(0.0, |(score, _)| score.total);
        tried.retain(|(score, _)| score.total >= best * 0.9);
        tried.truncate(4);
        let (long, is_long_whole) = beginning(text, is_whole, THEN);
        let is_close = tried.len() > 1;
        for (score, dialect) in tried.iter_mut().filter(|_| is_close) {
            *score = self::score(long, is_long_whole, dialect, wanted);
        }
        tried.sort_by(|(one, _), (other, _)| other.total.total_cmp(&one.total));
    }
    let Some((_, best)) = tried.into_iter().next() else {
        return plain(",", endings[0]);
    };
    let best = if wanted.delimiter.is_none() {
        candidates::longer(short, is_short_whole, best)
    } else {
        best
    };
    padded(short, is_short_whole, best)
}

/// The usual way, where it leaves no doubt and the other usual ones make nothing of the text: most files need no more trying.
fn clear(text: &str, is_whole: bool, endings: &[Ending], wanted: &Wanted) -> Option<Dialect> {
    let [ending] = endings else { return None };
    let is_open = wanted.delimiter.is_none() && wanted.quote.is_none() && wanted.escape.is_none();
    if !is_open || wanted.expects_columns || text.contains(['\\', '\'', '`']) {
        return None;
    }
    let scored = [",", ";", "\t", "|"].map(|delimiter| {
        let dialect = plain(delimiter, *ending);
        (score(text, is_whole, &dialect, wanted), dialect)
    });
    let best = scored
        .iter()
        .max_by(|(one, _), (other, _)| one.total.total_cmp(&other.total))?;
    let rivals = scored
        .iter()
        .filter(|(score, _)| score.total * 2.0 > best.0.total)
        .count();
    (best.0.is_clear && rivals == 1).then(|| padded(text, is_whole, best.1.clone()))
}

/// Text with `"` around cells and no surprises.
pub(super) fn plain(delimiter: &str, ending: Ending) -> Dialect {
    Dialect {
        delimiter: Delimiter::Text(delimiter.to_owned()),
        quote: Some(b'"'),
        escape: None,
        ending,
        padded: false,
    }
}

/// The start of a text, up to the end of a line where there is one.
fn beginning(text: &str, is_whole: bool, most: usize) -> (&str, bool) {
    if text.len() <= most {
        return (text, is_whole);
    }
    let end = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..most]).map_or(most, |at| at + 1);
    let end = (0..=end)
        .rev()
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or_default();
    (&text[..end], false)
}

/// What may end the rows, the likeliest first.
fn endings(text: &str) -> Vec<Ending> {
    let bytes = text.as_bytes();
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let is_lone = |at: &usize| bytes.get(at + 1) != Some(&b'\n') && at + 1 < bytes.len();
    let returns = memchr::memchr_iter(b'\r', bytes).filter(is_lone).count();
    match (feeds, returns) {
        (0, 0) if bytes.contains(&0x1e) => vec![Ending::Byte(0x1e)],
        (_, 0) => vec![Ending::Byte(b'\n')],
        (0, _) => vec![Ending::Byte(b'\r')],
        (feeds, returns) if returns * 20 >= feeds => vec![Ending::Any, Ending::Byte(b'\n')],
        _ => vec![Ending::Byte(b'\n'), Ending::Any],
    }
}

/// Spaces around cells are no part of them where they stand around most.
fn padded(text: &str, is_whole: bool, mut dialect: Dialect) -> Dialect {
    let Delimiter::Text(_) = dialect.delimiter else {
        return dialect;
    };
    let rows = Cutter::new(&dialect).rows(text, is_whole, MOST_ROWS);
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let is_padded = |column: usize| {
        let cells = rows
            .iter()
            .filter(|row| row.quoted & (1 << column.min(63)) == 0)
            .filter_map(|row| row.cells.get(column));
        let (mut all, mut led, mut trailed) = (0, 0, 0);
        for cell in cells.filter(|cell| !cell.is_empty()) {
            all += 1;
            led += usize::from(cell.starts_with(' '));
            trailed += usize::from(cell.ends_with(' '));
        }
        all > 1 && led.max(trailed) * 10 >= all * 7
    };
    dialect.padded = (0..widest.min(64)).any(is_padded);
    dialect
}

/// The lines of a text, whatever ends them.
fn lines(text: &str) -> Vec<&str> {
    text.split(['\n', '\r']).collect()
}

/// How text in columns of a fixed width is written, when it is.
/// Columns may be one blank place apart when `is_close`.
fn fixed_width(text: &str, ending: Ending, is_close: bool) -> Option<Dialect> {
    let lines = lines(text);
    let starts = fixed::ruled(&lines).or_else(|| fixed::found(&lines, is_close))?;
    Some(Dialect {
        delimiter: Delimiter::Starts(starts),
        ..unquoted(ending)
    })
}

fn unquoted(ending: Ending) -> Dialect {
    Dialect {
        quote: None,
        padded: true,
        ..plain(",", ending)
    }
}

/// A text each of whose lines is in quotes as a whole, without them.
pub(super) fn unwrapped(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let inner = |line: &&str| -> Option<String> {
        let inner = line.strip_prefix('"')?.strip_suffix('"')?;
        let is_one = !inner.replace("\"\"", "").contains('"');
        (is_one && inner.contains([',', ';', '\t', '|'])).then(|| inner.replace("\"\"", "\""))
    };
    if lines.len() < 2 {
        return None;
    }
    let lines: Vec<String> = lines.iter().map(inner).collect::<Option<_>>()?;
    let text = lines.join("\n") + "\n";
    let dialect = dialect(&text, true, &Wanted::default());
    let rows = Cutter::new(&dialect).rows(&text, true, MOST_ROWS);
    let width = rows[0].cells.len();
    (width > 1 && rows.iter().all(|row| row.cells.len() == width)).then_some(text)
}
