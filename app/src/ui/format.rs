//! Values as a reader writes them: by what their column means. The chart bridge writes the same in tooltips and on axes.

mod moment;

use moment::Moment;
use spec::answer::{Format, FormatKind};
use spec::dataset::{Column, Type};
use spec::value::Value;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A cell in full; empty for a missing value.
pub(crate) fn cell(value: &Value, format: &Format) -> String {
    match value {
        Value::Null => String::new(),
        Value::Boolean(flag) => if *flag { "Yes" } else { "No" }.to_owned(),
        Value::Integer(whole) => number(*whole as f64, Some(*whole), format),
        Value::Float(float) => number(*float, None, format),
        Value::Text(text) => written(text, format),
        Value::List(values) => {
            let parts: Vec<_> = values.iter().map(|value| cell(value, format)).collect();
            parts.join(", ")
        }
        Value::Record(_) => value.to_string(),
    }
}

/// How the cells of a dataset's column are written, when no answer says.
pub(crate) fn of_column(column: &Column) -> Format {
    let kind = match column.kind {
        Type::Boolean => FormatKind::Boolean,
        Type::Integer if names_something(&column.name) => FormatKind::Plain,
        Type::Integer => FormatKind::Integer,
        Type::Float | Type::Decimal => FormatKind::Number,
        Type::Date => FormatKind::Date,
        Type::Datetime => FormatKind::Datetime,
        Type::Time => FormatKind::Time,
        Type::Text | Type::Duration | Type::List | Type::Struct => FormatKind::Text,
    };
    Format {
        kind,
        decimals: None,
        unit: None,
    }
}

/// The format with as many decimals in every cell as the longest of these needs, so that points stand below each other.
pub(crate) fn aligned<'a>(format: Format, values: impl Iterator<Item = &'a Value>) -> Format {
    if format.kind != FormatKind::Number || format.decimals.is_some() {
        return format;
    }
    let decimals = values.filter_map(|value| match value {
        Value::Float(float) => float.to_string().split_once('.').map(|(_, rest)| rest.len()),
        _ => None,
    });
    let most = decimals.max().and_then(|most| u8::try_from(most).ok());
    Format {
        decimals: most.filter(|most| *most <= 4),
        ..format
    }
}

/// Whether cells of this kind stand at the right.
pub(crate) fn is_number(format: &Format) -> bool {
    matches!(
        format.kind,
        FormatKind::Number | FormatKind::Integer | FormatKind::Percent | FormatKind::Plain
    )
}

/// A whole number with its digits in groups: 336,776.
pub(crate) fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// A number of things: `1 row`, `336,776 rows`.
pub(crate) fn counted(number: u64, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {one}{plural}", count(number))
}

/// A size in bytes: 12.3 MB.
pub(crate) fn size(bytes: f64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"];
    let mut value = bytes.max(0.0);
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    match unit == 0 || value >= 100.0 {
        true => format!("{value:.0} {}", units[unit]),
        false => format!("{value:.1} {}", units[unit]),
    }
}

/// A time the engine took: 12 ms, 1.4 s.
pub(crate) fn millis(millis: f64) -> String {
    match millis {
        few if few < 1.0 => "under 1 ms".to_owned(),
        some if some < 1000.0 => format!("{some:.0} ms"),
        many => format!("{:.1} s", many / 1000.0),
    }
}

fn names_something(column: &str) -> bool {
    let name = column.to_lowercase();
    ["id", "year", "zip", "postcode", "code"]
        .iter()
        .any(|word| name == *word || name.ends_with(&format!("_{word}")) || name.ends_with(&format!(" {word}")))
}

fn number(float: f64, whole: Option<i64>, format: &Format) -> String {
    let part = whole.and_then(|whole| calendar_part(whole, format.kind));
    if let Some(part) = part {
        return part;
    }
    let text = match (format.kind, format.decimals, whole) {
        (FormatKind::Plain, _, Some(whole)) => return whole.to_string(),
        (FormatKind::Plain, ..) => return float.to_string(),
        (FormatKind::Percent, decimals, _) => {
            let percent = float * 100.0;
            return format!("{}%", fixed(percent, decimals.unwrap_or(1), decimals.is_some()));
        }
        (_, Some(decimals), _) => fixed(float, decimals, true),
        (_, None, Some(whole)) => grouped(&whole.to_string()),
        (FormatKind::Integer, ..) => fixed(float, 1, false),
        _ => as_needed(float),
    };
    match &format.unit {
        Some(unit) => format!("{text}\u{a0}{unit}"),
        None => text,
    }
}

/// A part of the calendar as a number: month 3, quarter 2, weekday 1 (Monday), hour 17, year 2013.
fn calendar_part(whole: i64, kind: FormatKind) -> Option<String> {
    let name = |names: &[&str]| {
        let index = usize::try_from(whole - 1).ok()?;
        names.get(index).map(|&name| name.to_owned())
    };
    match kind {
        FormatKind::Year => Some(whole.to_string()),
        FormatKind::Month | FormatKind::MonthName => name(&MONTHS),
        FormatKind::Weekday => name(&WEEKDAYS),
        FormatKind::Quarter if (1..=4).contains(&whole) => Some(format!("Q{whole}")),
        FormatKind::Hour if (0..=24).contains(&whole) => Some(format!("{whole:02}:00")),
        FormatKind::Week if (1..=53).contains(&whole) => Some(format!("W{whole}")),
        _ => None,
    }
}

