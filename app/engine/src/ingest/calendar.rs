//! Days and moments in words and figures, beyond the plain forms of [`super::moment`].

mod names;

use super::clock;
use super::moment::{self, DAY, Order};

/// What a date in text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Days since 1970; of a month its first.
    pub day: i32,
    /// Microseconds from midnight, where it names a time of day.
    pub clock: Option<i64>,
    /// Microseconds that its clock is ahead of UTC, where it says so.
    pub offset: Option<i64>,
    /// Whether it names a month and no day.
    pub is_month: bool,
    /// Whether it is eight digits and nothing else.
    pub is_compact: bool,
}

impl Stamp {
    /// Microseconds since 1970, in UTC when the text says how far it is from there.
    pub(super) fn micros(&self) -> i64 {
        i64::from(self.day) * DAY + self.clock.unwrap_or(0) - self.offset.unwrap_or(0)
    }

    /// Reads a date, with or without a time behind it. The order matters where the month is a figure.
    pub(super) fn read(text: &str, order: Order) -> Option<Self> {
        const LONGEST: usize = 80;
        let text = text.trim();
        if text.len() > LONGEST || text.len() < 5 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let rest = behind_weekday(without_remarks(text));
        let (mut stamp, rest) = date(rest, order)?;
        let is_date_alone = rest.trim().is_empty();
        if is_date_alone {
            stamp.is_compact &= rest.is_empty();
            return Some(stamp);
        }
        if stamp.is_month {
            return None;
        }
        let clock = behind_joint(rest)?;
        let compact = if stamp.is_compact {
            clock::leading_compact(clock)
        } else {
            None
        };
        let (micros, rest) = compact.or_else(|| clock::leading_time(clock))?;
        stamp.is_compact = false;
        stamp.clock = Some(micros);
        stamp.offset = offset(rest)?;
        Some(stamp)
    }
}

/// Without a place in brackets behind an offset, and without the zone's long name.
fn without_remarks(text: &str) -> &str {
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some((before, _)) = text.strip_suffix(close).and_then(|text| text.rsplit_once(open)) {
            return before.trim_end();
        }
    }
    text
}

fn word(text: &str) -> (String, &str) {
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    (text[..end].to_lowercase(), &text[end..])
}

fn behind_weekday(text: &str) -> &str {
    let (first, rest) = word(text);
    if first.is_empty() || !names::is_weekday(&first) {
        return text;
    }
    let rest = rest.strip_prefix("-feira").unwrap_or(rest);
    let behind = rest.trim_start_matches(['.', ',', ' ']);
    let (next, _) = word(behind);
    // "mar 3, 2024" is March to more readers than a Tuesday.
    let is_date = behind.starts_with(|letter: char| letter.is_ascii_digit()) || names::month(&next).is_some();
    match behind.len() < rest.len() && is_date && (names::month(&first).is_none() || names::month(&next).is_some()) {
        true => behind,
        false => text,
    }
}

fn date(text: &str, order: Order) -> Option<(Stamp, &str)> {
    if !text.starts_with(|letter: char| letter.is_ascii_digit()) {
        return month_first(text);
    }
    match text.bytes().take_while(u8::is_ascii_digit).count() {
        8 => compact(text),
        4 => year_first(text),
        1 | 2 => short_first(text, order),
        _ => None,
    }
}

fn stamp(year: i64, month: i64, day: i64) -> Option<Stamp> {
    let day = moment::days(
        i32::try_from(year).ok()?,
        i32::try_from(month).ok()?,
        i32::try_from(day).ok()?,
    )?;
    Some(Stamp {
        day,
        clock: None,
        offset: None,
        is_month: false,
        is_compact: false,
    })
}

fn month_stamp(year: i64, month: i64) -> Option<Stamp> {
    if !(1600..2400).contains(&year) {
        return None;
    }
    Some(Stamp {
        is_month: true,
        ..stamp(year, month, 1)?
    })
}

