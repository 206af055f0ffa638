//! The words that people write into sheets beside their data.

use crate::ingest::workbook::grid::{Cell, Value};

/// What a label says about totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Total {
    /// It says nothing else: `Total`, `Grand total`.
    Only,
    /// It names what is summed up: `North total`.
    Of,
    /// It is an average: `Average`.
    Average,
}

/// Words for totals, in languages that name them.
const TOTALS: [&str; 34] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sub-total",
    "grand total",
    "overall total",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "insgesamt",
    "total général",
    "total general",
    "sous-total",
    "somme",
    "totale",
    "totale generale",
    "subtotale",
    "totaal",
    "subtotaal",
    "eindtotaal",
    "suma",
    "razem",
    "total geral",
    "итого",
    "всего",
    "合計",
    "小計",
    "总计",
    "合计",
    "小计",
    "합계",
];

/// Words for averages.
const AVERAGES: [&str; 14] = [
    "average",
    "avg",
    "avg.",
    "mean",
    "mittelwert",
    "durchschnitt",
    "moyenne",
    "media",
    "promedio",
    "média",
    "gemiddelde",
    "średnia",
    "среднее",
    "平均",
];

/// What a label says about totals.
pub(super) fn total(label: &str) -> Option<Total> {
    let label = label.trim().trim_end_matches([':', '=', '.']).trim().to_lowercase();
    if label.is_empty() || label.chars().count() > 60 {
        return None;
    }
    if TOTALS.contains(&label.as_str()) {
        return Some(Total::Only);
    }
    if AVERAGES.contains(&label.as_str()) {
        return Some(Total::Average);
    }
    let names = |word: &&str| {
        let before = label
            .strip_suffix(*word)
            .is_some_and(|rest| rest.ends_with([' ', '-', ':', ',']));
        let after = label
            .strip_prefix(*word)
            .is_some_and(|rest| rest.starts_with([' ', ':', '-', ',', '(']));
        before || after || (!word.is_ascii() && label.ends_with(*word))
    };
    TOTALS.iter().any(names).then_some(Total::Of)
}

/// Whether a text is a note: it begins as notes do.
pub(super) fn begins_a_note(text: &str) -> bool {
    const STARTS: [&str; 32] = [
        "source",
        "sources",
        "note",
        "notes",
        "remark",
        "remarks",
        "footnote",
        "footnotes",
        "legend",
        "disclaimer",
        "copyright",
        "quelle",
        "quellen",
        "hinweis",
        "hinweise",
        "anmerkung",
        "anmerkungen",
        "stand",
        "fuente",
        "nota",
        "notas",
        "fonte",
        "fonti",
        "bron",
        "remarque",
        "remarques",
        "źródło",
        "источник",
        "примечание",
        "generated",
        "exported",
        "last updated",
    ];
    let text = text.trim().to_lowercase();
    let marks = ['*', '†', '‡', '§', '¹', '²', '³', '©', '※', '注'];
    if text.starts_with(marks) {
        return true;
    }
    STARTS.iter().any(|word| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| {
            rest.starts_with([':', ';'])
                || rest.starts_with([' ', '.']) && text.contains(' ') && text.len() > word.len() + 6
        })
    })
}

/// Whether a text says in what the numbers below it are.
pub(super) fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 60] = [
        "%", "kg", "g", "mg", "t", "lb", "lbs", "oz", "m", "cm", "mm", "km", "mi", "ft", "in", "l", "ml", "s", "sec",
        "ms", "min", "h", "hr", "hrs", "hours", "days", "years", "months", "eur", "usd", "gbp", "chf", "jpy", "€", "$",
        "£", "¥", "k€", "k$", "m€", "m$", "mn", "bn", "pcs", "units", "unit", "stück", "stk", "kwh", "mwh", "gwh", "w",
        "kw", "mw", "°c", "°f", "m²", "m2", "m³", "km/h",
    ];
    let text = text.trim().to_lowercase();
    let inner = |open, close| {
        text.strip_prefix(open)
            .and_then(|rest: &str| rest.strip_suffix(close))
            .is_some()
    };
    text.chars().count() <= 16 && (inner('(', ')') || inner('[', ']'))
        || UNITS.contains(&text.as_str())
        || text.starts_with("in ") && text.len() < 12
}

/// What columns are named by that are values of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Series {
    /// 2023, FY2023.
    Years,
    /// Q1, Q1 2023.
    Quarters,
    /// Jan, January 2023, 2023-01.
    Months,
    /// 2023-01-31.
    Dates,
}

impl Series {
    /// What the column of such names is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Years => "year",
            Self::Quarters => "quarter",
            Self::Months => "month",
            Self::Dates => "date",
        }
    }
}

/// The series that a column's name is a member of.
pub(super) fn series(name: &str) -> Option<Series> {
    let name = name.trim().to_lowercase();
    let parts: Vec<&str> = name
        .split([' ', '-', '/', '.', '\'', '’'])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [year] if is_year(year.trim_start_matches("fy").trim_start_matches("cy")) => Some(Series::Years),
        ["fy" | "cy" | "year", year] if is_year(year) => Some(Series::Years),
        [quarter] if is_quarter(quarter) => Some(Series::Quarters),
        [quarter, year] | [year, quarter] if is_quarter(quarter) && is_short_year(year) => Some(Series::Quarters),
        [month] if is_month(month) => Some(Series::Months),
        [month, year] | [year, month] if is_month(month) && is_short_year(year) => Some(Series::Months),
        [year, month] | [month, year] if is_year(year) && is_number(month, 1, 12) => Some(Series::Months),
        [year, month, day] if is_year(year) && is_number(month, 1, 12) && is_number(day, 1, 31) => Some(Series::Dates),
        [first, second, year] if is_year(year) && is_number(first, 1, 31) && is_number(second, 1, 31) => {
            Some(Series::Dates)
        }
        _ => None,
    }
}

/// Whether this is a year in figures.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && is_number(text, 1800, 2200)
}

fn is_short_year(text: &str) -> bool {
    is_year(text) || text.len() == 2 && is_number(text, 0, 99)
}

fn is_number(text: &str, least: u32, most: u32) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse().is_ok_and(|number: u32| (least..=most).contains(&number))
}

fn is_quarter(text: &str) -> bool {
    matches!(
        text,
        "q1" | "q2" | "q3" | "q4" | "1q" | "2q" | "3q" | "4q" | "t1" | "t2" | "t3" | "t4" | "h1" | "h2"
    )
}

fn is_month(text: &str) -> bool {
    const MONTHS: [&str; 37] = [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "januar",
        "februar",
        "märz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "okt",
        "dez",
        "mär",
        "août",
        "mrz",
    ];
    MONTHS.contains(&text)
}

/// A cell's text as a name: on one line.
pub(super) fn name(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        value => value.spelled(),
    }
}

/// `a, b and 3 more`.
pub(super) fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if things.len() <= 4 => format!("{} and {last}", first.join(", ")),
        first => format!("{} and {} more", first[..3].join(", "), things.len() - 3),
    }
}

/// `1 row`, `3 rows`.
pub(super) fn counted(count: usize, thing: &str) -> String {
    match count {
        1 => format!("1 {thing}"),
        count => format!("{count} {thing}s"),
    }
}

/// A text that is short enough to be shown in a sentence.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("“{}…”", text[..end].trim_end()),
        None => format!("“{}”", text.trim()),
    }
}
