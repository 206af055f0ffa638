//! Days and moments as people write them.

/// Which part of a date comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// 2024-01-31, 2024/1/31.
    Year,
    /// 31.01.2024, 31/1/2024.
    Day,
    /// 01/31/2024.
    Month,
}

/// A moment: microseconds since 1970, in UTC when the text says how far it is from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// Microseconds since 1970.
    pub micros: i64,
    /// Whether the text names its distance from UTC.
    pub zoned: bool,
}

/// Microseconds in a day.
pub(super) const DAY: i64 = 86_400_000_000;

/// A day and nothing else, as days since 1970.
#[inline]
pub(super) fn day(cell: &[u8], order: Order) -> Option<i32> {
    let (day, rest) = leading_day(cell, order)?;
    rest.is_empty().then_some(day)
}

/// A day with or without a time behind it.
#[inline]
pub(super) fn moment(cell: &[u8], order: Order) -> Option<Moment> {
    let (day, rest) = leading_day(cell, order)?;
    let midnight = i64::from(day) * DAY;
    if rest.is_empty() {
        return Some(Moment {
            micros: midnight,
            zoned: false,
        });
    }
    let clock = match rest {
        [b'T' | b't' | b' ', clock @ ..] => clock.trim_ascii_start(),
        _ => return None,
    };
    let (time, rest) = clock_time(clock)?;
    let (offset, zoned) = zone(rest)?;
    Some(Moment {
        micros: midnight + time - offset,
        zoned,
    })
}

#[inline]
fn leading_day(cell: &[u8], order: Order) -> Option<(i32, &[u8])> {
    match order {
        Order::Year => year_first(cell),
        Order::Day => day_or_month_first(cell, false),
        Order::Month => day_or_month_first(cell, true),
    }
}

#[inline]
fn year_first(cell: &[u8]) -> Option<(i32, &[u8])> {
    if let [a, b, c, d, b'-', e, f, b'-', g, h, rest @ ..] = cell {
        let year = two(*a, *b)? * 100 + two(*c, *d)?;
        return Some((days(year, two(*e, *f)?, two(*g, *h)?)?, rest));
    }
    let (year, mark, rest) = part(cell, 4, 4)?;
    let (month, second, rest) = part(rest, 1, 2)?;
    let (day, rest) = digits(rest, 1, 2)?;
    (mark == second && matches!(mark, b'-' | b'/' | b'.'))
        .then(|| days(year, month, day))
        .flatten()
        .map(|day| (day, rest))
}

fn day_or_month_first(cell: &[u8], month_first: bool) -> Option<(i32, &[u8])> {
    let (first, mark, rest) = part(cell, 1, 2)?;
    if let Some((month, rest)) = month_name(rest).filter(|_| !month_first) {
        let rest = rest.strip_prefix(&[mark])?;
        let (year, rest) = digits(rest, 4, 4)?;
        return matches!(mark, b'-' | b' ')
            .then(|| days(year, month, first))
            .flatten()
            .map(|day| (day, rest));
    }
    let (second, other, rest) = part(rest, 1, 2)?;
    if mark != other || !matches!(mark, b'/' | b'-' | b'.') || (month_first && mark == b'.') {
        return None;
    }
    let (year, rest) = match digits(rest, 4, 4) {
        Some(full) => full,
        None => digits(rest, 2, 2)
            .filter(|_| mark != b'-')
            .map(|(year, rest)| (if year < 70 { 2000 + year } else { 1900 + year }, rest))?,
    };
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    days(year, month, day).map(|day| (day, rest))
}

fn month_name(text: &[u8]) -> Option<(i32, &[u8])> {
    const NAMES: [&[u8]; 12] = [
        b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec",
    ];
    let (name, rest) = text.split_at_checked(3)?;
    let month = NAMES.iter().position(|known| name.eq_ignore_ascii_case(known))?;
    Some((month as i32 + 1, rest))
}

fn clock_time(text: &[u8]) -> Option<(i64, &[u8])> {
    let (hour, rest) = digits(text, 1, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(b":")?, 2, 2)?;
    let (second, rest) = match rest {
        [b':', rest @ ..] => digits(rest, 2, 2)?,
        rest => (0, rest),
    };
    let (micros, rest) = match rest {
        [b'.' | b',', rest @ ..] => fraction(rest)?,
        rest => (0, rest),
    };
    let (hour, rest) = half_day(hour, rest)?;
    (hour < 24 && minute < 60 && second < 60)
        .then(|| (i64::from(hour * 3600 + minute * 60 + second) * 1_000_000 + micros, rest))
}

fn half_day(hour: i32, rest: &[u8]) -> Option<(i32, &[u8])> {
    let [half @ (b'a' | b'A' | b'p' | b'P'), b'm' | b'M', rest @ ..] = rest.trim_ascii_start() else {
        return Some((hour, rest));
    };
    if !(1..=12).contains(&hour) {
        return None;
    }
    let noon = if half.eq_ignore_ascii_case(&b'p') { 12 } else { 0 };
    Some((hour % 12 + noon, rest))
}

fn fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=9).contains(&length) || text[..length].iter().skip(6).any(|digit| *digit != b'0') {
        return None;
    }
    let micros = (0..6).fold(0, |sum, place| {
        sum * 10 + text[..length].get(place).map_or(0, |digit| i64::from(digit - b'0'))
    });
    Some((micros, &text[length..]))
}

fn zone(text: &[u8]) -> Option<(i64, bool)> {
    let text = text.trim_ascii();
    let (sign, text) = match text {
        [] => return Some((0, false)),
        b"Z" | b"z" | b"UTC" | b"GMT" => return Some((0, true)),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, rest) = digits(text, 2, 2)?;
    let minutes = match rest {
        [] => 0,
        [b':', rest @ ..] | rest => digits(rest, 2, 2).filter(|(_, rest)| rest.is_empty())?.0,
    };
    (hours < 24 && minutes < 60).then(|| (sign * i64::from(hours * 60 + minutes) * 60_000_000, true))
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<i32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| i32::from(tens) * 10 + i32::from(ones))
}

/// Digits and the mark behind them.
fn part(text: &[u8], least: usize, most: usize) -> Option<(i32, u8, &[u8])> {
    let (value, rest) = digits(text, least, most)?;
    let (mark, rest) = rest.split_first()?;
    Some((value, *mark, rest))
}

fn digits(text: &[u8], least: usize, most: usize) -> Option<(i32, &[u8])> {
    let length = text
        .iter()
        .take(most + 1)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if length < least || length > most {
        return None;
    }
    let value = text[..length]
        .iter()
        .fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    Some((value, &text[length..]))
}

/// Days since 1970 of a day that exists.
#[inline]
pub(super) fn days(year: i32, month: i32, day: i32) -> Option<i32> {
    const LENGTHS: [i32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if !(1..=12).contains(&month) || !(1..=9999).contains(&year) {
        return None;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = LENGTHS[(month - 1) as usize] + i32::from(leap && month == 2);
    if !(1..=length).contains(&day) {
        return None;
    }
    // Days from civil, Howard Hinnant: years begin in March, so that the leap day is the last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// A moment as text: `2024-01-31`, or `2024-01-31 09:15:00` when it is not midnight.
pub(super) fn spelled(micros: i64) -> String {
    let Some(moment) = chrono::DateTime::from_timestamp_micros(micros) else {
        return micros.to_string();
    };
    let pattern = if micros.rem_euclid(DAY) == 0 {
        "%Y-%m-%d"
    } else {
        "%Y-%m-%d %H:%M:%S%.f"
    };
    moment.format(pattern).to_string()
}
