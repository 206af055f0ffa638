//! How much a way of cutting a text makes a table of it.

use super::super::dialect::{Cutter, Delimiter, Dialect, Row, usual_width};
use super::super::shape::Shape;
use super::{MOST_ROWS, Wanted};

/// How good a way is; only the order counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Score {
    /// All in all.
    pub total: f64,
    /// Whether it leaves no doubt: many rows of one length, most columns numbers, dates or short words.
    pub is_clear: bool,
}

/// Tries a way.
pub(super) fn score(text: &str, is_whole: bool, dialect: &Dialect, wanted: &Wanted) -> Score {
    let rows = Cutter::new(dialect).rows(text, is_whole, MOST_ROWS);
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| !row.is_blank())
        .filter(|row| !is_drawn(text, row))
        .collect();
    let width = usual_width(&rows.iter());
    let mut is_clear = false;
    let total = if rows.is_empty() {
        0.0
    } else if width < 2 {
        alone(&rows)
    } else {
        let looks = looks(&rows, width);
        let is_even =
            rows.len() >= 20 && width >= 3 && rows.iter().all(|row| row.cells.len() == width && row.broken == 0);
        is_clear = is_even && looks.kinds >= CLEAR_KINDS && looks.typed >= CLEAR_TYPED;
        let weight = prior(dialect, wanted) * quoting(&rows, dialect);
        weight
            * consistency(&rows, width, dialect)
            * looks.kinds
            * (1.0 - 0.5 / width as f64)
            * weak(dialect, &looks, rows[0].cells.len() == width)
    };
    Score { total, is_clear }
}

/// From where on a way leaves no doubt.
const CLEAR_KINDS: f64 = 0.85;
const CLEAR_TYPED: f64 = 0.4;

fn is_drawn(text: &str, row: &Row<'_>) -> bool {
    text.get(row.start..row.end).is_some_and(super::fixed::is_rule)
}

/// How many of the rows have the usual width: those between its first and its last row count fully, those around them little.
fn consistency(rows: &[Row<'_>], width: usize, dialect: &Dialect) -> f64 {
    let like = |row: &Row<'_>| match dialect.delimiter {
        Delimiter::Starts(_) => row.filled() * 2 > width,
        _ => row.is_wide(width),
    };
    let first = rows.iter().position(like).unwrap_or_default();
    let last = rows.iter().rposition(like).unwrap_or_default();
    let count = rows.iter().filter(|row| like(row)).count() as f64;
    let inside = count / (last + 1 - first).max(1) as f64;
    if count < 2.0 && rows.len() > 1 {
        return 0.3f64.max(alike(rows)) / rows.len() as f64;
    }
    inside * (count / rows.len() as f64).sqrt()
}