/// 20240131
fn compact(text: &str) -> Option<(Stamp, &str)> {
    let part = |from: usize, to: usize| text[from..to].parse::<i64>().ok();
    let read = stamp(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
    Some((
        Stamp {
            is_compact: true,
            ..read
        },
        &text[8..],
    ))
}

/// 2024-01-31, 2024 Jan 31, 2024-01
fn year_first(text: &str) -> Option<(Stamp, &str)> {
    let (year, rest) = clock::digits(text, 4, 4)?;
    let (mark, rest) = between(rest)?;
    let (month, rest, _) = month(rest)?;
    match between(rest) {
        Some((second, after)) if second == mark || mark == '.' && second == ' ' => match clock::digits(after, 1, 2) {
            Some((day, rest)) => Some((
                stamp(year, month, day)?,
                rest.strip_prefix('.').filter(|_| mark == '.').unwrap_or(rest),
            )),
            None => None,
        },
        None if matches!(mark, '-' | '/') && rest.is_empty() => Some((month_stamp(year, month)?, rest)),
        _ => None,
    }
}

/// 31.01.2024, 31 January 2024, 01/31/24, 24-01-31, 01/2024
fn short_first(text: &str, order: Order) -> Option<(Stamp, &str)> {
    let (first, rest) = clock::digits(text, 1, 2)?;
    let rest = behind_ordinal(rest);
    let (mark, rest) = between(rest)?;
    let (second, rest, is_word) = match clock::digits(rest, 4, 4) {
        Some((year, rest)) if rest.is_empty() && matches!(mark, '/' | '-' | '.') && text.len() <= 7 => {
            return Some((month_stamp(year, first)?, rest));
        }
        _ => month(rest)?,
    };
    let is_joined = is_word && rest.starts_with(|letter: char| letter.is_ascii_digit());
    let (other, rest) = if is_joined { (mark, rest) } else { between(rest)? };
    let (third, rest, is_full) = match clock::digits(rest, 4, 4) {
        Some((year, rest)) => (year, rest, true),
        None => {
            let (short, rest) = clock::digits(rest.strip_prefix(['\'', '’']).unwrap_or(rest), 2, 2)?;
            (short, rest, false)
        }
    };
    let rest = behind_year(rest);
    if is_word {
        return Some((stamp(full_year(third, is_full), second, first)?, rest));
    }
    if mark != other || mark == ' ' && !is_full || mark == ',' || order == Order::Month && mark == '.' {
        return None;
    }
    let read = match order {
        Order::Day => stamp(full_year(third, is_full), second, first)?,
        Order::Month => stamp(full_year(third, is_full), first, second)?,
        Order::Year if !is_full && text.as_bytes()[1].is_ascii_digit() => {
            stamp(full_year(first, false), second, third)?
        }
        Order::Year => return None,
    };
    Some((read, rest))
}

/// January 31, 2024; January 2024
fn month_first(text: &str) -> Option<(Stamp, &str)> {
    let (name, rest) = word(text);
    let month = i64::from(names::month(&name)?);
    let (_, rest) = between(rest.strip_prefix('.').unwrap_or(rest))?;
    if let Some((year, rest)) = clock::digits(rest, 4, 4) {
        return Some((month_stamp(year, month)?, rest));
    }
    let (day, after) = clock::digits(rest.strip_prefix('\'').unwrap_or(rest), 1, 2)?;
    if after.is_empty() {
        let is_year = text.contains(['-', '\'']) && rest.len() >= 2;
        return is_year
            .then(|| month_stamp(full_year(day, false), month))
            .flatten()
            .map(|read| (read, after));
    }
    let (_, rest) = between(behind_ordinal(after))?;
    let (year, rest) = clock::digits(rest, 4, 4)?;
    Some((stamp(year, month, day)?, rest))
}

/// A month as a figure or a word, and whether it is a word.
fn month(text: &str) -> Option<(i64, &str, bool)> {
    match clock::digits(text, 1, 2) {
        Some((month, rest)) => Some((month, rest, false)),
        None => {
            let (name, rest) = word(text);
            let month = names::month(&name)?;
            Some((i64::from(month), rest.strip_prefix('.').unwrap_or(rest), true))
        }
    }
}

/// Two digits of a year are one of 1970 to 2069.
fn full_year(year: i64, is_full: bool) -> i64 {
    match year {
        year if is_full => year,
        0..70 => 2000 + year,
        year => 1900 + year,
    }
}

/// What stands between two parts of a date, and what follows it.
fn between(text: &str) -> Option<(char, &str)> {
    let spaced = text.trim_start();
    let (mark, rest) = match spaced.chars().next()? {
        mark @ ('-' | '/' | '.' | ',') => (mark, spaced[1..].trim_start()),
        _ if spaced.len() < text.len() => (' ', spaced),
        letter if letter.is_alphabetic() && text.len() == spaced.len() => (' ', spaced),
        _ => return None,
    };
    let joint = ["de ", "of ", "del "].iter().find_map(|joint| rest.strip_prefix(joint));
    Some((mark, joint.unwrap_or(rest)))
}

/// Behind the letters of 1st, 2nd, 3rd, 4th, 1er, 1º and 1.
fn behind_ordinal(text: &str) -> &str {
    const LETTERS: [&str; 8] = ["st", "nd", "rd", "th", "er", "º", "ª", "°"];
    let behind = LETTERS.iter().find_map(|letters| text.strip_prefix(letters));
    match behind {
        Some(rest) if !rest.starts_with(char::is_alphanumeric) => rest,
        _ => text,
    }
}

fn behind_year(text: &str) -> &str {
    text.strip_prefix('.')
        .filter(|rest| !rest.starts_with(|letter: char| letter.is_ascii_digit()))
        .unwrap_or(text)
}

/// Behind what joins a day and a time of day.
fn behind_joint(text: &str) -> Option<&str> {
    let rest = match text.chars().next()? {
        'T' | 't' | ':' | '_' | ',' => text[1..].trim_start(),
        first if first.is_whitespace() => text.trim_start(),
        _ => return None,
    };
    let rest = rest.strip_prefix(['-', ',']).unwrap_or(rest).trim_start();
    let joint = ["at ", "um ", "à ", "a las ", "alle ", "às ", "om "];
    Some(joint.iter().find_map(|joint| rest.strip_prefix(joint)).unwrap_or(rest))
}

/// Microseconds ahead of UTC; the outer none when it is no zone.
fn offset(text: &str) -> Option<Option<i64>> {
    const MINUTE: i64 = 60_000_000;
    let text = text.trim();
    let name_end = text
        .find(|letter: char| !letter.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(name_end);
    let named = match name {
        "" => None,
        name => Some(names::zone(name)?),
    };
    if rest.is_empty() {
        return Some(named.map(|minutes| minutes * MINUTE));
    }
    if named.is_some_and(|minutes| minutes != 0) {
        return None;
    }
    let sign = match rest.chars().next()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let rest = rest.trim_start_matches(['+', '-', '\u{2212}']);
    let (hours, rest) = match clock::digits(rest, 4, 4) {
        Some(_) => clock::digits(&rest[..2], 2, 2).map(|(hours, _)| (hours, &rest[2..]))?,
        None => clock::digits(rest, 1, 2)?,
    };
    let minutes = match rest.strip_prefix(':').unwrap_or(rest) {
        "" => 0,
        rest => clock::digits(rest, 2, 2).filter(|(_, rest)| rest.is_empty())?.0,
    };
    (hours <= 14 && minutes < 60).then_some(Some(sign * (hours * 60 + minutes) * MINUTE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str, order: Order) -> String {
        match Stamp::read(text, order) {
            None => "none".to_owned(),
            Some(stamp) => {
                let mut out = moment::spelled(stamp.micros());
                out += if stamp.is_month { " month" } else { "" };
                out += if stamp.is_compact { " compact" } else { "" };
                out + if stamp.offset.is_some() { " zoned" } else { "" }
            }
        }
    }

    #[test]
    fn dates_in_words_and_figures() {
        for (text, expected) in [
            ("31 January 2024", "2024-01-31"),
            ("31. Januar 2024", "2024-01-31"),
            ("Jan 31, 2024", "2024-01-31"),
            ("January 31st, 2024", "2024-01-31"),
            ("1er février 2024", "2024-02-01"),
            ("31-Jan-24", "2024-01-31"),
            ("31-JAN-1999", "1999-01-31"),
            ("31Jan2024", "2024-01-31"),
            ("3. März 2024", "2024-03-03"),
            ("31 de enero de 2024", "2024-01-31"),
            ("15 août 2024", "2024-08-15"),
            ("2024-Jan-31", "2024-01-31"),
            ("2024 January 31", "2024-01-31"),
            ("März 2024", "2024-03-01 month"),
            ("Jan 2024", "2024-01-01 month"),
            ("Jan-24", "2024-01-01 month"),
            ("2024-01", "2024-01-01 month"),
            ("01/2024", "2024-01-01 month"),
            ("31.01.2024", "2024-01-31"),
            ("31. 1. 2024", "2024-01-31"),
            ("31.1.24", "2024-01-31"),
            ("31-1-24", "2024-01-31"),
            ("31 01 2024", "2024-01-31"),
            ("2024. 01. 31.", "2024-01-31"),
            ("20240131", "2024-01-31 compact"),
            ("20240131T101530Z", "2024-01-31 10:15:30 zoned"),
            ("Mon, 31 Jan 2022 10:00:00 +0100", "2022-01-31 09:00:00 zoned"),
            ("Thursday, 4 January 2024", "2024-01-04"),
            ("Do., 4.1.2024", "2024-01-04"),
            (
                "Wed Jan 31 2024 10:15:00 GMT+0100 (Central European Standard Time)",
                "2024-01-31 09:15:00 zoned",
            ),
            ("2024-01-31T10:00:00+01:00[Europe/Berlin]", "2024-01-31 09:00:00 zoned"),
            ("2024-01-31 10:00:00 EST", "2024-01-31 15:00:00 zoned"),
            ("2024-01-31 10:00 +01", "2024-01-31 09:00:00 zoned"),
            ("31/Jan/2024:10:15:00 -0500", "2024-01-31 15:15:00 zoned"),
            ("31.01.2024, 10:15 Uhr", "2024-01-31 10:15:00"),
            ("31/01/2024 1:05 PM", "2024-01-31 13:05:00"),
            ("31/01/2024 at 10h15", "2024-01-31 10:15:00"),
            ("2024-01-31 24:00", "2024-02-01"),
            ("30.02.2023", "none"),
            ("2023-13-01", "none"),
            ("31 Foo 2024", "none"),
            ("12345", "none"),
            ("may be 2024", "none"),
            ("1.2.3.4", "none"),
            ("555-123-4567", "none"),
            ("2024-01-31 10:00 XYZ", "none"),
            ("March", "none"),
            ("mar 3, 2024", "2024-03-03"),
        ] {
            assert_eq!(spelled(text, Order::Day), expected, "{text}");
        }
        assert_eq!(spelled("01/31/24", Order::Month), "2024-01-31");
        assert_eq!(spelled("24-01-31", Order::Year), "2024-01-31");
    }
}
