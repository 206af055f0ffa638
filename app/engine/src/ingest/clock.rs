//! Times of day and lengths of time, as people write them.

/// Microseconds in a second.
const SECOND: i64 = 1_000_000;

/// Microseconds in a day.
const DAY: i64 = 86_400 * SECOND;

/// A time of day, in microseconds from midnight.
pub(super) fn time(text: &str) -> Option<i64> {
    let (micros, rest) = leading_time(text.trim())?;
    (rest.is_empty() && micros < DAY).then_some(micros)
}

/// The time of day that the text begins with, and what follows it. 24:00 is the end of the day.
pub(super) fn leading_time(text: &str) -> Option<(i64, &str)> {
    let (hour, rest) = digits(text, 1, 2)?;
    if let Some((hour, rest, true)) = half_day(hour, rest) {
        return Some((hour * 3600 * SECOND, rest));
    }
    let is_spelled = rest.starts_with(['h', 'H']);
    let (minute, rest) = digits(rest.strip_prefix([':', 'h', 'H'])?, 2, 2)?;
    let (second, rest) = match rest.strip_prefix(if is_spelled { 'm' } else { ':' }) {
        Some(after) => match digits(after, 2, 2) {
            Some((second, rest)) => (second, rest),
            None if is_spelled => (0, after),
            None => return None,
        },
        None => (0, rest),
    };
    let (micros, rest) = fraction(rest)?;
    let (hour, rest, _) = half_day(hour, rest)?;
    let after = rest.trim_start();
    let rest = after
        .strip_prefix("Uhr")
        .or_else(|| after.strip_prefix("uhr"))
        .unwrap_or(rest);
    let whole = (hour * 3600 + minute * 60 + second) * SECOND + micros;
    let exists = hour < 24 && minute < 60 && second < 60 || hour == 24 && whole == DAY;
    exists.then_some((whole, rest))
}

/// Four or six digits of a time without marks, and what follows them.
pub(super) fn leading_compact(text: &str) -> Option<(i64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length != 4 && length != 6 {
        return None;
    }
    let part = |from: usize| text.get(from..from + 2).and_then(|part| part.parse::<i64>().ok());
    let (hour, minute) = (part(0)?, part(2)?);
    let second = if length == 6 { part(4)? } else { 0 };
    let (micros, rest) = fraction(&text[length..])?;
    (hour < 24 && minute < 60 && second < 60).then_some(((hour * 3600 + minute * 60 + second) * SECOND + micros, rest))
}

/// A length of time in microseconds: `36:15:00`, `PT1H30M`, `2 days 03:04:05`.
pub(super) fn length(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, rest) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let micros = match rest.starts_with('P') {
        true => iso_length(rest),
        false => clock_length(rest),
    };
    micros.map(|micros| sign * micros)
}

fn clock_length(text: &str) -> Option<i64> {
    let (first, rest) = digits(text, 1, 9)?;
    if let Some(rest) = rest.trim_start().strip_prefix("day") {
        let rest = rest.strip_prefix('s').unwrap_or(rest).trim_start_matches([',', ' ']);
        let clock = if rest.is_empty() { 0 } else { clock_length(rest)? };
        return (first < 1_000_000).then(|| first * DAY + clock);
    }
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => digits(rest, 2, 2)?,
        None => (0, rest),
    };
    let (micros, rest) = fraction(rest)?;
    let exists = minute < 60 && second < 60 && rest.is_empty() && first < 1_000_000;
    exists.then_some((first * 3600 + minute * 60 + second) * SECOND + micros)
}

fn iso_length(text: &str) -> Option<i64> {
    let (mut whole, mut is_clock, mut rest, mut parts) = (0i64, false, text.strip_prefix('P')?, 0);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T').filter(|_| !is_clock) {
            (is_clock, rest) = (true, after);
            continue;
        }
        let (count, after) = digits(rest, 1, 9)?;
        let (micros, after) = fraction(after)?;
        let letter = after.chars().next()?;
        let unit = match (letter, is_clock) {
            ('W', false) => 7 * DAY,
            ('D', false) => DAY,
            ('H', true) => 3600 * SECOND,
            ('M', true) => 60 * SECOND,
            ('S', true) => SECOND,
            _ => return None,
        };
        if micros > 0 && letter != 'S' {
            return None;
        }
        whole = whole.checked_add(count.checked_mul(unit)?)?.checked_add(micros)?;
        rest = &after[1..];
        parts += 1;
    }
    (parts > 0).then_some(whole)
}

/// The hour of 24, and whether the text says which half of the day.
fn half_day(hour: i64, rest: &str) -> Option<(i64, &str, bool)> {
    const MORNING: [&str; 4] = ["am", "a.m.", "AM", "A.M."];
    const EVENING: [&str; 4] = ["pm", "p.m.", "PM", "P.M."];
    let trimmed = rest.trim_start();
    let after = |words: [&str; 4]| words.into_iter().find_map(|word| trimmed.strip_prefix(word));
    let (noon, rest) = match (after(MORNING), after(EVENING)) {
        (Some(rest), _) => (0, rest),
        (None, Some(rest)) => (12, rest),
        (None, None) => return Some((hour, rest, false)),
    };
    (1..=12).contains(&hour).then_some((hour % 12 + noon, rest, true))
}

/// Microseconds behind a point or a comma; none when it says more than microseconds.
fn fraction(text: &str) -> Option<(i64, &str)> {
    let Some(rest) = text.strip_prefix(['.', ',']) else {
        return Some((0, text));
    };
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return Some((0, text));
    }
    let (kept, lost) = rest[..length].split_at(length.min(6));
    if length > 9 || lost.bytes().any(|digit| digit != b'0') {
        return None;
    }
    let micros = format!("{kept:0<6}").parse().ok()?;
    Some((micros, &rest[length..]))
}

/// The number that the text begins with, of so many digits, and what follows it.
pub(super) fn digits(text: &str, least: usize, most: usize) -> Option<(i64, &str)> {
    let length = text.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
    (least..=most).contains(&length).then_some(())?;
    Some((text[..length].parse().ok()?, &text[length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        for (text, seconds) in [
            ("10:15", Some(36_900.0)),
            ("10:15:30.123", Some(36_930.123)),
            ("1:05 PM", Some(47_100.0)),
            ("12:00 a.m.", Some(0.0)),
            ("9am", Some(32_400.0)),
            ("10h15", Some(36_900.0)),
            ("10h", None),
            ("7:30 Uhr", Some(27_000.0)),
            ("24:00", None),
            ("13:00 PM", None),
            ("10", None),
            ("10 ", None),
            ("10:5", None),
            ("10:60", None),
            ("10:15:30.1234567", None),
        ] {
            assert_eq!(
                time(text),
                seconds.map(|seconds: f64| (seconds * 1e6).round() as i64),
                "{text}"
            );
        }
    }

    #[test]
    fn lengths_of_time() {
        for (text, seconds) in [
            ("36:15:00", Some(130_500)),
            ("100:05", Some(360_300)),
            ("-01:00:00", Some(-3600)),
            ("PT1H30M", Some(5400)),
            ("P1DT2H", Some(93_600)),
            ("-PT5S", Some(-5)),
            ("P1W", Some(604_800)),
            ("2 days, 3:04:05", Some(183_845)),
            ("1 day", Some(86_400)),
            ("999999999 days", None),
            ("P1Y", None),
            ("P", None),
            ("PT", None),
            ("P99999999W", None),
            ("12", None),
        ] {
            assert_eq!(length(text), seconds.map(|seconds: i64| seconds * SECOND), "{text}");
        }
    }
}