/// How near the lengths of two or three rows are to each other, which is all that so few rows tell.
fn alike(rows: &[Row<'_>]) -> f64 {
    let lengths = rows.iter().map(|row| row.cells.len());
    let (least, most) = (lengths.clone().min().unwrap_or(1), lengths.max().unwrap_or(1));
    match (rows.len(), least) {
        (2 | 3, 2..) => rows.len() as f64 * least as f64 / most as f64,
        _ => 0.0,
    }
}

/// What the cells look like.
struct Looks {
    /// How much they look like something, from 0 to 1.
    kinds: f64,
    /// How many columns are numbers, times or flags, from 0 to 1; a half where most rows have cells in quotes.
    typed: f64,
}

fn looks(rows: &[Row<'_>], width: usize) -> Looks {
    let rows: Vec<_> = rows.iter().filter(|row| row.is_wide(width)).collect();
    let (mut kinds, mut typed) = (0.0, 0.0);
    for column in 0..width {
        let (mut sum, mut counts) = (0.0, [0usize; 7]);
        for row in &rows {
            let shape = Shape::of(&row.cells[column]);
            let is_quoted = column < 64 && row.quoted & (1 << column) != 0;
            sum += weight(shape, is_quoted);
            counts[shape as usize] += 1;
        }
        let filled = rows.len() - counts[Shape::Empty as usize];
        if filled == 0 {
            kinds += 0.2;
            continue;
        }
        let body = filled.saturating_sub(1).max(1);
        let typed_cells = [Shape::Number, Shape::Moment, Shape::Flag].map(|shape| counts[shape as usize]);
        let same = *typed_cells.iter().max().unwrap_or(&0);
        let is_typed = same * 10 >= body * 8 && same > 0;
        let some = typed_cells.iter().sum::<usize>();
        let is_mixed = !is_typed && some > 0 && filled > 2;
        kinds += sum / rows.len() as f64
            * if is_mixed {
                1.0 - 0.3 * some as f64 / filled as f64
            } else {
                1.0
            };
        typed += f64::from(u8::from(is_typed));
    }
    let quoted = rows.iter().filter(|row| row.quoted != 0).count() * 2 > rows.len();
    let typed = typed / width as f64;
    Looks {
        kinds: kinds / width as f64,
        typed: if quoted { typed.max(0.5) } else { typed },
    }
}

fn weight(shape: Shape, is_quoted: bool) -> f64 {
    match shape {
        Shape::Number | Shape::Moment | Shape::Flag => 1.0,
        _ if is_quoted => 0.95,
        Shape::Word => 0.9,
        Shape::Text => 0.8,
        Shape::Empty => 0.6,
        Shape::Odd => 0.1,
    }
}

/// A text of one column: good when its lines are numbers or times as they stand.
fn alone(rows: &[Row<'_>]) -> f64 {
    let has_comma = |row: &Row<'_>| row.cells[0].contains([',', ';']);
    let is_named = !Shape::of(&rows[0].cells[0]).is_typed() && !has_comma(&rows[0]);
    let is_typed =
        |row: &&Row<'_>| Shape::of(&row.cells[0]).is_typed() && (is_named || row.quoted != 0 || !has_comma(row));
    let typed = rows.iter().filter(is_typed).count();
    if typed > 0 && (typed + 1) * 10 >= rows.len() * 8 {
        return 0.9;
    }
    let sum: f64 = rows
        .iter()
        .map(|row| weight(Shape::of(&row.cells[0]), row.quoted != 0))
        .sum();
    0.28 * sum / rows.len() as f64
}

fn prior(dialect: &Dialect, wanted: &Wanted) -> f64 {
    match &dialect.delimiter {
        Delimiter::Drawn(_) => 1.0,
        Delimiter::Starts(_) => 0.9,
        Delimiter::Spaces => 0.75,
        Delimiter::Text(text) => match text.as_str() {
            "\t" if wanted.expects_tabs => 1.3,
            "," | ";" | "\t" => 1.0,
            "|" => 0.98,
            text if text.as_bytes()[0] < 32 => 0.98,
            "^" | "~" | "¦" | "§" | "¬" => 0.9,
            "#" | "*" | "&" | "=" | "!" | "@" | "$" | "%" => 0.75,
            ":" | " " => 0.7,
            "/" => 0.6,
            _ => 0.9,
        },
    }
}

/// Marks that also stand in words and numbers delimit only where the cells are more than words.
fn weak(dialect: &Dialect, looks: &Looks, is_first: bool) -> f64 {
    match &dialect.delimiter {
        Delimiter::Text(text)
            if matches!(
                text.as_str(),
                " " | ":" | "/" | "=" | "&" | "*" | "#" | "@" | "!" | "$" | "%"
            ) =>
        {
            let first = if is_first { 1.0 } else { 0.3 };
            first * (0.5 + 0.5 * looks.typed.min(0.5) * 2.0)
        }
        Delimiter::Text(text) if text.len() > 1 && !is_first => 0.3,
        Delimiter::Spaces | Delimiter::Starts(_) => 0.7 + 0.3 * looks.typed.min(0.4) * 2.5,
        _ => 1.0,
    }
}

/// How well the quotes are used: a quote that hardly stands around cells, or that breaks many, is none.
fn quoting(rows: &[Row<'_>], dialect: &Dialect) -> f64 {
    let quoted: u32 = rows.iter().map(|row| row.quoted.count_ones()).sum();
    let broken: u32 = rows.iter().map(|row| row.broken).sum();
    let all = broken + quoted + rows.len() as u32;
    let some = if broken > 0 { 0.97 } else { 1.0 };
    let clean = some - 0.5 * f64::from(broken) / f64::from(all.max(1));
    let likely = match (dialect.quote, dialect.escape) {
        (Some(b'"'), None) => 1.0,
        (Some(b'"'), Some(b'\\')) => 0.995,
        (Some(b'\''), None) => 0.99,
        (None, None) => 0.86 - 0.4 * enclosed(rows),
        (_, None | Some(b'\\')) => 0.97,
        _ => 0.975,
    };
    let is_misused = quoted > 0 && rows.iter().filter(|row| row.quoted != 0).all(|row| row.broken > 0);
    clean * likely * if is_misused { 0.85 } else { 1.0 }
}

/// In how many of the rows, from 0 to 1, some cell is in quotes that are not taken for quotes.
fn enclosed(rows: &[Row<'_>]) -> f64 {
    let is_in = |row: &&Row<'_>| {
        let is_quoted = |cell: &std::borrow::Cow<'_, str>| {
            let cell = cell.trim();
            cell.len() > 1 && cell.starts_with('"') && cell.ends_with('"')
        };
        row.cells.iter().any(is_quoted)
    };
    rows.iter().filter(is_in).count() as f64 / rows.len().max(1) as f64
}
