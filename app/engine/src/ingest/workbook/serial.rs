//! Days and lengths of time that a spreadsheet keeps as numbers.

use super::grid::{Look, Value};
use crate::ingest::moment::{self, DAY};

/// 1899-12-30 in days since 1970: what Excel's day numbers count from after its false 29 February 1900.
const OF_1900: i64 = -25_569;
/// 1904-01-01 in days since 1970.
const OF_1904: i64 = -24_107;
/// 9999-12-31 in days since 1899-12-30.
const LAST: f64 = 2_958_466.0;

/// What a number is when it is shown like this.
pub(super) fn value(number: f64, look: Look, from_1904: bool) -> Value {
    match look {
        Look::Date | Look::Clock | Look::Length if !(0.0..LAST).contains(&number) => Value::Number(number),
        Look::Length => Value::Length(micros(number)),
        Look::Date | Look::Clock if number < 1.0 => Value::Length(micros(number)),
        Look::Date | Look::Clock => Value::Moment(moment(number, from_1904)),
        Look::Plain | Look::Percent | Look::Money => Value::Number(number),
    }
}

/// A moment or a length of time in ISO 8601.
pub(super) fn of_iso(text: &str) -> Option<Value> {
    let text = text.trim();
    if let Some(moment) = moment::moment(text.as_bytes(), moment::Order::Year) {
        return Some(Value::Moment(moment.micros));
    }
    of_length(text).map(Value::Length)
}

/// `PT36H15M00S`, as OpenDocument has it.
fn of_length(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (mut seconds, mut number) = (0.0, String::new());
    for letter in text.strip_prefix("PT")?.chars() {
        if letter.is_ascii_digit() || letter == '.' {
            number.push(letter);
            continue;
        }
        let factor = match letter {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += number.parse::<f64>().ok()? * factor;
        number.clear();
    }
    Some((sign * seconds * 1e6) as i64)
}

fn moment(number: f64, from_1904: bool) -> i64 {
    let days = match (from_1904, number < 60.0) {
        (true, _) => OF_1904,
        (false, true) => OF_1900 + 1,
        (false, false) => OF_1900,
    };
    days * DAY + micros(number)
}

/// Days as microseconds, rounded to milliseconds, which is what a spreadsheet keeps.
fn micros(days: f64) -> i64 {
    (days * 86_400_000.0).round() as i64 * 1000
}