fn as_needed(float: f64) -> String {
    let size = float.abs();
    if size != 0.0 && size < 1.0 {
        return trimmed(&significant(float, 3));
    }
    let decimals = match size {
        huge if huge >= 100_000.0 => 0,
        large if large >= 1000.0 => 1,
        _ => 2,
    };
    fixed(float, decimals, false)
}

fn significant(float: f64, digits: i32) -> String {
    let magnitude = float.abs().log10().floor() as i32;
    let decimals = usize::try_from(digits - 1 - magnitude).unwrap_or(0).min(12);
    format!("{float:.decimals$}")
}

fn fixed(float: f64, decimals: u8, keep_zeros: bool) -> String {
    let decimals = usize::from(decimals);
    let text = format!("{float:.decimals$}");
    let text = if keep_zeros { text } else { trimmed(&text) };
    let (whole, rest) = match text.split_once('.') {
        Some((whole, rest)) => (whole, format!(".{rest}")),
        None => (text.as_str(), String::new()),
    };
    let shown = format!("{}{rest}", grouped(whole));
    match shown.strip_prefix('-') {
        Some(zero) if zero.chars().all(|c| matches!(c, '0' | '.')) => zero.to_owned(),
        _ => shown,
    }
}

fn trimmed(text: &str) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    }
}

fn grouped(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}")
}

/// Text as its column means it: an ISO date becomes `3 Mar 2013`, a long number keeps all its digits.
fn written(text: &str, format: &Format) -> String {
    match format.kind {
        FormatKind::Number | FormatKind::Integer if text.len() > 15 && is_digits(text) => grouped(text),
        FormatKind::Number | FormatKind::Integer | FormatKind::Percent => match text.parse() {
            Ok(float) => number(float, None, format),
            Err(_) => text.to_owned(),
        },
        FormatKind::Time => text
            .strip_suffix(":00")
            .filter(|rest| rest.len() == 5)
            .unwrap_or(text)
            .to_owned(),
        FormatKind::Text | FormatKind::Plain | FormatKind::Boolean => text.to_owned(),
        kind => match Moment::parse(text) {
            Some(moment) => moment.write(kind),
            None => text.to_owned(),
        },
    }
}

fn is_digits(text: &str) -> bool {
    text.strip_prefix('-')
        .unwrap_or(text)
        .chars()
        .all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: FormatKind, decimals: Option<u8>, value: Value) -> String {
        let unit = None;
        cell(&value, &Format { kind, decimals, unit })
    }

    #[test]
    fn numbers() {
        use FormatKind::{Integer, Number, Percent, Plain};
        for (kind, decimals, value, expected) in [
            (Integer, None, Value::Integer(336_776), "336,776"),
            (Integer, None, Value::Integer(-1234), "-1,234"),
            (Plain, None, Value::Integer(2013), "2013"),
            (Number, None, Value::Float(21.920_704), "21.92"),
            (Number, None, Value::Float(1234.56), "1,234.6"),
            (Number, None, Value::Float(123_456.7), "123,457"),
            (Number, None, Value::Float(0.012_345), "0.0123"),
            (Number, None, Value::Float(-0.001), "-0.001"),
            (Number, Some(1), Value::Float(-0.04), "0.0"),
            (Number, Some(2), Value::Integer(3), "3.00"),
            (Percent, None, Value::Float(0.1234), "12.3%"),
            (
                Integer,
                None,
                "12345678901234567890".into(),
                "12,345,678,901,234,567,890",
            ),
        ] {
            assert_eq!(shown(kind, decimals, value), expected);
        }
    }

    #[test]
    fn moments() {
        use FormatKind::{Date, Datetime, Month, MonthName, Quarter, Time, Weekday, Year};
        for (kind, value, expected) in [
            (Date, Value::from("2013-03-01"), "1 Mar 2013"),
            (Datetime, "2013-03-01T17:05:00".into(), "1 Mar 2013, 17:05"),
            (Datetime, "2013-03-01T17:05:09.120".into(), "1 Mar 2013, 17:05:09"),
            (Month, "2013-03-01".into(), "Mar 2013"),
            (Quarter, "2013-04-01".into(), "Q2 2013"),
            (Year, "2013-01-01".into(), "2013"),
            (Time, "17:05:00".into(), "17:05"),
            (MonthName, Value::Integer(12), "Dec"),
            (Weekday, Value::Integer(1), "Mon"),
            (Date, "soon".into(), "soon"),
        ] {
            assert_eq!(shown(kind, None, value), expected);
        }
    }

    #[test]
    fn points_stand_below_each_other() {
        let format = || Format {
            kind: FormatKind::Number,
            ..Format::default()
        };
        let decimals = |values: &[f64]| {
            let values: Vec<_> = values.iter().copied().map(Value::Float).collect();
            aligned(format(), values.iter()).decimals
        };
        assert_eq!(decimals(&[12.8, 5.0]), Some(1));
        assert_eq!(decimals(&[0.123_456]), None);
        assert_eq!(decimals(&[1.0, 2.0]), None);
    }

    #[test]
    fn sizes() {
        assert_eq!(
            [size(512.0), size(1234.0), size(340_000_000.0)],
            ["512 B", "1.2 kB", "340 MB"]
        );
        assert_eq!([counted(1, "row"), counted(2000, "row")], ["1 row", "2,000 rows"]);
    }
}
