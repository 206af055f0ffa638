//! Functions of one row, by their PostgreSQL names.

use super::{Writer, Written, divided, modulo, not_zero, wider};
use crate::error::Error;
use crate::sql::dialect::refused;
use crate::sql::explain::words::text;
use spec::dataset::Type;

/// Functions that are the same there and give numbers.
const NUMBERS: &[&str] = &[
    "exp", "cbrt", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "degrees", "radians", "pi", "power",
];

/// Functions that are the same there and give text.
const TEXTS: &[&str] = &[
    "upper",
    "lower",
    "reverse",
    "initcap",
    "btrim",
    "ltrim",
    "rtrim",
    "left",
    "right",
    "substr",
    "replace",
    "split_part",
    "lpad",
    "rpad",
    "repeat",
    "concat",
    "concat_ws",
    "to_char",
];

/// Our other names for functions.
const ALIASES: &[(&str, &str)] = &[
    ("ucase", "upper"),
    ("lcase", "lower"),
    ("trim", "btrim"),
    ("len", "length"),
    ("char_length", "length"),
    ("character_length", "length"),
    ("substring", "substr"),
    ("mid", "substr"),
    ("pow", "power"),
    ("ceiling", "ceil"),
    ("truncate", "trunc"),
    ("ifnull", "coalesce"),
    ("nvl", "coalesce"),
    ("iif", "if"),
    ("prefix", "starts_with"),
    ("suffix", "ends_with"),
    ("instr", "strpos"),
    ("position", "strpos"),
    ("regexp_like", "regexp_matches"),
    ("datetrunc", "date_trunc"),
    ("datepart", "date_part"),
    ("datediff", "date_diff"),
    ("fmod", "mod"),
];

/// Parts of a date that are functions of ours.
const PARTS: &[(&str, &str)] = &[
    ("year", "year"),
    ("quarter", "quarter"),
    ("month", "month"),
    ("week", "week"),
    ("weekofyear", "week"),
    ("day", "day"),
    ("dayofmonth", "day"),
    ("dayofweek", "dow"),
    ("weekday", "dow"),
    ("isodow", "isodow"),
    ("isoyear", "isoyear"),
    ("dayofyear", "doy"),
    ("hour", "hour"),
    ("minute", "minute"),
    ("second", "second"),
];

impl Writer<'_> {
    /// Calls a function of one row.
    pub(super) fn call(&self, name: &str, arguments: &[Written]) -> Result<Written, Error> {
        let name = ALIASES
            .iter()
            .find(|(ours, _)| *ours == name)
            .map_or(name, |(_, theirs)| theirs);
        let list: Vec<&str> = arguments.iter().map(|one| one.written.as_str()).collect();
        let plain = || format!("{name}({})", list.join(", "));
        if NUMBERS.contains(&name) {
            return Ok(Written::new(plain(), Type::Float));
        }
        if TEXTS.contains(&name) {
            return Ok(Written::new(plain(), Type::Text));
        }
        if let (Some((_, part_name)), [time]) = (PARTS.iter().find(|(ours, _)| *ours == name), arguments) {
            return Ok(part(part_name, time));
        }
        let done = number(name, arguments)
            .or_else(|| choice(name, arguments))
            .or_else(|| of_text(name, arguments))
            .or_else(|| of_time(name, arguments));
        done.ok_or_else(|| refused(format!("PostgreSQL has no function like our {name}"), None))
    }
}

/// A part of a date or a moment, as a whole number.
pub(super) fn part(name: &str, time: &Written) -> Written {
    let time = &time.written;
    match name {
        "second" | "epoch" => Written::new(format!("floor(extract({name} from {time}))"), Type::Integer),
        _ => Written::new(format!("extract({name} from {time})"), Type::Integer),
    }
}

fn number(name: &str, arguments: &[Written]) -> Option<Written> {
    let known = |written: String| Some(Written::new(written, Type::Float));
    match (name, arguments) {
        ("abs", [one]) => Some(Written::new(format!("abs({})", one.written), one.kind)),
        ("ceil" | "floor", [one]) => Some(Written::new(format!("{name}({})", one.written), one.kind)),
        ("sign", [one]) => Some(Written::new(format!("sign({})", one.written), Type::Integer)),
        ("round" | "trunc", [one]) if one.is_whole() => Some(one.clone()),
        ("round" | "trunc", [one]) => Some(Written::new(format!("{name}({})", one.exact()), one.kind)),
        ("round" | "trunc", [one, digits]) => {
            let written = format!("{name}({}, {})", one.exact(), digits.written);
            Some(Written::new(written, one.kind))
        }
        ("sqrt", [one]) => known(format!("case when {0} >= 0 then sqrt({0}) end", one.written))
            .as_ref()
            .map(nested),
        ("ln", [one]) => known(format!("case when {0} > 0 then ln({0}) end", one.written))
            .as_ref()
            .map(nested),
        ("log" | "log10", [one]) => known(format!("case when {0} > 0 then log({0}) end", one.written))
            .as_ref()
            .map(nested),
        ("mod", [one, other]) => Some(modulo(one, other, &not_zero(other))),
        ("div", [one, other]) => {
            let quotient = format!("trunc({} / {})", one.exact(), not_zero(other));
            Some(Written::new(quotient, Type::Integer))
        }
        ("safe_divide", [one, other]) => Some(divided(one, other)),
        _ => None,
    }
}

