//! Words for times: years, months, quarters, days, and spans counted from today.

use super::words::{Token, TokenKind};
use spec::filter::{Span, Unit};

/// A time that words name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum When {
    /// A year.
    Year(i64),
    /// A quarter, of a year or of any.
    Quarter(Option<i64>, u32),
    /// A month, of a year or of any.
    Month(Option<i64>, u32),
    /// A day.
    Day(i64, u32, u32),
    /// Days of the week, from 1 (Monday).
    Weekdays(Vec<u32>),
    /// A span counted from today.
    Span(Span),
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The name of a month, from 1.
pub(super) fn month_name(month: u32) -> String {
    capitalised(MONTHS[(month.clamp(1, 12) - 1) as usize])
}

/// The name of a day of the week, from 1 (Monday).
pub(super) fn day_name(day: u32) -> String {
    capitalised(DAYS[(day.clamp(1, 7) - 1) as usize])
}

/// The time that starts at a token, and how many tokens name it; the longest reading.
pub(super) fn when(tokens: &[Token], at: usize) -> Option<(When, usize)> {
    let rest = &tokens[at..];
    dated(rest)
        .or_else(|| spanned(rest))
        .or_else(|| quarter(rest))
        .or_else(|| month(rest))
        .or_else(|| weekday(rest))
        .or_else(|| year(rest))
}

