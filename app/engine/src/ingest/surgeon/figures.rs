//! Numbers and days that are stored as text. What would lose a digit stays text: `0012` is no number.

use super::log::Log;
use super::table::{Lane, Table};
use super::words;
use crate::ingest::cell;
use crate::ingest::moment::{self, Order};
use crate::ingest::workbook::grid::{Cell, Look, Value, letters};
use spec::reading::DateOrder;
use spec::repair::RepairKind;

/// The marks of currencies.
const MONEY: [char; 4] = ['$', '€', '£', '¥'];

/// How the texts of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Numbers { comma: bool },
    Days(Order),
}

/// Reads columns of text in which every text is a number or a day.
pub(super) fn read(table: &mut Table, log: &mut Log<'_>) {
    let tallies = table.tallies();
    let lanes: Vec<Lane> = table
        .lanes
        .iter()
        .zip(tallies)
        .filter(|(_, tally)| tally.texts > 0)
        .map(|(lane, _)| lane.clone())
        .collect();
    let mut found: Vec<(Lane, Way, u64)> = Vec::new();
    for lane in lanes {
        found.extend(way(table, &lane, log).map(|(way, count)| (lane, way, count)));
    }
    if found.is_empty() {
        return;
    }
    let names: Vec<_> = found
        .iter()
        .map(|(lane, _, _)| format!("“{}”", table.called(lane)))
        .collect();
    let count = found.iter().map(|(_, _, count)| count).sum();
    let what = match found.iter().any(|(_, way, _)| matches!(way, Way::Days(_))) {
        true if found.iter().any(|(_, way, _)| matches!(way, Way::Numbers { .. })) => "numbers and dates",
        true => "dates",
        false => "numbers",
    };
    let said = format!(
        "The {what} in {} are stored as text and are read as {what}.",
        words::listed(&names)
    );
    let places = found.iter().map(|(lane, _, _)| letters(lane.column)).collect();
    if log.propose(RepairKind::NumbersAsText, true, said, count, places) {
        for (lane, way, _) in found {
            convert(table, lane.column, way);
        }
    }
}

fn convert(table: &mut Table, column: u32, way: Way) {
    for row in &mut table.rows {
        let Ok(place) = row.cells.binary_search_by_key(&column, |cell| cell.column) else {
            continue;
        };
        let value = row.cells[place].text().and_then(|text| read_as(text, way));
        let Some(value) = value else { continue };
        row.cells[place].look = look(&row.cells[place]);
        row.cells[place].value = value;
    }
}

/// What the marks beside a number say.
fn look(cell: &Cell) -> Look {
    let text = cell.text().unwrap_or_default();
    match () {
        () if text.contains('%') => Look::Percent,
        () if text.contains(MONEY) => Look::Money,
        () => Look::Plain,
    }
}

/// The way in which every text of a column can be read, and how many there are.
fn way(table: &Table, lane: &Lane, log: &Log<'_>) -> Option<(Way, u64)> {
    let cells = || table.rows.iter().filter_map(|row| row.get(lane.column));
    let texts = || {
        cells()
            .filter_map(Cell::text)
            .filter(|text| cell::no_value(text.as_bytes()).is_none())
    };
    let others = cells().any(|cell| cell.is_data());
    let moments = cells().any(|cell| matches!(cell.value, Value::Moment(_)));
    let numbers = cells().any(|cell| matches!(cell.value, Value::Number(_)));
    let comma = match log.options.decimal.as_deref() {
        Some(mark) => [mark == ",", mark == ","],
        None => [false, true],
    };
    let orders = match log.options.dates {
        Some(DateOrder::DayFirst) => [Order::Year, Order::Day, Order::Day],
        Some(DateOrder::MonthFirst) => [Order::Year, Order::Month, Order::Month],
        Some(DateOrder::YearFirst) => [Order::Year; 3],
        None => [Order::Year, Order::Month, Order::Day],
    };
    let ways = comma
        .map(|comma| Way::Numbers { comma })
        .into_iter()
        .chain(orders.map(Way::Days));
    let fits = |way: &Way| match way {
        Way::Numbers { .. } if moments || !others && is_identifier(&lane.name, texts()) => false,
        Way::Days(_) if numbers => false,
        way => texts().all(|text| read_as(text, *way).is_some()),
    };
    texts().next()?;
    let way = ways.into_iter().find(fits)?;
    Some((way, texts().count() as u64))
}

fn read_as(text: &str, way: Way) -> Option<Value> {
    match way {
        Way::Numbers { comma } => number_with(text, comma).map(Value::Number),
        Way::Days(order) => moment::moment(text.as_bytes(), order)
            .filter(|moment| !moment.zoned)
            .map(|moment| Value::Moment(moment.micros)),
    }
}

/// Whether a column of digits in text names things: nobody sums these up.
fn is_identifier<'t>(name: &str, texts: impl Iterator<Item = &'t str>) -> bool {
    const WORDS: [&str; 20] = [
        "id",
        "code",
        "zip",
        "postcode",
        "postal",
        "plz",
        "phone",
        "tel",
        "telephone",
        "mobile",
        "fax",
        "isbn",
        "ean",
        "sku",
        "account",
        "iban",
        "ssn",
        "nr",
        "no",
        "number",
    ];
    let lower = name.to_lowercase();
    if lower
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| WORDS.contains(&word))
    {
        return true;
    }
    let plain = |text: &str| text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    texts.take(100).any(plain)
}

/// A number as people write it.
pub(super) fn number(text: &str) -> Option<f64> {
    number_with(text, false).or_else(|| number_with(text, true))
}

/// A day as people write it.
pub(super) fn is_day(text: &str) -> bool {
    [Order::Year, Order::Day, Order::Month]
        .into_iter()
        .any(|order| moment::day(text.as_bytes(), order).is_some())
}

fn number_with(text: &str, comma: bool) -> Option<f64> {
    let text = text.trim();
    let percent = text.strip_suffix('%');
    let inner = percent.unwrap_or(text).trim();
    let bracketed = inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let inner = bracketed.unwrap_or(inner).trim();
    let (minus, inner) = match inner.strip_prefix(['-', '−']).or_else(|| inner.strip_suffix('-')) {
        Some(rest) => (true, rest.trim()),
        None => (false, inner.strip_prefix('+').unwrap_or(inner)),
    };
    let inner = inner.trim_start_matches(MONEY).trim_end_matches(MONEY).trim();
    let plain = ungrouped(inner, comma)?;
    let value = cell::real(plain.as_bytes())?;
    let signed = if minus || bracketed.is_some() { -value } else { value };
    Some(if percent.is_some() { signed / 100.0 } else { signed })
}

/// Digits without marks between thousands, and with a point before the decimals.
fn ungrouped(text: &str, comma: bool) -> Option<String> {
    let (decimal, grouping) = if comma { (',', '.') } else { ('.', ',') };
    let (whole, decimals) = match text.split_once(decimal) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    if decimals.is_some_and(|decimals| {
        !decimals
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'e' | b'E' | b'-' | b'+'))
    }) {
        return None;
    }
    let marks = [grouping, ' ', '\u{a0}', '\u{202f}', '\'', '’'];
    let mut groups = whole.split(marks);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_group = |group: &&str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if !rest.is_empty() && (!(1..=3).contains(&first.len()) || first.starts_with('0') || !rest.iter().all(is_group)) {
        return None;
    }
    let mut plain = first.to_owned();
    plain.extend(rest);
    if let Some(decimals) = decimals {
        plain.push('.');
        plain.push_str(decimals);
    }
    Some(plain)
}
