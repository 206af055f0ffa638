//! Whether two answers mean the same: numbers to nine digits, decimals and all else exactly.

use crate::postgres::session::Rows;
use spec::answer::Table;
use spec::dataset::Type;
use spec::question::Query;
use spec::value::Value;

/// How the engine's answer differs from PostgreSQL's; none when they mean the same.
pub fn difference(query: &Query, ours: &Table, theirs: &Rows) -> Option<String> {
    let names: Vec<&str> = ours.columns.iter().map(|column| column.name.as_str()).collect();
    if names != theirs.names {
        return Some(format!("columns {names:?} here, {:?} there", theirs.names));
    }
    if ours.rows.len() != theirs.rows.len() {
        return Some(format!("{} rows here, {} there", ours.rows.len(), theirs.rows.len()));
    }
    let kinds: Vec<Type> = ours.columns.iter().map(|column| column.kind).collect();
    let (mut here, mut there) = (ours.rows.clone(), theirs.rows.clone());
    if query.is_rows() {
        if let Some(unsorted) = sorted_otherwise(query, &names, &kinds, &here, &there) {
            return Some(unsorted);
        }
        here.sort_by_cached_key(|row| key(row.iter().map(shown_here)));
        there.sort_by_cached_key(|row| {
            key(row
                .iter()
                .zip(&kinds)
                .map(|(cell, kind)| shown_there(cell.as_deref(), *kind)))
        });
    }
    let cells = here.iter().zip(&there).enumerate();
    for (at, (here, there)) in cells {
        for (index, (value, text)) in here.iter().zip(there).enumerate() {
            if !is_same(value, kinds[index], text.as_deref()) {
                let name = names[index];
                return Some(format!("row {at}, “{name}”: {value:?} here, {text:?} there"));
            }
        }
    }
    None
}

/// Rows with equal keys may be in any order; the keys may not.
fn sorted_otherwise(
    query: &Query,
    names: &[&str],
    kinds: &[Type],
    here: &[Vec<Value>],
    there: &[Vec<Option<String>>],
) -> Option<String> {
    for sort in &query.sort {
        let Some(index) = names.iter().position(|name| *name == sort.by) else {
            continue;
        };
        let differs = here
            .iter()
            .zip(there)
            .position(|(here, there)| !is_same(&here[index], kinds[index], there[index].as_deref()));
        if let Some(at) = differs {
            return Some(format!("row {at} is sorted otherwise by “{}”", sort.by));
        }
        if query.sort.len() > 1 {
            break;
        }
    }
    None
}

fn key(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join("\u{1}")
}

fn shown_here(value: &Value) -> String {
    match value {
        Value::Integer(whole) => format!("{:.6e}", *whole as f64 + 0.0),
        Value::Float(number) => format!("{:.6e}", number + 0.0),
        Value::Text(text) => normal(text),
        other => other.to_string(),
    }
}

fn shown_there(cell: Option<&str>, kind: Type) -> String {
    match (cell, kind) {
        (None, _) => String::new(),
        (Some(text), Type::Integer | Type::Float | Type::Decimal) => match text.parse::<f64>() {
            Ok(number) if text.trim_start_matches('-').len() <= 15 => format!("{:.6e}", number + 0.0),
            _ => text.to_owned(),
        },
        (Some(text), Type::Boolean) => (text == "t").to_string(),
        (Some(text), Type::Date | Type::Datetime | Type::Time) => moment(text),
        (Some(text), _) => normal(text),
    }
}

fn normal(text: &str) -> String {
    let is_moment = text.len() >= 19 && text.as_bytes()[4] == b'-' && text.contains(['T', ' ']);
    if is_moment { moment(text) } else { text.to_owned() }
}

fn is_same(value: &Value, kind: Type, text: Option<&str>) -> bool {
    let Some(text) = text else { return value.is_null() };
    match (value, kind) {
        (Value::Null, Type::Float | Type::Decimal) => matches!(text, "NaN" | "Infinity" | "-Infinity"),
        (Value::Null, _) => false,
        (Value::Boolean(true), _) => matches!(text, "t" | "true"),
        (Value::Boolean(false), _) => matches!(text, "f" | "false"),
        (Value::Integer(_) | Value::Text(_), Type::Integer) => digits(&value.to_string()) == digits(text),
        (Value::Text(exact), Type::Decimal) => digits(exact) == digits(text),
        (Value::Integer(_) | Value::Float(_), _) => {
            let number = value.number().unwrap_or(f64::NAN);
            text.parse().is_ok_and(|there: f64| is_near(number, there))
        }
        (Value::Text(at), Type::Date | Type::Datetime | Type::Time) => moment(at) == moment(text),
        (Value::Text(length), Type::Duration) => micros(length).is_some() && micros(length) == micros(text),
        (Value::Text(here), _) => here == text || is_spelled_otherwise(here, text),
        _ => false,
    }
}

/// Groups beside “Other” are text: a number may be 2.0 here and 2 there, a moment have a `T` or not.
fn is_spelled_otherwise(here: &str, there: &str) -> bool {
    match (here.parse::<f64>(), there.parse::<f64>()) {
        (Ok(one), Ok(other)) => is_near(one, other),
        _ => normal(here) == normal(there),
    }
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1e-3)
}

/// A number's digits without zeros that say nothing.
fn digits(text: &str) -> String {
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A day, a moment or a time without zeros that say nothing.
fn moment(text: &str) -> String {
    let text = text.replacen(' ', "T", 1);
    let text = text.trim_end_matches("+00").trim_end_matches('Z');
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    };
    text.trim_end_matches("T00:00:00").to_owned()
}

/// A length of time such as `P1DT2H30M0.5S`.
fn micros(text: &str) -> Option<i64> {
    let (mut total, mut number) = (0.0, String::new());
    let mut is_clock = false;
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    for letter in text.strip_prefix('P')?.chars() {
        let seconds = match letter {
            'T' => {
                is_clock = true;
                continue;
            }
            'D' => 86_400.0,
            'H' => 3_600.0,
            'M' if is_clock => 60.0,
            'S' => 1.0,
            letter => {
                number.push(letter);
                continue;
            }
        };
        total += number.parse::<f64>().ok()? * seconds;
        number.clear();
    }
    Some((sign * total * 1e6).round() as i64)
}