/// The first day of the time, as ISO 8601.
pub(super) fn start(when: &When) -> Option<String> {
    Some(match when {
        When::Year(year) => format!("{year:04}-01-01"),
        When::Quarter(Some(year), quarter) => format!("{year:04}-{:02}-01", quarter * 3 - 2),
        When::Month(Some(year), month) => format!("{year:04}-{month:02}-01"),
        When::Day(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        _ => return None,
    })
}

/// The first day after the time, as ISO 8601.
pub(super) fn end(when: &When) -> Option<String> {
    let month_after = |year: i64, month: u32| match month {
        12.. => format!("{:04}-01-01", year + 1),
        _ => format!("{year:04}-{:02}-01", month + 1),
    };
    Some(match when {
        When::Year(year) => format!("{:04}-01-01", year + 1),
        When::Quarter(Some(year), quarter) => month_after(*year, quarter * 3),
        When::Month(Some(year), month) => month_after(*year, *month),
        When::Day(year, month, day) if *day < days_in(*year, *month) => format!("{year:04}-{month:02}-{:02}", day + 1),
        When::Day(year, month, _) => month_after(*year, *month),
        _ => return None,
    })
}

fn days_in(year: i64, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn dated(rest: &[Token]) -> Option<(When, usize)> {
    let TokenKind::Date(iso) = &rest.first()?.kind else {
        return None;
    };
    let numbers: Vec<i64> = iso.split('-').filter_map(|part| part.parse().ok()).collect();
    match numbers[..] {
        [year, month, day] => Some((When::Day(year, month as u32, day as u32), 1)),
        [year, month] => Some((When::Month(Some(year), month as u32), 1)),
        _ => None,
    }
}

fn spanned(rest: &[Token]) -> Option<(When, usize)> {
    let skip = usize::from(rest.first()?.text == "the");
    let words: Vec<&str> = rest
        .iter()
        .skip(skip)
        .take(5)
        .map(|token| token.text.as_str())
        .collect();
    let last = |count, unit| Span::Last { count, unit };
    let past = |count, unit| Span::Past { count, unit };
    let next = |count, unit| Span::Next { count, unit };
    let (span, used) = match words[..] {
        ["today", ..] => (Span::This(Unit::Day), 1),
        ["yesterday", ..] => (last(1, Unit::Day), 1),
        ["tomorrow", ..] => (next(1, Unit::Day), 1),
        ["ytd", ..] => (Span::ToDate(Unit::Year), 1),
        ["mtd", ..] => (Span::ToDate(Unit::Month), 1),
        ["qtd", ..] => (Span::ToDate(Unit::Quarter), 1),
        [word, "to", "date", ..] => (Span::ToDate(unit(word)?), 3),
        [word, "so", "far", ..] => (Span::ToDate(unit(word)?), 3),
        ["this", word, "so", "far", ..] => (Span::ToDate(unit(word)?), 4),
        ["this" | "current", word, ..] => (Span::This(unit(word)?), 2),
        ["last" | "previous", word, ..] if unit(word).is_some() => (last(1, unit(word)?), 2),
        ["last" | "previous", count, word, ..] => (last(whole(count)?, unit(word)?), 3),
        ["past" | "recent" | "trailing", word, ..] if unit(word).is_some() => (past(1, unit(word)?), 2),
        ["past" | "recent" | "trailing", count, word, ..] => (past(whole(count)?, unit(word)?), 3),
        ["next" | "coming", word, ..] if unit(word).is_some() => (next(1, unit(word)?), 2),
        ["next" | "coming", count, word, ..] => (next(whole(count)?, unit(word)?), 3),
        _ => return None,
    };
    let whole_days = matches!(span, Span::Last { unit: Unit::Day, count } if count > 1);
    let span = match span {
        Span::Last { count, unit } if whole_days => Span::Past { count, unit },
        other => other,
    };
    Some((When::Span(span), used + skip))
}

fn quarter(rest: &[Token]) -> Option<(When, usize)> {
    let first = rest.first()?.text.as_str();
    let ordinals = [
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("last", 4),
        ("1st", 1),
        ("2nd", 2),
        ("3rd", 3),
        ("4th", 4),
    ];
    let spelled = ordinals
        .iter()
        .find(|(word, _)| *word == first)
        .filter(|_| rest.get(1).is_some_and(|next| next.text == "quarter"));
    let (quarter, used) = match (first, rest.get(1).map(|token| token.text.as_str())) {
        ("q1", _) => (1, 1),
        ("q2", _) => (2, 1),
        ("q3", _) => (3, 1),
        ("q4", _) => (4, 1),
        ("q" | "quarter", Some(number @ ("1" | "2" | "3" | "4"))) => (number.parse().ok()?, 2),
        _ => (spelled?.1, 2),
    };
    let (year, more) = year_after(&rest[used..]);
    Some((When::Quarter(year, quarter), used + more))
}

fn month(rest: &[Token]) -> Option<(When, usize)> {
    if let Some(day) = day_number(rest.first()?)
        && let Some(month) = rest.get(1).and_then(named_month)
        && let (Some(year), more) = year_after(&rest[2..])
    {
        return Some((When::Day(year, month, day), 2 + more));
    }
    let month = named_month(rest.first()?)?;
    if let Some(day) = rest.get(1).and_then(day_number)
        && let (Some(year), more) = year_after(&rest[2..])
    {
        return Some((When::Day(year, month, day), 2 + more));
    }
    let (year, more) = year_after(&rest[1..]);
    let word = &rest[0];
    let doubtful = matches!(word.text.as_str(), "may" | "march" | "mar" | "dec" | "sep" | "jan") && year.is_none();
    let capital = word.raw.starts_with(char::is_uppercase);
    (!doubtful || capital).then_some((When::Month(year, month), 1 + more))
}

fn weekday(rest: &[Token]) -> Option<(When, usize)> {
    let text = rest.first()?.text.as_str();
    let days = match text {
        "weekend" | "weekends" => vec![6, 7],
        _ => {
            let single = text.strip_suffix('s').unwrap_or(text);
            vec![DAYS.iter().position(|day| *day == single)? as u32 + 1]
        }
    };
    Some((When::Weekdays(days), 1))
}

fn year(rest: &[Token]) -> Option<(When, usize)> {
    let token = rest.first()?;
    let TokenKind::Number(number) = token.kind else {
        return None;
    };
    let fits = token.raw.len() == 4 && (1800.0..=2100.0).contains(&number) && number.fract() == 0.0;
    fits.then_some((When::Year(number as i64), 1))
}

fn year_after(rest: &[Token]) -> (Option<i64>, usize) {
    let skip = rest
        .iter()
        .take_while(|token| matches!(token.text.as_str(), "," | "of" | "in"))
        .count()
        .min(2);
    match rest.get(skip..).and_then(year) {
        Some((When::Year(year), _)) => (Some(year), skip + 1),
        _ => (None, 0),
    }
}

fn named_month(token: &Token) -> Option<u32> {
    let text = token.text.as_str();
    let text = if text == "sept" { "sep" } else { text };
    let index = MONTHS
        .iter()
        .position(|month| *month == text || month.get(..3) == Some(text))?;
    Some(index as u32 + 1)
}

fn day_number(token: &Token) -> Option<u32> {
    match token.kind {
        TokenKind::Number(number) if number.fract() == 0.0 && (1.0..=31.0).contains(&number) && token.raw.len() < 5 => {
            Some(number as u32)
        }
        _ => None,
    }
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word.trim_end_matches('s') {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return None,
    })
}

/// A small whole number, in digits or spelled out.
pub(super) fn whole(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    match word {
        "twenty" => Some(20),
        "fifteen" => Some(15),
        "fifty" => Some(50),
        "hundred" => Some(100),
        "dozen" => Some(12),
        _ => word
            .parse()
            .ok()
            .or_else(|| WORDS.iter().position(|other| *other == word).map(|index| index as u32)),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
