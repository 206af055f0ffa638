//! Whole numbers that count time: seconds since 1970, days of eight digits. Only where the column's name or all of its cells say so.

use super::moment;
use super::typed::{self, Said};
use crate::error::Error;
use polars::prelude::{Int64Chunked, Series};
use std::collections::HashSet;

/// What the whole numbers of a column are, when they are days or moments.
pub(super) fn moments(series: &Series) -> Result<Option<(Series, Said)>, Error> {
    let numbers = series.i64()?;
    let Some(first) = numbers.iter().flatten().next() else {
        return Ok(None);
    };
    let words = words(series.name());
    if (19_000_101..=21_001_231).contains(&first) {
        return Ok(days(numbers, &words));
    }
    let is_counted = first >= 300_000_000 && counts_time(&words);
    Ok(if is_counted { since_1970(numbers) } else { None })
}

fn days(numbers: &Int64Chunked, words: &[String]) -> Option<(Series, Said)> {
    const NAMES: [&str; 14] = [
        "date", "dates", "day", "datum", "dat", "dt", "tag", "fecha", "data", "jour", "datekey", "yyyymmdd", "ymd",
        "dag",
    ];
    const OTHERS: [&str; 7] = ["id", "ids", "code", "nr", "no", "number", "num"];
    const TELLING: usize = 20;
    let day = |number: i64| {
        let part = |by: i64, of: i64| (number / by % of) as i32;
        moment::days(part(10_000, 10_000), part(100, 100), part(1, 100))
            .filter(|_| (19_000_101..=21_001_231).contains(&number))
    };
    let is = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    if is(&OTHERS) {
        return None;
    }
    if !numbers.iter().flatten().all(|number| day(number).is_some()) {
        return None;
    }
    let read: Vec<Option<i32>> = numbers.iter().map(|number| number.and_then(day)).collect();
    let different: HashSet<i32> = read.iter().flatten().copied().take(1000).collect();
    let is_told = is(&NAMES) || different.len() >= TELLING;
    let said = ("compact_dates", "the eight digits of {} are read as dates".to_owned());
    is_told.then(|| (typed::days(read.into_iter()), said))
}

fn since_1970(numbers: &Int64Chunked) -> Option<(Series, Said)> {
    const UNITS: [(i64, &str); 3] = [(1_000_000, "seconds"), (1_000, "milliseconds"), (1, "microseconds")];
    let (low, high) = numbers
        .iter()
        .flatten()
        .fold((i64::MAX, i64::MIN), |(low, high), number| {
            (number.min(low), number.max(high))
        });
    let (from, to) = (300_000_000_000_000, 4_200_000_000_000_000);
    let (factor, unit) = UNITS
        .into_iter()
        .find(|(factor, _)| low >= from / factor && high <= to / factor)?;
    let said = (
        "unix_time",
        format!("{{}} counts {unit} since 1970 and is read as moments in UTC"),
    );
    let micros = numbers.iter().map(|number| Some(number? * factor));
    Some((typed::moments(micros), said))
}

fn counts_time(words: &[String]) -> bool {
    const NAMES: [&str; 6] = ["timestamp", "epoch", "unix", "unixtime", "ts", "tstamp"];
    let is_at = words.len() > 1 && words.last().is_some_and(|word| word == "at");
    is_at || words.iter().any(|word| NAMES.contains(&word.as_str()))
}

/// The words of a name, in lower case: at other letters, and where small letters meet large ones.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || letter.is_uppercase() && was_small {
            words.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
        was_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