fn nested(value: &Written) -> Written {
    Written::new(format!("({})", value.written), value.kind)
}

fn choice(name: &str, arguments: &[Written]) -> Option<Written> {
    let list: Vec<&str> = arguments.iter().map(|one| one.written.as_str()).collect();
    let kind = arguments.iter().fold(None, |kind, one| wider(kind, one.kind));
    match (name, arguments) {
        ("coalesce" | "greatest" | "least", [_, ..]) => {
            Some(Written::new(format!("{name}({})", list.join(", ")), kind))
        }
        ("nullif", [one, other]) => Some(Written::new(
            format!("nullif({}, {})", one.written, other.written),
            one.kind,
        )),
        ("if", [condition, yes, no]) => {
            let written = format!(
                "case when {} then {} else {} end",
                condition.written, yes.written, no.written
            );
            Some(nested(&Written::new(written, wider(yes.kind, no.kind))))
        }
        _ => None,
    }
}

fn of_text(name: &str, arguments: &[Written]) -> Option<Written> {
    let flag = |written: String| Some(nested(&Written::new(written, Type::Boolean)));
    let whole = |written: String| Some(Written::new(written, Type::Integer));
    match (name, arguments) {
        ("length" | "ascii", [one]) => whole(format!("{name}({})", one.written)),
        ("strpos", [one, other]) => whole(format!("strpos({}, {})", one.written, other.written)),
        ("starts_with", [one, other]) => flag(format!("starts_with({}, {})", one.written, other.written)),
        ("ends_with", [one, other]) => flag(format!("right({0}, length({1})) = {1}", one.written, other.written)),
        ("contains", [one, other]) => flag(format!("strpos({}, {}) > 0", one.written, other.written)),
        ("regexp_matches", [one, pattern]) => flag(format!("{} ~ {}", one.written, pattern.written)),
        ("regexp_replace", [one, pattern, new]) => {
            let written = format!(
                "regexp_replace({}, {}, {}, 'g')",
                one.written, pattern.written, new.written
            );
            Some(Written::new(written, Type::Text))
        }
        ("regexp_extract", [one, pattern]) => Some(Written::new(
            format!("substring({} from {})", one.written, pattern.written),
            Type::Text,
        )),
        _ => None,
    }
}

fn of_time(name: &str, arguments: &[Written]) -> Option<Written> {
    let day = |written: String| Some(Written::new(written, Type::Date));
    match (name, arguments) {
        ("date_trunc", [unit, time]) => {
            let written = format!("date_trunc({}, {})", unit.written, time.written);
            let is_fine = ["hour", "minute", "second"]
                .iter()
                .any(|fine| unit.written.contains(fine));
            match time.kind == Some(Type::Date) && !is_fine {
                true => day(format!("{written}::date")),
                false => Some(Written::new(written, Type::Datetime)),
            }
        }
        ("date_part", [unit, time]) => Some(part(unit.written.trim_matches('\''), time)),
        ("date_diff", [unit, from, to]) => between(unit.written.trim_matches('\''), &from.written, &to.written),
        ("date_add", [time, interval]) => match time.kind {
            Some(Type::Date) => day(format!("({} + {})::date", time.written, interval.written)),
            kind => Some(Written::new(format!("{} + {}", time.written, interval.written), kind)),
        },
        ("last_day", [time]) => day(format!(
            "(date_trunc('month', {}) + interval '1 month' - interval '1 day')::date",
            time.written
        )),
        ("make_date", [year, month, date]) => day(format!(
            "make_date(({})::int, ({})::int, ({})::int)",
            year.written, month.written, date.written
        )),
        ("date" | "to_date", [value]) => day(format!("{}::date", value.written)),
        ("to_date", [value, pattern]) => day(format!("to_date({}, {})", value.written, pattern.written)),
        ("dayname" | "monthname", [time]) => {
            let pattern = text(if name == "dayname" { "FMDay" } else { "FMMonth" });
            Some(Written::new(
                format!("to_char({}, {pattern})", time.written),
                Type::Text,
            ))
        }
        _ => None,
    }
}

/// How many starts of a unit lie between two moments.
fn between(unit: &str, from: &str, to: &str) -> Option<Written> {
    let months = |time: &str| format!("extract(year from {time}) * 12 + extract(month from {time})");
    let written = match unit.to_lowercase().trim_end_matches('s') {
        "year" => format!("extract(year from {to}) - extract(year from {from})"),
        "month" => format!("{} - ({})", months(to), months(from)),
        "week" => format!("(date_trunc('week', {to})::date - date_trunc('week', {from})::date) / 7"),
        "day" => format!("{to}::date - {from}::date"),
        _ => return None,
    };
    Some(nested(&Written::new(written, Type::Integer)))
}
